"""One item under ``statuses[]``: what became of a message we sent.

Called by ``decode.py``; pure. developers.facebook.com, Cloud API > Webhooks > status messages.
"""

from __future__ import annotations

from inbox.domain.events import Pricing, StatusBody
from inbox.domain.ids import ActionId, MessageId
from inbox.domain.messages import Contact
from inbox.platforms.whatsapp.fields import Json, error_note, flag, moment, rows, table, text

NO_WORD = "unknown"
"""The status of an item that names none; like every word the program does not know it changes nothing."""


def read_status(item: Json, message_id: MessageId, contact: Contact, *, channel: str | None, at: str) -> StatusBody:
    """Read one status; ``at`` is taken when it has no time of its own."""
    action = text(item, "biz_opaque_callback_data")
    errors = rows(item, "errors")
    return StatusBody(
        message_id=message_id,
        status=text(item, "status") or NO_WORD,
        at=moment(item, "timestamp", at),
        action=None if action is None else ActionId(action),
        error=error_note(errors[0]) if errors else None,
        pricing=_pricing(table(item, "pricing")),
        contact=contact if contact.known() else None,
        channel=channel,
    )


def _pricing(part: Json) -> Pricing | None:
    if not part:
        return None
    return Pricing(
        category=text(part, "category"),
        type=text(part, "type"),
        model=text(part, "pricing_model"),
        billable=flag(part, "billable"),
    )
