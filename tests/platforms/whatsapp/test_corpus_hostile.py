"""Whatever becomes of a delivery of the corpus on its way, nothing breaks and every id that went in comes out once."""

from __future__ import annotations

import json
import random

import hypothesis.strategies as st
from hypothesis import given, settings

from inbox.domain.events import decode_body, encode_body
from inbox.platforms.whatsapp.decode import tell
from tests.platforms.whatsapp.bodies import RECEIVED, changed, decode, places
from tests.platforms.whatsapp.cases import Case, cases, ids, ids_of

_ODD = (
    None, True, 0, -1, 1.5, 10**30, "", "x", "\ud800", "\u202e\x00", "4242424242424242", [], {}, [[]], [None], {"x": {}},
    [{"id": "wamid.ODD"}], {"id": "wamid.ODD"}, "1795000000",
)  # fmt: skip
_CASES = st.sampled_from(cases())


@given(_CASES, st.randoms(use_true_random=False), st.integers(1, 6))
@settings(max_examples=150)
def test_every_id_comes_out_once_whatever_is_removed_or_replaced(case: Case, chance: random.Random, often: int) -> None:
    delivery = case.delivery
    for _ in range(often):
        path = chance.choice(list(places(delivery)) or [("object",)])
        if path[0] not in delivery:
            break
        delivery = changed(delivery, path, *chance.sample(_ODD, chance.randrange(2)))
    raw = json.dumps(delivery).encode()
    events = decode(raw, RECEIVED)
    assert events
    assert ids_of(events) == ids(json.loads(raw))
    for event in events:
        assert decode_body(event.type, encode_body(event.body)) is not None


@given(_CASES, st.randoms(use_true_random=False))
def test_a_delivery_cut_or_with_broken_bytes_breaks_nothing(case: Case, chance: random.Random) -> None:
    raw = bytearray(case.body())
    raw[chance.randrange(len(raw))] = chance.randrange(256)
    for broken in (bytes(raw), case.body()[: chance.randrange(len(raw))]):
        assert decode(broken, RECEIVED)


def test_a_thousand_updates_of_every_kind_come_out_in_their_order() -> None:
    entries = [entry for case in cases() for entry in case.delivery["entry"]]  # type: ignore[attr-defined]
    delivery = {"object": "whatsapp_business_account", "entry": (entries * 4)[:1000]}
    events = decode(json.dumps(delivery).encode(), RECEIVED)
    assert ids_of(events) == ids(delivery)
    assert len(events) >= 1000


def test_three_megabytes_in_any_text_cost_no_event() -> None:
    long = "Wo bleibt es? 4111 " * (3_000_000 // 19)
    for case in random.Random(7).sample(cases(), 12):
        spots = [path for path in places(case.delivery) if path[-1] in ("body", "caption", "name", "title", "filename", "field")]
        for path in spots[:1]:
            raw = json.dumps(changed(case.delivery, path, long)).encode()
            assert ids_of(tell(raw, RECEIVED).items) == ids(case.delivery)


def test_depth_in_any_place_costs_no_other_item() -> None:
    deep = '{"a":' * 20_000 + "1" + "}" * 20_000
    extra = {"id": "wamid.LAST", "type": "text", "text": {"body": "x"}}
    for case in random.Random(7).sample(cases(), 25):
        inside = {**case.value(), "strange": "DEEP"}
        change = {"field": "messages", "value": {"messages": [extra]}}
        delivery = {"entry": [{"changes": [{"field": "x", "value": inside}, change]}]}
        raw = json.dumps(delivery).replace('"DEEP"', deep).encode()
        assert ids_of(decode(raw, RECEIVED)) == [*ids(case.delivery), "wamid.LAST"]
