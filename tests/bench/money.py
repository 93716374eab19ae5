"""A shop's money made from a seed: what Stripe says of every day of a year, and what the hub was told of it.

300,000 payments at ``--scale 1M``, evenly over the year 2025 in UTC; every twentieth is given back in part, one in five
hundred is disputed, every fiftieth is in another currency, and what settled is paid out once a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from inbox.domain import times
from inbox.domain.events import DisputeBody, PaymentBody, RefundBody
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Dispute, Payment, Refund

MONTH = "2025-06"
"""The month that is asked for: one with payments before and after it."""

FIRST, DAYS = times.to_unix(datetime(2025, 1, 1, tzinfo=UTC)), 365
DAY = 86_400
_REFUNDED, _DISPUTED, _FOREIGN = 20, 500, 50
_VERSION = "1767225600.e"


@dataclass(frozen=True)
class Movement:
    """A balance transaction; ``day`` is the day with whose payout it goes to the bank."""

    id: str
    category: str
    amount: int
    fee: int
    currency: str
    created: int
    source: str
    payout: str | None


@dataclass(frozen=True)
class Books:
    """The year of a shop with so many payments."""

    payments: int

    def created(self, number: int) -> int:
        """Return when a payment was made, in unix seconds."""
        return FIRST + number * DAYS * DAY // self.payments

    def told(self) -> Iterator[PaymentBody | RefundBody | DisputeBody]:
        """Yield what the hub was told, oldest first."""
        for number in range(self.payments):
            yield self._payment(number)
            if number % _REFUNDED == 0:
                refund = self._refund(number)
                yield RefundBody(refund.id, _VERSION, refund)
            if number % _DISPUTED == 0:
                dispute = self._dispute(number)
                yield DisputeBody(dispute.id, _VERSION, dispute)

    def movements(self, since: int, until: int) -> list[Movement]:
        """Return what moved in these seconds, newest first as Stripe lists it."""
        first = max(0, (since - DAY - FIRST) * self.payments // (DAYS * DAY))
        last = min(self.payments, (until - FIRST) * self.payments // (DAYS * DAY) + 1)
        found = [moved for number in range(first, last) for moved in self._of(number)]
        found += [self._payout(day) for day in range((since - FIRST) // DAY, (until - FIRST) // DAY + 1)]
        wanted = [moved for moved in found if since <= moved.created < until]
        return sorted(wanted, key=lambda moved: (moved.created, moved.id), reverse=True)

    def paid_out(self, day: int) -> list[Movement]:
        """Return what went to the bank on a day of the year, the payout itself among it."""
        start = FIRST + (day - 1) * DAY
        return [moved for moved in self.movements(start, start + 2 * DAY) if moved.payout == f"po_B{day:04d}"]

    def _of(self, number: int) -> Iterator[Movement]:
        amount, currency, at = self._amount(number), _currency(number), self.created(number)
        name, fee = f"{number:08d}", (amount * 15 + 500) // 1000 + 25
        yield Movement(f"txn_B{name}a", "charge", amount, fee, currency, at, f"ch_B{name}", _payout_of(at))
        if number % _REFUNDED == 0:
            yield Movement(f"txn_B{name}b", "refund", -amount // 2, 0, currency, at + 60, f"re_B{name}", _payout_of(at + 60))
        if number % _DISPUTED == 0:
            lost = Movement(f"txn_B{name}c", "dispute", -amount, 1500, currency, at + 120, f"dp_B{name}", None)
            yield lost

    def _payout(self, day: int) -> Movement:
        at = FIRST + day * DAY + 3600
        return Movement(f"txn_P{day:04d}", "payout", -100_000, 0, "eur", at, f"po_B{day:04d}", f"po_B{day:04d}")

    def _payment(self, number: int) -> PaymentBody:
        name, amount = f"{number:08d}", self._amount(number)
        payment = Payment(
            id=SourceId(f"pi_B{name}"),
            charge=SourceId(f"ch_B{name}"),
            amount=amount,
            amount_refunded=-(-amount // 2) if number % _REFUNDED == 0 else 0,
            currency=_currency(number),
            status="succeeded",
            created=times.to_text(times.from_unix(self.created(number))),
            customer=SourceId(f"cus_B{number % 90_000:08d}"),
            method="card",
            method_label="Visa 4242",
            disputed=number % _DISPUTED == 0,
            name=f"Kunde {number % 90_000}",
            order_number=str(10_000 + number),
            conversation=ConversationId(f"c_{number % 90_000:024x}"),
        )
        return PaymentBody(payment.id, _VERSION, payment)

    def _refund(self, number: int) -> Refund:
        name = f"{number:08d}"
        return Refund(
            id=SourceId(f"re_B{name}"),
            payment=SourceId(f"pi_B{name}"),
            charge=SourceId(f"ch_B{name}"),
            amount=-(-self._amount(number) // 2),
            currency=_currency(number),
            status="succeeded",
            reason="damaged",
            created=times.to_text(times.from_unix(self.created(number) + 60)),
        )

    def _dispute(self, number: int) -> Dispute:
        name = f"{number:08d}"
        return Dispute(
            id=SourceId(f"dp_B{name}"),
            payment=SourceId(f"pi_B{name}"),
            charge=SourceId(f"ch_B{name}"),
            amount=self._amount(number),
            currency=_currency(number),
            status="lost",
            reason="fraudulent",
            created=times.to_text(times.from_unix(self.created(number) + 120)),
        )

    def _amount(self, number: int) -> int:
        return 500 + number * 7919 % 20_000


def _currency(number: int) -> str:
    return "chf" if number % _FOREIGN == 0 else "eur"


def _payout_of(at: int) -> str:
    return f"po_B{(at - FIRST) // DAY + 1:04d}"
