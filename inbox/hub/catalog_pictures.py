"""Fetches the pictures of the shop's products into the hub's own media, so that desks ask nobody else for them.

Rounds of the catalog's job: a few pictures at a time, from Meta's and Stripe's own hosts only (``platforms.whatsapp.media``,
``platforms.stripe.papers``), each of a size a picture may have and of a kind that bytes and not names tell.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Protocol

from inbox.domain import times
from inbox.domain.ids import MediaId
from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError
from inbox.hub.catalog_sources import source_of
from inbox.hub.media import MediaStore, Stored, Upload
from inbox.hub.problems import HttpProblem
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe.papers import PaperTrouble
from inbox.platforms.whatsapp.client import Picture
from inbox.platforms.whatsapp.errors import MediaTrouble
from inbox.store.state.schema import TableClass

LARGEST = 8 * 1024 * 1024
"""Bytes of a picture; Meta takes no larger ones into a catalog."""

_AT_ONCE = 5
_IDLE = 600.0
_FIRST_SECONDS, _LONGEST_SECONDS = 30, 3600
_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF87a": "image/gif", b"GIF89a": "image/gif"}
_WEBP = (b"RIFF", b"WEBP")
_HEAD_BYTES = 12

_log = logging.getLogger("tresen.catalog")


class FetchPictures(Protocol):
    """What of a platform's client is used here."""

    def fetch_picture(self, url: str, into: Callable[[bytes], object], *, limit: int) -> object:
        """Stream a product's picture into ``into``."""
        ...


class CatalogPictures:
    """Used by the catalog's job on its thread. ``clients`` are those of the platforms by their names."""

    def __init__(
        self, store: HubStore, writer: Writing, media: MediaStore, clients: Mapping[str, FetchPictures], clock: Clock
    ) -> None:
        self._store = store
        self._writer = writer
        self._media = media
        self._clients = clients
        self._clock = clock

    def know(self, source: str, listed: Iterable[Picture]) -> None:
        """Take note of every picture a platform's list has now; what it has no longer is let go of."""
        urls = {picture.key: picture.url for picture in listed}
        with self._store.reader() as reader:
            rows = {row.key: row for row in reader.hub.CatalogPicture.select() if source_of(row.key) == source}
        gone = [row for key, row in rows.items() if key not in urls]
        fresh = {key: url for key, url in urls.items() if key not in rows or _is_wanted_from(rows[key], url)}
        if gone or fresh:
            self._writer.run(lambda tx: _note(tx, fresh, [row.key for row in gone]))
        self._media.remove([MediaId(row.media) for row in gone if row.media])

    def stored(self) -> dict[str, MediaId]:
        """Return the hub's own copies by key."""
        with self._store.reader() as reader:
            table = reader.hub.CatalogPicture
            rows = table.select(table.key, table.media).where(table.state == "stored").tuples()
            return {key: MediaId(media) for key, media in rows}

    def fetch_some(self) -> tuple[int, float]:
        """Fetch some that are due; return how many came and the seconds until the next ones."""
        now = times.to_text(self._clock.now())
        with self._store.reader() as reader:
            table = reader.hub.CatalogPicture
            waiting = table.select().where(table.state == "waiting")
            due = list(waiting.where(table.retry_at.is_null() | (table.retry_at <= now)).order_by(table.retry_at).limit(_AT_ONCE))
            later = None if due else waiting.order_by(table.retry_at).first()
        came = sum(self._fetch(row) for row in due)
        if due:
            return came, 0.0
        return 0, _IDLE if later is None else min(_IDLE, max(1.0, self._seconds_to(later.retry_at)))

    def _seconds_to(self, at: str) -> float:
        return (times.from_text(at) - self._clock.now()).total_seconds()

    def _fetch(self, row: TableClass) -> bool:
        client = self._clients.get(source_of(row.key))
        if client is None:
            # Of a platform that is not connected any more.
            self._wait(row, _LONGEST_SECONDS)
            return False
        head = bytearray()
        upload = self._media.upload(LARGEST)

        def take(data: bytes) -> None:
            head.extend(data[: _HEAD_BYTES - len(head)])
            upload.write(data)

        try:
            client.fetch_picture(row.url, take, limit=LARGEST)
            mime = kind_of(bytes(head))
            if mime is None:
                return self._give_up(row, upload, "it is no picture")
            stored = upload.finish()
        except HttpProblem as refusal:
            return self._give_up(row, upload, refusal.detail)
        except MediaTrouble as trouble:
            # One that is gone may come back under an address of tomorrow.
            then = self._later if trouble.reason == "gone" else self._give_up
            return then(row, upload, trouble.message)
        except PaperTrouble as refusal:
            return self._give_up(row, upload, refusal.message)
        except OutsideError as trouble:
            return self._later(row, upload, trouble.message)
        if not self._writer.run(lambda tx: _stored(tx, row.key, stored, mime)):
            # The catalog has let go of it meanwhile.
            self._media.remove([stored.id])
            return False
        return True

    def _later(self, row: TableClass, upload: Upload, why: str) -> bool:
        upload.abort()
        _log.info("a product's picture is fetched again later: %s", why)
        self._wait(row, min(_LONGEST_SECONDS, _FIRST_SECONDS << min(row.attempts, 10)))
        return False

    def _wait(self, row: TableClass, seconds: float) -> None:
        again = times.to_text(self._clock.now() + timedelta(seconds=seconds))
        self._writer.run(lambda tx: _change(tx, row.key, attempts=row.attempts + 1, retry_at=again))

    def _give_up(self, row: TableClass, upload: Upload, why: str) -> bool:
        """Leave a product without this picture for good."""
        upload.abort()
        _log.info("a product stays without a picture: %s", why)
        self._writer.run(lambda tx: _change(tx, row.key, state="failed"))
        return False


def kind_of(head: bytes) -> str | None:
    """Return what picture begins with these bytes; None when it is none that a desk can show."""
    if head[:4] == _WEBP[0] and head[8:12] == _WEBP[1]:
        return "image/webp"
    return next((mime for magic, mime in _KINDS.items() if head.startswith(magic)), None)


def _is_wanted_from(row: TableClass, url: str) -> bool:
    return bool(row.state == "waiting" and row.url != url)


def _note(tx: Transaction, fresh: dict[str, str], gone: list[str]) -> None:
    table = tx.hub.CatalogPicture
    for key, url in fresh.items():
        row = table.insert(key=key, url=url, state="waiting")
        row.on_conflict(conflict_target=[table.key], preserve=[table.url]).execute()
    for key in gone:
        row = table.get_or_none(table.key == key)
        if row is not None and row.media:
            tx.hub.MediaFile.delete().where(tx.hub.MediaFile.id == row.media).execute()
        table.delete().where(table.key == key).execute()


def _change(tx: Transaction, key: str, **values: object) -> None:
    table = tx.hub.CatalogPicture
    table.update(**values).where((table.key == key) & (table.state == "waiting")).execute()


def _stored(tx: Transaction, key: str, stored: Stored, mime: str) -> bool:
    table = tx.hub.CatalogPicture
    waiting = (table.key == key) & (table.state == "waiting")
    if not table.update(state="stored", media=stored.id, retry_at=None).where(waiting).execute():
        return False
    tx.hub.MediaFile.create(
        id=stored.id,
        state="stored",
        kind="image",
        mime=mime,
        size=stored.size,
        sha256=stored.sha256,
        at=times.to_text(tx.now),
    )
    return True
