"""The message that a reply quotes, and what else can be done with one message: react, copy.

Used by the presenters of chat and composer on the GUI thread; which message is quoted is kept with the draft.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, EntryView
from inbox.domain.ids import ConversationId, MessageId
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.drafts import Drafts
from inbox.ui.models.states.chat import MessageMenu
from inbox.ui.models.states.composer import QuotedMessage

translate = QCoreApplication.translate

REACTIONS = ("👍", "❤️", "😂", "😮", "😢", "🙏")
"""Those that WhatsApp itself offers first."""

_LONGEST = 140
_UNQUOTED = frozenset({"reaction", "edit", "revoke", "system", "call", "request_welcome"})


class Quotes:
    """Which message the reply in each chat quotes."""

    def __init__(self, desk: Desk, drafts: Drafts) -> None:
        self._desk = desk
        self._drafts = drafts
        self._known: dict[MessageId, EntryView] = {}

    def quote(self, conversation: ConversationId, message: str) -> None:
        """Quote a message in the next reply."""
        self._drafts.answer(conversation, MessageId(message))

    def forget(self, conversation: ConversationId) -> None:
        """Quote nothing."""
        self._drafts.answer(conversation, None)

    def message(self, conversation: ConversationId) -> MessageId | None:
        """Return what the reply quotes."""
        return self._drafts.answers(conversation)

    def shown(self, chat: ChatView) -> QuotedMessage | None:
        """Return the quoted message as it stands over the field."""
        name = self.message(chat.conversation)
        if name is None:
            return None
        if name not in self._known:
            self._known = {MessageId(entry.key): entry for entry in self._desk.reads.entries([name])}
        entry = self._known.get(name)
        if entry is None:
            return QuotedMessage(id=name, author="", text=translate("Composer", "A message that is not loaded"))
        author = translate("Timeline", "You") if entry.direction == "out" else wording.shown_name(chat.name)
        words = " ".join((entry.text or wording.kind_words(entry.kind)).split())
        return QuotedMessage(id=name, author=author, text=words[:_LONGEST])


def menu(desk: Desk, chat: ChatView, entry: EntryView) -> MessageMenu:
    """Return what can be done with a message; nothing of it moves money."""
    may_write = at_least(desk.me.role, "agent") and can_write(desk, chat) and not chat.blocked
    is_message = bool(entry.direction) and entry.kind not in _UNQUOTED and not entry.revoked
    mine = next((one.emoji for one in entry.reactions if one.direction == "out"), "")
    return MessageMenu(
        message=entry.key,
        can_reply=may_write and is_message,
        reactions=REACTIONS if may_write and is_message and entry.direction == "in" else (),
        reacted=mine,
        text=entry.text or "",
        original=(entry.original or "") if entry.edited and not entry.revoked else "",
        can_save=entry.media is not None and entry.media.state == "stored" and not entry.revoked,
    )
