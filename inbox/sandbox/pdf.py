"""A little PDF of one page: lines of text in Helvetica, as few bytes as a reader still opens. Pure.

Written after ISO 32000-1, sections 7.5 (file structure) and 9.4 (text); letters are those of Windows-1252.
"""

from __future__ import annotations

from collections.abc import Iterable

_LEFT, _TOP, _STEP = 60, 780, 18
_RIGHT = 535
_WIDE = 5.6
"""What a letter takes at 11 points on average, to put amounts about where a column would end."""


def page(title: str, lines: Iterable[tuple[str, str]]) -> bytes:
    """Return a page with a title and below it lines of (words, what stands at their right)."""
    drawn = [_text(18, _LEFT, _TOP, title)]
    for place, (words, amount) in enumerate(lines):
        y = _TOP - 40 - place * _STEP
        drawn.append(_text(11, _LEFT, y, words))
        if amount:
            drawn.append(_text(11, _RIGHT - round(len(amount) * _WIDE), y, amount))
    content = b"BT\n" + b"\n".join(drawn) + b"\nET"
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )


def _text(size: int, x: int, y: int, words: str) -> bytes:
    shown = words.encode("cp1252", "replace")
    for mark in (b"\\", b"(", b")"):
        shown = shown.replace(mark, b"\\" + mark)
    return b"/F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj" % (size, x, y, shown)


def _file(*objects: bytes) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end
