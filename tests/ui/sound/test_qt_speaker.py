"""A real voice note through Qt's own decoder, played from memory. Left out, in words, where the library does not load."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from inbox.sandbox.specimens import mp4, voice_note
from inbox.ui.sound.speaker import Trouble

pytest.importorskip(
    "PySide6.QtMultimedia", reason="QtMultimedia finds no sound library of the system", exc_type=ImportError
)

from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QAudioDevice, QMediaPlayer

from inbox.ui.sound import qt_speaker as module
from inbox.ui.sound.qt_speaker import QtSpeaker


class Hears:
    def __init__(self) -> None:
        self.positions: list[int] = []
        self.length = 0
        self.ends = 0
        self.troubles: list[Trouble] = []
        self.pictures: list[QImage] = []

    def moved(self, position: int) -> None:
        self.positions.append(position)

    def lasts(self, milliseconds: int) -> None:
        self.length = milliseconds

    def ended(self) -> None:
        self.ends += 1

    def seen(self, image: QImage) -> None:
        self.pictures.append(image)

    def broke(self, trouble: Trouble) -> None:
        self.troubles.append(trouble)


@pytest.fixture
def heard() -> Hears:
    return Hears()


@pytest.fixture
def speaker(qtbot: QtBot, qtlog: Any, heard: Hears, monkeypatch: pytest.MonkeyPatch) -> Iterator[QtSpeaker]:
    # The library warns of machines without loudspeaker, and of files that are none.
    with qtlog.disabled():
        player = QMediaPlayer()
        if not player.isAvailable():
            pytest.skip("QtMultimedia has nothing that plays on this machine")
        made = QtSpeaker(player, heard)
        # The machines that test have no loudspeaker; decoding does not need one.
        monkeypatch.setattr(made, "_has_device", lambda: True)
        yield made


def test_a_voice_note_is_decoded_to_its_end(qtbot: QtBot, speaker: QtSpeaker, heard: Hears) -> None:
    speaker.load(voice_note(2), 0, 200, is_film=False)
    qtbot.waitUntil(lambda: heard.ends == 1, timeout=30_000)
    assert 1900 <= heard.length <= 2100
    assert max(heard.positions) > 1000
    assert heard.troubles == []
    speaker.unload()


def test_a_film_is_seen_also_where_nothing_can_be_heard(
    qtbot: QtBot, speaker: QtSpeaker, heard: Hears, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(module.QMediaDevices, "defaultAudioOutput", staticmethod(QAudioDevice))
    speaker.load(mp4(), 0, 100, is_film=True)
    qtbot.waitUntil(lambda: len(heard.pictures) > 2, timeout=30_000)
    assert (heard.pictures[0].width(), heard.pictures[0].height()) == (320, 240)
    assert heard.troubles == []
    speaker.unload()


def test_it_begins_where_it_is_told_to(qtbot: QtBot, speaker: QtSpeaker, heard: Hears) -> None:
    speaker.load(voice_note(30), 20_000, 100, is_film=False)
    qtbot.waitUntil(lambda: bool(heard.positions), timeout=30_000)
    assert heard.positions[0] >= 19_000
    speaker.pause()
    speaker.unload()
    assert heard.ends == 0


def test_what_the_library_ends_on_its_threads_waits_for_no_turn_of_python(
    qtbot: QtBot, speaker: QtSpeaker, heard: Hears
) -> None:
    speaker.load(voice_note(30), 0, 100, is_film=False)
    qtbot.waitUntil(lambda: bool(heard.positions), timeout=30_000)
    output, player = speaker._output, speaker._player
    held = SIGNAL("volumeChanged(float)")
    assert output.receivers(held) > 0
    usual = sys.getswitchinterval()
    sys.setswitchinterval(100)  # this thread gives its turn to nobody until the library has let go
    try:
        player.stop()
        give_up = time.monotonic() + 20
        while output.receivers(held) and time.monotonic() < give_up:
            pass
        left = output.receivers(held)
    finally:
        sys.setswitchinterval(usual)
    speaker.unload()
    assert left == 0


@pytest.mark.parametrize("data", [b"OggS" + bytes(3000), mp4()[:400], b"#!AMR nothing"])
def test_what_is_no_recording_is_said(qtbot: QtBot, speaker: QtSpeaker, heard: Hears, data: bytes) -> None:
    speaker.load(data, 0, 100, is_film=False)
    qtbot.waitUntil(lambda: heard.troubles == [Trouble.NOT_READABLE], timeout=30_000)
    speaker.unload()


def test_without_a_loudspeaker_it_says_so(
    qtbot: QtBot, speaker: QtSpeaker, heard: Hears, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(module.QMediaDevices, "defaultAudioOutput", staticmethod(QAudioDevice))
    speaker.load(voice_note(1), 0, 100, is_film=False)
    assert heard.troubles == [Trouble.NO_DEVICE]
