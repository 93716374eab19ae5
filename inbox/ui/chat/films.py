"""A film in its bubble: plays where it stands, with the bar to move in it at its foot.

As with recordings, how it stands is asked for whenever it is painted. Of a film that does not play there is no picture to be
had, only the whole file.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPixmap

from inbox.ui.chat.pieces import Area, Canvas
from inbox.ui.chat.sketch import Sketch
from inbox.ui.chat.sounds import clock_of, icon_of
from inbox.ui.models.spoken import media_in_words
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.sound import Sound, Stage
from inbox.ui.models.timeline import MediaPart
from inbox.ui.theme.fonts import SMALL
from inbox.ui.theme.painting import CENTER, RIGHT, box, text_line

translate = QCoreApplication.translate

_STILL = Sound()
_GROUND, _SHADE, _TRACK, _WHITE = QColor(14, 16, 18), QColor(0, 0, 0, 150), QColor(255, 255, 255, 90), QColor("#ffffff")


class FilmPiece(msgspec.Struct, frozen=True):
    """Paints a film as it stands; ``bar`` is the part of it that is its bar."""

    media: MediaPart
    where: QRectF
    bar: QRectF

    def paint(self, canvas: Canvas) -> None:
        """Paint the present picture, the button while it does not play, and how far it is."""
        key, look, painter = self.media.key, canvas.look, canvas.painter
        sound = canvas.sounds.sound(key) if canvas.sounds is not None and key else _STILL
        frame = canvas.sounds.frame(key) if canvas.sounds is not None and key else None
        radius = look.px(9)
        if frame is None:
            box(painter, self.where, radius, canvas.color("bg"), canvas.color("line"))
        else:
            self._paint_frame(canvas, frame, radius)
        if sound.stage is not Stage.PLAYING:
            side = look.px(40)
            disc = QRectF(0, 0, side, side)
            disc.moveCenter(self.where.center())
            box(painter, disc, side / 2, _SHADE)
            spot = QRectF(0, 0, side / 2, side / 2)
            spot.moveCenter(disc.center())
            look.icons.draw(painter, icon_of(sound), _WHITE, spot)
        face = look.fonts.of(SMALL, figures=True)
        if sound.problem:
            line = QRectF(self.where.left() + look.px(10), self.where.bottom() - look.px(28), 0, look.px(18))
            line.setWidth(self.where.width() - 2 * look.px(10))
            text_line(painter, line, face.elided(sound.problem, line.width()), face, canvas.color("warn"), CENTER)
        elif sound.lasts or self.media.progress >= 0:
            self._paint_bar(canvas, sound)
            above = QRectF(self.bar.left(), self.bar.top() - look.px(22), self.bar.width(), look.px(18))
            color = canvas.color("muted") if frame is None else _WHITE
            text_line(painter, above, clock_of(sound, self.media), face, color, RIGHT)

    def _paint_frame(self, canvas: Canvas, frame: QPixmap, radius: float) -> None:
        """Paint the picture whole: what a film is about must not be cut off."""
        painter = canvas.painter
        shape = QPainterPath()
        shape.addRoundedRect(self.where, radius, radius)
        size = QSizeF(frame.size()).scaled(self.where.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRectF(self.where.topLeft(), size)
        shown.moveCenter(self.where.center())
        painter.save()
        painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
        painter.fillRect(self.where, _GROUND)
        painter.drawPixmap(shown, frame, QRectF(frame.rect()))
        painter.restore()

    def _paint_bar(self, canvas: Canvas, sound: Sound) -> None:
        part = sound.position / sound.lasts if sound.lasts else self.media.progress / 100
        radius = self.bar.height() / 2
        box(canvas.painter, self.bar, radius, _SHADE)
        box(canvas.painter, self.bar, radius, _TRACK)
        done = QRectF(self.bar.topLeft(), QSizeF(self.bar.width() * min(1.0, part), self.bar.height()))
        box(canvas.painter, done, radius, _WHITE)


def put_film(sketch: Sketch, media: MediaPart, where: QRectF) -> None:
    """Place a film and what can be done with it."""
    look, margin = sketch.look, sketch.look.px(10)
    thick = look.px(4)
    bar = QRectF(where.left() + margin, where.bottom() - margin - thick, where.width() - 2 * margin, thick)
    sketch.add(FilmPiece(media, where, bar))
    if media.key:
        name = translate("Sound", "Play: {what}").format(what=media_in_words(media))
        sketch.area(Area(where, Intent.MEDIA_PLAY, name, ring=look.px(9)))
        reach = bar.adjusted(0, -look.px(8), 0, look.px(8))
        sketch.area(Area(reach, Intent.SOUND_SEEK, translate("Sound", "Place in the recording"), ring=look.px(4)))
