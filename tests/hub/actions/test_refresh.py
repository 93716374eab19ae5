"""Opening a chat brings its money up to date: what no event reaches back to is read, once, and within the allotment."""

from __future__ import annotations

import pytest

from inbox.domain.payments import Payment, Refund
from inbox.hub import job_marks, read_budget
from inbox.hub.refresh import Refresh
from tests.hub.actions.hub_world import ANNA, Hub, wish

DAY = 86_400


class Looking:
    """The job with what it asks of the rest."""

    def __init__(self, hub: Hub) -> None:
        self.woken = 0
        self.lists_events = True
        self.job = Refresh(
            hub.store, hub.writer, hub.stripe.client, hub.clock, lambda: self.lists_events, self._wake
        )

    def _wake(self) -> None:
        self.woken += 1


@pytest.fixture
def looking(hub: Hub) -> Looking:
    return Looking(hub)


def of_old(hub: Hub) -> tuple[str, str, dict[str, str]]:
    """Return a chat, the customer linked to it, and a payment of theirs that came about after the linking, unheard."""
    chat = hub.customer_writes()
    customer = hub.stripe.account.create_customer(name="Eva", email="eva@example.com")["id"]
    assert hub.do(ANNA, wish("link_customer", conversation=chat, customer=customer)).state == "succeeded"
    charge = hub.stripe.account.create_charge_for_seed(customer, 4_000)
    return chat, customer, {"charge": charge["id"], "payment": charge["payment_intent"]}


def test_the_payments_of_whoever_is_looked_at_are_read_with_their_refunds(hub: Hub, looking: Looking) -> None:
    chat, _, paid = of_old(hub)
    given = hub.stripe.account.dashboard_refund(paid["charge"], 700)
    assert not hub.knows(Payment, paid["payment"])
    looking.job.want(chat)
    looking.job.want(chat)
    assert looking.woken == 1
    looking.job.run()
    assert hub.mirrored(Payment, paid["payment"]).amount_refunded == 700
    assert hub.mirrored(Refund, given["id"]).amount == 700


def test_it_is_read_once_while_events_are_listed_and_every_five_minutes_where_they_are_not(hub: Hub, looking: Looking) -> None:
    chat, _, _ = of_old(hub)
    looking.job.want(chat)
    looking.job.run()
    reads = hub.stripe.client.reads
    hub.clock.pass_time(DAY)
    looking.job.want(chat)
    looking.job.run()
    assert hub.stripe.client.reads == reads
    looking.lists_events = False
    looking.job.want(chat)
    looking.job.run()
    assert hub.stripe.client.reads > reads
    hub.clock.pass_time(26 * DAY)
    looking.lists_events = True
    reads = hub.stripe.client.reads
    looking.job.want(chat)
    looking.job.run()
    assert hub.stripe.client.reads > reads


@pytest.mark.allow_logs("is not refreshed")
def test_nothing_is_read_once_most_of_the_months_reads_are_used(hub: Hub, looking: Looking) -> None:
    chat, _, _ = of_old(hub)
    month = read_budget.month_of(hub.clock.now())
    hub.writer.run(lambda tx: job_marks.put(tx, month, "9000"))
    reads = hub.stripe.client.reads
    looking.job.want(chat)
    looking.job.run()
    assert hub.stripe.client.reads == reads
    for _ in range(25):
        hub.stripe.payment()
    hub.catchup.run()
    reads = hub.stripe.client.reads
    looking.job.want(chat)
    looking.job.run()
    assert hub.stripe.client.reads > reads, "25 payments allot 12,500 reads"


@pytest.mark.allow_logs("could not be read")
def test_trouble_leaves_it_for_the_next_look(hub: Hub, looking: Looking) -> None:
    chat, _, paid = of_old(hub)
    hub.stripe.wire.down = True
    looking.job.want(chat)
    looking.job.run()
    hub.stripe.wire.down = False
    looking.job.want(chat)
    looking.job.run()
    assert hub.knows(Payment, paid["payment"])


def test_somebody_without_a_customer_costs_no_read(hub: Hub, looking: Looking) -> None:
    chat = hub.customer_writes("49151999")
    looking.job.want(chat)
    looking.job.run()
    assert hub.stripe.client.reads == 0
