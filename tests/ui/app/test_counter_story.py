"""The main job by mouse and keys in the real window, against the demo's shop, with the pretend platforms' books compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.demo.counter import World
from inbox.demo.evidence import Telling
from inbox.demo.shop import open_shop
from inbox.demo.steps import CART, QUESTION, Stage
from inbox.domain.payments import remaining
from inbox.sandbox.shop import PRODUCTS
from inbox.system.clock import SystemClock, SystemIds, SystemRandom, SystemSleep
from inbox.ui.app.desk_app import Bell, Surroundings, open_window
from inbox.ui.models.presenters.carts import SEND_LINK
from inbox.ui.models.presenters.desk import Product, Products
from inbox.ui.models.timeline import Bubble, CartCard, EventLine, ProductCard, Ticks
from inbox.ui.theme.theme import Theme
from tests.ui.app.hands import Hands

ANSWER = "Guten Tag! Ja, gern."


@pytest.fixture
def bell(qapp: QApplication) -> Bell:
    return Bell()


@pytest.fixture
def stage(bell: Bell, seed: int) -> Iterator[Stage]:
    clock = SystemClock()
    world = World(clock, SystemIds(), SystemSleep())
    with open_shop(world, SystemRandom(), seed, Telling(clock), bell.ring) as opened:
        yield opened


@pytest.fixture
def hands(stage: Stage, bell: Bell, theme: Theme, qtbot: QtBot) -> Iterator[Hands]:
    counter = stage.counter
    products = (
        Product(sku=each.sku, name=each.name, price=each.price.minor, currency=each.price.currency)
        for each in PRODUCTS
        if each.available
    )
    around = Surroundings(
        clock=counter.world.clock,
        ids=counter.world.ids,
        zone=UTC,
        catalogue=Products(products),
        language="en",
    )
    shown = open_window(theme, bell, counter.reader, counter.engine, around)
    window = shown.widgets.window
    qtbot.addWidget(window)
    window.resize(1440, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Hands(qtbot, shown)
    shown.close()


def test_text_product_cart_and_refund_by_clicking(stage: Stage, hands: Hands) -> None:
    control, counter = stage.control, stage.counter
    control.say("lena", QUESTION)
    chat = hands.until(lambda: counter.chat_with(QUESTION))
    hands.choose(chat)
    hands.item(lambda item: isinstance(item, Bubble) and item.text == QUESTION)

    hands.write(ANSWER)
    answered = hands.item(lambda item: isinstance(item, Bubble) and item.is_mine and item.text == ANSWER)
    assert isinstance(answered, Bubble)
    hands.item(
        lambda item: isinstance(item, Bubble) and item.text == ANSWER and item.ticks in (Ticks.DELIVERED, Ticks.READ)
    )
    assert hands.shown.widgets.composer.edit.toPlainText() == ""

    hands.click_tile("Hafen")
    hands.until(lambda: hands.shown.holds.state)
    hands.item(lambda item: isinstance(item, ProductCard) and item.ticks in (Ticks.DELIVERED, Ticks.READ))

    control.order("lena", CART)
    cart = hands.item(lambda item: isinstance(item, CartCard))
    assert isinstance(cart, CartCard)
    assert cart.buttons[0].text == "Send link · €68.20"
    hands.click_in_chat(cart, SEND_LINK)
    hands.item(lambda item: isinstance(item, EventLine) and item.chip is not None and item.chip.text == "Open")
    link = next(
        key for key, one in control.books()["links"].items() if key.startswith("plink_") and one["state"] == "open"
    )
    control.pay("lena", link)
    hands.item(lambda item: isinstance(item, EventLine) and item.chip is not None and item.chip.text.startswith("Paid"))

    paid = hands.until(lambda: next((one for one in counter.payments(chat) if remaining(one) == 6820), None))
    hands.click_refund(paid.id)
    hands.until(lambda: hands.shown.holds.state)
    hands.until(lambda: (now := counter.payment(paid.id)) is not None and now.amount_refunded == 6820)

    books = control.books()
    refunded = [one["amount"] for one in books["refunds"].values() if one["charge"] == paid.charge]
    assert refunded == [6820]
    sent = [
        item for item in counter.engine.view.items if item.kind in ("send_text", "send_products", "request_payment")
    ]
    callbacks = [one["biz_opaque_callback_data"] for one in books["messages"]]
    assert [callbacks.count(item.id) for item in sent] == [1, 1, 1]
    hands.until(lambda: all(item.state in ("succeeded", "pending") for item in counter.engine.view.items))
