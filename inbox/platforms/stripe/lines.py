"""The lines of a payment page, and which of them a refund of ours gives back. Pure; used by ``convert``."""

from __future__ import annotations

import re

from inbox.domain.payments import Bought
from inbox.platforms.stripe import fields
from inbox.platforms.stripe.fields import Json

_LONGEST_NAME = 200
_LINES = re.compile(r"(?:[0-9]{1,3}|shipping)(?:,(?:[0-9]{1,3}|shipping))*")


def bought(source: Json) -> tuple[Bought, ...] | None:
    """Read the lines of a payment page, which are there only when they were asked for; None unless all of them are."""
    rows = fields.rows(source, "line_items")
    if not rows or fields.flag(fields.table(source, "line_items"), "has_more"):
        return None
    lines = [_bought(row) for row in rows]
    known = tuple(line for line in lines if line is not None)
    return known if len(known) == len(lines) else None


def asked_for(source: Json) -> int | None:
    """Read what a link asks for, which it says by its lines and its shipping alone; None for what its page lets one change.

    Of several ways to ship none is in it, the customer chooses one later; nor is a tax that is worked out from an address.
    """
    goods = bought(source)
    rows = fields.rows(source, "line_items")
    is_open = any(fields.flag(fields.table(row, "adjustable_quantity"), "enabled") for row in rows)
    is_open = is_open or any(fields.table(fields.table(row, "price"), "custom_unit_amount") for row in rows)
    ways = [fields.whole(way, "shipping_amount") for way in fields.rows(source, "shipping_options")]
    if goods is None or is_open or None in ways:
        return None
    return sum(line.amount for line in goods) + (ways[0] or 0 if len(ways) == 1 else 0)


def _bought(row: Json) -> Bought | None:
    name, amount = fields.text(row, "description"), fields.whole(row, "amount_total")
    if name is None or amount is None:
        return None
    return Bought(name=name[:_LONGEST_NAME], amount=amount, quantity=fields.whole(row, "quantity") or 1)


def given_back(source: Json) -> tuple[str, ...] | None:
    """Read which lines of its payment a refund of ours gives back; somebody else's text under that key is none."""
    text = fields.text(fields.table(source, "metadata"), "lines")
    return tuple(text.split(",")) if text is not None and _LINES.fullmatch(text) else None
