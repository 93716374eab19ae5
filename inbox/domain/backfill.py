"""Older money fetched from Stripe, as far as it has come: what the hub answers and the desk shows. Pure."""

from __future__ import annotations

import msgspec

STEPS = ("customers", "charges", "refunds", "disputes", "invoices", "subscriptions")
"""What is read one after the other, each from now back to ``since``."""

LONGEST_DAYS = 3 * 366

SPARED_FROM = 90
"""From so many percent of the month's reads at Stripe on it goes slowly, and what Stripe tells goes first."""


class Backfill(msgspec.Struct, frozen=True, omit_defaults=True):
    """``state`` is ``none``, ``running``, ``done``, ``stopped`` or ``failed``; times are RFC 3339.

    ``step`` is the place in ``STEPS``, ``after`` the last object read of it, ``reached`` how far back that one is. ``reads`` of
    ``allotted`` is what this month has cost of Stripe's allotment, everything together.
    """

    state: str = "none"
    since: str = ""
    step: int = 0
    after: str | None = None
    reached: str | None = None
    count: int = 0
    by: str = ""
    words: str = ""
    """Why it failed; or which steps the key may not read."""
    missing: tuple[str, ...] = ()
    reads: int = 0
    allotted: int = 0

    @property
    def is_running(self) -> bool:
        """Whether there is more to come by itself."""
        return self.state == "running"

    @property
    def is_spared(self) -> bool:
        """Whether it goes on slowly, because nearly all of what Stripe allots this month has been read."""
        return self.is_running and bool(self.allotted) and self.reads * 100 >= self.allotted * SPARED_FROM
