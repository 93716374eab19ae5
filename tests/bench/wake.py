"""From the webhook to the desks: twenty long polls while customers write 320 times a second."""

from __future__ import annotations

import os
import subprocess
import sys
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


@dataclass(frozen=True)
class Wake:
    """Sorted milliseconds from sending a webhook: to its answer, to the page's first bytes, to the desk that holds it."""

    answered: list[float]
    came: list[float]
    held: list[float]
    cpu_us: float
    """CPU of the hub per event, all desks served."""
    pages: int


def measure(served: Served, count: int) -> Wake:
    """Let the desks wait, then write at the rate; both are processes of their own."""
    environment = os.environ | ENVIRONMENT | {"TRESEN_TOKEN": token(served)}
    desks = [sys.executable, "-m", "tests.bench.desks", served.url, str(DESKS), str(count)]
    load = [sys.executable, "-m", "tests.bench.load", f"{served.url}/webhooks/whatsapp"]
    with subprocess.Popen(desks, env=environment, stdout=subprocess.PIPE, text=True) as following:
        assert following.stdout is not None
        if following.stdout.readline() != "ready\n":
            raise RuntimeError("the desks do not get ready")
        before = served.cpu()
        done = subprocess.run(
            [*load, str(count), str(CONNECTIONS), str(RATE)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        printed, _ = following.communicate(timeout=PATIENCE)
        cpu = served.cpu() - before
    poured, held = msgspec.json.decode(done.stdout, type=Poured), msgspec.json.decode(printed, type=Held)
    if len(held.seen) != count * DESKS or poured.statuses != {"200": count}:
        raise RuntimeError(f"{len(held.seen)} sightings of {count} messages at {DESKS} desks: {poured.statuses}")
    sent = {MESSAGE_ID.format(number): at for number, at in enumerate(poured.sent)}
    return Wake(
        sorted(poured.ms),
        sorted((seen.came - sent[seen.message]) * 1e3 for seen in held.seen),
        sorted((seen.held - sent[seen.message]) * 1e3 for seen in held.seen),
        cpu / count * 1e6,
        held.pages,
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
