"""Provisioning end to end: real interpreters, real venv, real pip, a shelf of two wheels instead of a network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inbox.system.installer import pip_for
from inbox.system.provision import ProvisioningError, missing, satisfies
from tests.system.checkout import Checkout, finish

_MARKER = "tresen-complete"


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_three_starts_at_once_make_one_environment_and_the_next_needs_nothing(checkout: Checkout) -> None:
    starts = [finish(process) for process in [checkout.start("demo", str(n), options=("-X", "dev")) for n in range(3)]]
    for number, start in enumerate(starts):
        assert start.returncode == 7, start.stderr
        assert start.stdout.split() == [str(checkout.environment), "demo", str(number), "dev"]
    assert sum("later starts need no network" in start.stderr for start in starts) == 1
    assert sum("[1/1] tresen_probe 1.2" in start.stderr for start in starts) == 1
    assert sum("waiting for it" in start.stderr for start in starts) >= 1

    shutil.rmtree(checkout.shelf)
    again = checkout.run("demo")
    assert (again.returncode, again.stderr) == (7, "")


def test_without_ensurepip_the_test_tools_come_on_top_and_what_is_half_done_is_made_again(checkout: Checkout) -> None:
    if pip_for(checkout.environment) is not None:
        checkout.hide_ensurepip()  # the host's pip can stand in; without one the environment's own is used
    # As a killed installation leaves it: a folder that looks the part, and no marker.
    (checkout.environment / "bin").mkdir(parents=True)
    (checkout.environment / "bin" / "left-over").touch()
    made = checkout.run("demo")
    assert made.returncode == 7, made.stderr
    assert not (checkout.environment / "bin" / "left-over").exists()

    with_tests = checkout.run("test", "-k", "refund")
    assert with_tests.returncode == 7, with_tests.stderr
    assert "adding the test tools" in with_tests.stderr
    assert with_tests.stdout.split() == [str(checkout.environment), "test", "-k", "refund"]
    assert checkout.run("demo").stderr == ""  # what the tests need holds all that the base needs

    # Another lock file, so another environment; this time pip fails, and nothing passes for complete.
    checkout.lock.write_text(checkout.lock.read_text().replace("sha256:", "sha256:00")[:-3] + "\n")
    checkout.test_lock.write_text(checkout.lock.read_text())
    broken = checkout.run("demo")
    assert broken.returncode == 2
    assert "requirements.lock.txt could not be installed" in broken.stderr
    assert not (checkout.environment / _MARKER).exists()


def test_an_interpreter_that_has_everything_is_used_as_it_is(checkout: Checkout) -> None:
    site = checkout.root.parent / "site"
    with_info = site / "tresen_probe-1.9.dist-info"
    with_info.mkdir(parents=True)
    (with_info / "METADATA").write_text("Metadata-Version: 2.1\nName: tresen-probe\nVersion: 1.9\n")
    (site / "tresen_probe.py").touch()
    checkout.variables["PYTHONPATH"] = str(site)
    used = checkout.run("demo")
    assert (used.returncode, used.stderr) == (7, "")
    assert used.stdout.split()[0] == sys.prefix
    assert not checkout.environment.exists()


def test_a_folder_that_is_no_environment_is_left_alone(checkout: Checkout) -> None:
    checkout.environment.mkdir()
    (checkout.environment / "thesis.odt").touch()
    refused = checkout.run("demo")
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1].endswith("move it, or name another folder in TRESEN_ENV_DIR.")
    assert (checkout.environment / "thesis.odt").exists()


def test_help_needs_no_environment(checkout: Checkout) -> None:
    (checkout.root / "inbox" / "cli.py").write_text("def main(): return 0")
    assert checkout.run("hub", "--help").returncode == 0
    assert checkout.run("--version").returncode == 0
    assert not checkout.environment.exists()


def test_an_installed_package_provisions_nothing(checkout: Checkout) -> None:
    (checkout.root / "pyproject.toml").unlink()
    (checkout.root / "inbox" / "cli.py").write_text("def main(): return 0")
    assert checkout.run("demo").returncode == 0
    assert not checkout.environment.exists()


def test_an_old_python_is_told_which_one_is_needed() -> None:
    root = Path(__file__).resolve().parents[2]
    script = "import sys; sys.version_info = (3, 8, 18); from inbox.__main__ import run; sys.exit(run())"
    old = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert old.returncode == 2
    assert old.stderr == "Tresen needs Python 3.11 or newer, and this is Python 3.8.18: start it with a newer one.\n"


@pytest.mark.parametrize(
    ("version", "comparisons", "is_met"),
    [
        ("4.5.3", "~=4.5", True),
        ("4.6", "~=4.5", True),
        ("5.0", "~=4.5", False),
        ("4.4.9", "~=4.5", False),
        ("4.5.3", "~=4.5.4", False),
        ("1.0", "==1.0.0", True),
        ("0.17.6", ">=0.17.6,<0.18", True),
        ("0.18.0", ">=0.17.6,<0.18", False),
        ("10.0", ">=9,<10", False),
        ("9.10", ">9.9", True),
        ("9.0.43.post1", "!=9.0.42", True),
        ("unknown", ">=1", False),
        ("1", "", True),
    ],
)
def test_versions_are_compared_by_number(version: str, comparisons: str, is_met: bool) -> None:
    assert satisfies(version, comparisons) is is_met


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text("[project]\ndependencies = [\"pytest ; sys_platform == 'win32'\"]\n")
    with pytest.raises(ProvisioningError, match="cannot read: pytest ; sys_platform"):
        missing(project, [])
    with pytest.raises(ProvisioningError, match="cannot read: ===1"):
        satisfies("1", "===1")


def test_only_what_is_missing_is_named(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text(
        '[project]\ndependencies = ["pytest>=1", "no-such-thing>=1"]\n[project.optional-dependencies]\ntest = ["pytest<1"]\n'
    )
    assert missing(project, []) == ["no-such-thing>=1"]
    assert missing(project, ["test"]) == ["no-such-thing>=1", "pytest<1"]
