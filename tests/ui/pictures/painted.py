"""Pictures made on the spot, as files of each format."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage


def painted(width: int, height: int, left: str = "#ff0000", right: str = "#0000ff") -> QImage:
    """A picture whose halves have different colours."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(left))
    for x in range(width // 2, width):
        for y in range(height):
            image.setPixelColor(x, y, QColor(right))
    return image


def file_of(image: QImage, form: str = "PNG") -> bytes:
    """The picture as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form, 90)
    return bytes(buffer.data().data())


def turned(jpeg: bytes, orientation: int) -> bytes:
    """A JPEG that says how its camera was held."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\0\0"
    exif = b"Exif\0\0MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\0\0\0\0"
    return jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:]
