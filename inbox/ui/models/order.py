"""In which order the chats of a list stand: their numbers by rank, compact enough for a hundred thousand of them.

Pure. A rank is any whole number of 64 bits and the list is ascending by it; nothing here costs more for a longer list than
moving some bytes. Owned by the list's item model.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Spot = tuple[int, int]
"""Rank and number of a chat."""

_NOWHERE = -(1 << 63)


class Order:
    """Numbers (small, not negative) by rank. Rows are counted from the top, which has the lowest rank."""

    def __init__(self) -> None:
        self._ranks = array("q")
        self._numbers = array("q")
        self._rank_of = array("q")

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, number: int) -> bool:
        return self.rank_of(number) is not None

    def number_at(self, row: int) -> int:
        """Return which chat stands in a row."""
        return self._numbers[row]

    def numbers(self, start: int, end: int) -> list[int]:
        """Return which chats stand in the rows from ``start`` up to ``end``, which is left out."""
        return self._numbers[start:end].tolist()

    def spots(self, start: int, end: int) -> list[Spot]:
        """Return rank and number in the rows from ``start`` up to ``end``, which is left out."""
        return list(zip(self._ranks[start:end], self._numbers[start:end], strict=True))

    def rank_of(self, number: int) -> int | None:
        """Return a chat's rank; None when it is not in the list."""
        rank = self._rank_of[number] if number < len(self._rank_of) else _NOWHERE
        return None if rank == _NOWHERE else rank

    def row_of(self, number: int) -> int:
        """Return where a chat stands, -1 when it is not in the list."""
        rank = self.rank_of(number)
        if rank is None:
            return -1
        row = bisect_left(self._ranks, rank)
        while self._numbers[row] != number:
            row += 1  # two of one rank, until both are told where they stand now
        return row

    def row_for(self, rank: int) -> int:
        """Return where a chat of this rank would come in."""
        return bisect_right(self._ranks, rank)

    def insert(self, row: int, spots: Sequence[Spot]) -> None:
        """Put chats that are not in the list before what stands in ``row``; their ranks fit there."""
        self._ranks[row:row] = array("q", [rank for rank, _ in spots])
        self._numbers[row:row] = array("q", [number for _, number in spots])
        self._make_room(max((number for _, number in spots), default=0))
        for rank, number in spots:
            self._rank_of[number] = rank

    def remove(self, row: int, count: int) -> None:
        """Take ``count`` rows out from ``row`` on."""
        for number in self._numbers[row : row + count]:
            self._rank_of[number] = _NOWHERE
        del self._ranks[row : row + count], self._numbers[row : row + count]

    def move(self, source: int, target: int, rank: int) -> None:
        """Let the chat in row ``source`` stand at ``rank``, which is row ``target`` once it is taken out of its own."""
        number = self._numbers.pop(source)
        self._ranks.pop(source)
        self._numbers.insert(target, number)
        self._ranks.insert(target, rank)
        self._rank_of[number] = rank

    def count_anew(self) -> None:
        """Let every chat's rank be its row, in a list that is given as a whole."""
        self._ranks = array("q", range(len(self._numbers)))
        for row, number in enumerate(self._numbers):
            self._rank_of[number] = row

    def _make_room(self, number: int) -> None:
        missing = number + 1 - len(self._rank_of)
        if missing > 0:
            # As an array: as a list, room for a hundred thousand is most of what the first page costs.
            self._rank_of.extend(array("q", (_NOWHERE,)) * (missing + len(self._rank_of) // 8))


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return ascending rows as stretches without a gap: the first row and how many."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == sum(found[-1]):
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((row, 1))
    return found
