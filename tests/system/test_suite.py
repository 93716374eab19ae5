"""``tresen test`` on a checkout of two files: what runs, in which order, and what the exit code says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from inbox.domain.problems import UserError
from inbox.system import suite


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    (tmp_path / "inbox" / "__init__.py").write_text('"""A package."""\n\nANSWER: int = 42\n')
    (tmp_path / "tests" / "test_answer.py").write_text(
        "from pathlib import Path\n\n\ndef test_answer():\n    Path('ran').touch()\n\n\ndef test_other():\n    pass\n"
    )
    return tmp_path


def test_linters_and_tests_run_and_pytest_has_the_last_word(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert suite.run([], checkout) == 0
    out, err = capfd.readouterr()
    assert (checkout / "ran").exists()
    assert "2 passed" in out.splitlines()[-1]
    said = [line.split(": ")[1].split()[0] for line in err.splitlines() if line.startswith("tresen test: ")]
    assert [word for word in said if word != "the"] == ["ruff", "mypy", "pytest"]


def test_a_linter_that_fails_does_not_stop_the_tests_but_counts(
    checkout: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (checkout / "inbox" / "__init__.py").write_text('"""A package."""\n\nimport os\n\nANSWER: int = "42"\n')
    assert suite.run([], checkout) == 1
    assert (checkout / "ran").exists()
    assert capfd.readouterr().err.splitlines()[-1] == "tresen test: ruff check and mypy --strict failed."


def test_arguments_go_to_pytest_alone(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (checkout / "inbox" / "__init__.py").write_text("import os\n")
    assert suite.run(["-k", "other"], checkout) == 0
    assert not (checkout / "ran").exists()
    assert "1 passed, 1 deselected" in capfd.readouterr().out
    (checkout / "tests" / "test_answer.py").write_text("def test_answer():\n    assert 0\n")
    assert suite.run(["-q"], checkout) == 1


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="elsewhere a process cannot be kept to one core")
def test_two_processes_share_the_suite_where_there_are_two_cores() -> None:
    pytest.importorskip("xdist")
    cores = os.sched_getaffinity(0)
    assert suite.shared() == (suite.SHARED if len(cores) > 1 else ())
    os.sched_setaffinity(0, {min(cores)})
    try:
        assert suite.shared() == ()
    finally:
        os.sched_setaffinity(0, cores)


def test_an_installed_package_has_no_tests(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="run this command from a checkout"):
        suite.run([], tmp_path)
