"""What the list knows of a person: name, keys, window, status and assignee, taken over from the state.

Called by ``projection`` on the engine thread, once per batch, after the state has taken in the same events.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from inbox.domain import window
from inbox.domain.ids import ConversationId
from inbox.domain.messages import Contact
from inbox.store.state import identity
from inbox.store.state.identity import keys_of
from inbox.store.state.schema import StateTables
from inbox.store.timeline.batch import Batch
from inbox.store.timeline.folding import fold
from inbox.store.timeline.rows import MERGED, ChatRow
from inbox.store.timeline.schema import LAST_SECOND, seconds_of
from inbox.store.timeline.statements import AMONG, listed, listed_numbers

_WINDOW_SECONDS = int(window.LENGTH.total_seconds())
_SHOWN_KEYS = ("phone", "username", "wa_id", "user_id")
"""What a person without a name is called by, the best first."""


def is_news(chat: ChatRow, contact: Contact) -> bool:
    """Tell whether a contact has a key that the chat's row does not hold yet."""
    known = chat.handles.split()
    return any(key.value not in known for key in keys_of(contact))


def renew(batch: Batch, state: StateTables, conversations: Iterable[ConversationId], with_keys: set[ConversationId]) -> None:
    """Take over what the state says of ``conversations``; of those in ``with_keys`` their keys as well."""
    with_keys = set(with_keys)
    said = _said(state, conversations)
    # What is said of somebody merged shows in the chat into which she has flowed.
    flowed = {member: identity.root(state, member) for member, row in said.items() if row.merged_into is not None}
    said |= _said(state, set(flowed.values()) - said.keys())
    with_keys |= {shown for member, shown in flowed.items() if member in with_keys}
    groups = {each: identity.group_of(state, each) for each in _merged_into(state, said)}
    keys = _keys(batch, state, with_keys, groups)
    for conversation, (name, last_inbound, status, assignee, snoozed_until, blocked, merged_into, erased) in said.items():
        if erased:
            continue
        chat = batch.chat(conversation)
        if conversation in groups:
            last_inbound, blocked, name = _together(state, groups[conversation])
        chat.window_end = min(seconds_of(last_inbound) + _WINDOW_SECONDS, LAST_SECOND) if last_inbound else 0
        chat.set_status(MERGED if merged_into else status)
        chat.assignee = assignee or ""
        chat.snoozed_until = seconds_of(snoozed_until) if snoozed_until else 0
        chat.blocked = bool(blocked)
        if conversation in with_keys:
            own = keys.get(conversation, [])
            chat.handles = " ".join(sorted({value for _, value in own}))
            chat.name = name or next((value for kind in _SHOWN_KEYS for k, value in own if k == kind), "")
        elif name:
            chat.name = name
        chat.folded = fold(chat.name)
        batch.change_chat(chat)


class _Said(NamedTuple):
    """What the state says of a conversation, as the columns of the same names."""

    name: str | None
    last_inbound: str | None
    status: str
    assignee: str | None
    snoozed_until: str | None
    blocked: int
    merged_into: str | None
    erased: bool


_READ = f"SELECT id, {', '.join(_Said._fields)} FROM conversation WHERE id {AMONG}"  # noqa: S608 - constants


def _said(state: StateTables, conversations: Iterable[ConversationId]) -> dict[ConversationId, _Said]:
    wanted = set(conversations)
    rows = state.db.execute_sql(_READ, (listed(wanted),)).fetchall() if wanted else []
    return {ConversationId(row[0]): _Said(*row[1:]) for row in rows}


def _merged_into(state: StateTables, among: Iterable[ConversationId]) -> list[ConversationId]:
    """Return which of some conversations have others that flowed into them."""
    rows = state.db.execute_sql(
        f"SELECT DISTINCT merged_into FROM conversation WHERE merged_into {AMONG} AND +merged_into IS NOT NULL",  # noqa: S608
        (listed(among),),
    )
    return [ConversationId(row[0]) for row in rows.fetchall()]


def _together(state: StateTables, group: list[ConversationId]) -> tuple[str | None, int, str | None]:
    """Return when any of a person's conversations was last written in, whether any is blocked, and the newest name."""
    found: tuple[str | None, int, str | None] = state.db.execute_sql(
        "SELECT max(last_inbound), max(blocked), "  # noqa: S608
        f"(SELECT name FROM conversation WHERE id {AMONG} AND name IS NOT NULL ORDER BY name_at DESC, name DESC LIMIT 1) "
        f"FROM conversation WHERE id {AMONG}",
        (listed(group), listed(group)),
    ).fetchone()
    return found


def _keys(
    batch: Batch,
    state: StateTables,
    conversations: set[ConversationId],
    groups: dict[ConversationId, list[ConversationId]],
) -> dict[str, list[tuple[str, str]]]:
    """Return (kind, value) of each conversation's keys, and what its payments say about the payer.

    A chat into which others have flowed has the keys of all in ``groups``.
    """
    if not conversations:
        return {}
    owners: dict[str, list[ConversationId]] = {each: [each] for each in conversations}
    for conversation in conversations & groups.keys():
        for member in groups[conversation][1:]:
            owners.setdefault(member, []).append(conversation)
    numbers = {batch.chat(conversation).num: conversation for conversation in conversations}
    rows = state.db.execute_sql(
        f"SELECT conversation, kind, value FROM key WHERE conversation {AMONG} ORDER BY last_at DESC, kind, value",  # noqa: S608
        (listed(owners),),
    ).fetchall()
    paid = state.db.execute_sql(
        "SELECT entry.chat, mirror.email, mirror.order_number FROM entry INDEXED BY entry_asks "  # noqa: S608
        "CROSS JOIN mirror ON mirror.id = entry.key "
        f"WHERE entry.asks AND entry.money AND entry.chat {AMONG} ORDER BY entry.id",
        (listed_numbers(numbers),),
    ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for member, kind, value in rows:
        for conversation in owners[member]:
            found.setdefault(conversation, []).append((kind, value))
    for number, email, order in paid:
        own = found.setdefault(numbers[number], [])
        own.extend((kind, value) for kind, value in (("email", email), ("order", order)) if value)
    return found
