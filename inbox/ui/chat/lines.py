"""How the lines between the messages are laid out: events, days, the unread line, and the shapes of what is still read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF

from inbox.ui.chat.pieces import Area, Block, Box, Label, Rule, Text
from inbox.ui.chat.sketch import SIDE, Sketch
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import DaySeparator, EventLine, SkeletonItem, UnreadLine
from inbox.ui.theme.controls import chip_width
from inbox.ui.theme.fonts import MEDIUM, SMALL, TINY
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import CENTER
from inbox.ui.theme.typeset import span_block

translate = QCoreApplication.translate


def event(look: Look, item: EventLine, width: int) -> Block:
    """Lay out what happened: a centered pill with its chip; in a narrow chat the chip goes under the words."""
    sketch = Sketch(look, item)
    pad, gap = look.px(12), look.px(10)
    most = width - 2 * look.px(SIDE) - 2 * pad
    chip = min(chip_width(look, item.chip.text), most) if item.chip is not None else 0
    buttons = min(sketch.buttons_width(item.buttons), most)
    beside = sum(part + gap for part in (chip, buttons) if part)
    face = look.fonts.of(SMALL, figures=True)
    words = span_block(look, item.spans, face, look.px(18), most)
    fits = words.width + beside <= most
    inner = words.width + beside if fits else max(words.width, chip, buttons)
    left = (width - inner) / 2
    tall = max(words.height, look.px(28)) if item.buttons and fits else words.height
    y = look.px(5) + tall
    middle = look.px(5) + tall / 2
    sketch.add(Text(words, QPointF(left, middle - words.height / 2), "muted"))
    x = left + words.width + gap
    if item.chip is not None:
        if not fits:
            x, middle, y = left, y + look.px(11), y + look.px(22)
        x += sketch.chip(item.chip, x, middle, most) + gap
    if item.buttons and fits:
        sketch.buttons(item.buttons, x, middle - look.px(14), inner)
    elif item.buttons:
        y += look.px(4) + sketch.buttons(item.buttons, left, y + look.px(4), inner)
    body = QRectF(left - pad, 0, inner + 2 * pad, y + look.px(5))
    sketch.beneath(Box(body, look.px(10), "surface", "line"))
    return sketch.block(body.height(), body, look.px(10))


def day(look: Look, item: DaySeparator, width: int) -> Block:
    """Lay out the name of a day, centered."""
    sketch, face, height = Sketch(look, item), look.fonts.of(TINY, MEDIUM), look.px(24)
    wide = face.width(item.text) + look.px(16)
    body = QRectF((width - wide) / 2, 0, wide, height)
    sketch.add(Label(body, item.text, face, "faint", CENTER))
    leads = translate("Timeline", "Go to a date")
    sketch.area(Area(body, Intent.GO_TO_DATE, leads, leads, ring=8))
    return sketch.block(height, body)


def unread(look: Look, item: UnreadLine, width: int) -> Block:
    """Lay out the line under which everything is new."""
    sketch, face, height = Sketch(look, item), look.fonts.of(TINY, MEDIUM), look.px(24)
    wide = face.width(item.text) + look.px(20)
    side, middle = look.px(SIDE), height // 2
    words = QRectF((width - wide) / 2, 0, wide, height)
    sketch.add(Rule(QRectF(side, middle, words.left() - side, 1), "accent"))
    sketch.add(Rule(QRectF(words.right(), middle, width - side - words.right(), 1), "accent"))
    sketch.add(Label(words, item.text, face, "accent", CENTER))
    return sketch.block(height, QRectF(side, 0, width - 2 * side, height))


def skeleton(look: Look, item: SkeletonItem, width: int) -> Block:
    """Lay out the shape of a message."""
    sketch = Sketch(look, item)
    height = look.px(16 + 20 * item.lines)
    wide = (width - 2 * look.px(SIDE)) * (0.34 if item.lines == 1 else 0.5)
    left = width - look.px(SIDE) - wide if item.is_mine else look.px(SIDE)
    body = QRectF(left, 0, wide, height)
    sketch.add(Box(body, look.px(12), "surface"))
    for number in range(item.lines):
        part = 0.6 if number == item.lines - 1 else 1.0
        line = QRectF(left + look.px(12), look.px(14 + 20 * number), (wide - look.px(24)) * part, look.px(8))
        sketch.add(Box(line, look.px(4), "line"))
    return sketch.block(height, body)
