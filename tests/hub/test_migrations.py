"""A hub's file of an older format is brought to this one, with everything that is in it."""

from __future__ import annotations

from pathlib import Path

from peewee import SQL

from inbox.domain.events import CheckoutBody, MessageBody, NewEvent
from inbox.domain.ids import SourceId
from inbox.domain.messages import Contact, Message
from inbox.domain.payments import Checkout
from inbox.hub import erase
from inbox.hub.media_tables import WAITING
from inbox.hub.store import HubStore
from inbox.store.state import facts, replies
from inbox.store.state.database import open_database
from inbox.system.clock import SystemClock, SystemIds
from tests.hub.log_kit import KEY as LOG_KEY
from tests.hub.log_kit import running_core, says

KEY = "5e" * 32


def test_files_known_before_pictures_had_sizes_are_still_known(tmp_path: Path) -> None:
    HubStore.open(tmp_path, None, KEY, SystemClock(), SystemIds()).close()
    db = open_database(tmp_path / "hub.db", KEY, kind="hub", mode="writer", synchronous="FULL")
    db.execute_sql("INSERT INTO media_file (id, state, at, attempts) VALUES ('m_1', 'stored', '2026', 0)")
    for name in ("width", "height"):
        db.execute_sql(f"ALTER TABLE media_file DROP COLUMN {name}")
    db.execute_sql("PRAGMA user_version = 2")
    db.close()
    store = HubStore.open(tmp_path, None, KEY, SystemClock(), SystemIds())
    with store.reader() as reader:
        row = reader.hub.MediaFile.get()
        assert (row.id, row.width, row.height) == ("m_1", None, None)
    store.close()


def test_what_was_delivered_before_the_log_knew_by_what_is_still_erased(tmp_path: Path) -> None:
    with running_core(tmp_path) as core:
        core.deliver(says("wamid.1", Contact(wa_id="4915112345678"), text="Kanarienvogel"))
        conversation = core.events()[0]["conversation"]
    db = open_database(tmp_path / "hub.db", LOG_KEY, kind="hub", mode="writer", synchronous="FULL")
    db.execute_sql("INSERT INTO delivery_subject (subject, delivery) SELECT conversation, delivery FROM log")
    db.execute_sql("ALTER TABLE log DROP COLUMN delivery")
    db.execute_sql("CREATE INDEX message_ref_conversation ON message_ref (conversation)")
    db.execute_sql("PRAGMA user_version = 3")
    db.close()
    with running_core(tmp_path) as core:
        assert core.rows("SELECT count(*) FROM sqlite_master WHERE name = 'message_ref_conversation'") == [(0,)]
        core.deliver(says("wamid.2", Contact(wa_id="4915112345678"), text="noch ein Kanarienvogel"))
        core.writer.run(lambda tx: erase.erase_person(tx, conversation))
        assert core.rows("SELECT body, delivery FROM log WHERE type = 'message.received'") == [(None, None)] * 2
        assert core.rows("SELECT body FROM delivery") == [(None,)] * 2
        assert core.rows("SELECT id FROM message_ref") == []
        assert core.verify().broken_at is None


def test_a_file_from_before_a_shop_could_write_replies_takes_them(tmp_path: Path) -> None:
    HubStore.open(tmp_path, None, KEY, SystemClock(), SystemIds()).close()
    db = open_database(tmp_path / "hub.db", KEY, kind="hub", mode="writer", synchronous="FULL")
    db.execute_sql("DROP TABLE reply")
    db.execute_sql("PRAGMA user_version = 6")
    db.close()
    store = HubStore.open(tmp_path, None, KEY, SystemClock(), SystemIds())
    with store.reader() as reader:
        assert replies.own(reader.state) == {}
    store.close()


def test_links_that_were_sent_before_a_file_knew_of_them_are_known(tmp_path: Path) -> None:
    url = "https://buy.stripe.com/test_28o5lK0ab1cdEF2"
    with running_core(tmp_path) as core:
        core.deliver(says("wamid.1", Contact(wa_id="4915112345678"), text="Moin"))
        chat = core.events()[0]["conversation"]
        link = Checkout(id=SourceId("plink_1"), kind="link", status="open", url=url, shared=False)
        message = Message(id="wamid.2", kind="text", at="2026-11-26T10:00:00Z", direction="out", text=f"Hier: {url}")
        told = (
            NewEvent("checkout.changed", "stripe", "2026-11-26T09:00:00Z", CheckoutBody(link.id, "1.e", link)),
            NewEvent("message.echoed", "whatsapp", "2026-11-26T10:00:00Z", MessageBody(message), chat),
        )
        core.writer.run(lambda tx: tx.append(told))
    db = open_database(tmp_path / "hub.db", LOG_KEY, kind="hub", mode="writer", synchronous="FULL")
    for statement in (
        "DROP TABLE sent_address",
        "DROP INDEX mirror_address",
        "DROP INDEX mirror_link",
        "ALTER TABLE mirror DROP COLUMN address",
        "PRAGMA user_version = 11",
    ):
        db.execute_sql(statement)
    db.close()
    with running_core(tmp_path) as core:
        assert [each.id for each in core.writer.run(lambda tx: facts.open_requests(tx.state, chat))] == ["plink_1"]


def test_a_file_that_kept_many_files_finds_those_to_fetch_without_looking_at_all(tmp_path: Path) -> None:
    HubStore.open(tmp_path, None, KEY, SystemClock(), SystemIds()).close()
    db = open_database(tmp_path / "hub.db", KEY, kind="hub", mode="writer", synchronous="FULL")
    db.execute_sql("DROP INDEX media_file_waiting")
    db.execute_sql("PRAGMA user_version = 10")
    db.close()
    store = HubStore.open(tmp_path, None, KEY, SystemClock(), SystemIds())
    with store.reader() as reader:
        table = reader.hub.MediaFile
        for asked in (table.select().where(SQL(WAITING)).order_by(table.at), table.select(table.retry_at).where(SQL(WAITING))):
            statement, values = asked.sql()
            plan = reader.db.execute_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            assert "media_file_waiting" in plan[0][3]
    store.close()
