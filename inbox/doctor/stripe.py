"""Stripe: the key, its permissions one by one, and whether the two clocks agree.

Called on the main thread; network. Every call names an object that does not exist, so nothing can be changed: Stripe
looks at the permission before it looks for the object (docs.stripe.com/keys/restricted-api-keys), and a 404 means
allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from inbox.doctor.findings import Finding, fail, ok, skip, warn
from inbox.domain.ids import SourceId
from inbox.domain.ports import Clock, Ids
from inbox.domain.times import to_unix
from inbox.platforms.stripe.client import StripeClient
from inbox.platforms.stripe.errors import Forbidden, KeyRefused, Refused, StripeTrouble

MOST_SKEW = 60
"""Seconds our clock may be off: webhook signatures older than 300 s are refused."""

KEY, CONNECTION = "key", "connection"
"""Codes of findings that end the look: the key is none that Stripe knows, or nobody answers."""

Call = Callable[[StripeClient, str], int]

_CUSTOMER, _CHARGE, _INTENT = SourceId("cus_doctor"), SourceId("ch_doctor"), SourceId("pi_doctor")
_PRICE, _DISPUTE, _SUBSCRIPTION = SourceId("price_doctor"), SourceId("du_doctor"), SourceId("sub_doctor")
_INVOICE = SourceId("in_doctor")

PERMISSIONS: tuple[tuple[str, str, str, Call], ...] = (
    ("charges.read", "read Charges and Refunds", "the panel shows no payments", lambda client, _: client.payment(_CHARGE).date),
    ("intents.read", "read PaymentIntents", "the panel shows no payments", lambda client, _: client.payment(_INTENT).date),
    ("customers.read", "read Customers", "nobody is matched to payments", lambda client, _: client.customer(_CUSTOMER).date),
    ("disputes.read", "read Disputes", "disputes are not seen", lambda client, _: client.disputes_of(_CHARGE).date),
    (
        "events.read",
        "read Events",
        "what webhooks miss is not caught up",
        lambda client, _: client.event_page(after="evt_doctor").date,
    ),
    (
        "prices.read",
        "read Products and Prices",
        "prices are not compared with the catalog",
        lambda client, _: client.price(_PRICE).date,
    ),
    (
        "invoices.read",
        "read Invoices",
        "invoices are neither shown nor sent, and refunds make no credit note",
        lambda client, _: client.invoices.invoice(_INVOICE).date,
    ),
    (
        "balance.read",
        "read Balance and Balance Transactions",
        "no money journal, and refunds are shown without Stripe's fee",
        lambda client, _: max(client.balance().date, client.movements_of(_CHARGE).date),
    ),
    (
        "charges.write",
        "write Charges and Refunds",
        "nothing can be refunded",
        lambda client, key: client.create_refund(b"charge=ch_doctor&amount=100", key, client.stripe_version).date,
    ),
    (
        "credit-notes.write",
        "write Credit notes",
        "a refund of an invoiced payment leaves its invoice as it is",
        lambda client, key: client.invoices.create_credit_note(
            b"invoice=in_doctor&amount=100", key, client.stripe_version
        ).date,
    ),
    (
        "sessions.write",
        "write Checkout Sessions",
        "no payment requests for known customers",
        lambda client, key: client.create_session(b"mode=payment&customer=cus_doctor", key, client.stripe_version).date,
    ),
    (
        "links.write",
        "write Payment Links",
        "no payment links",
        lambda client, key: (
            client.create_link(
                b"line_items[0][price]=price_doctor&line_items[0][quantity]=1", key, client.stripe_version
            ).date
        ),
    ),
    (
        "disputes.write",
        "write Disputes",
        "disputes cannot be answered",
        lambda client, key: client.disputes.update(_DISPUTE, b"submit=false", key, client.stripe_version).date,
    ),
    (
        "subscriptions.read",
        "read Subscriptions",
        "the panel shows no subscriptions",
        lambda client, _: client.subscriptions.subscription(_SUBSCRIPTION).date,
    ),
    (
        "subscriptions.write",
        "write Subscriptions",
        "no subscription can be skipped, paused or ended",
        lambda client, key: (
            client.subscriptions.update(_SUBSCRIPTION, b"cancel_at_period_end=false", key, client.stripe_version).date
        ),
    ),
    (
        "files.write",
        "write Files",
        "no file can be handed in with an answer to a dispute",
        # Nothing at all is no file, so that none is made.
        lambda client, key: client.disputes.upload("doctor.pdf", b"", key, client.stripe_version).date,
    ),
)
"""A code, what a key must allow, what fails without it, and a call that shows it and returns Stripe's date."""


def examine(client: StripeClient, clock: Clock, ids: Ids) -> Iterator[Finding]:
    """Probe the key; stops after the first finding when Stripe cannot be reached or refuses the key."""
    date = 0
    for code, what, without, call in PERMISSIONS:
        try:
            date = call(client, ids.uuid()) or date
        except Forbidden as error:
            named = f" ({error.permission})" if error.permission else ""
            way_out = (
                f"In the Stripe Dashboard, Developers > API keys, edit the restricted key and tick: {what}{named}."
            )
            yield fail(f"Stripe, {what}", f"not allowed, so {without}", way_out, code, error.permission or "")
        except Refused as error:
            date = error.date or date
            yield ok(f"Stripe, {what}", "allowed", code)
        except KeyRefused as error:
            way_out = "Paste a restricted key that is active into TRESEN_STRIPE_KEY."
            yield fail("Stripe, key", error.message, way_out, KEY, error.message)
            return
        except StripeTrouble as error:
            way_out = "Check the internet connection and status.stripe.com."
            yield fail("Stripe, connection", error.message, way_out, CONNECTION, error.message)
            return
        else:
            yield ok(f"Stripe, {what}", "allowed", code)
    yield _clock(date, to_unix(clock.now()))


def _clock(stripe: int, ours: int) -> Finding:
    if not stripe:
        return skip("clock", "Stripe's answers carried no date")
    skew = ours - stripe
    if abs(skew) <= MOST_SKEW:
        return ok("clock", f"{abs(skew)} s from Stripe's")
    seen = f"{abs(skew)} s {'ahead of' if skew > 0 else 'behind'} Stripe's"
    return warn("clock", seen, "Set this machine's clock by network time; signed webhooks are refused otherwise.")
