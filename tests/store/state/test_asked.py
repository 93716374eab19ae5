"""Refunds and changes of subscriptions that are not over, of every desk, as a person's chat shows them."""

from __future__ import annotations

from inbox.domain.events import ActionBody, PersonBody
from inbox.domain.problems import Problem
from inbox.store.state import StateTables
from inbox.store.state.asked import refunds_asked
from inbox.store.state.changing import changes_asked
from tests.store.state.kit import Log, at


def test_what_is_not_over_or_ended_badly_is_there_with_who_and_why(log: Log, state: StateTables) -> None:
    facts = {"payment": "pi_1", "charge": "ch_1", "amount": 24000, "currency": "eur", "name": "Jana", "reason": "damaged"}
    log.refund_action("a-1", "needs_approval", "c_1", **facts)
    log.refund_action("a-2", "succeeded", "c_1", **facts)
    log.refund_action("a-3", "sending", "c_2", **facts)
    failed = ActionBody(id="a-4", kind="refund", state="failed", problem=Problem("refund-failed", "No."))
    log.add(failed, "c_1")
    log.add(ActionBody(id="a-5", kind="send_text", state="unknown", agent="a_1"), "c_1")
    found = refunds_asked(state, "c_1")
    assert [(each.action, each.state) for each in found] == [("a-4", "failed"), ("a-1", "needs_approval")]
    waits = found[1]
    assert (waits.agent, waits.agent_name, waits.amount, waits.reason, waits.at) == ("a_1", "Jana", 24000, "damaged", at(1))
    assert waits.is_of({"ch_1"})
    assert not waits.is_of({"pi_2"})
    assert found[0].problem == Problem("refund-failed", "No.")


def test_they_are_seen_in_the_chat_a_person_flowed_into(log: Log, state: StateTables) -> None:
    log.refund_action("a-1", "unknown", "c_2")
    log.add(PersonBody(other="c_2"), "c_1", "person.merged")
    assert [each.action for each in refunds_asked(state, "c_1")] == ["a-1"]


def test_a_change_of_a_subscription_that_runs_is_there_with_who_and_what_and_names_it_as_touched(
    log: Log, state: StateTables
) -> None:
    facts = {"name": "Jana", "subscription": "sub_1", "change": "pause"}
    running = ActionBody(id="a-1", kind="change_subscription", state="sending", agent="a_1", summary=facts)
    assert log.add(running, "c_1").objects == {"sub_1"}
    log.add(ActionBody(id="a-2", kind="change_subscription", state="succeeded", agent="a_1", summary=facts), "c_1")
    log.add(ActionBody(id="a-3", kind="change_subscription", state="sending", agent="a_1", summary=facts), "c_2")
    (found,) = changes_asked(state, "c_1")
    assert (found.action, found.state, found.agent_name) == ("a-1", "sending", "Jana")
    assert (found.subscription, found.change) == ("sub_1", "pause")
