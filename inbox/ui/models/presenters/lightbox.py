"""Which picture of the open chat is shown whole, and which are before and behind it. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from inbox.domain import times
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.spoken import readable
from inbox.ui.models.states.lightbox import LightboxState
from inbox.ui.models.timeline import Bubble, MediaKind

translate = QCoreApplication.translate

_SHOWN = frozenset({MediaKind.IMAGE, MediaKind.STICKER})


class LightboxPresenter(QObject):
    """``state`` is None while nothing is shown. It goes with its message: an erased one is not shown any longer."""

    changed = Signal()

    def __init__(self, desk: Desk, chat: ChatPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chat = chat
        self._item = ""
        self.state: LightboxState | None = None
        chat.changed.connect(self._show)

    def open(self, item: str) -> None:
        """Show the picture of a message."""
        self._item = item
        self._show()

    def step(self, by: int) -> None:
        """Show the next picture of the chat, or the one before; at either end nothing happens."""
        ids = [bubble.id for bubble in self._pictures()]
        if self._item in ids and 0 <= ids.index(self._item) + by < len(ids):
            self.open(ids[ids.index(self._item) + by])

    def close(self) -> None:
        """Show no picture."""
        self._item = ""
        self._show()

    def _pictures(self) -> list[Bubble]:
        return [
            item
            for item in self._chat.state.items
            if isinstance(item, Bubble) and item.media is not None and item.media.kind in _SHOWN and item.media.key
        ]

    def _show(self) -> None:
        state = self._state() if self._item else None
        if state is None:
            self._item = ""
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _state(self) -> LightboxState | None:
        pictures = self._pictures()
        place = next((place for place, bubble in enumerate(pictures) if bubble.id == self._item), None)
        if place is None:
            return None
        bubble = pictures[place]
        assert bubble.media is not None
        title, detail = self._whose(bubble), self._when(bubble)
        caption = readable(bubble.text)
        words = translate("Lightbox", "Picture {place} of {count}").format(place=place + 1, count=len(pictures))
        return LightboxState(
            item=bubble.id,
            key=bubble.media.key,
            title=title,
            detail=detail,
            caption=caption,
            spoken=", ".join(part for part in (words, title, detail, caption) if part),
            place=place + 1,
            count=len(pictures),
        )

    def _whose(self, bubble: Bubble) -> str:
        if bubble.is_mine:
            return bubble.sender or translate("Timeline", "You")
        which = self._chat.conversation
        chat = next(iter(self._desk.reads.chats([which])), None) if which is not None else None
        return wording.shown_name("" if chat is None else chat.name)

    def _when(self, bubble: Bubble) -> str:
        entry = self._chat.entry(bubble.id)
        if entry is None:
            return bubble.time
        at, moments = times.from_text(entry.at), self._desk.moments
        return f"{moments.long_day(moments.day(at), moments.day(self._desk.clock.now()))} {moments.clock(at)}"
