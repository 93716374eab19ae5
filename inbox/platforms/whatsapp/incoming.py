"""One item under ``messages[]``, ``message_echoes[]`` or a history thread as our ``Message``.

Called by ``decode.py``; pure. A kind this program does not know becomes ``unsupported`` with the item kept whole; a
known kind stays what it is even when its content is missing or odd, and the item is kept whole then too.
"""

from __future__ import annotations

from inbox.domain.ids import MessageId
from inbox.domain.messages import KINDS, Message
from inbox.platforms.whatsapp.contents import Content, is_readable, read_content
from inbox.platforms.whatsapp.fields import Json, error_note, flag, moment, rows, table, text

_BESIDE_CONTENT = ("referral", "identity", "group_id", "history_context")
"""What can come with any kind and is kept under its own name."""


def read_message(item: Json, message_id: MessageId, *, direction: str, channel: str | None, at: str) -> Message:
    """Read one item whose card numbers are masked already; ``at`` is taken when it has no time of its own."""
    said_kind = item.get("type")
    kind = said_kind if isinstance(said_kind, str) and said_kind in KINDS else "unsupported"
    content = read_content(kind, item)
    keep_whole = content is None or not is_readable(kind, item)
    content = content or Content()
    context = table(item, "context")
    quoted = text(context, "id")
    often = flag(context, "frequently_forwarded") or False
    return Message(
        id=message_id,
        kind=kind,
        at=moment(item, "timestamp", at),
        direction=direction,
        channel=channel,
        text=content.text,
        media=content.media,
        cart=content.cart,
        reply_to=None if quoted is None else MessageId(quoted),
        target=content.target,
        emoji=content.emoji,
        forwarded=flag(context, "forwarded") or often,
        extra=_extra(item, context, content, often) or None,
        errors=tuple(error_note(error) for error in rows(item, "errors")),
        raw=dict(item) if keep_whole else None,
    )


def _extra(item: Json, context: Json, content: Content, often: bool) -> dict[str, object]:
    extra = dict(content.extra)
    extra.update((key, item[key]) for key in _BESIDE_CONTENT if item.get(key) is not None)
    if context.get("referred_product") is not None:
        extra["referred_product"] = context["referred_product"]
    if often:
        extra["frequently_forwarded"] = True
    return extra
