"""Timing and the table: percentiles of repeated calls, printed beside goal and floor."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One line of the table. ``value`` and ``floor`` are in ``unit``; ``goal`` is words, as PERFORMANCE states it."""

    bench: str
    what: str
    value: float
    unit: str
    goal: str
    floor: float | None = None
    note: str = ""


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds one call takes."""
    start = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - start) / 1e6


def samples(calls: Iterable[Callable[[], object]]) -> list[float]:
    """Return the sorted milliseconds of each call, the first one (cold) left out when there are more than ten."""
    taken = [timed(call) for call in calls]
    return sorted(taken[1:] if len(taken) > 10 else taken)


def percentile(sorted_values: list[float], share: float) -> float:
    """Return the value below which ``share`` (0 to 1) of the samples lie."""
    return sorted_values[min(len(sorted_values) - 1, int(share * len(sorted_values)))]


def spread(bench: str, what: str, taken: list[float], goal: str, floor: list[float] | None = None) -> list[Figure]:
    """Return the p50 and p95 lines of one measurement."""
    return [
        Figure(
            bench,
            f"{what}, {name}",
            percentile(taken, share),
            "ms",
            goal,
            None if floor is None else percentile(floor, share),
        )
        for name, share in (("p50", 0.5), ("p95", 0.95))
    ]


def table(figures: list[Figure]) -> str:
    """Lay figures out as text, one line each."""
    rows = [("bench", "what", "measured", "goal", "floor", "note")]
    for f in figures:
        floor = "" if f.floor is None else f"{f.floor:,.3g} {f.unit}"
        rows.append(
            (
                f.bench,
                f.what,
                f"{f.value:,.3f} {f.unit}" if f.value < 100 else f"{f.value:,.0f} {f.unit}",
                f.goal,
                floor,
                f.note,
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def write_json(figures: list[Figure], path: Path) -> None:
    """Write figures for a machine to compare."""
    path.write_text(
        json.dumps([asdict(figure) for figure in figures], indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
