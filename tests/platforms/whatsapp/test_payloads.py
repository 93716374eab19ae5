"""Bodies of messages: the documented shape, whom they go to, and the parts that may be left out."""

from __future__ import annotations

import pytest

from inbox.domain.ids import ActionId, MessageId
from inbox.domain.messages import Contact
from inbox.platforms.whatsapp import interactive, payloads
from inbox.platforms.whatsapp.interactive import Button, Choice, MediaHeader, Section
from inbox.platforms.whatsapp.limits import LimitExceeded
from inbox.platforms.whatsapp.payloads import Card, Envelope, Payload
from inbox.platforms.whatsapp.recipients import NoRecipient, address, block_entry
from inbox.platforms.whatsapp.template_payload import CouponButton, PlaceHeader, ReplyButton, UrlButton, template

EVA = Contact(wa_id="4915112345678")
TO = Envelope(EVA)
AROUND = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "+4915112345678"}


def inside(payload: Payload) -> Payload:
    """Return the interactive part of a body."""
    assert {key: payload[key] for key in AROUND} == AROUND
    assert payload["type"] == "interactive"
    found = payload["interactive"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("person", "found"),
    [
        (Contact(wa_id="4915112345678"), {"to": "+4915112345678"}),
        (Contact(wa_id="+4915112345678"), {"to": "+4915112345678"}),
        (Contact(phone="+4915112345678"), {"to": "+4915112345678"}),
        (Contact(wa_id="5511987654321", phone="+551187654321"), {"to": "+5511987654321"}),
        (Contact(wa_id="4915112345678", user_id="DE.1"), {"to": "+4915112345678"}),
        (Contact(user_id="DE.1", parent_user_id="DE.ENT.2"), {"recipient": "DE.1"}),
        (Contact(parent_user_id="DE.ENT.2", username="eva"), {"recipient": "DE.ENT.2"}),
        (Contact(wa_id="no number", user_id="DE.1"), {"recipient": "DE.1"}),
        (Contact(wa_id="0151123456", user_id="DE.1"), {"recipient": "DE.1"}),
        (Contact(wa_id="٤٩١٥١١٢٣٤٥٦٧٨", user_id="DE.1"), {"recipient": "DE.1"}),
    ],
)
def test_address(person: Contact, found: dict[str, str]) -> None:
    assert address(person) == found
    assert list(block_entry(person).values()) == list(found.values())


@pytest.mark.parametrize("person", [Contact(), Contact(username="eva", name="Eva"), Contact(wa_id="x")])
def test_nobody_to_send_to(person: Contact) -> None:
    with pytest.raises(NoRecipient) as caught:
        payloads.text(Envelope(person), "Hallo")
    assert caught.value.problem().code == "no-recipient"


def test_text_with_everything_around() -> None:
    envelope = Envelope(EVA, ActionId("8f9e2f5c-5f0e-4f9b-9a57-0d1b3c1b2a10"), MessageId("wamid.IN"))
    assert payloads.text(envelope, "Hallo", preview_url=False) == AROUND | {
        "type": "text",
        "text": {"body": "Hallo", "preview_url": False},
        "context": {"message_id": "wamid.IN"},
        "biz_opaque_callback_data": "8f9e2f5c-5f0e-4f9b-9a57-0d1b3c1b2a10",
    }


def test_somebody_without_a_number_has_no_to() -> None:
    payload = payloads.text(Envelope(Contact(user_id="DE.1")), "Hallo")
    assert payload["recipient"] == "DE.1"
    assert "to" not in payload


@pytest.mark.parametrize(
    ("payload", "content"),
    [
        (payloads.media(TO, "image", "9", caption="c"), {"id": "9", "caption": "c"}),
        (payloads.media(TO, "image", "9", caption=""), {"id": "9"}),
        (payloads.media(TO, "video", "9"), {"id": "9"}),
        (
            payloads.media(TO, "document", "9", caption="c", filename="a.pdf"),
            {"id": "9", "caption": "c", "filename": "a.pdf"},
        ),
        (payloads.media(TO, "image", "9", filename="a.jpg"), {"id": "9"}),
        (payloads.media(TO, "audio", "9", voice=True), {"id": "9", "voice": True}),
        (payloads.media(TO, "sticker", "9"), {"id": "9"}),
        (payloads.location(TO, 52.5, 13.4), {"latitude": 52.5, "longitude": 13.4}),
        (
            payloads.location(TO, -90, 180, name="Laden", place="Weg 1"),
            {"latitude": -90, "longitude": 180, "name": "Laden", "address": "Weg 1"},
        ),
        (payloads.reaction(TO, MessageId("wamid.IN"), "👍"), {"message_id": "wamid.IN", "emoji": "👍"}),
        (payloads.reaction(TO, MessageId("wamid.IN"), ""), {"message_id": "wamid.IN", "emoji": ""}),
        (
            payloads.contacts(TO, [Card("Eva Lang", phones=("+4930123",), emails=("e@x.de",), company="X")]),
            [
                {
                    "name": {"formatted_name": "Eva Lang", "first_name": "Eva Lang"},
                    "phones": [{"phone": "+4930123", "type": "WORK", "wa_id": "4930123"}],
                    "emails": [{"email": "e@x.de", "type": "WORK"}],
                    "org": {"company": "X"},
                }
            ],
        ),
        (
            payloads.contacts(TO, [Card("Eva Lang", last_name="Lang")]),
            [{"name": {"formatted_name": "Eva Lang", "last_name": "Lang"}}],
        ),
    ],
)
def test_plain_kinds(payload: Payload, content: object) -> None:
    assert payload == AROUND | {"type": payload["type"], str(payload["type"]): content}


def test_reactions_quote_nothing() -> None:
    payload = payloads.reaction(Envelope(EVA, reply_to=MessageId("wamid.X")), MessageId("wamid.IN"), "👍")
    assert "context" not in payload


def test_reply_buttons() -> None:
    payload = interactive.reply_buttons(
        TO, "Was tun?", [Button("r", "Erstatten"), Button("n", "Neu")], header="Frage", footer="Laden"
    )
    assert inside(payload) == {
        "type": "button",
        "header": {"type": "text", "text": "Frage"},
        "body": {"text": "Was tun?"},
        "footer": {"text": "Laden"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": "r", "title": "Erstatten"}},
                {"type": "reply", "reply": {"id": "n", "title": "Neu"}},
            ]
        },
    }


def test_list() -> None:
    rows = (Choice("s", "Klein"), Choice("l", "Groß", "ab Lager"))
    payload = interactive.choices(TO, "Welche Größe?", "Wählen", [Section(rows)])
    assert inside(payload)["action"] == {
        "button": "Wählen",
        "sections": [
            {"rows": [{"id": "s", "title": "Klein"}, {"id": "l", "title": "Groß", "description": "ab Lager"}]},
        ],
    }


def test_payment_link() -> None:
    payload = interactive.link_button(
        TO, "49,90 € für Becher", "Jetzt zahlen", "https://buy.stripe.com/x1", header=MediaHeader("image", "9")
    )
    assert inside(payload) == {
        "type": "cta_url",
        "header": {"type": "image", "image": {"id": "9"}},
        "body": {"text": "49,90 € für Becher"},
        "action": {
            "name": "cta_url",
            "parameters": {"display_text": "Jetzt zahlen", "url": "https://buy.stripe.com/x1"},
        },
    }


def test_product() -> None:
    assert inside(interactive.product(TO, "551", "SKU-1")) == {
        "type": "product",
        "action": {"catalog_id": "551", "product_retailer_id": "SKU-1"},
    }
    assert inside(interactive.product(TO, "551", "SKU-1", body="Passt?"))["body"] == {"text": "Passt?"}


def test_product_list() -> None:
    payload = interactive.product_list(
        TO, "551", [Section(skus=("A", "B"), title="Becher")], header="Für dich", body="Bitte"
    )
    assert inside(payload) == {
        "type": "product_list",
        "header": {"type": "text", "text": "Für dich"},
        "body": {"text": "Bitte"},
        "action": {
            "catalog_id": "551",
            "sections": [
                {"title": "Becher", "product_items": [{"product_retailer_id": "A"}, {"product_retailer_id": "B"}]}
            ],
        },
    }


def test_catalog_and_asking_for_the_number() -> None:
    assert inside(interactive.catalog(TO, "Alles")) == {
        "type": "catalog_message",
        "body": {"text": "Alles"},
        "action": {"name": "catalog_message"},
    }
    assert inside(interactive.catalog(TO, "Alles", thumbnail_sku="A"))["action"] == {
        "name": "catalog_message",
        "parameters": {"thumbnail_product_retailer_id": "A"},
    }
    assert inside(interactive.request_contact_info(TO, "Deine Nummer?")) == {
        "type": "request_contact_info",
        "body": {"text": "Deine Nummer?"},
        "action": {"name": "request_contact_info"},
    }


def test_template_with_named_values_and_every_button() -> None:
    payload = template(
        TO,
        "zahlung_offen",
        "de",
        header=MediaHeader("document", "9"),
        body={"vorname": "Eva", "betrag": "49,90 EUR"},
        buttons=[UrlButton(0, "cs_live_abc"), ReplyButton(1, "PAY_LATER"), CouponButton(2, "MAX15")],
    )
    assert payload == AROUND | {
        "type": "template",
        "template": {
            "name": "zahlung_offen",
            "language": {"code": "de"},
            "components": [
                {"type": "header", "parameters": [{"type": "document", "document": {"id": "9"}}]},
                {
                    "type": "body",
                    "parameters": [
                        {"type": "text", "parameter_name": "vorname", "text": "Eva"},
                        {"type": "text", "parameter_name": "betrag", "text": "49,90 EUR"},
                    ],
                },
                {
                    "type": "button",
                    "sub_type": "url",
                    "index": "0",
                    "parameters": [{"type": "text", "text": "cs_live_abc"}],
                },
                {
                    "type": "button",
                    "sub_type": "quick_reply",
                    "index": "1",
                    "parameters": [{"type": "payload", "payload": "PAY_LATER"}],
                },
                {
                    "type": "button",
                    "sub_type": "copy_code",
                    "index": "2",
                    "parameters": [{"type": "coupon_code", "coupon_code": "MAX15"}],
                },
            ],
        },
    }


@pytest.mark.parametrize(
    ("latitude", "longitude", "degrees"),
    [(53.5461, 9.989, ("53.5461", "9.989")), (-0.00001, 180.0, ("-0.00001", "180")), (0.0, -180.0, ("0", "-180"))],
)
def test_template_with_a_map_says_its_degrees_as_texts(latitude: float, longitude: float, degrees: tuple[str, str]) -> None:
    place = PlaceHeader(latitude, longitude, "Laden", "Deichstraße 1, Hamburg")
    told = template(TO, "abholung", "de", header=place)["template"]
    assert isinstance(told, dict)
    assert told["components"] == [
        {
            "type": "header",
            "parameters": [
                {
                    "type": "location",
                    "location": {
                        "latitude": degrees[0],
                        "longitude": degrees[1],
                        "name": "Laden",
                        "address": "Deichstraße 1, Hamburg",
                    },
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (PlaceHeader(90.1, 0.0, "Laden", "Weg 1"), "location"),
        (PlaceHeader(0.0, 0.0, " ", "Weg 1"), "place-missing"),
        (PlaceHeader(0.0, 0.0, "Laden", "x" * 1001), "place-too-long"),
    ],
)
def test_a_template_leads_to_no_place_that_is_none(place: PlaceHeader, code: str) -> None:
    with pytest.raises(LimitExceeded) as refused:
        template(TO, "abholung", "de", header=place)
    assert refused.value.code == code


def test_template_with_numbered_values_or_none() -> None:
    payload = template(TO, "danke", "en_US", header=("Eva",), body=("a", "b"))["template"]
    assert payload == {
        "name": "danke",
        "language": {"code": "en_US"},
        "components": [
            {"type": "header", "parameters": [{"type": "text", "text": "Eva"}]},
            {"type": "body", "parameters": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
        ],
    }
    assert template(TO, "danke", "de")["template"] == {"name": "danke", "language": {"code": "de"}}
