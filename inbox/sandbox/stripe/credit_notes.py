"""Credit notes: the document that takes an invoice back in part or whole. Documented at docs.stripe.com/api/credit_notes.

What an unpaid invoice is reduced by is its ``pre_payment_amount``; the rest has to be covered to the cent by refunds, credit
on the customer's balance, or what was settled outside of Stripe.
"""

from __future__ import annotations

from inbox.sandbox.stripe import invoices, refunds
from inbox.sandbox.stripe.amounts import shown
from inbox.sandbox.stripe.copies import copied
from inbox.sandbox.stripe.credit_lines import Credited, by_amount, by_lines, of_shipping
from inbox.sandbox.stripe.errors import Obj, exclusive, invalid, not_played, required
from inbox.sandbox.stripe.events import changing, emit
from inbox.sandbox.stripe.invoice_lines import total_taxes
from inbox.sandbox.stripe.metadata import merged
from inbox.sandbox.stripe.paging import cut, matching, page
from inbox.sandbox.stripe.state import AccountState

_PLAYED = frozenset(
    {"amount", "credit_amount", "effective_at", "email_type", "expand", "invoice", "lines", "memo", "metadata"}
    | {"out_of_band_amount", "reason", "refund_amount", "refunds", "shipping_cost"}
)
_DEAD_REFUNDS = ("failed", "canceled")


def create(state: AccountState, _key: str, params: Obj) -> Obj:
    """POST /v1/credit_notes."""
    note = _made(state, params)
    invoice = state.invoices.need(note["invoice"])
    if params.get("refund_amount"):
        charge = invoices.charges_of(state, invoice["id"])[-1]
        made = refunds.create(state, "", {"charge": charge["id"], "amount": params["refund_amount"]})
        note["refunds"].append({"amount_refunded": made["amount"], "refund": made["id"], "type": "refund"})
    if params.get("credit_amount"):
        customer = state.customers.need(invoice["customer"])
        with changing(state, customer, "customer.updated"):
            customer["balance"] -= params["credit_amount"]
        note["customer_balance_transaction"] = state.token("cbtxn_1", 23)
    count = sum(1 for one in state.credit_notes.newest() if one["invoice"] == invoice["id"])
    note["number"] = f"{invoice['number']}-CN-{count + 1:02d}"
    token = state.token("test_", 40)
    state.papers[token] = note["id"]
    note["pdf"] = f"{state.base_url}/credit_notes/{state.account_id}/{token}/pdf?s=ap"
    state.credit_notes.put(note)
    state.lines[note["id"]] = note["lines"]["data"]
    emit(state, "credit_note.created", note)
    invoices.credited(state, invoice, note["pre_payment_amount"], note["post_payment_amount"])
    return note


def preview(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/credit_notes/preview: the same rules, and nothing happens."""
    return copied(_made(state, params))


def _made(state: AccountState, params: Obj) -> Obj:
    """Return the note as it would be; StripeFault for every way in which it would not."""
    for name in params.keys() - _PLAYED:
        raise not_played(name)
    invoice = state.invoices.need(params["invoice"], "invoice", 400)
    if invoice["status"] not in ("open", "paid"):
        message = f"You can only create a credit note for an open or paid invoice; this one is {invoice['status']}."
        raise invalid(message, param="invoice")
    found = _credited(state, invoice, params)
    amount = found.amount
    left = invoice["total"] - invoice["pre_payment_credit_notes_amount"] - invoice["post_payment_credit_notes_amount"]
    if amount > left:
        sums = f"{shown(amount, invoice['currency'])} is greater than {shown(left, invoice['currency'])}"
        raise invalid(f"The credit note amount is more than what is left of the invoice to credit: {sums}.", param="amount")
    pre = min(amount, invoice["amount_remaining"])
    linked = _linked(state, invoice, params)
    _check_sum(params, linked, amount - pre, invoice["currency"])
    taxes = total_taxes(found.lines)
    tax, kind = sum(one["amount"] for one in taxes), "pre_payment" if pre == amount else "mixed" if pre else "post_payment"
    key = state.token("cn_1", 23)
    return {
        "id": key,
        "object": "credit_note",
        "amount": amount,
        "amount_shipping": found.shipping,
        "created": state.now(),
        "currency": invoice["currency"],
        "customer": invoice["customer"],
        "customer_account": None,
        "customer_balance_transaction": None,
        "discount_amount": 0,
        "discount_amounts": [],
        "effective_at": params.get("effective_at", state.now()),
        "invoice": invoice["id"],
        "lines": cut(found.lines, {}, f"/v1/credit_notes/{key}/lines"),
        "livemode": False,
        "memo": params.get("memo"),
        "metadata": merged({}, params.get("metadata")),
        "number": "",
        "out_of_band_amount": params.get("out_of_band_amount"),
        "pdf": "",
        "post_payment_amount": amount - pre,
        "pre_payment_amount": pre,
        "pretax_credit_amounts": [],
        "reason": params.get("reason"),
        "refunds": linked,
        "shipping_cost": _shipping_cost(invoice, found.shipping),
        "status": "issued",
        "subtotal": amount - found.shipping,
        "subtotal_excluding_tax": amount - found.shipping - tax,
        "total": amount,
        "total_excluding_tax": amount - tax,
        "total_taxes": taxes,
        "type": kind,
        "voided_at": None,
    }


def _credited(state: AccountState, invoice: Obj, params: Obj) -> Credited:
    given = [name for name in ("amount", "lines", "shipping_cost") if params.get(name)]
    if not given:
        raise required("amount")
    if "amount" in given and len(given) > 1:
        raise exclusive("amount", given[1])
    if "amount" in given:
        return by_amount(state, invoice, params["amount"])
    found = by_lines(state, invoice, params["lines"]) if "lines" in given else Credited([], 0)
    return of_shipping(state, invoice, found, params["shipping_cost"]) if "shipping_cost" in given else found


def _linked(state: AccountState, invoice: Obj, params: Obj) -> list[Obj]:
    """Return the refunds a note is to name: of this invoice's payments, alive, and not named for more than they are."""
    paid_with = {charge["id"] for charge in invoices.charges_of(state, invoice["id"])}
    linked: list[Obj] = []
    for place, one in enumerate(params.get("refunds") or []):
        path = f"refunds[{place}]"
        if one.get("type", "refund") != "refund":
            raise not_played(f"{path}[type]={one['type']}")
        if "refund" not in one:
            raise required(f"{path}[refund]")
        refund = state.refunds.need(one["refund"], f"{path}[refund]", 400)
        if refund["charge"] not in paid_with:
            raise invalid("The refund is not of a payment of this invoice.", param=f"{path}[refund]")
        if refund["status"] in _DEAD_REFUNDS:
            raise invalid(f"The refund is {refund['status']} and cannot be linked to a credit note.", param=f"{path}[refund]")
        amount = one.get("amount_refunded", refund["amount"])
        named = sum(
            each["amount_refunded"]
            for note in state.credit_notes.newest(lambda note: note["status"] == "issued")
            for each in note["refunds"]
            if each["refund"] == refund["id"]
        )
        if named + amount > refund["amount"]:
            message = "The refund is linked to credit notes already for all, or too much, of its amount."
            raise invalid(message, param=f"{path}[amount_refunded]")
        linked.append({"amount_refunded": amount, "refund": refund["id"], "type": "refund"})
    return linked


def _check_sum(params: Obj, linked: list[Obj], post: int, currency: str) -> None:
    given = sum(params.get(name) or 0 for name in ("refund_amount", "credit_amount", "out_of_band_amount"))
    given += sum(one["amount_refunded"] for one in linked)
    if given != post:
        message = (
            f"The sum of credit amount, refund amount and out of band amount ({shown(given, currency)}) must equal the "
            f"post payment credit note amount ({shown(post, currency)})."
        )
        raise invalid(message)


def _shipping_cost(invoice: Obj, amount: int) -> Obj | None:
    if not amount or not invoice["shipping_cost"]:
        return None
    rate = invoice["shipping_cost"]["shipping_rate"]
    return {"amount_subtotal": amount, "amount_tax": 0, "amount_total": amount, "shipping_rate": rate, "taxes": []}


def void(state: AccountState, key: str, _params: Obj) -> Obj:
    """POST /v1/credit_notes/{id}/void: only while the invoice is unpaid; a refund cannot be taken back."""
    note = state.credit_notes.need(key, "credit_note")
    invoice = state.invoices.need(note["invoice"])
    if note["status"] == "void":
        raise invalid("This credit note is void already.")
    if invoice["status"] != "open":
        raise invalid("You can only void a credit note if the associated invoice is open.")
    note |= {"status": "void", "voided_at": state.now()}
    emit(state, "credit_note.voided", note)
    invoices.credited(state, invoice, -note["pre_payment_amount"], -note["post_payment_amount"])
    return note


def update(state: AccountState, key: str, params: Obj) -> Obj:
    """POST /v1/credit_notes/{id}: memo and metadata."""
    note = state.credit_notes.need(key, "credit_note")
    with changing(state, note, "credit_note.updated"):
        if "memo" in params:
            note["memo"] = params["memo"] or None
        note["metadata"] = merged(note["metadata"], params.get("metadata"))
    return note


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/credit_notes/{id}."""
    return state.credit_notes.need(key, "credit_note")


def list_notes(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/credit_notes."""
    return page(state.credit_notes, params, "/v1/credit_notes", matching(params, "customer", "invoice"))


def list_lines(state: AccountState, key: str, params: Obj) -> Obj:
    """GET /v1/credit_notes/{id}/lines."""
    state.credit_notes.need(key, "credit_note")
    return cut(state.lines[key], params, f"/v1/credit_notes/{key}/lines")
