"""The money journal: a month of a shop with a year of payments, from Stripe through a hub process to a desk and its file.

The pretend Stripe answers at once, so that what is measured is our own work. What the real one adds is a wait for each of
its pages, three at a time.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import httpx
import psutil

from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.journal_lines import read_journal
from inbox.desk.journal_reading import JournalReading
from inbox.domain import journal, times
from inbox.domain.journal import Journal
from inbox.domain.journal_csv import CsvWords, pieces
from inbox.hub.store import HubStore
from inbox.hub.writer import InlineWriter
from inbox.store.state import mirror
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.secrets import Secret
from tests.bench.corpus import Shape
from tests.bench.figures import Figure, percentile
from tests.bench.hub_process import ENVIRONMENT, Served, serving, token
from tests.bench.money import MONTH, Books
from tests.stories.programs import free_port

_AT_ONCE = 2000
_ASK_SECONDS = 0.01
_SETTLE_SECONDS = 3.0
_IDLE_SECONDS = 2.0
_MEGABYTE = 1e6


@dataclass
class Seen:
    """What came of it: times in seconds, of other requests in milliseconds, memory in bytes."""

    wall: float = 0.0
    first: float = 0.0
    hub_cpu: float = 0.0
    stripe_cpu: float = 0.0
    hub_memory: int = 0
    desk_memory: int = 0
    metrics: float = 0.0
    waits: list[float] = field(default_factory=list)
    idle: list[float] = field(default_factory=list)


def run(scale: str) -> list[Figure]:
    """Read a month once, with another desk asking all the while; then write its file."""
    books = Books(Shape.of(scale).payments)
    with TemporaryDirectory(prefix="tresen-bench-") as folder:
        _fill(Path(folder), books)
        with _stripe(books) as stripe, _hub(Path(folder), stripe) as served:
            floor = _bare(stripe)
            agent = token(served, "supervisor")
            time.sleep(_SETTLE_SECONDS)
            seen, kept = _read(served, stripe, agent)
        began = time.perf_counter()
        size = sum(map(len, pieces(kept, CsvWords())))
        file = time.perf_counter() - began
    count = len(kept.rows)
    note = f"{count:,} movements of {books.payments:,} payments, {len(kept.differences)} differences"
    return [
        Figure("journal", "month at the desk", seen.wall, "s", "<= 10 at 1M", floor, f"{note}; floor: Stripe's pages alone"),
        Figure("journal", "first word of how far it is", seen.first * 1e3, "ms", "<= 400"),
        Figure("journal", "hub CPU per movement", seen.hub_cpu / count * 1e6, "us", "<= 150", seen.stripe_cpu / count * 1e6,
               "floor: who makes the pages"),
        Figure("journal", "hub memory at most, more than idle", seen.hub_memory / _MEGABYTE, "MB", "<= 48 at 1M"),
        Figure("journal", "another desk waits meanwhile, p95", percentile(seen.waits, 0.95), "ms", "<= 25",
               percentile(seen.idle, 0.95), "floor: idle"),
        Figure("journal", "another desk waits meanwhile, longest", seen.waits[-1], "ms", "<= 100", seen.idle[-1]),
        Figure("journal", "desk memory for the month", seen.desk_memory / _MEGABYTE, "MB", "<= 48 at 1M"),
        Figure("journal", "file for the bookkeeper", file * 1e3, "ms", "<= 1,000 at 1M", None, f"{size / _MEGABYTE:.1f} MB"),
        Figure("journal", "GET /metrics with the reads allotted", seen.metrics * 1e3, "ms", "<= 50"),
    ]  # fmt: skip


def _fill(folder: Path, books: Books) -> None:
    """Tell a new hub of the whole year."""
    store = HubStore.open(folder, None, ENVIRONMENT["TRESEN_HUB_KEY"], SystemClock(), SystemIds())
    writer, told = InlineWriter(store), books.told()
    while part := list(islice(told, _AT_ONCE)):
        writer.run(lambda tx, part=part: mirror.project_all(tx.state, part))
    writer.stop()
    store.close()


@contextmanager
def _stripe(books: Books) -> Iterator[Served]:
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.made_stripe", str(port), str(books.payments)]
    with serving(command, f"http://127.0.0.1:{port}", "/v1/balance", Path()) as served:
        yield served


@contextmanager
def _hub(folder: Path, stripe: Served) -> Iterator[Served]:
    port = free_port()
    command = [sys.executable, "-m", "inbox", "hub", "--data", str(folder), "--port", str(port)]
    platform = {
        "TRESEN_STRIPE_KEY": "rk_test_" + "b" * 24,
        "TRESEN_STRIPE_URL": stripe.url,
        "TRESEN_STRIPE_WEBHOOK_SECRET": "whsec_bench",
    }
    with serving(command, f"http://127.0.0.1:{port}", "/healthz", folder, platform) as served:
        yield served


def _bare(stripe: Served) -> float:
    """Return the seconds it takes to have every page of the month from Stripe and look at none."""
    since, until = map(times.to_unix, journal.bounds(MONTH, UTC))
    params: dict[str, str | int] = {"created[gte]": since, "created[lt]": until, "limit": 100}
    began = time.perf_counter()
    with httpx.Client(base_url=stripe.url, trust_env=False) as client:
        while (page := client.get("/v1/balance_transactions", params=params).json())["has_more"]:
            params["starting_after"] = page["data"][-1]["id"]
    return time.perf_counter() - began


def _read(served: Served, stripe: Served, agent: str) -> tuple[Seen, Journal]:
    seen, done = Seen(), Event()
    resting = served.process.memory_info().rss
    asking = Thread(target=_ask, args=(served, agent, seen, done, resting))
    asking.start()
    time.sleep(_IDLE_SECONDS)
    seen.idle, seen.waits = sorted(seen.waits), []
    own, cpu, others = psutil.Process().memory_info().rss, served.cpu(), stripe.cpu()
    began = time.perf_counter()
    kept = asyncio.run(_at_the_desk(served, agent, seen, began))
    seen.wall = time.perf_counter() - began
    seen.hub_cpu, seen.stripe_cpu = served.cpu() - cpu, stripe.cpu() - others
    seen.desk_memory = psutil.Process().memory_info().rss - own
    done.set()
    asking.join()
    seen.waits.sort()
    began = time.perf_counter()
    httpx.get(f"{served.url}/metrics", headers={"Authorization": f"Bearer {agent}"}, trust_env=False).raise_for_status()
    seen.metrics = time.perf_counter() - began
    return seen, kept


async def _at_the_desk(served: Served, agent: str, seen: Seen, began: float) -> Journal:
    client, reading = AsyncHubClient(served.url, Secret(agent)), JournalReading(MONTH)
    task = asyncio.create_task(read_journal(client, reading))
    while not task.done():
        if not seen.first and reading.progress.count:
            seen.first = time.perf_counter() - began
        await asyncio.sleep(_ASK_SECONDS)
    await client.aclose()
    return task.result()


def _ask(served: Served, agent: str, seen: Seen, done: Event, resting: int) -> None:
    """Ask for events like another desk, again and again, and look at the hub's memory."""
    headers = {"Authorization": f"Bearer {agent}", "Tresen-Api": "1"}
    with httpx.Client(base_url=served.url, headers=headers, trust_env=False) as client:
        while not done.is_set():
            began = time.perf_counter()
            client.get("/v1/events", params={"after": 0, "wait": 0}).raise_for_status()
            seen.waits.append((time.perf_counter() - began) * 1e3)
            seen.hub_memory = max(seen.hub_memory, served.process.memory_info().rss - resting)
            time.sleep(_ASK_SECONDS)
