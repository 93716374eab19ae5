"""How long a click can be taken back, and how it is noticed that the machine slept in between.

Used by ``outbox`` on the engine thread; pure but for the clock handed in.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from inbox.domain.actions import AnyAction, BlockPerson
from inbox.domain.ports import Clock

LATE_SECONDS = 60
"""A money action that reaches the hub for the first time so long after its hold has expired."""

_DRIFT_SECONDS = 2.0
_GAP_SECONDS = 5.0
_LEAST_GAP_SECONDS = 2.5
"""A busy machine may keep us waiting so long, however short a hold is."""


class HoldSettings(msgspec.Struct, frozen=True):
    """Seconds between click and post, by kind of action; what is not named goes out at once."""

    refund: float = 10
    request_payment: float = 5
    send_template: float = 5
    merge_people: float = 5
    change_subscription: float = 5
    send_products: float = 3
    send_catalog: float = 3
    send_invoice: float = 3
    send_text: float = 0
    block: float = 5
    accept_dispute: float = 10

    def seconds(self, action: AnyAction) -> float:
        """Return the hold of an action; letting somebody write again needs none."""
        if isinstance(action, BlockPerson) and not action.blocked:
            return 0.0
        return float(getattr(self, action.kind, 0))


class SleepWatch:
    """Notices that the clock was set or that the machine slept: wall time and steady time went apart, or a long gap."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: tuple[datetime, float] | None = None

    def look(self, shortest: float) -> bool:
        """Tell whether something of that kind happened since the last look; while holds run, one comes every second.

        ``shortest`` is how long the shortest of them lasts as a whole: who slept through it could not take it back.
        """
        now = (self._clock.now(), self._clock.monotonic())
        last, self._last = self._last, now
        if last is None:
            return False
        steady = now[1] - last[1]
        drift = (now[0] - last[0] - timedelta(seconds=steady)).total_seconds()
        longest = min(_GAP_SECONDS, max(_LEAST_GAP_SECONDS, shortest))
        return abs(drift) > _DRIFT_SECONDS or steady > longest

    def begin(self) -> None:
        """Look from now on, unless somebody looks already."""
        if self._last is None:
            self._last = (self._clock.now(), self._clock.monotonic())

    def rest(self) -> None:
        """Begin anew at the next look: nothing is on hold, so nobody looks."""
        self._last = None
