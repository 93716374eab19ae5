"""Who may say yes to what a colleague asks for, as this desk knows the team. Pure; the hub decides it again."""

from __future__ import annotations

from collections.abc import Iterable

from inbox.domain import approvals
from inbox.domain.ids import AgentId
from inbox.domain.refund_rules import above_limit
from inbox.domain.terms import Colleague
from inbox.ui.models.presenters.desk import Desk


def me(desk: Desk) -> Colleague:
    """Return the agent at this desk as the team knows them; a deputy's time is among it."""
    known = next((each for each in desk.terms.team if each.agent == desk.me.agent), None)
    if known is not None and known.role:
        return known
    return Colleague(desk.me.agent, desk.me.name, role=desk.me.role)


def may_decide(desk: Desk) -> bool:
    """Tell whether this agent is called to what waits for approval."""
    return approvals.may_decide(me(desk), desk.clock.now())


def is_called(desk: Desk, askers: Iterable[tuple[AgentId, int]]) -> bool:
    """Tell whether one of what was asked for, by whom and over how many minor units, is this agent's to decide.

    One's own request is somebody else's to decide, but where nobody else could.
    """
    return may_decide(desk) and any(agent != desk.me.agent or is_alone(desk, amount) for agent, amount in askers)


def limit(desk: Desk) -> int | None:
    """Return up to which sum in minor units this agent may approve; None is no limit."""
    return desk.terms.policy.limit(approvals.standing(me(desk), desk.clock.now())).refund


def may_approve(desk: Desk, amount: int) -> bool:
    """Tell whether this agent may approve so much."""
    return approvals.may_approve(me(desk), amount, desk.terms.policy, desk.clock.now())


def only_asks(desk: Desk, amount: int) -> bool:
    """Tell whether a refund of so much by this agent waits for a second word instead of going out."""
    return above_limit(amount, desk.me.role, desk.terms.policy) is not None


def others(desk: Desk, asker: AgentId, amount: int) -> tuple[Colleague, ...]:
    """Return who but the asker may approve so much, by name."""
    return approvals.others(desk.terms.team, asker, amount, desk.terms.policy, desk.clock.now())


def is_alone(desk: Desk, amount: int) -> bool:
    """Tell whether this agent may approve their own request because nobody else could.

    False as long as the hub has not said who is in the team with which role.
    """
    is_told = any(each.role for each in desk.terms.team)
    return is_told and may_approve(desk, amount) and not others(desk, desk.me.agent, amount)
