"""The second pair of eyes: above a sum for everybody, by a deputy, and alone where there is nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inbox.domain import times
from inbox.domain.ids import AgentId
from inbox.domain.roles import Actor, Limits, Policy
from inbox.hub import access
from inbox.hub.problems import HttpProblem
from tests.hub.actions.hub_world import Hub
from tests.hub.actions.test_actions import refund, refused


@pytest.fixture
def hub(tmp_path, request):
    """Return a hub that wants four eyes above 50,00; an agent may refund 20,00, a supervisor 80,00 by themselves."""
    policy = Policy(limits={"agent": Limits(refund=2000), "supervisor": Limits(refund=8000)}, four_eyes=5000)
    world = Hub(tmp_path / "hub", policy)
    yield world
    world.close()


def joins(hub: Hub, name: str, role: str) -> Actor:
    """Let somebody come into the team with a device of their own."""
    agent = hub.writer.run(lambda tx: access.add_agent(tx, name, role))
    hub.writer.run(lambda tx: access.new_token(tx, agent.id, "desk"))
    return Actor(AgentId(agent.id), name, role)


def facts_of(call) -> dict[str, object]:
    with pytest.raises(HttpProblem) as error:
        call()
    return {"slug": error.value.slug, **(error.value.members or {}).get("facts", {})}


def test_whoever_asked_may_withdraw_it_until_somebody_has_decided(hub: Hub) -> None:
    anna, ben, sue = joins(hub, "Anna", "agent"), joins(hub, "Ben", "agent"), joins(hub, "Sue", "supervisor")
    paid = hub.stripe.payment(20_000)
    asked = hub.do(anna, refund(paid["payment"], 3000))
    assert asked.state == "needs_approval"
    refused(hub, lambda: hub.actions.reject(ben, asked.id, None), 403, "role-too-low")
    view = hub.actions.reject(anna, asked.id, None)
    assert (view.state, view.problem.code, view.problem.facts["agent"]) == ("refused", "rejected", "Anna")
    refused(hub, lambda: hub.actions.approve(sue, asked.id), 409, "already-decided")
    refused(hub, lambda: hub.actions.reject(anna, asked.id, None), 409, "already-decided")
    assert hub.stripe.refunds() == []


def test_above_the_sum_an_owner_needs_a_second_person_too(hub: Hub) -> None:
    ola, sue = joins(hub, "Ola", "owner"), joins(hub, "Sue", "supervisor")
    paid = hub.stripe.payment(20_000)
    assert hub.do(ola, refund(paid["payment"], 5000)).state == "succeeded"
    asked = hub.do(ola, refund(paid["payment"], 5001, confirmed=["recent-refund"]))
    assert (asked.state, asked.problem.codes) == ("needs_approval", ("four-eyes",))
    assert asked.problem.facts == {"limit": 5000, "amount": 5001}
    refused(hub, lambda: hub.actions.approve(ola, asked.id), 403, "self-approval")
    refused(hub, lambda: hub.actions.approve(ola, asked.id, alone=True), 403, "self-approval")
    hub.actions.approve(sue, asked.id)
    hub.rest()
    assert hub.record(asked.id).state == "succeeded"


def test_an_only_owner_confirms_alone_after_a_minute_and_the_log_says_so(hub: Hub) -> None:
    ola = joins(hub, "Ola", "owner")
    joins(hub, "Anna", "agent")
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ola, refund(paid["payment"], 9000))
    assert facts_of(lambda: hub.actions.approve(ola, asked.id)) == {"slug": "self-approval", "alone": "possible"}
    hub.clock.pass_time(20)
    soon = facts_of(lambda: hub.actions.approve(ola, asked.id, alone=True))
    assert soon == {"slug": "alone-too-soon", "seconds": 40}
    assert hub.stripe.refunds() == []
    hub.clock.pass_time(40)
    hub.actions.approve(ola, asked.id, alone=True)
    hub.rest()
    done = hub.record(asked.id)
    assert (done.state, done.approver) == ("succeeded", ola.agent)
    assert [body["summary"].get("alone") for body in hub.bodies("action.changed")][-1] == "yes"


def test_a_supervisor_who_may_not_give_so_much_is_not_let_alone_with_it(hub: Hub) -> None:
    sue = joins(hub, "Sue", "supervisor")
    paid = hub.stripe.payment(20_000)
    asked = hub.do(sue, refund(paid["payment"], 9000))
    hub.clock.pass_time(60)
    refused(hub, lambda: hub.actions.approve(sue, asked.id, alone=True), 403, "approval-limit")
    assert hub.stripe.refunds() == []


def test_a_colleague_without_a_device_or_who_has_left_is_nobody_to_ask(hub: Hub) -> None:
    ola = joins(hub, "Ola", "owner")
    gone = joins(hub, "Gil", "owner")
    hub.writer.run(lambda tx: access.change_agent(tx, gone.agent, disabled=True))
    hub.writer.run(lambda tx: access.add_agent(tx, "New", "supervisor"))
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ola, refund(paid["payment"], 6000))
    hub.clock.pass_time(60)
    assert hub.actions.approve(ola, asked.id, alone=True).state == "queued"


def test_a_deputy_approves_until_the_time_is_over_and_no_more_than_a_supervisor(hub: Hub) -> None:
    ola, anna, ben = joins(hub, "Ola", "owner"), joins(hub, "Anna", "agent"), joins(hub, "Ben", "agent")
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ben, refund(paid["payment"], 6000))
    refused(hub, lambda: hub.actions.approve(anna, asked.id), 403, "role-too-low")
    until = times.to_text(hub.clock.now() + timedelta(hours=2))
    hub.writer.run(lambda tx: access.name_deputy(tx, ola, anna.agent, until))
    hub.actions.approve(anna, asked.id)
    hub.rest()
    assert hub.record(asked.id).state == "succeeded"
    large = hub.do(ben, refund(paid["payment"], 8001, confirmed=["recent-refund"]))
    refused(hub, lambda: hub.actions.approve(anna, large.id), 403, "approval-limit")
    hub.clock.pass_time(2 * 3600)
    refused(hub, lambda: hub.actions.reject(anna, large.id, None), 403, "role-too-low")
    told = hub.bodies("deputy.changed")
    assert told == [{"agent": anna.agent, "until": until, "by": ola.agent}]


def test_a_deputy_is_a_colleague_who_acts_and_for_a_time_that_is_to_come(hub: Hub) -> None:
    ola, anna = joins(hub, "Ola", "owner"), joins(hub, "Anna", "agent")
    viewer = joins(hub, "Vic", "viewer")
    now = hub.clock.now()

    def name(agent: str, until: str | None):
        return lambda: hub.writer.run(lambda tx: access.name_deputy(tx, ola, agent, until))

    soon = times.to_text(now + timedelta(hours=1))
    refused(hub, name("a_nobody", soon), 404, "unknown-agent")
    refused(hub, name(ola.agent, soon), 409, "own-deputy")
    refused(hub, name(viewer.agent, soon), 409, "no-deputy")
    for wrong in ("tomorrow", times.to_text(now), times.to_text(now + timedelta(days=32))):
        refused(hub, name(anna.agent, wrong), 400, "bad-time")
    assert name(anna.agent, soon)().deputy_until == soon
    assert name(anna.agent, None)().deputy_until is None


def test_what_was_refused_before_anybody_looked_can_still_be_taken_back(hub: Hub) -> None:
    ola = joins(hub, "Ola", "owner")
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ola, refund(paid["payment"], 6000))
    assert hub.actions.cancel(ola, asked.id).state == "cancelled"
    hub.clock.pass_time(60)
    refused(hub, lambda: hub.actions.approve(ola, asked.id, alone=True), 409, "already-decided")
    assert hub.stripe.refunds() == []
