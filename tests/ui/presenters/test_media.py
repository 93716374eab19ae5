"""Files of messages in the timeline: coming, here, failed with a reason and a way out."""

from __future__ import annotations

import msgspec
import pytest

from inbox.desk.ports import Changes, FileState
from inbox.domain.ids import MediaId
from inbox.domain.messages import Media
from inbox.domain.problems import Problem
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, MediaKind, MediaPart
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, entry

FILE = MediaId("m_1")


def opened(pretend: PretendDesk, media: Media | None, kind: str = "image") -> ChatPresenter:
    pretend.reads.lines = [entry("wamid.1", kind=kind, media=media)]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def shown(presenter: ChatPresenter) -> MediaPart:
    bubble = presenter.state.items[-1]
    assert isinstance(bubble, Bubble)
    assert bubble.media is not None
    return bubble.media


def stand(pretend: PretendDesk, *files: FileState) -> None:
    pretend.commands.view = msgspec.structs.replace(pretend.commands.view, files=files)


def test_a_photo_is_asked_for_by_its_id_once_the_hub_has_it(pretend: PretendDesk) -> None:
    assert shown(opened(pretend, Media(state="waiting", platform_id="77"))).key == ""
    part = shown(opened(pretend, Media(state="stored", id=FILE, mime="image/jpeg")))
    assert (part.kind, part.key, part.problem) == (MediaKind.IMAGE, "m_1", "")


def test_the_picture_of_a_product_stands_over_its_payment_link(pretend: PretendDesk) -> None:
    part = shown(opened(pretend, Media(state="stored", id=FILE, mime="image/png", width=400, height=400), "cta_url"))
    assert (part.kind, part.key, part.width, part.height) == (MediaKind.IMAGE, "m_1", 400, 400)
    bubble = opened(pretend, None, "cta_url").state.items[-1]
    assert isinstance(bubble, Bubble)
    assert bubble.media is None


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Problem("media-gone", "Gone."), "no longer there"),
        (Problem("media-newer-code", "A reason of a newer hub."), "A reason of a newer hub."),
        (None, "could not be fetched from WhatsApp"),
    ],
)
def test_what_the_hub_could_not_get_says_why(pretend: PretendDesk, problem: Problem | None, words: str) -> None:
    part = shown(opened(pretend, Media(state="failed", problem=problem)))
    assert words in part.problem
    assert not part.can_retry


def test_what_this_desk_could_not_get_is_fetched_again_by_a_click(pretend: PretendDesk) -> None:
    presenter = opened(pretend, Media(state="stored", id=FILE))
    stand(pretend, FileState(FILE, "failed", problem=Problem("media-unreachable", "No answer.")))
    presenter.take(Changes(media=frozenset((FILE,))))
    part = shown(presenter)
    assert part.can_retry
    assert "did not answer" in part.problem
    presenter.act("wamid.1", Intent.MEDIA_RETRY)
    assert pretend.commands.fetched == [FILE]
    stand(pretend)
    presenter.take(Changes(media=frozenset((FILE,))))
    assert (shown(presenter).problem, shown(presenter).can_retry) == ("", False)


def test_a_large_file_says_how_far_it_has_come_and_can_be_stopped(pretend: PretendDesk) -> None:
    presenter = opened(pretend, Media(state="stored", id=FILE, size=8_000_000), "document")
    stand(pretend, FileState(FILE, "moving", 2_000_000, 8_000_000))
    presenter.take(Changes(media=frozenset((FILE,))))
    assert (shown(presenter).progress, shown(presenter).can_stop) == (25, True)
    presenter.act("wamid.1", Intent.MEDIA_STOP)
    assert pretend.commands.left == [FILE]
    stand(pretend)
    presenter.take(Changes(media=frozenset((FILE,))))
    assert (shown(presenter).progress, shown(presenter).can_stop) == (-1, False)


def test_news_of_other_files_change_nothing(pretend: PretendDesk) -> None:
    presenter = opened(pretend, Media(state="stored", id=FILE))
    before = presenter.state
    stand(pretend, FileState(MediaId("m_2"), "failed", problem=Problem("media-gone", "Gone.")))
    presenter.take(Changes(media=frozenset((MediaId("m_2"),))))
    assert presenter.state is before
