"""What the people of the demo shop do at its till: pay in the web shop now, and everything they ever paid before.

Called by ``doing.py`` and ``residents.py`` on the sandbox's event loop; never awaits. Past payments send no webhooks, Stripe's
lists have them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.sandbox.customers import Address, Customer
from inbox.sandbox.living.bought import Bought, described
from inbox.sandbox.living.cast import Member, Pending
from inbox.sandbox.living.goods import CHEAPER_AT_STRIPE, LIVING_BY_SKU
from inbox.sandbox.living.hours import DAY, Hours
from inbox.sandbox.past import give_back
from inbox.sandbox.shop import CURRENCY
from inbox.sandbox.stripe import Attempt, StripeAccount, checkout, links
from inbox.sandbox.stripe.prices import create_price, update_product

LOWERED_DAYS_AGO = 60
FOOD_TAX = 7
"""Percent: coffee is food."""
_ELSEWHERE = Address("Musterweg 1", "20095", "Hamburg")
_THANKS = "https://roesterei-nordlicht.example/danke"
_UNTIL_DECLINED = 240


class Settled(msgspec.Struct, frozen=True):
    """A past payment as it is at Stripe: its charge, and the link it was paid by when it was one."""

    bought: Bought
    charge: str
    link: str | None = None


def lower_prices(stripe: StripeAccount) -> None:
    """Give products at Stripe the prices the shop forgot to change at Meta."""
    state = stripe.state
    for product in list(state.products.newest()):
        price = CHEAPER_AT_STRIPE.get(product["metadata"].get("sku", ""))
        if price is not None:
            with state.as_of(state.now() - int(LOWERED_DAYS_AGO * DAY), quiet=True):
                made = create_price(state, "", {"currency": CURRENCY, "unit_amount": price, "product": product["id"]})
                update_product(state, product["id"], {"default_price": made["id"]})


def buy(stripe: StripeAccount, customer: Customer, items: Sequence[tuple[str, int]], number: str, method: str) -> str:
    """Order in the web shop and pay at once; returns the charge. StripeFault when the page refuses."""
    what, total = described(items)
    lines = [_line(LIVING_BY_SKU[sku].name, LIVING_BY_SKU[sku].price.minor, pieces) for sku, pieces in items]
    shipping = total - sum(LIVING_BY_SKU[sku].price.minor * pieces for sku, pieces in items)
    if shipping:
        lines.append(_line("Versand", shipping, 1))
    data = {"description": what, "metadata": {"order_id": number}}
    fields = {
        "success_url": _THANKS,
        "line_items": lines,
        "payment_intent_data": data,
        "metadata": {"order_id": number},
    }
    session = checkout.create(stripe.state, "", fields)
    return _pay(stripe, customer, str(session["id"]), method).charge


def _line(name: str, minor: int, pieces: int) -> dict[str, object]:
    price = {"currency": CURRENCY, "unit_amount": minor, "product_data": {"name": name}}
    return {"price_data": price, "quantity": pieces}


def _pay(stripe: StripeAccount, customer: Customer, page: str, method: str) -> Attempt:
    address = {"name": customer.name, **msgspec.to_builtins(customer.address or _ELSEWHERE)}
    return stripe.pay(page, method, address, name=customer.name, email=customer.email, phone=customer.phone)


def live_through(stripe: StripeAccount, member: Member, hours: Hours) -> list[Settled]:
    """Make a person's customer objects and past payments; returns the payments, oldest first."""
    oldest = max((bought.ago for bought in member.bought), default=DAY)
    since = stripe.state.now() - int(hours.since(oldest + DAY))
    accounts = []
    for place, account in enumerate(member.accounts):
        # Whoever was typed into the till a second time came later.
        fields = {"name": account.name, "email": account.email, "phone": account.phone}
        made = stripe.create_customer(
            created=since + place * 3600,
            **{name: value for name, value in fields.items() if value},
            address=msgspec.to_builtins(member.customer.address or _ELSEWHERE),
        )
        accounts.append(str(made["id"]))
    past = sorted(member.bought, key=lambda bought: -bought.ago)
    return [_settle(stripe, member, accounts, bought, hours) for bought in past]


def _settle(stripe: StripeAccount, member: Member, accounts: list[str], bought: Bought, hours: Hours) -> Settled:
    at = stripe.state.now() - int(hours.since(bought.ago))
    link = None
    if bought.linked:
        charge, link = _paid_in_chat(stripe, member.customer, bought, at)
    else:
        if bought.declined:
            _charged(stripe, member, accounts, bought, at - int(bought.declined_before), bought.declined)
        charge = _charged(stripe, member, accounts, bought, at, bought.method)
        if bought.account is not None and _has_invoice(bought):
            _invoiced(stripe, accounts[bought.account], bought, charge, at)
    told = stripe.state.now() - int(hours.since(bought.told_ago))
    give_back(stripe, charge, told, bought.refunded, disputed=bought.disputed)
    if bought.warned:
        with stripe.state.as_of(told, quiet=True):
            stripe.warn_of_fraud(charge, "unauthorized_use_of_card")
    return Settled(bought, charge, link)


def _has_invoice(bought: Bought) -> bool:
    """Tell who wanted an invoice: about every other one who ordered in the web shop and has nothing back."""
    wanted = bought.number.isdigit() and int(bought.number) % 2 == 0
    return wanted and not bought.refunded and not bought.disputed and not bought.failed


def _invoiced(stripe: StripeAccount, customer: str, bought: Bought, charge: str, at: int) -> None:
    """Let a payment of the past have been one of an invoice; a debit still under way has none yet."""
    if stripe.receipt(charge) is None:
        return
    lines = [(f"{pieces} × {LIVING_BY_SKU[sku].name}", LIVING_BY_SKU[sku].price.minor * pieces) for sku, pieces in bought.items]
    rest = bought.amount - sum(amount for _, amount in lines)
    goods = [(bought.what, bought.amount)] if rest < 0 else [*lines, *([("Versand", rest)] if rest else [])]
    stripe.invoice(customer, goods, CURRENCY, tax_percent=FOOD_TAX, charge=charge, created=at)


def _charged(
    stripe: StripeAccount, member: Member, accounts: list[str], bought: Bought, at: int, method: str
) -> str:
    """Let somebody have paid, or tried to, in the web shop; returns the charge."""
    person, is_guest = member.customer, bought.account is None
    made = stripe.create_charge_for_seed(
        None if bought.account is None else accounts[bought.account],
        bought.amount,
        CURRENCY,
        bought.what,
        {"order_id": bought.number} if bought.number else {},
        at,
        method=method,
        name=bought.guest_name or (person.name if is_guest else None),
        email=bought.guest_email or (person.email if is_guest else None),
    )
    return str(made["id"])


def _paid_in_chat(stripe: StripeAccount, customer: Customer, bought: Bought, at: int) -> tuple[str, str]:
    with stripe.state.as_of(at - int(bought.linked), quiet=True):
        link = _link(stripe, bought.what, _rows(bought), bought.number)
    if bought.declined:
        with stripe.state.as_of(at - int(bought.declined_before), quiet=True):
            _pay(stripe, customer, link["id"], bought.declined)
    with stripe.state.as_of(at, quiet=True):
        attempt = _pay(stripe, customer, link["id"], bought.method)
    return attempt.charge, link["url"]


def _rows(bought: Bought) -> list[dict[str, object]]:
    """Return the lines of a link as the shop would make it: the goods, and what is left of the sum as shipping."""
    rows = [_line(LIVING_BY_SKU[sku].name, LIVING_BY_SKU[sku].price.minor, pieces) for sku, pieces in bought.items]
    rest = bought.amount - sum(LIVING_BY_SKU[sku].price.minor * pieces for sku, pieces in bought.items)
    if rest < 0:
        return [_line(bought.what, bought.amount, 1)]
    return [*rows, _line("Versand", rest, 1)] if rest else rows


def _link(stripe: StripeAccount, what: str, rows: list[dict[str, object]], number: str) -> dict[str, str]:
    metadata = {"order_id": number} if number else {}
    data = {"description": what, "metadata": metadata}
    once = {"completed_sessions": {"limit": 1}}
    fields = {
        "line_items": rows,
        "payment_intent_data": data,
        "restrictions": once,
        "metadata": metadata,
    }
    made = links.create(stripe.state, "", fields)
    return {"id": str(made["id"]), "url": str(made["url"])}


def leave_open(stripe: StripeAccount, customer: Customer, pending: Pending) -> str:
    """Make the link a person has not paid yet, with the attempt that failed if there was one; returns its address."""
    at = stripe.state.now() - int(pending.ago)
    with stripe.state.as_of(at, quiet=True):
        link = _link(stripe, pending.what, [_line(pending.what, pending.amount, 1)], "")
    if pending.declined is not None:
        with stripe.state.as_of(at + _UNTIL_DECLINED, quiet=True):
            _pay(stripe, customer, link["id"], pending.declined)
    return link["url"]
