"""What a payment was for reaches every desk: from our own request at once, from a shop's page by one look at Stripe."""

from __future__ import annotations

from inbox.domain.payments import Bought, Checkout, Payment, Refund
from inbox.sandbox.stripe import checkout
from tests.hub.actions.hub_world import ANNA, Hub, refund, wish

LINES = [{"name": "Espresso", "unit_amount": 2490, "quantity": 2}, {"name": "Filter", "unit_amount": 450}]
SHIPPING = [{"label": "DHL", "amount": 490}]
ADDRESS = {"name": "Eva Lang", "line1": "Weg 1", "city": "Berlin", "postal_code": "10115", "country": "DE"}
BOUGHT = (Bought("Espresso", 4980, 2), Bought("Filter", 450))


def reads_of(hub: Hub, part: str) -> int:
    return sum(1 for sent in hub.stripe.wire.sent if sent.method == "GET" and part in sent.url.path)


def webshop(hub: Hub, count: int = 2) -> str:
    """Open a page of the shop's own, with no word of ours in it, and pay on it."""
    rows = [
        {"price_data": {"currency": "eur", "unit_amount": 100 + n, "product_data": {"name": f"Ding {n}"}}, "quantity": 1}
        for n in range(count)
    ]
    made = checkout.create(hub.stripe.account.state, "", {"success_url": "https://shop.example/", "line_items": rows})
    hub.stripe.account.pay(made["id"])
    hub.deliver()
    return made["id"]


def test_our_own_link_tells_its_lines_at_once_and_is_never_read_for_them(hub: Hub) -> None:
    chat = hub.customer_writes()
    asked = wish("request_payment", conversation=chat, currency="eur", lines=LINES, shipping=SHIPPING)
    done = hub.do(ANNA, asked)
    made = hub.mirrored(Checkout, done.result["request"])
    assert (made.lines, made.shipping_cost, made.shipping_label) == (BOUGHT, 490, "DHL")
    hub.stripe.account.pay(done.result["url"].rpartition("/")[2], address=ADDRESS)
    hub.deliver()
    hub.clock.pass_time(5)
    hub.watch.run()
    assert reads_of(hub, "/v1/checkout/sessions/cs_") == 0
    paid = hub.mirrored(Checkout, done.result["request"])
    assert (paid.status, paid.lines, paid.shipping_cost) == ("paid", BOUGHT, 490)


def test_a_page_of_the_shops_own_is_read_once_when_it_was_paid(hub: Hub) -> None:
    session = webshop(hub)
    assert hub.mirrored(Checkout, session).lines is None
    hub.clock.pass_time(5)
    hub.watch.run()
    assert [line.name for line in hub.mirrored(Checkout, session).lines] == ["Ding 0", "Ding 1"]
    reads = reads_of(hub, session)
    hub.clock.pass_time(120)
    hub.watch.run()
    assert reads_of(hub, session) == reads == 1


def test_more_lines_than_come_with_the_page_are_listed(hub: Hub) -> None:
    session = webshop(hub, 14)
    hub.clock.pass_time(5)
    hub.watch.run()
    assert len(hub.mirrored(Checkout, session).lines) == 14


def test_a_whole_month_of_pages_is_read_a_few_a_second(hub: Hub) -> None:
    hub.details.has_fees = False
    sessions = [webshop(hub) for _ in range(12)]

    def known() -> int:
        return sum(1 for name in sessions if hub.mirrored(Checkout, name).lines)

    hub.clock.pass_time(5)
    for expected in (5, 5, 10):
        hub.watch.run()
        assert known() == expected
        hub.clock.pass_time(0.6)
    hub.clock.pass_time(60)
    hub.watch.run()
    assert known() == 12


def test_what_stripe_kept_of_a_fresh_payment_is_read_once(hub: Hub) -> None:
    webshop(hub)
    hub.clock.pass_time(5)
    hub.watch.run()
    (paid,) = {body["object"]["id"] for body in hub.bodies("payment.changed")}
    booked = next(iter(hub.stripe.account.state.charges.newest()))
    assert hub.mirrored(Payment, paid).fee == hub.stripe.account.state.find(booked["balance_transaction"])["fee"] > 0
    reads = reads_of(hub, "/v1/charges/")
    for _ in range(3):
        hub.clock.pass_time(60)
        hub.watch.run()
    assert reads_of(hub, "/v1/charges/") == reads == 1


def test_a_key_that_may_not_read_fees_is_asked_no_more(hub: Hub) -> None:
    hub.stripe.account.set_permission("rak_balance_transaction_read", granted=False)
    for _ in range(2):
        webshop(hub)
        hub.clock.pass_time(5)
        hub.watch.run()
    assert reads_of(hub, "/v1/charges/") == 1
    assert all(hub.mirrored(Payment, body["object"]["id"]).fee is None for body in hub.bodies("payment.changed"))


def test_which_lines_are_given_back_goes_with_the_refund_and_comes_back_with_it(hub: Hub) -> None:
    paid = hub.stripe.payment()
    done = hub.do(ANNA, {**refund(paid["payment"]), "lines": ["1", "shipping"]})
    (made,) = hub.stripe.refunds()
    assert made["metadata"]["lines"] == "1,shipping"
    assert hub.mirrored(Refund, done.result["refund"]).lines == ("1", "shipping")
