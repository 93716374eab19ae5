"""A run that is shared: the window's tests in one process, the rest by file, and a process that dies fails the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox.system.suite import SHARED
from tests.sharing import share_of

_ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("nodeid", "share"),
    [
        ("tests/ui/app/test_a.py::test_x[de-light]", "tests/ui/"),
        ("tests/ui/test_b.py::test_y", "tests/ui/"),
        ("tests/hub/test_c.py::TestC::test_z[a::b]", "tests/hub/test_c.py"),
    ],
)
def test_what_is_handed_out_together(nodeid: str, share: str) -> None:
    assert share_of(nodeid) == share


def test_each_share_stays_in_one_process_and_the_window_comes_first(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("xdist")
    result = _run(pytester, monkeypatch, {"hub": 3, "stories": 1, "ui/list": 2, "ui/panes": 2})
    result.assert_outcomes(passed=8)
    began = [line.split() for line in (pytester.path / "began").read_text().splitlines()]
    of_window = [process for process, file in began if "/ui/" in file]
    assert len(of_window) == 4
    assert len(set(of_window)) == 1
    for share in ("/hub/", "/stories/"):
        assert len({process for process, file in began if share in file}) == 1
    mine = [file for process, file in began if process == of_window[0]]
    assert all("/ui/" in file for file in mine[:4])


def test_a_process_that_dies_fails_the_run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xdist")
    result = _run(pytester, monkeypatch, {"hub": 2, "ui": 2}, "    import os; os._exit(0)\n")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*crashed while running*test_last*"])
    result.assert_outcomes(passed=4, failed=1)


def _run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, folders: dict[str, int], last: str = ""
) -> pytest.RunResult:
    """Share a suite of as many tests in each folder, each of which writes down where it runs; ``last`` is one more."""
    monkeypatch.setenv("PYTHONPATH", str(_ROOT))
    pytester.makeini("[pytest]\naddopts = --import-mode=importlib\n")
    pytester.makeconftest("pytest_plugins = ['tests.sharing']")
    body = "    import os\n    with open('began', 'a') as out: print(os.getpid(), __file__, file=out)\n"
    for folder, count in folders.items():
        place = pytester.mkdir("tests") if not (pytester.path / "tests").is_dir() else pytester.path / "tests"
        place = place / folder
        place.mkdir(parents=True)
        (place / "test_it.py").write_text("".join(f"def test_{number}():\n{body}\n" for number in range(count)))
    if last:
        (pytester.path / "tests" / "test_last.py").write_text(f"def test_last():\n{last}")
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", *SHARED, "tests", timeout=120)
