"""Lets the customer see that somebody writes. GUI thread only.

WhatsApp shows it for 25 seconds or until the answer, and only together with blue ticks; so it is sent for a message that is
on the screen, while the window is open, and not more often than it lasts.
"""

from __future__ import annotations

from inbox.domain.actions import MarkRead
from inbox.domain.ids import ConversationId, MessageId
from inbox.domain.roles import at_least
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.desk import Clicks, Desk

LASTS_SECONDS = 20.0
_LOOKED_AT = 20
_UNREAD_KINDS = frozenset({"call", "system", "reaction", "request_welcome"})
"""What comes from the platform without being a message that could be read."""


class TypingSign:
    """``typed`` is called at every key in a reply."""

    def __init__(self, desk: Desk, clicks: Clicks) -> None:
        self._desk = desk
        self._clicks = clicks
        self._shown: tuple[str, float] = ("", 0.0)

    def typed(self, conversation: str, text: str) -> None:
        """Show that somebody writes in a chat, unless it is shown there already."""
        desk, now = self._desk, self._desk.clock.monotonic()
        where, until = self._shown
        if not text.strip() or (where == conversation and now < until):
            return
        self._shown = (conversation, now + LASTS_SECONDS)
        which = ConversationId(conversation)
        chat = next(iter(desk.reads.chats([which])), None)
        if chat is None or chat.unread or chat.blocked or not desk.is_online or not can_write(desk, chat):
            # Somebody who has not seen the newest message must not look as if.
            return
        if not at_least(desk.me.role, "agent"):
            return
        lines = reversed(desk.reads.conversation(which, limit=_LOOKED_AT))
        newest = next((one for one in lines if one.direction and one.kind not in _UNREAD_KINDS), None)
        if newest is not None and newest.direction == "in":
            message = MessageId(newest.key)
            self._clicks.click(MarkRead(id=self._clicks.new_id(), conversation=which, message=message, typing=True))
