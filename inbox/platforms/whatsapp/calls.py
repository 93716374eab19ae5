"""One item under ``calls[]``: a voice call on WhatsApp, which is one line of the chat once it is over.

Called by ``decode.py``; pure. A call is told of when it begins and when it ends, under one id. Only its end knows what
became of it, and a line made of whichever came first would depend on the order of arrival.
developers.facebook.com, Cloud API > Calling > webhooks.
"""

from __future__ import annotations

from inbox.domain.ids import MessageId
from inbox.domain.messages import Message
from inbox.platforms.whatsapp.fields import Json, error_note, moment, rows, text

_ELSEWHERE = frozenset(
    ("id", "from", "from_user_id", "from_parent_user_id", "to", "to_user_id", "to_parent_user_id", "session", "errors")
)
"""What of a call stands in the message or its contact; the session is for the programs that carry the voices."""


def is_over(item: Json) -> bool:
    """Tell whether an item is the end of a call."""
    return text(item, "event") == "terminate"


def is_ours(item: Json, own_number: str | None) -> bool:
    """Tell whether the business was the one who called; ``own_number`` is digits without the plus."""
    direction = text(item, "direction")
    if direction is not None:
        return direction == "BUSINESS_INITIATED"
    return own_number is not None and text(item, "from") == own_number


def read_call(item: Json, call_id: MessageId, *, direction: str, channel: str | None, at: str) -> Message:
    """Read the end of a call; ``at`` is taken when it has no time of its own. Its time is when the two began to talk."""
    return Message(
        id=call_id,
        kind="call",
        # The customer's window counts from the call, not from its end.
        at=moment(item, "start_time", moment(item, "timestamp", at)),
        direction=direction,
        channel=channel,
        extra={"call": {key: said for key, said in item.items() if key not in _ELSEWHERE}},
        errors=tuple(error_note(error) for error in rows(item, "errors")),
    )
