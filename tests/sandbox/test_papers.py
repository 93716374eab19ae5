"""The papers of the pretend Stripe: what their addresses answer."""

from __future__ import annotations

import asyncio

import httpx
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from inbox.sandbox.papers import paper_routes
from inbox.sandbox.pdf import page
from inbox.sandbox.stripe import StripeAccount
from inbox.sandbox.world import World

BASE = "http://127.0.0.1:1"


def _get(stripe: StripeAccount, url: str) -> httpx.Response:
    return asyncio.run(_asked(stripe, url))


async def _asked(stripe: StripeAccount, url: str) -> httpx.Response:
    app = httpx.ASGITransport(app=Starlette(routes=paper_routes(stripe)))
    async with httpx.AsyncClient(transport=app, base_url=BASE) as client:
        return await client.get(url)


def test_an_invoice_has_a_page_and_a_pdf_and_a_credit_note_a_pdf() -> None:
    stripe = StripeAccount(World(), BASE)
    customer = str(stripe.create_customer(name="Lena Vogt")["id"])
    charge = stripe.create_charge_for_seed(customer, 1190, description="Kaffee")
    invoice = stripe.invoice(customer, [("Kaffee (ganze Bohne)", 1190)], tax_percent=19, charge=charge["id"])
    note = stripe.create_credit_note(invoice=invoice["id"], amount=1190, refund_amount=1190)
    shown = _get(stripe, invoice["hosted_invoice_url"])
    assert "Rechnung R-1001" in shown.text
    assert "11,90" in shown.text
    printed = _get(stripe, invoice["invoice_pdf"])
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF-")
    assert b"Rechnung R-1001" in printed.content
    assert b"Gutschrift R-1001-CN-01" in (_get(stripe, note["pdf"])).content
    receipt = _get(stripe, f"{BASE}/receipts/{charge['id']}")
    assert "Erstattet" in receipt.text
    assert (_get(stripe, f"{BASE}/receipts/ch_none")).status_code == 404
    assert (_get(stripe, f"{BASE}/invoice/acct_1/test_none/pdf")).status_code == 404


@given(words=st.text(max_size=30))
def test_any_words_make_a_file_whose_table_says_where_its_parts_are(words: str) -> None:
    made = page("Rechnung", [(words, "11,90 €")])
    start = int(made.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert made[start:].startswith(b"xref")
    for number, line in enumerate(made[start:].splitlines()[3:8], 1):
        assert made[int(line[:10]) :].startswith(b"%d 0 obj" % number)
