"""The desk's start: from the command to the first painted inbox, and the memory it holds then and after a day's work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

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
    with made(scale).copy() as cache, TemporaryDirectory(prefix="tresen-bench-bytecode-") as bytecode:
        kept = _keeps_bytecode(bytecode)
        desk = [sys.executable, "-m", "tests.bench.start_process", str(cache.folder)]
        bare = [sys.executable, "-m", "tests.bench.bare_window"]
        for command in (desk, bare):
            _start(command, kept)
        taken: dict[str, list[tuple[float, float]]] = {"desk": [], "bare": []}
        for _ in range(times):
            taken["bare"].append(_start(bare, kept))
            taken["desk"].append(_start(desk, kept))
        cold = _cold(desk, kept)
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


def _keeps_bytecode(folder: str) -> dict[str, str]:
    """Return an environment in which a start finds what the one before it compiled, as users have it.

    What runs the benchmark may forbid to write bytecode, and each start would compile the program anew.
    """
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return plain | {"PYTHONPYCACHEPREFIX": folder}


def _start(command: Sequence[str], environ: Mapping[str, str]) -> tuple[float, float]:
    """Return milliseconds from the command to the first paint, and the memory then in MB."""
    secrets = {"TRESEN_CACHE_KEY": KEY.reveal(), "TRESEN_TOKEN": "tr_bench", "TRESEN_BENCH_HUB": URL}
    began = time.monotonic()
    done = subprocess.run(
        command, env={**environ, **OFFSCREEN, **secrets}, capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr}")
    painted = msgspec.json.decode(done.stdout, type=Painted)
    return (painted.at - began) * 1e3, painted.rss


def _cold(desk: Sequence[str], environ: Mapping[str, str]) -> list[Figure]:
    """Start once with nothing in the page cache, where this user may empty it."""
    if not os.access(_DROP, os.W_OK):
        return []
    os.sync()
    _DROP.write_text("1")
    taken, _memory = _start(desk, environ)
    return [Figure("start", "to first painted inbox, cold page cache", taken, "ms", "<= 1,500", None, "once")]
