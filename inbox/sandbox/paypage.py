"""The page a payment link opens: what is bought, where it goes, and the two buttons that decide.

Plain HTML without anything from elsewhere; served on the sandbox's event loop. What the page means for the books is all in
``StripeAccount``.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from inbox.domain.money import Money
from inbox.sandbox.paytexts import TEXTS, Texts
from inbox.sandbox.shop import MERCHANT
from inbox.sandbox.stripe import Attempt, StripeAccount, StripeFault

Session = dict[str, Any]
"""A Checkout Session as the pretend Stripe's JSON has it."""

_METHODS = {
    "card": ("card_4242", "card_mastercard", "card_dispute", "card_refund_pending", "card_refund_fails"),
    "sepa_debit": ("sepa_debit",),
    "multibanco": ("multibanco",),
}
_DECLINED = "declined_generic_decline"
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;background:#f4f1ec;color:#2b2320;margin:0}
main{max-width:30rem;margin:2rem auto;padding:1.5rem 2rem;background:#fff;border-radius:12px}
h1{font-size:1.2rem}table{width:100%;border-collapse:collapse}td{padding:.3rem 0;vertical-align:top}
td:last-child{text-align:right;white-space:nowrap}.sum td{border-top:1px solid #ccc;font-weight:600}
label{display:block;margin:.6rem 0 .1rem}input,select{width:100%;box-sizing:border-box;font:inherit;padding:.4rem}
input[type=radio]{width:auto}.said{background:#fbe3df;padding:.6rem 1rem;border-radius:8px}
button{font:inherit;padding:.6rem 1rem;border:0;border-radius:8px;margin-top:1rem}
.pay{background:#2d6a4f;color:#fff;width:100%}.decline{background:#eee;width:100%}
"""


def pay_routes(stripe: StripeAccount) -> list[Route]:
    """Return the page's routes."""

    async def show(request: Request) -> Response:
        texts = _texts(request)
        query = request.query_params
        try:
            session = stripe.open_session(
                request.path_params["token"], query.get("prefilled_email"), query.get("client_reference_id")
            )
        except StripeFault as fault:
            return _page(texts, texts.gone, f"<p>{escape(str(fault))}</p>", fault.status)
        return _page(texts, MERCHANT, _body(session, texts, None))

    async def pay(request: Request) -> Response:
        texts = _texts(request)
        async with request.form() as form:
            typed = {name: value for name, value in form.items() if isinstance(value, str)}
        token = request.path_params["token"]
        try:
            attempt = _attempt(stripe, token, typed)
            if attempt.status != "failed":
                return _page(texts, texts.thanks, _thanks(attempt, texts))
            said = attempt.message or texts.refused
        except StripeFault as fault:
            said = str(fault)
        try:
            session = stripe.open_session(token)
        except StripeFault as fault:
            return _page(texts, texts.gone, f"<p>{escape(str(fault))}</p>", fault.status)
        return _page(texts, MERCHANT, _body(session, texts, said), 402)

    return [Route("/pay/{token}", show, methods=["GET"]), Route("/pay/{token}", pay, methods=["POST"])]


def _attempt(stripe: StripeAccount, token: str, typed: Mapping[str, str]) -> Attempt:
    method = _DECLINED if typed.get("button") == "decline" else typed.get("method") or "card_4242"
    address = {field: typed[field] for field in ("line1", "postal_code", "city", "country") if typed.get(field)}
    if address:
        address["name"] = typed.get("name", "")
    return stripe.pay(
        token,
        method,
        address or None,
        typed.get("shipping") or 0,
        name=typed.get("name") or None,
        email=typed.get("email") or None,
        phone=typed.get("phone") or None,
        opt_in=typed.get("promotions") == "on",
    )


def _texts(request: Request) -> Texts:
    german = request.headers.get("accept-language", "de").lower().startswith("de")
    return TEXTS["de" if german else "en"]


def _page(texts: Texts, title: str, body: str, status: int = 200) -> HTMLResponse:
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    html = f'<!doctype html><html lang="{texts.language}"><head>{head}<style>{_STYLE}</style></head>'
    return HTMLResponse(f"{html}<body><main><h1>{escape(title)}</h1>{body}</main></body></html>", status)


def _body(session: Session, texts: Texts, said: str | None) -> str:
    notice = f'<p class="said" role="alert">{escape(said)}</p>' if said else ""
    if session["status"] != "open":
        over = texts.paid if session["status"] == "complete" else texts.expired
        return f"{notice}{_lines(session, texts)}<p>{escape(over)}</p>"
    return (
        f"{notice}{_lines(session, texts)}"
        f'<form method="post">{_shipping(session, texts)}{_person(session, texts)}{_methods(session, texts)}'
        f'<button class="pay" name="button" value="pay">{escape(texts.pay)}</button>'
        f'<button class="decline" name="button" value="decline">{escape(texts.decline)}</button></form>'
    )


def _money(minor: int, session: Session, texts: Texts) -> str:
    return escape(Money(minor, session["currency"]).text(texts.language))


def _lines(session: Session, texts: Texts) -> str:
    rows = [
        f"<tr><td>{line['quantity']} × {escape(line['description'])}</td>"
        f"<td>{_money(line['amount_total'], session, texts)}</td></tr>"
        for line in session["line_items"]
    ]
    shipping = session["total_details"]["amount_shipping"]
    if shipping:
        rows.append(f"<tr><td>{escape(texts.shipping)}</td><td>{_money(shipping, session, texts)}</td></tr>")
    total = _money(session["amount_total"], session, texts)
    return f'<table>{"".join(rows)}<tr class="sum"><td>{escape(texts.total)}</td><td>{total}</td></tr></table>'


def _shipping(session: Session, texts: Texts) -> str:
    choices = [
        f'<label><input type="radio" name="shipping" value="{escape(option["shipping_rate"])}"'
        f"{' checked' if place == 0 else ''}> {escape(option['display_name'])}, "
        f"{_money(option['shipping_amount'], session, texts)}</label>"
        for place, option in enumerate(session["shipping_options"])
    ]
    return f"<fieldset><legend>{escape(texts.shipping)}</legend>{''.join(choices)}</fieldset>" if choices else ""


def _person(session: Session, texts: Texts) -> str:
    known = session["customer_details"] or {}
    fields = [
        ("name", texts.name, known.get("name") or session["prefilled"].get("name")),
        ("email", texts.email, session["customer_email"] or known.get("email")),
    ]
    if session["phone_number_collection"]["enabled"]:
        fields.append(("phone", texts.phone, None))
    inputs = "".join(_input(name, label, value) for name, label, value in fields)
    countries = (session["shipping_address_collection"] or {}).get("allowed_countries")
    if countries:
        there = session["prefilled"].get("address") or {}
        inputs += "".join(_input(name, label, there.get(name)) for name, label in texts.address_fields())
        options = "".join(
            f"<option{' selected' if country == there.get('country') else ''}>{escape(country)}</option>" for country in countries
        )
        inputs += f'<label for="country">{escape(texts.country)}</label><select id="country" name="country">{options}</select>'
    if (session["consent_collection"] or {}).get("promotions"):
        inputs += f'<label><input type="checkbox" name="promotions"> {escape(texts.promotions)}</label>'
    return inputs


def _input(name: str, label: str, value: str | None) -> str:
    shown = f'<label for="{name}">{escape(label)}</label>'
    return f'{shown}<input id="{name}" name="{name}" value="{escape(value or "")}">'


def _methods(session: Session, texts: Texts) -> str:
    names = [name for kind in session["payment_method_types"] for name in _METHODS.get(kind, ())]
    options = "".join(f'<option value="{name}">{escape(texts.methods[name])}</option>' for name in names)
    return f'<label for="method">{escape(texts.method)}</label><select id="method" name="method">{options}</select>'


def _thanks(attempt: Attempt, texts: Texts) -> str:
    said = texts.under_way if attempt.status == "processing" else texts.received
    body = f"<p>{escape(said)}</p><p>{_money(attempt.session['amount_total'], attempt.session, texts)}</p>"
    if attempt.go_to and attempt.go_to.startswith(("http://", "https://")):
        body += f'<p><a href="{escape(attempt.go_to)}">{escape(texts.back)}</a></p>'
    return body
