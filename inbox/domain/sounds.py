"""What a recording says of itself without being decoded: how long it lasts. Pure.

WhatsApp tells nothing of a voice note's length. Ogg counts it on its pages (RFC 3533 section 6), in samples of 48,000 a second
where Opus is inside (RFC 7845 section 4), less the first ones, which are not played.
"""

from __future__ import annotations

import struct

_PAGE = b"OggS"
_HEADER = struct.Struct("<BBqI")
_RATE = 48_000
_LONGEST = 24 * 60 * 60 * 1000
"""Milliseconds; a recording that says it is longer is not believed."""
_LAST_PAGE = 70_000
"""Bytes from the end in which the last page begins: none is longer than 65,307."""


def opus_milliseconds(data: bytes) -> int | None:
    """Return how long an Ogg Opus recording is; None for anything else, or one that does not say."""
    if not data.startswith(_PAGE):
        return None
    head = data.find(b"OpusHead", 0, 4096)
    if head < 0 or len(data) < head + 12:
        return None
    (skipped,) = struct.unpack_from("<H", data, head + 10)
    at = data.rfind(_PAGE, max(0, len(data) - _LAST_PAGE))
    while at >= 0 and len(data) >= at + 4 + _HEADER.size:
        _, _, position, _ = _HEADER.unpack_from(data, at + 4)
        if position >= 0:  # -1 is that of a page on which no packet ends
            lasts = max(0, position - skipped) * 1000 // _RATE
            return lasts if lasts <= _LONGEST else None
        at = data.rfind(_PAGE, 0, at)
    return None
