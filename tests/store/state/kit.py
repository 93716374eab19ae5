"""Events and tables for tests of the state: real encrypted files, bodies with only what a test is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from inbox.domain import times
from inbox.domain.events import (
    BODIES,
    VERSION,
    ActionBody,
    CheckoutBody,
    CreditNoteBody,
    CustomerBody,
    DisputeBody,
    Event,
    InvoiceBody,
    MessageBody,
    PaymentBody,
    RefundBody,
    encode_body,
)
from inbox.domain.messages import Contact, Message
from inbox.domain.payments import Checkout, CreditNote, Customer, Dispute, Invoice, Payment, Refund, StripeObject
from inbox.store.state import Changes, StateTables, project, tables
from inbox.store.state.database import open_database

KEY = "c3" * 32
START = 1_795_000_000
_BODY_OF = {
    Payment: PaymentBody,
    Refund: RefundBody,
    Dispute: DisputeBody,
    Customer: CustomerBody,
    Checkout: CheckoutBody,
    Invoice: InvoiceBody,
    CreditNote: CreditNoteBody,
}


def at(seconds: int) -> str:
    """An instant some seconds after the start of every test."""
    return times.to_text(times.from_unix(START + seconds))


@contextmanager
def fresh_state(folder: Path) -> Iterator[StateTables]:
    db = open_database(folder / "state.db", KEY, kind="cache", mode="writer", synchronous="NORMAL")
    state = tables(db)
    db.create_tables(state.all())
    yield state
    db.close()


def text(
    name: str, contact: Contact, second: int = 0, direction: str = "in", kind: str = "text", **more
) -> MessageBody:
    message = Message(id=name, kind=kind, at=at(second), direction=direction, channel="1066", **more)
    return MessageBody(message=message, contact=contact)


def told(said: StripeObject, second: int, tag: str = "e") -> msgspec.Struct:
    """What a source says of an object at a second."""
    return _BODY_OF[type(said)](said.id, f"{START + second:012d}.{tag}", said)


_TYPES = {body: kind for kind, body in reversed(BODIES.items())}


class Log:
    """Numbers events and applies them, as hub and desk do."""

    def __init__(self, state: StateTables) -> None:
        self.state = state
        self.seq = 0

    def event(self, body: msgspec.Struct, conversation: str | None = None, kind: str | None = None) -> Event:
        self.seq += 1
        raw = msgspec.Raw(encode_body(body))
        return Event(self.seq, at(self.seq), VERSION, kind or _TYPES[type(body)], "test", conversation, raw)

    def add(self, body: msgspec.Struct, conversation: str | None = None, kind: str | None = None) -> Changes:
        return project(self.state, self.event(body, conversation, kind))

    def refund_action(self, name: str, state: str, conversation: str | None = None, /, **summary) -> Changes:
        body = ActionBody(id=name, kind="refund", state=state, agent="a_1", summary=summary)
        return self.add(body, conversation)


def dump(state: StateTables) -> dict[str, list[tuple]]:
    """Every row of every table, comparable."""
    rows = {}
    for model in state.all():
        name = model._meta.table_name
        columns = ", ".join(sorted(model._meta.columns))
        found = state.db.execute_sql(f"SELECT {columns} FROM {name}").fetchall()
        rows[name] = sorted([tuple(_plain(value) for value in row) for row in found], key=repr)
    return rows


def _plain(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        decoded = msgspec.json.decode(bytes(value))
        return repr(sorted(decoded.items())) if isinstance(decoded, dict) else repr(decoded)
    return value


def empty(state: StateTables) -> None:
    for model in state.all():
        model.delete().execute()
