"""A disputed payment says why, by when, how far the answer is and what can be done; a bank's warning says what is at stake."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import timedelta

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from inbox.desk.ports import AskedAnswer, Changes, Colleague, Terms
from inbox.domain import times
from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.payments import Dispute
from inbox.domain.problems import Problem
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.dispute_review import ReviewPresenter
from inbox.ui.models.presenters.evidence import EvidencePresenter
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.rows import Chip, Tone, plain
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import EventLine
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, entry, paid


def card(pretend: PretendDesk, status: str, days: float | None = 8, **more: object) -> Entry:
    facts: dict[str, object] = {"reason": "fraudulent", "created": times.to_text(NOW - timedelta(days=1))}
    due = None if days is None else times.to_text(NOW + timedelta(days=days))
    dispute = Dispute("dp_1", payment=SourceId("pi_1"), status=status, due_by=due, **(facts | more))  # type: ignore[arg-type]
    money = paid(amount=5900)
    payment = msgspec.structs.replace(money.payment, disputed=not status.startswith("warning"))
    pretend.reads.money = [msgspec.structs.replace(money, payment=payment, disputes=(dispute,))]
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return next(entry for section in presenter.state.sections for entry in section.entries if entry.id == "pi_1")


def test_it_says_why_and_by_when_and_what_can_be_done(pretend: PretendDesk) -> None:
    shown = card(pretend, "needs_response")
    assert shown.chip is not None
    assert shown.chip.text == "Disputed: fraudulent"
    assert shown.details == ("Today 11:05 · Visa 4242", "Answer by 30 Nov, 8 days · refund not possible now")
    assert plain(shown.explanation) == "Opened 21 Nov"
    assert (shown.side, shown.arrow) == (None, None)
    assert [button.text for button in shown.buttons] == ["Prepare evidence …"]


@pytest.mark.parametrize(
    ("status", "days", "words"),
    [
        ("needs_response", 1, "Answer by 23 Nov, 1 day · refund not possible now"),
        ("needs_response", 0.1, "Answer by 22 Nov, today until 16:29 · refund not possible now"),
        ("needs_response", -0.01, "Last day was 22 Nov · refund not possible now"),
        ("needs_response", -2, "Last day was 20 Nov · refund not possible now"),
        ("needs_response", None, "Refund not possible now"),
        ("under_review", 8, "Answered, the bank decides · refund not possible now"),
    ],
)
def test_every_stage_has_its_words(pretend: PretendDesk, status: str, days: float | None, words: str) -> None:
    assert card(pretend, status, days).details[1] == words


def test_only_a_part_may_be_disputed(pretend: PretendDesk) -> None:
    shown = card(pretend, "needs_response", amount=1000, currency="eur", reason="bank_cannot_process")
    assert plain(shown.explanation) == "€10.00 of it is disputed · opened 21 Nov"
    assert shown.chip is not None
    assert shown.chip.text == "Disputed: another reason"


def test_an_inquiry_leaves_the_refund_which_usually_settles_it(pretend: PretendDesk) -> None:
    shown = card(pretend, "warning_needs_response")
    assert shown.chip == Chip("Inquiry", Tone.WARN)
    assert [(button.text, button.is_primary) for button in shown.buttons] == [("Prepare evidence …", False)]
    assert shown.details[1] == "The bank has asked about it, answer by 30 Nov"
    assert shown.side is not None
    assert shown.side.is_enabled


def test_an_inquiry_is_no_dispute_in_the_chat_either() -> None:
    pretend = PretendDesk("owner")
    shown = card(pretend, "warning_needs_response", amount=5900, currency="eur")
    assert [button.text for button in shown.buttons] == ["Prepare evidence …", "Leave unanswered …"]
    (money,) = pretend.reads.money
    payment = msgspec.structs.replace(money.payment, disputed=True)
    pretend.reads.lines = [
        entry("pi_1", -9, kind="payment", direction="", object=payment),
        entry("dp_1", -5, kind="dispute", direction="", object=money.disputes[0]),
    ]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    chips = [each.chip for each in presenter.state.items if isinstance(each, EventLine)]
    assert chips == [Chip("Inquiry", Tone.WARN), Chip("Open", Tone.WARN)]


def test_a_dispute_that_was_won_is_over(pretend: PretendDesk) -> None:
    assert card(pretend, "won", amount=5900, currency="eur", fee=1500).details[1:] == (
        "Dispute won, €59.00 is back · fee €15.00",
    )
    assert card(pretend, "lost", amount=5900, currency="eur").details[1:] == ("Dispute lost, €59.00 is gone",)


@pytest.mark.parametrize(
    ("status", "chip"),
    [
        ("won", Chip("Dispute won", Tone.OK)),
        ("lost", Chip("Dispute lost")),
        ("prevented", Chip("Paid", Tone.OK)),
    ],
)
def test_a_dispute_that_is_over_is_red_nowhere(pretend: PretendDesk, status: str, chip: Chip) -> None:
    assert card(pretend, status, amount=5900, currency="eur").chip == chip
    money = pretend.reads.money[0]
    pretend.reads.lines = [entry("pi_1", kind="payment", direction="", object=money.payment)]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    line = presenter.state.items[-1]
    assert isinstance(line, EventLine)
    assert line.chip is not None
    assert (line.chip.text.removesuffix(" · Visa 4242"), line.chip.tone) == (chip.text, chip.tone)
    (case,) = money.disputes
    pretend.reads.lines.append(entry("dp_1", kind="dispute", direction="", object=case))
    presenter.take(Changes(conversations=frozenset({LENA})))
    tones = [each.chip.tone for each in presenter.state.items if isinstance(each, EventLine) and each.chip is not None]
    assert len(tones) == 2
    assert Tone.DANGER not in tones


def test_a_line_loses_its_red_when_the_dispute_ends_while_the_chat_is_open(pretend: PretendDesk) -> None:
    card(pretend, "needs_response", amount=5900, currency="eur")
    money = pretend.reads.money[0]
    (case,) = money.disputes
    case = msgspec.structs.replace(case, payment=money.payment.id)
    pretend.reads.lines = [
        entry("pi_1", -9, kind="payment", direction="", object=money.payment),
        entry("dp_1", -5, kind="dispute", direction="", object=case),
    ]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    chips = [each.chip for each in presenter.state.items if isinstance(each, EventLine)]
    assert chips == [Chip("Disputed", Tone.DANGER), Chip("Open", Tone.DANGER)]
    won = msgspec.structs.replace(case, status="won")
    pretend.reads.lines[1] = entry("dp_1", -5, kind="dispute", direction="", object=won)
    presenter.take(Changes(conversations=frozenset({LENA}), objects=frozenset({"dp_1"})))
    chips = [each.chip for each in presenter.state.items if isinstance(each, EventLine)]
    assert chips == [Chip("Dispute won", Tone.OK), Chip("Won", Tone.OK)]


def buttons(pretend: PretendDesk, **more: object) -> list[tuple[str, bool]]:
    return [(button.text, button.is_primary) for button in card(pretend, "needs_response", **more).buttons]  # type: ignore[arg-type]


def asked(kind: str, state: str, agent: str = "a_ben", **more: object) -> AskedAnswer:
    at = times.to_text(NOW - timedelta(minutes=5))
    return AskedAnswer(  # type: ignore[misc]  # facts by name
        action=ActionId("act_1"),
        kind=kind,
        state=state,
        agent=AgentId(agent),
        agent_name="Ben",
        dispute=SourceId("dp_1"),
        at=at,
        changed_at=at,
        **more,
    )


def test_what_is_staged_is_said_and_handing_it_in_becomes_the_suggestion(pretend: PretendDesk) -> None:
    pretend.reads.answers = (asked("stage_evidence", "succeeded"),)
    assert card(pretend, "needs_response", has_evidence=True).details[2] == "Staged by Ben 14:00, not handed in yet"
    assert buttons(pretend, has_evidence=True) == [("Change evidence …", False), ("Read and hand in …", True)]


def test_accepting_is_for_a_supervisor_and_never_the_suggestion() -> None:
    pretend = PretendDesk("supervisor")
    assert buttons(pretend) == [("Prepare evidence …", True), ("Accept …", False)]


def test_once_it_is_handed_in_nothing_is_offered_any_more() -> None:
    for status in ("under_review", "appeal_under_review", "warning_under_review"):
        assert [button.intent for button in card(PretendDesk("owner"), status).buttons if "dispute" in button.intent] == []


@pytest.mark.parametrize("agent", ["a_ben", "a_jana"])
@pytest.mark.parametrize("role", ["agent", "supervisor"])
def test_while_it_waits_for_a_second_person_it_is_looked_at_and_nothing_is_changed(role: str, agent: str) -> None:
    pretend = PretendDesk(role)
    pretend.reads.answers = (asked("submit_evidence", "needs_approval", agent), asked("stage_evidence", "succeeded"))
    assert buttons(pretend, has_evidence=True) == [("Look at the answer …", False)]


@pytest.mark.parametrize("has_evidence", [False, True])
@pytest.mark.parametrize(("days", "facts"), [(-1, {"past_due": False}), (-1, {"past_due": True}), (None, {"answerable": False})])
def test_behind_the_last_day_nothing_is_offered_that_stripe_no_longer_takes(
    days: float | None, facts: dict[str, bool], has_evidence: bool
) -> None:
    shown = card(PretendDesk("owner"), "needs_response", days, has_evidence=has_evidence, **facts)
    assert [(button.text, button.is_enabled, button.is_primary) for button in shown.buttons] == [("Accept …", True, False)]
    said = "What is staged was not handed in." if has_evidence else "Nothing was handed in."
    assert shown.details[2] == f"{said} Stripe takes nothing more; the bank decides without it, usually for the customer."
    assert card(PretendDesk("agent"), "needs_response", days, **facts).buttons == ()


def test_an_inquiry_whose_day_has_passed_leaves_the_refund_alone() -> None:
    shown = card(PretendDesk("owner"), "warning_needs_response", -1)
    assert shown.buttons == ()
    assert shown.details[1:] == (
        "The bank has asked about it, too late for an answer",
        "The bank takes no answer any more and may make a dispute of it. A refund usually still settles it.",
    )
    assert shown.side is not None
    assert shown.side.is_enabled


def test_an_answer_handed_in_before_the_day_passed_is_what_the_bank_decides_on(pretend: PretendDesk) -> None:
    shown = card(pretend, "needs_response", -1, has_evidence=True, submissions=1)
    assert shown.details[2] == "Stripe takes nothing more; the bank decides on what was handed in."


def test_a_bank_that_asks_once_more_is_not_told_what_was_handed_in_is_only_staged(pretend: PretendDesk) -> None:
    pretend.reads.answers = (asked("stage_evidence", "succeeded"),)
    shown = card(pretend, "appeal_needs_response", has_evidence=True, submissions=1)
    assert shown.details[2] == "An answer was handed in already; the bank asks for one more"


def test_on_the_last_day_what_is_only_staged_is_in_red(pretend: PretendDesk) -> None:
    shown = card(pretend, "needs_response", 0.1, has_evidence=True)
    assert plain(shown.explanation) == "Staged only: hand it in today by 16:29, or the bank never sees it."
    assert shown.is_wrong
    for other in ({"has_evidence": False}, {"has_evidence": True, "submissions": 1}):
        assert not card(pretend, "needs_response", 0.1, **other).is_wrong
    assert not card(pretend, "needs_response", 2, has_evidence=True).is_wrong


def test_a_page_left_open_over_the_last_day_says_that_it_is_too_late() -> None:
    pretend = PretendDesk("supervisor")
    pretend.reads.answers = (asked("submit_evidence", "needs_approval"),)
    card(pretend, "needs_response", -1, has_evidence=True, evidence={"customer_name": "Lena"})
    presenter = ReviewPresenter(pretend.desk, pretend.clicks, len)
    presenter.open(LENA, "pi_1")
    assert presenter.state is not None
    section = presenter.state.section
    assert section.details[0].startswith("What is staged was not handed in.")
    assert [(button.text, button.is_enabled) for button in section.buttons] == [("Hand in now", False), ("Reject", True)]


def test_what_is_not_known_to_have_gone_through_is_not_done_again() -> None:
    pretend = PretendDesk("supervisor")
    pretend.reads.answers = (asked("submit_evidence", "unknown"),)
    shown = card(pretend, "needs_response", has_evidence=True).buttons
    assert [(button.is_enabled, button.is_primary) for button in shown] == [(False, False)] * 3
    assert shown[0].reason.startswith("Stripe has not answered")
    pretend.reads.answers = (asked("stage_evidence", "unknown"),)
    assert card(pretend, "needs_response").buttons[0].is_enabled


def test_a_viewer_is_offered_nothing() -> None:
    assert card(PretendDesk("viewer"), "needs_response").buttons == ()


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("stage_evidence", "sending", "The evidence is being staged …"),
        ("submit_evidence", "needs_approval", "Ben asked to hand it in; a second person reads it first"),
        ("submit_evidence", "unknown", "Stripe has not answered; whether it took this is being found out."),
        ("accept_dispute", "queued", "The dispute is being accepted …"),
    ],
)
def test_what_is_on_its_way_is_said(pretend: PretendDesk, kind: str, state: str, words: str) -> None:
    pretend.reads.answers = (asked(kind, state),)
    assert card(pretend, "needs_response").details[2] == words


def test_whoever_asked_is_addressed(pretend: PretendDesk) -> None:
    pretend.reads.answers = (asked("submit_evidence", "needs_approval", pretend.desk.me.agent),)
    assert card(pretend, "needs_response").details[2] == "You asked to hand it in; a second person reads it first"


def test_who_is_alone_is_told_of_no_second_person(qapp: QApplication) -> None:
    pretend = PretendDesk("owner")
    me = pretend.desk.me.agent
    pretend.commands.say(terms=Terms(team=(Colleague(me, "Jana", role="owner"),)))
    pretend.reads.answers = (asked("submit_evidence", "needs_approval", me),)
    assert card(pretend, "needs_response").details[2] == "You asked to hand it in; read it once more and confirm it"
    pretend.reads.answers = ()
    card(pretend, "needs_response", has_evidence=True, evidence={"customer_name": "Lena"})
    presenter = ReviewPresenter(pretend.desk, pretend.clicks, len)
    presenter.open(LENA, "pi_1")
    assert presenter.state is not None
    assert "Nobody else can approve it" in presenter.state.section.details[0]
    evidence = EvidencePresenter(pretend.desk, pretend.clicks, lambda _: Future())
    evidence.open(LENA, "pi_1")
    assert evidence.state is not None
    assert "you read it once more first" in evidence.state.intro


def test_why_something_came_to_nothing_is_said(pretend: PretendDesk) -> None:
    pretend.reads.answers = (asked("submit_evidence", "refused", problem=Problem("evidence-changed", "x")),)
    assert card(pretend, "needs_response").details[2].startswith("What is staged in Stripe is not what was read")


def test_the_second_person_is_asked_in_a_section_of_its_own() -> None:
    pretend = PretendDesk("supervisor")
    pretend.reads.answers = (asked("submit_evidence", "needs_approval"),)
    card(pretend, "needs_response", has_evidence=True, amount=5900, currency="eur")
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    section = presenter.state.sections[0]
    assert section.title == "To read and hand in"
    (entry,) = section.entries
    assert (entry.title, entry.details) == ("Ben asks: hand in the answer over €59.00", ("Answer by 30 Nov, 8 days",))
    opened: list[tuple[str, str, str]] = []
    presenter.dispute_wanted.connect(lambda *wanted: opened.append(wanted))
    presenter.act(entry.buttons[0].intent, entry.id)
    assert opened == [("dispute.read", LENA, "pi_1")]


def test_the_pages_are_asked_for_by_the_card(pretend: PretendDesk) -> None:
    card(pretend, "needs_response")
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    opened: list[tuple[str, str, str]] = []
    presenter.dispute_wanted.connect(lambda *wanted: opened.append(wanted))
    presenter.open(LENA)
    presenter.act("dispute.prepare", "pi_1")
    presenter.act("dispute.accept", "pi_1")
    assert opened == [("dispute.prepare", LENA, "pi_1"), ("dispute.accept", LENA, "pi_1")]


def warned(pretend: PretendDesk, *, actionable: bool, refunded: int = 0) -> Entry:
    warning = FraudWarning(
        SourceId("issfr_1"), fraud_type="made_with_stolen_card", actionable=actionable, created="2026-11-21T09:00:00Z"
    )
    pretend.reads.money = [msgspec.structs.replace(paid(amount=5900, refunded=refunded), warnings=(warning,))]
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter.state.sections[0].entries[0]


def test_a_warning_says_what_is_at_stake_and_one_click_refunds(pretend: PretendDesk) -> None:
    shown = warned(pretend, actionable=True, refunded=900)
    assert shown.chip == Chip("Fraud warning", Tone.DANGER)
    assert plain(shown.explanation) == (
        "The bank says the card was stolen. €50.00 is at stake: a refund now avoids a dispute and its fee. "
        "Send nothing until then."
    )
    assert shown.side is not None
    assert (shown.side.text, shown.side.is_enabled) == ("Refund €50.00", True)


def test_a_settled_warning_is_remembered_and_asks_for_nothing(pretend: PretendDesk) -> None:
    shown = warned(pretend, actionable=False)
    assert shown.explanation == ()
    assert shown.details[1] == "The bank had warned of fraud on 21 Nov"


def test_the_palette_opens_the_evidence_of_what_is_due_first(pretend: PretendDesk) -> None:
    card(pretend, "under_review")
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    assert not presenter.has_unanswered
    card(pretend, "needs_response", -1)
    presenter.open(LENA)
    assert not presenter.has_unanswered
    card(pretend, "needs_response")
    presenter.open(LENA)
    assert presenter.has_unanswered
    opened: list[tuple[str, str, str]] = []
    presenter.dispute_wanted.connect(lambda *wanted: opened.append(wanted))
    presenter.act("dispute.prepare", "")
    assert opened == [("dispute.prepare", LENA, "pi_1")]
