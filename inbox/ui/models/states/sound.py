"""How the recording of a message stands: still, on its way, playing, and how far."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Stage(StrEnum):
    """What a recording is doing."""

    STILL = "still"
    COMING = "coming"
    """Wanted, and being fetched or read."""
    PLAYING = "playing"
    PAUSED = "paused"
    FAILED = "failed"


class Sound(msgspec.Struct, frozen=True, kw_only=True):
    """``position`` and ``lasts`` are milliseconds, 0 when not known; ``speed`` is in percent.

    ``problem`` says why it could not be played, ``is_hopeless`` that trying again will not help: the file can be saved.
    """

    stage: Stage = Stage.STILL
    position: int = 0
    lasts: int = 0
    speed: int = 100
    is_heard: bool = False
    problem: str = ""
    is_hopeless: bool = False
