"""What waits too long for a second person, said across the window: to whoever may decide, and to whoever asked.

Pure but for words.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import AskedRefund, Listing
from inbox.domain import approvals, times
from inbox.ui.models.presenters import deciding
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.parts import Notice
from inbox.ui.models.timeline import CardButton

translate = QCoreApplication.translate

VIEW = "to_approve"
_MOST_CHATS = 20
_MOST_NAMES = 3


def is_called(desk: Desk) -> bool:
    """Tell whether something waits that is this agent's to decide: one's own requests are not."""
    if not deciding.may_decide(desk):
        return False
    return any(deciding.is_called(desk, chat.asks.askers) for chat in desk.reads.inbox(Listing(VIEW), limit=_MOST_CHATS))


def notices(desk: Desk) -> tuple[Notice, ...]:
    """Return at most one bar for what others wait for, and one for what this agent waits for."""
    if not desk.reads.counts(desk.me.agent)[VIEW].chats:
        return ()
    late = _late(desk)
    own = [each for each in late if each.agent == desk.me.agent]
    theirs = [each for each in late if each.agent != desk.me.agent and deciding.may_approve(desk, each.amount)]
    return (*_to_answer(desk, theirs), *_unanswered(desk, own))


def _late(desk: Desk) -> list[AskedRefund]:
    since = desk.clock.now() - approvals.UNANSWERED
    chats = desk.reads.inbox(Listing(VIEW), limit=_MOST_CHATS)
    asked = (each for chat in chats for each in desk.reads.refunds_asked(chat.conversation))
    waiting = [each for each in asked if each.state == "needs_approval" and times.from_text(each.changed_at) <= since]
    return sorted(waiting, key=lambda each: each.changed_at)


def _to_answer(desk: Desk, waiting: Sequence[AskedRefund]) -> tuple[Notice, ...]:
    if not waiting:
        return ()
    first = waiting[0]
    time = desk.moments.span(desk.clock.now() - times.from_text(first.changed_at))
    if len(waiting) == 1:
        name, amount = desk.name_of(first.agent) or first.agent_name, desk.amount(first.amount, first.currency or None)
        text = translate("Unanswered", "{name} has waited {time} for your answer: refund {amount}")
        text = text.format(name=name, time=time, amount=amount)
    else:
        text = translate("Unanswered", "{count} refunds wait for your answer, the first for {time}").format(
            count=len(waiting), time=time
        )
    return (Notice(id=VIEW, text=text, tone=Tone.WARN, button=_show()),)


def _unanswered(desk: Desk, own: Sequence[AskedRefund]) -> tuple[Notice, ...]:
    if not own or deciding.is_alone(desk, own[0].amount):
        return ()
    first = own[0]
    text = translate("Unanswered", "Nobody has answered your refund of {amount} for {time}.").format(
        amount=desk.amount(first.amount, first.currency or None),
        time=desk.moments.span(desk.clock.now() - times.from_text(first.changed_at)),
    )
    names = [each.name for each in deciding.others(desk, first.agent, first.amount)][:_MOST_NAMES]
    if names:
        text = " ".join((text, translate("Unanswered", "{names} may approve it.").format(names=", ".join(names))))
    return (Notice(id=VIEW, text=text, tone=Tone.WARN, button=_show()),)


def _show() -> CardButton:
    return CardButton(intent="view.open", text=translate("Unanswered", "Show"))
