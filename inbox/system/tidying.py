"""Garbage of a process that serves is looked for in small and often, by a thread that has nothing else to do.

Left to itself Python looks whenever enough has been made, on whichever thread that happens, through all that the program is
made of, too, and every other thread stands still meanwhile. Used by the main thread of ``tresen hub``.
"""

from __future__ import annotations

import gc
from types import TracebackType
from typing import Self

_WHOLE_EVERY = 1500
"""So many turns apart everything made since the start is looked through: what lived longer than a turn and is in a circle."""

_YOUNG, _ALL = 1, 2


class Tidying:
    """Within the block Python collects nothing by itself, and what was there before it is looked through no more."""

    def __init__(self) -> None:
        self._turns = 0
        self._was_on = False

    def __enter__(self) -> Self:
        self._was_on = gc.isenabled()
        gc.disable()
        gc.freeze()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._was_on:
            gc.enable()

    def tidy(self) -> None:
        """Take away what has become garbage since the last turn; some times a second."""
        self._turns += 1
        gc.collect(_YOUNG if self._turns % _WHOLE_EVERY else _ALL)
