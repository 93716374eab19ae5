"""The head of the open chat: who it is, until when one can write, who has it, what can be done with the whole chat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import Changes, ChatView
from inbox.domain import policy, reach, times, window
from inbox.domain.actions import Assign, BlockPerson, SetStatus
from inbox.domain.ids import AgentId, ConversationId
from inbox.domain.policy import Refused
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.rows import Chip, Tone
from inbox.ui.models.states.chat import ChatHead, ChatState
from inbox.ui.models.states.parts import Choice, Empty, Notice

translate = QCoreApplication.translate

_MORNING = 9
_WEIGHT = ("viewing", "typing", "refunding", "holding")


class HeaderPresenter(QObject):
    """``state`` is the chat pane's without holds, which the undo bar's presenter has. ``resolved`` names the chat left."""

    changed = Signal()
    resolved = Signal(str)

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._chat: ChatView | None = None
        self.state = self._state()

    @property
    def chat(self) -> ChatView | None:
        """The open chat's row as it is now."""
        return self._chat

    def open(self, conversation: ConversationId) -> None:
        """Show another chat."""
        self._read(conversation)

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        if self._chat is None:
            return
        if self._chat.conversation in changes.conversations or changes.flags:
            self._read(self._chat.conversation)

    def refresh(self) -> None:
        """Say the time that is left anew; called once a minute."""
        self._render()

    def assign(self, agent: str) -> None:
        """Give the chat to somebody, or to nobody."""
        if self._chat is not None:
            who = AgentId(agent) if agent else None
            self._clicks.click(Assign(id=self._clicks.new_id(), conversation=self._chat.conversation, agent=who))

    def take_over(self) -> None:
        """Give the chat to the agent at this desk."""
        self.assign(self._desk.me.agent)

    def snooze(self, until: str) -> None:
        """Let the chat sleep; ``until`` is one of the offered choices, RFC 3339."""
        self._set_status("snoozed", until)

    def resolve(self) -> None:
        """Put the chat away as done."""
        if self._chat is not None and self._chat.status != "resolved":
            self._set_status("resolved")
            self.resolved.emit(self._chat.conversation)

    def block(self, choice: str) -> None:
        """Block the person for one of the offered reasons, or let a blocked one write again."""
        chat = self._chat
        if chat is None:
            return
        is_blocking = not chat.blocked
        reason = next((each.text for each in _reasons() if each.id == choice), None) if is_blocking else None
        wish = BlockPerson(
            id=self._clicks.new_id(), conversation=chat.conversation, blocked=is_blocking, reason=reason
        )
        ends = times.from_unix(chat.window_end) if chat.window_end else None
        state = policy.State(
            actor=self._desk.me,
            now=self._desk.clock.now(),
            last_inbound=None if ends is None else ends - window.LENGTH,
            blocked=chat.blocked,
        )
        decision = policy.decide(wish, state)
        if isinstance(decision, Refused):
            self._clicks.failed.emit(words_of(decision.problem, self._desk.language))
        elif not self._is_blocking(chat):
            self._clicks.click(wish)

    def _is_blocking(self, chat: ChatView) -> bool:
        """Tell whether a click about this is on its way already."""
        live = ("held", "posting", "queued")
        return any(item.kind == "block" and item.state in live for item in self._desk.items_of(chat.conversation))

    def reopen(self) -> None:
        """Take the chat up again."""
        self._set_status("open")

    def _set_status(self, status: str, until: str | None = None) -> None:
        chat = self._chat
        if chat is not None:
            # Whoever resolves a chat is done with what it says on the screen went wrong.
            seen_to = chat.asks.failed if status == "resolved" else ()
            wish = SetStatus(
                id=self._clicks.new_id(), conversation=chat.conversation, status=status, until=until, seen_to=seen_to
            )
            self._clicks.click(wish)

    def _read(self, conversation: ConversationId) -> None:
        self._chat = next(iter(self._desk.reads.chats([conversation])), None)
        self._render()

    def _render(self) -> None:
        state = self._state()
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _state(self) -> ChatState:
        chat = self._chat
        if chat is None:
            blank = Empty(text=translate("ChatPane", "Choose a chat on the left."), icon="inbox")
            return ChatState(blank=blank)
        now = self._desk.clock.now()
        lost = None if chat.blocked else self._lost_since(chat, now)
        return ChatState(head=self._head(chat, now, lost), notices=self._notices(chat, now, lost))

    def _head(self, chat: ChatView, now: datetime, lost: datetime | None) -> ChatHead:
        desk = self._desk
        contact = desk.reads.contact(chat.conversation)
        name, number = wording.shown_name(chat.name, contact), wording.number_of(contact)
        until, is_open = wording.window_words(chat, now, desk.moments)
        can_act = at_least(desk.me.role, "agent")
        return ChatHead(
            conversation=chat.conversation,
            name=name,
            initials=wording.initials(name),
            colour=wording.colour(chat.conversation),
            contact="" if number == name else number,
            window=until,
            window_tone=Tone.NEUTRAL if is_open else Tone.WARN,
            chip=self._chip(chat, now, lost),
            assignee=desk.name_of(chat.assignee) or chat.assignee,
            assignees=self._assignees(chat) if can_act else (),
            snoozes=self._snoozes(now) if can_act else (),
            blocks=_blocks(chat) if can_act else (),
            can_resolve=can_act,
            is_resolved=chat.status == "resolved",
        )

    def _chip(self, chat: ChatView, now: datetime, lost: datetime | None) -> Chip | None:
        if chat.blocked:
            return Chip(translate("ChatHead", "Blocked"), Tone.DANGER)
        if chat.status == "snoozed" and chat.snoozed_until:
            until = self._desk.moments.coming(times.from_unix(chat.snoozed_until), now)
            return Chip(translate("ChatHead", "Snoozed until {time}").format(time=until), Tone.INFO)
        if chat.status == "resolved":
            return Chip(translate("ChatHead", "Resolved"), Tone.OK)
        if lost is not None:
            return Chip(translate("ChatHead", "Not reached"), Tone.WARN)
        # What needs an act stands in the chat and beside it; until when one can write stands nowhere else.
        return None

    def _lost_since(self, chat: ChatView, now: datetime) -> datetime | None:
        """Return since when this person has probably not been reached, as far as the newest lines tell."""
        entries = self._desk.reads.conversation(chat.conversation)
        sent = [
            reach.Outgoing(
                times.from_text(entry.at), entry.status or "", None if entry.failure is None else entry.failure.code
            )
            for entry in entries
            if entry.direction == "out" and entry.kind != "reaction"
        ]
        heard = [times.from_text(entry.at) for entry in entries if entry.direction == "in"]
        return reach.lost_since(sent, max(heard, default=None), now)

    def _assignees(self, chat: ChatView) -> tuple[Choice, ...]:
        me = self._desk.me
        team = {me.agent: me.name} | {each.agent: each.name for each in self._desk.terms.team if not each.has_left}
        team |= {each.agent: each.name for each in self._desk.commands.view.presence}
        known = [Choice(id=agent, text=name, is_chosen=agent == chat.assignee) for agent, name in team.items()]
        nobody = Choice(id="", text=translate("ChatHead", "Nobody"), is_chosen=not chat.assignee)
        return (*known, nobody)

    def _snoozes(self, now: datetime) -> tuple[Choice, ...]:
        moments = self._desk.moments
        later = now + timedelta(hours=3)
        morning = now.astimezone(moments.zone).replace(hour=_MORNING, minute=0, second=0, microsecond=0)
        tomorrow = morning + timedelta(days=1)
        monday = morning + timedelta(days=7 - morning.weekday())
        choices = (
            (translate("ChatHead", "3 hours"), later),
            (translate("ChatHead", "Tomorrow"), tomorrow),
            (translate("ChatHead", "Monday"), monday),
        )
        return tuple(Choice(id=times.to_text(at), text=text, detail=moments.clock(at)) for text, at in choices)

    def _notices(self, chat: ChatView, now: datetime, lost: datetime | None) -> tuple[Notice, ...]:
        """Return who else is at this chat, and at what: of one colleague only what matters most."""
        here = [
            each
            for each in self._desk.commands.view.presence
            if each.conversation == chat.conversation and each.agent != self._desk.me.agent
        ]
        here.sort(key=lambda each: _WEIGHT.index(each.doing))
        others = {each.name: each.doing for each in here}
        texts = {
            "typing": translate("ChatHead", "{name} is typing."),
            "holding": translate("ChatHead", "{name} has money on hold here."),
            "refunding": translate("ChatHead", "{name} has the refund form open."),
        }
        return (*self._unreached(chat, now, lost), *self._colleagues(others, texts))

    def _unreached(self, chat: ChatView, now: datetime, since: datetime | None) -> tuple[Notice, ...]:
        if since is None:
            return ()
        name, when = wording.first_name(wording.shown_name(chat.name)), self._desk.moments.brief(since, now)
        text = translate(
            "ChatHead",
            "{name} has probably blocked the shop or left WhatsApp: nothing was delivered since {time}. Try another way.",
        )
        return (Notice(id="unreached", text=text.format(name=name, time=when), tone=Tone.WARN),)

    @staticmethod
    def _colleagues(others: Mapping[str, str], texts: Mapping[str, str]) -> tuple[Notice, ...]:
        return tuple(
            Notice(id=f"colleague:{name}", text=texts[doing].format(name=name), tone=Tone.INFO)
            for name, doing in others.items()
            if doing in texts
        )


def _reasons() -> tuple[Choice, ...]:
    return (
        Choice(id="spam", text=translate("ChatHead", "Spam or advertising")),
        Choice(id="abuse", text=translate("ChatHead", "Insults or threats")),
        Choice(id="fraud", text=translate("ChatHead", "Attempted fraud")),
        Choice(id="other", text=translate("ChatHead", "Another reason")),
    )


def _blocks(chat: ChatView) -> tuple[Choice, ...]:
    """Return the menu that blocks somebody, or lets them write again."""
    if chat.blocked:
        return (Choice(id="unblock", text=translate("ChatHead", "Unblock this person")),)
    block = translate("ChatHead", "Block: {reason}")
    return tuple(Choice(id=each.id, text=block.format(reason=each.text)) for each in _reasons())
