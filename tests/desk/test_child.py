"""The desk's own hub: started, looked after, and never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from inbox.desk.child import OwnHub, own_hub
from inbox.domain.problems import OutsideError, UserError
from inbox.system.clock import SystemClock

KEY = {"TRESEN_HUB_KEY": "ab" * 32}


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[OwnHub]:
    """A hub of this desk, not started yet."""
    made = own_hub(tmp_path, os.environ, KEY, SystemClock())
    yield made
    made.stop()


def process_on(url: str) -> psutil.Process:
    """Return the child that listens at a URL."""
    port = int(url.rsplit(":", 1)[1])
    children = psutil.Process().children(recursive=True)
    return next(one for one in children if any(c.laddr.port == port for c in one.net_connections(kind="tcp")))


def test_it_answers_and_ends(hub: OwnHub) -> None:
    url = hub.start()
    assert httpx.get(f"{url}/healthz").status_code == 200
    process = process_on(url)
    assert KEY["TRESEN_HUB_KEY"] not in " ".join(process.cmdline())
    assert hub.look_after() is False
    hub.stop()
    assert not process.is_running()
    assert repr(hub) == "OwnHub(not running)"


@pytest.mark.allow_logs("the hub on this machine has ended")
def test_a_dead_hub_is_started_again(hub: OwnHub) -> None:
    process = process_on(hub.start())
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    assert hub.look_after() is True
    assert httpx.get(f"{hub.url}/healthz").status_code == 200


def test_what_the_hub_refuses_is_said_in_its_words(tmp_path: Path) -> None:
    hub = own_hub(tmp_path, os.environ, {"TRESEN_HUB_KEY": "short"}, SystemClock())
    with pytest.raises(UserError, match="TRESEN_HUB_KEY is not a key"):
        hub.start()


def look_after_the_dying(hub: OwnHub) -> None:
    """Let it die and start it again, more often than it should be."""
    for _ in range(20):
        assert hub._process is not None
        hub._process.wait(10)
        hub.look_after()


@pytest.mark.allow_logs("the hub on this machine has ended")
def test_a_hub_that_keeps_dying_is_given_up() -> None:
    dies = "import sys; sys.stderr.write('hub listening on http://127.0.0.1:1 (epoch x)\\n'); sys.stderr.flush()"
    hub = OwnHub([sys.executable, "-c", dies], os.environ, SystemClock())
    hub.start()
    with pytest.raises(OutsideError, match="keeps ending"):
        look_after_the_dying(hub)
    hub.stop()


def test_it_ends_when_the_desk_dies(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from inbox.desk.child import own_hub;"
        "from inbox.system.clock import SystemClock;"
        f"h = own_hub(Path({str(tmp_path)!r}), os.environ, {KEY!r}, SystemClock()); print(h.start(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        url = desk.stdout.readline().strip()
        process = process_on(url)
        desk.kill()
    deadline = time.monotonic() + 10
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
