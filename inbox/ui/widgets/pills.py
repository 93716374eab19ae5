"""The views of the inbox as pills with their counts: the chosen one dark, urgent ones pinned and red, the rest in a menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from inbox.ui.models.rows import ViewPill
from inbox.ui.theme.controls import arrow
from inbox.ui.theme.fonts import MEDIUM, SMALL, Face
from inbox.ui.theme.painting import CENTER, LEFT, box, focus_ring, text_line
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import leave_keyboard, shows_focus
from inbox.ui.widgets.flow_layout import FlowLayout

translate = QCoreApplication.translate


class Pill(QPushButton):
    """One view with its count. ``drops`` makes it the one that opens the menu of the others."""

    def __init__(self, theme: Theme, shown: ViewPill, drops: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drops = drops
        self._shown = shown
        self.setCheckable(not drops)
        self.setAutoExclusive(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        leave_keyboard(self)
        theme.changed.connect(self.updateGeometry)
        self.show_pill(shown)

    @property
    def view(self) -> str:
        """The id of the view."""
        return self._shown.view

    def show_pill(self, shown: ViewPill) -> None:
        """Show another name or count."""
        self._shown = shown
        self.setText(f"{shown.text} {_count(shown)}" if shown.count else shown.text)
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of name and count."""
        look = self._theme.look
        wide = round(self._face().width(self.text()) + 0.5) + look.px(18) + (look.px(14) if self._drops else 0)
        return QSize(wide, look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        painter, look, where = QPainter(self), self._theme.look, QRectF(self.rect())
        tokens, radius = look.tokens, where.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            fill, line, color = tokens.text, tokens.text, tokens.surface
        elif self._shown.is_urgent:
            fill, line, color = tokens.surface, tokens.danger, tokens.danger
        else:
            fill, line, color = tokens.hovered if self.underMouse() else tokens.surface, tokens.line, tokens.muted
        box(painter, where, radius, fill, line)
        if self._drops:
            inside = where.adjusted(look.px(9), 0, -look.px(20), 0)
            text_line(painter, inside, self.text(), self._face(), color, LEFT)
            arrow(
                painter, look, QPoint(round(where.right()) - look.px(13), round(where.center().y())).toPointF(), color
            )
        else:
            text_line(painter, where, self.text(), self._face(), color, CENTER)
        if shows_focus(self):
            focus_ring(painter, look, where, radius)

    def _face(self) -> Face:
        return self._theme.look.fonts.of(SMALL, MEDIUM, figures=True)


class PillBar(QWidget):
    """``chosen`` carries the id of the view."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pills: list[Pill] = []
        self._menu = QMenu(self)
        self._more = Pill(theme, ViewPill("more", translate("PillBar", "More")), drops=True, parent=self)
        self._more.clicked.connect(self._open_menu)
        self._flow = FlowLayout(self, theme.look.px(6))
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self._more)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(translate("PillBar", "Views"))

    def show_views(self, pinned: tuple[ViewPill, ...], others: tuple[ViewPill, ...], current: str) -> None:
        """Show the pinned views as pills and the others in the menu; a chosen one of those is shown as the last pill."""
        shown = [*pinned, *(pill for pill in others if pill.view == current)]
        while len(self._pills) < len(shown):
            self._pills.append(self._new_pill(shown[len(self._pills)]))
        while len(self._pills) > len(shown):
            gone = self._pills.pop()
            self._flow.removeWidget(gone)
            gone.deleteLater()
        for pill, row in zip(self._pills, shown, strict=True):
            pill.show_pill(row)
            pill.setChecked(row.view == current)
        self._menu.clear()
        for row in others:
            action = self._menu.addAction(f"{row.text}\t{_count(row)}" if row.count else row.text)
            action.setData(row.view)
            action.triggered.connect(self._on_menu)
        self._more.setVisible(bool(others))

    def _new_pill(self, row: ViewPill) -> Pill:
        pill = Pill(self._theme, row, parent=self)
        pill.stackUnder(self._more)  # a screen reader reads in that order
        pill.clicked.connect(self._on_pill)
        self._flow.removeWidget(self._more)
        self._flow.addWidget(pill)
        self._flow.addWidget(self._more)
        pill.show()
        return pill

    def _on_pill(self) -> None:
        pill = self.sender()
        assert isinstance(pill, Pill)
        pill.setChecked(True)
        self.chosen.emit(pill.view)

    def _on_menu(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.chosen.emit(str(action.data()))

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))


def _count(shown: ViewPill) -> str:
    """Return a count as the language of the program writes it, which is Qt's default."""
    return QLocale().toString(shown.count)
