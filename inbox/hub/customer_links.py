"""Ties a Stripe customer or payment to a conversation at an agent's word, and brings what Stripe knows of it along.

``LinkEngine.step`` is called by the action runner. Without the permission to read customers the tie holds all the same;
their payments then come in with their own events.
"""

from __future__ import annotations

import logging
from typing import cast

import msgspec

from inbox.domain.actions import LinkCustomer
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import StripeObject
from inbox.domain.ports import Random
from inbox.domain.problems import Problem
from inbox.domain.subscriptions import OVER, Subscription
from inbox.hub import action_repeats, action_rows, decisions, readings, refund_problems
from inbox.hub.action_repeats import GaveUp
from inbox.hub.refund_facts import actor_of
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeReads

_UNKNOWN = Problem("customer-unknown", "Stripe knows no such customer or payment in this account; check the id.")

_MOST_SUBSCRIPTIONS = 5
"""How many of a customer's are read one by one."""

_log = logging.getLogger("tresen.actions")


class LinkEngine:
    """Carries out ``link_customer``."""

    def __init__(self, writer: Writing, gateway: StripeReads, random: Random) -> None:
        self._writer = writer
        self._gateway = gateway
        self._random = random

    def step(self, action: ActionId) -> int | None:
        """Read at Stripe and tie; return the milliseconds until the next try, None at rest."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, action))
        if record is None or record.state != "queued" or record.body is None:
            return None
        wish = cast("LinkCustomer", record.action)
        try:
            found, date = self._read(wish)
        except errors.Forbidden as refusal:
            _log.info("link %s without reading: %s", action, refusal.permission)
            found, date = [], 0
        except errors.Missing:
            self._writer.run(lambda tx: self._fail(tx, action, _UNKNOWN))
            return None
        except errors.StripeTrouble as trouble:
            return self._troubled(action, trouble)
        self._writer.run(lambda tx: self._tie(tx, action, wish, found, date))
        return None

    def _read(self, wish: LinkCustomer) -> tuple[list[StripeObject], int]:
        if wish.payment is not None:
            paid = self._gateway.payment(wish.payment)
            return [paid.value], paid.date
        assert wish.customer is not None
        customer = self._gateway.customer(wish.customer)
        payments = self._gateway.payments_of(wish.customer)
        return [customer.value, *payments.value, *self._subscriptions(wish.customer)], payments.date

    def _subscriptions(self, customer: SourceId) -> list[Subscription]:
        """Read what a customer is subscribed to, with names for what still runs; nothing without the permission."""
        calls = self._gateway.subscriptions
        try:
            listed = calls.of_customer(customer).value
            return [
                calls.subscription(each.id).value
                if each.status not in OVER and place < _MOST_SUBSCRIPTIONS
                else msgspec.structs.replace(each, items=None)
                for place, each in enumerate(listed)
            ]
        except errors.Forbidden as refusal:
            _log.info("subscriptions of %s are not read: %s", customer, refusal.permission)
            return []

    def _tie(self, tx: Transaction, action: ActionId, wish: LinkCustomer, found: list[StripeObject], date: int) -> None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state != "queued":
            return
        decisions.apply(tx, actor_of(record), wish)
        readings.note(tx, found, date, record.conversation)
        action_rows.save(tx, record, state="succeeded", result={"read": len(found)}, problem=None)

    def _troubled(self, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        return self._writer.run(lambda tx: self._try_again(tx, action, trouble))

    def _try_again(self, tx: Transaction, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        came = action_repeats.again(tx, action, trouble, self._random, errors.KeyRefused | errors.Refused)
        if not isinstance(came, GaveUp):
            return came
        self._fail(tx, action, refund_problems.of_trouble(trouble))
        return None

    def _fail(self, tx: Transaction, action: ActionId, problem: Problem) -> None:
        record = action_rows.find(tx.hub, action)
        if record is not None and record.state == "queued":
            action_rows.save(tx, record, state="failed", problem=problem)
