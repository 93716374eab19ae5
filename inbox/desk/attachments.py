"""Files an agent has attached, in ``desk.db``: with the draft until it is sent, then with its action until the hub has it.

Nobody else has them, so they lie where drafts and clicks lie, encrypted like these. Written on the engine thread only; read
by others through ``media_reader``. The name of such a file begins with ``f_`` and means nothing to the hub.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from inbox.domain.ids import ActionId, ConversationId, MediaId
from inbox.store.state.database import storage_errors
from inbox.store.timeline.schema import Database

PIECE = 512 * 1024
"""Bytes of a file in one row: written in one go, while clicks wait."""

_MARK = "f_"


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """``kind`` is WhatsApp's word for what it is sent as, ``action`` what it goes out with; None while it is a draft.

    ``media`` is the hub's name of it once it has it, in the log called ``epoch``.
    """

    id: MediaId
    conversation: ConversationId
    name: str
    mime: str
    kind: str
    size: int
    sha256: str
    at: str
    width: int | None = None
    height: int | None = None
    action: ActionId | None = None
    media: MediaId | None = None
    epoch: str = ""


_FIELDS = Attachment.__struct_fields__
_COLUMNS = ", ".join(_FIELDS)


def is_local(media: str) -> bool:
    """Tell whether this names a file that only this desk has."""
    return media.startswith(_MARK)


def local_name(token: str) -> MediaId:
    """Return the name of a new file."""
    return MediaId(f"{_MARK}{token}")


def create(db: Database) -> None:
    """Create the tables."""
    db.execute_sql(
        "CREATE TABLE attachment (id TEXT PRIMARY KEY, conversation TEXT NOT NULL, name TEXT NOT NULL, mime TEXT NOT NULL, "
        "kind TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL, width INTEGER, height INTEGER, "
        "action TEXT, media TEXT, epoch TEXT NOT NULL) WITHOUT ROWID"
    )
    db.execute_sql(
        "CREATE TABLE attachment_piece (file TEXT NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (file, n))"
    )


class Attachments:
    """The rows of one open ``desk.db``."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Attachment]:
        """Return every file, in the order in which they were attached."""
        rows = self._db.execute_sql(f"SELECT {_COLUMNS} FROM attachment ORDER BY at, id").fetchall()  # noqa: S608
        return [_read(row) for row in rows]

    def find(self, media: str) -> Attachment | None:
        """Return one file."""
        row = self._db.execute_sql(f"SELECT {_COLUMNS} FROM attachment WHERE id = ?", (media,)).fetchone()  # noqa: S608
        return None if row is None else _read(row)

    def put(self, media: MediaId, n: int, data: bytes) -> None:
        """Keep the ``n``-th piece of a file that is coming in."""
        with storage_errors():
            self._db.execute_sql("INSERT OR REPLACE INTO attachment_piece (file, n, data) VALUES (?, ?, ?)", (media, n, data))

    def add(self, file: Attachment) -> None:
        """Take in a file whose pieces are all here."""
        values = tuple(getattr(file, name) for name in _FIELDS)
        marks = ", ".join("?" * len(values))
        with storage_errors():
            self._db.execute_sql(f"INSERT INTO attachment ({_COLUMNS}) VALUES ({marks})", values)  # noqa: S608

    def pieces(self, media: MediaId) -> Iterator[bytes]:
        """Yield the bytes of a file, in order."""
        n = 0
        while True:
            row = self._db.execute_sql("SELECT data FROM attachment_piece WHERE file = ? AND n = ?", (media, n)).fetchone()
            if row is None:
                return
            yield bytes(row[0])
            n += 1

    def hand_over(self, media: str, action: ActionId | None) -> None:
        """Give a file to an action, or with None back to the draft; the hub is to be handed it anew."""
        with storage_errors():
            self._db.execute_sql(
                "UPDATE attachment SET action = ?, media = NULL, epoch = '' WHERE id = ?", (action, media)
            )

    def uploaded(self, file: MediaId, media: MediaId, epoch: str) -> None:
        """Note under which name the hub has a file."""
        with storage_errors():
            self._db.execute_sql("UPDATE attachment SET media = ?, epoch = ? WHERE id = ?", (media, epoch, file))

    def remove(self, media: str) -> None:
        """Forget a file."""
        with storage_errors(), self._db.atomic():
            self._db.execute_sql("DELETE FROM attachment WHERE id = ?", (media,))
            self._db.execute_sql("DELETE FROM attachment_piece WHERE file = ?", (media,))

    def erase(self, conversation: ConversationId) -> None:
        """Forget what was attached for a person who was erased."""
        for file in self.all():
            if file.conversation == conversation:
                self.remove(file.id)

    def sweep(self, wanted: set[ActionId]) -> None:
        """Forget what an earlier run left: pieces of files that were never whole, files of actions that are over."""
        for file in self.all():
            if file.action is not None and file.action not in wanted:
                self.remove(file.id)
        with storage_errors():
            self._db.execute_sql("DELETE FROM attachment_piece WHERE file NOT IN (SELECT id FROM attachment)")


def _read(row: tuple[object, ...]) -> Attachment:
    return msgspec.convert(dict(zip(_FIELDS, row, strict=True)), Attachment)
