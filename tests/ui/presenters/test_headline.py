"""The sum of a person's money: currencies beside each other, since when, and how it was matched."""

from __future__ import annotations

import msgspec
import pytest

from inbox.desk.ports import Money, Sale
from inbox.domain.ids import SourceId
from inbox.domain.payments import Bought, Dispute
from inbox.ui.models.presenters.headline import as_of, headline
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.rows import plain
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, paid


def of(money: Money, **changes: object) -> Money:
    return msgspec.structs.replace(money, payment=msgspec.structs.replace(money.payment, **changes))


def test_currencies_stand_beside_each_other(pretend: PretendDesk) -> None:
    yen = of(paid("pi_2", amount=5000), currency="jpy")
    declined = of(paid("pi_3"), status="failed")
    shown = headline(pretend.desk, [paid(refunded=1800), yen, declined])
    assert plain(shown) == "€49.80 + ¥5,000 paid · €18.00 refunded"
    assert plain(headline(pretend.desk, [declined])) == "€0.00 paid"


def test_what_is_only_on_its_way_is_not_called_refunded(pretend: PretendDesk) -> None:
    one, two = paid("pi_1", refunded=1800), paid("pi_2", refunded=2490)
    moving = tuple(msgspec.structs.replace(each, status="pending") for each in two.refunds)
    shown = headline(pretend.desk, [one, msgspec.structs.replace(two, refunds=moving)])
    assert plain(shown) == "€99.60 paid · €18.00 refunded · €24.90 on its way back"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("needs_response", " · €49.80 held by the bank"),
        ("under_review", " · €49.80 held by the bank"),
        ("lost", " · €49.80 lost to the bank"),
        ("won", ""),
        ("warning_needs_response", ""),
    ],
)
def test_money_that_a_bank_has_taken_back_is_said(pretend: PretendDesk, status: str, words: str) -> None:
    case = Dispute(SourceId("dp_1"), charge=SourceId("ch_1"), amount=4980, currency="eur", status=status)
    one = msgspec.structs.replace(of(paid("pi_1"), disputed=True), disputes=(case,))
    assert plain(headline(pretend.desk, [one, paid("pi_2", amount=1000)])) == f"€59.80 paid{words}"


def test_the_first_payment_says_since_when(pretend: PretendDesk) -> None:
    first = of(paid("pi_2"), created="2024-03-31T22:30:00Z")
    assert as_of(pretend.desk, [paid(), first]) == (
        "Customer since March 2024 · matched by a payment link · as of 14:05"
    )


def test_a_payment_says_what_was_bought_when_nobody_described_it(pretend: PretendDesk) -> None:
    one = Sale((Bought("Guatemala", 2490),))
    many = Sale((Bought("Guatemala", 2490), Bought("Espresso", 4980, 2)))

    def details(sale: Sale, **changes: object) -> str:
        pretend.reads.money = [msgspec.structs.replace(of(paid(), **changes), sale=sale)]
        panel = PanelPresenter(pretend.desk, pretend.clicks)
        panel.open(LENA)
        return panel.state.sections[0].entries[0].details[0]

    assert details(one) == "Today 11:05 · Visa 4242 · Guatemala"
    assert details(many, order_number="10234") == "Today 11:05 · Visa 4242 · order 10234 · 3 items"
    assert details(many, description="Subscription update") == "Today 11:05 · Visa 4242 · Subscription renewal"
    assert details(one, presented=2710, presented_currency="usd") == "Today 11:05 · Visa 4242 · paid as $27.10 · Guatemala"
    assert details(one, paid_at="2026-11-22T11:25:00.000Z") == "Today 11:25 · Visa 4242 · Guatemala", "after a first try"
    assert details(many, description="Kaffee-Abo") == "Today 11:05 · Visa 4242 · Kaffee-Abo"
