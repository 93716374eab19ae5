"""The account's own truth, for whoever judges what a program believes about it.

Read by the control side (``GET /_sandbox/books``). Charges that never took money are kept apart from those that did.
"""

from __future__ import annotations

from inbox.sandbox.stripe.errors import Obj
from inbox.sandbox.stripe.invoices import subscription_of
from inbox.sandbox.stripe.renewals import ends_at
from inbox.sandbox.stripe.state import AccountState

_CHARGE = (
    "amount", "amount_captured", "amount_refunded", "refunded", "disputed", "captured", "currency", "status", "created",
    "payment_intent", "customer", "description", "metadata",
)  # fmt: skip
_REFUND = (
    "amount", "currency", "charge", "payment_intent", "status", "pending_reason", "failure_reason", "reason", "created",
    "metadata",
)  # fmt: skip
_INVOICE = ("number", "total", "status", "customer", "post_payment_credit_notes_amount")
_SUBSCRIPTION = (
    "status", "customer", "pause_collection", "cancel_at_period_end", "canceled_at", "ended_at", "metadata", "currency",
)  # fmt: skip
_CREDIT_NOTE = ("number", "invoice", "amount", "status", "refunds", "metadata")
_DISPUTE = ("amount", "currency", "charge", "reason", "status", "is_charge_refundable", "evidence_details")
_WARNING = ("charge", "fraud_type", "actionable")


def books(state: AccountState) -> Obj:
    """Return what there is of each kind by id, papers and links included, and the balance by currency (minor units)."""
    charges = list(state.charges.newest())
    return {
        "charges": {one["id"]: _part(one, _CHARGE) for one in charges if one["status"] != "failed"},
        "declined": {
            one["id"]: {**_part(one, _CHARGE), "decline_code": (one["outcome"] or {}).get("reason")}
            for one in charges
            if one["status"] == "failed"
        },
        "refunds": {one["id"]: _part(one, _REFUND) for one in state.refunds.newest()},
        "disputes": {one["id"]: _part(one, _DISPUTE) for one in state.disputes.newest()},
        "invoices": {one["id"]: _part(one, _INVOICE) for one in state.invoices.newest()},
        "subscriptions": {one["id"]: _subscription(state, one) for one in state.subscriptions.newest()},
        "credit_notes": {one["id"]: _part(one, _CREDIT_NOTE) for one in state.credit_notes.newest()},
        "fraud_warnings": {one["id"]: _part(one, _WARNING) for one in state.fraud_warnings.newest()},
        "links": {**_links(state), **_sessions(state)},
        "balance": _balance(state),
    }


def _part(obj: Obj, fields: tuple[str, ...]) -> Obj:
    return {field: obj.get(field) for field in fields}


def _subscription(state: AccountState, one: Obj) -> Obj:
    """Return a subscription with the end of its period and its invoices, newest first."""
    mine = state.invoices.newest(lambda invoice: subscription_of(invoice) == one["id"])
    bills = {invoice["id"]: _part(invoice, (*_INVOICE, "attempt_count", "next_payment_attempt")) for invoice in mine}
    return {**_part(one, _SUBSCRIPTION), "current_period_end": ends_at(one), "invoices": bills}


def _links(state: AccountState) -> Obj:
    found: Obj = {}
    for link in state.payment_links.newest():
        key = link["id"]
        visits = list(state.sessions.newest(lambda one, key=key: one["payment_link"] == key))  # type: ignore[misc] # bound early on purpose
        paid = [one for one in visits if one["status"] == "complete"]
        done = "paid" if any(one["payment_status"] != "unpaid" for one in paid) else "processing"
        found[key] = {
            "kind": "payment_link",
            "state": "open" if link["active"] else done if paid else "inactive",
            "url": link["url"],
            "amount": sum(line["amount_total"] for line in state.lines[key]),
            "currency": link["currency"],
            "metadata": link["metadata"],
            "payments": [one["payment_intent"] for one in paid],
        }
    return found


def _sessions(state: AccountState) -> Obj:
    return {
        one["id"]: {
            "kind": "checkout_session",
            "state": _state(one),
            "url": f"{state.base_url}/pay/{one['id']}",
            "amount": one["amount_total"],
            "currency": one["currency"],
            "metadata": one["metadata"],
            "customer": one["customer"],
            "expires_at": one["expires_at"],
            "payments": [one["payment_intent"]] if one["status"] == "complete" else [],
        }
        for one in state.sessions.newest(lambda one: one["payment_link"] is None)
    }


def _state(session: Obj) -> str:
    """Return how a page stands; one that was completed by a debit is paid when the money is there."""
    if session["status"] != "complete":
        return str(session["status"])
    return "processing" if session["payment_status"] == "unpaid" else "paid"


def _balance(state: AccountState) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in state.balance_transactions.newest():
        sums[row["currency"]] = sums.get(row["currency"], 0) + row["net"]
    return sums
