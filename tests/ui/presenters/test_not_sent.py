"""What did not go out, or waits: said where it was clicked, in the agent's language."""

from __future__ import annotations

import msgspec
import pytest

from inbox.desk.clicks import LiveError, OfflineError
from inbox.desk.ports import Changes, Item, Status
from inbox.domain.actions import AddNote, AnyAction, RefundPayment, RequestPayment, SendProducts, SendText
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.problems import OutsideError, Problem, UserError
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.rows import plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, NoteItem, ProductCard, Ticks
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, entry, item, paid

ONE = ActionId("00000000-0000-4000-8000-000000000001")
REFUND = RefundPayment(id=ONE, payment=SourceId("pi_1"), amount=2490, currency="eur", conversation=LENA)
LINK = RequestPayment(id=ONE, conversation=LENA, currency="eur", amount=4990)
PRODUCT = SendProducts(id=ONE, conversation=LENA, products=("ESP",))
STATUS = Changes(flags=frozenset({"status"}))


def let_go(action: AnyAction, code: str, minutes: int = 0) -> Item:
    """A click that was given up, so many minutes from now."""
    at = entry("m", minutes).at
    problem = Problem(code, "It was not sent.")
    return msgspec.structs.replace(item(action, "cancelled", problem), clicked_at=at, changed_at=at)


@pytest.mark.parametrize("code", ["closed", "locked", "offline", "slept"])
def test_a_refund_that_was_let_go_says_so_on_its_card_until_it_is_understood(pretend: PretendDesk, code: str) -> None:
    pretend.reads.money = [paid()]
    pretend.commands.stand(let_go(REFUND, code))
    panel = PanelPresenter(pretend.desk, pretend.clicks)
    panel.open(LENA)
    (card,) = panel.state.sections[0].entries
    assert plain(card.explanation).endswith("so it was not sent.")
    assert card.side is not None, "and can be clicked again at once"
    panel.act(Intent.REFUND_LEAVE, card.id)
    (card,) = panel.state.sections[0].entries
    assert card.explanation == ()


def test_what_the_agent_took_back_or_was_let_go_long_ago_needs_no_words(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    panel = PanelPresenter(pretend.desk, pretend.clicks)
    for gone in (let_go(REFUND, "undone"), let_go(REFUND, "closed", minutes=-13 * 60)):
        pretend.commands.stand(gone)
        panel.open(LENA)
        (card,) = panel.state.sections[0].entries
        assert card.explanation == ()


def test_a_product_that_was_let_go_stands_in_the_chat_until_something_younger_does(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", -1)]
    pretend.commands.stand(let_go(PRODUCT, "locked"))
    chat = ChatPresenter(pretend.desk, pretend.clicks)
    chat.open(LENA)
    card = chat.state.items[-1]
    assert isinstance(card, ProductCard)
    assert (card.ticks, card.failure) == (Ticks.FAILED, "The desk was locked during the hold, so it was not sent.")
    pretend.reads.lines.append(entry("m2", 1))
    chat.open(LENA)
    assert not isinstance(chat.state.items[-1], ProductCard)


def test_what_waits_for_the_connection_says_so_beside_its_clock(pretend: PretendDesk) -> None:
    text = SendText(id=ONE, conversation=LENA, text="Moin")
    note = AddNote(id=ActionId("00000000-0000-4000-8000-000000000002"), conversation=LENA, text="ruft an")
    pretend.commands.stand(item(text, "waiting"), item(note, "waiting"))
    chat = ChatPresenter(pretend.desk, pretend.clicks)
    chat.open(LENA)
    bubble, waiting = chat.state.items[-2:]
    assert isinstance(bubble, Bubble)
    assert isinstance(waiting, NoteItem)
    assert (bubble.ticks, bubble.time) == (Ticks.QUEUED, "14:05 · waits for the connection")
    assert (waiting.ticks, waiting.time) == (Ticks.QUEUED, "14:05 · waits for the connection")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OfflineError(REFUND), "No connection: nothing was refunded. Click again when the connection is back."),
        (OfflineError(LINK), "No connection: no link was made or sent. Click again when the connection is back."),
        (OfflineError(PRODUCT), "No connection: nothing was sent or changed. Click again when the connection is back."),
        (LiveError("live"), "Something is already on its way for this payment; wait for it, or undo it."),
        (OutsideError("Words of somebody else."), "Words of somebody else."),
    ],
)
def test_why_a_click_was_not_taken(pretend: PretendDesk, error: UserError | OutsideError, words: str) -> None:
    told: list[str] = []
    pretend.clicks.failed.connect(told.append)
    pretend.commands.refusal = error
    pretend.clicks.click(REFUND)
    pretend.clicks.settle()
    assert told == [words]


def test_the_bar_says_what_still_works_and_goes_when_the_hub_is_back(pretend: PretendDesk) -> None:
    pretend.commands.say(status=Status(words="The hub has not been asked yet.", code="not-asked"))
    desk = DeskPresenter(pretend.desk)
    assert desk.state.notices == ()
    for status, words in (
        (Status(words="refused"), "Not connected yet."),
        (Status(online=True), ""),
        (Status(words="refused"), "Offline since 14:05."),
        (Status(words="x", code="hub-token", needs_agent=True), "The hub does not let this desk in any more;"),
        (Status(words="x", code="storage"), "This computer's disk is full or does not work"),
        (Status(online=True), ""),
    ):
        pretend.commands.say(status=status)
        desk.take(STATUS)
        said = " ".join(notice.text for notice in desk.state.notices)
        assert said.startswith(words)
        assert bool(said) is bool(words)
        if "Offline" in words or "Not connected" in words:
            assert "Reading, searching and drafts work, texts wait. Money moves" in said
