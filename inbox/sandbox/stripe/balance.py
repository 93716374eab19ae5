"""The account's money: balance transactions and the balance they add up to.

Every movement (payment, refund, failed refund, dispute) is one row here. Documented at docs.stripe.com/api/balance and
/balance_transactions.
"""

from __future__ import annotations

from inbox.sandbox.stripe.errors import Obj
from inbox.sandbox.stripe.paging import matching, page
from inbox.sandbox.stripe.state import AccountState

DAY = 86400
SETTLES_AFTER = 3 * DAY
DISPUTE_FEE = 1500


def fee_of(amount: int) -> int:
    """Return Stripe's fee: 1.5 % rounded half up, plus 25 minor units."""
    return (amount * 15 + 500) // 1000 + 25


def record(
    state: AccountState, kind: str, amount: int, currency: str, *,
    source: str | None, description: str | None, fee: int = 0, category: str | None = None,
) -> Obj:  # fmt: skip
    """Write one row: ``amount`` minor units, negative when it leaves the account."""
    _open(state, currency)
    fees = [{"amount": fee, "application": None, "currency": currency, "description": "Stripe processing fees",
             "type": "stripe_fee"}]  # fmt: skip
    return state.balance_transactions.put(
        {
            "id": state.token("txn_1", 23),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": (state.now() + SETTLES_AFTER) // DAY * DAY,
            "balance_type": "payments",
            "created": state.now(),
            "currency": currency,
            "description": description,
            "exchange_rate": None,
            "fee": fee,
            "fee_details": fees if fee else [],
            "net": amount - fee,
            "reporting_category": category or kind,
            "source": source,
            "status": "pending",
            "type": kind,
        }
    )


def _open(state: AccountState, currency: str) -> None:
    """Give a currency met for the first time its opening balance, as a top-up made when the account was opened."""
    opening = state.settings.opening_balance
    if not opening or any(row["currency"] == currency for row in state.balance_transactions.newest()):
        return
    since = min(state.opened, state.now())
    state.balance_transactions.put(
        {
            "id": state.token("txn_1", 23),
            "object": "balance_transaction",
            "amount": opening,
            "available_on": since,
            "balance_type": "payments",
            "created": since,
            "currency": currency,
            "description": "Opening balance",
            "exchange_rate": None,
            "fee": 0,
            "fee_details": [],
            "net": opening,
            "reporting_category": "topup",
            "source": None,
            "status": "available",
            "type": "topup",
        }
    )


def total(state: AccountState, currency: str) -> int:
    """Return everything the account has in a currency, settled or not, in minor units."""
    _open(state, currency)
    return sum(row["net"] for row in state.balance_transactions.newest() if row["currency"] == currency)


def _aged(state: AccountState, row: Obj) -> Obj:
    if row["status"] == "pending" and row["available_on"] <= state.now():
        row["status"] = "available"
    return row


def retrieve_balance(state: AccountState, _key: str, _params: Obj) -> Obj:
    """GET /v1/balance."""
    _open(state, state.settings.currency)
    sums: dict[str, dict[str, int]] = {}
    for row in state.balance_transactions.newest():
        by_status = sums.setdefault(row["currency"], {"available": 0, "pending": 0})
        by_status[_aged(state, row)["status"]] += row["net"]
    return {
        "object": "balance",
        **{
            status: [
                {"amount": by_status[status], "currency": currency, "source_types": {"card": by_status[status]}}
                for currency, by_status in sorted(sums.items())
            ]
            for status in ("available", "pending")
        },
        "livemode": False,
    }


def retrieve(state: AccountState, key: str, _params: Obj) -> Obj:
    """GET /v1/balance_transactions/{id}."""
    return _aged(state, state.balance_transactions.need(key))


def pay_out(state: AccountState) -> list[str]:
    """Send what has settled to the bank, as Stripe does each day by itself; return the ids of the payouts, one a currency.

    A payout is only seen by what it moved. What is owed to Stripe waits until there is enough.
    """
    settled: dict[str, list[Obj]] = {}
    for row in state.balance_transactions.newest():
        if row["id"] not in state.paid_out and _aged(state, row)["status"] == "available":
            settled.setdefault(row["currency"], []).append(row)
    made = []
    for currency, rows in sorted(settled.items()):
        amount = sum(row["net"] for row in rows)
        if amount > 0:
            name = state.token("po_1", 23)
            sent = record(state, "payout", -amount, currency, source=name, description="STRIPE PAYOUT")
            sent |= {"status": "available", "available_on": state.now()}
            state.paid_out |= dict.fromkeys([sent["id"], *(row["id"] for row in rows)], name)
            made.append(name)
    return made


def list_transactions(state: AccountState, _key: str, params: Obj) -> Obj:
    """GET /v1/balance_transactions."""
    same = matching(params, "currency", "source", "type")
    rows = page(
        state.balance_transactions,
        params,
        "/v1/balance_transactions",
        lambda row: params.get("payout") in (None, state.paid_out.get(row["id"])) and same(row),
    )
    rows["data"] = [_aged(state, row) for row in rows["data"]]
    return rows
