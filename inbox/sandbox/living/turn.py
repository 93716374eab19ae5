"""What is on a person's mind, and one turn of it: how the next things to do are laid out in time.

Pure; ``mind.py`` and ``listening.py`` take a ``Turn``, plan with it, and end with a new ``State``. Times are seconds of
the shop's life. The dice of a turn come from the person's seed and the number of the turn alone, so the same things noticed
at the same times always lead to the same life.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Literal

import msgspec

from inbox.sandbox.living.acts import SPOKEN_ACTS, Act, Leave, Lose, Pay, Rest, Write
from inbox.sandbox.living.goods import SPOKEN
from inbox.sandbox.living.hearing import Meaning
from inbox.sandbox.living.persona import Persona, Span
from inbox.sandbox.living.speech import opened, phrase, styled

Stage = Literal["idle", "asking", "problem", "cart", "link", "declined", "promised", "bank", "done"]

REMEMBERED = 40
AT_LEAST = 4.0
"""Seconds between two things one person does."""
UNTIL_REST: Span = (500.0, 1500.0)


class Planned(msgspec.Struct, frozen=True):
    """Something to do, and when (seconds of life)."""

    at: float
    act: Act


class State(msgspec.Struct, frozen=True):
    """Where a person stands. ``nags`` counts how often they asked again, ``unanswered`` their messages since the shop's last.

    ``heard`` are meanings not answered yet, ``said`` the last phrases, so that nobody repeats themselves. ``plan`` is in the
    order of time.
    """

    stage: Stage = "idle"
    matter: str = ""
    sku: str = ""
    order: str = ""
    charge: str = ""
    turn: int = 0
    nags: int = 0
    unanswered: int = 0
    tries: int = 0
    photographed: bool = False
    asked_for_language: bool = False
    heard: frozenset[Meaning] = frozenset()
    said: tuple[str, ...] = ()
    plan: tuple[Planned, ...] = ()

    @property
    def next_at(self) -> float | None:
        """Return when something is to be done, None when nothing is."""
        return self.plan[0].at if self.plan else None


class Turn:
    """One turn of a mind: begins with the old state, ends with ``state()``."""

    def __init__(self, who: Persona, old: State, now: float) -> None:
        self.who = who
        self.old = old
        self.now = now
        self.dice = Random(f"{who.seed}/{who.id}/{old.turn}")  # noqa: S311 - a repeatable life is what is wanted
        self._at = now
        self._plan: list[Planned] = []
        self._changes: dict[str, object] = {"turn": old.turn + 1}
        self._said = list(old.said)
        self.answers = False
        """Whether what is said answers the shop, so that it may quote it."""

    def state(self) -> State:
        """Return the person's new state."""
        plan = tuple(sorted(self._plan, key=lambda planned: planned.at))
        return msgspec.structs.replace(self.old, **self._changes, plan=plan, said=tuple(self._said[-REMEMBERED:]))

    def become(self, stage: Stage, **changes: object) -> None:
        """Change the stage, and fields of the state by name."""
        self._changes |= {"stage": stage, **changes}

    def set(self, **changes: object) -> None:
        """Change fields of the state by name."""
        self._changes |= changes

    def is_likely(self, chance: float) -> bool:
        """Throw the dice."""
        return self.dice.random() < chance

    def between(self, span: Span) -> float:
        """Return some number of seconds within a span."""
        return self.dice.uniform(*span)

    def go_on(self) -> None:
        """Leave everything as it was planned."""
        self._plan = list(self.old.plan)

    def keep(self) -> None:
        """Go on with what was begun and is no mere answer: photos, carts, payments. Words and waiting start anew."""
        self._plan += [planned for planned in self.old.plan if not isinstance(planned.act, Write | Lose | Rest)]
        self._at = self._after_what_is_shown()

    def _after_what_is_shown(self) -> float:
        """Return when this person is free to write again: photos and carts first, payments go on beside."""
        return max([self.now, *(planned.at for planned in self._plan if isinstance(planned.act, SPOKEN_ACTS))])

    def notice_it(self, unread_for: float | None = None) -> None:
        """Let the time pass until this person looks at the phone, as long as it usually takes when None."""
        seconds = self.between(self.who.habits.read) if unread_for is None else unread_for
        self._at = max(self._at, self.now + seconds)

    def do(self, act: Act, pause: float | None = None) -> None:
        """Plan an act, ``pause`` seconds after the one before (as long as somebody thinks, when None)."""
        self._at += max(AT_LEAST, self.between(self.who.habits.think) if pause is None else pause)
        self._plan.append(Planned(self._at, act))

    def words(self, occasion: str, **more: str) -> str:
        """Return what this person says at an occasion; empty when there is nothing to say."""
        text = phrase(self.who, occasion, self.dice, {**self.fields(), **more}, self._said)
        self._said.append(text)
        return styled(self.who, text, self.dice)

    def opening(self, occasion: str) -> str:
        """Return the words a matter is opened with, greeting included."""
        text = phrase(self.who, occasion, self.dice, self.fields(), self._said)
        self._said.append(text)
        return styled(self.who, opened(self.who, text, self.dice), self.dice)

    def say(self, occasion: str, **more: str) -> None:
        """Plan a message; it takes as long as it takes to type."""
        text = self.words(occasion, **more)
        if text:
            self.write(text)

    def ask_again(self, *occasions: str) -> None:
        """Plan a reminder at the first occasion for which there are words not said before; none when all was said."""
        for occasion in occasions:
            text = phrase(self.who, occasion, self.dice, self.fields(), self._said, only_fresh=True)
            if text:
                self._said.append(text)
                self.write(styled(self.who, text, self.dice))
                return

    def write(self, text: str) -> None:
        """Plan a message in these words, quoting the shop now and then when it is an answer."""
        quotes = self.answers and self.is_likely(0.12)
        self.do(Write(text, quotes), self.between(self.who.habits.think) + len(text) * self.who.typing)

    def chat(self) -> None:
        """Plan some small talk when this person is like that."""
        if self.who.temper == "chatty" and self.is_likely(0.3):
            self.say("aside")

    def fields(self) -> Mapping[str, str]:
        """Return what phrases may name."""
        order = str(self._changes.get("order", self.old.order))
        fields = {"order": order, "home": self.who.home, "street": self.who.street}
        spoken = SPOKEN.get(self.sku)
        if spoken is not None:
            fields |= {"der": spoken.der, "den": spoken.den, "bare": spoken.bare, "the": spoken.the}
        return fields

    def await_answer(self, times: float = 1.0) -> None:
        """Plan to lose patience, unless the shop answers before."""
        self._plan.append(Planned(self._at + self.between(self.who.habits.patience) * times, Lose()))

    def finish(self) -> None:
        """Close the matter: nothing is expected any more."""
        self.become("done", heard=frozenset())
        self._plan.append(Planned(self._at + self.between(UNTIL_REST), Rest()))

    @property
    def sku(self) -> str:
        """Return the product it is about by now."""
        return str(self._changes.get("sku", self.old.sku))

    @property
    def pays(self) -> bool:
        """Tell whether a payment is planned."""
        return any(isinstance(planned.act, Pay) for planned in self._plan)

    def pays_within(self, seconds: float) -> bool:
        """Tell whether a payment is about to be made."""
        return any(isinstance(planned.act, Pay) and planned.at <= self.now + seconds for planned in self._plan)

    def is_about_to_speak(self) -> bool:
        """Tell whether something was on the tip of this person's tongue already."""
        return any(isinstance(planned.act, Write) for planned in self.old.plan)

    def forget_payments(self) -> None:
        """Drop what was planned with an earlier link."""
        self._plan = [planned for planned in self._plan if not isinstance(planned.act, Pay | Leave)]
        self._at = max(self._at, self._after_what_is_shown())
