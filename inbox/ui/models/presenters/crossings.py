"""An answer of a colleague that went out while one's own was being typed: shown before the own one goes. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView
from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Desk

translate = QCoreApplication.translate

_LONGEST = 120


class Crossings:
    """Remembers for each chat at which line its draft was begun, and which answers were asked about."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._begun: dict[ConversationId, int] = {}
        self._asked: dict[ConversationId, str] = {}
        self._words: dict[ConversationId, str] = {}

    def typed(self, conversation: ConversationId, text: str) -> None:
        """Note that a reply is being typed; an empty one is not begun any more."""
        if not text.strip():
            self.forget(conversation)
        elif conversation not in self._begun:
            newest = self._desk.reads.conversation(conversation, limit=1)
            self._begun[conversation] = newest[-1].id if newest else 0

    def forget(self, conversation: ConversationId) -> None:
        """Forget a draft that was sent or emptied."""
        for known in (self._begun, self._asked, self._words):
            known.pop(conversation, None)

    def words(self, conversation: ConversationId) -> str:
        """Return the question that stands at a draft; empty when there is none."""
        return self._words.get(conversation, "")

    def asks(self, conversation: ConversationId) -> bool:
        """Tell whether the agent must see a colleague's answer before the own one goes; each is asked about once."""
        begun = self._begun.get(conversation)
        if begun is None:
            return False
        since = self._desk.reads.conversation(conversation, after=begun)
        answer = next((entry for entry in reversed(since) if self._is_colleagues(entry)), None)
        if answer is None or self._asked.get(conversation) == answer.key:
            return False
        self._asked[conversation] = answer.key
        self._words[conversation] = self._question(answer)
        return True

    def _is_colleagues(self, entry: EntryView) -> bool:
        # What the hub says by itself is nobody's answer; what comes from the shop's phone is somebody's.
        return entry.direction == "out" and entry.actor not in (self._desk.me.agent, "hub") and not entry.revoked

    def _question(self, answer: EntryView) -> str:
        desk = self._desk
        name = desk.name_of(answer.actor) or translate("Composer", "Somebody")
        said = " ".join((answer.text or wording.kind_words(answer.kind)).split())
        shown = said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"
        time = desk.moments.clock(times.from_text(answer.at))
        return translate("Composer", "{name} has answered at {time}: “{text}”").format(name=name, time=time, text=shown)
