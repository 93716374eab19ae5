"""Which conversation a person's keys lead to: phone, WhatsApp id, business-scoped user id, username.

A key is a claim, never a fact for ever: usernames move, numbers are given away, user ids rotate. Claims are only added and
their last sighting kept, so that they commute; the claim seen last is believed. Read by the hub before it appends and by
desks; written by ``projection``. developers.facebook.com, Cloud API > Business-scoped user IDs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

import msgspec

from inbox.domain import phones
from inbox.domain.ids import ConversationId
from inbox.domain.messages import Contact, Message
from inbox.store.state.schema import StateTables

_MERGE_DEPTH = 50
_NUMBER = re.compile(r"\+[0-9]{7,15}")
"""WhatsApp's ids are already digits with a country code; a full parse per message would cost more than the rest."""


class PersonKey(msgspec.Struct, frozen=True, order=True, cache_hash=True):
    """One key: ``kind`` is ``phone``, ``wa_id``, ``user_id``, ``parent_user_id`` or ``username``; ``value`` is folded."""

    kind: str
    value: str


@functools.lru_cache(maxsize=4096)
def keys_of(contact: Contact) -> tuple[PersonKey, ...]:
    """Return the keys in a contact, the most lasting first; both notations of one phone number give one ``phone`` key."""
    keys: list[PersonKey] = []
    numbers = (contact.phone, contact.wa_id and "+" + contact.wa_id.lstrip("+"))
    for number in dict.fromkeys(phones.fold(each) for each in numbers if each and _NUMBER.fullmatch(each)):
        keys.append(PersonKey("phone", number))
    if contact.wa_id:
        keys.append(PersonKey("wa_id", contact.wa_id.lstrip("+")))
    if contact.user_id:
        keys.append(PersonKey("user_id", contact.user_id))
    if contact.parent_user_id:
        keys.append(PersonKey("parent_user_id", contact.parent_user_id))
    if contact.username:
        keys.append(PersonKey("username", contact.username.lstrip("@").casefold()))
    return tuple(keys)


@functools.lru_cache(maxsize=4096)
def lasting_keys_of(contact: Contact) -> tuple[PersonKey, ...]:
    """Return the keys in a contact that lead to a person by themselves: a username can be given to somebody else."""
    return tuple(key for key in keys_of(contact) if key.kind != "username")


def keys_before(message: Message) -> tuple[PersonKey, ...]:
    """Return the keys a number change says the person had until now (``system`` messages)."""
    notice = _notice(message)
    if not notice:
        return ()
    return keys_of(
        Contact(user_id=_text(notice, "previous_user_id"), parent_user_id=_text(notice, "previous_parent_user_id"))
    )


def keys_after(message: Message) -> tuple[PersonKey, ...]:
    """Return the keys a number change says the person has from now on (``system`` messages)."""
    notice = _notice(message)
    if not notice:
        return ()
    return keys_of(
        Contact(
            wa_id=_text(notice, "wa_id") or _text(notice, "new_wa_id"),
            user_id=_text(notice, "user_id"),
            parent_user_id=_text(notice, "parent_user_id"),
        )
    )


def _notice(message: Message) -> dict[str, object]:
    if message.kind != "system" or message.extra is None:
        return {}
    inner = message.extra.get("system")
    return inner if isinstance(inner, dict) else message.extra


def _text(notice: dict[str, object], name: str) -> str | None:
    value = notice.get(name)
    return value if isinstance(value, str) and value else None


def resolve(tables: StateTables, contact: Contact) -> ConversationId | None:
    """Return the conversation of a contact, or None for somebody new.

    A username counts only when it is all there is: it can be given to another person.
    """
    found = owners(tables, keys_of(contact))
    return found[0] if found else None


def owners(tables: StateTables, keys: Sequence[PersonKey]) -> list[ConversationId]:
    """Return the distinct conversations that ``keys`` lead to, in the order of the keys, merges followed."""
    strong = [key for key in keys if key.kind != "username"] or list(keys)
    if not strong:
        return []
    rows = tables.db.execute_sql(
        "SELECT kind, value, key.conversation, conversation.merged_into FROM key "  # noqa: S608 - placeholders
        f"LEFT JOIN conversation ON conversation.id = key.conversation WHERE {' OR '.join([_IS_KEY] * len(strong))} "
        "ORDER BY key.last_at, key.conversation DESC",
        [word for key in strong for word in (key.kind, key.value)],
    )
    # The claim seen last comes last and so replaces the ones before it.
    newest = {PersonKey(kind, value): (owner, merged) for kind, value, owner, merged in rows}
    found: dict[ConversationId, None] = {}
    for key in strong:
        if key in newest:
            owner, merged = newest[key]
            found.setdefault(ConversationId(owner) if merged is None else root(tables, ConversationId(merged)))
    return list(found)


_IS_KEY = "(kind = ? AND value = ?)"
_EACH_KEY = """
WITH wanted (kind, value) AS (VALUES {})
SELECT key.kind, key.value, key.conversation, conversation.merged_into
FROM wanted CROSS JOIN key ON key.kind = wanted.kind AND key.value = wanted.value
LEFT JOIN conversation ON conversation.id = key.conversation
ORDER BY key.last_at, key.conversation DESC
"""
_MOST_KEYS = 256


def owner_of_each(tables: StateTables, keys: Sequence[PersonKey]) -> dict[PersonKey, ConversationId]:
    """Return the conversation that was last seen with each of ``keys``, merges followed; keys of nobody are left out."""
    found: dict[PersonKey, ConversationId] = {}
    for start in range(0, len(keys), _MOST_KEYS):
        part = keys[start : start + _MOST_KEYS]
        # Doubled up to a power of two, so that there are few statements for the database to know.
        spare = (1 << (len(part) - 1).bit_length()) - len(part)
        part = [*part, *([part[-1]] * spare)]
        rows = tables.db.execute_sql(
            _EACH_KEY.format(", ".join(["(?, ?)"] * len(part))), [word for key in part for word in (key.kind, key.value)]
        )
        # As in owners(): the claim seen last comes last.
        newest = {PersonKey(kind, value): (owner, merged) for kind, value, owner, merged in rows}
        for key, (owner, merged) in newest.items():
            found[key] = ConversationId(owner) if merged is None else root(tables, ConversationId(merged))
    return found


def owner_of_key(tables: StateTables, key: PersonKey) -> ConversationId | None:
    """Return the conversation that was last seen with ``key``, merges followed."""
    return next(iter(owners(tables, [key])), None)


def root(tables: StateTables, conversation: ConversationId) -> ConversationId:
    """Return the conversation that ``conversation`` has flowed into, itself when it stands alone."""
    for _ in range(_MERGE_DEPTH):
        row = tables.db.execute_sql("SELECT merged_into FROM conversation WHERE id = ?", (conversation,)).fetchone()
        if row is None or row[0] is None:
            return conversation
        conversation = ConversationId(row[0])
    return conversation


def known(tables: StateTables, conversation: ConversationId) -> bool:
    """Tell whether there is such a conversation and it was not erased."""
    row = tables.db.execute_sql("SELECT erased FROM conversation WHERE id = ?", (conversation,)).fetchone()
    return row is not None and not row[0]


def group_of(tables: StateTables, conversation: ConversationId) -> list[ConversationId]:
    """Return every conversation of the same person: the one all flowed into first, then those that did."""
    members = [root(tables, conversation)]
    for member in members:
        if len(members) > _MERGE_DEPTH:
            break
        rows = tables.db.execute_sql("SELECT id FROM conversation WHERE merged_into = ? ORDER BY id", (member,))
        members += [ConversationId(row[0]) for row in rows if row[0] not in members]
    return members


def keys_of_person(tables: StateTables, conversation: ConversationId) -> list[PersonKey]:
    """Return every key the person has ever had, the one seen last first."""
    group = group_of(tables, conversation)
    rows = tables.db.execute_sql(
        f"SELECT kind, value FROM key WHERE conversation IN ({marks(group)}) ORDER BY last_at DESC, kind, value",  # noqa: S608
        tuple(group),
    )
    return list(dict.fromkeys(PersonKey(row[0], row[1]) for row in rows))


def contact_of(tables: StateTables, conversation: ConversationId) -> Contact:
    """Return the address of a person as last seen: where a message is to be sent.

    ``wa_id`` is as WhatsApp wrote it; ``phone`` is folded and good for comparing only.
    """
    newest: dict[str, str] = {}
    for key in keys_of_person(tables, conversation):
        newest.setdefault(key.kind, key.value)
    head = root(tables, conversation)
    row = tables.db.execute_sql("SELECT name FROM conversation WHERE id = ?", (head,)).fetchone()
    return Contact(
        wa_id=newest.get("wa_id"),
        user_id=newest.get("user_id"),
        parent_user_id=newest.get("parent_user_id"),
        username=newest.get("username"),
        name=row[0] if row is not None else None,
        phone=newest.get("phone"),
    )


def marks(values: Iterable[object]) -> str:
    """Return as many placeholders as there are values, for an ``IN (...)``."""
    return ", ".join("?" for _ in values)
