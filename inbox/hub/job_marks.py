"""Where the jobs note how far they are: small values by name, in the transactions of their work."""

from __future__ import annotations

from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction


def get(hub: HubTables, name: str) -> str | None:
    """Return a mark, None when it was never set."""
    row = hub.JobMark.get_or_none(hub.JobMark.name == name)
    return None if row is None else str(row.value)


def put(tx: Transaction, name: str, value: str) -> None:
    """Set a mark."""
    table = tx.hub.JobMark
    table.insert(name=name, value=value).on_conflict(conflict_target=[table.name], preserve=[table.value]).execute()


def add(tx: Transaction, name: str, count: int) -> None:
    """Count something up."""
    if count:
        put(tx, name, str(int(get(tx.hub, name) or 0) + count))
