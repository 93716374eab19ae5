"""What people of the demo shop answer when the shop writes, by where they stand. Pure; called by ``mind.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from inbox.sandbox.living.acts import Button, Fill, Heard, Pay, Photo, React, Tap
from inbox.sandbox.living.goods import LIVING_BY_SKU
from inbox.sandbox.living.matters import MATTERS
from inbox.sandbox.living.purse import cart_of, means_of, plan_payment
from inbox.sandbox.living.turn import Turn

Meanings = frozenset[str]

_CURIOUS = ("ask", "gift", "stock", "office")
_ABOUT_PARCELS = ("where", "address", "pickup")
_WANTED = {"money": ("geld", "erstatt", "money", "refund"), "goods": ("ersatz", "neu", "new", "replace")}
"""What stands on the button of those who want the one or the other."""
_SOON = 600.0
"""A payment this near (seconds of life) needs no reminder."""
_LONGER = 1.8
"""How much longer somebody waits who was asked to."""


def hear(turn: Turn, event: Heard) -> None:
    """Take in a message of the shop: answer it, do what it asks for, or leave it at that."""
    old = turn.old
    meanings: Meanings = event.meanings | old.heard
    turn.set(unanswered=0, nags=max(0, old.nags - 1), heard=meanings)
    if old.stage == "done" and turn.is_about_to_speak() and not event.link:
        # What is to be said closes the matter anyway.
        turn.go_on()
        return
    turn.keep()
    turn.notice_it(event.unread_for)
    turn.answers = True
    if event.link:
        _has_link(turn)
    elif event.buttons:
        button = _favourite(turn, event.buttons)
        turn.do(Tap(button.id, button.title, button.template))
        if old.stage in ("idle", "done"):
            turn.finish()
        else:
            turn.await_answer()
    elif event.products and old.stage not in ("link", "declined", "problem", "promised", "bank"):
        _sees_products(turn, event.products)
    elif event.language not in (None, turn.who.language) and _minds_language(turn):
        turn.set(asked_for_language=True)
        if old.stage in ("idle", "done"):
            # Whoever asks back waits for an answer: nobody else's matter begins meanwhile.
            turn.become("asking", matter="ask", nags=0)
        turn.say("language")
        turn.await_answer()
    else:
        _ANSWERS[old.stage](turn, meanings, event)


def _minds_language(turn: Turn) -> bool:
    """Tell whether somebody says that they do not speak this language: once, and not in the middle of something."""
    return turn.old.stage not in ("bank", "link") and not turn.old.asked_for_language


def _favourite(turn: Turn, buttons: Sequence[Button]) -> Button:
    """Return the button somebody taps: what they want, or any."""
    wanted = _WANTED[turn.who.wants]
    fitting = [button for button in buttons if any(word in button.title.lower() for word in wanted)]
    return turn.dice.choice(fitting or buttons)


def _has_link(turn: Turn) -> None:
    if turn.old.stage in ("problem", "promised", "bank"):
        turn.say("what.for")
        turn.await_answer()
        return
    turn.forget_payments()
    if turn.old.stage in ("idle", "done") and turn.is_likely(0.35):
        turn.become("link", nags=0)
        turn.say("what.for")
        turn.do(Pay(means_of(turn.dice)), turn.between((1200, 3600)))
        return
    plan_payment(turn)


def _sees_products(turn: Turn, skus: tuple[str, ...]) -> None:
    known = [sku for sku in skus if sku in LIVING_BY_SKU]
    if known and turn.is_likely(0.55):
        sku = turn.dice.choice(known)
        turn.become("cart", matter="cart", sku=sku, nags=0)
        turn.say("take.cart" if turn.is_likely(0.5) else "take")
        turn.do(Fill(((sku, 1),)), turn.between((20, 120)))
        turn.await_answer()
    elif known and turn.is_likely(0.5):
        turn.become("asking", matter="ask", sku=known[0], nags=0)
        turn.say("shipping")
        turn.await_answer()
    else:
        turn.say("pass")
        turn.finish()


def _gives_details(turn: Turn, meanings: Meanings) -> bool:
    """Answer what the shop needs to know: the order number, a photo, the address. False when it did not ask."""
    if "asks-number" in meanings:
        _gives_number(turn)
    elif "asks-photo" in meanings:
        _gives_photo(turn)
    elif "asks-address" in meanings:
        _gives_address(turn)
    elif "wait" in meanings:
        if turn.is_likely(0.7):
            turn.say("wait")
        else:
            turn.do(React("👍"))
        turn.await_answer(_LONGER)
        return True
    else:
        return False
    turn.await_answer()
    return True


def _gives_address(turn: Turn) -> None:
    """Say where it is to go: whoever has moved says where to."""
    turn.say("street" if turn.old.matter == "address" or not turn.who.home else "home")


def _gives_number(turn: Turn) -> None:
    if not turn.old.charge and turn.old.matter in _CURIOUS:
        turn.say("number.none")
    elif not turn.old.order or (turn.who.temper == "forgetful" and turn.is_likely(0.5)):
        turn.say("number.lost")
    else:
        turn.say("number")


def _gives_photo(turn: Turn) -> None:
    matter = MATTERS.get(turn.old.matter)
    if matter is None or not matter.photo:
        turn.say("photo.none")
        return
    if turn.old.photographed:
        turn.say("photo.again")
    elif turn.who.temper == "forgetful":
        turn.say("photo.forgot")
    turn.do(Photo(matter.photo, matter.written_on(turn.sku)), turn.between((20, 90)))
    turn.set(photographed=True)


def _asking(turn: Turn, meanings: Meanings, _event: Heard) -> None:
    matter = turn.old.matter
    if _gives_details(turn, meanings):
        return
    if "offers-money" in meanings:
        turn.become("promised", nags=0)
        turn.say("thanks.promise")
        turn.await_answer(_LONGER)
    elif "refuses" in meanings:
        _is_let_down(turn)
    elif "asks" in meanings and matter in _CURIOUS:
        turn.say("detail")
        turn.await_answer()
    elif "asks" in meanings:
        turn.say("yes")
        turn.await_answer()
    elif matter in _CURIOUS and turn.is_likely(0.4):
        turn.become("cart", matter="cart", nags=0)
        turn.say("take.cart")
        turn.do(Fill(cart_of(turn.dice, turn.old.sku)), turn.between((20, 120)))
        turn.await_answer()
    else:
        is_parcel = matter in _ABOUT_PARCELS or "shipped" in meanings
        turn.say("thanks.order" if is_parcel else "thanks.info")
        turn.chat()
        turn.finish()


def _is_let_down(turn: Turn) -> None:
    if turn.who.temper == "angry" or (turn.old.stage == "problem" and turn.is_likely(0.4)):
        turn.say("down.angry")
        turn.await_answer()
    else:
        turn.say("down")
        turn.finish()


def _problem(turn: Turn, meanings: Meanings, _event: Heard) -> None:
    if "asks-choice" in meanings:
        turn.say(f"choice.{turn.who.wants}")
        turn.await_answer()
    elif "offers-money" in meanings:
        turn.become("promised", nags=0)
        turn.say("thanks.promise")
        turn.await_answer(_LONGER)
    elif "offers-goods" in meanings:
        if turn.who.wants == "money" and turn.is_likely(0.6):
            turn.say("insist")
            turn.await_answer()
        else:
            turn.say("thanks.goods")
            turn.finish()
    elif _gives_details(turn, meanings):
        return
    elif "refuses" in meanings:
        _is_let_down(turn)
    elif "asks" in meanings:
        turn.say("detail.problem")
        turn.await_answer()
    else:
        if "sorry" in meanings or turn.is_likely(0.5):
            turn.say("sorry")
        turn.await_answer()


def _promised(turn: Turn, meanings: Meanings, _event: Heard) -> None:
    if _gives_details(turn, meanings):
        return
    if "asks" in meanings:
        turn.say("yes")
    elif turn.is_likely(0.5):
        turn.do(React("🙏"))
    turn.await_answer(_LONGER)


def _cart(turn: Turn, meanings: Meanings, _event: Heard) -> None:
    if "wait" in meanings:
        turn.say("wait")
        turn.await_answer(_LONGER)
    elif "refuses" in meanings:
        turn.say("down.cart")
        turn.finish()
    elif "asks-address" in meanings:
        _gives_address(turn)
        turn.await_answer()
    else:
        turn.say("yes.cart" if "asks" in meanings or turn.is_likely(0.7) else "shipping")
        turn.await_answer()


def _link(turn: Turn, meanings: Meanings, _event: Heard) -> None:
    if turn.pays_within(_SOON) or (turn.pays and "reminds" not in meanings):
        if turn.is_likely(0.4):
            turn.do(React("👍"))
        return
    turn.forget_payments()
    turn.say("remind")
    plan_payment(turn, is_soon=True)


def _was_declined(turn: Turn, meanings: Meanings, _event: Heard) -> None:
    if "wait" in meanings and "other-card" not in meanings:
        turn.say("wait")
        turn.await_answer(_LONGER)
        return
    if turn.pays:
        return
    turn.become("link", nags=0)
    turn.say("retry")
    turn.do(Pay("card_mastercard"), turn.between((60, 240)))


def _bank(turn: Turn, _meanings: Meanings, _event: Heard) -> None:
    if turn.is_likely(0.6):
        turn.say("bank")


def _closed(turn: Turn, meanings: Meanings, event: Heard) -> None:
    """Nothing is open between this person and the shop."""
    if "reminds" in meanings and turn.old.matter == "cart":
        turn.say("remind")
        plan_payment(turn, is_soon=True)
        return
    if event.is_template:
        if turn.is_likely(0.1):
            turn.say("stop")
        elif turn.is_likely(0.25):
            turn.do(React("👍"))
    elif "asks" in meanings:
        turn.say("yes")
    elif meanings & {"thanks", "bye"} and turn.is_likely(0.5):
        turn.say("bye")
    elif turn.is_likely(0.3):
        turn.do(React(turn.dice.choice(("👍", "❤️", "🙏"))))
    turn.finish()


_Answer = Callable[[Turn, Meanings, Heard], None]
_ANSWERS: dict[str, _Answer] = {
    "idle": _closed,
    "done": _closed,
    "asking": _asking,
    "problem": _problem,
    "promised": _promised,
    "cart": _cart,
    "link": _link,
    "declined": _was_declined,
    "bank": _bank,
}
