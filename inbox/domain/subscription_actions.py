"""What an agent can ask for of a subscription: to skip, pause, go on, end, or take an end back."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from inbox.domain.action_base import Action, Amount, Currency
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.subscriptions import Change
from inbox.domain.template_choice import TemplateChoice


class ChangeSubscription(Action, frozen=True, kw_only=True, tag="change_subscription"):
    """Change a subscription.

    Skipping the next charge is a pause of collection that voids invoices and ends twelve hours after the next period
    begins: the documented way (docs.stripe.com/billing/subscriptions/pause-payment), which leaves the cycle as it is and
    needs nobody to be awake. Pausing is the same with another end, or without one. Ending now gives nothing back by
    itself: what is to be refunded is a refund, with its own rules.
    """

    conversation: ConversationId
    subscription: Annotated[SourceId, msgspec.Meta(pattern="^sub_[A-Za-z0-9]+$")]
    change: Change
    until: str | None = None
    """When collecting goes on (RFC 3339), for ``pause``; without it nothing is charged until somebody says so."""
    seen: Annotated[str, msgspec.Meta(max_length=300)]
    """What the agent saw of it (``subscriptions.seen``): when it is another by then, nothing is changed."""
    tell: Annotated[str, msgspec.Meta(max_length=1024)] | None = None
    """Text to the customer, sent by itself once Stripe has taken the change."""
    tell_template: TemplateChoice | None = None
    """What tells her instead where the window is closed by then."""
    amount: Amount | None = None
    """What a period costs, for who is told of it; what is changed does not depend on it."""
    currency: Currency | None = None
    moves_money: ClassVar[bool] = True
