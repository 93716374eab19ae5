"""What a screen reads: a page of the list, a chat with its payments, the counts; encrypted, warm cache."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from inbox.desk.ports import Soon, ways
from inbox.desk.reader import Reader
from inbox.domain import times
from inbox.domain.ids import ConversationId
from inbox.store.timeline.views import Listing
from tests.bench.cache import Made, made
from tests.bench.figures import Figure, samples, spread

_CALLS = 300
_MOST = 1_000_000
_SOON = Soon(1, 2)
WAYS = ways("all")


def run(scale: str) -> list[Figure]:
    """Repeat each read with seeded random keys."""
    cache = made(scale)
    reader = cache.reader()
    random = Random(11)
    try:
        floor = samples([partial(_bare, reader) for _ in range(_CALLS)])
        figures = spread("queries", "inbox page of 50", _times(lambda: reader.inbox(Listing("all"))), "p95 <= 2 ms", floor)
        for way in WAYS:
            listing = Listing("all", soon=_SOON, sort=way)
            belows = _somewhere(reader, random, listing)
            page = samples([partial(reader.inbox, listing, below=below) for below in belows])
            figures += spread("queries", f"inbox page somewhere, sorted by {way}", page, "p95 <= 2 ms")
            first = _times(partial(reader.inbox, listing))
            figures += spread("queries", f"inbox page of 50, sorted by {way}", first, "p95 <= 2 ms")
        opened = samples([partial(_open, reader, cache, random) for _ in range(_CALLS)])
        figures += spread("queries", "open a conversation: newest 50 and payments", opened, "p95 <= 10 ms", floor)
        longest = cache.history.conversation(0)
        figures += spread(
            "queries", "newest 50 of the longest one", _times(lambda: reader.conversation(longest)), "p95 <= 10 ms"
        )
        days = [partial(_day, reader, longest, second) for second in _seconds(reader, longest, random)]
        figures += spread("queries", "a day of the longest one, with the page before", samples(days), "p95 <= 10 ms")
        figures += spread(
            "queries", "counts of all views", _times(lambda: reader.counts("a_bench")), "p95 <= 0.5 ms", floor
        )
    finally:
        reader.close()
    return figures


def _times(call: Callable[[], object]) -> list[float]:
    return samples([call] * _CALLS)


def _bare(reader: Reader) -> object:
    """Read one row by its key: what any read costs at least."""
    return reader.cache.timeline.db.execute_sql("SELECT * FROM chat ORDER BY last DESC LIMIT 1").fetchone()


def _open(reader: Reader, cache: Made, random: Random) -> object:
    chat = cache.history.conversation(random.randrange(1, cache.history.shape.conversations))
    return reader.conversation(chat), reader.payments(chat)


def _day(reader: Reader, chat: ConversationId, second: int) -> object:
    """Read what a jump to a time shows: the first line since, a page from there on and the page before."""
    row = reader.message_at(chat, times.from_unix(second)) or 0
    return reader.conversation(chat, after=row - 1), reader.conversation(chat, before=row)


def _seconds(reader: Reader, chat: ConversationId, random: Random) -> list[int]:
    first, last = reader.conversation(chat, after=0, limit=1)[0], reader.conversation(chat, limit=1)[0]
    between = [times.to_unix(times.from_text(line.at)) for line in (first, last)]
    return [random.randint(*between) for _ in range(_CALLS)]


def _somewhere(reader: Reader, random: Random, listing: Listing) -> list[int]:
    ranks = [rank for rank, _ in reader.order(listing, limit=_MOST)]
    return [random.choice(ranks) for _ in range(_CALLS)]
