"""The one label a chat carries in the list: what most needs an act now. A chat whose money is settled has none.

Pure but for words; what there is to do is kept with the chat, whether there is still time for it is decided here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, DisputeAsk
from inbox.domain import times
from inbox.domain.messages import CartLine
from inbox.ui.models.presenters import deciding
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.carts import asked_sum, repriced
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Chip, Tone

translate = QCoreApplication.translate

_FRESH = timedelta(hours=1)
"""A link this young is not yet unpaid: people take their time to find their card."""
_LATE = timedelta(days=7)
"""Nobody comes back to a declined card after so long, and whoever paid twice has said so."""


def act_chip(desk: Desk, chat: ChatView, now: datetime, *, open_sum: str = "") -> Chip | None:
    """Return what most needs an act in a chat, or that the person is blocked; None for neither.

    An unpaid link says ``open_sum`` when that is known.
    """
    asks = chat.asks
    if asks.refund_failed:
        return Chip(translate("ActChip", "Refund failed"), Tone.DANGER)
    if asks.refund_unknown:
        return Chip(translate("ActChip", "Refund unclear"), Tone.DANGER)
    if asks.refund_late:
        return Chip(translate("ActChip", "Refund late"), Tone.DANGER)
    if asks.to_approve:
        if deciding.is_called(desk, asks.askers):
            return Chip(translate("ActChip", "To approve"), Tone.WARN)
        return Chip(translate("ActChip", "Waiting for approval"), Tone.WARN)
    if asks.dispute is not None and not _is_late(asks.dispute, now):
        return _dispute(desk, asks.dispute, now)
    if asks.fraud is not None:
        stake = "" if asks.fraud.amount is None else desk.amount(asks.fraud.amount, asks.fraud.currency)
        return Chip(" ".join(part for part in (translate("ActChip", "Fraud warning"), stake) if part), Tone.DANGER)
    if asks.twice is not None and chat.status != "resolved" and now - times.from_unix(asks.twice.at) < _LATE:
        words = translate("ActChip", "Paid twice? {amount}")
        return Chip(words.format(amount=desk.amount(asks.twice.amount, asks.twice.currency)), Tone.WARN)
    sale = _sale(desk, chat, now, open_sum)
    if sale is None and asks.dispute is not None:
        return _late(desk, asks.dispute)
    return Chip(translate("ActChip", "Blocked")) if sale is None and chat.blocked else sale


def _dispute(desk: Desk, asked: DisputeAsk, now: datetime) -> Chip:
    """Return what, about how much, and how many days there are left for an answer."""
    what = translate("ActChip", "Inquiry") if asked.is_inquiry else translate("ActChip", "Dispute")
    if asked.is_staged:
        what = translate("ActChip", "Hand in")
    amount = "" if asked.amount is None else desk.amount(asked.amount, asked.currency)
    words = " ".join(part for part in (what, amount) if part)
    left = _days_left(desk, asked.due, now) if asked.due else ""
    tone = Tone.WARN if asked.is_inquiry else Tone.DANGER
    return Chip(" · ".join(part for part in (words, left) if part), tone)


def _is_late(asked: DisputeAsk, now: datetime) -> bool:
    return bool(asked.due) and times.from_unix(asked.due) < now


def _late(desk: Desk, asked: DisputeAsk) -> Chip:
    """Return that nothing can be answered any more; of an inquiry that is still worth a refund."""
    words = translate("ActChip", "Dispute {amount} · too late")
    if asked.is_inquiry:
        words = translate("ActChip", "Inquiry {amount} · too late")
    amount = "" if asked.amount is None else desk.amount(asked.amount, asked.currency)
    return Chip(" ".join(words.format(amount=amount).split()), Tone.WARN if asked.is_inquiry else Tone.NEUTRAL)


def _days_left(desk: Desk, due: int, now: datetime) -> str:
    days = (desk.moments.day(times.from_unix(due)) - desk.moments.day(now)).days
    if days == 0:
        return translate("ActChip", "today")
    if days == 1:
        return translate("ActChip", "1 day")
    return translate("ActChip", "{count} days").format(count=days)


def _sale(desk: Desk, chat: ChatView, now: datetime, open_sum: str) -> Chip | None:
    asks = chat.asks
    if asks.declined and now - times.from_unix(asks.declined) < _LATE:
        words = translate("ActChip", "Card declined") if asks.by_card else translate("ActChip", "Payment declined")
        return Chip(words, Tone.DANGER)
    if asks.cart is not None and can_write(desk, chat) and not chat.blocked:
        lines = tuple(CartLine(sku, pieces, unit, asks.cart.currency) for sku, pieces, unit in asks.cart.lines)
        due = asked_sum(desk, repriced(desk, lines))
        link = translate("ActChip", "Send link")
        return Chip(link if due is None else f"{link} {due.text(desk.language)}", Tone.INFO)
    if open_sum:
        return Chip(translate("ActChip", "{amount} open").format(amount=open_sum), Tone.WARN)
    if asks.unpaid and now - times.from_unix(asks.unpaid) >= _FRESH:
        since = desk.moments.span(now - times.from_unix(asks.unpaid))
        return Chip(translate("ActChip", "Unpaid {time}").format(time=since), Tone.WARN)
    return Chip(translate("ActChip", "Find payment")) if asks.order else None
