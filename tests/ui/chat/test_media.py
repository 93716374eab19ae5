"""Pictures and files in the chat: what is painted, what a click on them does, and that nothing jumps when they come."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inbox.ui.chat.blocks import lay_out
from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, MediaKind, MediaPart, Quote
from inbox.ui.theme.theme import Theme
from tests.ui.chat.chats import CARD, bubbles, chat, spot_of, top

PHOTO = MediaPart(kind=MediaKind.IMAGE, key="m_1", width=480, height=360)
RED = QColor("#ff0000")


class OnePicture:
    """A red picture, once it is there."""

    def __init__(self) -> None:
        self.is_there = False
        self.refuses = False

    def picture(self, key: str, size: QSize) -> QPixmap | None:
        if not self.is_there or key != "m_1":
            return None
        pixmap = QPixmap(size)
        pixmap.fill(RED)
        return pixmap

    def is_refused(self, key: str) -> bool:
        return self.refuses


@pytest.fixture
def pictures() -> OnePicture:
    return OnePicture()


@pytest.fixture
def view(theme: Theme, qtbot: QtBot, pictures: OnePicture) -> ChatView:
    made = ChatView(theme, pictures)
    qtbot.addWidget(made)
    made.resize(716, 500)
    made.show()
    return made


def color(view: ChatView, item: str) -> QColor:
    """What is painted in the middle of an item's picture."""
    spot = spot_of(view, item)
    return view.viewport().grab(QRect(spot.x() - 60, spot.y() - 60, 1, 1)).toImage().pixelColor(0, 0)


def test_a_picture_that_comes_is_painted_and_nothing_moves(view: ChatView, pictures: OnePicture) -> None:
    view.show_timeline(chat(*bubbles(1, 2), Bubble(id="photo", media=PHOTO), *bubbles(4)))
    before = (top(view, "photo"), top(view, "m4"))
    assert color(view, "photo") != RED
    pictures.is_there = True
    view.picture_ready("m_1")
    assert color(view, "photo") == RED
    assert (top(view, "photo"), top(view, "m4")) == before


def test_only_the_rows_of_a_picture_are_painted_anew(
    view: ChatView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Bubble(id="answer", text="Ja", reply=Quote("photo", "Lena", "Foto", "m_1"))
    view.show_timeline(chat(Bubble(id="photo", media=PHOTO), *bubbles(2), answer))
    painted: list[str] = []
    monkeypatch.setattr(view, "repaint_item", painted.append)
    view.picture_ready("m_1")
    view.picture_ready("m_2")
    assert painted == ["photo", "answer"]


@pytest.mark.parametrize(
    ("media", "intent"),
    [
        (PHOTO, Intent.MEDIA_OPEN),
        (MediaPart(kind=MediaKind.STICKER, key="m_1"), Intent.MEDIA_OPEN),
        (MediaPart(kind=MediaKind.DOCUMENT, key="m_1", title="a.pdf"), Intent.MEDIA_SAVE),
        (MediaPart(kind=MediaKind.VOICE, key="m_1"), Intent.MEDIA_PLAY),
        (MediaPart(kind=MediaKind.VIDEO, key="m_1"), Intent.MEDIA_PLAY),
        (MediaPart(kind=MediaKind.DOCUMENT, key="m_1", title="a.pdf", progress=4, can_stop=True), Intent.MEDIA_STOP),
        (MediaPart(kind=MediaKind.IMAGE, key="m_1", problem="No answer.", can_retry=True), Intent.MEDIA_RETRY),
        (MediaPart(kind=MediaKind.DOCUMENT, key="m_1", problem="No answer.", can_retry=True), Intent.MEDIA_RETRY),
    ],
)
def test_a_click_on_a_file_does_what_can_be_done(
    view: ChatView, qtbot: QtBot, media: MediaPart, intent: Intent
) -> None:
    view.show_timeline(chat(Bubble(id="file", media=media)))
    with qtbot.waitSignal(view.intent) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot_of(view, "file"))
    assert told.args == ["file", intent]


@pytest.mark.parametrize(
    "media",
    [
        MediaPart(kind=MediaKind.IMAGE),
        MediaPart(kind=MediaKind.IMAGE, problem="Gone."),
        MediaPart(kind=MediaKind.DOCUMENT, title="a.pdf"),
        MediaPart(kind=MediaKind.LOCATION, detail="Hamburg"),
        MediaPart(kind=MediaKind.CONTACT, detail="Lena"),
    ],
)
def test_what_nothing_can_be_done_with_is_no_button(theme: Theme, media: MediaPart) -> None:
    assert lay_out(theme.look, Bubble(id="file", media=media), 716).areas == ()


@pytest.mark.parametrize("width", [300, 716])
@pytest.mark.parametrize("percent", [80, 200])
@pytest.mark.parametrize("size", [(480, 360), (4000, 60), (60, 4000), (20, 20)])
def test_a_problem_stays_inside_the_picture_s_place(
    theme: Theme, width: int, percent: int, size: tuple[int, int]
) -> None:
    theme.set_percent(percent)
    good = MediaPart(kind=MediaKind.IMAGE, key="m_1", width=size[0], height=size[1])
    bad = MediaPart(
        kind=MediaKind.IMAGE,
        key="m_1",
        width=size[0],
        height=size[1],
        problem="Der Hub hat nicht geantwortet, deshalb ist die Datei nicht hier.",
        can_retry=True,
    )
    there, missing = (lay_out(theme.look, Bubble(id="b", media=media), width) for media in (good, bad))
    assert there.height == missing.height
    assert there.body == missing.body
    assert there.areas[0].where == missing.areas[0].where
    assert "nicht geantwortet" in missing.areas[0].name


def test_enter_on_a_message_opens_its_picture_and_nothing_else(view: ChatView, qtbot: QtBot) -> None:
    view.show_timeline(chat(CARD, Bubble(id="photo", media=PHOTO)))
    view.jump_to("photo")
    with qtbot.waitSignal(view.intent) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["photo", Intent.MEDIA_OPEN]
    view.jump_to("cart")
    with qtbot.assertNotEmitted(view.intent):
        QTest.keyClick(view, Qt.Key.Key_Return)
