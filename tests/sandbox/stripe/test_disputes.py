"""Chargebacks and inquiries: their money, their evidence, their end."""

from __future__ import annotations

import io
from typing import Any

import pytest
import stripe

from inbox.sandbox.stripe import StripeFault
from tests.sandbox.stripe.conftest import NOW, Shop

DAY = 86400


def test_a_chargeback_takes_the_money_and_a_fee(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    shop.account.dashboard_refund(charge, 1000)
    before = shop.account.books()["balance"]["eur"]
    key = shop.account.dispute(charge, "product_not_received")["id"]
    dispute = shop.sdk().v1.disputes.retrieve(key, {"expand": ["charge"]})
    assert (dispute.amount, dispute.status, dispute.reason) == (4000, "needs_response", "product_not_received")
    assert dispute.is_charge_refundable is False
    assert dispute["charge"].disputed is True
    assert shop.account.books()["balance"]["eur"] == before - 4000 - 1500
    assert [row.amount for row in dispute.balance_transactions] == [-4000]
    due = dispute.evidence_details.due_by or 0
    assert due % DAY == DAY - 1
    assert NOW + 7 * DAY < due < NOW + 9 * DAY
    assert shop.webhooks.types()[-2:] == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]


def test_an_inquiry_takes_nothing_until_it_is_escalated(shop: Shop) -> None:
    charge = shop.paid(5000)["id"]
    before = shop.account.books()["balance"]["eur"]
    key = shop.account.dispute(charge, inquiry=True)["id"]
    assert shop.account.books()["balance"]["eur"] == before
    shop.account.escalate_dispute(key)
    dispute: Any = shop.sdk().v1.disputes.retrieve(key)
    assert (dispute.status, dispute.is_charge_refundable) == ("needs_response", False)
    assert dispute.payment_method_details.card.case_type == "chargeback"
    assert shop.account.books()["balance"]["eur"] == before - 6500


def test_the_dispute_card_disputes_at_once_in_stripes_order(shop: Shop) -> None:
    item: Any = {"price_data": {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Tea"}}, "quantity": 1}
    session = shop.sdk().v1.checkout.sessions.create(
        {"mode": "payment", "success_url": "https://shop.example/", "line_items": [item]}
    )
    shop.account.pay(session.id, "4000000000000259")
    assert shop.webhooks.types() == [
        "payment_intent.created",
        "charge.succeeded",
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "payment_intent.succeeded",
        "checkout.session.completed",
        "charge.updated",
    ]


def test_evidence_is_staged_and_then_handed_in_once(shop: Shop) -> None:
    client = shop.sdk()
    key = shop.account.dispute(shop.paid()["id"])["id"]
    upload = client.v1.files.create({"purpose": "dispute_evidence", "file": io.BytesIO(b"%PDF-1.7 chat")})
    client.v1.disputes.update(key, {"evidence": {"customer_communication": upload.id}, "submit": False})
    staged = client.v1.disputes.update(key, {"evidence": {"customer_name": "Lena"}, "submit": False})
    assert staged.status == "needs_response"
    assert (staged.evidence.customer_communication, staged.evidence.customer_name) == (upload.id, "Lena")
    assert (staged.evidence_details.has_evidence, staged.evidence_details.submission_count) == (True, 0)
    sent = client.v1.disputes.update(key, {"evidence": {"uncategorized_text": "It arrived."}})
    assert (sent.status, sent.evidence_details.submission_count) == ("under_review", 1)
    with pytest.raises(stripe.InvalidRequestError, match="already submitted"):
        client.v1.disputes.update(key, {"evidence": {"customer_name": "L"}})
    assert client.v1.disputes.update(key, {"metadata": {"case": "1"}})["metadata"]["case"] == "1"


@pytest.mark.parametrize(
    ("text", "status", "back"), [("winning_evidence", "won", 5000), ("losing_evidence", "lost", 0)]
)
def test_the_bank_judges_stripes_test_evidence(shop: Shop, text: str, status: str, back: int) -> None:
    key = shop.account.dispute(shop.paid(5000)["id"])["id"]
    before = shop.account.books()["balance"]["eur"]
    sent = shop.sdk().v1.disputes.update(key, {"evidence": {"uncategorized_text": text}})
    assert sent.status == "under_review"
    shop.clock.shift(5)
    dispute = shop.sdk().v1.disputes.retrieve(key)
    assert (dispute.status, dispute.is_charge_refundable) == (status, status == "won")
    assert shop.account.books()["balance"]["eur"] == before + back
    expected = ["charge.dispute.funds_reinstated"] if back else []
    assert shop.webhooks.types()[-1 - len(expected) :] == [*expected, "charge.dispute.closed"]


def test_an_inquiry_answered_with_the_escalating_text_becomes_a_chargeback(shop: Shop) -> None:
    key = shop.account.dispute(shop.paid(method="card_4242")["id"], inquiry=True)["id"]
    shop.sdk().v1.disputes.update(key, {"evidence": {"uncategorized_text": "escalate_inquiry_evidence"}})
    shop.clock.shift(5)
    assert shop.sdk().v1.disputes.retrieve(key).status == "needs_response"


def test_accepting_is_final(shop: Shop) -> None:
    key = shop.account.dispute(shop.paid()["id"])["id"]
    assert shop.sdk().v1.disputes.close(key).status == "lost"
    for again in (
        lambda: shop.sdk().v1.disputes.close(key),
        lambda: shop.sdk().v1.disputes.update(key, {"metadata": {}}),
    ):
        with pytest.raises(stripe.InvalidRequestError, match="This dispute is already closed"):
            again()


def test_what_evidence_may_not_be(shop: Shop) -> None:
    key = shop.account.dispute(shop.paid()["id"])["id"]
    update = shop.sdk().v1.disputes.update
    with pytest.raises(stripe.InvalidRequestError, match="No such file: 'file_x'"):
        update(key, {"evidence": {"receipt": "file_x"}})
    wrong: Any = {"evidence": {"reciept": "file_x"}}
    with pytest.raises(stripe.InvalidRequestError) as caught:
        update(key, wrong)
    assert caught.value.param == "evidence[reciept]"


def test_what_was_never_handed_in_is_not_called_past_due(shop: Shop) -> None:
    """``past_due`` is of the last answer handed in (docs.stripe.com/api/disputes/object)."""
    key = shop.account.dispute(shop.paid()["id"])["id"]
    assert shop.sdk().v1.disputes.retrieve(key).evidence_details.past_due is False
    shop.clock.shift(9 * DAY)
    assert shop.sdk().v1.disputes.retrieve(key).evidence_details.past_due is False


def test_lists_and_what_is_missing(shop: Shop) -> None:
    charge = shop.paid()
    key = shop.account.dispute(charge["id"])["id"]
    disputes = shop.sdk().v1.disputes
    assert [one.id for one in disputes.list({"charge": charge["id"]}).data] == [key]
    assert [one.id for one in disputes.list({"payment_intent": charge["payment_intent"]}).data] == [key]
    assert disputes.list({"charge": "ch_other"}).data == []
    with pytest.raises(stripe.InvalidRequestError) as caught:
        disputes.retrieve("du_nothing")
    assert (caught.value.param, str(caught.value.user_message)) == ("dispute", "No such dispute: 'du_nothing'")


def test_what_cannot_be_disputed(shop: Shop) -> None:
    charge = shop.paid()["id"]
    shop.account.dispute(charge)
    for key in (charge, shop.paid(capture=False)["id"]):
        with pytest.raises(StripeFault, match="cannot be disputed"):
            shop.account.dispute(key)
    with pytest.raises(StripeFault, match="Invalid reason"):
        shop.account.dispute(shop.paid()["id"], "boredom")


def test_what_is_staged_is_handed_in_by_saying_so_and_only_if_there_is_something(shop: Shop) -> None:
    update = shop.sdk().v1.disputes.update
    key = shop.account.dispute(shop.paid()["id"])["id"]
    with pytest.raises(stripe.InvalidRequestError, match="no evidence"):
        update(key, {"submit": True})
    update(key, {"evidence": {"customer_name": "Lena"}, "submit": False})
    assert update(key, {"submit": True}).status == "under_review"
    with pytest.raises(stripe.InvalidRequestError, match="already submitted"):
        update(key, {"submit": True})


def test_behind_the_last_day_nothing_is_taken(shop: Shop) -> None:
    key = shop.account.dispute(shop.paid()["id"])["id"]
    shop.clock.shift(9 * DAY)
    with pytest.raises(stripe.InvalidRequestError, match="deadline"):
        shop.sdk().v1.disputes.update(key, {"evidence": {"customer_name": "Lena"}, "submit": False})


def test_statements_are_as_long_as_stripe_allows(shop: Shop) -> None:
    key = shop.account.dispute(shop.paid()["id"])["id"]
    update = shop.sdk().v1.disputes.update
    update(key, {"evidence": {"uncategorized_text": "x" * 20_000}, "submit": False})
    with pytest.raises(stripe.InvalidRequestError, match="at most 20000"):
        update(key, {"evidence": {"uncategorized_text": "x" * 20_001}, "submit": False})
