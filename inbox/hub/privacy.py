"""One person's data: found by whatever is known of them, handed out whole.

Run by ``tresen export`` and ``tresen erase`` in processes of their own, on a hub's file whether the hub runs or not. Reads
only; erasing is ``erase.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from inbox.domain import phones
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.messages import Contact
from inbox.domain.payments import Payment
from inbox.domain.problems import UserError
from inbox.hub import log
from inbox.hub.store import Reader
from inbox.store.state import identity, mirror, ownership
from inbox.store.state.schema import StateTables

_PAGE = 500
_ENCODER = msgspec.json.Encoder()


def find(tables: StateTables, said: str) -> ConversationId:
    """Return the conversation of a person named by conversation id, phone, user id, username, e-mail or ``cus_`` id.

    UserError when nobody, only somebody already erased, or more than one person fits.
    """
    text = said.strip()
    candidates = dict.fromkeys(identity.root(tables, one) for one in _candidates(tables, text))
    living = [one for one in candidates if identity.known(tables, one)]
    if len(living) == 1:
        return living[0]
    if living:
        raise UserError(f"{text!r} fits {len(living)} people: name the one you mean by id: {', '.join(living)}.")
    raise UserError(
        f"Nobody here is known as {text!r}: name the person by phone number, e-mail, WhatsApp user id, Stripe customer"
        " (cus_...) or conversation id (c_...)."
    )


def _candidates(tables: StateTables, text: str) -> Iterator[ConversationId]:
    yield ConversationId(text)
    named = Contact(
        phone=phones.e164(text),
        wa_id=text if text.isascii() and text.isdigit() else None,
        user_id=text,
        username=text.removeprefix("@"),
    )
    for key in identity.keys_of(named):
        owner = identity.owner_of_key(tables, key)
        if owner is not None:
            yield owner
    if text.startswith("cus_"):
        yield from ownership.customer_conversations(tables, SourceId(text))
        yield from _payers(tables, mirror.where(tables, Payment, "customer", [text]))
    if "@" in text.strip("@"):
        for customer in _customers_with(tables, text.casefold()):
            yield from ownership.customer_conversations(tables, customer)
        yield from _payers(tables, mirror.where(tables, Payment, "email", [mirror.email_key(text) or ""]))


def _payers(tables: StateTables, payments: Iterable[Payment]) -> Iterator[ConversationId]:
    """Yield whose payments are certainly, for not every Stripe customer is known here by more than they paid."""
    for paid in payments:
        owner = ownership.owner_of(tables, paid)
        if owner is not None:
            yield owner


def _customers_with(tables: StateTables, email: str) -> list[SourceId]:
    rows = tables.db.execute_sql("SELECT id FROM mirror WHERE kind = 'customer' AND lower(email) = ?", (email,))
    return [SourceId(row[0]) for row in rows]


def export_lines(reader: Reader, conversation: ConversationId) -> Iterator[bytes]:
    """Yield everything kept about a person as JSON lines: who they are, each event, each Stripe object of theirs."""
    group = identity.group_of(reader.state, conversation)
    keys = [{"kind": key.kind, "value": key.value} for key in identity.keys_of_person(reader.state, group[0])]
    yield _ENCODER.encode({"kind": "person", "conversations": group, "keys": keys})
    head = log.head(reader.hub)
    for member in group:
        yield from _events(reader, member, head)
    for source in ownership.objects_of(reader.state, group[0]):
        row = reader.state.db.execute_sql("SELECT kind, body FROM mirror WHERE id = ?", (source,)).fetchone()
        if row is not None:
            yield _ENCODER.encode({"kind": row[0], "object": msgspec.Raw(bytes(row[1]))})


def _events(reader: Reader, conversation: ConversationId, head: int) -> Iterator[bytes]:
    after = 0
    while rows := log.read_conversation(reader.hub, conversation, after, head, _PAGE):
        for row in rows:
            yield b'{"kind":"event","event":' + log.serve(row) + b"}"
        after = rows[-1][0]
