"""Files that go out with a reply: attached, refused in words, sent once with the text as caption, back when taken back."""

from __future__ import annotations

from concurrent.futures import Future

import msgspec
import pytest

from inbox.desk.ports import Attachment, Changes, FileProblemError, FileState
from inbox.domain.actions import SendMedia, SendText
from inbox.domain.ids import ActionId, ConversationId, MediaId
from inbox.domain.messages import ErrorNote, Media
from inbox.domain.problems import OutsideError, Problem
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.conversations import ConversationListPresenter
from inbox.ui.models.presenters.pending import DISCARD
from inbox.ui.models.states.composer import Tool
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, MediaKind, Ticks
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, chat, entry, item

MAX = ConversationId("c_max")
ONE = ActionId("00000000-0000-4000-8000-0000000000aa")


@pytest.fixture
def composer(pretend: PretendDesk) -> ComposerPresenter:
    made = ComposerPresenter(pretend.desk, pretend.clicks)
    made.open(LENA)
    return made


def offer(pretend: PretendDesk, composer: ComposerPresenter, *names: str) -> None:
    for name in names:
        composer.files.offer(LENA, f"/home/jana/{name}")
        pretend.clicks.settle()


def sent(pretend: PretendDesk) -> list[tuple[str, str | None, str | None]]:
    """File, caption and name of everything sent."""
    return [(one.media, one.caption, one.filename) for one in pretend.commands.clicked if isinstance(one, SendMedia)]


def test_files_are_shown_with_their_size_and_can_be_left_out(
    pretend: PretendDesk, composer: ComposerPresenter
) -> None:
    assert Tool.ATTACH in composer.state.tools
    offer(pretend, composer, "tüte.png", "rechnung.pdf")
    shown = composer.state.files
    assert [(each.name, each.detail, each.picture) for each in shown] == [
        ("tüte.png", "1.4 MB", "f_1"),
        ("rechnung.pdf", "1.4 MB", ""),
    ]
    assert composer.state.can_send
    composer.files.remove("f_1")
    assert [each.name for each in composer.state.files] == ["rechnung.pdf"]


def test_the_text_goes_with_the_first_file(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    offer(pretend, composer, "tüte.png", "rechnung.pdf")
    composer.edit(LENA, "Hier, bitte ")
    composer.send(LENA, "reply")
    assert sent(pretend) == [("f_1", "Hier, bitte", None), ("f_2", None, "rechnung.pdf")]
    assert composer.state.draft == ""
    assert composer.state.files == (), "what was sent is the draft's no more, even before the engine says so"


def test_without_text_the_files_go_alone(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    offer(pretend, composer, "tüte.png")
    composer.send(LENA, "reply")
    assert sent(pretend) == [("f_1", None, None)]


def test_a_sound_goes_without_words(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    offer(pretend, composer, "ton.mp3")
    assert composer.state.can_send
    composer.edit(LENA, "hör mal")
    assert not composer.state.can_send
    assert "no text with a sound" in composer.state.warning
    offer(pretend, composer, "tüte.png")
    composer.send(LENA, "reply")
    assert sent(pretend) == [("f_1", None, None), ("f_2", "hör mal", None)]


def test_a_caption_has_its_own_limit(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    offer(pretend, composer, "tüte.png")
    composer.edit(LENA, "x" * 1025)
    assert "1 characters too many" in composer.state.warning
    composer.send(LENA, "reply")
    assert pretend.commands.clicked == []
    composer.edit(LENA, "x" * 1024)
    composer.send(LENA, "reply")
    assert len(sent(pretend)) == 1


def test_what_is_refused_stands_in_the_strip_and_hinders_nothing(
    pretend: PretendDesk, composer: ComposerPresenter
) -> None:
    facts: dict[str, str | int | None] = {"name": "film.mp4", "given": "17.3", "most": "16"}
    pretend.commands.refusal = FileProblemError(Problem("file-too-large", "Too large.", facts=facts))
    offer(pretend, composer, "film.mp4")
    pretend.commands.refusal = None
    offer(pretend, composer, "tüte.png")
    good, bad = composer.state.files
    assert (good.name, good.problem) == ("tüte.png", "")
    assert "17.3 MB" in bad.problem
    assert "16 MB" in bad.problem
    composer.send(LENA, "reply")
    assert sent(pretend) == [("f_1", None, None)]
    assert composer.state.files == ()


def test_a_file_that_comes_in_is_shown_once(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    """The engine's list of files has it a moment before its answer does."""
    answers: list[Future[Attachment]] = []
    take_in = pretend.commands._attach

    def slowly(conversation: ConversationId, name: str, content: bytes) -> Future[Attachment]:
        answers.append(Future())
        return answers[-1]

    pretend.commands._attach = slowly  # type: ignore[method-assign]  # the same one, answering later
    for _ in range(2):
        composer.files.paste(LENA, "Bild.png", b"x")
    assert [each.detail for each in composer.state.files] == ["being read …"] * 2
    first = take_in(LENA, "Bild.png", b"x").result()
    composer.show()
    assert [(each.id, each.detail) for each in composer.state.files] == [(first.id, "1 kB"), ("not-here:2", "being read …")]
    answers[0].set_result(first)
    pretend.clicks.settle()
    assert [each.id for each in composer.state.files] == [first.id, "not-here:2"]
    second = take_in(LENA, "Bild.png", b"x").result()
    composer.show()
    assert [each.id for each in composer.state.files] == [first.id, second.id]


def test_a_refused_file_can_be_put_away(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.commands.refusal = OutsideError("The desk is not running.")
    offer(pretend, composer, "tüte.png")
    pretend.commands.refusal = None
    (refused,) = composer.state.files
    assert refused.problem == "The desk is not running."
    composer.files.remove(refused.id)
    assert composer.state.files == ()


def test_files_stay_with_their_chat(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.reads.rows.append(chat(MAX, "Max"))
    offer(pretend, composer, "tüte.png")
    composer.open(MAX)
    assert composer.state.files == ()
    composer.open(LENA)
    assert len(composer.state.files) == 1


def test_a_long_name_keeps_its_ending(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    offer(pretend, composer, "x" * 250 + ".pdf")
    composer.send(LENA, "reply")
    assert sent(pretend) == [("f_1", None, "x" * 236 + ".pdf")]


def test_a_chat_with_files_alone_has_a_draft_in_the_list(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    pretend.reads.rows = [chat(unread=0)]
    rows = ConversationListPresenter(pretend.desk)
    offer(pretend, composer, "tüte.png")
    rows.take(Changes(flags=frozenset(("attachments",))))
    assert (rows.model.row_at(0).has_draft, rows.model.row_at(0).last) == (True, "a file")


def test_a_note_has_no_files(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    offer(pretend, composer, "tüte.png")
    composer.choose_mode("note")
    assert composer.state.files == ()
    composer.edit(LENA, "nur für uns")
    composer.send(LENA, "note")
    assert sent(pretend) == []
    composer.choose_mode("reply")
    assert len(composer.state.files) == 1


def test_what_was_not_taken_is_given_back(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    offer(pretend, composer, "tüte.png")
    composer.edit(LENA, "Hier")
    pretend.commands.refusal = OutsideError("The desk is not running.")
    composer.send(LENA, "reply")
    pretend.clicks.settle()
    assert composer.state.draft == "Hier"
    assert len(composer.state.files) == 1


# -- in the chat -------------------------------------------------------------------------------------------------------


def going(pretend: PretendDesk, composer: ComposerPresenter, state: str) -> tuple[ChatPresenter, Bubble]:
    """A picture on its way, as the chat shows it."""
    offer(pretend, composer, "tüte.png")
    (file,) = pretend.commands.view.attachments
    wish = SendMedia(id=ONE, conversation=LENA, media=file.id, caption="Hier")
    given = msgspec.structs.replace(file, action=ONE)
    problem = Problem("role", "No.") if state == "refused" else None
    view = msgspec.structs.replace(pretend.commands.view, items=(item(wish, state, problem),), attachments=(given,))
    pretend.commands.view = view
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    bubble = presenter.state.items[-1]
    assert isinstance(bubble, Bubble)
    return presenter, bubble


def test_a_picture_on_its_way_is_seen_with_its_text(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    presenter, bubble = going(pretend, composer, "uploading")
    assert (bubble.text, bubble.ticks, bubble.is_mine) == ("Hier", Ticks.QUEUED, True)
    assert bubble.media is not None
    assert (bubble.media.kind, bubble.media.key) == (MediaKind.IMAGE, "f_1")
    assert (bubble.media.width, bubble.media.height, bubble.media.progress) == (640, 480, -1)
    moving = FileState(MediaId("f_1"), "moving", 700_000, 1_400_000)
    pretend.commands.view = msgspec.structs.replace(pretend.commands.view, files=(moving,))
    presenter.take(Changes(actions=frozenset((ONE,))))
    bubble = presenter.state.items[-1]
    assert isinstance(bubble, Bubble)
    assert bubble.media is not None
    assert bubble.media.progress == 50
    assert [button.intent for button in bubble.buttons] == [DISCARD]
    presenter.act(ONE, DISCARD)
    assert pretend.commands.undone == [ONE]


def test_a_small_file_goes_without_a_button_that_would_only_flicker(
    pretend: PretendDesk, composer: ComposerPresenter
) -> None:
    presenter, _ = going(pretend, composer, "uploading")
    (file,) = pretend.commands.view.attachments
    small = msgspec.structs.replace(file, size=20_000)
    pretend.commands.view = msgspec.structs.replace(pretend.commands.view, attachments=(small,))
    presenter.take(Changes(actions=frozenset((ONE,))))
    bubble = presenter.state.items[-1]
    assert isinstance(bubble, Bubble)
    assert bubble.buttons == ()


def test_offline_it_says_what_it_waits_for(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    presenter, _ = going(pretend, composer, "uploading")
    status = msgspec.structs.replace(pretend.commands.view.status, online=False)
    pretend.commands.view = msgspec.structs.replace(pretend.commands.view, status=status)
    presenter.take(Changes(flags=frozenset(("status",))))
    bubble = presenter.state.items[-1]
    assert isinstance(bubble, Bubble)
    assert "waits for the connection" in bubble.time


def test_words_say_that_they_wait_for_the_file(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    presenter, _ = going(pretend, composer, "uploading")
    words = SendText(id=ActionId("00000000-0000-4000-8000-0000000000bb"), conversation=LENA, text="Siehst du?")
    items = (*pretend.commands.view.items, item(words, "waiting"))
    pretend.commands.view = msgspec.structs.replace(pretend.commands.view, items=items)
    presenter.take(Changes(actions=frozenset((words.id,))))
    bubble = presenter.state.items[-1]
    assert isinstance(bubble, Bubble)
    assert "waits for the file" in bubble.time


def test_a_refused_file_is_sent_again_from_this_desk(pretend: PretendDesk, composer: ComposerPresenter) -> None:
    presenter, bubble = going(pretend, composer, "refused")
    assert bubble.failure
    presenter.act(ONE, Intent.RETRY)
    (again,) = [one for one in pretend.commands.clicked if isinstance(one, SendMedia)]
    assert (again.media, again.caption) == ("f_1", "Hier")
    assert again.id != ONE


def test_a_file_that_was_not_delivered_is_sent_again_from_the_hub(pretend: PretendDesk) -> None:
    media = Media(state="stored", id=MediaId("m_1"), filename="a.pdf")
    pretend.reads.lines = [
        entry("wamid.1", kind="document", direction="out", text="Hier", media=media, status="failed", failure=ErrorNote(1))
    ]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    presenter.act("wamid.1", Intent.RETRY)
    (again,) = [one for one in pretend.commands.clicked if isinstance(one, SendMedia)]
    assert (again.media, again.media_kind, again.caption, again.filename) == ("m_1", "document", "Hier", "a.pdf")
