"""What a shop has settled and a desk must know to draw its buttons: its money, shipping, limits, team, and what is real.

Told by the hub with ``GET /v1/me``, kept by the desk, read by the screens. Pure.
"""

from __future__ import annotations

import msgspec

from inbox.domain.actions import Shipping
from inbox.domain.hours import Hours
from inbox.domain.ids import AgentId
from inbox.domain.number_health import NumberHealth
from inbox.domain.roles import Policy

LIVE, TEST, DEMO = "live", "test", "demo"
"""Real money; a test key, so that nothing anybody pays is real; pretend platforms on this machine."""


class ShippingRate(msgspec.Struct, frozen=True, omit_defaults=True):
    """A way to get the goods; ``amount`` in minor units of the shop's currency, 0 for pick-up.

    From goods worth ``free_from`` on it costs nothing; None where it never does.
    """

    label: str
    amount: int
    free_from: int | None = None

    def for_goods(self, goods: int) -> Shipping:
        """Return what shipping goods worth so many minor units costs."""
        is_free = self.free_from is not None and goods >= self.free_from
        return Shipping(label=self.label, amount=0 if is_free else self.amount)


class ShopCard(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the shop is and how it is reached, as it tells its customers; empty where the owner has not said.

    ``coordinates`` are degrees as people paste them ("53.5461, 9.9890"), ``phone`` is E.164.
    """

    address: str = ""
    coordinates: str = ""
    phone: str = ""
    email: str = ""


class Returns(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the shop tells its customers of giving goods back: the page (https) and the words; empty where it says nothing."""

    url: str = ""
    text: str = ""


class Colleague(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody of the team; who ``has_left`` is still named where they once acted.

    ``role`` is empty where an older hub does not say it. ``deputy_until`` (RFC 3339) is how long an agent stands in for a
    supervisor, see ``approvals``. Who ``has_no_device`` has nothing to decide with.
    """

    agent: AgentId
    name: str
    has_left: bool = False
    role: str = ""
    deputy_until: str | None = None
    has_no_device: bool = False

    @property
    def is_here(self) -> bool:
        """Whether they can come in at all."""
        return not self.has_left and not self.has_no_device


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """Of the shop; the usual shipping comes first. The defaults are for a shop nobody has told us of."""

    name: str = ""
    currency: str = "eur"
    language: str = "de"
    """In which the shop writes to its customers."""
    mode: str = LIVE
    platforms: tuple[str, ...] = ()
    """Which are connected: ``stripe``, ``whatsapp``."""
    shipping: tuple[ShippingRate, ...] = ()
    link_days: int | None = None
    """How many days a payment link stays open unless another time is chosen, 0 until paid; None as ``request_life`` says."""
    policy: Policy = Policy()
    hours: Hours = Hours()
    """When somebody is there."""
    team: tuple[Colleague, ...] = ()
    card: ShopCard = ShopCard()
    returns: Returns = Returns()
    """Handed in where a bank asks for the shop's terms."""
    number: NumberHealth = NumberHealth()
    """What Meta last said of the shop's WhatsApp number."""
