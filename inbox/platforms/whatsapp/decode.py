"""WhatsApp's webhook bodies as what happened: one item, one event, and nothing dropped.

Called by the hub's decode step inside its transaction. Never raises, whatever the bytes are. Card numbers are masked in
every item before anything is read from it. developers.facebook.com, Cloud API > Webhooks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

import msgspec

from inbox.domain import times
from inbox.domain.cards import mask, mask_tree
from inbox.domain.events import ConsentBody, ContactBody, Decoded, MessageBody, Told, UnknownBody
from inbox.domain.ids import MessageId
from inbox.domain.messages import Contact, Message
from inbox.platforms.json_body import NotJsonError, read, write
from inbox.platforms.whatsapp.calls import is_ours, is_over, read_call
from inbox.platforms.whatsapp.fields import Json, moment, rows, table, text
from inbox.platforms.whatsapp.identifiers import is_identifier
from inbox.platforms.whatsapp.incoming import read_message
from inbox.platforms.whatsapp.people import People, in_address_book
from inbox.platforms.whatsapp.statuses import read_status

ACTOR = "whatsapp"
_LONGEST_EXCERPT = 65_536
"""Characters of an unreadable body that are kept in its event, for a person to look at."""
_NEVER = times.to_text(times.EPOCH)
_NO_ID = "an item without an id"
_CONTEXT = frozenset({"messaging_product", "metadata", "contacts"})
"""Keys of a change that belong to its items and say nothing by themselves."""


_PREFERENCES = {"stop": False, "resume": True, "signup": True}
_MARKETING = ("marketing_messages", None)
"""What Meta calls it; the category was added later than the field."""

_CONTACT = ("contact", None)
"""The one kind of line of the phone's address book there is so far."""

_Masking = Callable[[object], tuple[object, bool]]


def tell(body: bytes, received: str = _NEVER) -> Told:
    """Return what a delivery tells, in its order; ``received`` (RFC 3339) is the time of items that have none."""
    try:
        tree = read(body)
    except NotJsonError as error:
        # Masked before it is cut: a number cut in two would no longer be found.
        excerpt, hit = mask(body.decode("utf-8", "replace"))
        unknown = _unknown("unreadable", write(excerpt[:_LONGEST_EXCERPT]), received, f"not JSON: {error}")
        return Told([unknown], excerpt.encode() if hit else None)
    clean, hit = mask_tree(tree, is_identifier)
    # What has no card number as a whole has none in its parts either.
    items = list(_deliveries(tree, received, _masking if hit else _leaving))
    return Told(items, write(clean) if hit else None)


def _masking(value: object) -> tuple[object, bool]:
    return mask_tree(value, is_identifier)


def _leaving(value: object) -> tuple[object, bool]:
    return value, False


def _deliveries(tree: object, received: str, masking: _Masking) -> Iterator[Decoded]:
    entries = tree.get("entry") if isinstance(tree, dict) else None
    if not isinstance(entries, list) or not entries:
        yield _masked_unknown(masking, "delivery", tree, received)
        return
    for entry in entries:
        changes = entry.get("changes") if isinstance(entry, dict) else None
        if not isinstance(changes, list) or not changes:
            yield _masked_unknown(masking, "entry", entry, received)
            continue
        for change in changes:
            if isinstance(change, dict) and isinstance(change.get("value"), dict):
                yield from _Change(entry, change, received, masking).events()
            else:
                yield _masked_unknown(masking, "change", {**entry, "changes": [change]}, received)


class _Change:
    """One ``changes[]`` element: several items of one phone number, with the people they are from or to."""

    def __init__(self, entry: Json, change: Json, received: str, masking: _Masking) -> None:
        self._masking = masking
        self._around = {key: value for key, value in entry.items() if key != "changes"}
        self._field, _ = mask(text(change, "field") or "change")
        self._value = table(change, "value")
        head, _ = masking({key: said for key, said in self._value.items() if key in _CONTEXT})
        self._head: dict[str, object] = head if isinstance(head, dict) else {}
        metadata = table(self._head, "metadata")
        self._channel = text(metadata, "phone_number_id")
        own_number = text(metadata, "display_phone_number")
        self._own_number = None if own_number is None else own_number.lstrip("+")
        self._people = People(self._head)
        # Template and account events put their time next to the entry's id.
        self._at = moment(entry, "time", received)

    def events(self) -> Iterator[Decoded]:
        """Yield one event for each item, then one for whatever else the change carries."""
        rest: dict[str, object] = {}
        empty = True
        for key, value in self._value.items():
            if key in _ITEMS and isinstance(value, list):
                empty = empty and not value
                for item in value:
                    yield from _ITEMS[key](self, key, item)
            elif key not in _CONTEXT:
                rest[key] = value
        if rest or empty:
            yield self._other(rest)

    def _messages(self, key: str, item: object) -> Iterator[Decoded]:
        clean, hit, message_id = self._clean(item)
        if message_id is None:
            yield self._other({key: [item]}, _NO_ID)
            return
        echoed = key == "message_echoes"
        person = self._people.receiver(clean) if echoed else self._people.sender(clean)
        yield self._message(clean, message_id, person, outgoing=echoed, hit=hit)

    def _statuses(self, key: str, item: object) -> Iterator[Decoded]:
        clean, _, message_id = self._clean(item)
        if message_id is None:
            yield self._other({key: [item]}, _NO_ID)
            return
        person = self._people.recipient(clean)
        body = read_status(clean, message_id, person, channel=self._channel, at=self._at)
        member = text(clean, "recipient_participant_user_id") or text(clean, "recipient_participant_id")
        yield Decoded(
            type="message.status",
            at=body.at,
            body=body,
            dedup=f"wa:s:{message_id}:{body.status}" + (f":{member}" if member else ""),
            actor=ACTOR,
            contact=body.contact,
            channel=self._channel,
        )

    def _history(self, key: str, chunk: object) -> Iterator[Decoded]:
        threads = chunk.get("threads") if isinstance(chunk, dict) else None
        if not isinstance(chunk, dict) or not isinstance(threads, list) or not threads:
            yield self._other({key: [chunk]})
            return
        for thread in threads:
            messages = thread.get("messages") if isinstance(thread, dict) else None
            if not isinstance(messages, list) or not messages:
                yield self._other({key: [{**chunk, "threads": [thread]}]})
                continue
            for item in messages:
                lone = {**thread, "messages": [item]}
                yield self._past_message(lone) or self._other({key: [{**chunk, "threads": [lone]}]}, _NO_ID)

    def _past_message(self, thread: Json) -> Decoded | None:
        """Return the one message of ``thread``, None when it has no id."""
        clean, hit = self._masking(thread)
        item = next(iter(rows(clean, "messages")), {}) if isinstance(clean, dict) else {}
        found = text(item, "id")
        if found is None or not isinstance(clean, dict):
            return None
        partner = self._people.partner(clean)
        return self._message(item, MessageId(found), partner, outgoing=self._is_ours(item, clean), hit=hit, imported=True)

    def _is_ours(self, item: Json, thread: Json) -> bool:
        """Tell whether the shop wrote a message of history: by its sender, and where that says nothing by a receiver."""
        sender, receiver = text(item, "from"), text(item, "to")
        own = self._own_number
        if sender is not None:
            if sender.lstrip("+") == own:
                return True
            if sender in (text(thread, "id"), text(table(thread, "context"), "wa_id")):
                return False
        if receiver is not None and receiver.lstrip("+") == own:
            return False
        return bool(receiver or text(item, "to_user_id"))

    def _calls(self, key: str, item: object) -> Iterator[Decoded]:
        clean, hit, call_id = self._clean(item)
        if call_id is None or not is_over(clean):
            yield self._other({key: [item]}, _NO_ID if call_id is None else None)
            return
        ours = is_ours(clean, self._own_number)
        person = self._people.receiver(clean) if ours else self._people.sender(clean)
        direction = "out" if ours else "in"
        call = read_call(clean, call_id, direction=direction, channel=self._channel, at=self._at)
        yield self._said(call, person, hit=hit)

    def _preferences(self, key: str, item: object) -> Iterator[Decoded]:
        """Read that somebody stopped or resumed marketing in WhatsApp's own menu of the chat."""
        clean, _ = self._masking(item)
        said = clean if isinstance(clean, dict) else {}
        allowed = _PREFERENCES.get(text(said, "value") or "")
        person = self._people.sender({"from": said.get("wa_id"), "from_user_id": said.get("user_id")})
        if allowed is None or text(said, "category") not in _MARKETING or not person.known():
            yield self._other({key: [item]})
            return
        at = moment(said, "timestamp", self._at)
        who = person.user_id or person.wa_id
        # Hashed, for the name would still tell who it was when the person is erased.
        digest = hashlib.sha256(f"{who} {allowed} {at}".encode()).hexdigest()
        name = f"wa:p:{digest[:32]}"
        body = ConsentBody(id=name, category="marketing", allowed=allowed, at=at, contact=person)
        yield Decoded(
            type="consent.changed", at=at, body=body, dedup=name, actor=ACTOR, contact=person, channel=self._channel
        )

    def _address_book(self, key: str, item: object) -> Iterator[Decoded]:
        """Read a line of the address book of the shop's own phone, which is synced in coexistence."""
        clean, _ = self._masking(item)
        said = clean if isinstance(clean, dict) else {}
        action, person = text(said, "action"), in_address_book(table(said, "contact"))
        if text(said, "type") not in _CONTACT or action not in ("add", "remove") or not person.known():
            yield self._other({key: [item]})
            return
        at = moment(table(said, "metadata"), "timestamp", self._at)
        body = ContactBody(action, person)
        # Hashed, for the name would still tell who it was when the person is erased.
        digest = hashlib.sha256(f"{at} ".encode() + write(said)).hexdigest()
        yield Decoded(
            type="contact.synced",
            at=at,
            body=body,
            dedup=f"wa:b:{digest[:32]}",
            actor=ACTOR,
            contact=person,
            channel=self._channel,
        )

    def _message(
        self, item: Json, message_id: MessageId, person: Contact, *, outgoing: bool, hit: bool, imported: bool = False
    ) -> Decoded:
        direction = "out" if outgoing else "in"
        message = read_message(item, message_id, direction=direction, channel=self._channel, at=self._at)
        return self._said(message, person, hit=hit, imported=imported)

    def _said(self, message: Message, person: Contact, *, hit: bool, imported: bool = False) -> Decoded:
        if hit:
            message = msgspec.structs.replace(message, masked=True)
        return Decoded(
            type="message.echoed" if message.direction == "out" else "message.received",
            at=message.at,
            body=MessageBody(message, person, quiet=imported),
            dedup=f"wa:m:{message.id}",
            actor=ACTOR,
            contact=person if person.known() else None,
            channel=self._channel,
        )

    def _clean(self, item: object) -> tuple[Json, bool, MessageId | None]:
        """Return an item with its card numbers masked, whether there were any, and its id if it has one."""
        clean, hit = self._masking(item)
        if not isinstance(clean, dict):
            return {}, hit, None
        found = text(clean, "id")
        return clean, hit, None if found is None else MessageId(found)

    def _other(self, rest: Mapping[str, object], note: str | None = None) -> Decoded:
        """Keep what is neither message nor status, with everything around it."""
        change = {"field": self._field, "value": {**self._head, **rest}}
        decoded = _masked_unknown(self._masking, self._field, {**self._around, "changes": [change]}, self._at, note)
        return msgspec.structs.replace(decoded, channel=self._channel)


_ITEMS = {
    "messages": _Change._messages,
    "message_echoes": _Change._messages,
    "statuses": _Change._statuses,
    "history": _Change._history,
    "calls": _Change._calls,
    "user_preferences": _Change._preferences,
    "state_sync": _Change._address_book,
}
"""The lists of a change that have items of their own, whatever field they come under."""


def _masked_unknown(masking: _Masking, what: str, raw: object, at: str, note: str | None = None) -> Decoded:
    clean, _ = masking(raw)
    return _unknown(what, write(clean), at, note)


def _unknown(what: str, raw: bytes, at: str, note: str | None) -> Decoded:
    body = UnknownBody(ACTOR, what, msgspec.Raw(raw), note)
    digest = hashlib.sha256(what.encode() + b"\n" + raw).hexdigest()
    return Decoded(type="platform.unknown", at=at, body=body, dedup=f"wa:x:{digest}", actor=ACTOR)
