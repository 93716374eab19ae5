"""What the views of the inbox and the ways to sort them are called, and what it means that one is empty. Pure but for words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import VIEWS, ways
from inbox.ui.models.states.parts import Choice

translate = QCoreApplication.translate

FIRST_VIEWS = ("all", "mine", "unassigned", "waiting_money")
"""The views that are always on screen; the others are in the menu behind them."""


def nothing_in(view: str) -> str:
    """Return what it means that a view is empty."""
    return {
        "mine": translate("ConversationList", "Nothing is assigned to you."),
        "unassigned": translate("ConversationList", "Every chat has somebody who answers it."),
        "waiting_customer": translate("ConversationList", "No chat waits for a customer's answer."),
        "waiting_money": translate("ConversationList", "No chat waits for a payment."),
        "snoozed": translate("ConversationList", "Nothing is snoozed."),
        "resolved": translate("ConversationList", "Nothing is resolved yet."),
        "to_approve": translate("ConversationList", "No refund waits for approval."),
        "refund_problems": translate("ConversationList", "No refund has a problem."),
        "disputes": translate("ConversationList", "There is no open dispute."),
        "closing": translate("ConversationList", "No chat that waits for an answer locks before the shop opens again."),
    }.get(view, translate("ConversationList", "All answered. The next message appears here."))


def view_name(view: str) -> str:
    """Return what a view is called."""
    return {
        "all": translate("Views", "All"),
        "mine": translate("Views", "Mine"),
        "unassigned": translate("Views", "Unassigned"),
        "waiting_customer": translate("Views", "Waiting for customer"),
        "waiting_money": translate("Views", "Waiting for money"),
        "snoozed": translate("Views", "Snoozed"),
        "resolved": translate("Views", "Resolved"),
        "to_approve": translate("Views", "To approve"),
        "refund_problems": translate("Views", "Refund problems"),
        "disputes": translate("Views", "Disputes"),
        "closing": translate("Views", "Closing soon"),
    }[view]


def sort_name(sort: str) -> str:
    """Return what a way to sort is called."""
    return {
        "newest": translate("Views", "Newest first"),
        "waiting": translate("Views", "Longest waiting"),
        "window": translate("Views", "Window closes first"),
        "money": translate("Views", "Most money at risk"),
        "due": translate("Views", "Answer due first"),
    }[sort]


def sort_choices() -> tuple[Choice, ...]:
    """Return all ways to sort for the palette."""
    return tuple(Choice(id=way, text=sort_name(way)) for way in dict.fromkeys(way for view in VIEWS for way in ways(view)))


def view_choices() -> tuple[Choice, ...]:
    """Return all views for keys and palette, those on screen first."""
    order = (*FIRST_VIEWS, *(view for view in VIEWS if view not in FIRST_VIEWS))
    return tuple(Choice(id=view, text=view_name(view)) for view in order)
