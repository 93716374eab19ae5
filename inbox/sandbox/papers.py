"""The papers of the pretend Stripe: an invoice as page and as PDF, a credit note as PDF, the receipt of a payment.

Whoever knows the address sees them, as at Stripe; served on the sandbox's event loop.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from inbox.domain.money import Money
from inbox.sandbox.pdf import page
from inbox.sandbox.stripe import StripeAccount

Paper = dict[str, Any]
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:34rem}"
    "table{width:100%}td:last-child{text-align:right}"
)


def paper_routes(stripe: StripeAccount) -> list[Route]:
    """Return the routes of all papers."""

    async def shown(request: Request) -> Response:
        paper = stripe.paper(request.path_params["token"])
        return _gone() if paper is None else _page(*_invoice(paper))

    async def printed(request: Request) -> Response:
        paper = stripe.paper(request.path_params["token"])
        if paper is None:
            return _gone()
        title, lines = _invoice(paper) if paper["object"] == "invoice" else _credit_note(paper)
        named = {"Content-Disposition": f'attachment; filename="{paper["number"]}.pdf"'}
        return Response(page(title, lines), media_type="application/pdf", headers=named)

    async def receipt(request: Request) -> Response:
        charge = stripe.receipt(request.path_params["charge"])
        return _gone() if charge is None else _page(*_receipt(charge))

    return [
        Route("/invoice/{account}/{token}", shown),
        Route("/invoice/{account}/{token}/pdf", printed),
        Route("/credit_notes/{account}/{token}/pdf", printed),
        Route("/receipts/{charge}", receipt),
    ]


def _invoice(invoice: Paper) -> tuple[str, list[tuple[str, str]]]:
    lines = [*_head(invoice, invoice["customer_name"]), *_rows(invoice)]
    if invoice["amount_shipping"]:
        lines.append(("Versand", _money(invoice["amount_shipping"], invoice)))
    return f"Rechnung {invoice['number']}", [*lines, *_sums(invoice, "Summe")]


def _credit_note(note: Paper) -> tuple[str, list[tuple[str, str]]]:
    lines = [*_head(note, None), *_rows(note)]
    if note["amount_shipping"]:
        lines.append(("Versand", _money(note["amount_shipping"], note)))
    return f"Gutschrift {note['number']}", [*lines, *_sums(note, "Gutschrift")]


def _receipt(charge: Paper) -> tuple[str, list[tuple[str, str]]]:
    paid = (charge["description"] or "Zahlung", _money(charge["amount"], charge))
    lines = [*_head(charge, charge["billing_details"]["name"]), paid]
    if charge["amount_refunded"]:
        lines.append(("Erstattet", _money(charge["amount_refunded"], charge)))
    return "Zahlungsbeleg", lines


def _head(paper: Paper, name: str | None) -> list[tuple[str, str]]:
    day = datetime.fromtimestamp(paper["created"], UTC)
    return [(line, "") for line in (f"{day:%d.%m.%Y}", name or "", "") if line or name]


def _rows(paper: Paper) -> list[tuple[str, str]]:
    return [(line["description"] or "", _money(line["amount"], paper)) for line in paper["lines"]["data"]]


def _sums(paper: Paper, word: str) -> list[tuple[str, str]]:
    sums = [(word, _money(paper["total"], paper))]
    tax = paper["total"] - paper["total_excluding_tax"]
    return [*sums, ("darin Umsatzsteuer", _money(tax, paper))] if tax else sums


def _money(minor: int, paper: Paper) -> str:
    return Money(minor, paper["currency"]).text("de")


def _page(title: str, lines: list[tuple[str, str]]) -> Response:
    rows = "".join(f"<tr><td>{escape(words)}</td><td>{escape(amount)}</td></tr>" for words, amount in lines)
    head = f'<!doctype html><html lang="de"><meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return HTMLResponse(f"{head}<h1>{escape(title)}</h1><table>{rows}</table></html>")


def _gone() -> Response:
    return Response("no such paper", 404, media_type="text/plain")
