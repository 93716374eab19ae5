"""The sum of a person's money: currencies beside each other, since when, and how it was matched."""

from __future__ import annotations

import msgspec

from inbox.desk.ports import Money
from inbox.ui.models.presenters.headline import as_of, headline
from inbox.ui.models.rows import plain
from tests.ui.presenters.pretend_desk import PretendDesk, paid


def of(money: Money, **changes: object) -> Money:
    return msgspec.structs.replace(money, payment=msgspec.structs.replace(money.payment, **changes))


def test_currencies_stand_beside_each_other(pretend: PretendDesk) -> None:
    yen = of(paid("pi_2", amount=5000), currency="jpy")
    declined = of(paid("pi_3"), status="failed")
    shown = headline(pretend.desk, [paid(refunded=1800), yen, declined])
    assert plain(shown) == "€49.80 + ¥5,000 paid · €18.00 refunded"
    assert plain(headline(pretend.desk, [declined])) == "€0.00 paid"


def test_the_first_payment_says_since_when(pretend: PretendDesk) -> None:
    first = of(paid("pi_2"), created="2024-03-31T22:30:00Z")
    assert as_of(pretend.desk, [paid(), first]) == (
        "Customer since March 2024 · matched by a payment link · as of 14:05"
    )
