"""The lock files say what ``pyproject.toml`` says, for every platform, with hashes, and name no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from inbox.system.provision import satisfies

_ROOT = Path(__file__).resolve().parents[2]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_BASE = _ROOT / "requirements.lock.txt"
_TEST = _ROOT / "requirements-test.lock.txt"
_BARE = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)((?:~=|>=|<|==)[0-9.,<>=~]+)")


def _pins(lock: Path) -> dict[str, tuple[str, str, int]]:
    """Return version, marker and number of hashes by name; fails on a line that is not part of a pin."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", " ")
    pins = {}
    for line in text.splitlines():
        parsed = re.fullmatch(r"([a-z0-9-]+)==(\S+) (?:; (.*?) )?((?:\s*--hash=sha256:[0-9a-f]{64})+)", line)
        assert parsed is not None, f"{lock.name} has a line that is no pin with hashes: {line[:80]}"
        pins[parsed.group(1)] = (parsed.group(2), (parsed.group(3) or "").strip(), parsed.group(4).count("--hash"))
    return pins


def _canonical(name: str) -> str:
    """Return a distribution's name as lock files spell it (PEP 503): ``PySide6-Addons`` is ``pyside6-addons`` there."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        (_BASE, _PROJECT["dependencies"]),
        (_TEST, [*_PROJECT["dependencies"], *_PROJECT["optional-dependencies"]["test"]]),
    ],
    ids=["base", "test"],
)
def test_every_requirement_is_bare_and_pinned_within_its_range(lock: Path, requirements: list[str]) -> None:
    pins = _pins(lock)
    for requirement in requirements:
        bare = _BARE.fullmatch(requirement)
        assert bare is not None, f"provisioning cannot read {requirement}"
        version, marker, _ = pins[_canonical(bare.group(1))]
        assert satisfies(version, bare.group(2)), f"{requirement} is locked at {version}"
        assert marker == "", f"{requirement} is not for every platform"


def test_the_test_lock_holds_the_base_lock() -> None:
    base, test = _pins(_BASE), _pins(_TEST)
    assert {name: test.get(name) for name in base} == base


def test_binary_packages_are_locked_for_every_platform() -> None:
    # One wheel for each of three systems, two processors and several Pythons, and the source.
    assert all(_pins(_BASE)[name][2] > 20 for name in ("httptools", "msgspec", "sqlcipher3"))
    assert "win32" in _pins(_BASE)["pywin32-ctypes"][1]
    assert "linux" in _pins(_BASE)["secretstorage"][1]


def test_no_registry_is_named() -> None:
    assert all("://" not in lock.read_text(encoding="utf-8") for lock in (_BASE, _TEST))
