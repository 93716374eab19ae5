"""A refund that needs somebody brings its chat back to the team, however it had been put away."""

from __future__ import annotations

import pytest

from tests.hub.actions.hub_world import ANNA, Hub, refund, wish


def put_away(hub: Hub, chat: str, status: str = "resolved") -> None:
    until = {"until": "2027-01-01T09:00:00Z"} if status == "snoozed" else {}
    hub.post(ANNA, wish("set_status", conversation=chat, status=status, **until))


def statuses(hub: Hub) -> list[str]:
    return [body["status"] for body in hub.bodies("conversation.changed")]


@pytest.mark.parametrize("status", ["resolved", "snoozed"])
def test_a_refund_that_fails_late_reopens_its_chat(hub: Hub, status: str) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(metadata={"conversation": chat})
    done = hub.do(ANNA, refund(paid["payment"], conversation=chat))
    put_away(hub, chat, status)
    hub.clock.pass_time(5)
    hub.stripe.account.fail_refund(done.result["refund"])
    hub.deliver()
    assert hub.record(done.id).state == "failed"
    assert statuses(hub) == [status, "open"]
    assert hub.events("conversation.changed")[-1].actor == "hub"
    hub.clock.pass_time(5)
    put_away(hub, chat)
    hub.watch.run()
    assert statuses(hub) == [status, "open", "resolved"], "told once"


def test_a_chat_that_somebody_works_on_stays_as_it_is(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(metadata={"conversation": chat})
    put_away(hub, chat, "waiting_money")
    hub.stripe.wire.down = True
    assert hub.do(ANNA, refund(paid["payment"], conversation=chat)).state == "failed"
    assert statuses(hub) == ["waiting_money"]


@pytest.mark.allow_logs("outcome is unknown")
def test_a_refund_of_unknown_outcome_reopens_its_chat(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(metadata={"conversation": chat})
    put_away(hub, chat)
    hub.stripe.fault("lose_answer_before", times=1000, method="POST")
    assert hub.do(ANNA, refund(paid["payment"], conversation=chat)).state == "unknown"
    assert statuses(hub) == ["resolved", "open"]
