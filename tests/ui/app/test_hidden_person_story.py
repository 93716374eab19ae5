"""A customer without a phone number, from the first word to the refund, and on through another user id and another number.

One history all along: whatever she is called by WhatsApp, it is one chat with her money beside it.
"""

from __future__ import annotations

from inbox.demo.control import Json
from inbox.demo.steps import Stage
from inbox.desk.ports import Listing
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Payment
from inbox.domain.refunds import remaining
from inbox.store.state import identity
from inbox.ui.models.presenters.carts import SEND_LINK
from inbox.ui.models.timeline import Bubble, CartCard, EventLine, Ticks
from tests.ui.app.hands import Hands

HELLO, AGAIN, MOVED = "Ist Nr. 3 noch da?", "Neues Handy, ich wieder", "Und jetzt mit neuer Nummer"
ECHO = "Bin kurz am Handy, kommt gleich."
GONE = (Ticks.DELIVERED, Ticks.READ)
NUMBER = "+4915155556666"


def _chats(stage: Stage) -> set[ConversationId]:
    return {chat.conversation for chat in stage.counter.reader.inbox(Listing("all"), limit=1000)}


def _paid(stage: Stage, chat: ConversationId) -> Payment | None:
    return next((one for one in stage.counter.payments(chat) if remaining(one)), None)


def _hears(stage: Stage, hands: Hands, text: str) -> Json:
    """Wait until a text has arrived at Anke's phone; return it as WhatsApp took it."""
    hands.item(lambda item: isinstance(item, Bubble) and item.text == text and item.ticks in GONE)
    return next(one for one in stage.control.books()["messages"] if one["text"] == text)


def test_a_person_without_a_number_buys_is_refunded_and_stays_one_person(stage: Stage, hands: Hands) -> None:
    control, counter = stage.control, stage.counter
    control.say("anke", HELLO)
    chat = hands.until(lambda: counter.chat_with(HELLO))
    assert counter.reader.contact(chat).wa_id is None
    hands.choose(chat)
    assert hands.shown.head.state.head is not None
    assert hands.shown.head.state.head.contact.startswith("@")

    hands.write("Ja, gern!")
    assert _hears(stage, hands, "Ja, gern!")["to"] == counter.reader.contact(chat).user_id

    control.order("anke", {"HAFEN-1000": 1})
    cart = hands.item(lambda item: isinstance(item, CartCard))
    assert isinstance(cart, CartCard)
    hands.click_in_chat(cart, SEND_LINK)
    hands.item(lambda item: isinstance(item, EventLine) and item.chip is not None and item.chip.text == "Unpaid")
    links = hands.until(lambda: [name for name, one in control.books()["links"].items() if one["state"] == "open"])
    control.pay("anke", links[-1])
    payment = hands.until(lambda: _paid(stage, chat))
    hands.click_refund(payment.id)
    hands.until(lambda: (now := counter.payment(payment.id)) is not None and now.amount_refunded == payment.amount)

    before = _chats(stage)
    old = counter.reader.contact(chat).user_id
    control.move("anke")
    control.say("anke", AGAIN)
    hands.item(lambda item: isinstance(item, Bubble) and item.text == AGAIN)
    assert counter.reader.contact(chat).user_id != old
    hands.write("Alles gut angekommen")
    assert _hears(stage, hands, "Alles gut angekommen")["to"] == counter.reader.contact(chat).user_id

    control.move("anke", NUMBER, shows=True)
    control.say("anke", MOVED)
    hands.item(lambda item: isinstance(item, Bubble) and item.text == MOVED)
    hands.until(lambda: hands.shown.head.state.head is not None and hands.shown.head.state.head.contact == "+49 1515 5556666")
    hands.write("Notiert!")
    assert _hears(stage, hands, "Notiert!")["to"].removeprefix("+") == NUMBER.removeprefix("+")

    assert _chats(stage) == before
    said = [entry.text for entry in counter.reader.conversation(chat) if entry.kind == "text"]
    wanted = [HELLO, "Ja, gern!", AGAIN, "Alles gut angekommen", MOVED, "Notiert!"]
    assert [text for text in said if text in wanted] == wanted
    assert payment.id in {one.id for one in counter.payments(chat)}
    with counter.reader.cache.using():
        kinds = [key.kind for key in identity.keys_of_person(counter.reader.cache.state, chat)]
    assert kinds.count("user_id") == 3
    assert kinds.count("phone") == 1


def test_what_the_shop_says_on_its_own_phone_stands_in_its_place_and_calls_nobody(stage: Stage, hands: Hands) -> None:
    control, counter = stage.control, stage.counter
    control.say("lena", "Habt ihr Samstag auf?")
    chat = hands.until(lambda: counter.chat_with("Habt ihr Samstag auf?"))
    row = hands.until(lambda: next((one for one in counter.reader.chats([chat]) if one.unread), None))
    assert row.unread >= 1
    control.echo("lena", ECHO)
    # Whoever answered on the phone has read what stood above.
    hands.until(lambda: [one.unread for one in counter.reader.chats([chat])] == [0])
    line = counter.newest(chat, lambda entry: entry.text == ECHO)
    assert line is not None
    assert line.direction == "out"
    assert counter.reader.conversation(chat)[-1].text == ECHO
    assert [one.window_end for one in counter.reader.chats([chat])] == [row.window_end]


def test_two_chats_are_brought_together_in_the_panel_and_taken_apart_again(stage: Stage, hands: Hands) -> None:
    control, counter = stage.control, stage.counter
    chats = []
    for phone, text in (("4915155550001", "Erste Nummer"), ("4915155550002", "Zweite Nummer")):
        control.say(phone, text)
        chats.append(hands.until(lambda text=text: counter.chat_with(text)))
    first, second = chats
    hands.choose(first)
    panel = hands.shown.widgets.panel
    hands.click_button(panel, "Same person as")
    hands.type("50002")
    hands.click_button(panel, "Bring together")
    hands.until(lambda: counter.reader.person(second).shown == first)
    assert hands.item(lambda item: isinstance(item, Bubble) and item.text == "Zweite Nummer")
    assert second not in _chats(stage)

    control.say("4915155550002", "Und noch etwas")
    hands.item(lambda item: isinstance(item, Bubble) and item.text == "Und noch etwas")
    hands.write("Hier auch")
    assert _hears(stage, hands, "Hier auch")["to"] == "+4915155550002"

    hands.click_button(panel, "Separate again")
    hands.until(lambda: counter.reader.person(second).shown == second)
    assert [entry.text for entry in counter.reader.conversation(second)] == ["Zweite Nummer", "Und noch etwas", "Hier auch"]
    control.say("4915155550002", "Ich bleibe hier")
    assert hands.until(lambda: counter.chat_with("Ich bleibe hier")) == second
