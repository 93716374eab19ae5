"""Every pane in every state, in both languages and themes, small and large: it can be painted, and all of it has a name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.language import Language
from inbox.ui.theme.theme import Scheme, Theme
from tests.ui.panes.readers import nameless, sticking_out
from tests.ui.panes.scenes import SCENES as PANES
from tests.ui.scenes import Scene
from tests.ui.window.scenes import SCENES as WINDOWS

_LOOKS = [("en", Scheme.LIGHT, 100), ("de", Scheme.DARK, 200)]


@pytest.fixture(params=_LOOKS, ids=["en-light-100", "de-dark-200"])
def look(request: pytest.FixtureRequest, theme: Theme, qapp: QApplication) -> Iterator[str]:
    code, scheme, percent = request.param
    language = Language(qapp, code)
    theme.set_scheme(scheme)
    theme.set_percent(percent)
    yield code
    language.remove()


@pytest.mark.parametrize("scene", [*PANES, *WINDOWS], ids=lambda scene: scene.name)
def test_is_painted_and_named(scene: Scene, look: str, theme: Theme, qtbot: QtBot) -> None:
    widget = scene.build(theme, look)
    qtbot.addWidget(widget)
    widget.resize(*(theme.look.px(side) for side in scene.size))
    with qtbot.waitExposed(widget):
        widget.show()
    assert nameless(widget) == []
    assert sticking_out(widget) == []
    # What is being read is announced only after a moment.
    qtbot.waitUntil(lambda: len(_colours(widget)) > 2)


def _colours(widget: QWidget) -> set[int]:
    image = widget.grab().toImage()
    return {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
