"""Every kind of incoming message, complete and with each of its keys missing or of a wrong type."""

from __future__ import annotations

import msgspec
import pytest

from inbox.domain.events import encode_body
from inbox.domain.messages import Cart, CartLine, Contact, ErrorNote, Media
from tests.platforms.whatsapp.bodies import AT, CHANNEL, KINDS, RECEIVED, changed, item, one, places, received

WRONG: tuple[object, ...] = (None, True, 7, -1.5, "x", "", [], {}, [[]], [None], {"x": {}}, 10**40, "\x00")


@pytest.mark.parametrize("kind", KINDS)
def test_complete(kind: str) -> None:
    [event] = received(item(kind))
    message = one(event)
    assert (event.type, event.at, event.actor, event.channel) == ("message.received", AT, "whatsapp", CHANNEL)
    assert event.dedup == "wa:m:wamid.IN1"
    assert event.contact == Contact(
        wa_id="4915112345670",
        user_id="DE.8812x",
        parent_user_id="DE.ENT.7731",
        username="evalang",
        name="Eva L.",
        phone="+4915112345670",
    )
    assert (message.id, message.kind, message.at, message.direction) == ("wamid.IN1", kind, AT, "in")
    assert message.channel == CHANNEL
    assert not message.masked
    assert (message.raw is not None) == (kind == "unsupported")


def test_text_and_quote() -> None:
    message = one(received(item("text"))[0])
    assert (message.text, message.reply_to, message.forwarded) == ("Hallo", "wamid.OUT1", False)


@pytest.mark.parametrize(
    ("kind", "caption", "media"),
    [
        ("image", "so kaputt", Media(state="waiting", platform_id="m1", mime="image/jpeg", sha256="aGFzaA==")),
        ("video", "seht selbst", Media(state="waiting", platform_id="m1", mime="video/mp4", sha256="aGFzaA==")),
        (
            "audio",
            None,
            Media(state="waiting", platform_id="m1", mime="audio/ogg; codecs=opus", sha256="aGFzaA==", voice=True),
        ),
        (
            "document",
            "Rechnung",
            Media(state="waiting", platform_id="m1", mime="application/pdf", sha256="aGFzaA==", filename="a.pdf"),
        ),
        (
            "sticker",
            None,
            Media(state="waiting", platform_id="m1", mime="image/webp", sha256="aGFzaA==", animated=True),
        ),
    ],
)
def test_media(kind: str, caption: str | None, media: Media) -> None:
    message = one(received(item(kind))[0])
    assert (message.text, message.media) == (caption, media)


def test_media_without_id_cannot_be_fetched() -> None:
    message = one(received(changed(item("image"), ("image", "id")))[0])
    assert message.media is not None
    assert (message.media.state, message.media.platform_id) == ("failed", None)


def test_order() -> None:
    message = one(received(item("order"))[0])
    lines = (CartLine("SKU-1", 2, 2990, "eur"), CartLine("SKU-2", 1, 500, "eur"))
    assert message.cart == Cart(lines, "551")
    assert message.text == "bitte als Geschenk"


@pytest.mark.parametrize(
    ("price", "currency", "unit", "text"),
    [
        (29.9, "EUR", 2990, None),
        (0.1, "EUR", 10, None),
        (19, "EUR", 1900, None),
        ("29.90", "EUR", 2990, None),
        (4.35, "GBP", 435, None),  # 4.35 * 100 is 434.99999999999994 in binary
        (500, "JPY", 500, None),
        (1.5, "JPY", None, "1.5"),
        (12.345, "KWD", 12345, None),
        (29.999, "EUR", None, "29.999"),
        ("29,90 €", "EUR", None, "29,90 €"),
        (-5, "EUR", None, "-5"),
        (29.9, None, None, "29.9"),
        (29.9, "EURO", None, "29.9"),
        ("1e999999999999", "EUR", None, "1e999999999999"),
        ("NaN", "EUR", None, "NaN"),
        (None, "EUR", None, None),
        ([], "EUR", None, None),
        (True, "EUR", None, None),
    ],
)
def test_prices_are_exact_or_text(price: object, currency: str | None, unit: int | None, text: str | None) -> None:
    line = {"product_retailer_id": "A", "quantity": 1, "item_price": price, "currency": currency}
    cart = one(received({**item("order"), "order": {"product_items": [line]}})[0]).cart
    assert cart is not None
    assert (cart.lines[0].unit, cart.lines[0].price_text) == (unit, text)


@pytest.mark.parametrize(
    ("given", "quantity"), [(3, 3), ("3", 3), (2.0, 2), (2.5, 0), (-1, 0), (10**9, 0), ("x", 0), (None, 0)]
)
def test_a_quantity_that_is_not_known_is_none_at_all(given: object, quantity: int) -> None:
    line = {"product_retailer_id": "A", "quantity": given, "item_price": 1, "currency": "EUR"}
    cart = one(received({**item("order"), "order": {"product_items": [line]}})[0]).cart
    assert cart is not None
    assert cart.lines[0].quantity == quantity


@pytest.mark.parametrize("reaction", [{"message_id": "wamid.OUT1", "emoji": ""}, {"message_id": "wamid.OUT1"}])
def test_reaction_taken_back(reaction: object) -> None:
    message = one(received({**item("reaction"), "reaction": reaction})[0])
    assert (message.kind, message.target, message.emoji) == ("reaction", "wamid.OUT1", "")


def test_reaction() -> None:
    message = one(received(item("reaction"))[0])
    assert (message.target, message.emoji, message.text) == ("wamid.OUT1", "👍", None)


@pytest.mark.parametrize(
    ("interactive", "text"),
    [
        ({"type": "button_reply", "button_reply": {"id": "b1", "title": "Ja"}}, "Ja"),
        ({"type": "list_reply", "list_reply": {"id": "r1", "title": "A", "description": "opt"}}, "A"),
        ({"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": "7"}}, "Sent"),
        ({"type": "call_permission_reply", "call_permission_reply": {"response": "accept"}}, None),
        ({"type": "product", "product": {"product_retailer_id": "SKU-1"}}, None),
    ],
)
def test_answers(interactive: dict[str, object], text: str | None) -> None:
    message = one(received({**item("interactive"), "interactive": interactive})[0])
    assert message.text == text
    assert message.extra == {"interactive": interactive}


def test_template_button() -> None:
    message = one(received(item("button"))[0])
    assert (message.text, message.reply_to) == ("Später", "wamid.OUT1")
    assert message.extra == {"button": {"payload": "PAY_LATER", "text": "Später"}}


def test_location_and_contacts_keep_the_platforms_keys() -> None:
    written = msgspec.json.decode(encode_body(received(item("location"))[0].body))
    assert written["message"]["extra"] == {"location": KINDS["location"]["location"]}
    contacts = one(received(item("contacts"))[0])
    assert contacts.extra == {"contacts": KINDS["contacts"]["contacts"], "origin": "contact_request"}


def test_system_notice_comes_from_who_the_person_was() -> None:
    notice = item("system")
    del notice["from"], notice["from_user_id"]
    [event] = received(notice)
    message = one(event)
    assert message.text == "Eva changed her number"
    assert message.extra is not None
    assert message.extra["system"] == KINDS["system"]["system"]
    assert message.extra["identity"] == KINDS["system"]["identity"]
    assert event.contact is not None
    assert event.contact.user_id == "DE.8812x"


def test_edit_and_revoke() -> None:
    edit = one(received(item("edit"))[0])
    assert (edit.kind, edit.target, edit.text) == ("edit", "wamid.IN0", "neu")
    revoke = one(received(item("revoke"))[0])
    assert (revoke.kind, revoke.target, revoke.text) == ("revoke", "wamid.IN0", None)


def test_edit_of_an_edit_stops_there() -> None:
    nested: dict[str, object] = {"type": "edit", "edit": {"original_message_id": "wamid.X"}}
    message = one(received({**item("edit"), "edit": {"original_message_id": "wamid.IN0", "message": nested}})[0])
    assert message.target == "wamid.IN0"


def test_unsupported_keeps_everything() -> None:
    message = one(received(item("unsupported"))[0])
    assert message.raw == item("unsupported")
    assert message.errors == (ErrorNote(131051, "Message type unknown", "a poll"),)


@pytest.mark.parametrize("said", ["poll", "TEXT", "", None, 7, [], {"type": "text"}])
def test_unknown_kind(said: object) -> None:
    strange = {**item("text"), "type": said, "poll": {"question": "?"}}
    message = one(received(strange)[0])
    assert (message.kind, message.raw, message.reply_to) == ("unsupported", strange, "wamid.OUT1")


def test_kind_of_ours_that_customers_do_not_send_is_kept_whole() -> None:
    message = one(received({**item("text"), "type": "template"})[0])
    assert (message.kind, message.raw is not None) == ("template", True)


def test_forwarded() -> None:
    message = one(received({**item("text"), "context": {"forwarded": True}})[0])
    assert (message.forwarded, message.reply_to, message.extra) == (True, None, None)
    often = one(received({**item("text"), "context": {"frequently_forwarded": True}})[0])
    assert (often.forwarded, often.extra) == (True, {"frequently_forwarded": True})


def test_product_enquiry_and_ad() -> None:
    enquiry = {"catalog_id": "551", "product_retailer_id": "SKU-1"}
    referral = {"source_type": "ad", "source_id": "1202", "headline": "h", "welcome_message": {"text": "t"}}
    asked = {**item("text"), "context": {"id": "wamid.X", "referred_product": enquiry}, "referral": referral}
    message = one(received(asked)[0])
    assert message.extra == {"referral": referral, "referred_product": enquiry}
    assert message.reply_to == "wamid.X"


_MISSING = [(kind, path) for kind in KINDS for path in places(item(kind)) if path not in (("id",), ("type",))]


@pytest.mark.parametrize(
    ("kind", "path"), _MISSING, ids=lambda part: part if isinstance(part, str) else ".".join(map(str, part))
)
def test_any_key_may_be_missing(kind: str, path: tuple[str | int, ...]) -> None:
    [event] = received(changed(item(kind), path))
    message = one(event)
    assert (message.id, message.kind) == ("wamid.IN1", kind)
    assert message.at == (RECEIVED if path == ("timestamp",) else AT)
    if path == (kind,) and kind not in ("unsupported",):
        assert message.raw is not None


@pytest.mark.parametrize("kind", KINDS)
def test_any_value_may_be_of_a_wrong_type(kind: str) -> None:
    whole = item(kind)
    for path in places(whole):
        for wrong in WRONG:
            events = received(changed(whole, path, wrong))
            assert len(events) == 1, (path, wrong)
            if path[0] not in ("id", "type"):
                assert one(events[0]).kind == kind, (path, wrong)
                assert one(events[0]).id == "wamid.IN1", (path, wrong)


@pytest.mark.parametrize("content", ["x", 7, [], None, True])
@pytest.mark.parametrize("kind", ["text", "image", "order", "reaction", "system", "interactive", "location", "edit"])
def test_content_of_a_wrong_type_is_kept_whole(kind: str, content: object) -> None:
    odd = {**item(kind), kind: content}
    message = one(received(odd)[0])
    assert (message.kind, message.raw) == (kind, odd)


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ("1795000000", AT),
        (1795000000, AT),
        ("0", RECEIVED),
        ("-5", RECEIVED),
        ("soon", RECEIVED),
        (1795000000000, RECEIVED),
        ("9" * 18, RECEIVED),
        ("9" * 400, RECEIVED),
        ("１７９５００００００", RECEIVED),
        (True, RECEIVED),
        (1795000000.0, AT),
        (1795000000.5, RECEIVED),
    ],
)
def test_times(given: object, at: str) -> None:
    assert received({**item("text"), "timestamp": given})[0].at == at
