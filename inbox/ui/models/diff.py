"""What has to be told to a view so that one list of rows becomes another: the fewest removals, moves and insertions.

Pure. The item model applies the steps in their order; after each, its rows are what the steps so far made of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from itertools import groupby
from typing import Generic, TypeVar

import msgspec

Row = TypeVar("Row")

MOST_MOVES = 50
"""Beyond that a row is taken out and put in again; a new order of everything is then two steps and not a thousand."""

_STRETCH = 1024


class Remove(msgspec.Struct, frozen=True):
    """``count`` rows from ``at`` on go."""

    at: int
    count: int


class Insert(msgspec.Struct, Generic[Row], frozen=True):
    """``rows`` come before what stands at ``at``."""

    at: int
    rows: tuple[Row, ...]


class Move(msgspec.Struct, frozen=True):
    """The row at ``source`` goes to where it then stands at ``target``."""

    source: int
    target: int


class Change(msgspec.Struct, Generic[Row], frozen=True):
    """The row at ``at`` shows something else."""

    at: int
    row: Row


Step = Remove | Insert[Row] | Move | Change[Row]


def steps(old: Sequence[Row], new: Sequence[Row], key: Callable[[Row], Hashable]) -> list[Step[Row]]:
    """Return the steps from ``old`` to ``new``, whose rows are told apart by ``key`` (unique in each list)."""
    old, new = list(old), list(new)
    start = _same_start(old, new)
    end = _same_end(old, new, start)
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if not before:
        return [Insert(start, tuple(after))] if after else []
    one = _one_move(before, after, key, start)
    if one is not None:
        return one
    kept = _kept(before, after, key)
    done: list[Step[Row]] = [*_removals(before, kept, key, start)]
    standing = [row for row in before if key(row) in kept]
    return done + _Arrangement(standing, after, kept, key).steps(start)


def _same_start(old: list[Row], new: list[Row]) -> int:
    """Return how many rows are equal at the beginning, comparing whole stretches while they are."""
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start : start + _STRETCH] == new[start : start + _STRETCH]:
        start = min(most, start + _STRETCH)
    while start < most and old[start] == new[start]:
        start += 1
    return start


def _same_end(old: list[Row], new: list[Row], start: int) -> int:
    """Return how many rows are equal at the end, those of the equal beginning not counted."""
    most = min(len(old), len(new)) - start
    end = 0
    while end + _STRETCH <= most and _stretch(old, end) == _stretch(new, end):
        end += _STRETCH
    while end < most and old[-1 - end] == new[-1 - end]:
        end += 1
    return end


def _stretch(rows: list[Row], end: int) -> list[Row]:
    return rows[len(rows) - end - _STRETCH : len(rows) - end]


def _one_move(
    before: list[Row], after: list[Row], key: Callable[[Row], Hashable], start: int
) -> list[Step[Row]] | None:
    """Return the steps of by far the commonest change, one row that moved, however long the way."""
    last = len(before) - 1
    if last < 1 or len(after) != len(before):
        return None
    if key(before[last]) == key(after[0]) and before[:last] == after[1:]:
        source, target = last, 0
    elif key(before[0]) == key(after[last]) and before[1:] == after[:last]:
        source, target = 0, last
    else:
        return None
    moved: list[Step[Row]] = [Move(start + source, start + target)]
    return moved if before[source] == after[target] else [*moved, Change(start + target, after[target])]


def _kept(before: Sequence[Row], after: Sequence[Row], key: Callable[[Row], Hashable]) -> dict[Hashable, bool]:
    """Return the keys of rows that stay in the list, each with whether it stays in its place (the others move)."""
    places = {key(row): place for place, row in enumerate(before)}
    common = [key(row) for row in after if key(row) in places]
    still = {common[spot] for spot in _longest_rise([places[name] for name in common])}
    if len(common) - len(still) > MOST_MOVES:
        return dict.fromkeys(still, True)
    return {name: name in still for name in common}


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return where a longest rising subsequence of ``numbers`` stands."""
    tails: list[int] = []
    spots: list[int] = []
    came_from: list[int] = []
    for spot, number in enumerate(numbers):
        length = bisect_left(tails, number)
        came_from.append(spots[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        spots[length : length + 1] = [spot]
    rise: list[int] = []
    spot = spots[-1] if spots else -1
    while spot >= 0:
        rise.append(spot)
        spot = came_from[spot]
    return rise[::-1]


def _removals(
    before: Sequence[Row], kept: dict[Hashable, bool], key: Callable[[Row], Hashable], start: int
) -> list[Remove]:
    gone = [place for place, row in enumerate(before) if key(row) not in kept]
    blocks = [[place for _, place in block] for _, block in groupby(enumerate(gone), lambda pair: pair[1] - pair[0])]
    return [Remove(start + block[0], len(block)) for block in reversed(blocks)]


class _Arrangement(Generic[Row]):
    """Walks along the wanted rows and lets the standing ones follow: insert what is new, move, change what differs.

    ``settled`` rows are in their final order among each other; a row that has been moved is one of them from then on.
    """

    def __init__(
        self, standing: list[Row], wanted: Sequence[Row], kept: dict[Hashable, bool], key: Callable[[Row], Hashable]
    ) -> None:
        self._standing = standing
        self._wanted = wanted
        self._names = [key(row) for row in wanted]
        self._order = {name: place for place, name in enumerate(self._names)}
        self._kept = kept
        self._settled = {name for name, stays in kept.items() if stays}
        self._key = key

    def steps(self, start: int) -> list[Step[Row]]:
        """Return the steps, their places counted from ``start``."""
        done: list[Step[Row]] = []
        place = 0
        while place < len(self._wanted):
            end = place
            while end < len(self._wanted) and self._names[end] not in self._kept:
                end += 1
            if end > place:
                block = tuple(self._wanted[place:end])
                done.append(Insert(start + place, block))
                self._standing[place:place] = block
                place = end
                continue
            done += [Move(start + source, start + target) for source, target in self._bring(place)]
            if self._standing[place] != self._wanted[place]:
                done.append(Change(start + place, self._wanted[place]))
                self._standing[place] = self._wanted[place]
            place += 1
        return done

    def _bring(self, place: int) -> list[tuple[int, int]]:
        """Make the row wanted at ``place`` stand there: fetch it from below, or clear what is in its way."""
        name = self._names[place]
        moves: list[tuple[int, int]] = []
        while self._key(self._standing[place]) != name:
            if name in self._settled:
                source, target = place, self._home(place)
            else:
                source, target = self._find(place, name), place
            row = self._standing.pop(source)
            self._standing.insert(target, row)
            self._settled.add(self._key(row))
            moves.append((source, target))
        return moves

    def _find(self, place: int, name: Hashable) -> int:
        return next(spot for spot in range(place, len(self._standing)) if self._key(self._standing[spot]) == name)

    def _home(self, place: int) -> int:
        """Return where the row at ``place`` goes: behind the last settled row that comes before it in the end."""
        mine = self._order[self._key(self._standing[place])]
        target = place
        for spot in range(place + 1, len(self._standing)):
            name = self._key(self._standing[spot])
            if name in self._settled:
                if self._order[name] > mine:
                    break
                target = spot
        return target
