"""The chat as an agent uses it: it answers to pointer and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.timeline import Bubble, Quote
from inbox.ui.theme.theme import Theme
from tests.ui.chat.chats import CARD, bubbles, chat, spot_of, text_spot, top
from tests.ui.chat_samples import cards_timeline


class TestPointer:
    def test_a_button_counts_when_it_is_released_on_itself(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(cards_timeline())
        with qtbot.waitSignal(view.intent) as intent:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot_of(view, "payment"))
        assert intent.args == ["payment", "request.again"]
        with qtbot.assertNotEmitted(view.intent):
            QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=spot_of(view, "payment"))
            QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 490))
            QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=spot_of(view, "payment"))

    def test_a_click_leaves_the_keyboard_where_the_agent_types(self, theme: Theme, qtbot: QtBot) -> None:
        window, field, view = _beside_a_field(theme, qtbot)
        view.show_timeline(chat(Bubble(id="m", text="Hallo Welt"), CARD))
        for spot in (spot_of(view, "cart"), text_spot(view, "m", 60), QPoint(300, 2)):
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
            assert window.focusWidget() is field

    def test_a_selection_takes_the_keyboard_so_that_it_can_be_copied(self, theme: Theme, qtbot: QtBot) -> None:
        window, _, view = _beside_a_field(theme, qtbot)
        view.show_timeline(chat(Bubble(id="m", text="Hallo Welt")))
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=text_spot(view, "m", 60))
        assert window.focusWidget() is view

    def test_a_grey_button_does_nothing_and_says_why(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(cards_timeline())
        spot = spot_of(view, "payment", 2)
        with qtbot.assertNotEmitted(view.intent):
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        found = view._pointer.area_under(spot.toPointF())
        assert found is not None
        assert found[1].tip == "Nothing was paid"
        where = view.viewport().mapToGlobal(spot)
        assert view.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, spot, where))

    def test_a_link_is_followed_when_nothing_was_selected(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(chat(Bubble(id="m", text="https://kaffee.example/a")))
        with qtbot.waitSignal(view.link_clicked) as clicked:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=text_spot(view, "m", 20))
        assert clicked.args == ["https://kaffee.example/a"]

    def test_text_is_selected_and_copied(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(chat(Bubble(id="m", text="Hallo *schöne* Welt")))
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=text_spot(view, "m", 0))
        _drag(view, text_spot(view, "m", 400))
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=text_spot(view, "m", 400))
        assert view.selected_text() == "Hallo schöne Welt"
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "Hallo schöne Welt"
        QTest.keyClick(view, Qt.Key.Key_Escape)
        assert view.touches.selection is None

    def test_a_double_click_selects_a_word(self, view: ChatView) -> None:
        view.show_timeline(chat(Bubble(id="m", text="Hallo Welt")))
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=text_spot(view, "m", 60))
        assert view.selected_text() == "Welt"

    def test_a_quote_leads_to_what_it_quotes(self, view: ChatView) -> None:
        answer = Bubble(id="answer", text="Ja", reply=Quote("m2", "Lena", "Nachricht 2"))
        view.show_timeline(chat(*bubbles(*range(60)), answer))
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot_of(view, "answer"))
        assert view.touches.focused == ("m2", -1)
        assert 0 < top(view, "m2") < 300


class TestKeyboard:
    def test_goes_from_item_to_item_and_keeps_them_on_screen(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(60))))
        view.setFocus()
        for _ in range(30):
            QTest.keyClick(view, Qt.Key.Key_Up)
        assert view.touches.focused == ("m30", -1)
        assert view.viewport().rect().contains(view.item_rect("m30"))
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert view.touches.focused == ("m31", -1)

    def test_a_button_is_reached_sideways_and_pressed(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(chat(CARD))
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Up)
        with qtbot.assertNotEmitted(view.intent):
            QTest.keyClick(view, Qt.Key.Key_Return)  # the item has the keyboard, not its button
        QTest.keyClick(view, Qt.Key.Key_Right)
        with qtbot.waitSignal(view.intent) as intent:
            QTest.keyClick(view, Qt.Key.Key_Space)
        assert intent.args == ["cart", "cart.send-link"]
        QTest.keyClick(view, Qt.Key.Key_Left)
        assert view.touches.focused == ("cart", -1)

    def test_no_bare_enter_presses_a_button_that_moves_money(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(chat(CARD))
        view.setFocus()
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Right):
            QTest.keyClick(view, key)
        assert view.block_of("cart").areas[0].moves_money
        with qtbot.assertNotEmitted(view.intent):
            QTest.keyClick(view, Qt.Key.Key_Return)
            QTest.keyClick(view, Qt.Key.Key_Enter)

    def test_the_item_that_has_the_keyboard_is_copied(self, view: ChatView) -> None:
        view.show_timeline(chat(Bubble(id="m", text="- *eins*\n- zwei")))
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Up)
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text() == "• eins\n• zwei"
        QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert view.touches.selected == "m"


def _beside_a_field(theme: Theme, qtbot: QtBot) -> tuple[QWidget, QLineEdit, ChatView]:
    """Show a chat in a window with a field that has the keyboard."""
    window, view = QWidget(), ChatView(theme)
    qtbot.addWidget(window)
    field, column = QLineEdit(window), QVBoxLayout(window)
    column.addWidget(view)
    column.addWidget(field)
    window.resize(600, 560)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    return window, field, view


def _drag(view: ChatView, spot: QPoint) -> None:
    """Move the pointer with its button down, which the test library does not do."""
    where, button = spot.toPointF(), Qt.MouseButton
    away = view.viewport().mapToGlobal(where)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, away, button.NoButton, button.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view.viewport(), event)
