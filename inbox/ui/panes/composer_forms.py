"""The forms that open in the place of the message: a payment link, products, templates and what they lack, other messages.

Each is loaded and made when it is first shown, for a start needs none of them. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inbox.ui.chat.pieces import Pictures
from inbox.ui.models.states.composer import ComposerState, Mode
from inbox.ui.models.states.intents import Intent
from inbox.ui.panes import tab_order
from inbox.ui.theme.theme import Theme

if TYPE_CHECKING:
    from inbox.ui.panes.link_form import LinkFormView
    from inbox.ui.panes.message_form import MessageFormView
    from inbox.ui.panes.pickers import ProductPickerView, TemplateListView
    from inbox.ui.panes.template_form import TemplateFormView

    _Form = TypeVar("_Form", bound=QWidget)


class ComposerForms(QObject):
    """Of one composer, which is the forms' parent; they stand in its ``column``, below ``above``.

    ``closed`` says that the open form is not wanted any more, ``acted`` carries an intent of the open form (send this
    template, this product) with what it is about.
    """

    link_amount_edited = Signal(str)
    link_purpose_edited = Signal(str)
    link_shipping_chosen = Signal(str)
    link_template_chosen = Signal(str)
    link_discount_edited = Signal(str)
    link_end_chosen = Signal(str)
    link_life_chosen = Signal(str)
    link_sent = Signal()
    template_field_edited = Signal(str, str)
    field_edited = Signal(str, str)
    preset_chosen = Signal(str)
    query_edited = Signal(str)
    closed = Signal()
    acted = Signal(str, str)

    def __init__(
        self, theme: Theme, pictures: Pictures | None, column: QVBoxLayout, above: QWidget, composer: QWidget
    ) -> None:
        super().__init__(composer)
        self._theme = theme
        self._pictures = pictures
        self._column = column
        self._above = above
        self._composer = composer
        self._stops: list[QWidget] = []
        self._link: LinkFormView | None = None
        self._picker: ProductPickerView | None = None
        self._templates: TemplateListView | None = None
        self._template: TemplateFormView | None = None
        self._message: MessageFormView | None = None

    @property
    def that_take_keyboard(self) -> Sequence[QWidget]:
        """The forms that take the keyboard by themselves when they come, as far as they are made."""
        return [form for form in (self._link, self._picker, self._template, self._message) if form is not None]

    def show_state(self, state: ComposerState, *, is_new: bool) -> None:
        """Show the open form of this state, or none; one that ``is_new`` takes the keyboard."""
        is_reply = state.mode is Mode.REPLY
        fills = state.template_form is not None and is_reply
        opens = state.templates is not None and is_reply and not fills
        link = None if state.link is None else self._link_form()
        picker = None if state.picker is None else self._product_picker()
        templates = self._template_list() if opens else None
        template = self._template_form() if fills else None
        message = None if state.form is None else self._message_form()
        for form in (self._link, self._picker, self._templates, self._template, self._message):
            if form is not None:
                form.setVisible(form in (link, picker, templates, template, message))
        if message is not None and state.form is not None:
            message.show_state(state.form)
        if template is not None and state.template_form is not None:
            template.show_state(state.template_form)
        if link is not None and state.link is not None:
            link.show_state(state.link)
        if picker is not None and state.picker is not None:
            picker.show_state(state.picker)
        if templates is not None and state.templates is not None:
            templates.show_state(state.templates, can_close=not state.is_closed)
        self._order(link or picker or message or template or templates)
        # In a closed window the list of templates has come by itself.
        wanted = link or picker or message or template or (None if state.is_closed else templates)
        if is_new and wanted is not None:
            wanted.begin()

    def begin_fields(self) -> bool:
        """Give the keyboard to the open form with fields; False when none is open."""
        for form in (self._message, self._template):
            if form is not None and form.isVisibleTo(self._composer):
                form.begin()
                return True
        return False

    def begin_list(self) -> None:
        """Give the keyboard to the list of templates, if it can be searched."""
        if self._templates is not None:
            self._templates.begin()

    def picture_ready(self, key: str) -> None:
        """Paint anew when the picture of a product has come."""
        if self._picker is not None:
            self._picker.picture_ready(key)

    def _link_form(self) -> LinkFormView:
        if self._link is None:
            from inbox.ui.panes.link_form import LinkFormView

            form = self._link = self._put(LinkFormView(self._theme, self._composer))
            form.amount_edited.connect(self.link_amount_edited)
            form.purpose_edited.connect(self.link_purpose_edited)
            form.shipping_chosen.connect(self.link_shipping_chosen)
            form.template_chosen.connect(self.link_template_chosen)
            form.discount_edited.connect(self.link_discount_edited)
            form.end_chosen.connect(self.link_end_chosen)
            form.life_chosen.connect(self.link_life_chosen)
            form.sent.connect(self.link_sent)
            form.acted.connect(self.acted)
            form.closed.connect(self.closed)
        return self._link

    def _product_picker(self) -> ProductPickerView:
        if self._picker is None:
            from inbox.ui.panes.pickers import ProductPickerView

            form = self._picker = self._put(ProductPickerView(self._theme, self._pictures, self._composer))
            form.query_edited.connect(self.query_edited)
            form.acted.connect(self.acted)
            form.closed.connect(self.closed)
        return self._picker

    def _template_list(self) -> TemplateListView:
        if self._templates is None:
            from inbox.ui.panes.pickers import TemplateListView

            form = self._templates = self._put(TemplateListView(self._theme, self._composer))
            form.query_edited.connect(self.query_edited)
            form.acted.connect(self.acted)
            form.closed.connect(self.closed)
        return self._templates

    def _template_form(self) -> TemplateFormView:
        if self._template is None:
            from inbox.ui.panes.template_form import TemplateFormView

            form = self._template = self._put(TemplateFormView(self._theme, self._composer))
            form.field_edited.connect(self.template_field_edited)
            form.preset_chosen.connect(self.preset_chosen)
            form.acted.connect(self.acted)
            form.closed.connect(self._on_template_back)
        return self._template

    def _message_form(self) -> MessageFormView:
        if self._message is None:
            from inbox.ui.panes.message_form import MessageFormView

            form = self._message = self._put(MessageFormView(self._theme, self._composer))
            form.field_edited.connect(self.field_edited)
            form.preset_chosen.connect(self.preset_chosen)
            form.acted.connect(self.acted)
            form.closed.connect(self.closed)
        return self._message

    def _put(self, form: _Form) -> _Form:
        """Put a form in its place, where it waits to be shown."""
        form.hide()
        self._column.insertWidget(self._column.indexOf(self._above) + 1, form)
        return form

    def _order(self, form: QWidget | None) -> None:
        """Let Tab go through the open form where it stands, with the rows that have come since."""
        stops = [] if form is None else tab_order.in_reading_order(form)
        if stops and stops != self._stops:
            tab_order.put_behind(self._above, stops)
        self._stops = stops

    def _on_template_back(self) -> None:
        self.acted.emit(Intent.TEMPLATE_LIST, "")
