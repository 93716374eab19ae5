"""Every delivery of the corpus becomes exactly the events that stand beside it, and loses none when parts are missing."""

from __future__ import annotations

import json
from collections import Counter

import msgspec
import pytest

from inbox.domain.events import ConsentBody, ContactBody, Decoded, UnknownBody, decode_body, encode_body
from inbox.domain.messages import KINDS
from tests.platforms.whatsapp.bodies import AT, RECEIVED, Json, changed, decode, places
from tests.platforms.whatsapp.cases import Case, cases, ids, ids_of

_ALL = pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}: {case.name}")
_CONTEXT = ("messaging_product", "metadata", "contacts")
_INCOMING = KINDS - {"template", "product", "product_list", "cta_url", "flow"}
_HOLDERS = ("entry", "changes", "value", "messages", "message_echoes", "statuses", "calls", "history", "threads", "state_sync")


def test_the_corpus_is_large_and_names_each_case_once() -> None:
    names = Counter((case.file, case.name) for case in cases())
    assert len(names) == len(cases()) >= 250
    assert {event["kind"] for case in cases() for event in case.events if "kind" in event} == _INCOMING


@_ALL
def test_a_delivery_becomes_the_events_beside_it(case: Case) -> None:
    events = decode(case.body(), RECEIVED)
    assert len(events) == len(case.events)
    for number, (event, said) in enumerate(zip(events, case.events, strict=True)):
        if "unknown" in said:
            _check_kept(case, event, said)
        elif "allowed" in said:
            _check_consent(event, said)
        elif "book" in said:
            _check_contact(event, said)
        else:
            written = decode_body(event.type, encode_body(event.body))
            assert written is not None
            assert msgspec.structs.replace(event, body=written) == case.expected(number)


def _check_consent(event: Decoded, said: Json) -> None:
    """Check what somebody said about marketing; the event is named after person, word and moment, in no readable form."""
    assert isinstance(event.body, ConsentBody)
    assert (event.type, event.at, event.dedup) == ("consent.changed", AT, event.body.id)
    assert (event.body.category, event.body.allowed, event.body.at) == ("marketing", said["allowed"], AT)
    contact = {key: name for key, name in msgspec.structs.asdict(event.body.contact).items() if name is not None}
    assert (contact, event.contact) == (said["contact"], event.body.contact)
    assert not any(name.lstrip("+") in event.dedup for name in contact.values())


def _check_contact(event: Decoded, said: Json) -> None:
    """Check a line of the phone's address book; the event's name does not tell whom it is about."""
    assert isinstance(event.body, ContactBody)
    assert (event.type, event.at, event.body.action) == ("contact.synced", AT, said["book"])
    contact = {key: name for key, name in msgspec.structs.asdict(event.body.contact).items() if name is not None}
    assert (contact, event.contact) == (said["contact"], event.body.contact)
    assert not any(name.lstrip("+") in event.dedup for name in contact.values())


def _check_kept(case: Case, event: Decoded, said: Json) -> None:
    """Check that something is kept whole: all of the change, or the part that stands beside the case."""
    assert isinstance(event.body, UnknownBody)
    assert (event.type, event.at, event.contact) == ("platform.unknown", AT, None)
    assert (event.body.platform, event.body.what, event.body.note) == ("whatsapp", said["unknown"], said.get("note"))
    change = {"field": said["unknown"], "value": said.get("raw", case.value())}
    assert json.loads(bytes(event.body.raw)) == {"id": "W1", "time": 1795000000, "changes": [change]}


@_ALL
def test_any_optional_key_may_be_missing(case: Case) -> None:
    whole = decode(case.body(), RECEIVED)
    for path in places(case.delivery):
        if _holds_items(path):
            continue
        events = decode(json.dumps(changed(case.delivery, path)).encode(), RECEIVED)
        assert len(events) == len(whole), path
        assert ids_of(events) == ids_of(whole), path


def _holds_items(path: tuple[str | int, ...]) -> bool:
    """Tell whether an item, its id or a part that is an event of its own goes away with what is at ``path``."""
    last = next(step for step in reversed(path) if isinstance(step, str))
    beside_items = len(path) == 6 and path[-1] not in _CONTEXT
    inside_list = isinstance(path[-1], int) and last in _HOLDERS
    return path[-1] in (*_HOLDERS, "id", "event") or inside_list or beside_items


@_ALL
def test_anything_may_be_null(case: Case) -> None:
    for path in places(case.delivery):
        delivery = changed(case.delivery, path, None)
        events = decode(json.dumps(delivery).encode(), RECEIVED)
        assert events, path
        assert ids_of(events) == ids(delivery), path


def test_the_corpus_in_one_delivery_is_the_corpus_one_by_one() -> None:
    together = [entry for case in cases() for entry in case.delivery["entry"]]  # type: ignore[attr-defined]
    events = decode(json.dumps({"object": "whatsapp_business_account", "entry": together}).encode(), RECEIVED)
    alone = [event for case in cases() for event in decode(case.body(), RECEIVED)]
    # Whether a card number is anywhere in a delivery is looked up once for all of it.
    assert list(map(_written, events)) == list(map(_written, alone))


def _written(event: Decoded) -> tuple[object, ...]:
    return event.type, event.at, event.dedup, event.contact, event.channel, encode_body(event.body)
