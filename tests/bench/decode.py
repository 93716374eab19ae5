"""Decoding: stored webhooks to events with their state, in the append transaction."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from inbox.hub.decode import Decoder, DecodeStep
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.hub.writer import InlineWriter
from inbox.platforms.whatsapp import decode as whatsapp
from inbox.system.clock import SystemClock, SystemIds
from tests.bench.figures import Figure
from tests.bench.load import webhook

COUNTS = {"1k": 500, "10k": 5_000, "100k": 20_000, "1M": 50_000}
BATCH = 256


def run(scale: str) -> list[Figure]:
    """Decode distinct single-message webhooks, then only parse the same bodies as the floor."""
    bodies = [webhook(number) for number in range(COUNTS[scale])]
    began = time.perf_counter()
    for body in bodies:
        whatsapp.tell(body)
    parsing = len(bodies) / (time.perf_counter() - began)
    with TemporaryDirectory(prefix="tresen-bench-") as folder:
        per_second = _through_the_store(Path(folder), bodies)
    return [
        Figure(
            "decode", "events per second", per_second, "/s", ">= 1,500", parsing, "floor: decoding alone, no storage"
        )
    ]


def _through_the_store(folder: Path, bodies: list[bytes]) -> float:
    store = HubStore.open(folder, None, "ab" * 32, SystemClock(), SystemIds())
    writer = InlineWriter(store)
    step = DecodeStep({"whatsapp": Decoder(whatsapp.tell)})

    def arrive(tx: Transaction) -> None:
        rows = [("whatsapp", hashlib.sha256(body).digest(), body, "2026-11-22T09:00:00.000Z") for body in bodies]
        tx.db.cursor().executemany("INSERT INTO delivery (source, dedup, body, received_at) VALUES (?, ?, ?, ?)", rows)

    writer.run(arrive)
    writer.decode_with(step)
    began = time.perf_counter()
    writer.decode()
    seconds = time.perf_counter() - began
    store.close()
    return len(bodies) / seconds
