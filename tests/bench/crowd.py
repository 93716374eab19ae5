"""Two hundred desks on long poll: how soon each has a message, and what each costs the hub in memory."""

from __future__ import annotations

from tests.bench.figures import Figure, percentile
from tests.bench.hub_process import hub
from tests.bench.wake import measure

DESKS = 200
RATE = 20
COUNTS = {"1k": 20, "10k": 100, "100k": 300, "1M": 1_000}
_FEW = 8
_KIBIBYTE = 1024


def run(scale: str) -> list[Figure]:
    """Measure with a few desks first, so that what the hub needs once is not laid on each of the many."""
    count = COUNTS[scale]
    with hub() as served:
        # The first messages bring in what the hub needs for any, and that stays.
        measure(served, _FEW, _FEW, RATE)
        few = measure(served, _FEW, _FEW, RATE, first=_FEW)
        seen = measure(served, count, DESKS, RATE, first=2 * _FEW)
    each = (seen.memory - few.memory) / (DESKS - _FEW) / _KIBIBYTE
    note = f"{DESKS} desks, {RATE}/s, {seen.pages} pages, clients on the same cores"
    return [
        Figure("crowd", "webhook sent to first bytes at a desk, p50", percentile(seen.came, 0.5), "ms", "<= 16", None, note),
        Figure("crowd", "webhook sent to first bytes at a desk, p99", percentile(seen.came, 0.99), "ms", "<= 60"),
        Figure("crowd", "webhook sent to held by a desk, p50", percentile(seen.held, 0.5), "ms", ""),
        Figure("crowd", "webhook sent to held by a desk, p99", percentile(seen.held, 0.99), "ms", ""),
        Figure("crowd", "memory of the hub per desk", each, "KiB", "<= 12"),
        Figure("crowd", "hub CPU per page", seen.cpu_us * count / seen.pages, "us", ""),
    ]
