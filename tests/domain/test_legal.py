"""What stands beside the button of the payment page, in the customer's language."""

from __future__ import annotations

from inbox.domain.legal import EXEMPT, MOST_WORDS, STRIPE_TAX, Legal, page_words

URL = "https://shop.example/"


def test_a_shop_that_settled_nothing_says_nothing_and_neither_does_stripe_tax() -> None:
    assert page_words(Legal(), "de") == ""
    assert page_words(Legal(STRIPE_TAX), "de") == ""


def test_a_rate_and_the_exemption_are_said_in_both_languages() -> None:
    assert page_words(Legal("5.5"), "de") == "Alle Preise inkl. 5,5 % USt."
    assert page_words(Legal("19"), "en") == "All prices include 19% VAT."
    assert "§ 19 UStG" in page_words(Legal(EXEMPT), "de")
    assert "small-business" in page_words(Legal(EXEMPT), "fr")


def test_the_links_the_law_wants_follow() -> None:
    legal = Legal("19", terms=URL + "agb", withdrawal=URL + "widerruf", privacy=URL + "datenschutz")
    assert page_words(legal, "de") == (
        "Alle Preise inkl. 19 % USt. · AGB: https://shop.example/agb · Widerruf: https://shop.example/widerruf"
        " · Datenschutz: https://shop.example/datenschutz"
    )
    longest = Legal("19", *("https://" + "x" * 292 for _ in range(3)))
    assert len(page_words(longest, "en")) <= MOST_WORDS
