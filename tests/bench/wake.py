"""From the webhook to the desks: twenty long polls while customers write 320 times a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import httpx
import msgspec

from inbox.hub.ingest import verify_whatsapp
from tests.bench.figures import Figure, percentile
from tests.bench.hub_process import SECRET, Served, hub, token
from tests.bench.load import request, webhook

DESKS = 20
RATE = 320.0
COUNTS = {"1k": 200, "10k": 600, "100k": 1_600, "1M": 3_200}
PATIENCE = 60.0


class _Message(msgspec.Struct):
    id: str


class _Body(msgspec.Struct):
    message: _Message | None = None


class _Row(msgspec.Struct):
    type: str
    body: _Body


class _Page(msgspec.Struct):
    events: list[_Row]
    next: int


_PAGE = msgspec.json.Decoder(_Page)


class Watch:
    """When each message was sent, and how long after that each desk had it."""

    def __init__(self, expected: int) -> None:
        self.sent: dict[str, float] = {}
        self.ms: list[float] = []
        self.expected = expected
        self._seen = 0
        self.done = asyncio.Event()

    def seen(self, page: _Page, now: float) -> None:
        """Note what a desk has received."""
        for row in page.events:
            if row.type == "message.received" and row.body.message is not None:
                self.ms.append((now - self.sent[row.body.message.id]) * 1e3)
                self._seen += 1
        if self._seen >= self.expected:
            self.done.set()


async def desk(client: httpx.AsyncClient, watch: Watch) -> None:
    """Follow the log as a desk does."""
    after = 0
    while not watch.done.is_set():
        answer = await client.get("/v1/events", params={"after": after, "wait": 20, "limit": 500})
        page = _PAGE.decode(answer.raise_for_status().content)
        watch.seen(page, time.perf_counter())
        after = page.next


async def write(url: str, count: int, watch: Watch) -> None:
    """Send webhooks at the rate, each over one of eight connections, without waiting for the others."""
    host, _, port = url.removeprefix("http://").partition(":")
    bodies = [
        request("/webhooks/whatsapp", f"{host}:{port}", webhook(number), SECRET.encode()) for number in range(count)
    ]
    began = time.perf_counter()

    async def lane(first: int) -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        for number in range(first, count, 8):
            await asyncio.sleep(max(0.0, began + number / RATE - time.perf_counter()))
            watch.sent[f"wamid.LOAD{number:012d}"] = time.perf_counter()
            writer.write(bodies[number])
            head = await reader.readuntil(b"\r\n\r\n")
            length = next((int(ln[15:]) for ln in head.split(b"\r\n") if ln.lower().startswith(b"content-length")), 0)
            await reader.readexactly(length)
        writer.close()

    await asyncio.gather(*(lane(first) for first in range(8)))


async def measure(served: Served, count: int) -> list[float]:
    """Return the sorted milliseconds from sending a webhook to a desk holding the event."""
    watch = Watch(count * DESKS)
    headers = {"Authorization": f"Bearer {token(served)}"}
    limits = httpx.Limits(max_connections=DESKS, max_keepalive_connections=DESKS)
    async with httpx.AsyncClient(base_url=served.url, headers=headers, timeout=40, limits=limits) as client:
        desks = [asyncio.create_task(desk(client, watch)) for _ in range(DESKS)]
        await asyncio.sleep(0.5)
        await write(served.url, count, watch)
        await asyncio.wait_for(watch.done.wait(), PATIENCE)
        await asyncio.wait_for(asyncio.gather(*desks), PATIENCE)
    return sorted(watch.ms)


def _floor(call: Callable[[], object], times: int = 200) -> float:
    began = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - began) / times * 1e3


def run(scale: str) -> list[Figure]:
    """Measure once; the clients share the two cores with the hub."""
    body = webhook(0)
    check = _floor(lambda: verify_whatsapp([SECRET], "sha256=" + "0" * 64, body))
    with hub() as served:
        taken = asyncio.run(measure(served, COUNTS[scale]))
    note = f"{DESKS} desks, {RATE:.0f}/s, clients on the same cores; floor: the signature alone"
    return [
        Figure("wake", "webhook sent to event at the desk, p50", percentile(taken, 0.5), "ms", "<= 15", check, note),
        Figure("wake", "webhook sent to event at the desk, p99", percentile(taken, 0.99), "ms", "<= 40"),
    ]
