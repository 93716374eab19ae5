"""The living demo shop as one thing: everybody with a mind of their own, and the one step that lets life go on.

``Town.step`` is a synchronous step function; ``run`` is its thin shell on the sandbox's event loop, which alone calls anything
here. It never floods: one act a step, a pause between two of them, a pace for each person, a bound on how many wait.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from itertools import islice

import msgspec

from inbox.domain.money import Money
from inbox.sandbox.living.acts import SPOKEN_ACTS, Act, Event, Lose, Reclaim, Refunded, Rest, Unanswered
from inbox.sandbox.living.archive import Archive
from inbox.sandbox.living.bought import NEWEST_ORDER
from inbox.sandbox.living.cast import Member
from inbox.sandbox.living.director import Director
from inbox.sandbox.living.doing import Doer
from inbox.sandbox.living.hours import HOUR, Hours
from inbox.sandbox.living.message import heard
from inbox.sandbox.living.mind import did, notice
from inbox.sandbox.living.pulse import DEFAULT_SPEED, Pulse
from inbox.sandbox.living.residents import Resident, move_in
from inbox.sandbox.shoppers import Shoppers
from inbox.sandbox.stripe import StripeAccount
from inbox.sandbox.whatsapp.account import WhatsAppAccount
from inbox.sandbox.whatsapp.statuses import Sent

BETWEEN_ACTS = 0.5
LONGEST_STEP = 0.25
MOST_DISPUTES = 3

_log = logging.getLogger("tresen.sandbox.living")


class Done(msgspec.Struct, frozen=True):
    """One act as it happened: at which second of life, by whom, what."""

    at: float
    who: str
    act: Act


class Town:
    """Everybody who lives in the demo shop.

    ``time`` is the clock that life is measured by, in seconds; ``offset`` is what local clocks are ahead of UTC, in seconds,
    so that the past was by day.
    """

    def __init__(
        self,
        whatsapp: WhatsAppAccount,
        stripe: StripeAccount,
        shoppers: Shoppers,
        everybody: list[Member],
        *,
        seed: int,
        time: Callable[[], float],
        offset: float = HOUR,
        speed: float = DEFAULT_SPEED,
    ) -> None:
        self._whatsapp = whatsapp
        self._stripe = stripe
        self._time = time
        self._archive = Archive(whatsapp)
        hours = Hours(whatsapp.world.clock.now(), offset)
        self.residents = move_in(everybody, stripe, shoppers, self._archive, hours, seed)
        self._by_customer = {one.customer.id: one for one in self.residents}
        self._doer = Doer(whatsapp, stripe, shoppers, NEWEST_ORDER)
        self._director = Director(seed)
        self._pulse = Pulse(time(), speed)
        self._pulse.change(time(), paused=True)
        self._wants_pause = False
        self._is_open = False
        self._free_at = 0.0
        for resident in self.residents:
            resident.look_away(speed)
        self._refunds_seen = len(stripe.state.refunds)
        self._disputes = 0
        self.acted: list[Callable[[Done], None]] = []
        """Called with every act, after it was done."""
        whatsapp.receipts.on_arrival.append(self._arrived)

    # The shop's side

    @property
    def is_open(self) -> bool:
        """Tell whether somebody listens and life has begun."""
        return self._is_open

    def open(self) -> int:
        """Begin: hand over the conversations so far, then live; returns how many webhooks that were."""
        self._is_open = True
        self._pulse.change(self._time(), paused=self._wants_pause)
        return self._archive.publish()

    def set(self, *, speed: float | None = None, paused: bool | None = None) -> None:
        """Change how fast life goes; ValueError in words on a speed there is not."""
        if paused is not None:
            self._wants_pause = paused
        self._pulse.change(self._time(), speed=speed, paused=self._wants_pause or not self._is_open)

    def describe(self) -> dict[str, object]:
        """Return who is up to what next, for the control side; times are real seconds from now."""
        now = self._time()
        return {
            "speed": self._pulse.speed,
            "paused": self._wants_pause,
            "open": self._is_open,
            "life_seconds": round(self._pulse.life(now)),
            "waiting": sum(one.waits for one in self.residents),
            "people": [self._described(one, now) for one in self.residents],
        }

    def _described(self, resident: Resident, now: float) -> dict[str, object]:
        who, state = resident.persona, resident.state
        following: dict[str, object] | None = None
        if state.plan:
            seconds = None if self._pulse.is_paused else round(self._pulse.until(state.plan[0].at, now), 1)
            following = {"act": type(state.plan[0].act).__name__.lower(), "in_seconds": seconds}
        return {
            "id": who.id,
            "name": resident.customer.name,
            "wa_id": resident.customer.wa_id,
            "user_id": resident.customer.user_id,
            "language": who.language,
            "temper": who.temper,
            "stage": state.stage,
            "matter": state.matter,
            "waits": resident.waits,
            "unanswered": state.unanswered,
            "next": following,
        }

    # Life

    async def run(self, listening: Callable[[], bool]) -> None:
        """Open once somebody is ``listening``, then live until cancelled."""
        while True:
            if not self._is_open and listening():
                self.open()
            await asyncio.sleep(self.step())

    def step(self) -> float:
        """Let at most one thing happen that is due now; returns the seconds until the next look."""
        now = self._time()
        if self._pulse.is_paused:
            return LONGEST_STEP
        life = self._pulse.life(now)
        self._see_refunds(life)
        begun = self._director.begin(life, self.residents)
        if begun is not None:
            resident, event = begun
            resident.begins(event)
            resident.state = notice(resident.persona, resident.state, event, life)
        if now >= self._free_at:
            due = [one for one in self.residents if _due_at(one) <= life and one.pace.free_at() <= now]
            if due:
                self._act(min(due, key=_due_at), life, now)
        return self._rest(now)

    def _act(self, resident: Resident, life: float, now: float) -> None:
        act = resident.state.plan[0].act
        sku = resident.state.sku
        resident.state = did(resident.state, act)
        event: Event | None
        if isinstance(act, Lose):
            event = Unanswered(may_reclaim=self._disputes < MOST_DISPUTES)
        elif isinstance(act, Rest):
            resident.rested_at, event = life, None
        else:
            result = self._doer.do(resident.customer, act, sku, life)
            event = result.event
            if result.order is not None:
                resident.orders.append(result.order)
            self._disputes += isinstance(act, Reclaim) and event is None
            self._free_at = now + BETWEEN_ACTS
            resident.pace.spend(now, spoke=isinstance(act, SPOKEN_ACTS))
        _log.debug("%s: %s, %s", resident.persona.id, act, event)
        if event is not None:
            resident.state = notice(resident.persona, resident.state, event, life)
        for tell in self.acted:
            tell(Done(life, resident.persona.id, act))

    def _rest(self, now: float) -> float:
        """Return how long nothing can happen, so that the loop neither spins nor is late."""
        waits = [self._pulse.until(self._director.next_at, now)]
        for one in self.residents:
            if one.state.plan:
                until = max(self._pulse.until(_due_at(one), now), one.pace.free_at() - now, self._free_at - now)
                waits.append(until)
        return min(LONGEST_STEP, max(0.01, min(waits)))

    def _arrived(self, sent: Sent) -> None:
        """A message of the shop is on somebody's phone."""
        resident = self._by_customer.get(sent.customer.id) if sent.customer else None
        if resident is None:
            return
        now = self._time()
        life = self._pulse.life(now)
        resident.pace.heard(now)
        read_ms = resident.customer.manners.read_ms
        unread_for = None if read_ms is None else read_ms * self._pulse.speed / 1000
        event = heard(sent, self._whatsapp.templates.all(), self._stripe.state.base_url, unread_for)
        resident.state = notice(resident.persona, resident.state, event, life)
        resident.look_away(self._pulse.speed)

    def _see_refunds(self, life: float) -> None:
        """Let people see the money that is on its way back to them."""
        shelf = self._stripe.state.refunds
        fresh = list(islice(shelf.newest(), len(shelf) - self._refunds_seen))
        self._refunds_seen = len(shelf)
        for refund in reversed(fresh):
            resident = self._payer(refund["charge"])
            if resident is None or refund["status"] not in ("succeeded", "pending"):
                continue
            charge = self._stripe.state.charges.need(refund["charge"])
            amount = Money(refund["amount"], refund["currency"]).text(resident.persona.language)
            event = Refunded(amount, charge["refunded"] or refund["amount"] >= resident.worth())
            resident.state = notice(resident.persona, resident.state, event, life)
            if charge["refunded"]:
                resident.orders = [order for order in resident.orders if order.charge != charge["id"]]

    def _payer(self, charge: str) -> Resident | None:
        return next((one for one in self.residents if any(order.charge == charge for order in one.orders)), None)


def _due_at(resident: Resident) -> float:
    plan = resident.state.plan
    return plan[0].at if plan else float("inf")
