"""The demo shop under a virtual clock, and an agent who answers everybody: days in seconds, the same for the same seed."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from inbox.sandbox.credentials import credentials_for
from inbox.sandbox.customers import Customers
from inbox.sandbox.living.acts import Act, Lose, Rest
from inbox.sandbox.living.goods import LIVING_PRODUCTS
from inbox.sandbox.living.residents import Resident, members
from inbox.sandbox.living.till import lower_prices
from inbox.sandbox.living.town import Done, Town
from inbox.sandbox.past import stock_stripe
from inbox.sandbox.shoppers import Shoppers
from inbox.sandbox.stripe import AccountSettings, StripeAccount, StripeFault, links
from inbox.sandbox.whatsapp.account import WhatsAppAccount
from inbox.sandbox.world import SandboxClock, Source, World

BASE = "http://127.0.0.1:1"
MORNING = 1_795_000_000.0
DAY = 86_400.0


class Mailbox:
    """Keeps webhooks instead of delivering them."""

    def __init__(self) -> None:
        self.bodies: list[tuple[Source, bytes]] = []

    def post(self, source: Source, body: bytes, headers: Mapping[str, str]) -> None:
        self.bodies.append((source, body))


class Simulation:
    """One demo shop; ``now`` is its clock, moved by ``step`` alone. ``done`` is everything that was done."""

    def __init__(self, seed: int = 1, speed: float = 20.0, begins: float = MORNING) -> None:
        self.now = begins
        self._planned: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0
        self.mail = Mailbox()
        self.world = World(seed, SandboxClock(lambda: self.now), self.mail)
        self.stripe = StripeAccount(self.world, BASE, AccountSettings())
        everybody = members(self.world.ids, seed)
        customers = Customers([one.customer for one in everybody], self.world.ids)
        credentials = credentials_for(seed)
        self.whatsapp = WhatsAppAccount(credentials, self.world, customers, self._later, BASE, LIVING_PRODUCTS)
        self.shoppers = Shoppers(self.whatsapp, self.stripe, BASE)
        stock_stripe(self.stripe, f"{BASE}/pictures", LIVING_PRODUCTS)
        lower_prices(self.stripe)
        self.town = Town(
            self.whatsapp, self.stripe, self.shoppers, everybody, seed=seed, time=lambda: self.now, speed=speed
        )
        self.done: list[Done] = []
        self.clocked: list[tuple[float, Done]] = []
        self.arrived: list[tuple[float, str]] = []
        self.town.acted.append(self._note)
        self.whatsapp.receipts.on_arrival.append(
            lambda sent: self.arrived.append((self.now, sent.customer.id if sent.customer else ""))
        )
        self.by_id = {one.persona.id: one for one in self.town.residents}

    def _note(self, done: Done) -> None:
        self.done.append(done)
        self.clocked.append((self.now, done))

    def _later(self, seconds: float, call: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._planned, (self.now + seconds, self._count, call))

    def step(self) -> None:
        """Let one step happen, and what was planned until then."""
        self.now += self.town.step()
        while self._planned and self._planned[0][0] <= self.now:
            heapq.heappop(self._planned)[2]()
        self.stripe.advance()

    def live(self, seconds: float, agent: Agent | None = None) -> None:
        """Live for some seconds of the shop's clock."""
        end = self.now + seconds
        while self.now < end:
            self.step()
            if agent is not None:
                agent.work()

    def acts(self) -> list[Act]:
        """Return what was done, without losing patience and resting."""
        return [done.act for done in self.done if not isinstance(done.act, Lose | Rest)]


_SAYS = {
    "de": {
        "number": "Wie ist denn die Bestellnummer?",
        "photo": "Das tut mir leid! Können Sie mir ein Foto schicken?",
        "address": "An welche Adresse sollen wir es schicken?",
        "wait": "Moment, ich schaue kurz nach.",
        "shipped": "Das Paket ist unterwegs und kommt morgen.",
        "refuse": "Das ist leider nicht möglich.",
        "choice": "Möchten Sie lieber Ersatz oder das Geld zurück?",
        "goods": "Ich schicke Ihnen eine neue Tüte.",
        "money": "Das tut mir leid, ich erstatte Ihnen den Betrag.",
        "card": "Oft hilft eine andere Karte.",
        "remind": "Kleine Erinnerung: Die Zahlung ist noch offen.",
        "bye": "Danke und einen schönen Tag!",
        "info": "Ja, das geht gut.",
    },
    "en": {
        "number": "What is your order number?",
        "photo": "I'm so sorry! Could you send me a photo?",
        "address": "Which address should we send it to?",
        "wait": "One moment please, I'll look into it.",
        "shipped": "Your parcel is on its way and arrives tomorrow.",
        "refuse": "Unfortunately that is not possible.",
        "choice": "Would you like a replacement or a refund?",
        "goods": "I'll send you a new one.",
        "money": "I'm sorry, I'll refund you.",
        "card": "Another card usually helps.",
        "remind": "A small reminder: the payment is still open.",
        "bye": "Thank you and have a nice day!",
        "info": "Yes, that works well.",
    },
}
_FOR_STAGE = {
    "asking": ("number", "address", "wait", "shipped", "refuse", "info", "info", "money", "product", "photo"),
    "problem": ("photo", "number", "choice", "goods", "money", "refuse", "wait", "refund", "refund", "buttons"),
    "promised": ("refund", "wait", "bye", "number"),
    "cart": ("link", "link", "link", "link", "wait", "refuse", "info", "address"),
    "link": ("remind", "bye"),
    "declined": ("card", "wait", "link"),
    "bank": ("money",),
    "done": ("bye", "template", "remind", "link"),
    "idle": ("template", "bye", "link", "product"),
}


class Agent:
    """Answers somebody every few seconds, well or badly, as the dice fall. ``kinds`` are the messages sent so far."""

    def __init__(self, simulation: Simulation, seed: int = 7, pause: tuple[float, float] = (1.0, 4.0)) -> None:
        self._shop = simulation
        self._dice = Random(seed)
        self._pause = pause
        self._next = simulation.now + 2
        self.sent: list[tuple[float, str]] = []

    def work(self) -> None:
        if self._shop.now < self._next:
            return
        self._next = self._shop.now + self._dice.uniform(*self._pause)
        residents = self._shop.town.residents
        waiting = [one for one in residents if one.state.unanswered and one.state.stage not in ("idle", "done")]
        one = self._dice.choice(waiting if waiting and self._dice.random() < 0.9 else residents)
        last = one.customer.last_wrote or 0
        is_open = self._shop.world.clock.now() - last < DAY
        self.say(one, self._dice.choice(_FOR_STAGE[one.state.stage]) if is_open else "template")

    def say(self, one: Resident, what: str) -> None:
        """Send one message, or refund."""
        self.sent.append((self._shop.now, one.persona.id))
        if what == "refund":
            self._refund(one)
        elif what == "link":
            self._send(one, self._link())
        elif what == "product":
            sku = self._dice.choice(LIVING_PRODUCTS).sku
            action = {"catalog_id": self._shop.whatsapp.credentials.catalog_id, "product_retailer_id": sku}
            self._send(one, {"type": "interactive", "interactive": {"type": "product", "action": action}})
        elif what == "buttons":
            replies = [{"type": "reply", "reply": {"id": name, "title": name}} for name in ("Geld zurück", "Ersatz")]
            content = {"type": "button", "body": {"text": "Was hilft?"}, "action": {"buttons": replies}}
            self._send(one, {"type": "interactive", "interactive": content})
        elif what == "template":
            parameters = [{"type": "text", "text": text} for text in ("Lena", "22.11.")]
            body = [{"type": "body", "parameters": parameters}]
            template = {"name": "complaint_news", "language": {"code": "de"}, "components": body}
            self._send(one, {"type": "template", "template": template})
        else:
            text = _SAYS[one.persona.language][what]
            self._send(one, {"type": "text", "text": {"body": text}})

    def _link(self) -> dict[str, Any]:
        price = {"currency": "eur", "unit_amount": 2490, "product_data": {"name": "Bestellung"}}
        once = {"completed_sessions": {"limit": 1}}
        fields: dict[str, Any] = {"line_items": [{"price_data": price, "quantity": 1}], "restrictions": once}
        if self._dice.random() < 0.2:
            fields["shipping_address_collection"] = {"allowed_countries": ["DE", "AT"]}
        made = links.create(self._shop.stripe.state, "", fields)
        action = {"name": "cta_url", "parameters": {"display_text": "Jetzt zahlen", "url": made["url"]}}
        content = {"type": "cta_url", "body": {"text": "24,90 €"}, "action": action}
        return {"type": "interactive", "interactive": content}

    def _refund(self, one: Resident) -> None:
        if one.state.charge:
            try:
                self._shop.stripe.dashboard_refund(one.state.charge, None if self._dice.random() < 0.5 else 500)
            except StripeFault:
                return

    def _send(self, one: Resident, content: Mapping[str, Any]) -> None:
        customer = one.customer
        to = {"recipient": customer.user_id} if customer.wa_id is None else {"to": f"+{customer.wa_id}"}
        self._shop.whatsapp.outgoing.accept({"messaging_product": "whatsapp", **to, **content})
