"""The fresh look at Stripe that comes before every post of a refund: the charge, all its refunds, its disputes.

Called by the refund engine on its thread, outside of any transaction.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import Dispute, Payment, Refund, StripeObject
from inbox.domain.ports import Clock
from inbox.hub import readings
from inbox.hub.transaction import Transaction
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeReads

_STALE_SECONDS = 60


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What Stripe said, and when by its own clock (unix seconds); ``payment`` is None when there is no such charge."""

    payment: Payment | None
    refunds: tuple[Refund, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    date: int
    at: datetime
    monotonic: float

    def made_by(self, action: ActionId) -> Refund | None:
        """Return the refund that carries the action's id, if it is there."""
        return next((refund for refund in self.refunds if refund.action == action), None)


def read(gateway: StripeReads, charge: SourceId, clock: Clock) -> Reading:
    """Read a charge with all that decides about refunding it; any ``StripeTrouble`` but a missing charge is raised."""
    at, monotonic = clock.now(), clock.monotonic()
    try:
        paid = gateway.payment(charge)
    except errors.Missing as missing:
        return Reading(payment=None, date=missing.date, at=at, monotonic=monotonic)
    refunds = gateway.refunds_of(charge)
    disputes = _disputes(gateway, charge) if paid.value.disputed else ()
    return Reading(
        payment=paid.value,
        refunds=refunds.value,
        disputes=disputes,
        date=refunds.date,
        at=at,
        monotonic=monotonic,
    )


def unpaid(payment: Payment | None, date: int, clock: Clock) -> Reading:
    """Return the reading of a payment that has no charge, or that is not there at all."""
    return Reading(payment=payment, date=date, at=clock.now(), monotonic=clock.monotonic())


def is_stale(reading: Reading, clock: Clock) -> bool:
    """Tell whether so much time may have passed that the look must be repeated: a process that slept sees it here.

    Two clocks are asked, because a sleeping machine stops the one and a person can set back the other.
    """
    by_wall = (clock.now() - reading.at).total_seconds()
    by_machine = clock.monotonic() - reading.monotonic
    return not 0 <= by_wall <= _STALE_SECONDS or by_machine > _STALE_SECONDS


def note(tx: Transaction, reading: Reading) -> None:
    """Put what was read into the log."""
    if reading.payment is not None:
        found: list[StripeObject] = [reading.payment, *reading.refunds, *reading.disputes]
        readings.note(tx, found, reading.date)


def _disputes(gateway: StripeReads, charge: SourceId) -> tuple[Dispute, ...]:
    try:
        return gateway.disputes_of(charge).value
    except (errors.Forbidden, errors.Missing):
        # Without the permission the charge's own word "disputed" decides, which refuses.
        return ()
