"""What is known of a customer for the gaps of templates: only what is certain, of one payment and one subscription."""

from __future__ import annotations

import msgspec

from inbox.desk.ports import Papers, Subscribed
from inbox.domain.ids import SourceId
from inbox.domain.payments import Invoice
from inbox.domain.subscriptions import Subscription
from inbox.ui.models.presenters.customer_facts import facts_of
from tests.ui.presenters.pretend_desk import PretendDesk, chat, paid

CLUB = Subscription(SourceId("sub_1"), status="active", amount=2990, currency="eur", label="Kaffeeabo")


def test_the_one_subscription_that_runs_and_the_newest_invoice_are_known(pretend: PretendDesk) -> None:
    over = msgspec.structs.replace(CLUB, id=SourceId("sub_0"), status="canceled", label="Teeabo")
    pretend.reads.subscribed = (Subscribed(CLUB), Subscribed(over))
    bill = Papers(Invoice(SourceId("in_1"), number="R-1042"))
    pretend.reads.money = [msgspec.structs.replace(paid(), papers=bill), paid("pi_2")]
    found = facts_of(pretend.desk, chat(), "de")
    assert (found.plan, found.plan_amount, found.invoice_number) == ("Kaffeeabo", "29,90\u00a0€", "R-1042")


def test_of_two_subscriptions_none_is_meant(pretend: PretendDesk) -> None:
    pretend.reads.subscribed = (Subscribed(CLUB), Subscribed(msgspec.structs.replace(CLUB, id=SourceId("sub_2"))))
    found = facts_of(pretend.desk, chat(), "en")
    assert (found.plan, found.plan_amount, found.invoice_number) == ("", "", "")


def test_a_subscription_without_a_name_or_a_price_is_asked_for(pretend: PretendDesk) -> None:
    pretend.reads.subscribed = (Subscribed(msgspec.structs.replace(CLUB, label=None, amount=None)),)
    found = facts_of(pretend.desk, chat(), "en")
    assert (found.plan, found.plan_amount) == ("", "")
