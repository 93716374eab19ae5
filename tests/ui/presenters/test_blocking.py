"""Blocking from the head of the chat: for a reason, on hold like other acts, with words where WhatsApp would refuse."""

from __future__ import annotations

from inbox.desk.holds import HoldSettings
from inbox.domain.actions import BlockPerson
from inbox.domain.ids import ActionId
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.head import HeaderPresenter
from inbox.ui.models.presenters.undo_bar import UndoBarPresenter
from inbox.ui.models.rows import plain
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, item


def opened(pretend: PretendDesk) -> HeaderPresenter:
    head = HeaderPresenter(pretend.desk, pretend.clicks)
    head.open(LENA)
    return head


def test_a_person_is_blocked_for_a_reason_and_only_once(pretend: PretendDesk) -> None:
    head = opened(pretend)
    assert head.state.head is not None
    assert [choice.id for choice in head.state.head.blocks] == ["spam", "abuse", "fraud", "other"]
    head.block("abuse")
    (wish,) = pretend.commands.clicked
    assert wish == BlockPerson(id=wish.id, conversation=LENA, blocked=True, reason="Insults or threats")
    pretend.commands.stand(item(wish))
    head.block("abuse")
    assert len(pretend.commands.clicked) == 1
    bar = UndoBarPresenter(pretend.desk)
    bar.tick()
    assert plain(bar.state[0].what) == "Block · Lena Brandt"
    bar.stop()


def test_a_blocked_person_is_unblocked_and_the_composer_says_how(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(blocked=True, window_end=0)]
    head = opened(pretend)
    assert head.state.head is not None
    assert [choice.text for choice in head.state.head.blocks] == ["Unblock this person"]
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    assert "Unblock them" in composer.state.refusal
    head.block("unblock")
    (wish,) = pretend.commands.clicked
    assert isinstance(wish, BlockPerson)
    assert not wish.blocked


def test_nothing_says_that_a_blocked_person_can_be_written_to(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(blocked=True)]
    head = opened(pretend).state.head
    assert head is not None
    assert (head.window, head.chip and head.chip.text) == ("", "Blocked")
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    assert composer.state.window == ""
    assert wording.window_chip(chat(), NOW, pretend.desk.moments, is_asked=True) is not None
    assert wording.window_chip(chat(blocked=True), NOW, pretend.desk.moments, is_asked=True) is None


def test_who_has_not_written_for_a_day_cannot_be_blocked_and_the_screen_says_why(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(window_end=int(NOW.timestamp()) - 1)]
    said: list[str] = []
    pretend.clicks.failed.connect(said.append)
    opened(pretend).block("spam")
    assert pretend.commands.clicked == []
    assert said == ["WhatsApp blocks only people who wrote within the last 24 hours; resolve the chat instead."]


def test_who_only_reads_is_offered_nothing() -> None:
    head = opened(PretendDesk("viewer"))
    assert head.state.head is not None
    assert head.state.head.blocks == ()


def test_blocking_is_on_hold_and_unblocking_is_not() -> None:
    wish = BlockPerson(id=ActionId("a"), conversation=LENA, blocked=True)
    assert HoldSettings().seconds(wish) == 5
    assert HoldSettings().seconds(BlockPerson(id=ActionId("a"), conversation=LENA, blocked=False)) == 0
