"""What a subscription does by itself as time goes by: it renews, is paid or not, is tried again, and ends.

Planned on the account's agenda; a step that has become pointless does nothing. An invoice is a draft for an hour; retries
come after 3, 5 and 7 days, then the subscription is cancelled, as an account may have it set
(docs.stripe.com/billing/subscriptions/overview, /billing/revenue-recovery/smart-retries).
"""

from __future__ import annotations

from inbox.sandbox.stripe import charges, cycles, invoices, payments
from inbox.sandbox.stripe.charges import Payer
from inbox.sandbox.stripe.errors import Obj
from inbox.sandbox.stripe.events import changing, difference, emit
from inbox.sandbox.stripe.invoice_lines import Item
from inbox.sandbox.stripe.means import means_of
from inbox.sandbox.stripe.state import AccountState

DAY = 86_400
DRAFT_SECONDS = 3600
"""How long an invoice stays a draft before it is finalized and charged."""
RETRY_DAYS = (3, 5, 7)
_RENEWS = ("active", "trialing", "past_due", "unpaid")
_LATE = ("past_due", "unpaid", "incomplete")


def ends_at(subscription: Obj) -> int:
    """Return when the present period of a subscription ends."""
    return int(subscription["items"]["data"][0]["current_period_end"])


def begin(state: AccountState, subscription: Obj, start: int, until: int) -> None:
    """Let a period begin, and plan what comes when it ends."""
    for item in subscription["items"]["data"]:
        item |= {"current_period_start": start, "current_period_end": until}
    key = subscription["id"]
    state.later(until, lambda: renew(state, key, until))


def plan_resumption(state: AccountState, subscription: Obj) -> None:
    """Plan the end of a pause of collection, where it has one."""
    key, pause = subscription["id"], subscription["pause_collection"]
    if pause is not None and pause["resumes_at"]:
        at = pause["resumes_at"]
        state.later(at, lambda: _resume_collection(state, key, at))


def _resume_collection(state: AccountState, key: str, at: int) -> None:
    subscription = state.subscriptions.need(key)
    pause = subscription["pause_collection"]
    if pause is not None and pause["resumes_at"] == at:
        with changing(state, subscription, "customer.subscription.updated"):
            subscription["pause_collection"] = None


def renew(state: AccountState, key: str, due: int) -> None:
    """End the period that was to end at ``due``: begin the next one and bill it, or end the subscription."""
    subscription = state.subscriptions.need(key)
    if subscription["status"] not in _RENEWS or ends_at(subscription) != due:
        return
    if subscription["cancel_at_period_end"]:
        end(state, subscription, due)
        return
    before = _copy(subscription)
    recurring = subscription["items"]["data"][0]["price"]["recurring"]
    until = cycles.after(subscription["billing_cycle_anchor"], recurring["interval"], recurring["interval_count"], due)
    begin(state, subscription, due, until)
    if subscription["status"] == "trialing":
        subscription["status"] = "active"
    invoice = bill(state, subscription, "subscription_cycle")
    emit(state, "customer.subscription.updated", subscription, difference(before, subscription))
    _collect(state, subscription, invoice, due)


def bill(state: AccountState, subscription: Obj, reason: str) -> Obj:
    """Make the invoice of the present period, still a draft."""
    customer = state.customers.need(subscription["customer"])
    made = invoices.draft(state, customer, subscription["currency"], _items(state, subscription), billing={
        "auto_advance": True,
        "automatically_finalizes_at": state.now() + DRAFT_SECONDS,
        "billing_reason": reason,
        "collection_method": "charge_automatically",
        "due_date": None,
        "next_payment_attempt": state.now() + DRAFT_SECONDS,
        "parent": {
            "quote_details": None,
            "subscription_details": {"metadata": dict(subscription["metadata"]), "subscription": subscription["id"]},
            "type": "subscription_details",
        },
    })  # fmt: skip
    subscription["latest_invoice"] = made["id"]
    return made


def _items(state: AccountState, subscription: Obj) -> list[Item]:
    found = []
    for each in subscription["items"]["data"]:
        price, quantity = each["price"], each["quantity"]
        name = f"{quantity} × {state.products.need(price['product'])['name']}"
        found.append(Item(name, price["unit_amount"] * quantity, quantity, price["id"], price["product"]))
    return found


def _collect(state: AccountState, subscription: Obj, invoice: Obj, due: int) -> None:
    """Let a new invoice be paid in an hour, unless collection is paused at the time it is for."""
    pause, key = subscription["pause_collection"], invoice["id"]
    if pause is not None and (not pause["resumes_at"] or due < pause["resumes_at"]):
        if pause["behavior"] == "keep_as_draft":
            with changing(state, invoice, "invoice.updated"):
                invoice |= {"auto_advance": False, "automatically_finalizes_at": None, "next_payment_attempt": None}
            return
        invoices.finalize(state, invoice)
        (invoices.void if pause["behavior"] == "void" else invoices.mark_uncollectible)(state, invoice)
    elif state.backdating:
        charge(state, key)
    else:
        state.later(state.now() + DRAFT_SECONDS, lambda: charge(state, key))


def charge(state: AccountState, key: str, means: str | None = None) -> bool:
    """Finalize an invoice that is a draft and try to take its money; tell whether it came."""
    invoice = state.invoices.need(key)
    if invoice["status"] == "draft" and invoice["auto_advance"]:
        invoices.finalize(state, invoice)
        invoice["automatically_finalizes_at"] = None
    if invoice["status"] != "open":
        return False
    subscription = state.subscriptions.need(invoices.subscription_of(invoice) or "")
    if _attempt(state, invoice, means or state.means_by_subscription[subscription["id"]]):
        _change_status(state, subscription, "active", _LATE)
        return True
    again = invoice["next_payment_attempt"]
    _change_status(state, subscription, "past_due", ("active", "trialing"))
    if again is not None:
        state.later(again, lambda: _retry(state, key, again))
    elif subscription["status"] == "past_due":
        subscription["cancellation_details"]["reason"] = "payment_failed"
        end(state, subscription, state.now())
    return False


def _attempt(state: AccountState, invoice: Obj, means_name: str) -> bool:
    customer, means = state.customers.need(invoice["customer"]), means_of(means_name)
    intent = _intent(state, invoice, customer)
    made = payments.attempt(state, intent, means, Payer(customer["name"], customer["email"], customer["phone"]))
    if made["status"] == "failed":
        tries = invoice["attempt_count"]
        again = state.now() + RETRY_DAYS[tries] * DAY if tries < len(RETRY_DAYS) else None
        with changing(state, invoice, "invoice.updated"):
            invoice |= {"attempt_count": tries + 1, "attempted": True, "next_payment_attempt": again}
        emit(state, "invoice.payment_failed", invoice)
        return False
    if made["captured"]:
        charges.settle(state, made)
    invoices.paid_by(state, invoice, made)
    return True


def _intent(state: AccountState, invoice: Obj, customer: Obj) -> Obj:
    """Return the invoice's PaymentIntent, made at the first attempt."""
    known = state.renewal_intents.get(invoice["id"])
    if known is not None:
        return state.payment_intents.need(known)
    is_first = invoice["billing_reason"] == "subscription_create"
    intent = payments.create(
        state, invoice["amount_due"], invoice["currency"], customer=customer["id"],
        description="Subscription creation" if is_first else "Subscription update",
        payment_method_types=["card", "sepa_debit"],
    )  # fmt: skip
    state.renewal_intents[invoice["id"]] = intent["id"]
    invoices.payment_by(state, invoice, intent["id"], invoice["amount_due"])
    return intent


def _retry(state: AccountState, key: str, due: int) -> None:
    if state.invoices.need(key)["next_payment_attempt"] == due:
        charge(state, key)


def _change_status(state: AccountState, subscription: Obj, status: str, out_of: tuple[str, ...]) -> None:
    if subscription["status"] in out_of:
        with changing(state, subscription, "customer.subscription.updated"):
            subscription["status"] = status


def end(state: AccountState, subscription: Obj, at: int) -> None:
    """Cancel a subscription: it renews no more."""
    subscription |= {"status": "canceled", "ended_at": at, "canceled_at": subscription["canceled_at"] or at}
    emit(state, "customer.subscription.deleted", subscription)


def _copy(subscription: Obj) -> Obj:
    items = subscription["items"]
    return {**subscription, "items": {**items, "data": [dict(item) for item in items["data"]]}}
