"""The popover in which a day of a chat is chosen: typed, or taken from a calendar. GUI thread only.

It closes by Esc, by a click elsewhere, or when a day was chosen.
"""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLabel, QVBoxLayout, QWidget

from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ ]+(\d{1,2})(?:[./ ]+(\d{4}|\d{2}))?[.]?")


class GoToDate(QFrame):
    """``chosen`` carries the day. ``open_at`` shows it."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, language: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._today = self._first = date.min
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(translate("GoToDate", "Go to a date"))
        self._field = SearchField(theme, translate("GoToDate", "Day, for example 24.12.2025"), "", self)
        self._problem = QLabel(self)
        self._problem.setWordWrap(True)
        self._calendar = QCalendarWidget(self)
        self._calendar.setLocale(QLocale("de_DE" if language == "de" else "en_GB"))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Qt's own red cannot be read on the dark ground, and red stands for what failed.
            self._calendar.setWeekdayTextFormat(day, QTextCharFormat())
        self._calendar.setAccessibleName(translate("GoToDate", "Calendar"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for part in (self._field, self._problem, self._calendar):
            column.addWidget(part)
        self._field.textChanged.connect(self._problem.hide)
        self._field.returnPressed.connect(self._on_typed)
        self._calendar.clicked.connect(self._on_day)
        self._calendar.activated.connect(self._on_day)

    def open_at(self, place: QPoint, day: date, first: date, today: date) -> None:
        """Show the popover below a place of the screen, at ``day``, with the days from ``first`` to ``today`` to choose from."""
        self._first, self._today = first, today
        self._calendar.setDateRange(_date(first), _date(today))
        self._calendar.setSelectedDate(_date(min(max(day, first), today)))
        self._field.clear()
        self._problem.hide()
        self.adjustSize()
        self.move(place.x() - self.width() // 2, place.y())
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_typed(self) -> None:
        day = day_in(self._field.text(), self._today)
        if day is None:
            self._problem.setText(translate("GoToDate", "This is no day; write it like 24.12.2025."))
            self._problem.show()
            self.adjustSize()
        else:
            self._choose(min(day, self._today))

    def _on_day(self, day: QDate) -> None:
        chosen = day.toPython()
        assert isinstance(chosen, date)
        self._choose(chosen)

    def _choose(self, day: date) -> None:
        self.close()
        self.chosen.emit(day)


def day_in(text: str, today: date) -> date | None:
    """Return the day that was typed, day before month; without a year the last such day. None when it is none."""
    said = text.strip()
    if (iso := _ISO.fullmatch(said)) is not None:
        return _day(*(int(part) for part in iso.groups()))
    if (written := _DAY_FIRST.fullmatch(said)) is None:
        return None
    day, month, year = int(written[1]), int(written[2]), written[3]
    if year is None:
        found = _day(today.year, month, day)
        return found if found is None or found <= today else _day(today.year - 1, month, day)
    return _day(int(year) + 2000 if len(year) == 2 else int(year), month, day)


def _date(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
