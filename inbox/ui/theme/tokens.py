"""The colours by name, for light, dark and a system in high contrast, and the contrast they must keep.

Whoever paints asks for a token (``tokens.muted``), never for a colour value. Pure values; any thread may read them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtGui import QColor, QPalette

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, for text of ordinary size."""


class Tokens(msgspec.Struct, frozen=True):
    """One theme. ``*_soft`` is the background that goes with the colour of the same name; ``on_*`` is text upon it."""

    is_dark: bool
    bg: QColor
    surface: QColor
    raised: QColor
    line: QColor
    text: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    selected: QColor
    hovered: QColor
    chat: QColor
    incoming: QColor
    outgoing: QColor
    note: QColor
    note_line: QColor
    danger: QColor
    danger_soft: QColor
    on_danger: QColor
    warn: QColor
    warn_soft: QColor
    info: QColor
    info_soft: QColor
    ok: QColor
    ok_soft: QColor
    bar: QColor
    """The undo bar, dark in both themes."""
    bar_line: QColor
    bar_text: QColor
    bar_muted: QColor
    bar_accent: QColor
    highlight: QColor
    """Behind selected text."""
    on_highlight: QColor
    outline: QColor | None = None
    """Around bodies that differ from what is behind them by their ground alone; only where all grounds are one."""


def _theme(is_dark: bool, **values: str) -> Tokens:
    return Tokens(is_dark=is_dark, **{name: QColor(value) for name, value in values.items()})


LIGHT = _theme(
    False,
    bg="#f4f5f7", surface="#ffffff", raised="#ffffff", line="#e3e6ea",
    text="#16191d", muted="#59616b", faint="#616973",
    accent="#0b7a5b", accent_soft="#e2f3ec", on_accent="#ffffff", selected="#e9f4f0", hovered="#f4f6f8",
    chat="#eef0f2", incoming="#ffffff", outgoing="#dff3e8", note="#fff6d8", note_line="#e8d48a",
    danger="#b3261e", danger_soft="#fdecea", on_danger="#ffffff", warn="#8a5a00", warn_soft="#fff1d6",
    info="#2456c8", info_soft="#e7eefc", ok="#0b7a5b", ok_soft="#e2f3ec",
    bar="#1d2126", bar_line="#5a636e", bar_text="#f3f4f6", bar_muted="#c9d0d8", bar_accent="#6fe0b7",
    highlight="#b5d8fb", on_highlight="#16191d",
)  # fmt: skip

DARK = _theme(
    True,
    bg="#121417", surface="#191c20", raised="#21252a", line="#2c3138",
    text="#eceef1", muted="#a3acb7", faint="#98a2ad",
    accent="#3fc79a", accent_soft="#16332a", on_accent="#191c20", selected="#1c2b27", hovered="#1e2226",
    chat="#14171a", incoming="#23272d", outgoing="#17382d", note="#33301c", note_line="#5c5430",
    danger="#ff8a80", danger_soft="#3c1f1e", on_danger="#2a0f0d", warn="#f0bf62", warn_soft="#382b12",
    info="#8fb2ff", info_soft="#1d2a47", ok="#3fc79a", ok_soft="#16332a",
    bar="#2c3138", bar_line="#5a636e", bar_text="#f3f4f6", bar_muted="#c9d0d8", bar_accent="#6fe0b7",
    highlight="#2a5275", on_highlight="#eceef1",
)  # fmt: skip

AVATARS = tuple(
    QColor(value)
    for value in (
        "#6b4f92", "#8a7033", "#437c7c", "#97387b", "#5b7c43", "#5f6bc4", "#815046", "#308055", "#955da8", "#5c5f23",
        "#4d798f", "#bd4c76", "#3b6737", "#7763c5", "#8d6c4c", "#266659", "#a2579c", "#5f7d2e", "#475c85", "#be4e53",
        "#458054", "#7a3fab", "#7c7343", "#327d88",
    )
)  # fmt: skip
"""Behind a person's initials, which are white in both themes; a row says which one by its number.

So many, and each hue far from the one before, that two who stand below each other seldom look alike.
"""
ON_AVATAR = QColor("#ffffff")

_SURFACES = ("surface", "raised", "bg", "incoming", "selected", "hovered")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, behind) for text in ("text", "muted", "faint") for behind in _SURFACES),
    *((text, behind) for text in ("text", "muted", "faint", "info", "danger") for behind in ("outgoing", "note")),
    *((text, "chat") for text in ("text", "muted", "faint", "accent")),
    *((tone, f"{tone}_soft") for tone in ("danger", "warn", "info", "ok", "accent")),
    *((tone, behind) for tone in ("danger", "info", "accent") for behind in ("surface", "raised", "incoming")),
    ("surface", "text"),  # the chosen view pill
    ("on_accent", "accent"),
    ("on_danger", "danger"),
    ("muted", "bg"),  # a neutral chip
    ("on_highlight", "highlight"),
    *((text, "bar") for text in ("bar_text", "bar_muted", "bar_accent")),
)
"""Every text token with each token it is painted upon."""


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG contrast ratio of two opaque colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def from_system(palette: QPalette) -> Tokens:
    """Return the system's own colours under our names, for people who asked their system for high contrast.

    Nothing is soft there: what a soft colour would say is said by a line in the text's colour. A colour of the system that
    cannot be read upon another one gives way to its text.
    """
    role = QPalette.ColorRole
    window, base, button = (palette.color(each) for each in (role.Window, role.Base, role.Button))
    text = _readable(palette.color(role.WindowText), (window, base, button))
    chosen = palette.color(role.Highlight)
    accent = _readable(chosen, (window, base, button), text)
    behind = {"bg": window, "surface": base, "raised": button, "chat": window, "highlight": chosen, "bar": base}
    upon = {
        "accent": accent,
        "on_accent": _readable(palette.color(role.HighlightedText), (accent,)),
        "on_danger": base,
        "on_highlight": _readable(palette.color(role.HighlightedText), (chosen,)),
    }
    rest = {
        name: base if name.endswith("_soft") or name in _FILLS else text
        for name in Tokens.__struct_fields__
        if name != "is_dark"
    }
    return Tokens(is_dark=_luminance(window) < 0.5, **{**rest, **behind, **upon})


def _readable(wanted: QColor, behind: Sequence[QColor], instead: QColor | None = None) -> QColor:
    """Return ``wanted`` if it can be read on all of ``behind``, else what can: ``instead``, black or white."""
    candidates = (wanted, *(() if instead is None else (instead,)), QColor("#000000"), QColor("#ffffff"))

    def worst(color: QColor) -> float:
        return min(contrast(color, ground) for ground in behind)

    best: QColor = max(candidates, key=worst)
    return next((color for color in candidates if worst(color) >= LEAST_CONTRAST), best)


_FILLS = frozenset({"incoming", "outgoing", "note", "selected", "hovered"})
