"""Reads again what may have changed at Stripe without a word reaching us: refunds, open requests, unclear objects.

Refunds are followed for 30 days, because one that succeeded can still fail. Rounds of a job on its thread; every look is a
read, nothing here moves money.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from inbox.domain import times
from inbox.domain.actions import RequestPayment
from inbox.domain.dispute_actions import ABOUT_DISPUTES
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import Checkout, Dispute, Refund, StripeObject
from inbox.domain.ports import Clock
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.domain.subscriptions import Subscription
from inbox.hub import action_rows, dispute_settle, job_marks, late_refunds, read_budget, readings, subscription_settle
from inbox.hub.action_rows import Record
from inbox.hub.details import Details
from inbox.hub.requests import has_link
from inbox.hub.sends import MAY_HAVE_BEEN_SENT
from inbox.hub.store import HubStore
from inbox.hub.stripe_hook import Unclear, settle_refund
from inbox.hub.told import Ready
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import Answer, StripeReads
from inbox.store.state import mirror, requests

_EVERY = 60.0
_NEXT_SECOND = 1.1
_AT_ONCE = 25
_A_FEW = 5
"""Details read in a second: they can wait, and a whole month of them may."""
_UNKNOWN_LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
_REQUESTS_EVERY = timedelta(hours=12)
_LATE_EVERY = timedelta(hours=6)
_SENT_LATELY = timedelta(days=2)

_log = logging.getLogger("tresen.stripe")


class Watch:
    """The job."""

    def __init__(
        self,
        store: HubStore,
        writer: Writing,
        gateway: StripeReads,
        clock: Clock,
        ready: Ready,
        unclear: Unclear,
        details: Details,
    ) -> None:
        self._store = store
        self._writer = writer
        self._gateway = gateway
        self._clock = clock
        self._ready = ready
        self._unclear = unclear
        self._details = details
        self._not_before = self._details_not_before = 0.0
        self._requests_read: datetime | None = None
        self._late_told: datetime | None = None
        self._sent_read: dict[SourceId, datetime] = {}
        self._counted = 0

    def run(self) -> float:
        """Read what is due and return the seconds until the next round."""
        if self._clock.monotonic() >= self._not_before:
            for name in self._unclear.take():
                self._read_again(name)
        if self._details and self._clock.monotonic() >= self._details_not_before:
            self._details_not_before = self._clock.monotonic() + _NEXT_SECOND
            for name in self._details.take(_A_FEW):
                self._read_details(name)
        self._sent_requests()
        with self._store.reader() as reader:
            due = action_rows.due(reader.hub, times.to_text(self._clock.now()), _AT_ONCE)
        for record in due:
            self._follow(record)
        self._requests()
        self._late_refunds()
        self._count_reads()
        return _NEXT_SECOND if self._unclear or self._details else _EVERY

    def _read_details(self, name: SourceId) -> None:
        """Read what a webhook left out: the lines of a page, or the fee of a charge."""
        if name.startswith(("cs_", "plink_", "sub_")):
            self._read_again(name)
            return
        if not self._details.has_fees:
            return
        try:
            answer = self._gateway.charge_with_fee(name)
        except errors.Forbidden as refusal:
            self._details.has_fees = False
            _log.info("the Stripe key may not read fees (%s); refunds are shown without them", refusal.permission)
            return
        except errors.StripeTrouble as trouble:
            _log.info("the fee of %s could not be read: %s", name, trouble.message)
            return
        self._writer.run(lambda tx: self._take(tx, answer.value, answer.date))

    def _read_again(self, name: SourceId) -> bool:
        """Read an object; tell whether Stripe has said what there is to say of it, so that nothing is gained by asking soon."""
        try:
            answer = self._gateway.look_up(name)
        except errors.StripeTrouble as trouble:
            _log.info("%s could not be read again: %s", name, trouble.message)
            return not isinstance(trouble, errors.Unreachable | errors.Lost | errors.Busy)
        self._note(answer)
        return True

    def _note(self, answer: Answer[StripeObject | None] | Answer[StripeObject]) -> None:
        found = answer.value
        if found is not None:
            self._writer.run(lambda tx: self._take(tx, found, answer.date))

    def _take(self, tx: Transaction, found: StripeObject, date: int) -> None:
        readings.note(tx, (found,), date)
        if tx.ambiguous:
            # Read in the very second in which it had changed: only a later second can tell which is the newer.
            self._unclear.add(tx.ambiguous)
            self._not_before = self._clock.monotonic() + _NEXT_SECOND
        if isinstance(found, Refund):
            settle_refund(tx, found, self._ready)
        if isinstance(found, Dispute):
            dispute_settle.settle(tx, found)
        if isinstance(found, Subscription):
            subscription_settle.settle(tx, found, self._ready)

    def _follow(self, record: Record) -> None:
        """Read the refund of an action, or look for it where nobody knows whether there is one."""
        if record.kind == "request_payment":
            self._writer.run(lambda tx: self._find_request(tx, record.id))
            return
        if record.body is not None and isinstance(wish := record.action, ABOUT_DISPUTES):
            self._read_again(wish.dispute)
            self._writer.run(lambda tx: self._later(tx, record.id))
            return
        if record.body is not None and isinstance(wish := record.action, ChangeSubscription):
            self._read_again(wish.subscription)
            self._writer.run(lambda tx: self._later(tx, record.id))
            return
        try:
            refund = self._refund_of(record)
        except errors.StripeTrouble as trouble:
            _log.info("refund %s could not be looked at: %s", record.id, trouble.message)
            self._writer.run(lambda tx: self._soon(tx, record.id))
            return
        if refund is None:
            self._writer.run(lambda tx: self._later(tx, record.id))
            return
        self._note(refund)
        self._writer.run(lambda tx: self._soon(tx, record.id))

    def _refund_of(self, record: Record) -> Answer[StripeObject] | None:
        if record.kind != "refund":
            return None
        known = (record.result or {}).get("refund")
        if isinstance(known, str):
            found = self._gateway.refund(SourceId(known))
            return Answer(found.value, found.date)
        charge = record.charge
        if charge is None and record.payment is not None:
            charge = self._gateway.payment(record.payment).value.charge
        if charge is None:
            return None
        listed = self._gateway.refunds_of(charge)
        mine = next((refund for refund in listed.value if refund.action == record.id), None)
        return None if mine is None else Answer(mine, listed.date)

    def _find_request(self, tx: Transaction, action: ActionId) -> None:
        """Look for the link of a request that a restored backup left open; Stripe's events have told of it by now."""
        record = action_rows.find(tx.hub, action)
        if record is None or record.body is None or record.conversation is None or record.state != "unknown":
            return
        known = mirror.where(tx.state, Checkout, "conversation", (record.conversation,))
        ours = next((one for one in known if one.action == action and one.link is None and one.url), None)
        if ours is not None and not has_link(record):
            result: action_rows.Facts = {"request": ours.id, "url": ours.url}
            is_done = isinstance(wish := record.action, RequestPayment) and not wish.deliver
            state, problem = ("succeeded", None) if is_done else ("unknown", MAY_HAVE_BEEN_SENT)
            action_rows.save(tx, record, state=state, result=result, problem=problem)
        self._later(tx, action)

    def _soon(self, tx: Transaction, action: ActionId) -> None:
        """Plan another look in an hour, unless what was read has planned one already."""
        record = action_rows.find(tx.hub, action)
        if record is not None and record.look_at is not None and record.look_at <= times.to_text(tx.now):
            action_rows.save(tx, record, look_at=times.to_text(tx.now + _UNKNOWN_LOOKS[0]))

    def _later(self, tx: Transaction, action: ActionId) -> None:
        """Plan another look, more and more rarely, until a day has passed."""
        record = action_rows.find(tx.hub, action)
        if record is None:
            return
        age = tx.now - times.from_text(record.changed_at)
        wait = next((step for step in _UNKNOWN_LOOKS if age < step), None)
        is_open = record.state == "unknown" and wait is not None
        action_rows.save(tx, record, look_at=times.to_text(tx.now + wait) if is_open and wait else None)

    def _sent_requests(self) -> None:
        """Read the requests made elsewhere that were written into a chat, as far as Stripe has not told enough of them."""
        now = self._clock.now()
        self._sent_read = {name: at for name, at in self._sent_read.items() if now - at < _REQUESTS_EVERY}
        with self._store.reader() as reader:
            lacking = requests.unread(reader.state, times.to_text(now - _SENT_LATELY))
        for name in [each for each in lacking if each not in self._sent_read][:_A_FEW]:
            if self._read_again(name):
                self._sent_read[name] = now

    def _requests(self) -> None:
        """Read open payment requests at start and twice a day: an event may have been missed for good."""
        now = self._clock.now()
        if self._requests_read is not None and now - self._requests_read < _REQUESTS_EVERY:
            return
        self._requests_read = now
        with self._store.reader() as reader:
            open_ones = mirror.open_requests(reader.state, ("open", "processing"), limit=_AT_ONCE * 4)
            given = {each.id for each in requests.open_given(reader.state)}
        for request in open_ones:
            if (request.conversation is not None or request.id in given) and request.link is None:
                self._read_again(request.id)

    def _late_refunds(self) -> None:
        """Say which refunds have not arrived for long, a few times a day."""
        now = self._clock.now()
        if self._late_told is None or now - self._late_told >= _LATE_EVERY:
            self._late_told = now
            self._writer.run(late_refunds.tell)

    def _count_reads(self) -> None:
        """Add this run's reads to the month's count; a restart goes on from the mark."""
        made = self._gateway.reads - self._counted
        self._counted += made
        month = read_budget.month_of(self._clock.now())
        if made:
            self._writer.run(lambda tx: job_marks.add(tx, month, made))
