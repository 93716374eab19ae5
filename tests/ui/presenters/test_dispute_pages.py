"""Reading an answer once more, handing it in by two, and giving a dispute up with a typed sum."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from inbox.desk.ports import Changes, Colleague, Terms
from inbox.domain.actions import AcceptDispute, SubmitEvidence
from inbox.domain.evidence import digest
from inbox.domain.ids import AgentId, MediaId, SourceId
from inbox.domain.problems import OutsideError
from inbox.ui.models.presenters.dispute_accept import AcceptPresenter
from inbox.ui.models.presenters.dispute_review import ReviewPresenter
from inbox.ui.models.presenters.reread import Reread
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
    presenter = ReviewPresenter(pretend.desk, pretend.clicks, lambda content: content.count(b"page"))
    presenter.open(CHAT, "pi_1")
    pretend.clicks.settle()
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
    assert facts["Pages with what was said"] == "A file added in Stripe; look at it there"
    assert facts["Statement"] == "Kunde bestellt am 3. Nov. 2026. Kunde bestätigt den Erhalt am 8. Nov. 2026."
    assert len(facts) == len(STAGED)
    assert buttons(presenter) == [("Ask to hand in", True)]
    presenter.act("dispute.submit", "du_1")
    (clicked,) = pretend.commands.clicked
    assert isinstance(clicked, SubmitEvidence)
    assert clicked.seen == digest(STAGED)


PDF = b"%PDF page page page" + b"x" * 31_000
PAGES = MediaId("m_" + "1" * 24)


def with_pages(role: str = "supervisor") -> PretendDesk:
    pretend = staged(role, seen=digest(STAGED))
    mine = asked("stage_evidence", "succeeded", media=PAGES, file=SourceId("file_1Q2W3E"))
    newer = asked("stage_evidence", "failed", media=MediaId("m_" + "2" * 24), file=SourceId("file_other"))
    pretend.reads.answers = (*pretend.reads.answers, newer, mine)
    pretend.commands.reading = Future()
    return pretend


def said_of_pages(presenter: ReviewPresenter) -> str:
    return next(fact.value for fact in page(presenter).section.facts if fact.label == "Pages with what was said")


def test_the_pages_that_are_at_stripe_are_here_before_they_are_handed_in() -> None:
    pretend = with_pages()
    presenter = review(pretend)
    looked: list[tuple[str, bytes]] = []
    presenter.look_wanted.connect(lambda name, content: looked.append((name, content)))
    assert pretend.commands.read == [PAGES]
    assert said_of_pages(presenter) == "Evidence du_1.pdf · being fetched …"
    assert buttons(presenter)[0] == ("Hand in now", False)
    presenter.act("dispute.look", "")
    assert looked == []
    assert pretend.commands.reading is not None
    pretend.commands.reading.set_result(PDF)
    pretend.clicks.settle()
    assert said_of_pages(presenter) == "Evidence du_1.pdf · 3 pages · 31 kB"
    assert looked == [("Evidence du_1.pdf", PDF)]
    assert [text for text, _ in buttons(presenter)] == ["Hand in now", "Reject", "Look at the pages", "Save the pages …"]
    assert buttons(presenter)[0] == ("Hand in now", True)
    presenter.act("dispute.look", "")
    assert len(looked) == 2
    assert pretend.commands.read == [PAGES]


def test_pages_that_did_not_come_are_said_and_asked_for_again() -> None:
    pretend = with_pages()
    presenter = review(pretend)
    assert pretend.commands.reading is not None
    pretend.commands.reading.set_exception(OutsideError("The hub is away; try again when it is back."))
    pretend.clicks.settle()
    assert said_of_pages(presenter).endswith("The hub is away; try again when it is back.")
    button = page(presenter).section.buttons[0]
    assert (button.is_enabled, button.reason) == (False, "The hub is away; try again when it is back.")
    pretend.commands.reading = Future()
    looked: list[bytes] = []
    presenter.look_wanted.connect(lambda _, content: looked.append(content))
    presenter.act("dispute.look", "")
    pretend.commands.reading.set_result(PDF)
    pretend.clicks.settle()
    assert looked == [PDF]
    assert buttons(presenter)[0] == ("Hand in now", True)


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
    staging = asked("stage_evidence", "succeeded", media=PAGES, file=SourceId("file_1Q2W3E"))
    pretend.reads.answers = (asked("submit_evidence", "needs_approval", me, seen=digest(STAGED)), staging)
    presenter = ReviewPresenter(pretend.desk, pretend.clicks, len)
    wanted: list[object] = []
    presenter.reread_wanted.connect(wanted.append)
    assert presenter.open(CHAT, "pi_1") is False
    (reread,) = wanted
    assert isinstance(reread, Reread)
    assert (reread.action, reread.confirm) == ("act_1", "Hand in alone")
    assert (reread.pages, reread.pages_name) == (PAGES, "Evidence du_1.pdf")
    assert presenter.state is None


def test_nothing_staged_opens_nothing_and_what_is_decided_goes_away() -> None:
    presenter = ReviewPresenter(case().desk, case().clicks, len)
    assert presenter.open(CHAT, "pi_1") is False
    pretend = staged("supervisor", seen=digest(STAGED))
    presenter = review(pretend)
    done: list[bool] = []
    presenter.done.connect(lambda: done.append(True))
    pretend.reads.money = case(status="won").reads.money
    presenter.take(Changes(persons=frozenset((CHAT,))))
    assert done == [True]


@pytest.mark.parametrize("status", ["under_review", "warning_under_review"])
def test_what_somebody_else_has_handed_in_meanwhile_is_offered_no_more(status: str) -> None:
    pretend = staged("owner")
    reading, giving_up = review(pretend), accept(pretend)
    done: list[bool] = []
    for presenter in (reading, giving_up):
        presenter.done.connect(lambda: done.append(True))
    pretend.reads.money = case(status=status, has_evidence=True, evidence=STAGED).reads.money
    for presenter in (reading, giving_up):
        presenter.take(Changes(persons=frozenset((CHAT,))))
    assert done == [True, True]
    assert not reading.open(CHAT, "pi_1")
    assert not giving_up.open(CHAT, "pi_1")


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
    presenter = accept(case("owner", status="warning_needs_response"))
    assert "A refund usually settles an inquiry" in page(presenter).section.text
    assert page(presenter).section.title == "Inquiry about €59.00"
    assert buttons(presenter) == [("Leave €59.00 unanswered", False)]
