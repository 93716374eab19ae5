"""Sending over real programs: a lost answer is settled by the late status alone, a plan goes out once, a stop takes effect."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.stories.programs import Json, Shop, eventually


def wish(kind: str, **more: object) -> Json:
    return {"id": str(uuid4()), "kind": kind, **more}


def chat_of(shop: Shop, place: int) -> tuple[str, str]:
    """Let one of the sandbox's customers write; return customer and conversation."""
    customer = shop.customers()[place]["id"]
    text = f"Guten Tag {uuid4().hex}"
    shop.say(customer, text)

    def found() -> str | None:
        said = (each for each in shop.events() if each["type"] == "message.received")
        return next((each["conversation"] for each in said if each["body"]["message"].get("text") == text), None)

    return customer, eventually(found, "the message is in the log")


def taken(shop: Shop, action: str) -> list[Json]:
    return [one for one in shop.books()["messages"] if one["biz_opaque_callback_data"] == action]


def states(shop: Shop, action: str) -> list[str]:
    changed = (each["body"] for each in shop.events() if each["type"] == "action.changed")
    return [body["state"] for body in changed if body["id"] == action]


def test_a_lost_answer_may_have_been_sent_until_the_late_status_tells_and_nothing_is_sent_twice(shared_shop: Shop) -> None:
    shop = shared_shop
    _, chat = chat_of(shop, 0)
    shop.fault("webhooks.whatsapp", "delay", times=20, ms=4000)
    shop.fault("whatsapp.messages", "lose_answer_after")
    sent = wish("send_text", conversation=chat, text="Ist unterwegs")
    shop.post(sent)
    eventually(lambda: "unknown" in states(shop, sent["id"]), "the hub says that it may have been sent")
    unknown = next(each["body"] for each in shop.events() if each["body"] and each["body"].get("state") == "unknown")
    assert unknown["problem"]["code"] == "may-have-been-sent"
    eventually(lambda: shop.state(sent["id"])["state"] == "succeeded", "the late status settles it")
    shop.clear_faults()
    assert len(taken(shop, sent["id"])) == 1

    def told() -> list[str]:
        messages = (each["body"]["message"] for each in shop.events() if each["type"] == "message.sent")
        return [one["text"] for one in messages if one.get("action") == sent["id"]]

    # The log is served a moment after the state of an action.
    assert eventually(lambda: told() or None, "the log has the message") == ["Ist unterwegs"]


def test_a_planned_message_goes_out_by_itself_and_once_although_the_hub_was_killed_before(shared_shop: Shop) -> None:
    shop = shared_shop
    _, chat = chat_of(shop, 1)
    at = (datetime.now(UTC) + timedelta(seconds=6)).isoformat()
    send = wish("send_text", conversation=chat, text="Wie besprochen")
    assert shop.post(wish("plan_send", conversation=chat, at=at, send=send))["state"] == "succeeded"
    shop.hub.kill()
    shop.start_hub()
    eventually(lambda: taken(shop, send["id"]), "the plan goes out")
    eventually(lambda: states(shop, send["id"])[-1:] == ["succeeded"], "it is settled")
    plans = (each["body"] for each in shop.events() if each["type"] == "planned.changed")
    eventually(
        lambda: [each["body"]["state"] for each in shop.events() if each["type"] == "planned.changed"][-1:] == ["sent"],
        "the plan is over",
    )
    assert next(plans)["state"] == "waiting"
    assert len(taken(shop, send["id"])) == 1


def test_who_stops_marketing_in_whatsapp_is_known_to_have_stopped(shared_shop: Shop) -> None:
    shop = shared_shop
    customer, chat = chat_of(shop, 2)
    for stopped in (True, False):
        shop.control.post(f"/_sandbox/customers/{customer}/marketing", json={"stopped": stopped}).raise_for_status()
        eventually(
            lambda stopped=stopped: any(
                each["type"] == "consent.changed" and each["body"]["allowed"] is not stopped and each["conversation"] == chat
                for each in shop.events()
            ),
            "the word is in the log",
        )
