"""Where a day begins and where the unread messages begin: the separators of a timeline, from the items' own times."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from inbox.ui.models.timeline import DaySeparator, Item, UnreadLine

translate = QCoreApplication.translate


def with_separators(
    items: Iterable[tuple[date, Item]], title: Callable[[date], str], first_unread: str = ""
) -> tuple[Item, ...]:
    """Return the items with a line before each new day and one before the item ``first_unread``."""
    shown: list[Item] = []
    last: date | None = None
    for day, item in items:
        if day != last:
            shown.append(DaySeparator(id=f"day:{day.isoformat()}", text=title(day)))
            last = day
        if first_unread and item.id == first_unread:
            shown.append(UnreadLine(id="unread", text=translate("Timeline", "New messages")))
        shown.append(item)
    return tuple(shown)
