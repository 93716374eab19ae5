"""What a tooltip says, literally: Qt takes a text that looks like HTML for HTML, and some of it was written by customers."""

from __future__ import annotations

from html import escape


def tip(text: str) -> str:
    """Return ``text`` so that a tooltip shows it as it was written."""
    return f"<p>{escape(text)}</p>" if "<" in text or "&" in text else text
