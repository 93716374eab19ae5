"""What the tests of the chat share: bubbles by number, a card whose button moves money, and spots to point at."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.timeline import Bubble, CardButton, CartCard, Item, Timeline

SEND = CardButton(intent="cart.send-link", text="Send link · 67,30 €", is_primary=True, moves_money=True)
CARD = CartCard(id="cart", title="Cart from Murat", total="62,40 €", rows=(), buttons=(SEND,))


def bubbles(*numbers: int) -> tuple[Item, ...]:
    """Messages of several lengths; every third is our own."""
    return tuple(
        Bubble(id=f"m{number}", text=f"Nachricht {number} " * (1 + number % 7), time="14:05", is_mine=number % 3 == 0)
        for number in numbers
    )


def chat(*items: Item, **more: object) -> Timeline:
    """A timeline of one conversation."""
    return msgspec.structs.replace(Timeline(conversation="c", items=items), **more)


def spot_of(view: ChatView, item_id: str, area: int = 0) -> QPoint:
    """The middle of an item's button on screen."""
    block = view.block_of(item_id)
    assert block is not None
    return block.areas[area].where.center().toPoint() + view.item_rect(item_id).topLeft()


def text_spot(view: ChatView, item_id: str, x: float, y: float = 10) -> QPoint:
    """A place in an item's text on screen."""
    block = view.block_of(item_id)
    assert block is not None
    assert block.text is not None
    return (block.text.at + QPointF(x, y)).toPoint() + view.item_rect(item_id).topLeft()


def hover(view: ChatView, spot: QPoint) -> None:
    """Move the pointer over the chat."""
    QTest.mouseMove(view.viewport(), spot)
    QApplication.processEvents()


def top(view: ChatView, item_id: str) -> int:
    """Where an item begins on screen."""
    return view.item_rect(item_id).top()
