"""Customers with a mind of their own: steps taken in order, waiting for the shop where they have to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from inbox.sandbox.carts import OrderLine
from inbox.sandbox.customers import Customer
from inbox.sandbox.sayings import Saying
from inbox.sandbox.script import Abandon, AwaitLink, AwaitReply, Block, Dispute, Order, Pay, Player, Say, Step, Wait
from inbox.sandbox.whatsapp.statuses import Sent
from tests.sandbox.kit import Kit

EVA = Customer("eva", "Eva", "DE.1", "+491701111111")
OTHER = Customer("ada", "Ada", "DE.2", "+491702222222")


class Acts:
    """Writes down what customers do; paying fails when ``broke``."""

    def __init__(self, broke: bool = False) -> None:
        self.done: list[str] = []
        self.broke = broke

    def say(self, customer: Customer, saying: Saying) -> None:
        self.done.append(f"say {saying.kind} {saying.text}")

    def order(self, customer: Customer, lines: Sequence[OrderLine]) -> None:
        self.done.append(f"order {lines[0].sku}")

    def pay(self, customer: Customer, link: str | None, method: str | None, decline: str | None) -> None:
        if self.broke:
            raise ValueError("no link")
        self.done.append(f"pay {decline}")

    def abandon(self, customer: Customer, link: str | None) -> None:
        self.done.append("abandon")

    def dispute(self, customer: Customer, charge: str | None, reason: str) -> None:
        self.done.append(f"dispute {reason}")

    def block(self, customer: Customer, blocked: bool) -> None:
        self.done.append("block")

    def has_pay_link(self, sent: Sent) -> bool:
        return bool(sent.urls)


class Clock:
    """Plans calls and makes them when told."""

    def __init__(self) -> None:
        self.planned: list[tuple[float, Callable[[], None]]] = []

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        self.planned.append((seconds, call))

    def ring(self) -> float:
        seconds, call = self.planned.pop(0)
        call()
        return seconds


def sent(customer: Customer = EVA, *urls: str) -> Sent:
    return Sent("wamid.1", 0, "", customer, "text", "service", "", urls, None, {})


def playing(acts: Acts, *steps: Step, clock: Clock | None = None) -> Player:
    player = Player(EVA, steps, acts, (clock or Clock()).later)
    player.go()
    return player


def test_steps_are_taken_in_order_and_waits_wait() -> None:
    acts, clock = Acts(), Clock()
    player = playing(acts, Say("Hallo"), Wait(2.5), Order((("MUG-300", 1),)), Block(), Dispute("general"), clock=clock)
    assert acts.done == ["say text Hallo"]
    assert not player.done
    assert clock.ring() == 2.5
    assert acts.done[1:] == ["order MUG-300", "block", "dispute general"]
    assert player.done


def test_a_customer_waits_for_a_reply_to_herself_and_for_a_link() -> None:
    acts = Acts()
    player = playing(acts, AwaitReply(), Say("Aha"), AwaitLink(), Pay())
    player.notice(sent(OTHER))
    assert acts.done == []
    player.notice(sent())
    assert acts.done == ["say text Aha"]
    player.notice(sent())
    player.notice(sent(OTHER, "http://pay/1"))
    assert len(acts.done) == 1
    player.notice(sent(EVA, "http://pay/1"))
    assert acts.done == ["say text Aha", "pay None"]


def test_a_link_that_came_early_counts() -> None:
    acts, clock = Acts(), Clock()
    player = playing(acts, Wait(1), AwaitLink(), Abandon(), clock=clock)
    player.notice(sent(EVA, "http://pay/1"))
    assert acts.done == []
    clock.ring()
    assert acts.done == ["abandon"]
    assert player.done


def test_who_cannot_pay_goes_on_with_the_script() -> None:
    acts = Acts(broke=True)
    assert playing(acts, Pay(), Say("Geht nicht")).done
    assert acts.done == ["say text Geht nicht"]


def test_a_script_plays_through_the_real_platforms(kit: Kit) -> None:
    def said() -> list[Any]:
        return [message for message in kit.hub.messages() if message["type"] in ("order", "text")]

    assert kit.act("sophie", "play") == {"steps": 6}
    order = kit.hub.wait(said)[0]
    assert [item["product_retailer_id"] for item in order["order"]["product_items"]] == ["YIRGA-250", "MUG-300"]
    session = kit.session()
    kit.send_link(session["url"], to="+436641234567")
    assert kit.hub.wait(lambda: said()[1:])[0]["text"]["body"] == "Meine Karte wurde abgelehnt, was nun?"
    kit.send(to="+436641234567")
    kit.hub.wait(lambda: kit.books()["links"][session["id"]]["state"] == "paid")


def test_auto_starts_everybody(kit: Kit) -> None:
    steps = kit.control("POST", "auto")["steps"]
    assert len(steps) == 8
    assert all(steps.values())
    kit.hub.wait(lambda: len(kit.hub.messages()) >= 8)
