"""Finds or makes a Python that has Tresen's libraries, and goes on in it.

Called once by ``inbox.__main__``, before any third-party import, on the main thread. An interpreter that already
satisfies ``pyproject.toml`` is used as it is, which needs no network and changes nothing. Never runs for an installed
package: pip has done the work there. Valid on Python 3.8, standard library only.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import NoReturn, Sequence

from inbox.system.environment import Environment, ProvisioningError

__all__ = ["ProvisioningError", "ensure", "missing", "satisfies"]

_ROOT = Path(__file__).resolve().parents[2]

# Set for the interpreter that provisioning starts, so that a lock file out of step ends in words and not in a loop.
_STARTED = "TRESEN_PROVISIONED"

_REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*([^;\[]*)$")
_COMPARISON = re.compile(r"^\s*(~=|==|!=|>=|<=|>|<)\s*([0-9]+(?:\.[0-9]+)*)\s*$")


def ensure(argv: Sequence[str]) -> None:
    """Return if this interpreter can run the command ``argv``; otherwise go on in one that can and do not return.

    Raises ``ProvisioningError`` with one sentence when no such interpreter can be made.
    """
    started = os.environ.pop(_STARTED, None) is not None
    asks_for_help = argv[:1] == ["--version"] or {"-h", "--help"} & set(argv[:2])
    if asks_for_help or not (_ROOT / "pyproject.toml").is_file():
        return
    extras = ["test"] if argv[:1] == ["test"] else []
    lacking = missing(_ROOT / "pyproject.toml", extras)
    if not lacking:
        return
    if started:
        raise ProvisioningError(
            f"The lock file does not give what pyproject.toml asks for ({', '.join(lacking)}): renew the lock files."
        )
    lock = _ROOT / ("requirements-test.lock.txt" if extras else "requirements.lock.txt")
    _go_on_in(Environment.of(_ROOT, lock).with_packages(lock))


def missing(pyproject: Path, extras: Sequence[str]) -> list[str]:
    """Return what ``pyproject`` and its ``extras`` require and this interpreter's distributions do not meet."""
    import tomllib  # from Python 3.11 on; the version has been checked by now

    with pyproject.open("rb") as file:
        project = tomllib.load(file)["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    return [requirement for requirement in wanted if not _is_met(requirement)]


def _is_met(requirement: str) -> bool:
    parsed = _REQUIREMENT.match(requirement)
    if parsed is None:
        raise ProvisioningError(f"pyproject.toml has a requirement that provisioning cannot read: {requirement}.")
    try:
        version = metadata.version(parsed.group(1))
    except metadata.PackageNotFoundError:
        return False
    # A distribution whose metadata was only half written has no version.
    return bool(version) and satisfies(version, parsed.group(2))


def satisfies(version: str, comparisons: str) -> bool:
    """Tell whether ``version`` meets comma-separated comparisons (PEP 440, release numbers only): ``>=9,<10``.

    A pre-release counts as its release: what is installed by hand is taken at its word.
    """
    release = re.match(r"[0-9]+(\.[0-9]+)*", version)
    if release is None:
        return False
    found = _numbers(release.group())
    for comparison in filter(None, comparisons.strip().split(",")):
        parsed = _COMPARISON.match(comparison)
        if parsed is None:
            raise ProvisioningError(f"pyproject.toml has a comparison that provisioning cannot read: {comparison}.")
        if not _compares(found, parsed.group(1), parsed.group(2)):
            return False
    return True


def _compares(found: tuple[int, ...], operator: str, bound_text: str) -> bool:
    parts = bound_text.split(".")
    bound = _numbers(bound_text)
    if operator == "~=":
        return found >= bound and found[: len(parts) - 1] == bound[: len(parts) - 1]
    return {
        "==": found == bound,
        "!=": found != bound,
        ">=": found >= bound,
        "<=": found <= bound,
        ">": found > bound,
        "<": found < bound,
    }[operator]


def _numbers(release: str) -> tuple[int, ...]:
    """Return a release as six numbers, so that ``1.0`` and ``1.0.0`` compare equal."""
    numbers = [int(part) for part in release.split(".")]
    return tuple((numbers + [0] * 6)[:6])


def _go_on_in(python: Path) -> NoReturn:
    """Run this very command line, interpreter options included, with ``python``; never returns."""
    command = [str(python), *sys.orig_argv[1:]]
    os.environ[_STARTED] = "1"
    # macOS hands this to the next interpreter, which would then take itself for the outer one.
    os.environ.pop("__PYVENV_LAUNCHER__", None)
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        # exec on Windows would return to the shell at once and leave the program running behind it.
        with subprocess.Popen(command) as child:
            while True:
                try:
                    sys.exit(child.wait())
                except KeyboardInterrupt:
                    continue  # the child got it too and decides how to end
    else:
        os.execv(command[0], command)  # noqa: S606 - the same command line, without a shell
