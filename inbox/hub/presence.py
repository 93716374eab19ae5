"""Who is at which conversation right now, kept in memory for 30 seconds and never logged.

Lives on the event loop: the presence route writes, the long poll reads, the housekeeping task purges; the refund engine
looks at ``present`` from its own threads. Loses everything
when the hub stops, which is as it should be: desks say it again within 10 seconds.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from inbox.domain.ids import ConversationId
from inbox.domain.ports import Clock
from inbox.domain.presence import LASTS_SECONDS, Activity, Presence, PresenceReport
from inbox.domain.roles import Actor

_ENCODER = msgspec.json.Encoder()
_MOST_DESKS = 8
"""Runs of desks remembered per token; the one heard of longest ago makes room."""


class _Desk(msgspec.Struct):
    actor: Actor
    report: PresenceReport
    until: float


class Vanished(msgspec.Struct, frozen=True):
    """An action that was on hold at a desk nobody hears of any more: it was not sent."""

    actor: Actor
    activity: Activity


class PresenceBoard:
    """Everybody's present activities; ``version`` grows whenever what is served changes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._desks: dict[tuple[str, str], _Desk] = {}
        self._encoded = b"[]"
        self.present: tuple[Presence, ...] = ()
        """Everybody's activities as they are served; replaced as a whole, so that any thread may look at it."""
        self.version = 0
        self.on_looked: Callable[[ConversationId], None] = lambda conversation: None
        """Told which chat somebody has opened; called on the event loop."""

    def report(self, token: str, actor: Actor, report: PresenceReport) -> bool:
        """Take a desk's whole list in place of its last one; tell whether anything changed for the others."""
        key = (token, report.desk)
        known = self._desks.pop(key, None)
        others = self._desks_of(token)
        if len(others) >= _MOST_DESKS:
            del self._desks[others[0]]
        if report.entries:
            self._desks[key] = _Desk(actor, report, self._clock.monotonic() + LASTS_SECONDS)
        seen = {entry.conversation for entry in known.report.entries} if known is not None else set()
        for entry in report.entries:
            if entry.doing == "viewing" and entry.conversation is not None and entry.conversation not in seen:
                self.on_looked(entry.conversation)
        before = (known.actor, known.report.entries) if known is not None else (actor, ())
        if before == (actor, report.entries):
            return False
        self._publish()
        return True

    def purge(self) -> list[Vanished]:
        """Forget desks not heard of for 30 seconds; return what they held, which will never be posted."""
        now = self._clock.monotonic()
        gone = [key for key, desk in self._desks.items() if desk.until <= now]
        desks = [self._desks.pop(key) for key in gone]
        if desks:
            self._publish()
        return [
            Vanished(desk.actor, entry)
            for desk in desks
            for entry in desk.report.entries
            if entry.doing == "holding" and entry.action is not None
        ]

    def expire(self, token: str) -> None:
        """Let the desks of a revoked token lapse at the next purge."""
        for key in self._desks_of(token):
            self._desks[key].until = self._clock.monotonic()

    def encoded(self) -> bytes:
        """Return the present list as a JSON array of ``Presence``."""
        return self._encoded

    def _desks_of(self, token: str) -> list[tuple[str, str]]:
        return [key for key in self._desks if key[0] == token]

    def _publish(self) -> None:
        self.present = tuple(
            Presence(
                agent=desk.actor.agent, name=desk.actor.name, desk=desk.report.desk, **msgspec.structs.asdict(entry)
            )
            for desk in self._desks.values()
            for entry in desk.report.entries
        )
        self._encoded = _ENCODER.encode(self.present)
        self.version += 1
