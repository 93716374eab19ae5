"""The bodies of our own posts to Stripe, built once from an action and then sent byte for byte.

Used by the hub's refund and payment request engines before they commit; pure. Parameters: docs.stripe.com/api/refunds,
/payment-link, /checkout/sessions, /shipping_rates, /credit_notes. Every object made carries the conversation and the action
that made it.
"""

from __future__ import annotations

import msgspec

from inbox.domain import times
from inbox.domain.actions import Line, RefundPayment, RequestPayment, Shipping
from inbox.domain.ids import SourceId
from inbox.domain.invoice_actions import MakeCreditNote
from inbox.domain.legal import MOST_WORDS, STRIPE_TAX, Legal, page_words
from inbox.domain.refunds import stripe_reason
from inbox.domain.request_sums import lines_of
from inbox.platforms.stripe import forms

_USED_OR_WITHDRAWN = {
    "de": "Dieser Link wurde schon benutzt oder zurückgezogen. Bitte im Chat melden.",
    "en": "This link has been used or withdrawn. Please write to us in the chat.",
}
_SHORTEST, _LONGEST = 1800, 86400
"""How long a Checkout Session may stay open, in seconds."""


class Page(msgspec.Struct, frozen=True):
    """How this shop's payment pages look.

    ``thanks_url`` is where a paid session leads, by default back to WhatsApp; ``countries`` are delivered to when a
    request asks for an address without naming any. ``legal`` is what stands beside the button.
    """

    thanks_url: str = "https://wa.me/"
    countries: tuple[str, ...] = ("DE", "AT")
    language: str = "de"
    purpose: str = "Zahlung"
    legal: Legal = Legal()


BY_INSTRUCTIONS = frozenset({"boleto", "konbini", "multibanco", "oxxo", "promptpay"})
"""Means of payment whose refunds the customer has to claim with what Stripe writes by e-mail."""


def refund(action: RefundPayment, charge: SourceId, email: str | None = None) -> bytes:
    """Ask for a refund, always with its amount: "the rest" would change when somebody else was faster.

    ``email`` is where Stripe's instructions go for the means of ``BY_INSTRUCTIONS``.
    """
    metadata: dict[str, forms.Value] = {
        "action_id": action.id,
        "conversation": action.conversation,
        "reason": action.reason,
        "lines": ",".join(action.lines) or None,
    }
    params: dict[str, forms.Value] = {
        "charge": charge,
        "amount": action.amount,
        "reason": stripe_reason(action.reason),
        "instructions_email": email,
        "metadata": metadata,
    }
    return forms.encode(params)


def credit_note(action: MakeCreditNote, invoice: SourceId) -> bytes:
    """Ask for the credit note over a refund that exists, by its sum: Stripe itself shares lines and tax out to the cent.

    Naming lines would be exact for some refunds and a cent off for others, where an invoice's tax is not inside its prices.
    """
    metadata: dict[str, forms.Value] = {
        "action_id": action.refund_action or action.id,
        "conversation": action.conversation,
    }
    params: dict[str, forms.Value] = {
        "invoice": invoice,
        "amount": action.amount,
        "refunds": [{"type": "refund", "refund": action.refund, "amount_refunded": action.amount}],
        "metadata": metadata,
    }
    return forms.encode(params)


def shipping_rate(choice: Shipping, currency: str, metadata: dict[str, forms.Value]) -> bytes:
    """Ask for a shipping choice that a Payment Link can name (a session takes the choice itself)."""
    return forms.encode({**_rate(choice, currency), "metadata": metadata})


def link(action: RequestPayment, page: Page, rates: tuple[SourceId, ...]) -> bytes:
    """Ask for a Payment Link that can be paid once."""
    params: dict[str, forms.Value] = {
        "line_items": _lines(action, page),
        "metadata": metadata(action),
        "payment_intent_data": {"metadata": metadata(action), "description": action.purpose},
        "restrictions": {"completed_sessions": {"limit": 1}},
        "inactive_message": _USED_OR_WITHDRAWN.get(page.language, _USED_OR_WITHDRAWN["en"]),
        "shipping_options": [{"shipping_rate": rate} for rate in rates],
        **_address(action, page),
        **_legal(page),
    }
    return forms.encode(params)


def session(action: RequestPayment, page: Page, now: int) -> bytes:
    """Ask for a Checkout Session; ``now`` is Stripe's clock, because it refuses an expiry that is off by its own."""
    options: list[forms.Value] = [{"shipping_rate_data": _rate(choice, action.currency)} for choice in action.shipping]
    params: dict[str, forms.Value] = {
        "mode": "payment",
        "success_url": page.thanks_url,
        "line_items": _lines(action, page),
        "customer": action.customer,
        "customer_update": _kept_of(action, page),
        "client_reference_id": action.conversation,
        "metadata": metadata(action),
        "payment_intent_data": {"metadata": metadata(action), "description": action.purpose},
        "expires_at": _end(action, now),
        # The copy that a recovery opens would go on at the price of an offer that is over.
        "after_expiration": {"recovery": {"enabled": action.offer is None}},
        "shipping_options": options,
        **_address(action, page),
        **_legal(page),
    }
    return forms.encode(params)


def _kept_of(action: RequestPayment, page: Page) -> dict[str, forms.Value] | None:
    """Return what the page may write down at a customer: the address it asks for, to be there the next time.

    Without that Stripe works no tax out for a customer of whom it has no address.
    """
    kept: dict[str, forms.Value] = {}
    if action.customer is not None and _address(action, page):
        kept["shipping"] = "auto"
    if action.customer is not None and page.legal.tax == STRIPE_TAX:
        kept["address"] = "auto"
    return kept or None


def _end(action: RequestPayment, now: int) -> int | None:
    seconds = action.expires_in
    if action.offer is not None:
        seconds = times.to_unix(times.from_text(action.offer.until)) - now
    return None if seconds is None else now + _in_bounds(seconds)


def _in_bounds(seconds: int) -> int:
    """Keep a minute away from both ends of what Stripe takes, because its clock goes on until it reads this."""
    return min(max(seconds, _SHORTEST + 60), _LONGEST - 60)


def metadata(action: RequestPayment) -> dict[str, forms.Value]:
    """Return what ties a payment to its chat: the first payment made with it proves who the person is."""
    return {"conversation": action.conversation, "action_id": action.id, "pays_back": action.pays_back}


def _lines(action: RequestPayment, page: Page) -> list[forms.Value]:
    return [_line(line, action.currency, page) for line in lines_of(action, page.purpose, page.language)]


def _line(line: Line, currency: str, page: Page) -> dict[str, forms.Value]:
    if line.price is not None:
        return {"price": line.price, "quantity": line.quantity}
    product: dict[str, forms.Value] = {"name": line.name, "metadata": {"sku": line.sku} if line.sku else {}}
    price: dict[str, forms.Value] = {
        "currency": currency,
        "unit_amount": line.unit_amount,
        "product_data": product,
        "tax_behavior": "inclusive" if page.legal.tax == STRIPE_TAX else None,
    }
    return {"price_data": price, "quantity": line.quantity}


def _rate(choice: Shipping, currency: str) -> dict[str, forms.Value]:
    return {
        "display_name": choice.label,
        "type": "fixed_amount",
        "fixed_amount": {"amount": choice.amount, "currency": currency},
    }


def _legal(page: Page) -> dict[str, forms.Value]:
    """Say what the law wants said, and have Stripe work the tax out where the shop has set that up."""
    found: dict[str, forms.Value] = {}
    if words := page_words(page.legal, page.language):
        found["custom_text"] = {"submit": {"message": words[:MOST_WORDS]}}
    if page.legal.tax == STRIPE_TAX:
        found["automatic_tax"] = {"enabled": True}
    return found


def _address(action: RequestPayment, page: Page) -> dict[str, forms.Value]:
    if not action.countries and not action.shipping:
        return {}
    return {"shipping_address_collection": {"allowed_countries": action.countries or page.countries}}
