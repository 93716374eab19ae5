"""Finds payments from what a customer says: an order number, an e-mail address, an amount, the last four digits.

Called by a desk when nothing is matched yet, prefilled from the chat, on its reading connection; reads only. The more of
the words fit a payment, the higher it stands, each with the reasons why.
"""

from __future__ import annotations

import re

import msgspec

from inbox.domain import money
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Customer, Payment
from inbox.store.state import mirror, ownership
from inbox.store.state.schema import StateTables

MOST = 20
_WIDE = 200
_WORDS = re.compile(r"[^\s;,<>()\[\]]+(?:,\d+)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_SOURCE = re.compile(r"(?:pi|ch|py)_[A-Za-z0-9]+")
_LAST4 = re.compile(r"\d{4}")
_AMOUNT = re.compile(r"\d[\d.,'’]*(?:,-)?")
_SIGN_BEFORE = re.compile(r"([€£$¥]|(?<![A-Za-z])[A-Za-z]{3})\s?$")
_SIGN_AFTER = re.compile(r"\s?([€£$¥]|[A-Za-z]{3}(?![A-Za-z]))")
_SIGNS = ("€", "£", "$", "¥")
_CODES = money.ZERO_DECIMAL | money.THREE_DECIMAL | money.WHOLE_UNITS_ONLY | money.MINIMUM_CHARGE.keys()
"""Three letters beside a number are a currency only if they are one: "49,90 mit Karte"."""
_ORDER = re.compile(r"#?[\w\-/.]*\d[\w\-/.]*")


class Found(msgspec.Struct, frozen=True):
    """A payment and why it may be the one: ``id``, ``order``, ``email``, ``phone``, ``amount``, ``last4``.

    ``owner`` is the conversation it certainly belongs to already, None when nobody knows.
    """

    payment: Payment
    reasons: tuple[str, ...]
    owner: ConversationId | None = None


def find_payments(tables: StateTables, text: str, currency: str = "eur", limit: int = MOST) -> list[Found]:
    """Return the payments that fit the words of ``text``: most reasons first, then newest.

    A bare amount is read as of ``currency``; an amount with its own currency sign as of that one.
    """
    hits: dict[str, Payment] = {}
    why: dict[str, list[str]] = {}
    for reason, payments in _searches(tables, text, currency):
        for paid in payments:
            hits.setdefault(paid.id, paid)
            reasons = why.setdefault(paid.id, [])
            if reason not in reasons:
                reasons.append(reason)
    found = [Found(hits[name], tuple(reasons)) for name, reasons in why.items()]
    found.sort(key=lambda each: (len(each.reasons), each.payment.when or "", each.payment.id), reverse=True)
    return [msgspec.structs.replace(each, owner=ownership.owner_of(tables, each.payment)) for each in found[:limit]]


def _searches(tables: StateTables, text: str, currency: str) -> list[tuple[str, list[Payment]]]:
    words = [word.strip(".!?:\"'") for word in _WORDS.findall(text)]
    searches: list[tuple[str, list[Payment]]] = []
    for word in dict.fromkeys(filter(None, words)):
        if _SOURCE.fullmatch(word):
            paid = mirror.payment(tables, SourceId(word))
            searches.append(("id", [] if paid is None else [paid]))
        elif _EMAIL.fullmatch(word):
            searches.append(("email", _by_email(tables, word)))
        elif _ORDER.fullmatch(word) and (order := mirror.order_key(word)):
            searches.append(("order", mirror.where(tables, Payment, "order_number", [order], _WIDE)))
        if _LAST4.fullmatch(word):
            searches.append(("last4", mirror.where(tables, Payment, "last4", [word], _WIDE)))
    for minor, code in _amounts(text, currency):
        same = mirror.where(tables, Payment, "amount", [minor], _WIDE)
        searches.append(("amount", [paid for paid in same if paid.currency == code]))
    phone = mirror.phone_key(text.strip())
    if phone is not None:
        searches.append(("phone", mirror.where(tables, Payment, "phone", [phone], _WIDE)))
    return searches


def _by_email(tables: StateTables, word: str) -> list[Payment]:
    email = mirror.email_key(word)
    if email is None:
        return []
    customers = [customer.id for customer in mirror.where(tables, Customer, "email", [email], _WIDE)]
    own = mirror.where(tables, Payment, "email", [email], _WIDE)
    return own + mirror.where(tables, Payment, "customer", customers, _WIDE)


def _amounts(text: str, currency: str) -> list[tuple[int, str]]:
    """Return what reads as an amount, with the currency written beside it if there is one."""
    found: dict[tuple[int, str], None] = {}
    for match in _AMOUNT.finditer(text):
        beside = _SIGN_BEFORE.search(text[: match.start()]) or _SIGN_AFTER.match(text[match.end() :])
        sign = "" if beside is None else beside.group(1)
        written = match.group().rstrip(".") + (f" {sign}" if sign in _SIGNS or sign.lower() in _CODES else "")
        try:
            amount = money.parse(written, currency)
        except money.MoneyError:
            continue
        found.setdefault((amount.minor, amount.currency))
    return list(found)
