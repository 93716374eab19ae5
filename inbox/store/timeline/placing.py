"""In whose chat the lines of Stripe objects stand, and where they move when more is known.

Called by ``projection`` on the engine thread. The hub names the conversation when it knows it; what nobody could be named
for waits as nobody's line and is looked at again when something that could prove whose it is comes in: its payment, its
customer, a phone number, a link made by an agent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from inbox.domain import pay_addresses
from inbox.domain.events import (
    CheckoutBody,
    CustomerBody,
    DisputeBody,
    Event,
    FraudWarningBody,
    InvoiceBody,
    LinkBody,
    MessageBody,
    PaymentBody,
    RefundBody,
)
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Checkout, Invoice, StripeObject
from inbox.store.state import StateTables, mirror, ownership, requests, sent
from inbox.store.state.requests import Given
from inbox.store.state.sent import Sent
from inbox.store.timeline import money
from inbox.store.timeline.batch import Batch
from inbox.store.timeline.rows import EntryRow
from inbox.store.timeline.schema import SEQ_BITS, seconds_of
from inbox.store.timeline.statements import AMONG, listed

_MOST_ROUNDS = 3
"""What one line proves can prove another: a request its payment, a payment the refunds of its charge."""


_Proof = tuple[str, str, str]
_NEW_PROOFS = """
SELECT asked.value ->> 0 FROM json_each(?) AS asked WHERE NOT EXISTS (
    SELECT 1 FROM mirror INDEXED BY mirror_{column} CROSS JOIN entry ON entry.key = mirror.id
    WHERE mirror.{column} = asked.value ->> 0 AND mirror.conversation = asked.value ->> 1
    AND entry.chat <> 0 AND mirror.id NOT {among}
)
""".replace("{among}", AMONG)


class _Clues(msgspec.Struct):
    """What could prove whose a waiting line is."""

    payments: set[str] = msgspec.field(default_factory=set)
    customers: set[str] = msgspec.field(default_factory=set)
    emails: set[str] = msgspec.field(default_factory=set)
    linked: set[str] = msgspec.field(default_factory=set)
    addresses: set[str] = msgspec.field(default_factory=set)
    """Of requests that messages gave to somebody, or no longer do."""
    told: set[str] = msgspec.field(default_factory=set)
    """Requests and invoices that were given to somebody and are told of: who can pay them may be another thing by now."""
    proofs: dict[_Proof, None] = msgspec.field(default_factory=dict)
    """Customers and e-mails that objects themselves bind to a conversation, which earlier ones may have done before."""

    def take(self, said: StripeObject) -> None:
        """Add what an object whose conversation is known tells about others."""
        named = (said.id, getattr(said, "payment", None), getattr(said, "charge", None))
        self.payments.update(each for each in named if each)
        customer, email = getattr(said, "customer", None), mirror.email_key(getattr(said, "email", None))
        bound_to = getattr(said, "conversation", None)
        for column, value, plain in (("customer", customer, self.customers), ("email", email, self.emails)):
            if value and bound_to:
                self.proofs[column, value, bound_to] = None
            elif value:
                plain.add(value)

    def settle(self, state: StateTables, said: Collection[str]) -> None:
        """Keep of the proofs those that no line had given that stood in a chat before ``said`` did.

        What an earlier line proved was looked at when it came; a customer's payments can be thousands.
        """
        for column, plain in (("customer", self.customers), ("email", self.emails)):
            pairs = [(value, bound_to) for kind, value, bound_to in self.proofs if kind == column]
            if pairs:
                asked = msgspec.json.encode(pairs).decode()
                rows = state.db.execute_sql(_NEW_PROOFS.format(column=column), (asked, listed(said))).fetchall()
                plain.update(row[0] for row in rows)
        self.proofs.clear()


class _Said(NamedTuple):
    """What a run says of an object: in which event last, when first (unix seconds), and in whose conversation."""

    seq: int
    at: int
    conversation: ConversationId | None


def place(
    batch: Batch, state: StateTables, run: Iterable[tuple[Event, msgspec.Struct]], news: set[ConversationId]
) -> None:
    """Renew the lines of all objects in ``run`` and move waiting lines whose owner it shows.

    ``news`` are conversations of which new keys came in; those that lose a line are added, for its keys go with it.
    """
    clues = _Clues()
    said_in: dict[str, _Said] = {}
    told: set[str] = set()
    for event, body in run:
        match body:
            case MessageBody(message=said) if pay_addresses.tells(said) or event.type == "message.corrected":
                told.update(each for each in (said.id, said.target) if each)
            case PaymentBody() | RefundBody() | DisputeBody() | CheckoutBody() | InvoiceBody() | FraudWarningBody():
                before, at = said_in.get(body.source_id), seconds_of(event.at)
                if before is None:
                    said_in[body.source_id] = _Said(event.seq, at, event.conversation)
                else:
                    known = event.conversation or before.conversation
                    said_in[body.source_id] = _Said(event.seq, min(at, before.at), known)
            case CustomerBody():
                clues.customers.add(body.source_id)
            case LinkBody():
                clues.linked.update(each for each in (body.customer, body.payment) if each)
    _renew(batch, state, said_in, clues)
    clues.settle(state, said_in)
    clues.addresses |= sent.ever_in(state, told)
    _follow(batch, state, clues, news)


def place_sent(batch: Batch, state: StateTables, addresses: Iterable[str]) -> None:
    """Look again whose the requests with some addresses are: those they were given to are one person now, or no longer."""
    clues = _Clues(addresses=set(addresses))
    if clues.addresses:
        _follow(batch, state, clues, set())


def _follow(batch: Batch, state: StateTables, clues: _Clues, news: set[ConversationId]) -> None:
    """Move what clues are about, and what that shows in turn."""
    newcomers = frozenset(news)
    for _ in range(_MOST_ROUNDS):
        clues = _move_waiting(batch, state, clues, newcomers, news)
        newcomers = frozenset()
        if clues == _Clues():
            break


def _renew(
    batch: Batch,
    state: StateTables,
    said_in: dict[str, _Said],
    clues: _Clues,
) -> None:
    if not said_in:
        return
    known = money.read(state, said_in)
    given = _given(state, known)
    for name, (kind, said) in known.items():
        told, whom = said_in[name], given.get(name)
        row = money.object_line(batch, kind, said, told.seq, told.at, _under(said, whom))
        if whom is not None:
            # Whom it was sent to may be known better by now than when it was told of.
            batch.move(row, ownership.owner_of(state, said))
            if not _is_page_of_many(state, said):
                clues.addresses.update(each.name for each in whom.by)
                clues.told.add(name)
        elif told.conversation is not None:
            batch.move(row, told.conversation)
        if row.chat:
            _note_names(batch, row, said)
            clues.take(said)
        else:
            clues.payments.add(said.id)
    batch.flush_entries()


def _note_names(batch: Batch, row: EntryRow, said: StripeObject) -> None:
    """Let a person be found by the e-mail address and order number of what they paid."""
    chat = batch.by_number(row.chat)
    if chat is not None:
        email, order = getattr(said, "email", None), getattr(said, "order_number", None)
        told = {key for key in (mirror.email_key(email), mirror.order_key(order)) if key}
        if chat.add_handles(told):
            batch.change_chat(chat)


def _move_waiting(
    batch: Batch, state: StateTables, clues: _Clues, newcomers: frozenset[ConversationId], news: set[ConversationId]
) -> _Clues:
    """Move the lines that clues and the keys of ``newcomers`` are about; return what the moved ones tell in turn."""
    told = _Clues()
    waiting, linked = _ask(state, _waiting(clues, newcomers)), _ask(state, _linked(clues))
    linked |= _behind(state, clues)
    names = waiting | linked
    if not names:
        return told
    batch.load((), names)
    known = money.read(state, names)
    given = _given(state, known)
    for name, (kind, said) in known.items():
        row, owner = batch.entry(name), ownership.owner_of(state, said)
        if row is not None and (name in given or row.rest.sent_in is not None):
            row = money.object_line(batch, kind, said, row.seq, row.id >> SEQ_BITS, _under(said, given.get(name)))
        # What an agent took away from a person is nobody's again; all else only ever finds an owner.
        if row is not None and (owner is not None or name in linked):
            before = batch.by_number(row.chat)
            if before is not None:
                news.add(ConversationId(before.conversation))
            batch.move(row, owner)
            _note_names(batch, row, said)
            told.take(said)
    batch.flush_entries()
    told.settle(state, names)
    return told


_SOURCES = {name: f"SELECT id FROM mirror WHERE {name} {AMONG}" for name in ("address", "link", "payment", "charge")}  # noqa: S608
_NAMED = {name: f"SELECT {name} FROM mirror WHERE {name} IS NOT NULL AND id {AMONG}" for name in ("payment", "charge")}  # noqa: S608


def _given(state: StateTables, known: Mapping[str, tuple[str, StripeObject]]) -> dict[str, Given]:
    """Return to whom those of some objects were sent by their address that were."""
    asked = [said for _, said in known.values() if isinstance(said, Checkout | Invoice)]
    found = zip(asked, requests.given_each(state, asked), strict=True)
    return {said.id: given for said, given in found if given is not None}


def _under(said: StripeObject, given: Given | None) -> Sent | None:
    return requests.under(said, given) if isinstance(said, Checkout | Invoice) else None


def _is_page_of_many(state: StateTables, said: StripeObject) -> bool:
    """Tell whether a page was opened from a link that anybody can pay, so that it tells nothing about any other page of it."""
    if not isinstance(said, Checkout) or said.link is None:
        return False
    return any(requests.is_shared(each) for each in mirror.read(state, Checkout, (said.link,)))


def _behind(state: StateTables, clues: _Clues) -> set[str]:
    """Return all that stands behind some addresses: requests, the pages opened from them, what is about their payments.

    Of a link for everybody only itself: whom else it was sent to says of none of its thousands of payments whose it is.
    """
    if not clues.addresses:
        return set()
    asked = _ask(state, [(_SOURCES["address"], clues.addresses)])
    known = money.read(state, asked - clues.told)
    asked -= (many := {name for name, (_, said) in known.items() if isinstance(said, Checkout) and requests.is_shared(said)})
    asked |= _ask(state, [(_SOURCES["link"], asked)])
    paid = _ask(state, [(_NAMED["payment"], asked)])
    charged = _ask(state, [(_NAMED["charge"], paid)])
    return asked | many | _ask(state, [(_SOURCES["payment"], paid), (_SOURCES["charge"], charged)])


# From the mirror to the lines, never the other way round: nobody's lines can be many.
_LINES = "SELECT entry.key FROM mirror CROSS JOIN entry ON entry.key = mirror.id WHERE mirror."
_NOBODYS = (
    "SELECT entry.key FROM mirror CROSS JOIN entry INDEXED BY entry_nobody ON entry.key = mirror.id "
    "WHERE entry.money AND entry.chat = 0 AND mirror."
)
_Question = tuple[str, Iterable[str]]


def _waiting(clues: _Clues, newcomers: frozenset[ConversationId]) -> Iterator[_Question]:
    """Yield statements that find nobody's lines touched by a clue."""
    for column in ("id", "payment", "charge"):
        yield f"{_NOBODYS}{column} {AMONG}", clues.payments
    yield f"{_NOBODYS}customer {AMONG}", clues.customers
    yield f"{_NOBODYS}email {AMONG}", clues.emails
    phones = f"SELECT value FROM key WHERE kind = 'phone' AND conversation {AMONG}"  # noqa: S608
    same = f"SELECT id FROM mirror WHERE kind = 'customer' AND phone IN ({phones})"  # noqa: S608
    yield f"{_NOBODYS}phone IN ({phones})", newcomers
    yield f"{_NOBODYS}customer IN ({same})", newcomers


def _linked(clues: _Clues) -> Iterator[_Question]:
    """Yield statements that find all lines of what an agent linked or unlinked."""
    for column in ("id", "payment", "customer"):
        yield f"{_LINES}{column} {AMONG}", clues.linked


def _ask(state: StateTables, questions: Iterable[_Question]) -> set[str]:
    found: set[str] = set()
    for statement, values in questions:
        if values:
            found.update(row[0] for row in state.db.execute_sql(statement, (listed(values),)).fetchall())
    return found
