"""The main job, step by step, as an agent does it: each step acts through the desk and shows what came of it.

Run by ``script`` on the main thread. A step raises DemoError when what it promised did not happen.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from inbox.demo.control import Control, Json
from inbox.demo.counter import Counter
from inbox.demo.evidence import DemoError, Telling, expect
from inbox.desk.holds import HoldSettings
from inbox.domain.actions import (
    AnyAction,
    Line,
    LinkCustomer,
    RefundPayment,
    RequestPayment,
    SendProducts,
    SendText,
    Shipping,
)
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.messages import Cart
from inbox.domain.money import Money
from inbox.domain.payments import Payment
from inbox.domain.refunds import remaining

QUESTION = "Hallo! Gibt es die Guatemala auch gemahlen?"
ANSWER = "Guten Tag! Ja, wir mahlen sie gern für Filter oder French Press."
WHERE = "Guten Tag, wo bleibt meine Bestellung 10234?"
PRODUCT = "GUATEMALA-1000"
CART = {"HAFEN-1000": 2, "FILTER-100": 3}
SHIPPING = (Shipping(label="DHL", amount=490), Shipping(label="Abholung im Laden", amount=0))
CURRENCY = "eur"

HOLDS = HoldSettings(refund=2.0, request_payment=1.0, send_products=1.0)
"""Shorter than at a real counter (10, 5 and 3 s), so that nobody has to wait for a script."""

_ATTEMPTS = 3
_DONE = ("succeeded", "pending")

Confirmed = tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Stage:
    """What every step works with."""

    control: Control
    counter: Counter
    telling: Telling


def answer_a_customer(stage: Stage) -> None:
    """Lena writes, the agent answers, the ticks follow."""
    began = stage.counter.now()
    stage.control.say("lena", QUESTION)
    chat = _chat(stage, QUESTION)
    stage.telling.seen(f"Lena's question stands on the desk {_ms(stage, began)} after she sent it")
    sent = do(stage, lambda key, _: SendText(id=key, conversation=chat, text=ANSWER))
    entry = stage.counter.until(
        "the answer is shown as delivered",
        lambda: stage.counter.newest(chat, lambda e: e.action == sent and e.status in ("delivered", "read")),
    )
    received = [one for one in stage.control.books()["messages"] if one["biz_opaque_callback_data"] == sent]
    expect(len(received) == 1, f"WhatsApp has the answer once, not {len(received)} times")
    stage.telling.seen(f"answered, ticks say {entry.status}; WhatsApp's books have it once")


def send_a_product(stage: Stage) -> None:
    """One product from the catalog with one click."""
    chat = _chat(stage, QUESTION)
    sent = do(stage, lambda key, _: SendProducts(id=key, conversation=chat, products=(PRODUCT,)))
    entry = stage.counter.until("the product is shown", lambda: stage.counter.newest(chat, lambda e: e.action == sent))
    stage.telling.seen(f"{PRODUCT} sent as a {entry.kind} message, after a hold of {HOLDS.send_products:.0f} s")


def turn_a_cart_into_money(stage: Stage) -> None:
    """A cart becomes a payment link with shipping; it is paid, and its card in the chat flips."""
    counter, chat = stage.counter, _chat(stage, QUESTION)
    stage.control.order("lena", CART)
    entry = counter.until("the cart is shown", lambda: counter.newest(chat, lambda e: e.cart is not None))
    cart = entry.cart or Cart()
    goods = sum(line.quantity * (line.unit or 0) for line in cart.lines)
    stage.telling.seen(f"a cart of {len(cart.lines)} products, {_euro(goods)}")
    lines = tuple(
        Line(name=one.sku, unit_amount=one.unit or 0, quantity=one.quantity, sku=one.sku) for one in cart.lines
    )

    def request(key: ActionId, confirmed: Confirmed) -> RequestPayment:
        return RequestPayment(
            id=key, conversation=chat, currency=CURRENCY, lines=lines, shipping=SHIPPING, confirmed=confirmed
        )

    asked = do(stage, request)
    link = counter.until("the payment request is open", lambda: counter.request_of(asked, "open"))
    stage.telling.seen(f"payment link with {len(SHIPPING)} shipping choices sent: {link.url}")
    stage.control.pay("lena", link.id)
    began = counter.now()
    counter.until("the card in the chat flips to paid", lambda: counter.request_of(asked, "paid"))
    stage.telling.seen(f"Lena pays with DHL; the card says paid {_ms(stage, began)} later")
    payment = counter.until(
        "the payment stands beside the chat", lambda: _paid_for(stage, chat, goods + SHIPPING[0].amount)
    )
    stage.telling.seen(
        f"{_euro(payment.amount or 0)} by {payment.method_label or payment.method} stand beside the chat"
    )


def refund_a_part(stage: Stage) -> None:
    """A part of that payment goes back once its hold is over."""
    counter, chat = stage.counter, _chat(stage, QUESTION)
    payment = _latest(stage, chat)
    began = counter.now()
    key = do(stage, lambda key, confirmed: _refund(key, payment, chat, 450, confirmed), payment)
    held = counter.now() - began
    expect(held >= HOLDS.refund, f"the refund was held for {HOLDS.refund} s, not {held:.1f} s")
    left = counter.until("the payment shows what is left", lambda: _with_refunded(stage, payment, 450))
    stage.telling.seen(f"{_euro(450)} refunded after a hold of {HOLDS.refund:.0f} s, {_euro(remaining(left))} are left")
    expect(len(_refunds(stage, key)) == 1, "Stripe has exactly one refund of this click")
    stage.telling.seen("Stripe's books have one refund of this click")


def undo_a_refund(stage: Stage) -> None:
    """Another refund is taken back during its hold; no money moves."""
    counter, chat = stage.counter, _chat(stage, QUESTION)
    payment = _latest(stage, chat)
    key = counter.new_id()
    counter.click(_refund(key, payment, chat, 900, ("recent-refund",)), payment)
    expect(counter.item(key).state == "held", "the refund is on hold")
    expect(counter.undo(key), "the hold can be undone")
    counter.wait(HOLDS.refund + 0.5)
    expect(counter.item(key).state == "cancelled", "what was undone stays undone")
    expect(not _refunds(stage, key), "Stripe never heard of it")
    stage.telling.seen(f"{_euro(900)} were on hold and taken back; Stripe's books know nothing of it")


def retry_a_refund(stage: Stage) -> None:
    """The answer to a refund is lost, and the same click is posted again and again: one refund."""
    counter, chat = stage.counter, _chat(stage, QUESTION)
    payment = _latest(stage, chat)
    stage.control.break_once("stripe.refunds", "lose_answer_after")
    key = do(stage, lambda key, confirmed: _refund(key, payment, chat, 300, confirmed), payment)
    answers = {counter.post_again(key) for _ in range(5)}
    expect(answers <= set(_DONE), f"the same click posted again answers how it stands, not {', '.join(answers)}")
    expect(len(_refunds(stage, key)) == 1, f"Stripe has one refund of this click, not {len(_refunds(stage, key))}")
    stage.telling.seen("Stripe's answer was lost, then the same action was posted five more times")
    stage.telling.seen(f"Stripe's books have one refund of {_euro(300)}")


def find_an_unmatched_payment(stage: Stage) -> None:
    """Somebody nobody knows asks for an order; the order number finds the payment, one click links it."""
    counter = stage.counter
    stage.control.say("marie", WHERE)
    chat = _chat(stage, WHERE)
    expect(not counter.payments(chat), "no payment is matched to this person yet")
    found = counter.until("the order number finds a payment", lambda: counter.find_payments("10234"))
    expect(len(found) == 1, f"the order number finds one payment, not {len(found)}")
    stage.telling.seen(f"nobody is matched; order 10234 finds a payment of {found[0].name or found[0].email}")
    do(stage, lambda key, _: LinkCustomer(id=key, conversation=chat, payment=found[0].id))
    beside = counter.until("the payment stands beside the chat", lambda: counter.payments(chat))
    stage.telling.seen(f"linked with one click: {_euro(beside[0].amount or 0)} stand beside the chat")


STEPS: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("Answer a customer", answer_a_customer),
    ("Send a product", send_a_product),
    ("Turn a cart into a payment link with shipping, and see it paid", turn_a_cart_into_money),
    ("Refund a part, with a hold", refund_a_part),
    ("Undo another refund", undo_a_refund),
    ("Retry a refund whose answer was lost", retry_a_refund),
    ("Find an unknown customer's payment by order number", find_an_unmatched_payment),
)


def do(stage: Stage, make: Callable[[ActionId, Confirmed], AnyAction], payment: Payment | None = None) -> ActionId:
    """Click until it is done, as an agent would: she reads why something was not, confirms or clicks anew."""
    confirmed: Confirmed = ()
    counter = stage.counter
    for _ in range(_ATTEMPTS):
        action = make(counter.new_id(), confirmed)
        counter.click(action, payment)
        item = counter.until(f"{action.kind} has an outcome", lambda key=action.id: counter.outcome(key), 40)  # type: ignore[misc]  # bound on purpose
        if item.state in _DONE:
            return action.id
        expect(item.problem is not None, f"{action.kind} is {item.state} and says why")
        problem = item.problem
        if problem is not None:
            stage.telling.seen(f"{action.kind} is {item.state}: {problem.detail}")
            confirmed = problem.codes
    raise DemoError(f"it was not done after {_ATTEMPTS} clicks")


def _chat(stage: Stage, text: str) -> ConversationId:
    return stage.counter.until(f"the desk shows {text!r}", lambda: stage.counter.chat_with(text))


def _refund(key: ActionId, payment: Payment, chat: ConversationId, amount: int, confirmed: Confirmed) -> RefundPayment:
    return RefundPayment(
        id=key,
        payment=payment.id,
        amount=amount,
        currency=CURRENCY,
        conversation=chat,
        reason="damaged",
        confirmed=confirmed,
    )


def _latest(stage: Stage, chat: ConversationId) -> Payment:
    return stage.counter.payments(chat)[0]


def _paid_for(stage: Stage, chat: ConversationId, amount: int) -> Payment | None:
    fitting = (one for one in stage.counter.payments(chat) if one.amount == amount and one.status == "succeeded")
    return next(fitting, None)


def _with_refunded(stage: Stage, payment: Payment, more: int) -> Payment | None:
    now = stage.counter.payment(payment.id)
    wanted = (payment.amount_refunded or 0) + more
    return now if now is not None and (now.amount_refunded or 0) >= wanted else None


def _refunds(stage: Stage, action: ActionId) -> list[Json]:
    """Return the refunds of a click in Stripe's own books."""
    refunds = stage.control.books()["refunds"].values()
    return [one for one in refunds if one["metadata"].get("action_id") == action]


def _euro(minor: int) -> str:
    return Money(minor, CURRENCY).text("de").replace("\u00a0", " ")


def _ms(stage: Stage, began: float) -> str:
    return f"{(stage.counter.now() - began) * 1000:.0f} ms"
