"""Who is this: payments that may be a customer's whom nobody has matched yet. Pure but for words; used by the panel.

What the chat itself says is looked for first: an order number, an e-mail address, a sum, the last digits of a card.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, EntryView, FoundPayment
from inbox.domain import money, times
from inbox.domain.ids import ConversationId
from inbox.domain.order_numbers import order_numbers
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.money_lines import payment_chip
from inbox.ui.models.states import cards
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section

translate = QCoreApplication.translate

_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.\w+")
_BARE_ORDER = re.compile(r"(?<![\w.,/+-])(?<!\d\s)#?[A-Z]{0,4}-?\d{5,8}(?![\w-]|[.,]\d|\s\d)")
"""Five to eight digits that stand alone; a year is shorter, a phone number longer or written in groups."""
_SUM = re.compile(r"(?<![\w.,])(?:€\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|eur\b|euro\b))", re.IGNORECASE)
_LAST4 = re.compile(r"(?:karte|card|visa|mastercard|endet|ending|konto|iban)\D{0,24}(?<!\d)(\d{4})(?!\d)", re.IGNORECASE)
_LOOKED_THROUGH = 20
_MOST = 5


class Clues(msgspec.Struct, frozen=True):
    """What a chat says that a payment could be found by, each the last one the customer said; empty is nothing."""

    order: str = ""
    email: str = ""
    amount: str = ""
    last4: str = ""

    @property
    def words(self) -> str:
        """What is looked for."""
        return " ".join(word for word in (self.order, self.email, self.amount, self.last4) if word)


def clues_in(entries: Sequence[EntryView]) -> Clues:
    """Return what the newest messages tell; an order number that only the shop named counts when there is no other."""
    newest = [entry for entry in entries[-_LOOKED_THROUGH:] if entry.direction and entry.text and not entry.revoked]
    said = [entry.text or "" for entry in newest if entry.direction == "in"]
    ours = [order_numbers(entry.text) for entry in newest if entry.direction == "out"]

    def last(found: list[list[str]]) -> str:
        return next((words[-1] for words in reversed(found) if words), "")

    return Clues(
        order=last([order_numbers(text) or [word.lstrip("#") for word in _BARE_ORDER.findall(text)] for text in said])
        or last(ours),
        email=last([_EMAIL.findall(text) for text in said]).rstrip("."),
        amount=last([[word.rstrip(".,") for word in _SUM.findall(text)] for text in said]),
        last4=last([_LAST4.findall(text) for text in said]),
    )


def section(desk: Desk, chat: ChatView, query: str, clues: Clues, *, has_asked: bool) -> Section:
    """Return the section that takes the place of the payments; ``has_asked`` when the order number was asked for just now."""
    words = query if query.strip() else clues.words
    found = desk.reads.find_payments(words, desk.terms.currency, _MOST) if words.strip() else []
    free = [each for each in found if each.owner in (None, chat.conversation)]
    best = free[0] if free and _is_telling(free[0]) else None
    owners = _names(desk, [each.owner for each in found if each.owner is not None])
    entries = tuple(
        cards.found_payment(
            each.payment.id,
            desk.amount(each.payment.amount or 0, each.payment.currency),
            chip=payment_chip(desk, each.payment, says_how=False),
            details=_details(desk, each),
            why=_why(each.reasons, owners.get(each.owner or ConversationId(""), "")),
            is_best=each is best,
        )
        for each in found
    )
    offers = {Intent.ASK_ORDER_NUMBER} if can_write(desk, chat) and not chat.blocked and not has_asked else set[Intent]()
    return cards.finder(entries, found=_said(desk, clues), query=query, offers=offers)


def _is_telling(found: FoundPayment) -> bool:
    """Tell whether more than a sum or four digits speaks for a payment, which fit too many."""
    return bool(set(found.reasons) - {"amount", "last4"}) or len(found.reasons) > 1


def _names(desk: Desk, owners: list[ConversationId]) -> dict[ConversationId, str]:
    return {chat.conversation: wording.shown_name(chat.name) for chat in desk.reads.chats(owners)} if owners else {}


def _said(desk: Desk, clues: Clues) -> str:
    """Return the clues as a person would say them: "order 10234, 36,40 €"."""
    parts = (
        translate("Finder", "order {number}").format(number=clues.order) if clues.order else "",
        clues.email,
        _written(desk, clues.amount),
        translate("Finder", "card {digits}").format(digits=clues.last4) if clues.last4 else "",
    )
    return ", ".join(part for part in parts if part)


def _written(desk: Desk, amount: str) -> str:
    try:
        return money.parse(amount, desk.terms.currency).text(desk.language) if amount else ""
    except money.MoneyError:
        return amount


def _details(desk: Desk, found: FoundPayment) -> str:
    payment, today = found.payment, desk.moments.day(desk.clock.now())
    day = ""
    if payment.when is not None:
        day = desk.moments.short_day(desk.moments.day(times.from_text(payment.when)), today)
    order = translate("Finder", "order {number}").format(number=payment.order_number) if payment.order_number else ""
    return " · ".join(part for part in (day, payment.name or payment.email, payment.method_label, order) if part)


def _why(reasons: tuple[str, ...], owner: str) -> str:
    fits = _fits(reasons)
    if not owner:
        return fits
    return fits + " · " + translate("Finder", "belongs to {name}").format(name=owner)


def _fits(reasons: tuple[str, ...]) -> str:
    if reasons == ("amount",):
        return translate("Finder", "Only the amount fits")
    if reasons == ("last4",):
        return translate("Finder", "Only the last four digits fit")
    names = {
        "id": translate("Finder", "Stripe's number"),
        "order": translate("Finder", "order number"),
        "email": translate("Finder", "e-mail"),
        "phone": translate("Finder", "phone number"),
        "amount": translate("Finder", "amount"),
        "last4": translate("Finder", "last four digits"),
    }
    named = [names.get(each, each) for each in reasons]
    if len(named) == 1:
        words = translate("Finder", "{what} fits").format(what=named[0])
    else:
        words = translate("Finder", "{what} and {last} fit").format(what=", ".join(named[:-1]), last=named[-1])
    return words[:1].upper() + words[1:]
