"""What speaks for whom about some payments: read for all of them at once, and only what is asked for.

Used by ``ownership``, which says what follows from it. A person may have hundreds of payments, and a screen shows them when a
chat is opened; one statement for each kind of evidence, not several for each payment, is what makes that quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal, TypeVar

import msgspec

from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Customer, Payment
from inbox.store.state import identity, mirror, requests
from inbox.store.state.look import once
from inbox.store.state.mirror import About
from inbox.store.state.schema import StateTables

Certainty = Literal["confirmed", "sure", "likely", "none"]

_AT_ONCE = 500
"""So many names go into one statement."""

_T = TypeVar("_T")


class Evidence(msgspec.Struct, frozen=True):
    """One reason why a payment belongs to a conversation; ``reason`` is a slug a screen can say in its language."""

    conversation: ConversationId
    certainty: Certainty
    reason: str


class Case:
    """Some payments, or customers alone, and what the tables say about whose they are. Good for as long as nothing is written."""

    def __init__(self, tables: StateTables, payments: Sequence[Payment], customers: Iterable[SourceId] = ()) -> None:
        self._tables = tables
        self._payments = payments
        named = (paid.customer for paid in payments if paid.customer is not None)
        self._customers = list(dict.fromkeys([*named, *customers]))
        self._owners: dict[ConversationId, ConversationId | None] = {}
        self._groups: dict[ConversationId, list[ConversationId]] = {}
        self._phones: dict[str, list[ConversationId]] = {}

    def evidence(self, paid: Payment) -> Iterator[Evidence]:
        """Yield what speaks for each conversation, the strongest first; merges are followed, denials left out."""
        for conversation, certainty, reason in self._raw(paid):
            owner = self.owner(conversation)
            if owner is None:
                continue
            group = self.group(owner)
            is_denied = self.is_denied(group, paid.id) or (
                paid.customer is not None and self.is_denied(group, paid.customer)
            )
            if reason == "linked" or not is_denied:
                yield Evidence(owner, certainty, reason)

    def is_denied(self, group: Sequence[ConversationId], name: SourceId) -> bool:
        """Tell whether the newest word about an object and one of these conversations is that it is not theirs."""
        said = next((linked for conversation, linked in self._links.get(name, ()) if conversation in group), True)
        return not said

    def conversations_of(self, customer: SourceId) -> Iterator[ConversationId]:
        """Yield the conversations a customer is known to belong to: linked, proved by a payment, equal phone or e-mail."""
        yield from self._linked(customer)
        yield from self._customer_proofs.get(customer, ())
        person = self._persons.get(customer)
        if person is not None:
            yield from self.same_person(person)

    def same_person(self, person: Customer) -> Iterator[ConversationId]:
        """Yield the conversations in which somebody with the phone, the WhatsApp id or the e-mail of a customer writes."""
        yield from self._phone_owners(mirror.phone_key(person.phone))
        if person.wa_id:
            yield from self._phone_owners(mirror.phone_key("+" + person.wa_id.lstrip("+")))
        yield from self._proved_by(mirror.email_key(person.email))

    def owner(self, conversation: ConversationId) -> ConversationId | None:
        """Return whom a conversation has flowed into; None when nobody knows that one, or it was erased."""
        if conversation not in self._owners:
            root = identity.root(self._tables, conversation)
            self._owners[conversation] = root if identity.known(self._tables, root) else None
        return self._owners[conversation]

    def group(self, conversation: ConversationId) -> list[ConversationId]:
        """Return every conversation of the same person, the one all flowed into first."""
        if conversation not in self._groups:
            self._groups[conversation] = identity.group_of(self._tables, conversation)
        return self._groups[conversation]

    def about(self, paid: Payment) -> About:
        """Return what is known about one of the payments."""
        return self._about[paid.id]

    def _raw(self, paid: Payment) -> Iterator[tuple[ConversationId, Certainty, str]]:
        for conversation in self._linked(paid.id):
            yield conversation, "confirmed", "linked"
        for conversation in self._requests.get(paid.id, ()):
            yield conversation, "confirmed", "request"
        if paid.conversation is not None:
            yield paid.conversation, "sure", "metadata"
        given = self._given.get(paid.id, [])
        if len(given) == 1:
            yield given[0], "sure", "sent-link"
        if paid.customer is not None:
            for conversation in self.conversations_of(paid.customer):
                yield conversation, "sure", "customer"
        for conversation in self._phone_owners(mirror.phone_key(paid.phone)):
            yield conversation, "sure", "phone"
        for conversation in self._proved_by(mirror.email_key(paid.email)):
            yield conversation, "sure", "email"
        for conversation in given if len(given) > 1 else ():
            yield conversation, "likely", "sent-link"

    def _linked(self, name: SourceId) -> Iterator[ConversationId]:
        return (conversation for conversation, linked in self._links.get(name, ()) if linked)

    @cached_property
    def _links(self) -> dict[str, list[tuple[ConversationId, bool]]]:
        """What agents and payments said about each object, the newest word first."""
        names = [*(paid.id for paid in self._payments), *self._customers]
        rows = self._ask("SELECT object, conversation, linked FROM link WHERE object IN ({}) ORDER BY seq DESC", names)
        return _gathered((name, (ConversationId(conversation), bool(linked))) for name, conversation, linked in rows)

    @cached_property
    def _requests(self) -> dict[str, list[ConversationId]]:
        """In which conversations each payment was asked for."""
        return _gathered(
            (name, each.conversation)
            for name, known in self._about.items()
            for each in known.requests
            if each.conversation is not None
        )

    @cached_property
    def _given(self) -> dict[str, list[ConversationId]]:
        """Whom the requests were sent to on which each payment was made, where that was written into a chat by hand."""
        asked = [(name, each) for name, known in self._about.items() for each in known.requests]
        whom = requests.sent_to(self._tables, [each for _, each in asked])
        pairs = ((name, person) for (name, _), persons in zip(asked, whom, strict=True) for person in persons)
        return {name: list(dict.fromkeys(persons)) for name, persons in _gathered(pairs).items()}

    @cached_property
    def _about(self) -> dict[SourceId, About]:
        return mirror.about_each(self._tables, self._payments)

    @cached_property
    def _customer_proofs(self) -> dict[str, list[ConversationId]]:
        return self._proofs("customer", self._customers)

    @cached_property
    def _persons(self) -> dict[str, Customer]:
        return {person.id: person for person in mirror.read(self._tables, Customer, self._customers)}

    @cached_property
    def _email_proofs(self) -> dict[str, list[ConversationId]]:
        """By the e-mail of a payment; that of a customer is asked for alone when it is another one."""
        emails = (mirror.email_key(paid.email) for paid in self._payments)
        return self._proofs("email", list(dict.fromkeys(email for email in emails if email is not None)))

    def _proved_by(self, email: str | None) -> list[ConversationId]:
        if email is None:
            return []
        known = self._email_proofs
        if email not in known:
            known[email] = self._proofs("email", [email]).get(email, [])
        return known[email]

    def _phone_owners(self, phone: str | None) -> list[ConversationId]:
        if phone is None:
            return []
        if phone not in self._phones:
            owner = identity.owner_of_key(self._tables, identity.PersonKey("phone", phone))
            self._phones[phone] = [] if owner is None else [owner]
        return self._phones[phone]

    def _proofs(self, column: Literal["customer", "email"], values: Sequence[str]) -> dict[str, list[ConversationId]]:
        """Return the conversations named in the metadata of objects with each of these customers or e-mails."""
        rows = self._ask(
            f"SELECT DISTINCT {column}, conversation FROM mirror "  # noqa: S608 - one of two words
            f"WHERE {column} IN ({{}}) AND conversation IS NOT NULL ORDER BY conversation",
            values,
        )
        found = _gathered((value, ConversationId(conversation)) for value, conversation in rows)
        return {value: found.get(value, []) for value in values}

    def _ask(self, statement: str, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for part in _parts(names):
            yield from _rows(self._tables, statement.format(identity.marks(part)), tuple(part))


@once
def _rows(tables: StateTables, statement: str, names: tuple[str, ...]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tables.db.execute_sql(statement, names).fetchall())


def _parts(names: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))


def _gathered(pairs: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    found: dict[str, list[_T]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found
