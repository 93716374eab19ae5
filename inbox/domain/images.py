"""What the first bytes of a picture say: its format and its size, without decoding it. Pure.

Read by the hub when a picture comes in and by the desk when one is attached, so that a screen knows how much room it takes
before it is there. Whatever the bytes are, the answer is a fact or None. Formats: W3C PNG (third edition) section 11.2.1,
ITU-T T.81 annex B (JPEG), developers.google.com/speed/webp/docs/riff_container (WebP), CIPA DC-008 (Exif orientation).
"""

from __future__ import annotations

import struct

import msgspec

LARGEST_SIDE = 16_384
"""Pixels; a picture that says it is larger is not believed, or not wanted."""

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG before the frame's size."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers without anything behind them."""
_SCAN, _END, _EXIF = 0xDA, 0xD9, 0xE1
_ORIENTATION = 0x0112


class ImageFacts(msgspec.Struct, frozen=True):
    """``format`` is ``png``, ``jpeg`` or ``webp``; the size is that of the picture as it is shown, in pixels."""

    format: str
    width: int
    height: int

    @property
    def mime(self) -> str:
        """The type under which such a picture is sent."""
        return f"image/{self.format}"


def image_facts(head: bytes) -> ImageFacts | None:
    """Return what a file is that begins with ``head``; None for no picture of these formats, or too little of one."""
    try:
        found = _png(head) or _webp(head) or _jpeg(head)
    except (struct.error, IndexError):
        return None
    if found is None or not (0 < found.width <= LARGEST_SIDE and 0 < found.height <= LARGEST_SIDE):
        return None
    return found


def _png(head: bytes) -> ImageFacts | None:
    if not head.startswith(_PNG) or head[12:16] != b"IHDR":
        return None
    return ImageFacts("png", *struct.unpack_from(">II", head, 16))


def _webp(head: bytes) -> ImageFacts | None:
    if head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        return None
    kind = head[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
        return ImageFacts("webp", width, height) if len(head) >= 30 else None
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", head, 21)
        return ImageFacts("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", head, 26)
        return ImageFacts("webp", width & 0x3FFF, height & 0x3FFF)
    return None


def _jpeg(head: bytes) -> ImageFacts | None:
    if not head.startswith(b"\xff\xd8\xff"):
        return None
    at, is_turned = 2, False
    while head[at] == 0xFF:
        marker = head[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in (_SCAN, _END):
            return None
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", head, at + 5)
            return ImageFacts("jpeg", *((height, width) if is_turned else (width, height)))
        else:
            (length,) = struct.unpack_from(">H", head, at + 2)
            if marker == _EXIF:
                is_turned = is_turned or _lies_on_its_side(head[at + 4 : at + 2 + length])
            at += 2 + length
    return None


def _lies_on_its_side(exif: bytes) -> bool:
    """Tell whether a picture is to be turned by a quarter before it is shown."""
    if exif[:6] != b"Exif\0\0":
        return False
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return False
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(min(count, 64)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
            if tag == _ORIENTATION:
                return 5 <= int(value) <= 8
    except struct.error:
        return False
    return False
