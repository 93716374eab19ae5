"""Erases a person from the hub: the log's bodies, raw deliveries, messages, actions, media rows, state.

Run as a job of the writer, by ``tresen erase`` and again after a backup was restored. What stays are bare ids, hashes and
the chain, which still verifies; the caller removes the media files named in the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inbox.domain import times
from inbox.domain.events import NewEvent, PersonBody
from inbox.domain.ids import ConversationId, MediaId
from inbox.domain.problems import UserError
from inbox.domain.send_actions import SENDS
from inbox.hub import erased_money, refs
from inbox.hub.tables import HubTables
from inbox.hub.taking import NAMELESS
from inbox.hub.transaction import Transaction
from inbox.store.state import identity, mirror, ownership

_MOVING = ("queued", "needs_approval", "sending", "unknown")
_MESSAGES = tuple(sorted(SENDS))
_SHORTEST_NAME = 5
_FORGET = "UPDATE delivery SET body = NULL WHERE body IS NOT NULL AND id IN ({})"
_TOLD_BY = tuple(
    f"SELECT delivery FROM log WHERE delivery IS NOT NULL AND {column} IN ({{}})" for column in ("conversation", "subject")  # noqa: S608
)
_ABOUT = "SELECT delivery FROM delivery_subject WHERE subject IN ({})"
_PART = 400


class Erased(msgspec.Struct, frozen=True):
    """What was erased; the files of ``media`` are still to be removed."""

    conversations: tuple[ConversationId, ...]
    media: tuple[MediaId, ...]
    rows: int
    deliveries: int


def erase_person(tx: Transaction, conversation: ConversationId, *, at_once: bool = False) -> Erased:
    """Erase whoever is behind ``conversation``, with everybody merged into them, and append ``person.erased``.

    UserError when there is no such conversation or, unless ``at_once``, when one of its actions may still move money or
    send.
    """
    group = identity.group_of(tx.state, conversation)
    if not identity.known(tx.state, group[0]):
        raise UserError(f"There is no conversation {conversation}; look its id up in the inbox.")
    if not at_once:
        _refuse_moving(tx, group)
    objects = ownership.objects_of(tx.state, group[0])
    charges = [each.payment.charge for each in ownership.payments_of(tx.state, group[0])]
    erased_money.note(tx.hub, [name for name in (*objects, *charges) if name is not None])
    needles = _needles(tx, group[0])
    messages = refs.names_in(tx.hub, group)
    subjects = [*group, *objects, *messages]
    deliveries = _erase_deliveries(tx, group, subjects, needles)
    rows = _erase_rows(tx, group, subjects, needles)
    media = _ids(tx, "SELECT id FROM media_file WHERE conversation IN ({})", group)
    for statement in (
        "DELETE FROM media_file WHERE conversation IN ({})",
        "UPDATE action_post SET body = x'' WHERE action IN (SELECT id FROM action WHERE conversation IN ({}))",
        "UPDATE action SET body = NULL, result = NULL, problem = NULL WHERE conversation IN ({})",
    ):
        _run(tx, statement, group)
    refs.forget(tx.hub, group, messages)
    at = times.to_text(tx.now)
    tx.append([NewEvent("person.erased", "hub", at, PersonBody(), member) for member in group])
    for member in group:
        tx.db.execute_sql("INSERT INTO erasure (conversation, at) VALUES (?, ?) ON CONFLICT DO NOTHING", (member, at))
    return Erased(tuple(group), tuple(MediaId(name) for name in media), rows, deliveries)


def erasures(hub: HubTables) -> list[ConversationId]:
    """Return every conversation that was erased, to be erased again in a restored backup."""
    return [
        ConversationId(row[0]) for row in hub.db.execute_sql("SELECT conversation FROM erasure ORDER BY conversation")
    ]


def erase_again(tx: Transaction, conversations: Sequence[ConversationId]) -> list[MediaId]:
    """Erase those of ``conversations`` that are in this database again; return the media files to remove."""
    media: list[MediaId] = []
    for conversation in conversations:
        if identity.known(tx.state, identity.root(tx.state, conversation)):
            # What had not ended when the backup was made has ended since, or the person could not have been erased.
            media += erase_person(tx, conversation, at_once=True).media
    return media


def _refuse_moving(tx: Transaction, group: Sequence[ConversationId]) -> None:
    marks = identity.marks(_MOVING)
    for part in _parts(group):
        row = tx.db.execute_sql(
            # Nobody waits for a message whose answer was lost, and nothing is sent or paid by what becomes of it.
            f"SELECT kind, state FROM action WHERE state IN ({marks}) AND conversation IN ({identity.marks(part)})"  # noqa: S608
            f" AND NOT (state = 'unknown' AND kind IN ({identity.marks(_MESSAGES)})) LIMIT 1",
            (*_MOVING, *part, *_MESSAGES),
        ).fetchone()
        if row is not None:
            raise UserError(
                f"An action of this conversation ({row[0]}) is still {row[1]}; wait for it or resolve it first."
            )


def _needles(tx: Transaction, conversation: ConversationId) -> list[bytes]:
    """Return the words by which the person could be found where no conversation is named."""
    words = [key.value.lstrip("+") for key in identity.keys_of_person(tx.state, conversation)]
    words += [mirror.email_key(each.payment.email) or "" for each in ownership.payments_of(tx.state, conversation)]
    return [word.encode() for word in sorted(set(words)) if len(word) >= _SHORTEST_NAME]


def _erase_rows(tx: Transaction, group: Sequence[str], subjects: Sequence[str], needles: Sequence[bytes]) -> int:
    gone = (
        "UPDATE log SET body = NULL, salt = NULL, subject = NULL, delivery = NULL "
        "WHERE body IS NOT NULL AND type <> 'person.erased' AND "
    )
    count = _run(tx, gone + "conversation IN ({})", group) + _run(tx, gone + "subject IN ({})", subjects)
    rows = tx.db.execute_sql(
        "SELECT seq, body FROM log WHERE conversation IS NULL AND type IN ('platform.unknown', 'contact.synced') "
        "AND body IS NOT NULL"
    )
    named = [str(seq) for seq, body in rows if _mentions(bytes(body), needles)]
    return count + _run(tx, gone + "seq IN ({})", named)


def _erase_deliveries(
    tx: Transaction, group: Sequence[str], subjects: Sequence[str], needles: Sequence[bytes]
) -> int:
    """Forget the bodies of all deliveries about a person; before the log's rows forget which those are."""
    of_conversation, of_object = _TOLD_BY
    told = {*_ids(tx, of_conversation, group), *_ids(tx, of_object, subjects), *_ids(tx, _ABOUT, subjects)}
    count = _run(tx, _FORGET, sorted(told))
    _run(tx, "DELETE FROM delivery_subject WHERE subject IN ({})", subjects)
    rows = tx.db.execute_sql(
        "SELECT delivery.id, body FROM delivery_subject JOIN delivery ON delivery.id = delivery_subject.delivery "
        "WHERE subject = ? AND body IS NOT NULL",
        (NAMELESS,),
    )
    named = [str(number) for number, body in rows if _mentions(bytes(body), needles)]
    return count + _run(tx, "UPDATE delivery SET body = NULL WHERE id IN ({})", named)


def _mentions(body: bytes, needles: Sequence[bytes]) -> bool:
    return any(needle in body for needle in needles)


def _run(tx: Transaction, statement: str, values: Sequence[str]) -> int:
    """Run ``statement`` for ``values`` in its ``IN ({})``, some hundred at a time; return how many rows it changed."""
    return sum(
        tx.db.execute_sql(statement.format(identity.marks(part)), tuple(part)).rowcount for part in _parts(values)
    )


def _ids(tx: Transaction, query: str, values: Sequence[str]) -> list[str]:
    return [
        row[0]
        for part in _parts(values)
        for row in tx.db.execute_sql(query.format(identity.marks(part)), tuple(part)).fetchall()
    ]


def _parts(values: Sequence[str]) -> list[Sequence[str]]:
    return [values[start : start + _PART] for start in range(0, len(values), _PART)]
