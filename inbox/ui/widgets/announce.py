"""What appears by itself is said aloud to who uses a screen reader: a hold that can be undone, news, a lost connection."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, words: str, *, is_urgent: bool = False) -> None:
    """Have words said once, from ``source``; urgent ones interrupt what is being read. Nothing without a screen reader."""
    if not words or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(source, words)
    event.setPoliteness(
        QAccessible.AnnouncementPoliteness.Assertive if is_urgent else QAccessible.AnnouncementPoliteness.Polite
    )
    QAccessible.updateAccessibility(event)
