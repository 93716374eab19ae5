"""A voice note in the whole window: played from the bubble, ended by another chat, by a lock, by its message going."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.sound import Stage
from inbox.ui.panes.message_menu import MessageMenuView
from inbox.ui.sound.player import Player
from inbox.ui.sound.speaker import Trouble
from inbox.ui.theme.theme import Theme
from tests.ui.app.scene import MURAT, Scene, show
from tests.ui.presenters.pretend_desk import LENA
from tests.ui.sound.speakers import PretendSpeaker


@pytest.fixture
def speaker() -> PretendSpeaker:
    return PretendSpeaker()


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot, speaker: PretendSpeaker) -> Iterator[Scene]:
    scene = show(Scene(theme, speaker=speaker), qtbot)
    scene.shown.open(LENA)
    yield scene
    scene.shown.close()


@pytest.fixture
def player(scene: Scene, qtbot: QtBot) -> Player:
    """Lena's voice note plays."""
    view = scene.shown.widgets.timeline
    assert isinstance(view.sounds, Player)
    player = view.sounds
    view.intent.emit("m2", Intent.MEDIA_PLAY)
    qtbot.waitUntil(lambda: player.sound("m_voice").stage is Stage.PLAYING, timeout=20_000)
    return player


def test_it_plays_pauses_and_moves_by_what_the_bubble_asks_for(
    scene: Scene, player: Player, speaker: PretendSpeaker
) -> None:
    view = scene.shown.widgets.timeline
    view.sought.emit("m2", 0.5)
    view.skipped.emit("m2", 5)
    view.intent.emit("m2", Intent.SOUND_SPEED)
    view.intent.emit("m2", Intent.MEDIA_PLAY)
    view.sought.emit("m1", 0.5)
    assert speaker.told[1:] == ["load 0 100", "seek 11500", "seek 16500", "speed 150", "pause"]


def test_the_key_pauses_and_goes_on_while_something_is_typed(
    scene: Scene, player: Player, speaker: PretendSpeaker
) -> None:
    scene.hands.type("Moment")
    scene.hands.press("Ctrl+Shift+Space", "Ctrl+Shift+Space")
    assert speaker.told[2:] == ["pause", "play"]
    assert scene.shown.widgets.composer.edit.toPlainText() == "Moment"


def test_another_chat_ends_it_and_a_lock_too(scene: Scene, player: Player, speaker: PretendSpeaker, qtbot: QtBot) -> None:
    scene.desk.reads.lines, lines = [], scene.desk.reads.lines
    scene.shown.open(MURAT)
    assert (player.current, speaker.data) == ("", b"")
    scene.desk.reads.lines = lines
    scene.shown.open(LENA)
    player.toggle("m_voice")
    qtbot.waitUntil(lambda: player.sound("m_voice").stage is Stage.PLAYING, timeout=20_000)
    scene.shown.lock()
    assert (player.current, speaker.data) == ("", b"")


def test_it_ends_when_its_message_is_taken_back(scene: Scene, player: Player, speaker: PretendSpeaker) -> None:
    *others, voice = scene.desk.reads.lines
    scene.desk.reads.lines = [*others, msgspec.structs.replace(voice, revoked=True)]
    scene.ring()
    assert (player.current, speaker.data) == ("", b"")
    assert "sounds" not in scene.shown.widgets.window._situation.offered


def test_what_cannot_be_played_is_said_and_its_button_saves(
    scene: Scene, speaker: PretendSpeaker, qtbot: QtBot
) -> None:
    view = scene.shown.widgets.timeline
    speaker.trouble = Trouble.NO_LIBRARY
    view.intent.emit("m2", Intent.MEDIA_PLAY)
    qtbot.waitUntil(lambda: view.sounds is not None and view.sounds.sound("m_voice").is_hopeless, timeout=20_000)
    qtbot.waitUntil(lambda: "save the file" in str(scene.shown.news.state), timeout=20_000)
    view.intent.emit("m2", Intent.MEDIA_PLAY)
    dialog = scene.shown.widgets.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith(".ogg")
    dialog.reject()


def test_its_menu_saves_it(scene: Scene, qtbot: QtBot) -> None:
    scene.shown._on_context("m2", QPoint(10, 10))
    menu = scene.shown.widgets.timeline.findChild(MessageMenuView)
    assert menu is not None
    save = next(action for action in menu.actions() if action.text() == "Save the file as …")
    with qtbot.waitSignal(scene.shown.chat.save_wanted) as told:
        save.trigger()
    assert told.args == ["m2"]
    menu.close()
    scene.shown.widgets.window.findChild(QFileDialog).reject()
