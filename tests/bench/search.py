"""Search as you type over the whole cache: common words, prefixes, several words."""

from __future__ import annotations

from functools import partial
from random import Random

from peewee import SqliteDatabase

from tests.bench.cache import made
from tests.bench.figures import Figure, samples, spread

_CALLS = 200


def run(scale: str) -> list[Figure]:
    """Search with words of the made vocabulary, drawn from a seed."""
    cache = made(scale)
    reader = cache.reader()
    random = Random(13)
    common = [random.choice(("ich", "bitte", "paket", "order", "the", "kaffee")) for _ in range(_CALLS)]
    prefixes = [word[: random.choice((2, 3))] for word in common]
    several = [" ".join(cache.history.text().split()[:3]) for _ in range(_CALLS)]
    folded = [random.choice(("strasse", "koeln", "koln", "grüße", "müller")) for _ in range(_CALLS)]
    try:
        floor = samples([partial(_bare, reader.cache.timeline.db, word) for word in common])
        figures: list[Figure] = []
        for what, words, goal in (
            ("common word", common, "p95 <= 5 ms"),
            ("prefix of 2 or 3 letters", prefixes, "p95 <= 5 ms"),
            ("umlauts in either form", folded, "p95 <= 5 ms"),
            ("three words", several, "p95 <= 30 ms"),
        ):
            taken = samples([partial(reader.search, word) for word in words])
            figures += spread("search", what, taken, goal, floor if what == "common word" else None)
    finally:
        reader.close()
    return figures


def _bare(db: SqliteDatabase, word: str) -> object:
    """Only look the word up: what any search costs at least."""
    return db.execute_sql(
        "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT 50", (f'"{word}"',)
    ).fetchall()
