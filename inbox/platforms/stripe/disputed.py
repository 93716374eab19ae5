"""What Stripe tells of disputes and of early fraud warnings, as the program's own structs.

Sources: docs.stripe.com/api/disputes/object, docs.stripe.com/api/radar/early_fraud_warnings/object. Pure, never raises.
"""

from __future__ import annotations

from inbox.domain.fraud import FraudWarning
from inbox.domain.payments import Dispute
from inbox.platforms.stripe import fields
from inbox.platforms.stripe.fields import Json


def dispute(source: Json) -> Dispute | None:
    """Read a Dispute."""
    own = fields.source_id(source)
    if own is None:
        return None
    details = fields.table(source, "evidence_details")
    return Dispute(
        id=own,
        charge=fields.source_id(source, "charge"),
        payment=fields.source_id(source, "payment_intent") or fields.source_id(source, "charge"),
        amount=fields.whole(source, "amount"),
        currency=fields.text(source, "currency"),
        status=fields.text(source, "status"),
        reason=fields.text(source, "reason"),
        due_by=fields.moment(details, "due_by"),
        refundable=fields.flag(source, "is_charge_refundable"),
        created=fields.moment(source, "created"),
        fee=_fee(source),
        has_evidence=fields.flag(details, "has_evidence"),
        submissions=fields.whole(details, "submission_count"),
        past_due=fields.flag(details, "past_due"),
        # Stripe's 0 or null: the bank takes no answer (docs.stripe.com/api/disputes/object).
        answerable=bool(details["due_by"]) if "due_by" in details else None,
        evidence=_evidence(source),
        network_code=fields.text(_by_method(source), "network_reason_code"),
    )


def fraud_warning(source: Json) -> FraudWarning | None:
    """Read an early fraud warning."""
    own = fields.source_id(source)
    if own is None:
        return None
    charge = fields.source_id(source, "charge")
    return FraudWarning(
        id=own,
        charge=charge,
        payment=fields.source_id(source, "payment_intent") or charge,
        fraud_type=fields.text(source, "fraud_type"),
        actionable=fields.flag(source, "actionable"),
        created=fields.moment(source, "created"),
    )


def _fee(source: Json) -> int | None:
    """Read what Stripe keeps for it, when it keeps it in the dispute's own currency: elsewhere it is of another sum."""
    if "balance_transactions" not in source:
        return None
    booked = fields.rows(source, "balance_transactions")
    if any(fields.text(each, "currency") != fields.text(source, "currency") for each in booked):
        return None
    return sum(fields.whole(each, "fee") or 0 for each in booked)


def _evidence(source: Json) -> dict[str, str] | None:
    """Read what is staged or handed in; programs with fields of their own (``enhanced_evidence``) are left out."""
    if not isinstance(source.get("evidence"), dict):
        return None
    staged = fields.table(source, "evidence")
    texts = {name: fields.text(staged, name) or fields.source_id(staged, name) for name in staged}
    return {name: text for name, text in texts.items() if text is not None}


def _by_method(source: Json) -> Json:
    details = fields.table(source, "payment_method_details")
    return fields.table(details, fields.text(details, "type") or "")
