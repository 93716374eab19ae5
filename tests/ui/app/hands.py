"""An agent's hands on the real widgets: keys and clicks through QTest, and a look at the screen until something is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inbox.domain.ids import ConversationId
from inbox.ui.app.desk_window import DeskWindow
from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.timeline import Item, buttons_of
from inbox.ui.panes.acts import ActButton, SplitAct
from inbox.ui.panes.tiles import TileGrid
from inbox.ui.widgets.button import Button

T = TypeVar("T")

PATIENCE_MS = 20_000


class Hands:
    """Works one window."""

    def __init__(self, qtbot: QtBot, shown: DeskWindow) -> None:
        self._qtbot = qtbot
        self.shown = shown

    def until(self, look: Callable[[], T | None]) -> T:
        """Return the first answer that is something, while the window goes on living."""
        found: list[T] = []

        def looks() -> bool:
            answer = look()
            if answer:
                found[:] = [answer]
            return bool(answer)

        self._qtbot.waitUntil(looks, timeout=PATIENCE_MS)
        return found[0]

    def choose(self, conversation: str) -> None:
        """Click the row of a conversation."""
        rows = self.shown.widgets.rows
        place = self.until(lambda: self.shown.rows.model.row_of(ConversationId(conversation)) + 1) - 1
        index = rows.model().index(place, 0)
        rows.scrollTo(index)
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())

    def write(self, text: str) -> None:
        """Type into the composer and press Enter."""
        edit = self.shown.widgets.composer.edit
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def item(self, fits: Callable[[Item], bool]) -> Item:
        """Return the newest item of the chat that fits, once there is one."""

        def find() -> Item | None:
            items: tuple[Item, ...] = self.timeline.timeline.items
            for each in reversed(items):
                if fits(each):
                    return each
            return None

        self.until(lambda: find() is not None)
        found = find()
        assert found is not None
        return found

    @property
    def timeline(self) -> ChatView:
        """The chat on screen."""
        return self.shown.widgets.timeline

    def click_in_chat(self, item: Item, intent: str) -> None:
        """Click a button painted inside an item."""
        assert intent in {button.intent for button in buttons_of(item)}
        self.timeline.go_to(item.id)
        block = self.timeline.block_of(item.id)
        assert block is not None
        area = next(area for area in block.areas if area.intent == intent)
        where = self._in_viewport(item, area.where.center())
        QTest.mouseMove(self.timeline.viewport(), where)
        QTest.mouseClick(self.timeline.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def _in_viewport(self, item: Item, inside: QPointF) -> QPoint:
        corner = self.timeline.item_rect(item.id).topLeft()
        return corner + inside.toPoint()

    def click_button(self, within: QWidget, words: str) -> None:
        """Click a button by the words on it, once it can be clicked."""

        def find() -> Button | None:
            fitting = (each for each in within.findChildren(Button) if each.isVisible() and each.isEnabled())
            return next((each for each in fitting if words in each.text()), None)

        QTest.mouseClick(self.until(find), Qt.MouseButton.LeftButton)

    def click_refund(self, entry: str) -> None:
        """Click the body of the split button of a payment's card."""

        def find() -> SplitAct | None:
            card = self.shown.widgets.panel.card(entry)
            split = card.findChild(SplitAct) if card is not None else None
            return split if split is not None and split.isVisible() else None

        split = self.until(find)
        body = next(each for each in split.findChildren(QWidget) if each.isVisible() and "€" in _words(each))
        QTest.mouseClick(body, Qt.MouseButton.LeftButton)

    def click_tile(self, name: str) -> None:
        """Click a product in the panel's strip."""

        def find() -> QWidget | None:
            grid = self.shown.widgets.panel.findChild(TileGrid)
            tiles = grid.findChildren(QWidget) if grid is not None else []
            return next((each for each in tiles if each.isVisible() and name in each.accessibleName()), None)

        QTest.mouseClick(self.until(find), Qt.MouseButton.LeftButton)


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, Button | ActButton) or hasattr(widget, "text") else ""
