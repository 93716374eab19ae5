"""What an agent can ask for with money: a payment request, its end, a refund. Amounts in minor units of ``currency``."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from inbox.domain.action_base import Action, Amount, Currency, LineRef, Short
from inbox.domain.ids import ConversationId, MessageId, SourceId
from inbox.domain.offers import Offer
from inbox.domain.request_lines import Line, Shipping
from inbox.domain.template_choice import TemplateChoice


class RequestPayment(Action, frozen=True, kw_only=True, tag="request_payment"):
    """Ask for money by a link: from lines (a cart), or from an amount with a purpose."""

    conversation: ConversationId
    currency: Currency
    lines: Annotated[tuple[Line, ...], msgspec.Meta(max_length=20)] = ()
    amount: Amount | None = None
    purpose: Short | None = None
    shipping: Annotated[tuple[Shipping, ...], msgspec.Meta(max_length=5)] = ()
    countries: tuple[str, ...] = ()
    """ISO countries delivered to; asks for an address when given (or when there is a shipping choice)."""
    text: Annotated[str, msgspec.Meta(max_length=1024)] | None = None
    button: Annotated[str, msgspec.Meta(max_length=20)] | None = None
    cart: MessageId | None = None
    customer: SourceId | None = None
    """For whom a Checkout Session is filled in; a Payment Link knows nobody beforehand."""
    expires_in: Annotated[int, msgspec.Meta(ge=1800, le=7_776_000)] | None = None
    """Seconds until it can no longer be paid; ``request_life`` says what kind of request it is for that."""
    deliver: bool = True
    """False makes the link without sending it, to be copied into another chat."""
    replaces: SourceId | None = None
    """An open request of the same chat that is closed first; one that was paid by then is paid, and no new one is made."""
    offer: Offer | None = None
    """Less to pay until a moment; ``lines`` and ``amount`` are without it."""
    pays_back: Annotated[SourceId, msgspec.Meta(pattern="^(re|pyr)_[A-Za-z0-9_]+$")] | None = None
    """The refund that went out by mistake and is asked back."""
    template: TemplateChoice | None = None
    """What says it where the window is closed; without it a message with a button does."""
    moves_money: ClassVar[bool] = True
    sends: ClassVar[bool] = True


class CancelPaymentRequest(Action, frozen=True, kw_only=True, tag="cancel_payment_request"):
    """Close an open payment request, so that it can no longer be paid."""

    conversation: ConversationId | None = None
    request: SourceId


class RefundPayment(Action, frozen=True, kw_only=True, tag="refund"):
    """Give money back. Never without an amount: "the rest" would change when a colleague was faster."""

    payment: Annotated[SourceId, msgspec.Meta(pattern="^(pi|ch|py)_[A-Za-z0-9_]+$")]
    amount: Amount
    currency: Currency
    conversation: ConversationId | None
    reason: Annotated[str, msgspec.Meta(max_length=120)] = "other"
    seen_refunded: Annotated[int, msgspec.Meta(ge=0)] | None = None
    note: Annotated[str, msgspec.Meta(max_length=500)] | None = None
    tell: Annotated[str, msgspec.Meta(max_length=1024)] | None = None
    """Text to the customer, sent by itself once Stripe has accepted."""
    tell_template: TemplateChoice | None = None
    """What tells her instead where the window is closed by then."""
    lines: Annotated[tuple[LineRef, ...], msgspec.Meta(max_length=100)] = ()
    """Which lines of the payment the amount gives back in full: their places, counted from 0, and ``shipping``."""
    moves_money: ClassVar[bool] = True
