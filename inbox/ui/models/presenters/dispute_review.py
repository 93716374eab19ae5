"""What is staged against a dispute, read once more before it is handed in: by whoever asks for that, and by a second person.

GUI thread only. Handing in is final, so that what was read is named in the wish and the hub compares it with Stripe.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import AskedAnswer, Changes, ChatView, FileProblemError, Money
from inbox.domain import evidence
from inbox.domain.dispute_actions import SubmitEvidence
from inbox.domain.ids import ActionId, ConversationId, MediaId
from inbox.domain.payments import Dispute, waits_for_answer
from inbox.domain.problems import OutsideError, UserError
from inbox.ui.models.presenters import deciding, disputes, evidence_words, wording
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.presenters.reread import Reread
from inbox.ui.models.presenters.staged_pages import StagedPages
from inbox.ui.models.states.entry_page import EntryPage
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Fact
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_FILES = (evidence.CHAT_FILE, evidence.OTHER_FILE)


class ReviewPresenter(QObject):
    """``state`` is the page, None while it is closed; ``done`` tells that it can go away.

    ``reread_wanted`` carries a request of one's own that nobody else could approve; ``save_wanted`` that the pages are;
    ``look_wanted`` the pages, by name and content.
    """

    changed = Signal()
    done = Signal()
    saved = Signal(str)
    failed = Signal(str)
    reread_wanted = Signal(object)
    save_wanted = Signal()
    look_wanted = Signal(str, bytes)

    def __init__(
        self, desk: Desk, clicks: Clicks, count: Callable[[bytes], int], parent: QObject | None = None
    ) -> None:
        """``count`` says how many pages a PDF has."""
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._pages = StagedPages(desk, clicks, count, self)
        self._pages.changed.connect(self._render)
        self._pages.look_wanted.connect(self.look_wanted)
        self._which: tuple[ConversationId, str] | None = None
        self._chat: ChatView | None = None
        self._paid: Money | None = None
        self._asked: tuple[AskedAnswer, ...] = ()
        self._is_deciding = False
        self.state: EntryPage | None = None
        self.acts: dict[str, Callable[[str], None]] = {
            Intent.SUBMIT_ANSWER: self._submit,
            Intent.APPROVE: self._approve,
            Intent.REJECT: self._reject,
            Intent.SAVE_PACK: lambda _: self.save_wanted.emit(),
            Intent.LOOK_AT_PACK: lambda _: self._pages.look(self.file_name),
        }

    def open(self, conversation: ConversationId, payment: str) -> bool:
        """Show what is staged for a payment; False where another page is wanted instead, or there is nothing."""
        self._which, self._is_deciding = (conversation, payment), False
        self._read()
        dispute, waiting = self._dispute, self._waiting
        if dispute is None or not dispute.has_evidence:
            self.close()
            return False
        if waiting is not None and self._is_own(waiting) and deciding.is_alone(self._desk, 0):
            self.reread_wanted.emit(self._reread(dispute, waiting))
            self.close()
            return False
        self._fetch()
        self._render()
        return True

    def close(self) -> None:
        """Look at nothing any more."""
        self._which = None
        self._chat = self._paid = None
        self._pages.forget()
        self._render()

    def act(self, intent: str, subject: str) -> None:
        """Do what a button of the page says."""
        act = self.acts.get(intent)
        if act is not None:
            act(subject)

    def take(self, changes: Changes) -> None:
        """Read again what may have changed; go away once it is decided."""
        if self._which is None:
            return
        conversation, _ = self._which
        if conversation not in changes.persons and conversation not in changes.conversations:
            return
        self._read()
        if self._dispute is None or not self._dispute.has_evidence:
            self.done.emit()
        else:
            self._fetch()
            self._render()

    @property
    def file_name(self) -> str:
        """Under which name the pages are offered."""
        dispute = self._dispute
        return "" if dispute is None else evidence_words.file_name(dispute.id)

    def save(self, path: str) -> None:
        """Save the staged pages where the agent wants them."""
        media = self._media
        if media is not None:
            asked = self._desk.commands.save_media(media, Path(path))
            self._clicks.watch(asked, partial(self._was_saved, Path(path).name))

    # -- inside --------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        assert self._which is not None
        conversation, payment = self._which
        self._chat = next(iter(self._desk.reads.chats([conversation])), None)
        payments = self._desk.reads.payments(conversation)
        self._paid = next((each for each in payments if each.payment.id == payment), None)
        self._asked = self._desk.reads.answers_asked(conversation)

    @property
    def _dispute(self) -> Dispute | None:
        """The dispute the bank waits for an answer to; None once it has one."""
        found = None if self._paid is None else disputes.open_case(self._paid)
        return found if found is not None and waits_for_answer(found) else None

    @property
    def _waiting(self) -> AskedAnswer | None:
        dispute = self._dispute
        waits = (each for each in self._asked if each.kind == "submit_evidence" and each.state == "needs_approval")
        return next((each for each in waits if dispute is not None and each.dispute == dispute.id), None)

    @property
    def _media(self) -> MediaId | None:
        """The hub's copy of the very file that is at Stripe; None where it came to Stripe otherwise."""
        dispute = self._dispute
        files = set() if dispute is None else {(dispute.evidence or {}).get(name) for name in _FILES}
        staged = (each for each in self._asked if each.kind == "stage_evidence" and each.media is not None)
        return next((each.media for each in staged if each.file is not None and each.file in files), None)

    def _fetch(self) -> None:
        media = self._media
        if media is not None:
            self._pages.fetch(media)

    def _is_own(self, asked: AskedAnswer) -> bool:
        return asked.agent == self._desk.me.agent

    def _submit(self, _subject: str) -> None:
        dispute, which = self._dispute, self._which
        if dispute is None or which is None or self._waiting is not None:
            return
        wish = SubmitEvidence(
            id=self._clicks.new_id(),
            conversation=which[0],
            dispute=dispute.id,
            seen=evidence.digest(dispute.evidence or {}),
        )
        self._clicks.click(wish)
        self.done.emit()

    def _approve(self, _subject: str) -> None:
        self._decide(self._desk.commands.approve)

    def _reject(self, _subject: str) -> None:
        self._decide(self._desk.commands.reject)

    def _decide(self, ask: Callable[[ActionId], object]) -> None:
        waiting = self._waiting
        if waiting is not None and not self._is_deciding:
            self._is_deciding = True
            self._clicks.watch(ask(waiting.action), self._told)  # type: ignore[arg-type]  # both answer with a future
            self._render()

    def _told(self, error: UserError | OutsideError | None) -> None:
        self._is_deciding = False
        if error is None:
            self.done.emit()
            return
        self._clicks.fail(error)
        self._render()

    def _was_saved(self, name: str, error: UserError | OutsideError | None) -> None:
        if error is None:
            self.saved.emit(name)
        elif isinstance(error, FileProblemError):
            self.failed.emit(words_of(error.problem, self._desk.language))
        else:
            self.failed.emit(error.message)

    def _render(self) -> None:
        dispute = self._dispute
        state = None if dispute is None or self._chat is None else self._page(self._chat, dispute)
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _page(self, chat: ChatView, dispute: Dispute) -> EntryPage:
        section = Section(
            id=dispute.id,
            title=self._title(dispute),
            facts=self._facts(dispute),
            details=(self._words(dispute),),
            buttons=self._buttons(dispute),
        )
        return EntryPage(
            title=translate("DisputeReview", "Answer to the dispute"), section=section, person=wording.shown_name(chat.name)
        )

    def _title(self, dispute: Dispute) -> str:
        amount = self._desk.amount(dispute.amount or 0, dispute.currency)
        due = disputes.due(self._desk, dispute)
        until = translate("DisputeReview", "answer by {day}").format(day=due) if due else disputes.until(self._desk, dispute)
        return " · ".join(part for part in (amount, disputes.reason(dispute.reason), until) if part)

    def _facts(self, dispute: Dispute) -> tuple[Fact, ...]:
        staged = dispute.evidence or {}
        order = (*evidence.TEXT_FIELDS, *_FILES)
        names = [*(name for name in order if name in staged), *(name for name in staged if name not in order)]
        return tuple(Fact(evidence_words.field(name), self._value(name, staged[name])) for name in names)

    def _value(self, name: str, said: str) -> str:
        """Return a text as it is, and of a file what can be known of it: a file of Stripe's own is seen there alone."""
        if not said.startswith("file_"):
            return " ".join(said.split())
        if name in _FILES and self._media is not None:
            return " · ".join(part for part in (self.file_name, self._pages.said) if part)
        return translate("DisputeReview", "A file added in Stripe; look at it there")

    def _words(self, dispute: Dispute) -> str:
        if late := disputes.now_what(self._desk, dispute):
            return late
        waiting = self._waiting
        if waiting is None and deciding.is_alone(self._desk, 0):
            return translate(
                "DisputeReview",
                "This can be handed in once and not be changed afterwards. Nobody else can approve it, so you read it once more"
                " and confirm it after a minute.",
            )
        if waiting is None:
            return translate(
                "DisputeReview", "This can be handed in once and not be changed afterwards. A second person reads it first."
            )
        if self._is_own(waiting):
            return translate("DisputeReview", "You have asked for it. Somebody else reads it and hands it in.")
        name = waiting.agent_name or self._desk.name_of(waiting.agent)
        if waiting.seen != evidence.digest(dispute.evidence or {}):
            words = translate("DisputeReview", "It was changed since {name} asked, so it cannot be handed in like this.")
            return words.format(name=name)
        words = translate("DisputeReview", "{name} asks to hand this in. That can be done once and not be changed afterwards.")
        return words.format(name=name)

    def _buttons(self, dispute: Dispute) -> tuple[CardButton, ...]:
        waiting = self._waiting
        offline = "" if self._desk.is_online else translate("DisputeReview", "There is no connection to the hub.")
        busy = translate("DisputeReview", "Your decision is on its way.") if self._is_deciding else offline
        late = disputes.now_what(self._desk, dispute)
        found: list[CardButton] = []
        if waiting is None:
            text = translate("DisputeReview", "Ask to hand in")
            if deciding.is_alone(self._desk, 0):
                text = translate("DisputeReview", "Go on to hand in")
            found.append(_button(Intent.SUBMIT_ANSWER, text, late or offline, is_primary=True))
        elif self._is_own(waiting):
            found.append(_button(Intent.REJECT, translate("DisputeReview", "Withdraw"), busy))
        elif deciding.may_decide(self._desk):
            is_same = waiting.seen == evidence.digest(dispute.evidence or {})
            other = late or ("" if is_same else translate("DisputeReview", "It was changed meanwhile."))
            if not other and self._media is not None:
                other = self._pages.against
            found.append(_button(Intent.APPROVE, translate("DisputeReview", "Hand in now"), busy or other, is_primary=True))
            found.append(_button(Intent.REJECT, translate("DisputeReview", "Reject"), busy))
        if self._media is not None:
            found.append(_button(Intent.LOOK_AT_PACK, translate("DisputeReview", "Look at the pages"), ""))
            found.append(_button(Intent.SAVE_PACK, translate("DisputeReview", "Save the pages …"), ""))
        return tuple(found)

    def _reread(self, dispute: Dispute, waiting: AskedAnswer) -> Reread:
        return Reread(
            action=waiting.action,
            since=waiting.changed_at,
            what=self._title(dispute),
            facts=self._facts(dispute),
            confirm=translate("DisputeReview", "Hand in alone"),
            person="" if self._chat is None else wording.shown_name(self._chat.name),
            pages=self._media,
            pages_name=self.file_name,
        )


def _button(intent: Intent, text: str, reason: str, *, is_primary: bool = False) -> CardButton:
    moves = intent is Intent.APPROVE
    return CardButton(
        intent=intent, text=text, is_primary=is_primary, is_enabled=not reason, reason=reason, moves_money=moves
    )
