"""Quickly painted bodies look like those painted at leisure, at every density of the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from inbox.ui.theme.corners import SHADOW, Corners

pytestmark = pytest.mark.usefixtures("qapp")

_FILL = QColor("#16332a")


def _image(ratio: float) -> QImage:
    image = QImage(round(120 * ratio), round(60 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    return image


def _painted(ratio: float, where: QRect, radius: int, shadow: QColor | None) -> QImage:
    image = _image(ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    Corners().draw(painter, where, radius, _FILL, shadow)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0, 3.0])
@pytest.mark.parametrize(
    ("where", "radius"),
    [(QRect(5, 5, 100, 40), 12), (QRect(3, 4, 36, 36), 18), (QRect(7, 7, 50, 17), 5), (QRect(4, 4, 21, 17), 40)],
    ids=["bubble", "disc", "chip", "too-round"],
)
def test_is_as_if_rounded_anew(ratio: float, where: QRect, radius: int) -> None:
    anew = _image(ratio)
    painter = QPainter(anew)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_FILL)
    most = min(where.width(), where.height()) // 2
    painter.drawRoundedRect(where, min(radius, most), min(radius, most))
    painter.end()
    quick = _painted(ratio, where, radius, None)
    spots = [(x, y) for x in range(quick.width()) for y in range(quick.height())]
    differences = [abs(quick.pixelColor(x, y).lightness() - anew.pixelColor(x, y).lightness()) for x, y in spots]
    assert max(differences) <= 60  # an edge pixel may be a shade off, a seam may not be
    assert sum(difference > 30 for difference in differences) <= 12


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_shadow_lies_one_pixel_below(ratio: float) -> None:
    where = QRect(5, 5, 100, 40)
    image = _painted(ratio, where, 12, SHADOW)
    below = image.pixelColor(round(55 * ratio), round(45 * ratio))
    assert 200 < below.lightness() < 255
    assert image.pixelColor(round(55 * ratio), round(47 * ratio)).lightness() == 255


def test_corners_are_painted_once() -> None:
    corners, image = Corners(), _image(1.0)
    painter = QPainter(image)
    for left in range(30):
        corners.draw(painter, QRect(left, 2, 60, 30), 12, _FILL, SHADOW)
    painter.end()
    assert len(corners._known) == 1
