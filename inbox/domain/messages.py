"""A WhatsApp message as the program knows it, in or out, whatever its kind.

Every optional key really is optional: the platform leaves out phone numbers, profiles and contents.
Shapes: developers.facebook.com, Cloud API > Webhooks > messages and Cloud API > Messages.
"""

from __future__ import annotations

import msgspec

from inbox.domain.ids import ActionId, MediaId, MessageId
from inbox.domain.problems import Problem

KINDS = frozenset(
    [
        "text",
        "image",
        "video",
        "audio",
        "document",
        "sticker",
        "location",
        "contacts",
        "reaction",
        "button",
        "interactive",
        "order",
        "system",
        "request_welcome",
        "edit",
        "revoke",
        "template",
        "product",
        "product_list",
        "cta_url",
        "flow",
        "call",
        "unsupported",
    ]
)


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whichever names of a person one payload gave; at least one when anything is known.

    ``wa_id`` is WhatsApp's digits without ``+`` (may differ from the phone in BR, MX, AR), ``user_id`` the
    business-scoped user id (``DE.8812x``). ``phone`` is E.164 and only set where the platform said so.
    """

    wa_id: str | None = None
    user_id: str | None = None
    parent_user_id: str | None = None
    username: str | None = None
    name: str | None = None
    phone: str | None = None

    def known(self) -> bool:
        """Tell whether any key can find the person again (a display name cannot)."""
        return bool(self.wa_id or self.user_id or self.parent_user_id or self.username or self.phone)


class Media(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of a message. ``id`` is the hub's own, under which it has the bytes once ``state`` is ``stored``.

    ``platform_id`` is Meta's (7 days).
    """

    id: MediaId | None = None
    mime: str | None = None
    sha256: str | None = None
    size: int | None = None
    state: str
    """``waiting``, ``stored`` or ``failed``."""
    platform_id: str | None = None
    filename: str | None = None
    voice: bool = False
    animated: bool = False
    width: int | None = None
    height: int | None = None
    """Pixels of a picture as it is shown, once the hub has seen it."""
    problem: Problem | None = None
    """Why it could not be had from the platform."""


class CartLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of a customer's cart: what the customer's app showed, to be re-priced before charging.

    ``unit`` is minor units, or None when the platform's price could not be read exactly (``price_text`` has it).
    """

    sku: str
    quantity: int
    unit: int | None = None
    currency: str | None = None
    price_text: str | None = None


class Cart(msgspec.Struct, frozen=True, omit_defaults=True):
    """A customer's cart (``order`` message)."""

    lines: tuple[CartLine, ...] = ()
    catalog_id: str | None = None

    @property
    def pieces(self) -> int:
        """How many things are in it."""
        return sum(line.quantity for line in self.lines)


class ErrorNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """An error as Meta words it in a webhook or an answer; ``code`` decides, the words are for people."""

    code: int = 0
    title: str | None = None
    detail: str | None = None


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message of a conversation.

    ``at`` is RFC 3339 UTC of the platform's own timestamp, ``direction`` is ``in`` or ``out``, ``channel`` the business
    phone number id. ``target`` is the message a reaction, edit or revocation is about. ``extra`` holds what only one
    kind has (location, contacts, answer of a button or list, referral, system notice), with the platform's own keys.
    ``raw`` keeps an unsupported item whole.
    """

    id: MessageId
    kind: str
    at: str
    direction: str
    channel: str | None = None
    text: str | None = None
    media: Media | None = None
    cart: Cart | None = None
    reply_to: MessageId | None = None
    target: MessageId | None = None
    emoji: str | None = None
    action: ActionId | None = None
    forwarded: bool = False
    masked: bool = False
    extra: dict[str, object] | None = None
    errors: tuple[ErrorNote, ...] = ()
    raw: dict[str, object] | None = None

    @property
    def in_group(self) -> bool:
        """Whether it was written in a WhatsApp group, where everybody reads it."""
        return bool((self.extra or {}).get("group_id"))


STATUS_RANK = {"queued": 0, "accepted": 1, "sent": 2, "delivered": 3, "read": 4, "played": 5}
"""Ticks in their order; ``failed`` stands apart: it is undone only by a later delivered, read or played."""


def better_status(known: str | None, said: str) -> str:
    """Return the status to show when ``known`` meets ``said``, in whatever order the two came.

    Commutative and idempotent: ranks never go down; ``failed`` beats queued, accepted and sent and yields to a proof of
    delivery. A word this program does not know proves only that WhatsApp has accepted the message.
    """
    if said != "failed" and said not in STATUS_RANK:
        said = "accepted"
    if known is None or known == said:
        return said
    if "failed" in (known, said):
        other = said if known == "failed" else known
        return other if STATUS_RANK.get(other, 0) >= STATUS_RANK["delivered"] else "failed"
    return said if STATUS_RANK[said] > STATUS_RANK.get(known, -1) else known
