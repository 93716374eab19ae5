"""Going to a place of the open chat: a date, a quoted message, a payment, the first unread line. GUI thread only.

A place is found in one step by its row, however far up it is; the part of the chat around it then takes the place of what
was loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from inbox.desk.ports import PAGE, EntryView
from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Checkout, Payment
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.timeline import Timeline

_SEQ_BITS = 30
"""Bits of a row id below its second (ARCHITECTURE section 3.4)."""


class Part(msgspec.Struct, frozen=True):
    """Loaded lines, oldest first, and whether there may be more at either end."""

    entries: list[EntryView]
    has_older: bool
    has_newer: bool


class Loaded(Protocol):
    """The open chat, of which a part is loaded."""

    state: Timeline

    @property
    def conversation(self) -> ConversationId | None:
        """The open chat."""
        ...

    @property
    def entries(self) -> list[EntryView]:
        """The loaded lines, oldest first."""
        ...

    @property
    def unread_row(self) -> int | None:
        """The first line nobody had read when the chat was opened."""
        ...

    def load(self, part: Part) -> None:
        """Show another part."""
        ...

    def newest(self) -> None:
        """Load the newest page."""
        ...


class Jumps(QObject):
    """``arrived`` names the item that is to be brought on screen; it is loaded by then."""

    arrived = Signal(str)

    def __init__(self, desk: Desk, chat: Loaded, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chat = chat

    @property
    def first_day(self) -> date | None:
        """The day of the oldest line of the open chat; None without a chat or a line."""
        which = self._chat.conversation
        row = None if which is None else self._desk.reads.message_at(which, times.EPOCH)
        return None if row is None else self._desk.moments.day(times.from_unix(row >> _SEQ_BITS))

    def to_line(self, key: str) -> bool:
        """Go to a message or a Stripe object of the open chat; False when this chat has no such line."""
        which = self._chat.conversation
        if which is None:
            return False
        if self._shown_by(key) is None:
            found = next(iter(self._desk.reads.entries([key])), None)
            part = None if found is None else self._around(which, found.id)
            if part is None or all(entry.key != key for entry in part.entries):
                return False
            self._chat.load(part)
        return self._arrive(self._shown_by(key))

    def to_day(self, day: date) -> bool:
        """Go to the first line of a day, or of the next one with a line; to the newest when there is none since."""
        which = self._chat.conversation
        if which is None:
            return False
        row = self._desk.reads.message_at(which, self._desk.moments.begins(day))
        if row is None:
            self._chat.newest()
            return self._arrive(self._chat.state.items[-1].id if self._chat.state.items else None)
        return self._to_row(which, row)

    def to_first_unread(self) -> bool:
        """Go to the line under which everything was new when the chat was opened; False when nothing was."""
        which, row = self._chat.conversation, self._chat.unread_row
        return which is not None and row is not None and self._to_row(which, row)

    def _to_row(self, which: ConversationId, row: int) -> bool:
        entries = self._chat.entries
        if not entries or row < entries[0].id or row > entries[-1].id:
            self._chat.load(self._around(which, row))
        following = (self._shown_by(entry.key) for entry in self._chat.entries if entry.id >= row)
        return self._arrive(next((item for item in following if item is not None), None))

    def _around(self, which: ConversationId, row: int) -> Part:
        """Return the page before a row and the one from the row on."""
        reads = self._desk.reads
        older, newer = reads.conversation(which, before=row), reads.conversation(which, after=row - 1)
        return Part([*older, *newer], len(older) == PAGE, len(newer) == PAGE)

    def _shown_by(self, key: str) -> str | None:
        """Return the item that tells of a line: its own, or that of the request it came of; None when neither is here."""
        ids = {item.id for item in self._chat.state.items}
        return key if key in ids else next((each for each in _tellers(self._chat.entries, key) if each in ids), None)

    def _arrive(self, item: str | None) -> bool:
        if item is not None:
            self.arrived.emit(item)
        return item is not None


def _tellers(entries: Sequence[EntryView], key: str) -> Iterator[str]:
    """Yield the lines that tell of another one in its place: the request that a payment or a session came of."""
    for entry in entries:
        said = entry.object
        if isinstance(said, Checkout) and key in (said.payment, said.id):
            yield entry.key
            if said.link is not None:
                yield said.link


def told_elsewhere(entries: list[EntryView]) -> set[str]:
    """Return the lines another line already tells of.

    These are the session and the payment of a request, the message of a link, and the page of the web shop on which
    something was paid, which nobody here has sent.
    """
    requests = {entry.object.id for entry in entries if isinstance(entry.object, Checkout)}
    if not requests:
        return set()
    payments = {entry.object.id for entry in entries if isinstance(entry.object, Payment)}
    hidden = set[str]()
    for entry in entries:
        said = entry.object
        if entry.kind == "cta_url" and (entry.extra or {}).get("request") in requests:
            hidden.add(entry.key)
        if not isinstance(said, Checkout):
            continue
        is_of_the_shop = said.kind == "session" and said.action is None and said.link is None and entry.sent_in is None
        if said.link in requests or (is_of_the_shop and said.payment in payments):
            hidden.add(entry.key)
        elif said.payment is not None and said.status == "paid":
            hidden.add(said.payment)
    return hidden
