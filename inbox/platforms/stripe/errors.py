"""What can come of a call to Stripe, told apart by what it says about money: moved, not moved, or nobody knows.

Raised by ``client`` on whatever thread called it; the refund engine branches on the class, screens show ``message``.
Table: docs.stripe.com/error-low-level and docs.stripe.com/api/errors.
"""

from __future__ import annotations

import re

from inbox.domain.problems import OutsideError

_PERMISSION = re.compile(r"'(rak_\w+)'")
_KEY = re.compile(r"\b((?:rk|sk|pk)_(?:live|test)_)[A-Za-z0-9*.]+")


class StripeTrouble(OutsideError):  # noqa: N818 - an outcome to be handled, not a fault of ours
    """A call that brought no result. ``date`` is Stripe's own clock in unix seconds, 0 when no answer came."""

    def __init__(self, message: str, *, date: int = 0, request_id: str | None = None) -> None:
        super().__init__(message)
        self.date = date
        self.request_id = request_id


class Unreachable(StripeTrouble):
    """No connection came about, so Stripe never saw the request: nothing happened."""


class Lost(StripeTrouble):
    """The request went out and no useful answer came (dropped, timeout, 5xx): it may have been carried out."""


class Busy(StripeTrouble):
    """429: turned away by a limit or a lock before anything was carried out."""


class InProgress(StripeTrouble):
    """409: the first request with this idempotency key is still running."""


class KeyClash(StripeTrouble):
    """400 ``idempotency_error``: this key was used before with other parameters, and that request did run."""


class Refused(StripeTrouble):
    """Stripe understood and said no; nothing happened. ``code`` and ``param`` are Stripe's, when it gave them."""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        param: str | None = None,
        date: int = 0,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message, date=date, request_id=request_id)
        self.code = code
        self.param = param


class Missing(Refused):
    """404: there is no such object in this account and mode."""


class KeyRefused(StripeTrouble):
    """401: the key is wrong, revoked or expired; nothing happened."""


class Forbidden(StripeTrouble):
    """403: the restricted key lacks ``permission`` (``rak_charge_write``), when Stripe named it; nothing happened."""

    def __init__(
        self, message: str, *, permission: str | None = None, date: int = 0, request_id: str | None = None
    ) -> None:
        super().__init__(message, date=date, request_id=request_id)
        self.permission = permission


def from_answer(status: int, error: dict[str, object], date: int, request_id: str | None) -> StripeTrouble:
    """Turn an HTTP error answer into its kind; ``error`` is the ``error`` object of the body, empty when unreadable."""
    said = error.get("message")
    message = without_key(said) if isinstance(said, str) else f"Stripe answered {status} without a reason."
    code, param = error.get("code"), error.get("param")
    if status == 429 or code == "rate_limit":
        return Busy(message, date=date, request_id=request_id)
    if status == 409:
        return InProgress(message, date=date, request_id=request_id)
    if status == 401:
        return KeyRefused(message, date=date, request_id=request_id)
    if status == 403:
        named = _PERMISSION.search(message)
        permission = named.group(1) if named else None
        return Forbidden(message, permission=permission, date=date, request_id=request_id)
    if status in (400, 402, 404) and error:
        if error.get("type") == "idempotency_error":
            return KeyClash(message, date=date, request_id=request_id)
        kind = Missing if status == 404 else Refused
        return kind(
            message,
            code=code if isinstance(code, str) else None,
            param=param if isinstance(param, str) else None,
            date=date,
            request_id=request_id,
        )
    return Lost(message, date=date, request_id=request_id)


def without_key(message: str) -> str:
    """Take the key, which Stripe repeats half masked in its own messages, out of ``message``."""
    return _KEY.sub(r"\1…", message)
