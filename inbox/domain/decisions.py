"""What a decision is, and the facts it rests on: the words ``policy`` and the rules beside it share."""

from __future__ import annotations

from datetime import datetime

import msgspec

from inbox.domain.payments import Checkout, Dispute, Payment, Refund
from inbox.domain.problems import Problem
from inbox.domain.refunds import LiveRefund
from inbox.domain.roles import Actor, Policy
from inbox.domain.subscriptions import Subscription
from inbox.domain.templates import Template


class Allowed(msgspec.Struct, frozen=True):
    """Go ahead."""


class NeedsApproval(msgspec.Struct, frozen=True):
    """Above the actor's limit: somebody else must approve. ``reason`` is a slug, ``facts`` the limit and the sum."""

    reason: str
    facts: dict[str, str | int | None] = {}


class NeedsConfirmation(msgspec.Struct, frozen=True):
    """Something stands against it that the agent may overrule by naming ``codes`` in ``confirmed``."""

    codes: tuple[str, ...]
    facts: dict[str, str | int | None] = {}


class Refused(msgspec.Struct, frozen=True):
    """Not possible; ``problem`` says why and the way out."""

    problem: Problem


Decision = Allowed | NeedsApproval | NeedsConfirmation | Refused


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The facts a decision rests on. Money is in minor units; unknown facts are None or empty.

    ``match`` is the certainty with which the payment belongs to the conversation: ``confirmed``, ``likely``,
    ``none``, or None where the question does not arise (no conversation named, or money not involved).
    """

    actor: Actor
    now: datetime
    policy: Policy = Policy()
    conversation_known: bool = True
    last_inbound: datetime | None = None
    blocked: bool = False
    marketing_stopped: str | None = None
    """Since when the person wants no marketing (RFC 3339), None while nobody has heard that."""
    payment: Payment | None = None
    refunds: tuple[Refund, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    live: tuple[LiveRefund, ...] = ()
    """Other refund actions on the same charge, this one excluded."""
    refunded_today: int = 0
    """Sum this agent has refunded since midnight in the shop's time zone, in the payment's currency."""
    match: str | None = None
    open_requests: tuple[Checkout, ...] = ()
    other_known: bool = True
    """Whether there is the other conversation that a merge names."""
    are_one: bool = False
    """Whether the two conversations of a merge are one person's already."""
    both_paid: bool = False
    """Whether both of them have money: then a person's word is needed, never a machine's."""
    template: Template | None = None
    """The template that is to be sent or submitted, None when nobody knows it."""
    subscription: Subscription | None = None
    """The subscription that is to be changed, as it stands; None where it was not looked at."""
    is_theirs: bool | None = None
    """Whether it belongs to the person of the conversation, None where nobody looked."""
    approved: bool = False
    """True when a second person has approved; limits then no longer ask."""


def no(code: str, detail: str, **facts: str | int | None) -> Refused:
    """Refuse with a slug, a sentence that names the way out, and what the sentence is about."""
    return Refused(Problem(code, detail, facts=facts))
