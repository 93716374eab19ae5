"""Fonts: the system's own face in the few sizes and weights of the design, with figures that stand under each other.

Made once per text size by ``Look``; GUI thread only.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QStaticText, QTransform

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
BOLD = QFont.Weight.DemiBold

BASE, CHAT, SMALL, TINY, MICRO = 13, 14, 12, 11, 10
"""Sizes in design pixels at 100 %."""

_KEPT = 4096
"""Texts whose measures a face remembers before it begins anew."""
_KEPT_LINES = 512
"""Lines ready to be painted that a face remembers: several screens of them. Each takes two kilobytes."""

_LINUX_FACES = ("Inter", "Noto Sans", "DejaVu Sans")
_EMOJI_FACES = ("Segoe UI Emoji", "Apple Color Emoji", "Noto Color Emoji")


def system_families() -> list[str]:
    """Return the system's face for text, with emoji behind it; on Linux Inter where it is installed.

    Segoe UI and SF Pro are what the system reports itself; a Linux desktop without a theme reports only an alias.
    """
    present = set(QFontDatabase.families())
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    faces = [system]
    if sys.platform not in ("win32", "darwin"):
        faces = [name for name in _LINUX_FACES if name in present][:1] or [system]
    return [*faces, *(name for name in _EMOJI_FACES if name in present)]


class Face:
    """A font with its measures, and a memory of the short texts that are painted again and again."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font)
        self._lines: dict[str, QStaticText] = {}
        self._widths: dict[str, float] = {}
        self._cuts: dict[tuple[str, int], str] = {}

    def width(self, text: str) -> float:
        """Return how far a line of ``text`` advances."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= _KEPT:
                self._widths.clear()
            width = self._widths[text] = self.metrics.horizontalAdvance(text)
        return width

    def elided(self, text: str, width: float) -> str:
        """Return ``text``, or as much of its beginning as fits into ``width`` with an ellipsis."""
        key = (text, int(width))
        if key not in self._cuts:
            if len(self._cuts) >= _KEPT:
                self._cuts.clear()
            self._cuts[key] = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(width)))
        return self._cuts[key]

    def line(self, text: str) -> QStaticText:
        """Return one line of text ready to be painted, which is much quicker than to shape it each time."""
        line = self._lines.get(text)
        if line is None:
            if len(self._lines) >= _KEPT_LINES:
                self._lines.clear()
            line = self._lines[text] = QStaticText(text)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.prepare(QTransform(), self.font)
        return line


class Fonts:
    """The fonts of one text size; asking twice gives the same object."""

    def __init__(self, factor: float, families: list[str] | None = None) -> None:
        self._factor = factor
        self._families = families if families is not None else system_families()
        self._mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self._known: dict[tuple[int, int, bool], Face] = {}

    def of(self, size: int = BASE, weight: QFont.Weight = REGULAR, *, figures: bool = False) -> Face:
        """Return the face of ``size`` design pixels; ``figures`` gives all digits one width."""
        key = (size, int(weight), figures)
        face = self._known.get(key)
        if face is None:
            font = self._make(size, weight)
            if figures:
                font.setFeature(QFont.Tag("tnum"), 1)
            face = self._known[key] = Face(font)
        return face

    @property
    def mono(self) -> list[str]:
        """The families for text that the customer marked as code."""
        return [self._mono, *self._families[1:]]

    def _make(self, size: int, weight: QFont.Weight) -> QFont:
        font = QFont()
        font.setFamilies(self._families)
        font.setPixelSize(max(1, round(size * self._factor)))
        font.setWeight(weight)
        # Some faces turn an x between figures into a times sign and -> into an arrow: nobody wrote that, least of all in a link.
        font.setFeature(QFont.Tag("calt"), 0)
        return font
