"""The steps that bring a hub's file to the format this program needs. A released step is never changed.

Run by ``HubStore.open`` before anything else uses the file.
"""

from __future__ import annotations

import msgspec
import peewee

from inbox.domain.events import MessageBody, decode_body
from inbox.domain.payments import Checkout, Invoice
from inbox.hub.media_tables import WAITING
from inbox.hub.tables import tables
from inbox.store import state
from inbox.store.state import mirror, sent
from inbox.store.state.migrations import Step
from inbox.store.state.schema import MONEY, UNDER_WAY


def _first(db: peewee.SqliteDatabase) -> None:
    db.create_tables([*tables(db).classes.values(), *state.tables(db).all()])


def _catalog(db: peewee.SqliteDatabase) -> None:
    hub = tables(db)
    db.create_tables([hub.CatalogListing, hub.CatalogProduct, hub.CatalogPicture])


def _picture_sizes(db: peewee.SqliteDatabase) -> None:
    known = {column.name for column in db.get_columns("media_file")}
    for name in ("width", "height"):
        if name not in known:
            db.execute_sql(f"ALTER TABLE media_file ADD COLUMN {name} INTEGER")


def _told_by(db: peewee.SqliteDatabase) -> None:
    if "delivery" not in {column.name for column in db.get_columns("log")}:
        db.execute_sql("ALTER TABLE log ADD COLUMN delivery INTEGER")
    # What it was for is found through the log's own index, which has to be written anyway.
    db.execute_sql("DROP INDEX IF EXISTS message_ref_conversation")


def _plans_and_marketing(db: peewee.SqliteDatabase) -> None:
    known = {column.name for column in db.get_columns("conversation")}
    for name in ("marketing", "marketing_at"):
        if name not in known:
            db.execute_sql(f"ALTER TABLE conversation ADD COLUMN {name} TEXT")
    db.execute_sql(
        "CREATE INDEX IF NOT EXISTS conversation_snoozed_until ON conversation (snoozed_until) "
        "WHERE snoozed_until IS NOT NULL"
    )
    db.create_tables([state.tables(db).Planned])


def _deputies(db: peewee.SqliteDatabase) -> None:
    if "deputy_until" not in {column.name for column in db.get_columns("agent")}:
        db.execute_sql("ALTER TABLE agent ADD COLUMN deputy_until TEXT")


def _replies(db: peewee.SqliteDatabase) -> None:
    db.create_tables([state.tables(db).Reply])


def _by_time(db: peewee.SqliteDatabase) -> None:
    # Only a hub asks for the money of a month, and often for that of the last thirty days: a desk need not write this.
    db.execute_sql(f"CREATE INDEX IF NOT EXISTS mirror_money ON mirror (created, kind, status) WHERE {MONEY}")


def _under_way(db: peewee.SqliteDatabase) -> None:
    # Asked for every few seconds where no webhooks come.
    db.execute_sql(f"CREATE INDEX IF NOT EXISTS mirror_under_way ON mirror (status, kind, created) WHERE {UNDER_WAY}")


def _erased_money(db: peewee.SqliteDatabase) -> None:
    db.create_tables([tables(db).ErasedMoney])


def _files_to_fetch(db: peewee.SqliteDatabase) -> None:
    # Looked for at each file that is told; there are few, among all that were ever kept.
    db.execute_sql(f"CREATE INDEX IF NOT EXISTS media_file_waiting ON media_file (at, retry_at) WHERE {WAITING}")


def _sent_addresses(db: peewee.SqliteDatabase) -> None:
    tables = state.tables(db)
    if "address" not in {column.name for column in db.get_columns("mirror")}:
        db.execute_sql("ALTER TABLE mirror ADD COLUMN address TEXT")
    for column in ("link", "address"):
        db.execute_sql(f"CREATE INDEX IF NOT EXISTS mirror_{column} ON mirror ({column}) WHERE {column} IS NOT NULL")
    db.create_tables([tables.Sent])
    bodies = db.execute_sql("SELECT kind, id, body FROM mirror WHERE kind IN ('checkout', 'invoice')").fetchall()
    for kind, name, body in bodies:
        asked = msgspec.json.decode(body, type=Checkout) if kind == "checkout" else msgspec.json.decode(body, type=Invoice)
        db.execute_sql("UPDATE mirror SET address = ? WHERE id = ?", (mirror.address_of(asked), name))
    told = db.execute_sql(
        "SELECT seq, type, conversation, body FROM log WHERE type LIKE 'message.%' AND type <> 'message.status' "
        "AND conversation IS NOT NULL AND instr(CAST(body AS TEXT), '\"direction\":\"out\"')"
    )
    for seq, kind, conversation, body in told:
        said = decode_body(kind, msgspec.Raw(bytes(body)))
        if isinstance(said, MessageBody):
            sent.note(tables, conversation, seq, said, is_newer=kind == "message.corrected")


STEPS: tuple[Step, ...] = (
    *(_first, _catalog, _picture_sizes, _told_by, _plans_and_marketing, _deputies, _replies, _by_time, _under_way, _erased_money),
    _files_to_fetch,
    _sent_addresses,
)
