"""The refund form inside a payment's card: lines and shipping to tick, an amount, a reason, what the customer is told.

Every edit leaves as a signal and comes back in the next state. Esc closes it, Enter in the amount is the button.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Choice, RefundForm, RefundLine
from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.acts import ActButton, ActRow
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.fields import Check, Field
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import SpanLabel

translate = QCoreApplication.translate

_EMPTY = RefundForm(payment="", amount="", most="", button=CardButton(intent="", text=""))


class RefundFormView(QFrame):
    """All signals but ``acted`` carry the payment first, then what was typed, ticked or chosen."""

    acted = Signal(str, str)
    amount_edited = Signal(str, str)
    line_ticked = Signal(str, str, bool)
    share_chosen = Signal(str, str)
    reason_chosen = Signal(str, str)
    tell_ticked = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = _EMPTY
        self.setAccessibleName(translate("RefundForm", "Refund a part"))
        self._lines_box = QVBoxLayout()
        self._lines: Keyed[RefundLine, Check] = Keyed(self._new_line, self._lines_box)
        self._shares = ActRow(theme, self)
        self._shares.acted.connect(self._on_share)
        self._amount = Field(theme, translate("RefundForm", "Amount to refund"), parent=self)
        self._amount.edit.textEdited.connect(self._on_amount)
        self._amount.edit.returnPressed.connect(self._on_enter)
        self._reason = ChoiceButton(theme, fills=True, parent=self)
        self._reason.chosen.connect(self._on_reason)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self)
        self._send = ActButton(theme, parent=self)
        self._send.acted.connect(self.acted)
        self._tell = Check(theme, self)
        self._tell.clicked.connect(self._on_tell)
        self._why_untold = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._words = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._brief = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._paper = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._fields, self._acts = QHBoxLayout(), QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._set_up()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _set_up(self) -> None:
        self._fields.addWidget(self._amount, 6)
        self._fields.addWidget(self._reason, 5)
        self._acts.addWidget(self._send, 0, Qt.AlignmentFlag.AlignLeft)
        self._acts.addWidget(self._tell, 1)
        self._acts.addWidget(self._why_untold, 1)
        words = (self._words, self._brief, self._paper)
        for part in (self._lines_box, self._shares, self._fields, self._problem, self._acts, *words):
            if isinstance(part, QWidget):
                self._column.addWidget(part)
            else:
                self._column.addLayout(part)

    def show_state(self, form: RefundForm, about: str = "") -> None:
        """Show this form; ``about`` says whose payment it is to a screen reader."""
        self._form = form
        for line, check in self._lines.show([(line.id, line) for line in form.lines]):
            check.setObjectName(line.id)
            check.show_words(line.name, line.amount)
            check.setChecked(line.is_taken)
            check.setEnabled(line.is_enabled)
        self._shares.show_state([CardButton(intent=share.id, text=share.text) for share in form.shares], form.payment)
        self._amount.show_text(form.amount, form.most, has_problem=bool(form.problem))
        self._reason.show_state(*_chosen(form.reasons))
        self._problem.show_spans((Span(form.problem),) if form.problem else ())
        self._send.show_state(form.button, form.payment, about)
        self._tell.setVisible(form.tell is not None)
        self._tell.show_words(form.tell_text)
        self._tell.setChecked(bool(form.tell))
        self._tell.setAccessibleDescription(form.tell_words)
        untold = form.tell_text if form.tell is None else ""
        self._why_untold.show_spans((Span(untold),) if untold else ())
        self._words.show_spans((Span(form.tell_words),) if form.tell_words else ())
        self._brief.show_spans((Span(form.brief),) if form.brief else ())
        self._paper.show_spans((Span(form.paper),) if form.paper else ())

        self._fit(self.width())

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, where the tick stands below the button if its words would be cut beside it."""
        self._fit(width)
        return super().heightForWidth(width)

    def _fit(self, width: int) -> None:
        margins = self._column.contentsMargins()
        room = width - margins.left() - margins.right() - self._acts.spacing()
        is_wide = self._send.sizeHint().width() + self._tell.sizeHint().width() <= room
        self._acts.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)

    def begin(self) -> None:
        """Give the amount the keyboard: a field, never the button that moves money."""
        self._amount.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._amount.edit.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.acted.emit(Intent.REFUND_CLOSE, self._form.payment)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the form."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(10), look.tokens.bg, look.tokens.line)

    def _new_line(self, _line: RefundLine) -> Check:
        check = Check(self._theme, self)
        check.stackUnder(self._shares)  # a screen reader reads in that order
        check.clicked.connect(self._on_line)
        return check

    def _on_line(self, is_ticked: bool) -> None:
        check = self.sender()
        assert isinstance(check, QCheckBox)
        self.line_ticked.emit(self._form.payment, check.objectName(), is_ticked)

    def _on_amount(self, text: str) -> None:
        self.amount_edited.emit(self._form.payment, text)

    def _on_enter(self) -> None:
        if self._form.button.is_enabled:
            self.acted.emit(self._form.button.intent, self._form.payment)

    def _on_share(self, share: str, payment: str) -> None:
        self.share_chosen.emit(payment, share)

    def _on_reason(self, reason: str) -> None:
        self.reason_chosen.emit(self._form.payment, reason)

    def _on_tell(self, is_ticked: bool) -> None:
        self.tell_ticked.emit(self._form.payment, is_ticked)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setContentsMargins(px(12), px(10), px(12), px(10))
        self._column.setSpacing(px(8))
        self._lines_box.setSpacing(0)
        self._fields.setSpacing(px(8))
        self._acts.setSpacing(px(10))


def _chosen(choices: tuple[Choice, ...]) -> tuple[str, tuple[Choice, ...], str]:
    text = next((choice.text for choice in choices if choice.is_chosen), "")
    text = text or translate("RefundForm", "Reason")
    return text, choices, translate("RefundForm", "Reason: {reason}").format(reason=text)
