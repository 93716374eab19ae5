"""What was not delivered, or not taken, as a new wish of the same content. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from inbox.desk.ports import EntryView
from inbox.domain.actions import SendMedia, SendTemplate, SendText, WindowSend, decode_action
from inbox.domain.ids import ActionId, ConversationId
from inbox.ui.models.presenters import made_messages
from inbox.ui.models.presenters.desk import Desk


def again(
    desk: Desk, conversation: ConversationId, entry: EntryView | None, key: str, action: ActionId
) -> WindowSend | SendTemplate | None:
    """Return the wish under a new id; None when there is nothing that could be sent again.

    ``key`` names a message of the log, which is then ``entry``, or an action of this desk.
    """
    # What the log has of a template is how it read, not what its gaps were filled with.
    made_here = entry.action if entry is not None and entry.kind == "template" else None
    for item in desk.items_of(conversation):
        if item.id in (key, made_here):
            wish = decode_action(item.body)
            if isinstance(wish, SendMedia | SendTemplate) and wish.media is not None:
                # The desk's own file where it still is: whether the hub has kept its copy nobody knows.
                own = next((each.id for each in desk.commands.view.attachments if each.action == item.id), wish.media)
                return replace(wish, id=action, media=own)
            if isinstance(wish, WindowSend | SendTemplate):
                return replace(wish, id=action)
    if entry is None:
        return None
    if entry.kind not in ("template", "cta_url") and entry.media is not None and entry.media.id is not None:
        media = entry.media
        return SendMedia(
            id=action,
            conversation=conversation,
            media=entry.media.id,
            media_kind=entry.kind,
            caption=entry.text or None,
            filename=media.filename if entry.kind == "document" else None,
        )
    made = made_messages.once_more(entry, conversation, action)
    if made is not None or entry.kind not in ("text", "template"):
        return made
    return SendText(id=action, conversation=conversation, text=entry.text) if entry.text else None
