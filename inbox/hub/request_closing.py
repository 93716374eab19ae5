"""Closes open payment requests so that they can no longer be paid, and never says so of one that was paid meanwhile.

``ClosingEngine.step`` is called by the action runner.
"""

from __future__ import annotations

import logging
from typing import cast

from inbox.domain.actions import CancelPaymentRequest
from inbox.domain.ids import ActionId
from inbox.domain.payments import Checkout
from inbox.domain.ports import Random
from inbox.domain.problems import Problem
from inbox.hub import action_repeats, action_rows, readings, refund_problems
from inbox.hub.action_repeats import GaveUp
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import Answer, StripeGateway

_OPEN = ("queued", "sending")
_UNSURE = Problem("close-unknown", "Stripe did not answer, so this may still be open; try again in a moment.")
MISSING = Problem("request-unknown", "Stripe does not know this payment request; reload the conversation.")

_log = logging.getLogger("tresen.requests")


class ClosingEngine:
    """Carries out ``cancel_payment_request``."""

    def __init__(self, writer: Writing, gateway: StripeGateway, random: Random) -> None:
        self._writer = writer
        self._gateway = gateway
        self._random = random

    def step(self, action: ActionId) -> int | None:
        """Close the request or find out why not; return the milliseconds until the next try, None at rest."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, action))
        if record is None or record.state not in _OPEN or record.body is None:
            return None
        request = cast("CancelPaymentRequest", record.action).request
        try:
            answer = self._gateway.checkout(request)
            if answer.value.status == "open":
                self._writer.run(lambda tx: self._begin(tx, action))
                answer = close(self._gateway, answer, f"{action}.close")
        except errors.StripeTrouble as trouble:
            return self._troubled(action, trouble)
        self._writer.run(lambda tx: self._end(tx, action, answer))
        return None

    def _begin(self, tx: Transaction, action: ActionId) -> None:
        record = action_rows.find(tx.hub, action)
        if record is not None and record.state == "queued":
            action_rows.save(tx, record, state="sending")

    def _end(self, tx: Transaction, action: ActionId, answer: Answer[Checkout]) -> None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN:
            return
        request = answer.value
        readings.note(tx, (request,), answer.date, record.conversation)
        result: action_rows.Facts = {"request": request.id, "status": request.status, "payment": request.payment}
        if request.status in ("expired", "cancelled"):
            action_rows.save(tx, record, state="succeeded", result=result, problem=None)
            return
        problem = too_late(request)
        _log.info("request %s could not be closed: %s (action %s)", request.id, problem.code, action)
        action_rows.save(tx, record, state="failed", result=result, problem=problem)

    def _troubled(self, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        return self._writer.run(lambda tx: self._try_again(tx, action, trouble))

    def _try_again(self, tx: Transaction, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        came = action_repeats.again(tx, action, trouble, self._random)
        if not isinstance(came, GaveUp):
            return came
        problem = MISSING if isinstance(trouble, errors.Missing) else refund_problems.of_trouble(trouble)
        action_rows.save(tx, came.record, state="failed", problem=problem if came.is_final else _UNSURE)
        return None


def close(gateway: StripeGateway, opened: Answer[Checkout], key: str) -> Answer[Checkout]:
    """Close an open request and return what it has become, which may be paid."""
    try:
        return gateway.close_request(opened.value.id, key)
    except errors.Refused:
        # It was paid, or ended, in this very moment: what it is now decides.
        return gateway.checkout(opened.value.id)


def too_late(request: Checkout) -> Problem:
    """Say why a request could not be closed."""
    if request.status == "paid":
        facts: dict[str, str | int | None] = {"payment": request.payment}
        return Problem(
            "already-paid", "The customer has paid this already; refund the payment if it was wrong.", facts=facts
        )
    if request.status == "processing":
        return Problem(
            "being-paid", "The customer is paying this right now; wait for the bank, then refund if it was wrong."
        )
    return Problem("not-closed", "Stripe still shows this as open; try again in a moment.")
