"""Months are played at the pretend Stripe: the journal of each is what the balance grew by, to the cent, in every currency."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import msgspec
import pytest

from inbox.domain import journal as domain
from inbox.domain.events import NewEvent, PaymentBody
from inbox.domain.journal import Journal
from inbox.domain.payments import Payment
from tests.hub.actions.hub_world import ANNA, SUE, Hub, refund
from tests.hub.actions.test_journal import file_of, read

BERLIN = ZoneInfo("Europe/Berlin")
MONTHS = ("2026-12", "2027-01")
EDGES = [domain.bounds(month, BERLIN)[0] for month in (*MONTHS, "2027-02")]
CURRENCIES = ("eur", "chf", "jpy")


class Shop:
    """A shop in which everything happens that moves money, drawn from a seed."""

    def __init__(self, hub: Hub, seed: int = 12) -> None:
        self.hub = hub
        self.random = Random(seed)
        self.account = hub.stripe.account
        self.chat = hub.customer_writes()
        self.paid: list[dict[str, str]] = []
        self.given: list[str] = []
        self.disputes: list[str] = []
        self.held: dict[datetime, dict[str, int]] = {}
        """What the pretend Stripe's balance was at the edges of the months, by currency."""
        self.did: Counter[str] = Counter()

    def live(self) -> None:
        """Play from now until the last month is over; the first payment in a currency opens its balance."""
        for currency in CURRENCIES:
            self._pay_in(currency)
        for edge in EDGES:
            while (now := self.hub.clock.now()) < edge:
                pause = timedelta(seconds=self.random.randint(600, 30 * 3600))
                self.hub.clock.pass_time((min(now + pause, edge) - now).total_seconds())
                self.account.advance()
                if self.hub.clock.now() < edge:
                    self._something()
            self.held[edge] = balance(self.hub)
        self._tell()

    def _tell(self) -> None:
        self.hub.deliver()
        self.hub.catchup.run()
        self.hub.rest()

    def _something(self) -> None:
        deeds = (self._pay, self._pay, self._pay, self._invoice, self._refund, self._refund_at_stripe, self._fail, self._dispute)
        deed = self.random.choice((*deeds, self._judge, self._send_to_bank))
        self._tell()
        if deed():
            self.did[deed.__name__] += 1

    def _pay(self) -> bool:
        return self._pay_in(self.random.choice(CURRENCIES))

    def _pay_in(self, currency: str) -> bool:
        metadata = {"conversation": self.chat, "order_id": str(10_000 + len(self.paid))}
        amount = self.random.randint(900, 25_000)
        self.paid.append(self.hub.stripe.payment(amount, currency=currency, metadata=metadata) | {"currency": currency})
        return True

    def _invoice(self) -> bool:
        self.paid.append(self.hub.stripe.invoiced(self.random.randint(900, 25_000)) | {"currency": "eur"})
        return True

    def _refund(self) -> bool:
        """An agent gives a part back."""
        if not self.paid:
            return False
        paid = self.random.choice(self.paid)
        asked = refund(paid["payment"], self.random.randint(1, 450), confirmed=["recent-refund"])
        done = self.hub.do(ANNA, asked | {"currency": paid["currency"]})
        if done.state == "needs_approval":
            self.hub.actions.approve(SUE, done.id)
            self.hub.rest()
            done = self.hub.record(done.id)
        if done.state == "succeeded":
            self.given.append(str((done.result or {})["refund"]))
        return done.state == "succeeded"

    def _refund_at_stripe(self) -> bool:
        charge = self.account.state.charges.get(self.random.choice(self.paid)["charge"]) if self.paid else None
        left = 0 if charge is None else charge["amount_captured"] - charge["amount_refunded"]
        if charge is None or not left or charge["disputed"]:
            return False
        self.given.append(self.account.dashboard_refund(charge["id"], self.random.randint(1, left))["id"])
        return True

    def _fail(self) -> bool:
        """A refund that had arrived comes back."""
        lasting = [each for each in self.given if self.account.state.refunds.need(each)["status"] == "succeeded"]
        if lasting:
            self.account.fail_refund(self.random.choice(lasting))
        return bool(lasting)

    def _dispute(self) -> bool:
        free = [each for each in self.paid if not self.account.state.charges.need(each["charge"])["disputed"]]
        if free:
            inquiry = self.random.random() < 0.3
            self.disputes.append(self.account.dispute(self.random.choice(free)["charge"], inquiry=inquiry)["id"])
        return bool(free)

    def _judge(self) -> bool:
        open_ones = [
            each for each in self.disputes if "response" in str(self.account.state.disputes.need(each)["status"])
        ]
        if open_ones:
            self.account.judge_dispute(self.random.choice(open_ones), won=self.random.random() < 0.5)
        return bool(open_ones)

    def _send_to_bank(self) -> bool:
        return bool(self.account.pay_out())


def balance(hub: Hub) -> dict[str, int]:
    return {each.currency: each.available + each.pending for each in hub.stripe.client.balance().value}


@pytest.fixture
def shop(hub: Hub) -> Shop:
    made = Shop(hub)
    made.live()
    return made


def moved(found: Journal) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in found.sums:
        total[each.currency] += each.net
    return total


def test_each_month_is_what_the_balance_grew_by_and_a_planted_difference_is_listed(hub: Hub, shop: Shop) -> None:
    assert set(shop.did) >= {"_pay", "_invoice", "_refund", "_refund_at_stripe", "_fail", "_dispute", "_judge", "_send_to_bank"}
    for month, start, end in zip(MONTHS, EDGES, EDGES[1:], strict=False):
        found = read(hub, month, BERLIN)
        assert found.differences == ()
        grown = {currency: shop.held[end][currency] - shop.held[start][currency] for currency in CURRENCIES}
        assert dict(moved(found)) == grown
        kinds = {each.kind for each in found.sums}
        assert kinds >= {"payment", "refund", "refund_failure", "dispute", "payout"}
        taken = shop.account.state.paid_out
        assert all(row.movement.payout == taken.get(row.movement.id) for row in found.rows)
        lines = file_of(found)
        assert len(lines) == len(found.rows)
        for currency, places in (("eur", 2), ("chf", 2), ("jpy", 0)):
            net = [each["net"] for each in lines if each["currency"] == currency.upper()]
            assert sum(int(each.replace(",", "")) for each in net) == grown[currency]
            assert all(len(each.partition(",")[2]) == places for each in net)
    planted = plant(hub, shop)
    found = read(hub, MONTHS[-1], BERLIN)
    assert {(each.what, each.source, each.stripe, each.hub) for each in found.differences} == planted


def plant(hub: Hub, shop: Shop) -> set[tuple[str, str, int | None, int | None]]:
    """Make the books differ in every way there is; returns what is to be told of each."""
    rows = [row for row in read(hub, MONTHS[-1], BERLIN).rows if row.kind == "payment"]
    told_wrong, unbooked = rows[3], rows[5]
    untold = hub.stripe.account.create_charge_for_seed(None, 7_700, created=int(EDGES[-1].timestamp()) - 60)
    assert told_wrong.entry is not None
    assert told_wrong.entry.payment is not None
    known = hub.mirrored(Payment, told_wrong.entry.payment)
    assert known.amount is not None
    body = PaymentBody(known.id, "999999999999.e", msgspec.structs.replace(known, amount=known.amount + 1))
    hub.writer.run(lambda tx: tx.append([NewEvent("payment.changed", "stripe", EDGES[-1].isoformat(), body, None)]))
    shop.account.state.balance_transactions.remove(unbooked.movement.id)
    return {
        ("not-told", untold["id"], 7_700, None),
        ("other-amount", str(told_wrong.movement.source), known.amount, known.amount + 1),
        ("not-moved", str(unbooked.movement.source), None, unbooked.movement.amount),
    }


def test_the_last_second_of_a_month_is_of_that_month_and_the_next_one_of_the_following(hub: Hub) -> None:
    edge = int(EDGES[1].timestamp())
    before, after = (hub.stripe.account.create_charge_for_seed(None, 500, created=edge - off) for off in (1, 0))
    hub.clock.pass_time(edge + 3600 - hub.clock.now().timestamp())
    hub.catchup.run()
    for month, charge, day in ((MONTHS[0], before, "2026-12-31"), (MONTHS[1], after, "2027-01-01")):
        found = [row for row in read(hub, month, BERLIN).rows if row.kind == "payment"]
        assert [(row.movement.source, row.day) for row in found] == [(charge["id"], day)]
        assert read(hub, month, BERLIN).differences == ()
