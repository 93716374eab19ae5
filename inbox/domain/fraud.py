"""What a bank tells of a payment before anybody disputes it: an early fraud warning. Pure."""

from __future__ import annotations

import msgspec

from inbox.domain.ids import SourceId


class FraudWarning(msgspec.Struct, frozen=True, omit_defaults=True):
    """The card's bank thinks that its customer did not make a payment (docs.stripe.com/api/radar/early_fraud_warnings).

    ``actionable`` as long as the payment is neither disputed nor refunded in full: a refund then avoids the dispute and
    its fee. ``fraud_type`` is the bank's word for how the card was misused.
    """

    id: SourceId
    charge: SourceId | None = None
    payment: SourceId | None = None
    fraud_type: str | None = None
    actionable: bool | None = None
    created: str | None = None

    @property
    def status(self) -> str | None:
        """How it stands, for lists: ``actionable`` or ``settled``; None while nobody has said."""
        if self.actionable is None:
            return None
        return "actionable" if self.actionable else "settled"
