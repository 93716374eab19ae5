"""The one label a chat carries in the list: what most needs an act now. A chat whose money is settled has none.

Pure but for words; what there is to do is kept with the chat, whether there is still time for it is decided here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain import times
from inbox.domain.messages import CartLine
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.carts import repriced, total
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Chip, Tone

translate = QCoreApplication.translate

_FRESH = timedelta(hours=1)
"""A link this young is not yet unpaid: people take their time to find their card."""
_LATE = timedelta(days=7)
"""Nobody comes back to a declined card after so long."""


def act_chip(desk: Desk, chat: ChatView, now: datetime, *, open_sum: str = "") -> Chip | None:
    """Return what most needs an act in a chat; None when nothing does. An unpaid link says ``open_sum`` when that is known."""
    asks = chat.asks
    if asks.refund_failed:
        return Chip(translate("ActChip", "Refund failed"), Tone.DANGER)
    if asks.refund_unknown:
        return Chip(translate("ActChip", "Refund unclear"), Tone.DANGER)
    if asks.to_approve:
        return Chip(translate("ActChip", "To approve"), Tone.WARN)
    if asks.dispute is not None:
        return _dispute(desk, asks.dispute.due, now, is_inquiry=asks.dispute.is_inquiry)
    return _sale(desk, chat, now, open_sum)


def _dispute(desk: Desk, due: int, now: datetime, *, is_inquiry: bool) -> Chip:
    what = translate("ActChip", "Inquiry") if is_inquiry else translate("ActChip", "Dispute")
    moments = desk.moments
    day = moments.short_day(moments.day(times.from_unix(due)), moments.day(now)) if due else ""
    return Chip(", ".join(part for part in (what, day) if part), Tone.WARN if is_inquiry else Tone.DANGER)


def _sale(desk: Desk, chat: ChatView, now: datetime, open_sum: str) -> Chip | None:
    asks = chat.asks
    if asks.declined and now - times.from_unix(asks.declined) < _LATE:
        words = translate("ActChip", "Card declined") if asks.by_card else translate("ActChip", "Payment declined")
        return Chip(words, Tone.DANGER)
    if asks.cart is not None and can_write(desk, chat):
        words = translate("ActChip", "Send link")
        if asks.cart.amount is not None:
            lines = (CartLine(sku, pieces, unit, asks.cart.currency) for sku, pieces, unit in asks.cart.lines)
            present = total(repriced(desk, tuple(lines)))
            words = f"{words} {desk.amount(asks.cart.amount if present is None else present, asks.cart.currency)}"
        return Chip(words, Tone.INFO)
    if open_sum:
        return Chip(translate("ActChip", "{amount} open").format(amount=open_sum), Tone.WARN)
    if asks.unpaid and now - times.from_unix(asks.unpaid) >= _FRESH:
        since = desk.moments.span(now - times.from_unix(asks.unpaid))
        return Chip(translate("ActChip", "Unpaid {time}").format(time=since), Tone.WARN)
    return Chip(translate("ActChip", "Find payment")) if asks.order else None
