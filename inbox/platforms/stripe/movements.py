"""Stripe's own book of the balance (docs.stripe.com/api/balance_transactions, docs.stripe.com/api/balance). Pure."""

from __future__ import annotations

import sys

from inbox.domain.journal import Balance, Movement
from inbox.platforms.stripe import fields
from inbox.platforms.stripe.fields import Json


def movement(row: Json) -> Movement | None:
    """Read a balance transaction; None for one that does not say how much moved."""
    own, currency = fields.source_id(row), fields.text(row, "currency")
    amount, created = fields.whole(row, "amount"), fields.moment(row, "created")
    if own is None or currency is None or amount is None or created is None:
        return None
    fee = fields.whole(row, "fee") or 0
    net = fields.whole(row, "net")
    return Movement(
        id=own,
        category=sys.intern(fields.text(row, "reporting_category") or fields.text(row, "type") or ""),
        amount=amount,
        fee=fee,
        net=amount - fee if net is None else net,
        currency=sys.intern(currency),
        created=created,
        source=fields.source_id(row, "source"),
    )


def balances(answer: Json) -> tuple[Balance, ...]:
    """Read the balance, one row a currency."""
    sums: dict[str, dict[str, int]] = {}
    for state in ("available", "pending"):
        for row in fields.rows(answer, state):
            currency, amount = fields.text(row, "currency"), fields.whole(row, "amount")
            if currency is not None and amount is not None:
                found = sums.setdefault(currency, {"available": 0, "pending": 0})
                found[state] += amount
    return tuple(
        Balance(currency=currency, available=found["available"], pending=found["pending"])
        for currency, found in sorted(sums.items())
    )
