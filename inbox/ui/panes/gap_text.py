"""Gaps inside of a text that is being written: each is its name, held together, and knows the braces it is kept as.

In the document a gap is real text, so that a screen reader says it, the cursor's line breaks around it and a right-to-left
line stays in order; what it is kept as is a property of its format, which undo brings back with it. Functions of Qt's
document, whose places count UTF-16 units. GUI thread only.
"""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat, QTextFragment

from inbox.domain import replies
from inbox.ui.models.gaps import pieces

_RAW, _SHOWN, _NUMBER = (int(QTextFormat.Property.UserProperty) + place for place in (1, 2, 3))
_HARD_SPACE = "\u00a0"
_KEEP = QTextCursor.MoveMode.KeepAnchor


class GapSpot(msgspec.Struct, frozen=True):
    """A gap in a document, from ``start`` to ``end``: what it is called, and the ``raw`` text it is kept as."""

    start: int
    end: int
    name: str
    raw: str


def spots(document: QTextDocument) -> list[GapSpot]:
    """Return the gaps of a document, in their order."""
    return [_spot(each) for each in _fragments(document) if _is_gap(each) and _is_whole(each)]


def raw_text(document: QTextDocument) -> str:
    """Return a text as it is kept."""
    lines, block = [], document.begin()
    while block.isValid():
        lines.append("".join(_raw(each) for each in _of_block(block)))
        block = block.next()
    return "\n".join(lines)


def raw_selection(cursor: QTextCursor) -> str:
    """Return what is selected as it is kept."""
    copied = QTextDocument()
    QTextCursor(copied).insertFragment(cursor.selection())
    return raw_text(copied)


def put(cursor: QTextCursor, text: str) -> None:
    """Write a text as it is kept where the cursor is, over what it has selected."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for piece in pieces(text):
        if piece.name:
            _put_gap(cursor, piece.raw, piece.name)
        else:
            cursor.insertText(piece.raw, QTextCharFormat())
    cursor.endEditBlock()


def mend(document: QTextDocument, start: int, added: int) -> None:
    """Bring gaps in order after ``added`` units were written at ``start``; one undo takes it back with the writing.

    What is written beside a gap or over it is no part of it; a gap that has lost a letter goes as a whole; braces that were
    typed or pasted become a gap.
    """
    cursor = QTextCursor(document)
    torn = [each for each in _fragments(document) if _is_gap(each) and not _is_whole(each)]
    if torn:
        cursor.joinPreviousEditBlock()
        for fragment in reversed(torn):
            _mend_one(cursor, fragment, start, start + added)
        cursor.endEditBlock()
    written = [each for each in _fragments(document) if not _is_gap(each) and replies.stops(each.text())]
    if written:
        cursor.joinPreviousEditBlock()
        for fragment in reversed(written):
            text, first = fragment.text(), fragment.position()
            for stop in reversed(replies.stops(text)):
                start, end = (first + units(text[:place]) for place in (stop.start, stop.end))
                _select(cursor, start, end)
                put(cursor, text[stop.start : stop.end])
        cursor.endEditBlock()


def units(text: str) -> int:
    """Return how many places of a document a text takes."""
    return len(text.encode("utf-16-le")) // 2


def _put_gap(cursor: QTextCursor, raw: str, name: str) -> None:
    # Hard spaces keep it on one line where there is room, and are the ground at both of its ends.
    shown = f"{_HARD_SPACE}{name.replace(' ', _HARD_SPACE)}{_HARD_SPACE}"
    form = QTextCharFormat()
    form.setProperty(_RAW, raw)
    form.setProperty(_SHOWN, shown)
    # Two that say the same stay two when they stand side by side.
    form.setProperty(_NUMBER, _next_number(cursor.document()))
    cursor.insertText(shown, form)


def _spot(fragment: QTextFragment) -> GapSpot:
    start, raw = fragment.position(), str(fragment.charFormat().property(_RAW))
    name = fragment.text().strip(_HARD_SPACE).replace(_HARD_SPACE, " ")
    return GapSpot(start, start + fragment.length(), name, raw)


def _next_number(document: QTextDocument) -> int:
    return 1 + max((form.intProperty(_NUMBER) for form in document.allFormats()), default=0)


def _mend_one(cursor: QTextCursor, fragment: QTextFragment, start: int, end: int) -> None:
    first, last = fragment.position(), fragment.position() + fragment.length()
    shown = str(fragment.charFormat().property(_SHOWN))
    before, whole, _after = fragment.text().partition(shown)
    if whole:
        at = first + units(before)
        _plain(cursor, at + units(shown), last)
        _plain(cursor, first, at)
        return
    begin, finish = max(first, start), min(last, end)
    if begin >= finish:
        begin = finish = last
    _select(cursor, finish, last)
    cursor.removeSelectedText()
    _plain(cursor, begin, finish)
    _select(cursor, first, begin)
    cursor.removeSelectedText()


def _plain(cursor: QTextCursor, start: int, end: int) -> None:
    if start < end:
        _select(cursor, start, end)
        cursor.setCharFormat(QTextCharFormat())


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)


def _fragments(document: QTextDocument) -> list[QTextFragment]:
    found, block = [], document.begin()
    while block.isValid():
        found += _of_block(block)
        block = block.next()
    return found


def _of_block(block: QTextBlock) -> list[QTextFragment]:
    found, place = [], block.begin()
    while not place.atEnd():
        found.append(place.fragment())
        place += 1
    return found


def is_gap(form: QTextCharFormat) -> bool:
    """Tell whether letters of this format are a gap's."""
    return form.hasProperty(_RAW)


def _is_gap(fragment: QTextFragment) -> bool:
    return is_gap(fragment.charFormat())


def _is_whole(fragment: QTextFragment) -> bool:
    return fragment.text() == str(fragment.charFormat().property(_SHOWN))


def _raw(fragment: QTextFragment) -> str:
    if _is_gap(fragment) and _is_whole(fragment):
        return str(fragment.charFormat().property(_RAW))
    return fragment.text().replace("\u2028", "\n").replace(_HARD_SPACE, " ")
