"""Takes secrets and personal data out of a text before it is written anywhere.

Used by ``inbox.system.logs`` on every line, on any thread; pure functions. It is the last net, not a licence: code
still does not log secrets or what customers write.
"""

from __future__ import annotations

import re

from inbox.domain import cards

_STARS = "***"

_SECRETS = (
    # Authorization headers of any client
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=:-]+"), rf"\1 {_STARS}"),
    # Stripe's keys and signing secrets (docs.stripe.com, API keys; Webhooks > Verify)
    (re.compile(r"\b((?:rk|sk|pk)_(?:live|test)_|whsec_)[A-Za-z0-9+/=_-]+"), rf"\1{_STARS}"),
    # Meta's access tokens (developers.facebook.com, Access Tokens)
    (re.compile(r"\bEAA[A-Za-z0-9]{16,}"), f"EAA{_STARS}"),
    # Parameters that carry a secret in a URL or a form
    (
        re.compile(r"(?i)\b(access_token|appsecret_proof|client_secret|input_token|hub\.verify_token)=[^&\s\"']+"),
        rf"\1={_STARS}",
    ),
    # A password inside a database URL
    (re.compile(r"\b(postgres(?:ql)?://[^:/@\s]+):[^@\s]+@"), rf"\1:{_STARS}@"),
    # Database keys, and whatever else has their form
    (re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{64}(?![0-9A-Za-z])"), _STARS),
)

# International with its plus, WhatsApp's bare digits, and national with its zero. An id such as a UUID has a letter or a
# hyphen next to its digits, a unix time has ten digits; neither must be touched.
_PHONES = (
    re.compile(r"\+[ ]?[1-9](?:[ ()./-]{0,2}\d){6,14}"),
    re.compile(r"(?<![\w.-])[1-9]\d{10,14}(?![\w-])"),
    re.compile(r"(?<![\w.-])0[1-9](?:[ /-]?\d){7,12}(?![\w-])"),
)


def redact(text: str) -> str:
    """Return ``text`` with secrets starred, card numbers masked to four digits and phone numbers to their last three."""
    for pattern, stars in _SECRETS:
        text = pattern.sub(stars, text)
    # Before the cards: one German mobile number in ten would also pass for an old Visa number of 13 digits.
    for pattern in _PHONES:
        text = pattern.sub(lambda match: _STARS + "".join(filter(str.isdigit, match.group()))[-3:], text)
    return cards.mask(text)[0]
