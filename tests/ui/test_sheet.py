"""The sheet of pictures can be made, in every theme, language and size, without a warning."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.theme.theme import Theme
from tests.ui.scenes import SCENES, Scene
from tests.ui.sheet import paint


def test_paints_every_scene(qapp: QApplication, tmp_path: Path) -> None:
    assert paint(tmp_path, "controls") == 8
    names = {path.stem for path in tmp_path.iterdir()}
    assert {"controls-light-en-100", "controls-dark-de-200"} <= names
    light, dark = (
        QImage(str(tmp_path / "controls-light-en-100.png")),
        QImage(str(tmp_path / "controls-dark-en-100.png")),
    )
    assert light.pixelColor(1, 1).lightness() > 200 > 60 > dark.pixelColor(1, 1).lightness()


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_everything_that_takes_the_keyboard_has_a_name(theme: Theme, qtbot: QtBot, scene: Scene) -> None:
    widget = scene.build(theme, "en")
    qtbot.addWidget(widget)
    widget.show()
    nameless = [
        type(part).__name__
        for part in [widget, *widget.findChildren(QWidget)]
        if part.isVisible() and part.focusPolicy().value and not _name(part)
    ]
    assert nameless == []


def _name(part: QWidget) -> str:
    return part.accessibleName() or str(part.property("text") or "")
