"""The page of evidence for one dispute: ticked and edited line by line, printed as a PDF, staged at Stripe. GUI thread only.

What was typed is kept per dispute until the program ends, whatever goes wrong on the way. Printing is somebody else's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import cast

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import ChatView, FileProblemError, Money
from inbox.domain import evidence, times
from inbox.domain.dispute_actions import Field, StageEvidence
from inbox.domain.evidence_pack import PackItem, PrintedPack
from inbox.domain.ids import ConversationId, MediaId
from inbox.domain.payments import Dispute, waits_for_answer
from inbox.domain.policy import Refused, State, decide
from inbox.domain.problems import OutsideError, UserError
from inbox.ui.models.presenters import disputes, evidence_gather, evidence_print, evidence_words
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.states.evidence import EvidenceField, EvidenceLine, EvidencePage
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Choice
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

Printing = Callable[[PrintedPack], "Future[bytes]"]
"""Prints a pack as PDF on a thread of its own."""

_LANGUAGES = (("de", "Deutsch"), ("en", "English"))
_WORTH_COUNTING = 2
"""A field's room is counted once more than this part of it is used."""


class _Work(msgspec.Struct):
    """What was put together for one dispute so far."""

    chat: ChatView
    paid: Money
    dispute: Dispute
    language: str
    items: tuple[PackItem, ...]
    texts: dict[str, str]
    since: str
    is_cut: bool
    own_statement: bool = False
    """The statement was typed by hand and follows the ticks no more."""


class EvidencePresenter(QObject):
    """``state`` is the page, None while it is closed. ``done`` tells that all was handed to the hub, ``saved`` a file's name."""

    changed = Signal()
    done = Signal()
    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, desk: Desk, clicks: Clicks, printing: Printing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._printing = printing
        self._kept: dict[str, _Work] = {}
        self._work: _Work | None = None
        self._progress = self._problem = ""
        self.state: EvidencePage | None = None

    def open(self, conversation: ConversationId, payment: str) -> None:
        """Show the evidence of the open case of a payment, as it was left."""
        chat = next(iter(self._desk.reads.chats([conversation])), None)
        paid = next((each for each in self._desk.reads.payments(conversation) if each.payment.id == payment), None)
        dispute = None if paid is None else disputes.open_case(paid)
        if chat is None or paid is None or dispute is None or not waits_for_answer(dispute):
            return
        kept = self._kept.get(dispute.id)
        self._work = self._begun(chat, paid, dispute, self._desk.terms.language) if kept is None else kept
        self._work.dispute = dispute
        self._kept[dispute.id] = self._work
        self._progress = self._problem = ""
        self._render()

    def close(self) -> None:
        """Go away; what was typed stays."""
        self._work = None
        self._render()

    def _begun(self, chat: ChatView, paid: Money, dispute: Dispute, language: str) -> _Work:
        found = evidence_gather.gather(self._desk, chat, paid, dispute, language)
        own = bool(found.texts.get("uncategorized_text"))
        texts = dict(found.texts)
        if not own:
            texts["uncategorized_text"] = evidence_gather.statement(found.items)
        return _Work(chat, paid, dispute, language, found.items, texts, found.since, found.is_cut, own)

    # -- what the agent does -------------------------------------------------------------------------------------------

    def tick(self, item: str, is_taken: bool) -> None:
        """Take a line, or leave it out."""
        self._change(item, is_taken=is_taken)

    def edit_meaning(self, item: str, text: str) -> None:
        """Let a line mean something else."""
        self._change(item, meaning=text)

    def edit_field(self, field: str, text: str) -> None:
        """Fill in a field."""
        if self._work is None or field not in self._work.texts:
            return
        self._work.texts[field] = text
        self._work.own_statement = self._work.own_statement or field == "uncategorized_text"
        self._render()

    def choose_language(self, language: str) -> None:
        """Write the pack in another language; lines and fields are proposed anew."""
        work = self._work
        if work is None or language == work.language:
            return
        ticks = {item.id: item.is_taken for item in work.items}
        fresh = self._begun(work.chat, work.paid, work.dispute, language)
        fresh.items = tuple(msgspec.structs.replace(each, is_taken=ticks.get(each.id, each.is_taken)) for each in fresh.items)
        fresh.texts |= {name: text for name, text in work.texts.items() if text and name != "uncategorized_text"}
        if work.own_statement:
            fresh.texts["uncategorized_text"], fresh.own_statement = work.texts["uncategorized_text"], True
        else:
            fresh.texts["uncategorized_text"] = evidence_gather.statement(fresh.items)
        self._work = self._kept[work.dispute.id] = fresh
        self._render()

    def act(self, intent: str, _subject: str) -> None:
        """Stage what is put together."""
        if intent == Intent.STAGE_ANSWER and self._work is not None and not self._progress and not self._against(self._work):
            self._progress = translate("Evidence", "The pages are being made …")
            printed = self._printing(self._pack(self._work))
            self._clicks.watch(printed, partial(self._printed, self._work, printed))
            self._render()

    def save(self, path: str) -> None:
        """Save the pages where the agent wants them."""
        if self._work is not None and not self._progress:
            self._progress = translate("Evidence", "The pages are being made …")
            printed = self._printing(self._pack(self._work))
            self._clicks.watch(printed, partial(self._save_printed, Path(path), printed))
            self._render()

    @property
    def file_name(self) -> str:
        """Under which name the pages are offered."""
        return "" if self._work is None else evidence_words.file_name(self._work.dispute.id)

    def _change(self, item: str, **changes: object) -> None:
        work = self._work
        if work is None:
            return
        work.items = tuple(msgspec.structs.replace(each, **changes) if each.id == item else each for each in work.items)
        if not work.own_statement:
            work.texts["uncategorized_text"] = evidence_gather.statement(work.items)
        self._render()

    # -- on its way ----------------------------------------------------------------------------------------------------

    def _printed(self, work: _Work, printed: Future[bytes], error: UserError | OutsideError | None) -> None:
        if error is not None:
            self._stopped(error.message)
            return
        content = printed.result()
        if len(content) > evidence.MOST_BYTES:
            self._stopped(translate("Evidence", "The pages are larger than Stripe takes; leave some lines out."))
            return
        self._progress = translate("Evidence", "The pages go to the hub …")
        asked = self._desk.commands.hand_over(f"evidence-{work.dispute.id}.pdf", "application/pdf", content)
        self._clicks.watch(asked, partial(self._handed_over, work, asked))
        self._render()

    def _handed_over(self, work: _Work, asked: Future[MediaId], error: UserError | OutsideError | None) -> None:
        if error is not None:
            self._stopped(error.message)
            return
        wish = self._wish(work, asked.result())
        self._progress = ""
        self._clicks.click(wish)
        self._kept.pop(work.dispute.id, None)
        if self._work is work:
            self.done.emit()
        self._render()

    def _save_printed(self, path: Path, printed: Future[bytes], error: UserError | OutsideError | None) -> None:
        self._progress = ""
        if error is not None:
            self._stopped(error.message)
            return
        asked = self._desk.commands.save_bytes(path, printed.result())
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

    def _wish(self, work: _Work, media: MediaId | None) -> StageEvidence:
        texts = {name: text.strip() for name, text in work.texts.items() if text.strip()}
        by_chat = work.dispute.reason in (evidence.FRAUD, evidence.NOT_RECEIVED, evidence.NOT_AS_DESCRIBED)
        return StageEvidence(
            id=self._clicks.new_id(),
            conversation=work.chat.conversation,
            dispute=work.dispute.id,
            evidence=cast("dict[Field, str]", texts),
            media=media,
            file_as="customer_communication" if by_chat else "uncategorized_file",
        )

    def _pack(self, work: _Work) -> PrintedPack:
        return evidence_print.pack(self._desk, work.chat, work.paid, work.dispute, work.items, work.texts, work.language)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _against(self, work: _Work) -> str:
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
        state = None if self._work is None else self._page(self._work)
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _page(self, work: _Work) -> EvidencePage:
        against = self._against(work)
        busy = self._progress
        stage = CardButton(
            intent=Intent.STAGE_ANSWER,
            text=translate("Evidence", "Stage at Stripe"),
            is_primary=True,
            is_enabled=not against and not busy,
            reason=against or busy,
        )
        save = CardButton(intent=Intent.SAVE_PACK, text=translate("Evidence", "Save as PDF …"), is_enabled=not busy, reason=busy)
        taken = sum(item.is_taken for item in work.items)
        used = evidence.length(work.texts)
        return EvidencePage(
            dispute=work.dispute.id,
            intro=self._intro(work),
            languages=tuple(Choice(id=each, text=text, is_chosen=each == work.language) for each, text in _LANGUAGES),
            lines=tuple(self._line(item) for item in work.items),
            lines_head=translate("Evidence", "In the order of time: {taken} of {count} are taken").format(
                taken=taken, count=len(work.items)
            ),
            reach=self._reach(work),
            fields=tuple(self._field(name, text) for name, text in work.texts.items()),
            missing=self._missing(work),
            counted=translate("Evidence", "{used} of {most} characters").format(
                used=self._number(used), most=self._number(evidence.MOST_TOGETHER)
            ),
            problem=self._problem or against,
            progress=busy,
            stage=stage,
            save=save,
        )

    def _intro(self, work: _Work) -> str:
        amount = self._desk.amount(work.dispute.amount or 0, work.dispute.currency or work.paid.payment.currency)
        due = disputes.due(self._desk, work.dispute)
        until = translate("Evidence", "answer by {day}").format(day=due) if due else ""
        parts = (amount, disputes.reason(work.dispute.reason), until)
        said = " · ".join(part for part in parts if part)
        return f"{said}. " + translate(
            "Evidence", "Staging hands nothing in: a second person reads it first. The bank reads only what stands here."
        )

    def _line(self, item: PackItem) -> EvidenceLine:
        moments, now = self._desk.moments, self._desk.clock.now()
        at = times.from_text(item.at)
        when = f"{moments.short_day(moments.day(at), moments.day(now))} {moments.clock(at)}"
        who = evidence_words.who(item.who)
        head = " · ".join(part for part in (when, who, item.status) if part)
        return EvidenceLine(id=item.id, head=head, text=item.text, meaning=item.meaning, is_taken=item.is_taken)

    def _field(self, name: str, text: str) -> EvidenceField:
        most, used = evidence.most_in(name), len(text)
        is_long = name in evidence.LONG_FIELDS
        count = f"{self._number(used)} / {self._number(most)}" if used * _WORTH_COUNTING > most else ""
        return EvidenceField(
            id=name, label=evidence_words.field(name), text=text, is_long=is_long, count=count, has_problem=used > most
        )

    def _missing(self, work: _Work) -> str:
        empty = [name for name in evidence.wanted_for(work.dispute.reason) if not work.texts.get(name, "").strip()]
        if not empty:
            return ""
        names = ", ".join(evidence_words.field(name) for name in empty)
        return translate("Evidence", "Missing, and it weighs with this reason: {names}.").format(names=names)

    def _reach(self, work: _Work) -> str:
        if not work.since:
            return translate("Evidence", "No messages around this payment are on this computer.")
        moments = self._desk.moments
        day = moments.short_day(moments.day(times.from_text(work.since)), moments.day(self._desk.clock.now()))
        words = translate("Evidence", "Messages since {day}, from this computer's copy. Notes of the team are never among them.")
        if work.is_cut:
            words = translate("Evidence", "Only the newest messages, since {day}. Notes of the team are never among them.")
        return words.format(day=day)

    def _number(self, value: int) -> str:
        return f"{value:,}".replace(",", "." if self._desk.language == "de" else ",")
