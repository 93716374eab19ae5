"""``tresen sync``: follows the hub's log, blocking, until there is nothing more.

Runs on the main thread. Being killed at any point costs nothing: the next run goes on where the last transaction ended.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from inbox.desk import hub_calls
from inbox.desk.files import Cache
from inbox.desk.hub_client import HubClient
from inbox.desk.hub_errors import CursorLostError, EpochChangedError
from inbox.desk.snapshot import SnapshotLines
from inbox.desk.sync import BULK_ROWS, LogGapError, SyncStep
from inbox.domain.events import Event

_TRIES = 5
"""So often a log that changes under us is begun again before we say so."""

_PAGE = 1000


class Counts(msgspec.Struct, frozen=True):
    """What a cache holds."""

    conversations: int
    messages: int
    payments: int
    refunds: int
    cursor: int


def sync_until_caught_up(step: SyncStep, client: HubClient, say: Callable[[str], None]) -> None:
    """Fetch and apply everything up to the hub's head; ``say`` gets a line now and then when there is much.

    Raises what ``hub_errors`` names, LogGapError, StorageTrouble and DamagedCacheError.
    """
    for tries_left in reversed(range(_TRIES)):
        try:
            if step.needs_snapshot:
                _take_snapshot(step, client, say)
            _replay(step, client)
            if _follow(step, client, say):
                return
        except (EpochChangedError, CursorLostError):
            if not tries_left:
                raise
            step.begin_again()
        except LogGapError:
            if not tries_left:
                raise


def counts(cache: Cache) -> Counts:
    """Count what the cache holds; walks through it, so it is for the end of a command and never for a screen."""
    def one(sql: str) -> int:
        return int(cache.state.db.execute_sql(sql).fetchone()[0])

    with cache.using():
        return Counts(
            conversations=one("SELECT count(*) FROM chat"),
            messages=one("SELECT count(*) FROM entry WHERE direction <> ''"),
            payments=one("SELECT count(*) FROM mirror WHERE kind = 'payment'"),
            refunds=one("SELECT count(*) FROM mirror WHERE kind = 'refund'"),
            cursor=one("SELECT coalesce(max(cursor), 0) FROM place"),
        )


def _take_snapshot(step: SyncStep, client: HubClient, say: Callable[[str], None]) -> None:
    lines = SnapshotLines()
    waiting: list[Event] = []
    done = 0
    try:
        for piece in client.stream(hub_calls.snapshot()):
            had_header = lines.header is not None
            waiting += lines.feed(piece)
            if lines.header is not None and not had_header:
                step.begin_snapshot(lines.header)
            if lines.header is not None and len(waiting) >= BULK_ROWS:
                step.take_snapshot(waiting)
                done += len(waiting)
                waiting = []
                say(f"{done} of {lines.header.events} events")
        header = lines.finish()
        step.take_snapshot(waiting)
    finally:
        step.leave_snapshot()
    step.end_snapshot(header, lines.count)


def _follow(step: SyncStep, client: HubClient, say: Callable[[str], None]) -> bool:
    while True:
        place = step.place
        page = client.send(hub_calls.events(place.cursor, place.epoch, limit=_PAGE))
        for _ in step.apply(page.epoch, page.events, live=False):
            pass
        if not page.more:
            return True
        say(f"event {step.place.cursor} of {page.head}")


def _replay(step: SyncStep, client: HubClient) -> None:
    while (after := step.replay_after) is not None:
        page = client.send(hub_calls.events(after, step.place.epoch, limit=_PAGE))
        step.replay(page.events)
