"""The composer: what is being written, to whom it goes, and the small forms that stand in its place for a moment."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from inbox.ui.models.rows import Span
from inbox.ui.models.states.parts import Blank, Choice, Entry, ProductTile
from inbox.ui.models.states.template_page import TemplatePreview
from inbox.ui.models.timeline import CardButton


class Mode(StrEnum):
    """Who will read it."""

    REPLY = "reply"
    NOTE = "note"
    """Only the team."""


class Tool(StrEnum):
    """What the composer offers besides text; one that does not work for this chat is not in the state."""

    ATTACH = "attach"
    EMOJI = "emoji"
    TEMPLATE = "template"
    PRODUCT = "product"
    PAYMENT_LINK = "payment-link"
    MORE = "more"
    """Opens the menu of the rarer kinds."""


class FormKind(StrEnum):
    """A message that is made in a form of its own, from the menu of the rarer kinds."""

    QUESTION = "question"
    LIST = "list"
    LINK = "link-button"
    LOCATION = "location"
    CONTACT = "contact"
    CATALOG = "catalog"
    SEVERAL = "several"
    """Opens the product picker, to choose more than one."""
    ASK_NUMBER = "ask-number"
    LATER = "later"
    """The text that is being written, at a time to be chosen."""


class AttachedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that goes out with the next send. ``problem`` says why it cannot (too large, a kind WhatsApp refuses).

    ``picture`` asks the thumbnails for its picture.
    """

    id: str
    name: str
    detail: str = ""
    problem: str = ""
    picture: str = ""


class LinkForm(msgspec.Struct, frozen=True, kw_only=True):
    """Asking for money: an amount as it is typed, what for, which shipping. The ``button`` names the sum.

    ``warning`` is said before the click (an open request of the same kind), ``problem`` keeps it from being clicked.
    ``person`` is who gets it, for who cannot see the chat's head. In a closed window ``preview`` is the template that
    carries the link as the customer reads it, ``template`` its name, category and cost, ``templates`` those to choose from;
    ``others`` are the ways out when no template can.
    """

    amount: str
    purpose: str
    button: CardButton
    shippings: tuple[Choice, ...] = ()
    warning: str = ""
    problem: str = ""
    person: str = ""
    preview: TemplatePreview | None = None
    template: str = ""
    templates: tuple[Choice, ...] = ()
    others: tuple[CardButton, ...] = ()
    discount: str | None = ""
    """What the customer pays less, as it is typed; None where there is no discount, as on money that is asked back."""
    ends: tuple[Choice, ...] = ()
    """When the discount ends, to choose from; empty while there is none."""
    lives: tuple[Choice, ...] = ()
    """How long the link stays open, to choose from; empty while a discount decides that."""
    life: str = ""
    """What of that is chosen, in a sentence."""


class ProductPicker(msgspec.Struct, frozen=True, kw_only=True):
    """The catalog, as far as it fits what was typed; one click sends. ``note`` says what is the matter with it."""

    query: str = ""
    tiles: tuple[ProductTile, ...] = ()
    note: str = ""
    note_button: CardButton | None = None
    """Leads to all that the note only begins to tell."""
    blank: Blank | None = None
    chosen: tuple[str, ...] | None = None
    """The products of a list that is being put together; None while a click sends."""
    count: str = ""
    button: CardButton | None = None
    """Sends the list."""
    groups: tuple[Choice, ...] = ()
    """Leads to the other groups of the list, and to another one."""
    group: str = ""
    """The group that a click chooses for."""
    group_name: FormField | None = None
    problem: str = ""
    """What keeps the list from being sent, said in place of the count."""


class TemplateList(msgspec.Struct, frozen=True, kw_only=True):
    """The approved templates: each an ``Entry`` with its preview and its send button."""

    query: str = ""
    entries: tuple[Entry, ...] = ()
    blank: Blank | None = None


class QuotedMessage(msgspec.Struct, frozen=True, kw_only=True):
    """The message that the reply quotes."""

    id: str
    author: str
    text: str


class ReplyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A reply kept ready: what it is called and how it begins, its gaps marked."""

    id: str
    title: str
    text: tuple[Span, ...]
    is_chosen: bool = False


class ReplyList(msgspec.Struct, frozen=True, kw_only=True):
    """The replies that fit what is typed behind a slash: some rows around the chosen one, and how many there are."""

    rows: tuple[ReplyRow, ...]
    count: int


class Gaps(StrEnum):
    """What the gaps of a reply (``{{?day}}``) are in a field of several lines."""

    NONE = "none"
    """Letters like any others."""
    FILL = "fill"
    """To be filled in, one after the other."""
    NAME = "name"
    """Put there for others to fill in, under the name they are given."""


class FormField(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a form; ``id`` comes back with every edit. ``is_long`` takes several lines.

    ``counter`` says how much of what WhatsApp takes is used; ``is_over`` that it is too much.
    """

    id: str
    label: str
    value: str = ""
    hint: str = ""
    counter: str = ""
    is_over: bool = False
    is_long: bool = False
    is_fixed: bool = False
    """It is there to be read; whoever looks may not change it."""
    gaps: Gaps = Gaps.NONE


class MessageForm(msgspec.Struct, frozen=True, kw_only=True):
    """A message of a rarer kind while it is made: its fields, ready-made ones, and how the customer will read it.

    ``problem`` says what keeps it from being sent once everything needed is there, ``warning`` what is to be known although
    it can be sent.
    """

    kind: FormKind
    title: str
    fields: tuple[FormField, ...]
    button: CardButton
    presets: tuple[Choice, ...] = ()
    header: str = ""
    text: str = ""
    footer: str = ""
    labels: tuple[str, ...] = ()
    problem: str = ""
    warning: str = ""


class TemplateForm(msgspec.Struct, frozen=True, kw_only=True):
    """A template whose gaps are being filled, and how the customer will read it. ``labels`` are its buttons'.

    ``file`` is the file of its heading, or which is wanted; ``choose`` chooses one. ``later`` asks for a time, or leaves it
    out again; while there is one, ``times`` are offered.
    """

    id: str
    title: str
    text: str
    button: CardButton
    fields: tuple[FormField, ...] = ()
    header: str = ""
    footer: str = ""
    labels: tuple[str, ...] = ()
    file: str = ""
    choose: CardButton | None = None
    later: CardButton | None = None
    times: tuple[Choice, ...] = ()
    problem: str = ""


class ComposerState(msgspec.Struct, frozen=True, kw_only=True):
    """``draft`` is the text of the present mode; every key press comes back in it.

    ``window`` says how long one can write. ``is_closed`` makes the composer the template picker, ``templates`` is then
    set; it is also set while the templates were asked for in an open window. At most one of ``templates``, ``link``,
    ``form`` and ``picker`` is. ``refusal`` stands in the composer's place when nothing can be written at all (a blocked person, a
    role that only reads). ``warning`` asks before a send (a card number, "intern" in a reply), ``kept`` says what
    became of the draft. ``hint`` is the field's placeholder.
    """

    conversation: str
    mode: Mode = Mode.REPLY
    draft: str = ""
    hint: str = ""
    window: str = ""
    is_closed: bool = False
    can_send: bool = True
    why_not: str = ""
    sends_on_enter: bool = True
    """The agent's setting for replies; otherwise Ctrl+Enter. Notes always go by Ctrl+Enter."""
    warning: str = ""
    warning_buttons: tuple[CardButton, ...] = ()
    kept: str = ""
    refusal: str = ""
    tools: tuple[Tool, ...] = ()
    more: tuple[Choice, ...] = ()
    """The rarer kinds that can be sent here; each id is a ``FormKind``."""
    files: tuple[AttachedFile, ...] = ()
    quote: QuotedMessage | None = None
    replies: ReplyList | None = None
    """Over the field; while it is there, Enter takes a reply and sends nothing."""
    templates: TemplateList | None = None
    template_form: TemplateForm | None = None
    """Stands in the list's place while one of its templates is being filled in."""
    link: LinkForm | None = None
    form: MessageForm | None = None
    picker: ProductPicker | None = None
