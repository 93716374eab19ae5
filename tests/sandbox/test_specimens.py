"""The media customers send: real files of their kinds."""

from __future__ import annotations

import struct
import zlib

from inbox.sandbox import specimens


def test_png_chunks_and_pixels_are_consistent() -> None:
    picture, at, chunks = specimens.png(1, 2, 3, side=4), 8, {}
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, content = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert picture[at + 8 + length : at + 12 + length] == struct.pack(">I", zlib.crc32(kind + content))
        chunks[kind] = content
        at += 12 + length
    assert zlib.decompress(chunks[b"IDAT"]) == (b"\0" + bytes((1, 2, 3)) * 4) * 4


def test_pdf_offsets_lead_to_their_objects() -> None:
    paper = specimens.pdf("Größe (klein)")
    table = int(paper.rsplit(b"startxref\n", 1)[1].split()[0])
    assert paper[table:].startswith(b"xref")
    for number in range(1, 6):
        offset = int(paper[table:].split(b"\n")[2 + number].split()[0])
        assert paper[offset:].startswith(b"%d 0 obj" % number)
    assert b"Gr\xf6\xdfe \\(klein\\)" in paper


def test_a_voice_note_lasts_as_long_as_asked() -> None:
    note = specimens.voice_note(3)
    pages = note.split(b"OggS")[1:]
    (samples,) = struct.unpack("<q", pages[-1][2:10])
    assert samples == 3 * 48_000 + 312  # of which the first 312 are not played
    assert pages[0][1] & 2
    assert pages[-1][1] & 4
    assert b"OpusHead" in pages[0]


def test_containers_carry_their_marks() -> None:
    assert specimens.WEBP[8:12] == b"WEBP"
    assert struct.unpack("<I", specimens.WEBP[4:8])[0] == len(specimens.WEBP) - 8
    assert specimens.mp4()[4:8] == b"ftyp"
