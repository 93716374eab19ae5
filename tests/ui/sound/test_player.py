"""Recordings: fetched when they are wanted, one at a time, gone from memory when they stop, and words when nothing plays."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from inbox.desk.ports import Changes, FileState
from inbox.domain.ids import MediaId
from inbox.domain.problems import OutsideError, Problem
from inbox.sandbox.specimens import voice_note
from inbox.ui.models.states.sound import Stage
from inbox.ui.sound.player import Player
from inbox.ui.sound.speaker import Trouble
from tests.ui.pictures.painted import painted
from tests.ui.pictures.test_gallery import PretendFiles
from tests.ui.presenters.pretend_desk import PretendCommands, PretendDesk
from tests.ui.sound.speakers import PretendSpeaker


@pytest.fixture
def files() -> PretendFiles:
    made = PretendFiles()
    made.content = {"m_1": voice_note(4), "m_2": voice_note(9)}
    return made


@pytest.fixture
def commands() -> PretendCommands:
    return PretendDesk().commands


@pytest.fixture
def speaker() -> PretendSpeaker:
    return PretendSpeaker()


@pytest.fixture
def player(qtbot: QtBot, files: PretendFiles, commands: PretendCommands, speaker: PretendSpeaker) -> Iterator[Player]:
    made = Player(files, commands, speaker.make)
    yield made
    made.close()
    speaker.listener = None


def plays(qtbot: QtBot, player: Player, key: str) -> None:
    """Press play and wait until it does."""
    player.toggle(key)
    qtbot.waitUntil(lambda: player.sound(key).stage is Stage.PLAYING, timeout=20_000)


def test_a_recording_is_read_by_a_thread_and_played(
    qtbot: QtBot, player: Player, files: PretendFiles, speaker: PretendSpeaker
) -> None:
    plays(qtbot, player, "m_1")
    assert speaker.told == ["made", "load 0 100"]
    assert speaker.data == files.content["m_1"]
    assert threading.get_ident() not in files.threads
    player.moved(1500)
    assert (player.sound("m_1").position, player.sound("m_1").lasts) == (1500, 4000)
    assert player.sound("m_1").is_heard


def test_how_long_it_is_stands_there_before_it_is_played(qtbot: QtBot, player: Player, speaker: PretendSpeaker) -> None:
    with qtbot.waitSignal(player.changed, timeout=20_000):
        assert player.sound("m_2").lasts == 0
    assert player.sound("m_2").lasts == 9000
    assert (player.sound("m_2").stage, player.sound("m_2").is_heard) == (Stage.STILL, False)
    assert speaker.told == []


def test_pause_and_on_again(qtbot: QtBot, player: Player, speaker: PretendSpeaker) -> None:
    plays(qtbot, player, "m_1")
    player.toggle("m_1")
    assert player.sound("m_1").stage is Stage.PAUSED
    player.toggle("m_1")
    assert player.sound("m_1").stage is Stage.PLAYING
    assert speaker.told[2:] == ["pause", "play"]


def test_one_plays_at_a_time_and_the_other_is_gone_from_memory(
    qtbot: QtBot, player: Player, files: PretendFiles, speaker: PretendSpeaker
) -> None:
    plays(qtbot, player, "m_1")
    player.moved(2000)
    plays(qtbot, player, "m_2")
    assert player.sound("m_1").stage is Stage.STILL
    assert speaker.data == files.content["m_2"]
    plays(qtbot, player, "m_1")
    assert speaker.told[1:] == ["load 0 100", "unload", "load 0 100", "unload", "load 2000 100"]
    player.stop()
    assert speaker.data == b""
    assert player.current == ""


def test_at_its_end_it_begins_again(qtbot: QtBot, player: Player, speaker: PretendSpeaker) -> None:
    plays(qtbot, player, "m_1")
    player.moved(3990)
    player.ended()
    assert (player.sound("m_1").stage, player.sound("m_1").position) == (Stage.STILL, 0)
    assert speaker.data == b""


def test_going_to_a_place_before_and_while_it_plays(qtbot: QtBot, player: Player, speaker: PretendSpeaker) -> None:
    player.sound("m_1")
    qtbot.waitUntil(lambda: player.sound("m_1").lasts == 4000, timeout=20_000)
    player.seek("m_1", 0.5)
    plays(qtbot, player, "m_1")
    player.seek("m_1", 7.0)
    player.skip("m_1", -5)
    player.skip("m_1", 3)
    player.skip("m_1", 5)
    assert speaker.told[1:] == ["load 2000 100", "seek 4000", "seek 0", "seek 3000", "seek 4000"]


def test_the_speed_goes_round_and_stays_for_the_next_one(qtbot: QtBot, player: Player, speaker: PretendSpeaker) -> None:
    player.next_speed()
    plays(qtbot, player, "m_1")
    player.next_speed()
    assert player.sound("m_2").speed == 200
    plays(qtbot, player, "m_2")
    player.next_speed()
    assert speaker.told[1:] == ["load 0 150", "speed 200", "unload", "load 0 200", "speed 100"]


def test_one_that_is_not_here_is_fetched_and_plays_when_it_comes(
    qtbot: QtBot, player: Player, files: PretendFiles, commands: PretendCommands
) -> None:
    player.toggle("m_3")
    qtbot.waitUntil(lambda: commands.fetched == ["m_3"], timeout=20_000)
    assert player.sound("m_3").stage is Stage.COMING
    files.content["m_3"] = voice_note(2)
    player.take(Changes(media=frozenset((MediaId("m_3"),))))
    qtbot.waitUntil(lambda: player.sound("m_3").stage is Stage.PLAYING, timeout=20_000)
    assert player.sound("m_3").lasts == 2000


def test_one_that_cannot_be_fetched_says_why(qtbot: QtBot, player: Player, commands: PretendCommands) -> None:
    player.toggle("m_3")
    qtbot.waitUntil(lambda: commands.fetched == ["m_3"], timeout=20_000)
    failed = FileState(MediaId("m_3"), "failed", problem=Problem("media-gone", "Gone."))
    commands.view = msgspec.structs.replace(commands.view, files=(failed,))
    with qtbot.waitSignal(player.failed) as told:
        player.take(Changes(media=frozenset((MediaId("m_3"),))))
    assert "no longer there" in told.args[0]
    assert player.sound("m_3").stage is Stage.STILL


def test_pressing_again_while_it_comes_gives_up(
    qtbot: QtBot, player: Player, files: PretendFiles, commands: PretendCommands, speaker: PretendSpeaker
) -> None:
    player.toggle("m_3")
    qtbot.waitUntil(lambda: commands.fetched == ["m_3"], timeout=20_000)
    player.toggle("m_3")
    assert commands.left == ["m_3"]
    files.content["m_3"] = voice_note(2)
    player.take(Changes(media=frozenset((MediaId("m_3"),))))
    qtbot.waitUntil(lambda: player.sound("m_3").lasts == 2000, timeout=20_000)
    assert speaker.told == []


@pytest.mark.parametrize("trouble", list(Trouble))
def test_what_cannot_be_played_has_words_and_a_way_out(
    qtbot: QtBot, player: Player, speaker: PretendSpeaker, trouble: Trouble
) -> None:
    speaker.trouble = trouble
    with qtbot.waitSignal(player.failed, timeout=20_000) as told:
        player.toggle("m_1")
    sound = player.sound("m_1")
    assert (sound.stage, sound.problem) == (Stage.FAILED, told.args[0])
    assert sound.is_hopeless is (trouble is not Trouble.NO_DEVICE)
    assert speaker.data == b""
    speaker.trouble = None
    plays(qtbot, player, "m_1")
    assert player.sound("m_1").problem == ""


def test_a_film_is_seen_while_it_plays(qtbot: QtBot, player: Player, speaker: PretendSpeaker) -> None:
    player.toggle("m_1", is_film=True)
    qtbot.waitUntil(lambda: player.sound("m_1").stage is Stage.PLAYING, timeout=20_000)
    assert speaker.told == ["made", "load 0 100 film"]
    assert player.frame("m_1") is None
    with qtbot.waitSignal(player.changed):
        player.seen(painted(32, 24))
    frame = player.frame("m_1")
    assert frame is not None
    assert frame.width() == 32
    assert player.frame("m_2") is None
    player.stop()
    assert player.frame("m_1") is None


def test_a_disk_that_fails_fetches_it_again(
    qtbot: QtBot, player: Player, files: PretendFiles, commands: PretendCommands
) -> None:
    files.trouble = OutsideError("the disk fails")
    player.toggle("m_1")
    qtbot.waitUntil(lambda: commands.fetched == ["m_1"], timeout=20_000)


def test_a_closed_player_reads_nothing_more(player: Player, files: PretendFiles) -> None:
    player.close()
    player.toggle("m_1")
    player.sound("m_2")
    assert files.reads == []
