"""Whether a webhook is genuine, and what makes two deliveries the same one: all that happens before it is stored.

Called by the webhook routes on the event loop with the raw bytes; reads no more of them than it must and never raises.
Without a configured secret nothing is genuine.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

import msgspec

from inbox.domain import times
from inbox.platforms.stripe import signature

WHATSAPP = "whatsapp"
STRIPE = "stripe"
_SCHEME = "sha256="


def verify_whatsapp(secrets: Sequence[str], header: str | None, body: bytes) -> bool:
    """Check ``X-Hub-Signature-256`` over the raw body with each app secret (more than one while a secret is rotated).

    developers.facebook.com, Graph API > Webhooks > Validating payloads: ``sha256=`` and lower-case hex.
    """
    if header is None or not header.startswith(_SCHEME):
        return False
    given = header[len(_SCHEME) :].encode("utf-8", "replace")
    fits = False
    for secret in filter(None, secrets):
        wanted = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest().encode()
        fits |= hmac.compare_digest(wanted, given)
    return fits


def verify_stripe(secrets: Sequence[str], header: str | None, body: bytes, now: datetime) -> bool:
    """Check ``Stripe-Signature`` over the raw body; ``now`` must be right to five minutes."""
    known = [secret for secret in secrets if secret]
    return header is not None and signature.is_genuine(known, header, body, times.to_unix(now))


def dedup_whatsapp(body: bytes) -> bytes:
    """Return what makes a delivery of Meta's unique: all of its bytes, for it has no id."""
    return hashlib.sha256(body).digest()


class _Named(msgspec.Struct):
    """What is read of a Stripe event before it is stored."""

    id: str
    account: str | None = None
    context: str | None = None


_NAMED = msgspec.json.Decoder(_Named)


def dedup_stripe(body: bytes) -> bytes:
    """Return what makes a delivery of Stripe's unique: account and event id; all of its bytes when it names none."""
    try:
        named = _NAMED.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return hashlib.sha256(body).digest()
    return hashlib.sha256(
        f"{named.account or named.context or ''}/{named.id}".encode("utf-8", "surrogatepass")
    ).digest()
