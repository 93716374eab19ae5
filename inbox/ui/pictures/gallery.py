"""The pictures that are painted: asked for by key and size, decoded by two threads, kept as long as there is room.

A key is the id of a file at the hub. ``picture`` answers at once with what there is; what is not there is read from the
desk's copies, or fetched by the engine first, and told with ``arrived`` when it can be painted. GUI thread only, but for
the decoding itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import msgspec
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from inbox.domain.ids import MediaId
from inbox.domain.problems import OutsideError
from inbox.ui.models.presenters.desk import Changes, Commands, Files
from inbox.ui.pictures.decode import MOST_BYTES, moving, thumbnail, whole_picture
from inbox.ui.pictures.films import Films, Frames

KEPT_BYTES = 24 * 1024 * 1024
"""Of decoded pictures: some thirty of a chat at double density."""

_AT_ONCE = 2
_MOST_ASKED = 60
"""Pictures in line; who scrolls fast past more than that gets the newest, and the others when they are painted again."""
_MOST_ABSENT = 2
"""So often a file is looked for that its owner says is here; then it cannot be read."""

_Wish = tuple[str, int, int]
"""A key and a size in pixels; 0, 0 is the whole picture."""


class _Answer(msgspec.Struct, frozen=True):
    """``image`` is None for a file that is no picture; ``frames`` are those of one that moves.

    ``is_absent`` says that it is not here.
    """

    wish: _Wish
    image: QImage | None = None
    frames: Frames = ()
    is_absent: bool = False


class Gallery(QObject):
    """``arrived`` carries the key of a picture that can be painted now, looks different now, or never will be there.

    ``whole_arrived`` does the same for a picture that was asked for as a whole.
    """

    arrived = Signal(str)
    whole_arrived = Signal(str)
    _answered = Signal(object)

    def __init__(
        self,
        files: Files,
        commands: Commands,
        parent: QObject | None = None,
        kept_bytes: int = KEPT_BYTES,
        is_calm: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._commands = commands
        self._kept_bytes = kept_bytes
        self._pixmaps: OrderedDict[_Wish, QPixmap] = OrderedDict()
        self._bytes = 0
        self._whole: tuple[str, QImage] | None = None
        self._asked: OrderedDict[_Wish, None] = OrderedDict()
        """In line, the newest last."""
        self._at_work: set[_Wish] = set()
        self._absent: dict[str, set[_Wish]] = {}
        """What is wanted of files the engine is fetching."""
        self._looked_for: dict[str, int] = {}
        self._refused: set[str] = set()
        self._workers: ThreadPoolExecutor | None = None
        self._is_closed = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._films = Films(partial(_may_move, is_calm), self)
        self._films.moved.connect(self.arrived)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._films.wake)

    def picture(self, key: str, size: QSize) -> QPixmap | None:
        """Return the picture covering ``size`` pixels; meanwhile one of another size; None while there is none."""
        frame = self._films.frame(key, size)
        if frame is not None:
            return frame
        wish = (key, size.width(), size.height())
        found = self._pixmaps.get(wish)
        if found is not None:
            self._pixmaps.move_to_end(wish)
            return found
        if size.isEmpty():
            return None
        self._ask(wish)
        return self.nearest(key)

    def nearest(self, key: str) -> QPixmap | None:
        """Return the picture in the size it was painted in last; None while there is none."""
        return next((pixmap for other, pixmap in reversed(self._pixmaps.items()) if other[0] == key), None)

    def whole(self, key: str) -> QImage | None:
        """Return a whole picture, or None and tell when it is there; only the last one is kept."""
        if self._whole is not None and self._whole[0] == key:
            return self._whole[1]
        self._ask((key, 0, 0))
        return None

    def is_refused(self, key: str) -> bool:
        """Tell whether the file with this key is here and cannot be shown."""
        return key in self._refused

    def take(self, changes: Changes) -> None:
        """Look again for files that have come, and forget those that have gone."""
        for media in changes.media:
            if self._is_away(media):
                continue
            self._forget(media)
            for wish in self._absent.pop(media, set()):
                self._ask(wish)
            # Whoever shows it asks again when it is painted, and so finds out that it has gone.
            self.arrived.emit(media)

    def forget_whole(self) -> None:
        """Give back the room of the last whole picture."""
        self._whole = None

    def close(self) -> None:
        """Decode nothing more."""
        self._is_closed = True
        self._asked.clear()
        if self._workers is not None:
            self._workers.shutdown(wait=True, cancel_futures=True)
        self._workers = None

    # -- inside --------------------------------------------------------------------------------------------------------

    def _ask(self, wish: _Wish) -> None:
        key = wish[0]
        if self._is_closed or wish in self._at_work or key in self._refused:
            return
        if key in self._absent:
            self._absent[key].add(wish)
            return
        self._asked[wish] = None
        self._asked.move_to_end(wish)
        if len(self._asked) > _MOST_ASKED:
            self._asked.popitem(last=False)
        self._go_on()

    def _go_on(self) -> None:
        while self._asked and len(self._at_work) < _AT_ONCE:
            wish, _ = self._asked.popitem()
            if self._workers is None:
                self._workers = ThreadPoolExecutor(_AT_ONCE, "pictures")
            self._at_work.add(wish)
            self._workers.submit(_load, self._files, wish).add_done_callback(self._hand_over)

    def _hand_over(self, future: Future[_Answer]) -> None:
        # On the worker's thread.
        if not future.cancelled():
            self._answered.emit(future)

    def _on_answered(self, future: Future[_Answer]) -> None:
        answer = future.result()
        wish, key = answer.wish, answer.wish[0]
        self._at_work.discard(wish)
        if answer.is_absent:
            self._miss(wish)
        elif answer.image is None:
            self._looked_for.pop(key, None)
            self._refuse(key)
        else:
            self._looked_for.pop(key, None)
            if answer.frames:
                self._films.keep(key, QSize(wish[1], wish[2]), answer.frames)
            self._keep(wish, answer.image)
        self._go_on()

    def _miss(self, wish: _Wish) -> None:
        key = wish[0]
        looked = self._looked_for[key] = self._looked_for.get(key, 0) + 1
        if looked > _MOST_ABSENT:
            self._refuse(key)
            return
        is_new = key not in self._absent
        self._absent.setdefault(key, set()).add(wish)
        if is_new and not self._is_away(key):
            self._commands.fetch_media(MediaId(key))

    def _is_away(self, key: str) -> bool:
        """Tell whether the engine says that a file is still coming, or could not be fetched."""
        return any(file.id == key for file in self._commands.view.files)

    def _forget(self, key: str) -> None:
        self._refused.discard(key)
        self._films.forget(key)
        if self._whole is not None and self._whole[0] == key:
            self._whole = None
        for wish in [wish for wish in self._pixmaps if wish[0] == key]:
            gone = self._pixmaps.pop(wish)
            self._bytes -= _size(gone.width(), gone.height())

    def _refuse(self, key: str) -> None:
        self._refused.add(key)
        self.arrived.emit(key)
        self.whole_arrived.emit(key)

    def _keep(self, wish: _Wish, image: QImage) -> None:
        key = wish[0]
        if wish[1:] == (0, 0):
            self._whole = (key, image)
            self.whole_arrived.emit(key)
            return
        self._pixmaps[wish] = QPixmap.fromImage(image)
        self._bytes += _size(image.width(), image.height())
        while self._bytes > self._kept_bytes and len(self._pixmaps) > 1:
            _, oldest = self._pixmaps.popitem(last=False)
            self._bytes -= _size(oldest.width(), oldest.height())
        self.arrived.emit(key)


def _may_move(is_calm: Callable[[], bool]) -> bool:
    """Tell whether stickers move: not where the system asks for less motion, not while another program is in front."""
    return not is_calm() and QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive


def _load(files: Files, wish: _Wish) -> _Answer:
    """Read and decode; on a worker's thread."""
    key, width, height = wish
    media = MediaId(key)
    try:
        held = files.held(media)
        if held is not None and held.size > MOST_BYTES:
            return _Answer(wish)
        data = files.read(media)
    except OutsideError:
        return _Answer(wish, is_absent=True)
    if data is None:
        return _Answer(wish, is_absent=True)
    if (width, height) == (0, 0):
        return _Answer(wish, whole_picture(data))
    size = QSize(width, height)
    return _Answer(wish, thumbnail(data, size), moving(data, size))


def _size(width: int, height: int) -> int:
    return width * height * 4
