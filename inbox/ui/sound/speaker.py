"""What plays a recording, as seen by the player: one recording at a time, from memory. Interfaces only."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from PySide6.QtGui import QImage


class Trouble(StrEnum):
    """Why a recording cannot be played."""

    NO_LIBRARY = "no-library"
    """What plays sound is not there, or does not start on this computer."""
    NO_DEVICE = "no-device"
    """There is no loudspeaker."""
    NOT_READABLE = "not-readable"
    """The file is damaged, or of a kind that cannot be played here."""


class SpeakerError(Exception):
    """There is nothing to play with; ``trouble`` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class Listener(Protocol):
    """Hears what becomes of a recording. Always called on the GUI thread."""

    def moved(self, position: int) -> None:
        """Hear how many milliseconds have been played."""
        ...

    def lasts(self, milliseconds: int) -> None:
        """Hear how long the recording is."""
        ...

    def ended(self) -> None:
        """Hear that it was played to its end."""
        ...

    def seen(self, image: QImage) -> None:
        """See the present picture of a film."""
        ...

    def broke(self, trouble: Trouble) -> None:
        """Hear that it cannot be played."""
        ...


class Speaker(Protocol):
    """Plays the recording that was loaded last."""

    def load(self, data: bytes, position: int, speed: int, *, is_film: bool) -> None:
        """Take a recording and play it from ``position`` milliseconds on, at ``speed`` percent.

        A film is shown also where there is nothing to hear it with.
        """
        ...

    def play(self) -> None:
        """Go on."""
        ...

    def pause(self) -> None:
        """Stand still."""
        ...

    def seek(self, position: int) -> None:
        """Go to a place, in milliseconds."""
        ...

    def set_speed(self, speed: int) -> None:
        """Play at ``speed`` percent, as high as before."""
        ...

    def unload(self) -> None:
        """Play nothing, and forget the recording's bytes."""
        ...


MakeSpeaker = Callable[[Listener], Speaker]
"""Makes what plays, when the first recording is to be played; raises SpeakerError when there is nothing to play with."""
