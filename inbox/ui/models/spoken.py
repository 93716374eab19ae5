"""What a screen reader says about a row of the list and about an item of the chat: everything that is painted, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.ui.models.formatting import parse
from inbox.ui.models.rows import ListRow, plain
from inbox.ui.models.timeline import (
    Bubble,
    CardButton,
    CartCard,
    CartRow,
    DaySeparator,
    EventLine,
    Item,
    MediaKind,
    MediaPart,
    NoteItem,
    PaymentCard,
    ProductCard,
    Ticks,
    UnreadLine,
)

translate = QCoreApplication.translate


def spoken_row(row: ListRow) -> str:
    """Return one conversation of the list in a sentence."""
    unread = ""
    if row.unread:
        unread = translate("Spoken", "{count} unread").format(count=row.unread)
    elif row.is_unread:
        unread = translate("Spoken", "unread")
    parts = [
        row.name,
        translate("Spoken", "stays on top") if row.is_pinned else "",
        unread,
        translate("Spoken", "draft") if row.has_draft else "",
        row.last,
        row.chip.text if row.chip else "",
        row.window.text if row.window else "",
        row.time,
    ]
    return _joined(parts)


def spoken_item(item: Item) -> str:
    """Return one item of the chat in a sentence, without its buttons, which are read on their own."""
    if isinstance(item, Bubble):
        return _bubble(item)
    if isinstance(item, NoteItem):
        title = translate("Spoken", "Note by {author}, only the team sees this").format(author=item.author)
        return _joined([title, readable(item.text), ticks_in_words(item.ticks), item.time])
    if isinstance(item, EventLine):
        return _joined([plain(item.spans), item.chip.text if item.chip else ""])
    if isinstance(item, CartCard):
        chip = item.chip.text if item.chip else ""
        return _joined([item.title, item.total, chip, *(_cart_row(row) for row in item.rows), item.note])
    if isinstance(item, ProductCard):
        return _joined([item.name, item.price, item.detail, item.failure, ticks_in_words(item.ticks), item.time])
    if isinstance(item, PaymentCard):
        return _joined([item.amount, item.chip.text, *item.details, item.explanation])
    if isinstance(item, DaySeparator | UnreadLine):
        return item.text
    return translate("Spoken", "Loading")


def about_item(item: Item) -> str:
    """Return what the buttons of an item are about, in the words on top of it; empty where the buttons say it."""
    match item:
        case CartCard(title=title, total=total):
            return _joined([title, total])
        case PaymentCard(amount=amount, chip=chip):
            return _joined([amount, chip.text])
        case EventLine(spans=spans):
            return plain(spans)
        case _:
            return ""


def spoken_button(button: CardButton) -> str:
    """Return a button of a card, with the reason when it cannot be used."""
    return _joined([button.text, "" if button.is_enabled else button.reason])


def ticks_in_words(ticks: Ticks) -> str:
    """Return how far a message has come, in words."""
    return {
        Ticks.NONE: "",
        Ticks.QUEUED: translate("Spoken", "waiting to be sent"),
        Ticks.ACCEPTED: translate("Spoken", "accepted by WhatsApp"),
        Ticks.SENT: translate("Spoken", "sent"),
        Ticks.DELIVERED: translate("Spoken", "delivered"),
        Ticks.READ: translate("Spoken", "read"),
        Ticks.PLAYED: translate("Spoken", "played"),
        Ticks.FAILED: translate("Spoken", "failed"),
        Ticks.UNKNOWN: translate("Spoken", "may have been sent"),
    }[ticks]


def media_in_words(media: MediaPart) -> str:
    """Return what a message carries, in words."""
    name = {
        MediaKind.IMAGE: translate("Spoken", "Picture"),
        MediaKind.VIDEO: translate("Spoken", "Video"),
        MediaKind.STICKER: translate("Spoken", "Sticker"),
        MediaKind.VOICE: translate("Spoken", "Voice message"),
        MediaKind.AUDIO: translate("Spoken", "Audio"),
        MediaKind.DOCUMENT: translate("Spoken", "File"),
        MediaKind.LOCATION: translate("Spoken", "Location"),
        MediaKind.CONTACT: translate("Spoken", "Contact"),
    }[media.kind]
    return _joined([name, media.title, media.detail, media.problem])


def readable(text: str) -> str:
    """Return a message as it is read and copied: without the signs of its formatting."""
    return "\n".join(paragraph.whole for paragraph in parse(text))


def _bubble(item: Bubble) -> str:
    who = item.sender or (translate("Spoken", "You") if item.is_mine else translate("Spoken", "Customer"))
    reply = ""
    if item.reply is not None:
        reply = translate("Spoken", "in answer to {author}: {text}").format(
            author=item.reply.author, text=item.reply.text
        )
    parts = [
        who,
        translate("Spoken", "forwarded") if item.is_forwarded else "",
        *item.tops,
        reply,
        media_in_words(item.media) if item.media else "",
        translate("Spoken", "deleted by its sender") if item.is_revoked else "",
        readable(item.text),
        translate("Spoken", "to tap: {labels}").format(labels=", ".join(item.labels)) if item.labels else "",
        translate("Spoken", "edited") if item.is_edited else "",
        translate("Spoken", "reactions {emoji}").format(emoji=" ".join(item.reactions)) if item.reactions else "",
        item.failure,
        "" if item.failure else ticks_in_words(item.ticks),
        item.time,
    ]
    return _joined(parts)


def _cart_row(row: CartRow) -> str:
    return " ".join(part for part in (row.name, row.below, row.total) if part)


def _joined(parts: list[str]) -> str:
    return ", ".join(part for part in parts if part)
