"""A hub as a process of its own for the benchmarks, without platforms behind it, and what it tells about itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psutil

from tests.stories.programs import free_port

SECRET = "bench-app-secret"
ENVIRONMENT = {
    "TRESEN_HUB_KEY": "ab" * 32,
    "TRESEN_WHATSAPP_TOKEN": "EAAbench",
    "TRESEN_WHATSAPP_APP_SECRET": SECRET,
    "TRESEN_WHATSAPP_VERIFY_TOKEN": "verify",
    "TRESEN_WHATSAPP_PHONE_NUMBER_ID": "1066",
    "TRESEN_WHATSAPP_BUSINESS_ACCOUNT_ID": "1067",
    "TRESEN_GRAPH_URL": "http://127.0.0.1:9",
}
PATIENCE = 30.0
_LAG = re.compile(r"^tresen_decode_lag (\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Served:
    """A server that answers: where, and as which process; ``start`` is seconds from start to the first 200."""

    url: str
    process: psutil.Process
    start: float
    data: Path

    def cpu(self) -> float:
        """Return the CPU seconds the process has used so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


@contextmanager
def hub() -> Iterator[Served]:
    """Run ``tresen hub`` on throwaway data."""
    with TemporaryDirectory(prefix="tresen-bench-") as folder:
        port = free_port()
        arguments = ["-m", "inbox", "hub", "--data", folder, "--port", str(port)]
        with serving([sys.executable, *arguments], f"http://127.0.0.1:{port}", "/healthz", Path(folder)) as served:
            yield served


@contextmanager
def floor() -> Iterator[Served]:
    """Run the server that stores nothing."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.floor_app", str(port)]
    with serving(command, f"http://127.0.0.1:{port}", "/", Path()) as served:
        yield served


@contextmanager
def serving(
    command: list[str], url: str, path: str, data: Path, more: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Run a server until the block ends; it must answer within half a minute. ``more`` is added to its environment."""
    began = time.perf_counter()
    with subprocess.Popen(command, env=os.environ | ENVIRONMENT | dict(more or {}), stderr=subprocess.DEVNULL) as process:
        try:
            while ask(url + path) is None:
                if process.poll() is not None or time.perf_counter() - began > PATIENCE:
                    raise RuntimeError(f"{command} does not answer")
                time.sleep(0.002)
            yield Served(url, psutil.Process(process.pid), time.perf_counter() - began, data)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def ask(url: str, token: str | None = None) -> str | None:
    """Return what a GET answers, None while nobody listens."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=5)
    try:
        connection.request("GET", parts.path, headers={"Authorization": f"Bearer {token}"} if token else {})
        return connection.getresponse().read().decode()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def token(served: Served, role: str = "agent") -> str:
    """Return a new agent's token for the hub."""
    arguments = ["-m", "inbox", "hub", "token", "Bench", "--role", role, "--data", str(served.data)]
    done = subprocess.run(
        [sys.executable, *arguments], env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()[-1]


def undecoded(served: Served, agent: str) -> int:
    """Return how many stored webhooks are not events yet."""
    found = _LAG.search(ask(f"{served.url}/metrics", agent) or "")
    if found is None:
        raise RuntimeError("the hub does not tell how far it has decoded")
    return int(found.group(1))
