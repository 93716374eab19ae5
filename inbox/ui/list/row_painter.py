"""How a conversation looks in the list, and where its chips are. Pure functions of row, place and look."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from inbox.ui.models.rows import Chip, ListRow
from inbox.ui.theme.controls import CHIP_HEIGHT, chip, chip_width
from inbox.ui.theme.fonts import BASE, BOLD, REGULAR, SMALL
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import RIGHT, avatar, counter, counter_width, focus_ring, text_line

translate = QCoreApplication.translate

HEIGHT = 64
"""Of a row, at 100 %."""
_PAD, _TOP, _AVATAR, _GAP, _PIN = 12, 9, 36, 10, 14
_LINE = 18
_MOST_UNREAD = 99
_LEAST_WORDS = 60
"""What is left of the last line beside its chips; below that the window's chip goes, then the other is cut."""


class RowState(msgspec.Struct, frozen=True):
    """What is being done to a row; ``chip`` is the intent of the chip under the pointer."""

    is_selected: bool = False
    is_hovered: bool = False
    has_focus: bool = False
    chip: str = ""


def height(look: Look) -> int:
    """Return the height of every row."""
    return look.px(HEIGHT)


def chips(look: Look, row: ListRow, where: QRectF) -> list[tuple[Chip, QRectF]]:
    """Return the chips of a row with their places, from right to left; one that would leave no room is left out."""
    right = where.right() - look.px(_PAD)
    middle = where.top() + look.px(_TOP + _LINE + 2) + look.px(_LINE) / 2
    if row.unread:
        right -= counter_width(look, _count(row)) + look.px(6)
    left = where.left() + look.px(_PAD + _AVATAR + _GAP + _LEAST_WORDS)
    placed: list[tuple[Chip, QRectF]] = []
    for shown in (row.chip, row.window):
        if shown is None or (placed and right - chip_width(look, shown.text) < left):
            continue
        width = min(float(chip_width(look, shown.text)), right - left + look.px(_LEAST_WORDS) * 0.5)
        tall = look.px(CHIP_HEIGHT)
        placed.append((shown, QRectF(right - width, middle - tall / 2, width, tall)))
        right -= width + look.px(6)
    return placed


def paint_row(painter: QPainter, look: Look, row: ListRow, where: QRectF, state: RowState) -> None:
    """Paint one conversation."""
    tokens = look.tokens
    ground = tokens.selected if state.is_selected else tokens.hovered if state.is_hovered else tokens.surface
    painter.fillRect(where, ground)
    painter.fillRect(QRectF(where.left(), where.bottom() - 1, where.width(), 1), tokens.line)
    if state.is_selected:
        painter.fillRect(QRectF(where.left(), where.top(), look.px(3), where.height() - 1), tokens.accent)
    side = look.px(_AVATAR)
    person = QRectF(where.left() + look.px(_PAD), where.top() + look.px(_TOP), side, side)
    avatar(painter, look, person, row.initials, row.colour)
    left = person.right() + look.px(_GAP)
    right = where.right() - look.px(_PAD)
    top = where.top() + look.px(_TOP)
    _first_line(painter, look, row, QRectF(left, top, right - left, look.px(_LINE)))
    _second_line(painter, look, row, where, left, state)
    if state.has_focus:
        focus_ring(painter, look, where.adjusted(1, 1, -1, -2), look.px(4))


def _first_line(painter: QPainter, look: Look, row: ListRow, where: QRectF) -> None:
    time = look.fonts.of(SMALL, figures=True)
    time_width = time.width(row.time) + 1
    name = look.fonts.of(BASE, BOLD if row.is_unread else REGULAR)
    side = look.px(_PIN) if row.is_pinned else 0
    if side:
        place = QRectF(where.right() - time_width - look.px(3) - side, where.center().y() - side / 2, side, side)
        look.icons.draw(painter, "pin", look.tokens.faint, place)
    shown = name.elided(row.name, where.width() - time_width - look.px(8) - (side and side + look.px(3)))
    text_line(painter, where, shown, name, look.tokens.text)
    text_line(painter, where, row.time, time, look.tokens.faint, RIGHT)


def _second_line(painter: QPainter, look: Look, row: ListRow, where: QRectF, left: float, state: RowState) -> None:
    top, line = where.top() + look.px(_TOP + _LINE + 2), look.px(_LINE)
    right = where.right() - look.px(_PAD)
    if row.unread:
        width, tall = counter_width(look, _count(row)), look.px(17)
        right -= width
        counter(painter, look, QRectF(right, top + (line - tall) / 2, width, tall), _count(row))
        right -= look.px(6)
    for shown, place in chips(look, row, where):
        chip(painter, look, place, shown, is_hovered=bool(shown.intent) and shown.intent == state.chip)
        right = place.left() - look.px(6)
    face = look.fonts.of(BASE)
    if row.has_draft:
        draft = translate("ConversationList", "Draft:") + " "
        text_line(painter, QRectF(left, top, right - left, line), draft, face, look.tokens.danger)
        left += face.width(draft)
    color = look.tokens.text if row.is_unread else look.tokens.muted
    if row.icon:
        side = look.px(15)
        look.icons.draw(painter, row.icon, color, QRectF(left, top + (line - side) / 2, side, side))
        left += side + look.px(4)
    text_line(painter, QRectF(left, top, right - left, line), face.elided(row.last, right - left), face, color)


def _count(row: ListRow) -> str:
    return str(row.unread) if row.unread <= _MOST_UNREAD else f"{_MOST_UNREAD}+"
