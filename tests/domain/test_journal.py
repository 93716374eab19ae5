"""The journal's rules: which day and month a movement is of, what is compared, and what the file says."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain import journal, journal_csv, times
from inbox.domain.journal import Entry, Ledger, Movement
from inbox.domain.journal_csv import CsvWords

BERLIN = ZoneInfo("Europe/Berlin")


def movement(amount: int = 2490, **more: object) -> Movement:
    said = {"id": "txn_1", "category": "charge", "fee": 62, "currency": "eur", "source": "ch_1"}
    fields = said | {"created": "2026-11-28T09:00:00.000Z"} | more
    return Movement(amount=amount, net=amount - int(str(fields["fee"])), **fields)


def entry(amount: int = 2490, **more: object) -> Entry:
    said = {"source": "ch_1", "kind": "payment", "currency": "eur", "created": "2026-11-28T09:00:00.000Z"}
    return Entry(amount=amount, **(said | more))


def kept(
    movements: list[Movement], entries: list[Entry], month: str = "2026-11", piece: int = 1000, zone: tzinfo = BERLIN
) -> journal.Journal:
    """Lay the two books beside each other as the hub does, a piece of the movements at a time."""
    ledger, known, rows = Ledger(month, zone), {each.source: each for each in entries}, []
    for start in range(0, len(movements), piece):
        rows += ledger.lay(movements[start : start + piece], known)
    ledger.miss([each for each in entries if ledger.is_missing(each)])
    return journal.Journal(
        month=month, as_of="2026-12-01T00:00:00.000Z", rows=tuple(rows), sums=ledger.sums, differences=ledger.differences
    )


@pytest.mark.parametrize(
    ("month", "start", "end"),
    [
        ("2026-11", datetime(2026, 10, 31, 23, tzinfo=UTC), datetime(2026, 11, 30, 23, tzinfo=UTC)),
        ("2026-03", datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC)),
        ("2026-12", datetime(2026, 11, 30, 23, tzinfo=UTC), datetime(2026, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_a_month_is_the_shops_month(month: str, start: datetime, end: datetime) -> None:
    assert journal.bounds(month, BERLIN) == (start, end)


ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/Asuncion", "America/Havana", "Pacific/Apia", "Asia/Kathmandu")]
"""Among them a month that began at one o'clock, one whose first midnight came twice, and one that left out a day."""

MONTHS = st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(2010, 2040), st.integers(1, 12))


@given(MONTHS, st.sampled_from(ZONES))
def test_months_follow_each_other_without_gap_and_none_takes_a_day_of_another(month: str, zone: ZoneInfo) -> None:
    start, end = journal.bounds(month, zone)
    year, number = int(month[:4]), int(month[5:])
    following = f"{year + number // 12}-{number % 12 + 1:02d}"
    assert journal.bounds(following, zone)[0] == end
    assert timedelta(days=26) < end - start < timedelta(days=33)
    for moment in (start, end - timedelta(milliseconds=1)):
        (row,) = kept([movement(created=times.to_text(moment))], [], month, zone=zone).rows
        assert row.day.startswith(month)


@given(MONTHS, st.sampled_from(ZONES), st.integers(-2, 1))
def test_what_was_told_at_the_edge_of_a_month_is_missed_in_that_month_alone(month: str, zone: ZoneInfo, off: int) -> None:
    start, end = journal.bounds(month, zone)
    for edge, is_first in ((start, True), (end, False)):
        told = entry(created=times.to_text(edge + timedelta(milliseconds=off)))
        missed = kept([], [told], month, zone=zone).differences
        assert [each.what for each in missed] == (["not-moved"] if (off >= 0) == is_first else [])
        assert all(each.day.startswith(month) for each in missed)


@pytest.mark.parametrize("month", ["", "2026", "2026-00", "2026-13", "november"])
def test_no_month(month: str) -> None:
    with pytest.raises(ValueError, match="no month"):
        journal.bounds(month, BERLIN)


def test_the_day_is_the_shops_day() -> None:
    (row,) = kept([movement(created="2026-11-28T23:30:00.000Z")], [entry()]).rows
    assert row.day == "2026-11-29"


def test_another_sum_than_told_is_a_difference() -> None:
    (difference,) = kept([movement(2490)], [entry(2590)]).differences
    assert (difference.what, difference.stripe, difference.hub) == ("other-amount", 2490, 2590)


def test_a_sum_settled_in_another_currency_cannot_be_compared() -> None:
    assert kept([movement(2490)], [entry(2690, currency="usd")]).differences == ()


def test_what_failed_later_is_not_missed_twice() -> None:
    moved = [
        movement(-1000, id="txn_2", category="refund", source="re_1", fee=0),
        movement(1000, id="txn_3", category="refund_failure", source="re_1", fee=0),
    ]
    found = kept(moved, [entry(-1000, source="re_1", kind="refund")])
    assert found.differences == ()
    assert [row.kind for row in found.rows] == ["refund", "refund_failure"]


@given(st.lists(st.tuples(st.sampled_from(["charge", "refund", "dispute", "fee", "payout", "climate_order_purchase"]),
       st.integers(-10**9, 10**9), st.integers(0, 10**6), st.sampled_from(["eur", "chf", "jpy"]))),
       st.integers(1, 4))  # fmt: skip
def test_sums_add_up_to_the_rows_and_never_mix_currencies(given: list[tuple[str, int, int, str]], piece: int) -> None:
    moved = [
        movement(amount, id=f"txn_{place}", category=category, fee=fee, currency=currency, source=None)
        for place, (category, amount, fee, currency) in enumerate(given)
    ]
    found = kept(moved, [], piece=piece)
    assert (found.sums, found.rows) == (kept(moved, []).sums, kept(moved, []).rows)
    for currency in ("eur", "chf", "jpy"):
        rows = [row.movement for row in found.rows if row.movement.currency == currency]
        sums = [each for each in found.sums if each.currency == currency]
        assert sum(each.net for each in sums) == sum(row.net for row in rows)
        assert sum(each.count for each in sums) == len(rows)


def test_the_file_is_what_a_bookkeeper_takes_in() -> None:
    known = entry(customer="=HYPERLINK(1)", agent="Jana", order_number="10234", payment="pi_1")
    words = CsvWords({"date": "Datum"}, {"payment": "Zahlung"})
    text = b"".join(journal_csv.pieces(kept([movement(249_000)], [known]), words))
    assert text.startswith(b"\xef\xbb\xbfDatum;kind;")
    header, line = csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";")
    cells = dict(zip(header, line, strict=True))
    assert cells["Datum"] == "28.11.2026"
    assert (cells["kind"], cells["gross"], cells["fee"], cells["net"]) == ("Zahlung", "2490,00", "0,62", "2489,38")
    assert cells["customer"] == "'=HYPERLINK(1)"
    assert (cells["currency"], cells["payment"], cells["source"], cells["agent"]) == ("EUR", "pi_1", "ch_1", "Jana")
