"""Makes a file of a picture that was pasted: PNG where WhatsApp takes that, else JPEG. The work is done by another thread."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter

from inbox.domain.media_rules import MEDIA

_MOST, _ = MEDIA["image"]
_QUALITIES = (92, 80, 60)


class Pasted(QObject):
    """``ready`` carries the conversation, the ending of the file and its bytes; empty for what cannot be made a file."""

    ready = Signal(str, str, bytes)
    _made = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: ThreadPoolExecutor | None = None
        self._made.connect(self._on_made, Qt.ConnectionType.QueuedConnection)

    def make(self, conversation: str, image: QImage) -> None:
        """Begin to make a file."""
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, "pasted")
        # A copy of its own: the clipboard may change while the thread works.
        self._worker.submit(_file, conversation, image.copy()).add_done_callback(self._hand_over)

    def close(self) -> None:
        """Make nothing more."""
        if self._worker is not None:
            self._worker.shutdown(wait=True, cancel_futures=True)
        self._worker = None

    def _hand_over(self, future: Future[tuple[str, str, bytes]]) -> None:
        # On the worker's thread.
        if not future.cancelled():
            self._made.emit(future)

    def _on_made(self, future: Future[tuple[str, str, bytes]]) -> None:
        self.ready.emit(*future.result())


def _file(conversation: str, image: QImage) -> tuple[str, str, bytes]:
    content = _encoded(image, b"PNG", -1)
    if len(content) <= _MOST:
        return conversation, "png", content
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    for quality in _QUALITIES:
        content = _encoded(flat, b"JPEG", quality)
        if len(content) <= _MOST:
            break
    return conversation, "jpg", content


def _encoded(image: QImage, form: bytes, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, form)
    if quality >= 0:
        writer.setQuality(quality)
    return bytes(buffer.data().data()) if writer.write(image) else b""
