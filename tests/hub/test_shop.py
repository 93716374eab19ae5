"""What desks are told of the shop: above all, whether anything there is real."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox.domain.terms import ShippingRate
from inbox.hub.shop import Shop, terms_of
from inbox.platforms.stripe.bodies import Page
from inbox.system.secrets import Secret
from inbox.system.settings import HubSettings, StripeSettings, WhatsAppSettings

LIVE_KEY = StripeSettings(key=Secret("rk_live_canary"), is_live=True)
TEST_KEY = StripeSettings(key=Secret("rk_test_canary"))
PRETEND_STRIPE = StripeSettings(key=Secret("rk_test_canary"), url="http://127.0.0.1:1")
REAL = WhatsAppSettings(Secret("t"), (Secret("s"),), Secret("v"), "1066", "2077")
PRETEND = WhatsAppSettings(Secret("t"), (Secret("s"),), Secret("v"), "1066", "2077", is_test=True)


def settings(stripe: StripeSettings | None, whatsapp: WhatsAppSettings | None) -> HubSettings:
    return HubSettings(Path("hub.db"), whatsapp, stripe, None)


@pytest.mark.parametrize(
    ("stripe", "whatsapp", "mode", "platforms"),
    [
        (LIVE_KEY, REAL, "live", ("stripe", "whatsapp")),
        (LIVE_KEY, None, "live", ("stripe",)),
        (None, REAL, "live", ("whatsapp",)),
        (None, None, "live", ()),
        (TEST_KEY, REAL, "test", ("stripe", "whatsapp")),
        (TEST_KEY, None, "test", ("stripe",)),
        (PRETEND_STRIPE, REAL, "test", ("stripe", "whatsapp")),
        (TEST_KEY, PRETEND, "test", ("stripe", "whatsapp")),
        (PRETEND_STRIPE, PRETEND, "demo", ("stripe", "whatsapp")),
        (None, PRETEND, "demo", ("whatsapp",)),
    ],
)
def test_the_mode_says_what_is_real(
    stripe: StripeSettings | None, whatsapp: WhatsAppSettings | None, mode: str, platforms: tuple[str, ...]
) -> None:
    terms = terms_of(Shop(), settings(stripe, whatsapp))
    assert (terms.mode, terms.platforms) == (mode, platforms)


def test_what_the_owner_has_settled_is_told_without_a_secret() -> None:
    rates = (ShippingRate("DHL", 490, 4900),)
    shop = Shop(merchant="Nordlicht", currency="chf", shipping=rates, page=Page(language="en"))
    terms = terms_of(shop, settings(LIVE_KEY, REAL))
    assert (terms.name, terms.currency, terms.language, terms.shipping) == ("Nordlicht", "chf", "en", rates)
    assert "canary" not in repr(terms)
