"""What a tooltip says, literally: Qt takes a text that looks like HTML for HTML, and some of it was written by customers."""

from __future__ import annotations


def tip(text: str) -> str:
    """Return ``text`` so that a tooltip shows it as it was written."""
    if "<" not in text and "&" not in text:
        return text
    # Late, because it brings the names of two thousand characters, and hardly any text needs it.
    from html import escape

    return f"<p>{escape(text)}</p>"
