"""The lines about Stripe objects and running actions in a chat, and the words under which money is found.

Called by ``projection`` on the engine thread after the state has taken in the same events; the lines are made from the
state's mirror, so that they are the same whatever came first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from inbox.domain.fraud import FraudWarning
from inbox.domain.money import Money, MoneyError
from inbox.domain.payments import Checkout, Dispute, Invoice, Payment, Refund, StripeObject
from inbox.domain.problems import Problem
from inbox.domain.send_actions import SENDS
from inbox.store.state.schema import StateTables
from inbox.store.state.sent import Sent
from inbox.store.timeline.batch import Batch
from inbox.store.timeline.rest import Rest
from inbox.store.timeline.rows import EntryRow, line
from inbox.store.timeline.schema import SEQ_BITS, row_id, seconds_of
from inbox.store.timeline.statements import AMONG, listed

_KINDS: dict[str, type[StripeObject]] = {
    "payment": Payment, "refund": Refund, "dispute": Dispute, "checkout": Checkout, "invoice": Invoice,
    "fraud_warning": FraudWarning,
}  # fmt: skip
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in _KINDS.items()}
_FACTS = msgspec.json.Decoder(dict[str, str | int | None])
_PROBLEM = msgspec.json.Decoder(Problem)

DISPUTE_KINDS = ("stage_evidence", "submit_evidence", "accept_dispute")
_LIVE_MONEY = frozenset({"queued", "needs_approval", "sending", "unknown", "failed"})
_LIVE_SEND = frozenset({"needs_approval", "unknown", "failed"})
SHOWN_STATES = {
    **dict.fromkeys(("refund", "request_payment", "cancel_payment_request", *DISPUTE_KINDS), _LIVE_MONEY),
    "change_subscription": _LIVE_MONEY,
    **dict.fromkeys((*SENDS, "send_invoice"), _LIVE_SEND),
    "credit_note": frozenset({"failed"}),
}
"""States in which an action is a line of its own; in all others its result is (the message, the refund, the request)."""


def read(state: StateTables, names: Iterable[str]) -> dict[str, tuple[str, StripeObject]]:
    """Return (kind, object) of the mirrored objects among ``names`` that have lines of their own."""
    rows = state.db.execute_sql(f"SELECT id, kind, body FROM mirror WHERE id {AMONG}", (listed(names),)).fetchall()  # noqa: S608
    return {name: (kind, _DECODERS[kind].decode(body)) for name, kind, body in rows if kind in _KINDS}


def object_line(
    batch: Batch, kind: str, said: StripeObject, seq: int, at: int, under: Sent | None = None
) -> EntryRow:
    """Make or renew the line of an object that event ``seq`` spoke of at ``at`` (unix seconds); a new one is nobody's.

    It stands where the object was made; as long as nobody knows when that was, where it was first spoken of. What somebody
    wrote into a chat by its address stands ``under`` that message.
    """
    row = batch.entry(said.id)
    place = _place(said, seq, at, under, row)
    if row is None or place != row.id:
        row = _placed(batch, said.id, kind, place, seq, row)
        row.money = True
    row.status = getattr(said, "status", None)
    row.action = getattr(said, "action", None)
    row.seq = max(row.seq, seq)
    row.text = _sentence(said)
    row.rest = Rest(terms=_terms(said), sent_in=None if under is None else under.message)
    batch.change(row)
    if row.action is not None:
        _drop_line_of_action(batch, row.action)
    return row


def _place(said: StripeObject, seq: int, at: int, under: Sent | None, row: EntryRow | None) -> int:
    """Return the row at which an object stands: a known one stays unless it is to stand higher, or under a message."""
    if under is not None:
        # In the seconds behind it, in the order in which the message names them; no other line is made of that event there.
        return row_id(seconds_of(under.at) + 1 + under.place, under.seq)
    created = getattr(said, "created", None)
    when = seconds_of(created) if created else at
    if row is None or when < row.id >> SEQ_BITS or row.rest.sent_in is not None:
        return row_id(when, seq)
    return row.id


def _placed(batch: Batch, key: str, kind: str, place: int, seq: int, before: EntryRow | None) -> EntryRow:
    """Return a new line at ``place``, in the chat in which it stood ``before``."""
    row = line(place, key, 0, 0, seq, kind)
    if before is not None:
        row.chat, row.origin = before.chat, before.origin
        batch.remove(before)
    batch.add(row)
    return row


def _money(said: StripeObject) -> Money | None:
    amount, currency = getattr(said, "amount", None), getattr(said, "currency", None)
    if amount is None or currency is None:
        return None
    try:
        return Money(amount, currency)
    except MoneyError:
        return None


def _sentence(said: StripeObject) -> str:
    """Return what a plain list says of an object (``49.90 EUR, Visa 4242, succeeded``); screens make their own words."""
    money = _money(said)
    parts = (
        f"{money.digits()} {money.currency.upper()}" if money is not None else None,
        getattr(said, "method_label", None),
        getattr(said, "status", None),
        getattr(said, "description", None),
    )
    return ", ".join(part for part in parts if part)


_NAMING = (
    *("id", "payment", "charge", "method_label", "status", "email", "phone", "name", "order_number", "description"),
    *("reason", "reference", "number", "customer"),
)


def _terms(said: StripeObject) -> str:
    """Return every word under which an object is found; the sum as people write it, with and without grouping."""
    money = _money(said)
    sums = [] if money is None else [money.digits(), money.text("de"), money.currency]
    return " ".join((*sums, *(str(value) for name in _NAMING if (value := getattr(said, name, None)))))


def actions(batch: Batch, state: StateTables, names: Collection[str]) -> None:
    """Keep a line for each action while nothing else in the chat tells of it."""
    if not names:
        return
    rows = state.db.execute_sql(
        f"SELECT id, kind, state, agent, conversation, at, seq, summary, problem FROM action_row WHERE id {AMONG}",  # noqa: S608
        (listed(names),),
    ).fetchall()
    for name, kind, now, agent, conversation, at, seq, summary, problem in rows:
        if kind not in SHOWN_STATES:
            # Done when it was asked for. A note has the id of its action and must not go with it.
            continue
        if conversation is None or now not in SHOWN_STATES[kind]:
            _drop_line_of_action(batch, name)
            continue
        row, when = batch.entry(name), seconds_of(at)
        if row is None or when < row.id >> SEQ_BITS:
            row = _placed(batch, name, kind, row_id(when, seq), seq, row)
            batch.move(row, conversation)
        row.status, row.actor = now, agent
        row.rest = Rest(
            facts=None if summary is None else _FACTS.decode(summary),
            problem=None if problem is None else _PROBLEM.decode(problem),
        )
        batch.change(row)


def _drop_line_of_action(batch: Batch, name: str) -> None:
    row = batch.entry(name)
    if row is not None and not row.is_message and not row.money:
        batch.remove(row)
