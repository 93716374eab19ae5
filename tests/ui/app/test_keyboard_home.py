"""After a click by key the next letters are text for the customer, never commands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.panes.refund_form import RefundFormView
from inbox.ui.theme.theme import Theme
from tests.ui.app.scene import Scene, show
from tests.ui.presenters.pretend_desk import LENA


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    scene = show(Scene(theme), qtbot)
    scene.shown.open(LENA)
    yield scene
    scene.shown.close()


def _edit(scene: Scene) -> QWidget:
    return scene.shown.widgets.composer.edit


def _tab_to(scene: Scene, name: str) -> None:
    scene.hands.walk("Tab", lambda: scene.hands.at.accessibleName() == name)


def test_after_a_refund_pressed_by_space(scene: Scene) -> None:
    _tab_to(scene, "Refund €49.80")
    scene.hands.press("Space")
    scene.hold()
    scene.hands.type("Entschuldigung")
    assert scene.shown.widgets.composer.edit.toPlainText() == "Entschuldigung"


def test_after_the_form_was_sent_by_enter_even_before_the_hold_is_shown(scene: Scene) -> None:
    scene.hands.press("Ctrl+Shift+R", "Return")
    scene.ring()
    assert not any(form.isVisible() for form in scene.shown.widgets.panel.findChildren(RefundFormView))
    scene.hands.type("Moment")
    assert scene.shown.widgets.composer.edit.toPlainText() == "Moment"


@pytest.mark.parametrize("name", ["Undo: Refund €49.80 · Lena Brandt · Visa 4242", "Undo"])
def test_after_the_undo_of_bar_or_card_was_pressed_by_space(scene: Scene, name: str) -> None:
    scene.hold()
    _tab_to(scene, name)
    scene.hands.press("Space")
    assert scene.desk.commands.undone
    scene.desk.commands.stand()
    scene.ring()
    assert scene.hands.at is _edit(scene)


def test_a_hold_that_ends_by_itself_leaves_the_keyboard_alone(scene: Scene) -> None:
    scene.hold()
    scene.hands.press("Ctrl+Shift+F")
    field = scene.hands.at
    scene.desk.commands.stand()
    scene.ring()
    assert scene.hands.at is field
