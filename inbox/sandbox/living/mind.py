"""The mind of one person of the demo shop: what they do about what they notice.

Pure: the same person in the same state noticing the same thing at the same time always goes on the same way. Called by
``town.py``; what is answered to the shop's messages is in ``listening.py``.
"""

from __future__ import annotations

import msgspec

from inbox.sandbox.living.acts import (
    SPOKEN_ACTS,
    Act,
    Begin,
    Buy,
    Declined,
    Event,
    Fill,
    Heard,
    Leave,
    Paid,
    Pay,
    Photo,
    Reclaim,
    Refunded,
    Rest,
    Sticker,
    Stuck,
    Unanswered,
    Voice,
    Write,
)
from inbox.sandbox.living.goods import SPOKEN
from inbox.sandbox.living.listening import hear
from inbox.sandbox.living.matters import MATTERS, Matter
from inbox.sandbox.living.persona import Persona
from inbox.sandbox.living.purse import cart_of, means_of
from inbox.sandbox.living.turn import State, Turn

MOST_TRIES = 3
_CHEERFUL = ("ask", "gift", "cart", "office")
"""Matters in which there is room for small talk."""


def notice(who: Persona, state: State, event: Event, now: float) -> State:
    """Return the state after noticing ``event`` at ``now`` (seconds of life)."""
    turn = Turn(who, state, now)
    match event:
        case Begin():
            _begin(turn, event)
        case Heard():
            hear(turn, event)
        case Refunded():
            _refunded(turn, event)
        case Paid():
            _paid(turn)
        case Declined():
            _declined(turn)
        case Stuck():
            _stuck(turn, event)
        case Unanswered():
            _unanswered(turn, event)
    return turn.state()


def did(state: State, act: Act) -> State:
    """Return the state after the first planned act was done."""
    rest = state.plan[1:]
    if isinstance(act, Rest):
        return State(turn=state.turn, said=state.said, asked_for_language=state.asked_for_language, plan=rest)
    if isinstance(act, SPOKEN_ACTS):
        return msgspec.structs.replace(state, plan=rest, unanswered=state.unanswered + 1, heard=frozenset())
    return msgspec.structs.replace(state, plan=rest)


def _begin(turn: Turn, event: Begin) -> None:
    matter = MATTERS[event.matter]
    turn.become(
        matter.stage,
        matter=event.matter,
        sku=event.sku,
        order=event.order,
        charge=event.charge,
        nags=0,
        unanswered=0,
        tries=0,
        photographed=False,
        heard=frozenset(),
    )
    opening = _OPENINGS.get(event.matter)
    if opening is not None:
        opening(turn)
    elif matter.photo:
        _show(turn, matter)
    else:
        _ask(turn, event)
    if matter.expects:
        if event.matter in _CHEERFUL:
            turn.chat()
        turn.await_answer()
    else:
        turn.finish()


def _type(turn: Turn, text: str) -> None:
    turn.do(Write(text), len(text) * turn.who.typing)


def _ask(turn: Turn, event: Begin) -> None:
    occasion = event.matter
    if occasion == "ask":
        occasion = f"ask.{SPOKEN[event.sku].sort}"
    if occasion == "where" and turn.who.temper == "forgetful":
        occasion = "where.vague"
    text = turn.opening(occasion)
    # Many ask from the product's page in the catalogue, all those whose question does not name it.
    from_catalogue = event.matter == "ask" and (SPOKEN[event.sku].sort == "pieces" or turn.is_likely(0.3))
    turn.do(Write(text, product=event.sku if from_catalogue else ""), len(text) * turn.who.typing)


def _show(turn: Turn, matter: Matter) -> None:
    """Tell what is wrong, with a photo as caption or after it; the forgetful forget the photo."""
    photo = Photo(matter.photo, matter.written_on(turn.sku))
    if turn.who.temper == "forgetful":
        _type(turn, turn.opening(matter.key))
        return
    turn.set(photographed=True)
    if turn.is_likely(0.5):
        text = turn.opening(matter.key)
        turn.do(msgspec.structs.replace(photo, caption=text), len(text) * turn.who.typing)
        return
    _type(turn, turn.opening(matter.key))
    caption = turn.words("photo") if turn.is_likely(0.4) else None
    turn.do(msgspec.structs.replace(photo, caption=caption), turn.between((15, 60)))


def _send_cart(turn: Turn) -> None:
    items = cart_of(turn.dice, turn.sku)
    before = turn.who.temper != "terse" and turn.is_likely(0.5)
    if before:
        _type(turn, turn.opening("cart"))
    turn.do(Fill(items), turn.between((20, 90)))
    if not before and turn.is_likely(0.3):
        turn.say("cart.after")


def _speak(turn: Turn) -> None:
    turn.do(Voice(turn.dice.randint(7, 38)), turn.between((10, 40)))
    if turn.is_likely(0.5):
        turn.say("voice.after")


def _praise(turn: Turn) -> None:
    is_coffee = SPOKEN[turn.sku].sort in ("bag", "club")
    text = turn.opening("praise" if is_coffee else "praise.ware")
    if is_coffee and turn.is_likely(0.4):
        turn.do(Photo("cup", caption=text), len(text) * turn.who.typing)
    else:
        _type(turn, text)
        if not is_coffee:
            turn.do(Sticker(), turn.who.typing * 20)


def _buy(turn: Turn) -> None:
    turn.do(Buy(cart_of(turn.dice, turn.sku), means_of(turn.dice)), turn.between((5, 60)))


def _stop(turn: Turn) -> None:
    _type(turn, turn.words("stop"))


_OPENINGS = {"cart": _send_cart, "voice": _speak, "praise": _praise, "buy": _buy, "stop": _stop}


def _refunded(turn: Turn, event: Refunded) -> None:
    """The payment provider's mail has come."""
    turn.keep()
    turn.notice_it()
    if turn.old.stage in ("problem", "promised", "asking"):
        is_enough = event.is_enough or turn.is_likely(0.4)
        turn.say("thanks.refund" if is_enough else "refund.part", amount=event.amount)
        turn.chat()
        turn.finish()
    elif turn.old.stage in ("idle", "done") and turn.is_likely(0.5):
        if turn.old.stage == "done":
            turn.say("thanks.refund", amount=event.amount)
            turn.finish()
        else:
            turn.become("asking", matter="ask", nags=0)
            turn.say("refund.why", amount=event.amount)
            turn.await_answer()
    else:
        _go_on(turn)


def _go_on(turn: Turn) -> None:
    """Plan nothing new, and wait for as long as before."""
    if turn.old.stage == "done":
        turn.finish()
    elif turn.old.stage not in ("idle", "bank", "link"):
        turn.await_answer()


def _paid(turn: Turn) -> None:
    if turn.old.tries:
        turn.say("retried")
    elif turn.is_likely(0.6):
        turn.say("paid")
    turn.finish()


def _declined(turn: Turn) -> None:
    tries = turn.old.tries + 1
    turn.become("declined", tries=tries, nags=0)
    if tries >= MOST_TRIES:
        turn.say("giveup.cart")
        turn.finish()
        return
    turn.say("declined")
    turn.await_answer()


def _stuck(turn: Turn, event: Stuck) -> None:
    tries = turn.old.tries + 1
    if turn.old.stage not in ("link", "declined") or tries >= MOST_TRIES:
        turn.finish()
        return
    turn.become("cart", tries=tries, nags=0)
    turn.say("link.abroad" if "delivery" in event.why.lower() else "link.dead")
    turn.await_answer()


def _unanswered(turn: Turn, event: Unanswered) -> None:
    nags = turn.old.nags + 1
    if nags > turn.who.habits.stamina:
        _give_up(turn, event)
        return
    turn.set(nags=nags)
    turn.ask_again(_nag(turn, nags), "nag", "nag.again")
    turn.await_answer(0.8)


def _nag(turn: Turn, nags: int) -> str:
    who, old = turn.who, turn.old
    special = {"cart": "nag.cart", "promised": "nag.refund", "declined": "nag.declined"}.get(old.stage)
    if special is not None and (nags == 1 or who.temper != "angry"):
        return special
    if old.matter == "voice" and nags == 1:
        return "voice.after"
    if who.temper == "angry":
        is_last = nags == who.habits.stamina and bool(old.charge)
        return "nag.threat" if is_last else "nag.angry" if nags > 1 else "nag"
    if who.temper == "patient":
        return "nag.patient"
    return "nag" if nags == 1 else "nag.again"


def _give_up(turn: Turn, event: Unanswered) -> None:
    old = turn.old
    claim = MATTERS[old.matter].claim if old.matter in MATTERS else ""
    if turn.who.temper == "angry" and claim and old.charge and event.may_reclaim and turn.is_likely(0.5):
        turn.become("bank")
        turn.say("giveup.angry")
        turn.do(Reclaim(old.charge, claim), turn.between((60, 300)))
        return
    if old.stage == "declined" and turn.is_likely(0.6):
        turn.become("link")
        turn.do(Pay("card_mastercard"), turn.between((60, 300)))
        return
    if old.stage in ("declined", "link"):
        turn.do(Leave(), turn.between((30, 120)))
        turn.say("left")
    elif old.stage == "cart":
        turn.say("giveup.cart")
    elif old.stage in ("problem", "promised"):
        turn.say("giveup.problem")
    else:
        turn.say("giveup.where" if old.matter == "where" else "giveup")
    turn.finish()
