"""Invoices: what was sold, what of it is tax, and which payment paid it. Documented at docs.stripe.com/api/invoices.

Made by a payment page with ``invoice_creation``, or for the past and for tests through ``StripeAccount``. Which payment
belongs to an invoice stands in its InvoicePayments, as at Stripe since API 2025-03-31; neither names the other itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from inbox.sandbox.stripe.errors import Obj, invalid
from inbox.sandbox.stripe.events import changing, emit
from inbox.sandbox.stripe.invoice_lines import Item, made_lines, total_taxes
from inbox.sandbox.stripe.metadata import address, merged
from inbox.sandbox.stripe.paging import cut, matching, page
from inbox.sandbox.stripe.state import AccountState

DUE_DAYS = 14
_TO_PAY = ("open", "uncollectible")


def draft(
    state: AccountState, customer: Obj, currency: str, items: Sequence[Item], *, tax_percent: int = 0,
    shipping: Obj | None = None, given: Obj | None = None, billing: Obj | None = None,
) -> Obj:  # fmt: skip
    """Make a draft. ``tax_percent`` is inside the prices, ``shipping`` a session's ``shipping_cost``.

    ``given`` is what ``invoice_creation[invoice_data]`` may say: custom fields, description, footer, metadata. ``billing``
    holds the fields that are otherwise on the invoice of a subscription.
    """
    key, data = state.token("in_1", 23), given or {}
    lines = made_lines(state, key, currency, items, tax_percent)
    subtotal = sum(line["amount"] for line in lines)
    cost = shipping["amount_total"] if shipping else 0
    total, taxes = subtotal + cost, total_taxes(lines)
    tax = sum(one["amount"] for one in taxes)
    invoice: Obj = {
        "id": key,
        "object": "invoice",
        "account_country": state.settings.country,
        "account_name": state.settings.shop,
        "account_tax_ids": None,
        "amount_due": total,
        "amount_overpaid": 0,
        "amount_paid": 0,
        "amount_paid_off_stripe": 0,
        "amount_remaining": total,
        "amount_shipping": cost,
        "application": None,
        "attempt_count": 0,
        "attempted": False,
        "auto_advance": False,
        "automatic_tax": {
            "disabled_reason": None, "enabled": False, "liability": None, "provider": None, "status": None,
        },
        "automatically_finalizes_at": None,
        "billing_reason": "manual",
        "collection_method": "send_invoice",
        "created": state.now(),
        "currency": currency,
        "custom_fields": data.get("custom_fields") or None,
        "customer": customer["id"],
        "customer_account": None,
        "customer_address": customer["address"],
        "customer_email": customer["email"],
        "customer_name": customer["name"],
        "customer_phone": customer["phone"],
        "customer_shipping": _delivery(customer["shipping"]),
        "customer_tax_exempt": "none",
        "customer_tax_ids": [],
        "default_payment_method": None,
        "default_source": None,
        "default_tax_rates": [],
        "description": data.get("description"),
        "discounts": [],
        "due_date": state.now() + DUE_DAYS * 86400,
        "effective_at": None,
        "ending_balance": None,
        "footer": data.get("footer"),
        "from_invoice": None,
        "hosted_invoice_url": None,
        "invoice_pdf": None,
        "issuer": {"type": "self"},
        "last_finalization_error": None,
        "latest_revision": None,
        "lines": cut(lines, {}, f"/v1/invoices/{key}/lines"),
        "livemode": False,
        "metadata": merged({}, data.get("metadata")),
        "next_payment_attempt": None,
        "number": None,
        "on_behalf_of": None,
        "parent": None,
        "payment_settings": {"default_mandate": None, "payment_method_options": None, "payment_method_types": None},
        "period_end": state.now(),
        "period_start": state.now(),
        "post_payment_credit_notes_amount": 0,
        "pre_payment_credit_notes_amount": 0,
        "receipt_number": None,
        "rendering": None,
        "shipping_cost": dict(shipping) if shipping else None,
        "shipping_details": None,
        "starting_balance": 0,
        "statement_descriptor": None,
        "status": "draft",
        "status_transitions": {"finalized_at": None, "marked_uncollectible_at": None, "paid_at": None, "voided_at": None},
        "subtotal": subtotal,
        "subtotal_excluding_tax": subtotal - tax,
        "test_clock": None,
        "total": total,
        "total_discount_amounts": [],
        "total_excluding_tax": total - tax,
        "total_pretax_credit_amounts": [],
        "total_taxes": taxes,
        "webhooks_delivered_at": state.now(),
        **(billing or {}),
    }
    state.invoices.put(invoice)
    state.lines[key] = lines
    emit(state, "invoice.created", invoice)
    return invoice


def _delivery(shipping: Obj | None) -> Obj | None:
    if not shipping:
        return None
    known = {"carrier": None, "phone": None, "tracking_number": None, **shipping}
    return {**known, "address": address(shipping.get("address"))}


def finalize(state: AccountState, invoice: Obj) -> Obj:
    """Give a draft its number and its pages: from now on it is a document and can be paid."""
    if invoice["status"] != "draft":
        message = "This invoice is already finalized, you can't re-finalize a non-draft invoice."
        raise invalid(message, code="invoice_not_editable")
    state.invoice_number += 1
    number = f"{state.settings.invoice_prefix}-{state.invoice_number}"
    token = state.token("test_", 40)
    state.papers[token] = invoice["id"]
    pages = f"{state.base_url}/invoice/{state.account_id}/{token}"
    invoice |= {"status": "open", "number": number, "effective_at": state.now()}
    invoice |= {"hosted_invoice_url": f"{pages}?s=ap", "invoice_pdf": f"{pages}/pdf?s=ap"}
    invoice["status_transitions"]["finalized_at"] = state.now()
    emit(state, "invoice.finalized", invoice)
    return invoice


def paid_by(state: AccountState, invoice: Obj, charge: Obj) -> Obj:
    """Let a charge have paid an open invoice; its InvoicePayment says so."""
    if invoice["status"] not in _TO_PAY:
        raise invalid(f"Invoice is {invoice['status']} and cannot be paid.", param="invoice")
    amount = min(charge["amount_captured"], invoice["amount_remaining"])
    made = payment_by(state, invoice, charge["payment_intent"], amount)
    made |= {"amount_paid": amount, "status": "paid"}
    made["status_transitions"]["paid_at"] = state.now()
    invoice["amount_paid"] += amount
    invoice["amount_remaining"] -= amount
    invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1}
    if not invoice["amount_remaining"]:
        invoice |= {"status": "paid", "next_payment_attempt": None, "auto_advance": False}
        invoice["status_transitions"]["paid_at"] = state.now()
    emit(state, "invoice_payment.paid", made)
    for kind in ("invoice.paid", "invoice.payment_succeeded") if invoice["status"] == "paid" else ("invoice.updated",):
        emit(state, kind, invoice)
    return invoice


def payment_by(state: AccountState, invoice: Obj, intent: str, amount: int) -> Obj:
    """Return the InvoicePayment that ties a PaymentIntent to an invoice, open until it is paid; made when there is none."""
    tied = state.invoice_payments.newest(lambda one: one["invoice"] == invoice["id"] and one["status"] == "open")
    known = next((one for one in tied if one["payment"]["payment_intent"] == intent), None)
    return known or state.invoice_payments.put(
        {
            "id": state.token("inpay_1", 23),
            "object": "invoice_payment",
            "amount_paid": None,
            "amount_requested": amount,
            "created": state.now(),
            "currency": invoice["currency"],
            "invoice": invoice["id"],
            "is_default": True,
            "livemode": False,
            "payment": {"type": "payment_intent", "payment_intent": intent},
            "status": "open",
            "status_transitions": {"canceled_at": None, "paid_at": None},
        }
    )


def void(state: AccountState, invoice: Obj) -> Obj:
    """Take an invoice back that nobody has paid."""
    if invoice["status"] not in _TO_PAY:
        raise invalid(f"You can only pass in open invoices. This invoice isn't open: it is {invoice['status']}.")
    invoice |= {"status": "void", "next_payment_attempt": None, "auto_advance": False}
    invoice["status_transitions"]["voided_at"] = state.now()
    emit(state, "invoice.voided", invoice)
    return invoice


def mark_uncollectible(state: AccountState, invoice: Obj) -> Obj:
    """Give an open invoice up."""
    if invoice["status"] != "open":
        raise invalid(f"You can only mark open invoices as uncollectible; this one is {invoice['status']}.")
    invoice |= {"status": "uncollectible", "next_payment_attempt": None, "auto_advance": False}
    invoice["status_transitions"]["marked_uncollectible_at"] = state.now()
    emit(state, "invoice.marked_uncollectible", invoice)
    return invoice


def credited(state: AccountState, invoice: Obj, pre: int, post: int) -> None:
    """Count what credit notes take off an invoice; negative when one is voided."""
    with changing(state, invoice, "invoice.updated"):
        invoice["pre_payment_credit_notes_amount"] += pre
        invoice["post_payment_credit_notes_amount"] += post
        invoice["amount_remaining"] -= pre
        invoice["amount_due"] -= pre
        if not invoice["amount_remaining"] and invoice["status"] == "open":
            invoice["status"] = "paid"


def charges_of(state: AccountState, invoice: str) -> list[Obj]:
    """Return the charges that paid an invoice, oldest first."""
    found = [each for each in state.invoice_payments.newest() if each["invoice"] == invoice and each["status"] == "paid"]
    intents = [state.payment_intents.need(each["payment"]["payment_intent"]) for each in reversed(found)]
    return [state.charges.need(intent["latest_charge"]) for intent in intents]


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/invoices/{id}."""
    return state.invoices.need(key, "invoice")


def list_invoices(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/invoices."""
    same, whose = matching(params, "collection_method", "customer", "status"), params.get("subscription")
    return page(state.invoices, params, "/v1/invoices", lambda one: same(one) and whose in (None, subscription_of(one)))


def subscription_of(invoice: Obj) -> str | None:
    """Return the subscription an invoice is for."""
    details = (invoice["parent"] or {}).get("subscription_details") or {}
    found = details.get("subscription")
    return found if isinstance(found, str) else None


def list_lines(state: AccountState, key: str, params: Obj) -> Obj:
    """GET /v1/invoices/{id}/lines."""
    state.invoices.need(key, "invoice")
    return cut(state.lines[key], params, f"/v1/invoices/{key}/lines")


def retrieve_payment(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/invoice_payments/{id}."""
    return state.invoice_payments.need(key, "invoice_payment")


def list_payments(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/invoice_payments: of one invoice, or of one payment."""
    same, of = matching(params, "invoice", "status"), params.get("payment") or {}
    if of and of["type"] not in of:
        raise invalid(f"Missing required param: payment[{of['type']}].", param=f"payment[{of['type']}]")

    def fits(one: Obj) -> bool:
        return same(one) and (not of or one["payment"].get(of["type"]) == of[of["type"]])

    return page(state.invoice_payments, params, "/v1/invoice_payments", fits)
