"""The refund that is on its way for a payment, this desk's or a colleague's: who, how much, how it stands, what may be done.

Used by the panel on the GUI thread; pure but for words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import AskedRefund, Item, Presence
from inbox.domain import times
from inbox.domain.ids import ActionId
from inbox.domain.payments import Payment
from inbox.domain.problems import Problem
from inbox.domain.roles import at_least
from inbox.ui.models.presenters import deciding, refunds
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.entries import action_chip
from inbox.ui.models.rows import Chip, Span, Tone
from inbox.ui.models.states import cards
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Entry

translate = QCoreApplication.translate

SLOW = timedelta(seconds=15)
"""Stripe usually answers within two seconds; after so long the card says that it is being checked."""

_REPEATABLE = timedelta(hours=23)
"""Stripe keeps a key for 24 hours; the hub measures the same by Stripe's own clock."""
_NOT_REPEATABLE = frozenset({"too-old-to-repeat", "other-account", "hub-restored"})


class Going(msgspec.Struct, frozen=True, kw_only=True):
    """A refund that is not over. ``who`` is a colleague's name, empty for the agent at this desk."""

    action: ActionId
    state: str
    amount: int
    currency: str | None
    who: str = ""
    asked_at: str
    since: str
    problem: Problem | None = None
    held: Item | None = None
    """This desk's own click while it is on hold."""


def of_payment(desk: Desk, items: list[Item], asked: Iterable[AskedRefund], payment: Payment) -> Going | None:
    """Return what is on its way for a payment; this desk's own click first, which knows of its hold."""
    own = refunds.newest_refund(items, payment)
    wish = refunds.refund_of(own) if own is not None else None
    if own is not None and wish is not None and own.state in refunds.LIVE:
        return Going(
            action=own.id,
            state=own.state,
            amount=wish.amount,
            currency=wish.currency,
            asked_at=own.clicked_at,
            since=own.changed_at,
            problem=own.problem,
            held=own if own.state == "held" else None,
        )
    names = set(refunds.targets(payment))
    ended = {item.id for item in items if item.state not in refunds.LIVE}
    live = (each for each in asked if each.is_of(names) and each.state in refunds.LIVE and each.action not in ended)
    other = next(live, None)
    return None if other is None else _of(desk, other)


def _of(desk: Desk, asked: AskedRefund) -> Going:
    is_mine = asked.agent == desk.me.agent
    return Going(
        action=asked.action,
        state=asked.state,
        amount=asked.amount,
        currency=asked.currency or None,
        who="" if is_mine else name_of(desk, asked),
        asked_at=asked.at,
        since=asked.changed_at,
        problem=asked.problem,
    )


def name_of(desk: Desk, asked: AskedRefund) -> str:
    """Return who asked for a refund."""
    known = asked.agent_name or desk.name_of(asked.agent)
    return known or translate("Payments", "A colleague")


def is_slow(desk: Desk, going: Going) -> bool:
    """Tell whether a refund has been on its way for longer than Stripe usually takes."""
    return going.state in ("posting", "sending") and desk.clock.now() - times.from_text(going.since) >= SLOW


def unknown_card(desk: Desk, payment: str, going: Going) -> Entry:
    """Return the card of a refund nobody knows the end of, or that takes too long."""
    since = desk.moments.clock(times.from_text(going.since))
    amount = desk.amount(going.amount, going.currency)
    return cards.outcome_unknown(
        payment, amount, since=since, is_late=going.state == "unknown", who=going.who, offers=offers(desk, going)
    )


def offers(desk: Desk, going: Going) -> frozenset[Intent]:
    """Return what this agent may do about a refund of unknown outcome; the hub decides it again."""
    if going.state != "unknown":
        return frozenset()
    if going.problem is not None and going.problem.code == "hub-restored":
        return frozenset({Intent.REFUND_LEAVE})
    found: set[Intent] = set()
    is_senior = at_least(desk.me.role, "supervisor")
    age = desk.clock.now() - times.from_text(going.asked_at)
    code = going.problem.code if going.problem is not None else ""
    if (is_senior or not going.who) and at_least(desk.me.role, "agent") and age < _REPEATABLE and code not in _NOT_REPEATABLE:
        found.add(Intent.REFUND_TRY_AGAIN)
    if is_senior:
        found |= {Intent.REFUND_MOVED, Intent.REFUND_NOT_MOVED}
    return frozenset(found)


def progress(desk: Desk, going: Going) -> tuple[Chip, tuple[Span, ...]]:
    """Return chip and line of a refund that is being carried out or waits for somebody."""
    amount = desk.amount(going.amount, going.currency)
    if going.state == "needs_approval":
        time = desk.moments.clock(times.from_text(going.asked_at))
        if going.who:
            words = translate("Payments", "{name}'s refund of {amount} has been waiting for approval since {time}")
        else:
            words = translate("Payments", "Your refund of {amount} has been waiting for approval since {time}")
            if deciding.is_alone(desk, going.amount):
                words = translate(
                    "Payments", "Your refund of {amount} has been waiting since {time} for you to read it once more"
                )
        return action_chip(going.state), bold(words, amount, name=going.who, time=time)
    words = translate("Payments", "{name} is refunding {amount}") if going.who else "{amount}"
    return Chip(translate("Payments", "Being refunded"), Tone.INFO), bold(words, amount, name=going.who)


def elsewhere(desk: Desk, payment: Payment) -> tuple[Span, ...]:
    """Return what a colleague is at with this payment right now: a refund on hold, the refund form."""
    if (holding := _holder(desk, payment)) is not None:
        return _holding(desk, holding)
    names = set(refunds.targets(payment))
    others = (each for each in desk.commands.view.presence if each.agent != desk.me.agent and each.payment in names)
    opened = next((each for each in others if each.doing == "refunding"), None)
    if opened is not None:
        return (Span(translate("Payments", "{name} has the refund form open").format(name=opened.name)),)
    return ()


def is_held(desk: Desk, payment: Payment) -> bool:
    """Tell whether a colleague has a refund of a payment on hold right now."""
    return _holder(desk, payment) is not None


def _holder(desk: Desk, payment: Payment) -> Presence | None:
    names = set(refunds.targets(payment))
    others = (each for each in desk.commands.view.presence if each.agent != desk.me.agent and each.payment in names)
    return next((each for each in others if each.doing == "holding"), None)


def _holding(desk: Desk, held: Presence) -> tuple[Span, ...]:
    words = translate("Payments", "{name} has a refund of {amount} on hold")
    return bold(words, desk.amount(held.amount or 0, held.currency), name=held.name)


def bold(words: str, amount: str, **named: str | int) -> tuple[Span, ...]:
    """Return a sentence with its ``{amount}`` in bold."""
    before, _, after = words.format(amount="\0", **named).partition("\0")
    return tuple(span for span in (Span(before), Span(amount, True), Span(after)) if span.text)
