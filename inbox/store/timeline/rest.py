"""The JSON part of an entry, which only some kinds have.

Used by ``batch`` and the steps of the projector on the engine thread, and by ``reads`` on any thread.
"""

from __future__ import annotations

import msgspec

from inbox.domain.ids import MessageId
from inbox.domain.messages import Cart, ErrorNote, Media, Message
from inbox.domain.problems import Problem


class Rest(msgspec.Struct, omit_defaults=True):
    """What an entry has beyond its columns."""

    media: Media | None = None
    cart: Cart | None = None
    reply_to: MessageId | None = None
    emoji: str | None = None
    channel: str | None = None
    forwarded: bool = False
    masked: bool = False
    extra: dict[str, object] | None = None
    errors: tuple[ErrorNote, ...] = ()
    raw: dict[str, object] | None = None
    failure: ErrorNote | None = None
    """Why a sent message failed."""
    original: str | None = None
    """The text as it first came, when an edit or revocation has changed it."""
    edited: bool = False
    revoked: bool = False
    sender: str | None = None
    """The agent's name on a note."""
    code: str | None = None
    facts: dict[str, str | int | None] | None = None
    """What a note of the hub, or an action, is about."""
    problem: Problem | None = None
    terms: str | None = None
    """Under which words a Stripe object is found."""
    sent_in: MessageId | None = None
    """The message under which a request stands, that gave its address."""

    def encoded(self) -> bytes | None:
        """Return the JSON to store; None when there is nothing to say."""
        written = _ENCODER.encode(self)
        return None if written == b"{}" else written

    @classmethod
    def of(cls, message: Message) -> Rest:
        """Take from a message what has no column; what is not at the hub yet has no name by which to ask for it."""
        media = message.media
        if media is not None and media.state != "stored" and media.id is not None:
            media = msgspec.structs.replace(media, id=None)
        return cls(
            media=media,
            cart=message.cart,
            reply_to=message.reply_to,
            emoji=message.emoji,
            channel=message.channel,
            forwarded=message.forwarded,
            masked=message.masked,
            extra=message.extra,
            errors=message.errors,
            raw=message.raw,
        )


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Rest)


def read_rest(body: bytes | None) -> Rest:
    """Read the JSON part of an entry."""
    return Rest() if body is None else _DECODER.decode(body)
