"""Stripe's error answers: a status and the ``error`` object of the body.

Raised by every rule of the pretend Stripe, turned into an answer by ``server.py``. The wording is the platform's own where
it is known, because people read it and programs match it. Documented at docs.stripe.com/api/errors and
docs.stripe.com/error-codes.
"""

from __future__ import annotations

from typing import Any

Obj = dict[str, Any]
"""A Stripe object or part of one, as its JSON: the border of a foreign platform is what this package plays."""


class StripeFault(Exception):  # noqa: N818 - the platform's word for these is "error", ours is taken by Python
    """A refusal: ``status`` and ``error`` as they go over the wire. ``should_retry`` sets Stripe-Should-Retry."""

    def __init__(self, status: int, error: Obj, *, should_retry: bool | None = None) -> None:
        super().__init__(error["message"])
        self.status = status
        self.error = error
        self.should_retry = should_retry


def invalid(message: str, *, param: str | None = None, code: str | None = None, status: int = 400) -> StripeFault:
    """Return an ``invalid_request_error``; ``param`` and ``code`` are left out when there is none, as Stripe does."""
    error: Obj = {"message": message, "type": "invalid_request_error"}
    if code is not None:
        error["code"] = code
        error["doc_url"] = f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"
    if param is not None:
        error["param"] = param
    return StripeFault(status, error)


def missing(noun: str, key: str, *, param: str = "id", status: int = 404) -> StripeFault:
    """Return ``resource_missing`` for an id that names nothing."""
    return invalid(f"No such {noun}: '{key}'", param=param, code="resource_missing", status=status)


def required(param: str) -> StripeFault:
    """Return ``parameter_missing``."""
    return invalid(f"Missing required param: {param}.", param=param, code="parameter_missing")


def exclusive(*params: str) -> StripeFault:
    """Return the refusal of parameters that rule each other out."""
    return invalid(f"You may only specify one of these parameters: {', '.join(params)}.", param=params[-1])


def not_played(param: str) -> StripeFault:
    """Return the sandbox's own refusal: Stripe knows the parameter, the sandbox would silently do nothing with it."""
    message = f"This sandbox does not act on {param}, so it refuses it instead of ignoring it."
    return invalid(message, param=param, code="not_supported_by_sandbox")


def unauthorized(message: str, code: str | None = None) -> StripeFault:
    """Return the 401 of a missing, unknown or expired key."""
    fault = invalid(message, code=code, status=401)
    fault.should_retry = False
    return fault


def unexpected_state(message: str, intent: Obj) -> StripeFault:
    """Return ``payment_intent_unexpected_state``, which carries the PaymentIntent."""
    fault = invalid(message, code="payment_intent_unexpected_state")
    fault.error["payment_intent"] = intent
    return fault


def idempotency_mismatch(key: str) -> StripeFault:
    """Return the refusal of a key that was first used with other parameters."""
    return _idempotency(
        "Keys for idempotent requests can only be used with the same parameters they were first used with. "
        f"Try using a key other than '{key}' if you meant to execute a different request."
    )


def idempotency_other_endpoint(key: str, first: str, now: str) -> StripeFault:
    """Return the refusal of a key that was first used on another endpoint."""
    return _idempotency(
        "Keys for idempotent requests can only be used for the same endpoint they were first used for "
        f"('{first}' vs '{now}'). Try using a key other than '{key}' if you meant to execute a different request."
    )


def idempotency_in_use(key: str) -> StripeFault:
    """Return the 409 of a key whose first request is still running; it may be sent again later."""
    message = (
        "There is currently another in-progress request using this Idempotent Key (that probably means you submitted "
        f"twice, and the other request is still going through): {key}. Please try again later."
    )
    error: Obj = {"message": message, "type": "idempotency_error", "code": "idempotency_key_in_use"}
    error["doc_url"] = "https://stripe.com/docs/error-codes/idempotency-key-in-use"
    return StripeFault(409, error, should_retry=True)


def _idempotency(message: str) -> StripeFault:
    return StripeFault(400, {"message": message, "type": "idempotency_error"}, should_retry=False)


def server_error(status: int) -> StripeFault:
    """Return the answer of kind ``status`` faults: what Stripe says when something on its side went wrong."""
    if status == 429:
        message = "Request rate limit exceeded. Learn more at https://stripe.com/docs/rate-limits."
        return StripeFault(429, {"message": message, "type": "invalid_request_error", "code": "rate_limit"})
    if status < 500:
        return StripeFault(status, {"message": "The request was refused.", "type": "invalid_request_error"})
    message = "Sorry! There was an error while talking to one of our backends. Support has been notified."
    return StripeFault(status, {"message": message, "type": "api_error"})
