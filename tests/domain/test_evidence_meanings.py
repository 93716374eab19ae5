"""What a line of a chat means for whoever decides a dispute: by its words, and nothing more where they tell nothing."""

from __future__ import annotations

import pytest

from inbox.domain.evidence_meanings import LANGUAGES, carrier, meaning, of_customer, of_shop, tracking_number


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das Paket ist heute angekommen, danke!", "arrived"),
        ("Super, hab es bekommen", "arrived"),
        ("Kein Problem, ist angekommen", "arrived"),
        ("The parcel arrived, thanks", "arrived"),
        ("Mein Paket ist noch nicht angekommen", "not-arrived"),
        ("Es ist nichts da", "not-arrived"),
        ("It has not arrived", "not-arrived"),
        ("I haven't received anything", "not-arrived"),
        ("Die Mühle ist kaputt angekommen", "broken"),
        ("the grinder is damaged", "broken"),
        ("Das ist die falsche Sorte", "wrong"),
        ("Ich habe das nie bestellt", "not-ordered"),
        ("I did not order this", "not-ordered"),
        ("Ich möchte das zurückgeben", "withdraws"),
        ("Ich möchte mein Geld zurück", "wants-refund"),
        ("Please refund me", "wants-refund"),
        ("Ich nehme 2 kg", "orders"),
        ("Hauptstraße 12, 20095 Hamburg", "address"),
        ("Hallo", "said"),
        ("", "said"),
    ],
)
def test_what_a_customer_says(text: str, name: str) -> None:
    assert of_customer(text) == name


@pytest.mark.parametrize(
    ("text", "name", "number", "by"),
    [
        ("Unterwegs mit DHL: 00340434161094012345", "tracking", "00340434161094012345", "DHL"),
        ("Your parcel: UPS 1Z999AA10123456784", "tracking", "1Z999AA10123456784", "UPS"),
        ("Ist heute verschickt worden", "shipped", "", ""),
        ("Wir erstatten Ihnen die 59 €", "speaks-of-refund", "", ""),
        ("Sehr gern!", "answered", "", ""),
        ("Bestellung 123456789012", "answered", "123456789012", ""),
    ],
)
def test_what_the_shop_says(text: str, name: str, number: str, by: str) -> None:
    assert (of_shop(text), tracking_number(text), carrier(text)) == (name, number, by)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meaning_is_a_line_in_both_languages(language: str) -> None:
    assert meaning("paid", language, amount="59,00 €", method="Visa 4242").endswith("Visa 4242")
    assert meaning("arrived", "de") != meaning("arrived", "en")
