"""The file that stands for every document while Meta reviews a template that has one over its text. Pure.

A page of plain words: reviewers look at it, customers never do. ISO 32000-1, section 7.5 (file structure).
"""

from __future__ import annotations

NAME, MIME = "invoice.pdf", "application/pdf"
_WORDS = (b"Rechnung / Invoice R-1042", b"Muster / sample", b"49,80 EUR")


def document() -> bytes:
    """Return the sample as a PDF of one page."""
    lines = b"\n".join(b"/F1 14 Tf 1 0 0 1 60 %d Tm (%s) Tj" % (760 - place * 30, words) for place, words in enumerate(_WORDS))
    content = b"BT\n" + lines + b"\nET"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    made, places = b"%PDF-1.4\n", b""
    for number, body in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(made)
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, places)
    return made + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(made))
