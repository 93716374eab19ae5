"""What of a chat can need an act, as it is kept with the chat's row; ``asking`` finds it.

Whether there is still time for an act is for the screen to say, which has the clock. Pure.
"""

from __future__ import annotations

import msgspec

from inbox.domain.ids import AgentId

NO_LAST_DAY, ANSWERED = (1 << 32) - 2, (1 << 32) - 1
"""Stand in for a day (unix seconds): behind every real one."""
MOST_STAKE = (1 << 32) - 2
"""More money than this (minor units) is not told apart by the order of the list."""
HURRY_SECONDS = 3 * 24 * 3600
"""So long before its last day a dispute that waits for an answer is urgent."""


class CartAsk(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cart nothing was sent for: how many pieces, and the sum of the goods in minor units when every price is known.

    ``lines`` are then (SKU, pieces, minor units a piece), as the customer saw them.
    """

    pieces: int
    amount: int | None = None
    currency: str | None = None
    lines: tuple[tuple[str, int, int], ...] = ()


class DisputeAsk(msgspec.Struct, frozen=True, omit_defaults=True):
    """A dispute the bank waits for an answer to; ``due`` is unix seconds, 0 when there is no last day."""

    due: int = 0
    is_inquiry: bool = False
    amount: int | None = None
    currency: str | None = None
    is_staged: bool = False
    """An answer lies in Stripe that nobody has handed in."""


class FraudAsk(msgspec.Struct, frozen=True, omit_defaults=True):
    """A bank's warning of fraud that a refund would settle: since when (unix seconds), and what is at stake (minor units)."""

    since: int = 0
    amount: int | None = None
    currency: str | None = None


class TwiceAsk(msgspec.Struct, frozen=True, omit_defaults=True):
    """A payment of the same sum as the one before it, within two days, of which nothing was given back; ``at`` unix seconds."""

    at: int
    amount: int
    currency: str


class Asks(msgspec.Struct, frozen=True, omit_defaults=True):
    """What needs an act; times are unix seconds, 0 is none."""

    cart: CartAsk | None = None
    unpaid: int = 0
    """When the newest payment link that is still open was made."""
    declined: int = 0
    """When the newest payment was tried and refused by the bank."""
    by_card: bool = False
    """The refused payment was one by card, as far as Stripe says how it was tried."""
    dispute: DisputeAsk | None = None
    fraud: FraudAsk | None = None
    is_disputed: bool = False
    """There is an open dispute or inquiry, answered or not, or a warning."""
    to_approve: int = 0
    """How many refunds and answers to disputes wait for a second person."""
    askers: tuple[tuple[AgentId, int], ...] = ()
    """Who asked for each of them, with the minor units it is about; 0 for an answer, which has no sum."""
    failed: tuple[str, ...] = ()
    """Refunds that failed and nobody has dealt with, by refund or action, the oldest first."""
    refund_unknown: bool = False
    refund_late: bool = False
    """A refund has not arrived after ten days."""
    order: str = ""
    """An order number the customer has named while nobody knows a payment of theirs."""
    twice: TwiceAsk | None = None
    """The newest payment, when it may be one too many."""
    stake: int = 0
    """How much money hangs on all of this, in minor units; of several currencies the one with most."""
    urgent: int = 0
    """Since when, or from when on, there is something with money and a clock in it that must not sink in the list."""

    @property
    def refund_failed(self) -> bool:
        """Whether there is such a refund."""
        return bool(self.failed)

    @property
    def due(self) -> int:
        """By when the dispute or warning wants an act: a warning at once, what is answered when all others are."""
        if not self.is_disputed:
            return 0
        warned = [self.fraud.since] if self.fraud is not None else []
        asked = [self.dispute.due or NO_LAST_DAY] if self.dispute is not None else []
        return min([*warned, *asked, ANSWERED])


NOTHING = Asks()
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Asks)


def encoded(asks: Asks) -> str:
    """Return what is kept in the chat's row; empty when nothing needs an act, as with most chats."""
    return "" if asks == NOTHING else _ENCODER.encode(asks).decode()


def read_asks(text: str) -> Asks:
    """Return what was kept."""
    return _DECODER.decode(text) if text else NOTHING
