"""The items of a chat's timeline, exactly as they are shown: bubbles, notes, events, cards and what separates them.

Presenters make them, in the agent's language; the chat view lays them out and paints them, and reports clicks by the
``intent`` of the button that was clicked. Every item has an ``id`` that is unique in its conversation and stays the same
while the item changes; two equal items look alike.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from inbox.ui.models.rows import Chip, Span


class Ticks(StrEnum):
    """How far an outgoing message is known to have come."""

    NONE = ""
    QUEUED = "queued"
    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """May have been sent; the answer was lost."""


class MediaKind(StrEnum):
    """What a message carries besides text."""

    IMAGE = "image"
    VIDEO = "video"
    STICKER = "sticker"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"
    LOCATION = "location"
    CONTACT = "contact"


SOUNDS = frozenset({MediaKind.VOICE, MediaKind.AUDIO})
"""What is heard."""


PLAYED = SOUNDS | {MediaKind.VIDEO}
"""What takes a while: heard, or seen and heard."""


class CardButton(msgspec.Struct, frozen=True, kw_only=True):
    """A button inside a card. ``reason`` says why it cannot be used now, and is its tooltip.

    ``moves_money`` keeps the card where it is while the pointer is over the button.
    """

    intent: str
    text: str
    is_primary: bool = False
    is_enabled: bool = True
    reason: str = ""
    moves_money: bool = False


class Quote(msgspec.Struct, frozen=True):
    """The message a bubble answers; clicking it jumps to ``item``."""

    item: str
    author: str
    text: str
    thumbnail: str = ""


class MediaPart(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a message. ``key`` asks the thumbnails for its picture; ``width`` and ``height`` are its pixels.

    ``title`` and ``detail`` are the words of kinds without a picture: a file's name, a voice note's length. ``problem``
    says why the file is not here, ``can_retry`` that a click fetches it again, ``can_stop`` that one ends its coming.
    ``progress`` is how many percent of it have come or gone so far, -1 when nothing is on its way.
    """

    kind: MediaKind
    key: str = ""
    width: int = 0
    height: int = 0
    title: str = ""
    detail: str = ""
    problem: str = ""
    can_retry: bool = False
    can_stop: bool = False
    progress: int = -1


class Bubble(msgspec.Struct, frozen=True, kw_only=True):
    """A message, from the customer or (``is_mine``) from the shop, with WhatsApp's formatting still in ``text``.

    ``sender`` names the colleague who wrote it, empty for the customer and for oneself. ``failure`` says in words what
    went wrong and what can be done, the ``buttons`` do it. ``tops`` are small lines on top (by which ad it came),
    ``labels`` what the customer can tap below it.
    """

    id: str
    is_mine: bool = False
    text: str = ""
    time: str = ""
    ticks: Ticks = Ticks.NONE
    failure: str = ""
    sender: str = ""
    tops: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    reply: Quote | None = None
    reactions: tuple[str, ...] = ()
    media: MediaPart | None = None
    buttons: tuple[CardButton, ...] = ()
    is_forwarded: bool = False
    is_edited: bool = False
    is_revoked: bool = False
    is_planned: bool = False
    """It goes out later: a dashed bubble at the end of the chat, whatever comes in."""


class NoteItem(msgspec.Struct, frozen=True, kw_only=True):
    """A note that only the team sees; ``ticks`` only while it is on its way to the hub."""

    id: str
    author: str
    text: str
    time: str = ""
    ticks: Ticks = Ticks.NONE


class EventLine(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, in one centered line: a payment, a case, an assignment."""

    id: str
    spans: tuple[Span, ...]
    chip: Chip | None = None
    buttons: tuple[CardButton, ...] = ()


class CartRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a cart. ``doubt`` says what does not fit (another price in Stripe), after ``detail``: how many are wanted."""

    name: str
    detail: str = ""
    total: str = ""
    thumbnail: str = ""
    doubt: str = ""
    has_picture: bool = True

    @property
    def below(self) -> str:
        """What stands below the name, and is said after it."""
        return " · ".join(part for part in (self.detail, self.doubt) if part)


class CartCard(msgspec.Struct, frozen=True, kw_only=True):
    """A customer's cart with what can be done about it ("Send link · 67,30 €")."""

    id: str
    title: str
    total: str
    rows: tuple[CartRow, ...]
    buttons: tuple[CardButton, ...] = ()
    note: str = ""
    chip: Chip | None = None


class ProductCard(msgspec.Struct, frozen=True, kw_only=True):
    """A product that was sent, or that the customer asks about."""

    id: str
    name: str
    price: str
    is_mine: bool = True
    detail: str = ""
    thumbnail: str = ""
    time: str = ""
    ticks: Ticks = Ticks.NONE
    failure: str = ""
    buttons: tuple[CardButton, ...] = ()


class PaymentCard(msgspec.Struct, frozen=True, kw_only=True):
    """A payment or a payment request: its sum, its state, what is known and what can be done."""

    id: str
    amount: str
    chip: Chip
    details: tuple[str, ...] = ()
    is_mine: bool = True
    explanation: str = ""
    buttons: tuple[CardButton, ...] = ()


class DaySeparator(msgspec.Struct, frozen=True, kw_only=True):
    """The day that begins here."""

    id: str
    text: str


class UnreadLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the agent has not seen begins here."""

    id: str
    text: str


class SkeletonItem(msgspec.Struct, frozen=True, kw_only=True):
    """The shape of a bubble that is still being read."""

    id: str
    is_mine: bool = False
    lines: int = 1


Item = (
    Bubble
    | NoteItem
    | EventLine
    | CartCard
    | ProductCard
    | PaymentCard
    | DaySeparator
    | UnreadLine
    | SkeletonItem
)  # fmt: skip


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a conversation that is loaded, oldest first, and whether there is more at either end.

    ``arrived_below`` counts what came in beyond a newer end that is not loaded.
    """

    conversation: str = ""
    items: tuple[Item, ...] = ()
    has_older: bool = False
    has_newer: bool = False
    arrived_below: int = 0


def arrives(item: Item) -> bool:
    """Tell whether an item is news from the customer, which the reader further up is told about."""
    if isinstance(item, Bubble | ProductCard | PaymentCard):
        return not item.is_mine
    return isinstance(item, CartCard)


def arrivals(old: Timeline, new: Timeline) -> list[Item]:
    """Return what came in from the customer between two states of a conversation, behind the old last item."""
    ids = [item.id for item in new.items]
    last = next((item.id for item in reversed(old.items) if not _is_planned(item)), "")
    if old.has_newer or last not in ids:
        return []
    return [item for item in new.items[ids.index(last) + 1 :] if arrives(item)]


def _is_planned(item: Item) -> bool:
    return isinstance(item, Bubble) and item.is_planned


def picture_keys(item: Item) -> frozenset[str]:
    """Return the keys of all pictures inside an item."""
    keys: tuple[str, ...] = ()
    if isinstance(item, Bubble):
        keys = (item.media.key if item.media else "", item.reply.thumbnail if item.reply else "")
    elif isinstance(item, CartCard):
        keys = tuple(row.thumbnail for row in item.rows)
    elif isinstance(item, ProductCard):
        keys = (item.thumbnail,)
    return frozenset(key for key in keys if key)


def buttons_of(item: Item) -> tuple[CardButton, ...]:
    """Return the buttons inside an item."""
    return () if isinstance(item, DaySeparator | UnreadLine | SkeletonItem | NoteItem) else item.buttons
