"""Writes webhook bodies the way Meta does and signs them.

Pure. Documented at developers.facebook.com, Cloud API > Webhooks.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping

import msgspec

# Prices in carts are JSON numbers (29.9); a Decimal is written as one.
_ENCODER = msgspec.json.Encoder(decimal_format="number")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def encode(payload: Mapping[str, object]) -> bytes:
    """Write JSON in pure ASCII with escaped slashes, as Meta's servers do.

    A receiver that checks the signature over re-written JSON instead of the raw bytes fails on this.
    """
    text = _ENCODER.encode(payload).decode()
    return _NOT_ASCII.sub(_escape, text).replace("/", "\\/").encode()


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def sign(body: bytes, app_secret: str) -> dict[str, str]:
    """Return the headers of a webhook with its ``X-Hub-Signature-256``."""
    digest = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "facebookexternalua",
        "X-Hub-Signature-256": f"sha256={digest}",
    }


def envelope(business_account_id: str, value: Mapping[str, object], field: str = "messages") -> dict[str, object]:
    """Wrap one change for the WhatsApp Business Account."""
    entry = {"id": business_account_id, "changes": [{"field": field, "value": value}]}
    return {"object": "whatsapp_business_account", "entry": [entry]}
