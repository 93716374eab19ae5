"""Takes decoded items into the log in their order, each once, written a bunch at a time.

Made by the decode step for one transaction. Most of what comes is a message or a receipt of a person whose keys are
clear: such items wait for each other, because few large writes cost less than many small ones. Whatever else comes is
taken alone, behind all that waited. Every item ends where it would have ended alone.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Sequence

import msgspec

from inbox.domain.events import Decoded, MessageBody, NewEvent, StatusBody, UnknownBody
from inbox.domain.ids import ConversationId, MediaId
from inbox.hub import address_book, people
from inbox.hub.address_book import AddressBook
from inbox.hub.addresses import Addresses
from inbox.hub.transaction import Transaction
from inbox.store.state.identity import marks
from inbox.store.state.mirror import ObjectBody

NAMELESS = "?"
"""Subject of deliveries that name no conversation: they are searched word by word when a person is erased."""

_HASH_BYTES = 16
_PART = 500
_MOST_WAIT = 500
"""Items written at once at most, so that a delivery of thousands is not held twice."""


Keyed = tuple[bytes, Decoded]
StatusHook = Callable[[Transaction, StatusBody], None]
ObjectHook = Callable[[Transaction, Decoded], None]


@dataclasses.dataclass(frozen=True)
class Hooks:
    """Who is told of what was taken, in the same transaction, after the event itself was appended."""

    on_status: Sequence[StatusHook]
    on_stripe: Sequence[ObjectHook]
    on_unknown: Sequence[ObjectHook]


class Taking:
    """One bunch of deliveries on its way into the log; ``end`` it."""

    def __init__(self, tx: Transaction, hooks: Hooks, expected: Sequence[Keyed] = ()) -> None:
        """Read beforehand what the items that are ``expected`` will need."""
        self._tx = tx
        self._hooks = hooks
        self._addresses = Addresses(tx)
        self._book = AddressBook(tx)
        self._taken: dict[bytes, ConversationId | None] = {}
        self._looked_up: set[bytes] = set()
        self._waiting: list[tuple[Keyed | None, NewEvent]] = []
        """Events with the items that told them; None for what the hub itself says behind one."""
        self._look_up([key for key, _ in expected])
        self._addresses.read(item for _, item in expected)

    def take(self, keyed: Keyed, delivery: int) -> list[str]:
        """Append one item unless it was seen before; return whom it is about as far as the log does not say."""
        key, item = keyed
        self._look_up([key])
        if key in self._taken:
            return _subjects(item, self._taken[key])
        is_met = not self._book.is_empty and self._addresses.are_new(address_book.keys_of(item))
        place = self._addresses.place_of(item)
        if place is not None:
            conversation = place.conversation
            self._wait(keyed, conversation, delivery, is_met=is_met)
            if len(self._waiting) >= _MOST_WAIT:
                self.end()
        else:
            self.end()
            conversation = people.of_item(self._tx, item)
            self._wait(keyed, conversation, delivery, is_met=is_met)
            self.end()
            self._addresses.forget()
            self._book.forget()
        self._taken[key] = conversation
        return [NAMELESS] if conversation is None else []

    def _wait(self, keyed: Keyed, conversation: ConversationId | None, delivery: int, *, is_met: bool) -> None:
        """Keep an item to be written; ``is_met`` is that it tells a key of somebody for the first time."""
        _, item = keyed
        body = named(item.body) if isinstance(item.body, MessageBody) else item.body
        self._waiting.append((keyed, NewEvent(item.type, item.actor, item.at, body, conversation, delivery)))
        line = self._book.again(item, conversation) if is_met and conversation is not None else None
        if line is not None:
            self._waiting.append((None, line))

    def end(self) -> None:
        """Write what waits."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        tx = self._tx
        tx.append([event for _, event in waiting])
        tx.db.cursor().executemany(
            "INSERT INTO seen_item (hash, conversation) VALUES (?, ?)",
            [(keyed[0], event.conversation) for keyed, event in waiting if keyed is not None],
        )
        before = tx.appended
        for keyed, _ in waiting:
            if keyed is not None:
                self._tell(keyed[1])
        if tx.appended != before:
            self._addresses.forget()

    def _tell(self, item: Decoded) -> None:
        if isinstance(item.body, StatusBody):
            for heard in self._hooks.on_status:
                heard(self._tx, item.body)
        elif isinstance(item.body, ObjectBody):
            for learned in self._hooks.on_stripe:
                learned(self._tx, item)
        elif isinstance(item.body, UnknownBody):
            for noticed in self._hooks.on_unknown:
                noticed(self._tx, item)

    def _look_up(self, keys: Sequence[bytes]) -> None:
        """Find out which of ``keys`` were seen before this transaction."""
        missing = [key for key in keys if key not in self._looked_up]
        self._looked_up.update(missing)
        for part in _parts(missing):
            rows = self._tx.db.execute_sql(
                f"SELECT hash, conversation FROM seen_item WHERE hash IN ({marks(part)})",  # noqa: S608 - placeholders
                tuple(part),
            )
            self._taken |= {bytes(key): conversation for key, conversation in rows}


def keyed(item: Decoded) -> Keyed:
    """Return an item with what makes it the same item in any delivery."""
    name = f"{item.actor}\n{item.dedup}".encode("utf-8", "replace")
    return hashlib.blake2b(name, digest_size=_HASH_BYTES).digest(), item


def named(said: MessageBody) -> MessageBody:
    """Name the file of a message at once, so that whoever reads the message knows under which id the hub will have it."""
    file = said.message.media
    if file is None or file.state != "waiting" or file.id is not None:
        return said
    digest = hashlib.sha256(f"file of {said.message.id}".encode("utf-8", "replace")).hexdigest()
    named = msgspec.structs.replace(file, id=MediaId(f"m_{digest[:24]}"))
    return msgspec.structs.replace(said, message=msgspec.structs.replace(said.message, media=named))


def _subjects(item: Decoded, conversation: str | None) -> list[str]:
    """Return whom an item is about that makes no row of its own in the log."""
    if isinstance(item.body, ObjectBody):
        return [item.body.object.id, conversation or NAMELESS]
    if conversation is None and isinstance(item.body, StatusBody):
        return [item.body.message_id, NAMELESS]
    return [conversation or NAMELESS]


def _parts(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), _PART):
        yield keys[start : start + _PART]
