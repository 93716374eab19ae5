"""The emblems on the shop's labels: sun, hill, bean, leaf, moon, wave, house and star. Pure.

Each is drawn in its own measure, from -1 to 1 in both directions, and put where it is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from inbox.sandbox.living.pictures.canvas import Canvas, Point, Points, curve, mixed, round_points, turned

Emblem = Literal["sun", "hill", "bean", "leaf", "moon", "wave", "house", "star"]

PAPER = 0xF6EFE2
"""The colour of the label below an emblem."""
_MIDDLE = (0.0, 0.0)


class _Pen:
    """Draws on a canvas in the emblem's own measure."""

    def __init__(self, canvas: Canvas, at: Point, size: float, colour: int) -> None:
        self._canvas = canvas
        self._at = at
        self._size = size
        self.colour = colour
        self.dark = mixed(colour, 0, 0.22)

    def fill(self, points: Points, colour: int) -> None:
        self._canvas.polygon(self._placed(points), colour)

    def line(self, points: Points, width: float, colour: int) -> None:
        self._canvas.line(self._placed(points), width * self._size, colour)

    def _placed(self, points: Points) -> list[Point]:
        return [(self._at[0] + x * self._size, self._at[1] + y * self._size) for x, y in points]


def draw_emblem(canvas: Canvas, emblem: Emblem, at: Point, size: float, colour: int) -> None:
    """Draw an emblem around ``at``; ``size`` is half its width."""
    _EMBLEMS[emblem](_Pen(canvas, at, size, colour))


def _sun(pen: _Pen) -> None:
    pen.fill(round_points(0, 0, 0.55, 0.55), pen.colour)
    for step in range(8):
        pen.line(turned([(0, -0.75), (0, -1)], 45 * step, _MIDDLE), 0.14, pen.colour)


def _hill(pen: _Pen) -> None:
    pen.fill([(-1, 0.6), (-0.25, -0.8), (0.35, 0.6)], pen.colour)
    pen.fill([(-0.2, 0.6), (0.4, -0.3), (1, 0.6)], pen.dark)


def _bean(pen: _Pen) -> None:
    pen.fill(turned(round_points(0, 0, 0.55, 0.85), 25, _MIDDLE), pen.colour)
    pen.line(turned(curve((0, -0.8), (0.3, 0), (0, 0.8)), 25, _MIDDLE), 0.1, PAPER)


def _leaf(pen: _Pen) -> None:
    foot, tip = (-0.8, 0.7), (0.8, -0.7)
    pen.fill([*curve(foot, (-0.9, -0.9), tip), *curve(tip, (0.9, 0.9), foot)], pen.colour)
    pen.line([foot, tip], 0.08, PAPER)


def _moon(pen: _Pen) -> None:
    pen.fill(round_points(0, 0, 0.8, 0.8), pen.colour)
    pen.fill(round_points(0.35, -0.15, 0.68, 0.68), PAPER)


def _wave(pen: _Pen) -> None:
    for y in (-0.5, 0.0, 0.5):
        crests = [
            point
            for step in range(4)
            for point in curve((step / 2 - 1, y), (step / 2 - 0.75, y + (-1) ** step * 0.35), (step / 2 - 0.5, y), 6)
        ]
        pen.line(crests, 0.13, pen.colour)


def _house(pen: _Pen) -> None:
    pen.fill([(-0.6, -0.1), (0.6, -0.1), (0.6, 0.7), (-0.6, 0.7)], pen.colour)
    pen.fill([(-0.8, -0.1), (0, -0.9), (0.8, -0.1)], pen.dark)
    pen.fill([(-0.15, 0.2), (0.15, 0.2), (0.15, 0.7), (-0.15, 0.7)], PAPER)


def _star(pen: _Pen) -> None:
    points = [turned([(0, -1 if step % 2 == 0 else -0.42)], 36 * step, _MIDDLE)[0] for step in range(10)]
    pen.fill(points, pen.colour)


_EMBLEMS: dict[Emblem, Callable[[_Pen], None]] = {
    "sun": _sun,
    "hill": _hill,
    "bean": _bean,
    "leaf": _leaf,
    "moon": _moon,
    "wave": _wave,
    "house": _house,
    "star": _star,
}
