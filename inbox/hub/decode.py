"""Turns stored deliveries into events: in order, each item once, nothing dropped.

Run by the writer, in transactions of its own, after deliveries are committed and until none is left. A delivery that our
decoder cannot digest becomes one ``platform.unknown`` and stays stored, so that a mended decoder can be run on it later.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import msgspec

from inbox.domain import times
from inbox.domain.events import Decoded, MessageBody, NewEvent, StatusBody, UnknownBody
from inbox.domain.ids import ConversationId
from inbox.hub import people, refs
from inbox.hub.transaction import Transaction
from inbox.store.state import identity, ownership
from inbox.store.state.database import is_storage_trouble
from inbox.store.state.mirror import ObjectBody

CURSOR = "decoded"
"""Where ``meta`` keeps the id of the last delivery that was decoded."""

NAMELESS = "?"
"""Subject of deliveries that name no conversation: they are searched word by word when a person is erased."""

_HASH_BYTES = 16

_log = logging.getLogger("tresen.decode")


@dataclasses.dataclass(frozen=True)
class Decoder:
    """One platform's decoder: what a body says, and the body with card numbers masked (None when it has none).

    ``decode`` gets the body and when it was received (RFC 3339), which is the time of items that have none of their own.
    ``channel`` is the phone number id that is configured; a delivery about another one is marked.
    """

    decode: Callable[[bytes, str], list[Decoded]]
    masked: Callable[[bytes], bytes | None]
    channel: str | None = None


StatusHook = Callable[[Transaction, StatusBody], None]
ObjectHook = Callable[[Transaction, Decoded], None]
_T = TypeVar("_T")
_Delivery = tuple[int, str, bytes | None, str]


class DecodeStep:
    """Called with a transaction and how many deliveries to take; returns how many it took."""

    def __init__(self, decoders: Mapping[str, Decoder]) -> None:
        self._decoders = decoders
        self.on_status: list[StatusHook] = []
        """Called in the same transaction after each ``message.status``."""
        self.on_stripe: list[ObjectHook] = []
        """Called in the same transaction after each event about a Stripe object."""
        self.on_unknown: list[ObjectHook] = []
        """Called in the same transaction after each item that is kept and skipped (``platform.unknown``)."""

    def __call__(self, tx: Transaction, limit: int) -> int:
        """Decode up to ``limit`` deliveries behind the cursor."""
        done = int(tx.hub.get_meta(CURSOR) or 0)
        rows: list[_Delivery] = tx.db.execute_sql(
            "SELECT id, source, body, received_at FROM delivery WHERE id > ? ORDER BY id LIMIT ?", (done, limit)
        ).fetchall()
        if not rows:
            return 0
        try:
            with tx.savepoint():
                self._deliveries(tx, rows, self._item)
        except Exception as error:  # something spoiled the batch; what it was shows when each goes alone
            if is_storage_trouble(error):
                raise
            for row in rows:
                self._alone(tx, row[0], row[1], partial(self._deliveries, tx, [row], self._item_alone))
        tx.hub.set_meta(CURSOR, str(rows[-1][0]))
        return len(rows)

    def _deliveries(
        self, tx: Transaction, rows: Sequence[_Delivery], take: Callable[[Transaction, Decoded, int], list[str]]
    ) -> None:
        subjects: dict[tuple[str, int], None] = {}
        for number, source, raw, received in rows:
            if raw is None:
                continue
            decoder, body = self._decoders[source], bytes(raw)
            foreign: dict[str, None] = {}
            for item in decoder.decode(body, received):
                subjects |= dict.fromkeys((subject, number) for subject in take(tx, item, number))
                if item.channel is not None and decoder.channel is not None and item.channel != decoder.channel:
                    foreign.setdefault(item.channel)
            masked = decoder.masked(body)
            if masked is not None:
                tx.db.execute_sql("UPDATE delivery SET body = ? WHERE id = ?", (masked, number))
            if foreign:
                mark = f"channel {', '.join(foreign)}"
                tx.db.execute_sql("UPDATE delivery SET mark = ? WHERE id = ?", (mark, number))
        tx.db.cursor().executemany(
            "INSERT INTO delivery_subject (subject, delivery) VALUES (?, ?) ON CONFLICT DO NOTHING", list(subjects)
        )

    def _alone(self, tx: Transaction, number: int, source: str, work: Callable[[], _T]) -> _T | None:
        """Do ``work``; when that fails undo it, and say in the log that something of the delivery could not be read."""
        try:
            with tx.savepoint():
                return work()
        except Exception as error:
            # Our bug must not stop what comes behind; the raw bytes stay for a mended decoder.
            if is_storage_trouble(error):
                raise
            _log.exception("something in delivery %d of %s could not be decoded", number, source)
            unknown = UnknownBody(platform=source, what="undecodable", note=f"delivery {number}")
            tx.append([NewEvent("platform.unknown", source, times.to_text(tx.now), unknown)])
            return None

    def _item_alone(self, tx: Transaction, item: Decoded, number: int) -> list[str]:
        return self._alone(tx, number, item.actor, partial(self._item, tx, item, number)) or [NAMELESS]

    def _item(self, tx: Transaction, item: Decoded, number: int) -> list[str]:
        """Append one item unless it was seen before, and return whom it is about."""
        key = hashlib.blake2b(
            f"{item.actor}\n{item.dedup}".encode("utf-8", "replace"), digest_size=_HASH_BYTES
        ).digest()
        seen = tx.db.execute_sql("SELECT conversation FROM seen_item WHERE hash = ?", (key,)).fetchone()
        if seen is not None:
            return _subjects(item, seen[0])
        conversation = _conversation_of(tx, item)
        tx.append([NewEvent(item.type, item.actor, item.at, item.body, conversation)])
        tx.db.execute_sql("INSERT INTO seen_item (hash, conversation) VALUES (?, ?)", (key, conversation))
        self._tell(tx, item)
        return _subjects(item, conversation)

    def _tell(self, tx: Transaction, item: Decoded) -> None:
        if isinstance(item.body, StatusBody):
            for heard in self.on_status:
                heard(tx, item.body)
        elif isinstance(item.body, ObjectBody):
            for learned in self.on_stripe:
                learned(tx, item)
        elif isinstance(item.body, UnknownBody):
            for noticed in self.on_unknown:
                noticed(tx, item)


def _subjects(item: Decoded, conversation: str | None) -> list[str]:
    if isinstance(item.body, ObjectBody):
        return [item.body.object.id, conversation or NAMELESS]
    if conversation is None and isinstance(item.body, StatusBody):
        return [item.body.message_id, NAMELESS]
    return [conversation or NAMELESS]


def _conversation_of(tx: Transaction, item: Decoded) -> ConversationId | None:
    body: msgspec.Struct = item.body
    match body:
        case MessageBody():
            return people.of_message(tx, body.message, item.contact or body.contact, item.at)
        case StatusBody():
            return _of_status(tx, item, body)
        case _ if isinstance(body, ObjectBody):
            return _named(tx, item.conversation) or ownership.owner_of(tx.state, body.object)
        case _:
            return _named(tx, item.conversation) or (identity.resolve(tx.state, item.contact) if item.contact else None)


def _of_status(tx: Transaction, item: Decoded, body: StatusBody) -> ConversationId | None:
    """A receipt belongs where its message does; one that came first goes to its contact, if that person is known."""
    known = refs.get(tx.hub, body.message_id)
    if known is not None and known.conversation is not None:
        return identity.root(tx.state, known.conversation)
    contact = item.contact or body.contact
    return None if contact is None else identity.resolve(tx.state, contact)


def _named(tx: Transaction, conversation: ConversationId | None) -> ConversationId | None:
    """Return a conversation that an object's metadata names, when there is such a one here."""
    if conversation is None:
        return None
    owner = identity.root(tx.state, conversation)
    return owner if identity.known(tx.state, owner) else None
