"""The composer's widget joined to its presenter: what each key and click in it means. GUI thread only.

Every signal of the widget says which chat it came from; the presenter has one chat open and drops what is of another.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage

from inbox.domain.ids import ConversationId
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.states.intents import Intent
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.composer_forms import ComposerForms
from inbox.ui.pictures.pasted import Pasted

translate = QCoreApplication.translate


class ComposerWiring(QObject):
    """Listens to ``view`` for ``presenter``; lives as long as its parent. ``compare_wanted`` asks for the window's page."""

    compare_wanted = Signal()

    def __init__(self, view: Composer, presenter: ComposerPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        view.mode_chosen.connect(self._on_mode)
        view.draft_edited.connect(presenter.edit)
        view.sent.connect(presenter.send)
        view.tool_wanted.connect(self._on_tool)
        view.closed.connect(self._on_tool_closed)
        view.reply_stepped.connect(self._on_reply_stepped)
        view.reply_taken.connect(self._on_reply_taken)
        view.replies_left.connect(self._on_replies_left)
        view.unquoted.connect(self._on_unquoted)
        view.acted.connect(self._on_act)
        view.files_offered.connect(self._on_files)
        view.file_removed.connect(self._on_file_removed)
        view.image_pasted.connect(self._on_image)
        self._listen_to_forms(view.forms)
        self._pasted = Pasted(self)
        self._pasted.ready.connect(self._on_pasted)

    def _listen_to_forms(self, forms: ComposerForms) -> None:
        forms.query_edited.connect(self._on_picker_query)
        forms.template_field_edited.connect(self._on_template_field)
        forms.link_amount_edited.connect(self._on_link_amount)
        forms.link_purpose_edited.connect(self._on_link_purpose)
        forms.link_shipping_chosen.connect(self._on_link_shipping)
        forms.link_template_chosen.connect(self._on_link_template)
        forms.link_discount_edited.connect(self._on_link_discount)
        forms.link_end_chosen.connect(self._on_link_end)
        forms.link_life_chosen.connect(self._on_link_life)
        forms.link_sent.connect(self._on_link_sent)
        forms.field_edited.connect(self._on_form_field)
        forms.preset_chosen.connect(self._on_preset)

    def close(self) -> None:
        """Work no more."""
        self._pasted.close()

    def _on_mode(self, _conversation: str, mode: str) -> None:
        self._presenter.choose_mode(mode)

    def _on_tool(self, _conversation: str, tool: str) -> None:
        self._presenter.open_tool(tool)

    def _on_tool_closed(self, _conversation: str) -> None:
        self._presenter.close_tool()

    def _on_picker_query(self, words: str) -> None:
        self._presenter.forms.search(words)

    def _on_reply_stepped(self, _conversation: str, by: int) -> None:
        self._presenter.step_reply(by)

    def _on_reply_taken(self, _conversation: str, reply: str) -> None:
        self._presenter.take_reply(reply)

    def _on_replies_left(self, _conversation: str) -> None:
        self._presenter.leave_replies()

    def _on_unquoted(self, _conversation: str) -> None:
        self._presenter.quote("")

    def _on_template_field(self, field: str, text: str) -> None:
        self._presenter.forms.fill_template(field, text)

    def _on_link_amount(self, text: str) -> None:
        self._presenter.forms.edit_amount(text)

    def _on_link_purpose(self, text: str) -> None:
        self._presenter.forms.edit_purpose(text)

    def _on_link_shipping(self, shipping: str) -> None:
        self._presenter.forms.choose_shipping(shipping)

    def _on_link_template(self, template: str) -> None:
        self._presenter.forms.choose_template(template)

    def _on_link_discount(self, text: str) -> None:
        self._presenter.forms.edit_discount(text)

    def _on_link_end(self, days: str) -> None:
        self._presenter.forms.choose_end(days)

    def _on_link_life(self, days: str) -> None:
        self._presenter.forms.choose_life(days)

    def _on_link_sent(self) -> None:
        self._presenter.forms.send_link()

    def _on_form_field(self, field: str, text: str) -> None:
        self._presenter.forms.edit_field(field, text)

    def _on_preset(self, preset: str) -> None:
        self._presenter.forms.choose_preset(preset)

    def _on_act(self, _conversation: str, intent: str, subject: str) -> None:
        if intent == Intent.COMPARE_CATALOG:
            self.compare_wanted.emit()
        else:
            self._presenter.act(intent, subject)

    def _on_files(self, conversation: str, paths: list[str]) -> None:
        for path in paths:
            self._presenter.files.offer(ConversationId(conversation), path)

    def _on_file_removed(self, _conversation: str, file: str) -> None:
        self._presenter.files.remove(file)

    def _on_image(self, conversation: str, image: QImage) -> None:
        self._pasted.make(conversation, image)

    def _on_pasted(self, conversation: str, ending: str, content: bytes) -> None:
        name = translate("Composer", "Picture")
        self._presenter.files.paste(ConversationId(conversation), f"{name}.{ending}", content)
