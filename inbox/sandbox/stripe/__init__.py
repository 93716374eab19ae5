"""A pretend Stripe: one account in test mode that keeps honest books, for API version 2026-10-28.endive.

``StripeAccount`` holds the state and the rules, ``stripe_routes`` its API over HTTP.
"""

from __future__ import annotations

from inbox.sandbox.stripe.account import StripeAccount
from inbox.sandbox.stripe.errors import StripeFault
from inbox.sandbox.stripe.paying import Attempt
from inbox.sandbox.stripe.routes import stripe_routes
from inbox.sandbox.stripe.state import AccountSettings

__all__ = ["AccountSettings", "Attempt", "StripeAccount", "StripeFault", "stripe_routes"]
