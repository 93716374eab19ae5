"""One pill of the list: a view with its count, or what opens a menu."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from inbox.ui.models.rows import ViewPill
from inbox.ui.theme.controls import arrow
from inbox.ui.theme.fonts import MEDIUM, SMALL, Face
from inbox.ui.theme.painting import CENTER, LEFT, box, focus_ring, text_line
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import leave_keyboard, shows_focus


class Pill(QPushButton):
    """One view with its count. ``drops`` makes it one that opens a menu; with an ``icon`` it is no view and has no outline.

    An icon without words stands for itself.
    """

    def __init__(
        self, theme: Theme, shown: ViewPill, drops: bool = False, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drops = drops
        self._icon = icon
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
        self.setText(f"{shown.text} {count_words(shown)}" if shown.count else shown.text)
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of name and count."""
        look = self._theme.look
        beside = (look.px(14) if self._drops else 0) + (look.px(18) if self._icon else 0)
        if not self._drops and self._icon:
            return QSize(look.px(28), look.px(24))
        wide = round(self._face().width(self.text()) + 0.5) + look.px(18) + beside
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
        if not self._icon or self.underMouse():
            box(painter, where, radius, fill, line)
        if self._icon and not self._drops:
            side = look.px(16)
            middle = where.center()
            look.icons.draw(painter, self._icon, color, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side))
        elif self._drops:
            inside = where.adjusted(look.px(9), 0, -look.px(20), 0)
            if self._icon:
                side = look.px(14)
                look.icons.draw(painter, self._icon, color, QRectF(inside.left(), where.center().y() - side / 2, side, side))
                inside.setLeft(inside.left() + look.px(18))
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


def count_words(shown: ViewPill) -> str:
    """Return a count as the language of the program writes it, which is Qt's default."""
    return QLocale().toString(shown.count)
