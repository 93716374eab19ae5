"""Subscriptions: what repeats at Stripe, when it is charged next, and what a change of it means in money. Pure.

A period ends whole steps of the interval behind the anchor, in UTC; a month that lacks the anchor's day ends on its last one,
and the next that has it goes back to it (docs.stripe.com/billing/subscriptions/billing-cycle).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Literal

import msgspec

from inbox.domain import times
from inbox.domain.ids import SourceId

Change = Literal["skip", "pause", "resume", "cancel_at_end", "cancel_now", "keep"]
"""Skip the next charge, pause until a day or until told, go on, end with the period, end now, take that end back."""

OVER = frozenset({"canceled", "incomplete_expired"})
"""Statuses out of which nothing comes back."""
CHARGES = frozenset({"active", "trialing", "past_due"})
"""Statuses in which the next period will be charged."""

CARD_SOON = timedelta(days=45)
"""How long before a card's end somebody should ask for another one."""

SKIP_MARGIN = timedelta(hours=12)
"""How long after the next period begins collecting resumes when one charge is skipped."""

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}
_MOST_SKIPPED = 400
"""More renewals than lie in any pause that is allowed."""


class SubscriptionItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that comes again; ``amount`` is of one piece, in minor units, None where it is counted by use."""

    name: str | None = None
    amount: int | None = None
    quantity: int = 1
    product: SourceId | None = None
    price: SourceId | None = None


class Subscription(msgspec.Struct, frozen=True, omit_defaults=True):
    """A subscription; its period lives on the items since API 2025-03-31. Times are RFC 3339.

    ``status`` is Stripe's: ``active``, ``trialing``, ``past_due``, ``unpaid``, ``incomplete``, ``incomplete_expired``,
    ``paused``, ``canceled``. Pausing collection leaves it as it is. An empty text says that there is no such thing, as
    None says that it is not known.
    """

    id: SourceId
    customer: SourceId | None = None
    status: str | None = None
    amount: int | None = None
    """What a period costs, in minor units."""
    currency: str | None = None
    interval: str | None = None
    interval_count: int | None = None
    anchor: str | None = None
    """The reference point of the billing cycle."""
    period_start: str | None = None
    period_end: str | None = None
    cancel_at_period_end: bool | None = None
    cancel_at: str | None = None
    """When it ends by itself, empty where that is not planned."""
    ended_at: str | None = None
    pause: str | None = None
    """What happens to invoices while collection is paused: ``void``, ``keep_as_draft``, ``mark_uncollectible``; else empty."""
    resumes_at: str | None = None
    """When collection goes on by itself, empty where nobody said."""
    trial_end: str | None = None
    collection: str | None = None
    """``charge_automatically`` or ``send_invoice``."""
    latest_invoice: SourceId | None = None
    latest_payment: SourceId | None = None
    """What that invoice was, or is to be, paid with; only a reading tells."""
    items: tuple[SubscriptionItem, ...] | None = None
    label: str | None = None
    """What the shop calls it: its description, or its price's name."""
    action: str | None = None
    """The action of ours that changed it last, from our own metadata."""
    created: str | None = None
    livemode: bool | None = None


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What a change means in money. Times are aware UTC, sums in minor units of the subscription's currency."""

    skipped: tuple[datetime, ...] = ()
    """Renewals that will not be charged, the first one first."""
    endless: bool = False
    """Whether nothing is charged until somebody says so."""
    next_charge: datetime | None = None
    """The first renewal that will be charged."""
    ends: datetime | None = None
    """When the subscription ends."""
    charged_now: bool = False
    """Whether money is taken at once."""
    unused_days: int = 0
    """Whole days that are paid and will not be used."""
    unused: int = 0
    """What they cost."""


def renewals(subscription: Subscription) -> Iterator[datetime]:
    """Yield when the present and all later periods end, without end; nothing where that is not known."""
    if not subscription.period_end:
        return
    end = times.from_text(subscription.period_end)
    step, count = subscription.interval or "", subscription.interval_count or 1
    anchor, place = _on_cycle(subscription, end, step, count)
    if step not in _DAYS and step not in _MONTHS:
        yield end
        return
    while anchor.year + _years(step, count, place) < 9000:
        yield _boundary(anchor, step, count, place)
        place += 1


def next_charge(subscription: Subscription, now: datetime) -> datetime | None:
    """Return when money is taken next by itself, None when it never is, as things stand."""
    if subscription.status not in CHARGES or subscription.cancel_at_period_end:
        return None
    if subscription.pause and not subscription.resumes_at:
        return None
    from_ = times.from_text(subscription.resumes_at) if subscription.pause and subscription.resumes_at else now
    found = next((end for end in islice(renewals(subscription), _MOST_SKIPPED) if end > now and end >= from_), None)
    ends = times.from_text(subscription.cancel_at) if subscription.cancel_at else None
    return None if found is None or (ends is not None and found >= ends) else found


def skipped(subscription: Subscription) -> datetime | None:
    """Return the one charge that is left out, when collecting goes on right behind it (``resumption``); else None.

    It stays the skipped one while it lies behind, until collecting goes on.
    """
    if subscription.pause != "void" or not subscription.resumes_at:
        return None
    left_out = times.from_text(subscription.resumes_at) - SKIP_MARGIN
    ends = (subscription.period_end, subscription.period_start)
    return left_out if any(each and times.from_text(each) == left_out for each in ends) else None


def card_ends(subscription: Subscription, expires: str | None, now: datetime) -> datetime | None:
    """Return when the card that pays is good no longer, if that is before it is charged again, or soon; else None.

    ``expires`` is its last month (``2027-01``). A card is good until the end of that month.
    """
    charge = next_charge(subscription, now)
    if charge is None or expires is None or subscription.collection == "send_invoice":
        return None
    year, month = int(expires[:4]), int(expires[5:7])
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return end if end <= max(charge, now + CARD_SOON) else None


def resumption(subscription: Subscription) -> datetime | None:
    """Return when collecting would go on if the next charge alone is skipped; None when there is none to skip."""
    first = next(renewals(subscription), None)
    return None if first is None else first + SKIP_MARGIN


def effect(subscription: Subscription, change: Change, until: datetime | None, now: datetime, *, is_paid: bool) -> Effect:
    """Return what a change means; ``until`` is the end of a pause, ``is_paid`` whether the present period was paid."""
    match change:
        case "skip":
            return _paused(subscription, resumption(subscription), now)
        case "pause":
            return _paused(subscription, until, now)
        case "resume" if subscription.status == "paused":
            return Effect(charged_now=True)
        case "resume":
            going = msgspec.structs.replace(subscription, pause="", resumes_at="")
            return Effect(next_charge=next_charge(going, now))
        case "keep":
            kept = msgspec.structs.replace(subscription, cancel_at_period_end=False, cancel_at="")
            return Effect(next_charge=next_charge(kept, now))
        case "cancel_at_end":
            return Effect(ends=_end(subscription) or now)
        case "cancel_now":
            days, sum_ = unused(subscription, now) if is_paid else (0, 0)
            return Effect(ends=now, unused_days=days, unused=sum_)


def _paused(subscription: Subscription, until: datetime | None, now: datetime) -> Effect:
    if until is None:
        return Effect(endless=True, skipped=tuple(islice(renewals(subscription), 1)))
    skipped: list[datetime] = []
    for end in islice(renewals(subscription), _MOST_SKIPPED):
        if end >= until:
            return Effect(skipped=tuple(skipped), next_charge=end)
        if end > now:
            skipped.append(end)
    return Effect(skipped=tuple(skipped))


def unused(subscription: Subscription, now: datetime) -> tuple[int, int]:
    """Return how many whole days of the present period are left, and their part of its price, rounded down."""
    end = _end(subscription)
    if end is None or not subscription.period_start or end <= now:
        return 0, 0
    start = times.from_text(subscription.period_start)
    whole, left = end - start, end - max(now, start)
    seconds = whole // timedelta(seconds=1)
    cost = (subscription.amount or 0) * (left // timedelta(seconds=1)) // seconds if seconds > 0 else 0
    return left // timedelta(days=1), cost


def seen(subscription: Subscription) -> str:
    """Return what of a subscription decides about changing it, in one line: another line, another state."""
    parts = (
        subscription.status,
        subscription.period_end,
        "ends" if subscription.cancel_at_period_end else "",
        subscription.cancel_at,
        subscription.pause,
        subscription.resumes_at,
        str(subscription.amount),
    )
    return "|".join(part or "" for part in parts)


def _end(subscription: Subscription) -> datetime | None:
    return times.from_text(subscription.period_end) if subscription.period_end else None


def _on_cycle(subscription: Subscription, end: datetime, step: str, count: int) -> tuple[datetime, int]:
    """Return the anchor and the place of ``end`` behind it; one that does not fit begins a cycle of its own."""
    if subscription.anchor:
        anchor = times.from_text(subscription.anchor)
        if step in _DAYS:
            place = (end - anchor) // timedelta(days=_DAYS[step] * count)
        else:
            place = ((end.year - anchor.year) * 12 + end.month - anchor.month) // (_MONTHS.get(step, 1) * count)
        if place >= 0 and _boundary(anchor, step, count, place) == end:
            return anchor, place
    return end, 0


def _boundary(anchor: datetime, step: str, count: int, place: int) -> datetime:
    if step in _DAYS:
        return anchor + timedelta(days=_DAYS[step] * count * place)
    month = anchor.month - 1 + _MONTHS.get(step, 1) * count * place
    year, month = anchor.year + month // 12, month % 12 + 1
    return anchor.replace(year=year, month=month, day=min(anchor.day, calendar.monthrange(year, month)[1]))


def _years(step: str, count: int, place: int) -> int:
    days, months = _DAYS.get(step, 0), _MONTHS.get(step, 0)
    return (days * count * place) // 365 + (months * count * place) // 12
