"""Group commit: nobody's failure but one's own, nothing said before it is durable."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import Future, wait
from pathlib import Path

import pytest

from inbox.domain.messages import Contact
from inbox.domain.problems import UserError
from inbox.hub import log
from inbox.hub.batches import Batches, Job
from inbox.hub.store import READERS, HubStore
from inbox.hub.writer import InlineWriter, Writer
from inbox.store.state.database import StorageTrouble
from inbox.system.clock import SystemClock
from tests.hub.actions.clocks import CountedIds
from tests.hub.conftest import until
from tests.hub.log_kit import KEY, body, note, says


@pytest.fixture
def store(tmp_path: Path) -> Iterator[HubStore]:
    store = HubStore.open(tmp_path, None, KEY, SystemClock(), CountedIds())
    yield store
    store.close()


@pytest.fixture(params=[Writer, InlineWriter])
def writer(request: pytest.FixtureRequest, store: HubStore) -> Iterator[Writer | InlineWriter]:
    writer = request.param(store)
    if isinstance(writer, Writer):
        writer.start()
    yield writer
    writer.stop()


def texts(store: HubStore) -> list[str]:
    with store.reader() as reader:
        rows = reader.db.execute_sql("SELECT CAST(body AS TEXT) FROM log ORDER BY seq").fetchall()
    return [row[0] for row in rows]


def head(store: HubStore) -> int:
    with store.reader() as reader:
        return log.head(reader.hub)


def test_a_job_returns_what_it_returns_after_the_commit(writer, store: HubStore) -> None:
    assert writer.run(lambda tx: tx.append([note("x")])[0].seq) == 1
    assert head(store) == 1


def test_a_job_raises_what_it_raises_and_is_undone(writer, store: HubStore) -> None:
    def job(tx) -> None:
        tx.append([note("undone")])
        tx.hub.set_meta("x", "undone")
        raise UserError("not like this")

    with pytest.raises(UserError, match="not like this"):
        writer.run(job)
    assert head(store) == 0
    with store.reader() as reader:
        assert reader.hub.get_meta("x") is None


def test_a_delivery_is_new_once(writer, store: HubStore) -> None:
    answers = [writer.deliver("whatsapp", key, b"{}").result() for key in (b"1", b"1", b"2")]
    assert answers == [True, False, True]
    assert writer.deliver("stripe", b"1", b"{}").result()


def test_listeners_hear_of_each_commit_that_appended(writer, store: HubStore) -> None:
    told: list[list[int]] = []
    writer.on_commit(lambda events: told.append([event.seq for event in events]))
    writer.run(lambda tx: tx.append([note("x"), note("y")]))
    writer.run(lambda tx: tx.hub.set_meta("x", "y"))
    writer.run(lambda tx: tx.append([note("z")]))
    until(lambda: told == [[1, 2], [3]])


def batch_of(*jobs) -> list[Job]:
    return [Job(job, Future()) for job in jobs]


def test_one_poison_job_fails_alone_in_its_batch(store: HubStore) -> None:
    def poison(tx) -> None:
        tx.append([note("poison")])
        tx.db.execute_sql("SELECT absent FROM log")

    batches = Batches(store)
    batches.connect()
    jobs = batch_of(lambda tx: tx.append([note("one")]), poison, lambda tx: tx.append([note("two")])[0].seq)
    batches.execute(jobs)
    assert jobs[1].future.exception() is not None
    assert jobs[2].future.result() == 2
    assert len(texts(store)) == 2
    assert "poison" not in repr(texts(store))


def test_a_cancelled_job_is_not_done(store: HubStore) -> None:
    batches = Batches(store)
    batches.connect()
    jobs = batch_of(lambda tx: tx.append([note("one")]), lambda tx: tx.append([note("two")]))
    jobs[0].future.cancel()
    batches.execute(jobs)
    assert len(texts(store)) == 1


def fill_disk(tx) -> None:
    """Leave the file no page to grow by."""
    pages = tx.db.pragma("page_count")
    tx.db.execute_sql(f"PRAGMA max_page_count = {pages}")


def free_disk(tx) -> None:
    tx.db.execute_sql("PRAGMA max_page_count = 1000000")


@pytest.mark.allow_logs("database or disk is full")
def test_a_full_disk_fails_everything_and_leaves_the_writer_alive(writer, store: HubStore) -> None:
    writer.run(lambda tx: tx.append([note("before")]))
    writer.run(fill_disk)
    with pytest.raises(StorageTrouble, match="full"):
        writer.deliver("whatsapp", b"1", b"x" * 200_000).result()
    with pytest.raises(StorageTrouble, match="full"):
        writer.run(lambda tx: tx.append([note("x" * 200_000)]))
    writer.run(free_disk)
    assert writer.deliver("whatsapp", b"1", b"x" * 200_000).result()
    assert writer.run(lambda tx: tx.append([note("after")])[0].seq) == 2


@pytest.mark.allow_logs("database or disk is full")
def test_a_full_disk_spares_nobody_in_the_batch(store: HubStore) -> None:
    batches = Batches(store)
    batches.connect()
    jobs = batch_of(lambda tx: tx.append([note("small")]), fill_disk, lambda tx: tx.append([note("x" * 200_000)]))
    batches.execute(jobs)
    assert all(isinstance(job.future.exception(), StorageTrouble) for job in jobs)
    assert texts(store) == []


def test_many_threads_are_all_answered(store: HubStore) -> None:
    writer = Writer(store)
    futures = [writer.deliver("whatsapp", str(number).encode(), b"{}") for number in range(600)]
    futures += [writer.submit(lambda tx: tx.append([note("x")])) for _ in range(100)]
    writer.start()
    assert not wait(futures, timeout=20).not_done
    assert head(store) == 100
    writer.stop()


def test_stopping_finishes_what_waits_and_takes_no_more(store: HubStore) -> None:
    writer = Writer(store)
    futures = [writer.submit(lambda tx: tx.append([note("x")])) for _ in range(300)]
    writer.start()
    writer.stop()
    assert all(future.done() for future in futures)
    assert head(store) == 300
    with pytest.raises(StorageTrouble, match="stopping"):
        writer.submit(lambda tx: None)


def test_a_job_may_not_wait_for_another(store: HubStore) -> None:
    writer = Writer(store)
    writer.start()
    with pytest.raises(RuntimeError, match="waits for another"):
        writer.run(lambda tx: writer.run(lambda inner: None))
    writer.stop()


def test_too_much_waiting_is_refused(store: HubStore) -> None:
    writer = Writer(store)
    for number in range(20_000):
        writer.deliver("whatsapp", str(number).encode(), b"")
    with pytest.raises(StorageTrouble, match="shortly"):
        writer.deliver("whatsapp", b"x", b"")


def test_deliveries_are_decoded_until_none_is_left(store: HubStore) -> None:
    taken: list[int] = []

    def step(tx, limit: int) -> int:
        done = int(tx.hub.get_meta("decoded") or 0)
        rows = tx.db.execute_sql("SELECT id FROM delivery WHERE id > ? ORDER BY id LIMIT ?", (done, limit)).fetchall()
        if rows:
            tx.hub.set_meta("decoded", str(rows[-1][0]))
            tx.append([note("decoded")] * len(rows))
        taken.append(len(rows))
        return len(rows)

    inline = InlineWriter(store)
    inline.deliver("whatsapp", b"from before the start", b"{}")
    inline.stop()
    store.writer_db.close()
    writer = Writer(store)
    writer.decode_with(step)
    writer.start()
    until(lambda: head(store) == 1)
    for number in range(500):
        writer.deliver("whatsapp", str(number).encode(), b"{}")
    until(lambda: head(store) == 501)
    assert sum(taken) == 501
    writer.stop()


@pytest.mark.allow_logs("database or disk is full|deliveries wait")
@pytest.mark.parametrize("trouble", [StorageTrouble("database or disk is full"), ValueError("our bug")], ids=type)
def test_decoding_is_tried_again_after_trouble(store: HubStore, trouble: Exception) -> None:
    left = [trouble]
    decoded = threading.Event()

    def step(tx, limit: int) -> int:
        if left:
            raise left.pop()
        decoded.set()
        return 0

    writer = Writer(store)
    writer.decode_with(step)
    writer.start()
    assert decoded.wait(10)
    assert writer.run(lambda tx: tx.append([note("alive")])[0].seq) == 1
    writer.stop()


def test_readers_are_lent_and_given_back(store: HubStore) -> None:
    InlineWriter(store).run(lambda tx: tx.append([note("x")]))
    for _ in range(3 * READERS):
        with pytest.raises(KeyError), store.reader():
            raise KeyError("in the block")
    with store.reader() as one, store.reader() as two:
        assert one is not two


def test_a_reader_sees_one_moment(store: HubStore) -> None:
    writer = InlineWriter(store)
    writer.run(lambda tx: tx.append([note("x")]))
    with store.reader() as reader:
        assert log.head(reader.hub) == 1
        writer.run(lambda tx: tx.append([note("y")]))
        assert log.head(reader.hub) == 1
    with store.reader() as reader:
        assert log.head(reader.hub) == 2


def test_a_url_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="TRESEN_DATABASE"):
        HubStore.open(tmp_path, "postgresql://x/y", KEY, SystemClock(), CountedIds())


def test_nothing_is_in_clear_while_it_runs(store: HubStore, tmp_path: Path) -> None:
    writer = InlineWriter(store)
    raw = body(says("wamid.1", Contact(wa_id="4915112345678"), text="Kanarienvogel"))
    writer.deliver("whatsapp", hashlib.sha256(raw).digest(), raw)
    writer.run(lambda tx: tx.append([note("Kanarienvogel")]))
    files = list(tmp_path.iterdir())
    assert len(files) == 3
    assert not [file for file in files if b"Kanarienvogel" in file.read_bytes() or b"SQLite" in file.read_bytes()[:16]]
