"""In which language somebody writes: German or English, told by their small words. Pure.

Used by screens to speak to a customer as the customer does. Where the words do not tell, nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
# Only words that are not words of the other language too ("die", "was", "hat", "bald" are both).
_GERMAN_WORDS = """
aber auch auf bei bestellt bestellung bitte danke das dass der dein deine den denn dem du ein eine einen es euch euer für
guten habe haben hallo ich ihr ihre ist ja kann kein keine können mein meine mir mit moin nach nicht noch nur oder schon
sehr sie sind und uns von vor wann warum wie wo wir zu zum zur
"""
_ENGLISH_WORDS = """
a about and any are but can could did does for from get had have hello how i is it my not of on or order ordered our please
thank thanks that the there they this to very we were when where which why with would yes you your
"""
_GERMAN, _ENGLISH = frozenset(_GERMAN_WORDS.split()), frozenset(_ENGLISH_WORDS.split())
_MARKS = re.compile("[äöüß]")


def spoken(texts: Iterable[str]) -> str | None:
    """Return ``de`` or ``en``, whichever the texts speak more of; None when they do not tell."""
    german = english = 0
    for text in texts:
        lower = text.casefold()
        words = _WORD.findall(lower)
        german += sum(1 for word in words if word in _GERMAN) + len(_MARKS.findall(lower))
        english += sum(1 for word in words if word in _ENGLISH)
    if german == english:
        return None
    return "de" if german > english else "en"
