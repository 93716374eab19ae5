"""The replies kept ready that a shop wrote, changed or dropped, as the log last told of them.

Written by ``projection``; read by the composer and the page of replies of a desk. Decisions of the hub: the later one is
the truth.
"""

from __future__ import annotations

import msgspec

from inbox.domain.events import ReplyBody
from inbox.domain.replies import Own, Reply
from inbox.store.state.changes import NONE, Changes
from inbox.store.state.schema import StateTables

CHANGED = "replies"
"""The flag of ``Changes`` that says so."""

_DECODER = msgspec.json.Decoder(Reply)
_ENCODER = msgspec.json.Encoder()
_WRITE = """
INSERT INTO reply (id, body, is_dropped, seq) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET is_dropped = excluded.is_dropped, seq = excluded.seq,
body = CASE WHEN excluded.is_dropped THEN reply.body ELSE excluded.body END
WHERE excluded.seq > reply.seq
"""


def project(tables: StateTables, seq: int, body: ReplyBody) -> Changes:
    """Keep what the event ``seq`` says of a reply, unless a later one is known."""
    kept = None if body.reply is None else _ENCODER.encode(body.reply)
    cursor = tables.db.execute_sql(_WRITE, (body.id, kept, body.dropped, seq))
    return Changes(flags=frozenset((CHANGED,))) if cursor.rowcount else NONE


def own(tables: StateTables) -> dict[str, Own]:
    """Return what the shop made of its replies, by id, the longest untouched first; a shop has some hundreds at most."""
    rows = tables.db.execute_sql("SELECT id, body, is_dropped FROM reply ORDER BY seq").fetchall()
    return {name: Own(None if body is None else _DECODER.decode(body), bool(is_dropped)) for name, body, is_dropped in rows}
