"""The real window over the made cache: clicking through chats, scrolling, messages that come in. Each in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from tests.bench.cache import made
from tests.bench.figures import Figure, percentile

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*.debug=false"}
_PATIENCE = 900.0

class Took(msgspec.Struct, frozen=True, array_like=True):
    """Milliseconds by the clock, and of the window's thread alone."""

    wall: float
    cpu: float


Samples = dict[str, list[Took]]


def run(scale: str) -> list[Figure]:
    """Run the three, each on a copy of the cache."""
    with made(scale).copy() as cache:
        switched = child("switch", cache.folder, scale)
        scrolled = child("scroll", cache.folder, scale)
        changed = child("change", cache.folder, scale)
    clicked = "switch conversation, click to painted"
    return [
        *_figures(clicked, switched, "random", ((0.5, "<= 10"), (0.95, "<= 30"))),
        *_figures("come back to the longest one", switched, "longest", ((0.5, ""), (0.95, "<= 30"))),
        *_figures("go to a line of the longest one", switched, "jump", ((0.5, ""), (0.95, "<= 30"))),
        *_figures("scroll frame, list", scrolled, "list", ((0.5, "<= 8"), (0.95, "<= 16.7"))),
        *_figures("scroll frame, longest chat", scrolled, "chat", ((0.5, "<= 8"), (0.95, "<= 16.7"))),
        *_figures("append a message", changed, "append", ((0.5, ""), (0.95, "<= 3"))),
        *_figures("prepend 50", changed, "prepend", ((0.5, ""), (0.95, "<= 10"))),
        *_figures("move a row to the top", changed, "move", ((0.5, ""), (0.95, "<= 8"))),
        *_figures("an event in every pane", changed, "all", ((0.5, ""), (0.95, ""))),
    ]


def child(name: str, folder: Path, scale: str) -> Samples:
    """Run one benchmark of ``window_process`` and return its samples."""
    command = [sys.executable, "-m", "tests.bench.window_process", name, str(folder), scale]
    done = subprocess.run(
        command, env=os.environ | OFFSCREEN, capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr}")
    return msgspec.json.decode(done.stdout, type=Samples)


def _figures(what: str, samples: Samples, name: str, goals: tuple[tuple[float, str], ...]) -> list[Figure]:
    """Return a line for each share; the floor is a frame of one colour in the same process."""
    taken, floor = _walls(samples[name]), _walls(samples["floor"])
    cpu = sorted(each.cpu for each in samples[name])
    return [
        Figure(
            "window",
            f"{what}, p{share * 100:.0f}",
            percentile(taken, share),
            "ms",
            goal,
            percentile(floor, share),
            f"CPU of the thread {percentile(cpu, share):.1f} ms; {len(taken)} times; floor: one colour painted",
        )
        for share, goal in goals
    ]


def _walls(samples: list[Took]) -> list[float]:
    return sorted(each.wall for each in samples)
