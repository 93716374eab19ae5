"""The popover of days: what can be typed, what can be chosen, and what it does with neither."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.panes.go_to_date import GoToDate, day_in
from inbox.ui.theme.theme import Theme

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.12.2025", date(2025, 12, 24)),
        (" 1.2.25 ", date(2025, 2, 1)),
        ("3.11.", date(2026, 11, 3)),
        ("24.12", date(2025, 12, 24)),
        ("5/6/2024", date(2024, 6, 5)),
        ("2026-11-01", date(2026, 11, 1)),
        ("31.2.2026", None),
        ("gestern", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: date | None) -> None:
    assert day_in(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"), [("3.11.", date(2027, 11, 3)), ("24.12", date(2026, 12, 24)), ("15.2.27", date(2027, 2, 15))]
)
def test_a_day_ahead_without_a_year_is_the_next_such_day(typed: str, day: date) -> None:
    assert day_in(typed, TODAY, is_ahead=True) == day


def test_a_day_ahead_is_kept_between_the_first_and_the_last(theme: Theme, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.show()
    popover = GoToDate(theme, "de", around, "Pause bis", is_ahead=True)
    chosen: list[date] = []
    popover.chosen.connect(chosen.append)
    for typed in ("15.2.27", "24.11.26", "1.1.40"):
        popover.open_at(QPoint(100, 100), date(2026, 12, 22), date(2026, 12, 2), date(2028, 11, 21))
        field = popover.findChild(QLineEdit)
        assert field is not None
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert chosen == [date(2027, 2, 15), date(2026, 12, 2), date(2028, 11, 21)]
    assert popover.accessibleName() == "Pause bis"


def test_the_popover_stays_on_the_screen(theme: Theme, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.show()
    popover = GoToDate(theme, "de", around)
    room = popover.screen().availableGeometry()
    around_it = room.adjusted(0, 0, 2, 2)  # the offscreen platform frames a popover by two pixels
    for place in (room.bottomRight(), room.topLeft(), room.bottomLeft()):
        popover.open_at(place, TODAY, date(2024, 1, 5), TODAY)
        assert around_it.contains(popover.geometry())
        popover.close()


@pytest.fixture
def asked(theme: Theme, qtbot: QtBot) -> Iterator[GoToDate]:
    around = QWidget()
    qtbot.addWidget(around)
    around.show()
    popover = GoToDate(theme, "de", around)
    popover.open_at(QPoint(100, 100), TODAY, date(2024, 1, 5), TODAY)
    yield popover
    popover.close()


def test_what_is_no_day_is_said_and_stays_to_be_mended(asked: GoToDate, qtbot: QtBot) -> None:
    field, problem = asked.findChild(QLineEdit), asked.findChild(QLabel)
    QTest.keyClicks(field, "morgen")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked.isVisible()
    assert problem.isVisible()
    QTest.keyClicks(field, "!")
    assert not problem.isVisible()
    field.setText("24.12.2025")
    with qtbot.waitSignal(asked.chosen) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == [date(2025, 12, 24)]
    assert not asked.isVisible()


def test_only_days_of_the_chat_can_be_taken_from_the_calendar(asked: GoToDate, qtbot: QtBot) -> None:
    calendar = asked.findChild(QCalendarWidget)
    assert (calendar.minimumDate().toPython(), calendar.maximumDate().toPython()) == (date(2024, 1, 5), TODAY)
    with qtbot.waitSignal(asked.chosen) as told:
        calendar.activated.emit(calendar.selectedDate())
    assert told.args == [TODAY]


def test_escape_leaves_it(asked: GoToDate) -> None:
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert not asked.isVisible()
