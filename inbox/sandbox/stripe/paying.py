"""What happens on the payment page: opening it, paying, being declined, leaving, and what follows.

Called by the pay page and the scripted customers through ``StripeAccount``. A page is named by the last part of its
address: a session's id, a link's token, or a recovery token; a link's own id (``plink_``) works too.
"""

from __future__ import annotations

import msgspec

from inbox.sandbox.stripe import charges, checkout, checkout_customer, customers, invoices, links, pages, payments
from inbox.sandbox.stripe.charges import Payer
from inbox.sandbox.stripe.errors import Obj, invalid, missing
from inbox.sandbox.stripe.events import emit
from inbox.sandbox.stripe.invoice_lines import Item
from inbox.sandbox.stripe.means import Means, means_of
from inbox.sandbox.stripe.metadata import address
from inbox.sandbox.stripe.state import AccountState

GUEST = "guest@example.com"


class Attempt(msgspec.Struct, frozen=True):
    """How an attempt to pay ended: ``succeeded``, ``processing`` (a debit under way) or ``failed`` with Stripe's words.

    ``session`` is the Checkout Session afterwards; ``go_to`` where the page sends the payer, if anywhere.
    """

    status: str
    session: Obj
    payment_intent: str
    charge: str
    code: str | None = None
    decline_code: str | None = None
    message: str | None = None
    go_to: str | None = None


def open_page(state: AccountState, token: str, email: str | None = None, reference: str | None = None) -> Obj:
    """Return the session a visitor of the page gets; StripeFault 404 for no page, 400 for one that is over.

    A visit to a link opens a session, or goes on with the link's open one. ``email`` and ``reference`` are
    the URL parameters ``prefilled_email`` and ``client_reference_id``.
    """
    if token in state.recoveries:
        return _recovered(state, token)
    link = state.payment_links.get(state.link_tokens.get(token, token))
    if link is not None:
        return _visit(state, link, email, reference)
    session = state.sessions.get(token)
    if session is None:
        raise missing("checkout.session", token, param="session")
    return session


def _visit(state: AccountState, link: Obj, email: str | None, reference: str | None) -> Obj:
    if not link["active"]:
        raise invalid(link["inactive_message"] or "This link is no longer active.", param="payment_link")
    for session in state.sessions.newest(lambda one: one["payment_link"] == link["id"] and one["status"] == "open"):
        if email in (None, session["customer_email"]):
            session["client_reference_id"] = reference or session["client_reference_id"]
            return session
    given = state.link_params[link["id"]]
    lines = [{**line, "id": state.token("li_1", 23)} for line in state.lines[link["id"]]]
    chosen = {
        **given,
        "shipping_options": [{"shipping_rate": one["shipping_rate"]} for one in link["shipping_options"]],
    }
    session = checkout.blank(state, chosen, lines, state.now() + checkout.LONGEST)
    redirect = link["after_completion"].get("redirect") or {}
    session |= {"payment_link": link["id"], "customer_email": email, "client_reference_id": reference}
    session |= {"metadata": dict(link["metadata"]), "success_url": redirect.get("url")}
    session["customer_creation"] = link["customer_creation"]
    state.intent_data[session["id"]] = state.intent_data[link["id"]]
    return checkout.keep(state, session, lines)


def _recovered(state: AccountState, token: str) -> Obj:
    old = state.sessions.need(state.recoveries[token])
    if state.now() > old["after_expiration"]["recovery"]["expires_at"]:
        raise invalid("This recovery link is no longer valid.", param="session")
    for session in state.sessions.newest(lambda one: one["recovered_from"] == old["id"] and one["status"] != "expired"):
        return session
    lines = state.lines[old["id"]]
    options = [{"shipping_rate": one["shipping_rate"]} for one in old["shipping_options"]]
    session = checkout.blank(state, {"shipping_options": options}, lines, state.now() + checkout.LONGEST)
    kept = (
        "cancel_url", "client_reference_id", "consent_collection", "customer", "customer_creation", "customer_details",
        "customer_email", "invoice_creation", "locale", "metadata", "payment_method_types", "phone_number_collection",
        "shipping_address_collection", "success_url",
    )  # fmt: skip
    session |= {field: old[field] for field in kept} | {"recovered_from": old["id"]}
    state.intent_data[session["id"]] = state.intent_data[old["id"]]
    if old["id"] in state.customer_updates:
        state.customer_updates[session["id"]] = state.customer_updates[old["id"]]
    return checkout.keep(state, session, lines)


def pay(
    state: AccountState, token: str, means_name: str, payer: Payer, shipping_choice: int = 0, *, opt_in: bool = False
) -> Attempt:
    """Try to pay the page. A decline leaves it open; success completes the session and counts for its link."""
    session = open_page(state, token)
    if session["status"] != "open":
        raise invalid(f"This Checkout Session is {session['status']}.", param="session")
    link = state.payment_links.get(session["payment_link"] or "")
    if link is not None and links.used_up(link):
        raise invalid(link["inactive_message"] or "This link is no longer active.", param="payment_link")
    means = means_of(means_name)
    if means.type not in session["payment_method_types"]:
        raise invalid(f"This page does not take {means.type}.", param="payment_method_types")
    payer = _fill_in(state, session, payer, shipping_choice)
    if opt_in and session["consent"]:
        session["consent"]["promotions"] = "opt_in"
    intent = _intent_of(state, session, payer)
    charge = payments.attempt(state, intent, means, payer)
    if charge["status"] == "failed":
        return Attempt("failed", session, intent["id"], charge["id"], means.code, means.decline_code, means.message)
    _complete(state, session, link, charge, payer)
    _plan_debit(state, session, charge, means)
    url = (session["success_url"] or "").replace("{CHECKOUT_SESSION_ID}", session["id"]) or None
    status = "succeeded" if charge["status"] == "succeeded" else "processing"
    return Attempt(status, session, intent["id"], charge["id"], go_to=url)


def _fill_in(state: AccountState, session: Obj, payer: Payer, shipping_choice: int) -> Payer:
    """Put what the payer typed into the session; StripeFault when the page needs more. Returns the payer completed."""
    customer = state.customers.get(session["customer"] or "") or {}
    # What the page has from a customer stands there and cannot be typed over.
    email = customer.get("email") or payer.email or session["customer_email"] or GUEST
    shipping = payer.shipping or customer.get("shipping")
    wanted = session["shipping_address_collection"]
    if wanted and not (shipping and (shipping.get("address") or {}).get("line1")):
        raise invalid("The page asks for a delivery address.", param="shipping_address")
    if wanted and shipping and shipping["address"].get("country") not in wanted["allowed_countries"]:
        raise invalid(f"No delivery to {shipping['address'].get('country')}.", param="shipping_address")
    if session["phone_number_collection"]["enabled"] and not payer.phone:
        raise invalid("The page asks for a phone number.", param="phone")
    name = payer.name or (shipping or {}).get("name") or customer.get("name")
    session["customer_details"] = checkout.customer_details(
        address=address(payer.address or (shipping or {}).get("address")),
        email=email,
        name=name,
        phone=payer.phone if session["phone_number_collection"]["enabled"] else None,
        tax_ids=[],
    )
    if wanted and shipping:
        details = {"address": address(shipping["address"]), "name": shipping.get("name") or name}
        session["collected_information"]["shipping_details"] = details
    _choose_shipping(session, shipping_choice)
    kept = session["collected_information"]["shipping_details"] if wanted else None
    return Payer(name, email, payer.phone, payer.address or (shipping or {}).get("address"), kept)


def _choose_shipping(session: Obj, choice: int) -> None:
    if not session["shipping_options"]:
        return
    if not 0 <= choice < len(session["shipping_options"]):
        raise invalid("There is no such shipping option.", param="shipping_option")
    option = session["shipping_options"][choice]
    amount = option["shipping_amount"]
    session["shipping_cost"] = {
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "shipping_rate": option["shipping_rate"],
    }
    session["total_details"]["amount_shipping"] = amount
    session["amount_total"] = session["amount_subtotal"] + amount
    session["total_details"]["amount_tax"] = pages.tax_in(session, session["amount_total"])


def _intent_of(state: AccountState, session: Obj, payer: Payer) -> Obj:
    """Return the session's PaymentIntent, made at the first attempt, with the sum as it is now."""
    delivery = None
    if payer.shipping:
        delivery = {**payer.shipping, "carrier": None, "phone": payer.phone, "tracking_number": None}
    intent = state.payment_intents.get(session["payment_intent"] or "")
    if intent is not None:
        intent |= {"amount": session["amount_total"], "shipping": delivery}
        return intent
    given = state.intent_data[session["id"]]
    intent = payments.create(
        state, session["amount_total"], session["currency"], customer=session["customer"], shipping=delivery,
        payment_method_types=list(session["payment_method_types"]), **given,
    )  # fmt: skip
    session["payment_intent"] = intent["id"]
    return intent


def _complete(state: AccountState, session: Obj, link: Obj | None, charge: Obj, payer: Payer) -> None:
    makes_invoice = bool((session["invoice_creation"] or {}).get("enabled"))
    if session["customer"] is None and (makes_invoice or session["customer_creation"] == "always"):
        fields = {"email": payer.email, "name": payer.name, "phone": payer.phone, "shipping": payer.shipping}
        made = customers.create(state, "", {name: value for name, value in fields.items() if value})
        session["customer"] = charge["customer"] = made["id"]
        state.payment_intents.need(charge["payment_intent"])["customer"] = made["id"]
    session |= {"status": "complete", "url": None}
    session["payment_status"] = "paid" if charge["status"] == "succeeded" else "unpaid"
    checkout_customer.keep(state, session)
    invoice = _invoice(state, session) if makes_invoice else None
    emit(state, "checkout.session.completed", session)
    if charge["status"] == "succeeded" and charge["captured"]:
        charges.settle(state, charge)
        if invoice is not None:
            invoices.paid_by(state, invoice, charge)
    if link is not None:
        links.completed(state, link)


def _invoice(state: AccountState, session: Obj) -> Obj:
    """Make the invoice of a page that was completed; it is open until the money is there."""
    customer = state.customers.need(session["customer"])
    items = [
        Item(line["description"], line["amount_total"], line["quantity"], line["price"]["id"], line["price"]["product"])
        for line in state.lines[session["id"]]
    ]
    cost = session["shipping_cost"] and {**session["shipping_cost"], "taxes": []}
    data = session["invoice_creation"]["invoice_data"]
    invoice = invoices.draft(state, customer, session["currency"], items, shipping=cost, given=data)
    invoices.finalize(state, invoice)
    session["invoice"] = invoice["id"]
    return invoice


def _plan_debit(state: AccountState, session: Obj, charge: Obj, means: Means) -> None:
    if charge["status"] == "pending":
        key = session["id"]
        failed = means.settles == "fails later"
        state.later(state.now() + payments.DEBIT_SETTLES, lambda: settle_debit(state, key, failed=failed))


def settle_debit(state: AccountState, key: str, *, failed: bool) -> Obj:
    """Let the debit of a completed session arrive or fail; nothing happens when it already did."""
    session = state.sessions.need(key, "session")
    intent = state.payment_intents.need(session["payment_intent"] or "", "intent")
    charge = state.charges.need(intent["latest_charge"])
    if charge["status"] != "pending":
        return session
    if failed:
        payments.debit_failed(state, charge)
        emit(state, "checkout.session.async_payment_failed", session)
    else:
        payments.debit_arrived(state, charge)
        session["payment_status"] = "paid"
        emit(state, "checkout.session.async_payment_succeeded", session)
        if session["invoice"] is not None:
            invoices.paid_by(state, state.invoices.need(session["invoice"]), charge)
    return session


def abandon(state: AccountState, token: str, email: str | None = None, *, opt_in: bool = False) -> Obj:
    """Open the page, perhaps type an e-mail address and agree to reminders, and leave. Returns the session, still open."""
    session = open_page(state, token, email)
    if session["status"] != "open":
        raise invalid(f"This Checkout Session is {session['status']}.", param="session")
    if email:
        session["customer_details"] = {**(session["customer_details"] or checkout.customer_details()), "email": email}
    if opt_in and session["consent"]:
        session["consent"]["promotions"] = "opt_in"
    return session


def expire(state: AccountState, token: str) -> list[Obj]:
    """Let the time of a session be up, or of every open session of a link; returns them."""
    link = state.payment_links.get(state.link_tokens.get(token, token))
    if link is None:
        session = state.sessions.need(token, "session")
        session["expires_at"] = min(session["expires_at"], state.now())
        return [checkout.expire(state, token, {})]
    opened = list(state.sessions.newest(lambda one: one["payment_link"] == link["id"] and one["status"] == "open"))
    for session in opened:
        session["expires_at"] = min(session["expires_at"], state.now())
    return [checkout.end(state, session) for session in opened]
