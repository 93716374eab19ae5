"""What customers do, on both platforms at once: write, order, pay, leave, tell the bank, block.

Called by the control side and the scripts on the sandbox's event loop; never awaits. What cannot be done is a ValueError
or a StripeFault, both with words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from inbox.sandbox.carts import OrderLine, order_content
from inbox.sandbox.customers import Address, Customer
from inbox.sandbox.sayings import Saying, content_of
from inbox.sandbox.shop import CURRENCY
from inbox.sandbox.stripe import StripeAccount
from inbox.sandbox.stripe.prices import create_price
from inbox.sandbox.whatsapp.account import WhatsAppAccount
from inbox.sandbox.whatsapp.statuses import Sent

LAST = "last"
LATEST = ("latest", LAST)
USUAL_METHOD = "card_4242"
_BRANDS = {"card": "card_4242", "visa": "card_4242", "mastercard": "card_mastercard", "amex": "card_amex"}
_ELSEWHERE = Address("Musterweg 1", "20095", "Hamburg")


class Shoppers:
    """Acts for every customer. ``charges`` are each customer's payments by charge id, oldest first."""

    def __init__(self, whatsapp: WhatsAppAccount, stripe: StripeAccount, base_url: str) -> None:
        self._whatsapp = whatsapp
        self._stripe = stripe
        self._pay_page = re.compile(re.escape(base_url) + r"/pay/([^/?#\s]+)")
        self.charges: dict[str, list[str]] = {}

    def say(self, customer: Customer, saying: Saying) -> str | None:
        """Write one message; returns its id, None when the shop blocked the customer."""
        resolved = msgspec.structs.replace(
            saying,
            reply_to=self._message(customer, saying.reply_to),
            message_id=self._message(customer, saying.message_id),
        )
        content = content_of(resolved, self._whatsapp.media, self._whatsapp.credentials.catalog_id)
        return self._whatsapp.bring(customer, content)

    def _message(self, customer: Customer, wamid: str | None) -> str | None:
        if wamid != LAST:
            return wamid
        for sent in reversed(self._whatsapp.outgoing.sent):
            if sent.customer is customer:
                return sent.id
        raise ValueError(f"{customer.id} has not been sent anything yet")

    def order(self, customer: Customer, lines: Sequence[OrderLine], text: str = "") -> str | None:
        """Send a cart; returns the message's id, None when the shop blocked the customer."""
        content = order_content(lines, self._whatsapp.catalogue, self._whatsapp.credentials.catalog_id, text)
        return self._whatsapp.bring(customer, content)

    def pay(
        self,
        customer: Customer,
        link: str | None = None,
        method: str | None = None,
        decline: str | None = None,
        shipping: int | str = 0,
    ) -> dict[str, object]:
        """Try to pay a link, the newest one sent when none is named; ``decline`` is the bank's reason to say no."""
        page = self._page(customer, link)
        means = f"declined_{decline}" if decline else _BRANDS.get(method or USUAL_METHOD, method or USUAL_METHOD)
        attempt = self._stripe.pay(
            page,
            means,
            {"name": customer.name, **msgspec.to_builtins(customer.address or _ELSEWHERE)},
            shipping,
            name=customer.name,
            email=customer.email,
            phone=customer.phone,
        )
        self.charges.setdefault(customer.id, []).append(attempt.charge)
        told: dict[str, object] = msgspec.to_builtins(attempt)
        return told | {"session": attempt.session["id"], "link": attempt.session["payment_link"]}

    def abandon(self, customer: Customer, link: str | None = None) -> dict[str, object]:
        """Open a link, type the e-mail address and leave."""
        session = self._stripe.abandon(self._page(customer, link), customer.email)
        return {"session": session["id"], "status": session["status"], "link": session["payment_link"]}

    def dispute(
        self, customer: Customer, charge: str | None = None, reason: str = "fraudulent", *, inquiry: bool = False
    ) -> dict[str, object]:
        """Tell the bank about a payment, the newest one when none is named; with an ``inquiry`` it only asks the shop."""
        return self._stripe.dispute(charge or self._newest(customer), reason, inquiry=inquiry)

    def report_fraud(self, customer: Customer, charge: str | None, fraud_type: str) -> dict[str, object]:
        """Tell the bank that somebody else paid, which warns the shop; the newest payment when none is named."""
        return self._stripe.warn_of_fraud(charge or self._newest(customer), fraud_type)

    def _newest(self, customer: Customer) -> str:
        mine = self.charges.get(customer.id, [])
        if not mine:
            raise ValueError(f"{customer.id} has not paid anything that could be disputed")
        return mine[-1]

    def subscribe(self, customer: Customer, what: str, amount: int, interval: str) -> dict[str, object]:
        """Subscribe to something by the ``interval``, for ``amount`` in euro cents, paid at once; ValueError for a guest."""
        state = self._stripe.state
        known = next(state.customers.newest(lambda one: bool(customer.email) and one["email"] == customer.email), None)
        if known is None:
            raise ValueError(f"{customer.id} has no account in the shop to subscribe with")
        recurring = {"interval": interval}
        params = {"currency": CURRENCY, "unit_amount": amount, "recurring": recurring, "product_data": {"name": what}}
        price = create_price(state, "", params)
        return self._stripe.subscribe(known["id"], [(price["id"], 1)])

    def block(self, customer: Customer, blocked: bool) -> None:
        """Block the shop in WhatsApp, or let it write again."""
        customer.blocks_shop = blocked

    def has_pay_link(self, sent: Sent) -> bool:
        """Tell whether a message carries a payment link of this sandbox."""
        return self._token(sent) is not None

    def _token(self, sent: Sent) -> str | None:
        matches = (self._pay_page.match(url) for url in sent.urls)
        return next((match.group(1) for match in matches if match), None)

    def _page(self, customer: Customer, link: str | None) -> str:
        if link is not None and link not in LATEST:
            match = self._pay_page.match(link)
            return match.group(1) if match else link
        for sent in reversed(self._whatsapp.outgoing.sent):
            token = self._token(sent) if sent.customer is customer and sent.error is None else None
            if token is not None:
                return token
        raise ValueError(f"{customer.id} has not been sent a payment link yet; send one or name it as link")
