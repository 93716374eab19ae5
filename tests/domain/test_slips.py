"""What is rarely meant for a customer is found, and ordinary words are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.slips import find, is_iban


@pytest.mark.parametrize(
    "text",
    [
        "Bitte auf DE89 3704 0044 0532 0130 00 überweisen",
        "DE89370400440532013000",
        "IBAN: GB82 WEST 1234 5698 7654 32.",
        "NL91-ABNA-0417-1643-00",
        "NO9386011117947",
    ],
)
def test_an_account_number_is_found(text: str) -> None:
    assert find(text) == "iban"


@pytest.mark.parametrize("text", ["DE89 3704 0044 0532 0130 01", "Bestellung DE12345678", "Sendung JJD0001234567890", ""])
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize("text", ["intern: prüfen", "Nur INTERN!", "for internal use", "interne Notiz", "nicht an Kunden"])
def test_words_for_the_team_are_found(text: str) -> None:
    assert find(text) == "internal"


@pytest.mark.parametrize("text", ["Das Internet ist aus", "international", "Internist", "Internat", "Praktikant (Interna)"])
def test_longer_words_are_not(text: str) -> None:
    assert find(text) is None


@given(st.text(max_size=400))
def test_no_text_is_too_odd(text: str) -> None:
    assert find(text) in (None, "iban", "internal")
    assert is_iban(text) in (True, False)
