"""How long an action is tried and how the waits grow: pure bookkeeping, kept with the action's row.

Used by the engines on their threads. Nothing here reads a clock: waits are counted by what was decided to be waited, so that
a clock that jumps neither shortens nor stretches them, and ages come from Stripe's own ``Date``.
"""

from __future__ import annotations

import msgspec

from inbox.domain.ports import Random
from inbox.domain.problems import Problem

BUSY_MS = 30_000
"""How long calls that surely changed nothing (429, no connection) are repeated."""
LOST_MS = 600_000
"""How long a post whose answer was lost is repeated, each time after listing."""
RUN_SECONDS = 600
"""The same by Stripe's clock: a laptop that slept through its waits does not post hours later by itself."""
KEY_SECONDS = 23 * 3600
"""Stripe forgets an idempotency key after 24 hours; behind this age nothing is posted under it again."""
IN_FLIGHT_SECONDS = 35
"""How long a post whose answer was lost may still be running at Stripe (our read timeout is 30 seconds)."""
_FIRST_MS = 500
_LONGEST_MS = 30_000


class Effort(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was tried in this run. A run begins when the action does, when the hub starts, when a person tries again."""

    tries: int = 0
    lost: int = 0
    """Posts that may have been carried out although no answer says so; counted before each post, taken back after it."""
    busy_ms: int = 0
    lost_ms: int = 0
    run_date: int = 0
    """Stripe's clock at the first answer of this run; 0 before that."""
    last_look: Problem | None = None
    """Set when nothing more is posted: one more list either finds the refund or ends the action with this problem."""


def seen(effort: Effort, date: int) -> Effort:
    """Note Stripe's clock of an answer: the first one starts the run."""
    return effort if effort.run_date or not date else msgspec.structs.replace(effort, run_date=date)


def again(effort: Effort, random: Random) -> tuple[Effort, int | None]:
    """Count a call that failed; return how many milliseconds to wait before the next, None when it was the last.

    Calls that surely changed nothing are repeated for the short time only, those behind an uncertain one for the long.
    """
    wait = _wait_ms(effort.tries, random)
    tried = msgspec.structs.replace(effort, tries=effort.tries + 1)
    if effort.lost:
        spent = msgspec.structs.replace(tried, lost_ms=effort.lost_ms + wait)
        return spent, wait if effort.lost_ms < LOST_MS else None
    spent = msgspec.structs.replace(tried, busy_ms=effort.busy_ms + wait)
    return spent, wait if effort.busy_ms < BUSY_MS else None


def in_the_air(effort: Effort, change: int) -> Effort:
    """Count a post that is about to go out (1), or take it back because it surely changed nothing (-1)."""
    return msgspec.structs.replace(effort, lost=max(0, effort.lost + change))


def new_run(effort: Effort) -> Effort:
    """Begin again after a restart or at a person's wish; what was posted before stays uncertain."""
    return Effort(lost=effort.lost)


def run_is_over(effort: Effort, date: int) -> bool:
    """Tell by Stripe's clock that this run has lasted long enough."""
    return bool(effort.run_date) and date - effort.run_date > RUN_SECONDS


def key_is_fresh(first_date: int, date: int) -> bool:
    """Tell whether a post under a key first used at ``first_date`` is still recognised; unsure means no."""
    return bool(first_date) and bool(date) and abs(date - first_date) <= KEY_SECONDS


def _wait_ms(tries: int, random: Random) -> int:
    longest = min(_LONGEST_MS, _FIRST_MS << min(tries, 10))
    return longest // 2 + int(random.random() * (longest // 2))
