"""Plays recordings with Qt's multimedia library, whose own decoders know what WhatsApp sends. GUI thread only.

Imported with the first recording that is played, never at the start: the library is large, and on a computer without its
system libraries the import fails. A recording is read from memory and lies in no file.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QElapsedTimer, QIODevice, QObject, Qt, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer, QVideoFrame, QVideoSink

from inbox.ui.sound.speaker import Listener, Speaker, SpeakerError, Trouble

_NAME = QUrl("recording")
"""There is nothing under this name; what is inside decides."""
_SHORTEST_MS = 36
"""Between two pictures of a film."""


def qt_speaker(listener: Listener) -> Speaker:
    """Return a speaker; SpeakerError when the library has nothing to play with."""
    player = QMediaPlayer()
    if not player.isAvailable():
        raise SpeakerError(Trouble.NO_LIBRARY)
    return QtSpeaker(player, listener)


def _let_go_without_python(output: QAudioOutput) -> None:
    """Make the library's threads need no turn of Python's when they let go of ``output``.

    Qt asks an object made by Python, once in its life, whether Python wants to hear who lets go of it. Asked on a thread of
    the library, which holds locks meanwhile, while the window's thread has its turn and wants these locks to stop the
    player, the two would wait for each other forever. So it is asked now.
    """
    output.volumeChanged.connect(output.setVolume)
    QObject.disconnect(output, None, None, None)  # type: ignore[call-overload]


class QtSpeaker(QObject):
    """Owns the player and, while one is loaded, a recording's bytes."""

    # What ends a recording is told when the player's own call is over: the answer to it loads or unloads.
    _over = Signal(int)
    _broken = Signal(int)

    def __init__(self, player: QMediaPlayer, listener: Listener) -> None:
        super().__init__()
        self._listener = listener
        self._player = player
        self._output = QAudioOutput()
        _let_go_without_python(self._output)
        self._buffer: QBuffer | None = None
        self._count = 0
        """Of recordings that were loaded: what is told of an earlier one is not of this one."""
        self._start = 0
        self._is_film = False
        self._sink = QVideoSink(self)
        self._since_seen = QElapsedTimer()
        player.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        player.setAudioOutput(self._output)
        if player.pitchCompensationAvailability() is not QMediaPlayer.PitchCompensationAvailability.Unavailable:
            player.setPitchCompensation(True)
        player.positionChanged.connect(self._on_moved)
        player.durationChanged.connect(self._on_lasts)
        player.mediaStatusChanged.connect(self._on_status)
        player.errorOccurred.connect(self._on_error)
        self._over.connect(self._on_over, Qt.ConnectionType.QueuedConnection)
        self._broken.connect(self._on_broken, Qt.ConnectionType.QueuedConnection)

    def load(self, data: bytes, position: int, speed: int, *, is_film: bool) -> None:
        """Take a recording and play it from ``position`` milliseconds on, at ``speed`` percent."""
        self.unload()
        self._is_film = is_film
        if not self._has_device():
            return
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._start = position
        self._player.setSourceDevice(self._buffer, _NAME)
        self._player.setPlaybackRate(speed / 100)
        self._player.play()

    def play(self) -> None:
        """Go on."""
        if self._has_device():
            self._player.play()

    def pause(self) -> None:
        """Stand still."""
        self._player.pause()

    def seek(self, position: int) -> None:
        """Go to a place, in milliseconds."""
        self._start = 0
        self._player.setPosition(position)

    def set_speed(self, speed: int) -> None:
        """Play at ``speed`` percent, as high as before."""
        self._player.setPlaybackRate(speed / 100)

    def unload(self) -> None:
        """Play nothing, and forget the recording's bytes."""
        buffer, self._buffer = self._buffer, None
        self._count += 1
        self._since_seen.invalidate()
        self._player.stop()
        self._player.setSource(QUrl())
        if buffer is not None:
            buffer.close()
            buffer.setData(QByteArray())
            buffer.deleteLater()

    def _has_device(self) -> bool:
        if not self._is_film and QMediaDevices.defaultAudioOutput().isNull():
            self._listener.broke(Trouble.NO_DEVICE)
            return False
        return True

    def _on_moved(self, position: int) -> None:
        if self._buffer is not None and not self._start:
            self._listener.moved(position)

    def _on_frame(self, frame: QVideoFrame) -> None:
        if self._buffer is None or not frame.isValid():
            return
        if self._since_seen.isValid() and self._since_seen.elapsed() < _SHORTEST_MS:
            return  # each is made a picture on this thread
        self._since_seen.start()
        self._listener.seen(frame.toImage())

    def _on_lasts(self, milliseconds: int) -> None:
        if self._buffer is not None and milliseconds > 0:
            self._listener.lasts(milliseconds)

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if self._buffer is None:
            return
        if status is QMediaPlayer.MediaStatus.EndOfMedia:
            self._over.emit(self._count)
        elif status is QMediaPlayer.MediaStatus.BufferedMedia and self._start:
            # Before it is read there is no place in it to go to.
            start, self._start = self._start, 0
            self._player.setPosition(start)

    def _on_error(self, error: QMediaPlayer.Error, _words: str) -> None:
        if self._buffer is not None and error is not QMediaPlayer.Error.NoError:
            self._broken.emit(self._count)

    def _on_over(self, count: int) -> None:
        if count == self._count:
            self._listener.ended()

    def _on_broken(self, count: int) -> None:
        if count == self._count:
            self._listener.broke(Trouble.NOT_READABLE)
