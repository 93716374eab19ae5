"""The first start: three ways in, each in one sentence; two of them lead to a short form. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.first_start import FirstStart, Page
from inbox.ui.panes.first_start_forms import HubForm, StripeForm, WhatsAppForm
from inbox.ui.panes.focus import reading_order, step
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.fonts import BOLD, CHAT
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import SpanLabel
from inbox.ui.widgets.scroll_bar import ThinScrollBar
from inbox.ui.widgets.segmented import Segmented

translate = QCoreApplication.translate

_WIDEST, _FORM_WIDEST, _SIDE_BY_SIDE = 860, 460, 700
_TITLE = 24


class FirstStartPage(QWidget):
    """``page_wanted`` names a page to go to, ``demo_wanted`` opens the demo shop.

    ``key_offered`` carries the shop's name, a Stripe key to be checked and the metadata keys of order numbers,
    ``stripe_done`` goes on with the checked one. ``whatsapp_offered`` carries ``WhatsAppKeys``; ``whatsapp_later`` leaves
    WhatsApp out for now. ``hub_offered`` carries address and code. Typed secrets leave through these signals and are kept
    nowhere else.
    """

    page_wanted = Signal(str)
    demo_wanted = Signal()
    key_offered = Signal(str, str, str)
    stripe_done = Signal()
    whatsapp_offered = Signal(object)
    whatsapp_later = Signal()
    hub_offered = Signal(str, str)
    language_chosen = Signal(str)

    def __init__(self, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page = Page.CHOICE
        self._language = Segmented(
            theme, (("de", "Deutsch"), ("en", "English")), translate("FirstStart", "Language of the window")
        )
        self._language.choose(language)
        self._language.chosen.connect(self.language_chosen)
        self._choice = _Choice(theme)
        self._stripe, self._whatsapp, self._hub = StripeForm(theme), WhatsAppForm(theme), HubForm(theme)
        self._pages: dict[Page, QWidget] = {
            Page.CHOICE: self._choice,
            Page.STRIPE: self._stripe,
            Page.WHATSAPP: self._whatsapp,
            Page.HUB: self._hub,
        }
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        px = self._theme.look.px
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self._language)
        body = QWidget()
        middle = QVBoxLayout(body)
        middle.setContentsMargins(px(24), 0, px(24), px(24))
        middle.addStretch(2)
        for page, widget in self._pages.items():
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(widget, 100)
            row.addStretch(1)
            widget.setMaximumWidth(px(_WIDEST if page is Page.CHOICE else _FORM_WIDEST))
            widget.setVisible(page is Page.CHOICE)
            middle.addLayout(row)
        middle.addStretch(3)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ThinScrollBar(self._theme, scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), 0)
        column.addLayout(top)
        column.addWidget(scroll, 1)

    def _connect(self) -> None:
        self._choice.demo_wanted.connect(self.demo_wanted)
        self._choice.page_wanted.connect(self.page_wanted)
        for form in (self._stripe, self._hub):
            form.back_wanted.connect(self._on_back_to_choice)
        self._whatsapp.back_wanted.connect(self._on_back_to_stripe)
        self._stripe.key_offered.connect(self.key_offered)
        self._stripe.done.connect(self.stripe_done)
        self._whatsapp.offered.connect(self.whatsapp_offered)
        self._whatsapp.later.connect(self.whatsapp_later)
        self._hub.offered.connect(self.hub_offered)

    def show_state(self, state: FirstStart) -> None:
        """Show this state."""
        is_other = state.page is not self._page
        self._page = state.page
        for page, widget in self._pages.items():
            widget.setVisible(page is state.page)
        for form in (self._stripe, self._whatsapp, self._hub):
            form.show_state(state)
        self._choice.show_busy(state.busy)
        if is_other:
            self._pages[state.page].setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab go as the eyes do."""
        return step(reading_order([self]), is_forward=is_next)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self._theme.look.tokens.surface)

    def _on_back_to_choice(self) -> None:
        self.page_wanted.emit(Page.CHOICE.value)

    def _on_back_to_stripe(self) -> None:
        self.page_wanted.emit(Page.STRIPE.value)


class _Choice(QWidget):
    """The three ways in beside each other, or under each other in a narrow window."""

    demo_wanted = Signal()
    page_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.look.px
        title = SpanLabel(theme, size=_TITLE, pitch=32, weight=BOLD, parent=self)
        title.show_spans((Span(translate("FirstStart", "Welcome to the counter")),))
        what = translate(
            "FirstStart", "Chats on the left, the customer's money on the right: answer, send a link, refund."
        )
        words = SpanLabel(theme, color="muted", size=CHAT, pitch=20, parent=self)
        words.show_spans((Span(what),))
        self._demo = _Way(
            theme,
            "cart",
            translate("FirstStart", "Try the demo shop"),
            translate("FirstStart", "A coffee roaster whose customers write, pay and complain. Nothing is real."),
            translate("FirstStart", "Open the demo"),
            is_primary=True,
        )
        accounts = _Way(
            theme,
            "payments",
            translate("FirstStart", "Connect my accounts"),
            translate(
                "FirstStart", "Stripe first, in five minutes, then WhatsApp. Keys stay in this computer's keyring."
            ),
            translate("FirstStart", "Connect"),
        )
        team = _Way(
            theme,
            "team",
            translate("FirstStart", "Join my team"),
            translate("FirstStart", "Your shop already has a hub: you need its address and a one-time code."),
            translate("FirstStart", "Join"),
        )
        self._demo.wanted.connect(self.demo_wanted)
        accounts.wanted.connect(self._on_accounts)
        team.wanted.connect(self._on_team)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(px(16))
        for way in (self._demo, accounts, team):
            self._ways.addWidget(way, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(px(18))
        column.addLayout(self._ways)

    def show_busy(self, busy: str) -> None:
        self.setEnabled(not busy)
        self._demo.show_busy(busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = self.width() < self._theme.look.px(_SIDE_BY_SIDE)
        directions = QBoxLayout.Direction
        self._ways.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)

    def _on_accounts(self) -> None:
        self.page_wanted.emit(Page.STRIPE.value)

    def _on_team(self) -> None:
        self.page_wanted.emit(Page.HUB.value)


class _Way(QFrame):
    """A card with an icon, a title, a sentence and a button."""

    wanted = Signal()

    def __init__(
        self, theme: Theme, icon: str, title: str, sentence: str, button: str, *, is_primary: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._is_primary = is_primary
        self._words = button
        px = theme.look.px
        heading = SpanLabel(theme, size=CHAT, pitch=20, weight=BOLD, parent=self)
        heading.show_spans((Span(title),))
        words = SpanLabel(theme, color="muted", pitch=19, parent=self)
        words.show_spans((Span(sentence),))
        self._kind = ButtonKind.PRIMARY if is_primary else ButtonKind.NEUTRAL
        self._button = Button(theme, ButtonFace(button, self._kind), f"{title}: {button}", self)
        self._button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(px(6))
        column.addWidget(_Sign(theme, icon))
        column.addSpacing(px(4))
        column.addWidget(heading)
        column.addWidget(words)
        column.addStretch(1)
        column.addSpacing(px(8))
        column.addWidget(self._button)

    def show_busy(self, busy: str) -> None:
        self._button.show_face(ButtonFace(busy or self._words, self._kind), self._button.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._theme.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = look.tokens.accent_soft if self._is_primary else look.tokens.raised
        box(painter, QRectF(self.rect()), look.px(12), fill, None if self._is_primary else look.tokens.line)


class _Sign(QLabel):
    """The icon of a way in."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon

    def sizeHint(self) -> QSize:
        side = self._theme.look.px(28)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._theme.look
        side = look.px(28)
        look.icons.draw(QPainter(self), self._icon, look.tokens.accent, QRectF(0, 0, side, side))
