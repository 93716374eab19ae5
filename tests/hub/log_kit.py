"""A hub's store and writer without HTTP, and platforms that speak a plain language of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from inbox.domain import times
from inbox.domain.events import (
    BODIES,
    Decoded,
    MessageBody,
    NewEvent,
    NoteBody,
    PaymentBody,
    StatusBody,
    Told,
    UnknownBody,
)
from inbox.domain.messages import Contact, Media, Message
from inbox.domain.payments import Payment
from inbox.hub import log
from inbox.hub.decode import Decoder, DecodeStep
from inbox.hub.log import ChainReport
from inbox.hub.store import HubStore
from inbox.hub.writer import InlineWriter
from tests.hub.actions.clocks import CountedIds, HandClock

KEY = "7e" * 32
START = 1_795_000_000
CHANNEL = "1066"


class Item(msgspec.Struct, omit_defaults=True):
    """One thing a pretend platform says: a message, a status, a payment, or something nobody knows."""

    do: str
    id: str = "m"
    second: int = 0
    contact: Contact = Contact()
    text: str | None = None
    kind: str = "text"
    direction: str = "in"
    channel: str = CHANNEL
    status: str = "delivered"
    action: str | None = None
    extra: dict[str, str] | None = None
    target: str | None = None
    media: Media | None = None
    payment: Payment | None = None
    conversation: str | None = None


def at(second: int) -> str:
    return times.to_text(times.from_unix(START + second))


def body(*items: Item) -> bytes:
    """A delivery."""
    return msgspec.json.encode(items)


def tell(delivery: bytes, received: str) -> Told:
    hit = b"4242424242424242" in delivery
    items = [_decoded(item) for item in msgspec.json.decode(delivery, type=list[Item])]
    return Told(items, delivery.replace(b"4242424242424242", b"xxxx4242") if hit else None)


def _decoded(item: Item) -> Decoded:
    moment = at(item.second)
    contact = item.contact
    if item.do == "message":
        said = Message(
            id=item.id, kind=item.kind, at=moment, direction=item.direction, channel=item.channel, action=item.action,
            text=(item.text or "").replace("4242424242424242", "xxxx4242"), extra=item.extra, target=item.target,
            media=item.media,
        )  # fmt: skip
        told, dedup = MessageBody(said, contact), item.id
    elif item.do == "status":
        told = StatusBody(item.id, item.status, moment, action=item.action, contact=contact, channel=item.channel)
        dedup = f"{item.id} {item.status}"
    elif item.do == "payment":
        assert item.payment is not None
        told, dedup = PaymentBody(item.payment.id, f"{START + item.second:012d}.e", item.payment), item.id
    elif item.do == "bug":
        raise RuntimeError("a decoder's bug")
    else:
        told, dedup = UnknownBody(platform="whatsapp", what=item.do, note=item.text), item.id
    named = next(kind for kind, known in BODIES.items() if known is type(told))
    kind = "message.sent" if item.do == "message" and item.direction == "out" else named
    whatsapp = item.do != "payment"
    return Decoded(
        type=kind, at=moment, body=told, dedup=dedup, actor="whatsapp" if whatsapp else "stripe",
        contact=contact if whatsapp else None, channel=item.channel if whatsapp else None, conversation=item.conversation,
    )  # fmt: skip


class Core:
    """A store with a writer that does everything at once."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.store = HubStore.open(folder, None, KEY, self.clock, CountedIds())
        self.step = DecodeStep({name: Decoder(tell, CHANNEL) for name in ("whatsapp", "stripe")})
        self.writer = InlineWriter(self.store)
        self.writer.decode_with(self.step)

    def deliver(self, *items: Item, source: str = "whatsapp") -> bool:
        raw = body(*items)
        return self.writer.deliver(source, hashlib.sha256(raw).digest(), raw).result()

    def append(self, *events: NewEvent) -> None:
        self.writer.run(lambda tx: tx.append(events))

    def events(self) -> list[dict]:
        with self.store.reader() as reader:
            return [msgspec.json.decode(row) for row in log.read_events(reader.hub, 0, 10_000)]

    def verify(self) -> ChainReport:
        with self.store.reader() as reader:
            return log.verify_chain(reader.hub)

    def rows(self, query: str, *values: object) -> list[tuple]:
        with self.store.reader() as reader:
            return reader.db.execute_sql(query, values).fetchall()


@contextmanager
def running_core(folder: Path) -> Iterator[Core]:
    core = Core(folder)
    yield core
    core.writer.stop()
    core.store.close()


def note(text: str, conversation: str | None = None) -> NewEvent:
    return NewEvent("note.added", "a_1", at(0), NoteBody(id="n", text=text), conversation)


def says(name: str, contact: Contact, second: int = 0, text: str = "Hallo", **more) -> Item:
    return Item("message", name, second, contact, text, **more)
