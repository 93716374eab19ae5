"""Log lines of every process: to stderr, one line each, UTC, without secrets, with the action they are about.

``cli`` calls ``to_stderr`` once on the main thread. Whoever works on an action, on any thread or task, does so inside
``about_action``; every line logged there carries the action's id.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TextIO

from inbox.system.redaction import redact

_action: ContextVar[str | None] = ContextVar("action", default=None)


@contextmanager
def about_action(action: str) -> Iterator[None]:
    """Mark every line logged in this block, and in tasks started from it, as being about the action with this id."""
    token = _action.set(action)
    try:
        yield
    finally:
        _action.reset(token)


class LineFormatter(logging.Formatter):
    """Formats ``2026-11-22T10:14:00.123Z INFO tresen.refund action=... text``, redacted; a traceback follows indented."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging's name
        """Return the time of ``record`` in UTC with milliseconds."""
        at = datetime.fromtimestamp(record.created, UTC)
        return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; whatever a message brings along cannot start a second one."""
        action = _action.get()
        about = f" action={action}" if action is not None else ""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}{about}"
        message = record.getMessage().replace("\r", "\\r").replace("\n", "\\n")
        lines = [f"{head} {redact(message)}"]
        if record.exc_info:
            lines += ["    " + line for line in redact(self.formatException(record.exc_info)).splitlines()]
        if record.stack_info:
            lines += ["    " + line for line in redact(record.stack_info).splitlines()]
        return "\n".join(lines)


def to_stderr(chatty: bool = False, stream: TextIO | None = None) -> None:
    """Send all log records of this process to stderr: everything from INFO up if ``chatty``, otherwise from WARNING up.

    Calling it again replaces what the last call set. A process without stderr (a windowed build) stays silent.
    """
    target = stream or sys.stderr
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _StderrHandler)]:
        root.removeHandler(handler)
    if target is None:
        return
    handler = _StderrHandler(target)
    handler.setFormatter(LineFormatter())
    root.addHandler(handler)
    root.setLevel(logging.INFO if chatty else logging.WARNING)
    # These two tell every request with its whole URL at INFO; our own lines say what matters of it.
    for noisy in ("httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


class _StderrHandler(logging.StreamHandler[TextIO]):
    """Ours, to be told from the handlers of others."""
