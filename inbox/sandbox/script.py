"""Scripts: what a customer does by themselves, step by step, and the player that goes through the steps.

Off until the control side starts it. Runs on the sandbox's event loop; waits by ``later`` and by what the shop sends, never
by sleeping. A new kind of step is a struct here and a case in ``Player._do``.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

from inbox.sandbox.carts import OrderLine
from inbox.sandbox.customers import Customer
from inbox.sandbox.sayings import Saying
from inbox.sandbox.whatsapp.statuses import Later, Sent

_log = logging.getLogger("tresen.sandbox.script")


class Say(msgspec.Struct, frozen=True, tag=True):
    """Write a message."""

    text: str | None = None
    kind: Literal["text", "image", "voice", "document", "sticker"] = "text"
    caption: str | None = None


class Order(msgspec.Struct, frozen=True, tag=True):
    """Send a cart of (SKU, quantity)."""

    items: tuple[tuple[str, int], ...]


class Wait(msgspec.Struct, frozen=True, tag=True):
    """Do nothing for some seconds."""

    seconds: float


class AwaitReply(msgspec.Struct, frozen=True, tag=True):
    """Wait until the shop has sent something."""


class AwaitLink(msgspec.Struct, frozen=True, tag=True):
    """Wait until the shop has sent a payment link."""


class Pay(msgspec.Struct, frozen=True, tag=True):
    """Pay the newest link; with ``decline`` the bank says no for that reason."""

    method: str | None = None
    decline: str | None = None


class Abandon(msgspec.Struct, frozen=True, tag=True):
    """Open the newest link and leave."""


class Dispute(msgspec.Struct, frozen=True, tag=True):
    """Tell the bank about the newest payment."""

    reason: str = "fraudulent"


class Block(msgspec.Struct, frozen=True, tag=True):
    """Block the shop in WhatsApp."""


Step = Say | Order | Wait | AwaitReply | AwaitLink | Pay | Abandon | Dispute | Block


class Acts(Protocol):
    """What a customer can do; implemented by ``inbox.sandbox.shoppers``."""

    def say(self, customer: Customer, saying: Saying) -> object:
        """Write to the shop."""
        ...

    def order(self, customer: Customer, lines: Sequence[OrderLine]) -> object:
        """Send a cart."""
        ...

    def pay(self, customer: Customer, link: str | None, method: str | None, decline: str | None) -> object:
        """Pay a link."""
        ...

    def abandon(self, customer: Customer, link: str | None) -> object:
        """Open a link and leave."""
        ...

    def dispute(self, customer: Customer, charge: str | None, reason: str) -> object:
        """Dispute a payment."""
        ...

    def block(self, customer: Customer, blocked: bool) -> object:
        """Block or unblock the shop."""
        ...

    def has_pay_link(self, sent: Sent) -> bool:
        """Tell whether a message of the shop carries a payment link."""
        ...


class Player:
    """Plays one customer's script once."""

    def __init__(self, customer: Customer, steps: Sequence[Step], acts: Acts, later: Later) -> None:
        self.customer = customer
        self._steps = list(steps)
        self._acts = acts
        self._later = later
        self._arrived: list[Sent] = []
        self._waiting_for: Step | None = None

    @property
    def done(self) -> bool:
        """Tell whether every step has been taken."""
        return not self._steps and self._waiting_for is None

    def go(self) -> None:
        """Take steps until one has to wait."""
        self._waiting_for = None
        while self._steps:
            step = self._steps.pop(0)
            if isinstance(step, Wait):
                self._waiting_for = step
                self._later(step.seconds, self.go)
                return
            if isinstance(step, AwaitReply | AwaitLink) and not self._take(step):
                self._waiting_for = step
                return
            self._do(step)

    def notice(self, sent: Sent) -> None:
        """See a message of the shop arrive."""
        if sent.customer is not self.customer:
            return
        self._arrived.append(sent)
        step = self._waiting_for
        if isinstance(step, AwaitReply | AwaitLink) and self._take(step):
            self.go()

    def _take(self, step: AwaitReply | AwaitLink) -> bool:
        """Use up the first arrived message that ``step`` waits for."""
        for place, sent in enumerate(self._arrived):
            if isinstance(step, AwaitReply) or self._acts.has_pay_link(sent):
                del self._arrived[: place + 1]
                return True
        return False

    def _do(self, step: Step) -> None:
        acts, customer = self._acts, self.customer
        try:
            match step:
                case Say():
                    acts.say(customer, Saying(kind=step.kind, text=step.text, caption=step.caption))
                case Order():
                    acts.order(customer, [OrderLine(sku, quantity) for sku, quantity in step.items])
                case Pay():
                    acts.pay(customer, None, step.method, step.decline)
                case Abandon():
                    acts.abandon(customer, None)
                case Dispute():
                    acts.dispute(customer, None, step.reason)
                case Block():
                    acts.block(customer, True)
                case _:
                    return
        except ValueError as error:
            # A person who cannot do what they meant to (the link is gone, nothing was bought) leaves it at that.
            _log.info("%s could not %s: %s", customer.id, type(step).__name__.lower(), error)
