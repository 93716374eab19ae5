"""The benchmarks run: each bench of desk and hub once, at the smallest scale. What they measure is never asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.__main__ import BENCHES

ROOT = Path(__file__).resolve().parents[2]
WINDOW = ("start", "window", "lateness")
HUB_LOAD = ("ingest", "decode", "wake", "crowd", "journal")
"""Minutes of load; the window's and the cache's benches take seconds."""


def run(names: tuple[str, ...], scale: str, into: Path, seconds: float) -> list[dict[str, object]]:
    """Run some benches at a scale and return their figures."""
    command = [sys.executable, "-m", "tests.bench", *names, "--scale", scale, "--json", str(into)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
    figures: list[dict[str, object]] = json.loads(into.read_text(encoding="utf-8"))
    return figures


def test_every_bench_is_run_by_a_test() -> None:
    assert set(BENCHES) == {*WINDOW, *HUB_LOAD, "project", "snapshot", "queries", "search", "catalog", "idle"}


def test_benches_of_the_cache_and_the_window_give_figures(tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
    names = ("queries", "search", "catalog", *WINDOW)
    figures = run(names, "1k", tmp_path / "figures.json", 240)
    assert {str(figure["bench"]) for figure in figures} == set(names)
    assert all(isinstance(figure["value"], int | float) for figure in figures)


@pytest.mark.nightly
def test_all_benches_give_figures(tmp_path: Path) -> None:
    figures = run(tuple(BENCHES), "10k", tmp_path / "figures.json", 3000)
    assert {str(figure["bench"]) for figure in figures} == set(BENCHES)
