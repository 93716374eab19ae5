"""Reads stored deliveries of WhatsApp once more after a decoder was mended, as far back as they are kept.

A job on the hub's upkeep thread, page by page through the log and once for each edition of the decoders. A message that
reads differently now is told again as ``message.corrected`` under its own id; an item that nobody could read is taken in
as what it is. Whatever reads as before says nothing.
"""

from __future__ import annotations

import logging

import msgspec

from inbox.domain import times
from inbox.domain.events import MessageBody, NewEvent, decode_body
from inbox.domain.ids import ConversationId, MessageId
from inbox.domain.messages import Message
from inbox.hub.decode import DecodeStep
from inbox.hub.taking import named
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing

EDITION = 2
"""Of the decoders, to be raised with every mend by which they read something else out of the same bytes.

2: imported history is whose its sender is, also where a message names its receiver.
"""

READ_AS = "decoder-edition"
"""Where ``meta`` keeps which edition has read all that is kept."""
CURSOR = "redecoded"
"""Where ``meta`` keeps up to which ``seq`` deliveries were read again."""

_PAGE = 50
_PAUSE_SECONDS = 0.05
"""Between two pages, so that what comes in meanwhile has the writer to itself."""
_DONE_SECONDS = 86_400.0
_TOLD = ("message.received", "message.echoed", "platform.unknown")
_CORRECTED = "message.corrected"

_log = logging.getLogger("tresen.decode")


class _Reading(msgspec.Struct, frozen=True):
    """What the messages of a delivery say, as they are read now."""

    delivery: int
    messages: dict[MessageId, MessageBody]


class Redecode:
    """The job; ``edition`` is that of the decoders in ``decoding``."""

    def __init__(self, writer: Writing, decoding: DecodeStep, edition: int = EDITION) -> None:
        self._writer = writer
        self._decoding = decoding
        self._edition = edition
        self._open: _Reading | None = None
        """The delivery in whose midst the last page ended: imported history comes in deliveries of thousands."""

    def run(self) -> float:
        """Read a page again where that is still to be done; return the seconds until the next round."""
        known, self._open = self._open, None
        more, self._open = self._writer.run(lambda tx: self._page(tx, known))
        return _PAUSE_SECONDS if more else _DONE_SECONDS

    def _page(self, tx: Transaction, known: _Reading | None) -> tuple[bool, _Reading | None]:
        """Take one page of the log; tell whether there may be more, and what was read of the delivery that came last."""
        if int(tx.hub.get_meta(READ_AS) or 1) >= self._edition:
            return False, None
        after = int(tx.hub.get_meta(CURSOR) or 0)
        rows: list[tuple[int, int | None]] = tx.db.execute_sql(
            "SELECT seq, CASE WHEN actor = 'whatsapp' AND type IN (?, ?, ?) THEN delivery END FROM log WHERE seq > ?"
            " ORDER BY seq LIMIT ?",
            (*_TOLD, after, _PAGE),
        ).fetchall()
        if not rows:
            tx.hub.set_meta(READ_AS, str(self._edition))
            tx.hub.set_meta(CURSOR, "0")
            return False, None
        first, last = rows[0][0], rows[-1][0]
        before = tx.appended
        for number in dict.fromkeys(delivery for _, delivery in rows if delivery is not None):
            if known is None or known.delivery != number:
                known = self._read(tx, number)
            self._compare(tx, known, first, last)
        mended = tx.appended - before
        if mended:
            _log.info("%d items of stored deliveries read otherwise than before", mended)
        tx.hub.set_meta(CURSOR, str(last))
        return True, known

    def _read(self, tx: Transaction, delivery: int) -> _Reading:
        """Read a delivery again and take in what nobody could read; nothing is in it once its body was let go."""
        row = tx.db.execute_sql(
            "SELECT id, source, body, received_at FROM delivery WHERE id = ? AND body IS NOT NULL", (delivery,)
        ).fetchone()
        told = [] if row is None else self._decoding.read_again(tx, row)
        return _Reading(delivery, {item.body.message.id: item.body for item in told if isinstance(item.body, MessageBody)})

    def _compare(self, tx: Transaction, read: _Reading, first: int, last: int) -> None:
        """Tell again what of a delivery's rows from ``first`` to ``last`` reads otherwise now."""
        if not read.messages:
            return
        delivery = read.delivery
        for seq, kind, conversation, body in tx.db.execute_sql(
            "SELECT seq, type, conversation, body FROM log WHERE seq BETWEEN ? AND ? AND delivery = ? AND body IS NOT NULL"
            " ORDER BY seq",
            (first, last, delivery),
        ).fetchall():
            said = decode_body(kind, bytes(body))
            mended = read.messages.get(said.message.id) if isinstance(said, MessageBody) and kind in _TOLD else None
            if mended is not None and isinstance(said, MessageBody):
                self._correct(tx, ConversationId(conversation), delivery, seq, said, mended)

    def _correct(
        self, tx: Transaction, conversation: ConversationId, delivery: int, seq: int, said: MessageBody, mended: MessageBody
    ) -> None:
        """Tell a message again if it reads otherwise than the newest that was said of it."""
        if said.message.masked:
            # What is kept was masked when it came, so that it no longer shows that there was something to mask.
            mended = msgspec.structs.replace(mended, message=msgspec.structs.replace(mended.message, masked=True))
        now = _comparable(mended.message)
        if _comparable(said.message) == now:
            return
        for (body,) in tx.db.execute_sql(
            "SELECT body FROM log WHERE conversation = ? AND seq > ? AND type = ? AND delivery = ? AND body IS NOT NULL"
            " ORDER BY seq DESC",
            (conversation, seq, _CORRECTED, delivery),
        ).fetchall():
            later = decode_body(_CORRECTED, bytes(body))
            if isinstance(later, MessageBody) and later.message.id == said.message.id:
                if _comparable(later.message) == now:
                    return
                break
        # Quiet: it is old, so it rings no bell, opens no window and takes no chat up again.
        corrected = msgspec.structs.replace(named(mended), quiet=True)
        at = times.to_text(tx.now)
        tx.append([NewEvent(_CORRECTED, "hub", at, corrected, conversation, delivery)])


def _comparable(said: Message) -> tuple[MessageId, bytes]:
    """Return what a message says as bytes, without the names of its file, which no decoder gives."""
    file = said.media
    bare = said if file is None else msgspec.structs.replace(said, media=msgspec.structs.replace(file, id=None))
    return said.id, msgspec.json.encode(bare)
