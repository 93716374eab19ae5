"""The page of templates as it is clicked: rows by pointer and key, one button each, one for all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.panes.as_read import AsRead
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.segmented import _Segment
from inbox.ui.window.main_window import MainWindow
from inbox.ui.window.page_rows import _Row
from inbox.ui.window.template_sheet import TemplateSheet
from tests.ui.window.scenes import desk, template_page

Put = Callable[..., QWidget]


@pytest.fixture
def window(theme: Theme, put: Put) -> MainWindow:
    return put(desk(theme, "en"), 1200, 800)


@pytest.fixture
def sheet(window: MainWindow, theme: Theme) -> TemplateSheet:
    sheet = TemplateSheet(theme, window.overlays.stage)
    sheet.show_state(template_page())
    window.overlays.open_sheet(sheet)
    QApplication.processEvents()
    return sheet


def row(sheet: TemplateSheet, title: str) -> _Row:
    return next(each for each in sheet.findChildren(_Row) if each.accessibleName().startswith(title))


def test_a_row_says_its_state_and_why(sheet: TemplateSheet) -> None:
    assert row(sheet, "Payment link").accessibleName().startswith("Payment link · Approved · Utility")
    assert "Rejected" in row(sheet, "Refund failed").accessibleName()
    assert row(sheet, "Refund failed").accessibleName().endswith("Do not ask for account numbers.")
    bubble = sheet.findChild(AsRead)
    assert bubble.accessibleName().startswith("The customer reads: Hello Oliver, for your complaint about order 10232")
    assert bubble.accessibleName().endswith("Yes, I am, No, please write to me")


def test_a_row_is_told_as_an_entry_of_a_list_and_the_chosen_one_as_chosen(sheet: TemplateSheet) -> None:
    chosen = next(each for each in sheet.findChildren(_Row) if each.is_chosen)
    other = next(each for each in sheet.findChildren(_Row) if not each.is_chosen)
    told = [QAccessible.queryAccessibleInterface(each) for each in (chosen, other)]
    assert [each.role() for each in told] == [QAccessible.Role.ListItem] * 2
    assert [bool(each.state().selected) for each in told] == [True, False]
    assert told[0].parent().role() == QAccessible.Role.List


def test_a_click_on_a_row_shows_it_and_a_click_on_its_button_submits_it(sheet: TemplateSheet, qtbot: QtBot) -> None:
    chosen, acted = [], []
    sheet.row_chosen.connect(chosen.append)
    sheet.acted.connect(lambda intent, subject: acted.append((intent, subject)))
    target = row(sheet, "Order ready")
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton)
    assert chosen == ["order_ready/en"]
    qtbot.mouseClick(target._button, Qt.MouseButton.LeftButton)
    assert acted == [("template.submit", "order_ready/en")]
    qtbot.mouseClick(sheet._all, Qt.MouseButton.LeftButton)
    assert acted[1:] == [("template.submit-all", "")]
    offered = [each for each in template_page().rows if each.button is not None]
    assert len(offered) > 10
    assert sheet._all.text() == f"Submit all {len(offered)}"


def test_the_arrows_go_through_the_rows_and_enter_on_a_row_submits_nothing(sheet: TemplateSheet, qtbot: QtBot) -> None:
    chosen, acted = [], []
    sheet.row_chosen.connect(chosen.append)
    sheet.acted.connect(lambda *what: acted.append(what))
    row(sheet, "Payment link").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert chosen == ["payment_link/en", "payment_page/en"]
    assert acted == []


def test_another_language_is_chosen_and_esc_closes(sheet: TemplateSheet, qtbot: QtBot) -> None:
    groups: list[str] = []
    sheet.group_chosen.connect(groups.append)
    familiar = next(each for each in sheet.findChildren(_Segment) if each.text() == "German, du")
    qtbot.mouseClick(familiar, Qt.MouseButton.LeftButton)
    assert groups == ["de_du"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert sheet.isHidden()
