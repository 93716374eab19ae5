"""The money journal of a month: every movement of the Stripe balance as one row, and what the two books disagree about.

Pure. The one book is Stripe's own (its balance transactions, docs.stripe.com/api/balance_transactions); the other is what
the shop's hub has been told. Amounts are whole minor units and are never added across currencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo

import msgspec

from inbox.domain import times
from inbox.domain.ids import ConversationId, SourceId

KINDS = ("payment", "refund", "refund_failure", "dispute", "dispute_reversal", "fee", "payout", "other")
"""What a movement is; everything Stripe may invent is ``other`` and counts like the rest."""

_KIND = {
    "charge": "payment",
    "refund": "refund",
    "partial_capture_reversal": "refund",
    "charge_failure": "other",
    "refund_failure": "refund_failure",
    "dispute": "dispute",
    "dispute_reversal": "dispute_reversal",
    "fee": "fee",
    "network_cost": "fee",
    "payout": "payout",
    "payout_reversal": "payout",
}
"""Stripe's reporting categories (docs.stripe.com/reports/reporting-categories)."""


_MONTH = re.compile(r"2\d{3}-(0[1-9]|1[0-2])")


class Movement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A balance transaction. ``amount`` is negative when it leaves the account, ``net`` is it less ``fee``."""

    id: SourceId
    category: str
    amount: int
    fee: int
    net: int
    currency: str
    created: str
    source: SourceId | None = None
    payout: SourceId | None = None
    """The payout it went to the bank with; None while it has not, or that cannot be told."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the hub knows of the charge, refund or dispute ``source`` that a movement is of.

    ``amount`` is what the movement should be, signed, in ``currency``.
    """

    source: SourceId
    kind: str
    amount: int | None = None
    currency: str | None = None
    created: str | None = None
    payment: SourceId | None = None
    customer: str | None = None
    conversation: ConversationId | None = None
    order_number: str | None = None
    invoice: str | None = None
    """The number of the Stripe invoice that was paid."""
    credit_note: str | None = None
    """The number of the credit note that corrects it for this refund."""
    tax: int | None = None
    """What of ``amount`` is tax, with the same sign; None where no document says it."""
    reason: str | None = None
    agent: str | None = None
    approver: str | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the journal: the movement, and what is known of it."""

    day: str
    """The date in the shop's time zone, ``2026-11-28``."""
    kind: str
    movement: Movement
    entry: Entry | None = None


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """All movements of one kind in one currency."""

    currency: str
    kind: str
    count: int
    gross: int
    fee: int
    net: int


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something the books disagree about: ``what`` is ``not-told``, ``not-moved`` or ``other-amount``.

    ``stripe`` and ``hub`` are the two amounts in minor units of ``currency``; the one that is missing is None.
    """

    what: str
    source: SourceId
    kind: str
    currency: str
    stripe: int | None = None
    hub: int | None = None
    day: str = ""


class Balance(msgspec.Struct, frozen=True, kw_only=True):
    """What the account holds in one currency just now, settled and on its way."""

    currency: str
    available: int
    pending: int


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """A month's rows, oldest first, their sums, and the differences; ``balance`` is None when it may not be read."""

    month: str
    as_of: str
    rows: tuple[Row, ...]
    sums: tuple[Sum, ...]
    differences: tuple[Difference, ...]
    balance: tuple[Balance, ...] | None = None


def bounds(month: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return when a month (``2026-11``) begins and ends in a time zone, in UTC; ValueError for what is no month."""
    if not _MONTH.fullmatch(month):
        raise ValueError(f"no month: {month!r}")
    first = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=zone)
    following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return first.astimezone(UTC), following.astimezone(UTC)


def kind_of(category: str) -> str:
    """Return which of ``KINDS`` a movement of one of Stripe's reporting categories is."""
    return _KIND.get(category, "other")


def keep(month: str, zone: tzinfo, as_of: str, movements: Iterable[Movement], entries: Sequence[Entry]) -> Journal:
    """Lay the two books beside each other. ``entries`` are all of the month and those the movements name."""
    known = {entry.source: entry for entry in entries}
    ordered = sorted(movements, key=lambda each: (each.created, each.id))
    rows = tuple(
        Row(
            day=_day(each.created, zone),
            kind=kind_of(each.category),
            movement=each,
            entry=known.get(each.source) if each.source is not None else None,
        )
        for each in ordered
    )
    differences = (*_untold(rows), *_unmoved(rows, entries, bounds(month, zone), zone))
    return Journal(month=month, as_of=as_of, rows=rows, sums=_sums(rows), differences=differences)


def _sums(rows: Sequence[Row]) -> tuple[Sum, ...]:
    found: dict[tuple[str, str], Sum] = {}
    for row in rows:
        key, moved = (row.movement.currency, row.kind), row.movement
        before = found.get(key, Sum(currency=key[0], kind=key[1], count=0, gross=0, fee=0, net=0))
        found[key] = Sum(
            currency=key[0],
            kind=key[1],
            count=before.count + 1,
            gross=before.gross + moved.amount,
            fee=before.fee + moved.fee,
            net=before.net + moved.net,
        )
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], KINDS.index(key[1]))))


_CHECKED = ("payment", "refund", "dispute")
"""Kinds of which the hub is told one by one; what a failed refund brings back, or a fee, is Stripe's to say."""


def _untold(rows: Sequence[Row]) -> Iterable[Difference]:
    """Yield what moved without the hub being told, or moved another sum than it was told."""
    for row in rows:
        moved = row.movement
        if row.kind not in _CHECKED or moved.source is None:
            continue
        entry = row.entry
        same_currency = entry is not None and entry.currency == moved.currency
        told = entry.amount if entry is not None else None
        if entry is None or told is None:
            what = "not-told"
        elif same_currency and told != moved.amount:
            what = "other-amount"
        else:
            continue  # settled in another currency: the two sums cannot be the same
        yield Difference(
            what=what,
            source=moved.source,
            kind=row.kind,
            currency=moved.currency,
            stripe=moved.amount,
            hub=told,
            day=row.day,
        )


def _unmoved(
    rows: Sequence[Row], entries: Sequence[Entry], month: tuple[datetime, datetime], zone: tzinfo
) -> Iterable[Difference]:
    """Yield what the hub was told of and the balance knows nothing about."""
    moved = {(row.movement.source, row.kind) for row in rows}
    start, end = (times.to_text(moment) for moment in month)
    for entry in entries:
        is_of_month = entry.created is not None and start <= entry.created < end
        if not is_of_month or entry.kind not in _CHECKED or (entry.source, entry.kind) in moved or not entry.amount:
            continue
        yield Difference(
            what="not-moved",
            source=entry.source,
            kind=entry.kind,
            currency=entry.currency or "",
            hub=entry.amount,
            day=_day(entry.created or "", zone),
        )


def _day(moment: str, zone: tzinfo) -> str:
    return times.from_text(moment).astimezone(zone).date().isoformat()


def is_balanced(journal: Journal) -> Mapping[str, bool]:
    """Tell for each currency whether the books agree to the last minor unit."""
    currencies = {row.movement.currency for row in journal.rows} | {each.currency for each in journal.differences}
    apart = {each.currency for each in journal.differences}
    return {currency: currency not in apart for currency in sorted(currencies)}
