"""What the log tells of files before their bytes are here: whose each is, how large, which hash it has. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from inbox.domain import times
from inbox.domain.events import Event, MediaBody, MessageBody, decode_body
from inbox.domain.ids import ConversationId, MediaId

_TELLING = frozenset({"media.stored", "message.received", "message.sent", "message.echoed", "message.corrected"})


class MediaFacts(msgspec.Struct, frozen=True):
    """What is known of a file before it is here. ``sha256`` is lower-case hex, ``size`` bytes; empty and 0 when unknown."""

    id: MediaId
    conversation: ConversationId | None = None
    mime: str = ""
    sha256: str = ""
    size: int = 0


def facts_in(events: Sequence[Event]) -> list[tuple[MediaFacts, datetime]]:
    """Return each file that events say the hub has, and when that happened."""
    return [facts for event in events if event.type in _TELLING and (facts := _facts(event)) is not None]


def _facts(event: Event) -> tuple[MediaFacts, datetime] | None:
    """Return what an event says of a file the hub has, and when it happened."""
    # Most messages have no file, and a first sync brings a million of them.
    if event.erased or (event.type != "media.stored" and b'"media"' not in bytes(event.body)):
        return None
    try:
        body, at = decode_body(event.type, event.body), times.from_text(event.at)
    except ValueError:
        return None  # of a newer hub; the projector notes that it was skipped
    if isinstance(body, MediaBody) and body.media_id is not None:
        return MediaFacts(body.media_id, event.conversation, body.mime or "", body.sha256 or "", body.size or 0), at
    file = body.message.media if isinstance(body, MessageBody) else None
    if file is None or file.id is None or file.state != "stored":
        return None
    return MediaFacts(file.id, event.conversation, file.mime or "", file.sha256 or "", file.size or 0), at
