"""Nothing Meta (or somebody with its secret) can send breaks the decoder, and every id comes out exactly once."""

from __future__ import annotations

import json
import math
from collections import Counter

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from inbox.domain import times
from inbox.domain.events import Decoded, MessageBody, StatusBody, decode_body, encode_body
from inbox.platforms.whatsapp.identifiers import IDENTIFIERS
from tests.platforms.whatsapp.bodies import (
    KINDS,
    RECEIVED,
    STATUS,
    body,
    decode,
    item,
    masked,
    one,
    places,
    received,
    value,
)

_KNOWN_KEYS = sorted(
    {str(key) for kind in KINDS for path in places(item(kind)) for key in path}
    | {str(key) for path in places(STATUS) for key in path}
    | {"entry", "changes", "value", "field", "messages", "message_echoes", "statuses", "history", "threads", "errors"}
    | {"state_sync", "contact", "action", "phone_number", "full_name"}
    | {"metadata", "contacts", "time"}
    | IDENTIFIERS
)
_KEYS = st.sampled_from(_KNOWN_KEYS) | st.text(max_size=8)
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([*KINDS, "1795000000", "4915112345670", "4242424242424242", "DE.1", "\ud800", "\x00", "sent"])
    | st.sampled_from(["add", "remove", "contact"])
    | st.text(st.characters(exclude_categories=()), max_size=20)
)
_JSON = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6), max_leaves=25
)
_OBJECTS = st.dictionaries(_KEYS, _JSON, max_size=6)


def check(events: list[Decoded]) -> None:
    """Check what holds for every event whatever it was made of."""
    assert events
    for event in events:
        assert event.dedup
        assert times.from_text(event.at) is not None
        written = encode_body(event.body)
        assert decode_body(event.type, written) is not None
        assert written.decode()


def ids(events: list[Decoded]) -> Counter[str]:
    """Count the ids of messages and statuses."""
    bodies = [event.body for event in events]
    messages = [str(each.message.id) for each in bodies if isinstance(each, MessageBody)]
    return Counter(messages + [str(each.message_id) for each in bodies if isinstance(each, StatusBody)])


@given(_JSON)
def test_any_json(tree: object) -> None:
    delivery = json.dumps(tree).encode("utf-8", "surrogatepass")
    check(decode(delivery, RECEIVED))
    masked(delivery)


@given(st.lists(_OBJECTS, max_size=5), st.text(max_size=10))
def test_any_value_under_any_field(values: list[object], field: str) -> None:
    check(decode(body(*values, field=field), RECEIVED))


@given(st.data())
def test_every_id_comes_out_once(data: st.DataObject) -> None:
    known = st.sampled_from([*KINDS.values(), STATUS])
    items = st.lists(st.builds(lambda base, odd: {**base, **odd}, known | _OBJECTS, _OBJECTS), max_size=4)
    lists = data.draw(st.fixed_dictionaries(dict.fromkeys(("messages", "message_echoes", "statuses"), items)))
    counter = 0
    for listed in lists.values():
        for each in listed:
            counter += 1
            each["id"] = f"wamid.{counter}"
    around = data.draw(_OBJECTS)
    events = decode(body({**around, **lists}), RECEIVED)
    check(events)
    ours = Counter({name: count for name, count in ids(events).items() if name.startswith("wamid.")})
    # ``around`` may bring a history with messages of its own, but never under these ids.
    assert ours == Counter(f"wamid.{number}" for number in range(1, counter + 1))


@given(st.binary(max_size=200))
def test_any_bytes(noise: bytes) -> None:
    check(decode(noise, RECEIVED))
    masked(noise)


@settings(max_examples=30)
@given(st.sampled_from(sorted(KINDS)), st.data())
def test_broken_bytes_inside_a_good_body(kind: str, data: st.DataObject) -> None:
    good = bytearray(body(value(messages=[item(kind)])))
    for _ in range(data.draw(st.integers(1, 5))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    check(decode(bytes(good), RECEIVED))


def test_deep_nesting_is_kept_and_the_rest_is_read() -> None:
    deep = "[" * 50_000 + '"Ende \\"]}"' + "]" * 50_000
    good = body(value(messages=[{**item("text"), "junk": "DEEP"}, {**item("image"), "id": "wamid.IN2"}])).decode()
    events = decode(good.replace('"DEEP"', deep).encode(), RECEIVED)
    check(events)
    assert ids(events) == Counter({"wamid.IN1": 1, "wamid.IN2": 1})
    assert one(events[0]).text == "Hallo"


@pytest.mark.parametrize("depth", [40, 60, 200, 990, 5_000])
def test_deep_content_of_an_unknown_kind(depth: int) -> None:
    good = body(value(messages=[{**item("text"), "type": "strange", "x": "DEEP"}])).decode()
    events = decode(good.replace('"DEEP"', '{"a":' * depth + "1.5" + "}" * depth).encode())
    check(events)
    assert one(events[0]).kind == "unsupported"


def test_numbers_no_reader_can_hold() -> None:
    good = body(value(messages=[{**item("text"), "type": "strange", "x": "HERE"}])).decode()
    for number in (
        "9" * 5000,
        "-" + "9" * 400,
        "1e400",
        "1e-400",
        "1e999999999999999999999",
        "NaN",
        "-Infinity",
        "1.10",
    ):
        events = decode(good.replace('"HERE"', number).encode(), RECEIVED)
        check(events)
        assert one(events[0]).text is None
        assert one(events[0]).kind == "unsupported"


def test_numbers_keep_their_digits() -> None:
    good = body(value(messages=[{**item("text"), "type": "strange", "x": "HERE"}])).decode()
    [event] = decode(good.replace('"HERE"', "1.10").encode(), RECEIVED)
    assert b'"x":1.10' in encode_body(event.body)


@pytest.mark.parametrize("odd", [math.nan, math.inf, -math.inf])
def test_nan_does_not_hide_a_message(odd: float) -> None:
    location = {**item("location"), "location": {"latitude": odd, "longitude": 13.4}}
    events = received(location, {**item("text"), "id": "wamid.IN2"})
    check(events)
    assert ids(events) == Counter({"wamid.IN1": 1, "wamid.IN2": 1})


@pytest.mark.parametrize(
    "text", ["\ud800", "a\udfffb", "\ude00\ud83d", "\ufffe\uffff", "\u202egnp.exe", "e\u0301" * 500, "\x00\x1b"]
)
def test_hostile_text(text: str) -> None:
    [event] = received({**item("text"), "text": {"body": text}})
    check([event])
    shown = one(event).text
    assert shown is not None
    assert shown == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_bad_utf8_does_not_hide_a_message() -> None:
    good = body(value(messages=[item("text")])).replace(b"Hallo", b"Hal\xfflo\x01")
    assert one(decode(good)[0]).text == "Hal\ufffdlo\x01"


def test_thousand_items() -> None:
    messages = [{**item("text"), "id": f"wamid.{number}"} for number in range(1000)]
    events = decode(body(value(messages=messages)))
    assert [one(event).id for event in events] == [each["id"] for each in messages]


def test_three_megabytes_of_text() -> None:
    long = "4111 Karten, " * 230_000
    [event] = received({**item("text"), "text": {"body": long}})
    assert one(event).text == long


@given(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_event(kinds: list[str], random: object) -> None:
    items = [{**item(kind), "id": f"wamid.{number}"} for number, kind in enumerate(kinds)]
    together = {event.dedup: msgspec.to_builtins(event) for event in received(*items)}
    random.shuffle(items)  # type: ignore[attr-defined]
    apart = {event.dedup: msgspec.to_builtins(event) for each in items for event in received(each)}
    assert together == apart
