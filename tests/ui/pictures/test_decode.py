"""Pictures of strangers: decoded to the wanted size, turned the right way, refused when they are not what they should be."""

from __future__ import annotations

import struct
import zlib

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from inbox.domain.images import image_facts
from inbox.ui.pictures.decode import LARGEST, thumbnail, whole_picture
from tests.ui.pictures.painted import file_of, painted, turned

_FORMATS = ("PNG", "JPEG", "WEBP")


@pytest.fixture(autouse=True)
def _app(qapp: QApplication) -> None:
    """Image plugins are looked for by the application."""


def colors(image: QImage | None) -> tuple[str, str]:
    """Which colour is at the left, and which at the right."""
    assert image is not None
    found = (image.pixelColor(2, image.height() // 2), image.pixelColor(image.width() - 3, image.height() // 2))
    return tuple("red" if each.red() > 200 else "blue" if each.blue() > 200 else each.name() for each in found)  # type: ignore[return-value]  # two of them


@pytest.mark.parametrize("form", _FORMATS)
@pytest.mark.parametrize("size", [QSize(30, 30), QSize(90, 20), QSize(400, 300), QSize(1, 1)])
def test_a_thumbnail_has_exactly_the_size_that_is_painted(form: str, size: QSize) -> None:
    image = thumbnail(file_of(painted(120, 80), form), size)
    assert image is not None
    assert image.size() == size
    if size.width() > 8:
        assert colors(image) == ("red", "blue")


@pytest.mark.parametrize("form", _FORMATS)
def test_a_whole_picture_is_shown_as_it_is(form: str) -> None:
    image = whole_picture(file_of(painted(123, 45), form))
    assert image is not None
    assert image.size() == QSize(123, 45)
    assert colors(image) == ("red", "blue")


def test_a_very_large_picture_is_made_smaller() -> None:
    image = whole_picture(file_of(QImage(LARGEST + 904, 500, QImage.Format.Format_Grayscale8), "PNG"))
    assert image is not None
    assert image.size() == QSize(LARGEST, 409)


def test_a_thin_line_fills_no_memory() -> None:
    data = file_of(QImage(16_000, 1, QImage.Format.Format_Grayscale8), "PNG")
    small, whole = thumbnail(data, QSize(560, 420)), whole_picture(data)
    assert small is not None
    assert whole is not None
    assert small.size() == QSize(560, 420)
    assert whole.size() == QSize(LARGEST, 1)


@pytest.mark.parametrize(("orientation", "expected"), [(1, (60, 30)), (3, (60, 30)), (6, (30, 60)), (8, (30, 60))])
def test_a_photo_stands_as_its_camera_was_held(orientation: int, expected: tuple[int, int]) -> None:
    data = turned(file_of(painted(60, 30), "JPEG"), orientation)
    facts, image = image_facts(data), whole_picture(data)
    assert facts is not None
    assert image is not None
    assert (facts.width, facts.height) == (image.width(), image.height()) == expected
    small = thumbnail(data, QSize(20, 20))
    assert small is not None
    if orientation == 3:
        assert colors(small) == ("blue", "red")
    if orientation in (6, 8):
        assert QColor(small.pixelColor(10, 2)) != QColor(small.pixelColor(10, 17))


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be an enormous picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(kind + content)
        return len(content).to_bytes(4, "big") + kind + content + crc.to_bytes(4, "big")

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture at all",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>",
        b"%PDF-1.4\n",
        b"GIF89a\x0a\x00\x0a\x00",
        huge_png(16_000, 16_000),
        huge_png(2**31 - 1, 2**31 - 1),
        b"\xff\xd8\xff" + b"\0" * 50,
        b"RIFF\x24\0\0\0WEBPVP8X",
    ],
)
def test_what_is_no_sane_picture_is_refused(data: bytes) -> None:
    assert thumbnail(data, QSize(20, 20)) is None
    assert whole_picture(data) is None


@pytest.mark.qt_no_exception_capture
@pytest.mark.qt_log_ignore("libpng|libjpeg|Corrupt JPEG|JPEG")
@pytest.mark.parametrize("form", _FORMATS)
def test_a_picture_that_breaks_off_breaks_nothing(form: str) -> None:
    data = file_of(painted(200, 160), form)
    for part in (12, 30, 60, len(data) // 2, len(data) - 2):
        image = thumbnail(data[:part], QSize(20, 20))
        assert image is None or image.size() == QSize(20, 20)
