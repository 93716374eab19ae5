"""Everything but the window runs on a machine where nothing of Qt can be imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.stories.programs import run

_NO_QT = "import sys\nfor name in ('PySide6', 'shiboken6'):\n    sys.modules[name] = None\n"


def without_qt(folder: Path) -> dict[str, str]:
    """Return the environment of processes, and of those they start, that have no Qt and no screen."""
    (folder / "sitecustomize.py").write_text(_NO_QT)
    return {
        "PYTHONPATH": os.pathsep.join([str(folder), str(Path(__file__).resolve().parents[2])]),
        "DISPLAY": "",
        "WAYLAND_DISPLAY": "",
        "QT_QPA_PLATFORM": "",
    }


def test_the_demo_does_its_whole_job_where_there_is_neither_screen_nor_qt(tmp_path: Path) -> None:
    environment = without_qt(tmp_path)
    bare = subprocess.run(
        [sys.executable, "-c", "import PySide6"], env=os.environ | environment, capture_output=True, check=False
    )
    assert bare.returncode != 0, "this machine was to have no Qt"
    done = run("demo", environment=environment)
    assert done.returncode == 0, done.stderr
    assert "All of it done and proven" in done.stdout
    said = done.stderr.splitlines()
    assert said[0].startswith("The demo runs without a window: there is no screen here")


def test_a_window_that_is_insisted_on_is_refused_in_words(tmp_path: Path) -> None:
    environment = without_qt(tmp_path)
    refused = run("demo", "--window", environment=environment)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("The window cannot be opened: there is no screen here")
    qt = run("demo", "--window", environment=environment | {"QT_QPA_PLATFORM": "offscreen"})
    assert qt.returncode == 2
    assert "Qt does not load here" in qt.stderr
    both = run("demo", "--window", "--fault", "all", environment=environment)
    assert both.returncode == 2
    assert "leave --window or --fault away" in both.stderr


def test_a_speed_that_nothing_has_is_refused(tmp_path: Path) -> None:
    refused = run("demo", "--speed", "0", environment={"QT_QPA_PLATFORM": "offscreen"})
    assert refused.returncode == 2, refused.stderr
    assert "speed is 0.1 to 1000 times real life, not 0" in refused.stderr
