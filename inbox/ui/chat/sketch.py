"""The drawing board on which an item is laid out: collects pieces and areas, and places buttons and times.

Used by the layout functions of bubbles, cards and lines; GUI thread only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF

from inbox.ui.chat.pieces import Area, Block, ButtonPiece, ChipPiece, Glyph, Label, Piece, Text
from inbox.ui.models.rows import Chip
from inbox.ui.models.spoken import spoken_button
from inbox.ui.models.timeline import CardButton, Item, Ticks
from inbox.ui.theme.controls import CHIP_HEIGHT, ButtonFace, button_height, button_width, chip_width
from inbox.ui.theme.fonts import TINY, Face
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import LEFT

SIDE = 20
"""Free space left and right of the timeline, at 100 %."""
GAP = 6
"""Free space between two items."""
WIDEST_PART = 0.66
"""Of the timeline's width that a bubble may take."""


class Sketch:
    """Collects the pieces of one item."""

    def __init__(self, look: Look, item: Item) -> None:
        self.look = look
        self.item = item
        self.pieces: list[Piece] = []
        self.areas: list[Area] = []
        self.text: Text | None = None

    def add(self, piece: Piece) -> None:
        """Put a piece on top of those so far."""
        self.pieces.append(piece)
        if isinstance(piece, Text) and piece.is_selectable:
            self.text = piece

    def beneath(self, piece: Piece) -> None:
        """Put a piece below all others: the ground, whose size is known last."""
        self.pieces.insert(0, piece)

    def label(self, where: QRectF, text: str, face: Face, color: str = "text", align: float = LEFT) -> None:
        """Put a line of text, cut with an ellipsis where it does not fit."""
        shown = face.elided(text, where.width() + 1)
        self.add(Label(where, shown, face, color, align))

    def area(self, area: Area) -> int:
        """Make a part of the item answer to the pointer; return its number."""
        self.areas.append(area)
        return len(self.areas) - 1

    def buttons(self, buttons: Sequence[CardButton], left: float, top: float, width: float) -> float:
        """Place buttons in rows as wide as ``width``; return the height they take, 0 without buttons."""
        look = self.look
        gap, height = look.px(8), button_height(look, is_small=True)
        x, y = left, top
        for button in buttons:
            wide = min(float(button_width(look, ButtonFace(button.text, is_small=True))), width)
            if x > left and x + wide > left + width:
                x, y = left, y + height + gap
            where = QRectF(x, y, wide, height)
            area = Area(
                where, button.intent, spoken_button(button), button.reason, button.is_enabled, button.moves_money
            )
            self.add(ButtonPiece(where, button, self.area(area)))
            x += wide + gap
        return y + height - top if buttons else 0.0

    def buttons_width(self, buttons: Sequence[CardButton]) -> float:
        """Return how wide the buttons are beside each other."""
        look = self.look
        wide = sum(button_width(look, ButtonFace(button.text, is_small=True)) for button in buttons)
        return wide + look.px(8) * max(0, len(buttons) - 1)

    def chip(self, chip: Chip, left: float, middle: float, most: float = math.inf) -> float:
        """Place a chip around the height ``middle``; return how wide it is."""
        width = min(float(chip_width(self.look, chip.text)), most)
        height = self.look.px(CHIP_HEIGHT)
        self.add(ChipPiece(QRectF(left, middle - height / 2, width, height), chip))
        return width

    def block(self, height: float, body: QRectF, radius: float = 12.0) -> Block:
        """Return what was drawn as the item's block."""
        return Block(self.item, math.ceil(height), body, tuple(self.pieces), tuple(self.areas), self.text, radius)


class Stamp:
    """The time of a message and its ticks, as one small thing at the end of it."""

    def __init__(self, look: Look, time: str, ticks: Ticks) -> None:
        self._look = look
        self._time = time
        self._ticks = ticks
        self._face = look.fonts.of(TINY, figures=True)
        self._time_width = math.ceil(self._face.width(time)) if time else 0
        self._mark_width = 0 if ticks is Ticks.NONE else look.px(17)
        self.width = self._time_width + self._mark_width
        self.height = look.px(15)

    def put(self, sketch: Sketch, right: float, bottom: float) -> None:
        """Place it with its lower right corner there."""
        left, top = right - self.width, bottom - self.height
        if self._time:
            sketch.add(Label(QRectF(left, top, self._time_width, self.height), self._time, self._face, "faint"))
        if self._ticks is not Ticks.NONE:
            icon, color = _MARKS[self._ticks]
            side = self._look.px(15)
            sketch.add(Glyph(QRectF(left + self._time_width + self._look.px(2), top, side, side), icon, color))


_MARKS = {
    Ticks.QUEUED: ("queued", "faint"),
    Ticks.ACCEPTED: ("tick", "faint"),
    Ticks.SENT: ("tick", "faint"),
    Ticks.DELIVERED: ("ticks", "faint"),
    Ticks.READ: ("ticks", "info"),
    Ticks.PLAYED: ("ticks", "info"),
    Ticks.FAILED: ("warning", "danger"),
    Ticks.UNKNOWN: ("warning", "warn"),
}
