"""Subscriptions of the pretend Stripe: they renew by its clock, are paused and resumed, fail, are tried again, and end."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from inbox.sandbox.stripe import cycles
from tests.sandbox.stripe.conftest import Shop

DAY = 86_400
HOUR = 3600


def _club(shop: Shop, **more: Any) -> Any:
    """Subscribe Lena to the coffee club, 24,90 € a month."""
    v1 = shop.sdk().v1
    lena = v1.customers.create({"email": "lena@example.com", "name": "Lena"})
    recurring: Any = {"interval": "month"}
    price = v1.prices.create(
        {"currency": "eur", "unit_amount": 2490, "recurring": recurring, "product_data": {"name": "Kaffeeabo"}}
    )
    return shop.account.subscribe(lena.id, [(price.id, 1)], **more)


def _read(shop: Shop, key: str) -> Any:
    return shop.account.books()["subscriptions"][key]


def _bills(shop: Shop, key: str) -> list[str]:
    """Return the statuses of a subscription's invoices, oldest first."""
    return [one["status"] for one in reversed(_read(shop, key)["invoices"].values())]


def _go_to(shop: Shop, at: int) -> None:
    shop.clock.set(at)
    shop.account.advance()


def _renewal(shop: Shop, key: str) -> None:
    """Let the present period end, and the hour in which its invoice is a draft."""
    _go_to(shop, _read(shop, key)["current_period_end"])
    _go_to(shop, shop.clock.now() + HOUR)


def test_a_subscription_is_paid_at_once_and_renews_when_its_period_ends(shop: Shop) -> None:
    made = _club(shop)
    assert shop.webhooks.types().index("customer.subscription.created") < shop.webhooks.types().index("invoice.paid")
    found = shop.sdk().v1.subscriptions.retrieve(made["id"], {"expand": ["items.data.price.product", "latest_invoice.payments"]})
    item: Any = found["items"].data[0]
    assert (found.status, item.price.product.name, found.latest_invoice.status) == ("active", "Kaffeeabo", "paid")  # type: ignore[union-attr] # expanded
    first = item.current_period_end
    _go_to(shop, first)
    assert _bills(shop, made["id"]) == ["paid", "draft"]
    _go_to(shop, first + HOUR)
    assert _bills(shop, made["id"]) == ["paid", "paid"]
    assert _read(shop, made["id"])["current_period_end"] > first
    assert len(shop.account.books()["charges"]) == 2


def test_a_trial_costs_nothing_until_it_ends(shop: Shop) -> None:
    made = _club(shop, trial_days=14)
    assert (made["status"], _bills(shop, made["id"])) == ("trialing", [])
    _renewal(shop, made["id"])
    assert (_read(shop, made["id"])["status"], _bills(shop, made["id"])) == ("active", ["paid"])


def test_while_collection_is_paused_invoices_are_made_and_not_paid(shop: Shop) -> None:
    v1 = shop.sdk().v1
    for behavior, status in (("void", "void"), ("keep_as_draft", "draft"), ("mark_uncollectible", "uncollectible")):
        made = _club(shop)
        v1.subscriptions.update(made["id"], {"pause_collection": {"behavior": behavior}})
        assert _read(shop, made["id"])["status"] == "active"
        _renewal(shop, made["id"])
        assert _bills(shop, made["id"]) == ["paid", status]
        v1.subscriptions.update(made["id"], {"pause_collection": ""})
        _renewal(shop, made["id"])
        assert _bills(shop, made["id"]) == ["paid", status, "paid"]


def test_collection_resumes_by_itself_at_the_time_that_was_said(shop: Shop) -> None:
    made = _club(shop)
    end = _read(shop, made["id"])["current_period_end"]
    v1 = shop.sdk().v1
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.subscriptions.update(made["id"], {"pause_collection": {"behavior": "void", "resumes_at": shop.clock.now()}})
    assert refused.value.param == "pause_collection[resumes_at]"
    v1.subscriptions.update(made["id"], {"pause_collection": {"behavior": "void", "resumes_at": end + 12 * HOUR}})
    _go_to(shop, end + 12 * HOUR)
    assert _read(shop, made["id"])["pause_collection"] is None
    assert shop.webhooks.last("customer.subscription.updated")["data"]["previous_attributes"]["pause_collection"]
    _renewal(shop, made["id"])
    assert _bills(shop, made["id"]) == ["paid", "void", "paid"]


def test_a_clock_that_jumps_over_renewals_skips_only_those_in_the_pause(shop: Shop) -> None:
    made = _club(shop)
    end = _read(shop, made["id"])["current_period_end"]
    shop.sdk().v1.subscriptions.update(made["id"], {"pause_collection": {"behavior": "void", "resumes_at": end + DAY}})
    _go_to(shop, end + 70 * DAY)
    _go_to(shop, shop.clock.now() + HOUR)
    assert _bills(shop, made["id"]) == ["paid", "void", "paid", "paid"]


def test_cancelling_at_the_end_of_the_period_can_be_taken_back(shop: Shop) -> None:
    made, v1 = _club(shop), shop.sdk().v1
    ending = v1.subscriptions.update(made["id"], {"cancel_at_period_end": True})
    assert ending.cancel_at == ending["items"].data[0].current_period_end
    kept = v1.subscriptions.update(made["id"], {"cancel_at_period_end": False})
    assert (kept.cancel_at, kept.canceled_at) == (None, None)
    _renewal(shop, made["id"])
    assert _bills(shop, made["id"]) == ["paid", "paid"]
    v1.subscriptions.update(made["id"], {"cancel_at_period_end": True})
    _renewal(shop, made["id"])
    assert (_read(shop, made["id"])["status"], _bills(shop, made["id"])) == ("canceled", ["paid", "paid"])
    assert shop.webhooks.types()[-1] == "customer.subscription.deleted"


def test_cancelling_now_gives_nothing_back_and_cannot_be_done_twice(shop: Shop) -> None:
    made, v1 = _club(shop), shop.sdk().v1
    details: Any = {"comment": "moves away", "feedback": "other"}
    over = v1.subscriptions.cancel(made["id"], {"invoice_now": False, "prorate": False, "cancellation_details": details})
    assert (over.status, over.cancellation_details.comment) == ("canceled", "moves away")  # type: ignore[union-attr] # is there
    assert shop.account.books()["refunds"] == {}
    with pytest.raises(stripe.InvalidRequestError) as gone:
        v1.subscriptions.cancel(made["id"])
    assert gone.value.http_status == 404
    with pytest.raises(stripe.InvalidRequestError):
        v1.subscriptions.update(made["id"], {"cancel_at_period_end": False})
    assert [one.id for one in v1.subscriptions.list({"customer": made["customer"]}).data] == []
    assert [one.id for one in v1.subscriptions.list({"customer": made["customer"], "status": "all"}).data] == [made["id"]]


def test_a_paused_status_makes_no_invoices_until_it_is_resumed(shop: Shop) -> None:
    made, v1 = _club(shop), shop.sdk().v1
    unused: Any = {"unused_time_from": {"type": "none"}}
    assert v1.subscriptions.pause(made["id"], {"bill_for": unused}).status == "paused"
    _go_to(shop, shop.clock.now() + 100 * DAY)
    assert _bills(shop, made["id"]) == ["paid"]
    assert v1.subscriptions.resume(made["id"]).status == "active"
    assert _bills(shop, made["id"]) == ["paid", "paid"]
    with pytest.raises(stripe.InvalidRequestError):
        v1.subscriptions.resume(made["id"])


def test_a_renewal_that_fails_is_tried_again_and_in_the_end_cancels(shop: Shop) -> None:
    made = _club(shop)
    shop.account.pay_subscription_with(made["id"], "declined_expired_card")
    _renewal(shop, made["id"])
    bill = shop.webhooks.last("invoice.payment_failed")["data"]["object"]
    assert (bill["attempt_count"], bill["status"]) == (1, "open")
    assert bill["next_payment_attempt"] == shop.clock.now() + 3 * DAY
    assert _read(shop, made["id"])["status"] == "past_due"
    for days in (3, 5, 7):
        _go_to(shop, shop.clock.now() + days * DAY)
    assert _read(shop, made["id"])["status"] == "canceled"
    assert len(shop.account.books()["declined"]) == 4


def test_who_pays_the_open_invoice_is_in_good_standing_again(shop: Shop) -> None:
    made = _club(shop)
    shop.account.pay_subscription_with(made["id"], "declined_insufficient_funds")
    _renewal(shop, made["id"])
    bill = shop.webhooks.last("invoice.payment_failed")["data"]["object"]["id"]
    found = shop.sdk().v1.invoices.retrieve(bill, {"expand": ["payments"]})
    assert found.payments is not None
    assert [one.status for one in found.payments.data] == ["open"]
    assert shop.account.pay_invoice(bill)
    assert _read(shop, made["id"])["status"] == "active"
    assert shop.sdk().v1.invoices.retrieve(bill, {"expand": ["payments"]}).payments.data[0].status == "paid"  # type: ignore[union-attr] # expanded


def test_a_subscription_of_the_past_has_been_renewed_since(shop: Shop) -> None:
    made = _club(shop, created=shop.clock.now() - 100 * DAY)
    assert _bills(shop, made["id"]) == ["paid"] * 4
    assert _read(shop, made["id"])["current_period_end"] > shop.clock.now()
    assert "invoice.paid" not in shop.webhooks.types()


@given(
    anchor=st.integers(min_value=946_684_800, max_value=4_000_000_000),
    interval=st.sampled_from(("day", "week", "month", "year")),
    count=st.integers(min_value=1, max_value=6),
)
def test_periods_never_shrink_to_nothing_and_months_keep_their_day(anchor: int, interval: str, count: int) -> None:
    ends = [cycles.boundary(anchor, interval, count, place) for place in range(15)]
    assert all(later > earlier for earlier, later in itertools.pairwise(ends))
    start = datetime.fromtimestamp(anchor, UTC)
    for end in ends:
        day = datetime.fromtimestamp(end, UTC)
        assert day.timetz() == start.timetz()
        assert interval in ("day", "week") or day.day == start.day or (day.day < start.day and day.day >= 28)
        assert cycles.after(anchor, interval, count, end) == ends[ends.index(end) + 1] if end != ends[-1] else True
