"""Keys as this system writes them, for hints on buttons and in lists: "Ctrl Shift Z", "Strg Umschalt Z", "⇧⌘Z"."""

from __future__ import annotations

import sys

from PySide6.QtGui import QKeySequence

_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def keys_text(key: str) -> str:
    """Return a key in Qt's portable writing as a person reads it; empty for no key."""
    text = _native(key)
    name = key.rpartition("+")[2]
    if name in _ARROWS:
        text = text.removesuffix(_native(name)) + _ARROWS[name]
    if sys.platform == "darwin" or text == "+":
        return text
    is_plus = text.endswith("++")
    words = text.removesuffix("++" if is_plus else "").replace("+", " ")
    return f"{words} +" if is_plus else words


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
