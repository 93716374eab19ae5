"""Giving back one line of a cart and telling the customer, by mouse in the real window, against a real hub."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from inbox.demo.steps import CART, Stage
from inbox.domain.refunds import remaining
from inbox.ui.models.presenters.carts import SEND_LINK
from inbox.ui.models.timeline import Bubble, CartCard, EventLine
from inbox.ui.panes.fields import Check
from inbox.ui.panes.refund_form import RefundFormView
from tests.ui.app.hands import Hands

ASKED = "Moin! Ich hätte gern etwas."


def test_one_line_goes_back_and_she_is_told_in_her_language(stage: Stage, hands: Hands) -> None:
    control, counter = stage.control, stage.counter
    control.say("lena", ASKED)
    chat = hands.until(lambda: counter.chat_with(ASKED))
    hands.choose(chat)
    control.order("lena", CART)
    cart = hands.item(lambda item: isinstance(item, CartCard))
    hands.click_in_chat(cart, SEND_LINK)
    hands.item(lambda item: isinstance(item, EventLine) and item.chip is not None and item.chip.text == "Unpaid")
    links = control.books()["links"]
    control.pay("lena", next(key for key, one in links.items() if key.startswith("plink_") and one["state"] == "open"))
    paid = hands.until(lambda: next((one for one in counter.payments(chat) if remaining(one) == 6820), None))

    split = hands.until(lambda: hands.split(paid.id))
    QTest.mouseClick(split._arrow, Qt.MouseButton.LeftButton)
    card = hands.shown.widgets.panel.card(paid.id)
    assert card is not None
    form = hands.until(lambda: card.findChild(RefundFormView))

    def ticks() -> dict[str, Check] | None:
        found = {check.text(): check for check in form.findChildren(Check) if check.isVisible()}
        return found if len(found) == 4 else None  # two lines, the shipping, and whether she is told

    lines = hands.until(ticks)
    line = next(words for words in lines if "Filter" in words)
    QTest.mouseClick(lines[line], Qt.MouseButton.LeftButton)
    hands.click_button(form, "Refund €13.50")

    hands.until(lambda: (now := counter.payment(paid.id)) is not None and now.amount_refunded == 1350)
    (made,) = [one for one in control.books()["refunds"].values() if one["charge"] == paid.charge]
    assert made["amount"] == 1350
    told = hands.item(lambda item: isinstance(item, Bubble) and item.is_mine and "ist gestartet" in item.text)
    assert isinstance(told, Bubble)
    assert told.text.startswith("Die Erstattung über 13,50")

    hands.until(lambda: hands.split(paid.id))
    QTest.mouseClick(hands.until(lambda: hands.split(paid.id))._arrow, Qt.MouseButton.LeftButton)
    given = hands.until(
        lambda: next((check for check in form.findChildren(Check) if check.text() == line and check.isVisible()), None)
    )
    hands.until(lambda: not given.isEnabled())  # once the refund's own lines are known: a line is given back once
