"""For which Stripe customer somebody is asked for money: who certainly is this person, and nobody else."""

from __future__ import annotations

import pytest

from inbox.domain.events import LinkBody
from inbox.domain.payments import Checkout, Customer, Payment
from inbox.store.state import StateTables, ownership
from inbox.store.state.payer import Payer, payer_of
from tests.store.state.kit import Log, told
from tests.store.state.test_ownership import people

__all__ = ["people"]

PHONE = "+4915112345678"


def payer(state: StateTables, which: str = "c_1") -> Payer | None:
    return payer_of(state, which, [each.payment for each in ownership.payments_of(state, which)])


def paid(key: str, customer: str | None, created: str = "2026-11-20T10:00:00.000Z", **more: str) -> Payment:
    return Payment(id=key, customer=customer, status="succeeded", created=created, **more)


def test_a_customer_with_her_phone_is_hers(people: Log, state: StateTables) -> None:
    assert payer(state) is None
    people.add(told(Customer(id="cus_1", phone=PHONE, email="eva@example.com"), 1))
    assert payer(state) == Payer("cus_1", has_email=True)
    assert payer(state, "c_2") is None


def test_without_a_known_email_nothing_stands_on_the_page(people: Log, state: StateTables) -> None:
    people.add(told(paid("pi_1", "cus_1", conversation="c_1"), 1))
    assert payer(state) == Payer("cus_1")


def test_of_several_it_is_the_one_she_paid_with_last(people: Log, state: StateTables) -> None:
    for said in (
        Customer(id="cus_1", phone=PHONE),
        Customer(id="cus_2", phone=PHONE),
        Customer(id="cus_3", phone=PHONE),
    ):
        people.add(told(said, 1))
    assert payer(state) is None, "two of them would be a guess"
    people.add(told(paid("pi_1", "cus_1", "2026-11-18T10:00:00.000Z"), 1))
    people.add(told(paid("pi_2", "cus_2", "2026-11-19T10:00:00.000Z"), 1))
    assert payer(state) == Payer("cus_2")


def test_whoever_was_deleted_at_stripe_is_nobody(people: Log, state: StateTables) -> None:
    people.add(told(Customer(id="cus_1", phone=PHONE, email="eva@example.com"), 1))
    people.add(told(paid("pi_1", "cus_1"), 1))
    people.add(told(Customer(id="cus_1", deleted=True), 2))
    assert payer(state) is None


def test_a_customer_of_two_people_is_nobodys(people: Log, state: StateTables) -> None:
    people.add(told(paid("pi_1", "cus_1", conversation="c_1"), 1))
    people.add(told(paid("pi_2", "cus_1", conversation="c_2"), 1))
    assert (payer(state), payer(state, "c_2")) == (None, None)


def test_an_agents_word_counts_and_can_be_taken_back(people: Log, state: StateTables) -> None:
    people.add(told(Customer(id="cus_1", email="max@example.com"), 1))
    people.add(LinkBody(customer="cus_1"), "c_2", "person.linked")
    assert payer(state, "c_2") == Payer("cus_1", has_email=True)
    people.add(LinkBody(customer="cus_1"), "c_2", "person.unlinked")
    assert payer(state, "c_2") is None


@pytest.mark.parametrize("status", ["open", "expired"])
def test_a_page_made_for_her_names_her_too(people: Log, state: StateTables, status: str) -> None:
    people.add(told(Checkout(id="cs_1", kind="session", status=status, customer="cus_1", conversation="c_1"), 1))
    assert payer(state) == Payer("cus_1")


def test_a_payment_that_is_only_likely_hers_names_nobody(people: Log, state: StateTables) -> None:
    people.add(told(paid("pi_1", "cus_1", name="Eva Lang"), 1))
    assert payer(state) is None
