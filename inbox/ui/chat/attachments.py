"""What a bubble carries besides text: pictures, voice notes, files, places, people, and the message it answers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF

from inbox.ui.chat.films import put_film
from inbox.ui.chat.pieces import Area, Box, Glyph, Picture, Rule, Text
from inbox.ui.chat.sketch import Sketch
from inbox.ui.chat.sounds import put_sound, sound_width
from inbox.ui.models.rows import Span
from inbox.ui.models.spoken import media_in_words
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import SOUNDS, MediaKind, MediaPart, Quote
from inbox.ui.theme.fonts import BASE, MEDIUM, REGULAR, SMALL
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import CENTER
from inbox.ui.theme.typeset import TextBlock, span_block

translate = QCoreApplication.translate

_PICTURES = frozenset({MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.STICKER})
_WIDEST, _HIGHEST, _LEAST = 280, 300, 120
_STICKER = 128
_ROW, _LINE = 40, 18
"""Of a file without a picture, and of what is said below it."""
_OUTSIDE = 5
"""How far a picture reaches into the bubble's padding on each side."""
_ICONS = {
    MediaKind.DOCUMENT: "document",
    MediaKind.LOCATION: "location",
    MediaKind.CONTACT: "contact",
}


def media_width(look: Look, media: MediaPart, most: float) -> float:
    """Return how wide the medium wants to be inside a bubble."""
    if media.kind in _PICTURES:
        return min(most, _picture_size(look, media, most)[0] - 2 * look.px(_OUTSIDE))
    if media.kind in SOUNDS:
        return sound_width(look, most)
    face = look.fonts.of(BASE, MEDIUM)
    words = max(face.width(_title(media)), look.fonts.of(SMALL, REGULAR, figures=True).width(media.detail) + 1)
    return min(most, max(look.px(200), look.px(46) + words))


def media_height(look: Look, media: MediaPart, inner: float) -> float:
    """Return how high the medium is inside a bubble whose content is ``inner`` wide."""
    if media.kind in _PICTURES:
        return _picture_size(look, media, inner)[1] - look.px(2)
    words = _problem_words(look, media, inner)
    if words is None:
        return look.px(_ROW)
    return look.px(_ROW) + words.height + look.px(_LINE if media.can_retry else 0)


def put_media(sketch: Sketch, media: MediaPart, where: QRectF, *, is_mine: bool) -> None:
    """Place the medium and what a click on it does."""
    look = sketch.look
    if media.kind in SOUNDS:
        put_sound(sketch, media, _title(media), where, is_mine=is_mine)
        shown = where
    elif media.kind is MediaKind.VIDEO and not media.problem:
        put_film(sketch, media, _picture_place(look, media, where))
        return
    else:
        shown = _put(sketch, media, where, is_mine=is_mine)
    if media.kind not in _PICTURES:
        _put_words(sketch, media, where)
    area = _area(media, shown, look)
    if area is not None:
        sketch.area(area)


def _put(sketch: Sketch, media: MediaPart, where: QRectF, *, is_mine: bool) -> QRectF:
    """Place the medium and return the part of it that opens it."""
    look = sketch.look
    if media.kind in _PICTURES:
        shown = _picture_place(look, media, where)
        if media.problem:
            sketch.add(Picture(shown, "", look.px(9), icon=""))
            _put_problem(sketch, media, shown)
        else:
            sketch.add(Picture(shown, media.key, look.px(9), "image", progress=media.progress))
        return shown
    disc = QRectF(where.left(), where.top(), look.px(36), look.px(36))
    sketch.add(Box(disc, look.px(18), "surface" if is_mine else "accent_soft"))
    side = look.px(18)
    spot = QRectF(0, 0, side, side)
    spot.moveCenter(disc.center())
    sketch.add(Glyph(spot, "close" if media.can_stop else _ICONS[media.kind], "accent"))
    left = disc.right() + look.px(10)
    width = where.right() - left
    line = look.px(18)
    sketch.label(QRectF(left, where.top(), width, line), _title(media), look.fonts.of(BASE, MEDIUM))
    below = QRectF(left, where.top() + line, width, line)
    detail = f"{media.progress} % · {media.detail}" if media.progress >= 0 else media.detail
    sketch.label(below, detail, look.fonts.of(SMALL, REGULAR, figures=True), "muted")
    if media.progress >= 0:
        rail = QRectF(left, where.top() + look.px(_ROW - 4), width, look.px(3))
        sketch.add(Box(rail, look.px(2), "faint" if is_mine else "line"))
        sketch.add(Box(QRectF(rail.topLeft(), QSizeF(width * media.progress / 100, rail.height())), look.px(2), "accent"))
    return where


def _area(media: MediaPart, shown: QRectF, look: Look) -> Area | None:
    """Return what a click on the medium does; None while there is nothing to be done with it."""
    words = media_in_words(media)
    ring = look.px(9)
    if media.can_retry:
        name = translate("Timeline", "Try again: {what}").format(what=words)
        return Area(shown, Intent.MEDIA_RETRY, name, media.problem, ring=ring)
    if media.can_stop and media.kind not in SOUNDS:
        name = translate("Timeline", "Fetch no further: {what}").format(what=words)
        return Area(shown, Intent.MEDIA_STOP, name, translate("Timeline", "Stop"), ring=ring)
    if not media.key or media.problem or media.kind in (MediaKind.LOCATION, MediaKind.CONTACT) or media.kind in SOUNDS:
        return None
    if media.kind in (MediaKind.IMAGE, MediaKind.STICKER):
        return Area(shown, Intent.MEDIA_OPEN, translate("Timeline", "Open: {what}").format(what=words), ring=ring)
    tip = translate("Timeline", "Save as …")
    return Area(shown, Intent.MEDIA_SAVE, translate("Timeline", "Save: {what}").format(what=words), tip, ring=ring)


def quote_height(look: Look) -> float:
    """Return the height of the answered message above an answer."""
    return look.px(42)


def quote_width(look: Look, quote: Quote) -> float:
    """Return how wide the answered message wants to be."""
    words = max(look.fonts.of(SMALL, MEDIUM).width(quote.author), look.fonts.of(SMALL).width(quote.text))
    return words + look.px(22) + (look.px(42) if quote.thumbnail else 0)


def put_quote(sketch: Sketch, quote: Quote, where: QRectF, *, is_mine: bool) -> None:
    """Place the answered message: who wrote it, how it began."""
    look = sketch.look
    sketch.add(Box(where, look.px(7), "surface" if is_mine else "bg"))
    sketch.add(Rule(QRectF(where.left(), where.top() + look.px(5), look.px(3), where.height() - look.px(10)), "accent"))
    inside = where.adjusted(look.px(11), look.px(4), -look.px(8), -look.px(4))
    if quote.thumbnail:
        side = where.height() - look.px(8)
        sketch.add(
            Picture(QRectF(where.right() - side - look.px(4), inside.top(), side, side), quote.thumbnail, look.px(5))
        )
        inside.setRight(where.right() - side - look.px(8))
    line = inside.height() / 2
    author = QRectF(inside.left(), inside.top(), inside.width(), line)
    sketch.label(author, quote.author, look.fonts.of(SMALL, MEDIUM), "accent")
    sketch.label(author.translated(0, line), quote.text, look.fonts.of(SMALL), "muted")


def _put_problem(sketch: Sketch, media: MediaPart, where: QRectF) -> None:
    """Say in the picture's place why it is not there, and that a click tries again."""
    look, pitch = sketch.look, sketch.look.px(16)
    room = where.width() - 2 * look.px(14)
    words = span_block(look, [Span(media.problem)], look.fonts.of(SMALL), pitch, room)
    side, line = look.px(20), look.px(20) if media.can_retry else 0
    height = side + look.px(8) + words.height + line
    if height > where.height() - look.px(8):
        middle = QRectF(where.left() + look.px(14), where.center().y() - pitch / 2, room, pitch)
        sketch.label(middle, media.problem, look.fonts.of(SMALL), "muted", CENTER)
        return
    top = where.center().y() - height / 2
    icon = "retry" if media.can_retry else "warning"
    sketch.add(Glyph(QRectF(where.center().x() - side / 2, top, side, side), icon, "muted"))
    top += side + look.px(8)
    sketch.add(Text(words, QPointF(where.center().x() - words.width / 2, top), "muted"))
    if media.can_retry:
        again = QRectF(where.left(), top + words.height + look.px(2), where.width(), line)
        sketch.label(again, translate("Timeline", "Try again"), look.fonts.of(SMALL, MEDIUM), "accent", CENTER)


def _problem_words(look: Look, media: MediaPart, room: float) -> TextBlock | None:
    if not media.problem:
        return None
    return span_block(look, [Span(media.problem)], look.fonts.of(SMALL), look.px(16), room)


def _put_words(sketch: Sketch, media: MediaPart, where: QRectF) -> None:
    """Say below a file why it is not there, and that a click tries again."""
    look = sketch.look
    words = _problem_words(look, media, where.width())
    if words is None:
        return
    top = where.top() + look.px(_ROW)
    sketch.add(Text(words, QPointF(where.left(), top), "danger"))
    if media.can_retry:
        again = QRectF(where.left(), top + words.height, where.width(), look.px(_LINE))
        sketch.label(again, translate("Timeline", "Try again"), look.fonts.of(SMALL, MEDIUM), "accent")


def _title(media: MediaPart) -> str:
    return media.title or media_in_words(MediaPart(kind=media.kind))


def _picture_place(look: Look, media: MediaPart, where: QRectF) -> QRectF:
    width, height = _picture_size(look, media, where.width())
    return QRectF(where.left() - look.px(_OUTSIDE), where.top() - look.px(2), width, height)


def _picture_size(look: Look, media: MediaPart, most: float) -> tuple[float, float]:
    """Return the size a picture is shown in: as it is, but not larger than a good part of the chat."""
    if media.kind is MediaKind.STICKER:
        return look.px(_STICKER), look.px(_STICKER)
    width, height = max(1, media.width or 4), max(1, media.height or 3)
    widest = min(float(look.px(_WIDEST)), most + 2 * look.px(_OUTSIDE))
    factor = min(widest / width, look.px(_HIGHEST) / height)
    if media.width and media.height:
        factor = min(factor, look.factor)
    return max(width * factor, look.px(_LEAST)), max(height * factor, look.px(_LEAST) / 2)
