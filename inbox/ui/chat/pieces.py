"""What a laid out timeline item is made of: boxes, texts, pictures, chips, buttons, each with its place.

Places are relative to the item's own upper left corner. Colours are named, so a piece says the same in every theme.
GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from inbox.ui.models.rows import Chip
from inbox.ui.models.states.sound import Sound
from inbox.ui.models.timeline import CardButton, Item
from inbox.ui.theme.controls import ButtonFace, ButtonKind, ButtonState, button, chip
from inbox.ui.theme.corners import SHADOW
from inbox.ui.theme.fonts import Face
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import LEFT, box, focus_ring, text_line
from inbox.ui.theme.typeset import Selection, TextBlock


class Pictures(Protocol):
    """Knows the small pictures of messages and products."""

    def picture(self, key: str, size: QSize) -> QPixmap | None:
        """Return the picture covering ``size`` device pixels, or None while it is not there; it is fetched meanwhile."""
        ...

    def is_refused(self, key: str) -> bool:
        """Tell whether what is there cannot be shown as a picture."""
        ...


class Sounds(Protocol):
    """Knows how recordings stand."""

    def sound(self, key: str) -> Sound:
        """Return how the recording with this key stands."""
        ...

    def frame(self, key: str) -> QPixmap | None:
        """Return the present picture of the film with this key; None while it does not play."""
        ...


class Area(msgspec.Struct, frozen=True):
    """A part of an item that answers to the pointer and to the keyboard: a button, a picture, a quote.

    ``ring`` is how round its focus ring is, ``tip`` what it says when the pointer rests.
    """

    where: QRectF
    intent: str
    name: str
    tip: str = ""
    is_enabled: bool = True
    moves_money: bool = False
    ring: float = 7.0


class Touch(msgspec.Struct, frozen=True):
    """What is being done to one item: the areas (by number) under the pointer, pressed and with the keyboard."""

    hovered: int = -1
    pressed: int = -1
    focused: int = -1
    selection: Selection | None = None


UNTOUCHED = Touch()


class Canvas(msgspec.Struct, frozen=True):
    """Everything a piece paints with."""

    painter: QPainter
    look: Look
    pictures: Pictures | None
    touch: Touch = UNTOUCHED
    sounds: Sounds | None = None

    def color(self, name: str) -> QColor:
        """Return a colour of the theme by its name."""
        color: QColor = getattr(self.look.tokens, name)
        return color


class Piece(Protocol):
    """Something that paints itself."""

    def paint(self, canvas: Canvas) -> None:
        """Paint at its place, relative to the painter's origin."""
        ...


class Box(msgspec.Struct, frozen=True):
    """A rounded box."""

    where: QRectF
    radius: float
    fill: str = ""
    line: str = ""
    is_dashed: bool = False

    def paint(self, canvas: Canvas) -> None:
        """Paint the box."""
        style = Qt.PenStyle.CustomDashLine if self.is_dashed else Qt.PenStyle.SolidLine
        fill = canvas.color(self.fill) if self.fill else None
        box(canvas.painter, self.where, self.radius, fill, canvas.color(self.line) if self.line else None, style)


class Ground(msgspec.Struct, frozen=True):
    """The body of a bubble or a card, with its soft lower edge in the light theme."""

    where: QRect
    radius: int
    fill: str

    def paint(self, canvas: Canvas) -> None:
        """Paint the body from its remembered corners."""
        tokens = canvas.look.tokens
        if tokens.outline is not None:
            box(canvas.painter, QRectF(self.where), self.radius, canvas.color(self.fill), tokens.outline)
            return
        shadow = None if tokens.is_dark else SHADOW
        canvas.look.corners.draw(canvas.painter, self.where, self.radius, canvas.color(self.fill), shadow)


class Rule(msgspec.Struct, frozen=True):
    """A filled rectangle, mostly a hairline."""

    where: QRectF
    color: str = "line"

    def paint(self, canvas: Canvas) -> None:
        """Paint the line."""
        canvas.painter.fillRect(self.where, canvas.color(self.color))


class Label(msgspec.Struct, frozen=True):
    """One line of plain text, already short enough."""

    where: QRectF
    text: str
    face: Face
    color: str = "text"
    align: float = LEFT

    def paint(self, canvas: Canvas) -> None:
        """Paint the line of text."""
        text_line(canvas.painter, self.where, self.text, self.face, canvas.color(self.color), self.align)


class Text(msgspec.Struct, frozen=True):
    """Running text; the one with ``is_selectable`` shows the item's selection."""

    block: TextBlock
    at: QPointF
    color: str = "text"
    is_selectable: bool = False

    def paint(self, canvas: Canvas) -> None:
        """Paint the text and what is selected of it."""
        selection = canvas.touch.selection if self.is_selectable else None
        self.block.draw(canvas.painter, self.at, canvas.color(self.color), selection)


class Glyph(msgspec.Struct, frozen=True):
    """An icon."""

    where: QRectF
    icon: str
    color: str = "muted"

    def paint(self, canvas: Canvas) -> None:
        """Paint the icon."""
        canvas.look.icons.draw(canvas.painter, self.icon, canvas.color(self.color), self.where)


class ChipPiece(msgspec.Struct, frozen=True):
    """A chip."""

    where: QRectF
    chip: Chip

    def paint(self, canvas: Canvas) -> None:
        """Paint the chip."""
        chip(canvas.painter, canvas.look, self.where, self.chip)


class ButtonPiece(msgspec.Struct, frozen=True):
    """A button of a card; ``area`` is its number among the item's areas."""

    where: QRectF
    button: CardButton
    area: int

    def paint(self, canvas: Canvas) -> None:
        """Paint the button as the pointer and the keyboard have it."""
        touch = canvas.touch
        state = ButtonState(
            is_enabled=self.button.is_enabled,
            is_hovered=touch.hovered == self.area,
            is_pressed=touch.pressed == self.area,
            is_focused=touch.focused == self.area,
        )
        kind = ButtonKind.PRIMARY if self.button.is_primary else ButtonKind.NEUTRAL
        button(canvas.painter, canvas.look, self.where, ButtonFace(self.button.text, kind, is_small=True), state)


class Picture(msgspec.Struct, frozen=True):
    """A picture with round corners, or the icon of what will be there; ``progress`` in percent is a bar at its foot."""

    where: QRectF
    key: str
    radius: float
    icon: str = "image"
    progress: int = -1

    def paint(self, canvas: Canvas) -> None:
        """Paint the picture, or its place while it is still being fetched."""
        painter, ratio = canvas.painter, canvas.painter.device().devicePixelRatio()
        size = QSize(round(self.where.width() * ratio), round(self.where.height() * ratio))
        pixmap = canvas.pictures.picture(self.key, size) if canvas.pictures is not None and self.key else None
        if pixmap is None:
            box(painter, self.where, self.radius, canvas.color("bg"), canvas.color("line"))
            is_refused = canvas.pictures is not None and bool(self.key) and canvas.pictures.is_refused(self.key)
            if self.icon:
                self._in_middle(canvas, "warning" if is_refused else self.icon, canvas.color("faint"), 20)
        else:
            shape = QPainterPath()
            shape.addRoundedRect(self.where, self.radius, self.radius)
            painter.save()
            painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
            painter.drawPixmap(self.where, pixmap, QRectF(pixmap.rect()))
            painter.restore()
        if self.progress >= 0:
            self._bar(canvas)

    def _bar(self, canvas: Canvas) -> None:
        """Paint how much of the file has moved, over whatever the picture shows."""
        thick, margin = canvas.look.px(4), canvas.look.px(10)
        left, width = self.where.left() + margin, self.where.width() - 2 * margin
        rail = QRectF(left, self.where.bottom() - margin - thick, width, thick)
        box(canvas.painter, rail, thick / 2, QColor(0, 0, 0, 120))
        done = QRectF(rail.left(), rail.top(), max(thick, rail.width() * min(self.progress, 100) / 100), thick)
        box(canvas.painter, done, thick / 2, QColor("#ffffff"))

    def _in_middle(self, canvas: Canvas, icon: str, color: QColor, size: int) -> None:
        side = min(float(canvas.look.px(size)), self.where.height() * 0.6)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(self.where.center())
        canvas.look.icons.draw(canvas.painter, icon, color, spot)


class Block(msgspec.Struct, frozen=True):
    """One item, laid out for one width. ``body`` is the part that shows where the keyboard is."""

    item: Item
    height: int
    body: QRectF
    pieces: tuple[Piece, ...]
    areas: tuple[Area, ...] = ()
    text: Text | None = None
    radius: float = 12.0

    def paint(self, canvas: Canvas) -> None:
        """Paint all pieces and the ring of an area that has the keyboard and is no button."""
        for piece in self.pieces:
            piece.paint(canvas)
        focused = canvas.touch.focused
        if 0 <= focused < len(self.areas) and not self._is_button(focused):
            area = self.areas[focused]
            focus_ring(canvas.painter, canvas.look, area.where, area.ring)

    def area_at(self, point: QPointF) -> int:
        """Return the number of the topmost area under a point of the item, -1 where there is none."""
        hits = (number for number in reversed(range(len(self.areas))) if self.areas[number].where.contains(point))
        return next(hits, -1)

    def _is_button(self, area: int) -> bool:
        return any(isinstance(piece, ButtonPiece) and piece.area == area for piece in self.pieces)


LayOut = Callable[[Look, Item, int], Block]
"""Lays an item out for a look and a width."""
