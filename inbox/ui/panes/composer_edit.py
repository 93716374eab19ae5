"""The field for the message: grows from two lines to six, knows which key sends, and takes files that are dropped on it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from inbox.ui.models.states.composer import Mode
from inbox.ui.panes.gap_edit import GapEdit
from inbox.ui.theme.fonts import CHAT
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.scroll_bar import ThinScrollBar

_LEAST_LINES, _MOST_LINES = 2, 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AMONG_REPLIES = (*_ENTER, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class ComposerEdit(GapEdit):
    """``edited`` carries the whole text at every key press, ``sent`` that the key for sending was pressed.

    ``files_dropped`` carries the paths of files that were dropped or pasted, ``image_pasted`` a picture that is in no
    file, where the composer takes files. While replies
    are offered over it, ``stepped`` chooses another one, ``taken`` takes the chosen one and ``left`` puts them away.
    """

    sent = Signal()
    files_dropped = Signal(list)
    image_pasted = Signal(QImage)
    stepped = Signal(int)
    taken = Signal()
    left = Signal()
    focus_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.takes_gaps = True
        self._mode = Mode.REPLY
        self._sends_on_enter = True
        self._takes_files = False
        self._offers_replies = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        ThinScrollBar(theme, self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.textChanged.connect(self._fit)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_hint(self, words: str) -> None:
        """Show these words in grey while nothing is written."""
        if words != self.placeholderText():
            self.setPlaceholderText(words)
            self.viewport().update()  # Qt paints it anew only when it appears or goes

    def show_draft(self, text: str, *, is_other: bool, keeps_undo: bool = False) -> bool:
        """Show this text; one that stands there already keeps cursor, selection and undo, unless it is another chat's.

        ``keeps_undo`` lets a text that has come for what was typed be taken back for it. False when it stood there.
        """
        if is_other and text == self.raw():
            self.document().clearUndoRedoStacks()
            self.moveCursor(self.textCursor().MoveOperation.End)
            return False
        is_new = self.show_raw(text, keeps_undo=keeps_undo)
        self._fit()
        return is_new

    def set_habits(self, mode: Mode, *, sends_on_enter: bool, takes_files: bool, offers_replies: bool) -> None:
        """Say what Enter does, whether files are welcome and whether replies are offered now."""
        self._mode, self._sends_on_enter, self._takes_files = mode, sends_on_enter, takes_files
        self._offers_replies = offers_replies

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab take a reply or go to the next gap, while there is one."""
        if is_next and self._offers_replies:
            self.taken.emit()
            return True
        return self.step_gap(1 if is_next else -1) or super().focusNextPrevChild(is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send, break the line, choose among the replies offered, or type."""
        if self._offers_replies and event.key() in _AMONG_REPLIES and not event.modifiers() & _HELD:
            self._on_reply_key(event)
        elif event.key() in _ENTER:
            self._on_enter(event)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame around."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame around."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See how many lines it are in this width."""
        super().resizeEvent(event)
        self._fit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text, and files where they are welcome."""
        return source.hasText() or (self._takes_files and (bool(local_files(source)) or source.hasImage()))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what was pasted or dropped: never sent by that alone."""
        files = local_files(source)
        if files and self._takes_files:
            self.files_dropped.emit(files)
        elif self._takes_files and source.hasImage() and not source.hasText():
            # Cells of a table come as a picture too, and are wanted as text.
            self.image_pasted.emit(QImage(source.imageData()))
        else:
            super().insertFromMimeData(source)

    def sizeHint(self) -> QSize:
        """Return the size of the lines there are, between two and six."""
        lines = min(max(round(self.document().size().height()), _LEAST_LINES), _MOST_LINES)
        return QSize(self._theme.look.px(300), round(lines * self.fontMetrics().lineSpacing()) + 3)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go."""
        return QSize(self._theme.look.px(80), self.sizeHint().height())

    def _on_reply_key(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _ if not event.isAutoRepeat():
                self.taken.emit()

    def _on_enter(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        by_enter = self._mode is Mode.REPLY and self._sends_on_enter
        if held == control or (by_enter and held == Qt.KeyboardModifier.NoModifier):
            if not event.isAutoRepeat():
                self.sent.emit()
        elif held in (shift, Qt.KeyboardModifier.NoModifier):
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            # Ctrl+Shift+Enter belongs to the hold; where none runs, it does nothing.
            event.ignore()

    def _fit(self) -> None:
        height = self.sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)
        # Lines wrap, so there is nothing at the sides; Qt scrolls there while the width is still that of the last window.
        self.horizontalScrollBar().setValue(0)

    def _restyle(self) -> None:
        look = self._theme.look
        self.setFont(look.fonts.of(CHAT).font)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, look.tokens.raised)
        self.setPalette(palette)
        self._fit()


def local_files(source: QMimeData) -> list[str]:
    """Return the paths of files of this computer that are dragged or were copied."""
    return [url.toLocalFile() for url in source.urls() if url.isLocalFile()] if source.hasUrls() else []
