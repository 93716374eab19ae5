"""The hub's log into the cache: every event once, in order, whatever breaks off in between."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
import msgspec
import pytest

from inbox.desk import commands, sync
from inbox.desk import files as files_module
from inbox.desk.catch_up import Counts, counts, sync_until_caught_up
from inbox.desk.desk_file import Draft
from inbox.desk.files import DeskFiles
from inbox.desk.hub_client import HubClient
from inbox.desk.hub_errors import ApiRangeError, HubAwayError, StrangeAnswerError, WrongTokenError
from inbox.desk.ports import Listing
from inbox.desk.reader import Reader
from inbox.desk.sync import BULK_ROWS, Header, LogGapError, SyncStep
from inbox.domain.events import Event, PaymentBody, PersonBody, RefundBody
from inbox.domain.payments import Payment, Refund
from inbox.store import timeline as timelines
from inbox.store.state import NONE
from inbox.store.state.database import StorageTrouble
from inbox.system.paths import DataFolder
from tests.desk.kit import KEY, HandClock, files_in
from tests.desk.pretend_hub import TOKEN, URL, PretendHub, problem


class Desk:
    """A desk's files and the step that fills them."""

    def __init__(self, folder: Path, hub: PretendHub) -> None:
        self.folder = folder
        self.hub = hub
        self.told: list[int] = []
        self.said: list[str] = []
        self.open()

    def open(self) -> None:
        self.files: DeskFiles = files_in(self.folder, HandClock())
        self.step = SyncStep(self.files.cache, HandClock(), lambda events: self.told.extend(e.seq for e in events))

    def restart(self) -> None:
        self.files.close()
        self.open()

    def sync(self) -> Counts:
        with HubClient(URL, TOKEN, httpx.MockTransport(self.hub)) as client:
            sync_until_caught_up(self.step, client, self.said.append)
        return counts(self.files.cache)

    def texts(self) -> list[str]:
        rows = self.files.cache.state.db.execute_sql("SELECT text FROM entry WHERE direction <> '' ORDER BY seq")
        return [row[0] for row in rows.fetchall()]


@pytest.fixture
def hub() -> PretendHub:
    made = PretendHub()
    for number in range(5):
        made.say(f"Zeile {number}")
    return made


@pytest.fixture
def desk(tmp_path: Path, hub: PretendHub) -> Iterator[Desk]:
    made = Desk(tmp_path, hub)
    yield made
    made.files.close()


def test_a_new_desk_takes_the_snapshot_and_then_follows(desk: Desk, hub: PretendHub) -> None:
    hub.say("Moin", "c_ole")
    hub.add(PaymentBody("pi_1", "1.e", Payment(id="pi_1", status="succeeded")), "c_lena")
    hub.add(RefundBody("re_1", "1.e", Refund(id="re_1", payment="pi_1", status="pending")), "c_lena")
    assert desk.sync() == Counts(conversations=2, messages=6, payments=1, refunds=1, cursor=8)
    assert hub.asked == ["GET /v1/snapshot", "GET /v1/events"]
    hub.say("neu")
    assert desk.sync().cursor == 9
    assert desk.sync().messages == 7
    assert hub.asked.count("GET /v1/snapshot") == 1
    assert desk.texts() == [*(f"Zeile {n}" for n in range(5)), "Moin", "neu"]


def test_a_desk_that_was_away_long_gets_page_after_page(desk: Desk, hub: PretendHub) -> None:
    desk.sync()
    for number in range(2300):
        hub.say(f"Neue Zeile {number}")
    assert desk.sync().messages == 2305
    assert hub.asked.count("GET /v1/events") == 1 + 3
    assert desk.told == list(range(1, 2306))
    assert desk.said


def test_killed_anywhere_it_goes_on_where_the_last_transaction_ended(desk: Desk, hub: PretendHub) -> None:
    desk.sync()
    for number in range(130):
        hub.say(f"Neue Zeile {number}")
    page = hub.events[5:]
    applied = desk.step.apply("e-1", page)
    next(applied)
    applied.close()
    done = desk.step.place.cursor
    assert 5 < done < 135
    desk.restart()
    assert desk.step.place.cursor == done
    assert desk.sync() == Counts(1, 135, 0, 0, 135)


def test_a_snapshot_that_breaks_off_is_taken_again(desk: Desk, hub: PretendHub) -> None:
    for number in range(BULK_ROWS + 10):
        hub.say(f"Neue Zeile {number}")
    whole = hub.snapshot()
    answers = iter([_cut_off(whole[:-700]), httpx.Response(200, content=whole[:-5]), None])
    hub.fault = lambda request: next(answers) if request.url.path == "/v1/snapshot" else None
    with pytest.raises(HubAwayError):
        desk.sync()
    assert desk.step.needs_snapshot
    with pytest.raises(StrangeAnswerError, match="broke off"):
        desk.sync()
    desk.restart()
    assert desk.sync().messages == BULK_ROWS + 15


def _cut_off(data: bytes) -> httpx.Response:
    """An answer whose connection breaks after ``data``."""

    def pieces() -> Iterator[bytes]:
        yield data
        raise httpx.ReadError("cut")

    return httpx.Response(200, content=pieces())


def test_a_snapshot_with_a_line_missing_is_not_taken_for_whole(desk: Desk) -> None:
    header = Header(seq=2, epoch="e-1", events=2)
    desk.step.begin_snapshot(header)
    desk.step.take_snapshot(desk.hub.events[:1])
    with pytest.raises(LogGapError, match="1 of 2"):
        desk.step.end_snapshot(header, 1)
    assert desk.step.needs_snapshot


def _chats(desk: Desk) -> int:
    """How many chats another connection sees."""
    reader = Reader.open(DataFolder(desk.folder), KEY)
    found = len(reader.inbox(Listing("all")))
    reader.close()
    return found


def test_pieces_of_a_snapshot_are_committed_several_at_a_time(
    desk: Desk, hub: PretendHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        hub.say("Hallo", f"c_{number}")
    events = hub.events[-8:]
    monkeypatch.setattr(sync, "SNAPSHOT_ROWS", (2, 3))
    step = SyncStep(desk.files.cache, HandClock(), lambda events: None)
    step.begin_snapshot(Header(seq=8, epoch="e-1", events=8))
    seen = []
    for event in events:
        changes = step.take_snapshot([event])
        seen.append((sorted(changes.conversations), _chats(desk)))
    assert seen == [
        ([], 0), (["c_0", "c_1"], 2),
        ([], 2), ([], 2), (["c_2", "c_3", "c_4"], 5),
        ([], 5), ([], 5), (["c_5", "c_6", "c_7"], 8),
    ]  # fmt: skip


def test_what_a_snapshot_brought_before_it_broke_off_is_kept(desk: Desk, hub: PretendHub) -> None:
    desk.step.begin_snapshot(Header(seq=2, epoch="e-1", events=2))
    assert desk.step.take_snapshot(hub.events[:1]) == NONE
    assert _chats(desk) == 0
    assert desk.step.leave_snapshot().conversations == {hub.events[0].conversation}
    assert (_chats(desk), desk.step.needs_snapshot, desk.step.leave_snapshot()) == (1, True, NONE)


def test_a_piece_that_fails_takes_back_what_was_not_committed(desk: Desk, hub: PretendHub) -> None:
    failures = iter([False, True, False])

    def tell(events: Sequence[Event]) -> None:
        if next(failures):
            raise ZeroDivisionError

    step = SyncStep(desk.files.cache, HandClock(), tell)
    step.begin_snapshot(Header(seq=2, epoch="e-1", events=2))
    step.take_snapshot(hub.events[:1])
    with pytest.raises(ZeroDivisionError):
        step.take_snapshot(hub.events[1:2])
    assert (step.leave_snapshot(), _chats(desk)) == (NONE, 0)
    step.take_snapshot(hub.events[:1])
    step.leave_snapshot()
    assert _chats(desk) == 1


@pytest.mark.parametrize("order", [[6], [5, 6], [7], [6, 8], [7, 6], [6, 6]])
def test_a_gap_or_a_double_is_never_applied(desk: Desk, hub: PretendHub, order: list[int]) -> None:
    desk.sync()
    for number in range(3):
        hub.say(f"Neue Zeile {number}")
    page = [hub.events[seq - 1] for seq in order]
    if order == [6]:
        assert list(desk.step.apply("e-1", page))
        return
    with pytest.raises(LogGapError):
        list(desk.step.apply("e-1", page))
    assert (desk.step.place.cursor, len(desk.texts())) == (5, 5)


def test_a_hub_that_sends_a_gap_is_asked_again(desk: Desk, hub: PretendHub) -> None:
    desk.sync()
    hub.say("sechs")
    hub.say("sieben")
    tries = itertools.count()

    def skip_one(request: httpx.Request) -> httpx.Response | None:
        if request.url.path != "/v1/events" or next(tries):
            return None
        page = {"epoch": "e-1", "events": hub.events[6:], "next": 7, "head": 7, "more": False}
        return httpx.Response(200, content=msgspec.json.encode(page))

    hub.fault = skip_one
    assert desk.sync().messages == 7


@pytest.mark.allow_logs("fetched again")
def test_a_restored_hub_is_followed_anew_and_drafts_stay(desk: Desk, hub: PretendHub) -> None:
    desk.sync()
    desk.files.desk.keep_draft(Draft("c_lena", "angefangen", "2026-11-22T09:00:00.000Z"))
    hub.restore(3)
    hub.say("nach der Rückkehr")
    assert desk.sync() == Counts(1, 4, 0, 0, 4)
    assert desk.texts() == ["Zeile 0", "Zeile 1", "Zeile 2", "nach der Rückkehr"]
    assert desk.step.place.epoch == "e-2"
    assert desk.files.desk.draft("c_lena") is not None


@pytest.mark.allow_logs("fetched again")
@pytest.mark.parametrize("lost", [(409, "cursor-ahead"), (410, "cursor-expired")])
def test_a_cursor_the_hub_cannot_follow_begins_anew(desk: Desk, hub: PretendHub, lost: tuple[int, str]) -> None:
    desk.sync()
    answers = iter([problem(*lost, "no"), None, None])
    hub.fault = lambda request: next(answers, None)
    assert desk.sync().messages == 5


@pytest.mark.allow_logs("fetched again")
def test_a_log_that_never_holds_still_is_given_up_in_words(desk: Desk, hub: PretendHub) -> None:
    hub.fault = lambda request: problem(409, "epoch-changed", "restored") if "events" in request.url.path else None
    with pytest.raises(Exception, match="restored"):
        desk.sync()


@pytest.mark.parametrize(
    ("answer", "error"),
    [(problem(401, "unauthorized", "x"), WrongTokenError), (problem(426, "api-range", "x"), ApiRangeError)],
)
def test_what_waiting_does_not_mend_is_raised(desk: Desk, hub: PretendHub, answer: httpx.Response, error) -> None:
    hub.fault = lambda request: answer
    with pytest.raises(error):
        desk.sync()


def test_what_this_program_cannot_read_is_noted_and_read_by_the_next(
    desk: Desk, hub: PretendHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sync()
    readable = hub.say("aus der Zukunft")
    hub.events[5] = msgspec.structs.replace(readable, v=99)
    hub.say("danach")
    desk.sync()
    place = desk.step.place
    assert (place.skipped_seq, place.skipped_types, place.cursor) == (6, {"message.received"}, 7)
    assert desk.step.replay_after is None
    # The next program reads version 99; here that is the same event in our own version.
    hub.events[5] = readable
    monkeypatch.setattr(timelines, "PROJECTOR", timelines.PROJECTOR + 1)
    desk.restart()
    assert desk.step.replay_after == 5
    desk.sync()
    assert desk.texts() == [*(f"Zeile {n}" for n in range(5)), "aus der Zukunft", "danach"]
    place = desk.step.place
    assert (place.skipped_seq, place.projector, place.cursor) == (0, timelines.PROJECTOR, 7)
    assert desk.step.replay_after is None


def test_a_transaction_that_fails_leaves_the_desk_where_it_was(desk: Desk, hub: PretendHub) -> None:
    desk.sync()
    hub.say("sechs")
    desk.files.cache.state.db.execute_sql("PRAGMA query_only = 1")
    with pytest.raises(StorageTrouble):
        list(desk.step.apply("e-1", hub.events[5:]))
    assert desk.step.place.cursor == 5
    desk.files.cache.state.db.execute_sql("PRAGMA query_only = 0")
    assert desk.sync().messages == 6


def test_small_transactions_while_somebody_works(desk: Desk, hub: PretendHub) -> None:
    desk.sync()
    for number in range(120):
        hub.say(f"Neue Zeile {number}")
    parts = [len(changes.messages) for changes in desk.step.apply("e-1", hub.events[5:])]
    assert sum(parts) == 120
    assert max(parts) <= sync.LIVE_ROWS


def test_on_a_slow_machine_transactions_do_not_get_so_small_that_all_of_it_takes_longer(
    desk: Desk, hub: PretendHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sync()
    for number in range(300):
        hub.say(f"Neue Zeile {number}")
    monkeypatch.setattr(sync, "LIVE_SECONDS", -1.0)
    parts = [len(changes.messages) for changes in desk.step.apply("e-1", hub.events[5:])]
    assert parts == [50, *[25] * 10]


def run(folder: Path, hub: PretendHub, said: list[str] | None = None) -> Counts:
    """``tresen sync`` without a process of its own."""
    lines = [] if said is None else said
    transport = httpx.MockTransport(hub)
    return commands.sync(DataFolder(folder), KEY, TOKEN, URL, HandClock(), lines.append, transport)


def test_sync_and_search_as_commands(tmp_path: Path, hub: PretendHub) -> None:
    hub.say("Ich hätte gern die Größe M")
    hub.add(PaymentBody("pi_3QxA", "1.e", Payment(id="pi_3QxA", amount=4990, currency="eur", status="succeeded")), None)
    assert run(tmp_path, hub).messages == 6
    (hit,) = (json.loads(line) for line in commands.search(DataFolder(tmp_path), KEY, ["groesse"]))
    assert hit == {
        "kind": "message", "id": "wamid.6", "conversation": "c_lena", "at": "2026-11-22T09:00:00.000Z",
        "text": "Ich hätte gern die Größe M", "direction": "in", "name": "Lena", "marks": [[19, 24]],
    }  # fmt: skip
    (paid,) = (json.loads(line) for line in commands.search(DataFolder(tmp_path), KEY, ["49,90"]))
    assert (paid["kind"], paid["id"], paid["conversation"]) == ("payment", "pi_3QxA", None)
    people = [json.loads(line)["kind"] for line in commands.search(DataFolder(tmp_path), KEY, ["lena"])]
    assert people == ["person"]
    assert list(commands.search(DataFolder(tmp_path), KEY, ["nichts", "davon"])) == []


def test_search_gives_every_hit_once_however_many(tmp_path: Path, hub: PretendHub) -> None:
    for number in range(120):
        hub.say(f"Treffer {number}")
    run(tmp_path, hub)
    hits = [json.loads(line) for line in commands.search(DataFolder(tmp_path), KEY, ["treffer"])]
    assert [hit["id"] for hit in hits] == [f"wamid.{n}" for n in range(125, 5, -1)]


def test_an_erased_person_leaves_both_files(tmp_path: Path, hub: PretendHub) -> None:
    run(tmp_path, hub)
    files = files_in(tmp_path, HandClock())
    files.desk.keep_draft(Draft("c_lena", "an Lena", "2026-11-22T09:00:00.000Z"))
    files.close()
    hub.add(PersonBody(reason="asked"), "c_lena", "person.erased")
    assert run(tmp_path, hub) == Counts(0, 0, 0, 0, 6)
    files = files_in(tmp_path, HandClock())
    assert files.desk.drafts() == []
    files.close()
    assert list(commands.search(DataFolder(tmp_path), KEY, ["Zeile"])) == []


def test_a_damaged_cache_is_fetched_again_and_said(tmp_path: Path, hub: PretendHub) -> None:
    run(tmp_path, hub)
    path = tmp_path / "cache.db"
    path.write_bytes(path.read_bytes()[:5000])
    said: list[str] = []
    assert run(tmp_path, hub, said).messages == 5
    assert "fetched again" in said[0]


def test_damage_that_shows_only_while_working_is_mended_too(
    tmp_path: Path, hub: PretendHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1500):
        hub.say(f"Neue Zeile {number}")
    run(tmp_path, hub)
    path = tmp_path / "cache.db"
    data = path.read_bytes()
    third = len(data) // 3 // 4096 * 4096
    path.write_bytes(data[:third] + bytes(len(data) - third))
    monkeypatch.setattr(files_module, "_CHECKED_BYTES", 0)
    said: list[str] = []
    assert run(tmp_path, hub, said).messages == 1505
    assert "cache.db.broken-" in said[0]
    assert len(list(tmp_path.glob("cache.db.broken-*"))) == 1
