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
    sums=(Sum(currency="eur", kind="payment", count=1, gross=249_000, fee=62, net=248_938),),
    differences=(
        Difference(what="not-told", source=SourceId("ch_9"), kind="payment", currency="eur", stripe=1200, day="2026-11-12"),
    ),
    balance=(Balance(currency="eur", available=100_000, pending=25_000),),
)
