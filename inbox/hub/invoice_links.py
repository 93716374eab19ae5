"""Which payment belongs to which invoice, and which credit note to which refund: carried over to where screens look for it.

Used inside transactions by the hook on webhooks and by whoever reads invoices at Stripe. Neither a payment nor a refund says it
itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from inbox.domain.payments import Checkout, CreditNote, Invoice, Payment, Refund
from inbox.hub import readings
from inbox.hub.transaction import Transaction


def carry(tx: Transaction, said: Invoice | CreditNote | Checkout | Payment, date: int) -> None:
    """Tell whatever an invoice, a credit note, a paid page or a payment names of the tie; ``date`` is Stripe's clock."""
    found: Iterable[Payment | Refund | Invoice] = ()
    match said:
        case Invoice(payments=payments):
            found = [Payment(id=name, invoice=said.id) for name in payments or ()]
        case CreditNote(refunds=refunds):
            found = [Refund(id=name, credit_note=said.id) for name in refunds or ()]
        case Checkout(payment=payment, invoice=invoice):
            if payment is not None and invoice is not None:
                found = [Payment(id=payment, invoice=invoice), Invoice(id=invoice, payment=payment)]
        case Payment(invoice=invoice):
            found = [] if invoice is None else [Invoice(id=invoice, payment=said.id)]
    readings.note(tx, found, date)


def note(tx: Transaction, found: Iterable[Invoice | CreditNote], date: int) -> None:
    """Put what was read into the log, with what it says about others."""
    for said in found:
        readings.note(tx, (said,), date)
        carry(tx, said, date)
