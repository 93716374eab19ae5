"""How late the window is while the engine's thread projects 1,000 events a second, beside how late it is anyway."""

from __future__ import annotations

from tests.bench.cache import made
from tests.bench.figures import Figure, percentile
from tests.bench.window import child

_GOALS = {0.5: "", 0.95: "<= 3", 0.99: "<= 8", 1.0: "<= 30"}


def run(scale: str) -> list[Figure]:
    """Let it run in turns with idle; the floor is idle in the same process."""
    with made(scale).copy() as cache:
        seen = child("lateness", cache.folder, scale)
    idle, busy = (sorted(each.wall for each in seen[name]) for name in ("idle", "busy"))
    reached = seen["reached"][0].wall
    note = f"{reached:,.0f} events/s came in; floor: idle, with the same repaint every 100 ms"
    figures = [
        Figure("lateness", f"of a 5 ms timer, {_name(share)}", percentile(busy, share), "ms", goal, percentile(idle, share), note)
        for share, goal in _GOALS.items()
    ]
    ratio = percentile(busy, 0.99) / percentile(idle, 0.99)
    return [*figures, Figure("lateness", "p99 against idle", ratio, "x", "<= 1.5", 1.0)]


def _name(share: float) -> str:
    return "longest" if share == 1.0 else f"p{share * 100:.0f}"
