"""A month of the money journal, for tests and scenes."""

from __future__ import annotations

from inbox.domain.ids import SourceId
from inbox.domain.journal import Balance, Difference, Entry, Journal, Movement, Row, Sum

PAID = Row(
    day="2026-11-28",
    kind="payment",
    movement=Movement(
        id=SourceId("txn_1"),
        category="charge",
        amount=249_000,
        fee=62,
        net=248_938,
        currency="eur",
        created="",
        source=SourceId("ch_1"),
    ),
    entry=Entry(source=SourceId("ch_1"), kind="payment", customer="Lena Brandt", agent="Jana", order_number="10234"),
)
FEE = Row(
    day="2026-11-29",
    kind="fee",
    movement=Movement(id=SourceId("txn_2"), category="fee", amount=-150, fee=0, net=-150, currency="eur", created=""),
)

NOVEMBER = Journal(
    month="2026-11",
    as_of="2026-11-22T13:00:00.000Z",
    rows=(PAID, FEE),
    sums=(Sum("eur", "payment", 1, 249_000, 62, 248_938),),
    differences=(
        Difference(what="not-told", source=SourceId("ch_9"), kind="payment", currency="eur", stripe=1200, day="2026-11-12"),
    ),
    balance=(Balance(currency="eur", available=100_000, pending=25_000),),
)


def _moved(kind: str, currency: str, number: int) -> Row:
    amount = {"payment": 4_990, "refund": -1_250, "payout": -90_000}[kind]
    name = f"{kind}-{currency}-{number}"
    movement = Movement(
        id=SourceId(f"txn_{name}"),
        category=kind,
        amount=amount,
        fee=100 if kind == "payment" else 0,
        net=amount - (100 if kind == "payment" else 0),
        currency=currency,
        created="",
    )
    return Row(day=f"2026-11-{number + 1:02d}", kind=kind, movement=movement)


_CURRENCIES = ("chf", "dkk", "eur", "gbp", "jpy", "kwd", "pln", "sek", "usd")
_KINDS = ("payment", "refund", "payout")

IN_MANY_CURRENCIES = Journal(
    month="2026-11",
    as_of="2026-11-22T13:00:00.000Z",
    rows=tuple(_moved(kind, currency, number) for number in range(20) for kind in _KINDS for currency in _CURRENCIES),
    sums=tuple(
        Sum(currency, kind, 12_400, 61_876_000, 1_240_000, 60_636_000) for currency in _CURRENCIES for kind in _KINDS
    ),
    differences=(),
    balance=tuple(Balance(currency=currency, available=1_234_567, pending=45_600) for currency in _CURRENCIES),
)
