"""What no font here has is said in brackets, never drawn as an empty box; everything else stays as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from inbox.ui.documents.legible import Letters

NOBODY_HAS = "\U000f0000"
"""A sign for private use, which no font can be expected to draw."""


def letters() -> Letters:
    return Letters(("Inter", "DejaVu Sans"), "Bild", "Zeichen")


@pytest.mark.parametrize("text", ["", "Größe 59,00 € – „passt“", "a\nb", "Grüße 😀", "e\u0301", "👩\u200d👧 ❤\ufe0f"])
def test_what_can_be_drawn_stays(qapp: QApplication, text: str) -> None:
    assert letters().legible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (NOBODY_HAS, "[Zeichen]"),
        (f"vor {NOBODY_HAS * 3} nach", "vor [Zeichen × 3] nach"),
        (f"{NOBODY_HAS} {NOBODY_HAS}, {NOBODY_HAS}", "[Zeichen × 2], [Zeichen]"),
        (f"{NOBODY_HAS}\n{NOBODY_HAS}", "[Zeichen]\n[Zeichen]"),
        (f"{NOBODY_HAS}\u200d.", "[Zeichen]."),
        ("\U0001f8ff ja", "[Bild] ja"),
    ],
)
def test_what_cannot_is_said_and_counted(qapp: QApplication, text: str, shown: str) -> None:
    found = letters()
    assert found.legible(text) == shown
    assert found.missing == text.count(NOBODY_HAS) + text.count("\U0001f8ff")


@pytest.mark.parametrize("text", ["हिन्दी", "ไทย", "한국어", "日本語", "မြန်မာ", "עברית", "العربية"])
def test_a_script_is_drawn_in_a_font_that_has_it_or_said(qapp: QApplication, text: str) -> None:
    found = letters()
    shown = found.legible(f"a {text} b")
    if found.missing:
        assert shown == f"a [Zeichen × {found.missing}] b"
    else:
        assert shown == f"a {text} b"


def test_a_font_beside_the_preferred_ones_is_named(qapp: QApplication) -> None:
    found = Letters(("Inter",), "Bild", "Zeichen")
    assert found.legible("😀") == "😀"
    assert len(found.others) == 1


def test_nothing_turns_the_letters_round_and_no_control_character_is_left(qapp: QApplication) -> None:
    assert letters().legible("\u202egnuthcA\u202c\x07\u2066x") == "gnuthcAx"


@given(st.text(max_size=40))
def test_what_is_legible_stays_so(text: str) -> None:
    found = letters()
    once = found.legible(text)
    missing = found.missing
    assert found.legible(once) == once
    assert found.missing == missing
