"""Durable ingest: signature, encrypted SQLite with synchronous FULL, 48 connections, beside a server that stores nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.bench.figures import Figure, percentile
from tests.bench.hub_process import ENVIRONMENT, Served, floor, hub

CONNECTIONS = 48
COUNTS = {"1k": 500, "10k": 3_000, "100k": 12_000, "1M": 40_000}


class Seen:
    """What one load saw."""

    def __init__(self, count: int, printed: str, cpu: float) -> None:
        answer = json.loads(printed)
        if answer["statuses"] != {"200": count}:
            raise RuntimeError(f"not every webhook was taken: {answer['statuses']}")
        self.per_second = count / answer["seconds"]
        self.ms: list[float] = answer["ms"]
        self.cpu_us = cpu / count * 1e6


def load(
    served: Served, path: str, count: int, connections: int = CONNECTIONS, rate: float = 0, first: int = 0
) -> Seen:
    """Pour webhooks from a process of its own."""
    before = served.cpu()
    arguments = [served.url + path, str(count), str(connections), str(rate), str(first)]
    command = [sys.executable, "-m", "tests.bench.load", *arguments]
    done = subprocess.run(command, env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=True)
    return Seen(count, done.stdout, served.cpu() - before)


def run(scale: str) -> list[Figure]:
    """Measure both servers in turn, twice, and take the better round of each."""
    count = COUNTS[scale]
    ours: list[Seen] = []
    bare: list[Seen] = []
    for number in range(2):
        with floor() as served:
            bare.append(load(served, "/", count))
        with hub() as served:
            ours.append(load(served, "/webhooks/whatsapp", count, first=number * count))
    best, least = max(ours, key=lambda seen: seen.per_second), max(bare, key=lambda seen: seen.per_second)
    share = best.per_second / least.per_second
    return [
        Figure("ingest", "webhooks per second", best.per_second, "/s", ">= 0.35 of the floor", least.per_second),
        Figure("ingest", "share of the floor", share, "x", ">= 0.35"),
        Figure("ingest", "p99 of an answer", percentile(best.ms, 0.99), "ms", "<= 60", percentile(least.ms, 0.99)),
        Figure("ingest", "CPU per request, decoding included", best.cpu_us, "us", "<= 200", least.cpu_us),
    ]
