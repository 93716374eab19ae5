"""The invoices of a person and of payments, the credit notes of refunds, and those that are missing.

Read by screens on any thread with its own tables.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.domain.ids import ActionId, ConversationId, SourceId
from inbox.domain.payments import CreditNote, Invoice, Payment, Refund
from inbox.domain.problems import Problem
from inbox.store.state import identity, mirror, ownership, requests
from inbox.store.state.identity import marks
from inbox.store.state.schema import StateTables

_SUMMARY = msgspec.json.Decoder(dict[str, str | int | None])
_PROBLEM = msgspec.json.Decoder(Problem)


class MissingNote(msgspec.Struct, frozen=True, kw_only=True):
    """A refund whose credit note could not be made: the money is back, the invoice stands as it was."""

    refund: SourceId
    amount: int
    currency: str
    refund_action: ActionId | None = None
    is_live: bool = False
    """Whether somebody is making it just now."""
    problem: Problem | None = None


class Papers(msgspec.Struct, frozen=True):
    """What belongs to one payment: its invoice, the credit notes of its refunds, and refunds whose note is missing."""

    invoice: Invoice | None = None
    notes: tuple[CreditNote, ...] = ()
    missing: tuple[MissingNote, ...] = ()


NONE = Papers()


def papers_of(
    tables: StateTables, payments: dict[SourceId, tuple[Payment, tuple[Refund, ...]]]
) -> dict[SourceId, Papers]:
    """Return the papers of payments with their refunds by their ids; those that have none are left out."""
    named = {name: paid.invoice for name, (paid, _) in payments.items() if paid.invoice is not None}
    refunds = {name: given for name, (_, given) in payments.items()}
    if not named:
        return {}
    invoices = {each.id: each for each in mirror.read(tables, Invoice, sorted(set(named.values())))}
    names = [each.credit_note for payment in named for each in refunds.get(payment, ()) if each.credit_note is not None]
    notes = {each.id: each for each in mirror.read(tables, CreditNote, names)}
    missing = _missing(tables, list(named))
    return {
        payment: Papers(
            invoices.get(name, Invoice(id=name)),
            tuple(
                notes[each.credit_note]
                for each in refunds.get(payment, ())
                if each.credit_note is not None and each.credit_note in notes
            ),
            _unmade(refunds.get(payment, ()), missing.get(payment, {})),
        )
        for payment, name in named.items()
    }


def _unmade(refunds: Sequence[Refund], asked: dict[SourceId, MissingNote]) -> tuple[MissingNote, ...]:
    have = {each.id for each in refunds if each.credit_note is not None or each.status in ("failed", "canceled")}
    return tuple(note for name, note in asked.items() if name not in have)


def _missing(tables: StateTables, payments: Sequence[SourceId]) -> dict[SourceId, dict[SourceId, MissingNote]]:
    """Return, by payment and refund, the credit notes that were asked for and have not come to be; the newest try counts."""
    rows = tables.db.execute_sql(
        "SELECT payment, state, amount, currency, summary, problem FROM action_row WHERE kind = 'credit_note' "  # noqa: S608
        f"AND payment IN ({marks(payments)}) ORDER BY at, seq",
        tuple(payments),
    ).fetchall()
    found: dict[SourceId, dict[SourceId, MissingNote]] = {}
    for payment, state, amount, currency, summary, problem in rows:
        said = {} if summary is None else _SUMMARY.decode(summary)
        refund, of = said.get("refund"), found.setdefault(SourceId(payment), {})
        if not isinstance(refund, str):
            continue
        of.pop(SourceId(refund), None)
        if state in ("failed", "queued", "sending"):
            click = said.get("refund_action")
            of[SourceId(refund)] = MissingNote(
                refund=SourceId(refund),
                amount=amount or 0,
                currency=currency or "",
                refund_action=ActionId(click) if isinstance(click, str) else None,
                is_live=state != "failed",
                problem=None if problem is None else _PROBLEM.decode(problem),
            )
    return found


def invoices_of(tables: StateTables, conversation: ConversationId, payments: Sequence[Payment]) -> list[Invoice]:
    """Return every invoice of a person that is a document by now, the newest first."""
    own = mirror.where(tables, Invoice, "customer", ownership.customers_of(tables, conversation))
    own += requests.invoices_of_group(tables, identity.group_of(tables, conversation))
    paid = mirror.read(tables, Invoice, [each.invoice for each in payments if each.invoice is not None])
    found = {each.id: each for each in (*own, *paid) if each.status not in (None, "draft")}
    return sorted(found.values(), key=lambda each: (each.created or "", each.id), reverse=True)
