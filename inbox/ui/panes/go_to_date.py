"""The popover in which a day of a chat is chosen: typed, or taken from a calendar. GUI thread only.

It closes by Esc, by a click elsewhere, or when a day was chosen.
"""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLabel, QTableView, QToolButton, QVBoxLayout, QWidget

from inbox.ui.theme.fonts import BASE, BOLD
from inbox.ui.theme.painting import CENTER, box, text_line
from inbox.ui.theme.palette import faded
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ ]+(\d{1,2})(?:[./ ]+(\d{4}|\d{2}))?[.]?")


class GoToDate(QFrame):
    """``chosen`` carries the day. ``open_at`` shows it.

    ``name`` says what the day is for, ``is_ahead`` that it is yet to come.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, language: str, parent: QWidget, name: str = "", *, is_ahead: bool = False
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._is_ahead = is_ahead
        self._theme = theme
        self._today = self._first = date.min
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(name or translate("GoToDate", "Go to a date"))
        example = translate("GoToDate", "Date, for example 24.12.2025")
        if is_ahead:
            example = translate("GoToDate", "Date, for example 24.12.")
        self._field = SearchField(theme, example, "", self)
        self._problem = QLabel(self)
        self._problem.setWordWrap(True)
        self._calendar = _Days(theme, self)
        self._calendar.setLocale(QLocale("de_DE" if language == "de" else "en_GB"))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Qt's own red cannot be read on the dark ground, and red stands for what failed.
            self._calendar.setWeekdayTextFormat(day, QTextCharFormat())
        self._calendar.setAccessibleName(translate("GoToDate", "Calendar"))
        column = QVBoxLayout(self)
        for part in (self._field, self._problem, self._calendar):
            column.addWidget(part)
        theme.changed.connect(self._restyle)
        self._restyle()
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
        self.move(self._on_screen(place))
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_screen(self, place: QPoint) -> QPoint:
        """Return where the popover's corner goes: below ``place`` and in its middle, but nowhere beyond the screen."""
        screen = QGuiApplication.screenAt(place) or self.screen()
        room = screen.availableGeometry()
        size = self.sizeHint().expandedTo(self.size())
        left = min(place.x() - size.width() // 2, room.right() + 1 - size.width())
        top = min(place.y(), room.bottom() + 1 - size.height())
        return QPoint(max(left, room.left()), max(top, room.top()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        px, column = self._theme.look.px, self.layout()
        assert column is not None
        column.setContentsMargins(*(px(10),) * 4)
        column.setSpacing(px(8))
        self._calendar.restyle()

    def _on_typed(self) -> None:
        day = day_in(self._field.text(), self._first if self._is_ahead else self._today, is_ahead=self._is_ahead)
        if day is None:
            self._problem.setText(translate("GoToDate", "This is not a date; write it like 24.12.2025."))
            self._problem.show()
            self.adjustSize()
        else:
            self._choose(max(min(day, self._today), self._first) if self._is_ahead else min(day, self._today))

    def _on_day(self, day: QDate) -> None:
        chosen = day.toPython()
        assert isinstance(chosen, date)
        self._choose(chosen)

    def _choose(self, day: date) -> None:
        self.close()
        self.chosen.emit(day)


class _Days(QCalendarWidget):
    """The month, in the window's own colours: the chosen day on the accent, days that cannot be chosen faded."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        for view in self.findChildren(QTableView):
            view.setAccessibleName(translate("GoToDate", "Days of the month"))
        names = (translate("GoToDate", "Earlier month"), translate("GoToDate", "Later month"))
        for button, name in zip(self._arrows(), names, strict=True):
            button.setAccessibleName(name)
            button.setToolTip(name)

    def _arrows(self) -> list[QToolButton]:
        """Return Qt's buttons for the month before and the next one."""
        found = (self.findChild(QToolButton, f"qt_calendar_{which}month") for which in ("prev", "next"))
        return [button for button in found if button is not None]

    def restyle(self) -> None:
        """Take the theme's colours for what Qt paints: the line with the month, and the names of the days."""
        look = self._theme.look
        tokens, arrow = look.tokens, look.px(16)
        self.setStyleSheet(
            f"#qt_calendar_navigationbar {{ background: {tokens.surface.name()}; }}"
            f"QToolButton {{ color: {tokens.text.name()}; background: transparent; border: none; font-weight: 600;"
            f" padding: {look.px(4)}px {look.px(6)}px; border-radius: {look.px(7)}px; }}"
            f"QToolButton:hover {{ background: {tokens.hovered.name()}; }}"
            "QToolButton::menu-indicator { image: none; }"
            f"QAbstractItemView {{ background: {tokens.surface.name()}; alternate-background-color: {tokens.surface.name()};"
            " outline: none; border: none; }"
        )
        head = QTextCharFormat()
        head.setForeground(tokens.muted)
        self.setHeaderTextFormat(head)
        for button, icon in zip(self._arrows(), ("chevron-left", "chevron-right"), strict=True):
            button.setIcon(look.icons.icon(icon, tokens.text, faded(tokens.muted, tokens.surface)))
            button.setIconSize(QSize(arrow, arrow))

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        """Paint a day."""
        look = self._theme.look
        tokens, where = look.tokens, QRectF(rect)
        shown = day if isinstance(day, QDate) else _date(day)
        is_chosen = shown == self.selectedDate()
        is_open = self.minimumDate() <= shown <= self.maximumDate()
        painter.save()
        painter.fillRect(rect, tokens.surface)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            side = min(where.width(), where.height()) - 2
            spot = QRectF(0, 0, side + look.px(6), side)
            spot.moveCenter(where.center())
            box(painter, spot, look.px(7), tokens.accent, None)
        color = tokens.text if shown.month() == self.monthShown() else tokens.faint
        color = tokens.on_accent if is_chosen else color if is_open else faded(tokens.muted, tokens.surface)
        face = look.fonts.of(BASE, BOLD, figures=True) if is_chosen else look.fonts.of(BASE, figures=True)
        text_line(painter, where, str(shown.day()), face, color, CENTER)
        painter.restore()


def day_in(text: str, today: date, *, is_ahead: bool = False) -> date | None:
    """Return the day that was typed, day before month; None when it is none.

    Without a year it is the last such day, or the next one where it ``is_ahead``.
    """
    said = text.strip()
    if (iso := _ISO.fullmatch(said)) is not None:
        return _day(*(int(part) for part in iso.groups()))
    if (written := _DAY_FIRST.fullmatch(said)) is None:
        return None
    day, month, year = int(written[1]), int(written[2]), written[3]
    if year is None:
        found = _day(today.year, month, day)
        if found is None:
            return None
        if is_ahead:
            return found if found >= today else _day(today.year + 1, month, day)
        return found if found <= today else _day(today.year - 1, month, day)
    return _day(int(year) + 2000 if len(year) == 2 else int(year), month, day)


def _date(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
