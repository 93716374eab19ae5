"""A message is never silently doubled: errors are repeated, silence is not, and a status tells what really happened."""

from __future__ import annotations

import json

import httpx
import msgspec
import pytest

from inbox.domain import times
from tests.hub.actions.hub_world import ANNA, BEN, COUNTER, EVA, Hub, wish


def text(chat: str, body: str = "Guten Tag") -> dict:
    return wish("send_text", conversation=chat, text=body)


def test_a_text_goes_out_with_the_actions_id(hub: Hub) -> None:
    chat = hub.customer_writes()
    asked = hub.bodies("message.received")[0]["message"]["id"]
    done = hub.do(ANNA, text(chat) | {"reply_to": asked})
    assert (done.state, done.result) == ("succeeded", {"message": "wamid.out0"})
    (sent,) = hub.meta.taken
    assert sent["biz_opaque_callback_data"] == done.id
    assert sent["to"] == f"+{EVA}"
    assert sent["context"] == {"message_id": asked}
    (body,) = hub.bodies("message.sent")
    assert body["message"] == {
        "id": "wamid.out0",
        "kind": "text",
        "at": times.to_text(hub.clock.now()),
        "direction": "out",
        "channel": "1066",
        "text": "Guten Tag",
        "reply_to": asked,
        "action": done.id,
    }
    assert body["contact"]["wa_id"] == EVA


def test_repeats_send_nothing_more(hub: Hub) -> None:
    chat = hub.customer_writes()
    asked = text(chat)
    for _ in range(4):
        hub.do(ANNA, asked)
    assert len(hub.meta.taken) == 1


def test_messages_of_one_chat_keep_their_order_through_trouble(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.extend([131016])
    first, second = text(chat, "eins"), text(chat, "zwei")
    hub.do(ANNA, first)
    hub.do(ANNA, second)
    assert hub.meta.texts() == ["eins", "zwei"]
    assert len(hub.meta.calls) == 3


@pytest.mark.allow_logs("was lost")
@pytest.mark.parametrize("plan", ["lose before", "lose after"])
def test_a_lost_answer_is_never_repeated(hub: Hub, plan: str) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.append(plan)
    done = hub.do(ANNA, text(chat))
    assert (done.state, done.problem.code) == ("unknown", "may-have-been-sent")
    assert len(hub.meta.calls) == 1
    assert hub.bodies("message.sent") == []
    hub.restart()
    hub.rest()
    assert len(hub.meta.calls) == 1
    if plan == "lose after":
        for status in ("sent", "delivered"):
            hub.status(0, status)
        assert hub.record(done.id).state == "succeeded"
        assert hub.record(done.id).problem is None
        (body,) = hub.bodies("message.sent")
        assert (body["message"]["id"], body["message"]["text"]) == ("wamid.out0", "Guten Tag")


def test_a_status_that_comes_before_the_answer_makes_one_message(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.after = lambda request: hub.status(0, "delivered")
    done = hub.do(ANNA, text(chat))
    assert done.state == "succeeded"
    assert len(hub.bodies("message.sent")) == 1
    assert hub.events("message.status")[0].conversation in (chat, None)


def test_a_failed_status_fails_the_action_and_a_late_delivery_mends_it(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, text(chat))
    hub.status(0, "failed", 131026)
    failed = hub.record(done.id)
    assert (failed.state, failed.problem.code) == ("failed", "whatsapp-131026")
    assert "not on WhatsApp" in failed.problem.detail
    hub.status(0, "delivered")
    assert hub.record(done.id).state == "succeeded"
    hub.status(0, "failed", 131026)
    assert hub.record(done.id).state == "succeeded", "what was delivered did arrive"


@pytest.mark.parametrize("code", [130429, 131056, 131016, 4])
def test_errors_of_the_passing_kind_are_repeated(hub: Hub, code: int) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.extend([code, code])
    assert hub.do(ANNA, text(chat)).state == "succeeded"
    assert len(hub.meta.taken) == 1


def test_no_connection_is_repeated_and_then_failed(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.extend(["unreachable"] * 50)
    done = hub.do(ANNA, text(chat))
    assert (done.state, done.problem.code) == ("failed", "whatsapp-unreachable")


@pytest.mark.parametrize(("code", "words"), [(131047, "window"), (190, "expired"), (131026, "not on WhatsApp")])
def test_other_errors_fail_at_once_with_words(hub: Hub, code: int, words: str) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.append(code)
    done = hub.do(ANNA, text(chat))
    assert (done.state, done.problem.code, done.problem.request_id) == ("failed", f"whatsapp-{code}", "A1")
    assert words in done.problem.detail
    assert len(hub.meta.calls) == 1


def test_while_it_waits_it_can_be_cancelled(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.append(131016)
    hub.post(ANNA, asked := text(chat))
    hub.turn()
    waiting = hub.record(asked["id"])
    assert (waiting.state, waiting.problem.code) == ("queued", "whatsapp-131016")
    assert hub.actions.cancel(ANNA, asked["id"]).state == "cancelled"
    hub.rest()
    assert hub.meta.taken == []


def test_a_window_that_closes_while_waiting_stops_it(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.post(ANNA, asked := text(chat))
    hub.clock.pass_time(25 * 3600)
    hub.rest()
    done = hub.record(asked["id"])
    assert (done.state, done.problem.code) == ("refused", "window-closed")
    again = hub.do(ANNA, text(chat))
    assert (again.state, again.problem.code) == ("refused", "window-closed")
    assert hub.meta.calls == []


def test_a_card_number_is_refused_and_kept_nowhere(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, text(chat, "Nimm 4242 4242 4242 4242"))
    assert (done.state, done.problem.code) == ("refused", "card-number")
    assert b"4242 4242" not in done.body


def test_too_many_at_once_are_paced(hub: Hub) -> None:
    chat = hub.customer_writes()
    begin = hub.clock.monotonic()
    for place in range(48):
        hub.post(ANNA if place % 2 else BEN, text(chat, str(place)))
    hub.rest()
    assert len(hub.meta.taken) == 48
    assert 12 <= hub.clock.monotonic() - begin <= 24
    other = hub.customer_writes("4915199")
    before = hub.clock.monotonic()
    hub.do(ANNA, text(other))
    assert hub.clock.monotonic() == before


def test_products_one_and_several(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.do(ANNA, wish("send_products", conversation=chat, products=["SKU-1"], text="Dieser?"))
    hub.do(ANNA, wish("send_products", conversation=chat, products=["SKU-1", "SKU-2"]))
    one, several = (body["interactive"] for body in hub.meta.taken)
    assert one["type"] == "product"
    assert one["action"] == {"catalog_id": "551", "product_retailer_id": "SKU-1"}
    assert several["header"]["text"] == "Rösterei Nordlicht"
    assert len(several["action"]["sections"][0]["product_items"]) == 2
    kinds = [body["message"]["kind"] for body in hub.bodies("message.sent")]
    assert kinds == ["product", "product_list"]
    assert hub.bodies("message.sent")[1]["message"]["extra"] == {"products": ["SKU-1", "SKU-2"]}


def test_the_connected_catalog_is_found(hub: Hub) -> None:
    chat = hub.customer_writes()
    lost = [1]

    def lose_once() -> None:
        if lost:
            lost.clear()
            raise httpx.ReadError("reset")

    hub.meta.cut_catalogs = lose_once
    without = msgspec.structs.replace(COUNTER, catalog=None)
    hub.actions._steps["send_products"] = hub.send_engine(without).step
    hub.meta.catalogs, catalogs = [], hub.meta.catalogs
    asked = wish("send_products", conversation=chat, products=["SKU-1"])
    assert hub.do(ANNA, asked).problem.code == "no-catalog"
    hub.meta.catalogs = catalogs
    assert hub.do(ANNA, wish("send_products", conversation=chat, products=["SKU-1"])).state == "succeeded"
    assert hub.meta.taken[0]["interactive"]["action"]["catalog_id"] == "661"


def test_a_file_is_uploaded_and_sent(hub: Hub) -> None:
    chat = hub.customer_writes()
    upload = hub.media.upload()
    upload.write(b"%PDF-1.7 invoice")
    stored = upload.finish()
    hub.writer.run(
        lambda tx: tx.hub.MediaFile.create(
            id=stored.id, state="stored", kind="document", mime="application/pdf", size=stored.size,
            sha256=stored.sha256, filename="rechnung.pdf", at="2026", width=640, height=480,
        )
    )  # fmt: skip
    asked = wish("send_media", conversation=chat, media=stored.id, media_kind="document", caption="Rechnung")
    assert hub.do(ANNA, asked).state == "succeeded"
    assert b"%PDF-1.7 invoice" in hub.meta.uploads[0]
    assert hub.meta.taken[0]["document"] == {"id": "9001", "caption": "Rechnung"}
    media = hub.bodies("message.sent")[0]["message"]["media"]
    assert (media["id"], media["mime"], media["state"]) == (stored.id, "application/pdf", "stored")
    assert (media["width"], media["height"]) == (640, 480)
    owner = hub.writer.run(lambda tx: tx.hub.MediaFile.get().conversation)
    assert owner == chat, "so that it is erased with the person"


def test_a_file_that_is_gone_and_a_caption_that_cannot_be(hub: Hub) -> None:
    chat = hub.customer_writes()
    gone = hub.do(ANNA, wish("send_media", conversation=chat, media="m_" + "0" * 24))
    assert (gone.state, gone.problem.code) == ("refused", "file-missing")
    assert hub.meta.calls == []


def test_a_person_without_any_address(hub: Hub) -> None:
    chat = hub.customer_writes("")
    done = hub.do(ANNA, text(chat))
    assert (done.state, done.problem.code) == ("refused", "no-recipient")


def test_a_status_with_somebody_elses_tag_changes_nothing(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.do(ANNA, text(chat))
    hub.meta.taken[0]["biz_opaque_callback_data"] = "another tool's"
    hub.status(0, "failed", 131026)
    assert {body["state"] for body in hub.bodies("action.changed")} == {"queued", "sending", "succeeded"}
    assert json.dumps(hub.bodies("message.status")[0]["action"]) == '"another tool\'s"'
