"""Whose a payment is, with what certainty and why: the evidence for each conversation, strongest first.

Called by the hub to route events, by policy facts, by screens and by erasing. Nothing is stored: a match is read from the
claims and the mirror as they are now, so that it is the same whatever arrived first. Only certain evidence moves money
without a question; an equal name is never more than likely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Checkout, Customer, Dispute, Invoice, Payment, Refund, StripeObject, merge
from inbox.store.state import identity, mirror, requests
from inbox.store.state.evidence import Case, Certainty, Evidence
from inbox.store.state.identity import marks
from inbox.store.state.look import once
from inbox.store.state.mirror import About
from inbox.store.state.schema import StateTables

CERTAIN: tuple[Certainty, ...] = ("confirmed", "sure")


class Match(msgspec.Struct, frozen=True):
    """How certainly a payment belongs to the conversation that was asked about.

    ``reason`` is ``linked``, ``request``, ``metadata``, ``sent-link``, ``customer``, ``phone``, ``email``, ``name``, ``denied``,
    ``other-person`` or ``nothing``.
    """

    certainty: Certainty
    reason: str


class Belonging(msgspec.Struct, frozen=True):
    """A payment of a person, how certainly, and what is known about it."""

    payment: Payment
    match: Match
    about: About


def match(tables: StateTables, conversation: ConversationId, paid: Payment) -> Match:
    """Say how certainly ``paid`` belongs to ``conversation``: ``confirmed``, ``sure``, ``likely`` or ``none``."""
    return _match(tables, Case(tables, [paid]), identity.group_of(tables, conversation), paid)


def _match(tables: StateTables, case: Case, group: list[ConversationId], paid: Payment) -> Match:
    if case.is_denied(group, paid.id):
        return Match("none", "denied")
    proved_for_another = False
    # The strongest comes first: behind the first that speaks for this person nothing is left that would weigh more.
    for each in case.evidence(paid):
        if each.conversation != group[0]:
            proved_for_another = proved_for_another or each.certainty == "confirmed"
        elif proved_for_another and each.certainty != "confirmed":
            return Match("likely", "other-person")
        else:
            return Match(each.certainty, each.reason)
    return _by_name(tables, group[0], paid)


def evidence(tables: StateTables, paid: Payment) -> Iterator[Evidence]:
    """Yield what speaks for each conversation, the strongest first; merges are followed, denials left out."""
    return Case(tables, [paid]).evidence(paid)


def customer_conversations(tables: StateTables, customer: SourceId) -> Iterator[ConversationId]:
    """Yield the conversations a Stripe customer is known to belong to: linked, proved by a payment, equal phone or e-mail."""
    return Case(tables, (), (customer,)).conversations_of(customer)


def _by_name(tables: StateTables, conversation: ConversationId, paid: Payment) -> Match:
    row = tables.db.execute_sql("SELECT name FROM conversation WHERE id = ?", (conversation,)).fetchone()
    said = " ".join((paid.name or "").casefold().split())
    if said and row is not None and said == " ".join((row[0] or "").casefold().split()):
        return Match("likely", "name")
    return Match("none", "nothing")


def owner_of(tables: StateTables, said: StripeObject) -> ConversationId | None:
    """Return the conversation an object certainly belongs to, to route what is said about it; None when nobody knows."""
    paid = payment_of(tables, said)
    if paid is not None:
        certain = (each.conversation for each in evidence(tables, paid) if each.certainty in CERTAIN)
        return next(certain, None) or _sent_to(tables, said)
    named = getattr(said, "conversation", None)
    customer = said.id if isinstance(said, Customer) else getattr(said, "customer", None)
    candidates = [] if named is None else [named]
    case = Case(tables, (), [] if customer is None else [customer])
    if customer is not None:
        candidates += case.conversations_of(customer)
    if isinstance(said, Customer):
        candidates += case.same_person(said)
    owners = (owner for conversation in candidates if (owner := case.owner(conversation)) is not None)
    return next(owners, None) or _sent_to(tables, said)


def _sent_to(tables: StateTables, said: StripeObject) -> ConversationId | None:
    """Return the one person a request or an invoice was sent to, when it can only be paid once."""
    whom = requests.sent_to(tables, [said])[0] if isinstance(said, Checkout | Invoice) else ()
    return whom[0] if len(whom) == 1 else None


def payment_of(tables: StateTables, said: StripeObject) -> Payment | None:
    """Return the payment that ``said`` is about: as the mirror knows it, with what a payment says of itself laid over."""
    if isinstance(said, Payment):
        known = mirror.payment(tables, said.id)
        return said if known is None else merge(known, said)
    if not isinstance(said, Refund | Dispute | Checkout | FraudWarning | Invoice):
        return None
    names = (said.payment, getattr(said, "charge", None))
    return next((found for name in names if name and (found := mirror.payment(tables, name)) is not None), None)


def payments_of(tables: StateTables, conversation: ConversationId) -> list[Belonging]:
    """Return the payments that certainly belong to a person, newest first."""
    group = identity.group_of(tables, conversation)
    found: dict[SourceId, Payment] = {}
    for paid in _candidates(tables, _traces(tables, tuple(group))):
        found.setdefault(paid.id, paid)
    case = Case(tables, list(found.values()))
    sure = [
        Belonging(paid, how, case.about(paid))
        for paid in found.values()
        if (how := _match(tables, case, group, paid)).certainty in CERTAIN
    ]
    return sorted(sure, key=lambda each: (each.payment.when or "", each.payment.id), reverse=True)


class _Traces(msgspec.Struct, frozen=True):
    """What leads from a person to payments and customers, read once for both."""

    group: tuple[ConversationId, ...]
    linked: tuple[SourceId, ...]
    payments: tuple[Payment, ...]
    requests: tuple[Checkout, ...]
    phones: tuple[str, ...]


@once
def _traces(tables: StateTables, group: tuple[ConversationId, ...]) -> _Traces:
    return _Traces(
        group,
        tuple(_linked_objects(tables, group)),
        tuple(mirror.where(tables, Payment, "conversation", group)),
        tuple(each for each in requests.of_group(tables, group) if not each.shared or each.conversation in group),
        tuple(key.value for key in identity.keys_among(tables, group) if key.kind == "phone"),
    )


def _candidates(tables: StateTables, seen: _Traces) -> Iterator[Payment]:
    paid_by = [request.payment for request in seen.requests if request.payment is not None]
    yield from mirror.read(tables, Payment, [*seen.linked, *paid_by])
    yield from seen.payments
    yield from mirror.where(tables, Payment, "customer", _customers(tables, seen.group))
    yield from mirror.where(tables, Payment, "phone", seen.phones)
    named = (*(each.email for each in seen.payments), *(each.email for each in seen.requests))
    emails = {mirror.email_key(email) for email in named}
    yield from mirror.where(tables, Payment, "email", sorted(each for each in emails if each is not None))


def customers_of(tables: StateTables, conversation: ConversationId) -> list[SourceId]:
    """Return the Stripe customers of a person: linked, of their payments and requests, of an equal phone."""
    return list(_customers(tables, tuple(identity.group_of(tables, conversation))))


@once
def _customers(tables: StateTables, group: tuple[ConversationId, ...]) -> tuple[SourceId, ...]:
    # By the group: what leads to them may have an address in it, and such a thing is no question.
    seen = _traces(tables, group)
    found = dict.fromkeys(name for name in seen.linked if name.startswith("cus_"))
    named = (*(each.customer for each in seen.payments), *(each.customer for each in seen.requests))
    found |= dict.fromkeys(name for name in named if name is not None)
    same_phone = mirror.where(tables, Customer, "phone", seen.phones)
    found |= dict.fromkeys(customer.id for customer in same_phone)
    case = Case(tables, (), found)
    return tuple(name for name in found if not case.is_denied(seen.group, name))


def _linked_objects(tables: StateTables, group: Sequence[ConversationId]) -> list[SourceId]:
    rows = tables.db.execute_sql(
        f"SELECT object FROM link WHERE linked AND conversation IN ({marks(group)}) ORDER BY seq",  # noqa: S608
        tuple(group),
    )
    return [SourceId(row[0]) for row in rows]


def has_money(tables: StateTables, conversation: ConversationId) -> bool:
    """Tell whether a person has a payment or an open request here: such persons are never merged by machine."""
    group = identity.group_of(tables, conversation)
    return any(not each.shared for each in requests.of_group(tables, group)) or bool(payments_of(tables, conversation))


def objects_of(tables: StateTables, conversation: ConversationId) -> list[SourceId]:
    """Return every mirrored object that certainly is a person's: payments and all about them, requests, customers."""
    group = identity.group_of(tables, conversation)
    found: dict[SourceId, None] = dict.fromkeys(_linked_objects(tables, group))
    for belonging in payments_of(tables, conversation):
        known = belonging.about
        found.setdefault(belonging.payment.id)
        for all_of_a_kind in (known.refunds, known.disputes, known.warnings, known.requests):
            found |= dict.fromkeys(each.id for each in all_of_a_kind)
        if belonging.payment.invoice is not None:
            found.setdefault(belonging.payment.invoice)
        found |= dict.fromkeys(each.credit_note for each in known.refunds if each.credit_note is not None)
    found |= dict.fromkeys(each.id for each in requests.of_group(tables, group) if not each.shared)
    found |= dict.fromkeys(each.id for each in requests.invoices_of_group(tables, group))
    customers = customers_of(tables, conversation)
    rows = tables.db.execute_sql(
        # One index each: over nobody's customers an OR would look through every object there is.
        f"SELECT id FROM mirror WHERE conversation IN ({marks(group)}) "  # noqa: S608
        f"UNION SELECT id FROM mirror WHERE customer IN ({marks(customers)})",
        (*group, *customers),
    )
    return list(found | dict.fromkeys(SourceId(row[0]) for row in rows))
