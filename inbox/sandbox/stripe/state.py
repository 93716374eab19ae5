"""Everything one pretend Stripe account knows: its objects, its clock, and what is to happen later.

Made by ``StripeAccount``; the subjects (customers, charges, refunds, ...) are functions over it. All of it happens on the
loop's thread without awaiting, so the books are exact after every call.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from inbox.sandbox.stripe.errors import Obj, StripeFault
from inbox.sandbox.stripe.means import Means
from inbox.sandbox.stripe.shelf import Shelf
from inbox.sandbox.world import World

API_VERSION = "2026-10-28.endive"


class AccountSettings(msgspec.Struct, frozen=True):
    """What the account is: shop name, country, currency, and how its search lags.

    ``opening_balance`` (minor units) is what each currency's balance starts with; ``search_lag`` is in seconds.
    """

    shop: str = "Rösterei Nordlicht"
    country: str = "DE"
    currency: str = "eur"
    opening_balance: int = 1_000_000
    search_lag: int = 0
    invoice_prefix: str = "R"
    """What the numbers of invoices begin with."""


class Caller(msgspec.Struct, frozen=True):
    """The API request that causes changes, as events name it; both empty when Stripe acts by itself."""

    request_id: str | None = None
    idempotency_key: str | None = None


class AccountState:
    """The account's shelves, its present, and its agenda."""

    def __init__(
        self, world: World, base_url: str, settings: AccountSettings, webhook_secret: str | None = None
    ) -> None:
        self.world = world
        self.base_url = base_url.rstrip("/")
        self.settings = settings
        self.account_id = world.ids.token("acct_1", 15)
        self.webhook_secret = webhook_secret or world.ids.token("whsec_", 32)
        self.opened = world.clock.now()
        self.balance_transactions = Shelf("balance transaction")
        self.charges = Shelf("charge")
        self.credit_notes = Shelf("credit note")
        self.customers = Shelf("customer")
        self.disputes = Shelf("dispute")
        self.events = Shelf("event")
        self.files = Shelf("file")
        self.invoice_payments = Shelf("invoice payment")
        self.invoices = Shelf("invoice")
        self.fraud_warnings = Shelf("early fraud warning")
        self.payment_intents = Shelf("payment_intent")
        self.payment_links = Shelf("payment_link")
        self.payment_methods = Shelf("PaymentMethod")
        self.prices = Shelf("price")
        self.products = Shelf("product")
        self.refunds = Shelf("refund")
        self.sessions = Shelf("checkout.session")
        self.shipping_rates = Shelf("shipping rate")
        self.subscriptions = Shelf("subscription")
        self.webhook_endpoints = Shelf("webhook endpoint")
        self._shelves = {
            "balance_transaction": self.balance_transactions,
            "charge": self.charges,
            "credit_note": self.credit_notes,
            "checkout.session": self.sessions,
            "customer": self.customers,
            "dispute": self.disputes,
            "event": self.events,
            "file": self.files,
            "invoice": self.invoices,
            "invoice_payment": self.invoice_payments,
            "payment_intent": self.payment_intents,
            "payment_link": self.payment_links,
            "payment_method": self.payment_methods,
            "price": self.prices,
            "product": self.products,
            "radar.early_fraud_warning": self.fraud_warnings,
            "refund": self.refunds,
            "shipping_rate": self.shipping_rates,
            "subscription": self.subscriptions,
            "webhook_endpoint": self.webhook_endpoints,
        }
        # What Stripe knows beyond the objects it shows: lines of sessions and links, what their page's intents are made
        # with, the addresses of pages, and how each charge was paid.
        self.lines: dict[str, list[Obj]] = {}
        self.intent_data: dict[str, Obj] = {}
        self.link_params: dict[str, Obj] = {}
        self.link_tokens: dict[str, str] = {}
        self.recoveries: dict[str, str] = {}
        self.customer_updates: dict[str, Obj] = {}
        """What the page of each session made for a customer may write down at her."""
        self.deleted_customers: set[str] = set()
        self.means_by_charge: dict[str, Means] = {}
        self.means_by_subscription: dict[str, str] = {}
        """The means (by its name in ``means.py``) that each subscription is paid with."""
        self.renewal_intents: dict[str, str] = {}
        """The PaymentIntent of each invoice of a subscription that was tried."""
        self.papers: dict[str, str] = {}
        """Which document is behind the address of a page or PDF."""
        self.paid_out: dict[str, str] = {}
        """Which payout took a balance transaction to the bank."""
        self.invoice_number = 1000
        self._tax_rates: dict[int, str] = {}
        self.caller = Caller()
        self.quiet = False
        self.has_tax = False
        """Whether Stripe Tax is set up in the account."""
        self._as_of: int | None = None
        self._agenda: list[tuple[int, int, Callable[[], object]]] = []
        self._planned = 0

    def now(self) -> int:
        """Return the account's present in unix seconds."""
        return self.world.clock.now() if self._as_of is None else self._as_of

    def token(self, prefix: str, length: int = 24) -> str:
        """Return a new id."""
        return self.world.ids.token(prefix, length)

    @contextmanager
    def as_of(self, timestamp: int, *, quiet: bool) -> Iterator[None]:
        """Let what happens inside have happened at ``timestamp``; ``quiet`` sends no webhooks for it."""
        before = self._as_of, self.quiet
        self._as_of, self.quiet = timestamp, quiet
        try:
            yield
        finally:
            self._as_of, self.quiet = before

    @contextmanager
    def called_by(self, caller: Caller) -> Iterator[None]:
        """Name the request in every event that happens inside."""
        before, self.caller = self.caller, caller
        try:
            yield
        finally:
            self.caller = before

    @property
    def backdating(self) -> bool:
        """Tell whether something is being made for the past."""
        return self._as_of is not None

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Forget prices, products and shipping rates made inside when what they were made for is refused."""
        shelves = (self.prices, self.products, self.shipping_rates)
        marks = [shelf.mark() for shelf in shelves]
        try:
            yield
        except StripeFault:
            for shelf, mark in zip(shelves, marks, strict=True):
                shelf.remove_since(mark)
            raise

    def later(self, at: int, action: Callable[[], object]) -> None:
        """Plan something for the first call of ``advance`` at or after ``at`` (unix seconds)."""
        self._planned += 1
        heapq.heappush(self._agenda, (at, self._planned, action))

    def advance(self) -> None:
        """Do what has become due; also what that in turn makes due."""
        while self._agenda and self._agenda[0][0] <= self.now():
            heapq.heappop(self._agenda)[2]()

    def tax_rate(self, percent: int) -> str:
        """Return the id of the tax rate of so many percent."""
        if percent not in self._tax_rates:
            self._tax_rates[percent] = self.token("txr_1", 23)
        return self._tax_rates[percent]

    def shelf_of(self, kind: str) -> Shelf | None:
        """Return the shelf of an ``object`` name, or None for kinds the sandbox never holds."""
        return self._shelves.get(kind)

    def find(self, key: str) -> Obj | None:
        """Return the object of that id, whatever its kind."""
        return next((found for shelf in self._shelves.values() if (found := shelf.get(key)) is not None), None)
