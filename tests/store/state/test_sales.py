"""What a payment was for: the lines of the page it was paid on, and what of them was given back."""

from __future__ import annotations

from inbox.domain.events import CheckoutBody, RefundBody
from inbox.domain.payments import Bought, Checkout, Payment, Refund
from inbox.store.state import StateTables, mirror
from inbox.store.state.sales import SHIPPING, UNKNOWN, Sale, given_back, sale_of
from inbox.store.state.versions import lay
from tests.store.state.kit import Log

ESPRESSO, FILTER = Bought("Espresso", 4980, 2), Bought("Filter", 450)
PAID = Payment(id="pi_1", charge="ch_1")


def page(log: Log, name: str, version: str = "1.e", **more) -> None:
    log.add(CheckoutBody(name, version, Checkout(id=name, **more)), None)


def paid_for(state: StateTables, paid: Payment = PAID) -> Sale:
    return sale_of(mirror.about(state, paid).requests)


def test_a_link_tells_its_lines_and_its_page_what_was_paid(log: Log, state: StateTables) -> None:
    page(log, "plink_1", lines=(ESPRESSO,), shipping_cost=490, shipping_label="DHL", payment="pi_1")
    assert paid_for(state) == Sale((ESPRESSO,), 490, "DHL", frozenset({"plink_1"}))
    page(log, "cs_1", link="plink_1", payment="pi_1", shipping_cost=0)
    assert paid_for(state) == Sale((ESPRESSO,), 0, "DHL", frozenset({"plink_1", "cs_1"}))
    page(log, "cs_1", "2.r", lines=(ESPRESSO, FILTER))
    assert paid_for(state).lines == (ESPRESSO, FILTER)


def test_of_a_payment_without_a_page_nothing_is_known(log: Log, state: StateTables) -> None:
    page(log, "cs_1", payment="pi_1")
    assert paid_for(state) == Sale(requests=frozenset({"cs_1"}))
    assert paid_for(state, Payment(id="pi_2")) == UNKNOWN


def test_lines_stay_when_a_later_body_does_not_know_them() -> None:
    known = Checkout(id="cs_1", lines=(ESPRESSO,))
    laid = lay(known, {"id": "1.r", "lines": "1.r"}, Checkout(id="cs_1", status="paid"), "2.e")
    assert laid.body.lines == (ESPRESSO,)
    first = lay(known, {"lines": "1.r"}, Checkout(id="cs_1", lines=(FILTER,)), "1.r")
    second = lay(Checkout(id="cs_1", lines=(FILTER,)), {"lines": "1.r"}, known, "1.r")
    assert first.body == second.body, "one second, two sayings: never chance"
    assert first.ambiguous


def test_what_was_given_back_is_known_of_our_own_refunds_that_count(log: Log, state: StateTables) -> None:
    for name, status, lines in (
        ("re_1", "succeeded", ("0",)),
        ("re_2", "failed", ("1",)),
        ("re_3", "pending", (SHIPPING,)),
        ("re_4", "succeeded", None),
    ):
        log.add(RefundBody(name, "1.e", Refund(id=name, payment="pi_1", status=status, lines=lines)), None)
    assert given_back(mirror.about(state, PAID).refunds) == {"0", SHIPPING}
