"""Card numbers: found in every disguise people use, masked to their last four digits, nothing else touched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import example, given

from inbox.domain.cards import is_card_number, luhn, mask, mask_tree

# The published test numbers of the card schemes and of Stripe (docs.stripe.com/testing).
_SCHEMES = (
    "4242424242424242 4000056655665556 4111111111111111 4222222222222 4917610000000000003 "
    "5555555555554444 2223003122003222 2720990000000007 5200828282828210 5105105105105100 "
    "378282246310005 371449635398431 6011111111111117 6011000990139424 6011981111111113 "
    "3056930009020004 36227206271667 30569309025904 38520000023237 6555900000604105 "
    "3566002020360505 3530111333300000 6200000000000005 6205500000000000004 6759649826438453 2201382000000013 "
    "501800000009 "
)
NUMBERS = _SCHEMES.split()
GROUPS = {13: (4, 4, 5), 14: (4, 6, 4), 15: (4, 6, 5), 16: (4, 4, 4, 4), 19: (4, 4, 4, 4, 3), 12: (4, 4, 4)}


def grouped(number: str, between: str) -> str:
    """Return a number written in the usual groups."""
    parts, rest = [], number
    for size in GROUPS[len(number)]:
        parts.append(rest[:size])
        rest = rest[size:]
    return between.join(parts)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "between",
    [
        "",
        " ",
        "-",
        ".",
        "/",
        "  ",
        " - ",
        "\n",
        "\t",
        "\u00a0",
        "\u2009",
        "\u200b",
        "\u2013",
        "·",
        "_",
        ", ",
        ":",
        "|",
        "\u200b \u2060",
    ],
)
def test_every_scheme_in_every_grouping(number: str, between: str) -> None:
    shown, hit = mask(f"Karte: {grouped(number, between)}, danke")
    assert (shown, hit) == (f"Karte: •••• {number[-4:]}, danke", True)


@pytest.mark.parametrize("between", [" ", "", "\u200b" * 50, "\u20e3\ufe0f", "\ufe0f\u20e3 ", "..."])
def test_each_digit_by_itself(between: str) -> None:
    shown, hit = mask(between.join("4242424242424242"))
    assert hit
    assert shown.startswith("•••• 4242")
    assert len(re.sub(r"\D", "", shown)) == 4


@pytest.mark.parametrize("zero", ["０", "٠", "۰", "०", "𝟎", "𝟬"])
def test_digits_of_any_script(zero: str) -> None:
    written = "".join(chr(ord(zero) + int(digit)) for digit in "4242424242424242")
    assert mask(f"a {written} b") == ("a •••• 4242 b", True)
    mixed = written[:8] + " 42424242"
    assert mask(mixed) == ("•••• 4242", True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("4242 4242 4242 4242 12/27 123", "•••• 4242 12/27 123"),
        ("4242424242424242 12 27", "•••• 4242 12 27"),
        ("12/27 4242 4242 4242 4242", "12/27 •••• 4242"),
        ("Bestellung 4711, Karte 4242 4242 4242 4242", "Bestellung 4711, Karte •••• 4242"),
        ("4711 4242 4242 4242 4242", "4711 •••• 4242"),
        ("4242 4242 4242 4242 5555 5555 5555 4444", "•••• 4242 •••• 4444"),
        ("4242424242424242 und 378282246310005", "•••• 4242 und •••• 0005"),
        ("(4242) (4242) (4242) (4242)", "(•••• 4242)"),
        ("card4242424242424242end", "card•••• 4242end"),
    ],
)
def test_beside_other_digits(text: str, shown: str) -> None:
    assert mask(text) == (shown, True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bestellung 4711 vom 22.11.2026 über 49,90 €",
        "4242 4242 4242 4241",
        "1234 5678 9012 3456",
        "DE89 3704 0044 0532 0130 00",
        "0151 23456789",
        "+49 151 12345678",
        "+4915112345678",
        "Tel. +49 (0) 30 / 123 456-78",
        "waid=4915112345678",
        "00340434161094042557",
        "DE96 4401 0046 0000 0128 00",
        "de96 4401 0046 0000 0128 00, danke",
        "vom 23.11.2026 - 25.11.2026",
        "26/11/2026-30/11/2026",
        "27. 11. 2026 - 04. 12. 2026",
        "30.01.2026 - 03.02.2026",
        "1795000000",
        "42424242424242421226",
        "4242 x 4242 x 4242 x 4242",
        "4242 .... 4242 .... 4242 .... 4242",
        "wamid.HBgNNDkxNTExMjM0NTY3OBUCABIYFDNBNTk5",
        "•••• 4242",
    ],
)
def test_what_is_no_card_number_stays(text: str) -> None:
    assert mask(text) == (text, False)


def test_a_german_mobile_number_typed_without_a_plus_is_no_card() -> None:
    assert not is_card_number("4915112345678")
    assert mask("meine Nummer ist 4915112345678") == ("meine Nummer ist 4915112345678", False)
    assert is_card_number("4222222222222"), "an old Visa number of the same length"


def test_what_those_examples_would_be_otherwise() -> None:
    for digits in ("4401004600000128", "2311202625112026", "2611202630112026", "3001202603022026"):
        assert is_card_number(digits), digits


@pytest.mark.parametrize("text", ["DE00 4401 0046 0000 0128 00", "XY96 4401 0046 0000 0128", "23.42.2026 - 25.11.2026"])
def test_only_real_account_numbers_and_dates_are_spared(text: str) -> None:
    assert mask(text)[1] == bool(cards_in(text))


@pytest.mark.parametrize("text", ["+4242424242424242", "+4242 4242 4242 4242", "+378282246310005", "+4222222222222"])
def test_a_plus_alone_hides_nothing(text: str) -> None:
    shown, hit = mask(text)
    assert hit
    assert len(re.sub(r"\D", "", shown)) == 4


# An independent and slow reading of the same rules, to judge the fast one by.
_PREFIXES: dict[int, Collection[int]] = {
    **dict.fromkeys([*range(4000, 4915), *range(4918, 5000)], (13, 16, 19)),
    **dict.fromkeys(range(4915, 4918), (16, 19)),
    **dict.fromkeys(range(5100, 5600), (16,)),
    **dict.fromkeys(range(2221, 2721), (16,)),
    **dict.fromkeys([*range(3400, 3500), *range(3700, 3800)], (15,)),
    **dict.fromkeys([*range(3000, 3060), 3095, *range(3600, 3700), *range(3800, 4000)], (14, 16, 19)),
    **dict.fromkeys([6011, *range(6200, 6300), *range(6440, 6600), *range(2200, 2205)], (16, 17, 18, 19)),
    **dict.fromkeys(range(3500, 3600), (16,)),
    **dict.fromkeys([2131, 1800], (15,)),
    **dict.fromkeys([5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763], range(12, 20)),
}


def slow_luhn(digits: str) -> bool:
    """Sum as ISO/IEC 7812-1 says it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value // 10 + value % 10
    return total % 10 == 0


def cards_in(text: str) -> list[str]:
    """Return every card number that can be read in a text whose separators are plain blanks, dots or hyphens."""
    spots = [place for place, char in enumerate(text) if unicodedata.decimal(char, None) is not None]
    digits = "".join(str(unicodedata.decimal(text[place])) for place in spots)
    found = []
    for first in range(len(spots)):
        if first and spots[first] - spots[first - 1] == 1:
            continue
        for last in range(first + 11, min(first + 19, len(spots))):
            gaps = [text[spots[n] + 1 : spots[n + 1]] for n in range(first, last)]
            if any(len(gap) > 3 or gap.strip(" .-") for gap in gaps):
                break
            if last + 1 < len(spots) and spots[last + 1] - spots[last] == 1:
                continue
            number = digits[first : last + 1]
            if len(number) in _PREFIXES.get(int(number[:4]), ()) and slow_luhn(number):
                found.append(number)
    return found


_PIECES = st.lists(
    st.sampled_from(
        [*NUMBERS, *(grouped(number, " ") for number in NUMBERS if len(number) in GROUPS), "4242", "42", "4", "0"]
    )
    | st.integers(0, 10**8).map(str)
    | st.sampled_from(["", " ", ".", "-", "   ", "    ", "x", "•••• "]),
    max_size=25,
).map("".join)


@given(_PIECES)
@example("4242424242424242 424242424242")  # the last four digits left readable begin another number
@example("4242 4242 4242 4242 4242 4242 4242 4242 4242")
@example("4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2")
def test_no_card_number_is_left(text: str) -> None:
    shown, hit = mask(text)
    assert cards_in(shown) == []
    assert hit == bool(cards_in(text))
    assert mask(shown) == (shown, False)


@given(st.text(st.sampled_from("4 25.-0٤x•"), max_size=120))
def test_no_card_number_is_left_in_noise(text: str) -> None:
    assert cards_in(mask(text)[0]) == []


@given(st.text())
def test_text_without_twelve_digits_is_untouched(text: str) -> None:
    if sum(char.isdecimal() for char in text) < 12:
        assert mask(text) == (text, False)


@given(st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=30), st.sampled_from(NUMBERS))
def test_only_the_number_is_replaced(around: str, number: str) -> None:
    letters = f"{around}a"
    assert mask(f"{letters}{number}b{letters}") == (f"{letters}•••• {number[-4:]}b{letters}", True)


@given(st.text("0123456789", max_size=22))
def test_luhn_and_ranges_agree_with_the_slow_reading(digits: str) -> None:
    assert luhn(digits) == slow_luhn(digits)
    prefix = int(digits[:4] or 0)
    assert is_card_number(digits) == (
        len(digits) in _PREFIXES.get(prefix, ()) and slow_luhn(digits) and digits[0] != "0"
    )


@pytest.mark.parametrize("number", NUMBERS)
def test_published_numbers_are_card_numbers(number: str) -> None:
    assert is_card_number(number) == slow_luhn(number)


@pytest.mark.parametrize("unit", ["4", "4 ", "1", "12345678901 x", "4\u200b", "6011 ", "٤ ", "4242 4242 4242 4242 "])
def test_a_megabyte_is_masked(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    shown, hit = mask(text)
    assert hit == (shown != text)


def test_trees() -> None:
    card = "4242424242424242"
    tree = {
        "a": [card, {"b": f"x {card}"}],
        card: 1,
        "n": int(card),
        "d": Decimal(f"{card}.5"),
        "ok": [True, None, 7, "x"],
    }
    shown, hit = mask_tree(tree)
    assert hit
    assert shown == {
        "a": ["•••• 4242", {"b": "x •••• 4242"}],
        "•••• 4242": 1,
        "n": "•••• 4242",
        "d": "•••• 4242.5",
        "ok": [True, None, 7, "x"],
    }


def test_a_tree_without_card_numbers_is_the_same_object() -> None:
    tree = {"a": [1, "x", {"b": None}]}
    shown, hit = mask_tree(tree)
    assert shown is tree
    assert not hit


def test_spared_keys_are_spared_directly_only() -> None:
    card = "4242424242424242"
    tree = {"id": card, "inside": {"id": int(card), "text": card}, "list": [card], "deep": {"id": [card]}}
    shown, hit = mask_tree(tree, lambda key, text: key == "id" and text == card)
    assert hit
    assert shown == {
        "id": card,
        "inside": {"id": int(card), "text": "•••• 4242"},
        "list": ["•••• 4242"],
        "deep": {"id": ["•••• 4242"]},
    }


def slowly(value: object, key: str | None = None) -> object:
    """Mask every leaf by itself, but for what lies directly under ``id``."""
    if isinstance(value, dict):
        return {mask(name)[0]: slowly(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [slowly(item) for item in value]
    if isinstance(value, str):
        return value if key == "id" else mask(value)[0]
    return value if value is None or isinstance(value, bool) or key == "id" or not mask(str(value))[1] else mask(str(value))[0]


_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([4242424242424242, "4242 4242 4242 4242", "id", "x" * 20, "4242424242424243", "+4915112345678"]),
)
_KEYS = st.sampled_from(["id", "text", "4242424242424242", "a key of many letters", "4242 4242 4242 4242 " + "x" * 60])


@given(st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3)))
def test_a_tree_is_masked_leaf_by_leaf(tree: object) -> None:
    shown, hit = mask_tree(tree, lambda key, text: key == "id")
    assert shown == slowly(tree)
    assert hit == (shown != tree)
    assert hit or shown is tree
