"""Everything a new desk needs, the chats of today first: the log's own rows in another order.

Called by the snapshot route in a worker thread; reads in short pieces, so that it never holds the database for long. A
desk applies the rows with its ordinary projector, although they are not in order of ``seq``: facts from platforms commute,
decisions carry their own number, and what no conversation is named for comes early as a whole. Of each conversation the
newest rows come first, in their order, and once every chat has been sent that far the older ones, in theirs: the chat in
which most was ever said keeps no other waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from inbox.domain.ids import ConversationId
from inbox.hub import log
from inbox.hub.store import EPOCH, HubStore

FIRST = 200
"""Conversations sent before the rows of no conversation: what an agent sees without scrolling."""

NEWEST = 200
"""So many rows of a conversation come first, several screens of a chat; mostly that is all of it."""

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
        conversations: list[tuple[ConversationId, int]] = reader.db.execute_sql(
            "SELECT conversation, count(*) FROM log WHERE conversation IS NOT NULL AND seq <= ? "
            "GROUP BY conversation ORDER BY max(seq) DESC",
            (head,),
        ).fetchall()
    yield _ENCODER.encode(Header(seq=head, epoch=epoch, events=head)) + b"\n"
    older: list[tuple[ConversationId, int]] = []

    def newest(part: list[tuple[ConversationId, int]]) -> Iterator[bytes]:
        for conversation, rows in part:
            first = _first(store, conversation, head) if rows > NEWEST else 1
            if first > 1:
                older.append((conversation, first - 1))
            yield from _chunks(store, conversation, first - 1, head)

    yield from newest(conversations[:FIRST])
    yield from _chunks(store, None, 0, head)
    yield from _gathered(newest(conversations[FIRST:]))
    yield from _gathered(chunk for conversation, last in older for chunk in _chunks(store, conversation, 0, last))


def _first(store: HubStore, conversation: ConversationId, head: int) -> int:
    """Return from which ``seq`` on the rows of a long conversation come first: the newest, and what they took as read.

    Somebody who read up to a message has read everything that had come by then and stands above it. Neither must come
    behind the decision that says so, so what lies between that message and the decision are first rows too.
    """
    with store.reader() as reader:
        hub = reader.hub
        first, until = log.newest_of(hub, conversation, head, NEWEST), head
        while (read := min(log.read_marks(hub, conversation, first, until), default=first)) < first:
            first, until = read, first - 1
    return max(1, first)


def _gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Put small chunks together: most conversations are a line or two."""
    buffer: list[bytes] = []
    size = 0
    for chunk in chunks:
        buffer.append(chunk)
        size += len(chunk)
        if size >= _CHUNK_BYTES:
            yield b"".join(buffer)
            buffer, size = [], 0
    if buffer:
        yield b"".join(buffer)


def _chunks(store: HubStore, conversation: ConversationId | None, after: int, until: int) -> Iterator[bytes]:
    while True:
        with store.reader() as reader:
            rows = log.read_conversation(reader.hub, conversation, after, until, _PAGE)
        if rows:
            yield b"".join(log.serve(row) + b"\n" for row in rows)
        if len(rows) < _PAGE:
            return
        after = rows[-1][0]
