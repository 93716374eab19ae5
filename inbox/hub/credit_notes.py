"""Makes the credit note behind a refund of a payment that belongs to a Stripe invoice: one for each refund, never a second.

``CreditNoteEngine.step`` is called by the action runner once Stripe has accepted the refund; the money's own engine has nothing
to do with it, and what goes wrong here moves none. Before every post the invoice's credit notes are listed: one that names the
refund, or carries its action, is the one that was wanted, whoever made it.
"""

from __future__ import annotations

import logging
import uuid
from typing import cast

from inbox.domain import times
from inbox.domain.actions import MakeCreditNote, RefundPayment, encode_action
from inbox.domain.events import NoteBody
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import CreditNote, Payment, Refund
from inbox.domain.ports import Random
from inbox.domain.problems import Problem
from inbox.hub import action_effort, action_repeats, action_rows, invoice_links, refund_problems, team_notes
from inbox.hub.action_posts import Posts
from inbox.hub.action_repeats import GaveUp
from inbox.hub.action_rows import Record
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import bodies, errors
from inbox.platforms.stripe.gateway import Answer, StripeGateway
from inbox.store.state import mirror

STEP = "credit-note"
STANDS = "credit-note-stands"
"""The code of the line in the chat that says a credit note is out although its refund failed."""
_OPEN = ("queued", "sending")
_DEAD = ("failed", "canceled")
_NAMESPACE = uuid.UUID("6f3b6a52-6c1d-5a3e-9d55-7e1f6b3c0a11")
_NO_INVOICE = Problem("no-invoice", "Stripe knows no invoice that this payment paid, so there is none to correct.")
_REFUND_FAILED = Problem("refund-failed", "The refund has failed, so the invoice stays as it is.")
_UNSURE = Problem(
    "credit-note-unsure",
    "The money was refunded, but Stripe did not answer about the credit note; try again, which looks first whether it is there.",
)

_log = logging.getLogger("tresen.refunds")


def child_of(refund: ActionId) -> ActionId:
    """Return the id of the action that makes the credit note behind a refund by itself."""
    return ActionId(str(uuid.uuid5(_NAMESPACE, f"{refund}.{STEP}")))


def follow(tx: Transaction, record: Record, refund: Refund) -> ActionId | None:
    """Put the credit note behind a refund that Stripe has just accepted; None where no Stripe invoice is known.

    Returns what is to be run once the transaction is committed.
    """
    paid = _payment(tx, record, refund)
    action = record.action if record.body is not None else None
    name = child_of(record.id)
    if paid is None or paid.invoice is None or not isinstance(action, RefundPayment):
        return None
    if action_rows.find(tx.hub, name) is not None:
        return None
    wish = MakeCreditNote(
        id=name,
        conversation=record.conversation,
        payment=paid.id,
        refund=refund.id,
        amount=refund.amount or action.amount,
        currency=refund.currency or action.currency,
        refund_action=record.id,
    )
    moment = times.to_text(tx.now)
    made = Record(
        id=name,
        kind=wish.kind,
        state="queued",
        at=moment,
        changed_at=moment,
        body=encode_action(wish),
        agent=record.agent,
        agent_name=record.agent_name,
        role=record.role,
        conversation=record.conversation,
        payment=paid.id,
        amount=wish.amount,
        currency=wish.currency,
    )
    action_rows.put(tx, made)
    return name


def refund_failed(tx: Transaction, record: Record) -> None:
    """Say in the chat that a credit note is out although its refund failed: Stripe voids none of an invoice that is paid."""
    refund = (record.result or {}).get("refund")
    known = mirror.read(tx.state, Refund, [SourceId(str(refund))]) if refund else []
    names = [each.credit_note for each in known if each.credit_note is not None]
    notes = [note for note in mirror.read(tx.state, CreditNote, names) if note.status != "void"]
    if not notes:
        return
    number = notes[0].number or notes[0].id
    body = NoteBody(
        id=str(uuid.uuid5(_NAMESPACE, f"{record.id}.{STANDS}")),
        text=f"The refund failed, but credit note {number} stands; correct the books.",
        code=STANDS,
        facts={"number": number, "amount": record.amount, "currency": record.currency, "refund": notes[0].id},
    )
    team_notes.write(tx, record.conversation, body)


def _payment(tx: Transaction, record: Record, refund: Refund) -> Payment | None:
    names = (refund.payment, refund.charge, record.payment, record.charge)
    return next((found for name in names if name and (found := mirror.payment(tx.state, name)) is not None), None)


class CreditNoteEngine:
    """Carries out ``credit_note``."""

    def __init__(self, writer: Writing, gateway: StripeGateway, random: Random) -> None:
        self._writer = writer
        self._gateway = gateway
        self._random = random
        self._posts = Posts(writer, gateway, _UNSURE)

    def step(self, action: ActionId) -> int | None:
        """Find the credit note or make it; return the milliseconds until the next try, None at rest."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, action))
        if record is None or record.state not in _OPEN or record.body is None:
            return None
        wish = cast("MakeCreditNote", record.action)
        try:
            refund = self._gateway.refund(wish.refund)
            if refund.value.status in _DEAD:
                self._end(action, "cancelled", _REFUND_FAILED)
                return None
            invoice = self._invoice_of(wish)
            if invoice is None:
                self._end(action, "failed", _NO_INVOICE)
                return None
            listed = self._gateway.invoices.credit_notes_of(invoice)
            ours = next((note for note in listed.value if _is_ours(note, wish)), None)
            made = self._make(record, wish, invoice, listed.date) if ours is None else Answer(ours, listed.date)
        except errors.StripeTrouble as trouble:
            return self._troubled(action, trouble)
        if made is not None:
            self._writer.run(lambda tx: self._is_made(tx, action, made))
        return None

    def _invoice_of(self, wish: MakeCreditNote) -> SourceId | None:
        known = self._writer.run(lambda tx: mirror.payment(tx.state, wish.payment))
        if known is not None and known.invoice is not None:
            return known.invoice
        return self._gateway.invoices.of_payment(wish.payment).value

    def _make(self, record: Record, wish: MakeCreditNote, invoice: SourceId, date: int) -> Answer[CreditNote] | None:
        post = self._posts.begin(record, STEP, date, bodies.credit_note(wish, invoice), f"{_owner(wish)}.{STEP}")
        if post is None:
            return None
        return self._gateway.invoices.create_credit_note(post.body, post.key, post.stripe_version)

    def _is_made(self, tx: Transaction, action: ActionId, answer: Answer[CreditNote]) -> None:
        record = action_rows.find(tx.hub, action)
        if record is None:
            return
        note = answer.value
        invoice_links.note(tx, (note,), answer.date)
        result: action_rows.Facts = {
            "credit_note": note.id,
            "number": note.number,
            "invoice": note.invoice,
            "amount": note.amount,
            "currency": note.currency,
            "request_id": answer.request_id,
        }
        _log.info("credit note %s: %s (%s)", action, note.id, answer.request_id)
        action_rows.save(tx, record, state="succeeded", result=result, problem=None, effort=action_effort.Effort())

    def _troubled(self, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        return self._writer.run(lambda tx: self._try_again(tx, action, trouble))

    def _try_again(self, tx: Transaction, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        came = action_repeats.again(tx, action, trouble, self._random, counts_lost=True)
        if not isinstance(came, GaveUp):
            return came
        problem = _problem(trouble) if came.is_final or not came.effort.lost else _UNSURE
        _log.info("credit note %s: failed (%s)", action, problem.code)
        action_rows.save(tx, came.record, state="failed", problem=problem, effort=came.effort)
        return None

    def _end(self, action: ActionId, state: str, problem: Problem) -> None:
        def end(tx: Transaction) -> None:
            record = action_rows.find(tx.hub, action)
            if record is not None and record.state in _OPEN:
                action_rows.save(tx, record, state=state, problem=problem)

        self._writer.run(end)


def _owner(wish: MakeCreditNote) -> ActionId:
    """Return under whose name the post goes out: the refund's own for the first note, for each later attempt its own.

    Stripe keeps a refusal under its key for a day, so that an attempt under the same one would only hear it again.
    """
    refund = wish.refund_action
    return refund if refund is not None and wish.id == child_of(refund) else wish.id


def _is_ours(note: CreditNote, wish: MakeCreditNote) -> bool:
    if note.status == "void":
        return False
    return wish.refund in (note.refunds or ()) or (wish.refund_action is not None and note.action == wish.refund_action)


def _problem(trouble: errors.StripeTrouble) -> Problem:
    """Say why there is no credit note, and that the money has gone all the same."""
    found = refund_problems.of_trouble(trouble)
    named = trouble.permission if isinstance(trouble, errors.Forbidden) else None
    detail = f"The money was refunded, but the credit note is missing: {trouble.message}"
    code = "credit-note-permission" if isinstance(trouble, errors.Forbidden) else "credit-note-missing"
    facts: dict[str, str | int | None] = {"permission": named, "said": trouble.message}
    return Problem(code, detail, facts=facts, request_id=found.request_id)
