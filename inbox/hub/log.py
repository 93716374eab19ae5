"""The log: rows written in one order, read back as they are served, and the chain that shows they were not changed.

``seq`` is the head plus the row's number, taken inside the append lock, so that it has no gaps even when several processes
append. Writing happens only in ``Transaction.append``; reading on any thread with a reader's tables. A row's digest covers
salt and body, the chain covers digests, so that erasing a person (body and salt become null) leaves every digest true.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec
import peewee

from inbox.domain.events import VERSION, ContactBody, ConversationBody, Event, NewEvent, StatusBody, encode_body
from inbox.domain.ids import ConversationId
from inbox.domain.ports import Ids
from inbox.hub.tables import HubTables
from inbox.store.state import identity
from inbox.store.state.identity import PersonKey
from inbox.store.state.mirror import ObjectBody

Upcast = Callable[[bytes], bytes]
UPCASTS: Mapping[tuple[str, int], Upcast] = {}
"""How the body of a type at an older version becomes one of the next; rows themselves are never rewritten."""

GENESIS = bytes(32)
"""The chain before the first row."""

_LISTED = "book:"
LISTED_RANGE = (_LISTED, "book;")
"""The first such subject there can be, and the first behind all of them."""

_NULL = msgspec.Raw(b"null")
_READ = msgspec.json.Decoder(ConversationBody)
_ENCODER = msgspec.json.Encoder()
_SALT_BYTES = 16
_VERIFY_PAGE = 2000
_INSERT = (
    "INSERT INTO log (seq, at, v, type, actor, conversation, subject, delivery, body, salt, digest, chain) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SERVED = "seq, at, v, type, actor, conversation, body"
Row = tuple[int, str, int, str, str, str | None, bytes | None]
"""The columns that are served."""


class Head(msgspec.Struct, frozen=True):
    """The newest row: its number and the chain up to it."""

    seq: int = 0
    chain: bytes = GENESIS


class ChainReport(msgspec.Struct, frozen=True):
    """What checking the chain found. ``broken_at`` is the first ``seq`` that does not fit, None when all is well.

    ``chain`` (hex) stands for the whole log up to ``rows``: noted elsewhere, it shows later that no rows were cut off.
    """

    rows: int
    erased: int
    chain: str
    broken_at: int | None = None
    reason: str | None = None


def read_head(db: peewee.SqliteDatabase) -> Head:
    """Return the newest row; inside the append lock when somebody is about to append."""
    row = db.execute_sql("SELECT seq, chain FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    return Head() if row is None else Head(row[0], bytes(row[1]))


def head(hub: HubTables) -> int:
    """Return the newest ``seq``, 0 for an empty log."""
    return read_head(hub.db).seq


def write(db: peewee.SqliteDatabase, ids: Ids, last: Head, events: Sequence[NewEvent]) -> tuple[list[Event], Head]:
    """Write ``events`` behind ``last`` and return them as served, with the new head. Only ``Transaction`` calls this."""
    rows: list[tuple[int, str, int, str, str, str | None, str | None, int | None, bytes, str, bytes, bytes]] = []
    written: list[Event] = []
    seq, chain = last.seq, last.chain
    for event in events:
        seq += 1
        body = encode_body(event.body)
        salt = ids.token(_SALT_BYTES)
        digest = _digest(salt, body)
        chain = _link(chain, seq, event.at, VERSION, event.type, event.actor, event.conversation, digest)
        row = (seq, event.at, VERSION, event.type, event.actor, event.conversation, _subject(event), event.delivery)
        rows.append((*row, body, salt, digest, chain))
        written.append(Event(seq, event.at, VERSION, event.type, event.actor, event.conversation, msgspec.Raw(body)))
    if len(rows) == 1:
        db.execute_sql(_INSERT, rows[0])
    else:
        db.cursor().executemany(_INSERT, rows)
    return written, Head(seq, chain)


def _subject(event: NewEvent) -> str | None:
    if isinstance(event.body, ObjectBody):
        return event.body.object.id
    if event.conversation is not None:
        return None
    if isinstance(event.body, StatusBody):
        return event.body.message_id
    if isinstance(event.body, ContactBody):
        return next((listed(key) for key in identity.keys_of(event.body.contact)), None)
    return None


def listed(key: PersonKey) -> str:
    """Return the subject of lines of the address book that name ``key`` first and nobody known."""
    return f"{_LISTED}{key.kind}:{key.value}"


def _digest(salt: str, body: bytes) -> bytes:
    return hashlib.sha256(salt.encode() + body).digest()


def _link(
    chain: bytes, seq: int, at: str, v: int, kind: str, actor: str, conversation: str | None, digest: bytes
) -> bytes:
    outside = f"\n{seq}\n{at}\n{v}\n{kind}\n{actor}\n{conversation or ''}\n".encode()
    return hashlib.sha256(chain + outside + digest).digest()


def read_events(hub: HubTables, after: int, limit: int) -> list[bytes]:
    """Return up to ``limit`` events behind ``after`` as the JSON that is served, in order."""
    rows = hub.db.execute_sql(f"SELECT {_SERVED} FROM log WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit))  # noqa: S608
    return [serve(row) for row in rows]


def read_conversation(
    hub: HubTables, conversation: ConversationId | None, after: int, until: int, limit: int
) -> list[Row]:
    """Return rows of one conversation (None: of no conversation) with ``after < seq <= until``, in order."""
    rows: list[Row] = hub.db.execute_sql(
        f"SELECT {_SERVED} FROM log WHERE conversation IS ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",  # noqa: S608
        (conversation, after, until, limit),
    ).fetchall()
    return rows


def newest_of(hub: HubTables, conversation: ConversationId, until: int, count: int) -> int:
    """Return the lowest ``seq`` among the ``count`` newest rows of a conversation up to ``until``; 1 when it has fewer."""
    row = hub.db.execute_sql(
        "SELECT seq FROM log WHERE conversation = ? AND seq <= ? ORDER BY seq DESC LIMIT 1 OFFSET ?",
        (conversation, until, count - 1),
    ).fetchone()
    return 1 if row is None else int(row[0])


def read_marks(hub: HubTables, conversation: ConversationId, first: int, last: int) -> list[int]:
    """Return up to which ``seq`` each decision about a conversation with ``first <= seq <= last`` took it as read."""
    rows = hub.db.execute_sql(
        "SELECT body FROM log WHERE conversation = ? AND seq BETWEEN ? AND ? AND type = 'conversation.changed' "
        "AND body IS NOT NULL",
        (conversation, first, last),
    )
    said = (_READ.decode(row[0]).read_seq for row in rows.fetchall())
    return [seq for seq in said if seq is not None]


def encode(event: Event) -> bytes:
    """Encode an event of this version as it is served."""
    return _ENCODER.encode(event)


def serve(row: Row) -> bytes:
    """Encode a row as it is served: an erased one as ``"body":null,"erased":true``, an old one brought up to date."""
    seq, at, v, kind, actor, conversation, body = row
    named = None if conversation is None else ConversationId(conversation)
    if body is None:
        return _ENCODER.encode(Event(seq, at, v, kind, actor, named, _NULL, erased=True))
    fresh, version = upcast(kind, v, bytes(body))
    return _ENCODER.encode(Event(seq, at, version, kind, actor, named, msgspec.Raw(fresh)))


def upcast(
    kind: str, v: int, body: bytes, steps: Mapping[tuple[str, int], Upcast] = UPCASTS, target: int = VERSION
) -> tuple[bytes, int]:
    """Bring a body of version ``v`` to ``target``; a version without a step of its own is unchanged in the next."""
    while v < target:
        step = steps.get((kind, v))
        body = body if step is None else step(body)
        v += 1
    return body, v


def verify_chain(hub: HubTables) -> ChainReport:
    """Check every row from the first: numbers without gaps, digests over what is there, one unbroken chain."""
    chain, expected, erased = GENESIS, 1, 0
    for seq, at, v, kind, actor, conversation, body, salt, digest, linked in _rows(hub):
        reason = None
        if seq != expected:
            reason = f"row {expected} is missing"
        elif (body is None) != (salt is None):
            reason = "only half of the row was erased"
        elif body is not None and salt is not None and _digest(salt, bytes(body)) != bytes(digest):
            reason = "the body was changed"
        chain = _link(chain, seq, at, v, kind, actor, conversation, bytes(digest))
        if reason is None and chain != bytes(linked):
            reason = "the chain does not continue"
        if reason is not None:
            return ChainReport(expected - 1, erased, chain.hex(), expected, reason)
        erased += body is None
        expected += 1
    return ChainReport(expected - 1, erased, chain.hex())


_FullRow = tuple[int, str, int, str, str, str | None, bytes | None, str | None, bytes, bytes]


def _rows(hub: HubTables) -> Iterator[_FullRow]:
    after = 0
    while True:
        page: list[_FullRow] = hub.db.execute_sql(
            # Cast, because whoever tampers with a row may leave text where bytes were.
            "SELECT seq, at, v, type, actor, conversation, CAST(body AS BLOB), CAST(salt AS TEXT), CAST(digest AS BLOB), "
            "CAST(chain AS BLOB) FROM log WHERE seq > ? ORDER BY seq LIMIT ?",
            (after, _VERIFY_PAGE),
        ).fetchall()
        yield from page
        if len(page) < _VERIFY_PAGE:
            return
        after = page[-1][0]
