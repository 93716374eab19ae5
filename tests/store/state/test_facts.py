"""The facts decisions rest on, read from the tables."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inbox.domain import policy, times
from inbox.domain.actions import RefundPayment
from inbox.domain.events import PersonBody
from inbox.domain.messages import Contact
from inbox.domain.payments import Checkout, Dispute, Payment, Refund
from inbox.domain.roles import Actor, Policy
from inbox.store.state import StateTables, facts
from tests.store.state.kit import START, Log, at, text, told

NOW = times.from_unix(START + 7200)
AGENT = Actor("a_1", "Ann", "agent")
EVA = Contact(wa_id="4915112345678")
PAID = Payment(
    id="pi_1", charge="ch_1", amount=4990, amount_refunded=0, currency="eur", status="succeeded", phone="+4915112345678"
)
ACTION = "11111111-1111-4111-8111-111111111111"


def refund(amount: int = 2490, conversation: str | None = "c_1", payment: str = "pi_1") -> RefundPayment:
    return RefundPayment(id=ACTION, payment=payment, amount=amount, currency="eur", conversation=conversation)


def state_of(state: StateTables, action: RefundPayment, **fresh):
    return facts.refund_facts(state, action, AGENT, NOW, Policy(), NOW - timedelta(hours=12), **fresh)


@pytest.fixture
def shop(log: Log) -> Log:
    log.add(text("wamid.1", EVA, 5), "c_1")
    log.add(told(PAID, 10), "c_1")
    return log


def test_a_matched_payment_may_be_refunded_by_either_name(shop: Log, state: StateTables) -> None:
    for name in ("pi_1", "ch_1"):
        gathered = state_of(state, refund(payment=name))
        assert (gathered.payment, gathered.match, gathered.live) == (PAID, "sure", ())
        assert policy.decide(refund(payment=name), gathered) == policy.Allowed()


def test_no_conversation_asks_no_match(shop: Log, state: StateTables) -> None:
    assert state_of(state, refund(conversation=None)).match is None


def test_an_unmatched_payment_needs_a_word(shop: Log, state: StateTables) -> None:
    shop.add(told(Payment(id="pi_2", amount=4990, currency="eur", status="succeeded"), 1))
    decision = policy.decide(refund(payment="pi_2"), state_of(state, refund(payment="pi_2")))
    assert decision == policy.NeedsConfirmation(("uncertain-match",), {})


def test_what_is_not_known_is_said_to_be_so(shop: Log, state: StateTables) -> None:
    assert state_of(state, refund(conversation="c_9")).conversation_known is False
    assert state_of(state, refund(payment="pi_9")).payment is None


def test_a_fresh_reading_goes_before_the_mirror(shop: Log, state: StateTables) -> None:
    shop.add(told(Refund(id="re_1", charge="ch_1", status="succeeded", created=at(50)), 50))
    shop.add(told(Dispute(id="dp_1", payment="pi_1", status="needs_response"), 50))
    kept = state_of(state, refund())
    assert [each.id for each in (*kept.refunds, *kept.disputes)] == ["re_1", "dp_1"]
    read = state_of(state, refund(), payment=Payment(id="pi_1", charge="ch_1"), refunds=(), disputes=())
    assert (read.refunds, read.disputes, read.payment) == ((), (), Payment(id="pi_1", charge="ch_1"))


def test_rival_refunds_are_seen_and_ones_own_is_not(shop: Log, state: StateTables) -> None:
    shop.refund_action("r1", "sending", payment="ch_1", charge="ch_1", amount=100, currency="eur", name="Ben")
    shop.refund_action("r2", "failed", payment="pi_1", amount=100, currency="eur")
    shop.refund_action(ACTION, "queued", payment="pi_1", amount=2490, currency="eur")
    (live,) = state_of(state, refund()).live
    assert (live.action, live.agent_name, live.amount, live.state) == ("r1", "Ben", 100, "sending")


def test_todays_sum_counts_what_moved_or_may_have(shop: Log, state: StateTables) -> None:
    for name, status, currency in (
        ("r1", "succeeded", "eur"),
        ("r2", "unknown", "eur"),
        ("r3", "failed", "eur"),
        ("r4", "succeeded", "usd"),
        (ACTION, "sending", "eur"),
    ):
        shop.refund_action(name, status, payment="pi_7", amount=100, currency=currency)
    assert state_of(state, refund()).refunded_today == 200
    tomorrow = facts.refunded_since(state, "a_1", "eur", NOW)
    assert tomorrow == 0


def test_the_window_and_open_requests_of_all_a_person_was(shop: Log, state: StateTables) -> None:
    shop.add(text("wamid.2", Contact(user_id="DE.1"), 900), "c_2")
    shop.add(told(Checkout(id="cs_1", status="open", conversation="c_2"), 1))
    shop.add(told(Checkout(id="cs_2", status="paid", conversation="c_1"), 1))
    shop.add(PersonBody(other="c_2"), "c_1", "person.merged")
    for name in ("c_1", "c_2"):
        gathered = facts.conversation_facts(state, name, AGENT, NOW, Policy())
        assert gathered.conversation_known
        assert gathered.last_inbound == times.from_text(at(900))
        assert [each.id for each in gathered.open_requests] == ["cs_1"]


def test_what_expired_with_an_address_to_go_on_with_is_known(shop: Log, state: StateTables) -> None:
    recovery = "https://buy.stripe.com/r/x"
    shop.add(told(Checkout(id="cs_1", status="expired", conversation="c_1", recovery_url=recovery), 1))
    shop.add(told(Checkout(id="cs_2", status="expired", conversation="c_1"), 1))
    shop.add(told(Checkout(id="cs_3", status="open", conversation="c_1", recovery_url=recovery), 1))
    assert [each.id for each in facts.lapsed_requests(state, "c_1")] == ["cs_1"]


def test_a_person_who_never_wrote_has_no_window(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", EVA, direction="out"), "c_1")
    assert facts.conversation_facts(state, "c_1", AGENT, NOW, Policy()).last_inbound is None
