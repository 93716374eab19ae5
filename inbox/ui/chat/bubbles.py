"""How messages and notes are laid out: bubbles left and right, as wide as their text, the time at the end of it."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QPointF, QRectF

from inbox.ui.chat.attachments import (
    media_height,
    media_width,
    put_media,
    put_quote,
    quote_height,
    quote_width,
)
from inbox.ui.chat.pieces import Area, Block, Box, Glyph, Ground, Label, Rule, Text
from inbox.ui.chat.sketch import SIDE, WIDEST_PART, Sketch, Stamp
from inbox.ui.models.formatting import parse
from inbox.ui.models.rows import Span
from inbox.ui.models.timeline import Bubble, MediaKind, NoteItem
from inbox.ui.theme.fonts import BASE, MEDIUM, SMALL, TINY
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import CENTER
from inbox.ui.theme.typeset import TextBlock, message_block, span_block

translate = QCoreApplication.translate

QUOTE_INTENT = "quote.jump"
_CAPTION = 240
"""So wide the words below a picture may be, however narrow that is."""


def widest(look: Look, width: int) -> float:
    """Return how wide a bubble may be in a view of ``width``; a narrow view gives it almost everything."""
    room = width - 2 * look.px(SIDE)
    return max(room * WIDEST_PART, min(float(room), look.px(280)))


def bubble(look: Look, item: Bubble, width: int) -> Block:
    """Lay out one message."""
    return _BubbleLayout(look, item, width).block()


class _BubbleLayout:
    """First the sizes of all parts, then, when the bubble's width is known, their places."""

    def __init__(self, look: Look, item: Bubble, width: int) -> None:
        self._look = look
        self._item = item
        self._view = width
        self._pad = look.px(11)
        self._most = widest(look, width) - 2 * self._pad
        self._sketch = Sketch(look, item)
        self._stamp = Stamp(look, self._time(), item.ticks)
        has_text = bool(item.text) and not item.is_revoked
        if has_text and item.media is not None and item.media.kind in (MediaKind.IMAGE, MediaKind.VIDEO):
            # The words stand below the picture, not beyond it; a narrow one leaves them room for a sentence.
            self._most = min(self._most, max(media_width(look, item.media, self._most), float(look.px(_CAPTION))))
        self._words = message_block(look, parse(item.text), self._most) if has_text else None
        self._failure = self._failure_block()

    def block(self) -> Block:
        """Return the laid out bubble."""
        look, sketch = self._look, self._sketch
        inner = math.ceil(min(self._most, self._inner_width()))
        width = inner + 2 * self._pad
        left = math.floor(self._view - look.px(SIDE) - width) if self._item.is_mine else look.px(SIDE)
        body = QRectF(left, 0, width, 0)
        bottom = self._content(left + self._pad, inner)
        body.setHeight(bottom + look.px(5))
        sketch.beneath(self._ground(body))
        height = body.height() + self._reactions(body)
        if self._item.buttons:
            room = self._view - 2 * look.px(SIDE)
            wide = min(sketch.buttons_width(self._item.buttons), room)
            start = body.right() - wide if self._item.is_mine else body.left()
            height += look.px(6) + sketch.buttons(self._item.buttons, start, height + look.px(6), room)
        return sketch.block(height, body, look.px(12))

    def _ground(self, body: QRectF) -> Box | Ground:
        """Return what the bubble lies on: a dashed outline for what has not gone out yet."""
        radius = self._look.px(12)
        if self._item.is_planned:
            return Box(body, radius, "chat", "faint", is_dashed=True)
        return Ground(body.toRect(), radius, "outgoing" if self._item.is_mine else "incoming")

    def _time(self) -> str:
        if self._item.is_edited and not self._item.is_revoked:
            return translate("Timeline", "edited {time}").format(time=self._item.time)
        return self._item.time

    def _failure_block(self) -> TextBlock | None:
        if not self._item.failure:
            return None
        look = self._look
        return span_block(look, [Span(self._item.failure)], look.fonts.of(SMALL), look.px(16), self._most - look.px(20))

    def _head(self) -> list[tuple[str, str, str]]:
        """Return the small lines on top: icon, words, colour."""
        item = self._item
        head = [("", item.sender, "accent")] if item.sender else []
        head += [("", words, "faint") for words in item.tops]
        if item.is_forwarded:
            head.append(("forward", translate("Timeline", "Forwarded"), "faint"))
        if item.is_revoked:
            by_shop = translate("Timeline", "You deleted this message")
            head.append(
                ("block", by_shop if item.is_mine else translate("Timeline", "Deleted by the customer"), "muted")
            )
        return head

    def _inner_width(self) -> float:
        look, item = self._look, self._item
        face = look.fonts.of(SMALL, MEDIUM)
        widths = [self._stamp.width, *(face.width(text) + look.px(20) for _, text, _ in self._head())]
        if item.reply is not None:
            widths.append(quote_width(look, item.reply))
        if item.media is not None:
            widths.append(media_width(look, item.media, self._most))
        widths += [look.fonts.of(BASE, MEDIUM).width(label) for label in item.labels]
        if self._failure is not None:
            widths.append(self._failure.width + look.px(20))
        if self._words is not None:
            beside = self._words.last_width + look.px(10) + self._stamp.width
            widths += [self._words.width, beside if beside <= self._most else 0.0]
        return max(widths)

    def _content(self, left: float, inner: float) -> float:
        """Place all parts under each other; return where the last one ends."""
        look, item, sketch = self._look, self._item, self._sketch
        y = float(look.px(7))
        for icon, words, color in self._head():
            y += self._head_line(icon, words, color, QRectF(left, y, inner, look.px(17)))
        if self._head() and item.media is not None and item.reply is None:
            y += look.px(4)  # a picture reaches into the padding above it
        if item.reply is not None:
            where = QRectF(left, y, inner, quote_height(look))
            put_quote(sketch, item.reply, where, is_mine=item.is_mine)
            if item.reply.item:
                name = translate("Timeline", "Show the message of {author}").format(author=item.reply.author)
                sketch.area(Area(where, QUOTE_INTENT, name, ring=look.px(7)))
            y = where.bottom() + look.px(4)
        if item.media is not None and not item.is_revoked:
            where = QRectF(left, y, inner, media_height(look, item.media, inner))
            put_media(sketch, item.media, where, is_mine=item.is_mine)
            y = where.bottom() + look.px(4)
        return self._ending(left, y, inner)

    def _head_line(self, icon: str, words: str, color: str, where: QRectF) -> float:
        look, side = self._look, self._look.px(13)
        if icon:
            self._sketch.add(Glyph(QRectF(where.left(), where.top() + look.px(2), side, side), icon, color))
        start = look.px(18) if icon else 0
        self._sketch.label(where.adjusted(start, 0, 0, 0), words, look.fonts.of(SMALL, MEDIUM), color)
        return where.height()

    def _ending(self, left: float, y: float, inner: float) -> float:
        """Place the text, the time beside or below its last line, and what went wrong."""
        look, stamp = self._look, self._stamp
        if self._words is not None:
            self._words.justify(inner)
            self._sketch.add(Text(self._words, QPointF(left, y), is_selectable=True))
            y += self._words.height
            if self._words.last_width + look.px(10) + stamp.width > inner:
                y += look.px(2) + stamp.height
        elif self._item.is_revoked and self._item.time:
            y += look.px(1)
            y += stamp.height
        else:
            y += stamp.height
        stamp.put(self._sketch, left + inner, y - look.px(1))
        if self._failure is not None:
            y += look.px(3)
            side = look.px(14)
            self._sketch.add(Glyph(QRectF(left, y + look.px(1), side, side), "warning", "danger"))
            self._sketch.add(Text(self._failure, QPointF(left + look.px(20), y), "danger"))
            y += self._failure.height + look.px(2)
        return self._labels(left, y, inner)

    def _labels(self, left: float, y: float, inner: float) -> float:
        """Place what the customer can tap: each on a line of its own, under a hairline, as WhatsApp shows it."""
        look, line = self._look, self._look.px(26)
        for label in self._item.labels:
            y += look.px(4)
            self._sketch.add(Rule(QRectF(left, y, inner, 1), "line"))
            where = QRectF(left, y + 1, inner, line)
            self._sketch.label(where, label, look.fonts.of(BASE, MEDIUM), "accent", CENTER)
            y += line - look.px(2)
        return y

    def _reactions(self, body: QRectF) -> float:
        """Hang the reactions on the lower edge; return how far they reach beyond it."""
        if not self._item.reactions:
            return 0.0
        look = self._look
        face = look.fonts.of(SMALL)
        words = " ".join(self._item.reactions)
        width, height = face.width(words) + look.px(14), look.px(22)
        left = body.right() - width - look.px(10) if self._item.is_mine else body.left() + look.px(10)
        where = QRectF(left, body.bottom() - look.px(6), width, height)
        self._sketch.add(Box(where, height / 2, "surface", "line"))
        self._sketch.add(Label(where, words, face, "text", CENTER))
        return height - look.px(6)


def note(look: Look, item: NoteItem, width: int) -> Block:
    """Lay out a note of the team: on the right, on paper of its own, saying who can see it."""
    sketch, pad = Sketch(look, item), look.px(11)
    most = widest(look, width) - 2 * pad
    face = look.fonts.of(TINY)
    who = translate("Timeline", "Note by {author} · only the team sees this").format(author=item.author)
    words = message_block(look, parse(item.text), most)
    stamp = Stamp(look, item.time, item.ticks)
    beside = face.width(who) + (look.px(10) + stamp.width if item.time else 0)
    inner = math.ceil(min(most, max(words.width, beside)))
    words.justify(inner)
    left = width - look.px(SIDE) - inner - 2 * pad
    head = look.px(15)
    body = QRectF(left, 0, inner + 2 * pad, look.px(7) + head + words.height + look.px(7))
    sketch.add(Box(body, look.px(10), "note", "note_line", is_dashed=True))
    room = inner - (look.px(10) + stamp.width if item.time else 0)
    sketch.label(QRectF(left + pad, look.px(7), room, head), who, face, "muted")
    stamp.put(sketch, left + pad + inner, look.px(7) + head)
    sketch.add(Text(words, QPointF(left + pad, look.px(7) + head), is_selectable=True))
    return sketch.block(body.height(), body, look.px(10))
