"""What Stripe did, as lines of the chat: payments, requests, refunds, disputes, invoices; and the chips they share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import EntryView
from inbox.domain import times
from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import (
    OPEN_DISPUTE_STATES,
    Checkout,
    Dispute,
    Invoice,
    Payment,
    Refund,
    is_inquiry,
)
from inbox.domain.refunds import refunded
from inbox.ui.models.presenters import refund_state
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Chip, Span, Tone, plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import CardButton, EventLine, Item

translate = QCoreApplication.translate


def line_of(
    desk: Desk,
    entry: EntryView,
    paid: Mapping[str, Payment],
    cases: Iterable[Dispute] = (),
    twice: Collection[SourceId] = (),
    refunds: Iterable[Refund] = (),
) -> Item:
    """Return the line of a Stripe object; ``paid`` are the loaded payments by id, for the requests they belong to.

    ``cases`` are the disputes that are known of the person's payments, ``twice`` the payments that may be one too many,
    ``refunds`` those whose own lines are loaded.
    """
    at = desk.moments.clock(times.from_text(entry.at))
    match entry.object:
        case Payment() as payment:
            is_asked = payment.id in twice and not payment.disputed
            own_refunds = [each for each in refunds if {each.payment, each.charge} & {payment.id, payment.charge} - {None}]
            moving = None if payment.disputed else refund_state.chip(desk, own_refunds, refunded(payment))
            chip = _twice_chip(payment) if is_asked else moving or payment_chip(desk, payment, cases)
            return _line(entry, translate("MoneyLine", "Payment"), payment, desk, chip, at)
        case Checkout() as request:
            own = paid.get(request.payment or "")
            twin = None if own is None or own.id not in twice or own.disputed else _twice_chip(own)
            return _request_line(desk, entry, request, own, at, twin)
        case Refund() as refund:
            return _line(entry, translate("MoneyLine", "Refund"), refund, desk, refund_chip(refund), at)
        case Dispute() as dispute:
            what = translate("MoneyLine", "Inquiry") if is_inquiry(dispute) else translate("MoneyLine", "Dispute")
            return _line(entry, what, dispute, desk, dispute_chip(dispute), at)
        case FraudWarning() as warning:
            return _warning_line(entry, warning, at)
        case Invoice() as invoice:
            named = translate("MoneyLine", "Invoice {number}").format(number=invoice.number or "").rstrip()
            return _line(entry, named, invoice, desk, invoice_chip(invoice), at)
        case _:
            return EventLine(id=entry.key, spans=(Span(entry.text or ""),))


def _warning_line(entry: EntryView, warning: FraudWarning, at: str) -> EventLine:
    chip = Chip(translate("MoneyLine", "Settled"))
    if warning.actionable:
        chip = Chip(translate("MoneyLine", "Fraud warning"), Tone.DANGER)
    said = translate("MoneyLine", "The customer's bank warns of fraud {time}").format(time=at)
    return EventLine(id=entry.key, spans=(Span(said),), chip=chip)


def words_of(desk: Desk, entry: EntryView) -> str:
    """Return what a line says in one piece, for where there is no room for a chip."""
    said = line_of(desk, entry, {})
    if not isinstance(said, EventLine):
        return entry.text or ""
    return plain(said.spans) if said.chip is None else f"{plain(said.spans)} · {said.chip.text}"


def _request_line(
    desk: Desk, entry: EntryView, request: Checkout, payment: Payment | None, at: str, chip: Chip | None = None
) -> EventLine:
    """Return the line of a request. What was made outside does not know its sum, but the payment does."""
    by = desk.name_of(entry.actor)
    sent = translate("MoneyLine", "sent by {name} {time}").format(name=by, time=at) if by else at
    if request.status == "open" and request.expires_at is not None:
        until = desk.moments.coming(times.from_text(request.expires_at), desk.clock.now())
        sent += " · " + translate("MoneyLine", "open until {time}").format(time=until)
    said: Checkout | Payment = payment if payment is not None and request.amount is None else request
    return _line(
        entry,
        translate("MoneyLine", "Payment link"),
        said,
        desk,
        chip or request_chip(desk, request, payment),
        sent,
        _request_acts(request),
    )


def _line(
    entry: EntryView,
    what: str,
    said: Payment | Checkout | Refund | Dispute | Invoice,
    desk: Desk,
    chip: Chip | None,
    more: str = "",
    buttons: tuple[CardButton, ...] = (),
) -> EventLine:
    amount = "" if said.amount is None else desk.amount(said.amount, said.currency)
    spans = [Span(f"{what} "), Span(amount, True), Span(f" {more}" if more else "")]
    return EventLine(id=entry.key, spans=tuple(span for span in spans if span.text.strip()), chip=chip, buttons=buttons)


def _request_acts(request: Checkout) -> tuple[CardButton, ...]:
    if request.status != "open":
        return ()
    copy = CardButton(intent=Intent.COPY_LINK, text=translate("MoneyLine", "Copy link"))
    close = CardButton(intent=Intent.CANCEL_REQUEST, text=translate("MoneyLine", "Close link"))
    return (copy, close) if request.url else (close,)


def payment_chip(
    desk: Desk, payment: Payment, cases: Iterable[Dispute] = (), given: int | None = None, *, says_how: bool = True
) -> Chip:
    """Return how a payment stands; ``says_how`` adds the card it was paid with, ``cases`` tell how its dispute ended.

    ``given`` is how much of it is given back in minor units, where more is known than its charge says.
    """
    given = refunded(payment) if given is None else given
    label = f" · {payment.method_label}" if says_how and payment.method_label else ""
    if payment.disputed and (case := _case_chip(payment, cases)) is not None:
        return case
    if payment.status == "succeeded" and given and given == payment.amount:
        return Chip(translate("MoneyLine", "Refunded"))
    if payment.status == "succeeded" and given:
        text = translate("MoneyLine", "Refunded {amount}").format(amount=desk.amount(given, payment.currency))
        return Chip(text)
    if payment.status == "succeeded":
        return Chip(translate("MoneyLine", "Paid") + label, Tone.OK)
    words = {
        "processing": Chip(translate("MoneyLine", "Being paid"), Tone.INFO),
        "requires_action": Chip(translate("MoneyLine", "Waiting for the bank"), Tone.INFO),
        "requires_capture": Chip(translate("MoneyLine", "Authorised"), Tone.INFO),
        "requires_payment_method": Chip(translate("MoneyLine", "Declined"), Tone.DANGER),
        "failed": Chip(translate("MoneyLine", "Declined"), Tone.DANGER),
        "canceled": Chip(translate("MoneyLine", "Cancelled")),
    }
    return words.get(payment.status or "", Chip(payment.status or ""))


def _twice_chip(payment: Payment) -> Chip:
    label = f" · {payment.method_label}" if payment.method_label else ""
    return Chip(translate("MoneyLine", "Paid twice?") + label, Tone.WARN)


def _case_chip(payment: Payment, cases: Iterable[Dispute]) -> Chip | None:
    """Return how a payment that was disputed once stands; Stripe calls it disputed for ever, also when that is over."""
    own = {each.status for each in cases if _is_of(each, payment)}
    still = {status or "" for status in own & OPEN_DISPUTE_STATES}
    if still and all(status.startswith("warning_") for status in still):
        return Chip(translate("MoneyLine", "Inquiry"), Tone.WARN)
    if not own or own & OPEN_DISPUTE_STATES:
        return Chip(translate("MoneyLine", "Disputed"), Tone.DANGER)
    if "lost" in own:
        return Chip(translate("MoneyLine", "Dispute lost"))
    return Chip(translate("MoneyLine", "Dispute won"), Tone.OK) if "won" in own else None


def _is_of(case: Dispute, payment: Payment) -> bool:
    return case.payment == payment.id or (case.charge is not None and case.charge == payment.charge)


def cases_of(desk: Desk, conversation: ConversationId, entries: Iterable[EntryView]) -> tuple[Dispute, ...]:
    """Return the disputes of the payments among loaded lines, be their own lines loaded or not."""
    said = [entry.object for entry in entries]
    loaded = [each for each in said if isinstance(each, Dispute)]
    disputed = [each for each in said if isinstance(each, Payment) and each.disputed]
    if all(any(_is_of(case, payment) for case in loaded) for payment in disputed):
        return tuple(loaded) if disputed else ()
    return (*loaded, *(case for money in desk.reads.payments(conversation) for case in money.disputes))


def request_chip(desk: Desk, request: Checkout, payment: Payment | None = None) -> Chip:
    """Return how a payment request stands, with how it was paid."""
    if request.status == "paid" and payment is not None:
        parts = [translate("MoneyLine", "Paid")]
        if payment.when is not None:
            parts[0] += " " + desk.moments.clock(times.from_text(payment.when))
        if payment.method_label:
            parts.append(payment.method_label)
        return Chip(" · ".join(parts), Tone.OK)
    words = {
        "open": Chip(translate("MoneyLine", "Unpaid"), Tone.WARN),
        "paid": Chip(translate("MoneyLine", "Paid"), Tone.OK),
        "processing": Chip(translate("MoneyLine", "Being paid"), Tone.INFO),
        "failed": Chip(translate("MoneyLine", "Not paid"), Tone.DANGER),
        "expired": Chip(translate("MoneyLine", "Expired")),
        "cancelled": Chip(translate("MoneyLine", "Closed")),
    }
    return words.get(request.status or "", Chip(request.status or ""))


def refund_chip(refund: Refund) -> Chip:
    """Return how a refund stands."""
    words = {
        "succeeded": Chip(translate("MoneyLine", "Refunded"), Tone.OK),
        "pending": Chip(translate("MoneyLine", "On its way"), Tone.INFO),
        "requires_action": Chip(translate("MoneyLine", "On its way"), Tone.INFO),
        "failed": Chip(translate("MoneyLine", "Failed"), Tone.DANGER),
        "canceled": Chip(translate("MoneyLine", "Cancelled")),
    }
    return words.get(refund.status or "", Chip(refund.status or ""))


def dispute_chip(dispute: Dispute) -> Chip:
    """Return how a dispute stands."""
    if dispute.status in ("under_review", "warning_under_review", "appeal_under_review"):
        return Chip(translate("MoneyLine", "Answered"), Tone.INFO)
    if dispute.status in OPEN_DISPUTE_STATES:
        return Chip(translate("MoneyLine", "Open"), Tone.WARN if is_inquiry(dispute) else Tone.DANGER)
    words = {
        "won": Chip(translate("MoneyLine", "Won"), Tone.OK),
        "lost": Chip(translate("MoneyLine", "Lost")),
        "warning_closed": Chip(translate("MoneyLine", "Closed"), Tone.OK),
        "prevented": Chip(translate("MoneyLine", "Settled before")),
    }
    return words.get(dispute.status or "", Chip(dispute.status or ""))


def invoice_chip(invoice: Invoice) -> Chip:
    """Return how an invoice stands."""
    words = {
        "open": Chip(translate("MoneyLine", "Unpaid"), Tone.WARN),
        "paid": Chip(translate("MoneyLine", "Paid"), Tone.OK),
        "void": Chip(translate("MoneyLine", "Voided")),
        "uncollectible": Chip(translate("MoneyLine", "Given up")),
        "draft": Chip(translate("MoneyLine", "Draft")),
    }
    if invoice.status == "paid" and invoice.credited and invoice.credited == invoice.amount:
        return Chip(translate("MoneyLine", "Credited"))
    return words.get(invoice.status or "", Chip(invoice.status or ""))
