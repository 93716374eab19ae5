"""The pictures that are painted: at once when they are there, fetched once when not, let go when there is no room."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from inbox.desk.ports import Changes, FileState, Held
from inbox.domain.problems import OutsideError, Problem
from inbox.ui.pictures.gallery import Gallery
from tests.ui.pictures.painted import file_of, painted
from tests.ui.presenters.pretend_desk import PretendCommands, PretendDesk

SIZE = QSize(40, 30)


class PretendFiles:
    """Files held by hand; counts who reads, and on which thread."""

    def __init__(self) -> None:
        self.content: dict[str, bytes] = {}
        self.reads: list[str] = []
        self.threads: set[int] = set()
        self.trouble: OutsideError | None = None
        self.may_be_read = threading.Event()
        self.may_be_read.set()

    def held(self, media: str) -> Held | None:
        content = self.content.get(media)
        return None if content is None else Held("image/png", len(content), "00")

    def read(self, media: str) -> bytes | None:
        self.reads.append(media)
        self.threads.add(threading.get_ident())
        assert self.may_be_read.wait(20)
        if self.trouble is not None:
            raise self.trouble
        return self.content.get(media)


@pytest.fixture
def files() -> PretendFiles:
    made = PretendFiles()
    made.content["m_1"] = file_of(painted(120, 90))
    return made


@pytest.fixture
def commands() -> PretendCommands:
    return PretendDesk().commands


@pytest.fixture
def gallery(qtbot: QtBot, files: PretendFiles, commands: PretendCommands) -> Iterator[Gallery]:
    made = Gallery(files, commands, kept_bytes=40 * 30 * 4 * 3)
    yield made
    made.close()


def comes(qtbot: QtBot, gallery: Gallery, key: str, size: QSize = SIZE) -> None:
    """Ask for a picture and wait until it is there."""
    with qtbot.waitSignal(gallery.arrived, check_params_cb=lambda told: told == key):
        gallery.picture(key, size)
    assert gallery.picture(key, size) is not None


def test_a_picture_is_decoded_once_and_not_on_this_thread(qtbot: QtBot, gallery: Gallery, files: PretendFiles) -> None:
    assert gallery.picture("m_1", SIZE) is None
    gallery.picture("m_1", SIZE)
    comes(qtbot, gallery, "m_1")
    pixmap = gallery.picture("m_1", SIZE)
    assert pixmap is not None
    assert pixmap.size() == SIZE
    assert files.reads == ["m_1"]
    assert threading.get_ident() not in files.threads


def test_meanwhile_the_picture_stays_in_its_other_size(qtbot: QtBot, gallery: Gallery) -> None:
    comes(qtbot, gallery, "m_1")
    meanwhile = gallery.picture("m_1", QSize(20, 20))
    assert meanwhile is not None
    assert meanwhile.size() == SIZE
    qtbot.waitUntil(lambda: gallery.picture("m_1", QSize(20, 20)).size() == QSize(20, 20))


def test_what_is_not_here_is_fetched_once_and_painted_when_it_came(
    qtbot: QtBot, gallery: Gallery, files: PretendFiles, commands: PretendCommands
) -> None:
    for _ in range(3):
        assert gallery.picture("m_2", SIZE) is None
    qtbot.waitUntil(lambda: bool(commands.fetched))
    gallery.picture("m_2", SIZE)
    files.content["m_2"] = file_of(painted(60, 60))
    gallery.take(Changes(media=frozenset(("m_2",))))
    qtbot.waitUntil(lambda: gallery.picture("m_2", SIZE) is not None)
    assert commands.fetched == ["m_2"]


def test_a_file_that_failed_is_not_asked_for_again_by_itself(
    qtbot: QtBot, gallery: Gallery, files: PretendFiles, commands: PretendCommands
) -> None:
    gallery.picture("m_2", SIZE)
    qtbot.waitUntil(lambda: bool(commands.fetched))
    failed = FileState("m_2", "failed", problem=Problem("media-gone", "It is gone."))
    commands.view = msgspec.structs.replace(commands.view, files=(failed,))
    gallery.take(Changes(media=frozenset(("m_2",))))
    assert gallery.picture("m_2", SIZE) is None
    assert commands.fetched == ["m_2"]
    commands.view = msgspec.structs.replace(commands.view, files=())
    files.content["m_2"] = file_of(painted(60, 60))
    gallery.take(Changes(media=frozenset(("m_2",))))
    qtbot.waitUntil(lambda: gallery.picture("m_2", SIZE) is not None)


def test_a_file_whose_owner_has_it_and_which_cannot_be_read_is_given_up(
    qtbot: QtBot, gallery: Gallery, files: PretendFiles, commands: PretendCommands
) -> None:
    files.trouble = OutsideError("the disk fails")

    def announce() -> bool:
        gallery.picture("m_2", SIZE)
        if gallery.is_refused("m_2"):
            return True
        gallery.take(Changes(media=frozenset(("m_2",))))
        return False

    qtbot.waitUntil(announce)
    assert len(commands.fetched) == 2


def test_what_is_no_picture_is_refused_and_not_read_again(
    qtbot: QtBot, gallery: Gallery, files: PretendFiles
) -> None:
    files.content["m_1"] = b"anything else"
    with qtbot.waitSignal(gallery.arrived):
        gallery.picture("m_1", SIZE)
    assert gallery.is_refused("m_1")
    assert gallery.picture("m_1", SIZE) is None
    assert files.reads == ["m_1"]


def test_pictures_looked_at_last_are_kept(qtbot: QtBot, gallery: Gallery, files: PretendFiles) -> None:
    for number in range(1, 5):
        files.content[f"m_{number}"] = file_of(painted(60, 60))
        comes(qtbot, gallery, f"m_{number}")
        gallery.picture("m_1", SIZE)
    assert gallery.picture("m_1", SIZE) is not None
    assert gallery.picture("m_2", SIZE) is None


def test_an_erased_person_s_picture_is_gone_from_the_screen_too(
    qtbot: QtBot, gallery: Gallery, files: PretendFiles
) -> None:
    comes(qtbot, gallery, "m_1")
    with qtbot.waitSignal(gallery.whole_arrived):
        gallery.whole("m_1")
    del files.content["m_1"]
    with qtbot.waitSignal(gallery.arrived, check_params_cb=lambda key: key == "m_1"):
        gallery.take(Changes(media=frozenset(("m_1",))))
    assert gallery.picture("m_1", SIZE) is None
    assert gallery.whole("m_1") is None


def test_a_whole_picture_has_its_own_size(qtbot: QtBot, gallery: Gallery) -> None:
    with qtbot.waitSignal(gallery.whole_arrived):
        assert gallery.whole("m_1") is None
    image = gallery.whole("m_1")
    assert image is not None
    assert image.size() == QSize(120, 90)
    gallery.forget_whole()
    assert gallery.whole("m_1") is None


def test_who_scrolls_past_many_gets_the_newest(qtbot: QtBot, gallery: Gallery, files: PretendFiles) -> None:
    content = file_of(painted(60, 60))
    files.may_be_read.clear()  # she is past them all before the disk has given the first
    for number in range(200):
        files.content[f"m_{number}"] = content
        gallery.picture(f"m_{number}", SIZE)
    files.may_be_read.set()
    qtbot.waitUntil(lambda: gallery.picture("m_199", SIZE) is not None)
    qtbot.wait(50)
    assert len(files.reads) < 100


def test_a_closed_gallery_reads_nothing_more(gallery: Gallery, files: PretendFiles) -> None:
    gallery.close()
    assert gallery.picture("m_1", SIZE) is None
    assert files.reads == []
