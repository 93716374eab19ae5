"""Makes and keeps the virtual environment of a checkout.

Called by ``inbox.system.provision`` on the main thread. Any number of starts may come here at once: one makes the
environment under a file lock, the others wait and use it. An environment counts only with its marker, which is written
last; one without is made again from nothing. Valid on Python 3.8, standard library only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

from inbox.system.filelock import FileLock
from inbox.system.installer import install, pip_for, say

_MARKER = "tresen-complete"
_LONGEST_WAIT_SECONDS = 1800.0
_REMINDER_SECONDS = 10.0

# What may lie at the top of a virtual environment; a folder holding anything else is somebody's own and stays.
_VENV_PARTS = {
    "bin", "etc", "include", "lib", "lib64", "man", "share", "pyvenv.cfg", "scripts", ".gitignore", ".lock", _MARKER,
}  # fmt: skip


class ProvisioningError(Exception):
    """No usable environment; the text is one sentence with the way out."""


class Environment:
    """A virtual environment in ``folder``; its lock file lies beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, checkout: Path, lock: Path) -> Environment:
        """Return the environment of ``checkout``: ``.venv`` in it, or in the user's cache if that cannot be written."""
        chosen = os.environ.get("TRESEN_ENV_DIR")
        if chosen:
            return cls(Path(chosen).resolve())
        inside = cls(checkout / ".venv")
        if os.access(checkout, os.W_OK) or inside._has(lock):
            return inside
        name = hashlib.sha256(os.fsencode(checkout)).hexdigest()[:12]
        return cls(_user_cache() / "tresen" / f"env-{name}")

    @property
    def python(self) -> Path:
        """The interpreter of this environment."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def with_packages(self, lock: Path) -> Path:
        """Return an interpreter that has every package of ``lock``, making the environment first if need be."""
        if self._has(lock):
            return self.python
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self._make_alone(lock)
        except OSError as error:
            raise ProvisioningError(
                f"The environment {self.folder} cannot be made ({error.strerror or error}): free the folder, end other"
                " starts of Tresen that use it, or name another one in TRESEN_ENV_DIR."
            ) from error
        return self.python

    def _make_alone(self, lock: Path) -> None:
        guard = FileLock(self.folder.with_name(self.folder.name + ".lock"))
        if not guard.wait(_LONGEST_WAIT_SECONDS, _Reminder()):
            raise ProvisioningError(
                f"Another start (process {guard.holder()}) has been making {self.folder} for half an hour: end it and"
                " try again."
            )
        try:
            if not self._has(lock):  # the one we waited for may have made it
                self._make(lock, guard)
        finally:
            guard.release()

    def _make(self, lock: Path, guard: FileLock) -> None:
        start = time.monotonic()
        base = lock.with_name("requirements.lock.txt")
        if lock != base and self._has(base):
            say(f"adding the test tools to {self.folder} (once)")
            (self.folder / _MARKER).unlink()
        else:
            say(f"making the environment {self.folder} (once; later starts need no network)")
            self._remove()
            self._create(guard)
        pip = pip_for(self.python)
        if pip is None:
            raise ProvisioningError(
                "This Python has neither ensurepip nor pip 22.3 or newer to fill an environment with: install one of"
                " them (on Debian and Ubuntu: apt install python3-venv)."
            )
        if not install(pip, lock, guard):
            raise ProvisioningError(
                f"The packages of {lock.name} could not be installed, as pip says above: check the connection and start"
                " again; what is there already is not kept half done."
            )
        (self.folder / _MARKER).write_text(_fingerprint(lock), encoding="ascii")
        say(f"the environment is ready ({time.monotonic() - start:.0f} s)")

    def _has(self, lock: Path) -> bool:
        """Tell whether the marker stands for ``lock`` or for the test lock, which holds all that the base lock does."""
        try:
            found = (self.folder / _MARKER).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return False
        good = {_fingerprint(lock), _fingerprint(lock.with_name("requirements-test.lock.txt"))}
        return found in good and os.access(self.python, os.X_OK)

    def _remove(self) -> None:
        if not self.folder.exists():
            return
        if any(child.name.lower() not in _VENV_PARTS for child in self.folder.iterdir()):
            raise ProvisioningError(
                f"{self.folder} is in the way and does not look like an environment: move it, or name another folder in"
                " TRESEN_ENV_DIR."
            )
        # The marker goes first: should this be cut off, what is left must not pass for complete.
        (self.folder / _MARKER).unlink(missing_ok=True)
        shutil.rmtree(self.folder)

    def _create(self, guard: FileLock) -> None:
        # Not sys.executable: that may be the very interpreter of the folder which was removed just now.
        maker = [getattr(sys, "_base_executable", None) or sys.executable, "-m", "venv", str(self.folder)]
        keep = () if os.name == "nt" else (guard.fileno(),)
        complaints = ""
        ways = [maker] if importlib.util.find_spec("ensurepip") is not None else []
        for way in [*ways, [*maker, "--clear", "--without-pip"]]:
            made = subprocess.run(way, pass_fds=keep, capture_output=True, text=True, check=False)
            if made.returncode == 0:
                return
            complaints = made.stdout + made.stderr
        sys.stderr.write(complaints)
        raise ProvisioningError(
            "This Python cannot make environments, as it says above: install its venv module"
            " (on Debian and Ubuntu: apt install python3-venv)."
        )


class _Reminder:
    """Tells a waiting start that it waits: at once, then every ten seconds."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, waited: float) -> None:
        if waited < self._next:
            return
        self._next = waited + _REMINDER_SECONDS
        say(f"another start is making the environment; waiting for it ({waited:.0f} s)")


def _fingerprint(lock: Path) -> str:
    """Return the hash of all that decides what an environment holds: lock file, Python and platform."""
    libc = "-".join(platform.libc_ver())
    python = f"{sys.implementation.cache_tag} {platform.python_version()} {sysconfig.get_platform()} {libc}"
    # Line ends may differ between checkouts of the same lock.
    text = re.sub(rb"\r\n?", b"\n", lock.read_bytes())
    return hashlib.sha256(text + python.encode()).hexdigest()


def _user_cache() -> Path:
    """Return the user's cache folder; platformdirs is not installed yet."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
