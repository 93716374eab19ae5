"""The control side: books, customers, money, faults, clock, and words for everything it refuses."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest

from inbox.domain.times import from_text, to_unix
from tests.sandbox.kit import Kit


def last_message(kit: Kit) -> Any:
    return kit.hub.wait(kit.hub.messages)[-1]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"text": "Hallo"}, "text"),
        ({"kind": "image", "caption": "So"}, "image"),
        ({"kind": "video"}, "video"),
        ({"kind": "audio"}, "audio"),
        ({"kind": "voice"}, "audio"),
        ({"kind": "document", "filename": "brief.pdf"}, "document"),
        ({"kind": "sticker"}, "sticker"),
        ({"kind": "location", "name": "Laden"}, "location"),
        ({"kind": "contacts", "name": "Eva Lang", "phone": "+4930123"}, "contacts"),
        ({"kind": "reaction", "message_id": "wamid.X", "emoji": ""}, "reaction"),
        ({"kind": "button", "title": "Später", "payload": "PAY_LATER"}, "button"),
        ({"kind": "button_reply", "id": "b1", "title": "Ja"}, "interactive"),
        ({"kind": "list_reply", "id": "r1", "title": "A", "description": "B"}, "interactive"),
        ({"kind": "unsupported"}, "unsupported"),
        ({"kind": "raw", "message": {"type": "hologram", "hologram": {"x": 1}}}, "hologram"),
    ],
)
def test_customers_can_say_every_kind(shared_kit: Kit, said: dict[str, Any], kind: str) -> None:
    wamid = shared_kit.act("lena", "say", **said)["message"]
    [message] = shared_kit.hub.wait(lambda: [one for one in shared_kit.hub.messages() if one["id"] == wamid])
    assert message["type"] == kind
    assert kind in message or kind == "unsupported"


def test_quotes_referrals_and_product_questions_carry_their_context(kit: Kit) -> None:
    kit.act("lena", "say", text="Hallo")
    wamid = kit.send()
    kit.act("lena", "say", text="Diese?", reply_to="last")
    assert kit.hub.wait(lambda: kit.hub.messages()[1:])[0]["context"] == {"from": "4940555012", "id": wamid}
    kit.act("lena", "say", text="Noch da?", product="HAFEN-250")
    product = kit.hub.wait(lambda: kit.hub.messages()[2:])[0]["context"]["referred_product"]
    assert product == {"catalog_id": kit.credentials.catalog_id, "product_retailer_id": "HAFEN-250"}
    kit.act("lena", "say", text="Hi", referral={"source_type": "ad"})
    assert kit.hub.wait(lambda: kit.hub.messages()[3:])[0]["referral"] == {"source_type": "ad"}


def test_a_customers_own_file_is_used(kit: Kit) -> None:
    content = b"\xff\xd8\xff my photo"
    kit.act("lena", "say", kind="image", mime="image/jpeg", data=base64.b64encode(content).decode())
    image = last_message(kit)["image"]
    token = {"Authorization": f"Bearer {kit.credentials.whatsapp_token}"}
    assert kit.http.get(image["url"], headers=token).content == content


def test_a_cart_has_prices_as_json_numbers(kit: Kit) -> None:
    kit.act("murat", "order", items=[{"sku": "HAFEN-1000", "quantity": 2}, {"sku": "FILTER-100", "item_price": 420}])
    [hit] = kit.hub.wait(lambda: kit.hub.hits)
    assert b'"item_price":24.90' in hit.body
    order = last_message(kit)["order"]
    assert order["catalog_id"] == kit.credentials.catalog_id
    assert order["product_items"][1] == {
        "product_retailer_id": "FILTER-100",
        "quantity": 1,
        "item_price": 4.2,
        "currency": "EUR",
    }


def test_a_link_sent_to_a_customer_is_paid_by_her(kit: Kit) -> None:
    kit.act("lena", "say", text="Hallo")
    session = kit.session()
    kit.ends(kit.send_link(session["url"]), "delivered")
    declined = kit.act("lena", "pay", decline="insufficient_funds")
    assert (declined["status"], declined["decline_code"]) == ("failed", "insufficient_funds")
    assert kit.books()["links"][session["id"]]["state"] == "open"
    paid = kit.act("lena", "pay", link="latest", method="mastercard")
    assert (paid["status"], paid["session"]) == ("succeeded", session["id"])
    books = kit.books()
    assert books["links"][session["id"]]["state"] == "paid"
    charge = books["charges"][paid["charge"]]
    assert (charge["amount"], charge["amount_refunded"], charge["disputed"]) == (4980, 0, False)
    assert paid["charge"] in kit.control("GET", "customers")["customers"][0]["charges"]
    kit.hub.wait(lambda: [event for event in kit.hub.values("stripe") if event["type"] == "checkout.session.completed"])


def test_links_can_be_named_and_left_open(kit: Kit) -> None:
    session = kit.session()
    assert "has not been sent" in kit.act("murat", "pay", 400)["error"]
    assert kit.act("murat", "abandon", link=session["url"])["status"] == "open"
    assert kit.act("murat", "pay", link=session["id"])["status"] == "succeeded"
    assert "complete" in kit.act("murat", "pay", 400, link=session["id"])["error"]
    assert "No such" in kit.act("murat", "pay", 400, link="cs_nothing")["error"]


def test_a_payment_can_be_disputed_and_refunded_in_the_dashboard(kit: Kit) -> None:
    lena = kit.control("GET", "customers")["customers"][0]
    charge = lena["charges"][-1]
    refund = kit.control("POST", "dashboard/refund", {"charge": charge, "amount": 2490})
    assert kit.books()["charges"][charge]["amount_refunded"] == 2490
    kit.control("POST", f"refunds/{refund['id']}/fail")
    assert kit.books()["refunds"][refund["id"]]["status"] == "failed"
    assert "complete" in kit.control("POST", f"refunds/{refund['id']}/vanish", None, 404)["error"]
    kit.act("lena", "dispute", reason="product_not_received")
    assert kit.books()["charges"][charge]["disputed"] is True
    assert kit.control("POST", "dashboard/refund", {"charge": charge}, 400)["error"]


def test_a_refund_whose_answer_is_lost_is_in_the_books(kit: Kit) -> None:
    charge = kit.control("GET", "customers")["customers"][0]["charges"][-1]
    kit.fault("stripe.refunds", "lose_answer_after")
    with pytest.raises(httpx.RemoteProtocolError):
        kit.stripe("POST", "refunds", 200, charge=charge, amount="2490")
    assert kit.books()["charges"][charge]["amount_refunded"] == 2490


def test_a_stranger_writes_from_any_number(kit: Kit) -> None:
    kit.act("+4915199999999", "say", text="Hallo")
    assert last_message(kit)["from"] == "4915199999999"
    kit.ends(kit.send(to="+4915199999999"), "read")
    named = kit.control("POST", "customers", {"phone": "+436601112223", "name": "Eva"})
    assert (named["name"], named["user_id"][:3]) == ("Eva", "AT.")
    assert kit.act("436601112223", "say", text="Hallo")["delivered"]
    assert len(kit.control("GET", "customers")["customers"]) == 10
    assert "phone number" in kit.control("POST", "customers", {"phone": "+49"}, 400)["error"]


@pytest.mark.parametrize("key", ["lena", "1", "+491701234567", "491701234567"])
def test_customers_are_found_by_any_of_their_names(kit: Kit, key: str) -> None:
    kit.act(key, "say", text="Hallo")
    assert last_message(kit)["from"] == "491701234567"


def test_the_control_side_lists_its_calls(shared_kit: Kit) -> None:
    calls = shared_kit.control("GET", "")["calls"]
    assert {"GET /_sandbox/books", "POST /_sandbox/customers/{customer}/{act}", "DELETE /_sandbox/faults"} <= set(calls)


def test_the_clock_moves_and_is_told(kit: Kit) -> None:
    kit.control("POST", "clock", {"set": "2030-01-01T00:00:00+01:00"})
    assert kit.control("GET", "clock")["now"].startswith("2029-12-31T23:00")
    kit.act("lena", "say", text="Hallo")
    assert int(last_message(kit)["timestamp"]) >= to_unix(from_text("2029-12-31T23:00:00Z"))


def test_a_session_expires_when_the_clock_passes_it(kit: Kit) -> None:
    session = kit.session()
    kit.control("POST", "clock", {"shift_seconds": 90_000})
    assert kit.books()["links"][session["id"]]["state"] == "expired"


def test_permissions_can_be_taken_and_given_back(kit: Kit) -> None:
    kit.control("POST", "keys", {"remove": ["rak_dispute_read", "rak_dispute_write"]})
    assert "rak_dispute_read" in kit.stripe("GET", "disputes", 403)["error"]["message"]
    kit.control("POST", "keys", {"add": ["rak_dispute_read"]})
    kit.stripe("GET", "disputes")
    kit.control("POST", "keys", {"expired": True})
    assert kit.stripe("GET", "disputes", 401)["error"]["code"] == "api_key_expired"
    assert "rak_fly" in kit.control("POST", "keys", {"remove": ["rak_fly"]}, 400)["error"]


def test_faults_are_listed_counted_and_cleared(kit: Kit) -> None:
    kit.fault("stripe.refunds", "lose_answer_after", times=2)
    kit.fault("stripe.refunds", "duplicate_webhook")
    listed = [(one["target"], one["kind"], one["times"]) for one in kit.control("GET", "faults")["faults"]]
    assert listed == [("stripe.refunds", "lose_answer_after", 2), ("webhooks.stripe", "duplicate_webhook", 1)]
    assert kit.control("DELETE", "faults") == {"faults": []}
    assert kit.control("GET", "faults") == {"faults": []}


def test_a_change_of_any_shape_can_be_published(kit: Kit) -> None:
    kit.control("POST", "publish", {"field": "account_update", "value": {"event": "DISABLED_UPDATE"}})
    [hit] = kit.hub.wait(lambda: kit.hub.hits)
    change = {"field": "account_update", "value": {"event": "DISABLED_UPDATE"}}
    assert hit.json["entry"][0]["changes"] == [change]


@pytest.mark.parametrize(
    ("path", "body", "status", "word"),
    [
        ("faults", {"target": "stripe.moon", "kind": "delay"}, 400, "stripe.refunds"),
        ("faults", {"target": "stripe.refunds", "kind": "explode"}, 400, "explode"),
        ("faults", {"target": "stripe.refunds"}, 400, "kind"),
        ("faults", {"target": "stripe.refunds", "kind": "status", "status": 200}, 400, "HTTP error"),
        ("clock", {}, 400, "shift_seconds"),
        ("clock", {"set": "tomorrow"}, 400, "tomorrow"),
        ("clock", {"set": "2026-11-22T09:30:00"}, 400, "time zone"),
        ("clock", {"shift_seconds": 10**12}, 400, "years"),
        ("customers/nobody/say", {"text": "x"}, 404, "lena"),
        ("customers/lena/dance", {}, 404, "say"),
        ("customers/lena/say", {"txt": "x"}, 400, "txt"),
        ("customers/lena/say", {}, 400, "text"),
        ("customers/lena/say", {"kind": "image", "data": "%"}, 400, "base64"),
        ("customers/lena/say", {"kind": "reaction", "message_id": "last"}, 400, "not been sent"),
        ("customers/lena/order", {"items": []}, 400, "items"),
        ("customers/lena/order", {"items": [{"sku": "MOON"}]}, 400, "HAFEN-1000"),
        ("customers/lena/order", {"items": [{"sku": "MUG-300", "quantity": 100}]}, 400, "99"),
        ("customers/4915199999990/dispute", {}, 400, "not paid"),
        ("dashboard/refund", {"charge": "ch_nothing"}, 400, "ch_nothing"),
        ("products/MOON", {"price": 1}, 404, "MOON"),
        ("templates", {"name": "x", "language": "de", "status": "PAUSED"}, 404, "x"),
    ],
)
def test_bad_input_gets_words(shared_kit: Kit, path: str, body: dict[str, Any], status: int, word: str) -> None:
    assert word in shared_kit.control("POST", path, body, status)["error"]


def test_a_body_that_is_no_json_gets_words(shared_kit: Kit) -> None:
    answer = shared_kit.http.post("/_sandbox/faults", content=b"{")
    assert (answer.status_code, list(json.loads(answer.text))) == (400, ["error"])
