"""A lock between processes that ends with its owner, however the owner ends.

Used by provisioning (before any dependency is installed) and by ``inbox.system.instance``; any thread. It must never
delete the file it locks: a process that still waits would then hold a lock on a file nobody else can see.
Valid on Python 3.8, standard library only.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Callable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Windows locks are mandatory: a locked byte cannot be read. The byte lies far behind the text so that the process id
# written at the start stays readable for those who wait.
_LOCKED_BYTE = 1 << 30

_POLL_SECONDS = 0.2


class FileLock:
    """An exclusive operating-system lock on ``path``, which is made if missing and never removed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fd: int | None = None

    def acquire(self) -> bool:
        """Take the lock if it is free and say whether it is ours now; never waits.

        Raises ``OSError`` when the file itself cannot be made or opened.
        """
        if self._fd is not None:
            return True
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(fd):
            os.close(fd)
            return False
        os.ftruncate(fd, 0)
        os.write(fd, str(os.getpid()).encode("ascii"))
        self._fd = fd
        return True

    def wait(self, seconds: float, tell: Callable[[float], None]) -> bool:
        """Take the lock within ``seconds``; ``tell`` is called after each failed try with the seconds waited so far."""
        start = time.monotonic()
        while not self.acquire():
            waited = time.monotonic() - start
            if waited > seconds:
                return False
            tell(waited)
            time.sleep(_POLL_SECONDS)
        return True

    def holder(self) -> int | None:
        """Return the process id of who holds the lock or held it last, ``None`` if unknown."""
        try:
            text = self.path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return None
        return int(text) if text.isdigit() else None

    def fileno(self) -> int:
        """Return the descriptor of the held lock, for a child process that must keep it alive (POSIX)."""
        if self._fd is None:
            raise ValueError("the lock is not held")
        return self._fd

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._fd is None:
            return
        fd, self._fd = self._fd, None
        _unlock(fd)
        os.close(fd)


if sys.platform == "win32":

    def _lock(fd: int) -> bool:
        os.lseek(fd, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(fd, 0, os.SEEK_SET)
        return True

    def _unlock(fd: int) -> None:
        os.lseek(fd, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)

else:

    def _lock(fd: int) -> bool:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_UN)
