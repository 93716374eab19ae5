"""``expand``: which ids in an answer may be asked for as whole objects, and putting them there.

Paths are checked before a call is executed, against the table below, so a bad path never costs a refund. Documented at
docs.stripe.com/api/expanding_objects; each expanded object needs its own read permission on a restricted key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from inbox.sandbox.stripe.copies import copied
from inbox.sandbox.stripe.errors import Obj, StripeFault, invalid
from inbox.sandbox.stripe.paging import cut
from inbox.sandbox.stripe.state import AccountState

DEEPEST = 4
NEVER = ""
"""Marks a field Stripe can expand but that is always null here."""

# object -> field (dotted when it lies in a part of the object) -> the object it names
EXPANDABLE: dict[str, dict[str, str]] = {
    "balance_transaction": {"source": "charge"},
    "charge": {
        "application": NEVER,
        "application_fee": NEVER,
        "balance_transaction": "balance_transaction",
        "customer": "customer",
        "failure_balance_transaction": "balance_transaction",
        "on_behalf_of": NEVER,
        "payment_intent": "payment_intent",
        "refunds": "list:refund",
        "review": NEVER,
        "source_transfer": NEVER,
        "transfer": NEVER,
    },
    "checkout.session": {
        "customer": "customer",
        "invoice": "invoice",
        "line_items": "list:item",
        "payment_intent": "payment_intent",
        "payment_link": "payment_link",
        "setup_intent": NEVER,
        "shipping_cost.shipping_rate": "shipping_rate",
        "shipping_options.shipping_rate": "shipping_rate",
        "subscription": NEVER,
    },
    "credit_note": {
        "customer": "customer",
        "customer_balance_transaction": NEVER,
        "discount_amounts.discount": NEVER,
        "invoice": "invoice",
        "lines": "list:credit_note_line_item",
        "pretax_credit_amounts.credit_balance_transaction": NEVER,
        "pretax_credit_amounts.discount": NEVER,
        "refunds.refund": "refund",
        "shipping_cost.shipping_rate": "shipping_rate",
    },
    "customer": {
        "default_source": NEVER,
        "invoice_settings.default_payment_method": "payment_method",
        "sources": "list:none",
        "subscriptions": "list:subscription",
        "tax_ids": "list:none",
        "test_clock": NEVER,
    },
    "dispute": {
        "charge": "charge",
        "evidence.cancellation_policy": "file",
        "evidence.customer_communication": "file",
        "evidence.customer_signature": "file",
        "evidence.duplicate_charge_documentation": "file",
        "evidence.receipt": "file",
        "evidence.refund_policy": "file",
        "evidence.service_documentation": "file",
        "evidence.shipping_documentation": "file",
        "evidence.uncategorized_file": "file",
        "payment_intent": "payment_intent",
    },
    "file": {"links": "list:none"},
    "invoice": {
        "account_tax_ids": "list:none",
        "application": NEVER,
        "customer": "customer",
        "default_payment_method": "payment_method",
        "default_source": NEVER,
        "discounts": NEVER,
        "from_invoice.invoice": "invoice",
        "issuer.account": NEVER,
        "latest_revision": "invoice",
        "lines": "list:line_item",
        "on_behalf_of": NEVER,
        "payments": "list:invoice_payment",
        "shipping_cost.shipping_rate": "shipping_rate",
        "test_clock": NEVER,
        "total_discount_amounts.discount": NEVER,
        "total_pretax_credit_amounts.credit_balance_transaction": NEVER,
        "total_pretax_credit_amounts.discount": NEVER,
    },
    "invoice_payment": {
        "invoice": "invoice",
        "payment.charge": "charge",
        "payment.payment_intent": "payment_intent",
        "payment.payment_record": NEVER,
    },
    "item": {"price.product": "product"},
    "payment_intent": {
        "application": NEVER,
        "customer": "customer",
        "latest_charge": "charge",
        "on_behalf_of": NEVER,
        "payment_method": "payment_method",
        "payment_record": NEVER,
        "review": NEVER,
    },
    "payment_link": {
        "application": NEVER,
        "line_items": "list:item",
        "on_behalf_of": NEVER,
        "shipping_options.shipping_rate": "shipping_rate",
    },
    "payment_method": {"customer": "customer"},
    "price": {"product": "product"},
    "product": {"default_price": "price", "tax_code": NEVER},
    "radar.early_fraud_warning": {"charge": "charge", "payment_intent": "payment_intent"},
    "refund": {
        "balance_transaction": "balance_transaction",
        "charge": "charge",
        "customer": "customer",
        "failure_balance_transaction": "balance_transaction",
        "payment_intent": "payment_intent",
        "payment_method": "payment_method",
        "source_transfer_reversal": NEVER,
        "transfer_reversal": NEVER,
    },
    "shipping_rate": {"tax_code": NEVER},
    "subscription": {
        "application": NEVER,
        "cancellation_details.feedback_option": NEVER,
        "customer": "customer",
        "default_payment_method": "payment_method",
        "default_source": NEVER,
        "discounts": NEVER,
        "invoice_settings.account_tax_ids": NEVER,
        "items": "list:subscription_item",
        "latest_invoice": "invoice",
        "on_behalf_of": NEVER,
        "pending_setup_intent": NEVER,
        "pending_update.discounts": NEVER,
        "schedule": NEVER,
        "test_clock": NEVER,
    },
    "subscription_item": {"price.product": "product", "discounts": NEVER},
}


def check_paths(kind: str, paths: Iterable[str], allowed: Callable[[str], None]) -> None:
    """Raise for a path Stripe would refuse; ``allowed(object)`` raises when the key may not read that kind.

    ``kind`` is the answered object, or ``list:<object>`` for a page of them.
    """
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST:
            message = f"You cannot expand more than {DEEPEST} levels of a property. Property: {path}."
            raise invalid(message, param="expand", code="property_expansion_max_depth")
        here = kind
        while steps:
            here, steps = _step(here, steps, path)
            if here in (NEVER, "total_count"):
                break
            allowed(here.removeprefix("list:"))


def _step(kind: str, steps: list[str], path: str) -> tuple[str, list[str]]:
    """Return what the first steps lead to and the steps that remain."""
    if kind.startswith("list:"):
        if steps == ["total_count"]:
            return "total_count", []
        if steps[0] != "data":
            hint = f" You may want to try expanding 'data.{path}' instead."
            raise _not_expandable(path, hint)
        if len(steps) == 1:
            raise _not_expandable(path)
        return _step(kind.removeprefix("list:"), steps[1:], path)
    fields = EXPANDABLE.get(kind, {})
    for length in (1, 2):
        name = ".".join(steps[:length])
        if name in fields:
            return fields[name], steps[length:]
    raise _not_expandable(path)


def _not_expandable(path: str, hint: str = "") -> StripeFault:
    return invalid(f"This property cannot be expanded ({path}).{hint}", param="expand")


def expanded(state: AccountState, obj: Obj, paths: Iterable[str]) -> Obj:
    """Return a copy of an answer with the named ids replaced by their objects."""
    answer = copied(obj)
    counted = "total_count" in paths
    if not counted:
        answer.pop("total_count", None)
    for path in paths:
        if path != "total_count":
            _open(state, answer, path.split("."))
    return answer


def _open(state: AccountState, part: object, steps: list[str]) -> None:
    if isinstance(part, list):
        for one in part:
            _open(state, one, steps)
    elif isinstance(part, dict):
        part[steps[0]] = value = _whole(state, part, steps[0])
        if len(steps) > 1:
            _open(state, value, steps[1:])


def _whole(state: AccountState, part: Obj, field: str) -> object:
    """Return the field's value with an id replaced by a copy of the object it names."""
    value = part.get(field)
    if value is None and EXPANDABLE.get(part.get("object", ""), {}).get(field, "").startswith("list:"):
        return included_list(state, part, field)
    found = state.find(value) if isinstance(value, str) else None
    return value if found is None else copied(found)


def included_list(state: AccountState, owner: Obj, field: str) -> Obj:
    """Return a list that objects carry only on request: a charge's refunds, a session's lines."""
    key = owner["id"]
    if field == "refunds":
        rows = [copied(refund) for refund in state.refunds.newest(lambda refund: refund["charge"] == key)]
        return cut(rows, {}, f"/v1/charges/{key}/refunds")
    if field == "subscriptions":
        live = [copied(one) for one in state.subscriptions.newest(lambda one: one["customer"] == key)]
        return cut([one for one in live if one["status"] != "canceled"], {}, f"/v1/customers/{key}/subscriptions")
    if field == "payments":
        paid = [copied(one) for one in state.invoice_payments.newest(lambda one: one["invoice"] == key)]
        return cut(paid, {}, f"/v1/invoice_payments?invoice={key}")
    if field == "line_items":
        path = "checkout/sessions" if owner["object"] == "checkout.session" else "payment_links"
        return cut(copied(state.lines.get(key, [])), {}, f"/v1/{path}/{key}/line_items")
    return cut([], {}, f"/v1/{owner['object']}s/{key}/{field}")
