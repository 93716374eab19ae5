"""The form for a message that goes out later: what, when, and whether only without a reply. One for each chat, GUI thread only.

A new one begins with the draft; that of a planned message that is changed with its text and its time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain import policy, times
from inbox.domain.actions import PlanSend, SendText
from inbox.domain.ids import ActionId, ConversationId, MessageId
from inbox.domain.policy import Refused
from inbox.domain.said_times import read_time
from inbox.ui.models.presenters.composer_words import doubt
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.states.composer import FormField, FormKind, MessageForm
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Choice
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

UNLESS_REPLY = "unless-reply"
_ASKING = ActionId("00000000-0000-0000-0000-000000000000")
_SENDING = ActionId("00000000-0000-0000-0000-000000000001")
_SOON = timedelta(hours=2)


class _Typed(msgspec.Struct, frozen=True):
    text: str = ""
    at: str = ""
    exact: str = ""
    """The chosen time as an instant, as long as ``at`` was not typed over."""
    unless_reply: bool = False
    replaces: ActionId | None = None
    reply_to: MessageId | None = None


class LaterForm:
    """``sent`` is called with the chat whose draft has become a planned message."""

    def __init__(self, desk: Desk, clicks: Clicks, sent: Callable[[ConversationId], None]) -> None:
        self._desk = desk
        self._clicks = clicks
        self._sent = sent
        self._typed: _Typed | None = None

    @property
    def is_open(self) -> bool:
        """Whether the form is on screen."""
        return self._typed is not None

    def open(self, draft: str, reply_to: MessageId | None = None) -> None:
        """Open the form for what is written in the field."""
        morning = self._mornings()[0]
        self._typed = self._at(_Typed(draft, reply_to=reply_to), morning)

    def change(self, chat: ChatView, plan: str) -> bool:
        """Open the form for a planned text; False when there is no such one any more."""
        known = next((one for one in self._desk.reads.planned(chat.conversation) if one.id == plan), None)
        if known is None or not isinstance(known.send, SendText):
            return False
        begun = _Typed(known.send.text, "", "", known.unless_reply, known.id, known.send.reply_to)
        self._typed = self._at(begun, times.from_text(known.at))
        return True

    def close(self) -> None:
        """Forget the form."""
        self._typed = None

    def edit(self, field: str, text: str) -> None:
        """Take what was typed into a field."""
        if self._typed is not None:
            changes = {"text": text} if field == "text" else {"at": text, "exact": ""}
            self._typed = msgspec.structs.replace(self._typed, **changes)

    def choose(self, preset: str) -> None:
        """Take a time that is offered, or whether a reply makes the message needless."""
        if self._typed is None:
            return
        if preset == UNLESS_REPLY:
            self._typed = msgspec.structs.replace(self._typed, unless_reply=not self._typed.unless_reply)
        else:
            self._typed = self._at(self._typed, times.from_text(preset))

    def form(self, chat: ChatView) -> MessageForm | None:
        """Return the form as it is shown, None while it is not open."""
        typed = self._typed
        if typed is None:
            return None
        desk, at = self._desk, self._meant(typed)
        now = desk.clock.now()
        problem = self._problem(chat, typed, at)
        only = translate("LaterForm", "Only if there is no reply until then") if typed.unless_reply else ""
        words = translate("LaterForm", "Choose a time")
        if at is not None:
            said = translate("LaterForm", "Send {time}").format(time=desk.moments.coming(at, now))
            words = said[:1].upper() + said[1:]
        return MessageForm(
            kind=FormKind.LATER,
            title=translate("LaterForm", "Change the planned message") if typed.replaces else self._title(),
            fields=(
                FormField(id="text", label=translate("LaterForm", "Message"), value=typed.text, is_long=True),
                FormField(
                    id="at",
                    label=translate("LaterForm", "When"),
                    value=typed.at,
                    hint=translate("LaterForm", "tomorrow 9:00, Friday 14:30, in 2 h"),
                ),
            ),
            presets=self._presets(typed),
            text=typed.text,
            footer=only,
            problem=problem or self._doubt(chat, at),
            button=CardButton(
                intent=Intent.SEND_FORM,
                text=words,
                is_primary=True,
                is_enabled=at is not None and bool(typed.text.strip()) and not problem,
                reason=problem,
            ),
        )

    def send(self, chat: ChatView, came_back: Callable[[], None]) -> None:
        """Plan the message; ``came_back`` is called when it was not taken and the form is there again."""
        typed = self._typed
        at = None if typed is None else self._meant(typed)
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
            unless_reply=typed.unless_reply,
            replaces=typed.replaces,
        )

    def _problem(self, chat: ChatView, typed: _Typed, at: datetime | None) -> str:
        """Return what keeps it from being planned, in words; empty when nothing does."""
        if typed.at.strip() and at is None:
            return translate("LaterForm", "This is no time: write it like tomorrow 9:00 or 24.11. 14:30.")
        said = doubt(typed.text)
        if said or at is None:
            return said
        state = policy.State(
            actor=self._desk.me, now=self._desk.clock.now(), policy=self._desk.terms.policy, blocked=chat.blocked
        )
        decision = policy.decide(self._wish(chat, typed, at, _ASKING, _SENDING), state)
        return words_of(decision.problem, self._desk.language) if isinstance(decision, Refused) else ""

    def _doubt(self, chat: ChatView, at: datetime | None) -> str:
        if at is None or (chat.window_end and at < times.from_unix(chat.window_end)):
            return ""
        return translate("LaterForm", "The 24 hours will be over by then: unless the customer writes, you will be asked.")

    def _meant(self, typed: _Typed) -> datetime | None:
        if typed.exact:
            return times.from_text(typed.exact)
        return read_time(typed.at, self._desk.clock.now(), self._desk.moments.zone)

    def _at(self, typed: _Typed, at: datetime) -> _Typed:
        words = self._desk.moments.coming(at, self._desk.clock.now())
        return msgspec.structs.replace(typed, at=words, exact=times.to_text(at))

    def _mornings(self) -> tuple[datetime, datetime]:
        """Return tomorrow and Monday at the usual time, where the shop is."""
        zone = self._desk.moments.zone
        today = self._desk.clock.now().astimezone(zone).replace(hour=9, minute=0, second=0, microsecond=0)
        return today + timedelta(days=1), today + timedelta(days=7 - today.weekday())

    def _presets(self, typed: _Typed) -> tuple[Choice, ...]:
        moments, now = self._desk.moments, self._desk.clock.now()
        soon = (now + _SOON).replace(second=0, microsecond=0)
        offered = dict.fromkeys((soon, *self._mornings()))
        chosen = [Choice(id=times.to_text(at), text=moments.coming(at, now)) for at in offered]
        only = translate("LaterForm", "Only if there is no reply until then")
        return (*chosen, Choice(id=UNLESS_REPLY, text=only, is_chosen=typed.unless_reply))

    def _give_back(self, typed: _Typed, came_back: Callable[[], None]) -> None:
        if self._typed is None:
            self._typed = typed
            came_back()
