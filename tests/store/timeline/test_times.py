"""Where in a chat a time is: what a jump to a date goes by."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from inbox.domain import times
from inbox.store.timeline import reads
from tests.store.timeline.kit import C_LENA, C_OLE, START, Cache, at


def _moment(second: float) -> datetime:
    return times.from_unix(START) + timedelta(seconds=second)


def _key_at(cache: Cache, second: float, conversation: str = C_LENA) -> str | None:
    row = reads.message_at(cache.timeline, conversation, _moment(second))
    if row is None:
        return None
    return reads.conversation(cache.timeline, cache.state, conversation, after=row - 1, limit=1)[0].key


def test_a_time_finds_the_first_line_since(cache: Cache) -> None:
    for second in (100, 200, 200, 300):
        cache.say("Hallo", f"wamid.{second}.{cache.seq}", second=second)
    cache.say("Moin", "wamid.ole", C_OLE, second=250)
    assert _key_at(cache, -10_000_000_000) == _key_at(cache, 0) == _key_at(cache, 100) == "wamid.100.0"
    assert _key_at(cache, 100.5) == _key_at(cache, 101) == _key_at(cache, 200) == "wamid.200.1"
    assert _key_at(cache, 201) == _key_at(cache, 300) == "wamid.300.3"
    assert _key_at(cache, 301) is None
    assert _key_at(cache, 250, C_OLE) == "wamid.ole"
    assert _key_at(cache, 0, "c_nobody") is None
    assert reads.message_at(cache.timeline, C_LENA, datetime.max.replace(tzinfo=UTC)) is None


def test_a_line_that_is_shown_elsewhere_is_not_gone_to(cache: Cache) -> None:
    message = cache.say("Hallo", second=100)
    cache.say(None, second=200, kind="reaction", target=message, emoji="👍")
    assert _key_at(cache, 0) == message
    assert _key_at(cache, 150) is None


def test_every_time_is_found_where_all_lines_stand_in_order(cache: Cache, seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(60):
        cache.say("Hallo", second=draw.randrange(500), conversation=draw.choice((C_LENA, C_OLE)))
    lines = reads.conversation(cache.timeline, cache.state, C_LENA, limit=100)
    for second in range(-1, 501):
        since = [line.key for line in lines if line.at >= at(second)]
        assert _key_at(cache, second) == (since[0] if since else None)


def test_a_time_is_one_step_into_the_index(cache: Cache) -> None:
    plan = cache.db.execute_sql(f"EXPLAIN QUERY PLAN {reads._LINE_AT}", (C_LENA, 0)).fetchall()
    steps = " ".join(str(row[3]) for row in plan)
    assert "entry_chat (chat=? AND shown=? AND id>?)" in steps
    assert "SCAN" not in steps
    assert "TEMP B-TREE" not in steps


def test_what_is_in_the_newest_page_is_told_by_an_index_and_read_line_by_line(cache: Cache) -> None:
    for second in range(60):
        cache.say("Hallo", second=second, conversation=C_OLE if second % 3 else C_LENA)
    page = reads.conversation(cache.timeline, cache.state, C_LENA, limit=7)
    rows = reads.newest_rows(cache.timeline, C_LENA, 7)
    assert rows == [line.id for line in page]
    others = reads.newest_rows(cache.timeline, C_OLE, 3)
    found = reads.lines_at(cache.timeline, cache.state, C_LENA, [*rows[::-1], *others, 5])
    assert found == page, "oldest first, and nobody else's"
    assert reads.newest_rows(cache.timeline, "c_nobody") == []
    plan = cache.db.execute_sql(f"EXPLAIN QUERY PLAN {reads._NEWEST_ROWS}", (C_LENA, 7)).fetchall()
    assert "COVERING INDEX entry_chat" in " ".join(str(row[3]) for row in plan)
