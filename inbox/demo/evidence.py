"""How the demo tells what it did: one heading a step, and below it what was seen, with the time it took.

Writes to stdout on the main thread.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from inbox.domain.ports import Clock


class DemoError(Exception):
    """Something the demo promised did not happen; the message says what was expected and what was seen."""


class Telling:
    """Numbers the steps and prints what was seen."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._steps = 0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Tell one step; the time it took stands at its end."""
        self._steps += 1
        self.say(f"\n{self._steps}. {title}")
        began = self._clock.monotonic()
        yield
        self.say(f"   ({self._clock.monotonic() - began:.1f} s)")

    def seen(self, *lines: str) -> None:
        """Print evidence below the step."""
        for line in lines:
            self.say(f"   - {line}")

    def say(self, line: str) -> None:
        """Print a line at once."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def expect(condition: object, what: str) -> None:
    """Raise DemoError saying ``what`` unless the condition holds."""
    if not condition:
        raise DemoError(what)
