"""The composer of the open chat: the draft, replies and notes, the link form, the product picker. GUI thread only.

Each send is one action with a new id. The text is taken out of the field at once and comes back when it was not taken.
"""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import Changes, ChatView
from inbox.domain.actions import AddNote, SendText
from inbox.domain.cards import mask
from inbox.domain.ids import ActionId, ConversationId
from inbox.ui.models.presenters import composer_words
from inbox.ui.models.presenters.attached import AttachedFiles
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.composer_forms import ComposerForms
from inbox.ui.models.presenters.composer_words import MAKE_NOTE, MASK_NUMBER, PREVIEW, SEND_ALL_THE_SAME
from inbox.ui.models.presenters.crossings import Crossings
from inbox.ui.models.presenters.desk import BESIDE, Clicks, Desk
from inbox.ui.models.presenters.drafts import Drafts
from inbox.ui.models.presenters.link_wishes import LinkSeed
from inbox.ui.models.presenters.quotes import Quotes
from inbox.ui.models.presenters.replies import ReplyPicker
from inbox.ui.models.states.composer import ComposerState, Mode

translate = QCoreApplication.translate

_RENEWED = frozenset({"templates", "everything", "cache-replaced"})
_OTHER_REPLIES = frozenset({"replies", "everything", "cache-replaced"})


class ComposerPresenter(QObject):
    """``state`` is what the composer shows; what is typed comes back with every key."""

    changed = Signal()
    typing_changed = Signal()

    def __init__(self, desk: Desk, clicks: Clicks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clicks = clicks
        self._drafts = Drafts(desk, self)
        self._crossings = Crossings(desk)
        self.forms = ComposerForms(desk, clicks, self.show, self._has_planned)
        self._replies = ReplyPicker(desk)
        self._quotes = Quotes(desk, self._drafts)
        self.files = AttachedFiles(desk, clicks, self.show)
        self._modes: dict[ConversationId, Mode] = {}
        self._slips: dict[ConversationId, str] = {}
        """What is asked about the reply of a chat, since somebody wanted to send it."""
        self._plain: set[ConversationId] = set()
        """Chats whose next text goes out without a preview of its link."""
        self._chat: ChatView | None = None
        self._own = frozenset[ActionId]()
        self.state = ComposerState(conversation="")

    def open(self, conversation: ConversationId) -> None:
        """Show another chat's draft."""
        self._drafts.keep()
        self.forms.open(conversation)
        if self._drafts.text(conversation, is_note=True) and not self._drafts.text(conversation, is_note=False):
            self._modes.setdefault(conversation, Mode.NOTE)
        self._crossings.typed(conversation, self._drafts.text(conversation, is_note=False))
        self._read(conversation)

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        came = "drafts" in changes.flags and self._drafts.adopt()
        if changes.flags & _RENEWED:
            self.forms.renew()
        if changes.flags & _OTHER_REPLIES:
            self._replies.renew()
        if self._chat is None:
            return
        which = self._chat.conversation
        before, self._own = self._own, self._desk.own_actions(which)
        is_own = which in changes.conversations or changes.actions & (before | self._own)
        if came or is_own or changes.flags - BESIDE:
            self._read(which)

    @property
    def has_templates(self) -> bool:
        """Whether the shop has templates to send."""
        return self.forms.has_templates

    def refresh(self) -> None:
        """Say the time that is left anew; called once a minute."""
        self.show()

    def keep(self) -> None:
        """Put what is typed on the disk now: the window is being closed."""
        self._drafts.keep()

    # -- what the agent does -------------------------------------------------------------------------------------------

    def choose_mode(self, mode: str) -> None:
        """Write a reply or a note."""
        if self._chat is not None:
            self._modes[self._chat.conversation] = Mode(mode)
            self.show()

    def edit(self, conversation: str, text: str) -> None:
        """Take what was typed."""
        which = ConversationId(conversation)
        is_note = self._mode(which) is Mode.NOTE
        self._drafts.write(which, text, is_note=is_note)
        if not is_note:
            self._crossings.typed(which, text)
            self._slips.pop(which, None)
        self.show()

    def send(self, conversation: str, mode: str) -> None:
        """Send the draft of that mode, or ask first when something in it is hardly meant for the customer."""
        which = ConversationId(conversation)
        draft = self._drafts.text(which, is_note=False)
        if Mode(mode) is Mode.REPLY and self.state.can_send and (question := composer_words.slip(draft)):
            self._slips[which] = question
            self.show()
        else:
            self._send(conversation, mode)

    def _send(self, conversation: str, mode: str) -> None:
        which, is_note = ConversationId(conversation), Mode(mode) is Mode.NOTE
        text = self._drafts.text(which, is_note=is_note).strip()
        files = () if is_note else self.files.ready(which)
        if self._chat is None or which != self._chat.conversation or not self.state.can_send or not (text or files):
            return
        if not is_note and self._crossings.asks(which):
            self.show()
            return
        back = partial(self._give_back, which, text, is_note=is_note)
        # The engine takes action and draft in one step; the draft is forgotten here only afterwards, or a power cut
        # between the two would lose the text.
        if is_note:
            self._clicks.click(AddNote(id=self._clicks.new_id(), conversation=which, text=text), undone=back)
        elif files:
            self.files.send(which, text, self._quotes.message(which), back)
            self._quotes.forget(which)
        else:
            reply_to = self._quotes.message(which)
            wish = SendText(
                id=self._clicks.new_id(),
                conversation=which,
                text=text,
                reply_to=reply_to,
                preview_url=which not in self._plain,
            )
            self._clicks.click(wish, undone=back)
            self._quotes.forget(which)
        self._drafts.clear(which, is_note=is_note)
        if not is_note:
            self._crossings.forget(which)
            self._slips.pop(which, None)
            self._plain.discard(which)
        self.show()

    def quote(self, message: str) -> None:
        """Quote a message in the next reply; with nothing named, quote none."""
        if self._chat is not None:
            which = self._chat.conversation
            if message:
                self._modes[which] = Mode.REPLY
                self.forms.close()
                self._quotes.quote(which, message)
            else:
                self._quotes.forget(which)
            self.show()

    def open_tool(self, tool: str) -> None:
        """Open the form of a tool in the place of the field, which is the reply's then; an open one is closed."""
        if self._chat is not None:
            is_hidden = self._mode(self._chat.conversation) is Mode.NOTE
            self._modes[self._chat.conversation] = Mode.REPLY
            which = self._chat.conversation
            draft, quoted = self._drafts.text(which, is_note=False), self._quotes.message(which)
            self.forms.open_tool(tool, was_hidden=is_hidden, draft=draft, reply_to=quoted)
            self.show()

    def open_link_with(self, seed: LinkSeed | None) -> None:
        """Open the link form, in the place of the reply, with what a payment's card or a cart offers, or empty."""
        if self._chat is not None:
            self._modes[self._chat.conversation] = Mode.REPLY
            self.forms.open_link_with(seed)

    def change_plan(self, plan: str) -> None:
        """Open the form of a planned message."""
        if self._chat is not None:
            self._modes[self._chat.conversation] = Mode.REPLY
            self.forms.change_plan(plan)
            self.show()

    def close_tool(self) -> None:
        """Close the open form."""
        self.forms.close()
        self.show()

    def step_reply(self, by: int) -> None:
        """Choose another of the replies offered."""
        if self._chat is not None:
            self._replies.step(self.state.draft, by)
            self.show()

    def take_reply(self, reply: str = "") -> None:
        """Put a reply into the draft, the chosen one unless another is named; nothing is sent by that."""
        taken = None if self._chat is None else self._replies.taken(self._chat, self.state.draft, reply)
        if self._chat is not None and taken is not None:
            text, file = taken
            self._drafts.write(self._chat.conversation, text, is_note=False)
            if file is not None:
                self.files.take(self._chat.conversation, file)
            self.show()

    def leave_replies(self) -> None:
        """Put the replies away until something else is typed."""
        self._replies.close(self.state.draft)
        self.show()

    def act(self, intent: str, subject: str) -> None:
        """Do what a button of the composer or of its open form asks for."""
        chat = self._chat
        if chat is not None and intent == SEND_ALL_THE_SAME:
            self._send(chat.conversation, Mode.REPLY)
        elif chat is not None and intent == MAKE_NOTE:
            self._make_note(chat.conversation)
        elif chat is not None and intent == PREVIEW:
            self._plain ^= {chat.conversation}
            self.show()
        elif chat is not None and intent == MASK_NUMBER:
            is_note = self._mode(chat.conversation) is Mode.NOTE
            masked, _ = mask(self._drafts.text(chat.conversation, is_note=is_note))
            self._drafts.write(chat.conversation, masked, is_note=is_note)
            self.show()
        else:
            self.forms.act(intent, subject)

    def _make_note(self, which: ConversationId) -> None:
        """Put the reply into the note, below what is begun there, to be read and saved."""
        text, begun = (self._drafts.text(which, is_note=is_note) for is_note in (False, True))
        self._drafts.write(which, f"{begun.rstrip()}\n{text}" if begun.strip() else text, is_note=True)
        self._drafts.clear(which, is_note=False)
        self._slips.pop(which, None)
        self._modes[which] = Mode.NOTE
        self.show()

    def write(self, text: str) -> None:
        """Put a text into the reply, below what is begun there, to be read and sent."""
        if self._chat is not None:
            which = self._chat.conversation
            begun = self._drafts.text(which, is_note=False)
            self._modes[which] = Mode.REPLY
            self.forms.close()
            self._drafts.write(which, f"{begun.rstrip()}\n{text}" if begun.strip() else text, is_note=False)
            self._crossings.typed(which, text)
            self.show()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _give_back(self, which: ConversationId, text: str, *, is_note: bool) -> None:
        """Put what was not taken back into its field, above what was begun there since."""
        begun = self._drafts.text(which, is_note=is_note)
        self._drafts.write(which, f"{text}\n{begun}" if begun else text, is_note=is_note)
        self.show()

    def _has_planned(self, which: ConversationId) -> None:
        """Take the draft out of the field that has become a message for later."""
        self._drafts.clear(which, is_note=False)
        self._quotes.forget(which)
        self._crossings.forget(which)

    def _mode(self, which: ConversationId) -> Mode:
        return self._modes.get(which, Mode.REPLY)

    def _read(self, conversation: ConversationId) -> None:
        self._chat = next(iter(self._desk.reads.chats([conversation])), None)
        self.forms.look(self._chat)
        self.show()

    def show(self) -> None:
        """Make the state anew."""
        state = ComposerState(conversation="") if self._chat is None else self._state(self._chat)
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _state(self, chat: ChatView) -> ComposerState:
        which = chat.conversation
        mode = self._mode(which)
        is_note = mode is Mode.NOTE
        is_open = can_write(self._desk, chat)
        draft = self._drafts.text(which, is_note=is_note)
        files = () if is_note else self.files.ready(which)
        warning = composer_words.doubt(draft) or ("" if is_note else self.files.doubt(which, draft))
        slip = self._slips.get(which, "") if not is_note and not warning else ""
        crossed = self._crossings.words(which) if not is_note and not warning else ""
        doubts = composer_words.buttons(draft, is_crossed=bool(crossed), is_slip=bool(slip))
        if not doubts and not is_note and is_open:
            doubts = composer_words.preview_button(draft, is_off=which in self._plain)
        reply = self._drafts.text(which, is_note=False)
        state = ComposerState(
            conversation=which,
            mode=mode,
            draft=draft,
            hint=composer_words.hint(chat, is_note=is_note),
            window=composer_words.window(self._desk, chat),
            is_closed=not is_open,
            can_send=bool(draft.strip() or files) and not warning and (is_note or is_open),
            why_not=warning,
            warning=warning or slip or crossed,
            warning_buttons=doubts,
            kept=translate("Composer", "Your draft is kept.") if not is_open and reply and not is_note else "",
            refusal=composer_words.refusal(self._desk, chat),
            tools=self.forms.tools(is_note=is_note, is_open=is_open),
            more=() if is_note or not is_open else self.forms.more(),
            files=() if is_note else self.files.shown(which),
            quote=None if is_note or not is_open else self._quotes.shown(chat),
        )
        return state if state.refusal else self._with_form(state, chat, is_note=is_note, is_open=is_open)

    def _with_form(self, state: ComposerState, chat: ChatView, *, is_note: bool, is_open: bool) -> ComposerState:
        if is_note:
            return state
        with_form = self.forms.shown(state, chat, is_open=is_open)
        if with_form is not None:
            # The draft waits below; only what stands against it is still said.
            return with_form if with_form.warning else msgspec.structs.replace(with_form, warning_buttons=())
        if (offered := self._replies.shown(chat, state.draft)) is not None:
            return msgspec.structs.replace(state, replies=offered, can_send=False)
        return state
