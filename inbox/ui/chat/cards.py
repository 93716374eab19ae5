"""How carts, products and payments are laid out inside the chat: cards with their lines and the buttons that act on them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

from inbox.ui.chat.pieces import Block, Glyph, Ground, Picture, Rule, Text
from inbox.ui.chat.sketch import SIDE, Sketch, Stamp
from inbox.ui.models.rows import Span
from inbox.ui.models.timeline import CardButton, CartCard, CartRow, PaymentCard, ProductCard
from inbox.ui.theme.controls import chip_width
from inbox.ui.theme.fonts import BASE, BOLD, SMALL
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import RIGHT
from inbox.ui.theme.typeset import span_block

WIDTH = 340
"""Of every card, at 100 %; a narrow chat makes it narrower."""
_PAD = 12
_LINE = 18
_PICTURE = 36


def cart(look: Look, item: CartCard, width: int) -> Block:
    """Lay out a customer's cart: title and sum, its lines, what can be done."""
    sketch, frame = Sketch(look, item), _frame(look, width, is_mine=False)
    pad, line = look.px(_PAD), look.px(_LINE)
    bold = look.fonts.of(BASE, BOLD, figures=True)
    sum_width = bold.width(item.total) + 1
    head = QRectF(frame.left() + pad, look.px(8), frame.width() - 2 * pad, line)
    sketch.label(QRectF(head.right() - sum_width, head.top(), sum_width, line), item.total, bold, align=RIGHT)
    room = head.width() - sum_width - look.px(10)
    if item.chip is not None:
        wide = min(float(chip_width(look, item.chip.text)), room * 0.6)
        sketch.chip(item.chip, head.right() - sum_width - look.px(8) - wide, head.center().y(), wide)
        room -= wide + look.px(8)
    sketch.label(QRectF(head.left(), head.top(), room, line), item.title, bold)
    y = head.bottom() + look.px(8.0)
    sketch.add(Rule(QRectF(frame.left(), y, frame.width(), 1)))
    y += 1.0
    for row in item.rows:
        y += _cart_row(sketch, row, QRectF(frame.left() + pad, y, frame.width() - 2 * pad, 0))
    if item.note:
        y = _paragraph(sketch, item.note, frame.left() + pad, y, frame.width() - 2 * pad) + look.px(8)
    return _closed(sketch, frame, y, item.buttons, has_rule=True)


def product(look: Look, item: ProductCard, width: int) -> Block:
    """Lay out a product: its picture, its name and its price, and how far it has come."""
    sketch, frame = Sketch(look, item), _frame(look, width, is_mine=item.is_mine)
    pad, line, side = look.px(_PAD), look.px(_LINE), look.px(64)
    sketch.add(Picture(QRectF(frame.left() + pad, pad, side, side), item.thumbnail, look.px(8), "catalog"))
    left = frame.left() + pad + side + look.px(12)
    room = frame.right() - pad - left
    sketch.label(QRectF(left, pad, room, line), item.name, look.fonts.of(BASE, BOLD))
    sketch.label(QRectF(left, pad + line, room, line), item.detail, look.fonts.of(SMALL), "muted")
    stamp = Stamp(look, item.time, item.ticks)
    low = pad + side - line
    sketch.label(
        QRectF(left, low, room - stamp.width - look.px(8), line), item.price, look.fonts.of(BASE, BOLD, figures=True)
    )
    stamp.put(sketch, frame.right() - pad, pad + side)
    y = float(pad + side + look.px(8 if item.failure or item.buttons else _PAD))
    if item.failure:
        y = _failed(sketch, item.failure, QRectF(frame.left() + pad, y, frame.width() - 2 * pad, 0))
    fill = "outgoing" if item.is_mine else "incoming"
    return _closed(sketch, frame, y, item.buttons, has_rule=False, fill=fill)


def payment(look: Look, item: PaymentCard, width: int) -> Block:
    """Lay out a payment or a request for one: the sum, its state in a chip, what is known, what can be done."""
    sketch, frame = Sketch(look, item), _frame(look, width, is_mine=item.is_mine)
    pad, line = look.px(_PAD), look.px(_LINE)
    bold = look.fonts.of(BASE, BOLD, figures=True)
    left, room, y = frame.left() + pad, frame.width() - 2 * pad, float(look.px(10))
    amount_width = min(bold.width(item.amount) + 1, room)
    sketch.label(QRectF(left, y, amount_width, line), item.amount, bold)
    beside = room - amount_width - look.px(6)
    sketch.chip(item.chip, left + amount_width + look.px(6), y + line / 2, beside)
    y += line
    for detail in item.details:
        y = _paragraph(sketch, detail, left, y, room)
    if item.explanation:
        y = _paragraph(sketch, item.explanation, left, y + look.px(6), room)
    return _closed(sketch, frame, y + look.px(10), item.buttons, has_rule=False)


def _frame(look: Look, width: int, *, is_mine: bool) -> QRectF:
    side = look.px(SIDE)
    wide = min(look.px(WIDTH), width - 2 * side)
    return QRectF(width - side - wide if is_mine else side, 0, wide, 0)


def _cart_row(sketch: Sketch, row: CartRow, where: QRectF) -> float:
    """Place a line of a cart at the top of ``where``; return its height."""
    look = sketch.look
    pad, line, side = look.px(7), look.px(_LINE), look.px(_PICTURE)
    left = where.left() + side + look.px(10)
    figures = look.fonts.of(BASE, figures=True)
    total_width = figures.width(row.total) + 1 if row.total else 0.0
    room = where.right() - left - (total_width + look.px(10) if row.total else 0)
    name = span_block(look, [Span(row.name)], look.fonts.of(BASE), line, room)
    small = None
    if row.below:
        small = span_block(look, [Span(row.below)], look.fonts.of(SMALL, figures=True), look.px(16), room)
    words = name.height + (small.height if small is not None else 0)
    height = max(words, side if row.has_picture else 0)
    top = where.top() + pad
    if row.has_picture:
        middle = top + (height - side) / 2
        sketch.add(Picture(QRectF(where.left(), middle, side, side), row.thumbnail, look.px(8), "catalog"))
    y = top + (height - words) / 2
    sketch.add(Text(name, QPointF(left, y)))
    if small is not None:
        sketch.add(Text(small, QPointF(left, y + name.height), "warn" if row.doubt else "muted"))
    if row.total:
        amount = QRectF(where.right() - total_width, top, total_width, height)
        sketch.label(amount, row.total, figures, align=RIGHT)
    return height + 2 * pad


def _paragraph(sketch: Sketch, words: str, left: float, top: float, room: float) -> float:
    """Place a muted sentence; return where it ends."""
    look = sketch.look
    block = span_block(look, [Span(words)], look.fonts.of(SMALL, figures=True), look.px(16), room)
    sketch.add(Text(block, QPointF(left, top), "muted"))
    return top + block.height


def _failed(sketch: Sketch, words: str, where: QRectF) -> float:
    """Place what went wrong; return where it ends."""
    look, side = sketch.look, sketch.look.px(14)
    block = span_block(look, [Span(words)], look.fonts.of(SMALL), look.px(16), where.width() - look.px(20))
    sketch.add(Glyph(QRectF(where.left(), where.top() + look.px(1), side, side), "warning", "danger"))
    sketch.add(Text(block, QPointF(where.left() + look.px(20), where.top()), "danger"))
    return where.top() + block.height + look.px(_PAD)


def _closed(
    sketch: Sketch,
    frame: QRectF,
    y: float,
    buttons: Sequence[CardButton],
    *,
    has_rule: bool,
    fill: str = "incoming",
) -> Block:
    """Place the buttons at the foot and the card's ground beneath all."""
    look, pad = sketch.look, sketch.look.px(_PAD)
    if buttons:
        if has_rule:
            sketch.add(Rule(QRectF(frame.left(), y, frame.width(), 1)))
            y += 1 + look.px(8)
        y += sketch.buttons(buttons, frame.left() + pad, y, frame.width() - 2 * pad)
        y += look.px(8 if has_rule else _PAD)
    body = QRectF(frame.left(), 0, frame.width(), y)
    sketch.beneath(Ground(body.toRect(), look.px(12), fill))
    return sketch.block(y, body)
