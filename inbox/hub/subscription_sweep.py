"""Lists the account's running subscriptions at start and twice a day, because Stripe's events reach back 30 days only.

A round of a job on its thread: one read per hundred, one per product for its name, and what an unpaid one waits for.
"""

from __future__ import annotations

import logging

import msgspec

from inbox.domain.ids import SourceId
from inbox.domain.payments import StripeObject
from inbox.domain.subscriptions import Subscription, SubscriptionItem
from inbox.hub import readings
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import Answer, StripeReads

_EVERY = 12 * 3600.0
_AGAIN = 300.0
_MOST_LATE = 25
"""Unpaid ones whose invoice and payment are read in a round; webhooks tell of all others."""
_BATCH = 50

_log = logging.getLogger("tresen.stripe")


class SubscriptionSweep:
    """The job. Without the permission to read subscriptions it says so once in the log and asks no more for a day."""

    def __init__(self, writer: Writing, gateway: StripeReads) -> None:
        self._writer = writer
        self._gateway = gateway
        self._names: dict[SourceId, str] = {}

    def run(self) -> float:
        """List once and return the seconds until the next round."""
        try:
            listed = self._gateway.subscriptions.running()
        except errors.Forbidden as refusal:
            _log.warning("the Stripe key may not read subscriptions (%s); none are shown", refusal.permission)
            return 2 * _EVERY
        except errors.StripeTrouble as trouble:
            _log.info("the subscriptions could not be listed: %s", trouble.message)
            return _AGAIN
        for start in range(0, len(listed.value), _BATCH):
            found = [self._named(each) for each in listed.value[start : start + _BATCH]]
            self._note(found, listed.date)
        late = [each for each in listed.value if each.status in ("past_due", "unpaid")]
        for each in late[:_MOST_LATE]:
            self._read_late(each.id)
        return _EVERY

    def _note(self, found: list[Subscription], date: int) -> None:
        self._writer.run(lambda tx: readings.note(tx, found, date))

    def _named(self, listed: Subscription) -> Subscription:
        """Return a subscription with the names of its things, or without its things where a name cannot be read."""
        items: list[SubscriptionItem] = []
        for each in listed.items or ():
            name = self._name(each.product) if each.product is not None else ""
            if name:
                items.append(msgspec.structs.replace(each, name=name))
        return msgspec.structs.replace(listed, items=tuple(items) or None)

    def _name(self, product: SourceId) -> str:
        if product not in self._names:
            try:
                self._names[product] = self._gateway.subscriptions.product_name(product).value
            except errors.StripeTrouble as trouble:
                _log.info("the name of %s could not be read: %s", product, trouble.message)
                return ""
        return self._names[product]

    def _read_late(self, name: SourceId) -> None:
        """Read what an unpaid one waits for: its last invoice, and why that was not paid."""
        try:
            whole = self._gateway.subscriptions.subscription(name)
            found: list[Answer[StripeObject | None]] = [Answer(whole.value, whole.date)]
            for part in (whole.value.latest_invoice, whole.value.latest_payment):
                if part is not None:
                    found.append(self._gateway.look_up(part))
        except errors.StripeTrouble as trouble:
            _log.info("%s could not be read whole: %s", name, trouble.message)
            return
        for answer in found:
            if (said := answer.value) is not None:
                self._take(said, answer.date)

    def _take(self, said: StripeObject, date: int) -> None:
        self._writer.run(lambda tx: readings.note(tx, (said,), date))
