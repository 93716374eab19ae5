"""Finds a font for every sign of a text, and puts a word in brackets where no font of this computer has one.

Called on a worker thread, on which the fonts it looks into stay. Nothing is left to chance: the fonts found are named for the
pages, so that a sign is drawn wherever there is a font for it, and no empty box where there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]")
"""Control characters, and what would turn the letters behind it round: a bank is to read what the customer read."""
_JOINING = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\u20e3")
_PIXELS = 12.0


class Letters:
    """The fonts of this computer, looked into when a sign needs it. ``families`` are preferred, in their order.

    ``missing`` counts the signs that could not be drawn, ``others`` are the families found for those the preferred lack.
    """

    def __init__(self, families: Sequence[str], picture: str, character: str) -> None:
        self._families = families
        self._picture, self._character = picture, character
        self._fonts: list[tuple[str, QRawFont]] = []
        self._unread: Iterator[str] = iter(())
        self._known: dict[str, str | None] = {}
        self.missing = 0
        self.others: list[str] = []

    def legible(self, text: str) -> str:
        """Return a text with ``[picture]`` or ``[character]`` for what cannot be drawn; several in a row are counted."""
        clean = _INVISIBLE.sub("", text)
        if clean.isascii():
            return clean
        found: list[str] = []
        run: list[str] = []
        for sign in clean:
            belongs = bool(run) and (sign in _JOINING or unicodedata.category(sign).startswith("M"))
            if belongs or not (sign.isspace() or sign in _JOINING or self._family(sign) is not None):
                run.append(sign)
                continue
            if run and sign == " ":
                run.append(sign)
                continue
            found += [*self._said(run), sign]
            run = []
        return "".join((*found, *self._said(run)))

    def _said(self, run: Sequence[str]) -> Iterable[str]:
        """Return what stands for signs that cannot be drawn; the blanks behind them stay."""
        text = "".join(run)
        signs = [sign for sign in text if not sign.isspace() and sign not in _JOINING]
        if not signs:
            return (text,) if run else ()
        self.missing += len(signs)
        is_picture = all(unicodedata.category(sign) in ("So", "Sk", "Cn") for sign in signs)
        name = self._picture if is_picture else self._character
        blanks = text[len(text.rstrip(" ")) :]
        return (f"[{name}]" if len(signs) == 1 else f"[{name} × {len(signs)}]", blanks)

    def _family(self, sign: str) -> str | None:
        """Return a family that has a sign: a preferred one if it can be; None when there is none."""
        if sign not in self._known:
            self._known[sign] = self._look(ord(sign))
        return self._known[sign]

    def _look(self, code: int) -> str | None:
        if not self._fonts:
            self._unread = self._every_family()
        for family, font in self._fonts:
            if font.supportsCharacter(code):
                return family
        for family in self._unread:
            font = QRawFont.fromFont(_font(family))
            if font.isValid() and not font.fontTable("head").isEmpty():
                self._fonts.append((family, font))
                if font.supportsCharacter(code):
                    if family not in self._families:
                        self.others.append(family)
                    return family
        return None

    def _every_family(self) -> Iterator[str]:
        there = QFontDatabase.families()
        yield from (family for family in self._families if family in there)
        yield from (family for family in there if family not in self._families)


def _font(family: str) -> QFont:
    font = QFont([family])
    font.setPixelSize(round(_PIXELS))
    # The family itself, not what would be taken in its place.
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font
