"""An agent's hands on the real widgets: keys and clicks through QTest, and a look at the screen until something is there."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from inbox.domain.ids import ConversationId
from inbox.ui.app.desk_window import DeskWindow
from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.timeline import Item, buttons_of
from inbox.ui.panes.acts import ActButton, SplitAct
from inbox.ui.panes.tiles import TileGrid
from inbox.ui.widgets.button import Button

T = TypeVar("T")

PATIENCE = 20.0
_LOOK_AGAIN_MS = 10


class Hands:
    """Works one window. What is typed goes to whoever has the keyboard, as at a real desk."""

    def __init__(self, shown: DeskWindow) -> None:
        self.shown = shown

    def until(self, look: Callable[[], T | None], patience: float = PATIENCE) -> T:
        """Return the first answer that is something, while the window goes on living."""
        deadline = monotonic() + patience
        while not (answer := look()):
            assert monotonic() < deadline, f"this never happened: {look}"
            QTest.qWait(_LOOK_AGAIN_MS)
        return answer

    # -- the keyboard ------------------------------------------------------------------------------------------------

    @property
    def at(self) -> QWidget:
        """Who has the keyboard; an open menu takes it from everybody, and gives it back to the window it was over."""
        window, menu = self.shown.widgets.window, QApplication.activePopupWidget()
        if menu is None and window.isVisible() and QApplication.activeWindow() is not window:
            window.activateWindow()  # the offscreen platform leaves that out
            QApplication.processEvents()
        return menu or QApplication.focusWidget() or window

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each in Qt's portable writing; ``G, M`` are two of them."""
        for key in keys:
            pressed = QKeySequence(key)
            for place in range(pressed.count()):
                QTest.keyClick(self.at, pressed[place].key(), pressed[place].keyboardModifiers())

    def walk(self, key: str, there: Callable[[], bool]) -> None:
        """Press a key until the keyboard is where it is to be; between two presses the window lives on."""

        def step() -> bool:
            if not there():
                self.press(key)
            return there()

        self.until(step)

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self.at, letter)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # the test library knows no umlauts
                key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.at, key)

    def write(self, text: str) -> None:
        """Type a text and press Enter."""
        self.type(text)
        self.press("Return")

    # -- the pointer -------------------------------------------------------------------------------------------------

    def choose(self, conversation: str) -> None:
        """Click the row of a conversation."""
        rows = self.shown.widgets.rows
        place = self.until(lambda: self.shown.rows.model.row_of(ConversationId(conversation)) + 1) - 1
        index = rows.model().index(place, 0)
        rows.scrollTo(index)
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())

    def click_in_chat(self, item: Item, intent: str) -> None:
        """Click a button painted inside an item."""
        assert intent in {button.intent for button in buttons_of(item)}
        self.timeline.go_to(item.id)

        def pointed() -> QPoint | None:
            """Go there; on the way the window lives on, and what comes in may move the button before it is reached."""
            where = self._button_place(item, intent)
            QTest.mouseMove(self.timeline.viewport(), where)
            return where if self._button_place(item, intent) == where else None

        QTest.mouseClick(self.timeline.viewport(), Qt.MouseButton.LeftButton, pos=self.until(pointed))

    def click_button(self, within: QWidget, words: str) -> None:
        """Click a button by the words on it, once it can be clicked."""

        def find() -> Button | None:
            fitting = (each for each in within.findChildren(Button) if _can_be_clicked(each))
            return next((each for each in fitting if words in each.text()), None)

        QTest.mouseClick(self.until(find), Qt.MouseButton.LeftButton)

    def click_refund(self, entry: str) -> None:
        """Click the body of the split button of a payment's card, once it can be clicked."""

        def find() -> QWidget | None:
            split = self.split(entry)
            parts = (each for each in split.findChildren(QWidget) if _can_be_clicked(each)) if split else ()
            return next((each for each in parts if "€" in _words(each)), None)

        QTest.mouseClick(self.until(find), Qt.MouseButton.LeftButton)

    def click_send_now(self) -> None:
        """Click what ends a hold, once there is one."""

        def find() -> QWidget | None:
            parts = (each for each in self.shown.widgets.chat.findChildren(QPushButton) if _can_be_clicked(each))
            return next((each for each in parts if " now: " in each.accessibleName()), None)

        QTest.mouseClick(self.until(find), Qt.MouseButton.LeftButton)

    def click_tile(self, name: str) -> None:
        """Click a product in the panel's strip, once it can be clicked."""

        def find() -> QWidget | None:
            grid = self.shown.widgets.panel.findChild(TileGrid)
            tiles = grid.findChildren(QWidget) if grid is not None else []
            return next((each for each in tiles if _can_be_clicked(each) and name in each.accessibleName()), None)

        QTest.mouseClick(self.until(find), Qt.MouseButton.LeftButton)

    # -- the eyes ----------------------------------------------------------------------------------------------------

    @property
    def timeline(self) -> ChatView:
        """The chat on screen."""
        return self.shown.widgets.timeline

    def item(self, fits: Callable[[Item], bool]) -> Item:
        """Return the newest item of the chat that fits, once there is one."""

        def find() -> Item | None:
            items: tuple[Item, ...] = self.timeline.timeline.items
            return next((each for each in reversed(items) if fits(each)), None)

        return self.until(find)

    def split(self, entry: str) -> SplitAct | None:
        """Return the split button of a payment's card, while there is one."""
        card = self.shown.widgets.panel.card(entry)
        split = card.findChild(SplitAct) if card is not None else None
        return split if split is not None and split.isVisible() else None

    def words_of(self, widget: QWidget) -> str:
        """Return what can be read on a widget."""
        return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())

    def _button_place(self, item: Item, intent: str) -> QPoint:
        block = self.timeline.block_of(item.id)
        assert block is not None
        area = next(area for area in block.areas if area.intent == intent)
        return self.timeline.item_rect(item.id).topLeft() + area.where.center().toPoint()


def _can_be_clicked(widget: QWidget) -> bool:
    """Tell whether a click would do something: a window that has not reached its hub yet offers nothing that moves money."""
    return widget.isVisible() and widget.isEnabled()


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, Button | ActButton) or hasattr(widget, "text") else ""
