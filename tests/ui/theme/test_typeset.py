"""Running text: nothing is lost, emoji count as Qt counts them, right-to-left words stand on their side."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from inbox.ui.models.formatting import parse
from inbox.ui.models.rows import Span
from inbox.ui.models.spoken import readable
from inbox.ui.theme.fonts import BASE
from inbox.ui.theme.theme import Theme
from inbox.ui.theme.typeset import TextBlock, is_right_to_left, message_block, span_block, units

_TEXTS = st.text(st.sampled_from("ab *_~`>-.1\n😀שא/:"), max_size=60)


def _block(theme: Theme, text: str, most: float = 300) -> TextBlock:
    return message_block(theme.look, parse(text), most)


@given(text=_TEXTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_all_of_it_can_be_copied(theme: Theme, text: str) -> None:
    block = _block(theme, text)
    assert block.between((0, block.length)) == readable(text)


@given(text=_TEXTS, most=st.integers(20, 400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_is_never_wider_than_it_may_be(theme: Theme, text: str, most: int) -> None:
    block = _block(theme, text, most)
    assert block.width <= max(most, 40)
    assert block.height >= theme.look.px(20) * len(parse(text))


def test_one_word_without_end_is_broken(theme: Theme) -> None:
    assert _block(theme, "Donaudampfschifffahrt" * 20, 200).width <= 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallo", False),
        ("שלום", True),
        ("  ؟مرحبا", True),
        ("123 שלום", True),
        ("12:30", False),
        ("", False),
        ("😀 Hi", False),
    ],
)
def test_which_way_words_run(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_right_to_left_words_stand_on_the_right_and_leave_no_room_beside(theme: Theme) -> None:
    block = _block(theme, "שלום")
    block.justify(200)
    assert block.last_width == math.inf
    assert block.place_at(QPointF(199, 5)) == 0  # the first letter is the rightmost
    assert block.place_at(QPointF(1, 5)) == 4


def test_emoji_are_counted_in_utf_16(theme: Theme) -> None:
    block = _block(theme, "a😀b")
    assert (units("a😀b"), block.length) == (4, 4)
    assert block.between((0, 3)) == "a😀"
    assert block.between((4, 3)) == "b"


def test_a_link_is_found_under_the_pointer_and_nowhere_else(theme: Theme) -> None:
    block = _block(theme, "Hier 😀: https://kaffee.example/x *fett*")
    link = theme.look.fonts.of(14).width("Hier 😀: ") + 10
    assert block.link_at(QPointF(link, 8)) == "https://kaffee.example/x"
    assert block.link_at(QPointF(4, 8)) == ""
    assert block.link_at(QPointF(link, 200)) == ""
    assert block.link_at(QPointF(2000, 8)) == ""


def test_a_word_is_found_for_the_double_click(theme: Theme) -> None:
    block = _block(theme, "eins zwei\ndrei")
    assert block.between(block.word_at(6)) == "zwei"
    assert block.between(block.word_at(10)) == "drei"


def test_a_list_is_copied_with_its_markers(theme: Theme) -> None:
    block = _block(theme, "- eins\n2. zwei\n> drei")
    assert block.between((0, block.length)) == "• eins\n2. zwei\ndrei"
    assert block.between((1, 3)) == "in"


def test_spans_keep_their_words(theme: Theme) -> None:
    spans = (Span("Refund "), Span("24,90 €", bold=True), Span(" · Lena"))
    block = span_block(theme.look, spans, theme.look.fonts.of(BASE), 18, 500)
    assert block.between((0, block.length)) == "Refund 24,90 € · Lena"
    assert block.height == 18


def test_a_number_keeps_its_unit_on_the_line_and_is_copied_as_it_was(theme: Theme) -> None:
    face = theme.look.fonts.of(BASE)
    for text, end in (("Guatemala Filter 250 g", "250 g"), ("Visa 4242 · 2 × Espresso", "2 × Espresso")):
        whole = span_block(theme.look, (Span(text),), face, 18, face.width(text) - 4)
        assert whole.height == 36
        assert whole.last_width > face.width(end) - 2, "all of it went to the next line"
        assert whole.between((0, whole.length)) == text
