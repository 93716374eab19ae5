"""Which picture is shown whole, and files saved under a name that every system takes."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inbox.desk.ports import Changes, FileProblemError
from inbox.domain.ids import MediaId
from inbox.domain.messages import Media
from inbox.domain.problems import Problem
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.desk import Bell
from inbox.ui.models.presenters.lightbox import LightboxPresenter
from inbox.ui.models.presenters.saves import Saves
from inbox.ui.models.states.intents import Intent
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, entry


def photo(number: int, kind: str = "image", **changes: object) -> object:
    media = Media(state="stored", id=MediaId(f"m_{number}"), mime="image/jpeg")
    return entry(f"wamid.{number}", -60 + number, kind=kind, **({"media": media} | changes))


@pytest.fixture
def chat(pretend: PretendDesk) -> ChatPresenter:
    waiting = Media(state="waiting")
    pretend.reads.lines = [
        photo(1, text="*Schau* mal"),
        photo(2, "document"),
        photo(3, direction="out"),
        photo(4, media=waiting),
        photo(5, "sticker"),
    ]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


@pytest.fixture
def lightbox(pretend: PretendDesk, chat: ChatPresenter) -> LightboxPresenter:
    made = LightboxPresenter(pretend.desk, chat)
    chat.picture_wanted.connect(made.open)
    return made


def test_a_click_on_a_picture_shows_whose_it_is_and_when_it_came(
    chat: ChatPresenter, lightbox: LightboxPresenter
) -> None:
    chat.act("wamid.1", Intent.MEDIA_OPEN)
    state = lightbox.state
    assert state is not None
    assert (state.key, state.title, state.detail, state.caption) == ("m_1", "Lena Brandt", "Today 13:06", "Schau mal")
    assert (state.place, state.count) == (1, 3)
    assert state.spoken == "Picture 1 of 3, Lena Brandt, Today 13:06, Schau mal"


def test_steps_go_over_the_pictures_alone_and_end_at_both_ends(
    chat: ChatPresenter, lightbox: LightboxPresenter
) -> None:
    lightbox.open("wamid.1")
    keys = []
    for by in (-1, 1, 1, 1, -1):
        lightbox.step(by)
        assert lightbox.state is not None
        keys.append(lightbox.state.key)
    assert keys == ["m_1", "m_3", "m_5", "m_5", "m_3"]
    assert lightbox.state is not None
    assert lightbox.state.title == "You"


def test_it_goes_when_it_is_closed_and_when_its_message_goes(
    pretend: PretendDesk, chat: ChatPresenter, lightbox: LightboxPresenter
) -> None:
    lightbox.open("wamid.1")
    lightbox.close()
    assert lightbox.state is None
    lightbox.open("wamid.1")
    pretend.reads.lines = [photo(3)]
    chat.take(Changes(flags=frozenset(("everything",))))
    assert lightbox.state is None
    lightbox.open("wamid.9")
    assert lightbox.state is None


@pytest.mark.parametrize(
    ("media", "name"),
    [
        (Media(state="stored", id=MediaId("m_1"), filename="Rechnung 10234.pdf"), "Rechnung 10234.pdf"),
        (Media(state="stored", id=MediaId("m_1"), filename="../../.bashrc"), "_.._.bashrc"),
        (Media(state="stored", id=MediaId("m_1"), filename='C:\\a<b>"?.exe'), "C__a_b___.exe"),
        (Media(state="stored", id=MediaId("m_1"), filename="x" * 300 + ".pdf"), "x" * 120 + ".pdf"),
        (Media(state="stored", id=MediaId("m_1"), filename="..."), "file"),
        (Media(state="stored", id=MediaId("m_1"), mime="image/jpeg"), "WhatsApp 2026-11-22 14.05.00.jpg"),
        (Media(state="stored", id=MediaId("m_1"), mime="audio/ogg; codecs=opus"), "WhatsApp 2026-11-22 14.05.00.ogg"),
        (Media(state="stored", id=MediaId("m_1"), mime="application/x-none"), "WhatsApp 2026-11-22 14.05.00"),
        (Media(state="waiting"), ""),
    ],
)
def test_a_file_is_offered_under_a_name_that_leads_nowhere(pretend: PretendDesk, media: Media, name: str) -> None:
    pretend.reads.lines = [entry("wamid.1", kind="document", media=media)]
    chat = ChatPresenter(pretend.desk, pretend.clicks)
    chat.open(LENA)
    assert Saves(pretend.desk, Bell(), chat).name("wamid.1") == name


def test_what_came_of_saving_is_told(pretend: PretendDesk, chat: ChatPresenter, qtbot: QtBot) -> None:
    saves = Saves(pretend.desk, Bell(), chat)
    with qtbot.waitSignal(saves.saved) as told:
        saves.save("wamid.2", "/somewhere/a.pdf")
    assert told.args == ["a.pdf"]
    assert pretend.commands.saved == [("m_2", Path("/somewhere/a.pdf"))]
    refused: Future[Path] = Future()
    refused.set_exception(FileProblemError(Problem("media-offline", "No connection.")))
    pretend.commands.saving = refused
    with qtbot.waitSignal(saves.failed) as told:
        saves.save("wamid.2", "/somewhere/a.pdf")
    assert "no connection to the hub" in told.args[0]
