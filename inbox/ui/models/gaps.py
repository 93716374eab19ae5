"""Gaps of a reply in words: what still has to be filled in, never by the braces that stand for it in the text itself.

Pure but for words; QtCore only.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from inbox.domain import replies

translate = QCoreApplication.translate


class Piece(msgspec.Struct, frozen=True):
    """A piece of a text: ``raw`` as it is kept and ``name``, what a gap is called; plain words have none."""

    raw: str
    name: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text in their order; together their ``raw`` is the text."""
    found, done = [], 0
    for stop in replies.stops(text):
        found += [Piece(text[done : stop.start]), Piece(text[stop.start : stop.end], gap_name(stop.name))]
        done = stop.end
    return tuple(piece for piece in (*found, Piece(text[done:])) if piece.raw)


def readable(text: str) -> str:
    """Return a text for who only reads it: a gap is its name in brackets."""
    return "".join(f"[{piece.name}]" if piece.name else piece.raw for piece in pieces(text))


def is_own(raw: str) -> bool:
    """Tell whether a gap is one that somebody fills in, under a name of its own; the others fill themselves."""
    return not any(stop.name in replies.VARIABLES for stop in replies.stops(raw))


def gap_name(name: str) -> str:
    """Return what a gap is called where the agent reads of it; what the agent fills in says so itself."""
    return filled_by_itself().get(name, name)


def filled_by_itself() -> dict[str, str]:
    """Return what each gap is called that the customer's own facts fill."""
    return {
        "customer.first_name": translate("ReplyPage", "First name"),
        "customer.name": translate("ReplyPage", "Name"),
        "payment.amount": translate("ReplyPage", "Amount of the last payment"),
        "refund.amount": translate("ReplyPage", "Amount refunded"),
        "order.number": translate("ReplyPage", "Order number"),
        "link": translate("ReplyPage", "Payment link"),
        "shop": translate("ReplyPage", "Name of the shop"),
        "agent": translate("ReplyPage", "Your name"),
        "today": translate("ReplyPage", "Today's date"),
    }
