"""Turns the bytes of a picture into an image of the wanted size; for worker threads.

What customers send is theirs to shape, so nothing is left to a guess: the format is the one its first bytes have, one of
three, and a picture that says it is enormous is not opened at all. The interpreter's lock is free while Qt decodes.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from inbox.domain.images import ImageFacts, image_facts
from inbox.ui.pictures.films import Frames, frames_of

MOST_BYTES = 32 * 1024 * 1024
"""Of a file that is decoded at all."""
MOST_PIXELS = 50_000_000
"""Of a picture, some 200 MB while it is decoded: more than any phone's camera makes by itself."""
LARGEST = 4096
"""The longer side of a picture that is shown whole, in pixels."""


def thumbnail(data: bytes, size: QSize) -> QImage | None:
    """Return the middle of a picture, covering ``size`` pixels exactly; None when it cannot be shown."""
    facts = _shape(data)
    if facts is None:
        return None
    whole = QSize(facts.width, facts.height)
    image = _read(data, facts, whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    if image is None:
        return None
    # Cut first: a thin line of a picture, scaled until it covers, would fill all memory.
    part = size.scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    corner = QPoint((image.width() - part.width()) // 2, (image.height() - part.height()) // 2)
    return image.copy(QRect(corner, part)).scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def moving(data: bytes, size: QSize) -> Frames:
    """Return the frames of a picture that moves, covering ``size`` pixels; none of one that stands still."""
    facts = _shape(data)
    return () if facts is None else frames_of(data, facts, size)


def whole_picture(data: bytes) -> QImage | None:
    """Return a whole picture, made smaller only when it is very large; None when it cannot be shown."""
    facts = _shape(data)
    if facts is None:
        return None
    size = QSize(facts.width, facts.height)
    if max(facts.width, facts.height) > LARGEST:
        size = size.scaled(QSize(LARGEST, LARGEST), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    return _read(data, facts, size)


def _shape(data: bytes) -> ImageFacts | None:
    facts = image_facts(data)
    return None if facts is None or facts.width * facts.height > MOST_PIXELS else facts


def _read(data: bytes, facts: ImageFacts, size: QSize) -> QImage | None:
    """Decode at about ``size``, turned as its camera was held; JPEG takes a fraction of the time for a small one."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, facts.format.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    inside = reader.size()
    if not inside.isValid() or inside.width() * inside.height() > MOST_PIXELS:
        return None
    if size.width() < facts.width:
        is_turned = inside.width() != facts.width
        reader.setScaledSize(size.transposed() if is_turned else size)
    image = reader.read()
    return None if image.isNull() else image

