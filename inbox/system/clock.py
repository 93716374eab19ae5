"""Time, ids and chance as they really are: the ports of ``inbox.domain.ports`` for a running program.

``bootstrap`` hands these in; any thread may use them. Simulations and tests hand in their own.
"""

from __future__ import annotations

import random
import secrets
import time
import uuid
from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the current instant as an aware UTC datetime."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds on a clock that never jumps; only differences mean anything."""
        return time.monotonic()


class SystemIds:
    """Ids from the operating system's random source."""

    def uuid(self) -> str:
        """Return a new random UUID in its 36-character lower-case form."""
        return str(uuid.uuid4())

    def token(self, size: int = 16) -> str:
        """Return ``size`` random bytes as lower-case hex."""
        return secrets.token_hex(size)


class SystemSleep:
    """Waiting for real."""

    def __call__(self, seconds: float) -> None:
        """Block the calling thread for ``seconds``."""
        time.sleep(seconds)


class SystemRandom:
    """Numbers for jitter."""

    def random(self) -> float:
        """Return a number in ``[0, 1)``."""
        return random.random()  # noqa: S311 - spreads retries; nothing secret comes of it
