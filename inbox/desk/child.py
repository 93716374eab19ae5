"""A one-person shop's own hub: a child process of the desk on 127.0.0.1, with its secrets in the environment only.

One thread starts, waits for and stops it (``keeper``, or the demo's main thread), never the GUI's; ``end`` may be called from
any. The child ends with its parent: it watches a pipe that the operating system closes when the desk dies, however it dies.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from inbox.domain.problems import OutsideError, UserError

READY = re.compile(r"^hub listening on (http://\S+) \(epoch (\S+)\)$")
"""The line a hub writes to stderr once it answers."""

BROUGHT_UP = re.compile(r"\bhub file \S+ is brought from format \d+ to \d+$")
"""What a hub says before it changes the tables of an older program's file, which may take it minutes."""

START_SECONDS = 30.0
LONG_SECONDS = 3600.0
"""For so long a start may last that has such a file to change: a hub that was ended in the midst of it would begin anew."""
LATE_SECONDS = 4.0
"""A start that takes longer is told to whoever waits for it."""
STOP_SECONDS = 8.0
_USER_ERROR = 2
_KEPT_LINES = 20

_log = logging.getLogger("tresen.child")


def _nobody_waits() -> None:
    """Do nothing about a late start."""


class OwnHub:
    """The hub of this desk. ``command`` runs it; ``environ`` is all of its environment, secrets included.

    ``port`` is where it is to listen, while nobody else does; None is what the command says.
    """

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], port: int | None = None) -> None:
        self._command = list(command)
        self._port = port
        self._environ = dict(environ)
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._ready = threading.Event()
        self._ended = threading.Event()
        self._said: list[str] = []
        self._is_changing = False
        self.url = ""

    def __repr__(self) -> str:
        return f"OwnHub({self.url or 'not running'})"

    def command(self) -> list[str]:
        """Return what is run now: a port that somebody else has taken since the last start is left to them."""
        return self._command if self._port is None else [*self._command, "--port", str(_free(self._port))]

    def start(self, late: Callable[[], object] = _nobody_waits) -> str:
        """Start it and return its URL once it answers; ``late`` is called when that takes long.

        UserError with the hub's own sentence when it refuses to start; OutsideError when it dies or never gets ready.
        """
        self._ready.clear()
        self._ended.clear()
        self._said.clear()
        self._is_changing = False
        self._process = subprocess.Popen(
            self.command(),
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
        if not self._ready.wait(LATE_SECONDS):
            late()
            self._ready.wait(START_SECONDS - LATE_SECONDS)
        if self._is_changing:
            self._ready.wait(LONG_SECONDS)
        if not self.url:
            self._give_up()
        return self.url

    def wait(self) -> str:
        """Wait until it has ended, and return its last words."""
        self._ended.wait()
        words = self._last_words()
        self.stop()
        return words

    def end(self) -> None:
        """Ask it to end, if it runs, without waiting for that."""
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()

    def stop(self) -> None:
        """Ask it to end, then end it; harmless when it does not run."""
        process = self._process
        if process is None:
            return
        self.end()
        if process.poll() is None:
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
            self._is_changing = self._is_changing or BROUGHT_UP.search(said) is not None
            ready = READY.match(said)
            if ready is not None:
                self.url = ready.group(1)
                self._ready.set()
            _log.info("%s", said)
        self._ended.set()
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


def own_hub(folder: Path, environ: Mapping[str, str], secrets: Mapping[str, str], port: int = 0) -> OwnHub:
    """Return the hub that keeps its data in ``folder``, not started; ``secrets`` go into its environment alone.

    ``port`` 0 is any that is free, and so is another that somebody has already.
    """
    place = ["--data", os.fspath(folder), "--host", "127.0.0.1"]
    return OwnHub([sys.executable, "-m", "inbox", "hub", *place, "--with-parent"], {**environ, **secrets}, port)


def _free(port: int) -> int:
    """Return the port if it can be had, so that a public address leads to it; else 0, for any."""
    with socket.socket() as trial:
        if os.name == "posix":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port
