"""The page of evidence as it is shown: lines, fields, how far the messages reach, what is missing. Pure but for words."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.domain import evidence, times
from inbox.domain.evidence_pack import PackItem, Printed
from inbox.ui.models.presenters import deciding, disputes, evidence_words, wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.evidence_draft import Work
from inbox.ui.models.states.evidence import EvidenceField, EvidenceLine, EvidencePage
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Choice
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

_LANGUAGES = (("de", "Deutsch"), ("en", "English"))
_WORTH_COUNTING = 2
"""A field's room is counted once more than this part of it is used."""


class Going(msgspec.Struct, frozen=True):
    """``against`` is why it cannot be staged as it is, ``problem`` what went wrong, ``busy`` what goes on.

    ``printed`` are the pages as they were last looked at, as long as nothing was changed since; without pages there are none.
    """

    against: str = ""
    problem: str = ""
    busy: str = ""
    printed: Printed = Printed(b"", 0)


def page(desk: Desk, work: Work, going: Going) -> EvidencePage:
    """Return the page."""
    items, texts = work.items, work.texts
    against, busy = going.against, going.busy
    stage = CardButton(
        intent=Intent.STAGE_ANSWER,
        text=translate("Evidence", "Stage in Stripe"),
        is_primary=True,
        is_enabled=not against and not busy,
        reason=against or busy,
    )
    words = translate("Evidence", "Look at the pages")
    look = CardButton(intent=Intent.LOOK_AT_PACK, text=words, is_enabled=not busy, reason=busy)
    save = CardButton(intent=Intent.SAVE_PACK, text=translate("Evidence", "Save as PDF …"), is_enabled=not busy, reason=busy)
    taken = sum(item.is_taken for item in items)
    return EvidencePage(
        dispute=work.dispute.id,
        intro=_intro(desk, work),
        languages=tuple(Choice(id=each, text=text, is_chosen=each == work.language) for each, text in _LANGUAGES),
        lines=tuple(_line(desk, item) for item in items),
        lines_head=translate("Evidence", "In order of time: {taken} of {count} included").format(
            taken=taken, count=len(items)
        ),
        reach=_reach(desk, work),
        further=_further(work),
        fields=tuple(_field(desk, name, text) for name, text in texts.items()),
        missing=" ".join(part for part in (_missing(work, texts), _undrawn(desk, going.printed.missing)) if part),
        counted=_counted(desk, evidence.length(texts), going.printed),
        problem=going.problem or against,
        progress=busy,
        stage=stage,
        look=look,
        save=save,
    )


def _intro(desk: Desk, work: Work) -> str:
    amount = desk.amount(work.dispute.amount or 0, work.dispute.currency or work.paid.payment.currency)
    due = disputes.due(desk, work.dispute)
    until = translate("Evidence", "answer by {day}").format(day=due) if due else disputes.until(desk, work.dispute)
    parts = (amount, disputes.reason(work.dispute.reason), until)
    said = " · ".join(part for part in parts if part)
    words = translate(
        "Evidence", "Staging hands nothing in: a second person reads it first. The bank sees only what is written here."
    )
    if deciding.is_alone(desk, 0):
        words = translate(
            "Evidence", "Staging hands nothing in: you read it once more first. The bank sees only what is written here."
        )
    return f"{said}. {words}"


def _line(desk: Desk, item: PackItem) -> EvidenceLine:
    at = times.from_text(item.at)
    when = f"{_day(desk, item.at)} {desk.moments.clock(at)}"
    parts = (when, evidence_words.who(item.who), evidence_words.delivery(item.status))
    head = " · ".join(part for part in parts if part)
    return EvidenceLine(id=item.id, head=head, text=item.text, meaning=item.meaning, is_taken=item.is_taken)


def _field(desk: Desk, name: str, text: str) -> EvidenceField:
    most, used = evidence.most_in(name), len(text)
    is_long = name in evidence.LONG_FIELDS
    count = f"{_number(desk, used)} / {_number(desk, most)}" if used * _WORTH_COUNTING > most else ""
    return EvidenceField(
        id=name, label=evidence_words.field(name), text=text, is_long=is_long, count=count, has_problem=used > most
    )


def _missing(work: Work, texts: dict[str, str]) -> str:
    empty = [name for name in evidence.wanted_for(work.dispute.reason) if not texts.get(name, "").strip()]
    if not empty:
        return ""
    names = ", ".join(evidence_words.field(name) for name in empty)
    return translate("Evidence", "Missing, and it matters for this reason: {names}.").format(names=names)


def _counted(desk: Desk, used: int, printed: Printed) -> str:
    words = translate("Evidence", "{used} of {most} characters")
    said = words.format(used=_number(desk, used), most=_number(desk, evidence.MOST_TOGETHER))
    if not printed.pages:
        return said
    size = wording.file_size(len(printed.content), desk.language)
    return f"{said} · {evidence_words.pages(printed.pages)} · {size}"


def _undrawn(desk: Desk, count: int) -> str:
    if not count:
        return ""
    words = translate(
        "Evidence", "No font on this computer has {count} of the signs; on the pages words in brackets stand for them."
    )
    return words.format(count=_number(desk, count))


def _reach(desk: Desk, work: Work) -> str:
    """Return from when to when messages were read, and what is not among them."""
    found = work.found
    if not found.count:
        said = [translate("Evidence", "There are no messages around this payment.")]
    else:
        words = translate("Evidence", "{count} messages from {first} to {last} were looked through.")
        first, last = _day(desk, found.first), _day(desk, found.last)
        if first == last:
            words = translate("Evidence", "Messages of {first} that were looked through: {count}.")
        said = [words.format(count=_number(desk, found.count), first=first, last=last)]
    if found.hole is not None:
        words = translate("Evidence", "Between {first} and {last} there are more than can be looked through.")
        said.append(words.format(first=_day(desk, found.hole[0]), last=_day(desk, found.hole[1])))
    if found.left_out:
        words = translate("Evidence", "{count} that seem to say less of the order are left out.")
        said.append(words.format(count=_number(desk, found.left_out)))
    if desk.commands.view.status.total:
        said.append(translate("Evidence", "This computer is still fetching older messages from the hub."))
    said.append(translate("Evidence", "The team's notes are never included."))
    return " ".join(said)


def _further(work: Work) -> CardButton | None:
    if not work.found.has_older or work.draft.is_all:
        return None
    return CardButton(intent=Intent.LOOK_FURTHER, text=translate("Evidence", "Look through the whole chat"))


def _day(desk: Desk, at: str) -> str:
    moments = desk.moments
    return moments.short_day(moments.day(times.from_text(at)), moments.day(desk.clock.now()))


def _number(desk: Desk, value: int) -> str:
    return f"{value:,}".replace(",", "." if desk.language == "de" else ",")
