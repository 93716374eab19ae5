"""The whole WhatsApp corpus, in any order, repeated at will and in any batches, ends as the same chats on a desk."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from inbox.domain.events import Event
from inbox.hub import log
from inbox.hub.decode import Decoder, DecodeStep
from inbox.hub.transaction import Transaction
from inbox.platforms.whatsapp import decode as whatsapp
from inbox.store.state import identity
from tests.hub.log_kit import CHANNEL, running_core
from tests.platforms.whatsapp.bodies import EVA, Json
from tests.platforms.whatsapp.cases import cases, ids
from tests.store.timeline.kit import Cache, fresh_cache

_ABOUT = ("OUT1", "IN0", "X", "E1")
"""Messages that the corpus's receipts, reactions, edits and quotes are about."""
_TIME = re.compile(r"\b1795000\d{3}\b")
_STRANGERS = frozenset(
    ("read in a group by two", "read before delivered before sent", "messages and receipts in one change")
)
"""Receipts that name somebody else than the message they are about: whose they are hangs on whether that is known yet."""


def deliveries() -> list[bytes]:
    """Return the corpus with ids and times of each case's own, and for each case the messages it is about but does not bring."""
    found: list[bytes] = []
    for number, case in enumerate(case for case in cases() if case.name not in _STRANGERS):
        written = json.dumps(case.delivery).replace("wamid.", f"wamid.{number}.").replace("wacid.", f"wacid.{number}.")
        # Within one second the order of arrival is the order of a chat, so each case has its own minutes.
        written = _TIME.sub(lambda second, later=number * 200: str(int(second[0]) + later), written)
        found.append(written.encode())
        mine = ids(json.loads(written)) if case.file != "statuses" else []
        for name in (f"wamid.{number}.{about}" for about in _ABOUT):
            if f'"{name}"' in written and name not in mine:
                found.append(_message(name, number))
    return [*found, *_listed()]


def _listed() -> list[bytes]:
    """Return lines of the shop phone's address book about two people who write under no name, and what they write."""
    book = [("add", "Frida", 0), ("add", "Frida vom Markt", 5), ("add", "Greta", 0), ("remove", None, 5)]
    found: list[Json] = []
    for place, (action, name, second) in enumerate(book):
        person = {"phone_number": f"49151000000{place // 2}"} | ({} if name is None else {"full_name": name})
        line = {"type": "contact", "contact": person, "action": action, "metadata": {"timestamp": str(1794980000 + second)}}
        found.append({"field": "smb_app_state_sync", "value": {"state_sync": [line]}})
    for number in range(2):
        who = f"49151000000{number}"
        said = {"id": f"wamid.L{number}", "timestamp": str(1794980100 + number), "type": "text", "text": {"body": "Moin"}}
        value = {"contacts": [{"wa_id": who}], "messages": [said | {"from": who}]}
        found.append({"field": "messages", "value": value})
    for change in found:
        change["value"] |= {"metadata": {"phone_number_id": CHANNEL}}  # type: ignore[operator]
    return [json.dumps({"entry": [{"id": "W1", "changes": [change]}]}).encode() for change in found]


def _message(name: str, number: int) -> bytes:
    """Return a message of Eva's, or of the shop's phone to her."""
    sides = {"from": "4915112345670"} if name.endswith("IN0") else {"from": "4930555", "to": "4915112345670"}
    said: Json = {"id": name, "timestamp": str(1794990000 + number), "type": "text", "text": {"body": name}, **sides}
    inside = {"metadata": {"phone_number_id": CHANNEL}, "contacts": [EVA]}
    inside["message_echoes" if "to" in sides else "messages"] = [said]  # type: ignore[assignment]
    return json.dumps({"entry": [{"id": "W1", "changes": [{"field": "messages", "value": inside}]}]}).encode()


_CORPUS = deliveries()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cache]:
    with fresh_cache(tmp_path_factory.mktemp("cache")) as fresh:
        yield fresh


def outcome(folder: Path, cache: Cache, bodies: Sequence[bytes], at_once: int) -> dict[str, object]:
    """Return what a desk shows after a hub got ``bodies`` and decoded so many at once; people by their first message."""
    with running_core(folder) as core:
        step = DecodeStep({"whatsapp": Decoder(whatsapp.tell, CHANNEL)})
        core.writer.decode_with(lambda tx, limit: 0)
        for number, body in enumerate(bodies):
            # The same item comes again in other bytes too: spaces make a delivery one that was never seen.
            raw = body + b" " * number
            core.writer.deliver("whatsapp", hashlib.sha256(raw).digest(), raw).result()

        def decode(tx: Transaction) -> int:
            return step(tx, at_once)

        while core.writer.run(decode):
            pass
        with core.store.reader() as reader:
            events = [msgspec.json.decode(row, type=Event) for row in log.read_events(reader.hub, 0, 100_000)]
            told = {event.conversation for event in events if event.conversation is not None}
            roots = {name: identity.root(reader.state, name) for name in told}
            keys = reader.db.execute_sql("SELECT conversation, kind, value FROM key").fetchall()
    cache.empty()
    for start in range(0, len(events), 100):
        cache.apply(events[start : start + 100])
    shown = cache.dump()
    # The search for people keeps what somebody was called on the way, and that may be more or less.
    del shown["people"]
    people: dict[str, str] = {}
    for key, chat, *_ in shown["entry"]:
        people[chat] = min(people.get(chat, key), key)

    def named(row: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(people.get(roots.get(part, part), part) if isinstance(part, str) else part for part in row)

    def flown(row: tuple[object, ...]) -> bool:
        """Tell whether a row is what is left of a conversation that flowed into another."""
        return any(isinstance(part, str) and roots.get(part, part) != part for part in row)

    return {
        # What the hub says by itself, that two are one or that somebody was in the book, hangs on what came first.
        "types": sorted(Counter(event.type for event in events if event.actor != "hub").items()),
        "keys": sorted({named(row) for row in keys}),
        **{table: sorted((named(row) for row in rows if not flown(row)), key=repr) for table, rows in shown.items()},
    }


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory, cache: Cache) -> dict[str, object]:
    return outcome(tmp_path_factory.mktemp("order"), cache, _CORPUS, 1000)


def test_the_whole_corpus_is_shown(in_order: dict[str, object]) -> None:
    entries = {row[0] for row in in_order["entry"]}  # type: ignore[attr-defined]
    said = {name for body in _CORPUS for name in ids(json.loads(body))}
    receipts = {name for name in said if "OUT" in name}
    assert len(said - receipts) > 200
    assert said - receipts <= entries
    names = sorted(row[1] for row in in_order["chat"])  # type: ignore[attr-defined]
    assert names == ["", "+491510000001", "Ana", "Ben", "Eva L.", "Frida vom Markt", "hidden"]


@given(st.randoms(use_true_random=False), st.sampled_from([1, 7, 1000]))
@settings(
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=3,
)
def test_any_order_and_any_repetition_end_in_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    cache: Cache,
    in_order: dict[str, object],
    chance: random.Random,
    at_once: int,
) -> None:
    mixed = _CORPUS + [chance.choice(_CORPUS) for _ in range(60)]
    chance.shuffle(mixed)
    found = outcome(tmp_path_factory.mktemp("order"), cache, mixed, at_once)
    for table, rows in in_order.items():
        assert found[table] == rows, table
