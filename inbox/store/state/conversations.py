"""Keeps the rows of conversations and their keys: what a message, a decision, a merge does to them.

Called by ``projection`` inside the transaction that appends or applies an event. Facts from the platform commute; the
team's decisions follow ``seq``, whatever the order they are applied in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inbox.domain import window
from inbox.domain.events import (
    ConsentBody,
    ContactBody,
    ConversationBody,
    LinkBody,
    MessageBody,
    PersonBody,
    StatusBody,
)
from inbox.domain.ids import ConversationId
from inbox.domain.messages import Contact
from inbox.store.state import identity
from inbox.store.state.changes import NONE, Changes
from inbox.store.state.schema import StateTables

REOPENED = ("resolved", "snoozed", "waiting_customer")
"""Statuses that a message of the customer turns into ``open``."""

_REOPEN = "conversation.status IN ('resolved', 'snoozed', 'waiting_customer') AND {seq} > conversation.status_seq"
_NEWER_NAME = (
    "excluded.name IS NOT NULL AND (conversation.name_at IS NULL OR excluded.name_at > conversation.name_at "
    "OR (excluded.name_at = conversation.name_at AND excluded.name > conversation.name))"
)
_TOUCH = f"""
INSERT INTO conversation (id, name, name_at, last_inbound, last_at, inbound_seq,
                          status, status_seq, assignee_seq, read_seq, merged_seq, blocked, blocked_seq, erased)
VALUES (?, ?, ?, ?, ?, ?, 'open', 0, 0, 0, 0, 0, 0, 0)
ON CONFLICT (id) DO UPDATE SET
    name = CASE WHEN {_NEWER_NAME} THEN excluded.name ELSE conversation.name END,
    name_at = CASE WHEN {_NEWER_NAME} THEN excluded.name_at ELSE conversation.name_at END,
    last_inbound = CASE WHEN conversation.last_inbound IS NULL OR excluded.last_inbound > conversation.last_inbound
                        THEN coalesce(excluded.last_inbound, conversation.last_inbound)
                        ELSE conversation.last_inbound END,
    last_at = CASE WHEN conversation.last_at IS NULL OR excluded.last_at > conversation.last_at
                   THEN excluded.last_at ELSE conversation.last_at END,
    snoozed_until = CASE WHEN {_REOPEN.format(seq="excluded.inbound_seq")} THEN NULL
                         ELSE conversation.snoozed_until END,
    status = CASE WHEN {_REOPEN.format(seq="excluded.inbound_seq")} THEN 'open' ELSE conversation.status END,
    inbound_seq = CASE WHEN excluded.inbound_seq > conversation.inbound_seq
                       THEN excluded.inbound_seq ELSE conversation.inbound_seq END
"""  # noqa: S608  # made of constants
_ENSURE = (
    "INSERT INTO conversation "
    "(id, status, status_seq, assignee_seq, read_seq, inbound_seq, merged_seq, blocked, blocked_seq, erased) "
    "VALUES (?, 'open', 0, 0, 0, 0, 0, 0, 0, 0) ON CONFLICT (id) DO NOTHING"
)
_ROUSE = f"""
UPDATE conversation SET
    snoozed_until = CASE WHEN {_REOPEN.format(seq=":seq")} THEN NULL ELSE snoozed_until END,
    status = CASE WHEN {_REOPEN.format(seq=":seq")} THEN 'open' ELSE status END,
    inbound_seq = max(inbound_seq, :seq)
WHERE id = :id
"""  # noqa: S608  # made of constants
_STOPPED = 131050
_MARKETING = """
UPDATE conversation SET marketing = ?1, marketing_at = ?2
WHERE id = ?3 AND (marketing_at IS NULL OR marketing_at < ?2 OR (marketing_at = ?2 AND ?1 = 'stop'))
"""
_CLAIM = """
INSERT INTO key (conversation, kind, value, source, certainty, first_at, last_at) VALUES {}
ON CONFLICT (conversation, kind, value) DO UPDATE SET
    first_at = CASE WHEN excluded.first_at < key.first_at THEN excluded.first_at ELSE key.first_at END,
    last_at = CASE WHEN excluded.last_at > key.last_at THEN excluded.last_at ELSE key.last_at END
WHERE excluded.first_at < key.first_at OR excluded.last_at > key.last_at
"""
_LISTED = """
UPDATE conversation SET name = ?1, name_at = ?2
WHERE id = ?3 AND NOT erased
AND (name_at IS NULL OR name_at < ?2 OR (name_at = ?2 AND (?1 IS NULL OR ?1 > name)))
"""
_BESIDE = " "
"""Before the moment of a name out of the phone's address book: as text it is older than any name WhatsApp itself tells."""
_AT_ONCE = 500
_CLAIMED = "(?, ?, ?, ?, ?, ?, ?)"
_MINUTE = len("2026-11-22T09:30")
"""Sightings are kept to the minute, so that a burst of messages writes a key's row once. A number change is kept to the
millisecond: as text it sorts behind its minute, so that the new number is newer than the old one's last sighting.
"""


def ensure(tables: StateTables, conversation: ConversationId) -> None:
    """Make the conversation's row when there is none."""
    tables.db.execute_sql(_ENSURE, (conversation,))


def ensure_all(tables: StateTables, named: Iterable[ConversationId]) -> None:
    """Make the rows of conversations that have none."""
    tables.db.cursor().executemany(_ENSURE, [(conversation,) for conversation in sorted(named)])


def message(tables: StateTables, conversation: ConversationId, seq: int, body: MessageBody) -> Changes:
    """Take in a message: the window, the name, the person's keys, and reopening."""
    tables.db.execute_sql(_TOUCH, _touch(conversation, seq, body))
    for keys, at in _sightings(body):
        claim(tables, conversation, keys, at)
    return Changes(conversations=frozenset((conversation,)) | _rouse(tables, [(conversation, seq, body)]))


def messages(tables: StateTables, told: Sequence[tuple[ConversationId, int, MessageBody]]) -> Changes:
    """Take in many messages at once, as ``message`` does one by one; a first sync of a desk lives on this."""
    tables.db.cursor().executemany(_TOUCH, [_touch(*each) for each in told])
    _claim_all(
        tables, ((conversation, keys, at) for conversation, _, body in told for keys, at in _sightings(body))
    )
    return Changes(conversations=frozenset(conversation for conversation, _, _ in told) | _rouse(tables, told))


def _rouse(
    tables: StateTables, told: Sequence[tuple[ConversationId, int, MessageBody]]
) -> frozenset[ConversationId]:
    """Take up again the chats in which messages of merged people are shown; return those chats."""
    newest: dict[ConversationId, int] = {}
    for conversation, seq, body in told:
        newest[conversation] = max(newest.get(conversation, 0), seq if _opens(body) else 0)
    names, shown = list(newest), set[ConversationId]()
    for start in range(0, len(names), _AT_ONCE):
        part = names[start : start + _AT_ONCE]
        rows = tables.db.execute_sql(
            f"SELECT id FROM conversation WHERE id IN ({identity.marks(part)}) AND +merged_into IS NOT NULL",  # noqa: S608
            tuple(part),
        ).fetchall()
        for (member,) in rows:
            owner = identity.root(tables, member)
            tables.db.execute_sql(_ROUSE, {"seq": newest[member], "id": owner})
            shown.add(owner)
    return frozenset(shown)


def statuses(tables: StateTables, told: Sequence[tuple[ConversationId, StatusBody]]) -> Changes:
    """Take in many receipts at once, as ``status`` does one by one."""
    touched = frozenset(conversation for conversation, _ in told)
    ensure_all(tables, touched)
    for conversation, body in told:
        if tells_a_stop(body):
            _note_stop(tables, conversation, body)
    _claim_all(
        tables,
        (
            (conversation, identity.keys_of(body.contact), body.at[:_MINUTE])
            for conversation, body in told
            if body.contact is not None
        ),
    )
    return Changes(conversations=touched)


def tells_a_stop(body: StatusBody) -> bool:
    """Tell whether a receipt says that the person wants no marketing: Meta's refusal 131050."""
    return body.error is not None and body.error.code == _STOPPED


def _note_stop(tables: StateTables, conversation: ConversationId, body: StatusBody) -> None:
    tables.db.execute_sql(_MARKETING, ("stop", body.at, conversation))


def _claim_all(
    tables: StateTables, seen: Iterable[tuple[ConversationId, Sequence[identity.PersonKey], str]]
) -> None:
    """Note many sightings, each key of a conversation once."""
    claims: dict[tuple[ConversationId, identity.PersonKey], tuple[str, str]] = {}
    for conversation, keys, at in seen:
        for key in keys:
            first, last = claims.get((conversation, key), (at, at))
            claims[conversation, key] = (min(first, at), max(last, at))
    tables.db.cursor().executemany(
        _CLAIM.format(_CLAIMED),
        [
            (conversation, key.kind, key.value, "whatsapp", "sure", first, last)
            for (conversation, key), (first, last) in claims.items()
        ],
    )


def _touch(conversation: ConversationId, seq: int, body: MessageBody) -> tuple[str | int | None, ...]:
    said, opens = body.message, _opens(body)
    name = body.contact.name or None
    # Somebody who writes in a group has not written to the shop alone, so that the answer to her alone stays closed.
    window_at = said.at if opens and not said.in_group else None
    return (conversation, name, said.at if name else None, window_at, said.at, seq if opens else 0)


def _opens(body: MessageBody) -> bool:
    return window.opens_window(body.message.kind, body.message.direction) and not body.quiet


def _sightings(body: MessageBody) -> list[tuple[Sequence[identity.PersonKey], str]]:
    """Return which keys a message shows and since when they count."""
    said = body.message
    minute = said.at[:_MINUTE]
    if said.kind != "system":
        return [(identity.keys_of(body.contact), minute)]
    seen = (identity.keys_of(body.contact) + identity.keys_before(said), minute)
    return [seen, (identity.keys_after(said), said.at)]


def status(tables: StateTables, conversation: ConversationId, body: StatusBody) -> Changes:
    """Take in a receipt: the keys of its contact, and that somebody wants no marketing."""
    ensure(tables, conversation)
    if tells_a_stop(body):
        _note_stop(tables, conversation, body)
    claim(tables, conversation, identity.keys_of(body.contact or Contact()), body.at[:_MINUTE])
    return Changes(conversations=frozenset((conversation,)))


def claim(tables: StateTables, conversation: ConversationId, keys: Sequence[identity.PersonKey], at: str) -> None:
    """Note that ``keys`` were seen with a conversation at an instant."""
    if not keys:
        return
    values = [
        word for key in dict.fromkeys(keys) for word in (conversation, key.kind, key.value, "whatsapp", "sure", at, at)
    ]
    tables.db.execute_sql(_CLAIM.format(", ".join([_CLAIMED] * (len(values) // 7))), values)


def decision(tables: StateTables, conversation: ConversationId, seq: int, body: ConversationBody) -> Changes:
    """Take in what the team decided; the decision with the highest ``seq`` holds."""
    ensure(tables, conversation)
    db = tables.db
    if body.status is not None:
        db.execute_sql(
            "UPDATE conversation SET status_seq = ?, "
            "status = CASE WHEN inbound_seq > ? AND ? IN ('resolved', 'snoozed', 'waiting_customer') THEN 'open' ELSE ? END, "
            "snoozed_until = CASE WHEN inbound_seq > ? THEN NULL ELSE ? END WHERE id = ? AND status_seq < ?",
            (seq, seq, body.status, body.status, seq, body.snoozed_until, conversation, seq),
        )
    if body.assignee is not None:
        db.execute_sql(
            "UPDATE conversation SET assignee = ?, assignee_seq = ? WHERE id = ? AND assignee_seq < ?",
            (body.assignee or None, seq, conversation, seq),
        )
    if body.blocked is not None:
        db.execute_sql(
            "UPDATE conversation SET blocked = ?, blocked_seq = ? WHERE id = ? AND blocked_seq < ?",
            (body.blocked, seq, conversation, seq),
        )
    if body.read_seq is not None:
        db.execute_sql(
            "UPDATE conversation SET read_seq = ? WHERE id = ? AND read_seq < ?",
            (body.read_seq, conversation, body.read_seq),
        )
    return Changes(conversations=frozenset((conversation,)))


def consent(tables: StateTables, conversation: ConversationId, body: ConsentBody) -> Changes:
    """Note what a person said about marketing; the newest word counts, of two of one moment the stop."""
    ensure(tables, conversation)
    claim(tables, conversation, identity.keys_of(body.contact), body.at[:_MINUTE])
    if body.category == "marketing":
        tables.db.execute_sql(_MARKETING, ("resume" if body.allowed else "stop", body.at, conversation))
    return Changes(conversations=frozenset((conversation,)))


def contact(tables: StateTables, conversation: ConversationId, at: str, body: ContactBody) -> Changes:
    """Call a person as the shop's phone does (``at``, RFC 3339) until WhatsApp tells a name; out of the book, no longer.

    Of two lines of one moment the one that takes the name away counts.
    """
    ensure(tables, conversation)
    name = body.contact.name if body.action == "add" else None
    tables.db.execute_sql(_LISTED, (name or None, _BESIDE + at, conversation))
    return Changes(conversations=frozenset((conversation,)))


def merge(tables: StateTables, conversation: ConversationId, seq: int, body: PersonBody, *, undo: bool) -> Changes:
    """Let ``body.other`` flow into ``conversation``, or take that back; a merge that would close a circle is nothing."""
    if body.other is None or body.other == conversation:
        return NONE
    ensure(tables, conversation)
    ensure(tables, body.other)
    if not undo and identity.root(tables, conversation) == body.other:
        return NONE
    tables.db.execute_sql(
        "UPDATE conversation SET merged_into = ?, merged_seq = ? WHERE id = ? AND merged_seq < ?",
        (None if undo else conversation, seq, body.other, seq),
    )
    if not undo:
        heard = tables.db.execute_sql("SELECT inbound_seq FROM conversation WHERE id = ?", (body.other,)).fetchone()[0]
        tables.db.execute_sql(_ROUSE, {"seq": heard, "id": identity.root(tables, conversation)})
    return Changes(conversations=frozenset((conversation, body.other)), flags=frozenset(("people",)))


def link(tables: StateTables, conversation: ConversationId, seq: int, body: LinkBody, *, linked: bool) -> Changes:
    """Note who said that a Stripe object belongs to a conversation, or does not."""
    ensure(tables, conversation)
    named = [name for name in (body.customer, body.payment) if name is not None]
    for name in named:
        tables.db.execute_sql(
            "INSERT INTO link (conversation, object, linked, certainty, source, seq) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (conversation, object) DO UPDATE SET linked = excluded.linked, certainty = excluded.certainty, "
            "source = excluded.source, seq = excluded.seq WHERE excluded.seq > link.seq",
            (conversation, name, linked, body.certainty, body.source, seq),
        )
    return Changes(conversations=frozenset((conversation,)), objects=frozenset(named))
