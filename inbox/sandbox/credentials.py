"""The well-known keys and numbers of a sandbox: the same ones for the same seed, so a hub can be set up beforehand.

Nothing here is secret: the values open nothing but a sandbox on this machine.
"""

from __future__ import annotations

import hashlib

import msgspec

DEFAULT_SEED = 1


class Credentials(msgspec.Struct, frozen=True):
    """What the pretend platforms expect a hub to know."""

    whatsapp_token: str
    whatsapp_app_secret: str
    whatsapp_verify_token: str
    phone_number_id: str
    business_account_id: str
    catalog_id: str
    app_id: str
    stripe_key: str
    stripe_webhook_secret: str

    def environment(self, base_url: str) -> dict[str, str]:
        """Return the environment variables of a hub that is to talk to the sandbox at ``base_url``."""
        return {
            "TRESEN_GRAPH_URL": f"{base_url}/graph",
            "TRESEN_STRIPE_URL": f"{base_url}/stripe",
            "TRESEN_WHATSAPP_TOKEN": self.whatsapp_token,
            "TRESEN_WHATSAPP_APP_SECRET": self.whatsapp_app_secret,
            "TRESEN_WHATSAPP_VERIFY_TOKEN": self.whatsapp_verify_token,
            "TRESEN_WHATSAPP_PHONE_NUMBER_ID": self.phone_number_id,
            "TRESEN_WHATSAPP_BUSINESS_ACCOUNT_ID": self.business_account_id,
            "TRESEN_STRIPE_KEY": self.stripe_key,
            "TRESEN_STRIPE_WEBHOOK_SECRET": self.stripe_webhook_secret,
        }


def credentials_for(seed: int = DEFAULT_SEED) -> Credentials:
    """Return the credentials of the sandbox with that seed."""

    def derive(name: str, size: int) -> str:
        return hashlib.sha256(f"tresen sandbox {seed} {name}".encode()).hexdigest()[:size]

    def number(name: str) -> str:
        return str(10**14 + int(derive(name, 12), 16))

    return Credentials(
        whatsapp_token="EAAsandbox" + derive("token", 40),
        whatsapp_app_secret=derive("app secret", 32),
        whatsapp_verify_token="verify-" + derive("verify token", 16),
        phone_number_id=number("phone number"),
        business_account_id=number("business account"),
        catalog_id=number("catalog"),
        app_id=number("app"),
        stripe_key="rk_test_51" + derive("stripe key", 64),
        stripe_webhook_secret="whsec_" + derive("webhook secret", 32),
    )
