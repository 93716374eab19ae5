"""Who may do what: the four roles and the shop's money limits."""

from __future__ import annotations

import msgspec

from inbox.domain.ids import AgentId

ROLES = ("viewer", "agent", "supervisor", "owner")
"""From the least to the most."""


def at_least(role: str, needed: str) -> bool:
    """Tell whether ``role`` includes ``needed``; an unknown role includes nothing."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(needed)


class Actor(msgspec.Struct, frozen=True):
    """The person behind a token. Two tokens of one agent are the same actor."""

    agent: AgentId
    name: str
    role: str


class Limits(msgspec.Struct, frozen=True):
    """What a role may refund by itself, in minor units per currency-less step of the shop; None is no limit.

    ``refund`` is per refund, ``day`` the sum per agent and day. Owners have no limit whatever is set here.
    """

    refund: int | None = None
    day: int | None = None


class Policy(msgspec.Struct, frozen=True):
    """The shop's rules for money; the defaults are for a shop that has set none."""

    limits: dict[str, Limits] = msgspec.field(default_factory=lambda: {"agent": Limits(), "supervisor": Limits()})
    four_eyes: int | None = None
    """Above this sum, in minor units, a refund needs a second person whoever asks, an owner too; None is never."""
    recent_refund_hours: int = 24
    approval_hours: int = 24

    def limit(self, role: str) -> Limits:
        """Return the limits of ``role``; owners have none."""
        return Limits() if role == "owner" else self.limits.get(role, Limits(refund=0, day=0))
