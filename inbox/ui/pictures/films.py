"""Stickers that move: their frames, decoded by a worker, shown one after the other while somebody can see them.

Whoever paints asks for the frame of now; that alone keeps a sticker moving. One that was not painted since its last frame is
not on screen, and stands still without a timer until it is painted again. GUI thread only, but for the decoding itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QElapsedTimer, QIODevice, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from inbox.domain.images import ImageFacts

KEPT_BYTES = 32 * 1024 * 1024
"""Of all frames together: some ten stickers at double density."""

_MOST_FILM_BYTES = 16 * 1024 * 1024
_MOST_FRAMES = 250
_LARGEST = 1024
"""Pixels of a side; WhatsApp's stickers have 512."""
_SMALLEST_SHOWN = 64
"""Below, a picture is the sign of a message and stands still."""
_SHORTEST = 40
"""Milliseconds of a frame: nobody sees more of them."""
_PLAYED_MS = 12_000
"""So long a sticker moves; then it is no news any more, and stands still until it is looked at anew."""
_AWAY_MS = 2_000
"""Not painted for so long, it was out of sight."""

Frames = tuple[tuple[QImage, int], ...]
"""Pictures, and for how many milliseconds each is seen."""
_Wish = tuple[str, int, int]


def frames_of(data: bytes, facts: ImageFacts, size: QSize) -> Frames:
    """Return the frames of a picture that moves, covering ``size`` pixels; none of one that does not. For worker threads."""
    if facts.format != "webp" or b"ANIM" not in data[:64] or max(facts.width, facts.height) > _LARGEST:
        return ()
    if min(size.width(), size.height()) < _SMALLEST_SHOWN:
        return ()
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"webp")
    reader.setAutoDetectImageFormat(False)
    most = min(_MOST_FRAMES, _MOST_FILM_BYTES // max(1, 4 * size.width() * size.height()))
    if not 1 < reader.imageCount() <= most:
        return ()
    found: list[tuple[QImage, int]] = []
    for _ in range(reader.imageCount()):
        image = reader.read()
        if image.isNull():
            return ()
        covering = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        scaled = image.scaled(size, covering, Qt.TransformationMode.SmoothTransformation)
        left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
        found.append((scaled.copy(left, top, size.width(), size.height()), max(_SHORTEST, reader.nextImageDelay())))
    return tuple(found)


class Films(QObject):
    """``moved`` carries the key of a picture that shows another frame now. ``may_move`` is asked before each of them."""

    moved = Signal(str)

    def __init__(
        self, may_move: Callable[[], bool], parent: QObject | None = None, kept_bytes: int = KEPT_BYTES
    ) -> None:
        super().__init__(parent)
        self._may_move = may_move
        self._kept_bytes = kept_bytes
        self._films: OrderedDict[_Wish, _Film] = OrderedDict()

    def keep(self, key: str, size: QSize, frames: Frames) -> None:
        """Take in the frames of a picture in one size."""
        self._drop((key, size.width(), size.height()))
        film = _Film(key, frames, self._may_move, self)
        film.moved.connect(self.moved)
        self._films[(key, size.width(), size.height())] = film
        while len(self._films) > 1 and sum(film.bytes for film in self._films.values()) > self._kept_bytes:
            self._drop(next(iter(self._films)))

    def frame(self, key: str, size: QSize) -> QPixmap | None:
        """Return what is to be painted now; None for what does not move."""
        film = self._films.get((key, size.width(), size.height()))
        if film is None:
            return None
        self._films.move_to_end((key, size.width(), size.height()))
        return film.painted()

    def wake(self) -> None:
        """Have everything painted again that may move now: the program was not in front, and is."""
        for key in {wish[0] for wish in self._films}:
            self.moved.emit(key)

    def forget(self, key: str) -> None:
        """Let go of a picture's frames."""
        for wish in [wish for wish in self._films if wish[0] == key]:
            self._drop(wish)

    def is_moving(self) -> bool:
        """Tell whether anything moves at all."""
        return any(film.is_moving for film in self._films.values())

    def _drop(self, wish: _Wish) -> None:
        film = self._films.pop(wish, None)
        if film is not None:
            film.end()


class _Film(QObject):
    """One picture in one size. It knows nothing of who shows it: what knows each other dies late, and on any thread."""

    moved = Signal(str)

    def __init__(self, key: str, frames: Frames, may_move: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._key = key
        self._may_move = may_move
        self._images = [image for image, _ in frames]
        self._delays = [delay for _, delay in frames]
        self._pixmaps: dict[int, QPixmap] = {}
        self._at = 0
        self._played = 0
        self._was_painted = False
        self._since_painted = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        self.bytes = sum(image.sizeInBytes() for image in self._images)

    @property
    def is_moving(self) -> bool:
        """Whether another frame will come."""
        return self._timer.isActive()

    def painted(self) -> QPixmap:
        """Return the frame of now, and go on moving because it is seen."""
        was_away = not self._since_painted.isValid() or self._since_painted.elapsed() > _AWAY_MS
        self._since_painted.start()
        self._was_painted = True
        if was_away:
            self._played = 0
        if not self._timer.isActive() and self._played < _PLAYED_MS and self._may_move():
            self._timer.start(self._delays[self._at])
        if self._at not in self._pixmaps:
            self._pixmaps[self._at] = QPixmap.fromImage(self._images[self._at])
        return self._pixmaps[self._at]

    def end(self) -> None:
        """Move no more, and go."""
        self._timer.stop()
        self.deleteLater()

    def _on_timeout(self) -> None:
        if not self._was_painted or not self._may_move():
            return
        self._was_painted = False
        self._played += self._delays[self._at]
        self._at = (self._at + 1) % len(self._images)
        if self._played >= _PLAYED_MS and self._at:
            self._played -= self._delays[self._at]  # on to the first frame, to stand still as the still picture does
        self.moved.emit(self._key)
