"""Requests that came to nothing: said in the chat, across the window and on the card, also to whoever decides alone."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from inbox.desk.ports import AskedRefund, Asks, Changes, Item
from inbox.domain import times
from inbox.domain.actions import AddNote, RefundPayment
from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.problems import Problem
from inbox.domain.roles import Limits, Policy
from inbox.domain.terms import Colleague, Terms
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.presenters.undo_bar import UndoBarPresenter
from inbox.ui.models.rows import Chip, Tone, plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import EventLine
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, item, paid

pytestmark = pytest.mark.usefixtures("qapp")

SOMETHING = Changes(actions=frozenset({ActionId("any")}), flags=frozenset({"everything"}))
ME = Colleague(AgentId("a_jana"), "Jana", role="agent")
OWNER = Colleague(AgentId("a_jana"), "Jana", role="owner")
SUE = Colleague(AgentId("a_sue"), "Sue", role="supervisor")
LAPSED = Problem("approval-lapsed", "Nobody approved this in time.")
REJECTED = Problem("rejected", "Sue did not approve this.", facts={"agent": "Sue"})


def shop(*team: Colleague, language: str = "en") -> PretendDesk:
    pretend = PretendDesk(team[0].role, language)
    policy = Policy(limits={"agent": Limits(refund=1000)}, four_eyes=2000)
    pretend.commands.say(terms=Terms(name="Nordlicht", policy=policy, team=team))
    pretend.reads.money = [paid()]
    return pretend


def action_id(number: int = 1) -> ActionId:
    return ActionId(f"00000000-0000-4000-8000-{number:012}")


def asked(state: str, problem: Problem | None = None, number: int = 1, hours: float = 0) -> Item:
    wish = RefundPayment(
        id=action_id(number), payment=SourceId("pi_1"), amount=4980, currency="eur", conversation=LENA, reason="damaged"
    )
    changed = times.to_text(NOW - timedelta(hours=hours))
    return msgspec.structs.replace(item(wish, state, problem), targets=("ch_1", "pi_1"), changed_at=changed)


def panel(pretend: PretendDesk) -> PanelPresenter:
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def card(presenter: PanelPresenter) -> Entry:
    return next(section for section in presenter.state.sections if section.id == "payments").entries[0]


def bars(presenter: DeskPresenter) -> list[str]:
    return [notice.text for notice in presenter.state.notices]


def line(pretend: PretendDesk, sender: str = "Jana", **facts: object) -> EventLine:
    said = {"action": action_id(), "kind": "refund", "amount": 4980, "currency": "eur", **facts}
    pretend.reads.lines = [entry("n1", kind="note", code="approval-lapsed", sender=sender, actor="hub", facts=said)]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    found = presenter.state.items[-1]
    assert isinstance(found, EventLine)
    return found


def test_whoever_asked_reads_on_the_card_that_it_lapsed_and_can_ask_again() -> None:
    pretend = shop(ME, SUE)
    pretend.commands.stand(asked("expired", LAPSED))
    shown = card(panel(pretend))
    assert shown.chip == Chip("Not approved", Tone.WARN)
    assert plain(shown.explanation) == "Nobody approved this in time, so nothing was done; ask again if it is still wanted."
    assert not shown.is_wrong
    assert shown.side is not None
    assert (shown.side.text, shown.side.is_enabled) == ("Ask to refund €49.80", True)


def test_a_request_can_be_withdrawn_by_whoever_asked_while_nobody_has_answered() -> None:
    pretend = shop(ME, SUE)
    pretend.commands.stand(asked("needs_approval"))
    presenter = panel(pretend)
    side = card(presenter).side
    assert side is not None
    assert (side.text, side.is_enabled, side.moves_money) == ("Withdraw", True, False)
    presenter.act(Intent.REFUND_WITHDRAW, "pi_1")
    assert pretend.commands.decided == [("reject", action_id())]
    pretend.commands.stand(asked("refused", msgspec.structs.replace(REJECTED, facts={"agent": "Jana"})))
    presenter.take(SOMETHING)
    assert plain(card(presenter).explanation) == "You have withdrawn this."
    assert card(presenter).chip == Chip("Paid", Tone.OK)
    presenter.act(Intent.REFUND_WITHDRAW, "pi_1")
    assert len(pretend.commands.decided) == 1


def test_a_bar_tells_whoever_asked_wherever_they_are_until_it_is_put_away() -> None:
    pretend = shop(ME, SUE)
    window = DeskPresenter(pretend.desk)
    pretend.commands.stand(asked("needs_approval"))
    window.take(SOMETHING)
    assert bars(window) == []
    pretend.commands.stand(asked("expired", LAPSED))
    window.take(Changes(actions=frozenset({action_id()})))
    (bar,) = window.state.notices
    assert bar.text == "Your refund of €49.80 for Lena Brandt was not approved in time, so nothing was refunded."
    assert bar.button is not None
    assert (bar.id, bar.button.intent) == (LENA, Intent.OPEN_CHAT)
    presenter = panel(pretend)
    presenter.act(Intent.REFUND_LEAVE, "pi_1")
    assert pretend.commands.dismissed == [action_id()]
    pretend.commands.stand(asked("cancelled", LAPSED))
    window.take(Changes(actions=frozenset({action_id()})))
    assert bars(window) == []
    assert card(presenter).explanation == ()


def test_a_no_is_told_with_who_said_it_and_is_old_news_once_asked_again_or_after_days() -> None:
    pretend = shop(ME, SUE)
    pretend.commands.stand(asked("refused", REJECTED))
    assert bars(DeskPresenter(pretend.desk)) == ["Sue did not approve your refund of €49.80 for Lena Brandt."]
    pretend.commands.stand(asked("refused", REJECTED), asked("needs_approval", number=2))
    assert bars(DeskPresenter(pretend.desk)) == []
    pretend.commands.stand(asked("refused", REJECTED, hours=73))
    assert bars(DeskPresenter(pretend.desk)) == []


@pytest.mark.parametrize(
    ("team", "sender", "said"),
    [
        ((ME, SUE), "Jana", "Your refund of €49.80 was not approved in time"),
        ((ME, SUE), "Tom", "Tom's refund of €49.80 was not approved in time"),
        ((OWNER,), "Jana", "You did not confirm the refund of €49.80 in time"),
    ],
)
def test_the_chat_keeps_that_nobody_answered(team: tuple[Colleague, ...], sender: str, said: str) -> None:
    found = line(shop(*team), sender)
    assert plain(found.spans).startswith(said)
    assert "nothing was refunded" in plain(found.spans)
    assert found.chip == Chip("Lapsed", Tone.WARN)


def test_an_answer_to_the_bank_that_nobody_read_is_told_too() -> None:
    found = line(shop(ME, SUE), kind="submit_evidence", amount=None)
    assert "nothing was handed in" in plain(found.spans)


def test_while_it_is_on_hold_a_request_is_called_one() -> None:
    pretend = shop(ME, SUE)
    held = msgspec.structs.replace(asked("held"), hold_ends=times.to_text(NOW + timedelta(seconds=8)))
    pretend.commands.stand(held)
    assert plain(card(panel(pretend)).progress) == "Asking in 8 s to refund €49.80"
    undo = UndoBarPresenter(pretend.desk)
    undo.take(SOMETHING)
    assert plain(undo.state[0].what).startswith("Ask to refund €49.80")
    undo.stop()


def test_one_who_decides_alone_is_never_sent_to_a_second_person() -> None:
    pretend = shop(OWNER)
    side = card(panel(pretend)).side
    assert side is not None
    assert side.text == "Refund €49.80 …"
    held = msgspec.structs.replace(asked("held"), hold_ends=times.to_text(NOW + timedelta(seconds=8)))
    pretend.commands.stand(held)
    assert plain(card(panel(pretend)).progress) == "Refund €49.80: to be read once more in 8 s"
    pretend.commands.stand(asked("needs_approval", Problem("needs-approval", "Above the limit.")))
    waits = "Your refund of €49.80 has been waiting since 14:05 for you to read it once more"
    assert plain(card(panel(pretend)).progress) == waits
    pretend.commands.stand(asked("refused", msgspec.structs.replace(REJECTED, facts={"agent": "Jana"})))
    assert plain(card(panel(pretend)).explanation) == "You have withdrawn this."
    assert bars(DeskPresenter(pretend.desk)) == []
    pretend.commands.stand(asked("expired", LAPSED))
    assert plain(card(panel(pretend)).explanation).startswith("This was not confirmed in time")
    assert bars(DeskPresenter(pretend.desk))[0].startswith("You did not confirm the refund of €49.80 for Lena Brandt")


def test_the_line_of_a_request_speaks_to_whoever_decides_alone() -> None:
    for team, said in ((ME, SUE), "somebody else has to approve it"), ((OWNER,), "confirm it alone"):
        pretend = shop(*team)
        needs = Problem("needs-approval", "Above the limit.")
        facts = {"amount": 4980, "currency": "eur"}
        pretend.reads.lines = [
            entry(action_id(), kind="refund", direction="", status="needs_approval", actor="a_jana", problem=needs, facts=facts)
        ]
        presenter = ChatPresenter(pretend.desk, pretend.clicks)
        presenter.open(LENA)
        found = presenter.state.items[-1]
        assert isinstance(found, EventLine)
        assert said in plain(found.spans)


def test_a_refund_that_failed_is_red_with_its_sum_and_the_way_out() -> None:
    pretend = shop(OWNER)
    pretend.commands.stand(asked("failed", Problem("refund-failed", "It came back.")))
    shown = card(panel(pretend))
    assert shown.is_wrong
    assert shown.chip == Chip("Refund failed", Tone.DANGER)
    assert plain(shown.explanation).startswith("€49.80: The bank did not take the refund")
    assert "pay the customer another way" in plain(shown.explanation)
    assert [button.text for button in shown.buttons] == ["Dealt with"]


def failed_at_the_hub(pretend: PretendDesk, *names: str) -> PanelPresenter:
    at = times.to_text(NOW - timedelta(hours=2))
    pretend.reads.asked = (
        AskedRefund(
            action=action_id(), state="failed", agent=AgentId("a_tom"), agent_name="Tom", payment=SourceId("pi_1"),
            amount=4980, currency="eur", at=at, changed_at=at, problem=Problem("refund-failed", "It came back."),
        ),
    )  # fmt: skip
    pretend.reads.rows = [chat(asks=Asks(failed=names))]
    return panel(pretend)


def test_that_it_is_dealt_with_is_written_down_for_the_whole_team() -> None:
    pretend = shop(OWNER)
    presenter = failed_at_the_hub(pretend, action_id())
    assert card(presenter).is_wrong
    presenter.act(Intent.REFUND_SEEN_TO, "pi_1")
    (note,) = pretend.commands.clicked
    assert isinstance(note, AddNote)
    assert (note.text, note.seen_to) == ("Failed refund of the payment of €49.80: dealt with.", (action_id(),))
    assert not card(presenter).is_wrong


def test_what_a_colleague_has_dealt_with_is_no_failure_at_this_desk_either() -> None:
    assert not card(failed_at_the_hub(shop(OWNER))).is_wrong
    pretend = shop(OWNER)
    pretend.commands.stand(asked("failed", Problem("refund-failed", "It came back.")))
    assert not card(failed_at_the_hub(pretend)).is_wrong
    assert card(failed_at_the_hub(pretend, action_id())).is_wrong
