"""What people put into their carts and how they pay. Pure; called by minds with their own dice."""

from __future__ import annotations

from random import Random

from inbox.sandbox.living.acts import Leave, Pay
from inbox.sandbox.living.goods import LIVING_BY_SKU, SPOKEN
from inbox.sandbox.living.turn import Turn

Items = tuple[tuple[str, int], ...]

_MEANS = {"card_4242": 60, "card_mastercard": 26, "card_amex": 8, "card_refund_pending": 4, "card_refund_fails": 2}
_REASONS = ("insufficient_funds", "generic_decline", "expired_card", "do_not_honor", "incorrect_cvc")
_OFTEN = (
    "HAFEN-1000", "HAFEN-250", "GUATEMALA-1000", "YIRGA-250", "DECAF-500", "SPEICHER-1000", "KENIA-250", "KOLUMBIEN-500",
    "BRASIL-1000", "FILTER-100", "FILTER-100", "TASTING-4", "MUG-300", "DRIPPER-02", "CANISTER-500", "CLUB-1",
)  # fmt: skip


def means_of(dice: Random) -> str:
    """Return a means of payment, the usual ones more often."""
    return dice.choices(list(_MEANS), list(_MEANS.values()))[0]


def cart_of(dice: Random, sku: str) -> Items:
    """Return one to three lines with ``sku`` first, if the shop has it."""
    product = LIVING_BY_SKU.get(sku)
    chosen = [sku] if product is not None and product.available and sku != "MACHINE-E1" else []
    wanted = dice.choices((1, 2, 3), (45, 40, 15))[0]
    for other in dice.sample(_OFTEN, len(_OFTEN)):
        if len(chosen) >= wanted:
            break
        if other not in chosen:
            chosen.append(other)
    return tuple((one, _pieces(dice, one)) for one in chosen)


def _pieces(dice: Random, sku: str) -> int:
    is_single = LIVING_BY_SKU[sku].price.minor >= 3000 or SPOKEN[sku].sort in ("club", "voucher")
    return 1 if is_single else dice.choices((1, 2, 3), (62, 30, 8))[0]


def plan_payment(turn: Turn, *, is_soon: bool = False) -> None:
    """Plan what becomes of a link: paid soon or late, declined first, or left open."""
    purse = "prompt" if is_soon else turn.who.purse
    turn.become("link", nags=0)
    if purse == "leaves":
        turn.do(Leave(), turn.between((60, 300)))
        if turn.is_likely(0.6):
            turn.say("left")
        turn.finish()
    elif purse == "declined" and turn.old.tries == 0:
        turn.do(Pay(decline=turn.dice.choice(_REASONS)), turn.between((60, 300)))
    elif purse == "slow":
        if turn.is_likely(0.6):
            turn.say("later")
        turn.do(Pay(means_of(turn.dice)), turn.between((2400, 6000)))
    else:
        if not is_soon and turn.is_likely(0.55):
            turn.say("will.pay")
        turn.do(Pay(means_of(turn.dice)), turn.between((60, 420)))
