"""Fills the gaps of a template with what the shop knows, so that most templates go out with one click.

A named gap says what it wants; of a numbered one the words around it do ("Hallo {{1}}", "über {{2}}", "order {{3}}"). What
is not certain stays empty and is asked for: a wrong sum in an approved text is worse than a question. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from inbox.domain.templates import Template, Values, gaps, header_gaps


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known, as the customer would read it; empty where nothing is."""

    first_name: str = ""
    name: str = ""
    amount: str = ""
    """Of the request that is open, else of the newest payment."""
    refunded: str = ""
    """Of the newest refund."""
    order_number: str = ""
    day: str = ""
    shop: str = ""
    agent: str = ""
    purpose: str = ""
    """What the money is for, in the words of whoever asks for it."""
    link: str = ""
    """Address of the payment page that is open for this customer."""
    invoice_number: str = ""
    plan: str = ""
    """What the subscription is called."""
    plan_amount: str = ""
    """What a period of it costs."""
    skipped_charge: str = ""
    """The day of the charge that is left out; days are written out."""
    next_charge: str = ""
    paused_until: str = ""
    ends_on: str = ""
    """When the subscription ends."""


REFUND_DONE = frozenset({"refund_sent", "refund_sent_du"})
"""Names in the starter set of the templates that say a refund is done."""
REFUND_TOLD = REFUND_DONE | {"refund_started", "refund_started_du"}
"""Names of all templates that tell a customer of a refund; the others are true from its start on."""
_NAMED: Mapping[str, str] = {
    **dict.fromkeys(("vorname", "first_name", "firstname", "kunde", "customer", "customer_name"), "first_name"),
    **dict.fromkeys(("name", "full_name", "fullname"), "name"),
    **dict.fromkeys(("betrag", "amount", "summe", "total", "sum", "preis", "price"), "amount"),
    **dict.fromkeys(("erstattungsbetrag", "erstattung", "refund_amount", "refund", "refunded"), "refunded"),
    **dict.fromkeys(
        ("bestellnummer", "bestellung", "order", "order_number", "order_id", "nummer", "auftrag", "auftragsnummer"),
        "order_number",
    ),
    **dict.fromkeys(("zweck", "verwendungszweck", "purpose", "artikel", "items"), "purpose"),
    **dict.fromkeys(("datum", "date", "tag", "day"), "day"),
    **dict.fromkeys(("shop", "laden", "geschaeft", "merchant", "store"), "shop"),
    **dict.fromkeys(("agent", "mitarbeiter", "berater"), "agent"),
    **dict.fromkeys(("rechnungsnummer", "rechnung", "invoice_number", "invoice"), "invoice_number"),
    **dict.fromkeys(("abo", "plan", "subscription"), "plan"),
    **dict.fromkeys(("abobetrag", "plan_amount"), "plan_amount"),
    **dict.fromkeys(("entfallene_abbuchung", "skipped_charge"), "skipped_charge"),
    **dict.fromkeys(("naechste_abbuchung", "next_charge"), "next_charge"),
    **dict.fromkeys(("pause_bis", "paused_until"), "paused_until"),
    **dict.fromkeys(("abo_ende", "ends_on"), "ends_on"),
}
_GREETING = r"hallo|hi|hey|moin|servus|guten tag|hello|dear|liebe|lieber|danke|thank you|thanks"
_ORDER = r"bestellung|bestellnummer|bestell-nr\.?|auftrag|order|order number|order no\.?"
_SUM = r"über|betrag|summe|amount|payment of|zahlung von"
_REFUND = r"refunded|refund of|refund for|erstattung (?:über|von)|rückzahlung (?:über|von)"
_BEFORE: Mapping[str, re.Pattern[str]] = {
    "first_name": re.compile(rf"(?i)\b(?:{_GREETING}),?\s*$"),
    "order_number": re.compile(rf"(?i)\b(?:{_ORDER})\s*(?:nr\.?|#)?\s*$"),
    "refunded": re.compile(rf"(?i)\b(?:{_REFUND})\s*$"),
    "amount": re.compile(rf"(?i)\b(?:{_SUM})\s*$"),
}
_AFTER_A_REFUND = re.compile(r"(?i)^\s*(?:erstattet|zurück|refunded)\b")


def prefill(template: Template, facts: Facts) -> Values:
    """Return the values that are certain; what is empty has to be asked for."""
    return Values(
        header=_of(template.header_text, header_gaps(template), facts),
        body=_of(template.body, gaps(template.body), facts),
        buttons=_buttons(template, facts),
    )


def _of(text: str, names: tuple[str, ...], facts: Facts) -> dict[str, str]:
    found = {name: getattr(facts, wanted) for name in names if (wanted := _wanted(text, name))}
    return {name: value for name, value in found.items() if value}


def _wanted(text: str, name: str) -> str:
    """Return which fact a gap asks for, empty when that is not certain."""
    if not name.isdigit():
        return _NAMED.get(name.casefold(), "")
    gap = re.search(r"\{\{\s*" + re.escape(name) + r"\s*\}\}", text)
    if gap is None:
        return ""
    before, after = text[: gap.start()], text[gap.end() :]
    certain = next((fact for fact, pattern in _BEFORE.items() if pattern.search(before)), "")
    return certain or ("refunded" if _AFTER_A_REFUND.search(after) else "")


def _buttons(template: Template, facts: Facts) -> dict[str, str]:
    """Return the ends of addresses that lead to the open payment page."""
    found: dict[str, str] = {}
    for place, button in enumerate(template.buttons):
        head, gap, tail = (button.url or "").partition("{{")
        if gap and head and facts.link.startswith(head) and tail.endswith("}}") and len(facts.link) > len(head):
            found[str(place)] = facts.link[len(head) :]
    return found
