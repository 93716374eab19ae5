"""The hub as a whole: starting, stopping, what is in its way, and what it says about itself."""

from __future__ import annotations

import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from inbox.domain.problems import UserError
from inbox.hub.core import HubPlace
from inbox.hub.decode import Decoder
from inbox.hub.server import HubServer
from inbox.store.state.database import BrokenFile, NewerFile, WrongKey, open_database
from inbox.system.clock import SystemClock, SystemIds
from inbox.system.secrets import Secret
from tests.hub.conftest import KEY, RunningHub, run_hub, settings_for, signed, tell_plain, until
from tests.hub.fake_engine import FakeEngine
from tests.stories.programs import free_port

_ROOT = Path(__file__).resolve().parents[2]


def a_hub(folder: Path, port: int = 0, key: str = KEY, host: str = "127.0.0.1") -> HubServer:
    decoders = {name: Decoder(tell_plain) for name in ("whatsapp", "stripe")}
    place = HubPlace(folder, Secret(key), host, port)
    return HubServer(place, settings_for(folder), SystemClock(), SystemIds(), decoders, FakeEngine)


@contextmanager
def process(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.hub.serve_hub", str(folder), *arguments]
    started = subprocess.Popen(command, cwd=_ROOT, stderr=subprocess.PIPE, text=True)
    try:
        yield started
    finally:
        started.kill()
        started.communicate(timeout=20)


def ready(hub: subprocess.Popen[str]) -> str:
    """Return the URL a starting hub tells."""
    assert hub.stderr is not None
    line = hub.stderr.readline()
    match = re.fullmatch(r"hub listening on (http://127\.0\.0\.1:\d+) \(epoch [0-9a-f-]{36}\)\n", line)
    assert match is not None, line
    return match.group(1)


def test_alive_and_ready(hub):
    with hub.client() as stranger:
        assert stranger.get("/healthz").json() == {"status": "ok"}
        assert stranger.get("/readyz").json() == {
            "ready": True,
            "checks": dict.fromkeys(("storage", "disk", "clock"), "ok"),
        }
        assert "server" not in stranger.get("/healthz").headers


def test_not_ready_while_nothing_can_be_written_but_alive(own_hub, expect_logs):
    expect_logs("nothing of 1 was written")
    core = own_hub.engine.core
    other = open_database(own_hub.folder / "hub.db", KEY, kind="hub", mode="writer", synchronous="FULL")
    core.writer.run(lambda tx: tx.db.execute_sql("PRAGMA busy_timeout = 0"))
    other.execute_sql("BEGIN EXCLUSIVE")
    try:
        assert own_hub.owner.get("/healthz").status_code == 200
        answer = own_hub.owner.get("/readyz")
    finally:
        other.execute_sql("ROLLBACK")
        other.close()

    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert answer.json()["checks"]["storage"] == "nothing can be written"


def test_a_wrong_clock_is_said(own_hub):
    own_hub.engine.skew = -3000
    answer = own_hub.owner.get("/readyz")

    assert (answer.status_code, answer.json()["checks"]["clock"]) == (503, "the clock is 3000 seconds behind; set it")


def test_the_metrics_tell_what_to_watch(own_hub):
    own_hub.say("wamid.1", "hallo")
    own_hub.grown_to(1)

    lines = own_hub.owner.get("/metrics").text.splitlines()

    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert values["tresen_events_total"] == values["tresen_deliveries_total"] == "1"
    assert values["tresen_decode_lag"] == "0"
    assert values["tresen_actions_unknown"] == "0"
    assert int(values["tresen_wal_bytes"]) > 0
    assert int(values['tresen_last_heard_seconds{platform="whatsapp"}']) < 60
    assert "tresen_oldest_open_action_seconds" in values


def test_everything_stays_over_a_restart(tmp_path):
    with run_hub(tmp_path) as first:
        token, epoch = first.owner_token, first.server.epoch
        first.say("wamid.1", "hallo")
        assert first.grown_to(1) == 1
    with run_hub(tmp_path) as second, second.client(token) as desk:
        answer = desk.get("/v1/events", params={"epoch": epoch})

    assert [event["body"]["message"]["id"] for event in answer.json()["events"]] == ["wamid.1"]


def test_stopping_frees_port_lock_and_threads(tmp_path):
    port = free_port()
    for _ in range(2):
        server = a_hub(tmp_path, port)
        server.start()
        server.stop()
        server.stop()


def test_a_busy_port_is_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=rf"port {port} .*choose another with --port\.$"):
            a_hub(tmp_path, port).start()


def test_another_machines_address_is_one_sentence(tmp_path):
    with pytest.raises(UserError, match=r"cannot listen on 127\.0\.0\.1\.2"):
        a_hub(tmp_path, host="127.0.0.1.2").start()


def test_a_second_hub_in_the_same_folder_is_one_sentence(hub):
    with pytest.raises(UserError, match=r"is running in .* already"):
        a_hub(hub.folder).start()
    assert hub.owner.get("/v1/me").status_code == 200


def test_a_wrong_key_is_one_sentence_and_harms_nothing(tmp_path):
    with run_hub(tmp_path):
        pass
    with pytest.raises(WrongKey, match="does not open with this key"):
        a_hub(tmp_path, key="00" * 32).start()
    with run_hub(tmp_path) as again:
        assert again.owner.get("/v1/me").status_code == 200


def test_a_newer_file_is_one_sentence(tmp_path):
    with run_hub(tmp_path):
        pass
    db = open_database(tmp_path / "hub.db", KEY, kind="hub", mode="writer", synchronous="FULL")
    db.execute_sql("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(NewerFile, match="newer version"):
        a_hub(tmp_path).start()


def test_a_file_in_clear_is_refused(tmp_path):
    plain = sqlite3.connect(tmp_path / "hub.db")
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(BrokenFile, match="not encrypted"):
        a_hub(tmp_path).start()


def test_no_file_of_the_hub_starts_like_sqlite(own_hub):
    own_hub.say("wamid.1", "a very private question")
    own_hub.owner.post("/v1/media", content=b"x" * 1000, headers={"Content-Type": "text/plain"})
    names = set()
    for file in own_hub.folder.iterdir():
        content = file.read_bytes()
        names.add(file.name)
        assert not content.startswith(b"SQLite format 3")
        assert b"a very private question" not in content
        assert file.stat().st_mode & 0o077 == 0
    assert {"hub.db", "media.db", "hub.lock"} <= names


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_gently(tmp_path, number):
    with process(tmp_path) as hub:
        url = ready(hub)
        body = b'{"id":"wamid.1","text":"x"}'
        assert httpx.post(
            f"{url}/webhooks/whatsapp", content=body, headers={"X-Hub-Signature-256": signed(body)}, timeout=20
        ).is_success
        hub.send_signal(number)

        assert hub.wait(timeout=30) == 0
        assert hub.stderr is not None
        assert hub.stderr.read() == ""
    with run_hub(tmp_path) as again:
        assert again.grown_to(1) == 1


def test_a_signal_ends_it_even_when_something_is_stuck(tmp_path):
    with process(tmp_path, "0", "stuck") as hub:
        ready(hub)
        hub.terminate()

        assert hub.wait(timeout=30) == 0


def test_a_user_error_ends_the_process_with_2(tmp_path):
    with process(tmp_path) as first:
        url = ready(first)
        with process(tmp_path) as second:
            assert second.wait(timeout=60) == 2
            assert second.stderr is not None
            assert second.stderr.read().count("\n") == 1
        assert httpx.get(f"{url}/healthz", timeout=20).status_code == 200


def lost_refund(conversation: str, action: str) -> dict[str, object]:
    held = {"doing": "holding", "conversation": conversation, "payment": "pi_1", "action": action, "kind": "refund"}
    return {"desk": "run-1", "entries": [{**held, "amount": 2490, "currency": "eur"}]}


def vanish(hub: RunningHub, role: str, *, conversation: str, action: str, posted: bool = False) -> None:
    """Let a desk hold a refund and never be heard of again, without waiting for thirty seconds."""
    token = hub.server.token(f"Gone {role}", role)
    with hub.client(token) as gone:
        assert gone.put("/v1/presence", json=lost_refund(conversation, action)).status_code == 204
        if posted:
            gone.post("/v1/actions", json={"id": action, "kind": "refund"})
    hub.owner.delete(f"/v1/tokens/{token.split('_')[1]}")
    until(lambda: hub.owner.get("/v1/events").json()["presence"] == [])


def a_conversation(hub: RunningHub) -> str:
    hub.say("wamid.1", "hallo")
    hub.grown_to(1)
    return str(hub.owner.get("/v1/events").json()["events"][0]["conversation"])


def notes(hub: RunningHub) -> list[dict[str, Any]]:
    """Return what the log says in chats; beside it, that somebody's device came and went."""
    return [event for event in hub.owner.get("/v1/events").json()["events"] if event["type"] == "note.added"]


def test_a_vanished_desks_refund_is_said_in_the_chat_and_cannot_come_late(own_hub):
    conversation, action = a_conversation(own_hub), "6a0e3c58-25f6-4f6c-a9a8-0f6ee35f1d5a"
    vanish(own_hub, "agent", conversation=conversation, action=action)
    until(lambda: notes(own_hub))

    (event,) = notes(own_hub)

    assert (event["type"], event["conversation"]) == ("note.added", conversation)
    assert event["body"]["text"] == "Refund 24,90\u00a0€ was not sent"
    assert (event["body"]["code"], event["body"]["facts"]["action"]) == ("hold-lost", action)
    late = own_hub.owner.post("/v1/actions", json={"id": action, "kind": "refund"})
    assert late.json()["state"] == "cancelled"


def test_a_posted_refund_of_a_vanished_desk_is_not_called_lost(own_hub):
    action = "6a0e3c58-25f6-4f6c-a9a8-0f6ee35f1d5b"
    vanish(own_hub, "agent", conversation=a_conversation(own_hub), action=action, posted=True)

    assert notes(own_hub) == []


def test_what_nobody_could_hold_is_not_said_and_stops_nothing(own_hub):
    conversation = a_conversation(own_hub)
    own_hub.engine.actions.refuses.add("viewer")
    vanish(own_hub, "viewer", conversation=conversation, action="no id at all")
    vanish(own_hub, "supervisor", conversation="c_nobody", action="6a0e3c58-25f6-4f6c-a9a8-0f6ee35f1d5c")
    vanish(own_hub, "agent", conversation=conversation, action="6a0e3c58-25f6-4f6c-a9a8-0f6ee35f1d5d")

    until(lambda: notes(own_hub))
    assert len(notes(own_hub)) == 1
