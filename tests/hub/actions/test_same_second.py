"""What changes within one of Stripe's seconds is read again in a later one, until it is clear."""

from __future__ import annotations

from inbox.domain.payments import Payment
from tests.hub.actions.hub_world import ANNA, Hub, refund


def test_a_refund_in_the_second_of_its_own_look_is_seen(hub: Hub) -> None:
    paid = hub.stripe.payment(10_000)
    hub.do(ANNA, refund(paid["charge"], 450))
    hub.deliver()
    for _ in range(3):
        hub.watch.run()
        hub.clock.pass_time(2)
    hub.watch.run()
    assert hub.mirrored(Payment, paid["payment"]).amount_refunded == 450
