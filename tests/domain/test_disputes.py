"""What is allowed of a dispute, field by field and status by status."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from inbox.domain.dispute_actions import ABOUT_DISPUTES, AcceptDispute, StageEvidence, SubmitEvidence
from inbox.domain.evidence import MOST_TOGETHER, TEXT_FIELDS, digest, fields_for, length, most_in, wanted_for
from inbox.domain.ids import ActionId, AgentId, MediaId, SourceId
from inbox.domain.payments import Dispute
from inbox.domain.policy import Allowed, Decision, NeedsApproval, Refused, State, decide
from inbox.domain.roles import Actor

ID = ActionId("8f9e2f5c-6b43-4a7c-9b8f-1f0a3d5e7c21")
DU = SourceId("du_1")
STAGED = {"uncategorized_text": "Delivered."}
OPEN = Dispute(
    DU, status="needs_response", amount=5900, currency="eur", has_evidence=True, evidence=STAGED, past_due=False
)
STAGE = StageEvidence(id=ID, dispute=DU, evidence={"uncategorized_text": "Delivered."})
SUBMIT = SubmitEvidence(id=ID, dispute=DU, seen=digest(STAGED))
ACCEPT = AcceptDispute(id=ID, dispute=DU, amount=5900, currency="eur")


def decided(action: ABOUT_DISPUTES, dispute: Dispute | None = OPEN, role: str = "owner", *, approved: bool = False) -> Decision:
    actor = Actor(AgentId("a_1"), "Anna", role)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    disputes = () if dispute is None else (dispute,)
    return decide(action, State(actor=actor, now=now, disputes=disputes, approved=approved))


def code(decision: Decision) -> str:
    assert isinstance(decision, Refused)
    assert decision.problem.detail.endswith(".")
    return decision.problem.code


def changed(**keys: object) -> Dispute:
    return msgspec.structs.replace(OPEN, **keys)


def test_staging_is_free_and_handing_in_takes_two() -> None:
    assert decided(STAGE, role="agent") == Allowed()
    assert isinstance(decided(SUBMIT, role="owner"), NeedsApproval)
    assert decided(SUBMIT, role="agent", approved=True) == Allowed()


def test_giving_up_is_for_a_supervisor_and_for_the_sum_that_was_read() -> None:
    assert code(decided(ACCEPT, role="agent")) == "role-supervisor"
    assert decided(ACCEPT, role="supervisor") == Allowed()
    assert code(decided(ACCEPT, changed(amount=6000))) == "dispute-changed"


@pytest.mark.parametrize("action", [STAGE, SUBMIT, ACCEPT])
@pytest.mark.parametrize("status", ["won", "lost", "warning_closed", "prevented"])
def test_nothing_can_be_done_about_a_closed_one(action: ABOUT_DISPUTES, status: str) -> None:
    assert code(decided(action, changed(status=status), approved=True)) == "dispute-closed"


@pytest.mark.parametrize("action", [STAGE, SUBMIT, ACCEPT])
@pytest.mark.parametrize("status", ["under_review", "warning_under_review", "appeal_under_review"])
def test_an_answer_is_given_once(action: ABOUT_DISPUTES, status: str) -> None:
    assert code(decided(action, changed(status=status), approved=True)) == "already-submitted"


@pytest.mark.parametrize("status", ["needs_response", "warning_needs_response", "appeal_needs_response"])
def test_every_stage_in_which_the_bank_waits_can_be_answered(status: str) -> None:
    assert decided(STAGE, changed(status=status)) == Allowed()


def test_behind_the_last_day_nothing_is_answered() -> None:
    assert code(decided(STAGE, changed(past_due=True))) == "too-late-to-answer"
    assert code(decided(SUBMIT, changed(past_due=True), approved=True)) == "too-late-to-answer"


@pytest.mark.parametrize("facts", [{"due_by": "2026-11-21T23:59:59Z"}, {"answerable": False}])
def test_the_day_itself_counts_and_not_only_what_stripe_called_it_when_it_was_read(facts: dict[str, object]) -> None:
    assert code(decided(STAGE, changed(**facts))) == "too-late-to-answer"
    assert code(decided(SUBMIT, changed(**facts), approved=True)) == "too-late-to-answer"
    assert decided(ACCEPT, changed(**facts)) == Allowed()


def test_an_earlier_answer_that_came_late_does_not_stand_in_the_way_of_an_appeal() -> None:
    again = changed(status="appeal_needs_response", past_due=True, submissions=1, due_by="2026-11-29T23:59:59Z")
    assert decided(STAGE, again) == Allowed()


def test_what_is_handed_in_is_what_was_read() -> None:
    other = changed(evidence={"uncategorized_text": "Something else."})
    assert code(decided(SUBMIT, other, approved=True)) == "evidence-changed"
    assert code(decided(SUBMIT, changed(has_evidence=False), approved=True)) == "evidence-empty"


def test_what_is_too_long_or_empty() -> None:
    assert code(decided(StageEvidence(id=ID, dispute=DU))) == "evidence-empty"
    assert decided(StageEvidence(id=ID, dispute=DU, media=MediaId("m_1"))) == Allowed()
    long_name = StageEvidence(id=ID, dispute=DU, evidence={"customer_name": "x" * (most_in("customer_name") + 1)})
    assert code(decided(long_name)) == "evidence-too-long"
    assert length({name: "x" * most_in(name) for name in TEXT_FIELDS}) < MOST_TOGETHER


def test_an_unknown_one_is_said() -> None:
    assert code(decided(STAGE, None)) == "dispute-unknown"
    assert code(decided(StageEvidence(id=ID, dispute=SourceId("du_2"), evidence={"customer_name": "L"}))) == "dispute-unknown"


def test_card_numbers_go_nowhere() -> None:
    typed = StageEvidence(id=ID, dispute=DU, evidence={"uncategorized_text": "Paid with 4242 4242 4242 4242."})
    assert code(decided(typed)) == "card-number"


@pytest.mark.parametrize(
    "reason",
    [
        *("fraudulent", "product_not_received", "product_unacceptable", "credit_not_processed", "subscription_canceled"),
        *("duplicate", None),
    ],
)
def test_each_reason_has_its_fields_and_those_that_weigh_are_among_them(reason: str | None) -> None:
    assert set(wanted_for(reason)) <= set(fields_for(reason)) <= set(TEXT_FIELDS)
    assert "uncategorized_text" in fields_for(reason)


def test_the_digest_names_what_is_there_in_any_order() -> None:
    assert digest({"a": "1", "b": "2"}) == digest({"b": "2", "a": "1", "c": ""})
    assert digest({"a": "1"}) != digest({"a": "2"})
