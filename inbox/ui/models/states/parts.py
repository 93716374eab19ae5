"""The small parts that several states are made of: choices of a menu, what stands in an empty place, bars and cards."""

from __future__ import annotations

import msgspec

from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.timeline import CardButton


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a menu or of a row of switches. ``detail`` stands behind it, muted."""

    id: str
    text: str
    detail: str = ""
    is_chosen: bool = False


class Loading(msgspec.Struct, frozen=True):
    """Nothing is known yet; grey shapes are shown once this has taken 200 ms."""


class Empty(msgspec.Struct, frozen=True, kw_only=True):
    """There is nothing here: one sentence, and at most one button."""

    text: str
    icon: str = ""
    button: CardButton | None = None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, whether money was moved, what to do; ``id`` can be copied for whoever helps."""

    what: str
    money: str = ""
    way_out: str = ""
    id: str = ""
    buttons: tuple[CardButton, ...] = ()


class Working(msgspec.Struct, frozen=True, kw_only=True):
    """Something takes a while: what it is, how far it has come, and a button that ends it."""

    text: str
    percent: int
    button: CardButton


Blank = Loading | Empty | Failure | Working
"""What a pane shows instead of its content."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A thin bar across a pane or the window: one sentence that stays as long as it is true."""

    id: str
    text: str
    tone: Tone = Tone.WARN
    button: CardButton | None = None


class Toast(msgspec.Struct, frozen=True, kw_only=True):
    """Quiet news that goes away by itself: what happened, and a button that leads there."""

    id: str
    text: str
    tone: Tone = Tone.NEUTRAL
    button: CardButton | None = None


class HoldNote(msgspec.Struct, frozen=True, kw_only=True):
    """A held action inside the card it is about: "Refunding 24,90 € and telling Lena"."""

    action: str
    text: str
    seconds_left: int
    part_left: float


class Fact(msgspec.Struct, frozen=True):
    """A line of a table: what it is, and what is known."""

    label: str
    value: str


class ProductTile(msgspec.Struct, frozen=True, kw_only=True):
    """A product that one click sends. ``thumbnail`` asks the thumbnails for its picture."""

    sku: str
    name: str
    price: str
    thumbnail: str = ""
    by_link: bool = False
    """Whether it is not in the catalog: a click opens the form for a payment link over it."""
    doubt: str = ""
    """What does not fit: Stripe charges another price. Said with the price."""
    charged: str = ""
    """The same in as few words as fit below the price: whose price, and the price after a blank."""
    is_enabled: bool = True
    reason: str = ""
    is_chosen: bool | None = None
    """Whether it stands in the list that is being put together; None where a click sends."""
    group: str = ""
    """The number of the group it is in, where the list has several."""


class RefundLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the payment, or its shipping, that can be given back alone."""

    id: str
    name: str
    amount: str
    is_taken: bool = False
    is_enabled: bool = True
    """False for what was given back before; ``amount`` then says so."""


class RefundForm(msgspec.Struct, frozen=True, kw_only=True):
    """Giving back a part, inside the payment's card. Every edit comes back as a new form.

    ``most`` is what stands behind the amount ("of 54,70 €"), ``shares`` the chips of a payment without lines. ``tell``
    is None where the customer cannot be told; ``tell_text`` is then the reason. ``tell_words`` is the very text she gets,
    or else what can tell her afterwards.
    ``problem`` says what is wrong with the amount. The ``button`` names the amount.
    """

    payment: str
    amount: str
    most: str
    button: CardButton
    lines: tuple[RefundLine, ...] = ()
    shares: tuple[Choice, ...] = ()
    reasons: tuple[Choice, ...] = ()
    tell: bool | None = None
    tell_text: str = ""
    tell_words: str = ""
    brief: str = ""
    paper: str = ""
    """What becomes of the invoice: its credit note, or that it is corrected elsewhere."""
    problem: str = ""


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """Something to tick beside what a card asks: whether the customer is told. ``words`` is the very text she gets.

    ``is_ticked`` is None where it cannot be; ``text`` is then the reason.
    """

    intent: str
    text: str
    is_ticked: bool | None = False
    words: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing and what can be done about it: a payment, a request, an approval, a found payment, a template.

    ``progress`` is the line about what is just being done to it. ``side`` stands at the right of the title, ``arrow``
    makes it a split button whose arrow opens a form; ``buttons`` stand below the ``explanation``.
    """

    id: str
    title: str
    jump: CardButton | None = None
    """Makes the title lead somewhere; the words say where."""
    chip: Chip | None = None
    details: tuple[str, ...] = ()
    progress: tuple[Span, ...] = ()
    side: CardButton | None = None
    arrow: CardButton | None = None
    explanation: tuple[Span, ...] = ()
    is_wrong: bool = False
    """What the explanation tells has failed and needs somebody: it is in red."""
    tick: Tick | None = None
    """Stands between the explanation and the buttons."""
    buttons: tuple[CardButton, ...] = ()
    form: RefundForm | None = None
