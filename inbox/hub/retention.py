"""Lets go of raw deliveries after some weeks; what makes them unique stays, so that an old one cannot be played back.

Called by the hub's jobs on a timer, as a job of the writer, until it returns 0.
"""

from __future__ import annotations

from datetime import datetime

from inbox.domain import times
from inbox.hub.decode import CURSOR
from inbox.hub.transaction import Transaction

PRUNED = "pruned"
"""Where ``meta`` keeps the id of the last delivery whose body was let go."""


def forget_deliveries(tx: Transaction, before: datetime, limit: int = 500) -> int:
    """Drop the bodies of up to ``limit`` decoded deliveries received before an instant; return how many."""
    decoded, pruned = int(tx.hub.get_meta(CURSOR) or 0), int(tx.hub.get_meta(PRUNED) or 0)
    rows = tx.db.execute_sql(
        "SELECT id FROM delivery WHERE id > ? AND id <= ? AND received_at < ? ORDER BY id LIMIT ?",
        (pruned, decoded, times.to_text(before), limit),
    ).fetchall()
    if not rows:
        return 0
    last = rows[-1][0]
    tx.db.execute_sql("UPDATE delivery SET body = NULL WHERE id > ? AND id <= ?", (pruned, last))
    tx.db.execute_sql("DELETE FROM delivery_subject WHERE delivery > ? AND delivery <= ?", (pruned, last))
    tx.hub.set_meta(PRUNED, str(last))
    return len(rows)
