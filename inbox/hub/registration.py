"""Tells the platforms where this hub takes webhooks, so that nobody has to type an address into two dashboards.

A job that runs until both were told. Stripe would make a new signing secret for every address, and the hub knows only the
one it was set up with; so at Stripe itself an owner registers the address by hand, only the pretend one is told.
"""

from __future__ import annotations

import logging
from typing import Protocol

from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeGateway
from inbox.platforms.whatsapp.errors import WhatsAppError
from inbox.platforms.whatsapp.limits import LimitExceeded
from inbox.system.secrets import Secret

EVENTS = ("*",)
"""All of them: what the program does not know it keeps and skips."""

_DONE = 24 * 3600.0
_FIRST = 2.0
_LONGEST = 600.0

_log = logging.getLogger("tresen.webhooks")


class Subscribe(Protocol):
    """What of WhatsApp's client is used here."""

    def subscribe(self, callback_uri: str, verify_token: str) -> None:
        """Have webhooks sent to an address."""
        ...


class Registration:
    """The job. ``url`` is where the platforms reach this hub, without a slash at the end."""

    def __init__(
        self, url: str, whatsapp: Subscribe | None, verify_token: Secret | None, stripe: StripeGateway | None
    ) -> None:
        self._url = url
        self._whatsapp = whatsapp
        self._verify_token = verify_token
        self._stripe = stripe
        self._pause = _FIRST

    def run(self) -> float:
        """Tell whoever was not told yet; return the seconds until the next try."""
        if self._whatsapp is not None and self._tell_whatsapp(self._whatsapp):
            self._whatsapp = None
        if self._stripe is not None and self._tell_stripe(self._stripe):
            self._stripe = None
        if self._whatsapp is None and self._stripe is None:
            return _DONE
        self._pause = min(_LONGEST, self._pause * 2)
        return self._pause

    def _tell_whatsapp(self, whatsapp: Subscribe) -> bool:
        address = f"{self._url}/webhooks/whatsapp"
        try:
            whatsapp.subscribe(address, "" if self._verify_token is None else self._verify_token.reveal())
        except (WhatsAppError, LimitExceeded) as error:
            _log.info("WhatsApp was not told of %s: %s", address, error.message)
            return False
        _log.info("WhatsApp delivers to %s", address)
        return True

    def _tell_stripe(self, stripe: StripeGateway) -> bool:
        address = f"{self._url}/webhooks/stripe"
        try:
            if address not in stripe.webhook_urls().value:
                stripe.create_webhook(address, EVENTS, f"webhook {address}")
        except (errors.Forbidden, errors.Refused) as refusal:
            _log.info("Stripe was not told of %s: %s", address, refusal.message)
            return True
        except errors.StripeTrouble as trouble:
            _log.info("Stripe was not told of %s yet: %s", address, trouble.message)
            return False
        _log.info("Stripe delivers to %s", address)
        return True
