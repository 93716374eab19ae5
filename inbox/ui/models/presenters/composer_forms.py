"""The forms that open in the place of the message: payment link, templates, products, and the rarer kinds.

Each chat has its own, which keep what was typed while other chats are open. Used by the composer's presenter on the GUI
thread; every act ends with ``changed``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from inbox.desk.ports import ChatView
from inbox.domain.actions import SendProducts
from inbox.domain.ids import ConversationId, MessageId
from inbox.domain.products import NO_CATALOG
from inbox.ui.models.presenters import message_kinds
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.later_form import LaterForm
from inbox.ui.models.presenters.link_form import LinkForms
from inbox.ui.models.presenters.link_wishes import LinkSeed
from inbox.ui.models.presenters.message_form import MessageForms
from inbox.ui.models.presenters.picker import Picker
from inbox.ui.models.presenters.templates import KnownTemplates, TemplatePicker
from inbox.ui.models.states.composer import ComposerState, FormKind, Tool
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Choice

_KINDS = frozenset(FormKind)
_MOST_KEPT = 50
_MOST_AT_STRIPE = 1000
"""Chats whose half-filled forms are kept; beyond, the one left longest ago is forgotten."""


class ChatForms:
    """The forms of one chat, of which one is open at most."""

    def __init__(
        self, desk: Desk, clicks: Clicks, known: KnownTemplates, planned: Callable[[ConversationId], None]
    ) -> None:
        self.later = LaterForm(desk, clicks, planned)
        self.links = LinkForms(desk, clicks)
        self.templates = TemplatePicker(desk, clicks, known)
        self.messages = MessageForms(desk, clicks)
        self.picker = Picker(desk, clicks)

    @property
    def is_begun(self) -> bool:
        """Whether there is something in them that would be missed."""
        is_open = self.links.is_open or self.messages.kind is not None or self.picker.query is not None
        return is_open or self.templates.is_begun or self.later.is_open

    def close(self) -> None:
        """Forget all of them."""
        for form in (self.links, self.templates, self.messages, self.picker, self.later):
            form.close()


class ComposerForms:
    """``changed`` is called after everything that shows; what the agent does is about the open chat.

    ``planned`` is called with a chat whose draft has become a message for later.
    """

    def __init__(
        self,
        desk: Desk,
        clicks: Clicks,
        changed: Callable[[], None],
        planned: Callable[[ConversationId], None],
    ) -> None:
        self._desk = desk
        self._clicks = clicks
        self._changed = changed
        self._planned = planned
        self._kept: dict[ConversationId, ChatForms] = {}
        self._chat: ChatView | None = None
        self._has_number = True
        self._which: ConversationId | None = None
        self._templates = KnownTemplates(desk)
        self._now = ChatForms(desk, clicks, self._templates, planned)

    def open(self, conversation: ConversationId) -> None:
        """Show the forms of another chat as they were left there."""
        if conversation == self._which:
            return
        if self._which is not None:
            self._keep(self._which, self._now)
        known = self._kept.pop(conversation, None)
        self._now = ChatForms(self._desk, self._clicks, self._templates, self._planned) if known is None else known
        self._which = conversation

    def look(self, chat: ChatView | None) -> None:
        """Take over how the open chat stands now."""
        self._chat = chat
        if chat is not None:
            contact = self._desk.reads.contact(chat.conversation)
            self._has_number = contact.phone is not None or contact.wa_id is not None

    def renew(self) -> None:
        """Read the templates anew at the next look."""
        self._templates.renew()

    @property
    def has_templates(self) -> bool:
        """Whether the shop has templates to send."""
        return self._now.templates.has_any

    def close(self) -> None:
        """Close the open form and forget it."""
        self._now.close()

    # -- what the agent does -------------------------------------------------------------------------------------------

    def change_plan(self, plan: str) -> bool:
        """Open the form of a planned message; False when it is no longer to be changed."""
        self._now.close()
        chat, now = self._chat, self._now
        return chat is not None and (now.later.change(chat, plan) or now.templates.change(chat, plan))

    def open_tool(self, tool: str, *, was_hidden: bool, draft: str = "", reply_to: MessageId | None = None) -> None:
        """Open the form of a tool or a kind; one that was open, and not hidden by a note, is closed by that."""
        chat, now = self._chat, self._now
        if chat is None:
            return
        is_open = not was_hidden and {
            Tool.PRODUCT: now.picker.query is not None and now.picker.chosen is None,
            FormKind.SEVERAL: now.picker.query is not None and now.picker.chosen is not None,
            Tool.PAYMENT_LINK: now.links.is_open,
            Tool.TEMPLATE: now.templates.is_open,
            FormKind.LATER: now.later.is_open,
        }.get(tool, now.messages.kind == tool)  # type: ignore[call-overload]  # an enum of texts
        now.close()
        if is_open:
            return
        if tool == Tool.PAYMENT_LINK:
            now.links.open()
        elif tool == Tool.TEMPLATE:
            now.templates.open()
        elif tool in (Tool.PRODUCT, FormKind.SEVERAL):
            now.picker.open(several=tool == FormKind.SEVERAL)
        elif tool == FormKind.LATER:
            now.later.open(chat, draft, reply_to)
        elif tool in _KINDS:
            now.messages.open(FormKind(tool), chat)

    def open_link_with(self, seed: LinkSeed | None) -> None:
        """Open the link form with what a payment's card or a cart offers, or empty."""
        self._now.close()
        if seed is None:
            self._now.links.open()
        else:
            self._now.links.open_with(seed)
        self._changed()

    def search(self, words: str) -> None:
        """Look for what fits in the open picker: products, else templates."""
        if self._now.picker.query is not None:
            self._now.picker.query = words
        else:
            self._now.templates.search(words)
        self._changed()

    def fill_template(self, field: str, text: str) -> None:
        """Take what was typed into a gap of the chosen template."""
        self._now.templates.edit(field, text)
        self._changed()

    def edit_field(self, field: str, text: str) -> None:
        """Take what was typed into a field of the open form."""
        now = self._now
        (now.later.edit if now.later.is_open else now.messages.edit)(field, text)
        self._changed()

    def choose_preset(self, preset: str) -> None:
        """Fill the open form with what is kept ready."""
        now = self._now
        if now.templates.is_planning:
            now.templates.choose_time(preset)
        else:
            (now.later.choose if now.later.is_open else now.messages.choose)(preset)
        self._changed()

    def edit_amount(self, text: str) -> None:
        """Take the amount as it is typed."""
        self._now.links.edit_amount(text)
        self._changed()

    def edit_discount(self, text: str) -> None:
        """Take how much it is less."""
        self._now.links.edit_discount(text)
        self._changed()

    def choose_end(self, days: str) -> None:
        """Take when the offer ends."""
        self._now.links.choose_end(days)
        self._changed()

    def edit_purpose(self, text: str) -> None:
        """Take what the money is for."""
        self._now.links.edit_purpose(text)
        self._changed()

    def choose_shipping(self, shipping: str) -> None:
        """Take a shipping choice."""
        self._now.links.choose_shipping(shipping)
        self._changed()

    def choose_life(self, days: str) -> None:
        """Take how long the link stays open."""
        self._now.links.choose_life(days)
        self._changed()

    def choose_template(self, template: str) -> None:
        """Take the template that carries a link into a closed window."""
        self._now.links.choose_template(template)
        self._changed()

    def send_link(self) -> None:
        """Ask for the money, or show what stands against it."""
        if self._chat is not None:
            self._now.links.send(self._chat, self._came_back(self._chat))
            self._changed()

    def send_product(self, sku: str) -> None:
        """Send one product with one click; what only Stripe has is put into the form for a link, which says its sum."""
        item = next((each for each in self._desk.reads.products_at_stripe("", _MOST_AT_STRIPE) if each.id == sku), None)
        if item is not None:
            self._now.close()
            self._now.links.open_for(item)
            self._changed()
        elif self._chat is not None:
            which = self._chat.conversation
            self._clicks.click(SendProducts(id=self._clicks.new_id(), conversation=which, products=(sku,)))
            self._now.picker.close()
            self._changed()

    def act(self, intent: str, subject: str) -> None:
        """Do what a button of an open form asks for."""
        chat, now = self._chat, self._now
        if chat is None:
            return
        acts: dict[str, Callable[[], object]] = {
            Intent.SEND_PRODUCT: partial(self.send_product, subject),
            Intent.READ_CATALOG: now.picker.ask_anew,
            Intent.CHOOSE_SEVERAL: now.picker.toggle_several,
            Intent.CHOOSE_PRODUCT: partial(now.picker.toggle, subject),
            Intent.CHOOSE_GROUP: partial(now.picker.choose_group, subject),
            Intent.NAME_GROUP: partial(now.picker.name_group, subject),
            Intent.SEND_PRODUCTS: partial(now.picker.send, chat.conversation, self._came_back(chat)),
            Intent.SEND_TEMPLATE: partial(now.templates.send, chat, subject, self._came_back(chat)),
            Intent.TEMPLATE_LATER: now.templates.toggle_later,
            Intent.FILL_TEMPLATE: partial(now.templates.choose, subject),
            Intent.TEMPLATE_LIST: now.templates.back,
            Intent.SEND_LINK_TOO: partial(now.links.send, chat, self._came_back(chat), keeps=True),
            Intent.MAKE_LINK: partial(now.links.make, chat, self._came_back(chat)),
            Intent.SEND_FORM: partial(
                now.later.send if now.later.is_open else now.messages.send, chat, self._came_back(chat)
            ),
        }
        if intent in acts:
            acts[intent]()
            self._changed()

    # -- how it is shown -----------------------------------------------------------------------------------------------

    def shown(self, state: ComposerState, chat: ChatView, *, is_open: bool) -> ComposerState | None:
        """Return the state with the open form in it; None when none is open."""
        now = self._now
        if now.later.is_open:
            return replace(state, form=now.later.form(chat), is_closed=False)
        if now.links.is_open:
            return replace(state, link=now.links.form(chat), is_closed=False)
        if not is_open or now.templates.is_open:
            return replace(state, templates=now.templates.listed(chat), template_form=now.templates.form(chat))
        if now.picker.query is not None:
            return replace(state, picker=now.picker.shown())
        if now.messages.kind is not None:
            return replace(state, form=now.messages.form(chat))
        return None

    def tools(self, *, is_note: bool, is_open: bool) -> tuple[Tool, ...]:
        """Return what this chat can be sent besides text."""
        if is_note or not is_open:
            return (Tool.EMOJI,) if is_note else (Tool.PAYMENT_LINK,)
        trouble = self._desk.catalogue.trouble()
        has_words = trouble is not None and trouble.code != NO_CATALOG
        products = (Tool.PRODUCT,) if has_words or self._has_products() else ()
        templates = (Tool.TEMPLATE,) if self.has_templates else ()
        return (Tool.ATTACH, Tool.EMOJI, *templates, *products, Tool.PAYMENT_LINK, Tool.MORE)

    def more(self) -> tuple[Choice, ...]:
        """Return the rarer kinds that make sense for this chat."""
        kinds = [FormKind.LATER, FormKind.QUESTION, FormKind.LIST, FormKind.LINK, FormKind.LOCATION, FormKind.CONTACT]
        if self._has_products():
            kinds += [FormKind.SEVERAL, FormKind.CATALOG]
        if not self._has_number:
            kinds.append(FormKind.ASK_NUMBER)
        return tuple(Choice(id=kind, text=f"{message_kinds.title(kind)} …") for kind in kinds)

    def _has_products(self) -> bool:
        return bool(self._desk.catalogue.find("", 1))

    # -- inside --------------------------------------------------------------------------------------------------------

    def _keep(self, conversation: ConversationId, forms: ChatForms) -> None:
        if forms.is_begun:
            self._kept[conversation] = forms
            while len(self._kept) > _MOST_KEPT:
                del self._kept[next(iter(self._kept))]

    def _came_back(self, chat: ChatView) -> Callable[[], None]:
        """Return what shows a form again whose message was not taken, in its own chat whichever is open then."""
        forms, which = self._now, chat.conversation

        def show_again() -> None:
            if forms is not self._now and which not in self._kept:
                if self._chat is not None and self._chat.conversation == which:
                    if not self._now.is_begun:
                        self._now = forms
                else:
                    self._keep(which, forms)
            self._changed()

        return show_again
