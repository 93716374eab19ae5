"""The small form of a payment link, in the place of the message: amount, what for, shipping; Enter sends, Esc closes.

In a closed window it also shows which template carries the link and how the customer will read it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import LinkForm
from inbox.ui.panes.acts import ActRow
from inbox.ui.panes.as_read import AsRead
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.fields import Field
from inbox.ui.panes.focus import keep_keyboard
from inbox.ui.panes.form_frame import FormFrame
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import SpanLabel

translate = QCoreApplication.translate


class LinkFormView(FormFrame):
    """``sent`` is the button or Enter, and only comes while the button can be pressed; ``acted`` are the other ways out."""

    amount_edited = Signal(str)
    purpose_edited = Signal(str)
    shipping_chosen = Signal(str)
    template_chosen = Signal(str)
    discount_edited = Signal(str)
    end_chosen = Signal(str)
    life_chosen = Signal(str)
    acted = Signal(str, str)
    sent = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("LinkForm", "Payment link"), translate("LinkForm", "Cancel"), parent)
        self._can_send = False
        self._amount = Field(theme, translate("LinkForm", "Amount"), placeholder=translate("LinkForm", "49.90"), parent=self)
        self._amount.edit.textEdited.connect(self.amount_edited)
        what_for = translate("LinkForm", "What for")
        self._purpose = Field(theme, what_for, placeholder=what_for, parent=self)
        self._purpose.edit.textEdited.connect(self.purpose_edited)
        discount = translate("LinkForm", "Discount")
        self._discount = Field(theme, discount, placeholder=discount, parent=self)
        self._discount.edit.textEdited.connect(self.discount_edited)
        self._ends = ChoiceButton(theme, parent=self)
        self._ends.chosen.connect(self.end_chosen)
        for field in (self._amount, self._purpose, self._discount):
            field.edit.returnPressed.connect(self._on_send)
        self._shipping = ChoiceButton(theme, parent=self)
        self._shipping.chosen.connect(self.shipping_chosen)
        self._lives = ChoiceButton(theme, parent=self)
        self._lives.chosen.connect(self.life_chosen)
        self._life = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._words = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._problem = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self)
        self._preview = AsRead(theme, self)
        self._carrier = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._templates = ChoiceButton(theme, parent=self)
        self._templates.chosen.connect(self.template_chosen)
        self._others = ActRow(theme, self)
        self._others.acted.connect(self.acted)
        self.send.acted.connect(self._on_send)
        self._fields = QHBoxLayout()
        self._set_up()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _set_up(self) -> None:
        self._fields.addWidget(self._amount, 1)
        self._fields.addWidget(self._purpose, 3)
        self._fields.addWidget(self._discount, 1)
        self.column.addLayout(self._fields)
        self.column.addWidget(self._problem)
        self.column.addWidget(self._carrier)
        self.column.addWidget(self._preview)
        self.column.addWidget(self._life)
        self.column.addWidget(self._words)
        self.column.addWidget(self._others)
        self.acts.addWidget(self._shipping)
        self.acts.addWidget(self._ends)
        self.acts.addWidget(self._lives)
        self.acts.addWidget(self._templates)
        self.end_acts()

    def show_state(self, form: LinkForm) -> None:
        """Show this form."""
        self._can_send = form.button.is_enabled
        self._amount.show_text(form.amount, has_problem=bool(form.problem) and not form.others)
        self._purpose.show_text(form.purpose)
        chosen = next((choice.text for choice in form.shippings if choice.is_chosen), "")
        shipping = chosen or translate("LinkForm", "Shipping")
        self._shipping.show_state(
            shipping, form.shippings, translate("LinkForm", "Shipping: {name}").format(name=shipping)
        )
        self._problem.show_spans((Span(form.problem),) if form.problem else ())
        self._words.show_spans((Span(form.warning),) if form.warning else ())
        if form.discount is None:
            keep_keyboard(self._discount)
        self._discount.setVisible(form.discount is not None)
        self._discount.show_text(form.discount or "")
        end = next((choice.text for choice in form.ends if choice.is_chosen), "")
        self._ends.show_state(end, form.ends, translate("LinkForm", "The discount ends: {end}").format(end=end))
        life = next((choice.text for choice in form.lives if choice.is_chosen), "")
        open_for = translate("LinkForm", "Open: {life}").format(life=life)
        self._lives.show_state(open_for, form.lives, translate("LinkForm", "The link stays open: {life}").format(life=life))
        self._life.show_spans((Span(form.life),) if form.life else ())
        self._life.setVisible(bool(form.life))
        self._show_carrier(form)
        self.send.show_state(form.button, "", form.person)

    def _show_carrier(self, form: LinkForm) -> None:
        shown = form.preview
        self._preview.setVisible(shown is not None)
        if shown is not None:
            self._preview.show_message(shown.header, shown.text, shown.footer, shown.labels)
        self._carrier.show_spans((Span(form.template),) if form.template else ())
        self._carrier.setVisible(bool(form.template))
        chosen = next((choice.text for choice in form.templates if choice.is_chosen), "")
        name = translate("LinkForm", "Template: {name}").format(name=chosen)
        self._templates.show_state(chosen, form.templates, name)
        self._others.show_state(form.others, "")
        self._others.setVisible(bool(form.others))

    def begin(self) -> None:
        """Give the amount the keyboard."""
        self._amount.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._amount.edit.selectAll()

    def _on_send(self) -> None:
        if self._can_send:
            self.sent.emit()

    def _restyle(self) -> None:
        self._fields.setSpacing(self._theme.look.px(8))
