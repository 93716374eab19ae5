"""A webhook that got 200 is never lost: the hub is killed again and again while customers write."""

from __future__ import annotations

import threading
import time
from random import Random

import httpx
import pytest

from tests.stories.programs import Shop, eventually, run

KILLS = 20
MOST_MESSAGES = 5000
BACKLOG_PATIENCE = 300.0


def write_until(shop: Shop, customers: list[str], stop: threading.Event, said: list[str]) -> None:
    """Let customers write one after the other, as fast as the sandbox takes it."""
    number = 0
    with httpx.Client(base_url=shop.control.base_url, timeout=30) as control:
        while not stop.is_set() and number < MOST_MESSAGES:
            text = f"Nachricht {number}"
            customer = customers[number % len(customers)]
            control.post(f"/_sandbox/customers/{customer}/say", json={"text": text}).raise_for_status()
            said.append(text)
            number += 1
            time.sleep(0.02)


def kill_again_and_again(shop: Shop, times: int, random: Random) -> list[str]:
    """Kill the hub ``times`` times under load and return what customers have said meanwhile."""
    stop, said = threading.Event(), []  # type: tuple[threading.Event, list[str]]
    customers = [str(one["id"]) for one in shop.customers()]
    writer = threading.Thread(target=write_until, args=(shop, customers, stop, said))
    writer.start()
    try:
        for _ in range(times):
            time.sleep(random.uniform(0.05, 0.4))
            shop.hub.kill()
            shop.start_hub()
    finally:
        stop.set()
        writer.join(30)
    return said


def waiting(shop: Shop) -> list[int]:
    """Return how many webhooks each platform still has to deliver."""
    queues = shop.books()["webhooks"]["waiting"]
    return list(queues.values()) if isinstance(queues, dict) else [queues]


def check_nothing_is_lost(shop: Shop, said: list[str]) -> None:
    """Every message is in the log once, and the log's numbers have no gap and no double."""
    eventually(lambda: not any(waiting(shop)), "the platforms have delivered what they had", BACKLOG_PATIENCE)

    def heard() -> list[str] | None:
        texts = [event["body"]["message"].get("text") for event in shop.events() if event["type"] == "message.received"]
        return texts if len(texts) >= len(said) else None

    texts = eventually(heard, f"all {len(said)} messages are in the log", 60)
    assert sorted(texts) == sorted(said)
    numbers = [event["seq"] for event in shop.events()]
    assert numbers == list(range(1, len(numbers) + 1))


def check_the_desk_has_all(shop: Shop, said: list[str]) -> None:
    """A desk that follows now has every message once, and stands at the log's end."""
    before = len(shop.events())
    desk = {"TRESEN_TOKEN": shop.token, "TRESEN_CACHE_KEY": "ab" * 32}
    done = run("sync", "--data", str(shop.folder / "desk"), "--hub", shop.url, environment=desk)
    assert done.returncode == 0, done.stderr
    counted = {name: int(value) for name, value in (part.split() for part in done.stdout.strip().split(", "))}
    assert counted["messages"] == len(said), done.stdout
    assert before <= counted["cursor"] <= len(shop.events()), done.stdout


def test_twenty_kills_lose_no_webhook(shop: Shop, seed: int) -> None:
    said = kill_again_and_again(shop, KILLS, Random(seed))
    assert len(said) > KILLS
    check_nothing_is_lost(shop, said)
    check_the_desk_has_all(shop, said)


@pytest.mark.nightly
def test_a_hundred_kills_lose_no_webhook(shop: Shop, seed: int) -> None:
    said = kill_again_and_again(shop, 100, Random(seed))
    check_nothing_is_lost(shop, said)
