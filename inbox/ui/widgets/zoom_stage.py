"""A picture in as much room as there is: as a whole, or larger and moved by hand. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from inbox.ui.theme.fonts import BASE
from inbox.ui.theme.painting import CENTER, focus_ring, text_line
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import shows_focus

_STEP = 1.25
_MOST = 8.0
_NOTCH = 120
_WORDS = QColor("#d6dbe1")


class ZoomStage(QWidget):
    """``zoomed`` carries how large the picture is shown now, in percent of its own pixels."""

    zoomed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap = QPixmap()
        self._size = QSizeF()
        self._smaller: tuple[int, QPixmap] | None = None
        """The picture at a width in pixels below its own: smooth, and made once."""
        self._words = ""
        self._zoom: float | None = None
        """None fits the whole picture in."""
        self._middle = QPointF(0.5, 0.5)
        """The point of the picture in the middle of the stage, each way from 0 to 1."""
        self._grip: QPointF | None = None
        theme.changed.connect(self._tell)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def clear(self) -> None:
        """Show nothing."""
        self._pixmap, self._size, self._smaller, self._words = QPixmap(), QSizeF(), None, ""
        self._zoom, self._middle = None, QPointF(0.5, 0.5)
        self.update()

    def say(self, words: str) -> None:
        """Show a sentence in place of a picture."""
        self.clear()
        self._words = words

    def show_image(self, image: QImage) -> None:
        """Show a picture; the present zoom stays."""
        self._pixmap, self._size, self._smaller, self._words = QPixmap.fromImage(image), QSizeF(image.size()), None, ""
        self._tell()

    def show_meanwhile(self, small: QPixmap) -> None:
        """Show a small picture as large as fits, until the whole one has come."""
        if self._pixmap.isNull():
            room = QSizeF(self.size()) * self.devicePixelRatioF()
            self._pixmap, self._size = small, QSizeF(small.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            self.update()

    @property
    def zoom(self) -> float:
        """How many pixels of the screen a pixel of the picture takes, on each side."""
        return self._fitting() if self._zoom is None else self._zoom

    @property
    def fits(self) -> bool:
        """Whether the whole picture is fitted in."""
        return self._zoom is None

    def larger(self) -> None:
        """Show it larger, around the middle."""
        self._zoom_to(self.zoom * _STEP, self._center())

    def smaller(self) -> None:
        """Show it smaller."""
        self._zoom_to(self.zoom / _STEP, self._center())

    def fit(self) -> None:
        """Show the whole picture."""
        self._zoom, self._middle = None, QPointF(0.5, 0.5)
        self._tell()

    def full_size(self) -> None:
        """Show it pixel by pixel."""
        self._zoom_to(1.0, self._center())

    def picture_rect(self) -> QRectF:
        """Return where the picture is, on the stage and beyond it."""
        size = self._size * self.zoom / self.devicePixelRatioF()
        corner = self._center() - QPointF(self._middle.x() * size.width(), self._middle.y() * size.height())
        return QRectF(corner, size)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self._zoom_to(self.zoom * _STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture; a click beside it is for who is around."""
        if event.button() is Qt.MouseButton.LeftButton and self.picture_rect().contains(event.position()):
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture along."""
        if self._grip is None:
            return
        size, moved = self.picture_rect().size(), event.position() - self._grip
        self._grip = event.position()
        self._look_at(self._middle - QPointF(moved.x() / size.width(), moved.y() / size.height()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the picture."""
        self._grip = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go from the whole picture to its own size, and back."""
        if self._zoom is None:
            self._zoom_to(max(1.0, self._fitting() * 2), event.position())
        else:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit it in again."""
        super().resizeEvent(event)
        self._smaller = None
        self._look_at(self._middle)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or the sentence."""
        painter, look = QPainter(self), self._theme.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._words:
            text_line(painter, QRectF(self.rect()), self._words, look.fonts.of(BASE), _WORDS, CENTER)
        elif not self._pixmap.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            where = self.picture_rect()
            pixmap = self._at(where)
            painter.drawPixmap(where, pixmap, QRectF(pixmap.rect()))
        if shows_focus(self):
            focus_ring(painter, look, QRectF(self.rect()).adjusted(3, 3, -3, -3), look.px(6))

    def _center(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _at(self, where: QRectF) -> QPixmap:
        """Return the pixels to paint there: for a smaller picture its own, for squeezing leaves stairs."""
        wide = round(where.width() * self.devicePixelRatioF())
        if wide >= self._pixmap.width() or wide < 1:
            return self._pixmap
        if self._smaller is None or self._smaller[0] != wide:
            scaled = self._pixmap.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            self._smaller = (wide, scaled)
        return self._smaller[1]

    def _fitting(self) -> float:
        room, size = QSizeF(self.size()) * self.devicePixelRatioF(), self._size
        if size.isEmpty() or room.isEmpty():
            return 1.0
        # A small picture is not blown up, but for the pixels of a dense screen and for eyes that want all things larger.
        most = self.devicePixelRatioF() * max(1.0, self._theme.look.factor)
        return min(room.width() / size.width(), room.height() / size.height(), most)

    def _zoom_to(self, zoom: float, around: QPointF) -> None:
        """Change the zoom so that the point of the picture under ``around`` stays there."""
        if self._size.isEmpty():
            return
        before = self.picture_rect()
        spot = QPointF((around.x() - before.left()) / before.width(), (around.y() - before.top()) / before.height())
        least = self._fitting()
        self._zoom = None if zoom <= least else min(zoom, _MOST * self.devicePixelRatioF())
        after, center = self.picture_rect().size(), self._center()
        off = QPointF((center.x() - around.x()) / after.width(), (center.y() - around.y()) / after.height())
        self._look_at(spot + off)
        self._tell()

    def _look_at(self, middle: QPointF) -> None:
        """Bring a point of the picture to the middle, as far as the picture still covers its part of the stage."""
        size = self.picture_rect().size()
        self._middle = QPointF(
            _kept(middle.x(), self.width(), size.width()), _kept(middle.y(), self.height(), size.height())
        )

    def _tell(self) -> None:
        self.update()
        self.zoomed.emit(round(self.zoom * 100))


def _kept(middle: float, room: float, size: float) -> float:
    """Return the nearest point that may be in the middle: the whole picture has its own middle there."""
    if size <= room:
        return 0.5
    half = room / size / 2
    return min(max(middle, half), 1 - half)
