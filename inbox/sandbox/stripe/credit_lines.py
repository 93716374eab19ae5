"""What of an invoice's lines a credit note takes back: a sum shared out, or lines that are named.

Used by ``credit_notes.py``. Documented at docs.stripe.com/invoicing/integration/programmatic-credit-notes.
"""

from __future__ import annotations

import msgspec

from inbox.sandbox.stripe.errors import Obj, invalid, not_played, required
from inbox.sandbox.stripe.invoice_lines import shared, tax_of_part, taxes
from inbox.sandbox.stripe.state import AccountState


class Credited(msgspec.Struct, frozen=True):
    """The lines of a credit note, and what of it is shipping, in minor units."""

    lines: list[Obj]
    shipping: int

    @property
    def amount(self) -> int:
        """The whole sum, tax and all."""
        amount: int = sum(line["amount"] for line in self.lines)
        return amount + self.shipping


def by_amount(state: AccountState, invoice: Obj, amount: int) -> Credited:
    """Share a sum out among what is left of the lines and the shipping, in proportion."""
    lines = state.lines[invoice["id"]]
    before = {line["id"]: _credited_before(state, line["id"]) for line in lines}
    left = [line["amount"] - before[line["id"]] for line in lines]
    shipping = invoice["amount_shipping"] - _shipping_before(state, invoice)
    if amount > sum(left) + shipping:
        # More than there is: the note's own check says so in words.
        left, shipping = [*left[:-1], left[-1] + amount - sum(left) - shipping], shipping
    shares = shared(amount, [*left, shipping])
    found = [
        _credit(state, line, share, before[line["id"]]) for line, share in zip(lines, shares[:-1], strict=True) if share
    ]
    return Credited(found, shares[-1])


def by_lines(state: AccountState, invoice: Obj, given: list[Obj]) -> Credited:
    """Take back the named lines: an amount or a number of pieces of each, or something of the shop's own."""
    known = {line["id"]: line for line in state.lines[invoice["id"]]}
    found: list[Obj] = []
    for place, one in enumerate(given):
        path = f"lines[{place}]"
        for name in one.keys() - {"amount", "description", "invoice_line_item", "quantity", "type", "unit_amount"}:
            raise not_played(f"{path}[{name}]")
        if one["type"] == "custom_line_item":
            found.append(_custom(state, one, path))
            continue
        line = known.get(one.get("invoice_line_item", ""))
        if line is None:
            raise invalid("There is no such line on the invoice.", param=f"{path}[invoice_line_item]")
        if ("amount" in one) == ("quantity" in one):
            raise invalid("Give either `amount` or `quantity`.", param=path)
        amount = one["amount"] if "amount" in one else line["amount"] * one["quantity"] // line["quantity"]
        before = _credited_before(state, line["id"])
        if before + amount > line["amount"]:
            raise invalid("The credit is more than what is left of this line.", param=f"{path}[amount]")
        found.append(_credit(state, line, amount, before, one.get("quantity")))
    return Credited(found, 0)


def of_shipping(state: AccountState, invoice: Obj, found: Credited, given: Obj) -> Credited:
    """Take back the shipping as well."""
    cost = invoice["shipping_cost"]
    if not cost or given.get("shipping_rate") != cost["shipping_rate"]:
        raise invalid("The invoice has no such shipping cost.", param="shipping_cost[shipping_rate]")
    return Credited(found.lines, cost["amount_total"] - _shipping_before(state, invoice))


def _credit(state: AccountState, line: Obj, amount: int, before: int, quantity: int | None = None) -> Obj:
    part = []
    for tax in line["taxes"]:
        given = tax_of_part(amount, before, line["amount"], tax["amount"])
        part += taxes(tax["tax_rate_details"]["tax_rate"], given, amount - given)
    return _row(state, amount, line["description"], line["id"], quantity, part)


def _custom(state: AccountState, one: Obj, path: str) -> Obj:
    for name in ("description", "quantity", "unit_amount"):
        if name not in one:
            raise required(f"{path}[{name}]")
    made = _row(state, one["unit_amount"] * one["quantity"], one["description"], None, one["quantity"], [])
    return made | {"unit_amount": one["unit_amount"], "unit_amount_decimal": str(one["unit_amount"])}


def _row(
    state: AccountState, amount: int, words: str | None, line: str | None, quantity: int | None, part: list[Obj]
) -> Obj:
    return {
        "id": state.token("cnli_1", 23),
        "object": "credit_note_line_item",
        "amount": amount,
        "description": words,
        "discount_amount": 0,
        "discount_amounts": [],
        "invoice_line_item": line,
        "livemode": False,
        "metadata": {},
        "pretax_credit_amounts": [],
        "quantity": quantity,
        "tax_rates": [],
        "taxes": part,
        "type": "custom_line_item" if line is None else "invoice_line_item",
        "unit_amount": None,
        "unit_amount_decimal": None,
    }


def _credited_before(state: AccountState, line: str) -> int:
    """Return what earlier notes took back of a line."""
    issued = state.credit_notes.newest(lambda note: note["status"] == "issued")
    rows = (row for note in issued for row in state.lines[note["id"]])
    return sum(row["amount"] for row in rows if row["invoice_line_item"] == line)


def _shipping_before(state: AccountState, invoice: Obj) -> int:
    issued = state.credit_notes.newest(lambda note: note["status"] == "issued" and note["invoice"] == invoice["id"])
    return sum(note["amount_shipping"] for note in issued)
