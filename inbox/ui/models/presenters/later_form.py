"""The form for a message that goes out later: what, when, and whether only without a reply. One for each chat, GUI thread only.

A new one begins with the draft; that of a planned message that is changed with its text and its time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain import policy, times
from inbox.domain.actions import PlanSend, SendText
from inbox.domain.ids import ActionId, ConversationId, MessageId
from inbox.domain.policy import Refused
from inbox.ui.models.gaps import readable
from inbox.ui.models.presenters.composer_words import doubt
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.planned_time import PlannedTime, When
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.states.composer import FormField, FormKind, Gaps, MessageForm
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_ASKING = ActionId("00000000-0000-0000-0000-000000000000")
_SENDING = ActionId("00000000-0000-0000-0000-000000000001")


class _Typed(msgspec.Struct, frozen=True):
    text: str
    when: When
    replaces: ActionId | None = None
    reply_to: MessageId | None = None


class LaterForm:
    """``sent`` is called with the chat whose draft has become a planned message."""

    def __init__(self, desk: Desk, clicks: Clicks, sent: Callable[[ConversationId], None]) -> None:
        self._desk = desk
        self._clicks = clicks
        self._sent = sent
        self._times = PlannedTime(desk)
        self._typed: _Typed | None = None

    @property
    def is_open(self) -> bool:
        """Whether the form is on screen."""
        return self._typed is not None

    def open(self, chat: ChatView, draft: str, reply_to: MessageId | None = None) -> None:
        """Open the form for what is written in the field."""
        when = self._times.begin(times.from_unix(chat.window_end) if chat.window_end else None)
        self._typed = _Typed(draft, when, reply_to=reply_to)

    def change(self, chat: ChatView, plan: str) -> bool:
        """Open the form for a planned text; False when there is no such one any more."""
        known = next((one for one in self._desk.reads.planned(chat.conversation) if one.id == plan), None)
        if known is None or not isinstance(known.send, SendText):
            return False
        when = self._times.at(When(unless_reply=known.unless_reply), times.from_text(known.at))
        self._typed = _Typed(known.send.text, when, known.id, known.send.reply_to)
        return True

    def close(self) -> None:
        """Forget the form."""
        self._typed = None

    def edit(self, field: str, text: str) -> None:
        """Take what was typed into a field."""
        typed = self._typed
        if typed is not None and field == "text":
            self._typed = msgspec.structs.replace(typed, text=text)
        elif typed is not None:
            self._typed = msgspec.structs.replace(typed, when=self._times.type(typed.when, text))

    def choose(self, preset: str) -> None:
        """Take a time that is offered, or whether a reply makes the message needless."""
        if self._typed is not None:
            when = self._times.choose(self._typed.when, preset)
            self._typed = msgspec.structs.replace(self._typed, when=when)

    def form(self, chat: ChatView) -> MessageForm | None:
        """Return the form as it is shown, None while it is not open."""
        typed = self._typed
        if typed is None:
            return None
        at = self._times.meant(typed.when)
        problem = self._problem(chat, typed, at)
        return MessageForm(
            kind=FormKind.LATER,
            title=translate("LaterForm", "Change the planned message") if typed.replaces else self._title(),
            fields=(
                FormField(
                    id="text", label=translate("LaterForm", "Message"), value=typed.text, is_long=True, gaps=Gaps.FILL
                ),
                self._times.field(typed.when),
            ),
            presets=self._times.presets(typed.when),
            text=readable(typed.text),
            footer=self._times.condition(typed.when),
            problem=problem,
            warning="" if problem else self._warning(chat, at),
            button=CardButton(
                intent=Intent.SEND_FORM,
                text=self._times.button(typed.when),
                is_primary=True,
                is_enabled=at is not None and bool(typed.text.strip()) and not problem,
                reason=problem,
            ),
        )

    def send(self, chat: ChatView, came_back: Callable[[], None]) -> None:
        """Plan the message; ``came_back`` is called when it was not taken and the form is there again."""
        typed = self._typed
        at = None if typed is None else self._times.meant(typed.when)
        if typed is None or at is None or not typed.text.strip() or self._problem(chat, typed, at):
            return
        wish = self._wish(chat, typed, at, self._clicks.new_id(), self._clicks.new_id())
        self._clicks.click(wish, undone=partial(self._give_back, typed, came_back))
        self.close()
        if typed.replaces is None:
            self._sent(chat.conversation)

    @staticmethod
    def _title() -> str:
        return translate("LaterForm", "Send later")

    def _wish(self, chat: ChatView, typed: _Typed, at: datetime, name: ActionId, send: ActionId) -> PlanSend:
        which = chat.conversation
        text = SendText(id=send, conversation=which, text=typed.text.strip()[:4096] or "…", reply_to=typed.reply_to)
        return PlanSend(
            id=name,
            conversation=which,
            at=times.to_text(at),
            send=text,
            unless_reply=typed.when.unless_reply,
            replaces=typed.replaces,
        )

    def _problem(self, chat: ChatView, typed: _Typed, at: datetime | None) -> str:
        """Return what keeps it from being planned, in words; empty when nothing does."""
        said = self._times.problem(typed.when) or doubt(typed.text)
        if said or at is None:
            return said
        state = policy.State(
            actor=self._desk.me, now=self._desk.clock.now(), policy=self._desk.terms.policy, blocked=chat.blocked
        )
        decision = policy.decide(self._wish(chat, typed, at, _ASKING, _SENDING), state)
        return words_of(decision.problem, self._desk.language) if isinstance(decision, Refused) else ""

    def _warning(self, chat: ChatView, at: datetime | None) -> str:
        if at is None or (chat.window_end and at < times.from_unix(chat.window_end)):
            return ""
        return translate("LaterForm", "The 24 hours will be over by then: unless the customer writes, you will be asked.")

    def _give_back(self, typed: _Typed, came_back: Callable[[], None]) -> None:
        if self._typed is None:
            self._typed = typed
            came_back()
