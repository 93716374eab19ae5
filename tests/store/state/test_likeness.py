"""Who else may be the same person, and why; whoever an agent took apart is not suggested again."""

from __future__ import annotations

from inbox.domain.events import PersonBody
from inbox.domain.messages import Contact
from inbox.domain.payments import Customer, Payment
from inbox.store.state import StateTables
from inbox.store.state.likeness import Alike, Traits, alike, person_of
from tests.store.state.kit import Log, text, told


def test_nobody_is_like_somebody_who_shares_nothing(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(wa_id="4915112345678", name="Eva")), "c_1")
    log.add(text("wamid.2", Contact(wa_id="4915212345678", name="Eva")), "c_2")
    assert alike(state, "c_1", Traits(emails=("eva@example.com",), phones=("0170 1111111",))) == []


def test_a_number_that_a_payment_or_a_card_tells_leads_to_whoever_writes_from_it(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(user_id="BR.1", username="ana")), "c_hidden")
    log.add(text("wamid.2", Contact(wa_id="551187654321")), "c_number")
    assert alike(state, "c_hidden", Traits(phones=("+55 11 98765-4321",))) == [
        Alike("c_number", "phone", "+551187654321")
    ]


def test_a_typed_email_leads_to_whoever_paid_with_it(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(user_id="DE.1")), "c_1")
    log.add(text("wamid.2", Contact(wa_id="4915212345678")), "c_2")
    log.add(told(Payment(id="pi_1", email="eva@example.com", conversation="c_2"), 1), "c_2")
    assert alike(state, "c_1", Traits(emails=("Eva@Example.com",))) == [Alike("c_2", "email", "eva@example.com")]


def test_one_customer_of_two_chats_is_one_person(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(user_id="DE.1")), "c_1")
    log.add(text("wamid.2", Contact(wa_id="4915212345678")), "c_2")
    log.add(told(Customer(id="cus_1", phone="+4915212345678"), 1))
    assert alike(state, "c_1", Traits(customers=("cus_1",))) == [Alike("c_2", "customer", "cus_1")]


def test_whoever_is_one_already_or_was_taken_apart_is_not_suggested(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", Contact(user_id="DE.1")), "c_1")
    log.add(text("wamid.2", Contact(wa_id="4915212345678")), "c_2")
    traits = Traits(phones=("+4915212345678",))
    log.add(PersonBody(other="c_2"), "c_1", "person.merged")
    assert alike(state, "c_1", traits) == []
    assert (person_of(state, "c_2").shown, person_of(state, "c_1").joined) == ("c_1", ("c_2",))
    log.add(PersonBody(other="c_2"), "c_1", "person.unmerged")
    assert alike(state, "c_1", traits) == alike(state, "c_2", Traits()) == []
