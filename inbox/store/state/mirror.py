"""The local mirror of Stripe's objects: one row each, kept by the newest version of every field.

Written by ``projection`` inside the transaction that appends (hub) or applies (desk) an event; read by policy facts,
matching and screens on any thread with its own tables. Calls nobody.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from inbox.domain import pay_addresses, phones
from inbox.domain.events import (
    CheckoutBody,
    CreditNoteBody,
    CustomerBody,
    DisputeBody,
    FraudWarningBody,
    InvoiceBody,
    PaymentBody,
    RefundBody,
    SubscriptionBody,
)
from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import SourceId
from inbox.domain.payments import (
    Checkout,
    CreditNote,
    Customer,
    Dispute,
    Invoice,
    Payment,
    Refund,
    StripeObject,
)
from inbox.domain.subscriptions import Subscription
from inbox.store.state.changes import Changes
from inbox.store.state.look import once
from inbox.store.state.schema import MONEY, UNDER_WAY, StateTables
from inbox.store.state.versions import lay

ObjectBody = (
    PaymentBody | RefundBody | DisputeBody | CustomerBody | CheckoutBody | SubscriptionBody | InvoiceBody | CreditNoteBody
    | FraudWarningBody
)
_T = TypeVar(
    "_T", Payment, Refund, Dispute, Customer, Checkout, Subscription, Invoice, CreditNote, FraudWarning
)

_KINDS: dict[type[msgspec.Struct], str] = {
    Payment: "payment",
    Refund: "refund",
    Dispute: "dispute",
    Customer: "customer",
    Checkout: "checkout",
    Subscription: "subscription",
    Invoice: "invoice",
    FraudWarning: "fraud_warning",
    CreditNote: "credit_note",
}
_DECODERS: dict[str, msgspec.json.Decoder[StripeObject]] = {
    name: msgspec.json.Decoder(kind) for kind, name in _KINDS.items()
}
_MOST_MARKS = 500
_VERSIONS = msgspec.json.Decoder(dict[str, str])
_ENCODER = msgspec.json.Encoder()
_LAST4 = re.compile(r"(\d{4})\D*$")

_COLUMNS = [
    *("id", "kind", "conversation", "customer", "payment", "charge", "link", "status", "created", "amount", "currency"),
    *("email", "phone", "order_number", "last4", "address", "body", "versions"),
]
_WRITE = (
    f"INSERT INTO mirror ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "  # noqa: S608  # constants
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
)
_SAID = ("status", "body", "versions")
"""What most versions change; to write one more would write every index that goes with it anew."""
_SAY = f"UPDATE mirror SET {', '.join(f'{name} = ?' for name in _SAID)} WHERE id = ?"  # noqa: S608 - constants
_PLACES = tuple(place for place, name in enumerate(_COLUMNS) if name not in _SAID)
_Column = str | int | bytes | None


def project(tables: StateTables, body: ObjectBody) -> Changes:
    """Lay what ``body`` says over the object's row."""
    return project_all(tables, (body,))


def project_all(tables: StateTables, bodies: Sequence[ObjectBody]) -> Changes:
    """Lay what each of ``bodies`` says over its object's row; every row is read and written once."""
    rows = _known(tables, dict.fromkeys(body.object.id for body in bodies))
    before = dict(rows)
    changed: dict[SourceId, _Row] = {}
    ambiguous: set[SourceId] = set()
    for body in bodies:
        said, kind = body.object, _KINDS[type(body.object)]
        row = rows.get(said.id)
        known, versions = (row.body, row.versions) if row is not None and row.kind == kind else (None, {})
        laid = lay(known, versions, said, body.version)
        if laid.ambiguous:
            ambiguous.add(said.id)
        if laid.changed:
            rows[said.id] = changed[said.id] = _Row(kind, laid.body, laid.versions)
    _write(tables, changed, before)
    return Changes(objects=frozenset(changed), ambiguous=frozenset(ambiguous))


class _Row(msgspec.Struct, frozen=True):
    kind: str
    body: StripeObject
    versions: dict[str, str]


def _write(tables: StateTables, changed: dict[SourceId, _Row], before: dict[SourceId, _Row]) -> None:
    whole: list[tuple[_Column, ...]] = []
    said: list[tuple[_Column, ...]] = []
    for name, row in changed.items():
        columns = _columns(row.kind, row.body, row.versions)
        was = before.get(name)
        known = None if was is None else _columns(was.kind, was.body, was.versions)
        if known is None or any(columns[place] != known[place] for place in _PLACES):
            whole.append(columns)
        else:
            said.append((*(columns[_COLUMNS.index(each)] for each in _SAID), name))
    for statement, rows in ((_WRITE, whole), (_SAY, said)):
        if rows:
            tables.db.cursor().executemany(statement, rows)


def _known(tables: StateTables, names: Iterable[SourceId]) -> dict[SourceId, _Row]:
    rows: dict[SourceId, _Row] = {}
    wanted = list(names)
    for start in range(0, len(wanted), _MOST_MARKS):
        part = wanted[start : start + _MOST_MARKS]
        found = tables.db.execute_sql(
            f"SELECT id, kind, body, versions FROM mirror WHERE id IN ({', '.join('?' * len(part))})",  # noqa: S608
            tuple(part),
        )
        for name, kind, body, versions in found.fetchall():
            rows[SourceId(name)] = _Row(kind, _DECODERS[kind].decode(body), _VERSIONS.decode(versions))
    return rows


def _columns(kind: str, body: StripeObject, versions: dict[str, str]) -> tuple[_Column, ...]:
    def known(name: str) -> str | None:
        return getattr(body, name, None)

    wa_id = known("wa_id")
    phone = phone_key(known("phone")) or (phones.from_wa_id(wa_id) if wa_id else None)
    label = known("method_label")
    last4 = _LAST4.search(label) if label else None
    return (
        body.id,
        kind,
        known("conversation"),
        body.id if kind == "customer" else known("customer"),
        body.id if kind == "payment" else known("payment"),
        known("charge"),
        known("link"),
        known("status"),
        known("created"),
        getattr(body, "amount", None),
        known("currency"),
        email_key(known("email")),
        phone,
        order_key(known("order_number")),
        last4.group(1) if last4 else None,
        address_of(body),
        _ENCODER.encode(body),
        _ENCODER.encode(versions),
    )


@functools.lru_cache(maxsize=4096)
def phone_key(text: str | None) -> str | None:
    """Return the form under which a phone number typed anywhere is compared; None when it is none."""
    number = phones.e164(text) if text else None
    return None if number is None else phones.fold(number)


def address_of(said: StripeObject) -> str | None:
    """Return under which address a message names a request or an invoice (``pay_addresses``); None for all else."""
    match said:
        case Checkout(id=name) if name.startswith("cs_"):
            # A page has its address only as long as it is open, and its id in it.
            return pay_addresses.key_of(f"stripe.example/{name}")
        case Checkout(url=url) | Invoice(hosted_url=url):
            return pay_addresses.key_of(url)
        case _:
            return None


def email_key(text: str | None) -> str | None:
    """Return the form under which an e-mail address is compared."""
    return text.strip().casefold() if text and "@" in text else None


def order_key(text: str | None) -> str | None:
    """Return the form under which an order number is compared: ``#A-1001`` and ``a-1001`` are one."""
    return text.strip().lstrip("#").casefold() or None if text else None


def payment(tables: StateTables, name: SourceId) -> Payment | None:
    """Return the payment called ``pi_...``, or the one whose charge is called ``ch_...`` (or ``py_...``)."""
    found = _read(tables, Payment, "id = ?", (name,)) or _read(tables, Payment, "charge = ?", (name,))
    return next(iter(found), None)


class About(msgspec.Struct, frozen=True):
    """What is known about one payment, each kind oldest first; ``requests`` are the links and pages it was paid on."""

    refunds: tuple[Refund, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    warnings: tuple[FraudWarning, ...] = ()
    requests: tuple[Checkout, ...] = ()


_ABOUT = ("refund", "dispute", "fraud_warning", "checkout")
"""Kinds in the order of ``About``."""
_MOST_ABOUT = 4000


def about(tables: StateTables, paid: Payment) -> About:
    """Return what is known about a payment."""
    return about_each(tables, [paid])[paid.id]


def about_each(tables: StateTables, payments: Sequence[Payment]) -> dict[SourceId, About]:
    """Return what is known about each payment, by its id.

    All kinds are read at once: a look into an encrypted index costs the same whatever is found there.
    """
    found: dict[SourceId, dict[str, dict[SourceId, StripeObject]]] = {
        paid.id: {kind: {} for kind in _ABOUT} for paid in payments
    }
    for start in range(0, len(payments), _MOST_MARKS // 2):
        part = payments[start : start + _MOST_MARKS // 2]
        whose: dict[str, SourceId] = {name: paid.id for paid in part for name in (paid.id, paid.charge) if name is not None}
        for kind, said in _naming(tables, list(whose)):
            names = (getattr(said, "payment", None), getattr(said, "charge", None))
            owner = next(whose[name] for name in names if name in whose)
            # A page names the payment itself, never its charge.
            if kind != "checkout" or names[0] == owner:
                found[owner][kind][said.id] = said
    return {
        name: About(*(tuple(said[kind].values()) for kind in _ABOUT))  # type: ignore[arg-type]  # in the same order
        for name, said in found.items()
    }


def _naming(tables: StateTables, names: Sequence[str]) -> Iterator[tuple[str, StripeObject]]:
    """Yield what names one of these payments or charges, with its kind, oldest first; the newest where there is very much."""
    marks = ", ".join("?" * len(names))
    rows = tables.db.execute_sql(
        f"SELECT kind, body FROM mirror WHERE kind IN ({', '.join('?' * len(_ABOUT))}) "  # noqa: S608 - placeholders
        f"AND (payment IN ({marks}) OR charge IN ({marks})) ORDER BY created DESC, id DESC LIMIT ?",
        (*_ABOUT, *names, *names, _MOST_ABOUT),
    ).fetchall()
    return ((kind, _DECODERS[kind].decode(body)) for kind, body in reversed(rows))


def read(tables: StateTables, kind: type[_T], names: Sequence[SourceId]) -> list[_T]:
    """Return the objects of ``kind`` among ``names``, oldest first; unknown names are left out."""
    found: list[_T] = []
    for start in range(0, len(names), _MOST_MARKS):
        part = names[start : start + _MOST_MARKS]
        found += _read(tables, kind, f"id IN ({', '.join('?' * len(part))})", tuple(part))
    return found


def where(tables: StateTables, kind: type[_T], column: str, values: Sequence[str | int], limit: int = 1000) -> list[_T]:
    """Return the objects of ``kind`` whose ``column`` (of the table ``mirror``) is one of ``values``, oldest first.

    Where there are more than ``limit``, it is the newest.
    """
    if column not in _COLUMNS:
        raise ValueError(f"no column {column}")
    found: list[_T] = []
    values = list(dict.fromkeys(values))
    for start in range(0, len(values), _MOST_MARKS):
        part = values[start : start + _MOST_MARKS]
        found += _read(tables, kind, f"{column} IN ({', '.join('?' * len(part))})", tuple(part), limit)
    if len(values) > _MOST_MARKS:
        found.sort(key=lambda each: (getattr(each, "created", None) or "", each.id))
    return found[-limit:]


def objects(tables: StateTables, names: Sequence[SourceId]) -> list[StripeObject]:
    """Return the objects of any kind among ``names``; unknown names are left out."""
    return [row.body for row in _known(tables, dict.fromkeys(names)).values()]


def money_beside(tables: StateTables, since: str, until: str, but: Iterable[tuple[str, str]], limit: int) -> list[SourceId]:
    """Return which payments, refunds and disputes came to be from ``since`` to before ``until`` (RFC 3339), oldest first.

    ``but`` leaves out some by kind and name, a payment by that of its charge. The database compares: of a month with tens of
    thousands only the few that are left become rows.
    """
    known = _ENCODER.encode([f"{kind} {name}" for kind, name in but]).decode()
    own = "kind || ' ' || CASE kind WHEN 'payment' THEN coalesce(charge, id) ELSE id END"
    rows = tables.db.execute_sql(
        f"SELECT id FROM mirror WHERE {MONEY} AND created >= ? AND created < ? "  # noqa: S608 - constants
        f"AND {own} NOT IN (SELECT value FROM json_each(?)) ORDER BY created LIMIT ?",
        (since, until, known, limit),
    ).fetchall()
    return [SourceId(row[0]) for row in rows]


def pending_refunds(tables: StateTables, since: str, until: str) -> list[Refund]:
    """Return the refunds made from ``since`` to before ``until`` (RFC 3339) that have not arrived, oldest first."""
    return _read(tables, Refund, f"{UNDER_WAY} AND status = 'pending' AND created >= ? AND created < ?", (since, until))


def open_requests(tables: StateTables, statuses: Sequence[str], limit: int) -> list[Checkout]:
    """Return the newest payment requests that are ``open`` or ``processing``, whichever is asked for, oldest first."""
    return _read(tables, Checkout, f"{UNDER_WAY} AND status IN ({', '.join('?' * len(statuses))})", tuple(statuses), limit)


def newest_request(tables: StateTables) -> str | None:
    """Return when the newest request of a conversation that is not over was made, or written into a chat (RFC 3339)."""
    still = f"{UNDER_WAY} AND mirror.kind = 'checkout' AND status IN ('open', 'processing')"
    made, sent = tables.db.execute_sql(
        f"SELECT (SELECT max(created) FROM mirror WHERE {still} AND conversation IS NOT NULL), "  # noqa: S608 - constants
        f"(SELECT max(sent_address.at) FROM mirror CROSS JOIN sent_address ON sent_address.name = mirror.address WHERE {still})"
    ).fetchone()
    return max((str(at) for at in (made, sent) if at is not None), default=None)


def _read(
    tables: StateTables, kind: type[_T], condition: str, values: tuple[str | int, ...], limit: int = 1000
) -> list[_T]:
    return list(_found(tables, kind, condition, values, limit))


@once
def _found(
    tables: StateTables, kind: type[_T], condition: str, values: tuple[str | int, ...], limit: int
) -> tuple[_T, ...]:
    # The condition is made of constants and placeholders above, never of what anybody typed.
    rows = tables.db.execute_sql(
        f"SELECT body FROM mirror WHERE kind = ? AND ({condition}) ORDER BY created DESC, id DESC LIMIT ?",  # noqa: S608
        (_KINDS[kind], *values, limit),
    ).fetchall()
    decoder: msgspec.json.Decoder[_T] = _DECODERS[_KINDS[kind]]  # type: ignore[assignment]  # keyed by the same kind
    return tuple(decoder.decode(row[0]) for row in reversed(rows))
