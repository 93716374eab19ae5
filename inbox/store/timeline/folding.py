"""Words in the form under which they are found: no accents, no case, ß as ss, umlauts also as ae, oe, ue.

Called by the projector (engine thread) for what is indexed and by ``query`` (any thread) for what was typed; pure.
"""

from __future__ import annotations

import functools
import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
"""A word as the index cuts it: letters and digits; everything else separates."""

# Letters that decompose into nothing simpler, so that removing marks does not reach them.
_PLAIN = str.maketrans({"æ": "a", "œ": "o", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "þ": "th", "ı": "i"})
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "œ": "oe", "å": "aa"})
_HAS_SECOND = re.compile("[äöüøæœå]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics (``Süße Größe`` gives ``susse grosse``)."""
    if text.isascii():
        return text.lower()
    return _without_marks(_lower(text))


def spelt_out(text: str) -> str:
    """Return ``text`` folded with its umlauts written as two letters (``Größe`` gives ``groesse``)."""
    return fold(text) if text.isascii() else _without_marks(_lower(text).translate(_SPELT_OUT))


def indexed(text: str) -> str:
    """Return what the word index keeps of ``text``: its folded words in order, then the second forms of those that have one.

    The second forms stand at the end, because between the words they would break phrases.
    """
    if text.isascii():
        return text
    lower = _lower(text)
    second = [_without_marks(w.translate(_SPELT_OUT)) for w in WORD.findall(lower) if _HAS_SECOND.search(w)]
    return " ".join((_without_marks(lower), *second))


def _lower(text: str) -> str:
    # Composed first, so that an umlaut typed as a letter and a mark is the umlaut.
    return unicodedata.normalize("NFC", text).casefold()


def _without_marks(lower: str) -> str:
    return _NOT_ASCII.sub(lambda found: _plain(found.group()), lower)


@functools.lru_cache(maxsize=4096)
def _plain(letters: str) -> str:
    # Once more in lower case: letters of other alphabets of signs only become letters here.
    decomposed = unicodedata.normalize("NFKD", letters).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_PLAIN)
