"""The page of replies as it is worked: written with keys, a gap put where the cursor was, and no Enter that saves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from inbox.domain.replies import read
from inbox.ui.models.presenters.reply_page import ReplyPagePresenter
from inbox.ui.panes.gap_text import spots
from inbox.ui.resources import starter_replies
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.window.main_window import MainWindow
from inbox.ui.window.page_rows import _Row
from inbox.ui.window.reply_sheet import ReplySheet
from tests.ui.presenters.pretend_desk import PretendDesk
from tests.ui.window.scenes import desk

Put = Callable[..., QWidget]


@pytest.fixture
def owner(qapp: QApplication) -> PretendDesk:
    return PretendDesk("owner", replies=read(starter_replies().read_bytes()))


@pytest.fixture
def window(theme: Theme, put: Put) -> MainWindow:
    return put(desk(theme, "en"), 1200, 800)


@pytest.fixture
def sheet(window: MainWindow, theme: Theme, owner: PretendDesk) -> ReplySheet:
    presenter = ReplyPagePresenter(owner.desk, owner.clicks, window)
    sheet = ReplySheet(theme, window.overlays.stage)
    sheet.acted.connect(presenter.act)
    sheet.edited.connect(presenter.edit)
    sheet.query_edited.connect(presenter.search)
    sheet.row_chosen.connect(presenter.choose)
    sheet.closed.connect(presenter.close)
    # Behind the page's back, as the wiring of the window does.
    presenter.changed.connect(lambda: presenter.state is None or sheet.show_state(presenter.state))
    presenter.open()
    window.overlays.open_sheet(sheet)
    QApplication.processEvents()
    return sheet


def button(sheet: ReplySheet, words: str) -> Button:
    return next(each for each in sheet.findChildren(Button) if each.isVisible() and each.text() == words)


def edits(sheet: ReplySheet) -> dict[str, QPlainTextEdit | QLineEdit]:
    found = (*sheet.findChildren(QPlainTextEdit), *sheet.findChildren(QLineEdit))
    return {each.accessibleName(): each for each in found if each.isVisible()}


def test_a_reply_is_written_by_keys_alone_and_saved_by_its_button(
    sheet: ReplySheet, owner: PretendDesk, qtbot: QtBot
) -> None:
    qtbot.mouseClick(button(sheet, "New reply"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is edits(sheet)["Title in English"]
    QTest.keyClicks(QApplication.focusWidget(), "Sizes")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is edits(sheet)["Title in German"]
    edits(sheet)["English"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(QApplication.focusWidget(), "Hello ")
    sheet._form._put("{{customer.first_name}}")
    assert QApplication.focusWidget() is edits(sheet)["English"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "here they are.")
    assert owner.commands.clicked == []
    qtbot.mouseClick(button(sheet, "Save for the team"), Qt.MouseButton.LeftButton)
    (action,) = owner.commands.clicked
    assert action.reply.text == {"en": "Hello {{customer.first_name}}\nhere they are."}


def test_tab_goes_from_the_search_to_the_chosen_row_and_on_to_its_fields(sheet: ReplySheet) -> None:
    edits(sheet)["Find a reply"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().accessibleName().startswith("Greeting")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget().accessibleName().startswith("One moment")
    assert edits(sheet)["Title in English"].text() == "One moment"
    names = []
    for _ in range(11):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    fields = ["Title in English", "Title in German", "German, Sie", "German, du", "English"]
    assert [name for name in names if name in fields] == fields
    assert [name for name in names if name not in fields] == [
        *("Category: First answer", "Insert what fills itself", "Add a file …"),
        *("Offer no longer", "New reply", "Close"),
    ]


def test_the_rows_follow_what_is_looked_for(sheet: ReplySheet, qtbot: QtBot) -> None:
    field = edits(sheet)["Find a reply"]
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    QTest.keyClicks(field, "where parcel")
    rows = [each for each in sheet.findChildren(_Row) if each.isVisible()]
    assert rows[0].accessibleName() == "Where is my parcel? · Delivery"
    assert [spot.name for spot in spots(edits(sheet)["English"].document())] == ["Order number", "tracking link"]
    assert not any("{" in edit.toPlainText() for edit in sheet.findChildren(QPlainTextEdit))
    QTest.keyClicks(field, "xyz")
    assert not any(each.isVisible() for each in sheet.findChildren(_Row))
