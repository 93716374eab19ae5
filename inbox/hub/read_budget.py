"""How much of Stripe's monthly allotment of reads is used: everything that reads without being asked looks here first.

Stripe allots an account 500 reads for each transaction of the last 30 days, 10,000 at least (docs.stripe.com/rate-limits).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from inbox.domain import times
from inbox.domain.backfill import SPARED_FROM
from inbox.hub import job_marks
from inbox.hub.tables import HubTables
from inbox.store.state.schema import MONEY

MARK = "stripe-reads-"
"""Marks that count reads per month (``stripe-reads-2026-11``)."""

LEAST = 10_000
EACH = 500
MOST, NEARLY_ALL = 0.8, SPARED_FROM / 100
"""Parts of the allotment: from the first on nothing is read because somebody looks, from the second on little is by itself."""

_WINDOW = timedelta(days=30)


def month_of(now: datetime) -> str:
    """Return the name of the mark that counts this month."""
    return f"{MARK}{now:%Y-%m}"


def used(hub: HubTables, now: datetime) -> int:
    """Return how many reads were made this month."""
    return int(job_marks.get(hub, month_of(now)) or 0)


def allotted(hub: HubTables, now: datetime) -> int:
    """Return how many reads a month the account has, as far as its payments are known here."""
    row = hub.db.execute_sql(
        f"SELECT count(*) FROM mirror WHERE {MONEY} AND created >= ? AND kind = 'payment' AND status = 'succeeded'",  # noqa: S608
        (times.to_text(now - _WINDOW),),
    ).fetchone()
    return max(LEAST, EACH * int(row[0]))


def share(hub: HubTables, now: datetime) -> float:
    """Return the part of the allotment that is used, 1.0 when all is."""
    return used(hub, now) / allotted(hub, now)
