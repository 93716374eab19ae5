"""Sending over HTTP: answers, receipts, the 24-hour window, and every refusal that comes sooner or later."""

from __future__ import annotations

from typing import Any

import pytest

from inbox.sandbox.whatsapp.rates import BURST
from tests.sandbox.kit import LENA, Kit


def order_of(kit: Kit, wamid: str) -> list[str]:
    return [status["status"] for status in kit.hub.statuses(wamid)]


def error_of(kit: Kit, wamid: str) -> Any:
    failed = kit.ends(wamid, "failed")
    assert order_of(kit, wamid) == ["failed"]
    return failed["errors"][0]


def refused(kit: Kit, kind: str = "text", content: Any = None, **more: Any) -> Any:
    answer = kit.post(kind, content, **more)
    error = answer.json()["error"]
    assert answer.status_code >= 400
    assert error["fbtrace_id"]
    assert error["error_data"]["details"]
    return error


@pytest.fixture
def open_kit(kit: Kit) -> Kit:
    """A sandbox in which Lena has just written."""
    kit.act("lena", "say", text="Hallo")
    return kit


def test_the_answer_says_accepted_and_receipts_follow_in_order(open_kit: Kit) -> None:
    answer = open_kit.post("text", {"body": "Moin"}, biz_opaque_callback_data="action-1")
    assert answer.status_code == 200
    wamid = answer.json()["messages"][0]["id"]
    assert answer.json() == {
        "messaging_product": "whatsapp",
        "contacts": [{"input": LENA, "wa_id": "491701234567"}],
        "messages": [{"id": wamid}],
    }
    read = open_kit.ends(wamid, "read")
    assert order_of(open_kit, wamid) == ["sent", "delivered", "read"]
    assert all(one["biz_opaque_callback_data"] == "action-1" for one in open_kit.hub.statuses(wamid))
    assert read["recipient_id"] == "491701234567"
    assert read["timestamp"].isdigit()
    assert "pricing" not in read
    sent = open_kit.hub.statuses(wamid)[0]
    assert sent["pricing"] == {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "service"}
    assert "conversation" not in sent
    [booked] = open_kit.books()["messages"]
    assert (booked["id"], booked["biz_opaque_callback_data"], booked["customer"]) == (wamid, "action-1", "lena")
    assert booked["statuses"] == ["sent", "delivered", "read"]


def test_a_person_without_a_phone_number_is_reached_by_user_id(kit: Kit) -> None:
    kit.act("anke", "say", text="Hallo")
    [message] = kit.hub.wait(kit.hub.messages)
    assert "from" not in message
    [contact] = kit.hub.values()[0]["contacts"]
    assert contact == {
        "profile": {"name": "Anke Hoffmann", "username": "anke.hoffmann"},
        "user_id": message["from_user_id"],
    }
    answer = kit.post(recipient=message["from_user_id"]).json()
    assert answer["contacts"] == [{"input": message["from_user_id"], "user_id": message["from_user_id"]}]
    delivered = kit.ends(answer["messages"][0]["id"], "delivered")
    assert delivered["recipient_user_id"] == message["from_user_id"]
    assert "recipient_id" not in delivered


def test_outside_the_window_only_templates_arrive(kit: Kit) -> None:
    assert error_of(kit, kit.send())["code"] == 131047
    body = {"type": "body", "parameters": [{"type": "text", "text": "Lena"}, {"type": "text", "text": "24,90 €"}]}
    template = {"name": "refund_started", "language": {"code": "de"}, "components": [body]}
    answer = kit.post("template", template)
    assert answer.json()["messages"][0]["message_status"] == "accepted"
    sent = kit.ends(answer.json()["messages"][0]["id"], "sent")
    assert sent["pricing"]["category"] == "utility"


def test_the_window_closes_24_hours_after_the_last_message(open_kit: Kit) -> None:
    open_kit.control("POST", "clock", {"shift_seconds": 24 * 3600 - 60})
    open_kit.ends(open_kit.send(), "delivered")
    open_kit.control("POST", "clock", {"shift_seconds": 60})
    assert error_of(open_kit, open_kit.send())["code"] == 131047
    open_kit.act("lena", "say", kind="reaction", message_id="last")
    assert error_of(open_kit, open_kit.send())["code"] == 131047
    open_kit.act("lena", "say", text="Noch da?")
    open_kit.ends(open_kit.send(), "delivered")


def test_undeliverable_messages_fail_later(open_kit: Kit) -> None:
    assert error_of(open_kit, open_kit.send(to="+4915199999999"))["code"] == 131026
    assert error_of(open_kit, open_kit.send(to="491701234567"))["code"] == 131026
    open_kit.act("lena", "block")
    assert error_of(open_kit, open_kit.send())["code"] == 131026
    open_kit.act("lena", "block", blocked=False)
    open_kit.ends(open_kit.send(), "delivered")


def test_wrong_requests_are_refused_at_once(open_kit: Kit) -> None:
    assert refused(open_kit, messaging_product="telegram")["code"] == 100
    assert refused(open_kit, to="Lena")["code"] == 131009
    assert refused(open_kit, to="+49 40 555012")["code"] == 131021
    assert refused(open_kit, recipient_type="group")["code"] == 131009
    assert refused(open_kit, biz_opaque_callback_data="x" * 513)["code"] == 131009
    error = refused(open_kit, "text", {"body": "x" * 4097})
    assert (error["code"], error["type"]) == (100, "OAuthException")
    template = {"name": "nothing", "language": {"code": "de"}}
    answer = open_kit.post("template", template)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, 132001)
    assert open_kit.graph("POST", "{number}/messages", content=b"{").json()["error"]["code"] == 100
    assert open_kit.books()["messages"] == []


def test_a_test_number_writes_to_its_list_only(open_kit: Kit) -> None:
    open_kit.control("POST", "number", {"allowed": ["+4915228817386"]})
    assert refused(open_kit)["code"] == 131030
    open_kit.control("POST", "number", {"allowed": [LENA]})
    open_kit.send()
    open_kit.control("POST", "number", {"allowed": None})
    wamid = open_kit.send(to="+49 1522 8817386")
    assert open_kit.books()["messages"][-1]["to"] == "+4915228817386"
    assert error_of(open_kit, wamid)["code"] == 131047


def test_too_many_messages_to_one_person_hit_the_pair_rate(open_kit: Kit) -> None:
    open_kit.act("lena", "manners", sent_ms=10, delivered_ms=None, read_ms=None)
    for _ in range(BURST):
        open_kit.send()
    error = refused(open_kit)
    assert error["code"] == 131056
    assert error["message"].startswith("(#131056)")


def test_reactions_need_a_message_of_the_customer_and_are_only_ever_sent(kit: Kit) -> None:
    received = kit.act("lena", "say", text="Danke!")["message"]
    wamid = kit.send("reaction", {"message_id": received, "emoji": "❤️"})
    kit.ends(wamid, "sent")
    kit.ends(kit.send(), "read")
    assert order_of(kit, wamid) == ["sent"]
    assert error_of(kit, kit.send("reaction", {"message_id": wamid, "emoji": "👍"}))["code"] == 131009


def test_a_product_list_goes_out_without_unknown_products_and_an_error_tells(open_kit: Kit) -> None:
    items = [{"product_retailer_id": sku} for sku in ("HAFEN-1000", "GONE-1")]
    action = {"catalog_id": open_kit.credentials.catalog_id, "sections": [{"product_items": items}]}
    listed = {"type": "product_list", "header": {"type": "text", "text": "x"}, "body": {"text": "x"}, "action": action}
    open_kit.ends(open_kit.send("interactive", listed), "delivered")
    [error] = open_kit.hub.wait(lambda: [e for value in open_kit.hub.values() for e in value.get("errors", [])])
    assert error["code"] == 131009
    assert "GONE-1" in error["error_data"]["details"]


def test_who_stopped_marketing_gets_none(open_kit: Kit) -> None:
    picture = {"type": "header", "parameters": [{"type": "image", "image": {"link": "https://a.example/x.png"}}]}
    body = {"type": "body", "parameters": [{"type": "text", "text": "Lena"}, {"type": "text", "text": "Hafen"}]}
    code = {"type": "coupon_code", "coupon_code": "MOIN10"}
    button = {"type": "button", "sub_type": "copy_code", "index": "0", "parameters": [code]}
    offer = {"name": "coffee_offer", "language": {"code": "de"}, "components": [picture, body, button]}
    assert open_kit.ends(open_kit.send("template", offer), "sent")["pricing"]["category"] == "marketing"
    open_kit.act("lena", "marketing", stopped=True)
    [told] = open_kit.hub.wait(
        lambda: [v["user_preferences"][0] for v in open_kit.hub.values() if "user_preferences" in v]
    )
    assert (told["value"], told["wa_id"]) == ("stop", "491701234567")
    assert error_of(open_kit, open_kit.send("template", offer))["code"] == 131050


def test_reading_and_typing(kit: Kit) -> None:
    received = kit.act("lena", "say", text="Hallo")["message"]
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": received}
    assert kit.graph("POST", "{number}/messages", json=read).json() == {"success": True}
    typing = read | {"typing_indicator": {"type": "text"}}
    assert kit.graph("POST", "{number}/messages", json=typing).json() == {"success": True}
    assert kit.books()["read"] == [received, received]
    unknown = kit.graph("POST", "{number}/messages", json=read | {"message_id": "wamid.X"})
    assert unknown.json()["error"]["code"] == 131009


def test_manners_decide_what_receipts_come(open_kit: Kit) -> None:
    open_kit.act("lena", "manners", delivered_ms=1, read_ms=None)
    first = open_kit.send()
    open_kit.ends(first, "delivered")
    open_kit.act("lena", "manners", delivered_ms=1, read_ms=1)
    open_kit.ends(open_kit.send(), "read")
    assert order_of(open_kit, first) == ["sent", "delivered"]


def test_a_paused_template_is_refused_and_told_by_webhook(kit: Kit) -> None:
    kit.control("POST", "templates", {"name": "refund_started", "language": "de", "status": "PAUSED"})
    [told] = kit.hub.wait(lambda: [value for value in kit.hub.values() if value.get("event") == "PAUSED"])
    assert told["message_template_name"] == "refund_started"
    template = {"name": "refund_started", "language": {"code": "de"}}
    assert refused(kit, "template", template)["code"] == 132015
