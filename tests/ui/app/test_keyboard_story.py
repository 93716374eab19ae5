"""The main job without a mouse, from the list to the refund; holds last a minute here, so that only a key ends them."""

from __future__ import annotations

import pytest

from inbox.demo.control import Json
from inbox.demo.steps import CART, Stage
from inbox.desk.holds import HoldSettings
from inbox.desk.ports import Item as Click
from inbox.domain.refunds import remaining
from inbox.ui.models.timeline import Bubble, CartCard, EventLine, ProductCard, Ticks
from tests.ui.app.hands import Hands

WORDS = "Moin, ist die Hafen wieder da?"


@pytest.fixture(scope="module")
def holds() -> HoldSettings:
    return HoldSettings(refund=60.0, request_payment=60.0, send_products=60.0)


def _clicks(stage: Stage, kind: str) -> list[str]:
    return [item.state for item in _items(stage) if item.kind == kind]


def _items(stage: Stage) -> tuple[Click, ...]:
    return stage.counter.engine.view.items


def _refunds(stage: Stage, charge: str | None) -> list[int]:
    books: Json = stage.control.books()
    return [one["amount"] for one in books["refunds"].values() if one["charge"] == charge]


def test_chat_product_link_refund_undo_and_send_now_by_keys(stage: Stage, hands: Hands) -> None:
    control, counter = stage.control, stage.counter
    control.say("lena", WORDS)
    chat = hands.until(lambda: counter.chat_with(WORDS))
    hands.until(lambda: hands.shown.rows.model.row_of(chat) + 1)

    # From the first moment the list has the keyboard; Enter opens the row and goes to the text.
    assert hands.at is hands.shown.widgets.rows
    hands.press("Home", "Return")
    hands.item(lambda item: isinstance(item, Bubble) and item.text == WORDS)
    assert hands.at is hands.shown.widgets.composer.edit
    hands.write("Ja, seit heute!")
    hands.item(lambda item: isinstance(item, Bubble) and item.is_mine and item.ticks in (Ticks.DELIVERED, Ticks.READ))

    # A product: the picker by its key, the first tile by Tab, Space sends it, and a key ends its hold.
    hands.press("Ctrl+Shift+P")
    hands.type("hafen")
    hands.walk("Tab", lambda: hands.at.accessibleName().startswith("Send Espresso"))
    hands.press("Space")
    hands.until(lambda: hands.shown.holds.state)
    assert hands.at is hands.shown.widgets.composer.edit
    hands.press("Return", "Ctrl+Shift+Return")
    hands.item(lambda item: isinstance(item, ProductCard) and item.ticks in (Ticks.DELIVERED, Ticks.READ))

    # A cart: back to the chat by Shift+Tab, up to the card, right to its button.
    control.order("lena", CART)
    cart = hands.item(lambda item: isinstance(item, CartCard))
    hands.walk("Shift+Tab", lambda: hands.at is hands.timeline)
    hands.walk("Up", lambda: hands.timeline.touches.focused[0] == cart.id)
    hands.press("Right", "Return")
    assert _clicks(stage, "request_payment") == [], "a bare Enter sent a link"
    hands.press("Space")
    hands.until(lambda: hands.shown.holds.state)
    hands.press("Ctrl+Shift+Return")
    hands.item(lambda item: isinstance(item, EventLine) and item.chip is not None and item.chip.text == "Unpaid")
    link = next(key for key, one in control.books()["links"].items() if one["state"] == "open")
    control.pay("lena", link)
    paid = hands.until(lambda: next((one for one in counter.payments(chat) if remaining(one) == 6820), None))

    # A part of it by the form, undone from inside the text; then all that is left by Tab and Space, sent at once by its key.
    hands.until(lambda: hands.shown.widgets.panel.card(paid.id))
    hands.press("Ctrl+Shift+R")
    hands.type("4,50")
    hands.press("Return")
    hands.until(lambda: hands.shown.holds.state)
    hands.type("Moment")  # the form is gone; what is typed is for her
    hands.press("Ctrl+Shift+Z")
    hands.until(lambda: _clicks(stage, "refund") == ["cancelled"])
    assert hands.shown.widgets.composer.edit.toPlainText() == "Moment"

    hands.until(lambda: not hands.shown.holds.state)
    hands.walk("Tab", lambda: hands.at.accessibleName() == "Refund €68.20")
    hands.press("Return")
    assert _clicks(stage, "refund") == ["cancelled"], "a bare Enter refunded"
    hands.press("Space")
    hands.until(lambda: hands.shown.holds.state)
    assert _clicks(stage, "refund") == ["cancelled", "held"]
    hands.press("Esc", "Z")
    hands.until(lambda: _clicks(stage, "refund") == ["cancelled", "cancelled"])

    hands.until(lambda: not hands.shown.holds.state)
    hands.walk("Shift+Tab", lambda: hands.at.accessibleName() == "Refund €68.20")
    hands.press("Space")
    hands.until(lambda: hands.shown.holds.state)
    assert _refunds(stage, paid.charge) == []
    hands.press("Ctrl+Shift+Return")
    hands.until(lambda: _refunds(stage, paid.charge) == [6820])


def test_a_menu_of_the_chat_is_worked_by_keys(stage: Stage, hands: Hands) -> None:
    stage.control.say("sophie", "Später?")
    chat = hands.until(lambda: stage.counter.chat_with("Später?"))
    hands.until(lambda: hands.shown.rows.model.row_of(chat) == 0)
    hands.press("J", "A", "Down", "Return")
    hands.until(lambda: hands.shown.head.chat is not None and hands.shown.head.chat.assignee)
    hands.press("H", "Down", "Down", "Return")
    hands.until(lambda: hands.shown.head.chat is not None and hands.shown.head.chat.status == "snoozed")
    hands.press("Ctrl+K")
    hands.type("sophie")
    hands.until(lambda: hands.shown.widgets.window.overlays.palette._people)
    hands.press("Return")
    assert hands.at is hands.shown.widgets.composer.edit
    assert hands.shown.head.chat is not None
    assert hands.shown.head.chat.conversation == chat
