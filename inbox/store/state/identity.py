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
from inbox.store.state.look import once
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
    """Return the conversation of a contact, merges followed, or None for somebody new.

    A username counts only when it is all there is: it can be given to another person.
    """
    found = owners(tables, keys_of(contact))
    return root(tables, found[0]) if found else None


def owners(tables: StateTables, keys: Sequence[PersonKey]) -> list[ConversationId]:
    """Return the distinct conversations that ``keys`` lead to, in the order of the keys; merges are not followed."""
    strong = [key for key in keys if key.kind != "username"] or list(keys)
    if not strong:
        return []
    rows = tables.db.execute_sql(
        f"{_CLAIMS} WHERE {' OR '.join([_IS_KEY] * len(strong))} {_SEEN_LAST}",
        [word for key in strong for word in (key.kind, key.value)],
    ).fetchall()
    believed = _believed(tables, rows)
    return list(dict.fromkeys(believed[key] for key in strong if key in believed))


_IS_KEY = "(kind = ? AND value = ?)"
_SEEN_LAST = "ORDER BY key.last_at, key.conversation DESC"
_CLAIMS = """
SELECT kind, value, key.conversation, key.first_at, conversation.merged_into
FROM key LEFT JOIN conversation ON conversation.id = key.conversation
"""
_EACH_KEY = f"""
WITH wanted (kind, value) AS (VALUES {{}})
SELECT key.kind, key.value, key.conversation, key.first_at, conversation.merged_into
FROM wanted CROSS JOIN key ON key.kind = wanted.kind AND key.value = wanted.value
LEFT JOIN conversation ON conversation.id = key.conversation
{_SEEN_LAST}
"""  # noqa: S608 - made of constants
_MOST_KEYS = 256


def owner_of_each(tables: StateTables, keys: Sequence[PersonKey]) -> dict[PersonKey, ConversationId]:
    """Return the conversation that each of ``keys`` leads to, merges not followed; keys of nobody are left out."""
    found: dict[PersonKey, ConversationId] = {}
    for start in range(0, len(keys), _MOST_KEYS):
        part = keys[start : start + _MOST_KEYS]
        # Doubled up to a power of two, so that there are few statements for the database to know.
        spare = (1 << (len(part) - 1).bit_length()) - len(part)
        part = [*part, *([part[-1]] * spare)]
        rows = tables.db.execute_sql(
            _EACH_KEY.format(", ".join(["(?, ?)"] * len(part))), [word for key in part for word in (key.kind, key.value)]
        ).fetchall()
        found |= _believed(tables, rows)
    return found


_Claim = tuple[str, str, str, str, str | None]
"""Kind and value of a key, who claims it, when it was seen there first, and into what that conversation has flowed."""


def _believed(tables: StateTables, rows: Sequence[_Claim]) -> dict[PersonKey, ConversationId]:
    """Return the believed owner of each key, from the claims in the order of their last sighting.

    The claim seen last tells the person. Of a merged person's conversations the one that had the key first keeps it, so that
    what comes in goes with its sender again when the two are parted.
    """
    claims: dict[PersonKey, list[_Claim]] = {}
    for row in rows:
        claims.setdefault(PersonKey(row[0], row[1]), []).append(row)
    believed: dict[PersonKey, ConversationId] = {}
    for key, said in claims.items():
        newest = said[-1]
        if any(each[2] != newest[2] for each in said):
            person = root(tables, ConversationId(newest[2]))
            own = (each for each in said if each[2] == newest[2] or root(tables, ConversationId(each[2])) == person)
            newest = min(own, key=lambda each: (each[3], each[2]))
        believed[key] = ConversationId(newest[2])
    return believed


def owner_of_key(tables: StateTables, key: PersonKey) -> ConversationId | None:
    """Return the conversation of the person who was last seen with ``key``, merges followed."""
    found = owners(tables, [key])
    return root(tables, found[0]) if found else None


@once
def root(tables: StateTables, conversation: ConversationId) -> ConversationId:
    """Return the conversation that ``conversation`` has flowed into, itself when it stands alone."""
    for _ in range(_MERGE_DEPTH):
        row = tables.db.execute_sql("SELECT merged_into FROM conversation WHERE id = ?", (conversation,)).fetchone()
        if row is None or row[0] is None:
            return conversation
        conversation = ConversationId(row[0])
    return conversation


@once
def known(tables: StateTables, conversation: ConversationId) -> bool:
    """Tell whether there is such a conversation and it was not erased."""
    row = tables.db.execute_sql("SELECT erased FROM conversation WHERE id = ?", (conversation,)).fetchone()
    return row is not None and not row[0]


def group_of(tables: StateTables, conversation: ConversationId) -> list[ConversationId]:
    """Return every conversation of the same person: the one all flowed into first, then those that did."""
    return list(_members(tables, conversation))


@once
def _members(tables: StateTables, conversation: ConversationId) -> tuple[ConversationId, ...]:
    members = [root(tables, conversation)]
    for member in members:
        if len(members) > _MERGE_DEPTH:
            break
        rows = tables.db.execute_sql("SELECT id FROM conversation WHERE merged_into = ? ORDER BY id", (member,))
        members += [ConversationId(row[0]) for row in rows if row[0] not in members]
    return tuple(members)


def keys_of_person(tables: StateTables, conversation: ConversationId) -> list[PersonKey]:
    """Return every key the person has ever had, the one seen last first."""
    return keys_among(tables, group_of(tables, conversation))


def keys_among(tables: StateTables, group: Sequence[ConversationId]) -> list[PersonKey]:
    """Return every key of these conversations, the one seen last first."""
    return list(_keys(tables, tuple(group)))


@once
def _keys(tables: StateTables, group: tuple[ConversationId, ...]) -> tuple[PersonKey, ...]:
    rows = tables.db.execute_sql(
        f"SELECT kind, value FROM key WHERE conversation IN ({marks(group)}) ORDER BY last_at DESC, kind, value",  # noqa: S608
        group,
    )
    return tuple(dict.fromkeys(PersonKey(row[0], row[1]) for row in rows))


def is_parted(tables: StateTables, conversation: ConversationId) -> bool:
    """Tell whether a conversation was taken out of another again, by somebody who knew better."""
    row = tables.db.execute_sql("SELECT merged_into, merged_seq FROM conversation WHERE id = ?", (conversation,)).fetchone()
    return row is not None and row[0] is None and bool(row[1])


def contact_of(tables: StateTables, conversation: ConversationId) -> Contact:
    """Return all that is known of a person's number and names as last seen: what is shown.

    ``wa_id`` is as WhatsApp wrote it; ``phone`` is folded and good for comparing only.
    """
    group = group_of(tables, conversation)
    return _contact(tables, group, keys_among(tables, group))


def address_of(tables: StateTables, conversation: ConversationId) -> tuple[ConversationId, Contact]:
    """Return where a person wrote last, and under which number or id: where a message is to be sent.

    Of a merged person that is one of several conversations: an answer goes to the number she wrote from, whose window is
    open, and never half to one and half to another.
    """
    group = group_of(tables, conversation)
    if len(group) == 1:
        return group[0], contact_of(tables, conversation)
    rows = tables.db.execute_sql(
        f"SELECT id, coalesce(last_inbound, ''), coalesce(last_at, '') FROM conversation WHERE id IN ({marks(group)})",  # noqa: S608
        tuple(group),
    ).fetchall()
    heard = {ConversationId(row[0]): (row[1], row[2]) for row in rows}
    for member in sorted(group, key=lambda each: heard.get(each, ("", "")), reverse=True):
        contact = _contact(tables, [member], keys_among(tables, [member]))
        if contact.wa_id or contact.phone or contact.user_id or contact.parent_user_id:
            return member, contact
    return group[0], contact_of(tables, conversation)


def _contact(tables: StateTables, group: Sequence[ConversationId], keys: Sequence[PersonKey]) -> Contact:
    newest: dict[str, str] = {}
    for key in keys:
        newest.setdefault(key.kind, key.value)
    # The newest name, as the list shows it: one out of the phone's address book is older than any of WhatsApp's own.
    named = tables.db.execute_sql(
        f"SELECT name FROM conversation WHERE id IN ({marks(group)}) AND name IS NOT NULL "  # noqa: S608 - placeholders
        "ORDER BY name_at DESC, name DESC LIMIT 1",
        tuple(group),
    ).fetchone()
    return Contact(
        wa_id=newest.get("wa_id"),
        user_id=newest.get("user_id"),
        parent_user_id=newest.get("parent_user_id"),
        username=newest.get("username"),
        name=None if named is None else named[0],
        phone=newest.get("phone"),
    )


def marks(values: Iterable[object]) -> str:
    """Return as many placeholders as there are values, for an ``IN (...)``."""
    return ", ".join("?" for _ in values)
