"""The main job by mouse in the real window, against a real hub, with the pretend platforms' books as the judge.

What is looked at while it is on hold is on hold for a minute, so that no machine is too slow to look.
"""

from __future__ import annotations

import pytest

from inbox.demo.control import Json
from inbox.demo.steps import CART, QUESTION, Stage
from inbox.desk.holds import HoldSettings
from inbox.desk.ports import Item as Click
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Payment
from inbox.domain.refunds import remaining
from inbox.ui.models.presenters.carts import SEND_LINK
from inbox.ui.models.rows import Chip, plain
from inbox.ui.models.timeline import Bubble, CartCard, EventLine, ProductCard, Ticks
from tests.ui.app.hands import Hands

ANSWER = "Guten Tag! Ja, gern."
SORRY = "Entschuldigung"
GONE = (Ticks.SENT, Ticks.DELIVERED, Ticks.READ)


@pytest.fixture(scope="module")
def holds() -> HoldSettings:
    return HoldSettings(refund=60.0, request_payment=1.0, send_products=60.0)


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
    hands.click_send_now()
    hands.item(lambda item: isinstance(item, ProductCard) and item.ticks in (Ticks.DELIVERED, Ticks.READ))

    control.order("lena", CART)
    cart = hands.item(lambda item: isinstance(item, CartCard))
    assert isinstance(cart, CartCard)
    assert cart.buttons[0].text == "Send link · €68.20"
    hands.click_in_chat(cart, SEND_LINK)
    hands.item(lambda item: isinstance(item, EventLine) and item.chip is not None and item.chip.text == "Unpaid")
    link = next(
        key for key, one in control.books()["links"].items() if key.startswith("plink_") and one["state"] == "open"
    )
    control.pay("lena", link)
    hands.item(lambda item: isinstance(item, EventLine) and item.chip is not None and item.chip.text.startswith("Paid"))

    paid = hands.until(lambda: next((one for one in counter.payments(chat) if remaining(one) == 6820), None))
    hands.click_refund(paid.id)
    hands.click_send_now()
    hands.until(lambda: (now := counter.payment(paid.id)) is not None and now.amount_refunded == 6820)

    hands.until(lambda: all(item.state in ("succeeded", "pending") for item in counter.engine.view.items))
    books = control.books()
    assert _refunded(books, paid) == [6820]
    sent = [
        item for item in counter.engine.view.items if item.kind in ("send_text", "send_products", "request_payment")
    ]
    callbacks = [one["biz_opaque_callback_data"] for one in books["messages"]]
    assert [callbacks.count(item.id) for item in sent] == [1, 1, 1]


def test_an_apology_typed_right_after_the_click_goes_out_and_the_money_keeps_to_its_hold(
    stage: Stage, hands: Hands
) -> None:
    chat, paid = _with_payment(stage, hands, "sophie")
    hands.click_refund(paid.id)
    hands.until(lambda: hands.shown.holds.state)
    hands.write(SORRY)
    hands.item(lambda item: isinstance(item, Bubble) and item.text == SORRY and item.ticks in GONE)
    hands.press("Return", "Return")

    assert [one["text"] for one in _sent_to(stage, "sophie")] == [SORRY]
    assert hands.shown.head.chat is not None
    assert (hands.shown.head.chat.conversation, hands.shown.head.chat.status) == (chat, "open")
    assert [item.state for item in _refund_clicks(stage, chat)] == ["held"], "a bare Enter ended the hold"
    assert _refunded(stage.control.books(), paid) == []

    hands.click_send_now()
    hands.until(lambda: _refunded(stage.control.books(), paid) == [paid.amount])


def test_a_hold_is_undone_from_inside_the_text_that_is_being_typed(stage: Stage, hands: Hands) -> None:
    chat, paid = _with_payment(stage, hands, "thu")
    hands.click_refund(paid.id)
    hands.until(lambda: hands.shown.holds.state)
    hands.type("Halt, zu viel")
    hands.press("Ctrl+Shift+Z")
    hands.until(lambda: [item.state for item in _refund_clicks(stage, chat)] == ["cancelled"])
    assert hands.shown.widgets.composer.edit.toPlainText() == "Halt, zu viel"
    hands.press("Z")
    hands.type("z")
    assert hands.shown.widgets.composer.edit.toPlainText() == "Halt, zu vielzz"

    # Whoever is refunded after it is refunded alone.
    _, other = _with_payment(stage, hands, "lena")
    hands.click_refund(other.id)
    hands.click_send_now()
    hands.until(lambda: _refunded(stage.control.books(), other) == [other.amount])
    assert _refunded(stage.control.books(), paid) == []


@pytest.mark.parametrize(("customer", "kind"), [("sophie", "checkout_session"), ("marie", "payment_link")])
def test_a_cart_with_shipping_is_declined_and_paid_by_the_same_link(
    stage: Stage, hands: Hands, customer: str, kind: str
) -> None:
    control, counter, panel = stage.control, stage.counter, hands.shown.widgets.panel
    words = f"Was kostet der Versand? Ich bin {customer}"
    control.say(customer, words)
    hands.choose(hands.until(lambda: counter.chat_with(words)))
    already = len(_sent_to(stage, customer))
    control.order(customer, {"HAFEN-1000": 1, "FILTER-100": 1})
    cart = hands.item(lambda item: isinstance(item, CartCard))
    assert isinstance(cart, CartCard)
    assert (cart.total, cart.buttons[0].text) == ("€29.40", "Send link · €34.30")
    hands.click_in_chat(cart, SEND_LINK)
    line = hands.item(lambda item: isinstance(item, EventLine) and bool(item.buttons) and "34.30" in plain(item.spans))
    name, link = next((key, one) for key, one in control.books()["links"].items() if one["state"] == "open")
    assert link["kind"] == kind
    # The link stands in the chat from when Stripe has made it; only then it is sent.
    asked = hands.until(lambda: _sent_to(stage, customer)[already:])[0]
    assert "34,30\u00a0€" in asked["text"]
    hands.until(lambda: "€34.30" in hands.words_of(panel) and "€39.20" not in hands.words_of(panel))

    control.pay(customer, name, method="declined_insufficient_funds")
    hands.until(lambda: "Card declined" in hands.words_of(panel))
    before = len(_sent_to(stage, customer))
    hands.click_button(panel, "Send same link again")
    again = hands.until(lambda: _sent_to(stage, customer)[before:])[0]
    assert "34,30\u00a0€" in again["text"]
    assert link["url"] in str(again)

    control.pay(customer, name)
    hands.item(lambda item: item.id == line.id and isinstance(item, EventLine) and "Paid" in (item.chip or Chip("")).text)
    hands.until(lambda: "Card declined" not in hands.words_of(panel))
    books = control.books()
    assert books["links"][name]["state"] == "paid"
    taken = [one["amount"] for one in books["charges"].values() if one["payment_intent"] in books["links"][name]["payments"]]
    assert taken == [3430]


def _with_payment(stage: Stage, hands: Hands, customer: str) -> tuple[ConversationId, Payment]:
    """Open the chat of a customer who has bought before, by clicking on it."""
    words = f"Hier ist {customer}"
    stage.control.say(customer, words)
    chat = hands.until(lambda: stage.counter.chat_with(words))
    hands.choose(chat)
    hands.item(lambda item: isinstance(item, Bubble) and item.text == words)
    paid = hands.until(lambda: next((one for one in stage.counter.payments(chat) if remaining(one)), None))
    return chat, paid


def _refunded(books: Json, paid: Payment) -> list[int]:
    return [one["amount"] for one in books["refunds"].values() if one["charge"] == paid.charge]


def _refund_clicks(stage: Stage, chat: ConversationId) -> list[Click]:
    items = stage.counter.engine.view.items
    return [item for item in items if item.kind == "refund" and item.conversation == chat]


def _sent_to(stage: Stage, customer: str) -> list[Json]:
    phone = stage.control.customers()[customer]["phone"]
    return [one for one in stage.control.books()["messages"] if one["to"] == phone]
