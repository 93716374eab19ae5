"""Webhook bodies made by hand: one complete item of every kind, and the wrapping around it."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator

from inbox.domain.events import Decoded, MessageBody
from inbox.domain.messages import Message
from inbox.platforms.whatsapp.decode import tell

Json = dict[str, object]

CHANNEL = "1066"
EVA: Json = {
    "profile": {"name": "Eva L.", "username": "@evalang"},
    "wa_id": "4915112345670",
    "user_id": "DE.8812x",
    "parent_user_id": "DE.ENT.7731",
    "identity_key_hash": "h=",
}
FROM: Json = {"from": "4915112345670", "from_user_id": "DE.8812x", "id": "wamid.IN1", "timestamp": "1795000000"}
AT = "2026-11-18T11:06:40.000Z"
RECEIVED = "2026-11-22T08:00:00.000Z"
QUOTE: Json = {"from": "4930555", "id": "wamid.OUT1"}


def decode(delivery: bytes, received: str = "1970-01-01T00:00:00.000Z") -> list[Decoded]:
    """Return the items of a delivery."""
    return tell(delivery, received).items


def masked(delivery: bytes) -> bytes | None:
    """Return a delivery without its card numbers, None when it has none."""
    return tell(delivery).masked


def _file(**more: object) -> Json:
    return {"id": "m1", "mime_type": "image/jpeg", "sha256": "aGFzaA==", **more}


KINDS: dict[str, Json] = {
    "text": {"type": "text", "text": {"body": "Hallo"}, "context": QUOTE},
    "image": {"type": "image", "image": _file(caption="so kaputt", url="https://lookaside.fbsbx.com/a?mid=1")},
    "video": {"type": "video", "video": _file(mime_type="video/mp4", caption="seht selbst")},
    "audio": {"type": "audio", "audio": _file(mime_type="audio/ogg; codecs=opus", voice=True)},
    "document": {
        "type": "document",
        "document": _file(mime_type="application/pdf", filename="a.pdf", caption="Rechnung"),
    },
    "sticker": {"type": "sticker", "sticker": _file(mime_type="image/webp", animated=True)},
    "location": {
        "type": "location",
        "location": {"latitude": 52.5, "longitude": 13.4, "name": "Laden", "address": "Weg 1", "url": "https://x.de"},
    },
    "contacts": {
        "type": "contacts",
        "origin": "contact_request",
        "contacts": [
            {
                "name": {"formatted_name": "E L"},
                "phones": [{"phone": "+49 30 123456", "wa_id": "4930123456", "type": "CELL"}],
                "vcard": "BEGIN:VCARD",
            }
        ],
    },
    "button": {"type": "button", "button": {"payload": "PAY_LATER", "text": "Später"}, "context": QUOTE},
    "interactive": {
        "type": "interactive",
        "interactive": {"type": "button_reply", "button_reply": {"id": "b1", "title": "Ja"}},
        "context": QUOTE,
    },
    "order": {
        "type": "order",
        "order": {
            "catalog_id": "551",
            "text": "bitte als Geschenk",
            "product_items": [
                {"product_retailer_id": "SKU-1", "quantity": 2, "item_price": 29.9, "currency": "EUR"},
                {"product_retailer_id": "SKU-2", "quantity": 1, "item_price": 5, "currency": "EUR"},
            ],
        },
    },
    "reaction": {"type": "reaction", "reaction": {"message_id": "wamid.OUT1", "emoji": "👍"}},
    "system": {
        "type": "system",
        "system": {
            "type": "user_changed_number",
            "body": "Eva changed her number",
            "wa_id": "4915112345679",
            "user_id": "DE.new",
            "previous_user_id": "DE.8812x",
        },
        "identity": {"acknowledged": True, "created_timestamp": "1795000000", "hash": "h"},
    },
    "unsupported": {
        "type": "unsupported",
        "errors": [{"code": 131051, "title": "Message type unknown", "error_data": {"details": "a poll"}}],
        "unsupported": {"type": "poll"},
    },
    "request_welcome": {"type": "request_welcome"},
    "edit": {
        "type": "edit",
        "edit": {"original_message_id": "wamid.IN0", "message": {"type": "text", "text": {"body": "neu"}}},
    },
    "revoke": {"type": "revoke", "revoke": {"original_message_id": "wamid.IN0"}},
}
"""One item of each kind, complete, without what all kinds share."""

STATUS: Json = {
    "id": "wamid.OUT1",
    "status": "failed",
    "timestamp": "1795000005",
    "recipient_id": "4915112345670",
    "recipient_user_id": "DE.8812x",
    "parent_recipient_user_id": "DE.ENT.7731",
    "biz_opaque_callback_data": "8f9e2f5c-5f0e-4f9b-9a57-0d1b3c1b2a10",
    "conversation": {"id": "c1", "expiration_timestamp": "1795086400", "origin": {"type": "service"}},
    "pricing": {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "service"},
    "errors": [
        {
            "code": 131047,
            "title": "Re-engagement message",
            "message": "Re-engagement message",
            "error_data": {"details": "More than 24 hours have passed"},
            "href": "https://developers.facebook.com/",
        }
    ],
}


def item(kind: str) -> Json:
    """Return a complete item of one kind, to be changed at will."""
    return copy.deepcopy({**FROM, **KINDS[kind]})


def value(**lists: object) -> Json:
    """Return the value of a change with Eva beside the given lists."""
    metadata = {"display_phone_number": "4930555", "phone_number_id": CHANNEL}
    return copy.deepcopy({"messaging_product": "whatsapp", "metadata": metadata, "contacts": [EVA], **lists})


def body(*values: object, field: str = "messages", **entry: object) -> bytes:
    """Return a delivery with one change for each value."""
    changes = [{"field": field, "value": one} for one in values]
    return json.dumps(
        {"object": "whatsapp_business_account", "entry": [{"id": "W1", **entry, "changes": changes}]}
    ).encode()


def received(*messages: object) -> list[Decoded]:
    """Decode a delivery of incoming messages."""
    return decode(body(value(messages=list(messages))), RECEIVED)


def one(event: Decoded) -> Message:
    """Return the message of a message event."""
    assert isinstance(event.body, MessageBody)
    return event.body.message


def places(tree: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of everything inside a tree."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, part in inside:
        yield (*path, key)
        yield from places(part, (*path, key))


def changed(tree: Json, path: tuple[str | int, ...], *replacement: object) -> Json:
    """Return the tree with what is at ``path`` taken away, or replaced."""
    tree = copy.deepcopy(tree)
    inside: object = tree
    for key in path[:-1]:
        inside = inside[key]  # type: ignore[index]
    if replacement:
        inside[path[-1]] = replacement[0]  # type: ignore[index]
    else:
        del inside[path[-1]]  # type: ignore[attr-defined]
    return tree
