"""Finds what of a chat needs an act: a cart that waits, an unpaid link, a dispute, a refund somebody has to look at.

Called by ``batch`` on the engine thread whenever a line that could matter has changed, so that a list of a hundred thousand
chats knows it without counting. Made from the chat's newest such lines alone, and so the same whatever came first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec
import peewee

from inbox.domain.ids import AgentId, SourceId
from inbox.domain.order_numbers import order_numbers
from inbox.domain.payments import (
    LIVE_REFUND_STATES,
    OPEN_DISPUTE_STATES,
    TWICE_WITHIN,
    Dispute,
    Payment,
    Refund,
    is_inquiry,
)
from inbox.domain.refunds import LATE_CODE, at_stake
from inbox.store.timeline.asks import HURRY_SECONDS, MOST_STAKE, NOTHING, Asks, CartAsk, DisputeAsk, FraudAsk, TwiceAsk
from inbox.store.timeline.rest import read_rest
from inbox.store.timeline.schema import LAST_SECOND, SEQ_BITS, seconds_of
from inbox.store.timeline.statements import listed_numbers

MOST = 50
"""So many of a chat's newest lines that could matter are looked at; what is older needs no act any more."""

_UNANSWERED = frozenset({"needs_response", "warning_needs_response", "appeal_needs_response"})
_DECLINED = frozenset({"failed", "requires_payment_method"})
_CLOSED = frozenset({"cancelled", "expired"})
_APPROVED = ("refund", "submit_evidence")
_NEVER = 1 << 40
_TWICE_SECONDS = int(TWICE_WITHIN.total_seconds())


class Line(NamedTuple):
    """A line that could matter; ``body`` is the object's own JSON or the line's, whichever it is read from."""

    at: int
    key: str
    kind: str
    status: str | None
    is_money: bool
    text: str | None
    body: bytes | None
    link: str | None
    payment: str | None
    amount: int | None = None
    currency: str | None = None
    actor: str | None = None
    is_seen_to: int = 0
    """Somebody has dealt with the refund that failed."""
    paid: bytes | None = None
    """The payment that is disputed or warned of."""


_DISPUTE = msgspec.json.Decoder(Dispute)
_PAYMENT = msgspec.json.Decoder(Payment)

# One statement for all chats of a batch, each bounded by its own newest lines.
_LINES = f"""
SELECT entry.chat, entry.id, entry.key, entry.kind, entry.status, entry.money,
       CASE WHEN entry.money THEN NULL ELSE entry.text END,
       CASE WHEN NOT entry.money THEN entry.body
            WHEN entry.kind = 'dispute' OR (entry.kind = 'payment' AND entry.status IN ('failed', 'requires_payment_method'))
            THEN mirror.body END,
       mirror.link, mirror.payment, mirror.amount, mirror.currency, entry.actor,
       EXISTS (SELECT 1 FROM seen_to WHERE seen_to.key IN (entry.key, entry.action)),
       CASE WHEN entry.kind IN ('dispute', 'fraud_warning')
            THEN (SELECT paid.body FROM mirror AS paid WHERE paid.id = mirror.payment) END
FROM json_each(?) AS wanted
CROSS JOIN entry ON entry.id IN
    (SELECT own.id FROM entry AS own WHERE own.chat = wanted.value AND own.asks ORDER BY own.id DESC LIMIT {MOST})
LEFT JOIN mirror ON entry.money AND mirror.id = entry.key
"""  # noqa: S608  # made of constants


def of_chats(db: peewee.SqliteDatabase, chats: Iterable[int]) -> dict[int, Asks]:
    """Return what needs an act in each of these chats, by number."""
    lines: dict[int, list[Line]] = {number: [] for number in chats}
    rows = db.execute_sql(_LINES, (listed_numbers(lines),)).fetchall()
    for chat, entry, key, kind, status, is_money, *rest in rows:
        lines[chat].append(Line(entry >> SEQ_BITS, key, kind, status, bool(is_money), *rest))
    return {number: of_lines(found) for number, found in lines.items()}


def of_lines(lines: list[Line]) -> Asks:
    """Return what needs an act; pure. Two lines of one second stand in the order of their keys."""
    if not lines:
        return NOTHING
    lines = sorted(lines)
    payments = [line for line in lines if line.kind == "payment" and line.is_money]
    # A page opened from a link tells the same as the link, to which its end is carried over.
    requests = [line for line in lines if line.kind == "checkout" and line.link is None and line.status not in _CLOSED]
    disputes = [line for line in lines if line.kind == "dispute" and line.status in OPEN_DISPUTE_STATES]
    refunds = [line for line in lines if line.kind == "refund"]
    fraud = _fraud(lines, refunds)
    declined = _declined(payments)
    troubled = [line for line in refunds if not _is_answered(line, refunds)]
    states = {line.status for line in troubled}
    cart, asked = _cart(lines, [*payments, *requests]), _dispute(disputes)
    approvals = [line for line in lines if line.kind in _APPROVED and not line.is_money and line.status == "needs_approval"]
    late = _late(lines, refunds)
    contested = [_disputed(line, refunds) for line in disputes]
    wrong = [line for line in troubled if line.status in ("failed", "unknown")]
    return Asks(
        cart=cart,
        unpaid=max((line.at for line in requests if line.status == "open"), default=0),
        declined=declined.line.at if declined is not None else 0,
        by_card=declined is not None and declined.is_card,
        dispute=asked,
        fraud=fraud,
        is_disputed=bool(disputes) or fraud is not None,
        to_approve=len(approvals),
        askers=tuple((AgentId(line.actor or ""), _money_of(line)[0] or 0) for line in approvals),
        failed=tuple(line.key for line in troubled if line.status == "failed"),
        refund_unknown="unknown" in states,
        refund_late=bool(late),
        order="" if payments else _order(lines),
        twice=_twice(payments, refunds),
        stake=_stake(contested, fraud, [*wrong, *late, *approvals], cart, requests, declined),
        urgent=_urgent(asked, fraud, wrong),
    )


def _stake(
    disputes: list[tuple[int | None, str | None]],
    fraud: FraudAsk | None,
    refunds: list[Line],
    cart: CartAsk | None,
    requests: list[Line],
    declined: _Declined | None,
) -> int:
    """Return how much money hangs on what needs an act; currencies are not mixed, the one with most of it counts."""
    sums = Counter[str]()

    def add(amount: int | None, currency: str | None) -> None:
        sums[currency or ""] += max(0, amount or 0)

    for amount, currency in disputes:
        add(amount, currency)
    # A warning is often followed by the dispute of the same payment.
    if fraud is not None and not disputes:
        add(fraud.amount, fraud.currency)
    for line in refunds:
        add(*_money_of(line))
    unpaid = [line for line in requests if line.status == "open"]
    for line in unpaid:
        add(line.amount, line.currency)
    # What was refused can still be paid by the link that is open.
    if declined is not None and not unpaid:
        add(declined.line.amount, declined.line.currency)
    if cart is not None:
        add(cart.amount, cart.currency)
    return min(max(sums.values(), default=0), MOST_STAKE)


def _money_of(line: Line) -> tuple[int | None, str | None]:
    if line.is_money:
        return line.amount, line.currency
    facts = read_rest(line.body).facts or {}
    amount, currency = facts.get("amount"), facts.get("currency")
    return amount if isinstance(amount, int) else None, currency if isinstance(currency, str) else None


def _urgent(asked: DisputeAsk | None, fraud: FraudAsk | None, refunds: list[Line]) -> int:
    """Return from when on there is something with money and a clock: a warning, a refund gone wrong, a dispute's last days."""
    found = [line.at for line in refunds]
    if fraud is not None:
        found.append(fraud.since)
    if asked is not None and asked.due:
        found.append(asked.due - HURRY_SECONDS)
    return min((min(max(1, at), LAST_SECOND) for at in found), default=0)


def _cart(lines: list[Line], answers: list[Line]) -> CartAsk | None:
    """Return the newest cart when no link was made and nothing was paid since."""
    orders = [line for line in lines if line.kind == "order" and line.body is not None]
    if not orders or any(line.at >= orders[-1].at and line.status not in _DECLINED for line in answers):
        return None
    cart = read_rest(orders[-1].body).cart
    if cart is None or not cart.lines:
        return None
    currencies = {line.currency for line in cart.lines}
    if len(currencies) > 1 or any(line.unit is None for line in cart.lines):
        return CartAsk(cart.pieces)
    seen = tuple((line.sku, line.quantity, line.unit or 0) for line in cart.lines)
    return CartAsk(cart.pieces, sum(pieces * unit for _, pieces, unit in seen), next(iter(currencies)), seen)


class _Declined(NamedTuple):
    line: Line
    is_card: bool


def _declined(payments: list[Line]) -> _Declined | None:
    """Return the newest payment when it was refused; a page nobody has tried to pay on is not declined."""
    newest = payments[-1] if payments else None
    if newest is None or newest.status not in _DECLINED or newest.body is None:
        return None
    said = _PAYMENT.decode(newest.body)
    if newest.status != "failed" and not said.failure_code:
        return None
    return _Declined(newest, said.method in (None, "card"))


def _twice(payments: list[Line], refunds: list[Line]) -> TwiceAsk | None:
    """Return the newest payment when one of the same sum came shortly before it, see ``paid_twice``."""
    given = {line.payment for line in refunds if line.is_money and line.status in LIVE_REFUND_STATES}
    paid = [line for line in payments if line.status == "succeeded" and line.key not in given]
    if not paid:
        return None
    at, amount, currency = paid[-1].at, paid[-1].amount, paid[-1].currency
    same = (line for line in paid[:-1] if (line.amount, line.currency) == (amount, currency))
    if not amount or currency is None or not any(at - line.at <= _TWICE_SECONDS for line in same):
        return None
    return TwiceAsk(at, amount, currency)


def _dispute(disputes: list[Line]) -> DisputeAsk | None:
    """Return the dispute that is to be answered first."""
    found = [_DISPUTE.decode(line.body) for line in disputes if line.status in _UNANSWERED and line.body is not None]
    asked = [
        DisputeAsk(
            seconds_of(each.due_by) if each.due_by else 0,
            is_inquiry(each),
            each.amount,
            each.currency,
            is_staged=bool(each.has_evidence) and not each.submissions,
        )
        for each in found
        if each.answerable is not False
    ]
    return min(asked, key=lambda each: (each.due or _NEVER, each.is_inquiry), default=None)


def _disputed(line: Line, refunds: list[Line]) -> tuple[int | None, str | None]:
    """Return what is at stake in a dispute, and in which currency."""
    if line.paid is None or line.body is None:
        return line.amount, line.currency
    paid = _PAYMENT.decode(line.paid)
    return at_stake(paid, _given(paid, refunds), _DISPUTE.decode(line.body)), line.currency or paid.currency


def _fraud(lines: list[Line], refunds: list[Line]) -> FraudAsk | None:
    """Return the oldest warning that a refund would settle, with what of its payment was not given back yet."""
    warned = next((line for line in lines if line.kind == "fraud_warning" and line.status == "actionable"), None)
    if warned is None or warned.paid is None:
        return None if warned is None else FraudAsk(warned.at)
    paid = _PAYMENT.decode(warned.paid)
    left = at_stake(paid, _given(paid, refunds))
    return FraudAsk(warned.at) if left is None else FraudAsk(warned.at, left, paid.currency)


def _given(paid: Payment, refunds: list[Line]) -> list[Refund]:
    """Return the refunds of a payment, as far as their lines are looked at; the payment itself knows the sum of all."""
    own = (line for line in refunds if line.is_money and line.payment == paid.id)
    return [Refund(SourceId(line.key), paid.id, amount=line.amount, status=line.status) for line in own]


def _is_answered(line: Line, refunds: list[Line]) -> bool:
    """Tell whether a refund needs nobody any more: somebody has seen to it, or a later one of the same payment went through."""
    if line.status not in ("failed", "unknown"):
        return False
    if line.status == "failed" and line.is_seen_to:
        return True
    own = _payments_of(line)
    went = (each for each in refunds if each.is_money and each.status in LIVE_REFUND_STATES and each[:2] > line[:2])
    return any(own & _payments_of(each) for each in went)


def _late(lines: list[Line], refunds: list[Line]) -> list[Line]:
    """Return the refunds that the hub called late and that have still not arrived."""
    notes = (read_rest(line.body) for line in lines if line.kind == "note" and line.body is not None)
    named = {str((note.facts or {}).get("refund")) for note in notes if note.code == LATE_CODE}
    return [line for line in refunds if line.is_money and line.key in named and line.status == "pending"]


def _payments_of(line: Line) -> set[str]:
    if line.is_money:
        return {line.payment} if line.payment else set()
    facts = read_rest(line.body).facts or {}
    return {value for name in ("payment", "charge") if isinstance(value := facts.get(name), str)}


def _order(lines: list[Line]) -> str:
    said = [line.text for line in lines if not line.is_money and line.kind != "refund"]
    named = [number for text in said for number in order_numbers(text)]
    return named[-1] if named else ""
