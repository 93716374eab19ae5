"""Puts what a person wants to say into their own words: language, du or Sie, temper, emoji, haste.

Pure; called by minds with their own dice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from random import Random

from inbox.sandbox.living.persona import Persona
from inbox.sandbox.living.phrases_de import PHRASES_DE
from inbox.sandbox.living.phrases_en import PHRASES_EN

BANKS: Mapping[str, Mapping[str, Sequence[str]]] = {"de": PHRASES_DE, "en": PHRASES_EN}
_CHOICE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_FIELD = re.compile(r"<(\w+)>")
_EMOJI = re.compile(r" ?[\U0001F000-\U0001FAFF☀-➿️]+")


def phrase(
    who: Persona,
    occasion: str,
    dice: Random,
    fields: Mapping[str, str],
    avoid: Sequence[str] = (),
    *,
    only_fresh: bool = False,
) -> str:
    """Return something to say at an occasion, none of ``avoid`` when there is a choice; KeyError on no such occasion.

    Where there is none it is what was said longest ago, or nothing with ``only_fresh``. Phrases that name something unknown
    (an order without a number) are left out.
    """
    found = BANKS[who.language][occasion]
    known = [text for text in found if all(fields.get(name.lower()) for name in _FIELD.findall(text))]
    fresh = [text for text in known if filled(text, who, fields) not in avoid]
    if not fresh and only_fresh:
        return ""
    oldest = sorted(known, key=lambda text: _last_place(filled(text, who, fields), avoid))[:1]
    candidates = fresh or oldest or [text for text in found if not _FIELD.search(text)]
    if not candidates:
        return ""
    if who.temper == "terse":
        candidates = sorted(candidates, key=len)[: max(1, len(candidates) // 2)]
    return filled(dice.choice(candidates), who, fields)


def _last_place(text: str, said: Sequence[str]) -> int:
    return len(said) - 1 - said[::-1].index(text) if text in said else -1


def filled(text: str, who: Persona, fields: Mapping[str, str]) -> str:
    """Fill in names and numbers, choose between du and Sie, and leave out emoji for those who use none."""
    text = _CHOICE.sub(lambda match: match.group(2 if who.formal else 1), text)
    text = _FIELD.sub(lambda match: _field(match.group(1), fields), text)
    return text if who.emoji else _EMOJI.sub("", text).rstrip()


def _field(name: str, fields: Mapping[str, str]) -> str:
    value = fields.get(name.lower(), "")
    return value[:1].upper() + value[1:] if name[0].isupper() else value


def opened(who: Persona, text: str, dice: Random) -> str:
    """Return a first message: with a greeting, and signed by those who sign."""
    greeting = dice.choice(who.hello or BANKS[who.language]["hello.formal" if who.formal else "hello"])
    if who.formal:
        regards = dice.choice(BANKS[who.language]["regards"])
        return f"{greeting},\n{_lower_first(text)}" + (f"\n\n{regards}\n{who.sign}" if who.sign else "")
    if who.temper == "terse" and dice.random() < 0.6:
        return text
    return f"{greeting}! {text}" if dice.random() < 0.7 else f"{greeting}, {_lower_first(text)}"


def _lower_first(text: str) -> str:
    """Return a sentence to go on with after a comma; nouns and names keep their capital, so only safe words change."""
    first = text.partition(" ")[0].rstrip(",:")
    return text[:1].lower() + text[1:] if first.lower() in _SMALL else text


_SMALL_WORDS = """
wo wann wie was ist hat kann könnt können gibt meine mein das der die da ich mir wollte heute kurze bestellt leider hiermit
beim bei im in einmal wir auf ganz where could when is how can do does just what will my the not something we sadly are
order same everyone tried until
"""
_SMALL = frozenset(_SMALL_WORDS.split())


def styled(who: Persona, text: str, dice: Random) -> str:
    """Return the text the way this person types it: with a slip now and then, or without capitals."""
    if who.lowercase:
        return text.lower()
    if who.temper == "forgetful" and dice.random() < 0.25:
        return _slipped(text, dice)
    return text


def _slipped(text: str, dice: Random) -> str:
    """Swap two letters inside a longer word, as quick thumbs do."""
    places = list(re.finditer(r"[^\W\d_]{5,}", text))
    if not places:
        return text
    at = dice.choice(places).start() + dice.randrange(1, 4)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
