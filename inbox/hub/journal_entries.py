"""What a hub was told of money: whose it is, which papers are about it, and who asked for it.

For the money journal, a piece of a month at a time, in a worker thread and inside the caller's read transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from inbox.domain.ids import ActionId, AgentId, SourceId
from inbox.domain.journal import Entry
from inbox.domain.payments import (
    LIVE_REFUND_STATES,
    Checkout,
    CreditNote,
    Dispute,
    Invoice,
    Payment,
    Refund,
    StripeObject,
    merge,
)
from inbox.hub import access, action_rows
from inbox.hub.store import Reader
from inbox.store.state import mirror

_T = TypeVar("_T", Payment, Refund, Dispute)

PIECE = 500
"""So many sources are looked up at once."""
_MOST_PAGES = 20 * PIECE
"""A payment has one page or two, the session and the link it was opened from."""


def names_of_team(reader: Reader) -> dict[AgentId, str]:
    """Return what everybody is called, for ``of_sources``."""
    return {each.agent: each.name for each in access.team(reader.hub)}


def of_sources(reader: Reader, sources: Sequence[SourceId], team: Mapping[AgentId, str]) -> dict[SourceId, Entry]:
    """Return what is known of these charges, refunds and disputes (``PIECE`` at most), by their names."""
    named = mirror.objects(reader.state, sources)
    charged = mirror.where(reader.state, Payment, "charge", sources, limit=2 * PIECE)
    return _entries(reader, [*named, *charged], team)


def not_moved(
    reader: Reader, since: str, until: str, moved: Iterable[tuple[str, str]], team: Mapping[AgentId, str], most: int
) -> list[Entry]:
    """Return what money came to be in a time (RFC 3339) beside what has moved, given by kind and source; so much at most.

    A pending refund and an inquiry have moved nothing yet.
    """
    names = mirror.money_beside(reader.state, since, until, moved, most)
    found: list[Entry] = []
    for start in range(0, len(names), PIECE):
        told = mirror.objects(reader.state, names[start : start + PIECE])
        found += _entries(reader, [each for each in told if _moves(each)], team).values()
    return found


def _moves(told: StripeObject) -> bool:
    match told:
        case Payment():
            return told.status == "succeeded"
        case Refund():
            return told.status in LIVE_REFUND_STATES - {"pending"}
        case Dispute():
            return not (told.status or "").startswith("warning")
        case _:
            return False


def _entries(reader: Reader, told: Sequence[StripeObject], team: Mapping[AgentId, str]) -> dict[SourceId, Entry]:
    payments, refunds, disputes = _of_kind(told, Payment), _of_kind(told, Refund), _of_kind(told, Dispute)
    about = {name for name in (*(each.payment for each in refunds), *(each.payment for each in disputes)) if name is not None}
    named = {each.id: each for each in (*mirror.read(reader.state, Payment, sorted(about)), *payments)}
    asked = _Asked(reader, list(named.values()), refunds, team)
    found = [
        *(asked.payment(each) for each in payments if each.status == "succeeded"),
        *(asked.refund(each, named) for each in refunds),
        *(asked.dispute(each, named) for each in disputes),
    ]
    return {entry.source: entry for entry in found}


def _of_kind(told: Sequence[StripeObject], kind: type[_T]) -> list[_T]:
    return list({each.id: each for each in told if isinstance(each, kind)}.values())


class _Asked:
    """Who asked for what: the names beside the money."""

    def __init__(
        self, reader: Reader, payments: Sequence[Payment], refunds: Sequence[Refund], team: Mapping[AgentId, str]
    ) -> None:
        state = reader.state
        self._team = team
        pages = mirror.where(state, Checkout, "payment", [each.id for each in payments], limit=_MOST_PAGES)
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
        deeds = [*(page.action for page in self._pages.values()), *(given.action for given in refunds)]
        self._askers = action_rows.askers(reader.hub, [deed for deed in dict.fromkeys(deeds) if deed is not None])

    def payment(self, paid: Payment) -> Entry:
        page = self._pages.get(paid.id)
        entry = self._about(paid, SourceId(paid.charge or paid.id), "payment", paid.amount)
        agent, _ = self._names_of(None if page is None else page.action)
        return msgspec.structs.replace(
            entry, currency=paid.currency, created=paid.created, tax=self._tax_of(paid, page), agent=agent
        )

    def refund(self, given: Refund, payments: Mapping[SourceId, Payment]) -> Entry:
        paid = payments.get(given.payment) if given.payment is not None else None
        entry = self._about(paid, given.id, "refund", None if given.amount is None else -given.amount)
        agent, approver = self._names_of(given.action)
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

    def _names_of(self, action: ActionId | None) -> tuple[str | None, str | None]:
        """Return who asked for an action, and who approved it."""
        agent, approver = self._askers.get(action, (None, None)) if action is not None else (None, None)
        return agent, None if approver is None else self._team.get(approver, approver)
