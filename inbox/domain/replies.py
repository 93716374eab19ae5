"""Replies kept ready: a text in each language and form of address, with gaps that the customer's own facts fill.

``{{payment.amount}}`` is filled with what is known; ``{{?day}}`` is a stop that the agent fills in. While one of either is
left in a text, it is not sent. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec

from inbox.domain.fuzzy import ranked
from inbox.domain.ids import MediaId

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


LANGUAGES = ("de", "en")
"""What a title can be in."""
FORMS = ("de-sie", "de-du", "en")
"""What a text can be in: the customer's language, and in German how somebody is addressed."""
CATEGORIES = ("start", "pay", "delivery", "money-back", "complaint", "subscription", "privacy", "end", "own")
"""Under what a reply is listed, in this order."""
LARGEST = 16 * 1024 * 1024
"""Bytes of a file that goes with a reply; it is fetched from the hub each time the reply is taken."""
LONGEST = 4096
"""Characters of a text message (https://developers.facebook.com/docs/whatsapp/cloud-api/messages/text-messages)."""


class ReplyFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that goes with a reply: the hub's copy, under which name it is sent, and its size in bytes."""

    media: MediaId
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    size: int


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """A reply. ``title`` is by the agent's language, ``text`` by the customer's: ``de-du``, ``de-sie``, ``en``."""

    id: Annotated[str, msgspec.Meta(pattern="^[a-z0-9-]{1,60}$")]
    category: str
    title: dict[str, Annotated[str, msgspec.Meta(max_length=80)]]
    text: dict[str, str]
    file: ReplyFile | None = None


class Stop(msgspec.Struct, frozen=True):
    """A gap still open, from ``start`` to ``end`` of the text; ``name`` is what belongs there."""

    name: str
    start: int
    end: int


class Own(msgspec.Struct, frozen=True):
    """What a shop made of a reply: its words (None: the starter's), and whether it is offered no more."""

    reply: Reply | None
    is_dropped: bool = False


def read(content: bytes) -> tuple[Reply, ...]:
    """Read a file of replies; msgspec.ValidationError says what is wrong with it."""
    return msgspec.json.decode(content, type=tuple[Reply, ...])


def lint(reply: Reply) -> tuple[str, ...]:
    """Return the codes of what keeps a reply from being kept; empty when nothing does.

    ``no-title``, ``no-text``, ``too-long`` (over ``LONGEST`` characters), ``unknown-gap`` (nothing fills it), ``form`` and
    ``category`` (not among those there are).
    """
    texts = [text for text in reply.text.values() if text.strip()]
    wrong = {
        "no-title": not any(title.strip() for title in reply.title.values()),
        "no-text": not texts,
        "too-long": any(len(text) > LONGEST for text in texts),
        "unknown-gap": any(unknown_gaps(text) for text in texts),
        "form": not (set(reply.text) <= set(FORMS) and set(reply.title) <= set(LANGUAGES)),
        "category": reply.category not in CATEGORIES,
    }
    return tuple(code for code, is_so in wrong.items() if is_so)


def unknown_gaps(text: str) -> tuple[str, ...]:
    """Return the gaps of a text that nothing would ever fill; a stop for the agent (``{{?day}}``) is none."""
    return tuple(gap[2] for gap in _GAP.finditer(text) if not gap[1] and gap[2] not in VARIABLES)


def together(starters: Iterable[Reply], own: Mapping[str, Own]) -> tuple[Reply, ...]:
    """Return the replies of a shop: its own, and then the starters as the shop changed them, without those it dropped."""
    return tuple(reply for reply in known(starters, own) if reply.id not in own or not own[reply.id].is_dropped)


def known(starters: Iterable[Reply], own: Mapping[str, Own]) -> tuple[Reply, ...]:
    """Return what ``together`` does, with what was dropped."""
    first = {reply.id: reply for reply in starters}
    changed = [own[name].reply or reply if name in own else reply for name, reply in first.items()]
    added = (each.reply for name, each in own.items() if name not in first)
    return (*(reply for reply in added if reply is not None), *changed)


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
    return ranked(words, replies, lambda one: f"{title_of(one, language)} {one.id.replace('-', ' ')}")


def text_for(reply: Reply, language: str, form: str) -> str:
    """Return the text in the customer's language; German in the form of address, familiar where there is no other."""
    wanted = (f"{language}-{form}", f"{language}-du", f"{language}-sie", language, "en")
    written = {key: text for key, text in reply.text.items() if text.strip()}
    return next((written[key] for key in wanted if key in written), next(iter(written.values()), ""))


def title_of(reply: Reply, language: str) -> str:
    """Return what a reply is called in the agent's language, or in whatever language it has a title."""
    written = {key: title for key, title in reply.title.items() if title.strip()}
    return written.get(language) or next(iter(written.values()), reply.id)


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Fill the gaps of which the fact is known; the others stay, so that they are seen and nothing is sent with them."""
    return _GAP.sub(lambda gap: gap[0] if gap[1] else facts.get(gap[2], "") or gap[0], text)


def stops(text: str) -> tuple[Stop, ...]:
    """Return the gaps that are still open, in their order."""
    return tuple(Stop(_SPACES.sub(" ", gap[2]).strip(), gap.start(), gap.end()) for gap in _GAP.finditer(text))


def asked_for(draft: str) -> str | None:
    """Return what is typed behind a slash that begins the last line of a draft, None when it asks for no reply."""
    line = draft.rpartition("\n")[2]
    return None if not line.startswith("/") or line.startswith(("//", "/ ")) else line[1:]


def put(draft: str, text: str) -> str:
    """Put a reply where the draft asks for one; what is written above stays, so that one message can hold several."""
    above, line_break, _ = draft.rpartition("\n")
    return f"{above}{line_break}{text}"
