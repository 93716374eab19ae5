"""Who is looking at what right now: what desks tell each other through the hub, never logged.

A desk reports the whole list every 10 seconds and whenever it changes (``PUT /v1/presence``); what is not repeated for
30 seconds is gone. The hub serves everybody's entries in ``presence`` of ``GET /v1/events``.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from inbox.domain.ids import ActionId, AgentId, ConversationId, SourceId

LASTS_SECONDS = 30
"""How long an entry stays without being repeated."""

Doing = Literal["viewing", "typing", "holding", "refunding"]
"""``holding``: an action is on hold and can still be undone; ``refunding``: the refund form is open."""

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Activity(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing an agent does; a hold of money also says which action it is and the sum in minor units."""

    doing: Doing
    conversation: ConversationId | None = None
    payment: SourceId | None = None
    action: ActionId | None = None
    kind: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    amount: Annotated[int, msgspec.Meta(ge=0, le=999_999_999_999)] | None = None
    currency: Annotated[str, msgspec.Meta(pattern="^[a-z]{3}$")] | None = None


class PresenceReport(msgspec.Struct, frozen=True):
    """What one desk says of itself: the body of ``PUT /v1/presence``.

    ``desk`` names one run of a desk, so that a desk that starts again does not take over what the crashed one held.
    """

    desk: _Name
    entries: Annotated[tuple[Activity, ...], msgspec.Meta(max_length=50)] = ()


class Presence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An ``Activity`` as it is served, with its agent."""

    agent: AgentId
    name: str
    desk: str
    doing: Doing
    conversation: ConversationId | None = None
    payment: SourceId | None = None
    action: ActionId | None = None
    kind: str | None = None
    amount: int | None = None
    currency: str | None = None
