"""The lines of a payment that can be given back alone: which are ticked, what they come to, which were given back before.

Used by the refund form on the GUI thread; pure but for words.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from inbox.desk.ports import SHIPPING, Money, given_back
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.states.parts import RefundLine

translate = QCoreApplication.translate


def amounts(paid: Money) -> dict[str, int]:
    """Return what each line that can still be given back costs, by its id; without lines there is at most the shipping."""
    before = given_back(paid.refunds)
    found = {str(place): line.amount for place, line in enumerate(paid.sale.lines)}
    if paid.sale.shipping:
        found[SHIPPING] = paid.sale.shipping
    return {name: amount for name, amount in found.items() if name not in before and amount > 0}


def total(paid: Money, taken: Collection[str]) -> int:
    """Return what the ticked lines come to."""
    known = amounts(paid)
    return sum(known.get(name, 0) for name in taken)


def rows(desk: Desk, paid: Money, taken: Collection[str]) -> tuple[RefundLine, ...]:
    """Return the lines as the form shows them; none where nobody knows them, or there is nothing to choose among."""
    sale, open_ones = paid.sale, amounts(paid)
    if len(sale.lines) + bool(sale.shipping) < 2 or not sale.lines:
        return ()
    named = [
        (str(place), line.name if line.quantity == 1 else f"{line.quantity} × {line.name}", line.amount)
        for place, line in enumerate(sale.lines)
    ]
    if sale.shipping:
        named.append((SHIPPING, shipping_name(paid), sale.shipping))
    return tuple(
        _row(desk, paid, name, words, amount, is_open=name in open_ones, is_taken=name in taken)
        for name, words, amount in named
    )


def shipping_name(paid: Money) -> str:
    """Return what the shipping of a payment is called."""
    label = paid.sale.shipping_label
    name = translate("RefundForm", "Shipping")
    return translate("RefundForm", "Shipping, {label}").format(label=label) if label else name


def _row(desk: Desk, paid: Money, name: str, words: str, amount: int, *, is_open: bool, is_taken: bool) -> RefundLine:
    shown = desk.amount(amount, paid.payment.currency)
    if amount > 0 and not is_open:
        shown = translate("RefundForm", "{amount} · refunded").format(amount=shown)
    return RefundLine(id=name, name=words, amount=shown, is_taken=is_taken and is_open, is_enabled=is_open)
