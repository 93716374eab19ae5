"""``tresen search`` and the search box: hits of the cache, as structs for a screen or as JSON lines for a pipe.

Runs on any thread with its own open cache.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from inbox.desk.files import Cache
from inbox.store.timeline import finder
from inbox.store.timeline.finder import Found, Hit, Person
from inbox.store.timeline.query import highlights

PAGE = 50


class HitLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A hit as one JSON line; ``marks`` are (start, end) in characters of ``text``."""

    kind: str
    """``message``, ``note``, ``person``, or the kind of Stripe object."""
    id: str
    conversation: str | None
    at: str | None
    text: str | None
    direction: str | None = None
    name: str | None = None
    marks: tuple[tuple[int, int], ...] = ()


def search(cache: Cache, words: str, limit: int = PAGE, before: int | None = None) -> Found:
    """Look for what was typed; UserError when the cache turns out to be damaged."""
    with cache.using():
        return finder.search(cache.timeline, cache.state, words, limit, before)


def lines(cache: Cache, words: str) -> Iterator[bytes]:
    """Yield every hit as a JSON line: the people first, then messages, notes and money, the newest first."""
    found = search(cache, words)
    yield from (_encode(_person(person)) for person in found.people)
    while found.hits and found.query is not None:
        for hit in found.hits:
            yield _encode(_line(hit, highlights(hit.text, found.query)))
        if len(found.hits) < PAGE:
            return
        found = search(cache, words, before=found.hits[-1].row)


def _person(person: Person) -> HitLine:
    return HitLine("person", person.conversation, person.conversation, person.at, None, None, person.name or None)


def _line(hit: Hit, marks: tuple[tuple[int, int], ...]) -> HitLine:
    return HitLine(
        kind=hit.kind,
        id=hit.id,
        conversation=hit.conversation or None,
        at=hit.at,
        text=hit.text,
        direction=hit.direction or None,
        name=hit.name or None,
        marks=marks,
    )


def _encode(line: HitLine) -> bytes:
    return msgspec.json.encode(line)
