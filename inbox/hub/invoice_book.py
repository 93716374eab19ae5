"""Reads the shop's newest invoices once, so that payments from before the hub's first day know which invoice they paid.

A round of a job on its thread; from then on Stripe's events tell. A key that may not read invoices leaves them out.
"""

from __future__ import annotations

import logging

from inbox.domain.payments import Invoice
from inbox.hub import invoice_links, job_marks
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeGateway

MARK = "stripe-invoices"
_PAGES = 10
"""A thousand invoices, ten reads."""
_AT_ONCE = 100
_IDLE = 3600.0
_AGAIN = 60.0

_log = logging.getLogger("tresen.stripe")


class InvoiceBook:
    """The job."""

    def __init__(self, store: HubStore, writer: Writing, gateway: StripeGateway) -> None:
        self._store = store
        self._writer = writer
        self._gateway = gateway
        self._is_done = False

    def run(self) -> float:
        """Read the invoices unless that was done, and return the seconds until the next round."""
        if self._is_done or self._was_done():
            self._is_done = True
            return _IDLE
        try:
            answer = self._gateway.invoices.newest(_PAGES)
        except errors.Forbidden as refusal:
            _log.info("the Stripe key may not read invoices (%s); they are left out", refusal.permission)
            return _IDLE
        except errors.StripeTrouble as trouble:
            _log.info("the invoices could not be read: %s", trouble.message)
            return _AGAIN
        # The oldest first, as they came to be.
        found = answer.value[::-1]
        for start in range(0, len(found), _AT_ONCE):
            part = found[start : start + _AT_ONCE]
            self._writer.run(lambda tx, part=part: self._take(tx, part, answer.date))  # type: ignore[misc] # bound early
        self._writer.run(lambda tx: job_marks.put(tx, MARK, str(len(found))))
        return _IDLE

    def _was_done(self) -> bool:
        with self._store.reader() as reader:
            return job_marks.get(reader.hub, MARK) is not None

    def _take(self, tx: Transaction, found: tuple[Invoice, ...], date: int) -> None:
        invoice_links.note(tx, found, date)
