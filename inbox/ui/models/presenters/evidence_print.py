"""The pack of evidence in words, ready for the pages, in the language the bank is to read it in. Pure."""

from __future__ import annotations

from datetime import date

from inbox.domain import evidence_phrases, times
from inbox.domain.evidence_pack import PrintedPack
from inbox.domain.money import Money as Sum
from inbox.domain.payments import is_inquiry
from inbox.ui.models.moments import Moments
from inbox.ui.models.presenters import evidence_gather, wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.evidence_draft import STATEMENT, Work

_POLICY = "refund_policy_disclosure"
_MESSAGES = frozenset({"customer", "shop"})
_FROM_STRIPE = frozenset({"paid", "paid-before", "refunded"})


def pack(desk: Desk, work: Work) -> PrintedPack:
    """Return what stands on the pages."""
    language, texts = work.language, work.texts
    moments = Moments(language, desk.moments.zone)
    rows = tuple(
        (
            _when(moments, item.at),
            evidence_phrases.word(item.who, language),
            item.meaning,
            item.text,
            evidence_phrases.delivery(item.status, language),
        )
        for item in work.items
        if item.is_taken
    )
    shop = desk.terms.name
    policy = texts.get(_POLICY, "").strip()
    return PrintedPack(
        title=evidence_phrases.word("title-inquiry" if is_inquiry(work.dispute) else "title", language),
        shop=shop,
        language=language,
        facts=_facts(desk, work, moments),
        rows=rows,
        statement=(evidence_phrases.word("statement", language), texts.get(STATEMENT, "").strip()),
        course=evidence_phrases.word("course", language) if rows else "",
        policy=(evidence_phrases.word("policy", language), policy),
        foot=evidence_phrases.word("foot", language, shop=shop, dispute=work.dispute.id),
        page=evidence_phrases.raw_word("page", language),
        picture=evidence_phrases.word("picture", language),
        character=evidence_phrases.word("character", language),
    )


def _facts(desk: Desk, work: Work, moments: Moments) -> tuple[tuple[str, str], ...]:
    payment, dispute, language = work.paid.payment, work.dispute, work.language
    amount = dispute.amount if dispute.amount is not None else payment.amount
    currency = dispute.currency or payment.currency
    code = evidence_phrases.word("code", language, code=dispute.network_code) if dispute.network_code else ""
    facts = (
        ("shop", desk.terms.name),
        ("inquiry" if is_inquiry(dispute) else "dispute", dispute.id),
        ("reason", _joined(evidence_phrases.reason(dispute.reason, language), code)),
        ("amount", "" if amount is None or currency is None else Sum(amount, currency).text(language)),
        ("payment", _joined(payment.id, payment.charge or "")),
        ("paid", "" if payment.when is None else _when(moments, payment.when)),
        ("method", evidence_gather.method(work.paid, language)),
        ("customer", payment.name or wording.shown_name(work.chat.name)),
        ("order", payment.order_number or ""),
        ("messages", _messages(work, moments)),
        ("zone", str(moments.zone)),
        ("made", _when(moments, times.to_text(desk.clock.now()))),
    )
    return tuple((evidence_phrases.word(name, language), value) for name, value in facts if value)


def _messages(work: Work, moments: Moments) -> str:
    """Return how many of the messages stand here, and between which days; whoever decides is told what is not here."""
    found, language = work.found, work.language
    if not found.count:
        return ""
    taken = sum(each.is_taken and each.who in _MESSAGES and each.tells not in _FROM_STRIPE for each in work.items)
    first, last = _day(moments, found.first), _day(moments, found.last)
    span = first if first == last else evidence_phrases.word("span", language, first=first, last=last)
    said = evidence_phrases.word("reach", language, taken=taken, count=found.count, span=span)
    if found.hole is None:
        return said
    first, last = (_day(moments, at) for at in found.hole)
    return f"{said}; {evidence_phrases.word('hole', language, first=first, last=last)}"


def _when(moments: Moments, at: str) -> str:
    """Return an instant with its year: these pages are read far away and much later."""
    local = times.from_text(at).astimezone(moments.zone)
    return f"{_day(moments, at)} {local:%H:%M}"


def _day(moments: Moments, at: str) -> str:
    day = moments.day(times.from_text(at))
    return f"{day:%d.%m.%Y}" if moments.language == "de" else moments.short_day(day, date.min)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
