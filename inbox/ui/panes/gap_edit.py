"""A field in which gaps of a reply are drawn as pills: each one unit that is typed over, passed by and deleted as a whole.

What goes in and out is the text as it is kept, with braces; nobody sees those. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inbox.ui.models.gaps import readable
from inbox.ui.panes import gap_text
from inbox.ui.panes.gap_text import GapSpot
from inbox.ui.theme.painting import gap_ground
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.announce import announce

translate = QCoreApplication.translate

_KEPT_AS = "application/x-tresen-text"
"""How a text with gaps travels from one field of the program to another; everywhere else it is pasted as words."""
_KEEP = QTextCursor.MoveMode.KeepAnchor


class GapEdit(QPlainTextEdit):
    """``edited`` carries the whole text as it is kept, at every change by the agent.

    Gaps are drawn only while ``takes_gaps``; elsewhere braces are letters like any others.
    """

    edited = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.takes_gaps = False
        self._changed = (0, 0)
        self._place = 0
        self._is_mending = self._is_clear = False
        self.document().contentsChange.connect(self._note)
        self.textChanged.connect(self._on_written)
        self.cursorPositionChanged.connect(self._on_moved)
        self.selectionChanged.connect(self._dress_selection)
        theme.changed.connect(self._on_theme)

    def raw(self) -> str:
        """Return the text as it is kept."""
        return gap_text.raw_text(self.document()) if self.takes_gaps else self.toPlainText()

    def show_raw(self, text: str, *, keeps_undo: bool = False) -> bool:
        """Show a text as it is kept, the cursor at its end; False when it stands there already."""
        if text == self.raw():
            return False
        self.blockSignals(True)
        if not self.takes_gaps:
            self.setPlainText(text)
        else:
            self.document().setUndoRedoEnabled(keeps_undo)
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            gap_text.put(cursor, text)
            self.document().setUndoRedoEnabled(True)
        self.blockSignals(False)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._dress_selection()
        return True

    def selected_gap(self) -> GapSpot | None:
        """Return the gap that is selected, and nothing besides."""
        cursor = self.textCursor()
        chosen = (cursor.selectionStart(), cursor.selectionEnd())
        return next((spot for spot in self._spots() if (spot.start, spot.end) == chosen), None)

    def step_gap(self, by: int = 1) -> bool:
        """Select the next gap (with -1 the one before), from behind all of them the first; False when there is none."""
        found, cursor = self._spots(), self.textCursor()
        if by < 0:
            ahead = [spot for spot in found if spot.end <= cursor.selectionStart()][-1:]
        else:
            ahead = [spot for spot in found if spot.start >= cursor.selectionEnd()]
            # From the last one the keyboard may leave the field.
            ahead = ahead or ([] if self.selected_gap() else found)
        if not ahead:
            return False
        self._choose(ahead[0])
        place = found.index(ahead[0]) + 1
        words = translate("Composer", "Fill in: {name}, {place} of {count}")
        announce(self, words.format(name=ahead[0].name, place=place, count=len(found)), is_urgent=True)
        return True

    def choose_before(self) -> bool:
        """Select the gap that the cursor stands behind; False when there is none."""
        place = self.textCursor().position()
        behind = next((spot for spot in self._spots() if spot.end == place), None)
        if behind is not None:
            self._choose(behind)
        return behind is not None

    def show_open_gap(self) -> None:
        """Select the first gap, if there is one: it has to be filled in before the rest can go."""
        if self._spots():
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.step_gap()

    def put_over(self, spot: GapSpot, text: str) -> None:
        """Write a text in the place of a gap."""
        self._choose(spot)
        self.insertPlainText(text)

    def rects(self, spot: GapSpot) -> list[QRectF]:
        """Return where a gap is on the viewport: a rectangle for each line it is on."""
        found, block = [], self.document().findBlock(spot.start)
        layout, offset = block.layout(), self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        first, last = (self._in_layout(block, place) for place in (spot.start, spot.end))
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if begin < end:
                edges = [_x(line.cursorToX(place)) for place in range(begin, end + 1)]
                where = QRectF(min(edges), line.y(), max(edges) - min(edges), line.height())
                found.append(where.translated(offset))
        return found

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words that can be read anywhere, and the gaps themselves for a field of this program."""
        if not self.takes_gaps:
            return super().createMimeDataFromSelection()
        copied, raw = QMimeData(), gap_text.raw_selection(self.textCursor())
        copied.setText(readable(raw))
        copied.setData(_KEPT_AS, raw.encode())
        return copied

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what was pasted or dropped; gaps of another field stay gaps."""
        if self.takes_gaps and source.hasFormat(_KEPT_AS) and not self.isReadOnly():
            self.insertPlainText(source.data(_KEPT_AS).toStdString())
            self.ensureCursorVisible()
        else:
            self._write_plain()
            super().insertFromMimeData(source)

    def insertPlainText(self, text: str) -> None:
        """Write a text where the cursor is; gaps are among it by their braces."""
        self._write_plain()
        super().insertPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete a gap as a whole, or type."""
        self._write_plain()
        by = {Qt.Key.Key_Backspace: "end", Qt.Key.Key_Delete: "start"}.get(Qt.Key(event.key()))
        cursor = self.textCursor()
        if by is not None and not cursor.hasSelection() and not self.isReadOnly():
            beside = next((spot for spot in self._spots() if getattr(spot, by) == cursor.position()), None)
            if beside is not None:
                # In one piece, so that one undo brings it back in one.
                cursor.setPosition(beside.start)
                cursor.setPosition(beside.end, _KEEP)
                cursor.removeSelectedText()
                self.ensureCursorVisible()
                event.accept()
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the gap that was clicked."""
        super().mousePressEvent(event)
        self._choose_under(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave the gap chosen that was clicked: Qt puts the cursor into what was selected and is clicked again."""
        super().mouseReleaseEvent(event)
        self._choose_under(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pills, and over them the text."""
        found = self._spots()
        if found:
            painter, look, chosen = QPainter(self.viewport()), self._theme.look, self.selected_gap()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for spot in found:
                is_chosen = chosen is not None and chosen.start == spot.start
                for where in self.rects(spot):
                    if where.intersects(QRectF(event.rect())):
                        gap_ground(painter, look, where, is_chosen=is_chosen)
            painter.end()
        super().paintEvent(event)

    def _write_plain(self) -> None:
        """Keep what is written beside a gap out of it from the first letter on: Qt undoes a letter without its mending."""
        cursor = self.textCursor()
        if self.takes_gaps and not cursor.hasSelection() and gap_text.is_gap(cursor.charFormat()):
            cursor.setCharFormat(QTextCharFormat())
            self.setTextCursor(cursor)

    def _spots(self) -> list[GapSpot]:
        return gap_text.spots(self.document()) if self.takes_gaps else []

    def _choose(self, spot: GapSpot) -> None:
        cursor = self.textCursor()
        cursor.setPosition(spot.start)
        cursor.setPosition(spot.end, _KEEP)
        self.setTextCursor(cursor)

    def _choose_under(self, event: QMouseEvent) -> None:
        plain = event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and not self.textCursor().hasSelection():
            under = next((spot for spot in self._spots() if self._is_at(spot, event.position())), None)
            if under is not None:
                self._choose(under)

    def _is_at(self, spot: GapSpot, place: QPointF) -> bool:
        return any(where.contains(place) for where in self.rects(spot))

    def _in_layout(self, block: QTextBlock, place: int) -> int:
        """Return a place as the block's layout counts it: with what an input method is still putting together."""
        layout, inside = block.layout(), place - block.position()
        is_behind = inside > layout.preeditAreaPosition() >= 0
        return inside + gap_text.units(layout.preeditAreaText()) if is_behind else inside

    def _note(self, start: int, _removed: int, added: int) -> None:
        self._changed = (start, added)

    def _on_written(self) -> None:
        if self._is_mending:
            return
        if self.takes_gaps and not self.document().isRedoAvailable():
            # While something is undone, Qt puts back what was there, be it piece by piece.
            self._is_mending = True
            gap_text.mend(self.document(), *self._changed)
            self._is_mending = False
        self._dress_selection()
        self.edited.emit(self.raw())

    def _on_moved(self) -> None:
        """Keep the cursor out of a gap: it goes on to the end it was on its way to; a selection takes all of it."""
        before, cursor = self._place, self.textCursor()
        self._place = cursor.position()
        if self._is_mending:
            return
        around = {place: self._around(place) for place in (cursor.anchor(), cursor.position())}
        if not any(around.values()):
            return
        at_anchor, at_place = around[cursor.anchor()], around[cursor.position()]
        anchor, place = cursor.anchor(), cursor.position()
        if anchor == place and at_place is not None:
            anchor = place = at_place.end if place > before else at_place.start
        else:
            is_forward = place > anchor
            if at_place is not None:
                place = at_place.end if is_forward else at_place.start
            if at_anchor is not None:
                anchor = at_anchor.start if is_forward else at_anchor.end
        cursor.setPosition(anchor)
        cursor.setPosition(place, _KEEP)
        self.setTextCursor(cursor)

    def _around(self, place: int) -> GapSpot | None:
        return next((spot for spot in self._spots() if spot.start < place < spot.end), None)

    def _on_theme(self) -> None:
        self._dress(is_clear=self._is_clear)

    def _dress_selection(self) -> None:
        is_clear = self.selected_gap() is not None
        if is_clear != self._is_clear:
            self._dress(is_clear=is_clear)

    def _dress(self, *, is_clear: bool) -> None:
        """Let a chosen pill show by itself that it is chosen, in place of Qt's rectangle."""
        self._is_clear = is_clear
        palette, tokens = QPalette(self.palette()), self._theme.look.tokens
        clear = QColor(Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Highlight, clear if is_clear else tokens.highlight)
        self.setPalette(palette)


def _x(found: object) -> float:
    """Return the x of what Qt's line answers, which is a pair in Python."""
    assert isinstance(found, tuple)
    return float(found[0])
