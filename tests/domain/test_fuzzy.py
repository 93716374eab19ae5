"""Finding by a few letters: what people type first is what they get first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.fuzzy import plain_letters, ranked

_LINES = [
    "Send a payment link",
    "Send a product",
    "Open the refund form",
    "Resolve and stay",
    "Zahlungslink für Müller",
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("pay", "Send a payment link"),
        ("prod", "Send a product"),
        ("send prod", "Send a product"),
        ("refund", "Open the refund form"),
        ("rfnd", "Open the refund form"),
        ("muller", "Zahlungslink für Müller"),
        ("MÜLL", "Zahlungslink für Müller"),
        ("open the refund form", "Open the refund form"),
    ],
)
def test_first_is_what_was_meant(query: str, first: str) -> None:
    assert ranked(query, _LINES, str)[0] == first


def test_without_letters_everything_in_its_order() -> None:
    assert ranked("  ", _LINES, str) == _LINES


def test_what_does_not_fit_is_left_out() -> None:
    assert ranked("xyz", _LINES, str) == []


def test_beginnings_come_before_insides() -> None:
    assert ranked("re", ["Unread", "Reply", "Send a reply"], str) == ["Reply", "Send a reply", "Unread"]


def test_sharp_s_is_two() -> None:
    assert plain_letters("Straße") == "strasse"


@given(st.text(max_size=20), st.lists(st.text(max_size=30), max_size=8))
def test_whatever_is_typed_only_lines_come_back(query: str, lines: list[str]) -> None:
    found = ranked(query, lines, str)
    assert set(found) <= set(lines)
    assert len(found) <= len(lines)


@given(st.text(alphabet="abcdefghij ", min_size=1, max_size=20))
def test_a_line_finds_itself(line: str) -> None:
    assert ranked(line, [line], str) == [line]
