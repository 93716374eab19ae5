"""All tables of a hub, made for one database: the log's, and those that access, actions and media add.

``tables(db)`` is called once for the writer and once for each reader; no class is shared between databases.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

import peewee

from inbox.hub import access_tables, action_tables, catalog_tables, log_tables, media_tables
from inbox.store.state.schema import TableClass

Builder = Callable[[type[peewee.Model]], Mapping[str, TableClass]]
BUILDERS: tuple[Builder, ...] = (
    log_tables.build,
    access_tables.build,
    media_tables.build,
    action_tables.build,
    catalog_tables.build,
)
"""One per subject; a new subject adds its own here."""


@dataclasses.dataclass(frozen=True)
class HubTables:
    """One database and the hub's classes bound to it, each an attribute: ``hub.LogRow``, ``hub.Delivery``, ``hub.Agent``."""

    db: peewee.SqliteDatabase
    classes: Mapping[str, TableClass]

    def __getattr__(self, name: str) -> TableClass:
        """Return the class called ``name``; AttributeError when no builder makes one."""
        try:
            return self.classes[name]
        except KeyError:
            raise AttributeError(f"no table {name}") from None

    def get_meta(self, key: str) -> str | None:
        """Return a single value of the hub, None when it was never set."""
        row = self.db.execute_sql("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        """Set a single value of the hub."""
        self.db.execute_sql(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


def tables(db: peewee.SqliteDatabase) -> HubTables:
    """Make the hub's classes for ``db``; touches no file."""

    class Base(peewee.Model):
        class Meta:
            database = db
            legacy_table_names = False

    classes: dict[str, TableClass] = {}
    for build in BUILDERS:
        classes |= build(Base)
    return HubTables(db, classes)
