"""The page of evidence for one dispute: ticked and edited line by line, printed as a PDF, staged at Stripe. GUI thread only.

What was changed is kept in the desk's file until it is staged, whatever goes wrong on the way. Printing is somebody else's
thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import Changes, FileProblemError
from inbox.domain import evidence
from inbox.domain.dispute_actions import Field, StageEvidence
from inbox.domain.evidence_pack import Printed, PrintedPack
from inbox.domain.ids import ConversationId, MediaId
from inbox.domain.policy import Refused, State, decide
from inbox.domain.problems import OutsideError, UserError
from inbox.ui.models.presenters import disputes, evidence_draft, evidence_page, evidence_print, evidence_words, wording
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.evidence_draft import PackDrafts, Work
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.states.evidence import EvidencePage
from inbox.ui.models.states.intents import Intent

translate = QCoreApplication.translate

Printing = Callable[[PrintedPack], "Future[Printed]"]
"""Prints a pack as PDF on a thread of its own."""


class EvidencePresenter(QObject):
    """``state`` is the page, None while it is closed. ``done`` tells that all was handed to the hub, ``saved`` a file's name.

    ``look_wanted`` carries the pages as they would be handed in: their name and the PDF.
    """

    changed = Signal()
    done = Signal()
    saved = Signal(str)
    failed = Signal(str)
    look_wanted = Signal(str, bytes)
    save_wanted = Signal()

    def __init__(self, desk: Desk, clicks: Clicks, printing: Printing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._printing = printing
        self._drafts = PackDrafts(desk, self)
        self._work: Work | None = None
        self._progress = self._problem = ""
        self._print_said = Printed(b"", 0)
        """The last print as long as nothing was changed since."""
        self.state: EvidencePage | None = None

    def open(self, conversation: ConversationId, payment: str) -> None:
        """Show the evidence of the open case of a payment, as it was left."""
        chat = next(iter(self._desk.reads.chats([conversation])), None)
        paid = next((each for each in self._desk.reads.payments(conversation) if each.payment.id == payment), None)
        dispute = None if paid is None else disputes.open_case(paid)
        if chat is None or paid is None or dispute is None or not disputes.takes_answer(self._desk, dispute):
            return
        self._work = Work(self._desk, chat, paid, dispute, self._drafts.of(dispute))
        self._progress = self._problem = ""
        self._print_said = Printed(b"", 0)
        self._render()

    def close(self) -> None:
        """Go away; what was changed stays."""
        self._drafts.keep()
        self._work = None
        self._render()

    def take(self, changes: Changes) -> None:
        """Settle what is at Stripe by now, and go away once nobody waits for an answer any more."""
        self._drafts.take(changes)
        work = self._work
        if work is None or work.chat.conversation not in changes.persons or self._progress:
            return
        paid = next((each for each in self._desk.reads.payments(work.chat.conversation) if work.is_about(each)), None)
        dispute = None if paid is None else disputes.open_case(paid)
        if dispute is None or dispute.id != work.dispute.id or not disputes.takes_answer(self._desk, dispute):
            self._drafts.let_go()
            self.done.emit()

    # -- what the agent does -------------------------------------------------------------------------------------------

    def tick(self, item: str, is_taken: bool) -> None:
        """Take a line, or leave it out."""
        if self._work is not None:
            self._work.draft.ticks[item] = is_taken
            self._changed(self._work)

    def edit_meaning(self, item: str, text: str) -> None:
        """Let a line mean something else."""
        if self._work is not None:
            self._work.draft.meanings.setdefault(self._work.language, {})[item] = text
            self._changed(self._work)

    def edit_field(self, field: str, text: str) -> None:
        """Fill in a field."""
        if self._work is not None and field in self._work.found.texts:
            self._work.draft.texts[field] = text
            self._changed(self._work)

    def choose_language(self, language: str) -> None:
        """Write the pack in another language; what was not typed is proposed anew."""
        if self._work is not None and language != self._work.language:
            self._work.speak(language)
            self._changed(self._work)

    def act(self, intent: str, _subject: str) -> None:
        """Do what a button of the page says."""
        work = self._work
        if work is None or self._progress:
            return
        if intent == Intent.STAGE_ANSWER and not self._against(work):
            self._print(work, self._printed)
        elif intent == Intent.LOOK_AT_PACK:
            self._print(work, self._show_printed)
        elif intent == Intent.SAVE_PACK:
            self.save_wanted.emit()
        elif intent == Intent.LOOK_FURTHER:
            work.look_further()
            self._changed(work)

    def save(self, path: str) -> None:
        """Save the pages where the agent wants them."""
        if self._work is not None and not self._progress:
            self._print(self._work, partial(self._save_printed, Path(path)))

    @property
    def file_name(self) -> str:
        """Under which name the pages are offered."""
        return "" if self._work is None else evidence_words.file_name(self._work.dispute.id)

    def _changed(self, work: Work) -> None:
        self._problem = ""
        self._print_said = Printed(b"", 0)
        self._drafts.change(work)
        self._render()

    # -- on its way ----------------------------------------------------------------------------------------------------

    def _print(self, work: Work, then: Callable[[Work, Printed], None]) -> None:
        self._progress, self._problem = translate("Evidence", "The pages are being made …"), ""
        printed = self._printing(evidence_print.pack(self._desk, work))
        self._clicks.watch(printed, partial(self._came, work, printed, then))
        self._render()

    def _came(
        self,
        work: Work,
        printed: Future[Printed],
        then: Callable[[Work, Printed], None],
        error: UserError | OutsideError | None,
    ) -> None:
        self._progress = ""
        if error is not None:
            self._stopped(error.message)
        else:
            self._print_said = printed.result()
            then(work, printed.result())

    def _printed(self, work: Work, printed: Printed) -> None:
        if too_much := self._too_much(work, printed):
            self._stopped(too_much)
            return
        self._progress = translate("Evidence", "The pages go to the hub …")
        asked = self._desk.commands.hand_over(f"evidence-{work.dispute.id}.pdf", "application/pdf", printed.content)
        self._clicks.watch(asked, partial(self._handed_over, work, asked))
        self._render()

    def _handed_over(self, work: Work, asked: Future[MediaId], error: UserError | OutsideError | None) -> None:
        if error is not None:
            self._stopped(error.message)
            return
        wish = self._wish(work, asked.result())
        self._progress = ""
        # Kept all the same: the hub may refuse it, and whoever changes it again goes on from the same ticks.
        work.draft.sent = evidence_draft.named({str(name): text for name, text in wish.evidence.items()})
        self._drafts.change(work)
        self._drafts.keep()
        self._clicks.click(wish)
        if self._work is work:
            self.done.emit()
        self._render()

    def _show_printed(self, work: Work, printed: Printed) -> None:
        self._problem = self._too_much(work, printed)
        self.look_wanted.emit(evidence_words.file_name(work.dispute.id), printed.content)
        self._render()

    def _save_printed(self, path: Path, work: Work, printed: Printed) -> None:
        self._problem = self._too_much(work, printed)
        asked = self._desk.commands.save_bytes(path, printed.content)
        self._clicks.watch(asked, partial(self._was_saved, path.name))
        self._render()

    def _was_saved(self, name: str, error: UserError | OutsideError | None) -> None:
        if error is None:
            self.saved.emit(name)
        elif isinstance(error, FileProblemError):
            self.failed.emit(words_of(error.problem, self._desk.language))
        else:
            self.failed.emit(error.message)

    def _stopped(self, words: str) -> None:
        self._progress, self._problem = "", words
        self._render()

    def _too_much(self, work: Work, printed: Printed) -> str:
        """Return why Stripe or the bank would not take the pages, with the way out; empty when they do."""
        most = evidence.most_pages(work.paid.payment.method_label)
        if printed.pages > most:
            words = translate(
                "Evidence", "These are {pages}, and the customer's bank reads {most} at most: leave some lines out."
            )
            return words.format(pages=evidence_words.pages(printed.pages), most=most)
        if len(printed.content) > evidence.MOST_BYTES:
            words = translate("Evidence", "The pages have {size}, and Stripe takes {most} at most: leave some lines out.")
            language = self._desk.language
            used = wording.file_size(len(printed.content), language)
            return words.format(size=used, most=wording.file_size(evidence.MOST_BYTES, language))
        return ""

    def _wish(self, work: Work, media: MediaId | None) -> StageEvidence:
        texts = {name: text.strip() for name, text in work.texts.items() if text.strip()}
        return StageEvidence(
            id=self._clicks.new_id(),
            conversation=work.chat.conversation,
            dispute=work.dispute.id,
            evidence=cast("dict[Field, str]", texts),
            media=media,
            file_as="customer_communication" if evidence.is_told_by_chat(work.dispute.reason) else "uncategorized_file",
        )

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _against(self, work: Work) -> str:
        """Return why it cannot be staged as it is; empty when it can."""
        if not self._desk.is_online:
            return translate("Evidence", "There is no connection to the hub; what you have typed stays here.")
        wish = self._wish(work, MediaId("m_0") if any(item.is_taken for item in work.items) else None)
        facts = State(actor=self._desk.me, now=self._desk.clock.now(), disputes=(work.dispute,))
        decision = decide(wish, facts)
        if not isinstance(decision, Refused):
            return ""
        return words_of(decision.problem, self._desk.language)

    def _render(self) -> None:
        work = self._work
        state = None
        if work is not None:
            going = evidence_page.Going(self._against(work), self._problem, self._progress, self._print_said)
            state = evidence_page.page(self._desk, work, going)
        if state != self.state:
            self.state = state
            self.changed.emit()
