"""Each rule by which money goes back or does not, judged by the account's books."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from inbox.sandbox.stripe import StripeAccount, StripeFault
from inbox.sandbox.world import SandboxClock, World
from tests.sandbox.stripe.conftest import NOW, Shop

DAY = 86400


def refund(shop: Shop, charge: str, **params: Any) -> stripe.Refund:
    """Refund through the SDK."""
    given: Any = {"charge": charge, **params}
    return shop.sdk().v1.refunds.create(given)


def refused(shop: Shop, **params: Any) -> Any:
    """Return the InvalidRequestError a refund is refused with; the books must not have changed."""
    before = shop.account.books()
    given: Any = params
    with pytest.raises(stripe.InvalidRequestError) as caught:
        shop.sdk().v1.refunds.create(given)
    assert shop.account.books() == before
    return caught.value


def test_a_refund_is_what_stripe_answers(shop: Shop) -> None:
    charge = shop.paid(5000, description="Beans")
    made = refund(shop, charge["id"], amount=1500, reason="requested_by_customer", metadata={"action_id": "a-1"})
    assert (made.amount, made.currency, made.status, made.reason) == (1500, "eur", "succeeded", "requested_by_customer")
    assert (made.charge, made.payment_intent) == (charge["id"], charge["payment_intent"])
    assert made["metadata"].to_dict() == {"action_id": "a-1"}
    assert made.destination_details is not None
    assert made.destination_details["card"].to_dict() == {
        "reference_status": "pending",
        "reference_type": "acquirer_reference_number",
        "type": "refund",
    }
    booked = shop.sdk().v1.balance_transactions.retrieve(str(made.balance_transaction))
    assert (booked.amount, booked.fee, booked.type) == (-1500, 0, "refund")
    assert booked.description == "REFUND FOR CHARGE (Beans)"


def test_the_charge_adds_up_its_parts(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    refund(shop, charge, amount=1500)
    assert (shop.charge(charge)["amount_refunded"], shop.charge(charge)["refunded"]) == (1500, False)
    assert refund(shop, charge).amount == 3500  # without an amount: the rest
    assert (shop.charge(charge)["amount_refunded"], shop.charge(charge)["refunded"]) == (5000, True)
    got = shop.sdk().v1.charges.retrieve(charge, {"expand": ["refunds"]})
    assert got.refunds is not None
    assert [one.amount for one in got.refunds.data] == [3500, 1500]


def test_two_equal_parts_are_two_refunds(shop: Shop) -> None:
    charge = shop.paid(10000)["id"]
    assert refund(shop, charge, amount=3000).id != refund(shop, charge, amount=3000).id
    assert shop.charge(charge)["amount_refunded"] == 6000


def test_by_payment_intent_or_by_charge_is_the_same_money(shop: Shop) -> None:
    charge = shop.paid(5000)
    made = shop.sdk().v1.refunds.create({"payment_intent": charge["payment_intent"], "amount": 4000})
    assert made.charge == charge["id"]
    error = refused(shop, charge=charge["id"], amount=1001)
    assert str(error.user_message) == "Refund amount (€10.01) is greater than unrefunded amount on charge (€10.00)"
    assert (error.param, error.code, error.http_status) == ("amount", None, 400)


def test_nothing_left_is_already_refunded(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    refund(shop, charge)
    error = refused(shop, charge=charge, amount=1)
    assert error.code == "charge_already_refunded"
    assert str(error.user_message) == f"Charge {charge} has already been refunded."


def test_what_is_not_there_or_not_named(shop: Shop) -> None:
    unknown = refused(shop, charge="ch_nothing")
    assert (unknown.http_status, unknown.code, unknown.param) == (404, "resource_missing", "id")
    assert refused(shop, payment_intent="pi_nothing").param == "intent"
    neither = refused(shop, amount=100)
    assert "payment_intent or charge" in str(neither.user_message)
    assert (neither.param, neither.code) == (None, None)
    other = refused(shop, charge=shop.paid()["id"], payment_intent=shop.paid()["payment_intent"])
    assert "does not belong to" in str(other.user_message)


def test_what_was_never_paid_cannot_go_back(shop: Shop) -> None:
    failed = shop.paid(method="declined")
    for params in ({"charge": failed["id"]}, {"payment_intent": failed["payment_intent"]}):
        error = refused(shop, **params)
        intent = failed["payment_intent"]
        expected = f"This PaymentIntent ({intent}) does not have a successful charge to refund."
        assert str(error.user_message) == expected


def test_a_debit_under_way_cannot_go_back_yet(shop: Shop) -> None:
    assert "does not have a successful charge" in str(refused(shop, charge=shop.paid(method="sepa_debit")["id"]))


def test_held_money_is_released_by_canceling_not_refunding(shop: Shop) -> None:
    held = shop.paid(3000, capture=False)
    message = str(refused(shop, charge=held["id"]).user_message)
    assert message.startswith(
        f"This uncaptured Charge was created by a PaymentIntent ({held['payment_intent']}). You must"
    )
    assert shop.sdk().v1.payment_intents.cancel(held["payment_intent"]).status == "canceled"


def test_only_what_was_captured_goes_back(shop: Shop) -> None:
    held = shop.paid(3000, capture=False)
    shop.sdk().v1.payment_intents.capture(held["payment_intent"], {"amount_to_capture": 2000})
    assert "(€20.00)" in str(refused(shop, charge=held["id"], amount=2001).user_message)
    assert refund(shop, held["id"]).amount == 2000


def test_the_currency_is_the_charges(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    assert refused(shop, charge=charge, currency="usd").param == "currency"
    assert refund(shop, charge, currency="eur", amount=100).currency == "eur"


@pytest.mark.parametrize(("currency", "amount"), [("isk", 150), ("ugx", 1001), ("kwd", 1005)])
def test_special_currencies_go_back_in_their_steps(shop: Shop, currency: str, amount: int) -> None:
    charge = shop.paid(50000, currency)["id"]
    assert refused(shop, charge=charge, amount=amount).code == "invalid_charge_amount"


@pytest.mark.parametrize(
    ("currency", "paid", "shown"),
    [("jpy", 5000, "¥5,001"), ("usd", 5000, "$50.01"), ("gbp", 5000, "£50.01"), ("bhd", 5000, "5.010 BHD")],
)
def test_amounts_are_shown_in_their_currency(shop: Shop, currency: str, paid: int, shown: str) -> None:
    amount = paid + (10 if currency == "bhd" else 1)
    assert f"({shown})" in str(refused(shop, charge=shop.paid(paid, currency)["id"], amount=amount))


def test_a_chargeback_stops_refunds_until_it_is_won(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    dispute = shop.account.dispute(charge)
    error = refused(shop, charge=charge)
    assert error.code == "charge_disputed"
    assert str(error.user_message) == f"Charge {charge} has been charged back; cannot issue a refund."
    shop.account.judge_dispute(dispute["id"], won=True)
    assert refund(shop, charge).amount == 5000


def test_a_lost_chargeback_stays_lost(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    shop.sdk().v1.disputes.close(shop.account.dispute(charge)["id"])
    assert refused(shop, charge=charge).code == "charge_disputed"


def test_an_inquiry_can_be_answered_with_the_money(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    dispute = shop.account.dispute(charge, inquiry=True)
    assert dispute["is_charge_refundable"] is True
    refund(shop, charge, amount=1000)
    assert shop.sdk().v1.disputes.retrieve(dispute["id"]).status == "warning_needs_response"
    refund(shop, charge)
    assert shop.sdk().v1.disputes.retrieve(dispute["id"]).status == "warning_closed"
    assert shop.webhooks.types()[-1] == "charge.dispute.closed"


def test_an_escalated_inquiry_stops_refunds(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    dispute = shop.account.dispute(charge, inquiry=True)
    shop.account.escalate_dispute(dispute["id"])
    assert refused(shop, charge=charge).code == "charge_disputed"


def test_without_funds_it_waits_for_a_top_up(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    shop.account.set_balance("eur", 4999)
    made = refund(shop, charge)
    assert (made.status, made.pending_reason) == ("pending", "insufficient_funds")
    assert shop.charge(charge)["amount_refunded"] == 5000
    assert shop.account.books()["balance"]["eur"] == 4999
    shop.account.set_balance("eur", 9000)
    arrived = shop.sdk().v1.refunds.retrieve(made.id)
    assert arrived.status == "succeeded"
    assert "pending_reason" not in arrived
    assert shop.account.books()["balance"]["eur"] == 4000


def test_a_top_up_that_never_comes_fails_it(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    shop.account.set_balance("eur", 0)
    made = refund(shop, charge)
    shop.clock.shift(30 * DAY)
    got = shop.sdk().v1.refunds.retrieve(made.id)
    assert (got.status, got.failure_reason) == ("failed", "insufficient_funds")
    assert shop.charge(charge)["amount_refunded"] == 0
    assert shop.account.books()["balance"]["eur"] == 0


def test_other_means_fail_at_once_without_funds(shop: Shop) -> None:
    session_charge = _debit_paid(shop)
    shop.account.set_balance("eur", 10)
    assert refused(shop, charge=session_charge).code == "balance_insufficient"


def _debit_paid(shop: Shop) -> str:
    item: Any = {"price_data": {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Tea"}}, "quantity": 1}
    session = shop.sdk().v1.checkout.sessions.create(
        {"mode": "payment", "success_url": "https://shop.example/", "line_items": [item]}
    )
    attempt = shop.account.pay(session.id, "sepa_debit")
    shop.account.settle_debit(session.id)
    return attempt.charge


def test_a_debit_goes_back_in_days(shop: Shop) -> None:
    charge = _debit_paid(shop)
    made = refund(shop, charge)
    assert (made.status, made.pending_reason) == ("pending", "processing")
    assert made.id.startswith("pyr_")
    shop.clock.shift(3 * DAY)
    assert shop.sdk().v1.refunds.retrieve(made.id).status == "succeeded"


def test_a_success_may_fail_later_and_the_money_can_go_back_again(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    made = refund(shop, charge, amount=2000)
    balance = shop.account.books()["balance"]["eur"]
    shop.clock.shift(20 * DAY)
    shop.account.fail_refund(made.id, "lost_or_stolen_card")
    got = shop.sdk().v1.refunds.retrieve(made.id)
    assert (got.status, got.failure_reason) == ("failed", "lost_or_stolen_card")
    assert got.failure_balance_transaction
    assert shop.charge(charge)["amount_refunded"] == 0
    assert shop.account.books()["balance"]["eur"] == balance + 2000
    assert shop.webhooks.types()[-3:] == ["refund.updated", "refund.failed", "charge.updated"]
    changed = shop.webhooks.last("refund.updated")["data"]["previous_attributes"]
    assert changed == {"failure_balance_transaction": None, "failure_reason": None, "status": "succeeded"}
    assert refund(shop, charge).amount == 5000
    with pytest.raises(StripeFault, match="cannot fail any more"):
        shop.account.fail_refund(made.id)


def test_the_test_cards_for_refunds(shop: Shop) -> None:
    waiting = refund(shop, shop.paid(method="4000 0000 0000 7726")["id"])
    failing = refund(shop, shop.paid(method="4000000000005126")["id"])
    assert (waiting.status, failing.status) == ("pending", "succeeded")
    shop.clock.shift(60)
    assert shop.sdk().v1.refunds.retrieve(waiting.id).status == "succeeded"
    assert shop.sdk().v1.refunds.retrieve(failing.id).status == "failed"


def test_the_banks_reference_comes_after_days(shop: Shop) -> None:
    made = refund(shop, shop.paid()["id"])
    shop.clock.shift(5 * DAY)
    details: Any = shop.sdk().v1.refunds.retrieve(made.id).destination_details
    assert details.card.reference_status == "available"
    assert len(details.card.reference) == 23
    changed = shop.webhooks.last("refund.updated")["data"]["previous_attributes"]
    assert changed == {"destination_details": {"card": {"reference": None, "reference_status": "pending"}}}


def test_a_chargeback_fails_a_waiting_refund(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    shop.account.set_balance("eur", 0)
    made = refund(shop, charge, amount=1000)
    dispute = shop.account.dispute(charge)
    assert dispute["amount"] == 4000
    assert shop.sdk().v1.refunds.retrieve(made.id).failure_reason == "charge_for_pending_refund_disputed"


def test_the_customer_must_act_for_some_means(shop: Shop) -> None:
    charge = shop.paid(5000, method="multibanco")["id"]
    assert refused(shop, charge=charge).param == "instructions_email"
    made: Any = refund(shop, charge, instructions_email="lena@example.com", amount=1000)
    assert made.status == "requires_action"
    assert made.next_action.display_details.email_sent.email_sent_to == "lena@example.com"
    canceled = shop.sdk().v1.refunds.cancel(made.id)
    assert canceled.status == "canceled"
    assert shop.charge(charge)["amount_refunded"] == 0
    arrived = refund(shop, charge, instructions_email="lena@example.com")
    assert shop.account.complete_refund(arrived.id)["status"] == "succeeded"
    assert shop.charge(charge)["refunded"] is True


def test_a_card_refund_cannot_be_canceled_and_only_metadata_changes(shop: Shop) -> None:
    made = refund(shop, shop.paid()["id"], metadata={"a": "1"})
    with pytest.raises(stripe.InvalidRequestError, match="Canceling this refund is unsupported"):
        shop.sdk().v1.refunds.cancel(made.id)
    changed = shop.sdk().v1.refunds.update(made.id, {"metadata": {"b": "2", "a": ""}})
    assert changed["metadata"].to_dict() == {"b": "2"}
    assert shop.webhooks.last("refund.updated")["data"]["previous_attributes"] == {"metadata": {"a": "1", "b": None}}
    wrong: Any = {"amount": 1}
    with pytest.raises(stripe.InvalidRequestError, match="unknown parameter: amount"):
        shop.sdk().v1.refunds.update(made.id, wrong)


def test_the_events_of_a_refund(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    made = refund(shop, charge, amount=1500)
    assert shop.webhooks.types()[-2:] == ["refund.created", "charge.refunded"]
    event = shop.webhooks.last("charge.refunded")
    assert event["data"]["object"]["amount_refunded"] == 1500
    assert event["data"]["previous_attributes"] == {"amount_refunded": 0}
    assert shop.webhooks.last("refund.created")["data"]["object"]["id"] == made.id


def test_a_refund_in_the_dashboard_is_one_like_any_other(shop: Shop) -> None:
    charge = shop.paid(5000)
    made = shop.account.dashboard_refund(charge["payment_intent"], 1200)
    assert shop.webhooks.last("refund.created")["request"] == {"id": None, "idempotency_key": None}
    assert [one.id for one in shop.sdk().v1.refunds.list({"charge": charge["id"]}).data] == [made["id"]]
    with pytest.raises(StripeFault, match="greater than unrefunded"):
        shop.account.dashboard_refund(charge["id"], 4000)


def test_fraud_marks_the_charge(shop: Shop) -> None:
    charge = shop.paid()["id"]
    refund(shop, charge, reason="fraudulent", amount=100)
    got: Any = shop.sdk().v1.charges.retrieve(charge)
    assert got.fraud_details.user_report == "fraudulent"


def test_lists_by_charge_by_payment_and_by_time(shop: Shop) -> None:
    one, two = shop.paid(), shop.paid()
    refund(shop, one["id"], amount=100)
    shop.clock.shift(100)
    refund(shop, two["id"], amount=200)
    refunds = shop.sdk().v1.refunds
    assert [r.amount for r in refunds.list().data] == [200, 100]
    assert [r.amount for r in refunds.list({"charge": one["id"]}).data] == [100]
    assert [r.amount for r in refunds.list({"payment_intent": two["payment_intent"]}).data] == [200]
    assert [r.amount for r in refunds.list({"created": {"gt": NOW}}).data] == [200]
    assert [r.amount for r in refunds.list({"created": NOW}).data] == [100]
    assert [r.amount for r in shop.sdk().v1.charges.retrieve(one["id"], {"expand": ["refunds"]}).refunds or []] == [100]


_STEPS = st.lists(
    st.tuples(st.sampled_from(["refund", "fail", "dispute", "drain", "fill", "win", "wait"]), st.integers(1, 4000)),
    max_size=12,
)


@given(paid=st.integers(50, 5000), steps=_STEPS)
def test_the_books_always_add_up(paid: int, steps: list[tuple[str, int]]) -> None:
    clock = SandboxClock(lambda: NOW)
    account = StripeAccount(World(clock=clock), "http://127.0.0.1:1")
    charge = account.create_charge_for_seed(None, paid)["id"]
    for step, number in steps:
        with suppress(StripeFault):
            _do(account, clock, charge, step, number)
        books = account.books()
        live = [r["amount"] for r in books["refunds"].values() if r["status"] in ("succeeded", "pending")]
        assert books["charges"][charge]["amount_refunded"] == sum(live) <= paid
        rows = account.state.balance_transactions.newest()
        assert books["balance"]["eur"] == sum(row["amount"] - row["fee"] for row in rows)


def _do(account: StripeAccount, clock: SandboxClock, charge: str, step: str, number: int) -> None:
    books = account.books()
    if step == "refund":
        account.dashboard_refund(charge, number)
    elif step == "fail":
        account.fail_refund([*books["refunds"], "re_nothing"][number % (len(books["refunds"]) + 1)])
    elif step == "dispute":
        account.dispute(charge, inquiry=number % 2 == 0)
    elif step == "win":
        account.judge_dispute(next(iter(books["disputes"]), "du_nothing"), won=number % 2 == 0)
    elif step == "wait":
        clock.shift(number * 3600)
        account.advance()
    else:
        account.set_balance("eur", number if step == "drain" else 10**6 + number)
