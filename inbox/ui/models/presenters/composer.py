"""The composer of the open chat: the draft, replies and notes, the link form, the product picker. GUI thread only.

Each send is one action with a new id. The text is taken out of the field at once and comes back when it was not taken.
"""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.desk.ports import Changes, ChatView
from inbox.domain.actions import AddNote, SendProducts, SendText
from inbox.domain.cards import mask
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.products import NO_CATALOG
from inbox.ui.models.presenters import composer_words
from inbox.ui.models.presenters.attached import AttachedFiles
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.composer_words import MASK_NUMBER, SEND_ALL_THE_SAME
from inbox.ui.models.presenters.crossings import Crossings
from inbox.ui.models.presenters.desk import BESIDE, Clicks, Desk
from inbox.ui.models.presenters.drafts import Drafts
from inbox.ui.models.presenters.link_form import LinkForms
from inbox.ui.models.presenters.picker import picker
from inbox.ui.models.presenters.quotes import Quotes
from inbox.ui.models.presenters.replies import ReplyPicker
from inbox.ui.models.presenters.templates import TemplatePicker
from inbox.ui.models.states.composer import ComposerState, Mode, Tool
from inbox.ui.models.states.intents import Intent

translate = QCoreApplication.translate

_RENEWED = frozenset({"templates", "everything", "cache-replaced"})
_OF_TEMPLATES = frozenset({Intent.SEND_TEMPLATE, Intent.FILL_TEMPLATE, Intent.TEMPLATE_LIST})


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
        self._links = LinkForms(desk, clicks)
        self._templates = TemplatePicker(desk, clicks)
        self._replies = ReplyPicker(desk)
        self._quotes = Quotes(desk, self._drafts)
        self.files = AttachedFiles(desk, clicks, self.show)
        self._modes: dict[ConversationId, Mode] = {}
        self._chat: ChatView | None = None
        self._own = frozenset[ActionId]()
        self._picker: str | None = None
        self._is_asked = False
        """Whether the products were asked for anew since the picker was opened."""
        self.state = ComposerState(conversation="")

    def open(self, conversation: ConversationId) -> None:
        """Show another chat's draft."""
        self._drafts.keep()
        self._close_forms()
        if self._drafts.text(conversation, is_note=True) and not self._drafts.text(conversation, is_note=False):
            self._modes.setdefault(conversation, Mode.NOTE)
        self._crossings.typed(conversation, self._drafts.text(conversation, is_note=False))
        self._read(conversation)

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        came = "drafts" in changes.flags and self._drafts.adopt()
        if changes.flags & _RENEWED:
            self._templates.renew()
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
        return self._templates.has_any

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
        self.show()

    def send(self, conversation: str, mode: str) -> None:
        """Send the draft of that mode."""
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
            wish = SendText(id=self._clicks.new_id(), conversation=which, text=text, reply_to=reply_to)
            self._clicks.click(wish, undone=back)
            self._quotes.forget(which)
        self._drafts.clear(which, is_note=is_note)
        if not is_note:
            self._crossings.forget(which)
        self.show()

    def quote(self, message: str) -> None:
        """Quote a message in the next reply; with nothing named, quote none."""
        if self._chat is not None:
            which = self._chat.conversation
            if message:
                self._modes[which] = Mode.REPLY
                self._close_forms()
                self._quotes.quote(which, message)
            else:
                self._quotes.forget(which)
            self.show()

    def open_tool(self, tool: str) -> None:
        """Open the form of a tool in the place of the field, which is the reply's then; an open one is closed."""
        if self._chat is None:
            return
        is_hidden = self._mode(self._chat.conversation) is Mode.NOTE
        self._modes[self._chat.conversation] = Mode.REPLY
        is_open = not is_hidden and {
            Tool.PRODUCT: self._picker is not None,
            Tool.PAYMENT_LINK: self._links.is_open,
            Tool.TEMPLATE: self._templates.is_open,
        }.get(Tool(tool), True)
        self._close_forms()
        if not is_open and tool == Tool.PRODUCT:
            self._picker, self._is_asked = "", False
        elif not is_open and tool == Tool.PAYMENT_LINK:
            self._links.open()
        elif not is_open and tool == Tool.TEMPLATE:
            self._templates.open()
        self.show()

    def open_link_form(self, minor: int) -> None:
        """Open the link form with an amount, to be changed."""
        self._close_forms()
        self._links.open(minor)
        self.show()

    def close_tool(self) -> None:
        """Close the open form."""
        self._close_forms()
        self.show()

    def _close_forms(self) -> None:
        self._picker = None
        self._links.close()
        self._templates.close()

    def search(self, words: str) -> None:
        """Look for what fits in the open picker: products, else templates."""
        if self._picker is not None:
            self._picker = words
        else:
            self._templates.search(words)
        self.show()

    def step_reply(self, by: int) -> None:
        """Choose another of the replies offered."""
        if self._chat is not None:
            self._replies.step(self.state.draft, by)
            self.show()

    def take_reply(self, reply: str = "") -> None:
        """Put a reply into the draft, the chosen one unless another is named; nothing is sent by that."""
        text = None if self._chat is None else self._replies.text(self._chat, self.state.draft, reply)
        if self._chat is not None and text is not None:
            self._drafts.write(self._chat.conversation, text, is_note=False)
            self.show()

    def leave_replies(self) -> None:
        """Put the replies away until something else is typed."""
        self._replies.close(self.state.draft)
        self.show()

    def fill_template(self, field: str, text: str) -> None:
        """Take what was typed into a gap of the chosen template."""
        self._templates.edit(field, text)
        self.show()

    def edit_amount(self, text: str) -> None:
        """Take the amount as it is typed."""
        self._links.edit_amount(text)
        self.show()

    def edit_purpose(self, text: str) -> None:
        """Take what the money is for."""
        self._links.edit_purpose(text)
        self.show()

    def choose_shipping(self, shipping: str) -> None:
        """Take a shipping choice."""
        self._links.choose_shipping(shipping)
        self.show()

    def send_link(self) -> None:
        """Ask for the money, or show what stands against it."""
        if self._chat is not None:
            self._links.send(self._chat, partial(self._form_came_back, self._chat.conversation))
            self.show()

    def act(self, intent: str, subject: str) -> None:
        """Do what a button of an open form asks for."""
        if intent == Intent.SEND_PRODUCT:
            self.send_product(subject)
        elif intent == Intent.READ_CATALOG:
            self._clicks.decide(self._desk.commands.read_catalog())
            self._is_asked = True
            self.show()
        elif intent in _OF_TEMPLATES and self._chat is not None:
            self._act_on_template(intent, subject, self._chat)
        elif intent == SEND_ALL_THE_SAME and self._chat is not None:
            self.send(self._chat.conversation, Mode.REPLY)
        elif intent == MASK_NUMBER and self._chat is not None:
            which = self._chat.conversation
            is_note = self._mode(which) is Mode.NOTE
            masked, _ = mask(self._drafts.text(which, is_note=is_note))
            self._drafts.write(which, masked, is_note=is_note)
            self.show()

    def _act_on_template(self, intent: str, template: str, chat: ChatView) -> None:
        match intent:
            case Intent.SEND_TEMPLATE:
                self._templates.send(chat, template)
            case Intent.FILL_TEMPLATE:
                self._templates.choose(template)
            case _:
                self._templates.back()
        self.show()

    def write(self, text: str) -> None:
        """Put a text into the reply, below what is begun there, to be read and sent."""
        if self._chat is not None:
            which = self._chat.conversation
            begun = self._drafts.text(which, is_note=False)
            self._modes[which] = Mode.REPLY
            self._close_forms()
            self._drafts.write(which, f"{begun.rstrip()}\n{text}" if begun.strip() else text, is_note=False)
            self._crossings.typed(which, text)
            self.show()

    def send_product(self, sku: str) -> None:
        """Send one product with one click."""
        if self._chat is not None:
            which = self._chat.conversation
            self._clicks.click(SendProducts(id=self._clicks.new_id(), conversation=which, products=(sku,)))
            self._picker = None
            self.show()

    # -- inside --------------------------------------------------------------------------------------------------------

    def _form_came_back(self, which: ConversationId) -> None:
        """Show the form again, or forget it where another chat was opened meanwhile."""
        if self._chat is None or self._chat.conversation != which:
            self._links.close()
        self.show()

    def _give_back(self, which: ConversationId, text: str, *, is_note: bool) -> None:
        """Put what was not taken back into its field, above what was begun there since."""
        begun = self._drafts.text(which, is_note=is_note)
        self._drafts.write(which, f"{text}\n{begun}" if begun else text, is_note=is_note)
        self.show()

    def _mode(self, which: ConversationId) -> Mode:
        return self._modes.get(which, Mode.REPLY)

    def _read(self, conversation: ConversationId) -> None:
        self._chat = next(iter(self._desk.reads.chats([conversation])), None)
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
        crossed = self._crossings.words(which) if not is_note and not warning else ""
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
            warning=warning or crossed,
            warning_buttons=composer_words.buttons(draft, is_crossed=bool(crossed)),
            kept=translate("Composer", "Your draft is kept.") if not is_open and reply and not is_note else "",
            refusal=composer_words.refusal(self._desk, chat),
            tools=self._tools(is_note=is_note, is_open=is_open),
            files=() if is_note else self.files.shown(which),
            quote=None if is_note or not is_open else self._quotes.shown(chat),
        )
        return state if state.refusal else self._with_form(state, chat, is_note=is_note, is_open=is_open)

    def _with_form(self, state: ComposerState, chat: ChatView, *, is_note: bool, is_open: bool) -> ComposerState:
        if is_note:
            return state
        if not is_open or self._templates.is_open:
            templates, form = self._templates.listed(chat), self._templates.form(chat)
            return msgspec.structs.replace(state, templates=templates, template_form=form)
        if self._picker is not None:
            return msgspec.structs.replace(state, picker=picker(self._desk, self._picker, is_asked=self._is_asked))
        if self._links.is_open:
            return msgspec.structs.replace(state, link=self._links.form(chat))
        if (offered := self._replies.shown(chat, state.draft)) is not None:
            return msgspec.structs.replace(state, replies=offered, can_send=False)
        return state

    def _tools(self, *, is_note: bool, is_open: bool) -> tuple[Tool, ...]:
        if is_note or not is_open:
            return (Tool.EMOJI,) if is_note else ()
        trouble = self._desk.catalogue.trouble()
        has_words = trouble is not None and trouble.code != NO_CATALOG
        products = (Tool.PRODUCT,) if has_words or self._desk.catalogue.find("", 1) else ()
        templates = (Tool.TEMPLATE,) if self._templates.has_any else ()
        return (Tool.ATTACH, Tool.EMOJI, *templates, *products, Tool.PAYMENT_LINK)
