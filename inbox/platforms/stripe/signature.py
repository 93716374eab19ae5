"""Whether a webhook really comes from Stripe (docs.stripe.com/webhooks, "Verify webhook signatures manually").

Called by the hub's webhook route on its server thread for each delivery, before anything is parsed; never raises.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

TOLERANCE = 300
"""Seconds a signature may be old; a replay later than that is turned away."""


def is_genuine(secrets: Sequence[str], header: str, body: bytes, now: int, tolerance: int = TOLERANCE) -> bool:
    """Check ``Stripe-Signature`` (``t=...,v1=...[,v1=...]``) over the raw body with each of the signing secrets.

    ``now`` is unix seconds. During a rotation Stripe sends one ``v1`` per secret, so any pair that fits is enough.
    """
    pairs = [part.strip().partition("=") for part in header.split(",")]
    stamps = [value for name, _, value in pairs if name == "t"]
    given = [value for name, _, value in pairs if name == "v1"]
    if len(stamps) != 1 or not (stamps[0].isascii() and stamps[0].isdigit()) or len(stamps[0]) > 12:
        return False
    if int(stamps[0]) < now - tolerance:
        return False
    message = stamps[0].encode() + b"." + body
    fits = False
    for secret in secrets:
        wanted = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest().encode()
        for value in given:
            fits |= hmac.compare_digest(wanted, value.encode("utf-8", "replace"))
    return fits


def sign(secret: str, body: bytes, now: int) -> str:
    """Make the header Stripe would send; for tests and for ``doctor``'s check of the own webhook address."""
    digest = hmac.new(secret.encode(), str(now).encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={now},v1={digest}"
