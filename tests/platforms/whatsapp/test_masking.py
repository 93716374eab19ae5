"""Card numbers are gone before anything is built from a body; identifiers that look like cards are not touched."""

from __future__ import annotations

import json

import pytest

from inbox.domain.cards import is_card_number
from inbox.domain.events import encode_body
from inbox.platforms.whatsapp.identifiers import IDENTIFIERS, is_identifier
from tests.platforms.whatsapp.bodies import STATUS, Json, body, decode, item, masked, one, received, value

CARD = "4242 4242 4242 4242"
BARE = "4242424242424242"
LIKE_A_CARD = "4922112345005"


def in_clear(delivery: bytes) -> list[bytes]:
    """Return what of a delivery would be stored with a card number in it."""
    kept = [encode_body(event.body) for event in decode(delivery)]
    kept.append(masked(delivery) or delivery)
    return [each for each in kept if BARE.encode() in each.replace(b" ", b"") or CARD.encode() in each]


def test_the_phone_of_this_test_looks_like_a_card() -> None:
    assert is_card_number(LIKE_A_CARD)


@pytest.mark.parametrize(
    "message",
    [
        {**item("text"), "text": {"body": f"meine Karte {CARD} 12/27"}},
        {**item("image"), "image": {"id": "m1", "caption": CARD}},
        {**item("document"), "document": {"id": "m1", "filename": f"{BARE}.pdf"}},
        {**item("order"), "order": {"text": CARD, "product_items": []}},
        {**item("button"), "button": {"text": CARD, "payload": BARE}},
        {**item("contacts"), "contacts": [{"name": {"formatted_name": CARD}, "phones": [{"phone": CARD}]}]},
        {**item("location"), "location": {"name": CARD, "address": BARE, "url": f"https://x.de/{BARE}"}},
        {
            **item("interactive"),
            "interactive": {"type": "nfm_reply", "nfm_reply": {"response_json": f'{{"c":"{BARE}"}}'}},
        },
        {
            **item("edit"),
            "edit": {"original_message_id": "wamid.IN0", "message": {"type": "text", "text": {"body": CARD}}},
        },
        {**item("text"), "type": "strange", "strange": {"deep": [{"card": BARE}, CARD]}},
        {**item("text"), "type": "strange", "number": int(BARE)},
        {**item("text"), "type": "strange", BARE: "key"},
    ],
)
def test_no_card_number_is_kept(message: Json) -> None:
    delivery = body(value(messages=[message]))
    assert BARE.encode() in delivery.replace(b" ", b"")
    assert not in_clear(delivery)
    [event] = decode(delivery)
    assert one(event).masked
    assert b"4242" in encode_body(event.body)


def test_only_the_message_with_the_card_is_marked() -> None:
    marked, other = received({**item("text"), "text": {"body": CARD}}, {**item("text"), "id": "wamid.IN2"})
    assert (one(marked).masked, one(other).masked) == (True, False)
    assert one(marked).text == "•••• 4242"


def test_names_errors_history_and_unknown_fields_are_masked_too() -> None:
    named = value(messages=[item("text")], errors=[{"title": CARD}])
    named["contacts"] = [{"wa_id": "4915112345670", "profile": {"name": CARD}}]
    thread = {"id": "49", "messages": [{**item("text"), "text": {"body": CARD}}, {"text": {"body": CARD}}]}
    delivery = body(named, {"history": [{"threads": [thread, {"x": CARD}]}]}, {"x": [{BARE: CARD}]}, field="x")
    assert not in_clear(delivery)


def test_what_is_no_json_is_masked_too() -> None:
    assert not in_clear(b'{"text": "' + CARD.encode())


def test_a_number_at_the_end_of_the_excerpt_is_not_cut_in_two() -> None:
    for start in range(65_520, 65_537):
        [event] = decode(b"x" * start + BARE.encode() + b"x" * 99)
        assert BARE[:12].encode() not in encode_body(event.body)


def test_escaped_digits_hide_nothing() -> None:
    hidden = body(value(messages=[{**item("text"), "text": {"body": "X"}}])).decode()
    escaped = "".join(f"\\u{ord(digit):04x}" for digit in BARE)
    assert not in_clear(hidden.replace('"X"', f'"{escaped}"').encode())


def test_a_body_without_card_numbers_needs_no_masked_form() -> None:
    assert masked(body(value(messages=[item("text"), item("order")], statuses=[STATUS]))) is None
    assert masked(b"not json") is None


def test_the_masked_form_says_the_same_but_for_the_card() -> None:
    delivery = body(value(messages=[{**item("order"), "text": {"body": CARD}}]))
    clean = masked(delivery)
    assert clean is not None
    assert clean == json.dumps(json.loads(delivery), ensure_ascii=False, separators=(",", ":")).encode().replace(
        CARD.encode(), "•••• 4242".encode()
    )
    assert [event.dedup for event in decode(clean)] == [event.dedup for event in decode(delivery)]


@pytest.mark.parametrize("key", sorted(IDENTIFIERS))
def test_identifiers_stay_what_they_are(key: str) -> None:
    odd = {**item("text"), "type": "strange", "strange": {key: BARE, "inside": [{key: int(BARE)}]}}
    delivery = body(value(messages=[odd]))
    message = one(decode(delivery)[0])
    assert not message.masked
    assert message.raw is not None
    assert message.raw["strange"] == {key: BARE, "inside": [{key: int(BARE)}]}
    assert masked(delivery) is None


def test_people_whose_number_looks_like_a_card() -> None:
    someone = {"wa_id": LIKE_A_CARD, "profile": {"name": "Kim"}}
    numbered = value(
        messages=[{**item("text"), "from": LIKE_A_CARD}], statuses=[{**STATUS, "recipient_id": LIKE_A_CARD}]
    )
    numbered["contacts"] = [someone]
    message, status = decode(body(numbered))
    for event in (message, status):
        assert event.contact is not None
        assert (event.contact.wa_id, event.contact.phone) == (LIKE_A_CARD, f"+{LIKE_A_CARD}")
    assert not one(message).masked


def test_phones_in_contact_cards_survive() -> None:
    vcard = f"BEGIN:VCARD\nTEL;type=CELL;waid={LIKE_A_CARD}:+49 1511 2345678\nEND:VCARD"
    card = {"phones": [{"phone": "+49 1511 2345678", "wa_id": LIKE_A_CARD}], "vcard": vcard}
    message = one(received({**item("contacts"), "contacts": [card]})[0])
    assert not message.masked
    assert message.extra is not None
    assert message.extra["contacts"] == [card]


def test_a_card_under_an_identifiers_key_in_a_nested_object_is_text_when_the_key_is_not() -> None:
    assert is_identifier("url", "https://lookaside.fbsbx.com/x?mid=4242424242424242")
    assert not is_identifier("url", "https://pay.example/4242424242424242")
    assert not is_identifier("phone", BARE)


def test_message_ids_are_never_mangled() -> None:
    wamid = "wamid.HBgNNDkxNTExMjM0NTY3NxUCABEYEjQyNDI0MjQyNDI0MjQyNDI0MgA="
    message = one(received({**item("text"), "id": wamid, "context": {"id": wamid}})[0])
    assert (message.id, message.reply_to, message.masked) == (wamid, wamid, False)
