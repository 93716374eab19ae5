"""A message for later goes out once and in time, with no desk open; what stands against it by then asks instead."""

from __future__ import annotations

import json
from datetime import timedelta

import msgspec
import pytest

from inbox.domain import times
from inbox.domain.events import CheckoutBody, NewEvent, PlannedBody, TemplateBody, decode_body
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Checkout
from inbox.domain.planned import Planned
from inbox.domain.templates import Template
from inbox.hub.erase import erase_person
from inbox.store.state import planned
from tests.hub.actions.hub_world import ANNA, BEN, EVA, Hub, wish

HOUR = 3600


def plan(hub: Hub, chat: str, text: str = "Schönen Morgen!", hours: float = 2, **more: object) -> dict:
    at = times.to_text(hub.clock.now() + timedelta(hours=hours))
    send = wish("send_text", conversation=chat, text=text)
    return wish("plan_send", conversation=chat, at=at, send=send, **more)


def plans(hub: Hub, chat: str) -> list[Planned]:
    return hub.writer.run(lambda tx: planned.of_person(tx.state, ConversationId(chat)))


def told(hub: Hub) -> list[str]:
    return [body["state"] for body in hub.bodies("planned.changed")]


def status_of(hub: Hub, chat: str) -> str:
    return hub.writer.run(
        lambda tx: tx.db.execute_sql("SELECT status FROM conversation WHERE id = ?", (chat,)).fetchone()[0]
    )


def template_is(hub: Hub, status: str, category: str = "UTILITY", header: str | None = None) -> None:
    text = "Hallo, schöne Grüße."
    found = Template(name="zahlung_offen", language="de", status=status, category=category, header=header, body=text)
    body = TemplateBody(found.id, f"{hub.clock.now():%s}:{status}", found)
    hub.clock.pass_time(1)
    at = times.to_text(hub.clock.now())
    hub.writer.run(lambda tx: tx.append([NewEvent("template.changed", "hub", at, body)]))


def test_a_text_goes_out_at_its_time_and_once(hub: Hub) -> None:
    chat = hub.customer_writes()
    asked = plan(hub, chat)
    for _ in range(3):
        assert hub.post(ANNA, asked).state == "succeeded"
    (waiting,) = plans(hub, chat)
    assert (waiting.state, waiting.name) == ("waiting", "Anna")
    hub.pass_time(2 * HOUR - 1)
    assert hub.meta.texts() == []
    hub.pass_time(2)
    hub.pass_time(60)
    assert hub.meta.texts() == ["Schönen Morgen!"]
    assert plans(hub, chat) == []
    assert told(hub) == ["waiting", "sending", "sent"]
    (sent,) = hub.bodies("message.sent")
    assert sent["message"]["action"] == asked["send"]["id"]


def test_it_survives_a_restart_and_a_power_cut_between_taking_and_sending(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.post(ANNA, plan(hub, chat))
    hub.restart()
    hub.clock.pass_time(2 * HOUR)
    hub.plans.run()
    hub.restart()
    hub.pass_time(0)
    assert hub.meta.texts() == ["Schönen Morgen!"]
    assert told(hub)[-1] == "sent"


def test_a_window_that_closed_meanwhile_asks_and_opens_the_chat_again(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.post(ANNA, plan(hub, chat, hours=25))
    hub.post(ANNA, wish("set_status", conversation=chat, status="resolved"))
    hub.pass_time(25 * HOUR)
    (asking,) = plans(hub, chat)
    assert (asking.state, asking.problem.code) == ("asking", "window-closed")
    assert status_of(hub, chat) == "open"
    assert hub.meta.texts() == []
    hub.pass_time(25 * HOUR)
    assert hub.meta.texts() == []


def test_what_is_missed_by_more_than_two_hours_asks_and_nothing_fires_together(hub: Hub) -> None:
    chats = [hub.customer_writes(f"49151100000{number:02d}") for number in range(5)]
    for number, chat in enumerate(chats):
        hub.post(ANNA, plan(hub, chat, text=f"{number}", hours=1 + number))
    hub.close()
    hub.clock.pass_time(5.5 * HOUR)
    hub.open()
    hub.pass_time(0)
    assert sorted(hub.meta.texts()) == ["3", "4"]
    assert [plans(hub, chat)[0].problem.code for chat in chats[:3]] == ["plan-missed"] * 3


def test_a_block_and_a_card_number_stand_against_it(hub: Hub) -> None:
    chat = hub.customer_writes()
    refused = hub.post(ANNA, plan(hub, chat, text="4242 4242 4242 4242"))
    assert (refused.state, refused.problem.code) == ("refused", "card-number")
    hub.post(ANNA, plan(hub, chat))
    hub.do(ANNA, wish("block", conversation=chat, blocked=True))
    hub.pass_time(2 * HOUR)
    assert plans(hub, chat)[0].problem.code == "blocked"
    assert hub.meta.texts() == []


@pytest.mark.parametrize(("status", "code"), [("paid", "plan-paid"), ("expired", "plan-request-closed"), ("open", None)])
def test_a_text_that_asks_for_money_is_sent_only_while_it_can_be_paid(hub: Hub, status: str, code: str | None) -> None:
    chat = hub.customer_writes()
    url = "https://buy.stripe.com/test_aZ09kq"
    request = Checkout(SourceId("plink_1"), kind="link", conversation=ConversationId(chat), status=status, url=url)
    hub.post(ANNA, plan(hub, chat, text=f"Bitte denken Sie an {url}"))
    body = CheckoutBody(SourceId("plink_1"), "2026-11-22T09:00:00Z:1", request)
    at = times.to_text(hub.clock.now())
    hub.writer.run(lambda tx: tx.append([NewEvent("checkout.changed", "stripe", at, body, ConversationId(chat))]))
    hub.pass_time(2 * HOUR)
    assert [one.problem.code for one in plans(hub, chat)] == ([] if code is None else [code])
    assert len(hub.meta.taken) == (code is None)


def test_only_if_there_is_no_reply_until_then(hub: Hub) -> None:
    chat, quiet = hub.customer_writes(), hub.customer_writes("4915118888888")
    for each in (chat, quiet):
        hub.post(ANNA, plan(hub, each, text=each, unless_reply=True))
    hub.pass_time(HOUR)
    hub.customer_writes(text="Schon da!")
    hub.pass_time(0)
    assert plans(hub, chat) == []
    (note,) = hub.bodies("note.added")
    assert note["code"] == "plan-answered"
    hub.pass_time(HOUR)
    assert hub.meta.texts() == [quiet]


def test_a_colleague_changes_it_and_takes_it_back(hub: Hub) -> None:
    chat = hub.customer_writes()
    first = plan(hub, chat)
    hub.post(ANNA, first)
    second = plan(hub, chat, text="Guten Abend", hours=8, replaces=first["send"]["id"])
    assert hub.post(BEN, second).state == "succeeded"
    (changed,) = plans(hub, chat)
    assert (changed.send.text, changed.name) == ("Guten Abend", "Ben")
    again = hub.post(ANNA, plan(hub, chat, replaces=first["send"]["id"]))
    assert (again.state, again.problem.code) == ("refused", "plan-gone")
    assert hub.post(ANNA, wish("drop_plan", conversation=chat, plan=second["send"]["id"])).state == "succeeded"
    hub.pass_time(9 * HOUR)
    assert hub.meta.texts() == []
    gone = hub.post(ANNA, wish("drop_plan", conversation=chat, plan=second["send"]["id"]))
    assert gone.problem.code == "plan-gone"


@pytest.mark.parametrize(("hours", "code"), [(-1, "plan-past"), (24 * 91, "plan-too-far")])
def test_a_time_that_is_over_or_far_away_is_refused(hub: Hub, hours: float, code: str) -> None:
    chat = hub.customer_writes()
    assert hub.post(ANNA, plan(hub, chat, hours=hours)).problem.code == code


def test_after_a_restore_nothing_planned_goes_out_by_itself(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.post(ANNA, plan(hub, chat))
    files = hub.copy()
    hub.restore(files)
    hub.pass_time(3 * HOUR)
    assert hub.meta.texts() == []
    assert plans(hub, chat)[0].problem.code == "plan-restored"


def test_what_meta_refuses_at_the_time_opens_the_chat(hub: Hub) -> None:
    chat = hub.customer_writes()
    asked = plan(hub, chat)
    hub.post(ANNA, asked)
    hub.post(ANNA, wish("set_status", conversation=chat, status="waiting_customer"))
    hub.meta.plans.append(131026)
    hub.pass_time(2 * HOUR)
    assert hub.record(asked["send"]["id"]).state == "failed"
    assert (status_of(hub, chat), told(hub)[-1]) == ("open", "sent")


def test_a_template_is_looked_at_again_when_its_time_comes(hub: Hub) -> None:
    chat = hub.customer_writes()
    template_is(hub, "APPROVED")
    at = times.to_text(hub.clock.now() + timedelta(hours=30))
    send = wish("send_template", conversation=chat, template="zahlung_offen", language="de")
    assert hub.post(ANNA, wish("plan_send", conversation=chat, at=at, send=send)).state == "succeeded"
    template_is(hub, "PAUSED")
    hub.pass_time(30 * HOUR)
    assert plans(hub, chat)[0].problem.code == "template-not-approved"


def test_a_planned_template_keeps_its_place_until_it_goes_out_and_beyond(hub: Hub) -> None:
    chat = hub.customer_writes()
    template_is(hub, "APPROVED", header="LOCATION")
    place = {"latitude": 53.55, "longitude": 9.99, "name": "Laden", "address": "Weg 1"}
    at = times.to_text(hub.clock.now() + timedelta(hours=30))
    send = wish("send_template", conversation=chat, template="zahlung_offen", language="de")
    asked = wish("plan_send", conversation=chat, at=at, send=send)
    assert hub.post(ANNA, asked).problem.code == "template-values"
    asked = wish("plan_send", conversation=chat, at=at, send=send | {"place": place})
    assert hub.post(ANNA, asked).state == "succeeded"
    hub.pass_time(30 * HOUR)
    hub.pass_time(60)
    (sent,) = hub.bodies("message.sent")
    assert sent["message"]["extra"]["location"] == place


def test_a_chat_that_slept_is_opened_at_its_time(hub: Hub) -> None:
    chat = hub.customer_writes()
    until = times.to_text(hub.clock.now() + timedelta(hours=3))
    hub.post(ANNA, wish("set_status", conversation=chat, status="snoozed", until=until))
    hub.pass_time(2 * HOUR)
    assert status_of(hub, chat) == "snoozed"
    hub.pass_time(HOUR)
    hub.pass_time(HOUR)
    assert status_of(hub, chat) == "open"
    assert [note["code"] for note in hub.bodies("note.added")] == ["woke"]


def test_an_erased_person_has_no_plans_left(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.post(ANNA, plan(hub, chat))
    hub.writer.run(lambda tx: erase_person(tx, ConversationId(chat)))
    assert plans(hub, chat) == []
    hub.pass_time(3 * HOUR)
    assert hub.meta.texts() == []


def preference(value: str, at: int, wa_id: str = EVA) -> bytes:
    said = {"wa_id": wa_id, "category": "marketing_messages", "value": value, "timestamp": at, "detail": "x"}
    change = {
        "field": "user_preferences",
        "value": {"metadata": {"phone_number_id": "1066"}, "contacts": [{"wa_id": wa_id}], "user_preferences": [said]},
    }
    return json.dumps({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}).encode()


def marketing(hub: Hub, chat: str) -> str | None:
    send = wish("send_template", conversation=chat, template="zahlung_offen", language="de")
    problem = hub.post(ANNA, send).problem
    return None if problem is None else problem.code


def test_stop_and_resume_take_effect_whatever_order_they_come_in(hub: Hub) -> None:
    chat = hub.customer_writes()
    template_is(hub, "APPROVED", category="MARKETING")
    assert marketing(hub, chat) == "no-consent"
    stop, resume = preference("stop", 1_795_340_000), preference("resume", 1_795_340_100)
    for body in (stop, stop):
        hub.writer.deliver("whatsapp", body, body)
    assert marketing(hub, chat) == "marketing-stopped"
    assert len(hub.events("consent.changed")) == 1
    hub.writer.deliver("whatsapp", resume, resume)
    assert marketing(hub, chat) == "no-consent"
    late = preference("stop", 1_795_340_050)
    hub.writer.deliver("whatsapp", late, late)
    assert marketing(hub, chat) == "no-consent", "the newer word counts"
    (event, *_) = hub.events("consent.changed")
    assert event.conversation == chat
    assert EVA not in msgspec.json.decode(bytes(event.body))["id"]


def test_metas_refusal_because_of_a_stop_is_a_stop(hub: Hub) -> None:
    chat = hub.customer_writes()
    template_is(hub, "APPROVED", category="MARKETING")
    hub.do(ANNA, wish("send_text", conversation=chat, text="Hallo"))
    hub.status(0, "failed", 131050)
    assert marketing(hub, chat) == "marketing-stopped"


def test_the_events_of_a_plan_give_the_same_row_in_any_order(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.post(ANNA, plan(hub, chat, hours=25))
    hub.pass_time(25 * HOUR)
    events = list(hub.events("planned.changed"))
    before = plans(hub, chat)

    def again(tx):
        tx.db.execute_sql("DELETE FROM planned")
        for event in reversed(events):
            body = decode_body(event.type, event.body)
            assert isinstance(body, PlannedBody)
            planned.project(tx.state, ConversationId(chat), event.seq, body)

    hub.writer.run(again)
    assert plans(hub, chat) == before
    assert msgspec.json.decode(bytes(events[0].body))["state"] == "waiting"
