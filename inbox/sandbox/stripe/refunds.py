"""Refunds: every rule by which Stripe gives money back or refuses to. Documented at docs.stripe.com/refunds.

The one place in the sandbox that changes what a charge has refunded. Card refunds cannot be canceled; a refund that
``succeeded`` may still fail weeks later, which brings the money back to the balance.
"""

from __future__ import annotations

from inbox.sandbox.stripe import balance, disputes, warnings
from inbox.sandbox.stripe.amounts import check_step, currency_of, shown
from inbox.sandbox.stripe.errors import Obj, invalid, missing, not_played
from inbox.sandbox.stripe.events import changing, difference, emit
from inbox.sandbox.stripe.metadata import merged
from inbox.sandbox.stripe.paging import matching, page
from inbox.sandbox.stripe.state import AccountState

DAY = 86400
ARN_AFTER = 5 * DAY
ASYNC_AFTER = 60
DEBIT_RETURNED_AFTER = 3 * DAY
TOP_UP_WINDOW = 30 * DAY
CUSTOMER_WINDOW = 45 * DAY
_PLAYED = frozenset(
    {"amount", "charge", "currency", "expand", "instructions_email", "metadata", "payment_intent", "reason"}
)
FAILURE_REASONS = (
    "lost_or_stolen_card", "expired_or_canceled_card", "charge_for_pending_refund_disputed", "insufficient_funds",
    "declined", "merchant_request", "unknown",
)  # fmt: skip
_LIVE = ("pending", "requires_action", "succeeded")


def create(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/refunds."""
    for name in params.keys() - _PLAYED:
        raise not_played(name)
    charge = _charge_of(state, params)
    amount = _amount_of(state, charge, params)
    means = state.means_by_charge[charge["id"]]
    refund = _refund(state, charge, amount, params)
    if means.refund == "by the customer":
        if not params.get("instructions_email"):
            raise invalid("Missing required param: instructions_email.", param="instructions_email")
        _ask_customer(state, refund)
    elif balance.total(state, charge["currency"]) < amount:
        if means.type != "card":
            message = "Insufficient funds in your Stripe balance to refund this amount."
            raise invalid(message, code="balance_insufficient")
        refund |= {"status": "pending", "pending_reason": "insufficient_funds"}
        state.later(state.now() + TOP_UP_WINDOW, lambda: _if_waiting(state, refund, "insufficient_funds"))
    else:
        _book(state, refund, charge)
        if means.refund == "later":
            refund |= {"status": "pending", "pending_reason": "processing"}
    state.refunds.put(refund)
    emit(state, "refund.created", refund)
    with changing(state, charge, "charge.refunded"):
        _count(charge, amount)
        if refund["reason"] == "fraudulent":
            charge["fraud_details"] = {"user_report": "fraudulent"}
    _plan(state, refund, means.refund, means.type)
    if charge["refunded"]:
        disputes.close_inquiries_of(state, charge)
        warnings.settle_of(state, charge)
    return refund


def _charge_of(state: AccountState, params: Obj) -> Obj:
    """Find the charge, or refuse as Stripe does: unknown, unpaid, uncaptured, charged back, nothing left."""
    if "charge" not in params and "payment_intent" not in params:
        message = "One of the following params should be provided for this request: payment_intent or charge."
        raise invalid(message)
    intent = None
    if "payment_intent" in params:
        intent = state.payment_intents.get(params["payment_intent"])
        if intent is None:
            raise missing("payment_intent", params["payment_intent"], param="intent")
    charge = state.charges.get(params.get("charge") or (intent and intent["latest_charge"]) or "")
    if "charge" in params and charge is None:
        raise missing("charge", params["charge"])
    if intent is not None and charge is not None and charge["payment_intent"] != intent["id"]:
        message = f"The charge {charge['id']} does not belong to the PaymentIntent {intent['id']}."
        raise invalid(message, param="charge")
    if charge is None or charge["status"] != "succeeded":
        owner = intent["id"] if intent is not None else charge["payment_intent"] if charge is not None else None
        raise invalid(f"This PaymentIntent ({owner}) does not have a successful charge to refund.")
    if not charge["captured"]:
        raise invalid(
            f"This uncaptured Charge was created by a PaymentIntent ({charge['payment_intent']}). You must cancel the "
            "PaymentIntent to reverse the authorization instead of refunding the Charge directly. For more "
            "information, see https://stripe.com/docs/payments/place-a-hold-on-a-payment-method"
        )
    disputes.refuse_refund_of(state, charge)
    return charge


def _amount_of(state: AccountState, charge: Obj, params: Obj) -> int:
    remaining = charge["amount_captured"] - charge["amount_refunded"]
    if remaining <= 0:
        raise invalid(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    currency = charge["currency"]
    if "currency" in params and currency_of(params["currency"]) != currency:
        message = f"The currency of the refund ({params['currency']}) must be the charge's currency ({currency})."
        raise invalid(message, param="currency")
    amount: int = params.get("amount", remaining)
    check_step(amount, currency, "amount")
    if amount > remaining:
        message = (
            f"Refund amount ({shown(amount, currency)}) is greater than unrefunded amount on charge "
            f"({shown(remaining, currency)})"
        )
        raise invalid(message, param="amount")
    return amount


def _refund(state: AccountState, charge: Obj, amount: int, params: Obj) -> Obj:
    kind = charge["payment_method_details"]["type"]
    card = {"reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund"}
    return {
        "id": state.token("re_3" if kind == "card" else "pyr_1", 23),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": state.now(),
        "currency": charge["currency"],
        "customer": charge["customer"],
        "customer_account": None,
        "destination_details": {kind: card if kind == "card" else {}, "type": kind},
        "metadata": merged({}, params.get("metadata")),
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    } | ({"instructions_email": params["instructions_email"]} if params.get("instructions_email") else {})


def _ask_customer(state: AccountState, refund: Obj) -> None:
    refund["status"] = "requires_action"
    sent = {"email_sent_at": state.now(), "email_sent_to": refund["instructions_email"]}
    expires = state.now() + CUSTOMER_WINDOW
    details = {"email_sent": sent, "expires_at": expires}
    refund["next_action"] = {"display_details": details, "type": "display_details"}
    state.later(expires, lambda: _if_waiting(state, refund, "merchant_request"))


def _book(state: AccountState, refund: Obj, charge: Obj) -> None:
    described = f" ({charge['description']})" if charge["description"] else ""
    row = balance.record(
        state, "refund", -refund["amount"], refund["currency"],
        source=refund["id"], description=f"REFUND FOR CHARGE{described}",
    )  # fmt: skip
    refund["balance_transaction"] = row["id"]


def _count(charge: Obj, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]


def _plan(state: AccountState, refund: Obj, how: str, kind: str) -> None:
    """Plan what becomes of a refund that was booked: arrival, late failure, the bank's reference number."""
    if refund["status"] == "requires_action" or refund.get("pending_reason") == "insufficient_funds":
        return
    key, now = refund["id"], state.now()
    if how == "later":
        wait = ASYNC_AFTER if kind == "card" else DEBIT_RETURNED_AFTER
        state.later(now + wait, lambda: _if_live(state, key, "complete"))
    elif how == "fails later":
        state.later(now + ASYNC_AFTER, lambda: _if_live(state, key, "fail"))
    if kind == "card":
        state.later(now + ARN_AFTER, lambda: _reference_known(state, key))


def _if_live(state: AccountState, key: str, then: str) -> None:
    refund = state.refunds.need(key)
    if then == "complete" and refund["status"] == "pending":
        complete(state, key)
    elif then == "fail" and refund["status"] in _LIVE:
        fail(state, key, "expired_or_canceled_card")


def _if_waiting(state: AccountState, refund: Obj, reason: str) -> None:
    if refund["status"] in ("pending", "requires_action"):
        fail(state, refund["id"], reason)


def _reference_known(state: AccountState, key: str) -> None:
    refund = state.refunds.need(key)
    if refund["status"] == "succeeded" and "reference" not in refund["destination_details"]["card"]:
        with changing(state, refund, "refund.updated"):
            card = refund["destination_details"]["card"]
            card |= {"reference": state.world.ids.digits(23), "reference_status": "available"}


def complete(state: AccountState, key: str) -> Obj:
    """Let a waiting refund arrive."""
    refund = state.refunds.need(key)
    if refund["status"] not in ("pending", "requires_action"):
        raise invalid(f"Refund {key} is {refund['status']}; only a waiting one can arrive.")
    with changing(state, refund, "refund.updated"):
        if refund["balance_transaction"] is None:
            _book(state, refund, state.charges.need(refund["charge"]))
        refund["status"] = "succeeded"
        refund.pop("pending_reason", None)
        refund.pop("next_action", None)
    if refund["destination_details"]["type"] == "card":
        state.later(state.now() + ARN_AFTER, lambda: _reference_known(state, key))
    return refund


def fail(state: AccountState, key: str, reason: str = "unknown") -> Obj:
    """Let a refund fail, also one that had succeeded: the money returns and can be refunded again."""
    refund = state.refunds.need(key)
    if reason not in FAILURE_REASONS:
        raise invalid(f"Invalid reason: must be one of {', '.join(FAILURE_REASONS)}", param="reason")
    if refund["status"] not in _LIVE:
        raise invalid(f"Refund {key} is {refund['status']} and cannot fail any more.")
    _undo(state, refund, "failed", reason)
    return refund


def cancel(state: AccountState, key: str, _params: Obj) -> Obj:
    """POST /v1/refunds/{id}/cancel: only while the customer still has to act."""
    refund = state.refunds.need(key, "refund")
    if refund["status"] != "requires_action":
        raise invalid("Canceling this refund is unsupported.")
    _undo(state, refund, "canceled", "merchant_request")
    return refund


def _undo(state: AccountState, refund: Obj, status: str, reason: str) -> None:
    charge = state.charges.need(refund["charge"])
    before = dict(refund)
    refund.pop("pending_reason", None)
    refund.pop("next_action", None)
    refund |= {"status": status, "failure_reason": reason}
    if refund["balance_transaction"] is not None:
        row = balance.record(
            state, "refund_failure", refund["amount"], refund["currency"],
            source=refund["id"], description=f"REFUND FAILURE ({refund['id']})",
        )  # fmt: skip
        refund["failure_balance_transaction"] = row["id"]
    emit(state, "refund.updated", refund, difference(before, refund))
    if status == "failed":
        emit(state, "refund.failed", refund)
    with changing(state, charge, "charge.updated"):
        _count(charge, -refund["amount"])


def fail_pending_of(state: AccountState, charge: Obj) -> None:
    """Fail the waiting refunds of a charge that was just charged back."""
    for refund in list(state.refunds.newest(lambda one: one["charge"] == charge["id"])):
        if refund["status"] in ("pending", "requires_action"):
            fail(state, refund["id"], "charge_for_pending_refund_disputed")


def funds_arrived(state: AccountState) -> None:
    """Complete refunds that waited for money, oldest first, as far as the balance reaches."""
    waiting = [one for one in state.refunds.newest() if one.get("pending_reason") == "insufficient_funds"]
    for refund in reversed(waiting):
        if balance.total(state, refund["currency"]) >= refund["amount"]:
            complete(state, refund["id"])


def update(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/refunds/{id}: metadata only."""
    refund = state.refunds.need(key, "refund")
    with changing(state, refund, "refund.updated"):
        refund["metadata"] = merged(refund["metadata"], params.get("metadata"))
    return refund


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/refunds/{id}."""
    return state.refunds.need(key, "refund")


def list_refunds(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/refunds."""
    return page(state.refunds, params, "/v1/refunds", matching(params, "charge", "payment_intent"))
