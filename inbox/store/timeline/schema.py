"""The tables of the desk's timeline: one row for everything a chat shows, one row per chat for the list, the word index.

``tables(db)`` makes a fresh set of classes bound to one database, like ``inbox.store.state``; both sets live in the same
``cache.db``. The classes are the schema; the statements that must be fast are SQL in ``batch`` and ``reads``.

A row id is ``(unix seconds << 30) | (seq & (2^30 - 1))``: the order of rows is recency even after a backfill, so that
nothing is ever sorted.
"""

from __future__ import annotations

import functools

import msgspec
import peewee

from inbox.domain import times
from inbox.store.state.schema import TableClass
from inbox.store.timeline import product_schema

Database = peewee.SqliteDatabase
"""An open file, for rooms that keep a few rows of their own."""

SEQ_BITS = 30
SEQ_MASK = (1 << SEQ_BITS) - 1
LAST_SECOND = (1 << 32) - 1
"""The last instant that has a place in an order, in the year 2106."""

SENT_PRODUCTS = "kind IN ('product', 'product_list', 'order')"
"""Lines that say what is wanted; a condition that must be written the very same way to meet its index."""


def row_id(seconds: int, seq: int) -> int:
    """Return the row id of something that happened at ``seconds`` (unix) and came as event ``seq``."""
    return (min(max(seconds, 0), LAST_SECOND) << SEQ_BITS) | (seq & SEQ_MASK)


@functools.lru_cache(maxsize=4096)
def seconds_of(text: str) -> int:
    """Return unix seconds of an RFC 3339 instant; 0 when the text is none."""
    try:
        return times.to_unix(times.from_text(text))
    except ValueError:
        return 0


class TimelineTables(msgspec.Struct, frozen=True):
    """One database and the timeline's classes bound to it; the indexes ``words`` and ``people`` have no class."""

    db: peewee.SqliteDatabase
    Chat: TableClass
    Entry: TableClass
    Orphan: TableClass
    Unread: TableClass
    Counter: TableClass
    Place: TableClass
    SeenTo: TableClass
    Product: TableClass
    Listing: TableClass

    def all(self) -> list[TableClass]:
        """Return every class, in an order in which they can be created."""
        return [
            *(self.Chat, self.Entry, self.Orphan, self.Unread, self.Counter, self.Place, self.SeenTo),
            *(self.Product, self.Listing),
        ]


def tables(db: peewee.SqliteDatabase) -> TimelineTables:
    """Make the timeline's classes for ``db``; touches no file."""

    class Base(peewee.Model):
        class Meta:
            database = db
            legacy_table_names = False

    chats = (_chat(Base), _entry(Base), _orphan(Base), _unread(Base), _counter(Base), _place(Base), _seen_to(Base))
    return TimelineTables(db, *chats, product_schema.product(Base), product_schema.listing(Base))


def create(db: peewee.SqliteDatabase) -> None:
    """Create tables and indexes; runs inside the caller's transaction."""
    db.create_tables(tables(db).all(), safe=False)
    _create_indexes(db)


def drop(db: peewee.SqliteDatabase) -> None:
    """Take the tables and indexes out, if they are there; runs inside the caller's transaction."""
    for name in ("words", "people"):
        db.execute_sql(f"DROP TABLE IF EXISTS {name}")
    db.drop_tables(tables(db).all(), safe=True)


def empty(timeline: TimelineTables) -> None:
    """Take everything out, to begin again from the hub; runs inside the caller's transaction."""
    for model in timeline.all():
        timeline.db.execute_sql(f'DELETE FROM "{model._meta.table_name}"')  # noqa: S608
    # Deleting row by row from an index that leaves no traces takes minutes; dropping it takes none.
    timeline.db.execute_sql("DROP TABLE words")
    timeline.db.execute_sql("DROP TABLE people")
    _create_indexes(timeline.db)


def _create_indexes(db: peewee.SqliteDatabase) -> None:
    db.execute_sql(
        "CREATE VIRTUAL TABLE words USING fts5(shadow, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
    )
    # One row for each name and key a person was ever seen with, only ever added to: replacing a row costs milliseconds.
    db.execute_sql("CREATE VIRTUAL TABLE people USING fts5(names, chat UNINDEXED, tokenize='trigram')")
    for name in ("words", "people"):
        # A deleted text leaves no term behind in the index (sqlite.org/fts5.html, section 6.13).
        db.execute_sql(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)")  # noqa: S608
        # SQLCipher keeps 80 bytes of each page for itself: blocks of FTS5's usual size would take two pages each.
        db.execute_sql(f"INSERT INTO {name}({name}, rank) VALUES ('pgsz', 3900)")  # noqa: S608


def _chat(base: type[peewee.Model]) -> TableClass:
    class Chat(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A row of the conversation list, ready to be painted. Times are unix seconds, 0 is never."""

        num = peewee.IntegerField(primary_key=True)
        conversation = peewee.TextField(unique=True)
        name = peewee.TextField(default="")
        folded = peewee.TextField(default="", index=True)
        """The name without case and diacritics."""
        handles = peewee.TextField(default="")
        """Every key of the person, blank-separated: what the people index holds."""
        last = peewee.IntegerField(default=0)
        """Row id of the newest entry that moves the chat up; the list's order."""
        last_kind = peewee.TextField(default="")
        last_direction = peewee.TextField(default="")
        last_line = peewee.TextField(default="")
        last_pieces = peewee.IntegerField(default=0)
        """How many things the newest message is about when it says nothing in words; 0 when it is about none."""
        last_about = peewee.TextField(default="")
        """Which they are (``abouts``): the sum of a cart, the first product's number, the name of a place, a person or a file."""
        last_status = peewee.TextField(default="")
        last_actor = peewee.TextField(default="")
        """Who the log says sent it; whose click it was is known by ``last_action``."""
        last_action = peewee.TextField(default="")
        last_out = peewee.IntegerField(default=0)
        """Row id of the newest message of the shop."""
        waits = peewee.IntegerField(default=0)
        """Row id of the first message of the customer after it: since when there is something to answer. 0 for nothing."""
        unread = peewee.IntegerField(default=0)
        read_seq = peewee.IntegerField(default=0)
        answered = peewee.IntegerField(default=0)
        """Row id of the newest answer written on the shop's phone: what stands above it was read there."""
        window_end = peewee.IntegerField(default=0)
        status = peewee.TextField(default="open")
        active = peewee.BooleanField(default=True)
        """Open or waiting: somebody works on it."""
        parked = peewee.BooleanField(default=False)
        """In a view of its own status; every row that moves costs a write per view, so open ones are in none."""
        snoozed_until = peewee.IntegerField(default=0)
        assignee = peewee.TextField(default="")
        blocked = peewee.BooleanField(default=False)
        asks = peewee.TextField(default="")
        """What needs an act, as JSON (``asks.Asks``); empty with most chats."""
        approves = peewee.BooleanField(default=False)
        """A refund waits for a second person. In a view of its own, like the next two, which few chats are in."""
        troubled = peewee.BooleanField(default=False)
        """A refund failed, or nobody knows how it ended, and the chat was not resolved since."""
        disputed = peewee.BooleanField(default=False)
        """There is an open dispute or inquiry, or a bank's warning that something can be done about."""
        due = peewee.IntegerField(default=0)
        """By when (unix seconds) the first of them wants an act: the order of their view."""
        stake = peewee.IntegerField(default=0)
        """How much money is at risk, in minor units, while somebody has to look after it."""
        urgent = peewee.IntegerField(default=0)
        """Since when, or from when on (unix seconds), the chat stands above all others that somebody works on."""

        class Meta:
            table_name = "chat"

    # With all that says which part of an order a chat is in, so that a whole order is read without looking at any chat.
    place = (Chat.last, Chat.num, Chat.urgent, Chat.waits, Chat.window_end, Chat.stake)
    Chat.add_index(Chat.index(*place, name="chat_active", where=Chat.active))
    Chat.add_index(Chat.index(Chat.assignee, *place, name="chat_assignee", where=Chat.active))
    Chat.add_index(Chat.index(Chat.status, *place, name="chat_status", where=Chat.parked))
    whose = (Chat.num, Chat.assignee, Chat.status)
    waiting = peewee.SQL("active AND waits <> 0 AND window_end > 0")
    Chat.add_index(Chat.index(Chat.waits, *whose, name="chat_waits", where=waiting))
    Chat.add_index(Chat.index(Chat.stake, *whose, Chat.active, name="chat_stake", where=peewee.SQL("stake <> 0")))
    Chat.add_index(Chat.index(Chat.urgent, *whose, Chat.active, name="chat_urgent", where=peewee.SQL("urgent <> 0")))
    for flag in (Chat.approves, Chat.troubled):
        Chat.add_index(Chat.index(Chat.last, name=f"chat_{flag.column_name}", where=flag))
    Chat.add_index(Chat.index(Chat.due, name="chat_disputed", where=Chat.disputed))
    return Chat


def _entry(base: type[peewee.Model]) -> TableClass:
    class Entry(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A message, note, payment or other line of a chat; ``chat`` 0 is nobody's."""

        id = peewee.IntegerField(primary_key=True)
        key = peewee.TextField(unique=True)
        """The platform's message id, the Stripe object's id, the note's or the action's id."""
        chat = peewee.IntegerField()
        origin = peewee.IntegerField()
        """The chat it came in; differs from ``chat`` while the two are merged."""
        seq = peewee.IntegerField()
        """The newest event that said what this row says."""
        kind = peewee.TextField()
        direction = peewee.TextField()
        """``in``, ``out``, or empty for what is no message."""
        money = peewee.BooleanField()
        """True for a line about a Stripe object, which ``inbox.store.state`` mirrors under the same id."""
        asks = peewee.BooleanField()
        """True for what could need an act (``asks``): whatever is about money, a cart, a text that names an order."""
        shown = peewee.BooleanField()
        """False for what is shown at another row (a reaction, an edit)."""
        text = peewee.TextField(null=True)
        status = peewee.TextField(null=True)
        actor = peewee.TextField(null=True)
        action = peewee.TextField(null=True)
        target = peewee.TextField(null=True)
        """The message a reaction, edit or revocation is about."""
        body = peewee.BlobField(null=True)
        """What only some kinds have, as JSON (``rows.Rest``)."""

        class Meta:
            table_name = "entry"

    Entry.add_index(Entry.index(Entry.chat, Entry.shown, Entry.id, name="entry_chat"))
    Entry.add_index(Entry.index(Entry.id, name="entry_products", where=peewee.SQL(SENT_PRODUCTS)))
    Entry.add_index(Entry.index(Entry.target, name="entry_target", where=Entry.target.is_null(False)))
    Entry.add_index(Entry.index(Entry.chat, name="entry_asks", where=Entry.asks))
    # Nobody's lines, by key: what waits for an owner is looked at whenever a clue comes in.
    Entry.add_index(Entry.index(Entry.key, name="entry_nobody", where=Entry.money & (Entry.chat == 0)))
    return Entry


def _orphan(base: type[peewee.Model]) -> TableClass:
    class Orphan(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """What was said about a message that is not here yet."""

        key = peewee.TextField(primary_key=True)
        status = peewee.TextField(null=True)
        body = peewee.BlobField(null=True)
        """Error and media as JSON (``rows.Rest``)."""

        class Meta:
            table_name = "orphan"
            without_rowid = True

    return Orphan


def _unread(base: type[peewee.Model]) -> TableClass:
    class Unread(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """An inbound entry nobody has read; ``Chat.unread`` is the kept count of these rows."""

        chat = peewee.IntegerField()
        entry = peewee.IntegerField()

        class Meta:
            table_name = "unread"
            primary_key = peewee.CompositeKey("chat", "entry")
            without_rowid = True

    return Unread


def _counter(base: type[peewee.Model]) -> TableClass:
    class Counter(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """How many chats a view holds and how many of them have something unread; kept, never counted."""

        name = peewee.TextField(primary_key=True)
        chats = peewee.IntegerField(default=0)
        unread = peewee.IntegerField(default=0)

        class Meta:
            table_name = "counter"
            without_rowid = True

    return Counter


def _seen_to(base: type[peewee.Model]) -> TableClass:
    class SeenTo(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """A refund that failed, or the action for one, which somebody has dealt with."""

        key = peewee.TextField(primary_key=True)

        class Meta:
            table_name = "seen_to"
            without_rowid = True

    return SeenTo


def _place(base: type[peewee.Model]) -> TableClass:
    class Place(base):  # type: ignore[valid-type,misc]  # the base is made for one database
        """Where in which log this cache stands: one row, written in the transaction that applied the events."""

        id = peewee.IntegerField(primary_key=True)
        epoch = peewee.TextField(default="")
        cursor = peewee.IntegerField(default=0)
        complete = peewee.BooleanField(default=False)
        """False until the snapshot it starts from has been taken in whole."""
        projector = peewee.IntegerField(default=0)
        """Version of the projector that wrote the cache."""
        skipped_seq = peewee.IntegerField(default=0)
        """First event this projector could not read; 0 is none."""
        skipped_types = peewee.TextField(default="")

        class Meta:
            table_name = "place"

    return Place
