"""Small but valid media files made from nothing: what a customer's phone sends when a test does not bring its own file.

Pure; called by ``sayings.py``.
"""

from __future__ import annotations

import struct
import zlib

WEBP = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
"""A transparent sticker of one pixel (lossless WebP)."""

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
    """Return silence as Ogg Opus, mono: the form WhatsApp records voice notes in (RFC 7845)."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, _OPUS_RATE, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 7) + b"sandbox" + struct.pack("<I", 0)
    pages = [_ogg_page([head], 0, 0, first=True), _ogg_page([tags], 0, 1)]
    silence = b"\xf8\xff\xfe"  # 20 ms of nothing, full band, mono
    left, position = seconds * _OPUS_RATE // _FRAME, 0
    while left > 0:
        packets = min(left, _PACKETS_PER_PAGE)
        left -= packets
        position += packets * _FRAME
        pages.append(_ogg_page([silence] * packets, position, len(pages), last=left == 0))
    return b"".join(pages)


def _ogg_page(packets: list[bytes], position: int, number: int, *, first: bool = False, last: bool = False) -> bytes:
    flags = (2 if first else 0) | (4 if last else 0)
    lengths = bytes(len(packet) for packet in packets)
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


def mp4() -> bytes:
    """Return the smallest film: an ISO container of one second that has no picture."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content) + 8) + kind + content

    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    movie = struct.pack(">IIIIIIHHII", 0, 0, 0, 1000, 1000, 0x10000, 0x0100, 0, 0, 0) + matrix + bytes(24)
    return box(b"ftyp", b"isom\0\0\2\0isommp41") + box(b"moov", box(b"mvhd", movie + struct.pack(">I", 2)))
