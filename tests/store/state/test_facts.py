"""What is so in a person's chats, whichever of them is asked about."""

from __future__ import annotations

import pytest

from inbox.domain import times
from inbox.domain.events import PersonBody
from inbox.domain.messages import Contact
from inbox.domain.payments import Checkout, Payment
from inbox.store.state import StateTables, facts
from tests.store.state.kit import Log, at, text, told

EVA = Contact(wa_id="4915112345678")
PAID = Payment(
    id="pi_1", charge="ch_1", amount=4990, amount_refunded=0, currency="eur", status="succeeded", phone="+4915112345678"
)

@pytest.fixture
def shop(log: Log) -> Log:
    log.add(text("wamid.1", EVA, 5), "c_1")
    log.add(told(PAID, 10), "c_1")
    return log


def test_the_window_and_open_requests_of_all_a_person_was(shop: Log, state: StateTables) -> None:
    shop.add(text("wamid.2", Contact(user_id="DE.1"), 900), "c_2")
    shop.add(told(Checkout(id="cs_1", status="open", conversation="c_2"), 1))
    shop.add(told(Checkout(id="cs_2", status="paid", conversation="c_1"), 1))
    shop.add(PersonBody(other="c_2"), "c_1", "person.merged")
    for name in ("c_1", "c_2"):
        assert facts.last_inbound(state, name) == times.from_text(at(900))
        assert [each.id for each in facts.open_requests(state, name)] == ["cs_1"]


def test_what_expired_with_an_address_to_go_on_with_is_known(shop: Log, state: StateTables) -> None:
    recovery = "https://buy.stripe.com/r/x"
    shop.add(told(Checkout(id="cs_1", status="expired", conversation="c_1", recovery_url=recovery), 1))
    shop.add(told(Checkout(id="cs_2", status="expired", conversation="c_1"), 1))
    shop.add(told(Checkout(id="cs_3", status="open", conversation="c_1", recovery_url=recovery), 1))
    assert [each.id for each in facts.lapsed_requests(state, "c_1")] == ["cs_1"]


def test_a_person_who_never_wrote_has_no_window(log: Log, state: StateTables) -> None:
    log.add(text("wamid.1", EVA, direction="out"), "c_1")
    assert facts.last_inbound(state, "c_1") is None
