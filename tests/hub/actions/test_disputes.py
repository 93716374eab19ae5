"""A dispute is seen at the payment too, though Stripe sends the dispute alone."""

from __future__ import annotations

from inbox.domain.payments import Payment
from tests.hub.actions.hub_world import Hub


def test_a_dispute_marks_its_payment_as_disputed(hub: Hub) -> None:
    paid = hub.stripe.payment(5900)
    hub.catchup.run()
    assert not hub.mirrored(Payment, paid["payment"]).disputed
    hub.clock.pass_time(3600)
    hub.stripe.account.dispute(paid["charge"], "fraudulent")
    hub.deliver()
    assert hub.mirrored(Payment, paid["payment"]).disputed is True


def test_older_events_of_the_charge_do_not_take_that_back(hub: Hub) -> None:
    paid = hub.stripe.payment(5900)
    hub.clock.pass_time(3600)
    hub.stripe.account.dispute(paid["charge"], "fraudulent")
    hub.deliver()
    hub.catchup.run()
    assert hub.mirrored(Payment, paid["payment"]).disputed is True
    assert hub.mirrored(Payment, paid["payment"]).amount == 5900
