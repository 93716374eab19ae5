"""Rows of the timeline while a batch of events works on them.

Used by ``batch`` and the steps of the projector on the engine thread.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inbox.domain.order_numbers import order_numbers
from inbox.domain.refunds import LATE_CODE
from inbox.store.timeline.abouts import about
from inbox.store.timeline.asks import Asks, encoded, read_asks
from inbox.store.timeline.folding import fold, spelt_out
from inbox.store.timeline.rest import Rest
from inbox.store.timeline.schema import SEQ_MASK

MARKS = frozenset({"reaction", "edit", "revoke"})
"""Kinds of messages that are about another message and are shown there."""

ACTIVE_STATUSES = frozenset({"open", "waiting_customer", "waiting_money"})
"""Statuses of conversations somebody works on."""

MERGED = "merged"
"""Status of a chat that flowed into another; no view holds it."""

_LINE_LENGTH = 160


class EntryRow(msgspec.Struct):
    """A row of ``entry``; what follows on ``rest`` is the batch's own, ``indexed`` the text the word index holds for it."""

    id: int
    key: str
    chat: int
    origin: int
    seq: int
    kind: str
    direction: str
    money: bool
    shown: bool
    text: str | None
    status: str | None
    actor: str | None
    action: str | None
    target: str | None
    rest: Rest
    is_new: bool = True
    indexed: str = ""
    asked: bool = False
    """What ``asks`` was when the row was last read or written."""
    stood: tuple[object, ...] = ()
    """What other indexes held of it then."""

    @property
    def asks(self) -> bool:
        """True for what could need an act."""
        if self.money or self.kind in ("refund", "submit_evidence") or self.rest.code == LATE_CODE:
            return True
        if self.direction != "in" or self.rest.revoked or self.kind in MARKS:
            return False
        return self.rest.cart is not None or bool(order_numbers(self.text))

    @property
    def about(self) -> tuple[int, str]:
        """How many things a message without words is about, and which."""
        return about(self.kind, self.rest)

    @property
    def is_message(self) -> bool:
        """True for what was sent or received at WhatsApp."""
        return self.direction != ""

    def searchable(self) -> str:
        """Return all text under which the row is found; empty for what is not looked for."""
        rest = self.rest
        if rest.terms is not None:
            return rest.terms
        if not self.shown or rest.revoked:
            return ""
        more = [line.sku for line in rest.cart.lines] if rest.cart else []
        if rest.media is not None and rest.media.filename:
            more.append(rest.media.filename)
        return " ".join((self.text or "", *more)) if more else self.text or ""


def line(entry: int, key: str, chat: int, origin: int, seq: int, kind: str) -> EntryRow:
    """Return a new row that is shown and says nothing yet."""
    return EntryRow(entry, key, chat, origin, seq, kind, "", False, True, None, None, None, None, None, Rest())


class ChatRow(msgspec.Struct):
    """A row of ``chat``."""

    num: int
    conversation: str
    name: str = ""
    folded: str = ""
    handles: str = ""
    last: int = 0
    last_kind: str = ""
    last_direction: str = ""
    last_line: str = ""
    last_pieces: int = 0
    last_about: str = ""
    last_status: str = ""
    last_actor: str = ""
    last_action: str = ""
    last_out: int = 0
    waits: int = 0
    unread: int = 0
    read_seq: int = 0
    answered: int = 0
    window_end: int = 0
    status: str = "open"
    active: bool = True
    parked: bool = False
    snoozed_until: int = 0
    assignee: str = ""
    blocked: bool = False
    asks: str = ""
    approves: bool = False
    troubled: bool = False
    disputed: bool = False
    due: int = 0
    stake: int = 0
    urgent: int = 0
    is_new: bool = True

    def views(self) -> tuple[str, ...]:
        """Return the names of the views this chat is in, as the counters call them."""
        if self.status == MERGED:
            return ()
        flags = {"asks:approve": self.approves, "asks:trouble": self.troubled, "asks:dispute": self.disputed}
        found = [f"status:{self.status}", *(name for name, is_set in flags.items() if is_set)]
        return (*found, "all", f"assignee:{self.assignee}") if self.active else tuple(found)

    def show(
        self,
        last: int,
        kind: str,
        direction: str,
        text: str | None,
        status: str | None,
        actor: str | None,
        action: str | None,
        about: tuple[int, str] = (0, ""),
    ) -> None:
        """Show a message as the chat's newest."""
        self.last_pieces, self.last_about = about
        self.last, self.last_kind, self.last_direction, self.last_status = last, kind, direction, status or ""
        self.last_actor, self.last_action = actor or "", action or ""
        self.last_line = " ".join((text or "")[: 2 * _LINE_LENGTH].split())[:_LINE_LENGTH]

    def take_turn(self, entry: int, direction: str) -> bool:
        """Count a message (row id) for whose turn it is; False when that is not known without looking at the others."""
        if direction == "in":
            if entry > self.last_out and not 0 < self.waits < entry:
                self.waits = entry
            return True
        if entry <= self.last_out:
            return True
        self.last_out = entry
        if not 0 < self.waits < entry:
            return True
        self.waits = 0
        # Where something newer is here already, the customer may have written again.
        return entry >= self.last

    def add_handles(self, keys: Iterable[str]) -> bool:
        """Add keys of the person; True when there was a new one."""
        known = set(self.handles.split())
        if known.issuperset(keys):
            return False
        self.handles = " ".join(sorted(known.union(keys)))
        return True

    def set_status(self, status: str) -> None:
        """Take a status and put the chat into the views that go with it."""
        self.status = status
        self.active = status in ACTIVE_STATUSES
        self.parked = status not in ("open", MERGED)
        self.look_for_trouble()

    def take_asks(self, asks: Asks) -> bool:
        """Take what needs an act; True when that is news."""
        text = encoded(asks)
        if text == self.asks:
            return False
        self.asks, self.approves, self.disputed = text, bool(asks.to_approve), asks.is_disputed
        self.due = asks.due
        self.look_for_trouble()
        return True

    def look_for_trouble(self) -> None:
        """Say whether a refund needs somebody: until another one went through, or the team has put the chat away."""
        asks = read_asks(self.asks)
        needs_somebody = asks.refund_failed or asks.refund_unknown or asks.refund_late
        self.troubled = needs_somebody and self.status not in ("resolved", MERGED)
        self.urgent = asks.urgent if self.active else 0
        # What nobody works on any more has no money at risk, but where somebody must all the same.
        is_seen = self.active or self.approves or self.troubled or self.disputed
        self.stake = asks.stake if is_seen else 0


def names(name: str, handles: str) -> frozenset[str]:
    """Return every text under which a person is found: the name in its forms, and each key.

    Any part of a text is found, so WhatsApp's digits need no row beside the phone number they are in.
    """
    spelt = (fold(name), spelt_out(name)) if name else ()
    keys = set(handles.split())
    return frozenset((*spelt, *(key for key in keys if f"+{key}" not in keys)))


def seq_of(entry: int) -> int:
    """Return the number of the event that made the row with this id."""
    return entry & SEQ_MASK
