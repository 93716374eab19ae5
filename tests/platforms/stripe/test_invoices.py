"""Invoices over the wire, and the PDF that is fetched from Stripe's own hosts only."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.actions import MakeCreditNote
from inbox.domain.ids import ActionId, ConversationId, SourceId
from inbox.platforms.stripe import billing, bodies, errors, forms
from inbox.platforms.stripe.client import StripeClient
from inbox.platforms.stripe.papers import LARGEST_PDF, PaperTrouble
from inbox.system.secrets import Secret
from inbox.system.settings import StripeSettings
from tests.hub.actions.clocks import HandClock
from tests.hub.actions.stripe_world import URL, StripeWorld

PDF = b"%PDF-1.4 " + b"x" * 100


@pytest.fixture
def stripe() -> StripeWorld:
    return StripeWorld(HandClock())


def _client(answer, url: str | None = None) -> tuple[StripeClient, list[str]]:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return answer(request) if callable(answer) else answer

    return StripeClient(StripeSettings(key=Secret("rk_test_1"), url=url), httpx.MockTransport(handle)), asked


def test_an_invoice_comes_with_what_paid_it(stripe: StripeWorld) -> None:
    made = stripe.invoiced(11_900)
    found = stripe.client.invoices.invoice(SourceId(made["invoice"])).value
    assert found.payments == (made["payment"],)
    assert (found.amount, found.tax, found.number, found.status) == (11_900, 1900, made["number"], "paid")
    assert stripe.client.invoices.of_payment(SourceId(made["payment"])).value == made["invoice"]
    assert stripe.client.invoices.of_payment(SourceId(stripe.payment()["payment"])).value is None
    assert stripe.client.invoices.of_payment(SourceId("ch_1")).value is None


def test_the_newest_invoices_are_listed_page_by_page(stripe: StripeWorld) -> None:
    made = [stripe.invoiced(100 + number)["invoice"] for number in range(103)]
    assert {each.id for each in stripe.client.invoices.newest(5).value} == set(made)
    assert len(stripe.client.invoices.newest(1).value) == 100


def test_the_pretend_stripes_pdf_is_fetched(stripe: StripeWorld) -> None:
    made = stripe.invoiced()
    found = stripe.client.invoices.invoice(SourceId(made["invoice"])).value
    pieces: list[bytes] = []
    size = stripe.client.invoices.pdf(found.pdf_url or "", pieces.append)
    assert b"".join(pieces).startswith(b"%PDF-")
    assert size == len(b"".join(pieces))


@pytest.mark.parametrize("url", ["https://pay.stripe.com/invoice/a/b/pdf?s=ap", "https://files.stripe.com/x"])
def test_stripes_own_hosts_are_fetched_from_without_the_key(url: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert "authorization" not in request.headers
        return httpx.Response(200, content=PDF)

    client, asked = _client(answer)
    assert client.invoices.pdf(url, lambda piece: None) == len(PDF)
    assert asked == [url]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://pay.stripe.com/invoice",
        "https://pay.stripe.com.evil.example/x",
        "https://evil.example/pay.stripe.com",
        "https://pay.stripe.com@evil.example/x",
        "https://user@pay.stripe.com/x",
        "https://pay.stripe.com:8443/x",
        "http://127.0.0.1:1/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://[::1]/x",
        "https://[bad/x",
    ],
)
def test_nothing_is_fetched_from_anywhere_else(url: str) -> None:
    client, asked = _client(httpx.Response(200, content=PDF))
    with pytest.raises(PaperTrouble):
        client.invoices.pdf(url, lambda piece: None)
    assert asked == []


def test_the_pretend_stripe_is_one_address_and_no_other() -> None:
    client, asked = _client(httpx.Response(200, content=PDF), "http://127.0.0.1:4242/stripe")
    assert client.invoices.pdf("http://127.0.0.1:4242/invoice/a/pdf", lambda piece: None) == len(PDF)
    for url in ("http://127.0.0.1:4243/x", "https://pay.stripe.com/x", "http://127.0.0.1:4242@evil.example/x"):
        with pytest.raises(PaperTrouble):
            client.invoices.pdf(url, lambda piece: None)
    assert len(asked) == 1


def test_a_redirect_is_followed_only_to_stripes_own_hosts() -> None:
    there = "https://pay.stripe.com/a"
    for target, is_fine in (("https://files.stripe.com/b", True), ("/b", True), ("http://10.0.0.1/b", False)):

        def answer(request: httpx.Request, target: str = target) -> httpx.Response:
            if request.url.path == "/a":
                return httpx.Response(302, headers={"location": target})
            return httpx.Response(200, content=PDF)

        client, asked = _client(answer)
        if is_fine:
            assert client.invoices.pdf(there, lambda piece: None) == len(PDF)
        else:
            with pytest.raises(PaperTrouble):
                client.invoices.pdf(there, lambda piece: None)
            assert asked == [there]


def test_redirects_without_end_are_given_up() -> None:
    client, asked = _client(httpx.Response(302, headers={"location": "https://pay.stripe.com/a"}))
    with pytest.raises(PaperTrouble):
        client.invoices.pdf("https://pay.stripe.com/a", lambda piece: None)
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(200, content=b"<html>expired</html>"), PaperTrouble),
        (httpx.Response(200, content=b""), PaperTrouble),
        (httpx.Response(200, content=b"%PD"), PaperTrouble),
        (httpx.Response(404), PaperTrouble),
        (httpx.Response(503), errors.Lost),
        (httpx.Response(200, content=b"%PDF-" + bytes(LARGEST_PDF)), PaperTrouble),
    ],
)
def test_what_is_no_invoice_is_said_in_words(answer: httpx.Response, error: type[Exception]) -> None:
    client, _ = _client(answer)
    with pytest.raises(error):
        client.invoices.pdf("https://pay.stripe.com/a", lambda piece: None)


def test_a_lost_connection_is_not_an_answer() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    def drop(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("gone")

    for handler, error in ((refuse, errors.Unreachable), (drop, errors.Lost)):
        client, _ = _client(handler)
        with pytest.raises(error):
            client.invoices.pdf("https://pay.stripe.com/a", lambda piece: None)


def test_the_body_of_a_credit_note() -> None:
    action = MakeCreditNote(
        id=ActionId("0c9f3c6e-8a57-4b0e-9f0f-3b8f1a9a7f01"),
        conversation=ConversationId("c_" + "ab" * 12),
        payment=SourceId("pi_1"),
        refund=SourceId("re_1"),
        amount=2490,
        currency="eur",
        refund_action=ActionId("0c9f3c6e-8a57-4b0e-9f0f-3b8f1a9a7f02"),
    )
    assert forms.flat(bodies.credit_note(action, SourceId("in_1"))) == {
        "invoice": "in_1",
        "amount": "2490",
        "refunds[0][type]": "refund",
        "refunds[0][refund]": "re_1",
        "refunds[0][amount_refunded]": "2490",
        "metadata[action_id]": "0c9f3c6e-8a57-4b0e-9f0f-3b8f1a9a7f02",
        "metadata[conversation]": "c_" + "ab" * 12,
    }


_ODD = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)
_ROWS = st.dictionaries(st.sampled_from(["status", "payment", "refund", "amount", "id"]), _ODD, max_size=5)


@given(
    st.dictionaries(
        st.sampled_from(["id", "payments", "refunds", "total_taxes", "invoice", "payment", "status", "metadata"]),
        _ODD | st.lists(_ROWS, max_size=2) | st.fixed_dictionaries({"data": st.lists(_ROWS, max_size=2)}),
    )
)
def test_no_body_whatever_breaks_the_readers(source: dict[str, object]) -> None:
    for read in (billing.invoice, billing.credit_note, billing.payment_of_invoice):
        read(source)


def test_urls_of_the_world_are_loopback() -> None:
    assert URL.startswith("http://127.0.0.1")
