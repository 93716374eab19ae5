"""Reads a month of money at Stripe and lays it beside what this hub was told.

In a worker thread of the routes, at a supervisor's wish: one read at Stripe for each hundred movements. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta, tzinfo
from itertools import chain
from typing import TypeVar

import msgspec

from inbox.domain import journal, times
from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.journal import Balance, Entry, Journal
from inbox.domain.payments import LIVE_REFUND_STATES, Checkout, CreditNote, Dispute, Invoice, Payment, Refund, merge
from inbox.domain.ports import Clock
from inbox.hub import access, action_rows
from inbox.hub.problems import HttpProblem
from inbox.hub.store import HubStore
from inbox.hub.tables import HubTables
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeReads
from inbox.store.state import mirror
from inbox.store.state.schema import StateTables

_T = TypeVar("_T", Payment, Refund, Dispute)

_LOOKED_FOR = 50
"""Payments that are looked for one by one at Stripe, where the month's list does not have them."""
_BEFORE = timedelta(days=1)
_NO_STRIPE = HttpProblem(409, "not-connected", "Stripe is not connected, so there is no money to list.")


class Journals:
    """The journals of one hub."""

    def __init__(self, store: HubStore, stripe: StripeReads | None, clock: Clock, zone: tzinfo) -> None:
        self._store = store
        self._stripe = stripe
        self._clock = clock
        self._zone = zone

    def read(self, month: str) -> Journal:
        """Return the journal of a month (``2026-11``); HttpProblem when there is none, or Stripe does not tell."""
        if self._stripe is None:
            raise _NO_STRIPE
        try:
            start, end = journal.bounds(month, self._zone)
        except ValueError:
            raise HttpProblem(400, "bad-parameter", "The parameter month must be a month like 2026-11.") from None
        if start > self._clock.now() + _BEFORE:
            raise HttpProblem(409, "month-ahead", "That month has not begun yet; choose another.")
        try:
            return self._read(self._stripe, month, times.to_unix(start), times.to_unix(end))
        except errors.Forbidden as refusal:
            what = f" {refusal.permission}" if refusal.permission else ""
            words = f"The Stripe key may not read the balance; tick the permission{what} for it at Stripe."
            raise HttpProblem(409, "stripe-permission", words) from refusal
        except errors.StripeTrouble as trouble:
            raise HttpProblem(502, "stripe-unreachable", f"Stripe did not answer as hoped: {trouble.message}") from trouble

    def _read(self, stripe: StripeReads, month: str, start: int, end: int) -> Journal:
        movements = stripe.movements(start, end)
        as_of = times.to_text(times.from_unix(movements.date) if movements.date else self._clock.now())
        sources = [each.source for each in movements.value if each.source is not None]
        with self._store.reader() as reader:
            entries = _entries(reader.state, reader.hub, sources, start, end)
        kept = journal.keep(month, self._zone, as_of, movements.value, entries)
        return msgspec.structs.replace(kept, differences=self._confirmed(stripe, kept), balance=self._balance(stripe))

    def _confirmed(self, stripe: StripeReads, kept: Journal) -> tuple[journal.Difference, ...]:
        """Leave out what moved in another month: a payment may have been begun on the last evening of this one."""
        missing = [each for each in kept.differences if each.what == "not-moved"][:_LOOKED_FOR]
        elsewhere = {
            each.source
            for each in missing
            if any(journal.kind_of(found.category) == each.kind for found in stripe.movements_of(each.source).value)
        }
        return tuple(each for each in kept.differences if each.what != "not-moved" or each.source not in elsewhere)

    def _balance(self, stripe: StripeReads) -> tuple[Balance, ...] | None:
        try:
            return stripe.balance().value
        except errors.Forbidden:
            return None


def _entries(state: StateTables, hub: HubTables, sources: Sequence[SourceId], start: int, end: int) -> list[Entry]:
    """Return what the hub knows of these sources, and of everything of the month."""
    since, until = (times.to_text(times.from_unix(seconds)) for seconds in (start, end))
    moved = set(sources)
    charged = mirror.where(state, Payment, "charge", sources, limit=len(sources) + 1)
    by_intent = mirror.read(state, Payment, sources)
    refunds = _merged(mirror.read(state, Refund, sources), mirror.created_between(state, Refund, since, until))
    disputes = _merged(mirror.read(state, Dispute, sources), mirror.created_between(state, Dispute, since, until))
    payments = _merged([*charged, *by_intent], mirror.created_between(state, Payment, since, until))
    about = {name for name in (*(each.payment for each in refunds), *(each.payment for each in disputes)) if name is not None}
    named = {each.id: each for each in (*mirror.read(state, Payment, sorted(about)), *payments)}
    asked = _Asked(state, hub, named.values(), refunds)
    return [
        *(asked.payment(each) for each in payments if each.status == "succeeded"),
        *(asked.refund(each, named) for each in refunds if each.status in LIVE_REFUND_STATES - {"pending"} or each.id in moved),
        *(asked.dispute(each, named) for each in disputes if not (each.status or "").startswith("warning") or each.id in moved),
    ]


def _merged(one: Iterable[_T], other: Iterable[_T]) -> list[_T]:
    found: dict[SourceId, _T] = {}
    for each in chain(one, other):
        found[each.id] = each
    return list(found.values())


class _Asked:
    """Who asked for what: the names beside the money."""

    def __init__(
        self, state: StateTables, hub: HubTables, payments: Iterable[Payment], refunds: Iterable[Refund]
    ) -> None:
        self._hub = hub
        payments = list(payments)
        self._team = {each.agent: each.name for each in access.team(hub)}
        pages = mirror.where(state, Checkout, "payment", [each.id for each in payments], limit=100_000)
        self._pages: dict[SourceId, Checkout] = {}
        for page in sorted(pages, key=lambda each: each.link is not None):
            if page.payment is not None:
                known = self._pages.get(page.payment)
                self._pages[page.payment] = page if known is None else merge(known, page)
        papers = [page.invoice for page in self._pages.values()] + [paid.invoice for paid in payments]
        invoices = list(dict.fromkeys(name for name in papers if name is not None))
        self._invoices = {each.id: each for each in mirror.read(state, Invoice, invoices)}
        notes = [given.credit_note for given in refunds if given.credit_note is not None]
        self._notes = {each.id: each for each in mirror.read(state, CreditNote, notes)}

    def payment(self, paid: Payment) -> Entry:
        page = self._pages.get(paid.id)
        entry = self._about(paid, SourceId(paid.charge or paid.id), "payment", paid.amount)
        agent = self._name_of(page.action) if page is not None and page.action is not None else (None, None)
        return msgspec.structs.replace(
            entry, currency=paid.currency, created=paid.created, tax=self._tax_of(paid, page), agent=agent[0]
        )

    def refund(self, given: Refund, payments: Mapping[SourceId, Payment]) -> Entry:
        paid = payments.get(given.payment) if given.payment is not None else None
        entry = self._about(paid, given.id, "refund", None if given.amount is None else -given.amount)
        agent, approver = (None, None) if given.action is None else self._name_of(given.action)
        return msgspec.structs.replace(
            entry,
            currency=given.currency,
            created=given.created,
            payment=given.payment or entry.payment,
            reason=given.reason,
            agent=agent,
            approver=approver,
            **self._corrected(given),
        )

    def _tax_of(self, paid: Payment, page: Checkout | None) -> int | None:
        """Return what of a payment is tax: as its page says, or its invoice when it paid all of that."""
        if page is not None and page.tax:
            return page.tax
        invoice = self._invoice_of(paid)
        if invoice is not None and invoice.amount == paid.amount and invoice.tax is not None:
            return invoice.tax
        return None if page is None else page.tax

    def _invoice_of(self, paid: Payment) -> Invoice | None:
        page = self._pages.get(paid.id)
        name = paid.invoice or (None if page is None else page.invoice)
        return None if name is None else self._invoices.get(name, Invoice(id=name))

    def _corrected(self, given: Refund) -> dict[str, str | int | None]:
        """Return the credit note of a refund, and the tax that goes back with it."""
        note = None if given.credit_note is None else self._notes.get(given.credit_note)
        if note is None or note.status == "void":
            return {}
        tax = None if note.tax is None or note.amount != given.amount else -note.tax
        return {"credit_note": note.number or note.id, "tax": tax}

    def dispute(self, said: Dispute, payments: Mapping[SourceId, Payment]) -> Entry:
        paid = payments.get(said.payment) if said.payment is not None else None
        entry = self._about(paid, said.id, "dispute", None if said.amount is None else -said.amount)
        payment = said.payment or entry.payment
        return msgspec.structs.replace(
            entry, currency=said.currency, created=said.created, payment=payment, reason=said.reason
        )

    def _about(self, paid: Payment | None, source: SourceId, kind: str, amount: int | None) -> Entry:
        if paid is None:
            return Entry(source=source, kind=kind, amount=amount)
        invoice = self._invoice_of(paid)
        return Entry(
            source=source,
            kind=kind,
            amount=amount,
            payment=paid.id,
            customer=paid.name or paid.customer,
            conversation=paid.conversation,
            order_number=paid.order_number,
            invoice=None if invoice is None else invoice.number or invoice.id,
        )

    def _name_of(self, action: ActionId) -> tuple[str | None, str | None]:
        """Return who asked for an action, and who approved it."""
        record = action_rows.find(self._hub, action)
        if record is None:
            return None, None
        approver = record.approver
        return record.agent_name, None if approver is None else self._team.get(AgentId(approver), approver)
