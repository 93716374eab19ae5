"""WhatsApp's formatting, read into paragraphs and marks; never into HTML.

faq.whatsapp.com, "How to format your messages": ``*bold*``, ``_italic_``, ``~strike~``, ``` ``` code ``` ```, inline code in
single backticks, lists with ``*``, ``-`` or numbers, quotes with ``>``. Whatever is not clearly formatting stays text.
"""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec


class MarkKind(StrEnum):
    """What a stretch of text is."""

    BOLD = "bold"
    ITALIC = "italic"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"


class Mark(msgspec.Struct, frozen=True):
    """A stretch of a paragraph, in characters from ``start`` up to ``end``; a link's ``target`` is a full address."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


class ParagraphKind(StrEnum):
    """How a line is set."""

    PLAIN = "plain"
    ITEM = "item"
    QUOTE = "quote"


class Paragraph(msgspec.Struct, frozen=True):
    """One line of a message. ``marker`` stands before a list item: ``•`` or ``3.``."""

    text: str
    marks: tuple[Mark, ...] = ()
    kind: ParagraphKind = ParagraphKind.PLAIN
    marker: str = ""

    @property
    def whole(self) -> str:
        """The line as it is copied, its marker included."""
        return f"{self.marker} {self.text}" if self.marker else self.text


_BLOCK = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_ITEM = re.compile(r"(?:[*-]|(\d{1,3}\.)) (?=\S)")
_QUOTE = re.compile(r"> ?(?=\S)")
_ATOM = re.compile(
    r"(?P<link>\bhttps?://[^\s<>\"]+|\bwww\.[\w-]++\.[^\s<>\"]+)"
    r"|(?P<mail>\b[\w.+-]{1,64}+@[\w-]++(?:\.[\w-]++)+)"
    r"|`(?P<code>[^`\n]+)`",
    re.IGNORECASE,
)
_AFTER_LINK = ".,;:!?'\"*_~)]}»”"
_DELIMITERS = {"*": MarkKind.BOLD, "_": MarkKind.ITALIC, "~": MarkKind.STRIKE}

_MAY_BE_FORMATTED = re.compile(r"[*_~`@]|https?:|www\.", re.IGNORECASE)

_Piece = tuple[str, bool]
"""A stretch of a line, and whether it came from a code block."""


def parse(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a message. No letter is lost: only the signs of formatting that was found are gone."""
    return tuple(_paragraph(line) for line in _lines(text))


def _lines(text: str) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = [[]]
    done = 0
    for match in _BLOCK.finditer(text):
        _add(lines, text[done : match.start()], False)
        _add(lines, match.group(1), True)
        done = match.end()
    _add(lines, text[done:], False)
    return lines


def _add(lines: list[list[_Piece]], text: str, is_code: bool) -> None:
    for number, part in enumerate(re.split(r"\r\n|[\n\r\u2028\u2029]", text)):
        if number:
            lines.append([])
        if part:
            lines[-1].append((part, is_code))


def _paragraph(pieces: list[_Piece]) -> Paragraph:
    kind, marker = ParagraphKind.PLAIN, ""
    if pieces and not pieces[0][1]:
        first = pieces[0][0]
        if (match := _ITEM.match(first)) is not None:
            kind, marker = ParagraphKind.ITEM, match.group(1) or "•"
        elif (match := _QUOTE.match(first)) is not None:
            kind = ParagraphKind.QUOTE
        if match is not None:
            pieces = [(first[match.end() :], False), *pieces[1:]]
    text, marks = "", list[Mark]()
    for piece, is_code in pieces:
        inner, found = (piece, [Mark(MarkKind.CODE, 0, len(piece))]) if is_code else _inline(piece)
        marks += [Mark(mark.kind, mark.start + len(text), mark.end + len(text), mark.target) for mark in found]
        text += inner
    return Paragraph(text, tuple(marks), kind, marker)


def _inline(text: str) -> tuple[str, list[Mark]]:
    if _MAY_BE_FORMATTED.search(text) is None:
        return text, []
    atoms = _atoms(text)
    pairs = _pairs(text, atoms)
    dropped = {spot for kind, start, end in pairs for spot in (start, end)}
    for mark, _ in atoms:
        if mark.kind is MarkKind.CODE:
            dropped |= {mark.start - 1, mark.end}
    places, kept = [0], []
    for spot, letter in enumerate(text):
        if spot not in dropped:
            kept.append(letter)
        places.append(len(kept))
    marks = [Mark(kind, places[start], places[end]) for kind, start, end in pairs]
    marks += [Mark(mark.kind, places[mark.start], places[mark.end], mark.target) for mark, _ in atoms]
    return "".join(kept), sorted((mark for mark in marks if mark.end > mark.start), key=lambda mark: mark.start)


def _atoms(text: str) -> list[tuple[Mark, range]]:
    """Return addresses and inline code, each with the stretch in which nothing else is formatting."""
    found: list[tuple[Mark, range]] = []
    for match in _ATOM.finditer(text):
        if match.group("code"):
            start, end = match.span("code")
            found.append((Mark(MarkKind.CODE, start, end), range(match.start(), match.end())))
            continue
        end = match.start() + len(_trimmed(match.group()))
        address = text[match.start() : end]
        scheme = "mailto:" if match.group("mail") else "" if "://" in address else "https://"
        found.append((Mark(MarkKind.LINK, match.start(), end, scheme + address), range(match.start(), end)))
    return found


def _trimmed(address: str) -> str:
    while address and address[-1] in _AFTER_LINK:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _pairs(text: str, atoms: list[tuple[Mark, range]]) -> list[tuple[MarkKind, int, int]]:
    protected = {spot for _, stretch in atoms for spot in stretch}
    open_marks: list[tuple[str, int]] = []
    pairs: list[tuple[MarkKind, int, int]] = []
    for spot, sign in enumerate(text):
        if sign not in _DELIMITERS or spot in protected:
            continue
        before, after = text[spot - 1 : spot], text[spot + 1 : spot + 2]
        opened = next((number for number in reversed(range(len(open_marks))) if open_marks[number][0] == sign), None)
        if opened is not None and _closes(before, after) and open_marks[opened][1] < spot - 1:
            pairs.append((_DELIMITERS[sign], open_marks[opened][1], spot))
            del open_marks[opened:]
        elif _opens(before, after, sign):
            open_marks.append((sign, spot))
    return pairs


def _opens(before: str, after: str, sign: str) -> bool:
    return not before.isalnum() and before != sign and after != "" and not after.isspace() and after != sign


def _closes(before: str, after: str) -> bool:
    return not before.isspace() and not after.isalnum()
