"""The chat for screen readers: a list whose rows are the items in words, and in each row its buttons.

``install`` is called before the window is made. The interfaces are made when an assistive technology asks and are kept
until their conversation is left: Qt deletes them, never Python. GUI thread only.
"""

from __future__ import annotations

import weakref

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow

from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.spoken import about_item, spoken_item

_INSTALLED = "chats-are-readable"

_Key = tuple[str, int]
"""An item's id and the number of a button in it, -1 for the item itself."""


def install() -> None:
    """Make every chat readable from now on; harmless when they are."""
    app = QCoreApplication.instance()
    if app is not None and not app.property(_INSTALLED):
        app.setProperty(_INSTALLED, True)
        QAccessible.installFactory(_make)


def _make(class_name: str, asked: QObject | None) -> QAccessibleInterface | None:
    return AccessibleChat(asked) if isinstance(asked, ChatView) else None


class AccessibleChat(QAccessibleInterface):
    """The chat as a list of its loaded items."""

    def __init__(self, view: ChatView) -> None:
        super().__init__()
        self._view = weakref.ref(view)
        self._parts: dict[_Key, _AccessiblePart] = {}
        view.conversation_left.connect(self._forget)
        view.accessible = self  # kept as long as the view

    @property
    def view(self) -> ChatView | None:
        """The chat, while it lives."""
        return self._view()

    def part(self, item_id: str, area: int = -1) -> _AccessiblePart:
        """Return an item or one of its buttons; the same one each time."""
        key = (item_id, area)
        if key not in self._parts:
            self._parts[key] = _AccessiblePart(self, item_id, area)
            QAccessible.registerAccessibleInterface(self._parts[key])
        return self._parts[key]

    def isValid(self) -> bool:
        """Tell whether the chat still lives."""
        return self.view is not None

    def object(self) -> QObject | None:  # type: ignore[override]  # Qt allows none, its types do not
        """Return the chat."""
        return self.view

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """Return what the chat is in."""
        above = self.view.parentWidget() if self.view is not None else None
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def childCount(self) -> int:
        """Return how many items are loaded."""
        return len(self.view.timeline.items) if self.view is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """Return an item."""
        if self.view is None or not 0 <= index < len(self.view.timeline.items):
            return None
        return self.part(self.view.timeline.items[index].id)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return which item that is, -1 for none of them."""
        if self.view is None or not isinstance(child, _AccessiblePart):
            return -1
        return next((n for n, item in enumerate(self.view.timeline.items) if item.id == child.item_id), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """Return the item at a place of the screen."""
        if self.view is None or not self.rect().contains(x, y):
            return None
        found = self.view.block_under(self.view.viewport().mapFromGlobal(QPoint(x, y)).toPointF())
        return self.part(found[0].item.id) if found is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """Return the item or the button that has the keyboard."""
        if self.view is None or not self.view.hasFocus():
            return None
        item_id, area = self.view.touches.focused
        return self.part(item_id, area) if self.view.block_of(item_id) is not None else self

    def rect(self) -> QRect:
        """Return where the chat is on the screen."""
        if self.view is None:
            return QRect()
        return QRect(self.view.mapToGlobal(QPoint(0, 0)), self.view.size())

    def role(self) -> QAccessible.Role:
        """Return that it is a list."""
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        """Return whether it has the keyboard."""
        state = QAccessible.State()
        state.focusable = True
        state.focused = self.view is not None and self.view.hasFocus()
        state.invisible = self.view is None or not self.view.isVisible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the name of the chat."""
        is_name = kind is QAccessible.Text.Name and self.view is not None
        return self.view.accessibleName() if is_name and self.view is not None else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Take no text; nothing here can be written."""

    def window(self) -> QWindow | None:  # type: ignore[override]  # as above
        """Return the window the chat is in."""
        return self.view.window().windowHandle() if self.view is not None else None

    def _forget(self) -> None:
        """Let Qt delete the interfaces of a conversation that was left."""
        parts, self._parts = list(self._parts.values()), {}
        for part in parts:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))


class _AccessiblePart(QAccessibleInterface):
    """An item of the chat, or with an ``area`` one of its buttons."""

    def __init__(self, chat: AccessibleChat, item_id: str, area: int) -> None:
        super().__init__()
        self._chat = chat
        self.item_id = item_id
        self.area = area

    def isValid(self) -> bool:
        """Tell whether the item is still loaded."""
        view = self._chat.view
        block = view.block_of(self.item_id) if view is not None else None
        return block is not None and self.area < len(block.areas)

    def object(self) -> None:  # type: ignore[override]  # it is painted, there is no object
        """Return nothing: it is only painted."""

    def parent(self) -> QAccessibleInterface:
        """Return the item of a button, the chat of an item."""
        return self._chat if self.area < 0 else self._chat.part(self.item_id)

    def childCount(self) -> int:
        """Return how many buttons the item has."""
        view = self._chat.view
        block = view.block_of(self.item_id) if view is not None and self.area < 0 else None
        return len(block.areas) if block is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt allows none
        """Return a button of the item."""
        return self._chat.part(self.item_id, index) if 0 <= index < self.childCount() else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return which button that is, -1 for none of this item."""
        is_mine = isinstance(child, _AccessiblePart) and child.item_id == self.item_id
        return child.area if is_mine and isinstance(child, _AccessiblePart) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        """Return the button at a place of the screen."""
        children = (self.child(number) for number in range(self.childCount()))
        return next((child for child in children if child is not None and child.rect().contains(x, y)), None)

    def rect(self) -> QRect:
        """Return where it is on the screen."""
        view = self._chat.view
        block = view.block_of(self.item_id) if view is not None else None
        if view is None or block is None:
            return QRect()
        where = view.item_rect(self.item_id)
        if 0 <= self.area < len(block.areas):
            where = block.areas[self.area].where.toAlignedRect().translated(where.topLeft())
        return QRect(view.viewport().mapToGlobal(where.topLeft()), where.size())

    def role(self) -> QAccessible.Role:
        """Return that it is a row of the list or a button."""
        return QAccessible.Role.ListItem if self.area < 0 else QAccessible.Role.Button

    def state(self) -> QAccessible.State:
        """Return whether it has the keyboard, is on screen and can be used."""
        state = QAccessible.State()
        view = self._chat.view
        block = view.block_of(self.item_id) if view is not None else None
        if view is None or block is None:
            state.invisible = True
            return state
        state.focusable = True
        state.focused = view.hasFocus() and view.touches.focused == (self.item_id, self.area)
        state.offscreen = not view.item_rect(self.item_id).intersects(view.viewport().rect())
        state.disabled = 0 <= self.area < len(block.areas) and not block.areas[self.area].is_enabled
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return the item or the button in words, and why the button cannot be used."""
        view = self._chat.view
        block = view.block_of(self.item_id) if view is not None else None
        if view is None or block is None:
            return ""
        if not 0 <= self.area < len(block.areas):
            return spoken_item(block.item) if kind is QAccessible.Text.Name else ""
        area = block.areas[self.area]
        words = {
            QAccessible.Text.Name: view.name_of(block.item, area),
            QAccessible.Text.Description: view.tip_of(block.item, area) or about_item(block.item),
        }
        return words.get(kind, "")

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Take no text; nothing here can be written."""

    def window(self) -> QWindow | None:  # type: ignore[override]  # as above
        """Return the window it is in."""
        return self._chat.window()
