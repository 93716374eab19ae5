"""Holes in what Stripe told us are closed from its own list of events, without reading more than is allotted."""

from __future__ import annotations

import json

import pytest

from inbox.domain.payments import Checkout, Payment, Refund
from inbox.domain.problems import OutsideError
from inbox.hub import job_marks
from inbox.hub.catchup import CURSOR, CatchUp
from inbox.hub.read_budget import MARK as READS
from tests.hub.actions.hub_world import ANNA, Hub, refund, wish

DAY = 86_400


def lists(hub: Hub) -> int:
    return sum(sent.url.path == "/v1/events" for sent in hub.stripe.wire.sent)


def cursor(hub: Hub) -> str | None:
    return hub.writer.run(lambda tx: job_marks.get(tx.hub, CURSOR))


def test_a_new_hub_takes_the_last_thirty_days(hub: Hub) -> None:
    now = int(hub.clock.now().timestamp())
    old = hub.stripe.payment(1000, created=now - 29 * DAY)
    new = hub.stripe.payment(2000, created=now - 3600)
    hub.catchup.run()
    assert hub.mirrored(Payment, old["payment"]).amount == 1000
    assert hub.mirrored(Payment, new["payment"]).amount == 2000
    assert cursor(hub) is not None


def test_goes_on_from_where_it_was_and_each_event_counts_once(hub: Hub) -> None:
    hub.stripe.payment()
    hub.clock.pass_time(120)
    hub.catchup.run()
    place, known = cursor(hub), len(hub.events())
    hub.catchup.run()
    assert (cursor(hub), len(hub.events())) == (place, known)
    later = hub.stripe.payment(300)
    hub.clock.pass_time(120)
    hub.catchup.run()
    assert hub.mirrored(Payment, later["payment"]).amount == 300
    assert cursor(hub) != place


def test_a_webhook_and_the_list_make_one_event(hub: Hub) -> None:
    chat = hub.customer_writes()
    made = hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=500))
    hub.stripe.account.pay(made.result["url"].rpartition("/")[2])
    hub.deliver()
    known = len(hub.events())
    hub.clock.pass_time(120)
    hub.catchup.run()
    assert len(hub.events()) == known


def test_many_pages_forward_and_backward(hub: Hub) -> None:
    begin = int(hub.clock.now().timestamp()) - 10 * DAY
    for place in range(40):
        hub.stripe.payment(100 + place, created=begin + place)
    hub.catchup.run()
    assert len({body["source_id"] for body in hub.bodies("payment.changed")}) == 40
    place = cursor(hub)
    for number in range(40):
        hub.stripe.payment(1000 + number)
    hub.clock.pass_time(120)
    hub.catchup.run()
    assert len({body["source_id"] for body in hub.bodies("payment.changed")}) == 80
    assert cursor(hub) != place


def test_after_a_month_away_it_begins_anew(hub: Hub) -> None:
    hub.stripe.payment()
    hub.clock.pass_time(120)
    hub.catchup.run()
    hub.clock.pass_time(40 * DAY)
    later = hub.stripe.payment(700)
    hub.clock.pass_time(120)
    hub.catchup.run()
    assert hub.mirrored(Payment, later["payment"]).amount == 700


def test_power_lost_in_the_middle_loses_no_event(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.clock.pass_time(120)

    def cut(place: str) -> None:
        raise KeyboardInterrupt

    hub.cut = lambda place: cut(place) if place.startswith("after GET") else None
    with pytest.raises(KeyboardInterrupt):
        hub.catchup.run()
    hub.cut = lambda place: None
    hub.restart()
    hub.catchup.run()
    assert hub.mirrored(Payment, paid["payment"]).amount == 10_000


def test_without_webhooks_a_paid_link_flips_within_fifteen_seconds(hub: Hub) -> None:
    chat = hub.customer_writes()
    made = hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=4990))
    assert hub.catchup.run() == 15
    hub.stripe.account.pay(made.result["url"].rpartition("/")[2])
    hub.clock.pass_time(15)
    hub.catchup.run()
    assert hub.mirrored(Checkout, made.result["request"]).status == "paid"


def test_the_pace_follows_how_fresh_the_open_things_are(hub: Hub) -> None:
    assert hub.catchup.run() == 300
    chat = hub.customer_writes()
    hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=4990))
    paces = []
    for seconds in (0, 1800, 3600, 6 * 3600):
        hub.clock.pass_time(seconds)
        paces.append(hub.catchup.run())
    assert paces == [15, 15, 60, 300]


def test_where_webhooks_come_it_is_slow(hub: Hub) -> None:
    catchup = CatchUp(hub.store, hub.writer, hub.stripe.client, hub.clock, webhooks=True)
    chat = hub.customer_writes()
    hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=4990))
    assert catchup.run() == 15, "no webhook was heard yet"
    hub.deliver()
    assert catchup.run() == 300
    hub.stripe.payment(created=int(hub.clock.now().timestamp()))
    hub.clock.pass_time(300)
    assert catchup.run() == 15, "an event came that no webhook had brought"


def test_a_key_that_may_not_list_is_said_once_and_stops_nothing(hub: Hub, expect_logs) -> None:
    expect_logs("may not list events")
    hub.stripe.account.set_permission("rak_event_read", granted=False)
    assert hub.catchup.run() == 3600
    assert hub.catchup.run() == 3600


def test_a_late_failure_of_a_refund_is_found_by_the_list(hub: Hub) -> None:
    paid = hub.stripe.payment()
    done = hub.do(ANNA, refund(paid["payment"]))
    hub.stripe.account.fail_refund(done.result["refund"])
    hub.clock.pass_time(120)
    hub.catchup.run()
    assert hub.record(done.id).state == "failed"


def test_what_one_second_told_in_two_ways_is_read_again(hub: Hub) -> None:
    paid = hub.stripe.payment()
    done = hub.do(ANNA, refund(paid["payment"]))
    event = {"id": "evt_x", "object": "event", "type": "refund.updated", "created": 5}
    told = {"object": "refund", "id": done.result["refund"], "charge": paid["charge"]}
    for place, status in enumerate(("pending", "succeeded")):
        body = event | {"id": f"evt_{place}", "created": 5_000_000_000, "data": {"object": told | {"status": status}}}
        hub.writer.deliver("stripe", body["id"].encode(), json.dumps(body).encode())
    before = len(hub.stripe.wire.sent)
    hub.watch.run()
    paths = [sent.url.path for sent in hub.stripe.wire.sent[before:]]
    assert f"/v1/refunds/{done.result['refund']}" in paths
    assert hub.mirrored(Refund, done.result["refund"]).status == "succeeded"


def test_open_requests_are_read_at_start_and_twice_a_day(hub: Hub) -> None:
    chat = hub.customer_writes()
    made = hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=4990))
    hub.stripe.account.pay(made.result["url"].rpartition("/")[2])
    hub.restart()
    hub.watch.run()
    assert hub.mirrored(Checkout, made.result["request"]).status == "paid"
    before = len(hub.stripe.wire.sent)
    hub.watch.run()
    assert len(hub.stripe.wire.sent) == before


def test_reads_are_counted_by_month(hub: Hub) -> None:
    hub.catchup.run()
    hub.catchup.run()
    hub.watch.run()
    hub.watch.run()
    month = f"{READS}{hub.clock.now():%Y-%m}"
    assert hub.writer.run(lambda tx: job_marks.get(tx.hub, month)) == str(hub.stripe.client.reads) == str(lists(hub))


@pytest.mark.allow_logs("may not list events")
def test_up_to_when_all_is_heard_is_the_last_round_that_listed_everything(hub: Hub) -> None:
    assert hub.catchup.as_of is None
    hub.catchup.run()
    first = hub.catchup.as_of
    assert first == hub.clock.now()
    assert not hub.catchup.is_stale()
    hub.clock.pass_time(61)
    assert hub.catchup.is_stale(), "somebody looks, and no webhook tells"
    hub.stripe.wire.down = True
    with pytest.raises(OutsideError):
        hub.catchup.run()
    assert hub.catchup.as_of == first
    hub.stripe.wire.down = False
    hub.stripe.fault("status", "stripe.events", status=403, times=1)
    hub.catchup.run()
    assert hub.catchup.as_of is None
    assert not hub.catchup.is_allowed


def test_nearly_all_reads_used_the_list_is_asked_for_rarely(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=500))
    assert hub.catchup.run() == 15.0
    month = f"{READS}{hub.clock.now():%Y-%m}"
    hub.writer.run(lambda tx: job_marks.put(tx, month, "9500"))
    assert hub.catchup.run() == 1800.0
