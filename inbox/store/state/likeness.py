"""Who else may be the same person: conversations that share a number, an id, an e-mail address or a Stripe customer.

Called by a desk for the chat that is open, on its reading connection; reads only, by index. Nothing follows from it by
itself: an agent looks at the reason and decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Customer
from inbox.store.state import identity, mirror
from inbox.store.state.evidence import Case
from inbox.store.state.schema import StateTables

MOST = 3


class Alike(msgspec.Struct, frozen=True):
    """Somebody who may be the same person, and why: ``phone``, ``id``, ``email`` or ``customer``; ``what`` is shared."""

    conversation: ConversationId
    reason: str
    what: str


class Person(msgspec.Struct, frozen=True):
    """Whose a chat is: the chat in which everything of the person is shown, and the ones that flowed into it."""

    shown: ConversationId
    joined: tuple[ConversationId, ...] = ()


class Traits(msgspec.Struct, frozen=True):
    """What is known of a person beside the keys WhatsApp gave: from payments, and from what was typed in the chat."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    customers: tuple[SourceId, ...] = ()


def person_of(tables: StateTables, conversation: ConversationId) -> Person:
    """Return whose a conversation is; of somebody nobody knows, that conversation alone."""
    shown, *joined = identity.group_of(tables, conversation)
    return Person(shown, tuple(joined))


def alike(tables: StateTables, conversation: ConversationId, traits: Traits, limit: int = MOST) -> list[Alike]:
    """Return who may be the same person as a conversation's, each once with the strongest reason.

    Whoever was taken apart by hand is not suggested again.
    """
    group = identity.group_of(tables, conversation)
    found: dict[ConversationId, Alike] = {}
    if not identity.is_parted(tables, group[0]):
        for other, reason, what in _reasons(tables, group, traits):
            shown = identity.root(tables, other)
            if shown in group or shown in found or identity.is_parted(tables, shown) or not identity.known(tables, shown):
                continue
            found[shown] = Alike(shown, reason, what)
            if len(found) == limit:
                break
    return list(found.values())


def _reasons(
    tables: StateTables, group: Sequence[ConversationId], traits: Traits
) -> Iterator[tuple[ConversationId, str, str]]:
    own = [(key.kind, key.value) for key in identity.keys_of_person(tables, group[0])]
    phones = [value for kind, value in own if kind == "phone"]
    phones += [key for text in traits.phones if (key := mirror.phone_key(text)) is not None]
    for number in dict.fromkeys(phones):
        yield from ((other, "phone", number) for other in _claimants(tables, "phone", number))
    for kind, value in own:
        if kind in ("user_id", "parent_user_id"):
            yield from ((other, "id", value) for other in _claimants(tables, kind, value))
    emails = list(dict.fromkeys(key for text in traits.emails if (key := mirror.email_key(text)) is not None))
    customers = list(dict.fromkeys(traits.customers))
    for email in emails:
        yield from ((other, "email", email) for other in _named_by(tables, email))
        for customer in mirror.where(tables, Customer, "email", [email]):
            yield from ((other, "email", email) for other in Case(tables, (), [customer.id]).conversations_of(customer.id))
    for name in customers:
        yield from ((other, "customer", name) for other in Case(tables, (), [name]).conversations_of(name))


def _claimants(tables: StateTables, kind: str, value: str) -> list[ConversationId]:
    rows = tables.db.execute_sql(
        "SELECT conversation FROM key WHERE kind = ? AND value = ? ORDER BY last_at DESC LIMIT 20", (kind, value)
    )
    return [ConversationId(row[0]) for row in rows.fetchall()]


def _named_by(tables: StateTables, email: str) -> list[ConversationId]:
    """Return the conversations that payments and requests with an e-mail address name."""
    rows = tables.db.execute_sql(
        "SELECT DISTINCT conversation FROM mirror WHERE email = ? AND conversation IS NOT NULL ORDER BY conversation LIMIT 20",
        (email,),
    )
    return [ConversationId(row[0]) for row in rows.fetchall()]
