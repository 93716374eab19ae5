"""The composer below the chat: a reply or a note, the tools beside it, and the forms that open in its place.

A note tints the whole composer and has another button and another key, so that the two are never taken for each other.
When the window has closed, the templates stand where the text was; the draft stays in the state. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.chat.pieces import Pictures
from inbox.ui.models.rows import Span, plain
from inbox.ui.models.states.composer import ComposerState, Mode, Tool
from inbox.ui.models.states.intents import Intent
from inbox.ui.panes.acts import ActRow
from inbox.ui.panes.attached import AttachedRow
from inbox.ui.panes.composer_forms import ComposerForms
from inbox.ui.panes.composer_tools import ComposerTools
from inbox.ui.panes.edit_frame import EditFrame
from inbox.ui.panes.field_keyboard import FieldKeyboard
from inbox.ui.panes.quoted import QuotedView
from inbox.ui.panes.reply_list import ReplyListView
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.widgets.segmented import Segmented

translate = QCoreApplication.translate


class Composer(QFrame):
    """All signals carry the conversation first, so that an answer that comes late finds its chat.

    ``sent`` carries the mode; the text is the draft of the state. ``tool_wanted`` names a tool or a kind whose form the presenter
    opens, ``closed`` that the open form is not wanted any more, ``acted`` an intent of the open form (send this template,
    this product) with what it is about. What is typed and chosen in a form comes from ``forms``.
    """

    mode_chosen = Signal(str, str)
    draft_edited = Signal(str, str)
    sent = Signal(str, str)
    tool_wanted = Signal(str, str)
    files_offered = Signal(str, list)
    file_removed = Signal(str, str)
    image_pasted = Signal(str, QImage)
    reply_stepped = Signal(str, int)
    reply_taken = Signal(str, str)
    replies_left = Signal(str)
    unquoted = Signal(str)
    closed = Signal(str)
    acted = Signal(str, str, str)

    def __init__(self, theme: Theme, pictures: Pictures | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = ComposerState(conversation="")
        note = (Mode.NOTE.value, translate("Composer", "Note"))
        to_whom = translate("Composer", "Who reads it")
        self._mode = Segmented(theme, ((Mode.REPLY.value, translate("Composer", "Reply")), note), to_whom)
        closed_mode = ((Mode.REPLY.value, translate("Composer", "Template")), note)
        self._closed_mode = Segmented(theme, closed_mode, to_whom)
        for switch in (self._mode, self._closed_mode):
            switch.setParent(self)
        self._window = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self._refusal = SpanLabel(theme, color="muted", parent=self)
        self._warning = SpanLabel(theme, color="danger", size=SMALL, pitch=16, parent=self)
        self._warning_acts = ActRow(theme, self)
        self._files = AttachedRow(theme, pictures, self)
        self._replies = ReplyListView(theme, self)
        self._quoted = QuotedView(theme, self)
        self._frame = EditFrame(theme, self)
        self.edit = self._frame.edit
        self._keyboard = FieldKeyboard(self, self._frame, self.edit)
        self._kept = SpanLabel(theme, color="muted", size=SMALL, pitch=16, parent=self)
        self._tools = ComposerTools(theme, self)
        self._top, self._column = QHBoxLayout(), QVBoxLayout(self)
        self.forms = ComposerForms(theme, pictures, self._column, self._frame, self)
        self._set_up()
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _set_up(self) -> None:
        self.setAccessibleName(translate("Composer", "Composer"))
        self._top.addWidget(self._mode)
        self._top.addWidget(self._closed_mode)
        self._top.addStretch(1)
        self._top.addWidget(self._window)
        self._column.addLayout(self._top)
        above: tuple[QWidget, ...] = (self._refusal, self._files, self._replies, self._quoted, self._frame)
        for part in (*above, self._warning, self._warning_acts, self._kept, self._tools):
            self._column.addWidget(part)

    def _connect(self) -> None:
        for switch in (self._mode, self._closed_mode):
            switch.chosen.connect(self._on_mode)
        self.edit.edited.connect(self._on_edited)
        self.edit.sent.connect(self._on_sent)
        self.edit.files_dropped.connect(self._on_files)
        self.edit.image_pasted.connect(self._on_image)
        self.edit.stepped.connect(self._on_reply_stepped)
        self.edit.taken.connect(self._on_reply_taken)
        self.edit.left.connect(self._on_replies_left)
        self._replies.picked.connect(self._on_reply_picked)
        self._replies.acted.connect(self._on_acted)
        self._quoted.removed.connect(self._on_unquoted)
        self._tools.sent.connect(self._on_sent)
        self._tools.tool_wanted.connect(self._on_tool)
        self._tools.emoji_chosen.connect(self._on_emoji)
        self._files.removed.connect(self._on_file_removed)
        self.forms.acted.connect(self._on_acted)
        self.forms.closed.connect(self._on_closed)
        self._warning_acts.acted.connect(self._on_acted)

    def show_state(self, state: ComposerState) -> None:
        """Show this state."""
        is_other = state.conversation != self._state.conversation
        before = _open_form(self._state)
        had_replies = self._state.replies is not None and not is_other and state.mode is self._state.mode
        self._keyboard.before(is_other=is_other)
        if state.mode is not self._state.mode:
            self.update()  # the ground is another one; every part paints itself anew when it says something else
        self._state = state
        is_note = state.mode is Mode.NOTE
        writes = not state.refusal and not _open_form(state)
        self._mode.setVisible(not state.is_closed and not state.refusal)
        self._closed_mode.setVisible(state.is_closed and not state.refusal)
        for switch in (self._mode, self._closed_mode):
            switch.choose(state.mode.value)
        self._window.show_spans((Span(state.window),) if state.window else ())
        self._refusal.show_spans((Span(state.refusal),) if state.refusal else ())
        self._frame.setVisible(writes)
        self._frame.show_mode(is_note=is_note)
        self.edit.set_habits(
            state.mode,
            sends_on_enter=state.sends_on_enter,
            takes_files=Tool.ATTACH in state.tools,
            offers_replies=state.replies is not None,
        )
        is_taken = had_replies and state.replies is None
        is_new = self.edit.show_draft(state.draft, is_other=is_other, keeps_undo=is_taken)
        self._replies.show_state(state.replies if writes else None)
        self._quoted.show_state(state.quote if writes else None)
        self.edit.setAccessibleDescription(_chosen_reply(state) or state.warning)
        if is_taken and is_new:
            self.edit.step_gap()
        self.edit.show_hint(state.hint)
        self.edit.setAccessibleName(translate("Composer", "Note") if is_note else translate("Composer", "Message"))
        self._files.show_state(state.files if writes else ())
        self._warning.show_spans((Span(state.warning),) if state.warning else ())
        self._warning_acts.show_state(state.warning_buttons, state.conversation)
        self._kept.show_spans((Span(state.kept),) if state.kept else ())
        # In a closed window one thing goes besides a template: a payment link, which a template carries.
        self._tools.setVisible(writes or (state.is_closed and _open_form(state) == "templates" and not state.refusal))
        self._tools.show_state(state)
        # A form that was left half filled in another chat takes the keyboard from nobody who only comes by.
        self.forms.show_state(state, is_new=not is_other and _open_form(state) != before)
        self._keyboard.after(self.forms.that_take_keyboard, self.forms.begin_list)

    def focus_edit(self) -> None:
        """Give the field for the message the keyboard, its cursor where it was; when it is not there, once it is."""
        if not self.forms.begin_fields():
            self._keyboard.give()

    def pick_files(self) -> None:
        """Open the system's dialog for files; what is chosen leaves through ``files_offered``."""
        dialog = QFileDialog(self, translate("Composer", "Attach a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    @property
    def takes_files(self) -> bool:
        """Whether files can be sent now."""
        return Tool.ATTACH in self._state.tools and self._frame.isVisibleTo(self)

    def offer_files(self, paths: list[str]) -> None:
        """Take files that were dropped somewhere on the chat."""
        self._on_files(paths)
        self.focus_edit()

    def picture_ready(self, key: str) -> None:
        """Paint anew when the picture of a product or of an attached file has come."""
        self.forms.picture_ready(key)
        self._files.picture_ready(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground: paper of its own for a note."""
        painter, tokens = QPainter(self), self._theme.look.tokens
        is_note = self._state.mode is Mode.NOTE
        painter.fillRect(self.rect(), tokens.note if is_note else tokens.surface)
        pen = QPen(tokens.note_line if is_note else tokens.line, 1.0)
        if is_note:
            pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(0, 0, self.width(), 0)

    def _on_mode(self, mode: str) -> None:
        self.mode_chosen.emit(self._state.conversation, mode)

    def _on_edited(self, text: str) -> None:
        self.draft_edited.emit(self._state.conversation, text)

    def _on_sent(self) -> None:
        if self._state.can_send:
            self.sent.emit(self._state.conversation, self._state.mode.value)
        else:
            self.edit.show_open_gap()

    def _on_tool(self, tool: str) -> None:
        if tool == Tool.ATTACH:
            self.pick_files()
        else:
            self.tool_wanted.emit(self._state.conversation, tool)

    def _on_emoji(self, emoji: str) -> None:
        self.edit.insertPlainText(emoji)
        self.focus_edit()

    def _on_files(self, paths: list[str]) -> None:
        self.files_offered.emit(self._state.conversation, paths)

    def _on_image(self, image: QImage) -> None:
        self.image_pasted.emit(self._state.conversation, image)

    def _on_file_removed(self, file: str) -> None:
        self.file_removed.emit(self._state.conversation, file)

    def _on_reply_stepped(self, by: int) -> None:
        self.reply_stepped.emit(self._state.conversation, by)

    def _on_reply_taken(self) -> None:
        self.reply_taken.emit(self._state.conversation, "")

    def _on_reply_picked(self, reply: str) -> None:
        self.reply_taken.emit(self._state.conversation, reply)

    def _on_replies_left(self) -> None:
        self.replies_left.emit(self._state.conversation)

    def _on_unquoted(self) -> None:
        self.unquoted.emit(self._state.conversation)

    def _on_closed(self) -> None:
        self.closed.emit(self._state.conversation)

    def _on_acted(self, intent: str, subject: str) -> None:
        if intent == Intent.TEMPLATE_FILE:
            self.pick_files()
            return
        self.acted.emit(self._state.conversation, intent, subject)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setContentsMargins(px(16), px(10), px(16), px(12))
        self._column.setSpacing(px(8))
        self._top.setSpacing(px(12))


def _chosen_reply(state: ComposerState) -> str:
    """Return what a screen reader says of the chosen reply while the keyboard stays in the field."""
    rows = () if state.replies is None else state.replies.rows
    return next((f"{row.title}: {plain(row.text)}" for row in rows if row.is_chosen), "")


def _open_form(state: ComposerState) -> str:
    """Return which form stands in the place of the message; empty for none."""
    if state.form is not None:
        return f"form {state.form.kind}"
    if state.templates is not None and state.mode is Mode.REPLY:
        return "templates" if state.template_form is None else f"template {state.template_form.id}"
    return "link" if state.link is not None else "picker" if state.picker is not None else ""
