"""Turns stored deliveries into events: in order, each item once, nothing dropped.

Run by the writer, in transactions of its own, after deliveries are committed and until none is left. A delivery that our
decoder cannot digest becomes one ``platform.unknown`` and stays stored, so that a mended decoder can be run on it later.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from inbox.domain import times
from inbox.domain.events import Decoded, NewEvent, Told, UnknownBody
from inbox.hub.taking import NAMELESS, Hooks, Keyed, ObjectHook, StatusHook, Taking, keyed
from inbox.hub.transaction import Transaction
from inbox.store.state.database import is_storage_trouble

CURSOR = "decoded"
"""Where ``meta`` keeps the id of the last delivery that was decoded."""

_log = logging.getLogger("tresen.decode")


@dataclasses.dataclass(frozen=True)
class Decoder:
    """One platform's decoder: what a body says.

    ``tell`` gets the body and when it was received (RFC 3339), which is the time of items that have none of their own.
    ``channel`` is the phone number id that is configured; a delivery about another one is marked.
    """

    tell: Callable[[bytes, str], Told]
    channel: str | None = None


_T = TypeVar("_T")
Delivery = tuple[int, str, bytes | None, str]
"""A stored delivery: its number, platform, body (None once it was let go) and when it came."""


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
        self._hooks = Hooks(self.on_status, self.on_stripe, self.on_unknown)

    def __call__(self, tx: Transaction, limit: int) -> int:
        """Decode up to ``limit`` deliveries behind the cursor."""
        done = int(tx.hub.get_meta(CURSOR) or 0)
        rows: list[Delivery] = tx.db.execute_sql(
            "SELECT id, source, body, received_at FROM delivery WHERE id > ? ORDER BY id LIMIT ?", (done, limit)
        ).fetchall()
        if not rows:
            return 0
        try:
            with tx.savepoint():
                self._together(tx, rows)
        except Exception as error:  # something spoiled the batch; what it was shows when each goes alone
            if is_storage_trouble(error):
                raise
            for row in rows:
                self._alone(tx, row, partial(self._one_by_one, tx, row))
        tx.hub.set_meta(CURSOR, str(rows[-1][0]))
        return len(rows)

    def read_again(self, tx: Transaction, row: Delivery) -> list[Decoded]:
        """Read a stored delivery once more and take in what nobody could read before; return all that it tells."""
        return self._alone(tx, row, partial(self._once_more, tx, row), first_time=False) or []

    def _once_more(self, tx: Transaction, row: Delivery) -> list[Decoded]:
        told = self._read(tx, row)
        self._take(tx, [(row[0], keyed(item)) for item in told])
        return told

    def _together(self, tx: Transaction, rows: Sequence[Delivery]) -> None:
        self._take(tx, [(row[0], item) for row in rows for item in map(keyed, self._read(tx, row))])

    def _take(self, tx: Transaction, told: Sequence[tuple[int, Keyed]]) -> None:
        taking = Taking(tx, self._hooks, [item for _, item in told])
        _note_subjects(tx, [(subject, number) for number, item in told for subject in taking.take(item, number)])
        taking.end()

    def _one_by_one(self, tx: Transaction, row: Delivery) -> None:
        """Take the items of one delivery, each on its own, so that one that cannot be taken costs no other."""
        for item in self._read(tx, row):
            subjects = self._alone(tx, row, partial(_take_alone, tx, self._hooks, item, row[0]))
            _note_subjects(tx, [(subject, row[0]) for subject in ([NAMELESS] if subjects is None else subjects)])

    def _read(self, tx: Transaction, row: Delivery) -> list[Decoded]:
        """Return what a delivery tells; mask what is stored of it, and mark it if it is about another phone number."""
        number, source, raw, received = row
        if raw is None:
            return []
        decoder, body = self._decoders[source], bytes(raw)
        told = decoder.tell(body, received)
        if told.masked is not None:
            tx.db.execute_sql("UPDATE delivery SET body = ? WHERE id = ?", (told.masked, number))
        foreign = {item.channel: None for item in told.items if item.channel not in (None, decoder.channel)}
        if foreign and decoder.channel is not None:
            mark = f"channel {', '.join(map(str, foreign))}"
            tx.db.execute_sql("UPDATE delivery SET mark = ? WHERE id = ?", (mark, number))
        return told.items

    def _alone(self, tx: Transaction, row: Delivery, work: Callable[[], _T], *, first_time: bool = True) -> _T | None:
        """Do ``work``; when that fails undo it, and say in the log that something of the delivery could not be read."""
        try:
            with tx.savepoint():
                return work()
        except Exception as error:
            # Our bug must not stop what comes behind; the raw bytes stay for a mended decoder.
            if is_storage_trouble(error):
                raise
            number, source = row[:2]
            _log.exception("something in delivery %d of %s could not be decoded", number, source)
            if not first_time:
                return None
            unknown = UnknownBody(platform=source, what="undecodable", note=f"delivery {number}")
            tx.append([NewEvent("platform.unknown", source, times.to_text(tx.now), unknown, delivery=number)])
            return None


def _take_alone(tx: Transaction, hooks: Hooks, item: Decoded, number: int) -> list[str]:
    taking = Taking(tx, hooks)
    subjects = taking.take(keyed(item), number)
    taking.end()
    return subjects


def _note_subjects(tx: Transaction, pairs: Sequence[tuple[str, int]]) -> None:
    """Note whom deliveries are about beyond what the log's rows say."""
    if not pairs:
        return
    tx.db.cursor().executemany(
        "INSERT INTO delivery_subject (subject, delivery) VALUES (?, ?) ON CONFLICT DO NOTHING",
        list(dict.fromkeys(pairs)),
    )
