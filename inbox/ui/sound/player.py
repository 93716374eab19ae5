"""Plays the recordings and films of messages, one at a time: fetched when they are not here, read by a thread, never in a file.

A key is the id of a file. What is wanted comes as ``toggle``, ``seek``, ``skip`` and ``next_speed``; how a recording stands is
asked with ``sound`` whenever it is painted. A recording that is stopped is remembered by its place and nothing else. GUI
thread only, but for the reading itself.
"""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from inbox.domain.ids import MediaId
from inbox.domain.problems import OutsideError
from inbox.domain.sounds import opus_milliseconds
from inbox.ui.models.presenters.desk import Changes, Commands, Files
from inbox.ui.models.presenters.problems import words_of
from inbox.ui.models.states.sound import Sound, Stage
from inbox.ui.sound.speaker import Listener, MakeSpeaker, Speaker, SpeakerError, Trouble

T = TypeVar("T")

translate = QCoreApplication.translate

SPEEDS = (100, 150, 200)
"""Percent, in the order in which they follow each other."""

MOST_BYTES = 32 * 1024 * 1024
"""Of a recording that is played; WhatsApp's are 16 MB at most."""

_SHORT = 2 * 1024 * 1024
"""Bytes of a recording that is read only to say how long it is."""
_STEP = 100
"""Milliseconds that are worth painting."""
_REMEMBERED = 500


class _Read(msgspec.Struct, frozen=True):
    """What a thread found: ``data`` is None when the file is not here, and only there to be played."""

    key: str
    to_play: bool
    data: bytes | None = None
    lasts: int | None = None
    is_too_large: bool = False


class Player(QObject):
    """``changed`` carries the key of a recording that looks different now, ``failed`` why one cannot be played."""

    changed = Signal(str)
    failed = Signal(str)
    _answered = Signal(object)

    def __init__(
        self, files: Files, commands: Commands, make: MakeSpeaker | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._commands = commands
        self._make = make or _qt_speaker
        self._speaker: Speaker | None = None
        self._key = ""
        """What is wanted: it is coming, plays or is paused."""
        self._stage = Stage.STILL
        self._is_film = False
        self._frame: QPixmap | None = None
        self._speed = SPEEDS[0]
        self._told = 0
        self._places: OrderedDict[str, int] = OrderedDict()
        self._lasts: OrderedDict[str, int] = OrderedDict()
        """0 for those that do not say."""
        self._heard: OrderedDict[str, None] = OrderedDict()
        self._problems: dict[str, tuple[str, bool]] = {}
        self._looking: set[str] = set()
        self._worker: ThreadPoolExecutor | None = None
        self._is_closed = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    # -- what is wanted ------------------------------------------------------------------------------------------------

    @property
    def current(self) -> str:
        """What plays, is paused or on its way; empty when nothing is."""
        return self._key

    def sound(self, key: str) -> Sound:
        """Return how a recording stands; how long it is, is found out meanwhile."""
        self._look(key)
        problem, is_hopeless = self._problems.get(key, ("", False))
        stage = self._stage if key == self._key else Stage.FAILED if problem else Stage.STILL
        return Sound(
            stage=stage,
            position=self._places.get(key, 0),
            lasts=self._lasts.get(key, 0),
            speed=self._speed,
            is_heard=key in self._heard,
            problem=problem,
            is_hopeless=is_hopeless,
        )

    def frame(self, key: str) -> QPixmap | None:
        """Return the present picture of a film; None while it does not play."""
        return self._frame if key == self._key else None

    def toggle(self, key: str, *, is_film: bool = False) -> None:
        """Play a recording, from where it was left; pause it when it plays. Any other one stops."""
        if key != self._key:
            self.stop()
            self._is_film = is_film
            self._begin(key)
        elif self._stage is Stage.PLAYING and self._speaker is not None:
            self._speaker.pause()
            self._turn(Stage.PAUSED)
        elif self._stage is Stage.PAUSED and self._speaker is not None:
            self._turn(Stage.PLAYING)
            self._speaker.play()
        else:
            # It was on its way.
            self.stop()
            self._commands.leave_media(MediaId(key))

    def seek(self, key: str, part: float) -> None:
        """Go to a part (0 to 1) of a recording; one that does not play yet begins there when it does."""
        self._go(key, round(min(max(part, 0.0), 1.0) * self._lasts.get(key, 0)))

    def skip(self, key: str, seconds: int) -> None:
        """Go on, or back, by some seconds."""
        lasts = self._lasts.get(key, 0)
        self._go(key, min(max(0, self._places.get(key, 0) + seconds * 1000), lasts))

    def next_speed(self) -> None:
        """Play faster, and after the fastest at the first speed again; all recordings from now on."""
        self._speed = SPEEDS[(SPEEDS.index(self._speed) + 1) % len(SPEEDS)]
        if self._speaker is not None:
            self._speaker.set_speed(self._speed)
        self.changed.emit("")

    def stop(self) -> None:
        """Play nothing, and have no recording's bytes any more."""
        key, self._key = self._key, ""
        self._stage = Stage.STILL
        self._frame = None
        if self._speaker is not None and key:
            self._speaker.unload()
        if key:
            self.changed.emit(key)

    def take(self, changes: Changes) -> None:
        """Go on with what has come; say why something has not."""
        for media in changes.media:
            if media == self._key and self._stage is Stage.COMING:
                self._came(media)
            elif media in self._lasts and not self._lasts[media]:
                del self._lasts[media]
                self.changed.emit(media)

    def close(self) -> None:
        """Stop, and read nothing more."""
        self._is_closed = True
        self.stop()
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
        self._worker = None
        self._speaker = None  # it knows this one, and what knows each other dies late

    # -- what the speaker tells ----------------------------------------------------------------------------------------

    def moved(self, position: int) -> None:
        """Hear how many milliseconds have been played."""
        if self._stage not in (Stage.PLAYING, Stage.PAUSED):
            return
        _keep(self._places, self._key, position)
        if abs(position - self._told) >= _STEP:
            self._told = position
            self.changed.emit(self._key)

    def lasts(self, milliseconds: int) -> None:
        """Hear how long the recording is."""
        if self._key:
            _keep(self._lasts, self._key, milliseconds)
            self.changed.emit(self._key)

    def ended(self) -> None:
        """Hear that it was played to its end: the next time it begins again."""
        self._places.pop(self._key, None)
        self.stop()

    def seen(self, image: QImage) -> None:
        """See the present picture of a film."""
        if self._key and not image.isNull():
            self._frame = QPixmap.fromImage(image)
            self.changed.emit(self._key)

    def broke(self, trouble: Trouble) -> None:
        """Hear that it cannot be played."""
        if self._key:
            words = _words(trouble)
            self._problems[self._key] = (words, trouble is not Trouble.NO_DEVICE)
            self.stop()
            self.failed.emit(words)

    # -- inside --------------------------------------------------------------------------------------------------------

    def _begin(self, key: str) -> None:
        self._problems.pop(key, None)
        self._key = key
        self._turn(Stage.COMING)
        self._submit(key, to_play=True)

    def _go(self, key: str, position: int) -> None:
        _keep(self._places, key, position)
        self._told = position
        if key == self._key and self._stage in (Stage.PLAYING, Stage.PAUSED) and self._speaker is not None:
            self._speaker.seek(position)
        self.changed.emit(key)

    def _turn(self, stage: Stage) -> None:
        self._stage = stage
        self.changed.emit(self._key)

    def _came(self, media: MediaId) -> None:
        """Read a file the engine has told of, unless it says that it could not be had."""
        state = next((file for file in self._commands.view.files if file.id == media), None)
        if state is None:
            self._submit(media, to_play=True)
        elif state.problem is not None:
            # The bubble says the same, and offers to try again.
            self.stop()
            self.failed.emit(words_of(state.problem, ""))

    def _look(self, key: str) -> None:
        """Find out how long a recording is, once."""
        if key and key not in self._lasts and key not in self._looking and not self._is_closed:
            self._submit(key, to_play=False)

    def _submit(self, key: str, *, to_play: bool) -> None:
        if self._is_closed:
            return
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "sounds")
        self._looking.add(key)
        self._worker.submit(_read, self._files, key, to_play).add_done_callback(self._hand_over)

    def _hand_over(self, future: Future[_Read]) -> None:
        # On the worker's thread.
        if not future.cancelled():
            self._answered.emit(future)

    def _on_answered(self, future: Future[_Read]) -> None:
        read = future.result()
        self._looking.discard(read.key)
        if read.lasts is not None or not read.to_play:
            _keep(self._lasts, read.key, read.lasts or 0)
            self.changed.emit(read.key)
        if not read.to_play or read.key != self._key or self._stage is not Stage.COMING or self._is_closed:
            return
        if read.is_too_large:
            self.broke(Trouble.NOT_READABLE)
        elif read.data is None:
            self._commands.fetch_media(MediaId(read.key))
        else:
            self._play(read.data)

    def _play(self, data: bytes) -> None:
        try:
            if self._speaker is None:
                self._speaker = self._make(self)
        except SpeakerError as error:
            self.broke(error.trouble)
            return
        _keep(self._heard, self._key, None)
        self._told = self._places.get(self._key, 0)
        self._turn(Stage.PLAYING)
        self._speaker.load(data, self._told, self._speed, is_film=self._is_film)


def _read(files: Files, key: str, to_play: bool) -> _Read:
    """Read a recording; on the worker's thread."""
    media = MediaId(key)
    try:
        held = files.held(media)
        if held is None:
            return _Read(key, to_play)
        if held.size > (MOST_BYTES if to_play else _SHORT):
            return _Read(key, to_play, is_too_large=to_play)
        data = files.read(media)
    except OutsideError:
        return _Read(key, to_play)
    if data is None:
        return _Read(key, to_play)
    return _Read(key, to_play, data if to_play else None, opus_milliseconds(data))


def _words(trouble: Trouble) -> str:
    return {
        Trouble.NO_LIBRARY: translate("Sound", "This computer cannot play recordings here; save the file to hear it."),
        Trouble.NO_DEVICE: translate("Sound", "There is no loudspeaker or headphone; connect one and try again."),
        Trouble.NOT_READABLE: translate("Sound", "This recording cannot be played here; save the file to hear it."),
    }[trouble]


def _qt_speaker(listener: Listener) -> Speaker:
    """Load the library and return what plays; it costs memory and time that most sessions need not spend."""
    try:
        from inbox.ui.sound.qt_speaker import qt_speaker
    except ImportError as error:
        raise SpeakerError(Trouble.NO_LIBRARY) from error
    return qt_speaker(listener)


def _keep(kept: OrderedDict[str, T], key: str, value: T) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > _REMEMBERED:
        kept.popitem(last=False)
