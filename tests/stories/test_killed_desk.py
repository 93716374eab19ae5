"""The desk's program is killed, stopped and gone on with: the draft is there, the money is not gone, the team is told."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.stories.programs import PATIENCE, Json, Shop, eventually

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not there")

TEXT = "Das tut mir wirklich leid, ich sehe sofort nach und melde mich gleich"
LONG = 60.0
"""A hold nobody waits for."""


class Desk:
    """One desk's folder, and its program when it runs."""

    def __init__(self, folder: Path, shop: Shop, agent: str) -> None:
        self._folder = folder
        self._url = shop.url
        keys = {"TRESEN_CACHE_KEY": secrets.token_hex(32), "TRESEN_TOKEN": shop.new_token(agent, "agent")}
        self._environment = os.environ | keys | {"QT_QPA_PLATFORM": "offscreen"}
        self._process: subprocess.Popen[str] | None = None

    def start(self, hold: float = LONG) -> None:
        """Start the program and wait until its window is there."""
        command = [sys.executable, "-m", "tests.stories.window_program", str(self._folder), self._url, str(hold)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=self._environment
        )
        assert self.hear() == "ready"

    @property
    def process(self) -> subprocess.Popen[str]:
        """The running program."""
        assert self._process is not None
        return self._process

    def ask(self, deed: str, *arguments: str) -> Any:
        """Let something be done and return the answer."""
        self.tell(deed, *arguments)
        return self.hear()

    def tell(self, deed: str, *arguments: str) -> None:
        """Let something be done; the answers are for ``hear``."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([deed, *arguments]) + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """Return the next answer."""
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert said, "the desk ended without an answer"
        return json.loads(said)

    def signal(self, number: int) -> None:
        """Send a signal."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.signal(signal.SIGKILL)
        self._close()

    def stop(self) -> None:
        """End it as closing the window does; harmless when it does not run."""
        if self._process is not None:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._close()

    def _close(self) -> None:
        try:
            self.process.wait(PATIENCE)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None and not pipe.closed:
                    pipe.close()


@pytest.fixture
def desk(tmp_path: Path, shared_shop: Shop) -> Iterator[Desk]:
    made = Desk(tmp_path, shared_shop, f"Jana {secrets.token_hex(2)}")
    try:
        yield made
    finally:
        made.stop()


def _chat(shop: Shop, customer: str) -> str:
    words = f"Hier ist {customer} {secrets.token_hex(2)}"
    shop.say(customer, words)
    return shop.conversation_of(words)


def _refunds_of(shop: Shop, customer: str) -> list[Json]:
    charges = next(one["charges"] for one in shop.customers() if one["id"] == customer)
    return [one for one in shop.books()["refunds"].values() if one["charge"] in charges]


def _lost(shop: Shop, chat: str) -> Json | None:
    events = shop.events()
    notes = (one for one in events if one["type"] == "note.added" and one["conversation"] == chat)
    return next((one for one in notes if one["body"].get("code") == "hold-lost"), None)


@pytest.fixture(scope="module")
def killed(shared_shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str, str]]:
    """A desk that was killed while a refund was on hold, first of all: half a minute later the hub gives it up."""
    desk = Desk(tmp_path_factory.mktemp("killed"), shared_shop, "Jana")
    try:
        chat = _chat(shared_shop, "sophie")
        desk.start()
        payment = desk.ask("open", chat)
        desk.ask("refund", payment)
        # The hub knows of the hold before anything can end it.
        eventually(lambda: _holding(shared_shop), "the hub is told of the hold")
        desk.kill()
        yield desk, chat, payment
    finally:
        desk.stop()


def _holding(shop: Shop) -> bool:
    page = shop.api.get("/v1/events", params={"after": 0, "limit": 1, "wait": 0}).raise_for_status().json()
    return any(one["doing"] == "holding" for one in page["presence"])


@pytest.mark.usefixtures("killed")
def test_what_was_being_typed_is_there_after_a_kill(desk: Desk, shared_shop: Shop) -> None:
    chat = _chat(shared_shop, "lena")
    desk.start()
    desk.ask("open", chat)
    desk.tell("type", TEXT)
    typed = 0
    while typed < 25:
        typed = desk.hear()
    desk.kill()
    desk.start()
    desk.ask("open", chat)
    draft = desk.ask("draft")
    assert TEXT.startswith(draft)
    assert len(draft) > 10, "typing on kept the draft from the disk"


@pytest.mark.usefixtures("killed")
def test_a_desk_that_was_stopped_through_a_hold_has_sent_nothing(desk: Desk, shared_shop: Shop) -> None:
    chat = _chat(shared_shop, "thu")
    desk.start(hold=6.0)
    payment = desk.ask("open", chat)
    desk.ask("refund", payment)
    desk.signal(signal.SIGSTOP)
    time.sleep(6.6)  # longer than the hold is the point
    desk.signal(signal.SIGCONT)
    eventually(lambda: desk.ask("clicks") == [["cancelled", "slept"]], "the hold is over")
    words = "slept during the hold, so it was not sent"
    eventually(lambda: words in desk.ask("card", payment), "the card says so")
    assert _refunds_of(shared_shop, "thu") == []


def test_a_hold_that_was_killed_moves_nothing_and_the_team_reads_so(
    killed: tuple[Desk, str, str], shared_shop: Shop
) -> None:
    desk, chat, payment = killed
    desk.start()
    assert desk.ask("open", chat) == payment
    eventually(lambda: desk.ask("clicks") == [["cancelled", "closed"]], "the hold is over")
    words = "Tresen was closed during the hold, so it was not sent."
    eventually(lambda: words in desk.ask("card", payment), "the card says so")
    note = eventually(lambda: _lost(shared_shop, chat), "the hub says that the money was not sent", 60)
    assert note["body"]["text"] == "Refund 15,80\u00a0€ was not sent"
    eventually(lambda: any("and was not sent" in line for line in desk.ask("lines")), "and so does the chat")
    assert _refunds_of(shared_shop, "sophie") == []
