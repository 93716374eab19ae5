"""The desk's start: from the command to the first painted inbox, and the memory it holds then and after a day's work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.bench.cache import KEY, made
from tests.bench.figures import Figure, percentile
from tests.bench.made_hub import URL
from tests.bench.window import OFFSCREEN, child

_STARTS = {"1k": 1, "10k": 3}
_MANY = 9
_PATIENCE = 60.0
_DROP = Path("/proc/sys/vm/drop_caches")


class Painted(msgspec.Struct):
    """What a child saw at its first paint: the system's monotonic clock, and its memory in MB."""

    at: float
    rss: float


def run(scale: str) -> list[Figure]:
    """Start the program again and again, with a bare window in between; then work a while and weigh it."""
    times = _STARTS.get(scale, _MANY)
    with made(scale).copy() as cache:
        desk = [sys.executable, "-m", "tests.bench.start_process", str(cache.folder)]
        bare = [sys.executable, "-m", "tests.bench.bare_window"]
        _start(desk)
        taken: dict[str, list[tuple[float, float]]] = {"desk": [], "bare": []}
        for _ in range(times):
            taken["bare"].append(_start(bare))
            taken["desk"].append(_start(desk))
        cold = _cold(desk)
        worked = child("memory", cache.folder, scale)
    whole, floor = ([sorted(each[0] for each in taken[name]) for name in ("desk", "bare")])
    memory, bare_memory = (max(each[1] for each in taken[name]) for name in ("desk", "bare"))
    ratio = percentile(whole, 0.5) / percentile(floor, 0.5)
    pss = worked["pss"][0].wall
    return [
        Figure("start", "to first painted inbox, warm, p50", percentile(whole, 0.5), "ms", "<= 500", percentile(floor, 0.5),
               f"{times} starts; floor: a bare PySide6 window"),
        Figure("start", "against the bare window", ratio, "x", "<= 1.4", 1.0),
        *cold,
        Figure("start", "RSS at first paint", memory, "MB", "<= 90", bare_memory, "floor: a bare PySide6 window"),
        Figure("start", "PSS after work with all loaded", pss, "MB", "<= 130"),
    ]  # fmt: skip


def _start(command: Sequence[str]) -> tuple[float, float]:
    """Return milliseconds from the command to the first paint, and the memory then in MB."""
    secrets = {"TRESEN_CACHE_KEY": KEY.reveal(), "TRESEN_TOKEN": "tr_bench", "TRESEN_BENCH_HUB": URL}
    began = time.monotonic()
    done = subprocess.run(
        command, env=os.environ | OFFSCREEN | secrets, capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr}")
    painted = msgspec.json.decode(done.stdout, type=Painted)
    return (painted.at - began) * 1e3, painted.rss


def _cold(desk: Sequence[str]) -> list[Figure]:
    """Start once with nothing in the page cache, where this user may empty it."""
    if not os.access(_DROP, os.W_OK):
        return []
    os.sync()
    _DROP.write_text("1")
    return [Figure("start", "to first painted inbox, cold page cache", _start(desk)[0], "ms", "<= 1,500", None, "once")]
