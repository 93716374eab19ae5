"""The chat: shows the loaded part of a conversation, keeps the reader's place, and asks for more at both ends.

Driven by its presenter through ``show_timeline``; answers with signals. Only what is on screen is laid out; above and below
heights are guesses. GUI thread only; never reads a store, never blocks.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from inbox.ui.chat.blocks import LaidOut, guess_height
from inbox.ui.chat.column import Column
from inbox.ui.chat.news import NewsPill
from inbox.ui.chat.paging import Paging
from inbox.ui.chat.pieces import Block, Canvas, Pictures, Sounds
from inbox.ui.chat.place import END, Anchor, Place
from inbox.ui.chat.shift import Shift, Shown, shift
from inbox.ui.chat.sketch import GAP
from inbox.ui.chat.touches import Touches
from inbox.ui.models.timeline import (
    PLAYED,
    Bubble,
    DaySeparator,
    Item,
    Timeline,
    UnreadLine,
    arrivals,
    picture_keys,
)
from inbox.ui.theme.painting import focus_ring
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.scroll_bar import ThinScrollBar

_MARGIN = 12
_EDGE = 4
"""How far rings and half covered pixels reach beyond an item."""
_FAR = 1.5
"""Screens from the end from which the way down is offered."""


class TimelineView(QAbstractScrollArea):
    """The painted timeline in its scroll bar; ``ChatView`` adds pointer, keyboard and screen reader.

    The ``..._wanted`` signals ask for the page before the first item, for the one behind the last, and for the newest page.
    ``end_reached`` comes whenever the newest message is on screen after something moved.
    """

    older_wanted = Signal()
    newer_wanted = Signal()
    newest_wanted = Signal()
    end_reached = Signal()

    def __init__(self, theme: Theme, pictures: Pictures | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.touches = Touches()
        self._theme = theme
        self._pictures = pictures
        self.sounds: Sounds | None = None
        """How recordings stand; without, all stand still."""
        self._timeline = Timeline()
        self._laid = LaidOut(theme.look)
        self._column = Column(self._measure, self._guess)
        self._place = Place(self._column, theme.look.px(_MARGIN))
        self._is_settling = False
        self._follows_end = True
        self._goes_to_end = False
        self._news = 0
        self._pill = NewsPill(theme, self.viewport())
        self._pill.clicked.connect(self.scroll_to_end)
        # Asked for when the event is over: the answer changes the timeline, which must not happen inside of a scroll.
        self._paging = QTimer(self, singleShot=True, interval=0)
        self._paging.timeout.connect(self._ask_for_more)
        self._ends = Paging()
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._bar = ThinScrollBar(self._theme, self, on_viewport=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # By Tab, or with a selection: an agent who clicks a button here types on in the composer.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._theme.changed.connect(self._restyle)

    @property
    def timeline(self) -> Timeline:
        """What is shown now."""
        return self._timeline

    @property
    def is_at_end(self) -> bool:
        """Whether the newest message of the conversation is on screen."""
        return self._place.is_at_end and not self._timeline.has_newer

    def show_timeline(self, timeline: Timeline, at: str = "") -> None:
        """Show this part of a conversation, the reader staying where she is.

        Another conversation opens at its end, or at the item ``at``.
        """
        is_other = timeline.conversation != self._timeline.conversation
        pinned = "" if is_other else self.pinned_item()
        anchors = [END] if is_other else self._anchors(pinned)
        if is_other:
            self._news, self._follows_end, self.touches = 0, True, Touches()
        elif pinned or not self._follows_end:
            self._news += len(arrivals(self._timeline, timeline))
        before = [] if is_other else self._shown()
        self._timeline = timeline
        self._column.replace(timeline.items)
        if is_other and at:
            anchors = [Anchor(at, self._place.height // 3)]
        if self._goes_to_end and not timeline.has_newer:
            self._goes_to_end, anchors = False, [END]
        known = (anchor for anchor in anchors if not anchor.item or self._column.place_of(anchor.item) >= 0)
        self._settle(next(known, END), before, is_pinned=bool(pinned))

    def scroll_to_end(self) -> None:
        """Go to the newest message; where it is not loaded it is asked for."""
        if self._timeline.has_newer:
            self._goes_to_end = True
            self.newest_wanted.emit()
        else:
            self._settle(END)

    def picture_ready(self, key: str) -> None:
        """Paint the items anew whose picture has come; its place is already as large as it."""
        for shown in self._shown():
            if key in picture_keys(shown.item):
                self.repaint_item(shown.item.id)

    def sound_changed(self, key: str) -> None:
        """Paint a recording anew that stands otherwise now; all of them without a key."""
        for shown in self._shown():
            media = shown.item.media if isinstance(shown.item, Bubble) else None
            if media is not None and media.kind in PLAYED and (not key or media.key == key):
                self.repaint_item(shown.item.id)

    def block_under(self, point: QPointF) -> tuple[Block, QPointF] | None:
        """Return the block under a point of the viewport, and the point inside the block."""
        y = self._place.in_column(int(point.y()))
        if not self._column.items or not 0 <= y < self._column.total:
            return None
        number = self._column.place_at(y)
        return self._block(number), QPointF(point.x(), point.y() - self._place.on_screen(number))

    def block_of(self, item_id: str) -> Block | None:
        """Return the block of a loaded item."""
        place = self._column.place_of(item_id)
        return self._block(place) if place >= 0 else None

    def place_of(self, item_id: str) -> int:
        """Return the number of a loaded item, -1 when it is not loaded."""
        return self._column.place_of(item_id)

    def item_rect(self, item_id: str) -> QRect:
        """Return where an item is in the viewport, on screen or beyond it."""
        place = self._column.place_of(item_id)
        if place < 0:
            return QRect()
        height = self._column.bottom(place) - self._column.top(place)
        return QRect(0, self._place.on_screen(place), self.viewport().width(), height)

    def repaint_item(self, item_id: str) -> None:
        """Paint one item anew; an id that is not loaded is no matter."""
        if item_id:
            self.viewport().update(self.item_rect(item_id).adjusted(0, -_EDGE, 0, _EDGE))

    def go_to(self, item_id: str) -> None:
        """Bring an item into the upper part of the screen."""
        self._settle(Anchor(item_id, self._place.height // 3))

    def reveal(self, item_id: str) -> None:
        """Scroll as little as it takes to have an item on screen."""
        place = self._column.place_of(item_id)
        if place < 0:
            return
        self._column.measure(self._column.top(place), self._column.top(place))
        where, margin = self.item_rect(item_id), self._theme.look.px(_MARGIN)
        if where.top() < margin or where.height() > self._place.height - 2 * margin:
            self._settle(Anchor(item_id, margin))
        elif where.bottom() > self._place.height - margin:
            self._settle(Anchor(item_id, self._place.height - margin - where.height()))

    def pinned_item(self) -> str:
        """Return the item that must not move, because a button of it that moves money is under the pointer."""
        item_id, number = self.touches.hovered
        block = self.block_of(item_id) if number >= 0 else None
        is_money = block is not None and number < len(block.areas) and block.areas[number].moves_money
        return item_id if is_money else ""

    def release_pin(self) -> None:
        """Let the items move again that stood still under the pointer."""
        self._settle(self._anchors("")[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the items in the exposed part."""
        look, exposed = self._theme.look, event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(exposed, look.tokens.chat)
        if exposed.left() >= self._bar.x():
            return  # only the scroll bar moved
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus, region = self.hasFocus(), event.region()
        for number in self._place.visible(exposed.top() - look.px(GAP), exposed.bottom()):
            item, block, top = self._column.items[number], self._block(number), self._place.on_screen(number)
            # Under the scroll bar, which moves along with every message, there is only the ground.
            if not region.intersects(QRect(0, top - _EDGE, self._bar.x(), block.height + 2 * _EDGE)):
                continue
            painter.save()
            painter.translate(0, top)
            touch = self.touches.touch(item.id, has_focus)
            block.paint(Canvas(painter, look, self._pictures, touch, self.sounds))
            if has_focus and self.touches.focused == (item.id, -1):
                focus_ring(painter, look, block.body.adjusted(-2, -2, 2, 2), block.radius)
            painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width, the reader staying where she is."""
        anchors = self._anchors("")
        if event.size().width() != event.oldSize().width():
            self._column.forget()
        self._settle(anchors[0])

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar."""
        if self._is_settling:
            return
        self._place.value = self.verticalScrollBar().value()
        before = (self._place.value, self._place.limit)
        self._place.settle(self._place.anchors()[0])
        if (self._place.value, self._place.limit) == before:
            self._push(dy)
        else:
            self._sync_bar()
            self.viewport().update()
        self._follows_end = self._place.is_at_end
        self._after_moving()

    def _anchors(self, pinned: str) -> list[Anchor]:
        """Return what keeps the reader where she is, best first."""
        if pinned:
            return [self._place.anchor_of(self._column.place_of(pinned))]
        if self._follows_end and not self._timeline.has_newer:
            return [END]
        # A line between messages goes up when more of its day comes before them: it would take the reader along.
        return sorted(self._place.anchors(), key=self._is_between)

    def _is_between(self, anchor: Anchor) -> bool:
        place = self._column.place_of(anchor.item)
        return place >= 0 and isinstance(self._column.items[place], DaySeparator | UnreadLine)

    def _settle(self, anchor: Anchor, before: Sequence[Shown] = (), *, is_pinned: bool = False) -> None:
        """Go to a place; ``before`` is what was on screen when only the items changed."""
        self._place.height = self.viewport().height()
        self._place.settle(anchor, is_pinned=is_pinned)
        self._sync_bar()
        self._repaint(shift(before, self._shown()))
        if not is_pinned:
            self._follows_end = self._place.is_at_end
        self._after_moving()

    def _shown(self) -> list[Shown]:
        numbers = self._place.visible(0, self._place.height - 1)
        on_screen, column = self._place.on_screen, self._column
        return [Shown(column.items[number], on_screen(number), on_screen(number + 1)) for number in numbers]

    def _repaint(self, moved: Shift | None) -> None:
        if moved is None:
            self.viewport().update()
            return
        if moved.down:
            self._push(moved.down)
        for top, bottom in moved.stripes:
            self.viewport().update(QRect(0, top, self.width(), bottom - top).adjusted(0, -_EDGE, 0, _EDGE))

    def _push(self, down: int) -> None:
        """Push the picture along and paint what that uncovers; the pill and the scroll bar stay where they are."""
        viewport = self.viewport()
        if not (down * viewport.devicePixelRatioF()).is_integer():
            viewport.update()  # between whole pixels a pushed picture is not what would be painted
            return
        # In the margin under the scroll bar there is never anything but the ground.
        viewport.scroll(0, down, viewport.rect().adjusted(0, 0, -self._bar.width(), 0))
        if self._pill.isVisible():
            where = self._pill.geometry()
            viewport.update(where.united(where.translated(0, down)))

    def _sync_bar(self) -> None:
        bar = self.verticalScrollBar()
        self._is_settling = True
        bar.setPageStep(self._place.height)
        bar.setSingleStep(self._theme.look.px(40))
        bar.setRange(0, self._place.limit)
        bar.setValue(self._place.value)
        self._is_settling = False

    def _after_moving(self) -> None:
        """Say what is below, and look whether an end of the loaded part came near."""
        if self._follows_end and not self.pinned_item() and not self._timeline.has_newer:
            self._news = 0
            self.end_reached.emit()
        is_far = self._place.below > _FAR * self._place.height or self._timeline.has_newer
        self._pill.tell(self._news + self._timeline.arrived_below, is_far)
        room, pill = self.viewport().rect(), self._pill
        pill.move(room.center().x() - pill.width() // 2, room.bottom() - pill.height() - self._theme.look.px(8))
        self._paging.start()

    def _ask_for_more(self) -> None:
        screen = self._place.height
        if self._ends.wants_older(self._timeline, self._place.value, screen):
            self.older_wanted.emit()
        if self._ends.wants_newer(self._timeline, self._place.below, screen):
            self.newer_wanted.emit()

    def _restyle(self) -> None:
        anchors = self._place.anchors()
        self._laid = LaidOut(self._theme.look)
        self._place.set_margin(self._theme.look.px(_MARGIN))
        self._column.forget()
        self._settle(anchors[0])

    def _block(self, place: int) -> Block:
        return self._laid.block(self._column.items[place], self.viewport().width())

    def _measure(self, item: Item) -> int:
        return self._laid.block(item, self.viewport().width()).height + self._theme.look.px(GAP)

    def _guess(self, item: Item) -> int:
        return guess_height(self._theme.look, item, self.viewport().width()) + self._theme.look.px(GAP)
