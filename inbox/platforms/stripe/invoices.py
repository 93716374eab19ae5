"""The calls about invoices and credit notes, and the fetching of an invoice's PDF from Stripe's own hosts.

Hangs on ``client.StripeClient`` as ``invoices``; called by the hub's action and job threads. Which invoice a payment belongs to
is asked of Stripe's InvoicePayments: since API 2025-03-31 neither names the other.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import httpx

from inbox.domain.ids import SourceId
from inbox.domain.payments import CreditNote, Invoice
from inbox.platforms.stripe import billing, errors, fields
from inbox.platforms.stripe.calls import Calls, many, one, part
from inbox.platforms.stripe.gateway import Answer

PAPER_HOSTS = frozenset({"pay.stripe.com", "files.stripe.com"})
"""Where Stripe keeps its papers; nothing is fetched from anywhere else, whatever an answer says."""
LARGEST_PAPER = 16 * 1024 * 1024
_MOST_REDIRECTS = 3
_BEGIN = b"%PDF-"
_REDIRECTS = (301, 302, 303, 307, 308)


class PaperTrouble(errors.StripeTrouble):
    """A paper that is none: too large, no PDF, or kept where nothing is fetched from."""


class Invoices:
    """Invoices over one account's calls. Safe for threads."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def invoice(self, invoice: SourceId) -> Answer[Invoice]:
        """Read an invoice with its addresses as they are now, and with what paid it."""
        answer = self._calls.get(f"/v1/invoices/{part(invoice)}", {"expand": ["payments"]})
        return one(answer, billing.invoice)

    def of_payment(self, payment: SourceId) -> Answer[SourceId | None]:
        """Return which invoice a PaymentIntent paid, None when it paid none."""
        if not payment.startswith("pi_"):
            return Answer(None, 0)
        named = {"type": "payment_intent", "payment_intent": payment}
        answer = self._calls.get("/v1/invoice_payments", {"payment": named, "status": "paid"})
        found = (fields.source_id(row, "invoice") for row in fields.rows(answer.value, "data"))
        return Answer(next((name for name in found if name is not None), None), answer.date, answer.request_id)

    def newest(self, pages: int) -> Answer[tuple[Invoice, ...]]:
        """List the newest invoices with what paid them, 100 a page."""
        rows: list[fields.Json] = []
        after: str | None = None
        answer: Answer[dict[str, object]] | None = None
        for _ in range(pages):
            answer = self._calls.get("/v1/invoices", {"limit": 100, "starting_after": after, "expand": ["data.payments"]})
            page = fields.rows(answer.value, "data")
            rows += page
            after = fields.text(page[-1], "id") if page else None
            if after is None or not fields.flag(answer.value, "has_more"):
                break
        return many(Answer(rows, 0 if answer is None else answer.date), billing.invoice)

    def credit_notes_of(self, invoice: SourceId) -> Answer[tuple[CreditNote, ...]]:
        """List every credit note of an invoice."""
        return many(self._calls.pages("/v1/credit_notes", {"invoice": invoice}), billing.credit_note)

    def create_credit_note(self, body: bytes, key: str, stripe_version: str) -> Answer[CreditNote]:
        """Make a credit note (docs.stripe.com/api/credit_notes/create)."""
        return one(self._calls.post("/v1/credit_notes", body, key, stripe_version), billing.credit_note)

    def pdf(self, url: str, into: Callable[[bytes], object]) -> int:
        """Fetch a PDF piece by piece and return its size in bytes.

        Only from Stripe's own hosts over https, or from the pretend Stripe's, redirects included; ``PaperTrouble`` in words
        for anything else, ``Unreachable`` or ``Lost`` when it does not come.
        """
        client = httpx.Client(
            timeout=httpx.Timeout(30.0, connect=5.0), transport=self._calls.transport, follow_redirects=False,
            trust_env=self._calls.url is None,
        )  # fmt: skip
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                self._check(url)
                with client.stream("GET", url) as answer:
                    if answer.status_code in _REDIRECTS:
                        url = urljoin(url, answer.headers.get("location", ""))
                        continue
                    return _take(answer, into)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise errors.Unreachable("Stripe could not be reached; check the internet connection.") from error
        except httpx.HTTPError as error:
            raise errors.Lost("The invoice did not arrive.") from error
        finally:
            client.close()
        raise PaperTrouble("Stripe sends the invoice from one address to the next without end.")

    def _check(self, url: str) -> None:
        """Refuse an address that is not Stripe's, so that no answer can make the hub fetch from its own network."""
        try:
            is_ours = _is_stripes(url, self._calls.url)
        except ValueError:
            is_ours = False
        if not is_ours:
            raise PaperTrouble("The invoice's address is not Stripe's own, so it was not fetched.")


def _is_stripes(url: str, pretend: str | None) -> bool:
    """Tell whether an address is of Stripe's own hosts, or of the pretend Stripe's; ValueError for what is no address."""
    where = urlsplit(url)
    if pretend is not None:
        return where[:2] == urlsplit(pretend)[:2]
    is_plain = where.username is None and where.port in (None, 443)
    return where.scheme == "https" and where.hostname in PAPER_HOSTS and is_plain


def _take(answer: httpx.Response, into: Callable[[bytes], object]) -> int:
    if answer.status_code >= 500:
        raise errors.Lost("The invoice did not arrive.")
    if answer.status_code != 200:
        raise PaperTrouble(f"Stripe does not give the invoice out ({answer.status_code}); open it in Stripe once.")
    size, head = 0, b""
    for piece in answer.iter_bytes():
        if len(head) < len(_BEGIN):
            head += piece[: len(_BEGIN)]
            if not _BEGIN.startswith(head[: len(_BEGIN)]):
                raise PaperTrouble("What Stripe gave out as the invoice is no PDF.")
        size += len(piece)
        if size > LARGEST_PAPER:
            raise PaperTrouble("The invoice is larger than 16 MB, so it was not fetched.")
        into(piece)
    if size < len(_BEGIN):
        raise PaperTrouble("What Stripe gave out as the invoice is no PDF.")
    return size
