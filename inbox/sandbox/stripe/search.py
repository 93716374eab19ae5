"""Stripe's search query language over the objects of one kind.

``field:'value'`` is exact and ignores case, ``field~'part'`` contains (three characters at least), numbers also compare,
``-`` negates, clauses are joined by spaces or AND, or by OR, never both. Documented at docs.stripe.com/search.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable

import msgspec

from inbox.sandbox.stripe.errors import Obj, StripeFault, invalid
from inbox.sandbox.stripe.paging import limit_of
from inbox.sandbox.stripe.state import AccountState

_TEXT, _EXACT, _NUMBER = "text", "exact", "number"
_ADDRESS = "billing_details.address.postal_code"
FIELDS: dict[str, dict[str, str]] = {
    "charge": {
        "amount": _NUMBER,
        _ADDRESS: _EXACT,
        "created": _NUMBER,
        "currency": _EXACT,
        "customer": _EXACT,
        "disputed": _EXACT,
        "payment_method_details.card.brand": _EXACT,
        "payment_method_details.card.exp_month": _NUMBER,
        "payment_method_details.card.exp_year": _NUMBER,
        "payment_method_details.card.fingerprint": _EXACT,
        "payment_method_details.card.last4": _EXACT,
        "payment_method_details.sepa_debit.last4": _EXACT,
        "refunded": _EXACT,
        "status": _EXACT,
    },
    "customer": {"created": _NUMBER, "email": _TEXT, "name": _TEXT, "phone": _TEXT},
    "invoice": {"created": _NUMBER, "customer": _EXACT, "number": _EXACT, "status": _EXACT, "total": _NUMBER},
    "payment_intent": {
        "amount": _NUMBER,
        "created": _NUMBER,
        "currency": _EXACT,
        "customer": _EXACT,
        "status": _EXACT,
    },
    "price": {
        "active": _EXACT,
        "currency": _EXACT,
        "lookup_key": _EXACT,
        "product": _EXACT,
        "type": _EXACT,
    },
    "product": {"active": _EXACT, "description": _TEXT, "name": _TEXT, "shippable": _EXACT, "url": _TEXT},
    "subscription": {"created": _NUMBER, "canceled_at": _NUMBER, "status": _EXACT},
}
_CLAUSE = re.compile(
    r"""\s*(?P<negated>-)?(?P<field>[a-z_0-9.]+)(?:\[(?P<q>["'])(?P<key>(?:\\.|(?!(?P=q)).)+)(?P=q)\])?
        (?P<operator>>=|<=|[:~><])\s*
        (?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|(?P<bare>-?[0-9.]+|null))\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_JOIN = re.compile(r"(AND|OR)\s+", re.IGNORECASE)


class Clause(msgspec.Struct, frozen=True):
    """One condition of a query."""

    field: str
    key: str | None
    operator: str
    value: str | None
    negated: bool
    kind: str


def parse(query: str, kind: str) -> tuple[list[Clause], bool]:
    """Return the clauses and whether one of them is enough (OR); StripeFault 400 for what search refuses."""
    clauses: list[Clause] = []
    joins: set[str] = set()
    rest = query
    while rest.strip():
        if clauses:
            join = _JOIN.match(rest)
            joins.add(join[1].upper() if join else "AND")
            rest = rest[join.end() :] if join else rest
        match = _CLAUSE.match(rest)
        if match is None:
            raise _malformed(rest)
        clauses.append(_clause(match, kind))
        rest = rest[match.end() :]
    if not clauses:
        raise invalid("The query may not be empty.", param="query", code="parameter_invalid_empty")
    if len(joins) > 1:
        message = "We were unable to parse your search query: you can't combine AND and OR in one query."
        raise invalid(message, param="query")
    return clauses, joins == {"OR"}


def _clause(match: re.Match[str], kind: str) -> Clause:
    field, key = match["field"].lower(), match["key"]
    fields = FIELDS[kind]
    known = field == "metadata" if key is not None else field in fields
    if not known:
        shown = field if key is None else f"{field}[{key}]"
        message = f"Field `{shown}` is an unsupported search field for resource `{kind}s`."
        raise invalid(message, param="query")
    field_kind = _EXACT if key is not None else fields[field]
    operator = match["operator"]
    quoted = match["double"] if match["double"] is not None else match["single"]
    value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else match["bare"]
    if operator == "~" and (field_kind != _TEXT or len(value) < 3):
        raise invalid(f"The operator ~ needs a text field and at least three characters: `{field}`.", param="query")
    if operator in (">", "<", ">=", "<=") and field_kind != _NUMBER:
        raise invalid(f"The operator {operator} needs a numeric field: `{field}`.", param="query")
    if field_kind == _NUMBER and not re.fullmatch(r"-?[0-9]{1,18}", value):
        raise invalid(f"Invalid numeric value for field `{field}`: {value}", param="query")
    is_null = quoted is None and value.lower() == "null"
    if quoted is None and not is_null and field_kind != _NUMBER:
        raise _malformed(match[0])
    return Clause(field, key, operator, None if is_null else value, match["negated"] is not None, field_kind)


def _malformed(rest: str) -> StripeFault:
    message = f"We were unable to parse your search query. Invalid syntax near: {rest.strip()[:40]}"
    return invalid(message, param="query")


def _holds(clause: Clause, obj: Obj) -> bool:
    found: object = obj
    for step in clause.field.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    if clause.key is not None:
        found = (obj.get("metadata") or {}).get(clause.key)
    return _compare(clause, found) != clause.negated


def _compare(clause: Clause, found: object) -> bool:
    if clause.value is None or found is None:
        return clause.value is None and found is None
    if clause.kind == _NUMBER and isinstance(found, int):
        number = int(clause.value)
        return {
            ":": found == number,
            ">": found > number,
            "<": found < number,
            ">=": found >= number,
            "<=": found <= number,
        }[clause.operator]
    text = str(found).lower()
    wanted = clause.value.lower()
    return wanted in text if clause.operator == "~" else wanted == text


def search(kind: str, url: str) -> Callable[[AccountState, str, Obj], Obj]:
    """Return the handler of one kind's search call."""

    def handler(state: AccountState, _key: str, params: Obj) -> Obj:
        clauses, any_is_enough = parse(params["query"], kind)
        shelf = state.shelf_of(kind)
        objects = shelf.searchable(state.now()) if shelf is not None else iter(())
        enough = any if any_is_enough else all
        found = [obj for obj in objects if enough(_holds(clause, obj) for clause in clauses)]
        limit, start = limit_of(params), _start_of(params.get("page"))
        more = len(found) > start + limit
        return {
            "object": "search_result",
            "data": found[start : start + limit],
            "has_more": more,
            "next_page": _page_token(start + limit) if more else None,
            "url": url,
            "total_count": len(found),
        }

    return handler


def _page_token(start: int) -> str:
    return base64.urlsafe_b64encode(f"from:{start}".encode()).decode()


def _start_of(token: str | None) -> int:
    if token is None:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token).decode().removeprefix("from:"))
    except (ValueError, binascii.Error) as error:
        raise invalid("Invalid page token.", param="page") from error
