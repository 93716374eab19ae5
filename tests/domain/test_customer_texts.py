"""What is said to customers: in their language, true whatever comes, and never that fraud was suspected."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from inbox.domain import customer_texts, declines
from inbox.domain.languages import spoken
from inbox.domain.money import Money

URL = "https://pay.example/x"


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["Hallo, wo bleibt meine Bestellung?"], "de"),
        (["Hi, where is my order?"], "en"),
        (["Tüte kaputt"], "de"),
        (["ok", "👍", "10234"], None),
        (["Hallo!", "Sorry, I do not speak German. Can you help me with the order?"], "en"),
        (["Die Karte was declined, can you help?"], "en"),
        ([], None),
    ],
)
def test_the_language_is_told_by_small_words_or_not_at_all(texts: list[str], language: str | None) -> None:
    assert spoken(texts) == language


def test_a_refund_is_called_started_never_arrived() -> None:
    assert customer_texts.refund_started("de", Money(2490, "eur"), "card") == (
        "Die Erstattung über 24,90\u00a0€ ist gestartet. Je nach Bank ist das Geld in 5 bis 10 Tagen auf der Karte."
    )
    english = customer_texts.refund_started("en", Money(5000, "jpy"), "sepa_debit")
    assert english == "We have started a refund of ¥5,000. When the money arrives depends on the bank."


@pytest.mark.parametrize("language", customer_texts.LANGUAGES)
@pytest.mark.parametrize("code", ["fraudulent", "lost_card", "stolen_card", "merchant_blacklist", "do_not_honor", None])
def test_a_suspicion_is_told_as_a_refusal_without_a_reason(language: str, code: str | None) -> None:
    assert declines.cause(code) == "bank"
    said = customer_texts.declined(language, declines.cause(code), URL)
    assert said == customer_texts.declined(language, "bank", URL)
    assert URL in said


@pytest.mark.parametrize("language", customer_texts.LANGUAGES)
def test_every_cause_and_every_text_has_words_in_every_language(language: str) -> None:
    assert len({customer_texts.declined(language, cause, None) for cause in declines.CAUSES}) == len(declines.CAUSES)
    assert declines.cause("insufficient_funds") == "funds"
    assert customer_texts.ask_order_number(language).endswith((".", "?"))
    assert "38" in customer_texts.pay_back(language, Money(3800, "eur"))
    assert customer_texts.refund_by_mistake(language)
    assert "2026" in customer_texts.offer(language, "10 %", datetime(2026, 11, 27, 23, 59, tzinfo=UTC))
    assert len(customer_texts.pay_button(language)) <= 20
    for said in (customer_texts.link_again, customer_texts.reminder, customer_texts.page_again):
        assert URL in said(language, Money(3800, "eur"), URL)
