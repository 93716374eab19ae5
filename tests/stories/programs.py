"""Starts, kills and talks to the real programs: sandbox and hub as processes, everything over loopback HTTP."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx

PATIENCE = 60.0
"""Seconds after which anything that was to happen has not happened."""

_NOT_GIVEN_OUT = range(15_000, 32_000)
"""Ports below those which systems choose from by themselves."""

Json = dict[str, Any]


def free_port() -> int:
    """Return a port that nobody listens on just now, and that no outgoing connection is given before it is used."""
    while True:
        port = secrets.choice(_NOT_GIVEN_OUT)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


T = TypeVar("T")


def eventually(look: Callable[[], T | None], what: str, patience: float = PATIENCE) -> T:
    """Return the first answer of ``look`` that is not None or False; AssertionError when patience ends."""
    deadline = time.monotonic() + patience
    while True:
        answer = look()
        if answer is not None and answer is not False:
            return answer
        assert time.monotonic() < deadline, f"this never happened: {what}"
        time.sleep(0.02)


class Program:
    """One ``python -m inbox ...`` process with its output in files; ``around`` is a command that runs it."""

    def __init__(
        self, folder: Path, name: str, arguments: list[str], environment: dict[str, str], around: Sequence[str] = ()
    ) -> None:
        self.arguments = arguments
        self._around = around
        self._environment = os.environ | environment
        self.out, self.err = folder / f"{name}.out", folder / f"{name}.err"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; its output is appended to the files of earlier starts."""
        with self.out.open("ab") as out, self.err.open("ab") as err:
            command = [*self._around, sys.executable, "-m", "inbox", *self.arguments]
            self._process = subprocess.Popen(
                command, stdout=out, stderr=err, stdin=subprocess.DEVNULL, env=self._environment
            )

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running process."""
        assert self._process is not None
        return self._process

    def kill(self) -> None:
        """End it as a power cut would (``kill -9``)."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> int:
        """End it politely and return its exit code; kill it when it does not listen."""
        if self._process is None or self._process.poll() is not None:
            return 0 if self._process is None else int(self._process.returncode)
        self._process.terminate()
        try:
            return self._process.wait(PATIENCE)
        finally:
            if self._process.poll() is None:
                self.kill()

    def errors(self) -> str:
        """Return what it wrote to stderr so far."""
        return self.err.read_text(encoding="utf-8", errors="replace") if self.err.exists() else ""


def run(
    *arguments: str, environment: dict[str, str] | None = None, patience: float = 60.0
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end and return what it printed."""
    command = [sys.executable, "-m", "inbox", *arguments]
    return subprocess.run(
        command, env=os.environ | (environment or {}), capture_output=True, text=True, timeout=patience, check=False
    )


class Shop:
    """A sandbox and a hub, running; an owner's token at hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "hub"
        self.key = secrets.token_hex(32)
        self.port = free_port()
        self.sandbox = Program(folder, "sandbox", ["sandbox", "--port", str(free_port())], {})
        self.sandbox.start()
        lines = eventually(lambda: self._sandbox_lines(), "the sandbox says its settings")
        self.settings = dict(line.split("=", 1) for line in lines)
        self.control = httpx.Client(
            base_url=self.settings["TRESEN_STRIPE_URL"].removesuffix("/stripe"), timeout=PATIENCE
        )
        self.environment = {**self.settings, "TRESEN_HUB_KEY": self.key}
        self.hub = self._program("hub")
        self.start_hub()
        self.token = self.new_token("Olga", "owner")
        self.api = self.client(self.token)

    def _sandbox_lines(self) -> list[str] | None:
        text = self.sandbox.out.read_text(encoding="utf-8") if self.sandbox.out.exists() else ""
        assert self.sandbox.process.poll() is None, self.sandbox.errors()
        return text.splitlines() if text.endswith("\n") else None

    def _program(self, name: str) -> Program:
        arguments = ["hub", "--data", str(self.data), "--host", "127.0.0.1", "--port", str(self.port)]
        return Program(self.folder, name, arguments, self.environment)

    @property
    def url(self) -> str:
        """Where the hub listens."""
        return f"http://127.0.0.1:{self.port}"

    def start_hub(self) -> None:
        """Start the hub and wait until it answers."""
        self.hub.start()
        eventually(self._alive, "the hub answers /healthz")

    def _alive(self) -> bool:
        assert self.hub.process.poll() is None, self.hub.errors()
        try:
            return httpx.get(f"{self.url}/healthz", timeout=2).status_code == 200
        except httpx.TransportError:
            return False

    def new_token(self, name: str, role: str) -> str:
        """Return a token of a new agent, made by the command."""
        done = run("hub", "token", name, "--role", role, "--data", str(self.data), environment=self.environment)
        assert done.returncode == 0, done.stderr
        return done.stdout.split()[-1]

    def client(self, token: str) -> httpx.Client:
        """Return an HTTP client of the hub that speaks for a token."""
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE)

    def close(self) -> None:
        """Stop both programs."""
        self.api.close()
        self.control.close()
        self.hub.stop()
        self.sandbox.stop()

    # -- the pretend platforms -------------------------------------------------------------------------------------

    def books(self) -> Json:
        """Return the platforms' own truth; every charge and refund also knows its id."""
        answer: Json = self.control.get("/_sandbox/books").raise_for_status().json()
        for kind in ("charges", "refunds"):
            answer[kind] = {key: {"id": key, **one} for key, one in answer[kind].items()}
        return answer

    def refunds(self, charge: Json) -> list[Json]:
        """Return what Stripe itself has refunded of a charge."""
        return [one for one in self.books()["refunds"].values() if one["charge"] == charge["id"]]

    def new_charge(self, amount: int = 10_000, currency: str = "eur") -> Json:
        """Return a charge that Stripe has taken in without this shop's hub."""
        order = {"amount": amount, "currency": currency}
        charge: Json = self.control.post("/_sandbox/dashboard/charge", json=order).raise_for_status().json()
        return charge

    def fault(self, target: str, kind: str, times: int = 1, **more: int) -> None:
        """Switch a fault on."""
        body = {"target": target, "kind": kind, "times": times, **more}
        self.control.post("/_sandbox/faults", json=body).raise_for_status()

    def clear_faults(self) -> None:
        """Switch all faults off."""
        self.control.delete("/_sandbox/faults").raise_for_status()

    def customers(self) -> list[Json]:
        """Return the scripted customers."""
        answer = self.control.get("/_sandbox/customers").raise_for_status().json()
        return list(answer["customers"] if isinstance(answer, dict) else answer)

    def say(self, customer: str, text: str) -> None:
        """Let a customer write."""
        self.control.post(f"/_sandbox/customers/{customer}/say", json={"text": text}).raise_for_status()

    # -- the hub ---------------------------------------------------------------------------------------------------

    def events(self, after: int = 0) -> list[Json]:
        """Return every event behind a cursor, page by page."""
        found: list[Json] = []
        while True:
            page = (
                self.api.get("/v1/events", params={"after": after, "limit": 1000, "wait": 0}).raise_for_status().json()
            )
            found += page["events"]
            after = page["next"]
            if not page["more"]:
                return found

    def post(self, action: Json, api: httpx.Client | None = None) -> Json:
        """Post an action and return the answer's body."""
        answer = (api or self.api).post("/v1/actions", json=action)
        assert answer.status_code == 202, (answer.status_code, answer.text)
        body: Json = answer.json()
        return body

    def state(self, action_id: str) -> Json:
        """Return an action's present state."""
        body: Json = self.api.get(f"/v1/actions/{action_id}").raise_for_status().json()
        return body

    def settled(self, action_id: str, patience: float = PATIENCE) -> Json:
        """Return an action once it is neither queued nor being sent."""

        def look() -> Json | None:
            now = self.state(action_id)
            return None if now["state"] in ("queued", "sending") else now

        return eventually(look, f"action {action_id} is settled", patience)

    def conversation_of(self, text: str) -> str:
        """Return the conversation in which a customer wrote ``text``, once the hub has it."""

        def look() -> str | None:
            for event in self.events():
                if event["type"] == "message.received" and event["body"]["message"].get("text") == text:
                    return str(event["conversation"])
            return None

        return eventually(look, f"the hub has the message {text!r}")


def refund_of(charge: Json, amount: int, **more: object) -> Json:
    """Return a refund action on a charge of the books."""
    return {
        "id": str(uuid4()),
        "kind": "refund",
        "payment": charge["id"],
        "amount": amount,
        "currency": charge["currency"],
        "reason": "damaged",
        "conversation": None,
        **more,
    }
