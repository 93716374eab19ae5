"""The three kinds of errors, and what an agent is told.

``UserError`` is shown to a person with the way out. ``OutsideError`` is the world misbehaving in a way we expect
(no network, a full disk) and is handled by the caller. Anything else is our bug and must surface.
"""

from __future__ import annotations

import msgspec


class UserError(Exception):
    """Something a person can mend; ``message`` is one sentence that names what, why and the way out."""

    slug: str = ""
    """Stable, and by it a screen says it in its own language; empty where only these words say it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class OutsideError(Exception):
    """The outside world failed in an expected way; the caller decides whether to wait, retry or tell."""

    slug: str = ""
    """As that of a UserError."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why something was refused or failed, as it crosses the wire.

    ``code`` is a stable slug (``payment-changed``), ``detail`` one English sentence with the way out, ``codes`` the
    confirmations asked for, ``facts`` what a screen needs to say it in its own language (amounts in minor units).
    """

    code: str
    detail: str
    codes: tuple[str, ...] = ()
    facts: dict[str, str | int | None] = {}
    request_id: str | None = None
