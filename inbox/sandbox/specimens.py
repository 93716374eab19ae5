"""Small but valid media files: what a customer's phone sends when a test does not bring its own file.

Called by ``sayings.py``. Pictures and papers are made from nothing. What needs an encoder lies in ``specimen_files``, each made
for this program: ``hum.ogg`` is a computed hum (a saw tooth through vowel formants), ``sticker.webp`` and ``film.mp4`` are drawn.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from pathlib import Path

WEBP = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
"""A transparent sticker of one pixel (lossless WebP)."""

_FILES = Path(__file__).with_name("specimen_files")
_OPUS_RATE = 48_000
_FRAME = 960
_PACKETS_PER_PAGE = 50


def png(red: int = 176, green: int = 96, blue: int = 48, side: int = 48) -> bytes:
    """Return a square picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    row = b"\x00" + bytes((red, green, blue)) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * side)) + chunk(b"IEND", b"")
    )


def pdf(line: str) -> bytes:
    """Return one page with one line of text (Latin-1 only, others become ``?``)."""
    shown = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("latin-1", "replace")
    content = b"BT /F1 18 Tf 60 760 Td (" + shown + b") Tj ET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer


def voice_note(seconds: int = 3) -> bytes:
    """Return somebody humming as Ogg Opus, mono: the form WhatsApp records voice notes in (RFC 7845)."""
    head, tags, *packets = _hummed()
    (skipped,) = struct.unpack_from("<H", head, 10)
    end = seconds * _OPUS_RATE + skipped
    hummed = [packets[number % len(packets)] for number in range(-(-end // _FRAME))]
    pages = [_ogg_page([head], 0, 0, first=True), _ogg_page([tags], 0, 1)]
    for start in range(0, len(hummed), _PACKETS_PER_PAGE):
        played = min(end, (start + _PACKETS_PER_PAGE) * _FRAME)
        some = hummed[start : start + _PACKETS_PER_PAGE]
        pages.append(_ogg_page(some, played, len(pages), last=played == end))
    return b"".join(pages)


def sticker() -> bytes:
    """Return a sticker that moves: a cup of coffee, steaming (animated WebP)."""
    return (_FILES / "sticker.webp").read_bytes()


def mp4() -> bytes:
    """Return a film of two seconds: beans falling out of a torn bag (H.264 and AAC)."""
    return (_FILES / "film.mp4").read_bytes()


@lru_cache(maxsize=1)
def _hummed() -> tuple[bytes, ...]:
    """Return the packets of four hummed seconds, the two headers first; no packet of theirs runs over a page's end."""
    content, at, packets = (_FILES / "hum.ogg").read_bytes(), 0, list[bytes]()
    while at < len(content):
        count = content[at + 26]
        lengths, at = content[at + 27 : at + 27 + count], at + 27 + count
        size = 0
        for length in lengths:
            size += length
            if length < 255:
                packets.append(content[at : at + size])
                at, size = at + size, 0
    return tuple(packets)


def _ogg_page(packets: list[bytes], position: int, number: int, *, first: bool = False, last: bool = False) -> bytes:
    flags = (2 if first else 0) | (4 if last else 0)
    lengths = b"".join(b"\xff" * (len(packet) // 255) + bytes((len(packet) % 255,)) for packet in packets)
    header = b"OggS" + struct.pack("<BBqII", 0, flags, position, 1, number)
    body = bytes((len(lengths),)) + lengths + b"".join(packets)
    checksum = _ogg_crc(header + b"\0\0\0\0" + body)
    return header + struct.pack("<I", checksum) + body


def _ogg_crc(content: bytes) -> int:
    """Ogg's checksum: polynomial 0x04c11db7, no reflection, start 0 (RFC 3533)."""
    register = 0
    for byte in content:
        register ^= byte << 24
        for _ in range(8):
            register = (
                (register << 1 ^ 0x04C11DB7) & 0xFFFFFFFF if register & 0x80000000 else register << 1 & 0xFFFFFFFF
            )
    return register
