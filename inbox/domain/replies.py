"""Replies kept ready: a text in each language and form of address, with gaps that the customer's own facts fill.

``{{payment.amount}}`` is filled with what is known; ``{{?day}}`` is a stop that the agent fills in. While one of either is
left in a text, it is not sent. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from inbox.domain.fuzzy import ranked

_GAP = re.compile(r"\{\{\s*(\??)([^{}]+?)\s*\}\}")
_SPACES = re.compile(r"\s+")
# "Sie" opens many sentences about a third person; only what addresses somebody counts.
_FORMAL = re.compile(r"\b(?:Ihnen|Ihr|Ihre|Ihren|Ihrem|Ihrer|(?:können|haben|möchten|sind|wollen|brauchen) Sie)\b")
_FAMILIAR = re.compile(r"(?i)\b(?:du|dir|dich|dein|deine|deinen|deinem|deiner|euch|euer|eure)\b")

VARIABLES = frozenset(
    {
        "customer.first_name",
        "customer.name",
        "payment.amount",
        "refund.amount",
        "order.number",
        "link",
        "shop",
        "agent",
        "today",
    }
)
"""Every gap that can fill itself."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """A reply. ``title`` is by the agent's language, ``text`` by the customer's: ``de-du``, ``de-sie``, ``en``."""

    id: str
    category: str
    title: dict[str, str]
    text: dict[str, str]


class Stop(msgspec.Struct, frozen=True):
    """A gap still open, from ``start`` to ``end`` of the text; ``name`` is what belongs there."""

    name: str
    start: int
    end: int


def read(content: bytes) -> tuple[Reply, ...]:
    """Read a file of replies; msgspec.ValidationError says what is wrong with it."""
    return msgspec.json.decode(content, type=tuple[Reply, ...])


def address(texts: Iterable[str]) -> str | None:
    """Return how somebody is spoken to in German, ``du`` or ``sie``; None when the texts do not tell."""
    familiar = formal = 0
    for text in texts:
        familiar += len(_FAMILIAR.findall(text))
        formal += len(_FORMAL.findall(text))
    if familiar == formal:
        return None
    return "du" if familiar > formal else "sie"


def find(replies: Iterable[Reply], words: str, language: str) -> list[Reply]:
    """Return the replies that fit what was typed behind the slash, best first; nothing typed returns all."""
    return ranked(words, replies, lambda one: f"{one.title.get(language, one.id)} {one.id.replace('-', ' ')}")


def text_for(reply: Reply, language: str, form: str) -> str:
    """Return the text in the customer's language; German in the form of address, familiar where there is no other."""
    wanted = (f"{language}-{form}", f"{language}-du", language, "en")
    return next((reply.text[key] for key in wanted if key in reply.text), next(iter(reply.text.values()), ""))


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Fill the gaps of which the fact is known; the others stay, so that they are seen and nothing is sent with them."""
    return _GAP.sub(lambda gap: gap[0] if gap[1] else facts.get(gap[2], "") or gap[0], text)


def stops(text: str) -> tuple[Stop, ...]:
    """Return the gaps that are still open, in their order."""
    return tuple(Stop(_SPACES.sub(" ", gap[2]), gap.start(), gap.end()) for gap in _GAP.finditer(text))


def asked_for(draft: str) -> str | None:
    """Return what is typed behind a slash that begins a draft, None when the draft asks for no reply."""
    if not draft.startswith("/") or "\n" in draft or draft.startswith(("//", "/ ")):
        return None
    return draft[1:]
