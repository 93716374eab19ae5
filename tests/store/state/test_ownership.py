"""Whose a payment is: certain evidence, likely evidence, and what an agent said."""

from __future__ import annotations

import pytest

from inbox.domain.events import LinkBody, PersonBody
from inbox.domain.messages import Contact
from inbox.domain.payments import Checkout, Customer, Dispute, Payment, Refund
from inbox.store.state import StateTables, mirror, ownership
from inbox.store.state.ownership import Match
from tests.store.state.kit import Log, at, text, told

PAID = Payment(id="pi_1", charge="ch_1", customer="cus_1", amount=4990, currency="eur", status="succeeded")


@pytest.fixture
def people(log: Log) -> Log:
    """Eva (c_1, with a phone) and Max (c_2, without one)."""
    log.add(text("wamid.1", Contact(wa_id="4915112345678", name="Eva Lang")), "c_1")
    log.add(text("wamid.2", Contact(user_id="DE.2", name="Max")), "c_2")
    return log


def paid(**more: str) -> Payment:
    return Payment(id="pi_1", customer="cus_1", status="succeeded", **more)


_CASES = {
    "request": ([Checkout(id="cs_1", payment="pi_1", conversation="c_1")], paid(), Match("confirmed", "request")),
    "metadata": ([], paid(conversation="c_1"), Match("sure", "metadata")),
    "phone": ([], paid(phone="+49 151 12345678"), Match("sure", "phone")),
    "national phone": ([], paid(phone="0151/12345678"), Match("sure", "phone")),
    "customer's phone": ([Customer(id="cus_1", phone="+4915112345678")], paid(), Match("sure", "customer")),
    "customer's WhatsApp": ([Customer(id="cus_1", wa_id="4915112345678")], paid(), Match("sure", "customer")),
    "same customer": ([Payment(id="pi_0", customer="cus_1", conversation="c_1")], paid(), Match("sure", "customer")),
    "same e-mail": (
        [Checkout(id="cs_0", email="Eva@Example.com", conversation="c_1")],
        paid(email="eva@example.com "),
        Match("sure", "email"),
    ),
    "same name": ([], paid(name="eva  LANG"), Match("likely", "name")),
    "nothing": ([], paid(phone="+4930123456", email="x@example.com", name="Karl"), Match("none", "nothing")),
    "another's": ([], paid(conversation="c_2"), Match("none", "nothing")),
    "another's request": (
        [Checkout(id="cs_1", payment="pi_1", conversation="c_2")],
        paid(phone="+4915112345678"),
        Match("likely", "other-person"),
    ),
}


@pytest.mark.parametrize(("known", "payment", "match"), _CASES.values(), ids=_CASES)
def test_evidence(people: Log, state: StateTables, known, payment: Payment, match: Match) -> None:
    for said in (*known, payment):
        people.add(told(said, 1))
    assert ownership.match(state, "c_1", payment) == match


@pytest.mark.parametrize("named", [{"payment": "pi_1"}, {"customer": "cus_1"}], ids=["payment", "customer"])
def test_an_agents_word_counts_and_can_be_taken_back(people: Log, state: StateTables, named: dict[str, str]) -> None:
    people.add(told(PAID, 1))
    people.add(LinkBody(**named), "c_2", "person.linked")
    assert ownership.match(state, "c_2", PAID).certainty in ("confirmed", "sure")
    assert ownership.match(state, "c_1", PAID).certainty == "none"
    people.add(LinkBody(**named), "c_2", "person.unlinked")
    assert ownership.match(state, "c_2", PAID).certainty == "none"


def test_a_denial_outweighs_an_equal_phone(people: Log, state: StateTables) -> None:
    payment = paid(phone="+4915112345678")
    people.add(told(payment, 1))
    people.add(LinkBody(payment="pi_1"), "c_1", "person.unlinked")
    assert ownership.match(state, "c_1", payment) == Match("none", "denied")
    assert ownership.owner_of(state, payment) is None


def test_a_merged_person_owns_what_either_owned(people: Log, state: StateTables) -> None:
    payment = paid(conversation="c_2")
    people.add(told(payment, 1))
    people.add(PersonBody(other="c_2"), "c_1", "person.merged")
    assert ownership.match(state, "c_1", payment).certainty == "sure"
    assert ownership.owner_of(state, payment) == "c_1"
    assert [each.payment.id for each in ownership.payments_of(state, "c_2")] == ["pi_1"]


def test_what_is_about_a_payment_goes_where_the_payment_belongs(people: Log, state: StateTables) -> None:
    people.add(told(Payment(id="pi_1", charge="ch_1", phone="+4915112345678"), 1))
    for said in (
        Refund(id="re_1", charge="ch_1"),
        Refund(id="re_2", payment="pi_1"),
        Dispute(id="dp_1", charge="ch_1"),
        Checkout(id="cs_1", payment="pi_1"),
        Checkout(id="cs_2", conversation="c_1"),
        Customer(id="cus_9", phone="015112345678"),
    ):
        assert ownership.owner_of(state, said) == "c_1", said
    for said in (Refund(id="re_3", payment="pi_unknown"), Checkout(id="cs_3"), Customer(id="cus_8", email="a@b.de")):
        assert ownership.owner_of(state, said) is None, said


def test_metadata_of_another_hub_leads_nowhere(people: Log, state: StateTables) -> None:
    assert ownership.owner_of(state, paid(conversation="c_elsewhere")) is None


def test_the_payments_of_a_person_are_the_certain_ones_newest_first(people: Log, state: StateTables) -> None:
    mine = [
        Payment(id="pi_1", created="2026-11-01T00:00:00.000Z", phone="+4915112345678"),
        Payment(
            id="pi_2", created="2026-11-03T00:00:00.000Z", conversation="c_1", customer="cus_1", email="eva@example.com"
        ),
        Payment(id="pi_3", created="2026-11-02T00:00:00.000Z", customer="cus_1"),
        Payment(id="pi_4", created="2026-11-04T00:00:00.000Z", email="Eva@example.com"),
    ]
    others = [Payment(id="pi_5", name="Eva Lang"), Payment(id="pi_6", conversation="c_2")]
    for payment in (*mine, *others):
        people.add(told(payment, 1))
    assert [each.payment.id for each in ownership.payments_of(state, "c_1")] == ["pi_4", "pi_2", "pi_3", "pi_1"]
    assert ownership.has_money(state, "c_1")


def test_an_open_request_is_money(people: Log, state: StateTables) -> None:
    assert not ownership.has_money(state, "c_1")
    people.add(told(Checkout(id="cs_1", status="open", conversation="c_1"), 1), "c_1")
    assert ownership.has_money(state, "c_1")


def test_everything_about_a_person_is_found_and_nothing_else(people: Log, state: StateTables) -> None:
    for said in (
        Payment(id="pi_1", charge="ch_1", customer="cus_1", phone="+4915112345678"),
        Customer(id="cus_1", phone="+4915112345678"),
        Refund(id="re_1", charge="ch_1"),
        Dispute(id="dp_1", charge="ch_1"),
        Checkout(id="cs_1", payment="pi_1"),
        Payment(id="pi_2", customer="cus_2"),
        Refund(id="re_2", payment="pi_2"),
    ):
        people.add(told(said, 1))
    assert set(ownership.objects_of(state, "c_1")) == {"pi_1", "cus_1", "re_1", "dp_1", "cs_1"}
    assert ownership.objects_of(state, "c_2") == []


def test_of_more_payments_than_are_looked_at_it_is_the_newest(people: Log, state: StateTables) -> None:
    for number in range(12):
        people.add(told(Payment(id=f"pi_{number}", created=at(number), conversation="c_1", status="succeeded"), 1))
    found = mirror.where(state, Payment, "conversation", ["c_1"], limit=3)
    assert [each.id for each in found] == ["pi_9", "pi_10", "pi_11"]


def test_many_payments_are_read_in_few_statements(people: Log, state: StateTables) -> None:
    for number in range(60):
        paid_by = Payment(id=f"pi_{number:02}", customer="cus_1", created=at(number), conversation="c_1", status="succeeded")
        people.add(told(paid_by, 1))
    asked: list[str] = []
    state.db.connection().set_trace_callback(asked.append)
    found = ownership.payments_of(state, "c_1")
    state.db.connection().set_trace_callback(None)
    assert [each.payment.id for each in found] == [f"pi_{number:02}" for number in reversed(range(60))]
    assert {each.match for each in found} == {Match("sure", "metadata")}
    assert len(asked) < 40


def test_money_with_an_address_is_read_within_one_look_too(people: Log, state: StateTables) -> None:
    there = {"line1": "Weg 1", "city": "Berlin"}
    people.add(told(Checkout(id="cs_1", payment="pi_1", conversation="c_1", shipping=there), 1))
    people.add(told(Payment(id="pi_1", customer="cus_1", status="succeeded", shipping=there, conversation="c_1"), 1))
    with state.look.open():
        assert [each.payment.id for each in ownership.payments_of(state, "c_1")] == ["pi_1"]
        assert ownership.customers_of(state, "c_1") == ["cus_1"]
