"""The corpus: webhook deliveries written by hand, each with the events it must become.

The JSON files in ``corpus`` are lists of cases. A case has a ``name`` and what tells it apart: ``message`` (one incoming
item of Eva's), ``status`` (one receipt of hers), or a ``value`` whole with its ``field``. ``says`` is its one event,
``events`` are several; a case with neither is kept whole as one unknown item. An event is written as what the message
or receipt holds beside id, time, direction and channel. ``keeps`` names keys of the item that stay in ``extra``, ``raw``
true means that the item is kept whole, ``allowed`` is the word about marketing, ``book`` what became of a line of the
phone's address book, ``echo`` that it is ours and ``past`` that it is imported history.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from inbox.domain.events import Decoded, MessageBody, StatusBody
from inbox.domain.messages import Contact
from tests.platforms.whatsapp.bodies import AT, CHANNEL, EVA, FROM, Json, value

FILES = sorted((Path(__file__).parent / "corpus").glob("*.json"))
EVA_AS_KNOWN: Json = {
    "wa_id": "4915112345670",
    "user_id": "DE.8812x",
    "parent_user_id": "DE.ENT.7731",
    "username": "evalang",
    "name": "Eva L.",
    "phone": "+4915112345670",
}
READ_AT = "2026-11-18T11:06:45.000Z"
_RECEIPT: Json = {
    "id": "wamid.OUT1",
    "timestamp": "1795000005",
    "recipient_id": "4915112345670",
    "recipient_user_id": "DE.8812x",
}
_LISTS = ("messages", "message_echoes", "statuses")


@dataclasses.dataclass(frozen=True)
class Case:
    """One delivery and what it must become."""

    file: str
    name: str
    delivery: Json
    events: list[Json]

    def body(self) -> bytes:
        """Return the bytes that WhatsApp would post."""
        return json.dumps(self.delivery).encode()

    def value(self) -> Json:
        """Return the value of its one change."""
        return self.delivery["entry"][0]["changes"][0]["value"]  # type: ignore[index, no-any-return]

    def expected(self, number: int) -> Decoded:
        """Return the event that a message or receipt among ``events`` must become."""
        said = dict(self.events[number])
        contact = said.pop("contact", EVA_AS_KNOWN)
        channel = said.pop("channel", CHANNEL)
        known = {} if contact is None else contact
        around = {"actor": "whatsapp", "channel": channel, "contact": msgspec.convert(known, Contact) if known else None}
        if "status" in said:
            name, at = str(said.pop("id", "wamid.OUT1")), str(said.pop("at", READ_AT))
            dedup = str(said.pop("dedup", f"wa:s:{name}:{said['status']}"))
            body = {**said, "message_id": name, "at": at, "channel": channel, "contact": contact}
            receipt = msgspec.convert(body, StatusBody)
            return Decoded(type="message.status", at=at, body=receipt, dedup=dedup, **around)  # type: ignore[arg-type]
        name, at, echo = str(said.pop("id", "wamid.IN1")), str(said.pop("at", AT)), bool(said.pop("echo", False))
        dedup = str(said.pop("dedup", f"wa:m:{name}"))
        item, quiet = next(each for each in items(self.delivery) if each.get("id") == name), said.pop("past", False)
        if said.get("raw"):
            said["raw"] = item
        if "keeps" in said:
            said["extra"] = {key: item[key] for key in said.pop("keeps")}  # type: ignore[attr-defined]
        message = {**said, "id": name, "at": at, "direction": "out" if echo else "in", "channel": channel}
        written = msgspec.convert({"message": message, "contact": known, "quiet": quiet}, MessageBody)
        kind = "message.echoed" if echo else "message.received"
        return Decoded(type=kind, at=at, body=written, dedup=dedup, **around)  # type: ignore[arg-type]


@cache
def cases() -> tuple[Case, ...]:
    """Return the whole corpus."""
    return tuple(_case(file.stem, case) for file in FILES for case in json.loads(file.read_text("utf-8")))


def _case(file: str, case: Json) -> Case:
    field = str(case.get("field", "messages"))
    if "message" in case:
        inside = value(messages=[{**FROM, **case["message"]}])  # type: ignore[dict-item]
    elif "status" in case:
        inside = value(statuses=[{**_RECEIPT, **case["status"]}])  # type: ignore[dict-item]
        inside["contacts"] = [EVA]
    else:
        inside = case["value"]  # type: ignore[assignment]
    entry = {"id": "W1", "time": 1795000000, "changes": [{"field": field, "value": inside}]}
    events = [case["says"]] if "says" in case else case.get("events", [{"unknown": field}])
    return Case(file, str(case["name"]), {"object": "whatsapp_business_account", "entry": [entry]}, events)  # type: ignore[arg-type]


def items(delivery: object) -> Iterator[Json]:
    """Yield everything in a delivery that may be a message, a receipt or the end of a call, whatever has become of the rest."""
    for entry in _objects(delivery, "entry"):
        for change in _objects(entry, "changes"):
            inside = change.get("value")
            # In the order of its keys, as the decoder goes through them.
            for key in inside if isinstance(inside, dict) else ():
                if key in _LISTS:
                    yield from _objects(inside, key)
                elif key == "calls":
                    # A call is told of twice under one id, and is a line of the chat when it ends.
                    yield from (call for call in _objects(inside, key) if call.get("event") == "terminate")
                elif key == "history":
                    for chunk in _objects(inside, key):
                        for thread in _objects(chunk, "threads"):
                            yield from _objects(thread, "messages")


def ids(delivery: object) -> list[str]:
    """Return the ids of all items that have one: a text that is not empty, or a number; half surrogates replaced."""
    named = (item.get("id") for item in items(delivery))
    texts = [str(name) for name in named if isinstance(name, str | int | float) and not isinstance(name, bool) and name != ""]
    return [name.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for name in texts]


def ids_of(events: list[Decoded]) -> list[str]:
    """Return the ids of the messages and receipts among events."""
    bodies = [event.body for event in events]
    said = [body.message.id if isinstance(body, MessageBody) else body.message_id for body in bodies if _is_item(body)]  # type: ignore[attr-defined]
    return [str(name) for name in said]


def _is_item(body: object) -> bool:
    return isinstance(body, MessageBody | StatusBody)


def _objects(tree: object, key: str) -> list[Json]:
    inside = tree.get(key) if isinstance(tree, dict) else None
    return [each for each in inside if isinstance(each, dict)] if isinstance(inside, list) else []
