"""What the team decides about a conversation is done when the answer goes out, and is an event."""

from __future__ import annotations

import httpx

from inbox.domain.events import NewEvent, PaymentBody
from inbox.domain.payments import Payment
from tests.hub.actions.hub_world import ANNA, EVA, Hub, wish


def agent(hub: Hub, name: str, disabled: str | None = None) -> None:
    hub.writer.run(
        lambda tx: tx.hub.Agent.create(id=name, name=name, role="agent", created_at="2026", disabled_at=disabled)
    )


def test_assign_to_a_colleague_and_to_nobody(hub: Hub) -> None:
    chat = hub.customer_writes()
    agent(hub, "a_ben")
    for name in ("a_ben", None):
        assert hub.post(ANNA, wish("assign", conversation=chat, agent=name)).state == "succeeded"
    assert [body["assignee"] for body in hub.bodies("conversation.changed")] == ["a_ben", ""]
    assert hub.events("conversation.changed")[0].actor == ANNA.agent


def test_assign_to_somebody_who_left(hub: Hub) -> None:
    chat = hub.customer_writes()
    agent(hub, "a_gone", disabled="2026")
    for name in ("a_gone", "a_never"):
        view = hub.post(ANNA, wish("assign", conversation=chat, agent=name))
        assert (view.state, view.problem.code) == ("refused", "agent-unknown")


def test_status_and_snooze(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.post(ANNA, wish("set_status", conversation=chat, status="resolved"))
    hub.post(ANNA, wish("set_status", conversation=chat, status="snoozed", until="2026-11-24T09:00:00Z"))
    assert hub.bodies("conversation.changed") == [
        {"status": "resolved"},
        {"status": "snoozed", "snoozed_until": "2026-11-24T09:00:00Z"},
    ]


def test_what_is_dealt_with_is_told_with_the_decision_or_beside_the_note(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.post(ANNA, wish("set_status", conversation=chat, status="resolved", seen_to=["re_1"]))
    hub.post(ANNA, wish("note", conversation=chat, text="bar ausgezahlt", seen_to=["re_2", "act_2"]))
    assert hub.bodies("conversation.changed") == [
        {"status": "resolved", "seen_to": ["re_1"]},
        {"seen_to": ["re_2", "act_2"]},
    ]
    (note,) = hub.bodies("note.added")
    assert note["text"] == "bar ausgezahlt"


def test_a_note_is_written_once(hub: Hub) -> None:
    chat = hub.customer_writes()
    asked = wish("note", conversation=chat, text="ruft morgen an")
    for _ in range(3):
        assert hub.post(ANNA, asked).state == "succeeded"
    (note,) = hub.bodies("note.added")
    assert note == {"id": asked["id"], "text": "ruft morgen an", "agent": "a_anna", "name": "Anna"}


def test_read_up_to_a_message(hub: Hub) -> None:
    chat = hub.customer_writes()
    first = hub.bodies("message.received")[0]["message"]["id"]
    hub.customer_writes(text="und noch etwas")
    second = hub.bodies("message.received")[1]["message"]["id"]
    hub.do(ANNA, wish("mark_read", conversation=chat, message=first))
    hub.do(ANNA, wish("mark_read", conversation=chat, typing=True))
    read = hub.bodies("conversation.changed")
    assert (read[0]["read_up_to"], read[0]["read_seq"]) == (first, 1)
    assert (read[1]["read_up_to"], read[1]["read_seq"]) == (second, hub.events("conversation.changed")[1].seq - 1)
    assert hub.meta.read == [first, second]
    unknown = hub.do(ANNA, wish("mark_read", conversation=chat, message="wamid.nobody"))
    assert (unknown.state, unknown.problem.code) == ("refused", "message-unknown")


def test_no_blue_ticks_are_no_reason_to_fail(hub: Hub) -> None:
    chat = hub.customer_writes()

    def refuse(request: httpx.Request) -> None:
        raise httpx.ConnectError("no route")

    hub.meta.cut = refuse
    assert hub.do(ANNA, wish("mark_read", conversation=chat)).state == "succeeded"
    assert hub.meta.read == []


def test_an_unknown_conversation_is_refused(hub: Hub) -> None:
    view = hub.post(ANNA, wish("note", conversation="c_" + "0" * 24, text="x"))
    assert (view.state, view.problem.code) == ("refused", "conversation-unknown")


def test_a_customer_is_tied_with_all_payments_and_untied(hub: Hub) -> None:
    chat = hub.customer_writes(EVA)
    customer = hub.stripe.account.create_customer(email="eva@example.com", name="Eva Lang")["id"]
    for amount in (1000, 2000):
        hub.stripe.account.create_charge_for_seed(customer, amount)
    done = hub.do(ANNA, wish("link_customer", conversation=chat, customer=customer))
    assert (done.state, done.result) == ("succeeded", {"read": 3})
    assert hub.bodies("person.linked") == [{"customer": customer}]
    assert hub.bodies("customer.changed")[0]["object"]["email"] == "eva@example.com"
    assert sorted(body["object"]["amount"] for body in hub.bodies("payment.changed")) == [1000, 2000]
    assert {event.conversation for event in hub.events("payment.changed")} == {chat}
    hub.do(ANNA, wish("link_customer", conversation=chat, customer=customer, unlink=True))
    assert hub.bodies("person.unlinked") == [{"customer": customer}]


def test_a_payment_is_tied(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment()
    assert hub.do(ANNA, wish("link_customer", conversation=chat, payment=paid["payment"])).state == "succeeded"
    assert hub.events("payment.changed")[0].conversation == chat


def test_tying_what_is_not_there_or_cannot_be_read(hub: Hub) -> None:
    chat = hub.customer_writes()
    gone = hub.do(ANNA, wish("link_customer", conversation=chat, customer="cus_nobody"))
    assert (gone.state, gone.problem.code) == ("failed", "customer-unknown")
    customer = hub.stripe.account.create_customer(name="Eva")["id"]
    hub.stripe.account.set_permission("rak_customer_read", granted=False)
    hub.stripe.account.set_permission("rak_customer_write", granted=False)
    assert hub.do(ANNA, wish("link_customer", conversation=chat, customer=customer)).state == "succeeded"
    hub.stripe.wire.down = True
    away = hub.do(ANNA, wish("link_customer", conversation=chat, customer=customer))
    assert (away.state, away.problem.code) == ("failed", "stripe-unreachable")


def parted_and_paid(hub: Hub) -> tuple[str, str]:
    """Two people who have both paid by a link of their own chat."""
    chats = hub.customer_writes(EVA), hub.customer_writes("4915200000001")
    for number, chat in enumerate(chats):
        body = PaymentBody(f"pi_{number}", "1.e", Payment(id=f"pi_{number}", status="succeeded", conversation=chat))
        event = NewEvent("payment.changed", "stripe", "2026-11-22T09:00:00Z", body, chat)
        hub.writer.run(lambda tx, event=event: tx.append([event]))
    return chats


def test_two_chats_become_one_and_come_apart_again(hub: Hub) -> None:
    first, second = hub.customer_writes(EVA), hub.customer_writes("4915200000001")
    done = hub.post(ANNA, wish("merge_people", conversation=first, other=second, reason="phone"))
    assert done.state == "succeeded"
    assert hub.bodies("person.merged") == [{"other": second, "reason": "phone"}]
    assert hub.events("person.merged")[0].conversation == first
    again = hub.post(ANNA, wish("merge_people", conversation=second, other=first))
    assert (again.state, again.problem.code) == ("refused", "one-person")
    assert hub.post(ANNA, wish("merge_people", conversation=first, other=second, apart=True)).state == "succeeded"
    assert hub.bodies("person.unmerged") == [{"other": second, "reason": "agent"}]
    twice = hub.post(ANNA, wish("merge_people", conversation=first, other=second, apart=True))
    assert (twice.state, twice.problem.code) == ("refused", "not-one-person")
    assert [(body["code"], body["name"]) for body in hub.bodies("note.added")] == [("merged", "Anna"), ("parted", "Anna")]


def test_only_an_agents_second_look_brings_people_together_who_have_both_paid(hub: Hub) -> None:
    first, second = parted_and_paid(hub)
    asked = hub.post(ANNA, wish("merge_people", conversation=first, other=second))
    assert (asked.state, asked.problem.code, asked.problem.codes) == ("refused", "needs-confirmation", ("both-paid",))
    assert hub.bodies("person.merged") == []
    assert hub.post(ANNA, wish("merge_people", conversation=first, other=second, confirmed=["both-paid"])).state == "succeeded"


def test_nobody_is_brought_together_with_nobody(hub: Hub) -> None:
    chat = hub.customer_writes()
    view = hub.post(ANNA, wish("merge_people", conversation=chat, other="c_" + "0" * 24))
    assert (view.state, view.problem.code) == ("refused", "conversation-unknown")


def test_a_merged_person_is_answered_where_they_wrote_last(hub: Hub) -> None:
    first = hub.customer_writes(EVA)
    hub.clock.pass_time(3600)
    second = hub.customer_writes("4915200000001")
    hub.post(ANNA, wish("merge_people", conversation=first, other=second))
    hub.do(ANNA, wish("send_text", conversation=first, text="Gern!"))
    hub.clock.pass_time(3600)
    hub.customer_writes(EVA)
    hub.do(ANNA, wish("send_text", conversation=first, text="Auch gern!"))
    assert [body["to"] for body in hub.meta.taken] == ["+4915200000001", f"+{EVA}"]
    # What was written to a number stays with it when the two are parted.
    assert [event.conversation for event in hub.events("message.sent")] == [second, first]
