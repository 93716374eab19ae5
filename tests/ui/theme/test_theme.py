"""The theme follows what was chosen, and everything grows with the text."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.ui.theme.fonts import BASE, BOLD, CHAT
from inbox.ui.theme.theme import Scheme, Theme
from inbox.ui.theme.tokens import DARK, LIGHT


def test_says_so_when_it_changes(theme: Theme, qtbot: QtBot) -> None:
    before = theme.look
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)
    assert theme.look is not before
    assert theme.look.tokens is DARK


def test_gives_the_standard_widgets_the_same_colours(theme: Theme, qapp: QApplication) -> None:
    theme.set_scheme(Scheme.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.surface
    theme.set_scheme(Scheme.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == LIGHT.text
    assert qapp.style().objectName() == "fusion"


@pytest.mark.parametrize(("asked", "given"), [(80, 80), (200, 200), (10, 80), (900, 200)])
def test_text_is_between_80_and_200_percent(theme: Theme, asked: int, given: int) -> None:
    theme.set_percent(asked)
    assert theme.percent == given
    assert theme.look.factor == pytest.approx(given / 100)
    assert theme.look.fonts.of(CHAT).font.pixelSize() == round(CHAT * given / 100)
    assert theme.look.px(64) == round(64 * given / 100)


def test_figures_stand_under_each_other(theme: Theme) -> None:
    face = theme.look.fonts.of(BASE, BOLD, figures=True)
    assert face.width("1.111,11 €") == pytest.approx(face.width("8.888,88 €"))


def test_a_font_is_made_once(theme: Theme) -> None:
    assert theme.look.fonts.of(BASE) is theme.look.fonts.of(BASE)
    assert theme.look.fonts.of(BASE) is not theme.look.fonts.of(BASE, figures=True)


def test_a_face_forgets_before_it_grows_without_end(theme: Theme) -> None:
    face = theme.look.fonts.of(BASE)
    for number in range(10_000):
        face.line(str(number))
        face.elided(str(number), 3)
    assert len(face._lines) <= 512
    assert len(face._cuts) <= 4096
    assert face.elided("Donaudampfschiff", 40).endswith("…")


def _black(_app: QApplication) -> QPalette:
    palette = QPalette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        palette.setColor(role, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#ffffff"))
    return palette


def test_high_contrast_can_be_chosen_and_left(qapp: QApplication) -> None:
    theme = Theme(qapp, Scheme.LIGHT, system_colors=_black)
    theme.set_scheme(Scheme.CONTRAST)
    assert theme.look.tokens.bg == QColor("#000000")
    assert theme.look.tokens.outline == QColor("#ffffff")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor("#000000")
    theme.set_scheme(Scheme.LIGHT)
    assert theme.look.tokens is LIGHT


def test_a_change_of_the_systems_colours_reaches_every_scheme(qapp: QApplication, qtbot: QtBot) -> None:
    for scheme in Scheme:
        theme = Theme(qapp, scheme, system_colors=_black)
        with qtbot.waitSignal(theme.changed):
            qapp.styleHints().accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
        theme.deleteLater()


def test_whatever_moves_by_itself_asks_whether_the_system_wants_less_motion() -> None:
    moving = re.compile(r"\bQ(PropertyAnimation|VariantAnimation|TimeLine|SequentialAnimationGroup|Movie)\b")
    sources = Path(inspect.getfile(Theme)).parents[1].rglob("*.py")
    found = [path.name for path in sources if moving.search(text := path.read_text("utf-8")) and "is_calm" not in text]
    assert found == []
