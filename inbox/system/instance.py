"""One hub, one desk and one window per data folder.

Called by ``bootstrap`` on the main thread before the databases are opened; the lock is held as long as the process
lives and ends with it, also with ``kill -9`` or a power cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from inbox.domain.problems import UserError
from inbox.system.filelock import FileLock


class RunningError(UserError):
    """Another process is it already."""


@contextmanager
def only_one(role: Literal["hub", "desk", "window"], folder: Path) -> Iterator[None]:
    """Be the only ``role`` in ``folder`` for the length of the block.

    Raises ``RunningError`` if another process is it already, ``UserError`` if the folder cannot be written.
    """
    lock = FileLock(folder / f"{role}.lock")
    try:
        ours = lock.acquire()
    except OSError as error:
        raise UserError(
            f"The folder {folder} cannot be written ({error.strerror}): give this user the right to, or name another one"
            " with --data."
        ) from error
    if not ours:
        holder = lock.holder()
        who = f"process {holder}" if holder is not None else "another process"
        raise RunningError(
            f"A {role} is running in {folder} already ({who}): end it first, or name another folder with --data."
        )
    try:
        yield
    finally:
        lock.release()
