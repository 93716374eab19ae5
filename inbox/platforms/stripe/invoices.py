"""The calls about invoices and credit notes.

Hangs on ``client.StripeClient`` as ``invoices``; called by the hub's action and job threads. Which invoice a payment belongs to
is asked of Stripe's InvoicePayments: since API 2025-03-31 neither names the other.
"""

from __future__ import annotations

from collections.abc import Callable

from inbox.domain.ids import SourceId
from inbox.domain.payments import CreditNote, Invoice
from inbox.platforms.stripe import billing, fields, papers
from inbox.platforms.stripe.calls import Calls, many, one, part
from inbox.platforms.stripe.gateway import Answer


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
        """Fetch a PDF piece by piece and return its size in bytes; see ``papers.pdf``."""
        return papers.pdf(self._calls, url, into)
