"""The money journal of a month: every movement of the Stripe balance as one row, and what the two books disagree about.

Pure. The one book is Stripe's own (its balance transactions, docs.stripe.com/api/balance_transactions); the other is what
the shop's hub has been told. Amounts are whole minor units and are never added across currencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
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


# There are tens of thousands of movements, entries and rows in a long month and no circles among them, so the collector
# of circles, which stops every thread, does not look at them.
_MONTH = re.compile(r"2\d{3}-(0[1-9]|1[0-2])")


class Movement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
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


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
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


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="row", gc=False):
    """One line of the journal: the movement, and what is known of it."""

    day: str
    """The date in the shop's time zone, ``2026-11-28``."""
    kind: str
    movement: Movement
    entry: Entry | None = None


class Sum(msgspec.Struct, frozen=True):
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


class Reading(msgspec.Struct, frozen=True, tag="reading"):
    """How far a month has been read: in percent, and how many movements there are so far."""

    percent: int = 0
    count: int = 0


class Closing(msgspec.Struct, frozen=True, kw_only=True, tag="closing"):
    """What a journal ends with; ``count`` is how many rows came before it."""

    as_of: str
    count: int
    sums: tuple[Sum, ...]
    differences: tuple[Difference, ...]
    balance: tuple[Balance, ...] | None = None


class Broken(msgspec.Struct, frozen=True, tag="broken"):
    """Why a journal has no end: the ``problem`` document that would have been the answer, with its HTTP ``status``."""

    status: int
    problem: msgspec.Raw


Line = Reading | Row | Closing | Broken
"""A line of a journal on its way from the hub to a desk."""


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


class Ledger:
    """Lays the two books of a month beside each other, a piece at a time: a month may have tens of thousands of movements.

    ``lay`` takes every movement of the month once, ``miss`` what the hub was told of and the balance knows nothing about.
    """

    def __init__(self, month: str, zone: tzinfo) -> None:
        self._zone = zone
        self._month = tuple(times.to_text(moment) for moment in bounds(month, zone))
        self._moved: set[tuple[str, SourceId]] = set()
        self._sums: dict[tuple[str, str], list[int]] = {}
        self._differences: list[Difference] = []

    def lay(
        self, movements: Iterable[Movement], entries: Mapping[SourceId, Entry], erased: Set[SourceId] = frozenset()
    ) -> list[Row]:
        """Return the rows of these movements; ``entries`` are what is known of their sources.

        ``erased`` are sources that were known until their person was erased: the hub was told of them.
        """
        rows = []
        for each in movements:
            entry = entries.get(each.source) if each.source is not None else None
            row = Row(day=_day(each.created, self._zone), kind=kind_of(each.category), movement=each, entry=entry)
            rows.append(row)
            if each.source is not None:
                self._moved.add((row.kind, each.source))
            self._add(row.kind, each)
            if each.source not in erased and (difference := _untold(row)) is not None:
                self._differences.append(difference)
        return rows

    @property
    def moved(self) -> Set[tuple[str, SourceId]]:
        """The kind of every movement so far and the charge, refund or dispute it is of."""
        return self._moved

    def is_missing(self, entry: Entry) -> bool:
        """Tell whether money of this month that the hub was told of has not moved in it."""
        start, end = self._month
        is_of_month = entry.created is not None and start <= entry.created < end
        return is_of_month and entry.kind in CHECKED and bool(entry.amount) and (entry.kind, entry.source) not in self._moved

    def miss(self, entries: Iterable[Entry]) -> None:
        """Note what the hub was told of and the balance knows nothing about."""
        self._differences += [
            Difference(
                what="not-moved",
                source=entry.source,
                kind=entry.kind,
                currency=entry.currency or "",
                hub=entry.amount,
                day=_day(entry.created or "", self._zone),
            )
            for entry in entries
        ]

    @property
    def sums(self) -> tuple[Sum, ...]:
        """The sums so far, by currency and then in the order of ``KINDS``; never across currencies."""
        ordered = sorted(self._sums, key=lambda key: (key[0], KINDS.index(key[1])))
        return tuple(Sum(key[0], key[1], *self._sums[key]) for key in ordered)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What the books disagree about so far."""
        return tuple(self._differences)

    def _add(self, kind: str, moved: Movement) -> None:
        found = self._sums.setdefault((moved.currency, kind), [0, 0, 0, 0])
        for place, value in enumerate((1, moved.amount, moved.fee, moved.net)):
            found[place] += value


CHECKED = ("payment", "refund", "dispute")
"""Kinds of which the hub is told one by one; what a failed refund brings back, or a fee, is Stripe's to say."""


def _untold(row: Row) -> Difference | None:
    """Return what moved without the hub being told, or moved another sum than it was told."""
    moved, entry = row.movement, row.entry
    if row.kind not in CHECKED or moved.source is None:
        return None
    told = entry.amount if entry is not None else None
    if entry is None or told is None:
        what = "not-told"
    elif entry.currency == moved.currency and told != moved.amount:
        what = "other-amount"
    else:
        return None  # settled in another currency: the two sums cannot be the same
    return Difference(
        what=what,
        source=moved.source,
        kind=row.kind,
        currency=moved.currency,
        stripe=moved.amount,
        hub=told,
        day=row.day,
    )


def _day(moment: str, zone: tzinfo) -> str:
    return times.from_text(moment).astimezone(zone).date().isoformat()


def is_balanced(journal: Journal) -> Mapping[str, bool]:
    """Tell for each currency whether the books agree to the last minor unit."""
    currencies = {row.movement.currency for row in journal.rows} | {each.currency for each in journal.differences}
    apart = {each.currency for each in journal.differences}
    return {currency: currency not in apart for currency in sorted(currencies)}
