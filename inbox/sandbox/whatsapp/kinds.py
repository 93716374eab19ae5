"""Checks every kind of outgoing message against Meta's documented shape and limits.

Called by ``outgoing.py`` before a message is accepted, on the sandbox's event loop; raises GraphError and changes
nothing. Documented at developers.facebook.com, Cloud API > Messages.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.interactive import check_interactive
from inbox.sandbox.whatsapp.media import FAMILIES, MediaShelf
from inbox.sandbox.whatsapp.parts import Part

MEDIA_FIELDS = {
    "image": ("id", "link", "caption"),
    "video": ("id", "link", "caption"),
    "document": ("id", "link", "caption", "filename"),
    "audio": ("id", "link", "voice"),
    "sticker": ("id", "link"),
}
CAPTION = 1024
TEXT = 4096


class Shelves(msgspec.Struct, frozen=True):
    """What the account owns that a message may name: its media and the SKUs of its one catalogue."""

    media: MediaShelf
    catalog_id: str
    skus: frozenset[str]


def check_content(kind: str, message: Part, shelves: Shelves) -> None:
    """Check the part of ``message`` that carries its content; template messages are checked by ``templates.py``."""
    if kind == "contacts":
        _check_contacts(message)
        return
    check = _CHECKS.get(kind)
    if check is None:
        known = ", ".join(sorted((*_CHECKS, "contacts", "template")))
        raise GraphError(100, f"Param type must be one of {known}.")
    check(message.part(kind), shelves)


def check_media(content: Part, kind: str, shelves: Shelves) -> None:
    """Require exactly one of ``id`` (known here and of the right family) and ``link`` (http or https)."""
    if content.has("id") == content.has("link"):
        raise GraphError(131008, f"{content.path} needs either an id or a link.")
    if content.has("link"):
        link = content.text("link", 2048)
        if not link.startswith(("http://", "https://")):
            raise GraphError(131009, f"{content.name('link')} must be a http or https address.")
        return
    number = content.fields["id"]
    media = shelves.media.find(str(number))
    if media is None:
        raise GraphError(
            100, f"Param {content.name('id')} is not a valid whatsapp business account media attachment ID"
        )
    if media.bare_mime not in FAMILIES[kind]:
        raise GraphError(131053, f"{content.path} cannot be of the type {media.bare_mime}.")


def _text(content: Part, _shelves: Shelves) -> None:
    content.only("body", "preview_url")
    body = content.require("body")
    if not isinstance(body, str) or not body.strip():
        raise GraphError(131008, "The parameter text.body is required.")
    if len(body) > TEXT:
        raise GraphError(100, f"Param text.body must be at most {TEXT} characters long.")
    if not isinstance(content.fields.get("preview_url", False), bool):
        raise GraphError(100, "Param text.preview_url must be a boolean.")


def _media(content: Part, shelves: Shelves) -> None:
    kind = content.path
    content.only(*MEDIA_FIELDS[kind])
    if "caption" in MEDIA_FIELDS[kind]:
        content.maybe_text("caption", CAPTION)
    if kind == "document":
        content.maybe_text("filename", 240)
    check_media(content, kind, shelves)


def _location(content: Part, _shelves: Shelves) -> None:
    content.only("latitude", "longitude", "name", "address")
    content.number("latitude", -90, 90)
    content.number("longitude", -180, 180)
    content.maybe_text("name", 1000)
    content.maybe_text("address", 1000)


def _reaction(content: Part, _shelves: Shelves) -> None:
    content.only("message_id", "emoji")
    content.text("message_id", 512)
    emoji = content.require("emoji")
    if not isinstance(emoji, str) or len(emoji) > 16:
        raise GraphError(131009, "reaction.emoji must be one emoji, or empty to take the reaction back.")


def _interactive(content: Part, shelves: Shelves) -> None:
    def header_media(header: Part, kind: str) -> None:
        check_media(header.part(kind), kind, shelves)

    check_interactive(content, shelves.catalog_id, shelves.skus, header_media)


def _check_contacts(message: Part) -> None:
    for card in message.parts("contacts", 257):
        card.only("name", "phones", "emails", "org", "urls", "addresses", "birthday")
        name = card.part("name")
        name.text("formatted_name", 1000)
        others = ("first_name", "last_name", "middle_name", "suffix", "prefix")
        if not any(name.has(field) for field in others):
            raise GraphError(131008, f"{name.path} needs one of {', '.join(others)} beside formatted_name.")


_CHECKS: dict[str, Callable[[Part, Shelves], None]] = {
    "text": _text,
    **dict.fromkeys(MEDIA_FIELDS, _media),
    "location": _location,
    "reaction": _reaction,
    "interactive": _interactive,
}
