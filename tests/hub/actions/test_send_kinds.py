"""Every kind of message an agent can send, built by the hub and checked as the platform checks it."""

from __future__ import annotations

import pytest

from inbox.sandbox.whatsapp.kinds import Shelves, check_content
from inbox.sandbox.whatsapp.media import MediaShelf
from inbox.sandbox.whatsapp.parts import Part
from inbox.system.clock import SystemClock, SystemIds
from tests.hub.actions.hub_world import ANNA, COUNTER, Hub, wish

CARD = "4111 1111 1111 1111"
KINDS: dict[str, dict[str, object]] = {
    "send_text": {"text": "Guten Tag https://shop.example"},
    "send_products": {"products": ["A"], "text": "Bitte sehr"},
    "send_catalog": {"text": "Alles, was wir haben", "thumbnail": "A", "footer": "Preise mit MwSt."},
    "send_reaction": {"emoji": "👍"},
    "send_location": {"latitude": 53.55, "longitude": 9.99, "name": "Laden", "address": "Deichstraße 1, Hamburg"},
    "send_contacts": {"contacts": [{"name": "Lager Nord", "phones": ["+4940123456"], "emails": ["lager@shop.example"]}]},
    "send_buttons": {"text": "Was ist dir lieber?", "buttons": ["Geld zurück", "Ersatz"], "footer": "Einfach tippen"},
    "send_list": {
        "text": "Wie sollen wir liefern?",
        "button": "Auswählen",
        "sections": [
            {"title": "Versand", "rows": [{"title": "DHL", "description": "3 Tage"}, {"title": "Kurier"}]},
            {"title": "Abholung", "rows": [{"title": "Laden"}]},
        ],
    },
    "send_link_button": {"text": "Dein Paket ist da.", "label": "Verfolgen", "url": "https://dhl.example/1"},
    "ask_contact": {"text": "Unter welcher Nummer erreichen wir dich?"},
}
LIST = [{"title": "Kaffee", "products": ["A", "B"]}, {"title": "Zubehör", "products": ["C"]}]


def shelves() -> Shelves:
    media = MediaShelf(SystemClock(), SystemIds(), "secret", "http://127.0.0.1:1")
    return Shelves(media=media, catalog_id=COUNTER.catalog or "", skus=frozenset({"A", "B", "C"}))


def taken(hub: Hub, kind: str, **asked: object) -> dict:
    """Send one message and return its body after the platform's own checks."""
    chat = hub.customer_writes()
    if kind == "send_reaction":
        asked["message"] = hub.bodies("message.received")[0]["message"]["id"]
    done = hub.do(ANNA, wish(kind, conversation=chat, **asked))
    assert done.state == "succeeded", done.problem
    (body,) = hub.meta.taken
    assert body["biz_opaque_callback_data"] == done.id
    check_content(body["type"], Part(body), shelves())
    return dict(body)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_the_documented_shape_and_stands_in_the_log(hub: Hub, kind: str) -> None:
    taken(hub, kind, **KINDS[kind])
    (body,) = hub.bodies("message.sent")
    assert body["message"]["direction"] == "out"
    assert body["message"]["kind"] in ("text", "product", "interactive", "reaction", "location", "contacts", "cta_url")


def test_a_grouped_list_keeps_its_groups(hub: Hub) -> None:
    body = taken(hub, "send_products", sections=LIST, header="Unser Kaffee", text="Zur Auswahl")
    sections = body["interactive"]["action"]["sections"]
    assert [(part["title"], len(part["product_items"])) for part in sections] == [("Kaffee", 2), ("Zubehör", 1)]
    (sent,) = hub.bodies("message.sent")
    assert sent["message"]["kind"] == "product_list"
    assert sent["message"]["extra"] == {
        "products": ["A", "B", "C"],
        "sections": [{"title": "Kaffee", "products": ["A", "B"]}, {"title": "Zubehör", "products": ["C"]}],
    }


def test_an_answer_button_comes_back_with_its_label(hub: Hub) -> None:
    body = taken(hub, "send_buttons", **KINDS["send_buttons"])
    replies = [button["reply"] for button in body["interactive"]["action"]["buttons"]]
    assert replies == [{"id": "Geld zurück", "title": "Geld zurück"}, {"id": "Ersatz", "title": "Ersatz"}]


def test_a_reaction_names_its_message_and_can_be_taken_back(hub: Hub) -> None:
    chat = hub.customer_writes()
    about = hub.bodies("message.received")[0]["message"]["id"]
    for emoji in ("👍", ""):
        hub.do(ANNA, wish("send_reaction", conversation=chat, message=about, emoji=emoji))
    assert [body["reaction"] for body in hub.meta.taken] == [
        {"message_id": about, "emoji": "👍"},
        {"message_id": about, "emoji": ""},
    ]
    assert [body["message"]["target"] for body in hub.bodies("message.sent")] == [about, about]


def test_two_answers_that_look_alike_are_refused_in_words(hub: Hub) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, wish("send_buttons", conversation=chat, text="Und?", buttons=["Ja", "Ja"]))
    assert (done.state, done.problem.code) == ("refused", "buttons-twice")
    assert hub.meta.taken == []


def test_a_row_of_a_list_comes_back_with_its_title_and_stands_so_in_the_log(hub: Hub) -> None:
    body = taken(hub, "send_list", **KINDS["send_list"])
    sections = body["interactive"]["action"]["sections"]
    assert [row["id"] for part in sections for row in part["rows"]] == ["DHL", "Kurier", "Laden"]
    (sent,) = hub.bodies("message.sent")
    assert sent["message"]["extra"] == {"list": {"button": "Auswählen", "sections": KINDS["send_list"]["sections"]}}


@pytest.mark.parametrize(
    "sections",
    [
        [{"rows": [{"title": str(number)} for number in range(6)]} for _ in range(2)],
        [{"title": "A", "rows": [{"title": "x"}]}, {"title": "B", "rows": [{"title": "x"}]}],
        [{"rows": [{"title": "x"}]}, {"rows": [{"title": "y"}]}],
    ],
    ids=["eleven and more", "two alike", "groups without titles"],
)
def test_a_list_that_whatsapp_would_not_take_is_refused_in_words(hub: Hub, sections: list) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, wish("send_list", conversation=chat, text="Und?", button="Wählen", sections=sections))
    assert done.state == "refused"
    assert done.problem.code in ("rows-too-many", "row-ids-twice", "section-missing")
    assert hub.meta.taken == []


@pytest.mark.parametrize(
    "asked",
    [
        wish("send_list", text="Und?", button="Wählen", sections=[{"rows": [{"title": "a", "description": CARD}]}]),
        wish("send_buttons", text="Und?", buttons=[CARD]),
        wish("send_location", latitude=1.0, longitude=1.0, address=CARD),
        wish("send_contacts", contacts=[{"name": CARD}]),
        wish("send_link_button", text=CARD, label="x", url="https://a.example"),
        wish("send_products", sections=[{"title": CARD, "products": ["A"]}]),
    ],
    ids=lambda asked: str(asked["kind"]),
)
def test_a_card_number_in_any_typed_part_is_neither_sent_nor_kept(hub: Hub, asked: dict) -> None:
    chat = hub.customer_writes()
    done = hub.do(ANNA, asked | {"conversation": chat})
    assert (done.state, done.problem.code) == ("refused", "card-number")
    assert hub.meta.taken == []
    record = hub.record(done.id)
    assert record.body is not None
    assert b"4111 1111 1111 1111" not in record.body
