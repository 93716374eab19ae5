"""The journal's rules: which day and month a movement is of, what is compared, and what the file says."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain import journal, journal_csv
from inbox.domain.journal import Entry, Movement

BERLIN = ZoneInfo("Europe/Berlin")


def movement(amount: int = 2490, **more: object) -> Movement:
    said = {"id": "txn_1", "category": "charge", "fee": 62, "currency": "eur", "source": "ch_1"}
    fields = said | {"created": "2026-11-28T09:00:00.000Z"} | more
    return Movement(amount=amount, net=amount - int(str(fields["fee"])), **fields)


def entry(amount: int = 2490, **more: object) -> Entry:
    said = {"source": "ch_1", "kind": "payment", "currency": "eur", "created": "2026-11-28T09:00:00.000Z"}
    return Entry(amount=amount, **(said | more))


def kept(movements: list[Movement], entries: list[Entry], month: str = "2026-11") -> journal.Journal:
    return journal.keep(month, BERLIN, "2026-12-01T00:00:00.000Z", movements, entries)


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
       st.integers(-10**9, 10**9), st.integers(0, 10**6), st.sampled_from(["eur", "chf", "jpy"]))))  # fmt: skip
def test_sums_add_up_to_the_rows_and_never_mix_currencies(given: list[tuple[str, int, int, str]]) -> None:
    moved = [
        movement(amount, id=f"txn_{place}", category=category, fee=fee, currency=currency, source=None)
        for place, (category, amount, fee, currency) in enumerate(given)
    ]
    found = kept(moved, [])
    for currency in ("eur", "chf", "jpy"):
        rows = [row.movement for row in found.rows if row.movement.currency == currency]
        sums = [each for each in found.sums if each.currency == currency]
        assert sum(each.net for each in sums) == sum(row.net for row in rows)
        assert sum(each.count for each in sums) == len(rows)


def test_the_file_is_what_a_bookkeeper_takes_in() -> None:
    known = entry(customer="=HYPERLINK(1)", agent="Jana", order_number="10234", payment="pi_1")
    text = journal_csv.write(kept([movement(249_000)], [known]), {"date": "Datum"}, {"payment": "Zahlung"})
    assert text.startswith(b"\xef\xbb\xbfDatum;kind;")
    header, line = csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";")
    cells = dict(zip(header, line, strict=True))
    assert cells["Datum"] == "28.11.2026"
    assert (cells["kind"], cells["gross"], cells["fee"], cells["net"]) == ("Zahlung", "2490,00", "0,62", "2489,38")
    assert cells["customer"] == "'=HYPERLINK(1)"
    assert (cells["currency"], cells["payment"], cells["source"], cells["agent"]) == ("EUR", "pi_1", "ch_1", "Jana")
