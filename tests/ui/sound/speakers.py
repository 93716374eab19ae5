"""A speaker without a loudspeaker: the test says how far a recording has come, and what goes wrong."""

from __future__ import annotations

from inbox.ui.sound.speaker import Listener, SpeakerError, Trouble


class PretendSpeaker:
    """Remembers what it was told, in ``told``; ``data`` are the bytes it holds."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.data = b""
        self.listener: Listener | None = None
        self.trouble: Trouble | None = None

    def make(self, listener: Listener) -> PretendSpeaker:
        self.told.append("made")
        if self.trouble is Trouble.NO_LIBRARY:
            raise SpeakerError(self.trouble)
        self.listener = listener
        return self

    def load(self, data: bytes, position: int, speed: int, *, is_film: bool) -> None:
        self.data = data
        self.told.append(f"load {position} {speed}{' film' if is_film else ''}")
        if self.trouble is not None:
            assert self.listener is not None
            self.listener.broke(self.trouble)

    def play(self) -> None:
        self.told.append("play")

    def pause(self) -> None:
        self.told.append("pause")

    def seek(self, position: int) -> None:
        self.told.append(f"seek {position}")

    def set_speed(self, speed: int) -> None:
        self.told.append(f"speed {speed}")

    def unload(self) -> None:
        self.data = b""
        self.told.append("unload")
