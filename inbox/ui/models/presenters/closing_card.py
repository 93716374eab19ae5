"""One card before the shop closes: how many chats lock before it opens again, how much is open in them. Pure but for words."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from inbox.domain.money import Money
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.parts import Notice
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

VIEW = "closing"
_BEFORE = timedelta(hours=1)
_MOST = 50
"""So many chats' open requests are added up; a day with more is no day for exact sums."""


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
    if sums := _open_sums(desk):
        text = translate("ClosingCard", "{chats}, {sum} open").format(chats=text, sum=sums)
    button = CardButton(intent="view.open", text=translate("ClosingCard", "Show them"))
    return (Notice(id=VIEW, text=text, tone=Tone.WARN, button=button),)


def _open_sums(desk: Desk) -> str:
    """Return what those chats were asked for and have not paid, each currency by itself; empty for nothing."""
    found: dict[str, int] = {}
    for chat in desk.reads.inbox(VIEW, "", None, _MOST, desk.soon):
        for request in desk.reads.open_requests(chat.conversation):
            if request.asked is not None and request.currency is not None:
                found[request.currency] = found.get(request.currency, 0) + request.asked
    return " + ".join(Money(amount, currency).text(desk.language) for currency, amount in found.items())
