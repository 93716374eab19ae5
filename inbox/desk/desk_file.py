"""``desk.db``: what an agent has typed and clicked and nobody else has yet.

Written on the engine thread only, each change in a transaction of its own that is on the disk (FULL) when the call
returns. Never made anew: losing it would lose drafts and the knowledge of what was posted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from inbox.desk import attachments
from inbox.desk.attachments import Attachments
from inbox.domain.ids import ActionId, ConversationId, MediaId, MessageId
from inbox.domain.problems import Problem
from inbox.store.state.database import storage_errors
from inbox.store.timeline.schema import Database


class Draft(msgspec.Struct, frozen=True):
    """A text begun in a chat, for the customer or as a note for the team; ``at`` is RFC 3339 of the last key."""

    conversation: ConversationId
    text: str
    at: str
    reply_to: MessageId | None = None
    is_note: bool = False


class Begun(msgspec.Struct, frozen=True):
    """A page begun and not sent, like the evidence of a dispute: ``name`` is what it is about, ``body`` the page's own.

    ``at`` is RFC 3339 of the last change.
    """

    name: str
    conversation: ConversationId
    body: bytes
    at: str


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An action on its way. ``state`` is one of ``outbox.OWN_STATES`` until the hub has it, then the hub's.

    ``body`` is what is posted, byte for byte; ``targets`` are the ids of what it is about (a payment under all its
    names); ``epoch`` is the log's at the first post, empty before; times are RFC 3339.
    """

    id: ActionId
    kind: str
    state: str
    body: bytes
    conversation: ConversationId | None
    targets: tuple[str, ...] = ()
    moves_money: bool = False
    clicked_at: str
    changed_at: str
    hold_ends: str | None = None
    epoch: str = ""
    result: dict[str, object] | None = None
    problem: Problem | None = None


_COLUMNS = (
    "id, kind, state, body, conversation, targets, moves_money, clicked_at, changed_at, hold_ends, epoch, result, problem"
)
_DRAFT = "conversation, text, at, reply_to, is_note"
_TARGETS = msgspec.json.Decoder(tuple[str, ...])
_RESULT = msgspec.json.Decoder(dict[str, object])
_PROBLEM = msgspec.json.Decoder(Problem)


def _first(db: Database) -> None:
    db.execute_sql(
        "CREATE TABLE draft (conversation TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL, reply_to TEXT) WITHOUT ROWID"
    )
    db.execute_sql(
        "CREATE TABLE outbox (id TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, body BLOB NOT NULL, "
        "conversation TEXT, targets BLOB NOT NULL, moves_money INTEGER NOT NULL, clicked_at TEXT NOT NULL, "
        "changed_at TEXT NOT NULL, hold_ends TEXT, epoch TEXT NOT NULL, result BLOB, problem BLOB) WITHOUT ROWID"
    )
    db.execute_sql("CREATE INDEX outbox_conversation ON outbox (conversation)")


def _kept(db: Database) -> None:
    db.execute_sql("CREATE TABLE kept (name TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")


def _notes(db: Database) -> None:
    db.execute_sql("ALTER TABLE draft RENAME TO draft_of_replies")
    db.execute_sql(
        "CREATE TABLE draft (conversation TEXT NOT NULL, is_note INTEGER NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, "
        "reply_to TEXT, PRIMARY KEY (conversation, is_note)) WITHOUT ROWID"
    )
    db.execute_sql(
        "INSERT INTO draft (conversation, is_note, text, at, reply_to) "
        "SELECT conversation, 0, text, at, reply_to FROM draft_of_replies"
    )
    db.execute_sql("DROP TABLE draft_of_replies")


def _begun(db: Database) -> None:
    db.execute_sql(
        "CREATE TABLE begun (name TEXT PRIMARY KEY, conversation TEXT NOT NULL, body BLOB NOT NULL, at TEXT NOT NULL) "
        "WITHOUT ROWID"
    )


STEPS = (_first, _kept, _notes, attachments.create, _begun)
"""The steps that bring the file to the format this program needs; a released one is never changed."""


class DeskFile:
    """The open file."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.attachments = Attachments(db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def draft(self, conversation: ConversationId, *, is_note: bool = False) -> Draft | None:
        """Return what was begun in a chat."""
        row = self._db.execute_sql(
            f"SELECT {_DRAFT} FROM draft WHERE conversation = ? AND is_note = ?",  # noqa: S608
            (conversation, is_note),
        ).fetchone()
        return None if row is None else _draft(row)

    def drafts(self) -> list[Draft]:
        """Return every draft, the newest first."""
        rows = self._db.execute_sql(f"SELECT {_DRAFT} FROM draft ORDER BY at DESC, conversation, is_note")  # noqa: S608
        return [_draft(row) for row in rows.fetchall()]

    def keep_draft(self, draft: Draft) -> None:
        """Keep a draft in place of the chat's last one of its kind; an empty text is no draft."""
        with storage_errors():
            self._put_draft(draft)

    def _put_draft(self, draft: Draft) -> None:
        if draft.text:
            values = (draft.conversation, draft.text, draft.at, draft.reply_to, draft.is_note)
            self._db.execute_sql(f"INSERT OR REPLACE INTO draft ({_DRAFT}) VALUES (?, ?, ?, ?, ?)", values)  # noqa: S608
        else:
            where = (draft.conversation, draft.is_note)
            self._db.execute_sql("DELETE FROM draft WHERE conversation = ? AND is_note = ?", where)

    def begun(self) -> list[Begun]:
        """Return every page that was begun, the one last worked on first."""
        rows = self._db.execute_sql("SELECT name, conversation, body, at FROM begun ORDER BY at DESC, name").fetchall()
        return [Begun(name, conversation, bytes(body), at) for name, conversation, body, at in rows]

    def keep_begun(self, begun: Begun) -> None:
        """Keep a page as it stands; an empty body is no page."""
        if begun.body:
            values = (begun.name, begun.conversation, begun.body, begun.at)
            self._write("INSERT OR REPLACE INTO begun (name, conversation, body, at) VALUES (?, ?, ?, ?)", values)
        else:
            self._write("DELETE FROM begun WHERE name = ?", (begun.name,))

    def kept(self, name: str) -> bytes | None:
        """Return what was last kept under a name; None if nothing was."""
        row = self._db.execute_sql("SELECT body FROM kept WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def keep(self, name: str, body: bytes) -> None:
        """Keep something the hub said, for a start without it, in place of what was kept under that name."""
        self._write("INSERT OR REPLACE INTO kept (name, body) VALUES (?, ?)", (name, body))

    def save(self, item: Item, sent: Draft | None = None, file: MediaId | None = None) -> None:
        """Keep an action as it stands; when this returns it survives a power cut.

        What was typed for it, ``sent``, and attached, ``file``, is a draft no more from the same moment on: never both,
        never neither.
        """
        values = (
            item.id,
            item.kind,
            item.state,
            item.body,
            item.conversation,
            msgspec.json.encode(item.targets),
            item.moves_money,
            item.clicked_at,
            item.changed_at,
            item.hold_ends,
            item.epoch,
            None if item.result is None else msgspec.json.encode(item.result),
            None if item.problem is None else msgspec.json.encode(item.problem),
        )
        marks = ", ".join("?" * len(values))
        with storage_errors(), self._db.atomic():
            self._db.execute_sql(f"INSERT OR REPLACE INTO outbox ({_COLUMNS}) VALUES ({marks})", values)  # noqa: S608
            if file is not None:
                self.attachments.hand_over(file, item.id)
            draft = None if sent is None else self.draft(sent.conversation, is_note=sent.is_note)
            if sent is not None and draft is not None and draft.text.strip() == sent.text.strip():
                self._put_draft(msgspec.structs.replace(draft, text=""))

    def items(self) -> list[Item]:
        """Return every action that is kept, in the order of the clicks."""
        rows = self._db.execute_sql(f"SELECT {_COLUMNS} FROM outbox ORDER BY clicked_at, id").fetchall()  # noqa: S608
        return [
            Item(
                id=row[0],
                kind=row[1],
                state=row[2],
                body=bytes(row[3]),
                conversation=row[4],
                targets=_TARGETS.decode(row[5]),
                moves_money=bool(row[6]),
                clicked_at=row[7],
                changed_at=row[8],
                hold_ends=row[9],
                epoch=row[10],
                result=None if row[11] is None else _RESULT.decode(row[11]),
                problem=None if row[12] is None else _PROBLEM.decode(row[12]),
            )
            for row in rows
        ]

    def forget(self, action: ActionId) -> None:
        """Forget an action that is over."""
        self._write("DELETE FROM outbox WHERE id = ?", (action,))

    def erase(self, conversation: ConversationId) -> None:
        """Forget what was typed and clicked for a person who was erased."""
        self._write("DELETE FROM draft WHERE conversation = ?", (conversation,))
        self._write("DELETE FROM outbox WHERE conversation = ?", (conversation,))
        self._write("DELETE FROM begun WHERE conversation = ?", (conversation,))
        self.attachments.erase(conversation)

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        with storage_errors():
            self._db.execute_sql(statement, values)


def _draft(row: Sequence[Any]) -> Draft:
    return Draft(row[0], row[1], row[2], row[3], bool(row[4]))
