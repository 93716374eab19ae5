"""What a customer can say, and how WhatsApp writes it down in ``messages[]``.

A ``Saying`` is what the control side and the scripts hand in; ``content_of`` makes the webhook's part of it. Pure apart
from media, which are put on the account's shelf. Documented at developers.facebook.com, Cloud API > Webhooks > messages.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Literal

import msgspec

from inbox.sandbox import specimens
from inbox.sandbox.whatsapp.media import MediaShelf

Kind = Literal[
    "text",
    "image",
    "video",
    "audio",
    "voice",
    "document",
    "sticker",
    "location",
    "contacts",
    "reaction",
    "button",
    "button_reply",
    "list_reply",
    "unsupported",
    "raw",
]
Json = dict[str, object]


class Saying(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One message in the customer's words.

    ``reply_to`` and ``message_id`` are ids of the shop's messages, or ``last``. Media take ``data`` (base64) and ``mime``,
    or bring a small file of their own. ``raw`` sends ``message`` as it stands, whatever it is.
    """

    kind: Kind = "text"
    text: str | None = None
    caption: str | None = None
    data: str | None = None
    mime: str | None = None
    filename: str | None = None
    reply_to: str | None = None
    message_id: str | None = None
    emoji: str = "👍"
    id: str = ""
    title: str = ""
    description: str | None = None
    payload: str = ""
    latitude: float = 53.5436
    longitude: float = 9.9664
    name: str | None = None
    address: str | None = None
    phone: str | None = None
    product: str | None = None
    referral: Json | None = None
    forwarded: bool = False
    message: Json | None = None


def content_of(saying: Saying, media: MediaShelf, catalog_id: str) -> Json:
    """Return the kind-specific part of a message; ValueError in words when something is missing."""
    if saying.kind == "raw":
        if saying.message is None:
            raise ValueError("a raw message needs message, an object as it stands in messages[]")
        return dict(saying.message)
    content = _MAKERS[saying.kind](saying, media)
    if saying.reply_to is not None:
        content["context"] = {"id": saying.reply_to}
    elif saying.forwarded:
        content["context"] = {"forwarded": True}
    if saying.product is not None:
        product = {"catalog_id": catalog_id, "product_retailer_id": saying.product}
        content["context"] = {"id": saying.reply_to or "", "referred_product": product}
    if saying.referral is not None:
        content["referral"] = saying.referral
    return content


def _text(saying: Saying, _media: MediaShelf) -> Json:
    if not saying.text:
        raise ValueError("a text message needs text")
    return {"type": "text", "text": {"body": saying.text}}


def _file(kind: str, mime: str, specimen: Callable[[Saying], bytes]) -> Callable[[Saying, MediaShelf], Json]:
    def make(saying: Saying, media: MediaShelf) -> Json:
        stored = media.receive(saying.mime or mime, _bytes(saying, specimen))
        content: Json = {
            "id": stored.id,
            "mime_type": stored.mime,
            "sha256": stored.sha256,
            "url": media.address(stored),
        }
        if saying.caption is not None and kind in ("image", "video", "document"):
            content["caption"] = saying.caption
        if kind == "document":
            content["filename"] = saying.filename or "dokument.pdf"
        if kind == "audio":
            content["voice"] = saying.kind == "voice"
        if kind == "sticker":
            content["animated"] = b"ANIM" in stored.content[:64]
        return {"type": kind, kind: content}

    return make


def _bytes(saying: Saying, specimen: Callable[[Saying], bytes]) -> bytes:
    if saying.data is None:
        return specimen(saying)
    try:
        return base64.b64decode(saying.data, validate=True)
    except binascii.Error as error:
        raise ValueError("data is not base64") from error


def _location(saying: Saying, _media: MediaShelf) -> Json:
    place: Json = {"latitude": saying.latitude, "longitude": saying.longitude}
    place |= {key: value for key, value in (("name", saying.name), ("address", saying.address)) if value is not None}
    return {"type": "location", "location": place}


def _contacts(saying: Saying, _media: MediaShelf) -> Json:
    if saying.name is None or saying.phone is None:
        raise ValueError("a contact card needs name and phone")
    phones = [{"phone": saying.phone, "wa_id": saying.phone.removeprefix("+"), "type": "CELL"}]
    name = {"formatted_name": saying.name, "first_name": saying.name.partition(" ")[0]}
    return {"type": "contacts", "contacts": [{"name": name, "phones": phones}]}


def _reaction(saying: Saying, _media: MediaShelf) -> Json:
    if saying.message_id is None:
        raise ValueError("a reaction needs message_id")
    reaction: Json = {"message_id": saying.message_id}
    return {"type": "reaction", "reaction": reaction | {"emoji": saying.emoji} if saying.emoji else reaction}


def _button(saying: Saying, _media: MediaShelf) -> Json:
    return {"type": "button", "button": {"payload": saying.payload or saying.title, "text": saying.title}}


def _button_reply(saying: Saying, _media: MediaShelf) -> Json:
    reply = {"id": saying.id, "title": saying.title}
    return {"type": "interactive", "interactive": {"type": "button_reply", "button_reply": reply}}


def _list_reply(saying: Saying, _media: MediaShelf) -> Json:
    reply = {"id": saying.id, "title": saying.title}
    if saying.description is not None:
        reply["description"] = saying.description
    return {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": reply}}


def _unsupported(_saying: Saying, _media: MediaShelf) -> Json:
    details = {"details": "Message type is currently not supported."}
    error = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown", "error_data": details}
    return {"type": "unsupported", "errors": [error], "unsupported": {"type": "poll"}}


_MAKERS: dict[str, Callable[[Saying, MediaShelf], Json]] = {
    "text": _text,
    "image": _file("image", "image/png", lambda _: specimens.png()),
    "video": _file("video", "video/mp4", lambda _: specimens.mp4()),
    "audio": _file("audio", "audio/ogg; codecs=opus", lambda _: specimens.voice_note()),
    "voice": _file("audio", "audio/ogg; codecs=opus", lambda _: specimens.voice_note()),
    "document": _file("document", "application/pdf", lambda saying: specimens.pdf(saying.filename or "Dokument")),
    "sticker": _file("sticker", "image/webp", lambda _: specimens.sticker()),
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "button": _button,
    "button_reply": _button_reply,
    "list_reply": _list_reply,
    "unsupported": _unsupported,
}
