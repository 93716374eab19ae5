"""The form of a message of a rarer kind: what is typed into it, how it is shown, and the click that sends it.

Used by the composer's forms, one for each chat. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain import policy, times, window
from inbox.domain.actions import WindowSend
from inbox.domain.ids import ActionId
from inbox.domain.policy import Refused
from inbox.ui.models.presenters import message_kinds
from inbox.ui.models.presenters.customer_facts import language_of
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.message_kinds import Made, Wish
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.states.composer import FormKind, MessageForm
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_ASKING = ActionId("00000000-0000-0000-0000-000000000000")


class MessageForms:
    """One form at a time; ``kind`` is which, None while none is open."""

    def __init__(self, desk: Desk, clicks: Clicks) -> None:
        self._desk = desk
        self._clicks = clicks
        self.kind: FormKind | None = None
        self._typed: dict[str, str] = {}
        self._language = "en"

    def open(self, kind: FormKind, chat: ChatView) -> None:
        """Open the form of a kind."""
        self.kind = kind
        self._language = language_of(self._desk, chat)
        self._typed = message_kinds.begin(kind, self._language)

    def close(self) -> None:
        """Forget the form."""
        self.kind = None
        self._typed = {}

    def edit(self, field: str, text: str) -> None:
        """Take what was typed into a field."""
        self._typed[field] = text

    def choose(self, preset: str) -> None:
        """Fill in what is kept ready, in the customer's language; what it does not speak of is left as it was."""
        ready = message_kinds.preset(preset, self._language, self._desk.terms)
        kept = {name: text for name, text in self._typed.items() if not (ready and name.startswith("answer."))}
        self._typed = kept | ready

    def form(self, chat: ChatView) -> MessageForm | None:
        """Return the form as it is shown, None while none is open."""
        if self.kind is None:
            return None
        made = self._made(chat, _ASKING)
        problem = made.problem or self._against(chat, made.action)
        reason = problem or made.missing
        return MessageForm(
            kind=self.kind,
            title=message_kinds.title(self.kind),
            fields=made.fields,
            presets=message_kinds.presets(self.kind, self._language, self._desk.terms),
            header=made.header,
            text=made.text,
            footer=made.footer,
            labels=made.labels,
            problem=problem,
            button=CardButton(
                intent=Intent.SEND_FORM,
                text=translate("MessageForm", "Send"),
                is_primary=True,
                is_enabled=made.action is not None and not reason,
                reason=reason,
            ),
        )

    def send(self, chat: ChatView, came_back: Callable[[], None]) -> None:
        """Send the message; ``came_back`` is called when the form is there again with what was typed."""
        made = self._made(chat, self._clicks.new_id()) if self.kind is not None else None
        if made is None or made.action is None or self._against(chat, made.action):
            return
        back = partial(self._give_back, self.kind, self._typed, came_back)
        self._clicks.click(made.action, undone=back)
        self.close()

    def _made(self, chat: ChatView, name: ActionId) -> Made:
        assert self.kind is not None
        return message_kinds.make(self.kind, self._typed, Wish(name, chat.conversation))

    def _give_back(self, kind: FormKind | None, typed: dict[str, str], came_back: Callable[[], None]) -> None:
        """Open the form again for a message that was not taken, unless another one was begun since."""
        if self.kind is None:
            self.kind, self._typed = kind, typed
            came_back()

    def _against(self, chat: ChatView, action: WindowSend | None) -> str:
        """Return what the rules say against it, in words; empty when nothing does."""
        if action is None:
            return ""
        ends = times.from_unix(chat.window_end) if chat.window_end else None
        state = policy.State(
            actor=self._desk.me,
            now=self._desk.clock.now(),
            policy=self._desk.terms.policy,
            last_inbound=None if ends is None else ends - window.LENGTH,
            blocked=chat.blocked,
        )
        decision = policy.decide(action, state)
        return words_of(decision.problem, self._desk.language) if isinstance(decision, Refused) else ""
