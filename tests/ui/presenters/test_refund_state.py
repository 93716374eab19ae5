"""What a payment's card says of money that went back: on its way, arrived with the bank's number, late."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from inbox.desk.ports import Money
from inbox.domain import times
from inbox.domain.ids import SourceId
from inbox.domain.payments import Refund
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.rows import Chip, Tone, plain
from inbox.ui.models.states.parts import Entry
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, paid

pytestmark = pytest.mark.usefixtures("qapp")


def refund(status: str, amount: int = 2490, days: float = 3, name: str = "re_1", **more: str) -> Refund:
    created = times.to_text(NOW - timedelta(days=days))
    return Refund(SourceId(name), SourceId("pi_1"), amount=amount, status=status, created=created, **more)  # type: ignore[arg-type]  # facts by name


def card(pretend: PretendDesk, *refunds: Refund, **changes: object) -> Entry:
    bought: Money = paid(refunded=sum(each.amount or 0 for each in refunds if each.status != "failed"))
    payment = msgspec.structs.replace(bought.payment, **changes)
    pretend.reads.money = [msgspec.structs.replace(bought, payment=payment, refunds=refunds)]
    panel = PanelPresenter(pretend.desk, pretend.clicks)
    panel.open(LENA)
    return next(section for section in panel.state.sections if section.id == "payments").entries[0]


def test_money_on_its_way_is_not_called_refunded(pretend: PretendDesk) -> None:
    shown = card(pretend, refund("pending", 4980))
    assert shown.chip == Chip("Refund on its way", Tone.INFO)
    assert shown.details[1:] == ("€49.80 on its way since 19 Nov",)
    assert shown.explanation == ()


def test_what_arrived_has_its_day_and_the_number_the_customers_bank_finds_it_by(pretend: PretendDesk) -> None:
    shown = card(pretend, refund("succeeded", reference="74893278"))
    assert shown.chip == Chip("Refunded €24.90")
    assert shown.details[1:] == ("€24.90 refunded 19 Nov · bank reference 74893278",)


def test_the_newest_come_first_and_what_failed_is_none_of_them(pretend: PretendDesk) -> None:
    shown = card(
        pretend,
        refund("succeeded", 100, 9, "re_1"),
        refund("failed", 200, 1, "re_2"),
        refund("pending", 300, 2, "re_3"),
        refund("succeeded", 400, 4, "re_4"),
    )
    assert shown.details[1:] == ("€3.00 on its way since 20 Nov", "€4.00 refunded 18 Nov")
    assert shown.chip == Chip("Refund on its way", Tone.INFO)


def test_what_has_not_arrived_after_ten_days_is_red_with_what_to_look_at(pretend: PretendDesk) -> None:
    assert not card(pretend, refund("pending", days=9.9)).is_wrong
    shown = card(pretend, refund("pending", days=10))
    assert shown.chip == Chip("Refund late", Tone.DANGER)
    assert shown.is_wrong
    assert plain(shown.explanation) == (
        "€24.90 has not arrived after ten days: check whether the Stripe balance covers it."
    )
    assert shown.side is not None, "the rest can still be refunded"
