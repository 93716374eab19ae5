"""Older money is fetched back to a chosen day, page by page, stopped and gone on with, and never read twice in vain."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inbox.domain import times
from inbox.domain.payments import Payment, Refund
from inbox.hub import job_marks, read_budget
from inbox.hub.backfill import BackfillJob
from tests.hub.actions.hub_world import SUE, Hub
from tests.hub.actions.test_actions import refused

DAY = 86_400


@pytest.fixture
def woken() -> list[str]:
    return []


@pytest.fixture
def job(hub: Hub, woken: list[str]) -> BackfillJob:
    return BackfillJob(hub.store, hub.writer, hub.stripe.client, hub.clock, lambda: woken.append("backfill"))


def day(hub: Hub, days: int) -> str:
    return times.to_text(hub.clock.now() - timedelta(days=days))


def old_payment(hub: Hub, days: int, amount: int = 10_000) -> dict[str, str]:
    return hub.stripe.payment(amount, created=int(hub.clock.now().timestamp()) - days * DAY)


def finish(job: BackfillJob, most: int = 200) -> None:
    for _ in range(most):
        if not job.state().is_running:
            return
        job.run()
    raise AssertionError("it does not end")


def test_a_years_payments_come_in_with_their_refunds_and_nothing_older(hub: Hub, job: BackfillJob, woken: list[str]) -> None:
    near, far, too_far = old_payment(hub, 40), old_payment(hub, 300, 2_500), old_payment(hub, 500)
    given = hub.stripe.account.dashboard_refund(far["charge"], 500)
    assert job.state().state == "none"
    started = job.begin(SUE, day(hub, 365))
    assert (started.state, started.by, woken) == ("running", "Sue", ["backfill"])
    finish(job)
    assert hub.mirrored(Payment, near["payment"]).amount == 10_000
    assert hub.mirrored(Payment, far["payment"]).amount_refunded == 500
    assert hub.mirrored(Refund, given["id"]).amount == 500
    assert not hub.knows(Payment, too_far["payment"])
    done = job.state()
    assert (done.state, done.missing) == ("done", ())
    assert done.count >= 3
    assert done.allotted >= 10_000


def test_what_is_known_already_makes_no_second_event(hub: Hub, job: BackfillJob) -> None:
    for days in range(40, 46):
        old_payment(hub, days)
    job.begin(SUE, day(hub, 60))
    finish(job)
    known = len(hub.events())
    job.begin(SUE, day(hub, 60))
    finish(job)
    assert len(hub.events()) == known


def test_more_than_a_page_goes_on_where_it_was_after_a_restart(hub: Hub, job: BackfillJob) -> None:
    made = [old_payment(hub, 40) for _ in range(130)]
    job.begin(SUE, day(hub, 60))
    while job.state().step == 0:
        job.run()
    job.run()
    halfway = job.state()
    assert halfway.after is not None
    assert halfway.reached is not None
    hub.restart()
    again = BackfillJob(hub.store, hub.writer, hub.stripe.client, hub.clock, lambda: None)
    assert again.state().after == halfway.after
    finish(again)
    assert all(hub.knows(Payment, one["payment"]) for one in made)


def test_stopped_it_stays_stopped_even_by_the_page_under_way(hub: Hub, job: BackfillJob) -> None:
    old_payment(hub, 40)
    job.begin(SUE, day(hub, 60))
    hub.stripe.wire.after = lambda request: job.stop()
    job.run()
    hub.stripe.wire.after = lambda request: None
    assert job.state().state == "stopped"
    reads = hub.stripe.client.reads
    assert job.run() > 60
    assert hub.stripe.client.reads == reads


def test_one_at_a_time_and_only_for_days_that_can_be(hub: Hub, job: BackfillJob) -> None:
    job.begin(SUE, day(hub, 60))
    refused(hub, lambda: job.begin(SUE, day(hub, 90)), 409, "already-running")
    job.stop()
    for wrong in ("last year", day(hub, 2000), day(hub, -1)):
        refused(hub, lambda wrong=wrong: job.begin(SUE, wrong), 400, "bad-time")


@pytest.mark.allow_logs("are not fetched")
def test_what_the_key_may_not_read_is_named_and_the_rest_comes(hub: Hub, job: BackfillJob) -> None:
    paid = old_payment(hub, 40)
    hub.stripe.fault("status", "stripe.customers", status=403, times=1)
    job.begin(SUE, day(hub, 60))
    finish(job)
    done = job.state()
    assert done.state == "done"
    assert len(done.missing) == 1
    assert hub.knows(Payment, paid["payment"])


@pytest.mark.allow_logs("given up")
def test_trouble_is_waited_out_and_given_up_in_words_in_the_end(hub: Hub, job: BackfillJob) -> None:
    paid = old_payment(hub, 40)
    job.begin(SUE, day(hub, 60))
    hub.stripe.wire.down = True
    assert job.run() >= 10
    hub.stripe.wire.down = False
    finish(job)
    assert hub.knows(Payment, paid["payment"])
    job.begin(SUE, day(hub, 60))
    hub.stripe.wire.down = True
    for _ in range(40):
        job.run()
    failed = job.state()
    assert failed.state == "failed"
    assert failed.words


def used(hub: Hub, reads: int) -> None:
    """Let so many of this month's reads be made already."""
    month = read_budget.month_of(hub.clock.now())
    hub.writer.run(lambda tx: job_marks.put(tx, month, str(reads)))


def test_the_last_of_the_months_reads_are_left_to_others_and_it_goes_on_in_the_next_month(hub: Hub, job: BackfillJob) -> None:
    made = [old_payment(hub, 40) for _ in range(130)]
    job.begin(SUE, day(hub, 60))
    assert job.run() < 1
    used(hub, 8_999)
    assert (job.state().is_spared, job.run() < 1) == (False, True)
    used(hub, 9_000)
    assert job.state().is_spared
    before = hub.stripe.client.reads
    assert job.run() >= 600
    assert hub.stripe.client.reads == before + 1
    used(hub, 10_000)
    assert job.run() >= 3600
    assert hub.stripe.client.reads == before + 1
    hub.clock.pass_time(20 * DAY)
    assert not job.state().is_spared
    finish(job)
    assert all(hub.knows(Payment, one["payment"]) for one in made)


def test_what_was_read_is_counted_and_only_payments_of_thirty_days_allot_more(hub: Hub, job: BackfillJob) -> None:
    for days in (*range(31, 61), *range(1, 27)):
        old_payment(hub, days)
    job.begin(SUE, day(hub, 90))
    finish(job)
    hub.watch.run()
    done = job.state()
    assert done.reads == hub.stripe.client.reads
    assert done.allotted == 26 * 500
    hub.clock.pass_time(10 * DAY)
    assert job.state().allotted == 10_000, "of the last thirty days there are no more than twenty"
