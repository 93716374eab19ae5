"""Mirrors the shop's products from Meta's catalog and Stripe's prices into the log: only what has changed, and what is gone.

Rounds of a job on a thread of its own, so that a long list keeps nothing else waiting; also in a big shop nothing is
written that was said before. A list that could not be read to its end changes nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import msgspec

from inbox.domain import times
from inbox.domain.events import CatalogBody, Decoded, NewEvent, ProductBody, UnknownBody
from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError
from inbox.domain.products import Product
from inbox.hub import job_marks
from inbox.hub.catalog_match import Item, Shelves, alone_at_stripe, combine
from inbox.hub.catalog_pictures import CatalogPictures
from inbox.hub.catalog_sources import NO_CATALOG, STRIPE, WHATSAPP, Entry, Source, Unreadable
from inbox.hub.store import HubStore
from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe.prices import Price
from inbox.platforms.whatsapp.client import Picture

MARK = "catalog-"
"""Marks that say how a list was last found (``catalog-whatsapp`` is ``ok`` or the code of a problem)."""

_READABLE = "ok"
_AT_ONCE = 100
"""Products kept or told in one transaction: some milliseconds, for so long a webhook may have to wait."""
_FIRST_SECONDS, _LONGEST_SECONDS = 15.0, 900.0
_NOT_ALLOWED = 3600.0
_BETWEEN = 10.0
"""Seconds between two readings that somebody asks for."""
_BETWEEN_TOLD = 300.0
"""The same for what Stripe tells of; every payment link makes prices of its own."""

_ENCODER = msgspec.json.Encoder(order="deterministic")
_ITEM, _PRICE = msgspec.json.Decoder(Item), msgspec.json.Decoder(Price)
_PRODUCT = msgspec.json.Decoder(Product)

_T = TypeVar("_T")
_log = logging.getLogger("tresen.catalog")


class _Told(msgspec.Struct):
    """Of Stripe's event, as much as says whether the price list may be another now."""

    class Data(msgspec.Struct):
        class Object(msgspec.Struct):
            active: bool = True

        object: Object = msgspec.field(default_factory=Object)

    data: Data = msgspec.field(default_factory=Data)


class _Course:
    """When a list is due again."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.due = 0.0
        self.last = -_BETWEEN_TOLD
        self.failures = 0

    def ask(self, between: float) -> None:
        """Have it read soon, though not more often than every so many seconds."""
        self.due = min(self.due, self.last + between)

    def read(self, now: float) -> list[Entry]:
        """Read it, and be due again as always."""
        self.last, self.due = now, now + self.source.every
        entries = self.source.read()
        self.failures = 0
        return entries

    def failed(self, now: float) -> None:
        """Be due again soon, later with every failure."""
        self.due = now + min(_LONGEST_SECONDS, _FIRST_SECONDS * 2**self.failures)
        self.failures = min(self.failures + 1, 10)


class CatalogMirror:
    """The job. ``wanted`` and ``hear`` may be called from any thread."""

    def __init__(
        self,
        store: HubStore,
        writer: Writing,
        clock: Clock,
        sources: Iterable[Source],
        pictures: CatalogPictures | None = None,
    ) -> None:
        self._store = store
        self._writer = writer
        self._clock = clock
        self._courses = [_Course(source) for source in sources]
        self._pictures = pictures
        self._lock = threading.Lock()
        self._is_wanted = self._was_told = False

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits for a reading."""
        return self._is_wanted or self._was_told

    def want(self) -> None:
        """Have both lists read soon."""
        with self._lock:
            self._is_wanted = True

    def hear(self, _tx: Transaction, told: Decoded) -> None:
        """Take in what Stripe tells of products and prices; its list is read again after a while."""
        body = told.body
        if isinstance(body, UnknownBody) and body.platform == STRIPE and body.what.startswith(("product.", "price.")):
            with self._lock:
                self._was_told = self._was_told or not _is_in_passing(body)

    def run(self) -> float:
        """Read what is due, tell what has changed, fetch pictures; return the seconds until the next round."""
        self._take_wishes()
        now = self._clock.monotonic()
        for course in self._courses:
            if course.due <= now:
                self._read(course, now)
        pause = max(0.0, min((course.due for course in self._courses), default=now + _NOT_ALLOWED) - self._clock.monotonic())
        if self._pictures is None:
            return pause
        fetched, soon = self._pictures.fetch_some()
        if fetched:
            self._settle()
        return min(pause, soon)

    def _take_wishes(self) -> None:
        with self._lock:
            wanted, told = self._is_wanted, self._was_told
            self._is_wanted = self._was_told = False
        for course in self._courses:
            if wanted:
                course.ask(_BETWEEN)
            elif told and course.source.name == STRIPE:
                course.ask(_BETWEEN_TOLD)

    def _read(self, course: _Course, now: float) -> None:
        name = course.source.name
        try:
            entries = course.read(now)
        except Unreadable as refusal:
            course.due = now + _NOT_ALLOWED
            self._found(CatalogBody(name, refusal.problem))
            if refusal.problem == NO_CATALOG:
                self._take(name, [])
        except OutsideError as trouble:
            course.failed(now)
            _log.info("%s's products are listed again later: %s", name, trouble.message)
        else:
            self._found(CatalogBody(name))
            self._take(name, entries)

    def _found(self, how: CatalogBody) -> None:
        """Tell how a list was found, unless that was told before."""
        mark = _READABLE if how.problem is None else how.problem.code

        def tell(tx: Transaction) -> None:
            if job_marks.get(tx.hub, f"{MARK}{how.source}") != mark:
                job_marks.put(tx, f"{MARK}{how.source}", mark)
                tx.append([NewEvent("catalog.changed", "hub", times.to_text(tx.now), how)])
                _log.info("%s's list of products: %s", how.source, mark)

        self._writer.run(tell)

    def _take(self, source: str, entries: Sequence[Entry]) -> None:
        self._keep(source, entries)
        if self._pictures is not None and source == WHATSAPP:
            self._pictures.know(source, [entry.picture for entry in entries if entry.picture is not None])
        self._settle()

    def _keep(self, source: str, entries: Sequence[Entry]) -> None:
        """Put a list in the place of what it last was, writing only the difference."""
        listed = {entry.key: (place, entry.body) for place, entry in enumerate(entries)}
        with self._store.reader() as reader:
            known = {row[1]: (row[2], row[3]) for row in _rows(reader.hub, source)}
        gone = [key for key in known if key not in listed]
        changed = [(source, key, *row) for key, row in listed.items() if known.get(key) != row]
        if gone:
            self._writer.run(lambda tx: _forget(tx, source, gone))
        for piece in _pieces(changed):
            self._writer.run(partial(_replace, rows=piece))

    def _settle(self) -> None:
        """Tell of every product that is not as desks know it."""
        with self._store.reader() as reader:
            shelves = _shelves(reader.hub)
            known = {row.id: row for row in reader.hub.CatalogProduct.select()}
        if self._pictures is not None:
            images = [price.image for price in alone_at_stripe(shelves) if price.image is not None]
            self._pictures.know(STRIPE, [Picture(url, url) for url in images])
        stored = {} if self._pictures is None else self._pictures.stored()
        told = {name: bytes(row.body) for name, row in known.items()}
        products = combine(shelves, stored, self._clock.now())
        present = {product.id for product in products}
        left = [_PRODUCT.decode(body) for name, body in told.items() if name not in present]
        products += [msgspec.structs.replace(each, removed=True, is_sendable=False) for each in left]
        for piece in _pieces([each for each in products if told.get(each.id) != _ENCODER.encode(each)]):
            self._writer.run(partial(_tell, products=piece))


def _is_in_passing(body: UnknownBody) -> bool:
    """Tell whether an event is about a price that a payment link has made for itself."""
    try:
        return not msgspec.json.decode(body.raw, type=_Told).data.object.active and body.what.endswith(".created")
    except msgspec.DecodeError:
        return False


def _rows(hub: HubTables, source: str) -> list[tuple[str, str, int, bytes]]:
    table = hub.CatalogListing
    rows = table.select().where(table.source == source).order_by(table.place).tuples()
    return [(name, key, place, bytes(body)) for name, key, place, body in rows]


def _shelves(hub: HubTables) -> Shelves:
    def was_read(source: str) -> bool:
        return job_marks.get(hub, f"{MARK}{source}") is not None

    items = tuple(_ITEM.decode(row[3]) for row in _rows(hub, WHATSAPP))
    prices = tuple(_PRICE.decode(row[3]) for row in _rows(hub, STRIPE))
    return Shelves(items if was_read(WHATSAPP) else None, prices if was_read(STRIPE) else None)


def _pieces(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    yield from (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def _forget(tx: Transaction, source: str, keys: Sequence[str]) -> None:
    rows = [(source, key) for key in keys]
    tx.db.cursor().executemany("DELETE FROM catalog_listing WHERE source = ? AND key = ?", rows)


def _replace(tx: Transaction, rows: Sequence[tuple[str, str, int, bytes]]) -> None:
    tx.db.cursor().executemany(
        "INSERT INTO catalog_listing (source, key, place, body) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (source, key) DO UPDATE SET place = excluded.place, body = excluded.body",
        rows,
    )


def _tell(tx: Transaction, products: Sequence[Product]) -> None:
    table = tx.hub.CatalogProduct
    at = times.to_text(tx.now)
    for product in products:
        row = table.get_or_none(table.id == product.id)
        revision = 1 if row is None else row.revision + 1
        values = {"id": product.id, "revision": revision, "body": _ENCODER.encode(product)}
        table.insert(values).on_conflict(
            conflict_target=[table.id], preserve=[table.revision, table.body]
        ).execute()
        tx.append([NewEvent("product.changed", "hub", at, ProductBody(product.id, f"{revision:012d}", product))])
