"""Runs pip for provisioning and tells the person in front of the terminal what is going on.

Called by ``inbox.system.environment`` on the main thread while it holds the environment's lock. Never silent for long.
Valid on Python 3.8, standard library only.
"""

from __future__ import annotations

import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Sequence

from inbox.system.filelock import FileLock

_HEARTBEAT_SECONDS = 10.0
_LINES_KEPT = 25

# "pip --python" came with this version.
_OLDEST_HOST_PIP = (22, 3)

_PIN = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*==", re.MULTILINE)
# From an index, or from a folder of wheels.
_COLLECTING = re.compile(
    r"^(?:Collecting ([\w.-]+)==([^ ;]+)|Processing (?:\S*[/\\])?([\w.]+)-(\d[^ /\\-]*)-[^ /\\]+\.whl)"
)
_UNPACKING = re.compile(r"^Installing collected packages: (.*)$")


def say(text: str) -> None:
    """Write one line of progress to stderr."""
    sys.stderr.write(f"tresen: {text}\n")
    sys.stderr.flush()


def pip_for(python: Path) -> list[str] | None:
    """Return the start of a pip command that installs into the environment of ``python``, ``None`` if there is no pip.

    The environment's own pip if it has one, else the newest way of the host: ``pip --python``.
    """
    own = [str(python), "-m", "pip"]
    if _pip_version(own) is not None:
        return own
    hosts = [[getattr(sys, "_base_executable", None) or sys.executable, "-m", "pip"], [sys.executable, "-m", "pip"]]
    hosts += [[found] for found in (shutil.which("pip3"), shutil.which("pip")) if found]
    for host in hosts:
        version = _pip_version(host)
        if version is not None and version >= _OLDEST_HOST_PIP:
            return [*host, "--python", str(python)]
    return None


def _pip_version(pip: Sequence[str]) -> tuple[int, int] | None:
    try:
        told = subprocess.run([*pip, "--version"], capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    numbers = re.match(r"pip (\d+)\.(\d+)", told.stdout)
    return (int(numbers.group(1)), int(numbers.group(2))) if numbers and told.returncode == 0 else None


def install(pip: Sequence[str], lock: Path, guard: FileLock) -> bool:
    """Install exactly what ``lock`` names, hashes checked, and tell how it goes; say whether it worked.

    On POSIX pip inherits ``guard``: should we be killed, nobody touches the environment before pip has ended as well.
    """
    command = [*pip, "install", "--require-hashes", "--no-input", "--progress-bar", "off", "-r", str(lock)]
    environment = {**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONIOENCODING": "utf-8"}
    progress = _Progress(len(_PIN.findall(lock.read_text(encoding="utf-8"))))
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=() if os.name == "nt" else (guard.fileno(),),
    ) as child:
        assert child.stdout is not None
        lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=_read, args=(child.stdout, lines), daemon=True).start()
        try:
            progress.follow(lines)
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        sys.stderr.write("".join(progress.last_lines))
    return child.returncode == 0


def _read(stream: IO[str], lines: queue.SimpleQueue[str | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)


class _Progress:
    """Turns pip's output into a few lines, and silence into a sign of life."""

    def __init__(self, packages: int) -> None:
        self.last_lines: list[str] = []
        self._packages = packages
        self._collected = 0
        self._start = time.monotonic()

    def follow(self, lines: queue.SimpleQueue[str | None]) -> None:
        """Report until the end of ``lines``, which is ``None``."""
        say(f"getting up to {self._packages} packages")
        while True:
            try:
                line = lines.get(timeout=_HEARTBEAT_SECONDS)
            except queue.Empty:
                say(f"still at it ({time.monotonic() - self._start:.0f} s)")
                continue
            if line is None:
                return
            self.last_lines = [*self.last_lines, line][-_LINES_KEPT:]
            self._report(line)

    def _report(self, line: str) -> None:
        collecting = _COLLECTING.match(line)
        unpacking = _UNPACKING.match(line)
        if collecting:
            self._collected += 1
            say(f"  [{self._collected}/{self._packages}] {' '.join(filter(None, collecting.groups()))}")
        elif unpacking:
            say(f"unpacking {unpacking.group(1).count(',') + 1} packages")
