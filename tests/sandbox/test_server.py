"""Starting and stopping a sandbox: environment lines, ports, and the same values for the same seed."""

from __future__ import annotations

import io
import signal
import socket
import subprocess
import sys
import threading

import httpx
import pytest

from inbox.domain.problems import UserError
from inbox.sandbox.credentials import credentials_for
from inbox.sandbox.server import SandboxServer, run

KEYS = [
    "TRESEN_GRAPH_URL",
    "TRESEN_STRIPE_URL",
    "TRESEN_WHATSAPP_TOKEN",
    "TRESEN_WHATSAPP_APP_SECRET",
    "TRESEN_WHATSAPP_VERIFY_TOKEN",
    "TRESEN_WHATSAPP_PHONE_NUMBER_ID",
    "TRESEN_WHATSAPP_BUSINESS_ACCOUNT_ID",
    "TRESEN_STRIPE_KEY",
    "TRESEN_STRIPE_WEBHOOK_SECRET",
]


def test_the_process_prints_environment_lines_and_nothing_else() -> None:
    command = [sys.executable, "-c", "from inbox.sandbox.server import run; run(0, seed=7)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        giving_up = threading.Timer(30, process.kill)
        giving_up.start()
        try:
            lines = [process.stdout.readline().rstrip("\n") for _ in KEYS]
            settings = dict(line.split("=", 1) for line in lines)
            token = {"Authorization": f"Bearer {settings['TRESEN_WHATSAPP_TOKEN']}"}
            number = settings["TRESEN_WHATSAPP_PHONE_NUMBER_ID"]
            answer = httpx.get(f"{settings['TRESEN_GRAPH_URL']}/v25.0/{number}", headers=token, trust_env=False, timeout=20)
            key = {"Authorization": f"Bearer {settings['TRESEN_STRIPE_KEY']}"}
            account = httpx.get(f"{settings['TRESEN_STRIPE_URL']}/v1/account", headers=key, trust_env=False, timeout=20)
        finally:
            process.send_signal(signal.SIGTERM)
            rest = process.stdout.read()
            process.wait(20)
            giving_up.cancel()
    assert list(settings) == KEYS
    assert settings == credentials_for(7).environment(settings["TRESEN_GRAPH_URL"].removesuffix("/graph"))
    assert settings["TRESEN_STRIPE_KEY"].startswith("rk_test_")
    assert (answer.status_code, account.status_code, rest) == (200, 200, "")


def test_a_taken_port_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            UserError, match=rf"^Port {port} is taken by another program; choose another one with --port\.$"
        ):
            run(port, output=io.StringIO())
        with pytest.raises(UserError):
            SandboxServer(port)


def test_what_is_no_port_or_no_hub_is_said() -> None:
    with pytest.raises(UserError, match="99999 is no port"):
        run(99_999, output=io.StringIO())
    with pytest.raises(UserError, match="not on this machine"):
        run(0, hub_url="http://192.0.2.1", output=io.StringIO())


def test_the_same_seed_gives_the_same_shop() -> None:
    def shop(seed: int) -> object:
        with SandboxServer(seed=seed) as server:
            listed = httpx.get(f"{server.url}/_sandbox/customers", trust_env=False, timeout=20).json()["customers"]
            return [(one["user_id"], one["charges"]) for one in listed], server.environment()["TRESEN_STRIPE_KEY"]

    assert shop(3) == shop(3)
    assert shop(3) != shop(4)
