"""An idle hub of a one-person shop: from start to the first answer, and the memory it holds."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.bench.figures import Figure
from tests.bench.hub_process import hub

SETTLE_SECONDS = 3.0
MEBIBYTE = 1024 * 1024


def run(scale: str) -> list[Figure]:
    """Start a hub three times; the scale makes no difference to an empty one."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import uvicorn, starlette, peewee, sqlcipher3, msgspec, httpx"], check=True)
    imports = time.perf_counter() - began
    starts: list[float] = []
    memory = 0.0
    for _ in range(3):
        with hub() as served:
            starts.append(served.start)
            time.sleep(SETTLE_SECONDS)  # what it still loads after it answers counts too
            memory = max(memory, served.process.memory_info().rss / MEBIBYTE)
    return [
        Figure(
            "idle", "start to first 200", min(starts) * 1e3, "ms", "<= 1,000", imports * 1e3, "floor: imports alone"
        ),
        Figure("idle", "RSS", memory, "MB", "<= 80"),
    ]
