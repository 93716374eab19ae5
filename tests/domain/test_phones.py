"""One number, one form, however it was typed or sent."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from inbox.domain.phones import display, e164, fold, from_wa_id, is_valid


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0151 12345678", "+4915112345678"),
        ("+49 (0) 151 / 123 456 78", "+4915112345678"),
        ("0049 151 12345678", "+4915112345678"),
        ("+43 660 1234567", "+436601234567"),
        ("030 123456", "+4930123456"),
        ("+43 (0)0660 1234567", "+436601234567"),
        ("+39 06 12345678", "+390612345678"),
        ("7", None),
        ("", None),
        ("Eva", None),
        ("+", None),
        ("+999 123", None),
        ("1" * 300, None),
    ],
)
def test_typed(typed: str, number: str | None) -> None:
    assert e164(typed) == number


def test_national_numbers_are_of_the_region() -> None:
    assert e164("0660 1234567", "AT") == "+436601234567"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5511987654321", "551187654321"),
        ("5215512345678", "525512345678"),
        ("5491123456789", "541123456789"),
        ("4915112345678", "+4915112345678"),
    ],
)
def test_both_notations_are_one_number(one: str, other: str) -> None:
    assert from_wa_id(one) is not None
    assert from_wa_id(one) == from_wa_id(other)


@pytest.mark.parametrize("wa_id", ["", "x", "DE.8812", "0", "4", "9" * 40, "+"])
def test_ids_that_are_no_numbers(wa_id: str) -> None:
    assert from_wa_id(wa_id) is None


@given(st.text(max_size=30))
def test_any_text(text: str) -> None:
    for number in (e164(text), from_wa_id(text)):
        if number is not None:
            assert number.startswith("+")
            assert number[1:].isascii()
            assert number[1:].isdecimal()
            assert fold(fold(number)) == fold(number)
    assert isinstance(display(text), str)
    assert isinstance(is_valid(text), bool)


@example("+430012000")
@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_numbers_keep_their_form(number: str) -> None:
    found = e164(number)
    assert found is None or e164(found) == found


def test_for_people() -> None:
    assert display("+4915112345678") == "+49 1511 2345678"
    assert display("no number") == "no number"


@pytest.mark.parametrize(
    ("number", "valid"), [("+4915112345678", True), ("+4242424242424242", False), ("+1", False), ("x", False)]
)
def test_valid(number: str, valid: bool) -> None:
    assert is_valid(number) is valid
