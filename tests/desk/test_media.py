"""Copies of files: fetched once, checked, bounded, encrypted, gone with their person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from inbox.desk.media_cache import PIECE, MediaCache, MediaLostError
from inbox.desk.media_facts import MediaFacts
from inbox.desk.media_reader import MediaReader
from inbox.desk.ports import Commands, FileProblemError, Files, FileState
from inbox.domain.events import PersonBody
from inbox.system.paths import DataFolder
from tests.desk.kit import KEY, OTHER_KEY, HandClock, files_in
from tests.desk.pretend_hub import PretendHub, problem
from tests.desk.running import PATIENCE, Desk, lost, until

CANARY = b"a picture nobody else may see "
SMALL = CANARY * 40
LARGE = bytes(number % 251 for number in range(3 * PIECE + 1234))


def file(desk: Desk, media: str) -> FileState | None:
    return next((each for each in desk.engine.view.files if each.id == media), None)


def failed(desk: Desk, media: str) -> str:
    """Wait until a file is given up and return why."""
    state = until(lambda: (found := file(desk, media)) is not None and found.state == "failed" and found)
    return state.problem.code


def calls(hub: PretendHub, media: str) -> int:
    return hub.asked.count(f"GET /v1/media/{media}")


def test_a_new_picture_is_here_before_anybody_asks(desk: Desk, hub: PretendHub) -> None:
    files: Files = desk.online().engine.files
    hub.send_file("m_1", SMALL)
    until(lambda: files.held("m_1"))
    assert files.read("m_1") == SMALL
    assert files.held("m_1").mime == "image/png"
    until(lambda: "m_1" in desk.engine.take().media)
    assert calls(hub, "m_1") == 1
    assert desk.engine.view.files == ()


def test_an_older_picture_waits_until_it_is_asked_for(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.at -= timedelta(hours=25)
    hub.send_file("m_1", SMALL)
    hub.say("weiter")
    until(lambda: "wamid.3" in desk.engine.take().messages)
    assert calls(hub, "m_1") == 0
    desk.engine.fetch_media("m_1")
    until(lambda: desk.engine.files.held("m_1"))


def test_a_large_file_is_fetched_when_it_is_asked_for(desk: Desk, hub: PretendHub) -> None:
    commands: Commands = desk.online().engine
    hub.send_file("m_1", LARGE, mime="video/mp4")
    hub.say("weiter")
    until(lambda: "wamid.3" in desk.engine.take().messages)
    assert calls(hub, "m_1") == 0
    commands.fetch_media("m_1").result(PATIENCE)
    until(lambda: desk.engine.files.held("m_1"))
    assert desk.engine.files.read("m_1") == LARGE
    commands.fetch_media("m_1").result(PATIENCE)
    assert calls(hub, "m_1") == 1


def test_a_file_the_log_has_not_told_of_is_checked_against_what_the_hub_says(desk: Desk, hub: PretendHub) -> None:
    hub.media["m_1"] = SMALL
    desk.online().engine.fetch_media("m_1")
    until(lambda: desk.engine.files.read("m_1") == SMALL)


def test_what_breaks_off_goes_on_where_it_stopped(desk: Desk, hub: PretendHub, quick: None) -> None:
    ranges: list[str] = []

    def note(request: httpx.Request) -> None:
        if request.url.path == "/v1/media/m_1":
            ranges.append(request.headers.get("Range", ""))

    hub.fault = note
    hub.cut = [PIECE + 5, 17]
    hub.send_file("m_1", LARGE, mime="video/mp4")
    until(lambda: desk.engine.view.status.online)
    hub.say("weiter")
    until(lambda: "wamid.3" in desk.engine.take().messages)
    desk.engine.fetch_media("m_1")
    until(lambda: desk.engine.files.read("m_1") == LARGE)
    assert ranges == ["", f"bytes={PIECE}-", f"bytes={PIECE}-"]


def test_what_was_stopped_goes_on_where_it_stopped(desk: Desk, hub: PretendHub, tmp_path: Path, quick: None) -> None:
    ranges: list[str] = []

    def note(request: httpx.Request) -> None:
        if request.url.path == "/v1/media/m_1":
            ranges.append(request.headers.get("Range", ""))

    hub.fault = note
    hub.cut = [PIECE + 5] * 3  # it would be tried again by itself
    hub.send_file("m_1", LARGE, mime="application/pdf")
    until(lambda: desk.engine.view.status.online)
    hub.say("weiter")
    until(lambda: "wamid.3" in desk.engine.take().messages)
    saving = desk.engine.save_media("m_1", tmp_path / "a.pdf")
    until(lambda: ranges)
    desk.engine.leave_media("m_1")
    with pytest.raises(FileProblemError) as stopped:
        saving.result(PATIENCE)
    assert stopped.value.problem.code == "media-stopped"
    assert file(desk, "m_1") is None
    hub.cut = []
    assert desk.engine.save_media("m_1", tmp_path / "a.pdf").result(PATIENCE).read_bytes() == LARGE
    assert ranges[-1] in (f"bytes={PIECE}-", f"bytes={2 * PIECE}-", f"bytes={3 * PIECE}-")
    desk.engine.leave_media("m_1")
    until(lambda: desk.engine.files.read("m_1") == LARGE)


def test_a_voice_note_is_here_before_it_is_played(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.send_file("m_1", SMALL, mime="audio/ogg; codecs=opus")
    until(lambda: desk.engine.files.held("m_1"))


def test_a_file_with_another_hash_is_never_shown(desk: Desk, hub: PretendHub, quick: None) -> None:
    desk.online()
    hub.wrong["m_1"] = SMALL.replace(b"nobody", b"anyone")
    hub.send_file("m_1", SMALL)
    assert failed(desk, "m_1") == "media-damaged"
    assert desk.engine.files.held("m_1") is None
    assert desk.engine.files.read("m_1") is None
    del hub.wrong["m_1"]
    desk.engine.fetch_media("m_1")
    until(lambda: desk.engine.files.read("m_1") == SMALL)
    until(lambda: desk.engine.view.files == ())


def test_a_file_longer_than_told_is_not_kept(desk: Desk, hub: PretendHub, quick: None) -> None:
    desk.online()
    hub.wrong["m_1"] = SMALL + b"more"
    hub.send_file("m_1", SMALL)
    assert failed(desk, "m_1") == "media-damaged"


def test_a_file_larger_than_any_is_refused(desk: Desk, hub: PretendHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inbox.desk.media_fetch.LARGEST", 2 * PIECE)
    hub.media["m_1"] = LARGE
    desk.online().engine.fetch_media("m_1")
    assert failed(desk, "m_1") == "media-too-large"
    assert calls(hub, "m_1") == 1


def test_what_the_hub_has_not_is_said_and_can_be_tried_again(desk: Desk, hub: PretendHub) -> None:
    desk.online().engine.fetch_media("m_1")
    assert failed(desk, "m_1") == "media-gone"
    assert "m_1" in desk.engine.take().media
    hub.media["m_1"] = SMALL
    desk.engine.fetch_media("m_1")
    until(lambda: desk.engine.files.read("m_1") == SMALL)


@pytest.mark.allow_logs("the hub is lost")
def test_offline_what_is_here_shows_and_the_rest_waits(desk: Desk, hub: PretendHub) -> None:
    hub.send_file("m_1", SMALL)
    until(lambda: desk.engine.files.held("m_1"))
    hub.fault = lost
    until(lambda: not desk.engine.view.status.online)
    hub.media["m_2"] = SMALL
    desk.engine.fetch_media("m_2").result(PATIENCE)
    assert desk.engine.files.read("m_1") == SMALL
    assert file(desk, "m_2").state == "waiting"
    hub.fault = lambda request: None
    desk.engine.hurry()
    until(lambda: desk.engine.files.read("m_2") == SMALL)


def test_a_busy_hub_is_asked_again(desk: Desk, hub: PretendHub, quick: None) -> None:
    answers = [problem(503, "busy", "Later.", **{"Retry-After": "0"}), problem(500, "trouble", "It failed.")]

    def fault(request: httpx.Request) -> httpx.Response | None:
        return answers.pop() if answers and request.url.path == "/v1/media/m_1" else None

    hub.fault = fault
    hub.media["m_1"] = SMALL
    desk.online().engine.fetch_media("m_1")
    until(lambda: desk.engine.files.read("m_1") == SMALL)


def test_an_erased_person_leaves_no_file(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.send_file("m_1", SMALL)
    hub.send_file("m_2", SMALL + b"2", "c_max")
    until(lambda: desk.engine.files.held("m_1") and desk.engine.files.held("m_2"))
    desk.engine.take()
    hub.add(PersonBody(), "c_lena", "person.erased")
    until(lambda: desk.engine.files.held("m_1") is None)
    assert desk.engine.files.read("m_2") == SMALL + b"2"
    until(lambda: "m_1" in desk.engine.take().media)


def test_no_file_holds_a_picture_in_clear(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.send_file("m_1", SMALL)
    until(lambda: desk.engine.files.held("m_1"))
    desk.engine.stop()
    for path in desk.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert CANARY not in content, path
        assert not content.startswith(b"SQLite format 3"), path


def test_copies_are_read_again_after_a_restart(desk: Desk, hub: PretendHub) -> None:
    desk.online()
    hub.send_file("m_1", SMALL)
    until(lambda: desk.engine.files.held("m_1"))
    desk.engine.stop()
    desk.start()
    assert desk.engine.files.read("m_1") == SMALL
    assert calls(hub, "m_1") == 1


# -- the file alone ----------------------------------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test wait for the pauses between tries."""
    monkeypatch.setattr("inbox.desk.media_fetch._PAUSES", (0.01, 0.01, 0.01))


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def cache(tmp_path: Path, clock: HandClock) -> Iterator[MediaCache]:
    made = MediaCache(DataFolder(tmp_path).copies, KEY, clock, most=3000)
    yield made
    made.close()


@pytest.fixture
def reader(tmp_path: Path, clock: HandClock, cache: MediaCache) -> Iterator[MediaReader]:
    made = MediaReader(DataFolder(tmp_path), KEY, clock)
    cache.serve(made)
    yield made
    made.let_go()


def keep(cache: MediaCache, media: str, content: bytes) -> None:
    cache.put(media, 0, content)
    cache.complete(MediaFacts(media, "c_lena", "image/png", "00", len(content)))


def test_what_nobody_looked_at_for_longest_goes_first(cache: MediaCache, reader: MediaReader, clock: HandClock) -> None:
    for number in range(3):
        keep(cache, f"m_{number}", bytes(1000))
        clock.pass_(60)
    assert reader.read("m_0") is not None
    clock.pass_(60)
    keep(cache, "m_3", bytes(1500))
    assert [number for number in range(4) if cache.has(f"m_{number}")] == [0, 3]
    assert cache.held() == 2500


def test_what_does_not_fit_at_all_is_kept_alone(cache: MediaCache) -> None:
    keep(cache, "m_0", bytes(1000))
    keep(cache, "m_1", bytes(9000))
    assert cache.has("m_1")
    assert not cache.has("m_0")


def test_a_file_is_not_read_before_it_is_whole(cache: MediaCache, reader: MediaReader) -> None:
    cache.put("m_0", 0, bytes(1000))
    assert reader.held("m_0") is None
    assert reader.read("m_0") is None


def test_a_reader_without_a_file_finds_nothing(tmp_path: Path, clock: HandClock) -> None:
    assert MediaReader(DataFolder(tmp_path), KEY, clock).read("m_0") is None


def damage(path: Path) -> None:
    """Write over the middle of a file."""
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = bytes(len(content) - 4096)
    path.write_bytes(content)


def test_a_damaged_file_is_begun_anew_at_the_start(
    tmp_path: Path, clock: HandClock, expect_logs: Callable[[str], None]
) -> None:
    files = files_in(tmp_path, clock)
    keep(files.media, "m_0", SMALL)
    files.close()
    path = DataFolder(tmp_path).copies
    path.write_bytes(b"\0" * path.stat().st_size)
    expect_logs("copies of files are fetched again")
    files = files_in(tmp_path, clock)
    assert files.notice is None
    assert not files.media.has("m_0")
    keep(files.media, "m_0", SMALL)
    files.close()


def test_another_key_does_not_open_the_copies(
    tmp_path: Path, clock: HandClock, cache: MediaCache, expect_logs: Callable[[str], None]
) -> None:
    keep(cache, "m_0", SMALL)
    cache.close()
    assert MediaReader(DataFolder(tmp_path), OTHER_KEY, clock).read("m_0") is None
    expect_logs("copies of files are fetched again")
    other = MediaCache(DataFolder(tmp_path).copies, OTHER_KEY, clock)
    assert not other.has("m_0")
    other.close()


def test_damage_that_shows_late_costs_only_the_copies(
    tmp_path: Path, clock: HandClock, expect_logs: Callable[[str], None]
) -> None:
    path = DataFolder(tmp_path).copies
    cache = MediaCache(path, KEY, clock)
    reader = MediaReader(DataFolder(tmp_path), KEY, clock)
    cache.serve(reader)
    for number in range(40):
        keep(cache, f"m_{number}", SMALL * 8)
    cache.close()
    damage(path)
    cache = MediaCache(path, KEY, clock)
    cache.serve(reader)
    assert reader.read("m_39") is None
    expect_logs("copies of files are fetched again")
    with pytest.raises(MediaLostError):
        list(cache.pieces("m_39"))
    keep(cache, "m_39", SMALL)
    assert reader.read("m_39") == SMALL
    cache.close()
    reader.let_go()


# -- saving ------------------------------------------------------------------------------------------------------------


def test_a_file_is_saved_where_the_agent_wants_it(desk: Desk, hub: PretendHub, tmp_path: Path) -> None:
    hub.media["m_1"] = LARGE
    target = tmp_path / "elsewhere" / "bild.png"
    target.parent.mkdir()
    target.write_bytes(b"an older one")
    assert desk.online().engine.save_media("m_1", target).result(PATIENCE) == target
    assert target.read_bytes() == LARGE
    assert [each.name for each in target.parent.iterdir()] == ["bild.png"]


def test_what_cannot_be_had_or_written_is_said(desk: Desk, hub: PretendHub, tmp_path: Path) -> None:
    desk.online()
    with pytest.raises(FileProblemError) as gone:
        desk.engine.save_media("m_1", tmp_path / "a.png").result(PATIENCE)
    assert gone.value.problem.code == "media-gone"
    hub.media["m_1"] = SMALL
    with pytest.raises(FileProblemError, match=r"a\.png could not be saved .*choose another folder") as failed:
        desk.engine.save_media("m_1", tmp_path / "no folder" / "a.png").result(PATIENCE)
    assert failed.value.problem.code == "save-failed"


def test_a_file_is_read_for_a_page_fetched_first_where_it_is_not_here(desk: Desk, hub: PretendHub) -> None:
    hub.media["m_1"] = LARGE
    assert desk.online().engine.read_media("m_1").result(PATIENCE) == LARGE
    with pytest.raises(FileProblemError) as gone:
        desk.engine.read_media("m_2").result(PATIENCE)
    assert gone.value.problem.code == "media-gone"


@pytest.mark.allow_logs("the hub is lost")
def test_offline_only_what_is_here_can_be_saved(desk: Desk, hub: PretendHub, tmp_path: Path) -> None:
    hub.send_file("m_1", SMALL)
    until(lambda: desk.engine.files.held("m_1"))
    hub.fault = lost
    until(lambda: not desk.engine.view.status.online)
    desk.engine.save_media("m_1", tmp_path / "a.png").result(PATIENCE)
    assert (tmp_path / "a.png").read_bytes() == SMALL
    with pytest.raises(FileProblemError, match="no connection"):
        desk.engine.save_media("m_2", tmp_path / "b.png").result(PATIENCE)
