"""What happened before the sandbox began: the shop's goods in Stripe, and what the first customers had bought.

Called once by ``composition.py`` before anybody listens, so no webhook tells of it; Stripe's lists do.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inbox.sandbox.people import DAY, Person, Purchase
from inbox.sandbox.shop import CURRENCY, PRODUCTS, Product
from inbox.sandbox.stripe import StripeAccount
from inbox.sandbox.stripe.prices import create_product

OPENED_DAYS_AGO = 400
HOURS_UNTIL_TOLD = 40


def stock_stripe(stripe: StripeAccount, picture_url: str, products: Iterable[Product] = PRODUCTS) -> None:
    """Make a Stripe product with a price for everything the shop sells; ``metadata.sku`` is the tie to Meta's catalogue."""
    with stripe.state.as_of(stripe.state.now() - OPENED_DAYS_AGO * DAY, quiet=True):
        for product in products:
            price = {"currency": product.price.currency, "unit_amount": product.price.minor}
            fields = {
                "name": product.name,
                "description": product.description,
                "images": [f"{picture_url}/{product.sku}.png"],
                "metadata": {"sku": product.sku},
                "shippable": product.physical,
                "default_price_data": price,
            }
            create_product(stripe.state, "", fields)


def live_through(stripe: StripeAccount, people: Iterable[Person]) -> dict[str, list[str]]:
    """Make everybody's past payments; returns the charge ids of each customer, oldest first."""
    charges: dict[str, list[str]] = {}
    for person in people:
        customer = _stripe_customer(stripe, person)
        past = sorted(person.purchases, key=lambda purchase: -purchase.days_ago)
        charges[person.customer.id] = [_buy(stripe, customer, purchase) for purchase in past]
    with stripe.state.as_of(stripe.state.now(), quiet=True):
        # What followed by itself since then (a refund's reference number) is the past too.
        stripe.advance()
    return charges


def _stripe_customer(stripe: StripeAccount, person: Person) -> str | None:
    """Make the Stripe customer of whoever did not pay as a guest."""
    buyer = person.customer
    if buyer.email is None:
        return None
    fields: dict[str, object] = {"name": buyer.name, "email": buyer.email}
    if person.phone_in_stripe is not None:
        fields["phone"] = person.phone_in_stripe
    if buyer.address is not None:
        fields["address"] = msgspec.to_builtins(buyer.address)
    oldest = max((purchase.days_ago for purchase in person.purchases), default=1)
    return str(stripe.create_customer(created=stripe.state.now() - (oldest + 1) * DAY, **fields)["id"])


def _buy(stripe: StripeAccount, customer: str | None, purchase: Purchase) -> str:
    bought = stripe.state.now() - purchase.days_ago * DAY
    charge = stripe.create_charge_for_seed(
        customer,
        purchase.amount,
        CURRENCY,
        purchase.what,
        {"order_id": purchase.order_id} if purchase.order_id else {},
        bought,
        method=purchase.method,
        name=purchase.guest_name,
        email=purchase.guest_email,
    )
    key = str(charge["id"])
    told = min(bought + HOURS_UNTIL_TOLD * 3600, stripe.state.now())
    give_back(stripe, key, told, purchase.refunded, disputed=purchase.disputed)
    return key


def give_back(stripe: StripeAccount, charge: str, told: int, refunded: int, *, disputed: bool) -> None:
    """Let a payment of the past have been refunded in part (minor units) or disputed at ``told`` (unix seconds)."""
    with stripe.state.as_of(told, quiet=True):
        if refunded:
            stripe.dashboard_refund(charge, refunded, "requested_by_customer")
        if disputed:
            stripe.dispute(charge)
