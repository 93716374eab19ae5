"""What was read of the cache a moment ago, for as long as nothing was written: panes ask the same when a chat is opened.

One for each connection, on that connection's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from inbox.store.timeline.schema import Database

_MOST = 32
"""Answers kept; beyond, all are forgotten."""

T = TypeVar("T")


class Answers:
    """Answers by question. SQLite tells whether another connection, or this one, has written since."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._as_of: tuple[int, int] = (0, 0)
        self._known: dict[object, object] = {}
        self._is_one_look = False

    @contextmanager
    def one_look(self) -> Iterator[None]:
        """Ask SQLite only once whether anybody wrote: inside of a transaction that reads, nobody else's writing is seen."""
        was_one, self._is_one_look = self._is_one_look, self._is_one_look or self._is_current()
        try:
            yield
        finally:
            self._is_one_look = was_one

    def of(self, question: object, ask: Callable[[], T]) -> T:
        """Return the answer to a question, asking only when it is not known or may be another one by now."""
        if not self._is_one_look:
            self._is_current()
        if question not in self._known:
            if len(self._known) >= _MOST:
                self._known = {}
            self._known[question] = ask()
        return cast("T", self._known[question])

    def _is_current(self) -> bool:
        """Forget what may be another way by now; what is known afterwards is as things stand."""
        connection: Any = self._db.connection()
        as_of = (connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes)
        if as_of != self._as_of:
            self._as_of, self._known = as_of, {}
        return True
