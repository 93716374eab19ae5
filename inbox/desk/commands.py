"""The desk's commands without a window, as ``bootstrap`` calls them on the main thread: ``sync`` and ``search``."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence

import httpx

from inbox.desk import search as searching
from inbox.desk.catch_up import Counts, counts, sync_until_caught_up
from inbox.desk.files import DamagedCacheError, DeskFiles, open_cache_to_read, open_files, put_aside
from inbox.desk.hub_client import HubClient
from inbox.desk.media_cache import MediaLostError
from inbox.desk.media_facts import facts_in
from inbox.desk.sync import SyncStep
from inbox.domain.events import Event
from inbox.domain.ports import Clock
from inbox.system.instance import only_one
from inbox.system.paths import DataFolder
from inbox.system.secrets import Secret


def sync(
    folder: DataFolder,
    key: Secret,
    token: Secret,
    hub: str,
    clock: Clock,
    say: Callable[[str], None],
    transport: httpx.BaseTransport | None = None,
) -> Counts:
    """Follow the hub at ``hub`` until caught up, and count what the cache then holds; ``transport`` is for tests.

    ``say`` gets a sentence when there is something to tell on the way. Raises UserError (wrong key, wrong token, another
    desk runs in the folder) and OutsideError (the hub is away, the disk is full), each in one sentence.
    """
    with only_one("desk", folder.root), HubClient(hub, token, transport) as client:
        try:
            return _sync(folder, key, client, clock, say)
        except DamagedCacheError as error:
            # Damage that showed only when the page was met.
            say(f"{put_aside(folder.cache, clock).name} is what is left of the damaged cache. ({error.message})")
            return _sync(folder, key, client, clock, say)


def _sync(folder: DataFolder, key: Secret, client: HubClient, clock: Clock, say: Callable[[str], None]) -> Counts:
    files = open_files(folder, key, clock)
    try:
        if files.notice is not None:
            say(files.notice)
        step = SyncStep(files.cache, clock, lambda events: _hear(files, events))
        sync_until_caught_up(step, client, say)
        return counts(files.cache)
    finally:
        files.close()


def _hear(files: DeskFiles, events: Sequence[Event]) -> None:
    """Do what the window's engine would do about files and erased persons."""
    # Copies that were damaged are begun anew, and then there is nothing of anybody in them.
    with contextlib.suppress(MediaLostError):
        files.media.note(facts for facts, _ in facts_in(events))
    for event in events:
        if event.type == "person.erased" and event.conversation is not None:
            files.desk.erase(event.conversation)
            with contextlib.suppress(MediaLostError):
                files.media.erase(event.conversation)


def search(folder: DataFolder, key: Secret, words: Sequence[str]) -> Iterator[bytes]:
    """Yield a JSON line for every hit in the cache; nothing for no hits. UserError when there is no cache to search."""
    cache = open_cache_to_read(folder, key, check=True)
    try:
        yield from searching.lines(cache, " ".join(words))
    finally:
        cache.close()
