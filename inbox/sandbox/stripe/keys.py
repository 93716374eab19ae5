"""API keys of the sandbox account: one secret key, one restricted key, and what each may do.

Documented at docs.stripe.com/keys and docs.stripe.com/keys/restricted-api-keys. Permission is asked before any object is
looked up, and the refusal names the ``rak_`` permission that is missing.
"""

from __future__ import annotations

import base64
import binascii

from inbox.sandbox.stripe.calls import CALLS
from inbox.sandbox.stripe.errors import StripeFault, invalid, unauthorized

EVERY_PERMISSION = frozenset(call.permission for call in CALLS)


class Key:
    """One key; a secret key has every permission for good."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.restricted = secret.startswith("rk_")
        self.permissions = set(EVERY_PERMISSION)
        self.expired = False

    def may(self, permission: str) -> bool:
        """Tell whether the key has a permission; writing includes reading."""
        return permission in self.permissions or permission.replace("_read", "_write") in self.permissions

    def masked(self) -> str:
        """Return the key as Stripe's messages show it."""
        return f"{self.secret[:8]}{'*' * (len(self.secret) - 12)}{self.secret[-4:]}"


class KeyRing:
    """The account's keys by their secret."""

    def __init__(self, account_id: str, *keys: Key) -> None:
        self._account = account_id
        self._keys = {key.secret: key for key in keys}

    def add(self, key: Key) -> Key:
        """Add a key and return it."""
        self._keys[key.secret] = key
        return key

    def identify(self, authorization: str) -> Key:
        """Return the key of an ``Authorization`` header, Bearer or Basic; StripeFault 401 otherwise."""
        secret = _secret_of(authorization)
        if not secret:
            raise unauthorized(
                "You did not provide an API key. You need to provide your API key in the Authorization header, using "
                "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication "
                "for details, or we can help at https://support.stripe.com/."
            )
        key = self._keys.get(secret)
        if key is None:
            raise unauthorized(f"Invalid API Key provided: {Key(secret).masked()}")
        if key.expired:
            raise unauthorized(f"Expired API Key provided: {key.masked()}", "api_key_expired")
        return key

    def require(self, key: Key, permission: str) -> None:
        """Raise the 403 that names ``permission`` when the key lacks it."""
        if key.restricted and not key.may(permission):
            raise self._forbidden(key, permission)

    def _forbidden(self, key: Key, permission: str) -> StripeFault:
        message = (
            f"The provided key '{key.masked()}' does not have the required permissions for this endpoint on account "
            f"'{self._account}'. Having the '{permission}' permission would allow this request to continue."
        )
        return invalid(message, status=403)


def _secret_of(authorization: str) -> str:
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(rest, validate=True).decode("ascii").partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""
