"""How long the next payment link of a chat stays open, for whom it is made, and what is said of that. GUI thread only.

Used by the link form, which lets it be chosen, and by carts, which take what is usual; ``request_life`` says what is decided.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain.actions import RequestPayment
from inbox.domain.request_life import DAY, DAYS, UNTIL_PAID
from inbox.ui.models.presenters import wording
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.states.parts import Choice

translate = QCoreApplication.translate

_PAGE = 1


def usual(desk: Desk, chat: ChatView, *, is_open: bool) -> int:
    """Return how many days a link stays open unless another time is chosen, 0 for until it is paid.

    Whoever has not written for a day, so that the window is not ``is_open``, is given more than a day.
    """
    settled = desk.terms.link_days
    if not is_open:
        return UNTIL_PAID if settled in (None, _PAGE) else settled or UNTIL_PAID
    if settled is not None:
        return settled
    return UNTIL_PAID if desk.reads.payer(chat.conversation) is None else _PAGE


def with_life(desk: Desk, chat: ChatView, action: RequestPayment, days: int) -> RequestPayment:
    """Return a request that stays open for so many days; an offer has an end of its own. A page is made for whom it is."""
    is_page = days == _PAGE or action.offer is not None
    payer = desk.reads.payer(chat.conversation) if is_page else None
    return replace(
        action,
        customer=None if payer is None else payer.customer,
        expires_in=days * DAY if days and action.offer is None else None,
    )


def is_page(days: int) -> bool:
    """Tell whether a link of so many days is a page of Stripe's, whose addresses begin in another way."""
    return days == _PAGE


def choices(desk: Desk, chat: ChatView, days: int) -> tuple[Choice, ...]:
    """Return how long a link can stay open, to choose from."""
    return tuple(
        Choice(id=str(each), text=_long(each), detail=_for(desk, chat) if each == _PAGE else "", is_chosen=each == days)
        for each in DAYS
    )


def said(desk: Desk, chat: ChatView, days: int) -> str:
    """Return in a sentence what is chosen."""
    if days == _PAGE:
        name = _filled_in_for(desk, chat)
        if name:
            words = translate("LinkForm", "{name}'s details are filled in. After 24 hours the link closes; it can be sent again.")
            return words.format(name=name)
        return translate("LinkForm", "After 24 hours the link closes; it can be sent again.")
    if days == UNTIL_PAID:
        return translate("LinkForm", "The link can be paid once. It stays open until it is paid or closed.")
    moments, now = desk.moments, desk.clock.now()
    at = moments.coming(now + timedelta(days=days), now)
    return translate("LinkForm", "The link can be paid once, until {time}.").format(time=at)


def _long(days: int) -> str:
    if days == UNTIL_PAID:
        return translate("LinkForm", "until paid")
    if days == _PAGE:
        return translate("LinkForm", "24 hours")
    return translate("LinkForm", "{days} days").format(days=days)


def _for(desk: Desk, chat: ChatView) -> str:
    name = _filled_in_for(desk, chat)
    return translate("LinkForm", "filled in for {name}").format(name=name) if name else ""


def _filled_in_for(desk: Desk, chat: ChatView) -> str:
    """Return the first name of whom the page knows already; empty when nothing stands on it."""
    payer = desk.reads.payer(chat.conversation)
    return wording.first_name(wording.shown_name(chat.name)) if payer is not None and payer.has_email else ""
