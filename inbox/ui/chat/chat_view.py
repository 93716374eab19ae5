"""The chat with pointer, keyboard and screen reader: what the window shows between header and composer.

Driven by its presenter; all signals are those of ``TimelineView`` and ``context_wanted``. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from inbox.ui.chat.bubbles import QUOTE_INTENT
from inbox.ui.chat.keyboard import Keyboard
from inbox.ui.chat.pieces import Area, Pictures
from inbox.ui.chat.pointer import Pointer
from inbox.ui.chat.sounds import area_name, area_tip
from inbox.ui.chat.view import TimelineView
from inbox.ui.models.spoken import readable, spoken_item
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.sound import Sound
from inbox.ui.models.timeline import PLAYED, Bubble, Item, MediaPart, NoteItem, Timeline, arrivals
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.tips import tip

translate = QCoreApplication.translate


class ChatView(TimelineView):
    """``intent`` carries an item's id and the intent of the button that was clicked.

    ``context_wanted``: an item's id and a place on the screen for its menu. ``item_wanted``: a quoted item that is not
    loaded. ``conversation_left``: another conversation is shown. ``sought`` and ``skipped``: an item, and to which part (0 to
    1) of its recording to go, or by how many seconds.
    """

    intent = Signal(str, str)
    link_clicked = Signal(str)
    item_wanted = Signal(str)
    context_wanted = Signal(str, QPoint)
    sought = Signal(str, float)
    skipped = Signal(str, int)
    conversation_left = Signal()

    def __init__(self, theme: Theme, pictures: Pictures | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, pictures, parent)
        self._pointer = Pointer(self)
        self._keyboard = Keyboard(self, self._items, self.reveal, self.copy)
        self.accessible: QAccessibleInterface | None = None
        """What reads the chat aloud, once it was asked for."""
        self.setAccessibleName(translate("Timeline", "Messages"))
        self._pill.installEventFilter(self)
        self._bar.installEventFilter(self)

    def show_timeline(self, timeline: Timeline, at: str = "") -> None:
        """Show this part of a conversation, and announce what just came in to a screen reader."""
        before = self.timeline
        super().show_timeline(timeline, at)
        if before.conversation != timeline.conversation:
            self.conversation_left.emit()
        elif QAccessible.isActive():
            for item in arrivals(before, timeline):
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken_item(item)))

    def jump_to(self, item_id: str) -> None:
        """Bring an item on screen and give it the keyboard; one that is not loaded is asked for."""
        if self.place_of(item_id) < 0:
            self.item_wanted.emit(item_id)
            return
        self.go_to(item_id)
        self._keyboard.focus((item_id, -1))

    def selected_text(self) -> str:
        """Return what would be copied: the selection, or the text of the item that has the keyboard."""
        block = self.block_of(self.touches.selected)
        if block is not None and block.text is not None and self.touches.selection is not None:
            return block.text.block.between(self.touches.selection)
        block = self.block_of(self.touches.focused[0])
        item = block.item if block is not None else None
        return readable(item.text) if isinstance(item, Bubble | NoteItem) else ""

    def copy(self) -> None:
        """Put the selected text on the clipboard."""
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(text)

    def activate(self, item: Item, area: Area, at: QPointF | None = None) -> None:
        """Do what an area is for: jump to the quoted message, move in a recording, or tell the presenter."""
        if area.intent == QUOTE_INTENT and isinstance(item, Bubble) and item.reply is not None:
            self.jump_to(item.reply.item)
        elif area.intent == Intent.SOUND_SEEK and at is not None:
            self.sought.emit(item.id, (at.x() - area.where.left()) / area.where.width())
        else:
            self.intent.emit(item.id, area.intent)

    def skip(self, item: Item, seconds: int) -> None:
        """Go on, or back, in the recording of an item."""
        self.skipped.emit(item.id, seconds)

    def name_of(self, item: Item, area: Area) -> str:
        """Return what an area is called now."""
        sound, media = self._sound_of(item)
        return area.name if sound is None or media is None else area_name(area, media, sound)

    def tip_of(self, item: Item, area: Area) -> str:
        """Return what an area says when the pointer rests on it."""
        sound, _ = self._sound_of(item)
        return area.tip if sound is None else area_tip(area, sound)

    def open_link(self, target: str) -> None:
        """Tell that a link was clicked."""
        self.link_clicked.emit(target)

    def focus_moved(self) -> None:
        """Tell a screen reader which item or button has the keyboard now."""
        if not QAccessible.isActive() or not self.hasFocus():
            return
        place = self.place_of(self.touches.focused[0])
        found = QAccessible.queryAccessibleInterface(self).child(place) if place >= 0 else None
        if found is not None and self.touches.focused[1] >= 0:
            found = found.child(self.touches.focused[1])
        if found is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(found, QAccessible.Event.Focus))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover, or stretch the selection."""
        is_selecting = bool(event.buttons() & Qt.MouseButton.LeftButton)
        self.viewport().setCursor(self._pointer.move(event.position(), is_selecting))
        self._take_keyboard()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a selection."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pointer.press(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a selection."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pointer.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pointer.double_click(event.position())
            self._take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go among the items; other keys scroll."""
        if not self._keyboard.press(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which item has the keyboard; coming by Tab, the newest one takes it."""
        super().focusInEvent(event)
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        if event.reason() in by_key and not self.touches.focused[0]:
            self._keyboard.go(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the item under the pointer, or of the one that has the keyboard."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            where = self.item_rect(self.touches.focused[0]).center()
            item_id = self.touches.focused[0]
        else:
            where = event.pos()
            found = self.block_under(where.toPointF())
            item_id = found[0].item.id if found is not None else ""
        if item_id:
            self.context_wanted.emit(item_id, self.viewport().mapToGlobal(where))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show why a button cannot be used, and let go of the hover when the pointer leaves."""
        if event.type() is QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            found = self._pointer.area_under(event.pos().toPointF())
            QToolTip.showText(event.globalPos(), tip(self.tip_of(*found)) if found is not None else "", self)
            return True
        if event.type() is QEvent.Type.Leave:
            self._pointer.leave()
        return super().viewportEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Forget the pointer when it goes to the pill or the scroll bar, of which the viewport hears nothing."""
        if event.type() is QEvent.Type.Enter:
            self._pointer.leave()
        return super().eventFilter(watched, event)

    def _after_moving(self) -> None:
        super()._after_moving()
        # The items moved under a pointer that did not; it may be over something else now.
        if self.viewport().underMouse() and not self.pinned_item():
            spot = self.viewport().mapFromGlobal(QCursor.pos())
            self.viewport().setCursor(self._pointer.move(spot.toPointF(), is_selecting=False))

    def _take_keyboard(self) -> None:
        """Have the keyboard while something is selected, so that it can be copied; a click alone leaves it elsewhere."""
        if self.touches.selection is not None and not self.hasFocus():
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _sound_of(self, item: Item) -> tuple[Sound | None, MediaPart | None]:
        media = item.media if isinstance(item, Bubble) else None
        if media is None or media.kind not in PLAYED or self.sounds is None:
            return None, None
        return self.sounds.sound(media.key), media

    def _items(self) -> tuple[Item, ...]:
        return self.timeline.items
