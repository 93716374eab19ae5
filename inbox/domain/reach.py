"""Whether a person can still be reached: "probably blocked us or left WhatsApp" when deliveries stop after having worked.

WhatsApp never says that somebody has blocked a shop. What it says is that messages are sent and no longer delivered, or
that one cannot be delivered at all (131026: no WhatsApp, an old version, or blocked). Both are common for other reasons
too, so nothing is said of people who were never reached, and a phone that is merely off is given two days. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

REACHED = frozenset({"delivered", "read", "played"})
UNDELIVERABLE = frozenset({131026})
"""Meta's codes for "this person cannot get messages"; developers.facebook.com, Cloud API > Error codes."""

PATIENCE = timedelta(hours=48)
"""So long a message may be sent and not delivered: a phone that is off over a weekend is not a blocked shop."""

_UNDELIVERED = frozenset({"accepted", "sent"})


class Outgoing(msgspec.Struct, frozen=True):
    """A message to the person: when it was sent, how far it is known to have come, Meta's code when it failed.

    A reaction is none: of those there is never more than that they were sent.
    """

    at: datetime
    status: str
    code: int | None = None


def lost_since(messages: Iterable[Outgoing], last_inbound: datetime | None, now: datetime) -> datetime | None:
    """Return since when a person has probably not been reached; None while there is no reason to think so.

    It takes an earlier delivery, and since the last sign of life (a delivery, or anything they wrote) either a message
    that Meta calls undeliverable, or one that was not delivered within ``PATIENCE``. The next sign of life ends it.
    """
    told = sorted(messages, key=lambda message: message.at)
    delivered = [message.at for message in told if message.status in REACHED]
    if not delivered:
        return None
    alive = max(delivered[-1], last_inbound or delivered[-1])
    after = [message for message in told if message.at > alive]
    refused = (message.at for message in after if message.status == "failed" and message.code in UNDELIVERABLE)
    overdue = (message.at for message in after if message.status in _UNDELIVERED and now - message.at >= PATIENCE)
    return min((*refused, *overdue), default=None)
