"""Runs the linters and the tests of a checkout: ``tresen test``.

Called by ``inbox.cli`` on the main thread, in an interpreter that has the test extra. Each step is a child process whose
output goes straight to the terminal; pytest comes last, so that its closing lines are the last ones. The whole suite is
shared between two processes where there are two cores (``tests/sharing.py`` says how); what is asked for by name is not.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from inbox.domain.problems import UserError

_CHECKOUT = Path(__file__).resolve().parents[2]
_PROCESSES = 2

SHARED = ("-n", str(_PROCESSES), "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "0")
"""What makes pytest share the suite. A process that dies is not replaced: what killed it would be tried again and again."""


def run(arguments: Sequence[str], checkout: Path = _CHECKOUT) -> int:
    """Check and test ``checkout`` and return the exit code; ``arguments`` go to pytest, and then the linters stay out.

    Raises ``UserError`` when there is no checkout around this package.
    """
    if not (checkout / "tests").is_dir() or not (checkout / "pyproject.toml").is_file():
        raise UserError(
            "The tests are not part of an installed Tresen: run this command from a checkout, as python3 -m inbox test."
        )
    python = [sys.executable, "-m"]
    pytest = [*python, "pytest", *_no_cache(checkout, "-p", "no:cacheprovider"), *_without_window()]
    if arguments:
        return _step(checkout, [*pytest, *arguments])
    steps = {
        "ruff check": [*python, "ruff", "check", *_no_cache(checkout, "--no-cache"), "inbox", "tests"],
        "mypy --strict": [*python, "mypy", "--strict", *_no_cache(checkout, f"--cache-dir={os.devnull}"), "inbox"],
        "pytest": [*pytest, *shared(), "tests"],
    }
    codes = {name: _step(checkout, command) for name, command in steps.items()}
    failed = [name for name, code in codes.items() if code]
    if failed:
        sys.stderr.write(f"tresen test: {' and '.join(failed)} failed.\n")
    return codes["pytest"] or int(bool(failed))


def _step(checkout: Path, command: Sequence[str]) -> int:
    sys.stderr.write(f"tresen test: {' '.join(command[2:])}\n")
    sys.stderr.flush()
    return subprocess.run(command, cwd=checkout, check=False).returncode


def shared() -> Sequence[str]:
    """Return the options that let pytest work in two processes, none where there is one core for them."""
    can_tell = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if can_tell else os.cpu_count() or 1
    return SHARED if cores >= _PROCESSES and find_spec("xdist") is not None else ()


def _without_window() -> Sequence[str]:
    """Return the options that leave pytest's Qt plugin out where Qt cannot be loaded, after saying what it lacks.

    On Linux Qt links libraries of the system (libEGL.so.1 and a few more) that a bare machine does not have.
    """
    tried = subprocess.run(
        [sys.executable, "-c", "import PySide6.QtWidgets"], capture_output=True, text=True, check=False
    )
    if tried.returncode == 0:
        return ()
    reason = (tried.stderr.strip().splitlines() or ["no reason given"])[-1]
    sys.stderr.write(f"tresen test: the tests of the window are left out, because Qt does not load here: {reason}\n")
    return ("-p", "no:pytest-qt")


def _no_cache(checkout: Path, *options: str) -> Sequence[str]:
    """Return the ``options`` that turn a tool's cache off where the checkout cannot be written."""
    return () if os.access(checkout, os.W_OK) else options
