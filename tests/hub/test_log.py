"""One order without gaps, and a chain that shows every change but an erasure."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from inbox.domain.events import NewEvent, NoteBody
from inbox.hub import log
from inbox.hub.log import upcast
from inbox.hub.store import HubStore
from inbox.hub.writer import InlineWriter
from tests.hub.actions.clocks import CountedIds, HandClock
from tests.hub.log_kit import KEY, Core, note, running_core


@pytest.fixture
def core(tmp_path: Path):
    with running_core(tmp_path) as core:
        yield core


def test_an_event_is_served_as_it_was_written(core: Core) -> None:
    core.append(NewEvent("note.added", "a_1", "2026-11-22T09:00:00.000Z", NoteBody(id="n", text="Grüße 😀"), "c_1"))
    (event,) = core.events()
    assert event == {
        "seq": 1,
        "at": "2026-11-22T09:00:00.000Z",
        "v": 1,
        "type": "note.added",
        "actor": "a_1",
        "conversation": "c_1",
        "body": {"id": "n", "text": "Grüße 😀"},
    }


def test_reading_starts_behind_the_cursor(core: Core) -> None:
    core.append(*(note(str(number)) for number in range(5)))
    with core.store.reader() as reader:
        assert log.head(reader.hub) == 5
        assert len(log.read_events(reader.hub, 2, 2)) == 2
        assert log.read_events(reader.hub, 3, 10)[0].startswith(b'{"seq":4,')
        assert log.read_events(reader.hub, 5, 10) == []


def test_numbers_have_no_gap_whatever_fails_between(core: Core) -> None:
    def failing(tx) -> None:
        tx.append([note("lost"), note("lost")])
        raise ValueError("changed my mind")

    for number in range(6):
        core.append(note(str(number)), note(str(number)))
        with pytest.raises(ValueError, match="changed"):
            core.writer.run(failing)
    assert [event["seq"] for event in core.events()] == list(range(1, 13))
    assert "lost" not in repr(core.events())
    assert core.verify().broken_at is None


def test_two_processes_share_one_order(tmp_path: Path) -> None:
    """Each with its own connection, as a hub and a command that works beside it."""

    def work(name: str) -> None:
        store = HubStore.open(tmp_path, None, KEY, HandClock(), CountedIds())
        writer = InlineWriter(store)
        for _ in range(30):
            writer.run(lambda tx: tx.append([note(name), note(name)]))
        store.close()

    with running_core(tmp_path) as core:
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(work, ("hub", "command")))
        events = core.events()
        assert [event["seq"] for event in events] == list(range(1, 121))
        assert {event["body"]["text"] for event in events} == {"hub", "command"}
        assert core.verify() == log.ChainReport(120, 0, core.verify().chain)


def test_an_erased_row_says_so_and_the_chain_holds(core: Core) -> None:
    core.append(note("stays"), note("goes"), note("stays"))
    core.writer.run(lambda tx: tx.db.execute_sql("UPDATE log SET body = NULL, salt = NULL WHERE seq = 2"))
    erased = core.events()[1]
    assert erased["body"] is None
    assert erased["erased"] is True
    report = core.verify()
    assert (report.rows, report.erased, report.broken_at) == (3, 1, None)


@pytest.mark.parametrize(
    ("harm", "broken_at", "reason"),
    [
        ("UPDATE log SET body = '{}' WHERE seq = 2", 2, "body was changed"),
        ("UPDATE log SET actor = 'a_2' WHERE seq = 2", 2, "chain does not continue"),
        ("UPDATE log SET conversation = 'c_2' WHERE seq = 3", 3, "chain does not continue"),
        ("UPDATE log SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 1", 1, "chain does not continue"),
        ("UPDATE log SET digest = (SELECT digest FROM log WHERE seq = 1) WHERE seq = 2", 2, "body was changed"),
        ("DELETE FROM log WHERE seq = 2", 2, "row 2 is missing"),
        ("UPDATE log SET salt = NULL WHERE seq = 2", 2, "only half"),
        ("UPDATE log SET seq = 9 WHERE seq = 3", 3, "row 3 is missing"),
    ],
)
def test_every_other_change_is_found(core: Core, harm: str, broken_at: int, reason: str) -> None:
    core.append(note("one", "c_1"), note("two", "c_1"), note("three", "c_1"))
    assert core.verify().broken_at is None
    core.writer.run(lambda tx: tx.db.execute_sql(harm))
    report = core.verify()
    assert report.broken_at == broken_at
    assert reason in (report.reason or "")


def test_a_row_cut_off_the_end_shows_in_the_noted_chain(core: Core) -> None:
    core.append(note("one"), note("two"))
    noted = core.verify().chain
    core.writer.run(lambda tx: tx.db.execute_sql("DELETE FROM log WHERE seq = 2"))
    assert core.verify().broken_at is None
    assert core.verify().chain != noted


def test_equal_bodies_have_unequal_digests(core: Core) -> None:
    core.append(note("same"), note("same"))
    assert len({bytes(row[0]) for row in core.rows("SELECT digest FROM log")}) == 2


def test_old_bodies_are_brought_up_to_date_step_by_step() -> None:
    steps = {("note.added", 1): lambda body: body + b"2", ("note.added", 3): lambda body: body + b"4"}
    assert upcast("note.added", 1, b"1", steps, target=4) == (b"124", 4)
    assert upcast("note.added", 4, b"1", steps, target=4) == (b"1", 4)
    assert upcast("case.opened", 1, b"1", steps, target=4) == (b"1", 4)


def test_an_epoch_is_made_once(tmp_path: Path) -> None:
    with running_core(tmp_path) as core:
        epoch = core.store.epoch()
    with running_core(tmp_path) as core:
        assert core.store.epoch() == epoch != ""
