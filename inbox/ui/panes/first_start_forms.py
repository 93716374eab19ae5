"""The short forms of the first start: a Stripe key with what it may do, WhatsApp's ids and keys, a team's hub."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from inbox.ui.models.connecting import WhatsAppKeys
from inbox.ui.models.rows import Span
from inbox.ui.models.states.first_start import Finding, FirstStart, Light, Page
from inbox.ui.panes.fields import Field
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.fonts import BOLD, CHAT, MEDIUM, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import LineLabel, SpanLabel

translate = QCoreApplication.translate


class _Form(QWidget):
    """A way back, a title, a sentence; below them fields, what was found, and the buttons."""

    back_wanted = Signal()
    page: Page

    def __init__(self, theme: Theme, title: str, sentence: str) -> None:
        super().__init__()
        self._theme = theme
        self._fields: list[Field] = []
        self._buttons: tuple[Button, ...] = ()
        px = theme.look.px
        face = ButtonFace(translate("FirstStart", "Back"), is_small=True, icon="chevron-left")
        self._back = Button(theme, face, parent=self)
        self._back.clicked.connect(self.back_wanted)
        heading = SpanLabel(theme, size=20, pitch=28, weight=BOLD, parent=self)
        heading.show_spans((Span(title),))
        words = SpanLabel(theme, color="muted", size=CHAT, pitch=20, parent=self)
        words.show_spans((Span(sentence),))
        self._problem = SpanLabel(theme, color="danger", parent=self)
        self._busy = SpanLabel(theme, color="muted", parent=self)
        self._found = QVBoxLayout()
        self._findings: Keyed[Finding, _FindingLine] = Keyed(self._new_finding, self._found)
        self._acts = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(px(10))
        self._column.addWidget(heading)
        self._column.addWidget(words)
        self._column.addSpacing(px(10))

    def show_state(self, state: FirstStart) -> None:
        """Show what concerns this form."""
        is_mine = state.page is self.page
        self._problem.show_spans((Span(state.problem),) if is_mine and state.problem else ())
        self._busy.show_spans((Span(state.busy),) if is_mine and state.busy else ())
        for finding, line in self._findings.show([(f.text, f) for f in (state.findings if is_mine else ())]):
            line.show_state(finding)
        for field in self._fields:
            field.setEnabled(not state.busy)
        for button in self._buttons:
            button.setEnabled(not state.busy)

    def _field(self, label: str, *, placeholder: str = "", is_secret: bool = False) -> Field:
        words = LineLabel(self._theme, (Span(label),), weight=MEDIUM, parent=self)
        field = Field(self._theme, label, placeholder=placeholder, parent=self)
        if is_secret:
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._fields.append(field)
        self._column.addWidget(words)
        self._column.addWidget(field)
        self._column.addSpacing(self._theme.look.px(6))
        if len(self._fields) == 1:
            self.setFocusProxy(field)
        return field

    def _note(self, text: str) -> None:
        words = SpanLabel(self._theme, color="muted", size=SMALL, pitch=16, parent=self)
        words.show_spans((Span(text),))
        self._column.addWidget(words)
        self._column.addSpacing(self._theme.look.px(6))

    def _finish(self, *buttons: Button) -> None:
        self._column.addLayout(self._found)
        self._column.addWidget(self._problem)
        self._column.addWidget(self._busy)
        self._column.addSpacing(self._theme.look.px(8))
        self._acts.setSpacing(self._theme.look.px(8))
        self._buttons = buttons
        for button in buttons:
            self._acts.addWidget(button)
        self._acts.addStretch(1)
        self._column.addLayout(self._acts)

    def _new_finding(self, _finding: Finding) -> _FindingLine:
        return _FindingLine(self._theme, self)


class StripeForm(_Form):
    """``key_offered`` carries the shop's name, the typed key and the metadata keys of order numbers; ``done`` goes on."""

    key_offered = Signal(str, str, str)
    done = Signal()
    page = Page.STRIPE

    def __init__(self, theme: Theme) -> None:
        title = translate("FirstStart", "Stripe")
        how = translate(
            "FirstStart",
            "Make a restricted key in Stripe under Developers, API keys. It is kept in this computer's keyring only.",
        )
        super().__init__(theme, title, how)
        shop = translate("FirstStart", "Name of your shop, as customers read it")
        self._shop = self._field(shop)
        self._shop.edit.returnPressed.connect(self._on_check)
        self._key = self._field(translate("FirstStart", "Restricted key"), placeholder="rk_live_…", is_secret=True)
        self._key.edit.returnPressed.connect(self._on_check)
        orders = translate("FirstStart", "Own metadata key of order numbers (may stay empty)")
        self._orders = self._field(orders, placeholder="order_id")
        self._orders.edit.returnPressed.connect(self._on_check)
        self._check = Button(
            theme, ButtonFace(translate("FirstStart", "Check the key"), ButtonKind.PRIMARY), parent=self
        )
        self._check.clicked.connect(self._on_check)
        self._go_on = Button(theme, ButtonFace(translate("FirstStart", "Go on"), ButtonKind.PRIMARY), parent=self)
        self._go_on.clicked.connect(self.done)
        self._finish(self._go_on, self._check)

    def show_state(self, state: FirstStart) -> None:
        """Show what was found out about the key."""
        super().show_state(state)
        check = translate("FirstStart", "Check the key")
        kind = ButtonKind.NEUTRAL if state.can_go_on else ButtonKind.PRIMARY
        self._check.show_face(ButtonFace(check, kind))
        self._go_on.setVisible(state.can_go_on)

    def _on_check(self) -> None:
        shop, key, orders = (field.edit.text().strip() for field in self._fields)
        if shop and key:
            self.key_offered.emit(shop, key, orders)
        else:
            (self._key if shop else self._shop).setFocus()


class WhatsAppForm(_Form):
    """``offered`` carries what was typed, as ``WhatsAppKeys``; ``later`` leaves WhatsApp out for now."""

    offered = Signal(object)
    later = Signal()
    page = Page.WHATSAPP

    def __init__(self, theme: Theme) -> None:
        title = translate("FirstStart", "WhatsApp")
        how = translate(
            "FirstStart",
            "From your app at Meta, under WhatsApp, API setup. The number stops working in the WhatsApp app on a phone.",
        )
        super().__init__(theme, title, how)
        self._number = self._field(translate("FirstStart", "Phone number id"))
        self._account = self._field(translate("FirstStart", "WhatsApp business account id"))
        self._token = self._field(translate("FirstStart", "Access token of a system user"), is_secret=True)
        self._secret = self._field(translate("FirstStart", "App secret"), is_secret=True)
        verify = translate("FirstStart", "Verify token: any word, the same as at Meta under Webhooks")
        self._verify = self._field(verify, is_secret=True)
        self._public = self._field(
            translate("FirstStart", "Public address of this computer (may stay empty)"), placeholder="https://…"
        )
        self._note(
            translate(
                "FirstStart",
                "Meta delivers messages to a public address only, one that leads to port 8610 of this computer. Without it you"
                " can write, but nothing arrives here.",
            )
        )
        face = ButtonFace(translate("FirstStart", "Check and connect"), ButtonKind.PRIMARY)
        connect = Button(theme, face, parent=self)
        connect.clicked.connect(self._on_connect)
        later = Button(theme, ButtonFace(translate("FirstStart", "Later")), parent=self)
        later.clicked.connect(self.later)
        self._finish(connect, later)

    def _on_connect(self) -> None:
        typed = [field.edit.text().strip() for field in self._fields]
        empty = next((field for field, text in zip(self._fields[:-1], typed, strict=False) if not text), None)
        if empty is None:
            self.offered.emit(WhatsAppKeys(*typed))
        else:
            empty.setFocus()


class HubForm(_Form):
    """``offered`` carries the hub's address and the one-time code."""

    offered = Signal(str, str)
    page = Page.HUB

    def __init__(self, theme: Theme) -> None:
        title = translate("FirstStart", "Join my team")
        how = translate(
            "FirstStart", "Whoever runs the hub gives you both. The code works once; this desk then has its own key."
        )
        super().__init__(theme, title, how)
        self._address = self._field(
            translate("FirstStart", "Address of the hub"), placeholder="https://hub.example.com"
        )
        self._code = self._field(translate("FirstStart", "One-time code"))
        for field in self._fields:
            field.edit.returnPressed.connect(self._on_join)
        join = Button(theme, ButtonFace(translate("FirstStart", "Join"), ButtonKind.PRIMARY), parent=self)
        join.clicked.connect(self._on_join)
        self._finish(join)

    def show_state(self, state: FirstStart) -> None:
        """Show what came of the last try."""
        super().show_state(state)
        if state.hub_address and not self._address.edit.text():
            self._address.show_text(state.hub_address)

    def _on_join(self) -> None:
        address, code = (field.edit.text().strip() for field in self._fields)
        if address and code:
            self.offered.emit(address, code)
        else:
            (self._code if address else self._address).setFocus()


_LIGHTS = {
    Light.WAITING: ("queued", "muted"),
    Light.GOOD: ("done", "ok"),
    Light.NOTE: ("info", "info"),
    Light.MISSING: ("warning", "warn"),
}


class _FindingLine(QWidget):
    """One thing that was checked: how it came out, and how to mend it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._light = _LightSign(theme)
        self._text = SpanLabel(theme, parent=self)
        self._way_out = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._way_out)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.look.px(2), 0, theme.look.px(2))
        row.setSpacing(theme.look.px(8))
        row.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_state(self, finding: Finding) -> None:
        names = {
            Light.WAITING: translate("FirstStart", "is being checked"),
            Light.GOOD: translate("FirstStart", "good"),
            Light.NOTE: translate("FirstStart", "good, with a note"),
            Light.MISSING: translate("FirstStart", "missing"),
        }
        self._light.show_light(finding.light)
        self._text.show_spans((Span(finding.text),))
        self._way_out.show_spans((Span(finding.way_out),) if finding.way_out else ())
        self.setAccessibleName(f"{finding.text}: {names[finding.light]}")


class _LightSign(QLabel):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._light = Light.WAITING
        self.setFixedSize(theme.look.px(18), theme.look.px(18))

    def show_light(self, light: Light) -> None:
        self._light = light
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        icon, color = _LIGHTS[self._light]
        side = self._theme.look.px(17)
        tokens = self._theme.look.tokens
        self._theme.look.icons.draw(QPainter(self), icon, getattr(tokens, color), QRectF(0, 0, side, side))
