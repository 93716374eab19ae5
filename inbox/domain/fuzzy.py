"""Finding lines of a list by a few letters: the beginnings of words first, then initials and letters in their order.

Pure; a few hundred lines are ranked at every key press.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

_Row = TypeVar("_Row")

_EXACT, _START, _WORDS, _INSIDE, _SCATTERED = 0, 1, 2, 3, 4


def plain_letters(text: str) -> str:
    """Return ``text`` as it is compared: small letters without their marks, ß as ss."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def ranked(query: str, rows: Iterable[_Row], words: Callable[[_Row], str]) -> list[_Row]:
    """Return the rows that fit ``query``, best first; rows that fit equally well keep their order."""
    wanted = plain_letters(query).split()
    if not wanted:
        return list(rows)
    scored = ((_score(wanted, plain_letters(words(row))), row) for row in rows)
    fitting = [(score, row) for score, row in scored if score is not None]
    return [row for _, row in sorted(fitting, key=lambda pair: pair[0])]


def _score(wanted: list[str], text: str) -> tuple[int, int] | None:
    """Return how badly ``text`` fits, None when it does not: the worst of the wanted words counts."""
    whole = " ".join(wanted)
    if text == whole:
        return _EXACT, 0
    if text.startswith(whole):
        return _START, len(text)
    words = text.split()
    initials = "".join(word[0] for word in words)
    worst = _WORDS
    for part in wanted:
        if any(word.startswith(part) for word in words):
            continue
        if part in text:
            worst = max(worst, _INSIDE)
        elif len(part) > 1 and (_in_order(part, initials) or any(_in_order(part, word) for word in words)):
            worst = _SCATTERED
        else:
            return None
    return worst, len(text)


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
