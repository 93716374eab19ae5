"""A small picture that shapes are drawn on, with smooth edges, and its PNG.

Used by ``goods.py`` and ``photos.py``; pure and fast enough for the sandbox's event loop, because rows are painted as runs
and never pixel by pixel. Points are (x, y) in pixels from the top left, colours ``0xRRGGBB``.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

Point = tuple[float, float]
Points = Sequence[Point]
_Edge = tuple[float, float, float, float]
"""An edge of an outline: where it begins and ends downwards, its x at the beginning, how far it leans per row."""

_SUBROWS = 4
_OPAQUE = 64
_SHORT = 24
"""Runs below this many pixels are mixed one by one; longer ones by a table, which has to be made first."""


class Fade(msgspec.Struct, frozen=True):
    """A colour that changes from ``first`` to ``last`` down the shape, or across it; ``alpha`` 1 covers what is below."""

    first: int
    last: int
    across: bool = False
    alpha: float = 1.0


Paint = int | Fade


class Canvas:
    """A picture of ``width`` times ``height`` pixels, painted from the back to the front."""

    def __init__(self, width: int, height: int, ground: Paint) -> None:
        self.width = width
        self.height = height
        self._rows = [bytearray(3 * width) for _ in range(height)]
        self.polygon([(0, 0), (width, 0), (width, height), (0, height)], ground)

    def polygon(self, points: Points, paint: Paint) -> None:
        """Fill a closed outline; where it crosses itself twice it is open, as in a ring."""
        top = max(0, math.floor(min(y for _, y in points)))
        bottom = min(self.height, math.ceil(max(y for _, y in points)))
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        fade = paint if isinstance(paint, Fade) else Fade(paint, paint)
        high, low = min(y for _, y in points), max(y for _, y in points)
        first = max(0, math.floor(left))
        stripes = _stripes(fade, left, right, first, min(self.width, math.ceil(right))) if fade.across else b""
        edges = _edges(points)
        for y in range(top, bottom):
            crossing = [edge for edge in edges if edge[0] < y + 1 and edge[1] > y]
            colour = _between(fade, y + 0.5 - high, low - high)
            for x0, x1, covered in self._runs(crossing, y):
                strength = round(covered * fade.alpha * _OPAQUE)
                if stripes:
                    self._lay(y, x0, x1, stripes[3 * (x0 - first) : 3 * (x1 - first)], strength)
                else:
                    self._blend(y, x0, x1, colour, strength)

    def _runs(self, edges: list[_Edge], y: int) -> Iterator[tuple[int, int, float]]:
        """Yield (from, to, how much of each pixel is covered) of one row."""
        steps: dict[int, float] = {}
        for subrow in range(_SUBROWS):
            at = y + (subrow + 0.5) / _SUBROWS
            cuts = sorted([x + (at - top) * lean for top, bottom, x, lean in edges if top <= at < bottom])
            for start, end in zip(cuts[::2], cuts[1::2], strict=False):
                _cover(max(0.0, start), min(float(self.width), end), steps)
        covered, last = 0.0, 0
        for x in sorted(steps):
            if covered > 0.001 and x > last:
                yield last, min(x, self.width), min(1.0, covered)
            covered += steps[x]
            last = x

    def _lay(self, y: int, x0: int, x1: int, colours: bytes, strength: int) -> None:
        if strength >= _OPAQUE:
            self._rows[y][3 * x0 : 3 * x1] = colours
            return
        for x in range(x0, x1):
            red, green, blue = colours[3 * (x - x0) : 3 * (x - x0) + 3]
            self._blend(y, x, x + 1, red << 16 | green << 8 | blue, strength)

    def _blend(self, y: int, x0: int, x1: int, colour: int, strength: int) -> None:
        row, parts = self._rows[y], (colour >> 16 & 255, colour >> 8 & 255, colour & 255)
        if strength >= _OPAQUE:
            row[3 * x0 : 3 * x1] = bytes(parts) * (x1 - x0)
            return
        if x1 - x0 < _SHORT:
            rest = _OPAQUE - strength
            for at in range(3 * x0, 3 * x1):
                row[at] = (row[at] * rest + parts[at % 3] * strength + _OPAQUE // 2) // _OPAQUE
            return
        for channel, value in enumerate(parts):
            place = slice(3 * x0 + channel, 3 * x1, 3)
            row[place] = row[place].translate(_mixed(value, strength))

    def ellipse(self, x: float, y: float, across: float, down: float, paint: Paint) -> None:
        """Fill an ellipse around (x, y) with these radii."""
        self.polygon(round_points(x, y, across, down), paint)

    def box(self, left: float, top: float, right: float, bottom: float, paint: Paint, radius: float = 0) -> None:
        """Fill a rectangle with round corners."""
        self.polygon(box_points(left, top, right, bottom, radius), paint)

    def line(self, points: Points, width: float, paint: Paint) -> None:
        """Draw an open line with round ends and joints."""
        for (x0, y0), (x1, y1) in pairwise(points):
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            dx, dy = (y1 - y0) / length * width / 2, (x0 - x1) / length * width / 2
            self.polygon([(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)], paint)
        for x, y in points:
            self.ellipse(x, y, width / 2, width / 2, paint)

    def png(self) -> bytes:
        """Return the picture as a PNG file."""

        def chunk(kind: bytes, content: bytes) -> bytes:
            checksum = struct.pack(">I", zlib.crc32(kind + content))
            return struct.pack(">I", len(content)) + kind + content + checksum

        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        packed = zlib.compress(b"".join(b"\0" + bytes(row) for row in self._rows), 9)
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def round_points(x: float, y: float, across: float, down: float, start: float = 0, end: float = 360) -> list[Point]:
    """Return the outline of an ellipse, or of a part of it between two angles (degrees, 0 is right, 90 is down)."""
    count = max(3, round((end - start) / 360 * min(64.0, 8 + 3 * math.sqrt(max(across, down)))))
    angles = [math.radians(start + (end - start) * step / count) for step in range(count + 1)]
    return [(x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles]


def box_points(left: float, top: float, right: float, bottom: float, radius: float = 0) -> list[Point]:
    """Return the outline of a rectangle with round corners."""
    if radius <= 0:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    corners = (
        (right - radius, top + radius, 270), (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90), (left + radius, top + radius, 180),
    )  # fmt: skip
    return [point for x, y, angle in corners for point in round_points(x, y, radius, radius, angle, angle + 90)]


def curve(start: Point, bend: Point, end: Point, steps: int = 14) -> list[Point]:
    """Return a line from ``start`` to ``end`` that leans towards ``bend``."""
    found = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        found.append((a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1]))
    return found


def turned(points: Points, degrees: float, centre: Point) -> list[Point]:
    """Return the points turned clockwise around a centre."""
    angle = math.radians(degrees)
    cos, sin, (x0, y0) = math.cos(angle), math.sin(angle), centre
    return [(x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos) for x, y in points]


def mixed(first: int, last: int, share: float) -> int:
    """Return the colour that is ``share`` of the way from the first to the last."""
    return _between(Fade(first, last), share, 1.0)


def _edges(points: Points) -> list[_Edge]:
    found = []
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if y0 != y1:
            top, bottom, x = (y0, y1, x0) if y0 < y1 else (y1, y0, x1)
            found.append((top, bottom, x, (x1 - x0) / (y1 - y0)))
    return found


def _stripes(fade: Fade, left: float, right: float, first: int, last: int) -> bytes:
    """Return a row of the colours of a fade that goes across, from pixel ``first`` to ``last``."""
    return b"".join(_between(fade, x + 0.5 - left, right - left).to_bytes(3, "big") for x in range(first, last))


def _cover(start: float, end: float, steps: dict[int, float]) -> None:
    """Note where a run's coverage rises and falls: whole pixels at once, the two at its ends by their share."""
    if end <= start:
        return
    first, last, weight = int(start), int(end), 1 / _SUBROWS
    if first == last:
        _add(steps, first, (end - start) * weight)
        _add(steps, first + 1, (start - end) * weight)
        return
    head, tail = (first + 1 - start) * weight, (end - last) * weight
    _add(steps, first, head)
    _add(steps, first + 1, weight - head)
    _add(steps, last, tail - weight)
    _add(steps, last + 1, -tail)


def _add(steps: dict[int, float], x: int, weight: float) -> None:
    steps[x] = steps.get(x, 0.0) + weight


def _between(fade: Fade, part: float, whole: float) -> int:
    share = min(1.0, max(0.0, part / whole if whole else 0.0))
    colour = 0
    for shift in (16, 8, 0):
        a, b = fade.first >> shift & 255, fade.last >> shift & 255
        colour |= round(a + (b - a) * share) << shift
    return colour


@lru_cache(maxsize=4096)
def _mixed(value: int, strength: int) -> bytes:
    """Return a table that takes a byte to its mixture with ``value``."""
    return bytes((old * (_OPAQUE - strength) + value * strength + _OPAQUE // 2) // _OPAQUE for old in range(256))
