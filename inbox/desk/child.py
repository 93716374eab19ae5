"""A one-person shop's own hub: a child process of the desk on 127.0.0.1, with its secrets in the environment only.

Owned by the desk's engine; ``start``, ``stop`` and ``look_after`` are called on the engine's threads, never the GUI's. The
child ends with its parent: it watches a pipe that the operating system closes when the desk dies, however it dies.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from inbox.domain.ports import Clock
from inbox.domain.problems import OutsideError, UserError

READY = re.compile(r"^hub listening on (http://\S+) \(epoch (\S+)\)$")
"""The line a hub writes to stderr once it answers."""

START_SECONDS = 30.0
STOP_SECONDS = 8.0
RESTARTS = 5
"""So many deaths within ``RESTART_WINDOW`` mean that starting again does not help."""
RESTART_WINDOW = 120.0
_USER_ERROR = 2
_KEPT_LINES = 20

_log = logging.getLogger("tresen.child")


class OwnHub:
    """The hub of this desk. ``command`` runs it; ``environ`` is all of its environment, secrets included."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], clock: Clock) -> None:
        self._command = list(command)
        self._environ = dict(environ)
        self._clock = clock
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._ready = threading.Event()
        self._deaths: list[float] = []
        self._said: list[str] = []
        self.url = ""

    def __repr__(self) -> str:
        return f"OwnHub({self.url or 'not running'})"

    def start(self) -> str:
        """Start it and return its URL once it answers.

        UserError with the hub's own sentence when it refuses to start; OutsideError when it dies or never gets ready.
        """
        self._ready.clear()
        self._said.clear()
        self._process = subprocess.Popen(
            self._command,
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,), name="own-hub", daemon=True)
        self._reader.start()
        if not self._ready.wait(START_SECONDS) or not self.url:
            self._give_up()
        return self.url

    def look_after(self) -> bool:
        """Start it again if it has died; True when it was. OutsideError when it keeps dying."""
        if self._process is None or self._process.poll() is None:
            return False
        now = self._clock.monotonic()
        self._deaths = [*(at for at in self._deaths if now - at < RESTART_WINDOW), now]
        if len(self._deaths) > RESTARTS:
            raise OutsideError(f"The hub on this machine keeps ending: {self._last_words()} Start tresen again.")
        _log.warning("the hub on this machine has ended with code %s and is started again", self._process.returncode)
        self._close_pipes()
        self.start()
        return True

    def stop(self) -> None:
        """Ask it to end, then end it; harmless when it does not run."""
        process = self._process
        if process is None:
            return
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(STOP_SECONDS)
        self._close_pipes()
        self._process = None
        self.url = ""

    def _read(self, process: subprocess.Popen[str]) -> None:
        """Pass the child's log on, and wait for the line that says it is ready."""
        if process.stderr is None:
            raise ValueError("the child's stderr is not a pipe")
        for line in process.stderr:
            said = line.rstrip()
            self._said = [*self._said[-_KEPT_LINES:], said]
            ready = READY.match(said)
            if ready is not None:
                self.url = ready.group(1)
                self._ready.set()
            _log.info("%s", said)
        self._ready.set()

    def _give_up(self) -> None:
        code = None
        if self._process is not None and self._ready.is_set():
            # Its stderr has ended, so it is ending too.
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self._process.wait(1.0)
        words, refusal = self._last_words(), "\n".join(filter(None, self._said))
        self.stop()
        if code == _USER_ERROR:
            raise UserError(refusal)
        raise OutsideError(f"The hub on this machine did not start: {words}")

    def _last_words(self) -> str:
        return next((said for said in reversed(self._said) if said), "it said nothing.")

    def _close_pipes(self) -> None:
        process, reader = self._process, self._reader
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        if reader is not None:
            reader.join(STOP_SECONDS)
        if process.stderr is not None:
            process.stderr.close()


def own_hub(folder: Path, environ: Mapping[str, str], secrets: Mapping[str, str], clock: Clock) -> OwnHub:
    """Return the hub that keeps its data in ``folder``, not started; ``secrets`` go into its environment alone."""
    command = [sys.executable, "-m", "inbox", "hub", "--data", os.fspath(folder), "--host", "127.0.0.1", "--port", "0"]
    return OwnHub([*command, "--with-parent"], {**environ, **secrets}, clock)
