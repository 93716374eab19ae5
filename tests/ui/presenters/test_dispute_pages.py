"""Reading an answer once more, handing it in by two, and giving a dispute up with a typed sum."""

from __future__ import annotations

import pytest

from inbox.desk.ports import Changes, Colleague, Terms
from inbox.domain.actions import AcceptDispute, SubmitEvidence
from inbox.domain.evidence import digest
from inbox.domain.ids import AgentId
from inbox.ui.models.presenters.dispute_accept import AcceptPresenter
from inbox.ui.models.presenters.dispute_review import ReviewPresenter
from inbox.ui.models.states.entry_page import EntryPage
from tests.ui.presenters.dispute_case import CHAT, STAGED, asked, case
from tests.ui.presenters.pretend_desk import PretendDesk


def staged(role: str = "agent", **waiting: object) -> PretendDesk:
    pretend = case(role, has_evidence=True, evidence=STAGED)
    if waiting:
        agent = str(waiting.pop("agent", "a_ben"))
        pretend.reads.answers = (asked("submit_evidence", "needs_approval", agent, **waiting),)
    return pretend


def review(pretend: PretendDesk) -> ReviewPresenter:
    presenter = ReviewPresenter(pretend.desk, pretend.clicks)
    presenter.open(CHAT, "pi_1")
    return presenter


def page(presenter: ReviewPresenter | AcceptPresenter) -> EntryPage:
    assert presenter.state is not None
    return presenter.state


def buttons(presenter: ReviewPresenter | AcceptPresenter) -> list[tuple[str, bool]]:
    return [(button.text, button.is_enabled) for button in page(presenter).section.buttons]


def test_all_that_is_staged_is_read_before_it_is_asked_for() -> None:
    pretend = staged()
    presenter = review(pretend)
    facts = {fact.label: fact.value for fact in page(presenter).section.facts}
    assert facts["Tracking number"] == STAGED["shipping_tracking_number"]
    assert facts["Pages with what was said"] == "file_1Q2W3E"
    assert facts["Statement"] == "Kunde bestellt am 3. Nov. 2026. Kunde bestätigt den Erhalt am 8. Nov. 2026."
    assert len(facts) == len(STAGED)
    assert buttons(presenter) == [("Ask to hand in", True)]
    presenter.act("dispute.submit", "du_1")
    (clicked,) = pretend.commands.clicked
    assert isinstance(clicked, SubmitEvidence)
    assert clicked.seen == digest(STAGED)


def test_the_second_person_hands_in_what_the_first_one_read() -> None:
    pretend = staged("supervisor", seen=digest(STAGED))
    presenter = review(pretend)
    done: list[bool] = []
    presenter.done.connect(lambda: done.append(True))
    assert buttons(presenter) == [("Hand in now", True), ("Reject", True)]
    presenter.act("action.approve", "")
    pretend.clicks.settle()
    assert pretend.commands.decided == [("approve", "act_1")]
    assert done == [True]


def test_what_was_changed_since_cannot_be_handed_in() -> None:
    presenter = review(staged("supervisor", seen=digest({"customer_name": "x"})))
    assert buttons(presenter) == [("Hand in now", False), ("Reject", True)]
    assert page(presenter).section.details[0].startswith("It was changed since Ben asked")


def test_an_agent_reads_what_waits_and_decides_nothing() -> None:
    assert buttons(review(staged("agent", seen=digest(STAGED)))) == []


def test_whoever_asked_waits_for_somebody_else_and_can_withdraw() -> None:
    pretend = staged("supervisor", agent="a_jana", seen=digest(STAGED))
    team = (
        Colleague(pretend.desk.me.agent, "Jana", role="supervisor"),
        Colleague(AgentId("a_ola"), "Ola", role="owner"),
    )
    pretend.reads.answers = (asked("submit_evidence", "needs_approval", pretend.desk.me.agent, seen=digest(STAGED)),)
    pretend.commands.say(terms=Terms(team=team))
    assert buttons(review(pretend)) == [("Withdraw", True)]


def test_whoever_is_alone_reads_it_on_the_page_for_that() -> None:
    pretend = staged("owner")
    me = pretend.desk.me.agent
    pretend.commands.say(terms=Terms(team=(Colleague(me, "Jana", role="owner"),)))
    pretend.reads.answers = (asked("submit_evidence", "needs_approval", me, seen=digest(STAGED)),)
    presenter = ReviewPresenter(pretend.desk, pretend.clicks)
    wanted: list[object] = []
    presenter.reread_wanted.connect(wanted.append)
    assert presenter.open(CHAT, "pi_1") is False
    (reread,) = wanted
    assert (reread.action, reread.confirm) == ("act_1", "Hand in alone")  # type: ignore[attr-defined]
    assert presenter.state is None


def test_nothing_staged_opens_nothing_and_what_is_decided_goes_away() -> None:
    presenter = ReviewPresenter(case().desk, case().clicks)
    assert presenter.open(CHAT, "pi_1") is False
    pretend = staged("supervisor", seen=digest(STAGED))
    presenter = review(pretend)
    done: list[bool] = []
    presenter.done.connect(lambda: done.append(True))
    pretend.reads.money = case(status="won").reads.money
    presenter.take(Changes(persons=frozenset((CHAT,))))
    assert done == [True]


def accept(pretend: PretendDesk) -> AcceptPresenter:
    presenter = AcceptPresenter(pretend.desk, pretend.clicks)
    presenter.open(CHAT, "pi_1")
    return presenter


@pytest.mark.parametrize("typed", ["59", "59,00", "59.00 €", "EUR 59"])
def test_giving_up_says_what_is_lost_and_wants_the_sum_typed(typed: str) -> None:
    pretend = case("supervisor")
    presenter = accept(pretend)
    assert page(presenter).section.text.startswith("The customer keeps €59.00.")
    assert ("Fee, kept either way", "€15.00") in [(fact.label, fact.value) for fact in page(presenter).section.facts]
    assert buttons(presenter) == [("Accept and lose €59.00", False)]
    presenter.act("dispute.confirm-accept", "du_1")
    assert pretend.commands.clicked == []
    presenter.edit("du_1", typed)
    presenter.act("dispute.confirm-accept", "du_1")
    (clicked,) = pretend.commands.clicked
    assert isinstance(clicked, AcceptDispute)
    assert (clicked.dispute, clicked.amount, clicked.currency) == ("du_1", 5900, "eur")


@pytest.mark.parametrize("typed", ["", "58", "590", "yes", "59 USD"])
def test_another_sum_is_not_enough(typed: str) -> None:
    presenter = accept(case("owner"))
    presenter.edit("du_1", typed)
    assert buttons(presenter) == [("Accept and lose €59.00", False)]


def test_an_agent_cannot_give_up_and_an_inquiry_says_what_else_there_is() -> None:
    assert accept(case("agent")).state is None
    assert "A refund usually settles an inquiry" in page(accept(case("owner", status="warning_needs_response"))).section.text
