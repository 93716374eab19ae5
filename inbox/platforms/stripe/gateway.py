"""What the hub asks of Stripe, as a protocol: the real client and a fake in tests both fit it.

Every answer carries Stripe's own clock, because ages of money calls are never taken from ours. Every call may raise any
``errors.StripeTrouble``. Called by the hub's action and job threads; one gateway serves all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Generic, Protocol, TypeVar

import msgspec

from inbox.domain.ids import SourceId
from inbox.domain.journal import Balance, Movement
from inbox.domain.payments import Checkout, CreditNote, Customer, Dispute, Invoice, Payment, Refund, StripeObject
from inbox.domain.subscriptions import Subscription

T = TypeVar("T")


class Answer(msgspec.Struct, Generic[T], frozen=True):
    """A result with Stripe's ``Date`` in unix seconds (0 if the answer carried none) and its request id."""

    value: T
    date: int
    request_id: str | None = None


class StripeEvent(msgspec.Struct, frozen=True):
    """One event: its id, when it happened (unix seconds), and its body as a webhook would bring it."""

    id: str
    created: int
    body: bytes


class ObjectPage(msgspec.Struct, frozen=True):
    """Some objects of a list, newest first; ``last`` is what the next page begins after, ``reached`` when it was made."""

    objects: tuple[StripeObject, ...]
    more: bool
    last: SourceId | None = None
    reached: str | None = None


class MovementPage(msgspec.Struct, frozen=True):
    """Some movements of the balance; ``percent`` is how much of the time asked for has been read with it."""

    movements: tuple[Movement, ...]
    percent: int
    date: int = 0
    """Stripe's clock in unix seconds."""


class PayoutPage(msgspec.Struct, frozen=True):
    """Some of the movements, by their ids, that a payout took to the bank."""

    payout: SourceId
    movements: tuple[SourceId, ...]


class EventPage(msgspec.Struct, frozen=True):
    """Events as webhook bodies, newest first as Stripe lists them; ``more`` tells whether there are others beyond."""

    events: tuple[StripeEvent, ...]
    more: bool


class DisputeGateway(Protocol):
    """What is asked of Stripe about disputes."""

    def dispute(self, dispute: SourceId) -> Answer[Dispute]:
        """Read one dispute with what is staged."""
        ...

    def update(self, dispute: SourceId, body: bytes, key: str, stripe_version: str) -> Answer[Dispute]:
        """Stage or hand in an answer."""
        ...

    def close(self, dispute: SourceId, key: str, stripe_version: str) -> Answer[Dispute]:
        """Give a dispute up for good."""
        ...

    def upload(self, name: str, content: bytes, key: str, stripe_version: str) -> Answer[SourceId]:
        """Hand over a file for an answer; answers its id."""
        ...


class SubscriptionReads(Protocol):
    """What is read of subscriptions."""

    def subscription(self, subscription: SourceId) -> Answer[Subscription]:
        """Read one, with names and payment as far as the key may."""
        ...

    def of_customer(self, customer: SourceId) -> Answer[tuple[Subscription, ...]]:
        """List all of a customer, those that have ended too; their things without names."""
        ...

    def running(self) -> Answer[tuple[Subscription, ...]]:
        """List all of the account that are not cancelled; their things without names."""
        ...

    def product_name(self, product: SourceId) -> Answer[str]:
        """Read what a product is called."""
        ...


class SubscriptionGateway(SubscriptionReads, Protocol):
    """What is asked of Stripe about subscriptions."""

    def update(self, subscription: SourceId, body: bytes, key: str, stripe_version: str) -> Answer[Subscription]:
        """Pause or resume collection, end it with its period or not."""
        ...

    def resume(self, subscription: SourceId, body: bytes, key: str, stripe_version: str) -> Answer[Subscription]:
        """Let one that has the status paused go on."""
        ...

    def cancel(self, subscription: SourceId, body: bytes, stripe_version: str) -> Answer[Subscription]:
        """End one now; doing it twice ends it once."""
        ...


class StripeReads(Protocol):
    """Reading, which moves nothing and may be repeated."""

    @property
    def reads(self) -> int:
        """How many reading calls were made since start; Stripe allots a number per month."""
        ...

    @property
    def stripe_version(self) -> str:
        """The API version new requests are made in."""
        ...

    @property
    def subscriptions(self) -> SubscriptionReads:
        """The calls that read subscriptions."""
        ...

    def account(self) -> Answer[str]:
        """Return the account id the key belongs to (needs its own permission)."""
        ...

    def payment(self, payment: SourceId) -> Answer[Payment]:
        """Read a payment by ``pi_``, ``ch_`` or ``py_``, with its charge."""
        ...

    def charge_with_fee(self, charge: SourceId) -> Answer[Payment]:
        """Read a charge with what Stripe kept of it, which needs a permission of its own; else ``errors.Forbidden``."""
        ...

    def refund(self, refund: SourceId) -> Answer[Refund]:
        """Read one refund."""
        ...

    def refunds_of(self, charge: SourceId) -> Answer[tuple[Refund, ...]]:
        """List every refund of a charge, all pages."""
        ...

    def disputes_of(self, charge: SourceId) -> Answer[tuple[Dispute, ...]]:
        """List every dispute of a charge."""
        ...

    def checkout(self, request: SourceId) -> Answer[Checkout]:
        """Read a payment request, ``cs_`` or ``plink_``; a link tells whether a session of it was paid."""
        ...

    def customer(self, customer: SourceId) -> Answer[Customer]:
        """Read a customer."""
        ...

    def payments_of(self, customer: SourceId) -> Answer[tuple[Payment, ...]]:
        """List the newest payments of a customer (100 at most)."""
        ...

    def page_of(self, kind: str, since: int, after: str | None) -> Answer[ObjectPage]:
        """Read a page of all objects of a kind (``charges``) made since then (unix seconds), newest first."""
        ...

    def event_page(self, after: str | None = None, before: str | None = None, since: int = 0) -> Answer[EventPage]:
        """Read a page of events: those that came right behind event ``after``, or those right before ``before``.

        With neither it is the newest page. ``since`` (unix seconds) leaves out what was created earlier.
        """
        ...

    def movements(self, since: int, until: int) -> Generator[MovementPage, None, None]:
        """Read what moved the balance from ``since`` to before ``until`` (unix seconds); needs a permission of its own.

        Pages come in no order. Whoever closes it stops the reading.
        """
        ...

    def payouts(self, since: int, until: int) -> Answer[tuple[SourceId, ...]]:
        """List what went to the bank from ``since`` to before ``until`` (unix seconds), newest first."""
        ...

    def paid_out(self, payouts: Sequence[SourceId]) -> Generator[PayoutPage, None, None]:
        """Read which movements went to the bank with each of these payouts, as far as Stripe tells."""
        ...

    def movements_of(self, source: SourceId) -> Answer[tuple[Movement, ...]]:
        """List what moved the balance because of one charge, refund or dispute."""
        ...

    def balance(self) -> Answer[tuple[Balance, ...]]:
        """Read what the account holds; needs a permission of its own."""
        ...

    def look_up(self, source: SourceId) -> Answer[StripeObject | None]:
        """Read any object by its id; None for a kind the program does not keep."""
        ...


class StripeWrites(Protocol):
    """Posting. ``body`` is sent byte for byte; ``key`` is the Idempotency-Key."""

    def create_refund(self, body: bytes, key: str, stripe_version: str) -> Answer[Refund]:
        """Give money back."""
        ...

    def create_shipping_rate(self, body: bytes, key: str, stripe_version: str) -> Answer[SourceId]:
        """Make a shipping choice that a Payment Link can name."""
        ...

    def create_link(self, body: bytes, key: str, stripe_version: str) -> Answer[Checkout]:
        """Make a Payment Link."""
        ...

    def create_session(self, body: bytes, key: str, stripe_version: str) -> Answer[Checkout]:
        """Make a Checkout Session."""
        ...

    def close_request(self, request: SourceId, key: str) -> Answer[Checkout]:
        """Expire a session or deactivate a link; answers what it has become, which may be ``paid``."""
        ...

    def webhook_urls(self) -> Answer[tuple[str, ...]]:
        """List the addresses Stripe delivers events to."""
        ...

    def create_webhook(self, url: str, events: tuple[str, ...], key: str) -> Answer[SourceId]:
        """Have events delivered to ``url``."""
        ...


class StripeInvoices(Protocol):
    """Invoices and credit notes."""

    def invoice(self, invoice: SourceId) -> Answer[Invoice]:
        """Read an invoice with its addresses as they are now, and with what paid it."""
        ...

    def of_payment(self, payment: SourceId) -> Answer[SourceId | None]:
        """Return which invoice a payment paid, None when it paid none."""
        ...

    def newest(self, pages: int) -> Answer[tuple[Invoice, ...]]:
        """List the newest invoices with what paid them, 100 a page."""
        ...

    def credit_notes_of(self, invoice: SourceId) -> Answer[tuple[CreditNote, ...]]:
        """List every credit note of an invoice."""
        ...

    def create_credit_note(self, body: bytes, key: str, stripe_version: str) -> Answer[CreditNote]:
        """Make a credit note; ``body`` is sent byte for byte, ``key`` is the Idempotency-Key."""
        ...

    def pdf(self, url: str, into: Callable[[bytes], object]) -> int:
        """Fetch a PDF of Stripe's and return its size in bytes."""
        ...


class StripeGateway(StripeReads, StripeWrites, Protocol):
    """All of it."""

    @property
    def subscriptions(self) -> SubscriptionGateway:
        """The calls about subscriptions."""
        ...

    @property
    def disputes(self) -> DisputeGateway:
        """The calls about disputes and early fraud warnings."""
        ...

    @property
    def invoices(self) -> StripeInvoices:
        """The calls about invoices and credit notes."""
        ...
