"""A recording in its bubble: the button that plays it, the bar to move in it, how long it is, how fast it plays.

The places are laid out once; how the recording stands is asked for whenever it is painted, so that nothing is laid out anew
while it plays.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QPainter

from inbox.ui.chat.pieces import Area, Canvas
from inbox.ui.chat.sketch import Sketch
from inbox.ui.models.spoken import media_in_words
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.sound import Sound, Stage
from inbox.ui.models.timeline import MediaPart
from inbox.ui.theme.fonts import BASE, MEDIUM, SMALL
from inbox.ui.theme.look import Look
from inbox.ui.theme.painting import CENTER, RIGHT, box, text_line

translate = QCoreApplication.translate

WIDTH = 250
"""Of a recording in its bubble, at 100 %."""
HEIGHT = 40
_STILL = Sound()


class SoundPiece(msgspec.Struct, frozen=True):
    """Paints a recording as it stands. The places are its button, its words, its bar, its clock and its speed."""

    media: MediaPart
    title: str
    disc: QRectF
    words: QRectF
    bar: QRectF
    clock: QRectF
    speed: QRectF
    is_mine: bool

    def paint(self, canvas: Canvas) -> None:
        """Paint the recording."""
        key = self.media.key
        sound = canvas.sounds.sound(key) if canvas.sounds is not None and key else _STILL
        look, painter = canvas.look, canvas.painter
        can_play = bool(key) and not self.media.problem
        box(painter, self.disc, self.disc.width() / 2, canvas.color("surface" if self.is_mine else "accent_soft"))
        side = look.px(18)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(self.disc.center())
        icon = "retry" if self.media.can_retry else icon_of(sound)
        look.icons.draw(painter, icon, canvas.color("accent" if can_play or self.media.can_retry else "faint"), spot)
        said = sound.problem or self.title
        face = look.fonts.of(SMALL if sound.problem else BASE, MEDIUM)
        color = "warn" if sound.problem else "text"
        text_line(painter, self.words, face.elided(said, self.words.width() + 1), face, canvas.color(color))
        self._paint_bar(canvas, sound)
        figures = look.fonts.of(SMALL, figures=True)
        text_line(painter, self.clock, clock_of(sound, self.media), figures, canvas.color("muted"), RIGHT)
        if can_play and not sound.problem:
            box(painter, self.speed, self.speed.height() / 2, None, canvas.color("line"))
            text_line(painter, self.speed, speed_words(sound.speed), figures, canvas.color("muted"), CENTER)
            if not (sound.is_heard or self.is_mine):
                self._paint_news(painter, canvas)

    def _paint_bar(self, canvas: Canvas, sound: Sound) -> None:
        painter, bar, radius = canvas.painter, self.bar, self.bar.height() / 2
        box(painter, bar, radius, canvas.color("faint" if self.is_mine else "line"))
        part = min(1.0, sound.position / sound.lasts) if sound.lasts else 0.0
        if self.media.progress >= 0:
            part = min(100, self.media.progress) / 100
        if part <= 0 and sound.stage not in (Stage.PLAYING, Stage.PAUSED):
            return
        done = QRectF(bar.left(), bar.top(), bar.width() * part, bar.height())
        box(painter, done, radius, canvas.color("accent"))
        if self.media.progress < 0:
            painter.setBrush(canvas.color("accent"))
            painter.drawEllipse(QPointF(done.right(), bar.center().y()), canvas.look.px(5), canvas.look.px(5))

    def _paint_news(self, painter: QPainter, canvas: Canvas) -> None:
        """Mark a recording that was not heard yet on this desk."""
        radius = canvas.look.px(4)
        at = self.disc.bottomRight() - QPointF(canvas.look.px(5), canvas.look.px(5))
        painter.setBrush(canvas.color("accent"))
        painter.drawEllipse(at, radius, radius)


def put_sound(sketch: Sketch, media: MediaPart, title: str, where: QRectF, *, is_mine: bool) -> None:
    """Place a recording and what can be done with it."""
    look = sketch.look
    disc = QRectF(where.left(), where.top(), look.px(36), look.px(36))
    left, line = disc.right() + look.px(10), look.px(18)
    speed = QRectF(where.right() - look.px(38), where.top(), look.px(38), line)
    words = QRectF(left, where.top(), speed.left() - look.px(6) - left, line)
    clock = QRectF(where.right() - look.px(38), where.top() + line, look.px(38), line)
    bar = QRectF(left, where.top() + look.px(26), clock.left() - look.px(8) - left, look.px(3))
    sketch.add(SoundPiece(media, title, disc, words, bar, clock, speed, is_mine))
    if media.key and not media.problem:
        said = media_in_words(media)
        sketch.area(Area(disc, Intent.MEDIA_PLAY, translate("Sound", "Play: {what}").format(what=said), ring=look.px(18)))
        reach = look.px(8)
        place = bar.adjusted(0, -reach, 0, reach)
        sketch.area(Area(place, Intent.SOUND_SEEK, translate("Sound", "Place in the recording"), ring=look.px(4)))
        sketch.area(Area(speed, Intent.SOUND_SPEED, translate("Sound", "Speed of recordings"), ring=look.px(9)))


def area_name(area: Area, media: MediaPart, sound: Sound) -> str:
    """Return the name of a recording's area as the recording stands now."""
    if area.intent == Intent.MEDIA_PLAY:
        form = translate("Sound", "Play: {what}")
        if sound.stage is Stage.PLAYING:
            form = translate("Sound", "Pause: {what}")
        elif sound.stage is Stage.COMING:
            form = translate("Sound", "Being fetched, press to stop: {what}")
        elif sound.is_hopeless:
            form = translate("Sound", "Save: {what}")
        what = media_in_words(media)
        return form.format(what=f"{what}, {clock(sound.lasts)}" if sound.lasts else what)
    if area.intent == Intent.SOUND_SEEK and sound.lasts:
        words = translate("Sound", "Place in the recording: {at} of {whole}")
        return words.format(at=clock(sound.position), whole=clock(sound.lasts))
    if area.intent == Intent.SOUND_SPEED:
        return f"{area.name}: {speed_words(sound.speed)}"
    return area.name


def area_tip(area: Area, sound: Sound) -> str:
    """Return what the area says when the pointer rests."""
    if area.intent == Intent.MEDIA_PLAY:
        return sound.problem
    return area.name if area.intent == Intent.SOUND_SPEED else area.tip


def clock(milliseconds: int) -> str:
    """Return a length as minutes and seconds."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"


def speed_words(speed: int) -> str:
    """Return a speed as it stands on its button."""
    return {150: translate("Sound", "1.5×"), 200: "2×"}.get(speed, "1×")


def clock_of(sound: Sound, media: MediaPart) -> str:
    """Return what stands beside the bar: how far it is, how much of it has come, or how long it is."""
    if sound.stage in (Stage.PLAYING, Stage.PAUSED) or sound.position:
        return clock(sound.position)
    if media.progress >= 0:
        return f"{media.progress} %"
    return clock(sound.lasts) if sound.lasts else ""


def icon_of(sound: Sound) -> str:
    """Return the icon of the button that plays: what it would do now."""
    if sound.is_hopeless:
        return "download"
    return {Stage.PLAYING: "pause", Stage.COMING: "queued"}.get(sound.stage, "play")


def sound_width(look: Look, most: float) -> float:
    """Return how wide a recording wants to be."""
    return min(most, look.px(WIDTH))
