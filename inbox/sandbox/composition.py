"""Puts one sandbox together: the world, both platforms, the customers, and the way out for webhooks.

Made by ``inbox.sandbox.app``; everything here is used on the sandbox's one event loop, which must run before the first
webhook can be posted. Nothing here awaits except ``run``.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import msgspec

from inbox.sandbox.credentials import DEFAULT_SEED, credentials_for
from inbox.sandbox.customers import Customer, Customers
from inbox.sandbox.living.cast import Member
from inbox.sandbox.living.clubs import join_clubs
from inbox.sandbox.living.goods import LIVING_PRODUCTS
from inbox.sandbox.living.pulse import DEFAULT_SPEED
from inbox.sandbox.living.residents import members
from inbox.sandbox.living.till import lower_prices
from inbox.sandbox.living.town import Town
from inbox.sandbox.past import live_through, stock_stripe
from inbox.sandbox.people import first_eight
from inbox.sandbox.script import Player
from inbox.sandbox.shop import MERCHANT, PRODUCTS
from inbox.sandbox.shoppers import Shoppers
from inbox.sandbox.stripe import AccountSettings, StripeAccount
from inbox.sandbox.stripe.events import signature
from inbox.sandbox.webhooks import Deliveries, Habits, loopback
from inbox.sandbox.whatsapp.account import WhatsAppAccount
from inbox.sandbox.whatsapp.callbacks import Callbacks
from inbox.sandbox.whatsapp.statuses import Sent
from inbox.sandbox.world import World

TICK = 0.25


class SandboxConfig(msgspec.Struct, frozen=True):
    """Where a sandbox is reached (no slash at the end), which hub it tells, and what it is seeded with.

    A ``living`` one is the demo shop: more goods, some fifty customers who act by themselves, ``speed`` times as fast as real
    people do.
    """

    base_url: str
    hub_url: str | None = None
    seed: int = DEFAULT_SEED
    living: bool = False
    speed: float = DEFAULT_SPEED


class Sandbox:
    """One sandbox with everything in it. ValueError when the hub is not on this machine."""

    def __init__(self, config: SandboxConfig) -> None:
        self.world = World(config.seed)
        self.credentials = credentials_for(config.seed)
        self.stripe = StripeAccount(
            self.world,
            config.base_url,
            AccountSettings(shop=MERCHANT),
            restricted_key=self.credentials.stripe_key,
            webhook_secret=self.credentials.stripe_webhook_secret,
        )
        people = [] if config.living else first_eight(self.world.ids)
        everybody = members(self.world.ids, config.seed) if config.living else []
        customers = [person.customer for person in people] + [one.customer for one in everybody]
        goods = LIVING_PRODUCTS if config.living else PRODUCTS
        self.customers = Customers(customers, self.world.ids)
        self.whatsapp = WhatsAppAccount(
            self.credentials, self.world, self.customers, call_later, config.base_url, goods
        )
        self.shoppers = Shoppers(self.whatsapp, self.stripe, config.base_url)
        stock_stripe(self.stripe, f"{config.base_url}/pictures", goods)
        self.shoppers.charges.update(live_through(self.stripe, people))
        self._scripts = {person.customer.id: person.script for person in people}
        self.town = self._town(config, everybody) if config.living else None
        self._players: list[Player] = []
        self.whatsapp.receipts.on_arrival.append(self._arrived)
        self.deliveries = Deliveries(self.world.faults, {"stripe": self._stripe_habits()})
        self.world.outbound = self.deliveries
        self.callbacks = Callbacks(self.world.ids, lambda url: self.deliveries.aim("whatsapp", url))
        self.set_hub(config.hub_url)

    def _town(self, config: SandboxConfig, everybody: list[Member]) -> Town:
        """Let people move in and live until now; they go on as soon as somebody listens."""
        lower_prices(self.stripe)
        parts = (self.whatsapp, self.stripe, self.shoppers)
        offset = time.localtime(self.world.clock.now()).tm_gmtoff
        town = Town(*parts, everybody, seed=config.seed, time=time.monotonic, offset=offset, speed=config.speed)
        join_clubs(self.stripe)
        return town

    def _stripe_habits(self) -> Habits:
        def sign(body: bytes) -> dict[str, str]:
            # Signed by the real clock: moving the sandbox's must not make its webhooks look old or forged.
            return {"Stripe-Signature": signature(self.stripe.webhook_secret, int(time.time()), body)}

        def registered(body: bytes) -> list[str]:
            return self.stripe.webhook_urls(str(msgspec.json.decode(body)["type"]))

        def delivered(body: bytes) -> None:
            self.stripe.mark_delivered(str(msgspec.json.decode(body)["id"]))

        return Habits(sign, registered, delivered)

    def set_hub(self, url: str | None) -> None:
        """Send both platforms' webhooks to the hub at ``url``, None for nowhere; ValueError unless it is this machine."""
        base = None if url is None else loopback(url).rstrip("/")
        self.callbacks.set_app(None if base is None else f"{base}/webhooks/whatsapp")
        self.deliveries.aim("stripe", None if base is None else f"{base}/webhooks/stripe")

    def webhook_targets(self) -> dict[str, object]:
        """Return where webhooks go, per platform."""
        return {"whatsapp": self.deliveries.target("whatsapp"), "stripe": self.deliveries.target("stripe")}

    def books(self) -> dict[str, object]:
        """Return the platforms' own truth about money, messages and webhooks."""
        return {
            **self.stripe.books(),
            "messages": [sent.booked() for sent in self.whatsapp.outgoing.sent],
            "received": list(self.whatsapp.receipts.received),
            "read": list(self.whatsapp.receipts.read_by_shop),
            "webhooks": self.deliveries.books(),
        }

    def customer(self, key: str) -> Customer:
        """Return whoever ``key`` names; an unknown phone is a stranger, anything else a LookupError."""
        found = self.customers.find(key)
        if found is not None:
            return found
        if not key.removeprefix("+").isdigit():
            known = ", ".join(customer.id for customer in self.customers.all())
            raise LookupError(f"no customer {key!r}; there are {known}, and any phone number may write")
        return self.customers.welcome(key)

    def describe(self, customer: Customer) -> dict[str, object]:
        """Return a customer for the control side, payments included."""
        described: dict[str, object] = msgspec.to_builtins(customer)
        return described | {"wa_id": customer.wa_id, "charges": list(self.shoppers.charges.get(customer.id, ()))}

    def play(self, customer: Customer) -> int:
        """Start a customer's script from the beginning; returns how many steps it has."""
        steps = self._scripts.get(customer.id, ())
        self._players = [player for player in self._players if player.customer is not customer and not player.done]
        if steps:
            player = Player(customer, steps, self.shoppers, call_later)
            self._players.append(player)
            player.go()
        return len(steps)

    def _arrived(self, sent: Sent) -> None:
        for player in list(self._players):
            player.notice(sent)

    async def run(self) -> None:
        """Deliver webhooks and let time pass for Stripe until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.deliveries.run())
            group.create_task(self._tick())
            if self.town is not None:
                group.create_task(self.town.run(self._is_heard))

    def _is_heard(self) -> bool:
        return self.deliveries.target("whatsapp") is not None

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            self.stripe.advance()


def call_later(seconds: float, call: Callable[[], None]) -> None:
    """Plan ``call`` on the running event loop."""
    asyncio.get_running_loop().call_later(seconds, call)
