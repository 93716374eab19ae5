"""What a message of each kind says, read from the part of the item that tells kinds apart.

Called by ``incoming.py`` for one item at a time; pure. Every key may be missing or of another type than documented
(developers.facebook.com, Cloud API > Webhooks > messages); then less is known, and nothing is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from inbox.domain.ids import MessageId
from inbox.domain.messages import Cart, CartLine, Media
from inbox.domain.money import MoneyError, from_platform
from inbox.platforms.whatsapp.fields import Json, first_text, flag, rows, table, text, whole

_MOST_OF_ONE = 999_999
"""More of one thing in a cart is no quantity; WhatsApp itself allows 99."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a ``Message`` that depends on its kind."""

    text: str | None = None
    media: Media | None = None
    cart: Cart | None = None
    target: MessageId | None = None
    emoji: str | None = None
    extra: dict[str, object] = {}


def read_content(kind: str, message: Json) -> Content | None:
    """Read what a message of ``kind`` says; None for a kind whose content has no reader here."""
    reader = _READERS.get(kind)
    return None if reader is None else reader(message)


def is_readable(kind: str, message: Json) -> bool:
    """Tell whether the content of a kind is there in the documented type, so that nothing of it gets lost."""
    if kind in ("request_welcome", "unsupported"):
        return True
    return isinstance(message.get(kind), list if kind == "contacts" else dict)


def _text(message: Json) -> Content:
    return Content(text=text(table(message, "text"), "body"))


def _media(kind: str) -> Callable[[Json], Content]:
    def read(message: Json) -> Content:
        part = table(message, kind)
        if not part:
            return Content()
        platform_id = text(part, "id")
        media = Media(
            mime=text(part, "mime_type"),
            sha256=text(part, "sha256"),
            size=whole(part, "file_size"),
            # Without an id there is nothing to fetch: addresses in webhooks die after five minutes.
            state="waiting" if platform_id else "failed",
            platform_id=platform_id,
            filename=text(part, "filename"),
            voice=flag(part, "voice") or False,
            animated=flag(part, "animated") or False,
        )
        return Content(text=text(part, "caption"), media=media)

    return read


def _location(message: Json) -> Content:
    return Content(extra=_only(message, "location"))


def _contacts(message: Json) -> Content:
    return Content(extra=_only(message, "contacts", "origin"))


def _button(message: Json) -> Content:
    return Content(text=text(table(message, "button"), "text"), extra=_only(message, "button"))


def _interactive(message: Json) -> Content:
    part = table(message, "interactive")
    answer = table(part, text(part, "type") or "")
    return Content(text=first_text(answer, "title", "body", "text"), extra=_only(message, "interactive"))


def _order(message: Json) -> Content:
    part = table(message, "order")
    lines = tuple(_cart_line(row) for row in rows(part, "product_items"))
    return Content(text=text(part, "text"), cart=Cart(lines, text(part, "catalog_id")) if part else None)


def _cart_line(row: Json) -> CartLine:
    quantity = whole(row, "quantity")
    currency = (text(row, "currency") or "").lower()
    unit, price_text = _price(row.get("item_price"), currency)
    return CartLine(
        sku=text(row, "product_retailer_id") or "",
        # 0 is "not known": no request for money can be made of it by mistake.
        quantity=quantity if quantity is not None and 0 < quantity <= _MOST_OF_ONE else 0,
        unit=unit,
        currency=currency or None,
        price_text=price_text,
    )


def _price(value: object, currency: str) -> tuple[int | None, str | None]:
    """Return a price in minor units, or the text of one that cannot be had exactly."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None, None
    try:
        money = from_platform(value, currency)
    except MoneyError:
        return None, str(value)
    return (money.minor, None) if money.minor >= 0 else (None, str(value))


def _reaction(message: Json) -> Content:
    part = table(message, "reaction")
    # A reaction taken back comes with an empty emoji or with none.
    emoji = part.get("emoji")
    return Content(target=_message_id(part, "message_id"), emoji=emoji if isinstance(emoji, str) else "")


def _system(message: Json) -> Content:
    return Content(text=text(table(message, "system"), "body"), extra=_only(message, "system"))


def _edit(message: Json) -> Content:
    part = table(message, "edit")
    new = table(part, "message")
    kind = text(new, "type") or ""
    inner = None if kind in ("edit", "revoke") else read_content(kind, new)
    return replace(inner or Content(), target=_message_id(part, "original_message_id"))


def _revoke(message: Json) -> Content:
    return Content(target=_message_id(table(message, "revoke"), "original_message_id"))


def _nothing(_message: Json) -> Content:
    return Content()


def _message_id(source: Json, key: str) -> MessageId | None:
    found = text(source, key)
    return None if found is None else MessageId(found)


def _only(message: Json, *keys: str) -> dict[str, object]:
    return {key: message[key] for key in keys if message.get(key) is not None}


_READERS: Mapping[str, Callable[[Json], Content]] = {
    "text": _text,
    **{kind: _media(kind) for kind in ("image", "video", "audio", "document", "sticker")},
    "location": _location,
    "contacts": _contacts,
    "button": _button,
    "interactive": _interactive,
    "order": _order,
    "reaction": _reaction,
    "system": _system,
    "request_welcome": _nothing,
    "edit": _edit,
    "revoke": _revoke,
}
