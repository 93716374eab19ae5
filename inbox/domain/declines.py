"""Why a bank refused a payment, in seven kinds that can be said to anybody (docs.stripe.com/declines/codes). Pure.

A suspicion of fraud, a lost or a stolen card is never told: those are the bank's refusal without a reason.
"""

from __future__ import annotations

CAUSES = ("funds", "expired", "mistyped", "limit", "confirm", "later", "bank")

_CAUSE = {
    "insufficient_funds": "funds",
    "expired_card": "expired",
    **dict.fromkeys(
        (
            "incorrect_cvc", "incorrect_number", "incorrect_zip", "incorrect_address", "invalid_cvc", "invalid_number",
            "invalid_expiry_month", "invalid_expiry_year", "incorrect_pin",
        ),
        "mistyped",
    ),
    **dict.fromkeys(("card_velocity_exceeded", "withdrawal_count_limit_exceeded", "pin_try_exceeded"), "limit"),
    **dict.fromkeys(("authentication_required", "payment_intent_authentication_failure", "offline_pin_required"), "confirm"),
    **dict.fromkeys(("processing_error", "reenter_transaction", "issuer_not_available", "try_again_later"), "later"),
}  # fmt: skip


def cause(code: str | None) -> str:
    """Return the kind of a decline code; ``bank`` for every code that says nothing, or nothing that may be said."""
    return _CAUSE.get(code or "", "bank")
