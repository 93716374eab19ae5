"""Early fraud warnings: a card's bank tells that its customer may not have made a payment, before anybody disputes it.

Documented at docs.stripe.com/api/radar/early_fraud_warnings and docs.stripe.com/disputes/measuring.
"""

from __future__ import annotations

from inbox.sandbox.stripe.errors import Obj, invalid
from inbox.sandbox.stripe.events import changing, emit
from inbox.sandbox.stripe.paging import matching, page
from inbox.sandbox.stripe.state import AccountState

FRAUD_TYPES = (
    "card_never_received", "fraudulent_card_application", "made_with_counterfeit_card", "made_with_lost_card",
    "made_with_stolen_card", "misc", "unauthorized_use_of_card",
)  # fmt: skip


def warn(state: AccountState, charge: Obj, fraud_type: str) -> Obj:
    """Warn of a paid charge."""
    if fraud_type not in FRAUD_TYPES:
        raise invalid(f"Invalid fraud_type: must be one of {', '.join(FRAUD_TYPES)}", param="fraud_type")
    if charge["status"] != "succeeded":
        raise invalid(f"Charge {charge['id']} was never paid, so no bank warns of it.", param="charge")
    warning = state.fraud_warnings.put(
        {
            "id": state.token("issfr_1", 23),
            "object": "radar.early_fraud_warning",
            "actionable": not charge["disputed"] and not charge["refunded"],
            "charge": charge["id"],
            "created": state.now(),
            "fraud_type": fraud_type,
            "livemode": False,
            "payment_intent": charge["payment_intent"],
        }
    )
    emit(state, "radar.early_fraud_warning.created", warning)
    return warning


def settle_of(state: AccountState, charge: Obj) -> None:
    """Take the warnings of a charge as settled once it is disputed or refunded in full."""
    if not charge["disputed"] and not charge["refunded"]:
        return
    for warning in state.fraud_warnings.newest(lambda one: one["charge"] == charge["id"]):
        with changing(state, warning, "radar.early_fraud_warning.updated"):
            warning["actionable"] = False


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/radar/early_fraud_warnings/{id}."""
    return state.fraud_warnings.need(key, "early_fraud_warning")


def list_warnings(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/radar/early_fraud_warnings."""
    return page(state.fraud_warnings, params, "/v1/radar/early_fraud_warnings", matching(params, "charge", "payment_intent"))
