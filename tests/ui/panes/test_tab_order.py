"""Tab goes through a form of the composer where it stands, as it is read, though it was made when it was first shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.panes.composer import Composer
from inbox.ui.panes.panel import Panel
from inbox.ui.panes.tab_order import in_reading_order, put_behind
from inbox.ui.theme.theme import Theme
from tests.ui.panes import panel_samples
from tests.ui.panes.chat_samples import composers

Put = Callable[..., QWidget]


@pytest.fixture
def around(theme: Theme, put: Put) -> QWidget:
    """Return what holds a composer between a field before it and one behind it."""
    around = QWidget()
    column = QVBoxLayout(around)
    before, composer, behind = QLineEdit(around), Composer(theme, parent=around), QLineEdit(around)
    before.setAccessibleName("before")
    behind.setAccessibleName("behind")
    for part in (before, composer, behind):
        column.addWidget(part)
    put(around, 690, 560)
    return around


@pytest.fixture
def composer(around: QWidget) -> Composer:
    composer: Composer = around.findChild(Composer)
    composer.show_state(composers()["empty"])
    return composer


def gone_through(composer: Composer, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """Return the names of what the keyboard comes by on its way through the composer."""
    names = ["before", "behind"] if key is Qt.Key.Key_Tab else ["behind", "before"]
    fields = {each.accessibleName(): each for each in composer.window().findChildren(QLineEdit)}
    fields[names[0]].setFocus()
    seen: list[str] = []
    while (stop := QApplication.focusWidget()) is not fields[names[1]] and len(seen) < 40:
        assert stop is not None
        seen.append(stop.accessibleName())
        QTest.keyClick(stop, key)
    return seen[1:]


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        (
            "link",
            ["Amount", "What for", "Discount", "Shipping: DHL 4,90 €", "The link stays open: 24 hours", "Cancel"],
        ),
        ("form-question", ["Ready-made", "Text", "Answer 1", "Answer 2", "Answer 3", "Small print", "Cancel", "Send"]),
        ("closed-form", ["… Hallo …", "… deiner Reklamation vom …", "Back"]),
        ("picker", ["Search products, numbers, prices", "Choose several"]),
    ],
)
def test_tab_goes_through_an_open_form_as_it_is_read(composer: Composer, shown: str, names: list[str]) -> None:
    composer.show_state(composers()[shown])
    seen = gone_through(composer)
    assert seen[1 : 1 + len(names)] == names
    assert gone_through(composer, Qt.Key.Key_Backtab) == seen[::-1]


def test_a_form_that_comes_again_is_where_it_was(composer: Composer) -> None:
    composer.show_state(composers()["link"])
    first = gone_through(composer)
    composer.show_state(composers()["picker"])
    composer.show_state(composers()["empty"])
    plain = gone_through(composer)
    assert "Amount" not in plain
    assert "Message" in plain
    composer.show_state(composers()["link"])
    assert gone_through(composer) == first


def test_tab_goes_through_the_panel_as_it_is_read_and_through_a_refund_form_that_opens_in_it(
    theme: Theme, put: Put, qtbot: QtBot
) -> None:
    panel = Panel(theme)
    put(panel, 348, 900)
    panel.show_state(panel_samples.design())
    panel.show_state(panel_samples.with_form())
    wanted = [
        *("Guatemala Filter 1 kg, 24,90 €", "Espresso „Hafen“ 1 kg, 24,90 €", "Shipping, 4,90 €"),
        *("Amount to refund", "Reason: Damaged item", "Refund 24,90 €", "Tell Lena"),
    ]

    def is_in_order() -> None:
        panel.findChildren(QCheckBox)[0].setFocus()
        names: list[str] = []
        for _ in range(40):
            stop = QApplication.focusWidget()
            assert stop is not None
            names.append(stop.accessibleName())
            QTest.keyClick(stop, Qt.Key.Key_Tab)
        first = names.index(wanted[0])
        assert names[first : first + len(wanted)] == wanted
        tiles = [name for name in names[first:] if name.startswith("Send ")]
        assert names.index(tiles[0], first) > first + len(wanted) - 1

    qtbot.waitUntil(is_in_order, timeout=20_000)


def test_what_opens_as_a_window_of_its_own_is_no_part_of_the_order(around: QWidget) -> None:
    calendar = QFrame(around, Qt.WindowType.Popup)
    day = QLineEdit(calendar)
    stops = in_reading_order(around)
    assert day not in stops
    put_behind(None, stops)
    assert in_reading_order(calendar) == [day]
