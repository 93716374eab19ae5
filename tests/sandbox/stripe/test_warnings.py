"""Early fraud warnings: the bank tells before anybody disputes, and has nothing more to tell once the money went back."""

from __future__ import annotations

import pytest
import stripe

from inbox.sandbox.stripe import StripeFault
from tests.sandbox.stripe.conftest import Shop


def test_a_warning_is_listed_by_its_charge_until_the_money_went_back(shop: Shop) -> None:
    charge = shop.paid(5000)
    key = shop.account.warn_of_fraud(charge["id"], "made_with_lost_card")["id"]
    client = shop.sdk()
    warned = client.v1.radar.early_fraud_warnings.list({"charge": charge["id"]}).data
    assert [(one.id, one.actionable, one.fraud_type) for one in warned] == [(key, True, "made_with_lost_card")]
    client.v1.refunds.create({"charge": charge["id"], "amount": 1000})
    assert client.v1.radar.early_fraud_warnings.retrieve(key).actionable is True
    client.v1.refunds.create({"charge": charge["id"]})
    assert client.v1.radar.early_fraud_warnings.retrieve(key, {"expand": ["charge"]}).actionable is False
    assert shop.webhooks.types().count("radar.early_fraud_warning.updated") == 1


def test_a_dispute_settles_it_too(shop: Shop) -> None:
    charge = shop.paid(method="card_warning")
    shop.account.dispute(charge["id"])
    (warned,) = shop.account.books()["fraud_warnings"].values()
    assert warned["actionable"] is False


def test_what_nobody_can_be_warned_of(shop: Shop) -> None:
    with pytest.raises(StripeFault, match="Invalid fraud_type"):
        shop.account.warn_of_fraud(shop.paid()["id"], "boredom")
    with pytest.raises(stripe.InvalidRequestError, match="No such early fraud warning"):
        shop.sdk().v1.radar.early_fraud_warnings.retrieve("issfr_nothing")
