"""Everything a new desk needs, the chats of today first: the log's own rows in another order.

Called by the snapshot route in a worker thread; reads in short pieces, so that it never holds the database for long. A
desk applies the rows with its ordinary projector, although they are not in order of ``seq``: facts from platforms commute,
the decisions about one conversation come in order, and what no conversation is named for comes early as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from inbox.domain.ids import ConversationId
from inbox.hub import log
from inbox.hub.store import EPOCH, HubStore

FIRST = 200
"""Conversations sent before the rows of no conversation: what an agent sees without scrolling."""

_PAGE = 500
_CHUNK_BYTES = 64 * 1024
_ENCODER = msgspec.json.Encoder()


class Header(msgspec.Struct, frozen=True):
    """The first line: the snapshot is the log up to ``seq``; ``events`` lines follow, then ``events?after=<seq>``."""

    seq: int
    epoch: str
    events: int


def lines(store: HubStore) -> Iterator[bytes]:
    """Yield the snapshot as NDJSON in pieces of some 64 KiB, each of whole lines."""
    with store.reader() as reader:
        head = log.head(reader.hub)
        epoch = reader.hub.get_meta(EPOCH) or ""
        # Over the index only; in recency of their newest row.
        conversations: list[ConversationId] = [
            row[0]
            for row in reader.db.execute_sql(
                "SELECT conversation FROM log WHERE conversation IS NOT NULL AND seq <= ? "
                "GROUP BY conversation ORDER BY max(seq) DESC",
                (head,),
            )
        ]
    yield _ENCODER.encode(Header(seq=head, epoch=epoch, events=head)) + b"\n"
    for recent in conversations[:FIRST]:
        yield from _chunks(store, recent, head)
    yield from _chunks(store, None, head)
    buffer: list[bytes] = []
    size = 0
    for older in conversations[FIRST:]:
        for chunk in _chunks(store, older, head):
            buffer.append(chunk)
            size += len(chunk)
        if size >= _CHUNK_BYTES:
            yield b"".join(buffer)
            buffer, size = [], 0
    if buffer:
        yield b"".join(buffer)


def _chunks(store: HubStore, conversation: ConversationId | None, until: int) -> Iterator[bytes]:
    after = 0
    while True:
        with store.reader() as reader:
            rows = log.read_conversation(reader.hub, conversation, after, until, _PAGE)
        if rows:
            yield b"".join(log.serve(row) + b"\n" for row in rows)
        if len(rows) < _PAGE:
            return
        after = rows[-1][0]
