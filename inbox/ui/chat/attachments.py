"""What a bubble carries besides text: pictures, voice notes, files, places, people, and the message it answers."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from inbox.ui.chat.pieces import Box, Glyph, Picture, Rule
from inbox.ui.chat.sketch import Sketch
from inbox.ui.models.spoken import media_in_words
from inbox.ui.models.timeline import MediaKind, MediaPart, Quote
from inbox.ui.theme.fonts import BASE, MEDIUM, REGULAR, SMALL
from inbox.ui.theme.look import Look

_PICTURES = frozenset({MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.STICKER})
_WIDEST, _HIGHEST, _LEAST = 280, 300, 120
_STICKER = 128
_OUTSIDE = 5
"""How far a picture reaches into the bubble's padding on each side."""
_ICONS = {
    MediaKind.VOICE: "voice",
    MediaKind.AUDIO: "audio",
    MediaKind.DOCUMENT: "document",
    MediaKind.LOCATION: "location",
    MediaKind.CONTACT: "contact",
}


def media_width(look: Look, media: MediaPart, most: float) -> float:
    """Return how wide the medium wants to be inside a bubble."""
    if media.kind in _PICTURES:
        return min(most, _picture_size(look, media, most)[0] - 2 * look.px(_OUTSIDE))
    face = look.fonts.of(BASE, MEDIUM)
    words = max(face.width(_title(media)), look.fonts.of(SMALL).width(media.detail))
    return min(most, max(look.px(200), look.px(46) + words))


def media_height(look: Look, media: MediaPart, inner: float) -> float:
    """Return how high the medium is inside a bubble whose content is ``inner`` wide."""
    if media.kind in _PICTURES:
        return _picture_size(look, media, inner)[1] - look.px(2)
    return look.px(40)


def put_media(sketch: Sketch, media: MediaPart, where: QRectF, *, is_mine: bool) -> QRectF:
    """Place the medium and return the part of it that opens it."""
    look = sketch.look
    if media.kind in _PICTURES:
        width, height = _picture_size(look, media, where.width())
        shown = QRectF(where.left() - look.px(_OUTSIDE), where.top() - look.px(2), width, height)
        sketch.add(Picture(shown, media.key, look.px(9), "image", media.kind is MediaKind.VIDEO))
        return shown
    disc = QRectF(where.left(), where.top(), look.px(36), look.px(36))
    sketch.add(Box(disc, look.px(18), "surface" if is_mine else "accent_soft"))
    plays = media.kind in (MediaKind.VOICE, MediaKind.AUDIO)
    side = look.px(18)
    spot = QRectF(0, 0, side, side)
    spot.moveCenter(disc.center())
    sketch.add(Glyph(spot, "play" if plays else _ICONS[media.kind], "accent"))
    left = disc.right() + look.px(10)
    width = where.right() - left
    line = look.px(18)
    sketch.label(QRectF(left, where.top(), width, line), _title(media), look.fonts.of(BASE, MEDIUM))
    if plays:
        bar = QRectF(left, where.top() + look.px(25), width - look.px(44), look.px(3))
        sketch.add(Box(bar, look.px(2), "faint" if is_mine else "line"))
        after = QRectF(bar.right() + look.px(8), where.top() + line, look.px(40), line)
        sketch.label(after, media.detail, look.fonts.of(SMALL, figures=True), "muted")
    else:
        below = QRectF(left, where.top() + line, width, line)
        sketch.label(below, media.detail, look.fonts.of(SMALL, REGULAR, figures=True), "muted")
    return where


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


def _title(media: MediaPart) -> str:
    return media.title or media_in_words(MediaPart(kind=media.kind))


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
