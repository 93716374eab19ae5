"""The panel of somebody who gets money back, as its presenter makes it: requests, refusals, what is on its way or went wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec

from inbox.desk.ports import Item
from inbox.domain import times
from inbox.domain.actions import RefundPayment
from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.payments import Dispute, Refund
from inbox.domain.problems import Problem
from inbox.domain.roles import Limits, Policy
from inbox.domain.terms import Colleague, Terms
from inbox.ui.models.states.panel import PanelState
from tests.ui.panes.live_panels import Stage
from tests.ui.presenters.pretend_desk import LENA, NOW, item, paid

_ME = AgentId("a_jana")
TEAM = (Colleague(_ME, "Jana", role="agent"), Colleague(AgentId("a_sue"), "Sue", role="supervisor"))
ALONE = (Colleague(_ME, "Jana", role="owner"),)
LAPSED = Problem("approval-lapsed", "Nobody approved this in time.")
REJECTED = Problem("rejected", "Sue did not approve this.", facts={"agent": "Sue"})
CAME_BACK = Problem("refund-failed", "The bank did not take the refund.")


def _asked(state: str, problem: Problem | None = None) -> Item:
    wish = RefundPayment(
        id=ActionId("00000000-0000-4000-8000-000000000001"),
        payment=SourceId("pi_1"),
        amount=4980,
        currency="eur",
        conversation=LENA,
        reason="damaged",
    )
    made = msgspec.structs.replace(item(wish, state, problem), targets=("ch_1", "pi_1"))
    ends = times.to_text(NOW + timedelta(seconds=8)) if state == "held" else None
    return msgspec.structs.replace(made, hold_ends=ends)


def _opened(
    language: str,
    *items: Item,
    team: tuple[Colleague, ...] = TEAM,
    refunds: tuple[Refund, ...] = (),
    disputes: tuple[Dispute, ...] = (),
) -> PanelState:
    stage = Stage(language, team[0].role)
    policy = Policy(limits={"agent": Limits(refund=1000)}, four_eyes=2000)
    stage.pretend.commands.say(terms=Terms(name="Nordlicht", policy=policy, team=team))
    bought = msgspec.structs.replace(paid(refunded=sum(each.amount or 0 for each in refunds)), disputes=disputes)
    stage.reads.money = [msgspec.structs.replace(bought, refunds=refunds), paid("pi_2", 1800)]
    stage.pretend.commands.stand(*items)
    return stage.open().state


def _of(*items: Item, team: tuple[Colleague, ...] = TEAM) -> Callable[[str], PanelState]:
    return lambda language: _opened(language, *items, team=team)


def _given(*refunds: Refund) -> Callable[[str], PanelState]:
    return lambda language: _opened(language, refunds=refunds)


def _refund(status: str, amount: int, days: int, reference: str | None = None) -> Refund:
    created = times.to_text(NOW - timedelta(days=days))
    return Refund(
        SourceId(f"re_{days}"), SourceId("pi_1"), amount=amount, currency="eur", status=status, created=created,
        reference=reference,
    )  # fmt: skip


def disputed_first(language: str) -> PanelState:
    opened = Dispute(SourceId("du_1"), payment=SourceId("pi_1"), amount=4980, currency="eur", status="needs_response")
    return _opened(language, _asked("refused", Problem("disputed", "The payment is disputed.")), disputes=(opened,))


SCENES: dict[str, Callable[[str], PanelState]] = {
    "refund-to-ask": _of(),
    "refund-asking": _of(_asked("held")),
    "refund-lapsed": _of(_asked("expired", LAPSED)),
    "refund-rejected": _of(_asked("refused", REJECTED)),
    "refund-failed": _of(_asked("failed", CAME_BACK)),
    "refund-alone": _of(team=ALONE),
    "refund-alone-held": _of(_asked("held"), team=ALONE),
    "refund-alone-lapsed": _of(_asked("expired", LAPSED), team=ALONE),
    "refund-under-way": _given(_refund("pending", 2490, 2), _refund("succeeded", 490, 9, "74893278134")),
    "refund-late": _given(_refund("pending", 2490, 11)),
    "refund-disputed-first": disputed_first,
}
