"""The first start: try the demo, connect one's own accounts, or join a team's hub. Typed secrets are never in a state."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Page(StrEnum):
    """Where the agent is."""

    CHOICE = "choice"
    STRIPE = "stripe"
    WHATSAPP = "whatsapp"
    HUB = "hub"


class Light(StrEnum):
    """How a check came out."""

    WAITING = "waiting"
    GOOD = "good"
    NOTE = "note"
    """Good, and there is something to know."""
    MISSING = "missing"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was checked ("Refunds: write"); ``way_out`` says how to mend it."""

    text: str
    light: Light
    way_out: str = ""


class FirstStart(msgspec.Struct, frozen=True, kw_only=True):
    """``problem`` is what went wrong with the last try, in one sentence with the way out.

    ``busy`` is what is being done right now; fields and buttons wait meanwhile. ``can_go_on`` lets a checked key be used.
    """

    page: Page = Page.CHOICE
    problem: str = ""
    busy: str = ""
    findings: tuple[Finding, ...] = ()
    can_go_on: bool = False
    hub_address: str = ""
