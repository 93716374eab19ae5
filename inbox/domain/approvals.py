"""Who may give the second word on money, and what holds where only one person could. Pure.

The hub decides by this, the desk draws its buttons by it. A deputy stands in for a supervisor until a named time, with a
supervisor's limits. Where nobody else could approve, whoever asked may do it alone, after having had time to read it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from inbox.domain import times
from inbox.domain.ids import AgentId
from inbox.domain.roles import Policy, at_least
from inbox.domain.terms import Colleague

ALONE_AFTER = timedelta(seconds=60)
"""From the request until whoever asked may approve it alone."""

UNANSWERED = timedelta(minutes=10)
"""After so long a request that nobody has answered is said loudly."""

LAPSED = "approval-lapsed"
"""The code of a request that nobody answered in time, and of the hub's line in the chat about it."""

LONGEST_DEPUTY = timedelta(days=31)

_SENIOR = "supervisor"


def is_deputy(colleague: Colleague, now: datetime) -> bool:
    """Tell whether an agent stands in for a supervisor at the moment."""
    until = colleague.deputy_until
    return until is not None and now < times.from_text(until) and at_least(colleague.role, "agent")


def standing(colleague: Colleague, now: datetime) -> str:
    """Return the role an agent decides with: a deputy's is a supervisor's, everybody else's is their own."""
    return _SENIOR if is_deputy(colleague, now) and not at_least(colleague.role, _SENIOR) else colleague.role


def may_decide(colleague: Colleague, now: datetime) -> bool:
    """Tell whether an agent may say yes or no to what others ask for."""
    return colleague.is_here and at_least(standing(colleague, now), _SENIOR)


def may_approve(colleague: Colleague, amount: int | None, policy: Policy, now: datetime) -> bool:
    """Tell whether an agent may approve ``amount`` minor units; None is something without a sum."""
    if not may_decide(colleague, now):
        return False
    most = policy.limit(standing(colleague, now)).refund
    return most is None or (amount or 0) <= most


def others(
    team: Iterable[Colleague], asker: AgentId | None, amount: int | None, policy: Policy, now: datetime
) -> tuple[Colleague, ...]:
    """Return everybody but whoever asked who may approve ``amount`` minor units."""
    return tuple(each for each in team if each.agent != asker and may_approve(each, amount, policy, now))
