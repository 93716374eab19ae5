"""A picture over the window: opened, zoomed, stepped through, closed, with the keyboard back where it was."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.zoom_stage import ZoomStage
from inbox.ui.window.lightbox import Lightbox
from inbox.ui.window.main_window import MainWindow
from tests.ui.panes.readers import nameless, sticking_out
from tests.ui.window.scenes import PICTURE, OnePicture, desk

Put = Callable[..., QWidget]
CENTER = QPoint(600, 400)


@pytest.fixture
def window(theme: Theme, put: Put) -> MainWindow:
    return put(desk(theme, "en"), 1200, 800)


@pytest.fixture
def pictures(window: MainWindow) -> OnePicture:
    made = OnePicture()
    window.overlays.lightbox.serve(made)
    return made


@pytest.fixture
def box(window: MainWindow, pictures: OnePicture) -> Lightbox:
    window.overlays.show_picture(PICTURE)
    return window.overlays.lightbox


def button(box: Lightbox, name: str) -> Button:
    return next(each for each in box.findChildren(Button) if each.accessibleName() == name)


def wheel(stage: ZoomStage, at: QPointF, notches: int) -> None:
    event = QWheelEvent(
        at,
        stage.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(stage, event)


def test_it_covers_the_window_and_takes_the_keyboard(window: MainWindow, box: Lightbox) -> None:
    assert box.geometry() == box.parentWidget().rect()
    assert QApplication.focusWidget() is box.stage
    assert window.overlays.covering() is box
    assert box.stage.accessibleName() == PICTURE.spoken
    window.resize(900, 700)
    assert box.geometry() == box.parentWidget().rect()


def test_escape_asks_to_close_and_the_keyboard_goes_back(
    window: MainWindow, pictures: OnePicture, qtbot: QtBot
) -> None:
    window._chat.composer.edit.setFocus()
    window.overlays.show_picture(PICTURE)
    with qtbot.waitSignal(window.overlays.lightbox.close_wanted):
        QTest.keyClick(window.overlays.lightbox.stage, Qt.Key.Key_Escape)
    window.overlays.show_picture(None)
    assert window.overlays.lightbox.isHidden()
    assert QApplication.focusWidget() is window._chat.composer.edit


def test_the_picture_is_whole_and_never_blown_up(box: Lightbox, pictures: OnePicture) -> None:
    assert box.stage.fits
    where = box.stage.picture_rect()
    assert where.size().toSize().width() == 400
    assert where.center() == QRectF(box.stage.rect()).center()
    pictures.image = OnePicture.painted(4000, 1000)
    box.picture_ready("m_1")
    assert box.stage.picture_rect().width() == pytest.approx(box.stage.width())


@pytest.mark.parametrize(("key", "zoom"), [(Qt.Key.Key_Plus, 1.25), (Qt.Key.Key_Equal, 1.25)])
def test_keys_zoom(box: Lightbox, key: Qt.Key, zoom: float) -> None:
    QTest.keyClick(box.stage, key)
    assert box.stage.zoom == pytest.approx(zoom)
    assert "125 %" in box.stage.accessibleDescription()
    QTest.keyClick(box.stage, Qt.Key.Key_Minus)
    assert box.stage.fits
    QTest.keyClick(box.stage, key)
    QTest.keyClick(box.stage, Qt.Key.Key_0)
    assert box.stage.fits


def test_the_wheel_zooms_around_the_pointer(box: Lightbox) -> None:
    at = box.stage.picture_rect().topLeft() + QPointF(100, 50)
    wheel(box.stage, at, 12)
    assert box.stage.zoom == pytest.approx(8.0)
    where = box.stage.picture_rect()
    assert (at.x() - where.left()) / where.width() == pytest.approx(0.25)
    assert (at.y() - where.top()) / where.height() == pytest.approx(1 / 6)
    wheel(box.stage, at, -20)
    assert box.stage.fits


def test_a_larger_picture_is_moved_by_hand_and_never_out_of_sight(box: Lightbox) -> None:
    stage = box.stage
    wheel(stage, QPointF(stage.rect().center()), 10)
    before = stage.picture_rect()
    QTest.mousePress(stage, Qt.MouseButton.LeftButton, pos=CENTER)
    for step in range(1, 40):
        QTest.mouseMove(stage, CENTER + QPoint(step * 100, 20))
    QTest.mouseRelease(stage, Qt.MouseButton.LeftButton, pos=CENTER)
    after = stage.picture_rect()
    assert after.left() == pytest.approx(0.0)
    assert after.top() == pytest.approx(before.top() + 20)


def test_a_double_click_goes_in_and_out(box: Lightbox) -> None:
    QTest.mouseDClick(box.stage, Qt.MouseButton.LeftButton, pos=box.stage.rect().center())
    assert not box.stage.fits
    QTest.mouseDClick(box.stage, Qt.MouseButton.LeftButton, pos=box.stage.rect().center())
    assert box.stage.fits


def test_a_click_beside_the_picture_closes_and_one_on_it_does_not(box: Lightbox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.close_wanted):
        QTest.mouseClick(box.stage, Qt.MouseButton.LeftButton, pos=box.stage.rect().center())
    with qtbot.waitSignal(box.close_wanted):
        QTest.mouseClick(box.stage, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_arrows_and_buttons_step(window: MainWindow, box: Lightbox, qtbot: QtBot) -> None:
    steps: list[int] = []
    box.stepped.connect(steps.append)
    QTest.keyClick(box.stage, Qt.Key.Key_Right)
    QTest.keyClick(box.stage, Qt.Key.Key_Left)
    QTest.mouseClick(button(box, "Next picture"), Qt.MouseButton.LeftButton)
    assert steps == [1, -1, 1]
    assert not button(box, "Previous picture").isEnabled()


def test_keys_of_the_window_sleep_meanwhile(window: MainWindow, box: Lightbox) -> None:
    acts: list[str] = []
    window.acted.connect(lambda intent, _subject: acts.append(intent))
    for widget in (box.stage, button(box, "Copy")):
        widget.setFocus()
        for key in (Qt.Key.Key_E, Qt.Key.Key_J, Qt.Key.Key_A, Qt.Key.Key_Z, Qt.Key.Key_BracketLeft):
            QTest.keyClick(widget, key)
    assert acts == []
    assert window.panes.now.shows_list


def test_it_copies_and_saves_by_key_and_button(box: Lightbox, qtbot: QtBot) -> None:
    with qtbot.waitSignal(box.copy_wanted):
        QTest.keyClick(box.stage, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(box.save_wanted):
        QTest.keyClick(box.stage, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    for name, signal in (("Copy", box.copy_wanted), ("Save as …", box.save_wanted), ("Close", box.close_wanted)):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button(box, name), Qt.MouseButton.LeftButton)


def test_a_small_one_stands_in_until_the_whole_one_has_come(window: MainWindow, pictures: OnePicture) -> None:
    pictures.image = None
    box = window.overlays.lightbox
    window.overlays.show_picture(PICTURE)
    assert not button(box, "Copy").isEnabled()
    red = box.stage.grab().toImage().pixelColor(box.stage.rect().center())
    assert red == QColor("#ff0000")
    pictures.image = OnePicture.painted(400, 300)
    box.picture_ready("m_1")
    assert button(box, "Copy").isEnabled()
    assert box.stage.grab().toImage().pixelColor(box.stage.rect().center()) == QColor("#00ff00")


def test_what_is_no_picture_says_so_and_can_still_be_saved(window: MainWindow, pictures: OnePicture) -> None:
    pictures.refuses = True
    box = window.overlays.lightbox
    window.overlays.show_picture(PICTURE)
    assert not button(box, "Copy").isEnabled()
    assert button(box, "Save as …").isEnabled()


def test_the_palette_opens_over_it_and_gives_the_keyboard_back_to_it(
    window: MainWindow, box: Lightbox, qtbot: QtBot
) -> None:
    window.open_palette()
    assert window.overlays.covering() is window.overlays.palette
    window.overlays.palette.close_palette()
    assert QApplication.focusWidget() is box.stage


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [480, 1200])
def test_everything_has_a_name_and_its_place(
    theme: Theme, window: MainWindow, pictures: OnePicture, percent: int, width: int
) -> None:
    theme.set_percent(percent)
    window.resize(width, 700)
    long = msgspec.structs.replace(PICTURE, title="Maximiliane Freifrau von Hohenstein", caption="Ein Satz. " * 30)
    window.overlays.show_picture(long)
    QApplication.processEvents()
    assert nameless(window.overlays.lightbox) == []
    assert sticking_out(window.overlays.lightbox) == []
