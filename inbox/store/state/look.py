"""What was read a moment ago within one look at the tables: the same question is asked once.

A screen that opens a chat asks for payments, invoices, subscriptions and people who are alike, and each of them begins with
the same small questions: who has flowed into whom, with which numbers. ``Look`` is opened around a transaction that only
reads, on the thread of its tables; outside of one, and wherever anything is written, every question goes to the file.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T", bound=Hashable)


class Look:
    """Answers by question while it is open; ``known`` is None while it is not."""

    def __init__(self) -> None:
        self.known: dict[tuple[object, ...], object] | None = None

    @contextmanager
    def open(self) -> Iterator[None]:
        """Keep answers until the block ends; opened again inside, it goes on."""
        before, self.known = self.known, {} if self.known is None else self.known
        try:
            yield
        finally:
            self.known = before


class Looked(Protocol):
    """Tables that know what was asked of them within the look that is open."""

    @property
    def look(self) -> Look:
        """The look, open or not."""


Tables = TypeVar("Tables", bound=Looked)


def once(ask: Callable[Concatenate[Tables, P], T]) -> Callable[Concatenate[Tables, P], T]:
    """Let a question of hashable arguments be asked once within an open look; its answer is shared, so nobody can change it."""

    def asked(tables: Tables, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known = tables.look.known
        if known is None:
            return ask(tables, *args, **kwargs)
        question = (ask, args, tuple(kwargs.items()))
        if question not in known:
            known[question] = ask(tables, *args, **kwargs)
        return cast("T", known[question])

    functools.update_wrapper(asked, ask)
    return asked
