"""Chips, buttons and the countdown ring, painted alike by widgets and inside the rows and cards of the views.

Pure functions of painter, look, place and state. GUI thread only.
"""

from __future__ import annotations

from enum import Enum, auto

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from inbox.ui.models.rows import Chip
from inbox.ui.theme.fonts import BASE, MEDIUM, MICRO, SMALL, TINY, Face
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import CENTER, LEFT, box, key_hint, key_hint_width, text_line
from inbox.ui.theme.palette import faded

CHIP_HEIGHT = 16
BUTTON_HEIGHT, SMALL_BUTTON_HEIGHT = 30, 28
_ARROW_BESIDE_ICON = 12
_ICON_IN_BUTTON = 16


class ButtonKind(Enum):
    """How much a button asks to be pressed; a view has one PRIMARY."""

    PRIMARY = auto()
    NEUTRAL = auto()
    QUIET = auto()
    """Text alone, for what is offered but not suggested."""
    DANGER = auto()
    """Only for accepting a dispute and for erasing."""


class ButtonFace(msgspec.Struct, frozen=True):
    """What a button shows. ``keys`` is the hint of its shortcut, ``drops`` the small arrow of a menu."""

    text: str = ""
    kind: ButtonKind = ButtonKind.NEUTRAL
    is_small: bool = False
    icon: str = ""
    keys: str = ""
    drops: bool = False


class ButtonState(msgspec.Struct, frozen=True):
    """What is being done to a button."""

    is_enabled: bool = True
    is_hovered: bool = False
    is_pressed: bool = False
    is_focused: bool = False


REST = ButtonState()


def chip_face(look: Look) -> Face:
    """Return the face of the words on chips."""
    return look.fonts.of(TINY, MEDIUM, figures=True)


def chip_width(look: Look, text: str) -> int:
    """Return how wide a chip of ``text`` is."""
    return round(chip_face(look).width(text) + 0.5) + look.px(12)


def chip(painter: QPainter, look: Look, where: QRectF, shown: Chip, is_hovered: bool = False) -> None:
    """Paint a chip; one that can be clicked gets a line while the pointer is over it."""
    color, ground = look.tone(shown.tone)
    if look.tokens.outline is not None or (is_hovered and shown.intent):
        box(painter, where, look.px(5), ground, color)
    else:
        look.corners.draw(painter, where.toRect(), look.px(5), ground, None)
    face = chip_face(look)
    inside = where.adjusted(look.px(6), 0, -look.px(4), 0)
    text_line(painter, inside, face.elided(shown.text, inside.width()), face, color)


def button_text_face(look: Look, is_small: bool) -> Face:
    """Return the face of the words on buttons."""
    return look.fonts.of(SMALL if is_small else BASE, MEDIUM, figures=True)


def button_height(look: Look, is_small: bool) -> int:
    """Return the height of a button."""
    return look.px(SMALL_BUTTON_HEIGHT if is_small else BUTTON_HEIGHT)


def button_width(look: Look, face: ButtonFace) -> int:
    """Return how wide a button is when nothing of it is cut."""
    if not face.text:
        return button_height(look, face.is_small) + (look.px(_ARROW_BESIDE_ICON) if face.drops else 0)
    width = button_text_face(look, face.is_small).width(face.text) + 0.5
    if face.icon:
        width += look.px(_ICON_IN_BUTTON + 6)
    if face.keys:
        width += key_hint_width(look, face.keys) + look.px(6)
    if face.drops:
        width += look.px(16)
    return round(width) + 2 * look.px(10 if face.is_small else 11)


def button(painter: QPainter, look: Look, where: QRectF, face: ButtonFace, state: ButtonState = REST) -> None:
    """Paint a button; its words are elided when ``where`` is too narrow."""
    color = button_ground(painter, look, where, face.kind, state)
    if not face.text:
        size = look.px(_ICON_IN_BUTTON)
        spot = QRectF(0, 0, size, size)
        beside = look.px(_ARROW_BESIDE_ICON) if face.drops else 0
        spot.moveCenter(where.center() - QPointF(beside / 2, 0))
        muted = look.tokens.muted if face.kind is not ButtonKind.PRIMARY and state.is_enabled else color
        look.icons.draw(painter, face.icon, muted, spot)
        if face.drops:
            arrow(painter, look, QPointF(spot.right() + beside - look.px(2), where.center().y()), muted)
        return
    _button_words(painter, look, where, face, color)


def button_ground(painter: QPainter, look: Look, where: QRectF, kind: ButtonKind, state: ButtonState) -> QColor:
    """Paint the body of a button and return the colour for what stands upon it."""
    tokens, radius = look.tokens, look.px(7)
    fill, line, color = {
        ButtonKind.PRIMARY: (tokens.accent, tokens.accent, tokens.on_accent),
        ButtonKind.NEUTRAL: (tokens.raised, tokens.line, tokens.text),
        ButtonKind.QUIET: (None, None, tokens.muted),
        ButtonKind.DANGER: (tokens.raised, tokens.danger, tokens.danger),
    }[kind]
    if not state.is_enabled:
        fill = tokens.bg if fill is not None else None
        line = tokens.line if line is not None else None
        color = faded(tokens.muted, tokens.surface)
    elif state.is_pressed or state.is_hovered:
        fill = _pushed(tokens.bg if fill is None else fill, tokens.is_dark, 2 if state.is_pressed else 1)
    box(painter, where, radius, fill, line)
    if state.is_focused:
        ring = tokens.on_accent if kind is ButtonKind.PRIMARY and state.is_enabled else tokens.accent
        painter.setPen(QPen(ring, 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = 3.0 if kind is ButtonKind.PRIMARY else 1.0
        painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), radius - 2, radius - 2)
    return color


def _pushed(color: QColor, is_dark: bool, steps: int) -> QColor:
    return color.lighter(100 + 9 * steps) if is_dark else color.darker(100 + 4 * steps)


def _button_words(painter: QPainter, look: Look, where: QRectF, face: ButtonFace, color: QColor) -> None:
    words = button_text_face(look, face.is_small)
    padding = look.px(10 if face.is_small else 11)
    inside = where.adjusted(padding, 0, -padding, 0)
    if face.icon:
        size = look.px(_ICON_IN_BUTTON)
        look.icons.draw(painter, face.icon, color, QRectF(inside.left(), where.center().y() - size / 2, size, size))
        inside.setLeft(inside.left() + size + look.px(6))
    if face.drops:
        arrow(painter, look, QPointF(inside.right() - look.px(4), where.center().y()), color)
        inside.setRight(inside.right() - look.px(16))
    if face.keys:
        width, height = key_hint_width(look, face.keys), look.px(17)
        hint = QRectF(inside.right() - width, where.center().y() - height / 2, width, height)
        is_primary = face.kind is ButtonKind.PRIMARY
        line = color if is_primary else look.tokens.line
        key_hint(painter, look, hint, face.keys, color if is_primary else look.tokens.muted, line)
        inside.setRight(inside.right() - width - look.px(6))
    stands = LEFT if face.icon or face.keys or face.drops else CENTER
    text_line(painter, inside, words.elided(face.text, inside.width() + 1), words, color, stands)


def arrow(painter: QPainter, look: Look, center: QPointF, color: QColor) -> None:
    """Paint the small arrow that says a menu or a form opens below."""
    reach = look.px(4)
    painter.setPen(QPen(color, 1.5 * look.factor, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    tip = center + QPointF(0, reach / 2)
    painter.drawLine(center + QPointF(-reach, -reach / 2), tip)
    painter.drawLine(tip, center + QPointF(reach, -reach / 2))


def ring(painter: QPainter, look: Look, where: QRectF, part_left: float, text: str, ground: QColor, on: QColor) -> None:
    """Paint the countdown: how much of the hold is left as an arc, the seconds inside. ``ground`` is what it stands on."""
    thickness = max(2.0, where.width() * 0.125)
    arc = where.adjusted(thickness / 2, thickness / 2, -thickness / 2, -thickness / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(faded(on, ground), thickness))
    painter.drawEllipse(arc)
    accent = look.tokens.bar_accent if ground == look.tokens.bar else look.tokens.accent
    painter.setPen(QPen(accent, thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawArc(arc, 90 * 16, round(min(max(part_left, 0.0), 1.0) * 360 * 16))
    text_line(painter, where, text, look.fonts.of(MICRO, figures=True), on, CENTER)
