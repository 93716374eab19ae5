"""What the doctor found, one line each, and how the lines look.

Made by the other modules of this room on the main thread; printed by ``examination``.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """How bad it is: ``skip`` is what was not looked at, because something it rests on is missing or not set up."""

    OK = "ok"
    WARN = "warn"
    FAIL = "FAIL"
    SKIP = "-"


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at: ``what`` it is, what was seen, and the way out when it is not well.

    ``code`` names the thing for a screen that has words of its own, ``detail`` what the platform called it or said.
    """

    verdict: Verdict
    what: str
    seen: str
    way_out: str = ""
    code: str = ""
    detail: str = ""


def ok(what: str, seen: str, code: str = "", detail: str = "") -> Finding:
    """Return a finding with nothing to mend."""
    return Finding(Verdict.OK, what, seen, "", code, detail)


def warn(what: str, seen: str, way_out: str, code: str = "", detail: str = "") -> Finding:
    """Return something that works for now."""
    return Finding(Verdict.WARN, what, seen, way_out, code, detail)


def fail(what: str, seen: str, way_out: str, code: str = "", detail: str = "") -> Finding:
    """Return something that keeps the counter from working."""
    return Finding(Verdict.FAIL, what, seen, way_out, code, detail)


def skip(what: str, why: str) -> Finding:
    """Return something that was not looked at."""
    return Finding(Verdict.SKIP, what, why)


def lines(findings: Iterable[Finding]) -> Iterable[str]:
    """Write findings for a person, the way out below each."""
    for finding in findings:
        yield f"{finding.verdict:>4}  {finding.what}: {finding.seen}"
        if finding.way_out:
            yield f"      -> {finding.way_out}"
