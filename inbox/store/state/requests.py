"""Which payment requests are whose: those made for a chat, and those whose address somebody of the shop wrote into one.

A request names its conversation in its metadata when this program made it. One that was made elsewhere is the request of
whoever it was sent to, while that is one person and it can be paid only once. What several people can pay tells nothing about
who paid it: such a one is still open for each of them, and is marked so. Read by the hub and by a desk, with their own tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec

from inbox.domain import times
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Checkout, Invoice, Payment
from inbox.store.state import identity, mirror, sent
from inbox.store.state.look import once
from inbox.store.state.schema import UNDER_WAY, StateTables
from inbox.store.state.sent import Sent

_CLOCKS = timedelta(minutes=2)
"""So far the clocks of the two platforms may be apart."""


class Given(msgspec.Struct, frozen=True):
    """To whom a request was sent: the persons, and by which messages, the first one first."""

    persons: tuple[ConversationId, ...]
    by: tuple[Sent, ...]


def of_group(tables: StateTables, group: Sequence[ConversationId]) -> tuple[Checkout, ...]:
    """Return the requests of a person (every conversation of theirs), oldest first; ``shared`` where others may pay it too."""
    return _of_group(tables, tuple(group))


@once
def _of_group(tables: StateTables, group: tuple[ConversationId, ...]) -> tuple[Checkout, ...]:
    found = {each.id: each for each in mirror.where(tables, Checkout, "conversation", group)}
    names = {each.name: None for each in sent.in_chats(tables, group) if identity.root(tables, each.conversation) == group[0]}
    others = mirror.where(tables, Checkout, "address", list(names)) if names and identity.known(tables, group[0]) else []
    others = [each for each in others if each.id not in found]
    # To how many what anybody can pay was sent is not asked: of the shop's one link for everybody those are thousands.
    many = [each for each in others if is_shared(each)]
    few = [each for each in others if not is_shared(each)]
    for each, given in zip(few, given_each(tables, few), strict=True):
        if given is not None and group[0] in given.persons:
            found[each.id] = each if len(given.persons) == 1 else msgspec.structs.replace(each, shared=True)
    found |= {each.id: msgspec.structs.replace(each, shared=True) for each in many if not _is_named(tables, each)}
    return tuple(sorted(found.values(), key=lambda each: (each.created or "", each.id)))


def invoices_of_group(tables: StateTables, group: Sequence[ConversationId]) -> list[Invoice]:
    """Return the invoices of which only this person was given the address, oldest first."""
    names = [each.name for each in sent.in_chats(tables, group)]
    found = mirror.where(tables, Invoice, "address", names) if names else []
    whom = sent_to(tables, found)
    return [each for each, persons in zip(found, whom, strict=True) if persons == (group[0],)]


def is_shared(request: Checkout) -> bool:
    """Tell whether several people may pay a request; of a link of which nobody knows it, that must be thought."""
    return request.shared if request.shared is not None else request.kind == "link"


def given_each(
    tables: StateTables, said: Sequence[Checkout | Invoice], links: Iterable[Checkout] = ()
) -> list[Given | None]:
    """Return to whom each of these was sent; None for what was sent to nobody, or names the chat it was made for itself.

    A page counts as sent with the link it was opened from. ``links`` are such links, where they are at hand. Of what several
    people can pay only one person is looked for, and one message.
    """
    if not said or not sent.is_any(tables):
        return [None] * len(said)
    known = {each.id: each for each in (*links, *(each for each in said if isinstance(each, Checkout)))}
    lacking = [each.link for each in said if isinstance(each, Checkout) and each.link is not None and each.link not in known]
    known |= {each.id: each for each in mirror.read(tables, Checkout, list(dict.fromkeys(lacking)))}
    sources = [_source(each, known) for each in said]
    names = [None if each is None else mirror.address_of(each) for each in sources]
    pairs = list(zip(sources, names, strict=True))
    messages = sent.of_names(tables, (name for each, name in pairs if name is not None and not _is_for_many(each)))
    many = {name for each, name in pairs if name is not None and _is_for_many(each)}
    anybody = {name: _to_anybody(tables, name) for name in many}
    found: list[Given | None] = []
    for each, name in pairs:
        own = messages.get(name or "")
        if each is None or name is None or _is_named(tables, each):
            found.append(None)
        elif _is_for_many(each):
            found.append(anybody[name])
        else:
            found.append(None if own is None else _given(tables, own, _paid_at(tables, each)))
    return found


def _is_for_many(source: Checkout | Invoice | None) -> bool:
    return isinstance(source, Checkout) and is_shared(source)


def _to_anybody(tables: StateTables, name: str) -> Given | None:
    """Return the first person found who was sent an address, with the message."""
    for each in sent.of_name(tables, name):
        person = identity.root(tables, each.conversation)
        if identity.known(tables, person):
            return Given((person,), (each,))
    return None


def _source(said: Checkout | Invoice, known: dict[SourceId, Checkout]) -> Checkout | Invoice | None:
    """Return what could have been sent: the link a page was opened from, else the thing itself."""
    return known.get(said.link) if isinstance(said, Checkout) and said.link is not None else said


def _is_named(tables: StateTables, said: Checkout | Invoice) -> bool:
    named = getattr(said, "conversation", None)
    return named is not None and identity.known(tables, identity.root(tables, named))


def _given(tables: StateTables, messages: Sequence[Sent], until: str | None) -> Given | None:
    """Return whom these messages went to; those that came when it was paid already could not have led to that."""
    before = [each for each in messages if until is None or each.at <= until] or list(messages)
    roots = (identity.root(tables, each.conversation) for each in before)
    persons = tuple(dict.fromkeys(each for each in roots if identity.known(tables, each)))
    return Given(persons, tuple(before)) if persons else None


def _paid_at(tables: StateTables, said: Checkout | Invoice) -> str | None:
    if said.payment is None or said.status not in ("paid", "processing"):
        return None
    paid = next(iter(mirror.read(tables, Payment, (said.payment,))), None)
    if paid is None or paid.when is None:
        return None
    return times.to_text(times.from_text(paid.when) + _CLOCKS)


def unread(tables: StateTables, since: str) -> list[SourceId]:
    """Return which requests that were written into chats must be read at Stripe to know what they ask for, and of whom.

    Stripe tells of no page until it is over, and of a link neither its sum nor, long ago, how often it can be paid. ``since`` is
    from when on (RFC 3339) a page nobody knows is worth a look.
    """
    pages = tables.db.execute_sql(
        "SELECT DISTINCT name FROM sent_address WHERE name >= 'cs_' AND name < 'cs`' AND at >= ? "
        "AND NOT EXISTS (SELECT 1 FROM mirror WHERE mirror.id = sent_address.name)",
        (since,),
    ).fetchall()
    return [*(SourceId(row[0]) for row in pages), *(each.id for each in open_given(tables) if _lacks(each))]


def open_given(tables: StateTables) -> list[Checkout]:
    """Return the open requests whose address was written into a chat, whoever can pay them."""
    rows = tables.db.execute_sql(
        "SELECT DISTINCT mirror.id FROM mirror CROSS JOIN sent_address ON sent_address.name = mirror.address "  # noqa: S608
        f"WHERE {UNDER_WAY} AND mirror.kind = 'checkout'"
    ).fetchall()
    return mirror.read(tables, Checkout, [SourceId(row[0]) for row in rows])


def _lacks(request: Checkout) -> bool:
    is_link = request.kind == "link"
    return request.conversation is None and (request.amount is None or (is_link and request.shared is None))


def last_given(
    tables: StateTables, group: Sequence[ConversationId], said: Sequence[Checkout]
) -> dict[SourceId, str]:
    """Return when each of these requests was last sent to a person (RFC 3339), of those that were."""
    last = {each.name: each.at for each in sent.in_chats(tables, group)}
    names = {each.id: mirror.address_of(each) for each in said}
    return {request: last[name] for request, name in names.items() if name is not None and name in last}


def sent_to(tables: StateTables, said: Sequence[Checkout | Invoice]) -> list[tuple[ConversationId, ...]]:
    """Return the persons each of these was sent to, as far as that tells whose it is: nothing for what anybody can pay."""
    if not said or not sent.is_any(tables):
        return [()] * len(said)
    links = {each.id: each for each in said if isinstance(each, Checkout)}
    lacking = [each.link for each in said if isinstance(each, Checkout) and each.link is not None and each.link not in links]
    links |= {each.id: each for each in mirror.read(tables, Checkout, list(dict.fromkeys(lacking)))}
    few = [each for each in said if not _is_for_many(_source(each, links))]
    persons = {
        each.id: () if whom is None else whom.persons
        for each, whom in zip(few, given_each(tables, few, links.values()), strict=True)
    }
    return [persons.get(each.id, ()) for each in said]


def under(said: Checkout | Invoice, given: Given | None) -> Sent | None:
    """Return the message under which a request stands: the first one by which the only person it went to was given it."""
    if given is None or len(given.persons) > 1:
        return None
    if isinstance(said, Checkout) and (said.link is not None or is_shared(said)):
        return None
    return given.by[0]
