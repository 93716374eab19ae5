"""The first bytes of a picture, whatever they are."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.images import ImageFacts, image_facts

_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480)
_APP = b"\xff\xe0\x00\x04ab"
_FRAME = b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640)
_VP8X = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")
_VP8L = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 639 | 479 << 14)
_VP8 = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (_PNG, "png"),
        (b"\xff\xd8" + _APP + b"\xff" + _FRAME, "jpeg"),
        (b"\xff\xd8" + _APP * 3 + b"\xff\xd0" + _FRAME, "jpeg"),
        (_VP8X, "webp"),
        (_VP8L, "webp"),
        (_VP8, "webp"),
    ],
)
def test_format_and_size_are_read_from_the_first_bytes(head: bytes, form: str) -> None:
    assert image_facts(head) == ImageFacts(form, 640, 480)
    assert image_facts(head + b"more") == ImageFacts(form, 640, 480)
    for part in range(len(head)):
        assert image_facts(head[:part]) is None


def test_a_picture_without_a_side_is_none() -> None:
    assert image_facts(_PNG[:16] + struct.pack(">II", 0, 480)) is None
    assert image_facts(_PNG[:16] + struct.pack(">II", 640, 16_385)) is None


_EXIF = b"\xff\xd8\xff\xe1\x00\x40Exif\0\0MM"
_STARTS = st.sampled_from([b"", _PNG[:16], b"\xff\xd8\xff", b"\xff\xd8" + _APP, _EXIF, _VP8X[:16]])


@given(_STARTS, st.binary(max_size=300))
def test_no_bytes_break_it(start: bytes, rest: bytes) -> None:
    found = image_facts(start + rest)
    assert found is None or (0 < found.width <= 16_384 and 0 < found.height <= 16_384)
