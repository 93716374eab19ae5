"""A recording in its bubble: what a click and the keys do, what is painted while it plays, what a screen reader says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inbox.ui.chat.blocks import lay_out
from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.sound import Sound, Stage
from inbox.ui.models.timeline import Bubble, MediaKind, MediaPart
from inbox.ui.theme.theme import Theme
from tests.ui.chat.chats import bubbles, chat, spot_of

NOTE = MediaPart(kind=MediaKind.VOICE, key="m_1")


class OneSound:
    def __init__(self) -> None:
        self.stands = Sound(lasts=10_000)
        self.shows: QPixmap | None = None

    def frame(self, key: str) -> QPixmap | None:
        return self.shows

    def sound(self, key: str) -> Sound:
        return self.stands


@pytest.fixture
def sounds() -> OneSound:
    return OneSound()


@pytest.fixture
def view(theme: Theme, qtbot: QtBot, sounds: OneSound) -> ChatView:
    made = ChatView(theme)
    made.sounds = sounds
    qtbot.addWidget(made)
    made.resize(716, 500)
    made.show()
    made.show_timeline(chat(*bubbles(1), Bubble(id="note", media=NOTE)))
    return made


def names(view: ChatView) -> list[str]:
    block = view.block_of("note")
    assert block is not None
    return [view.name_of(block.item, area) for area in block.areas]


def picture(view: ChatView) -> bytes:
    return bytes(view.viewport().grab(view.item_rect("note")).toImage().constBits())


def test_its_button_plays_its_bar_moves_and_its_speed_changes(view: ChatView, qtbot: QtBot) -> None:
    for number, intent in ((0, Intent.MEDIA_PLAY), (2, Intent.SOUND_SPEED)):
        with qtbot.waitSignal(view.intent) as told:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot_of(view, "note", number))
        assert told.args == ["note", intent]
    block = view.block_of("note")
    assert block is not None
    bar = block.areas[1].where
    at = QPoint(int(bar.left() + bar.width() * 0.75), int(bar.center().y())) + view.item_rect("note").topLeft()
    with qtbot.waitSignal(view.sought) as sought:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert sought.args[0] == "note"
    assert sought.args[1] == pytest.approx(0.75, abs=0.02)


@pytest.mark.parametrize(
    ("key", "modifier", "what"),
    [
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, ["note", Intent.MEDIA_PLAY]),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, ["note", Intent.MEDIA_PLAY]),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, ["note", 5]),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, ["note", -5]),
    ],
)
def test_keys_on_its_message(
    view: ChatView, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, what: list[object]
) -> None:
    view.jump_to("note")
    with qtbot.waitSignal(view.skipped if isinstance(what[1], int) else view.intent) as told:
        QTest.keyClick(view, key, modifier)
    assert told.args == what


def test_it_is_painted_as_it_stands_and_nothing_is_laid_out_anew(view: ChatView, sounds: OneSound) -> None:
    seen = {picture(view)}
    misses = view._laid.misses
    for stage, position in ((Stage.COMING, 0), (Stage.PLAYING, 0), (Stage.PLAYING, 5000), (Stage.PAUSED, 5000)):
        sounds.stands = Sound(stage=stage, position=position, lasts=10_000)
        view.sound_changed("m_1")
        seen.add(picture(view))
    sounds.stands = Sound(stage=Stage.FAILED, problem="There is no loudspeaker.")
    view.sound_changed("")
    seen.add(picture(view))
    assert len(seen) == 6
    assert view._laid.misses == misses


def test_only_its_own_row_is_painted_anew(view: ChatView, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    monkeypatch.setattr(view, "repaint_item", painted.append)
    view.sound_changed("m_2")
    view.sound_changed("m_1")
    view.sound_changed("")
    assert painted == ["note", "note"]


def test_a_screen_reader_hears_what_a_click_would_do_now(view: ChatView, sounds: OneSound) -> None:
    assert names(view) == [
        "Play: Voice message, 0:10", "Place in the recording: 0:00 of 0:10", "Speed of recordings: 1×"
    ]  # fmt: skip
    sounds.stands = Sound(stage=Stage.PLAYING, position=61_000, lasts=125_000, speed=150)
    assert names(view) == [
        "Pause: Voice message, 2:05", "Place in the recording: 1:01 of 2:05", "Speed of recordings: 1.5×"
    ]  # fmt: skip
    sounds.stands = Sound(stage=Stage.FAILED, problem="It cannot be played.", is_hopeless=True)
    assert names(view)[0] == "Save: Voice message"


@pytest.mark.parametrize("width", [300, 716])
@pytest.mark.parametrize("percent", [80, 200])
@pytest.mark.parametrize("kind", [MediaKind.VOICE, MediaKind.DOCUMENT])
def test_why_it_is_not_here_is_read_in_full(theme: Theme, width: int, percent: int, kind: MediaKind) -> None:
    theme.set_percent(percent)
    words = "Der Hub hat nicht geantwortet, deshalb ist die Datei nicht auf diesem Rechner."
    good, bad = MediaPart(kind=kind, key="m_1"), MediaPart(kind=kind, key="m_1", problem=words, can_retry=True)
    there, missing = (lay_out(theme.look, Bubble(id="b", media=media), width) for media in (good, bad))
    assert missing.height > there.height
    assert [area.intent for area in missing.areas] == [Intent.MEDIA_RETRY]
    assert missing.areas[0].where.bottom() <= missing.body.bottom()
    assert words in missing.areas[0].name
    assert QRect(0, 0, width, missing.height).contains(missing.body.toAlignedRect())


def test_a_film_plays_in_its_place(view: ChatView, qtbot: QtBot, sounds: OneSound) -> None:
    film = MediaPart(kind=MediaKind.VIDEO, key="m_1", width=480, height=360)
    view.show_timeline(chat(*bubbles(1), Bubble(id="note", media=film)))
    sounds.stands = Sound()
    still = picture(view)
    with qtbot.waitSignal(view.intent) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot_of(view, "note"))
    assert told.args == ["note", Intent.MEDIA_PLAY]
    sounds.stands, sounds.shows = Sound(stage=Stage.PLAYING, position=1000, lasts=2000), QPixmap(32, 24)
    sounds.shows.fill(Qt.GlobalColor.red)
    view.sound_changed("m_1")
    assert picture(view) != still
    block = view.block_of("note")
    assert block is not None
    middle = block.areas[0].where.center().toPoint() + view.item_rect("note").topLeft()
    assert view.viewport().grab(QRect(middle, middle)).toImage().pixelColor(0, 0) == Qt.GlobalColor.red
    assert names(view) == ["Pause: Video, 0:02", "Place in the recording: 0:01 of 0:02"]
    view.jump_to("note")
    with qtbot.waitSignal(view.skipped) as skipped:
        QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert skipped.args == ["note", -5]
