"""What a person of the demo shop is like: temper, manners of speech, and how they pay. Data only; read by minds and the cast.

All durations are seconds of the shop's own life, which a living sandbox lets pass faster than real time.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Temper = Literal["patient", "angry", "chatty", "terse", "forgetful"]
Purse = Literal["prompt", "slow", "declined", "leaves"]
Language = Literal["de", "en"]
Span = tuple[float, float]


class Habits(msgspec.Struct, frozen=True):
    """How long somebody takes to read, to think and to lose patience; ``stamina`` is how often they ask again."""

    read: Span
    think: Span
    patience: Span
    stamina: int


HABITS: dict[Temper, Habits] = {
    "patient": Habits((30, 240), (20, 60), (5400, 10800), 2),
    "angry": Habits((8, 40), (5, 20), (2700, 5000), 3),
    "chatty": Habits((8, 60), (10, 40), (3600, 7000), 2),
    "terse": Habits((15, 120), (5, 20), (3600, 7200), 1),
    "forgetful": Habits((60, 500), (20, 90), (4200, 9000), 1),
}


class Persona(msgspec.Struct, frozen=True):
    """One character. ``formal`` says Sie; ``emoji`` is 0 for never; ``typing`` is seconds per letter.

    ``wants`` is what is asked for when something is broken. ``hello`` are greetings of their own, ``sign`` is written below
    formal messages, ``called`` is how the shop speaks to them (Frau Möller), ``first`` is a first name that does not come
    first. ``home`` is their address, ``street`` one they may move to. ``reads`` is False for who shows no blue ticks.
    """

    id: str
    temper: Temper = "patient"
    language: Language = "de"
    formal: bool = False
    purse: Purse = "prompt"
    wants: Literal["money", "goods"] = "money"
    lowercase: bool = False
    emoji: bool = True
    typing: float = 0.25
    hello: tuple[str, ...] = ()
    sign: str = ""
    called: str = ""
    first: str = ""
    home: str = ""
    street: str = ""
    reads: bool = True
    seed: int = 1

    @property
    def habits(self) -> Habits:
        """Return how long this temper takes for what."""
        return HABITS[self.temper]
