"""Delivers the platforms' webhooks to the hub: in order, at least once, again and again until it answers 200.

The one ``Outbound`` of a sandbox. ``post`` is called by the pretend platforms on the sandbox's event loop and returns at
once; one task per platform does the sending. It never sends to anything but this machine.
"""

from __future__ import annotations

import asyncio
import heapq
import ipaddress
import logging
import ssl
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import httpx
import msgspec

from inbox.sandbox.world import WEBHOOK_FAULTS, Fault, Faults, Source

FIRST_WAIT = 0.05
LONGEST_WAIT = 2.0
DOWN_WAIT = 0.25
OVERTAKEN_AFTER = 0.3
GIVE_UP_AFTER = 600.0
ANSWER_WITHIN = 10.0
OK = 200
SOURCES: tuple[Source, ...] = ("whatsapp", "stripe")

_log = logging.getLogger("tresen.sandbox.webhooks")


class Delivery(msgspec.Struct, order=True):
    """One body on its way; ``due`` and ``number`` decide the order, times are seconds of the event loop's clock.

    ``url`` is an address a program registered by API; None is wherever the platform's webhooks go at the moment.
    """

    due: float
    number: int
    born: float
    body: bytes
    headers: Mapping[str, str]
    url: str | None = None
    wait: float = FIRST_WAIT
    faulted: bool = False


class Habits(msgspec.Struct, frozen=True):
    """What one platform does differently: signs every attempt anew, has addresses registered by API, keeps count."""

    sign: Callable[[bytes], Mapping[str, str]] = lambda _: {}
    registered: Callable[[bytes], list[str]] = lambda _: []
    delivered: Callable[[bytes], None] = lambda _: None


class Lane:
    """The deliveries of one platform, the earliest due first, and what became of earlier ones."""

    def __init__(self, habits: Habits) -> None:
        self.habits = habits
        self.url: str | None = None
        self.acknowledged: list[str] = []
        self.attempts = 0
        self.given_up = 0
        self.unheard = 0
        self.in_flight = 0
        self._waiting: list[Delivery] = []
        self._news = asyncio.Event()

    def put(self, delivery: Delivery) -> None:
        """Queue or re-queue one delivery."""
        heapq.heappush(self._waiting, delivery)
        self._news.set()

    async def next(self) -> Delivery:
        """Wait for the next delivery that is due."""
        loop = asyncio.get_running_loop()
        while True:
            rest = self._waiting[0].due - loop.time() if self._waiting else None
            if rest is not None and rest <= 0:
                return heapq.heappop(self._waiting)
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), rest)
            except TimeoutError:
                continue

    def open(self) -> int:
        """Count what is not acknowledged yet."""
        return len(self._waiting) + self.in_flight


class Deliveries:
    """Implements ``Outbound`` for both platforms."""

    def __init__(self, faults: Faults, habits: Mapping[Source, Habits]) -> None:
        self._faults = faults
        self._lanes = {source: Lane(habits.get(source, Habits())) for source in SOURCES}
        self._posted = 0

    def aim(self, source: Source, url: str | None) -> None:
        """Send that platform's webhooks to ``url`` from now on, None for nowhere; ValueError unless it is this machine."""
        self._lanes[source].url = None if url is None else loopback(url)

    def target(self, source: Source) -> str | None:
        """Return where that platform's webhooks go."""
        return self._lanes[source].url

    def post(self, source: Source, body: bytes, headers: Mapping[str, str]) -> None:
        """Queue one body for everyone who listens; it is dropped when nobody does, as platforms do."""
        lane = self._lanes[source]
        registered = [url for url in lane.habits.registered(body) if url != lane.url]
        urls = [*([None] if lane.url else []), *registered]
        lane.unheard += not urls
        now = asyncio.get_running_loop().time() if urls else 0.0
        for url in urls:
            self._posted += 1
            lane.put(Delivery(now, self._posted, now, body, headers, url))

    def books(self) -> dict[str, object]:
        """Return what was acknowledged with 200 and what still waits, per platform."""
        lanes = self._lanes.items()
        return {
            "acknowledged": {source: list(lane.acknowledged) for source, lane in lanes},
            "waiting": {source: lane.open() for source, lane in lanes},
            "attempts": {source: lane.attempts for source, lane in lanes},
            "given_up": {source: lane.given_up for source, lane in lanes},
            "unheard": {source: lane.unheard for source, lane in lanes},
        }

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with loopback_client(ANSWER_WITHIN) as client, asyncio.TaskGroup() as group:
            for source in SOURCES:
                group.create_task(self._serve(source, client))

    async def _serve(self, source: Source, client: httpx.AsyncClient) -> None:
        lane = self._lanes[source]
        while True:
            delivery = await lane.next()
            lane.in_flight = 1
            there = await self._deliver(source, lane, delivery, client)
            lane.in_flight = 0
            if not there:
                await asyncio.sleep(DOWN_WAIT)

    async def _deliver(self, source: Source, lane: Lane, delivery: Delivery, client: httpx.AsyncClient) -> bool:
        """Take one delivery a step further; False when the hub is away, and everything behind it waits as well."""
        fault = None if delivery.faulted else self._faults.take(f"webhooks.{source}", WEBHOOK_FAULTS)
        delivery.faulted = fault is not None and fault.kind in ("delay", "reorder_webhooks")
        if fault is not None and delivery.faulted:
            _put_again(lane, delivery, fault.ms / 1000 if fault.kind == "delay" else OVERTAKEN_AFTER)
            return True
        url = delivery.url or lane.url
        try:
            status = 0 if url is None else await _attempt(lane, url, delivery, client, fault)
            if url is not None and fault is not None and fault.kind == "duplicate_webhook":
                await _attempt(lane, url, delivery, client, None)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            _log.info("%s webhook %d: no answer from %s (%s)", source, delivery.number, url, type(error).__name__)
            if isinstance(error, httpx.ConnectError) and delivery.url is None:
                _put_again(lane, delivery, 0)
                return False
            status = 0
        if status == OK:
            lane.acknowledged.extend(ids_in(source, delivery.body))
            lane.habits.delivered(delivery.body)
            return True
        _log.info("%s webhook %d: answered %d, coming again", source, delivery.number, status)
        pause, delivery.wait = delivery.wait, min(delivery.wait * 2, LONGEST_WAIT)
        _put_again(lane, delivery, pause)
        return True


async def _attempt(lane: Lane, url: str, delivery: Delivery, client: httpx.AsyncClient, fault: Fault | None) -> int:
    """Send once and return the receiver's status, or the fault's in its place."""
    if fault is not None and fault.kind == "lose_answer_before":
        return 0
    instead = fault.status if fault is not None and fault.kind == "status" else None
    if fault is not None and instead is not None and not fault.executed:
        return instead
    lane.attempts += 1
    headers = {**delivery.headers, **lane.habits.sign(delivery.body)}
    response = await client.post(url, content=delivery.body, headers=headers)
    return response.status_code if instead is None else instead


def _put_again(lane: Lane, delivery: Delivery, seconds: float) -> None:
    now = asyncio.get_running_loop().time()
    if now - delivery.born > GIVE_UP_AFTER:
        lane.given_up += 1
        return
    if seconds:
        delivery.due = now + seconds
    lane.put(delivery)


def loopback_client(timeout: float) -> httpx.AsyncClient:
    """Return a client for plain http on this machine; it trusts no authority, as it needs none."""
    return httpx.AsyncClient(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), trust_env=False, timeout=timeout)


def loopback(url: str) -> str:
    """Return ``url`` when it is http on this machine; ValueError in words otherwise."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 80
        local = parts.scheme == "http" and port > 0 and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        local = False
    if not local:
        raise ValueError(f"{url!r} is not on this machine: the sandbox only calls http addresses on 127.0.0.1")
    return url


def ids_in(source: Source, body: bytes) -> list[str]:
    """Return what a webhook is about: event ids, message ids, and ``<message id>:<status>`` for statuses.

    Tests publish bodies of any shape, so whatever is not where it belongs is not counted.
    """
    payload = msgspec.json.decode(body)
    if source == "stripe":
        return [str(payload["id"])]
    found = []
    for entry in _tables(payload, "entry"):
        for change in _tables(entry, "changes"):
            value = change.get("value")
            found += [str(message["id"]) for message in _tables(value, "messages") if "id" in message]
            found += [f"{status.get('id')}:{status.get('status')}" for status in _tables(value, "statuses")]
    return found


def _tables(holder: object, key: str) -> list[dict[str, object]]:
    found = holder.get(key) if isinstance(holder, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
