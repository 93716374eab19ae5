"""What stands in the panel beside money: products to send, and what the person wants to receive. Pure but for words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import ChatView
from inbox.domain import times
from inbox.ui.models.presenters.cart_asks import can_write
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.products import tiles
from inbox.ui.models.rows import Chip, Tone
from inbox.ui.models.states.panel import Section

translate = QCoreApplication.translate

_STRIP = 4


def consent(desk: Desk, chat: ChatView) -> tuple[Section, ...]:
    """Return that the person wants no marketing, once they have said so in WhatsApp."""
    since = desk.reads.marketing_stopped(chat.conversation)
    if since is None:
        return ()
    moments = desk.moments
    day = moments.short_day(moments.day(times.from_text(since)), moments.day(desk.clock.now()))
    text = translate("Panel", "Stopped in WhatsApp on {day}. Nobody can send any until the customer resumes it.")
    chip = Chip(translate("Panel", "Stopped"), Tone.WARN)
    title = translate("Panel", "Marketing messages")
    return (Section(id="consent", title=title, chip=chip, details=(text.format(day=day),)),)


def strip(desk: Desk, chat: ChatView) -> tuple[Section, ...]:
    """Return the products most wanted."""
    found = desk.catalogue.find("", _STRIP)
    if not found:
        return ()
    closed = "" if can_write(desk, chat) else translate("Panel", "The window is closed.")
    if chat.blocked:
        closed = translate("Panel", "This person is blocked.")
    title = translate("Panel", "Send a product")
    return (Section(id="products", title=title, tiles=tiles(desk, found, closed)),)
