"""Fetches what customers send as files, at once, because Meta keeps it for seven days only.

Follows the log for messages with a file, keeps a row for each, and brings the bytes into the hub's own encrypted copy.
Rounds of a job on its thread.
"""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

import msgspec
import peewee

from inbox.domain import times
from inbox.domain.events import MediaBody, MessageBody, NewEvent, decode_body
from inbox.domain.ids import ConversationId, MediaId, MessageId
from inbox.domain.messages import Message
from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError, Problem
from inbox.hub import job_marks
from inbox.hub.media import MediaStore, Stored
from inbox.hub.media_tables import WAITING
from inbox.hub.problems import HttpProblem
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.whatsapp.errors import WhatsAppError
from inbox.platforms.whatsapp.media import Downloaded
from inbox.store.state.schema import TableClass

CURSOR = "media-seq"

_IDLE = 60.0
_PAGE = 500
_AT_ONCE = 10
_FIRST_SECONDS = 5
_LONGEST_SECONDS = 3600
_KEPT_BY_META = timedelta(days=7)

_log = logging.getLogger("tresen.media")


class FetchMedia(Protocol):
    """What of WhatsApp's client is used here."""

    def fetch_media(self, media_id: str, into: Callable[[bytes], object]) -> Downloaded:
        """Stream a file into ``into``."""
        ...


class _Waiting(msgspec.Struct, frozen=True):
    """A file to be fetched."""

    id: MediaId
    message: MessageId
    platform_id: str
    at: str
    attempts: int
    mime: str | None
    conversation: ConversationId | None


class MediaFetch:
    """The job."""

    def __init__(self, store: HubStore, writer: Writing, media: MediaStore, whatsapp: FetchMedia, clock: Clock) -> None:
        self._store = store
        self._writer = writer
        self._media = media
        self._whatsapp = whatsapp
        self._clock = clock
        self._seen: int | None = None
        self._idle_until = 0.0
        """No file is due before, on the monotonic clock."""
        self._unmarked = 0
        """Rows read since the mark was written; a restart reads them again, which does no harm."""

    def run(self) -> float:
        """Take in new messages, fetch what is due, and return the seconds until the next round."""
        more, found = self._scan()
        now = self._clock.monotonic()
        if not more and not found and now < self._idle_until:
            # The usual case: commits without files come many a second.
            return self._idle_until - now
        due = self._due()
        for file in due:
            self._fetch(file)
        if more or len(due) == _AT_ONCE:
            return 0.0
        pause = self._pause()
        self._idle_until = now + pause
        return pause

    def _scan(self) -> tuple[bool, bool]:
        """Make rows for the files of messages that are new in the log; tell whether there may be more, and were any."""
        with self._store.reader() as reader:
            if self._seen is None:
                self._seen = int(job_marks.get(reader.hub, CURSOR) or 0)
            rows = reader.db.execute_sql(
                "SELECT seq, type, conversation, body FROM log WHERE seq > ? ORDER BY seq LIMIT ?", (self._seen, _PAGE)
            ).fetchall()
        found = [(said, conversation) for _, kind, conversation, body in rows if (said := _with_file(kind, body))]
        self._seen = rows[-1][0] if rows else self._seen
        self._unmarked += len(rows)
        if found or self._unmarked >= _PAGE:
            self._unmarked = 0
            self._writer.run(lambda tx: self._take_in(tx, found))
        return len(rows) == _PAGE, bool(found)

    def _take_in(self, tx: Transaction, found: list[tuple[Message, str | None]]) -> None:
        for message, conversation in found:
            self._note(tx, message, conversation)
        job_marks.put(tx, CURSOR, str(self._seen))

    def _note(self, tx: Transaction, message: Message, conversation: str | None) -> None:
        file = message.media
        table = tx.hub.MediaFile
        if file is None or table.select().where(table.message == message.id).exists():
            return
        table.insert(
            id=file.id or self._media.new_id(),
            state="waiting",
            kind=message.kind,
            mime=file.mime,
            size=file.size,
            sha256=_hex(file.sha256),
            filename=file.filename,
            conversation=conversation,
            message=message.id,
            platform_id=file.platform_id,
            at=message.at,
        ).execute()

    def _due(self) -> list[_Waiting]:
        now = times.to_text(self._clock.now())
        with self._store.reader() as reader:
            table = reader.hub.MediaFile
            is_due = table.retry_at.is_null() | (table.retry_at <= now)
            rows = table.select().where(peewee.SQL(WAITING) & is_due).order_by(table.at).limit(_AT_ONCE)
            return [_waiting(row) for row in rows]

    def _pause(self) -> float:
        """Wait for the next repeat, or for a message (the job is nudged by every commit that may hold one)."""
        with self._store.reader() as reader:
            table = reader.hub.MediaFile
            soonest = table.select(table.retry_at).where(peewee.SQL(WAITING)).order_by(table.retry_at).scalar()
        if soonest is None:
            return _IDLE
        return min(_IDLE, max(0.5, (times.from_text(soonest) - self._clock.now()).total_seconds()))

    def _fetch(self, file: _Waiting) -> None:
        upload = self._media.upload(name=file.id)
        try:
            found = self._whatsapp.fetch_media(file.platform_id, upload.write)
            stored = upload.finish()
        except (WhatsAppError, OutsideError) as trouble:
            upload.abort()
            self._failed(file, trouble)
        except HttpProblem as refusal:
            upload.abort()
            problem = Problem(refusal.slug, refusal.detail)
            self._writer.run(lambda tx: self._give_up(tx, file, problem))
        else:
            mime = file.mime or found.mime
            if not self._writer.run(lambda tx: self._stored(tx, file, stored, mime)):
                # The person was erased meanwhile; so are the bytes.
                self._media.remove([file.id])

    def _stored(self, tx: Transaction, file: _Waiting, stored: Stored, mime: str | None) -> bool:
        table = tx.hub.MediaFile
        changed = (
            table.update(
                state="stored",
                size=stored.size,
                sha256=stored.sha256,
                width=stored.width,
                height=stored.height,
                mime=mime,
                retry_at=None,
            )
            .where((table.id == file.id) & (table.state == "waiting"))
            .execute()
        )
        if not changed:
            return False
        body = MediaBody(
            message_id=file.message,
            media_id=file.id,
            platform_id=file.platform_id,
            mime=mime,
            sha256=stored.sha256,
            size=stored.size,
            width=stored.width,
            height=stored.height,
        )
        tx.append([NewEvent("media.stored", "hub", times.to_text(tx.now), body, file.conversation)])
        return True

    def _failed(self, file: _Waiting, trouble: OutsideError) -> None:
        final = isinstance(trouble, WhatsAppError) and trouble.retry in ("no", "never")
        old = self._clock.now() - times.from_text(file.at) > _KEPT_BY_META
        _log.info("a file could not be fetched (try %d): %s", file.attempts + 1, trouble.message)
        if final or old:
            problem = (
                trouble.problem() if isinstance(trouble, WhatsAppError) else Problem("media-gone", trouble.message)
            )
            self._writer.run(lambda tx: self._give_up(tx, file, problem))
            return
        seconds = min(_LONGEST_SECONDS, _FIRST_SECONDS << min(file.attempts, 12))
        again = times.to_text(self._clock.now() + timedelta(seconds=seconds))
        self._writer.run(lambda tx: self._later(tx, file, again))

    def _later(self, tx: Transaction, file: _Waiting, again: str) -> None:
        table = tx.hub.MediaFile
        table.update(attempts=file.attempts + 1, retry_at=again).where(table.id == file.id).execute()

    def _give_up(self, tx: Transaction, file: _Waiting, problem: Problem) -> None:
        table = tx.hub.MediaFile
        changed = table.update(state="failed").where((table.id == file.id) & (table.state == "waiting")).execute()
        if changed:
            body = MediaBody(message_id=file.message, media_id=file.id, platform_id=file.platform_id, problem=problem)
            tx.append([NewEvent("media.failed", "hub", times.to_text(tx.now), body, file.conversation)])


def _with_file(kind: str, body: bytes | None) -> Message | None:
    """Return a customer's message whose file is still to be fetched, None for any other row of the log."""
    if body is None or kind not in ("message.received", "message.echoed"):
        return None
    said = decode_body(kind, bytes(body))
    file = said.message.media if isinstance(said, MessageBody) else None
    return said.message if file is not None and file.platform_id and file.state == "waiting" else None  # type: ignore[union-attr] # a file means a message


def _waiting(row: TableClass) -> _Waiting:
    return _Waiting(
        MediaId(row.id), MessageId(row.message), row.platform_id, row.at, row.attempts, row.mime, row.conversation
    )


def _hex(sha256: str | None) -> str | None:
    """Write Meta's hash, Base64 in webhooks, as lower-case hex."""
    try:
        return base64.b64decode(sha256 or "", validate=True).hex() or None
    except binascii.Error:
        return None
