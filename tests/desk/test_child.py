"""The desk's own hub: started, looked after, and never left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from inbox.desk import child
from inbox.desk.child import OwnHub, own_hub
from inbox.domain.problems import OutsideError, UserError
from inbox.store.state.database import open_database

KEY = {"TRESEN_HUB_KEY": "ab" * 32}


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[OwnHub]:
    """A hub of this desk, not started yet."""
    made = own_hub(tmp_path, os.environ, KEY)
    yield made
    made.stop()


def process_on(url: str) -> psutil.Process:
    """Return the child that listens at a URL."""
    port = int(url.rsplit(":", 1)[1])
    children = psutil.Process().children(recursive=True)
    return next(one for one in children if any(c.laddr.port == port for c in one.net_connections(kind="tcp")))


def test_it_answers_and_ends(hub: OwnHub) -> None:
    url = hub.start()
    assert httpx.get(f"{url}/healthz", timeout=20).status_code == 200
    process = process_on(url)
    assert KEY["TRESEN_HUB_KEY"] not in " ".join(process.cmdline())
    hub.stop()
    assert not process.is_running()
    assert repr(hub) == "OwnHub(not running)"


def test_it_goes_without_a_last_cry(hub: OwnHub, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "tresen.child"):
        hub.start()
        hub.stop()
    assert "listening" in caplog.text
    assert "Fatal" not in caplog.text


def test_what_the_hub_refuses_is_said_in_its_words(tmp_path: Path) -> None:
    hub = own_hub(tmp_path, os.environ, {"TRESEN_HUB_KEY": "short"})
    with pytest.raises(UserError, match="TRESEN_HUB_KEY is not a key"):
        hub.start()


def test_a_hub_that_ends_before_it_answers_has_not_started() -> None:
    dies = "import sys; sys.stderr.write('no room on the disk\\n'); sys.exit(1)"
    hub = OwnHub([sys.executable, "-c", dies], os.environ)
    with pytest.raises(OutsideError, match="did not start: no room on the disk"):
        hub.start()


def test_a_hub_that_changes_an_older_file_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "LATE_SECONDS", 0.1)
    monkeypatch.setattr(child, "START_SECONDS", 2.0)
    says = (
        "import sys, time;"
        "print('INFO tresen.store hub file hub.db is brought from format 11 to 12', file=sys.stderr, flush=True);"
        "time.sleep(4); print('hub listening on http://127.0.0.1:1 (epoch e)', file=sys.stderr, flush=True); time.sleep(60)"
    )
    hub = OwnHub([sys.executable, "-c", says], os.environ)
    try:
        assert hub.start() == "http://127.0.0.1:1"
    finally:
        hub.stop()


def test_a_hub_says_before_it_changes_an_older_file(hub: OwnHub, tmp_path: Path) -> None:
    hub.start()
    hub.stop()
    db = open_database(tmp_path / "hub.db", KEY["TRESEN_HUB_KEY"], kind="hub", mode="writer", synchronous="FULL")
    db.execute_sql("PRAGMA user_version = 11")
    db.close()
    hub.start()
    assert any(child.BROUGHT_UP.search(line) for line in hub._said)


def test_it_ends_when_the_desk_dies(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from inbox.desk.child import own_hub;"
        f"h = own_hub(Path({str(tmp_path)!r}), os.environ, {KEY!r}); print(h.start(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        url = desk.stdout.readline().strip()
        process = process_on(url)
        desk.kill()
    deadline = time.monotonic() + 30
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
