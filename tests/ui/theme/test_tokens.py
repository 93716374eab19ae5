"""The colours keep their contrast."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from inbox.ui.theme.tokens import (
    AVATARS,
    DARK,
    LEAST_CONTRAST,
    LIGHT,
    ON_AVATAR,
    TEXT_PAIRS,
    Tokens,
    contrast,
    from_system,
)

_THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@_THEMES
@pytest.mark.parametrize(("text", "behind"), TEXT_PAIRS)
def test_every_text_is_readable_on_what_it_stands_on(tokens: Tokens, text: str, behind: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, behind)) >= LEAST_CONTRAST


@_THEMES
def test_no_colour_of_text_is_left_out_of_the_pairs(tokens: Tokens) -> None:
    backgrounds = {
        "bg",
        "surface",
        "raised",
        "line",
        "selected",
        "hovered",
        "chat",
        "incoming",
        "outgoing",
        "note",
        "note_line",
    }
    backgrounds |= {"bar", "bar_line", "highlight", "is_dark", "outline"}
    texts = {name for name in tokens.__struct_fields__ if not name.endswith("_soft")} - backgrounds
    assert texts <= {text for text, _ in TEXT_PAIRS}


@pytest.mark.parametrize("color", AVATARS, ids=lambda color: color.name())
def test_initials_are_readable_on_every_avatar(color: QColor) -> None:
    assert contrast(ON_AVATAR, color) >= LEAST_CONTRAST


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)
    assert contrast(QColor("#ffffff"), QColor("#777777")) == contrast(QColor("#777777"), QColor("#ffffff"))


def _system(window: str, text: str, chosen: str, on_chosen: str) -> QPalette:
    palette = QPalette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        palette.setColor(role, QColor(window))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(role, QColor(text))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(chosen))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(on_chosen))
    return palette


def test_high_contrast_takes_the_systems_colours_and_nothing_soft() -> None:
    black, yellow, blue = QColor("#000000"), QColor("#ffff00"), QColor("#1aebff")
    tokens = from_system(_system("#000000", "#ffff00", "#1aebff", "#000000"))
    assert tokens.is_dark
    assert (tokens.text, tokens.bg, tokens.accent, tokens.on_accent) == (yellow, black, blue, black)
    assert (tokens.highlight, tokens.on_highlight, tokens.outline) == (blue, black, yellow)
    assert tokens.danger_soft == tokens.warn_soft == tokens.outgoing == black


@pytest.mark.parametrize(
    "colors",
    [
        ("#000000", "#ffff00", "#1aebff", "#000000"),  # Windows' four of their kind, and two that are none
        ("#202020", "#ffffff", "#8ee3f0", "#263b50"),
        ("#2d3236", "#ffffff", "#a1bfde", "#212d3b"),
        ("#fffaef", "#3d3d3d", "#903909", "#fff5e3"),
        ("#ffffff", "#000000", "#37006e", "#ffffff"),
        ("#efefef", "#777777", "#d0d0ff", "#eeeeff"),
    ],
)
def test_whatever_the_systems_colours_are_every_text_is_readable(colors: tuple[str, str, str, str]) -> None:
    tokens = from_system(_system(*colors))
    for text, behind in TEXT_PAIRS:
        assert contrast(getattr(tokens, text), getattr(tokens, behind)) >= LEAST_CONTRAST, (text, behind)
