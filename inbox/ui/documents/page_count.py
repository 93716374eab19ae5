"""How many pages a PDF has. Reads the file's table of contents alone, so that it may be asked on the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice


def page_count(content: bytes) -> int:
    """Return the number of pages; 0 where it is no PDF that can be read."""
    # Loaded with the first file somebody looks at.
    from PySide6.QtPdf import QPdfDocument

    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    count = document.pageCount()
    document.close()
    return count
