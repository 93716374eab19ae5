from __future__ import annotations

from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inbox.domain.hours import Hours
from inbox.domain.legal import Legal
from inbox.domain.terms import Returns, ShippingRate, ShopCard
from inbox.system.settings import SettingsError
from inbox.system.shop_settings import shop_settings


def test_a_shop_that_says_nothing_has_defaults() -> None:
    shop = shop_settings({})
    assert (shop.name, shop.language, shop.zone, shop.countries) == ("Tresen", "de", UTC, ("DE", "AT"))
    assert shop.policy.limit("agent").refund is None
    assert shop.policy.limit("viewer").refund == 0
    assert (shop.currency, shop.shipping, shop.link_days) == ("eur", (), None)


def test_everything_can_be_said() -> None:
    environ = {
        "TRESEN_SHOP_NAME": "Rösterei Hafen",
        "TRESEN_LANGUAGE": "en",
        "TRESEN_TIME_ZONE": "Europe/Berlin",
        "TRESEN_COUNTRIES": "de, ch",
        "TRESEN_SHOP_CURRENCY": "CHF",
        "TRESEN_SHOP_SHIPPING": "Post: 790 : 8000; Abholung im Laden:0;",
        "TRESEN_SHOP_LINK_DAYS": "7",
        "TRESEN_SHOP_ADDRESS": " Deichstraße 1, Hamburg ",
        "TRESEN_SHOP_COORDINATES": "53.5461, 9.9890",
        "TRESEN_SHOP_PHONE": "040 123456",
        "TRESEN_SHOP_EMAIL": "hallo@hafen.example",
        "TRESEN_AGENT_REFUND_LIMIT": "5000",
        "TRESEN_AGENT_DAY_LIMIT": "20000",
        "TRESEN_FOUR_EYES_ABOVE": "15000",
        "TRESEN_SHOP_TAX": "8,1 %",
        "TRESEN_SHOP_TERMS_URL": "https://hafen.example/agb",
    }
    shop = shop_settings(environ)
    assert (shop.name, shop.language, shop.countries) == ("Rösterei Hafen", "en", ("DE", "CH"))
    assert shop.zone == ZoneInfo("Europe/Berlin")
    assert shop.currency == "chf"
    assert shop.card == ShopCard("Deichstraße 1, Hamburg", "53.5461, 9.9890", "+4940123456", "hallo@hafen.example")
    assert shop.shipping == (ShippingRate("Post", 790, 8000), ShippingRate("Abholung im Laden", 0))
    assert shop.link_days == 7
    assert (shop.policy.limit("agent").refund, shop.policy.limit("agent").day) == (5000, 20000)
    assert shop.policy.limit("supervisor").refund is None
    assert shop.policy.limit("owner").refund is None
    assert shop.policy.four_eyes == 15_000
    assert shop.legal == Legal("8.1", terms="https://hafen.example/agb")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRESEN_LANGUAGE", "fr"),
        ("TRESEN_SHOP_TAX", "some"),
        ("TRESEN_SHOP_TAX", "190"),
        ("TRESEN_SHOP_TERMS_URL", "http://hafen.example/agb"),
        ("TRESEN_SHOP_PRIVACY_URL", "hafen.example"),
        ("TRESEN_SHOP_WITHDRAWAL_FILE", "/nowhere/terms.txt"),
        ("TRESEN_SHOP_WITHDRAWAL_FILE", "/"),
        ("TRESEN_SHOP_WITHDRAWAL_TEXT", "x" * 15_001),
        ("TRESEN_FOUR_EYES_ABOVE", "150,00"),
        ("TRESEN_TIME_ZONE", "Nowhere/Atlantis"),
        ("TRESEN_TIME_ZONE", "../etc/passwd"),
        ("TRESEN_COUNTRIES", "Germany"),
        ("TRESEN_COUNTRIES", ","),
        ("TRESEN_SHOP_CURRENCY", "euro"),
        ("TRESEN_SHOP_CURRENCY", "xxx"),
        ("TRESEN_SHOP_COORDINATES", "Hamburg"),
        ("TRESEN_SHOP_COORDINATES", "91, 181"),
        ("TRESEN_SHOP_PHONE", "call us"),
        ("TRESEN_SHOP_EMAIL", "hallo"),
        ("TRESEN_SHOP_SHIPPING", "DHL"),
        ("TRESEN_SHOP_SHIPPING", "DHL:4,90"),
        ("TRESEN_SHOP_SHIPPING", "DHL:-490"),
        ("TRESEN_SHOP_SHIPPING", ":490"),
        ("TRESEN_SHOP_SHIPPING", "DHL:490:4900:1"),
        ("TRESEN_SHOP_SHIPPING", "DHL:490;DHL:590"),
        ("TRESEN_SHOP_SHIPPING", ";".join(f"{n}:{n}" for n in range(6))),
        ("TRESEN_SHOP_LINK_DAYS", "2"),
        ("TRESEN_SHOP_LINK_DAYS", "24h"),
        ("TRESEN_AGENT_REFUND_LIMIT", "50,00"),
        ("TRESEN_SUPERVISOR_DAY_LIMIT", "-1"),
    ],
)
def test_what_is_wrong_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        shop_settings({name: value})


def test_the_terms_for_returns_are_said_or_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "terms.txt"
    file.write_bytes("\ufeffRückgabe binnen 30 Tagen.\r\n\x07Auf unsere Kosten.\n".encode())
    url = {"TRESEN_SHOP_WITHDRAWAL_URL": "https://hafen.example/widerruf"}
    words = "Rückgabe binnen 30 Tagen.\nAuf unsere Kosten."
    said = shop_settings({"TRESEN_SHOP_WITHDRAWAL_FILE": str(file)} | url)
    assert said.returns == Returns("https://hafen.example/widerruf", words)
    assert shop_settings({"TRESEN_SHOP_WITHDRAWAL_TEXT": f" {words} "}).returns == Returns(text=words)
    with pytest.raises(SettingsError, match="both set"):
        shop_settings({"TRESEN_SHOP_WITHDRAWAL_FILE": str(file), "TRESEN_SHOP_WITHDRAWAL_TEXT": "x"})
    file.write_bytes("Rückgabe".encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        shop_settings({"TRESEN_SHOP_WITHDRAWAL_FILE": str(file)})
    file.write_text("x" * 20_000)
    with pytest.raises(SettingsError, match="15000 characters, it has 20000"):
        shop_settings({"TRESEN_SHOP_WITHDRAWAL_FILE": str(file)})


def test_opening_hours_and_holidays() -> None:
    assert shop_settings({}).hours == Hours()
    said = {"TRESEN_SHOP_HOURS": "1-5 8:30-17:00; 6 10:00 - 14:00;", "TRESEN_SHOP_HOLIDAYS": "2026-12-26, 2026-12-25"}
    hours = shop_settings(said).hours
    assert hours.week == (*[(510, 1020)] * 5, (600, 840), None)
    assert hours.holidays == ("2026-12-25", "2026-12-26")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRESEN_SHOP_HOURS", "9-18"),
        ("TRESEN_SHOP_HOURS", "5-1 9:00-18:00"),
        ("TRESEN_SHOP_HOURS", "1 18:00-9:00"),
        ("TRESEN_SHOP_HOURS", "8 9:00-18:00"),
        ("TRESEN_SHOP_HOURS", "1 9:00-25:00"),
        ("TRESEN_SHOP_HOLIDAYS", "25.12."),
    ],
)
def test_hours_that_are_none_name_the_variable(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        shop_settings({name: value})
