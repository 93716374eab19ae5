"""What locks before the shop opens again: when that is urgent, how much is open in it, one card before the shop closes.

On a Saturday every chat locks before Monday, and nobody is there to mend it: what cannot be hurried is not red. Pure but
for words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView, Listing, Soon
from inbox.domain import times
from inbox.domain.money import Money
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.parts import Notice
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

VIEW = "closing"
_BEFORE = timedelta(hours=1)
_HURRY = timedelta(hours=2)


def is_urgent(desk: Desk) -> bool:
    """Tell whether what locks soon calls for somebody now: the shop is open, and it or a first window closes within hours."""
    now = desk.clock.now()
    closes = desk.terms.hours.closes(now, desk.moments.zone)
    if closes is None:
        return False
    if closes - now <= _HURRY:
        return desk.reads.closing(desk.soon).chats > 0
    return desk.reads.closing(Soon(times.to_unix(now), times.to_unix(now + _HURRY))).chats > 0


def closing_card(desk: Desk) -> tuple[Notice, ...]:
    """Return the card in the hour before the shop closes, when some chats lock before it opens again."""
    now, zone, hours = desk.clock.now(), desk.moments.zone, desk.terms.hours
    closes, opens = hours.closes(now, zone), hours.opens_again(now, zone)
    if closes is None or opens is None or closes - now > _BEFORE:
        return ()
    count = desk.reads.closing(desk.soon).chats
    if not count:
        return ()
    opens_at = desk.moments.coming(opens, now)
    text = translate("ClosingCard", "{count} chats lock before {time}").format(count=count, time=opens_at)
    if count == 1:
        text = translate("ClosingCard", "1 chat locks before {time}").format(time=opens_at)
    if sums := open_sums(desk, desk.reads.inbox(Listing(VIEW, soon=desk.soon), limit=count)):
        text = translate("ClosingCard", "{chats}, {sum} open").format(chats=text, sum=sums)
    button = CardButton(intent="view.open", text=translate("ClosingCard", "Show them"))
    return (Notice(id=VIEW, text=text, tone=Tone.WARN, button=button),)


def open_sums(desk: Desk, chats: Iterable[ChatView]) -> str:
    """Return what these chats were asked for and have not paid, each currency by itself; empty for nothing."""
    found: dict[str, int] = {}
    for chat in chats:
        for request in desk.reads.open_requests(chat.conversation) if chat.asks.unpaid else ():
            if request.amount is not None and request.currency is not None:
                found[request.currency] = found.get(request.currency, 0) + request.amount
    return " + ".join(Money(amount, currency).text(desk.language) for currency, amount in found.items())
