"""Stickers that move: while they are seen, never for ever, never where less motion is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from inbox.domain.images import image_facts
from inbox.sandbox.specimens import WEBP, sticker
from inbox.ui.pictures import films as module
from inbox.ui.pictures.decode import moving
from inbox.ui.pictures.films import Films, frames_of
from inbox.ui.pictures.gallery import Gallery
from tests.ui.pictures.painted import file_of, painted
from tests.ui.pictures.test_gallery import PretendFiles
from tests.ui.presenters.pretend_desk import PretendDesk

SIZE = QSize(128, 128)


def plain(count: int = 3, delay: int = 1) -> tuple[tuple[QImage, int], ...]:
    """Frames of one colour each."""
    frames = []
    for number in range(count):
        image = QImage(SIZE, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number * 60, 255, 255))
        frames.append((image, delay))
    return tuple(frames)


class Allowed:
    def __init__(self) -> None:
        self.may = True

    def __call__(self) -> bool:
        return self.may


@pytest.fixture
def allowed() -> Allowed:
    return Allowed()


@pytest.fixture
def films(qtbot: QtBot, allowed: Allowed) -> Iterator[Films]:
    made = Films(allowed)
    yield made
    made.forget("m_1")
    made.deleteLater()


def shown(films: Films) -> int:
    """Which of the frames is to be painted now."""
    pixmap = films.frame("m_1", SIZE)
    assert pixmap is not None
    return pixmap.toImage().pixelColor(5, 5).hsvHue() // 60


def test_frames_cover_their_place_and_differ() -> None:
    data = sticker()
    frames = moving(data, SIZE)
    assert len(frames) == 14
    assert {image.size() for image, _ in frames} == {SIZE}
    assert all(delay == 90 for _, delay in frames)
    assert len({bytes(image.constBits()) for image, _ in frames}) > 10
    assert frames[0][0].pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize("data", [WEBP, file_of(painted(128, 128)), sticker()[:3000], b"RIFFxxxxWEBP"])
def test_what_does_not_move_has_no_frames(data: bytes) -> None:
    assert moving(data, SIZE) == ()


@pytest.mark.parametrize("size", [QSize(34, 34), QSize(5000, 5000)])
def test_signs_and_giants_stand_still(size: QSize) -> None:
    facts = image_facts(sticker())
    assert facts is not None
    assert frames_of(sticker(), facts, size) == ()


def test_it_moves_while_it_is_painted(qtbot: QtBot, films: Films) -> None:
    films.keep("m_1", SIZE, plain())
    seen = [shown(films)]
    for _ in range(4):
        with qtbot.waitSignal(films.moved, timeout=20_000):
            pass
        seen.append(shown(films))
    assert seen == [0, 1, 2, 0, 1]


def test_out_of_sight_it_stands_still_without_a_timer(qtbot: QtBot, films: Films) -> None:
    films.keep("m_1", SIZE, plain())
    assert not films.is_moving()
    shown(films)
    assert films.is_moving()
    with qtbot.waitSignal(films.moved, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: not films.is_moving(), timeout=20_000)
    assert shown(films) == 1
    assert films.is_moving(), "seen again, it goes on"


def test_it_does_not_move_for_ever(qtbot: QtBot, films: Films, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PLAYED_MS", 4)
    films.moved.connect(lambda _: shown(films))
    films.keep("m_1", SIZE, plain())
    shown(films)
    qtbot.waitUntil(lambda: not films.is_moving(), timeout=20_000)
    assert shown(films) == 0, "at rest it shows its first frame"
    assert not films.is_moving()
    monkeypatch.setattr(module, "_AWAY_MS", -1)
    shown(films)
    assert films.is_moving(), "it was out of sight for a while"


def test_where_nothing_may_move_it_is_its_first_frame(qtbot: QtBot, films: Films, allowed: Allowed) -> None:
    allowed.may = False
    films.keep("m_1", SIZE, plain())
    assert shown(films) == 0
    assert not films.is_moving()
    allowed.may = True
    with qtbot.waitSignal(films.moved):
        films.wake()
    shown(films)
    assert films.is_moving()


def test_the_oldest_frames_make_room(qtbot: QtBot, allowed: Allowed) -> None:
    films = Films(allowed, kept_bytes=7 * 128 * 128 * 4)
    for key in ("m_1", "m_2", "m_3"):
        films.keep(key, SIZE, plain())
    assert films.frame("m_1", SIZE) is None
    assert films.frame("m_3", SIZE) is not None
    for key in ("m_2", "m_3"):
        films.forget(key)
        assert films.frame(key, SIZE) is None


@pytest.mark.parametrize("calm", [False, True])
def test_the_gallery_shows_it_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, calm: bool) -> None:
    files = PretendFiles()
    files.content["m_1"] = sticker()
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: Qt.ApplicationState.ApplicationActive)
    gallery = Gallery(files, PretendDesk().commands, is_calm=lambda: calm)
    with qtbot.waitSignal(gallery.arrived, timeout=20_000):
        gallery.picture("m_1", SIZE)
    first = gallery.picture("m_1", SIZE)
    assert first is not None
    assert gallery._films.is_moving() is not calm
    if not calm:
        with qtbot.waitSignal(gallery.arrived, timeout=20_000):
            pass
        second = gallery.picture("m_1", SIZE)
        assert second is not None
        assert second.toImage() != first.toImage()
    gallery.close()
    gallery._films.forget("m_1")
