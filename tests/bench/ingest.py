"""Durable ingest: signature, encrypted SQLite with synchronous FULL, 48 connections, beside a server that stores nothing.

Storing and decoding share a process, and storing goes first. The CPU of a request is counted while webhooks pour in,
with the few that are decoded meanwhile; what is left is then decoded, and counted, on its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass

import msgspec

from tests.bench.figures import Figure, percentile
from tests.bench.hub_process import ENVIRONMENT, Served, floor, hub, token, undecoded
from tests.bench.load import Poured

CONNECTIONS = 48
COUNTS = {"1k": 500, "10k": 6_000, "100k": 12_000, "1M": 40_000}
ROUNDS = 3
PATIENCE = 120.0


@dataclass(frozen=True)
class Seen:
    """What one load saw; ``ms`` are sorted."""

    per_second: float
    ms: list[float]
    cpu_us: float


@dataclass(frozen=True)
class Decoded:
    """What was decoded while webhooks poured in, and how the rest went afterwards."""

    meanwhile: int
    per_second: float
    cpu_us: float


def load(served: Served, path: str, count: int, first: int) -> Seen:
    """Pour webhooks from a process of its own."""
    before = served.cpu()
    arguments = [served.url + path, str(count), str(CONNECTIONS), "0", str(first)]
    command = [sys.executable, "-m", "tests.bench.load", *arguments]
    done = subprocess.run(command, env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=True)
    cpu = served.cpu() - before
    poured = msgspec.json.decode(done.stdout, type=Poured)
    if poured.statuses != {"200": count}:
        raise RuntimeError(f"not every webhook was taken: {poured.statuses}")
    return Seen(count / poured.seconds, sorted(poured.ms), cpu / count * 1e6)


def store_then_decode(count: int, first: int) -> tuple[Seen, Decoded]:
    """Pour webhooks into a fresh hub, then wait until all of them are events."""
    with hub() as served:
        agent = token(served)
        seen = load(served, "/webhooks/whatsapp", count, first)
        began, cpu, left = time.perf_counter(), served.cpu(), undecoded(served, agent)
        meanwhile = count - left
        while undecoded(served, agent):
            if time.perf_counter() - began > PATIENCE:
                raise RuntimeError("the hub does not decode what it has stored")
            time.sleep(0.05)
        seconds, used = time.perf_counter() - began, served.cpu() - cpu
    return seen, Decoded(meanwhile, left / seconds, used / max(left, 1) * 1e6)


def run(scale: str) -> list[Figure]:
    """Measure both servers in turn, and take the better round of each."""
    count = COUNTS[scale]
    ours: list[tuple[Seen, Decoded]] = []
    bare: list[Seen] = []
    for number in range(ROUNDS):
        with floor() as served:
            bare.append(load(served, "/", count, number * count))
        ours.append(store_then_decode(count, number * count))
    least = max(bare, key=lambda seen: seen.per_second)
    best, decoded = max(ours, key=lambda pair: pair[0].per_second)
    shares = [mine.per_second / theirs.per_second for (mine, _), theirs in zip(ours, bare, strict=True)]
    meanwhile = f"{decoded.meanwhile} of {count} decoded meanwhile"
    return [
        Figure("ingest", "webhooks per second", best.per_second, "/s", ">= 0.35 of the floor", least.per_second),
        Figure(
            "ingest", "share of the floor, best round", max(shares), "x", ">= 0.35", note=f"worst {min(shares):.2f}"
        ),
        Figure("ingest", "p99 of an answer", percentile(best.ms, 0.99), "ms", "<= 60", percentile(least.ms, 0.99)),
        Figure("ingest", "CPU per request", best.cpu_us, "us", "<= 200", least.cpu_us, meanwhile),
        Figure("ingest", "decoded per second afterwards", decoded.per_second, "/s", ">= 1,500"),
        Figure("ingest", "CPU per decoded webhook", decoded.cpu_us, "us", ""),
    ]
