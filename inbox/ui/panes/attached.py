"""The files that go out with the next send, each with its size, what stands against it, and a way to leave it out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.composer import AttachedFile
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.painting import box
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.labels import LineLabel

translate = QCoreApplication.translate


class AttachedRow(QWidget):
    """``removed`` carries the id of a file that is to be left out. Takes no room without files."""

    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._files: Keyed[AttachedFile, _FileLine] = Keyed(self._new, self._column)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_state(self, files: Sequence[AttachedFile]) -> None:
        """Show these files."""
        for file, line in self._files.show([(file.id, file) for file in files]):
            line.show_state(file)
        self.setVisible(bool(files))

    def _new(self, _file: AttachedFile) -> _FileLine:
        line = _FileLine(self._theme, self)
        line.removed.connect(self.removed)
        return line

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.look.px(4))


class _FileLine(QFrame):
    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._file = AttachedFile(id="", name="")
        self._name = LineLabel(theme, parent=self)
        self._detail = LineLabel(theme, color="muted", size=SMALL, parent=self)
        self._problem = LineLabel(theme, color="danger", size=SMALL, parent=self)
        face = ButtonFace(icon="close", kind=ButtonKind.QUIET, is_small=True)
        self._remove = Button(theme, face, translate("Attached", "Leave out"), self)
        self._remove.clicked.connect(self._on_removed)
        row = self._row = QHBoxLayout(self)
        row.addWidget(self._name)
        row.addWidget(self._detail)
        row.addWidget(self._problem)
        row.addStretch(1)
        row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, file: AttachedFile) -> None:
        self._file = file
        for label, text in ((self._name, file.name), (self._detail, file.detail), (self._problem, file.problem)):
            label.show_spans((Span(text),))
            label.setVisible(bool(text))
        self._remove.setAccessibleName(translate("Attached", "Leave out {name}").format(name=file.name))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._theme.look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, QRectF(self.rect()), look.px(8), look.tokens.raised, look.tokens.line)
        side = look.px(16)
        color = look.tokens.danger if self._file.problem else look.tokens.muted
        icon = "warning" if self._file.problem else "document"
        look.icons.draw(painter, icon, color, QRectF(look.px(10), (self.height() - side) / 2, side, side))

    def _on_removed(self) -> None:
        self.removed.emit(self._file.id)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._row.setContentsMargins(px(34), px(2), px(4), px(2))
        self._row.setSpacing(px(8))
