"""When a subscription is charged, what a change of it means in money, and what is allowed of it."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain import policy, times
from inbox.domain.ids import ActionId, AgentId, ConversationId, SourceId
from inbox.domain.policy import Allowed, Refused
from inbox.domain.roles import Actor
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.domain.subscriptions import (
    Change,
    Subscription,
    card_ends,
    effect,
    next_charge,
    renewals,
    seen,
    skipped,
    unused,
)
from inbox.sandbox.stripe import cycles

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
CLUB = Subscription(
    id=SourceId("sub_1"),
    customer=SourceId("cus_1"),
    status="active",
    amount=2990,
    currency="eur",
    interval="month",
    interval_count=1,
    anchor="2026-01-31T10:00:00.000Z",
    period_start="2026-10-31T10:00:00.000Z",
    period_end="2026-11-30T10:00:00.000Z",
    cancel_at_period_end=False,
    cancel_at="",
    pause="",
    resumes_at="",
)


def _changed(**fields: Any) -> Subscription:
    return msgspec.structs.replace(CLUB, **fields)


def _days(moments: Any) -> list[str]:
    return [f"{each:%Y-%m-%d}" for each in moments]


def test_a_month_without_the_day_ends_on_its_last_and_the_next_goes_back_to_it() -> None:
    assert _days(islice(renewals(CLUB), 5)) == ["2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]


def test_a_period_off_its_cycle_begins_one_of_its_own() -> None:
    odd = _changed(period_end="2026-12-05T08:00:00.000Z")
    assert _days(islice(renewals(odd), 3)) == ["2026-12-05", "2027-01-05", "2027-02-05"]
    assert list(renewals(_changed(period_end=None))) == []
    assert _days(renewals(_changed(interval=None))) == ["2026-11-30"]


def test_skipping_leaves_one_charge_out() -> None:
    skipped = effect(CLUB, "skip", None, NOW, is_paid=True)
    assert _days(skipped.skipped) == ["2026-11-30"]
    assert skipped.next_charge is not None
    assert f"{skipped.next_charge:%Y-%m-%d}" == "2026-12-31"


def test_a_pause_leaves_out_what_lies_in_it() -> None:
    until = datetime(2027, 2, 15, tzinfo=UTC)
    paused = effect(CLUB, "pause", until, NOW, is_paid=True)
    assert _days(paused.skipped) == ["2026-11-30", "2026-12-31", "2027-01-31"]
    assert paused.next_charge == datetime(2027, 2, 28, 10, tzinfo=UTC)
    endless = effect(CLUB, "pause", None, NOW, is_paid=True)
    assert (endless.endless, endless.next_charge) == (True, None)


def test_ending_now_names_what_is_paid_and_unused() -> None:
    ended = effect(CLUB, "cancel_now", None, NOW, is_paid=True)
    assert (ended.ends, ended.unused_days) == (NOW, 2)
    assert 0 < ended.unused < 2990 * 3 // 30
    assert effect(CLUB, "cancel_now", None, NOW, is_paid=False).unused == 0


def test_what_is_charged_next_follows_pause_and_end() -> None:
    assert _days([next_charge(CLUB, NOW)]) == ["2026-11-30"]
    assert next_charge(_changed(pause="void"), NOW) is None
    assert _days([next_charge(_changed(pause="void", resumes_at="2027-02-15T00:00:00.000Z"), NOW)]) == ["2027-02-28"]
    assert next_charge(_changed(cancel_at_period_end=True), NOW) is None
    assert next_charge(_changed(cancel_at="2026-11-29T00:00:00.000Z"), NOW) is None
    assert next_charge(_changed(status="paused"), NOW) is None
    assert next_charge(_changed(status="canceled"), NOW) is None
    resumed = effect(_changed(pause="void"), "resume", None, NOW, is_paid=True)
    assert _days([resumed.next_charge]) == ["2026-11-30"]
    assert effect(_changed(status="paused"), "resume", None, NOW, is_paid=True).charged_now
    assert _days([effect(_changed(cancel_at_period_end=True), "keep", None, NOW, is_paid=True).next_charge]) == ["2026-11-30"]


_ANCHORS = st.integers(min_value=1_400_000_000, max_value=1_900_000_000)
_STEPS = st.tuples(st.sampled_from(("day", "week", "month", "year")), st.integers(min_value=1, max_value=4))


@given(anchor=_ANCHORS, step=_STEPS, place=st.integers(min_value=1, max_value=30))
def test_the_desk_counts_periods_as_stripe_does(anchor: int, step: tuple[str, int], place: int) -> None:
    ends = [cycles.boundary(anchor, *step, each) for each in range(place, place + 8)]
    known = _changed(
        anchor=times.to_text(times.from_unix(anchor)),
        interval=step[0],
        interval_count=step[1],
        period_end=times.to_text(times.from_unix(ends[0])),
    )
    assert [times.to_unix(each) for each in islice(renewals(known), 8)] == ends


@given(anchor=_ANCHORS, step=_STEPS, days=st.integers(min_value=1, max_value=700))
def test_a_pause_skips_every_renewal_before_its_end_and_none_behind(anchor: int, step: tuple[str, int], days: int) -> None:
    start = times.from_unix(anchor)
    end = times.from_unix(cycles.boundary(anchor, *step, 1))
    known = _changed(anchor=times.to_text(start), interval=step[0], interval_count=step[1], period_end=times.to_text(end))
    now, until = start + timedelta(seconds=1), start + timedelta(days=days)
    meant = effect(known, "pause", until, now, is_paid=True)
    assert all(now < each < until for each in meant.skipped)
    assert all(later > earlier for earlier, later in itertools.pairwise(meant.skipped))
    if meant.next_charge is not None:
        assert meant.next_charge >= until
        assert [*meant.skipped, meant.next_charge] == list(islice(renewals(known), len(meant.skipped) + 1))


@given(seconds=st.integers(min_value=0, max_value=40 * 86_400), amount=st.integers(min_value=0, max_value=10**8))
def test_what_is_unused_is_never_more_than_was_paid(seconds: int, amount: int) -> None:
    assert CLUB.period_start is not None
    now = times.from_text(CLUB.period_start) + timedelta(seconds=seconds)
    days, cost = unused(_changed(amount=amount), now)
    assert 0 <= cost <= amount
    assert 0 <= days <= 30


def _asked(change: Change, until: str | None = None, known: Subscription = CLUB) -> ChangeSubscription:
    return ChangeSubscription(
        id=ActionId("00000000-0000-0000-0000-000000000000"),
        conversation=ConversationId("c_1"),
        subscription=SourceId("sub_1"),
        change=change,
        until=until,
        seen=seen(known),
    )


def _decide(action: ChangeSubscription, known: Subscription | None = CLUB, **more: Any) -> str:
    state = policy.State(actor=Actor(AgentId("a_1"), "Jana", "agent"), now=NOW, subscription=known, **more)
    decision = policy.decide(action, state)
    return decision.problem.code if isinstance(decision, Refused) else "" if isinstance(decision, Allowed) else "?"


_PAUSED = _changed(pause="void")
_ENDING = _changed(cancel_at_period_end=True, cancel_at="2026-11-30T10:00:00.000Z")
_OVER = _changed(status="canceled")


@pytest.mark.parametrize(
    ("change", "known", "code"),
    [
        ("skip", CLUB, ""),
        ("pause", CLUB, ""),
        ("cancel_at_end", CLUB, ""),
        ("cancel_now", CLUB, ""),
        ("resume", CLUB, "subscription-runs"),
        ("keep", CLUB, "subscription-kept"),
        ("skip", _PAUSED, "subscription-paused"),
        ("pause", _PAUSED, ""),
        ("resume", _PAUSED, ""),
        ("skip", _ENDING, "subscription-ends"),
        ("pause", _ENDING, "subscription-ends"),
        ("cancel_at_end", _ENDING, "subscription-ends"),
        ("keep", _ENDING, ""),
        ("cancel_now", _ENDING, ""),
        ("resume", _changed(status="paused"), ""),
        ("skip", _changed(status="unpaid"), "subscription-not-charged"),
        ("cancel_now", _changed(status="past_due"), ""),
        *[(change, _OVER, "subscription-over") for change in ("skip", "pause", "resume", "cancel_at_end", "cancel_now", "keep")],
    ],
)
def test_only_what_means_something_is_allowed(change: Change, known: Subscription, code: str) -> None:
    assert _decide(_asked(change, known=known), known) == code


def test_a_pause_must_skip_something_and_end_within_two_years() -> None:
    assert _decide(_asked("pause", "2026-12-15T00:00:00.000Z")) == ""
    assert _decide(_asked("pause", "2026-11-30T09:00:00.000Z")) == "pause-skips-nothing"
    assert _decide(_asked("pause", "2026-11-28T08:00:00.000Z")) == "pause-over"
    assert _decide(_asked("pause", "2029-01-01T00:00:00.000Z")) == "pause-too-long"
    assert _decide(_asked("skip", "2026-12-15T00:00:00.000Z")) == "until-not-asked"


def test_another_state_than_the_one_seen_is_not_changed() -> None:
    assert _decide(_asked("skip"), _changed(amount=3990)) == "subscription-changed"
    assert _decide(_asked("skip"), None) == ""
    assert _decide(_asked("skip"), is_theirs=False) == "subscription-not-theirs"


def test_a_skipped_charge_is_told_from_a_pause_until_collecting_goes_on() -> None:
    skip = _changed(pause="void", resumes_at="2026-11-30T22:00:00.000Z")
    assert _days([skipped(skip)]) == ["2026-11-30"]
    behind = msgspec.structs.replace(skip, period_start="2026-11-30T10:00:00.000Z", period_end="2026-12-31T10:00:00.000Z")
    assert _days([skipped(behind)]) == ["2026-11-30"]
    for other in ({"pause": ""}, {"resumes_at": ""}, {"resumes_at": "2026-12-02T00:00:00.000Z"}, {"pause": "keep_as_draft"}):
        assert skipped(msgspec.structs.replace(skip, **other)) is None


@pytest.mark.parametrize(
    ("expires", "end"),
    [
        ("2026-11", "2026-12-01"),  # good on the day of the charge, 30 Nov, but not much longer
        ("2026-10", "2026-11-01"),
        ("2026-12", "2027-01-01"),
        ("2027-01", None),
        (None, None),
    ],
)
def test_a_card_is_good_until_the_end_of_its_last_month(expires: str | None, end: str | None) -> None:
    found = card_ends(CLUB, expires, NOW)
    assert (None if found is None else f"{found:%Y-%m-%d}") == end


def test_a_cards_end_matters_only_where_it_is_charged_again() -> None:
    yearly = _changed(interval="year", period_end="2027-10-31T10:00:00.000Z", anchor="2026-10-31T10:00:00.000Z")
    assert _days([card_ends(yearly, "2027-09", NOW)]) == ["2027-10-01"]
    assert card_ends(yearly, "2027-10", NOW) is None
    for over in ({"status": "canceled"}, {"cancel_at_period_end": True}, {"pause": "void"}, {"collection": "send_invoice"}):
        assert card_ends(_changed(**over), "2026-10", NOW) is None
