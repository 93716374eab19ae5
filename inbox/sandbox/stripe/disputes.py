"""Disputes: a payer's bank reclaims a payment (chargeback) or asks about it first (inquiry).

Documented at docs.stripe.com/api/disputes and docs.stripe.com/disputes; the winning and losing evidence texts at
docs.stripe.com/testing#disputes.
"""

from __future__ import annotations

from inbox.sandbox.stripe import warnings
from inbox.sandbox.stripe.balance import DISPUTE_FEE, record
from inbox.sandbox.stripe.errors import Obj, invalid, not_played
from inbox.sandbox.stripe.events import changing, emit
from inbox.sandbox.stripe.metadata import merged
from inbox.sandbox.stripe.paging import matching, page
from inbox.sandbox.stripe.state import AccountState

DAY = 86400
JUDGED_AFTER = 5
MOST_TEXT = 150_000
REASON_CODES = {
    "credit_not_processed": "13.6",
    "duplicate": "12.6.1",
    "fraudulent": "10.4",
    "general": "10.5",
    "product_not_received": "13.1",
    "product_unacceptable": "13.3",
    "subscription_canceled": "13.2",
    "unrecognized": "10.4",
}
_FILES = (
    "cancellation_policy", "customer_communication", "customer_signature", "duplicate_charge_documentation", "receipt",
    "refund_policy", "service_documentation", "shipping_documentation", "uncategorized_file",
)  # fmt: skip
_TEXTS = (
    "access_activity_log", "billing_address", "cancellation_policy_disclosure", "cancellation_rebuttal",
    "customer_email_address", "customer_name", "customer_purchase_ip", "duplicate_charge_explanation",
    "duplicate_charge_id", "product_description", "refund_policy_disclosure", "refund_refusal_explanation",
    "service_date", "shipping_address", "shipping_carrier", "shipping_date", "shipping_tracking_number",
    "uncategorized_text",
)  # fmt: skip
_CLOSED = frozenset({"won", "lost", "warning_closed", "prevented"})


def open_dispute(state: AccountState, charge: Obj, reason: str, *, inquiry: bool) -> Obj:
    """Open a dispute about all of a charge that was not refunded; a chargeback takes the money at once."""
    if reason not in REASON_CODES:
        raise invalid(f"Invalid reason: must be one of {', '.join(REASON_CODES)}", param="reason")
    if charge["status"] != "succeeded" or not charge["captured"] or charge["disputed"] or charge["refunded"]:
        message = f"Charge {charge['id']} cannot be disputed: it is unpaid, refunded or already disputed."
        raise invalid(message, param="charge")
    dispute: Obj = {
        "id": state.token("du_1", 23),
        "object": "dispute",
        "amount": charge["amount_captured"] - charge["amount_refunded"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": state.now(),
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(_FILES + _TEXTS), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": (state.now() + 8 * DAY) // DAY * DAY + DAY - 1,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": inquiry,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": _details(charge, reason, inquiry=inquiry),
        "reason": reason,
        "status": "warning_needs_response" if inquiry else "needs_response",
    }
    charge["disputed"] = True
    state.disputes.put(dispute)
    if not inquiry:
        _withdraw(state, dispute)
    emit(state, "charge.dispute.created", dispute)
    if not inquiry:
        emit(state, "charge.dispute.funds_withdrawn", dispute)
    warnings.settle_of(state, charge)
    return dispute


def _details(charge: Obj, reason: str, *, inquiry: bool) -> Obj | None:
    card = charge["payment_method_details"].get("card")
    if card is None:
        return None
    kind = "inquiry" if inquiry else "chargeback"
    details = {"brand": card["brand"], "case_type": kind, "network": card["network"]}
    return {"card": {**details, "network_reason_code": REASON_CODES[reason]}, "type": "card"}


def _withdraw(state: AccountState, dispute: Obj) -> None:
    row = record(
        state, "adjustment", -dispute["amount"], dispute["currency"], source=dispute["id"],
        description=f"Chargeback withdrawal for {dispute['charge']}", fee=DISPUTE_FEE, category="dispute",
    )  # fmt: skip
    dispute["balance_transactions"].append(dict(row))


def refuse_refund_of(state: AccountState, charge: Obj) -> None:
    """Raise ``charge_disputed`` when a dispute stands against refunding the charge."""
    for dispute in state.disputes.newest(lambda one: one["charge"] == charge["id"]):
        if not dispute["is_charge_refundable"]:
            message = f"Charge {charge['id']} has been charged back; cannot issue a refund."
            raise invalid(message, param="charge", code="charge_disputed")


def close_inquiries_of(state: AccountState, charge: Obj) -> None:
    """Close open inquiries of a charge that was refunded in full."""
    for dispute in state.disputes.newest(lambda one: one["charge"] == charge["id"]):
        if dispute["status"] in ("warning_needs_response", "warning_under_review"):
            with changing(state, dispute, "charge.dispute.closed"):
                dispute["status"] = "warning_closed"


def escalate(state: AccountState, key: str) -> Obj:
    """Turn an inquiry into a chargeback."""
    dispute = _live(state, key)
    if not dispute["status"].startswith("warning_"):
        raise invalid("This dispute is not an inquiry.", param="dispute")
    with changing(state, dispute, "charge.dispute.updated"):
        dispute |= {"status": "needs_response", "is_charge_refundable": False}
        if dispute["payment_method_details"]:
            dispute["payment_method_details"]["card"]["case_type"] = "chargeback"
        _withdraw(state, dispute)
    emit(state, "charge.dispute.funds_withdrawn", dispute)
    return dispute


def judge(state: AccountState, key: str, *, won: bool) -> Obj:
    """Let the bank decide. A won chargeback brings the amount back, the fee stays lost."""
    dispute = _live(state, key)
    before = dispute["status"]
    inquiry = before.startswith("warning_")
    dispute["status"] = "warning_closed" if inquiry else "won" if won else "lost"
    if won and not inquiry:
        dispute["is_charge_refundable"] = True
        row = record(
            state, "adjustment", dispute["amount"], dispute["currency"], source=dispute["id"],
            description=f"Chargeback reversal for {dispute['charge']}", category="dispute_reversal",
        )  # fmt: skip
        dispute["balance_transactions"].append(dict(row))
        emit(state, "charge.dispute.funds_reinstated", dispute)
    emit(state, "charge.dispute.closed", dispute, {"status": before})
    return dispute


def update(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/disputes/{id}: stages evidence with ``submit=false``, hands it in otherwise."""
    dispute = _live(state, key)
    evidence = params.get("evidence")
    is_submitted = params.get("submit", evidence is not None)
    if evidence is not None or is_submitted:
        _check_evidence(state, dispute, evidence or {})
    if is_submitted and evidence is None and not dispute["evidence_details"]["has_evidence"]:
        raise invalid("There is no evidence to submit for this dispute.", param="submit")
    with changing(state, dispute, "charge.dispute.updated"):
        dispute["metadata"] = merged(dispute["metadata"], params.get("metadata"))
        if "intended_submission_method" in params:
            dispute["intended_submission_method"] = params["intended_submission_method"]
        if evidence is not None:
            dispute["evidence"].update({name: value or None for name, value in evidence.items()})
            given = (dispute["evidence"][name] for name in _FILES + _TEXTS)
            dispute["evidence_details"]["has_evidence"] = any(given)
        if is_submitted:
            _submit(state, dispute)
    return dispute


def _check_evidence(state: AccountState, dispute: Obj, evidence: Obj) -> None:
    if dispute["status"] not in ("needs_response", "warning_needs_response"):
        raise invalid("This dispute's evidence was already submitted and can't be changed.", param="evidence")
    if state.now() > dispute["evidence_details"]["due_by"]:
        raise invalid("The deadline for submitting evidence for this dispute has passed.", param="evidence")
    for name, value in evidence.items():
        if name not in _FILES + _TEXTS:
            raise not_played(f"evidence[{name}]")
        if name in _FILES and value:
            state.files.need(value, f"evidence[{name}]", 400)
    texts = {**dispute["evidence"], **evidence}
    if sum(len(texts[name] or "") for name in _TEXTS) > MOST_TEXT:
        message = f"The combined character count of the evidence may not exceed {MOST_TEXT}."
        raise invalid(message, param="evidence")


def _submit(state: AccountState, dispute: Obj) -> None:
    inquiry = dispute["status"].startswith("warning_")
    dispute["status"] = "warning_under_review" if inquiry else "under_review"
    dispute["evidence_details"]["submission_count"] += 1
    dispute["evidence_details"]["submission_method"] = "manual"
    text, key = dispute["evidence"]["uncategorized_text"], dispute["id"]
    decided = ("winning_evidence", "losing_evidence", *(["escalate_inquiry_evidence"] if inquiry else []))
    if text in decided:
        state.later(state.now() + JUDGED_AFTER, lambda: _decide(state, key, text))


def _decide(state: AccountState, key: str, text: str) -> None:
    if state.disputes.need(key)["status"] in _CLOSED:
        return
    if text == "escalate_inquiry_evidence":
        escalate(state, key)
    else:
        judge(state, key, won=text == "winning_evidence")


def close(state: AccountState, key: str, _params: Obj) -> Obj:
    """POST /v1/disputes/{id}/close: accepts the loss, for good."""
    return judge(state, key, won=False)


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/disputes/{id}."""
    return state.disputes.need(key, "dispute")


def list_disputes(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/disputes."""
    return page(state.disputes, params, "/v1/disputes", matching(params, "charge", "payment_intent"))


def _live(state: AccountState, key: str) -> Obj:
    dispute = state.disputes.need(key, "dispute")
    if dispute["status"] in _CLOSED:
        raise invalid("This dispute is already closed")
    return dispute
