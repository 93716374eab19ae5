"""From the webhook to the desks: twenty long polls while customers write 320 times a second."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass

import msgspec

from inbox.hub.ingest import verify_whatsapp
from tests.bench.desks import Held
from tests.bench.figures import Figure, percentile, samples
from tests.bench.hub_process import ENVIRONMENT, SECRET, Served, hub, token
from tests.bench.load import MESSAGE_ID, Poured, webhook

DESKS = 20
RATE = 320
CONNECTIONS = 16
COUNTS = {"1k": 320, "10k": 1_600, "100k": 3_200, "1M": 9_600}
PATIENCE = 90.0
SETTLE_SECONDS = 0.5


@dataclass(frozen=True)
class Wake:
    """Sorted milliseconds from sending a webhook: to its answer, to the page's first bytes, to the desk that holds it."""

    answered: list[float]
    came: list[float]
    held: list[float]
    cpu_us: float
    """CPU of the hub per event, all desks served."""
    pages: int
    memory: int
    """Bytes the hub held while all desks waited and nothing had been written yet."""


def measure(served: Served, count: int, desks: int = DESKS, rate: int = RATE, first: int = 0) -> Wake:
    """Let the desks wait, then write at the rate; both are processes of their own."""
    environment = os.environ | ENVIRONMENT | {"TRESEN_TOKEN": token(served)}
    follow = [sys.executable, "-m", "tests.bench.desks", served.url, str(desks), str(count)]
    load = [sys.executable, "-m", "tests.bench.load", f"{served.url}/webhooks/whatsapp"]
    with subprocess.Popen(follow, env=environment, stdout=subprocess.PIPE, text=True) as following:
        assert following.stdout is not None
        if following.stdout.readline() != "ready\n":
            raise RuntimeError("the desks do not get ready")
        time.sleep(SETTLE_SECONDS)
        memory, before = served.process.memory_info().rss, served.cpu()
        done = subprocess.run(
            [*load, str(count), str(CONNECTIONS), str(rate), str(first)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        printed, _ = following.communicate(timeout=PATIENCE)
        cpu = served.cpu() - before
    poured, held = msgspec.json.decode(done.stdout, type=Poured), msgspec.json.decode(printed, type=Held)
    sent = {MESSAGE_ID.format(first + number): at for number, at in enumerate(poured.sent)}
    seen = [sighting for sighting in held.seen if sighting.message in sent]
    if len(seen) != count * desks or poured.statuses != {"200": count}:
        raise RuntimeError(f"{len(seen)} sightings of {count} messages at {desks} desks: {poured.statuses}")
    return Wake(
        sorted(poured.ms),
        sorted((sighting.came - sent[sighting.message]) * 1e3 for sighting in seen),
        sorted((sighting.held - sent[sighting.message]) * 1e3 for sighting in seen),
        cpu / count * 1e6,
        held.pages,
        memory,
    )


def run(scale: str) -> list[Figure]:
    """Measure once; the clients share the cores with the hub."""
    body = webhook(0)
    check = percentile(samples([lambda: verify_whatsapp([SECRET], "sha256=" + "0" * 64, body)] * 200), 0.5)
    with hub() as served:
        seen = measure(served, COUNTS[scale])
    note = f"{DESKS} desks, {RATE}/s, {seen.pages} pages, clients on the same cores"
    return [
        Figure("wake", "webhook sent to held by a desk, p50", percentile(seen.held, 0.5), "ms", "<= 15", check, note),
        Figure("wake", "webhook sent to held by a desk, p99", percentile(seen.held, 0.99), "ms", "<= 40"),
        Figure("wake", "webhook sent to first bytes at a desk, p50", percentile(seen.came, 0.5), "ms", "<= 8"),
        Figure("wake", "webhook sent to first bytes at a desk, p99", percentile(seen.came, 0.99), "ms", "<= 20"),
        Figure("wake", "webhook answered, p50", percentile(seen.answered, 0.5), "ms", "", note="200 = durable"),
        Figure("wake", "webhook answered, p99", percentile(seen.answered, 0.99), "ms", ""),
        Figure("wake", "hub CPU per event", seen.cpu_us, "us", ""),
    ]
