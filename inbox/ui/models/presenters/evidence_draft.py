"""What an agent has changed about the evidence of one dispute, kept in the desk's file; and the pack as it stands with that.

Kept is what was changed, not what was found: whoever opens it again sees what has been said since, too. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QObject, QTimer

from inbox.desk.ports import Begun, Changes, ChatView, Money
from inbox.domain import evidence, times
from inbox.domain.evidence_pack import PackItem
from inbox.domain.payments import Dispute, waits_for_answer
from inbox.ui.models.presenters import evidence_gather
from inbox.ui.models.presenters.desk import Desk

STATEMENT = "uncategorized_text"
KEEP_AFTER_MS = 300
_PREFIX = "evidence:"


class PackDraft(msgspec.Struct, omit_defaults=True):
    """``ticks`` by line, ``meanings`` by language and line, ``texts`` by field; ``is_all`` looks back to the chat's beginning.

    ``sent`` names the answer that was last sent off (``evidence.digest`` of its texts): once it is at Stripe, what stands
    there counts, and a colleague's changes with it.
    """

    language: str
    ticks: dict[str, bool] = msgspec.field(default_factory=dict)
    meanings: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    texts: dict[str, str] = msgspec.field(default_factory=dict)
    is_all: bool = False
    sent: str = ""


_DECODER = msgspec.json.Decoder(PackDraft)


class Work:
    """The evidence of one dispute: what was found, and what the agent has made of it."""

    def __init__(self, desk: Desk, chat: ChatView, paid: Money, dispute: Dispute, draft: PackDraft) -> None:
        self.chat, self.paid, self.dispute, self.draft = chat, paid, dispute, draft
        self._desk = desk
        self.found = self._gather()

    @property
    def language(self) -> str:
        """In which language the bank is to read it."""
        return self.draft.language

    @property
    def items(self) -> tuple[PackItem, ...]:
        """The lines as they are ticked and typed over."""
        ticks, meanings = self.draft.ticks, self.draft.meanings.get(self.language, {})
        return tuple(
            msgspec.structs.replace(
                each, is_taken=ticks.get(each.id, each.is_taken), meaning=meanings.get(each.id, each.meaning)
            )
            for each in self.found.items
        )

    @property
    def texts(self) -> dict[str, str]:
        """The fields as they are filled in; the statement follows the ticks until it is typed or something is staged."""
        typed = {name: text for name, text in self.draft.texts.items() if name in self.found.texts}
        proposed = {STATEMENT: self.found.texts[STATEMENT] or evidence_gather.statement(self.items)}
        return self.found.texts | proposed | typed

    def is_about(self, paid: Money) -> bool:
        """Tell whether this is the payment it is about."""
        return paid.payment.id == self.paid.payment.id

    def speak(self, language: str) -> None:
        """Write the pack in another language; what was found is said anew."""
        self.draft.language = language
        self.found = self._gather()

    def look_further(self) -> None:
        """Look back to where the chat begins."""
        self.draft.is_all = True
        self.found = self._gather()

    def _gather(self) -> evidence_gather.Gathered:
        return evidence_gather.gather(
            self._desk, self.chat, self.paid, self.dispute, self.draft.language, is_all=self.draft.is_all
        )


class PackDrafts(QObject):
    """Keeps them; what was changed is on the disk ``KEEP_AFTER_MS`` later at the latest."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._unkept: Work | None = None
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def of(self, dispute: Dispute) -> PackDraft:
        """Return what was changed about a dispute's evidence; nothing yet where it was never begun."""
        name = _PREFIX + dispute.id
        kept = next((each.body for each in self._desk.commands.view.begun if each.name == name), b"")
        draft = self._read(kept)
        if draft.sent and draft.sent == named(dispute.evidence or {}):
            draft.texts, draft.sent = {}, ""
        return draft

    def _read(self, kept: bytes) -> PackDraft:
        try:
            return _DECODER.decode(kept) if kept else PackDraft(self._desk.terms.language)
        except msgspec.DecodeError:
            # Of another version of the program; the fields are found again.
            return PackDraft(self._desk.terms.language)

    def take(self, changes: Changes) -> None:
        """Settle the drafts of persons of whom something is new: what is at Stripe by now, what nobody asks about any more."""
        for begun in self._desk.commands.view.begun:
            if begun.conversation not in changes.persons or not begun.name.startswith(_PREFIX):
                continue
            dispute = self._dispute(begun)
            if dispute is None:
                continue
            before = self._read(begun.body)
            after = self.of(dispute) if waits_for_answer(dispute) else None
            if after is None or after != before:
                body = b"" if after is None else msgspec.json.encode(after)
                self._desk.commands.keep_begun(msgspec.structs.replace(begun, body=body))

    def _dispute(self, begun: Begun) -> Dispute | None:
        cases = (case for paid in self._desk.reads.payments(begun.conversation) for case in paid.disputes)
        return next((case for case in cases if _PREFIX + case.id == begun.name), None)

    def change(self, work: Work) -> None:
        """Keep what was changed, soon."""
        if self._unkept is not None and self._unkept is not work:
            self.keep()
        self._unkept = work
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep what is not on the disk yet."""
        self._timer.stop()
        work, self._unkept = self._unkept, None
        if work is not None:
            self._put(work, msgspec.json.encode(work.draft))

    def let_go(self) -> None:
        """Keep nothing more of what is worked on: its person may have been erased meanwhile."""
        self._timer.stop()
        self._unkept = None

    def _put(self, work: Work, body: bytes) -> None:
        at = times.to_text(self._desk.clock.now())
        self._desk.commands.keep_begun(Begun(_PREFIX + work.dispute.id, work.chat.conversation, body, at))


def named(said: Mapping[str, str]) -> str:
    """Return what names the texts of an answer, whatever files are with them."""
    return evidence.digest({name: text for name, text in said.items() if name in evidence.TEXT_FIELDS})
