"""Where messages and receipts belong, found out for many at once and kept up while they wait to be written.

Used by ``taking`` inside one transaction. Knows only the plain case, which is nearly all of what comes: keys that lead to
one person, or to nobody yet. Anything else is answered with None, and decided by ``people`` on what the tables say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inbox.domain.events import Decoded, MessageBody, StatusBody
from inbox.domain.ids import ConversationId, MessageId
from inbox.domain.messages import Contact
from inbox.hub import people, refs
from inbox.hub.transaction import Transaction
from inbox.store.state import identity
from inbox.store.state.identity import PersonKey


class Place:
    """A conversation that was found; ``conversation`` is None for a receipt that belongs nowhere."""

    __slots__ = ("conversation",)

    def __init__(self, conversation: ConversationId | None) -> None:
        self.conversation = conversation


class Addresses:
    """What the tables say of keys and messages, with what the items that wait will make of it."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._owners: dict[PersonKey, ConversationId | None] = {}
        self._homes: dict[MessageId, ConversationId | None] = {}

    def read(self, items: Iterable[Decoded]) -> None:
        """Read what ``items`` will need; never while others wait to be written about the same."""
        keys: dict[PersonKey, None] = {}
        names: dict[MessageId, None] = {}
        for item in items:
            contact = _contact_of(item)
            if contact is not None:
                keys |= dict.fromkeys(identity.lasting_keys_of(contact))
            if isinstance(item.body, StatusBody):
                names[item.body.message_id] = None
        self._read_keys(keys)
        self._read_names(names)

    def forget(self) -> None:
        """Forget everything: something was written whose effects are not followed here."""
        self._owners.clear()
        self._homes.clear()

    def are_new(self, keys: Sequence[PersonKey]) -> bool:
        """Tell whether one of ``keys`` that lead to a person leads to nobody yet."""
        lasting = [key for key in keys if key.kind != "username"]
        self._read_keys(lasting)
        return any(self._owners[key] is None for key in lasting)

    def place_of(self, item: Decoded) -> Place | None:
        """Return where ``item`` belongs, as of everything taken so far; None when that is not plain."""
        body = item.body
        if isinstance(body, MessageBody):
            return None if body.message.kind == "system" else self._of_message(body, _contact_of(item))
        return self._of_status(body, _contact_of(item)) if isinstance(body, StatusBody) else None

    def _of_message(self, body: MessageBody, contact: Contact | None) -> Place | None:
        keys = () if contact is None else identity.lasting_keys_of(contact)
        if not keys or keys != identity.lasting_keys_of(body.contact):
            return None
        found = self._found(keys)
        if len(found) > 1:
            return None
        conversation = found[0] if found else people.new(self._tx)
        self._owners |= dict.fromkeys(keys, conversation)
        self._homes[body.message.id] = conversation
        return Place(conversation)

    def _of_status(self, body: StatusBody, contact: Contact | None) -> Place | None:
        keys = () if contact is None else identity.lasting_keys_of(contact)
        if contact is not None and not keys and contact.known():
            return None
        self._read_names([body.message_id])
        found = self._found(keys)
        home = self._homes[body.message_id]
        if home is None:
            home = self._homes[body.message_id] = found[0] if found else None
        if home is None:
            return Place(None)
        if any(owner != home for owner in found) or (body.contact is not None and keys != identity.lasting_keys_of(body.contact)):
            return None
        self._owners |= dict.fromkeys(keys, home)
        return Place(home)

    def _found(self, keys: Sequence[PersonKey]) -> list[ConversationId]:
        """Return the distinct conversations that ``keys`` lead to, in their order."""
        self._read_keys(keys)
        owners = (self._owners[key] for key in keys)
        return list(dict.fromkeys(owner for owner in owners if owner is not None))

    def _read_keys(self, keys: Iterable[PersonKey]) -> None:
        missing = [key for key in keys if key not in self._owners]
        if missing:
            self._owners |= dict.fromkeys(missing)
            self._owners |= identity.owner_of_each(self._tx.state, missing)

    def _read_names(self, names: Iterable[MessageId]) -> None:
        missing = [name for name in names if name not in self._homes]
        if missing:
            self._homes |= dict.fromkeys(missing)
            self._homes |= refs.conversations(self._tx.hub, missing)


def _contact_of(item: Decoded) -> Contact | None:
    """Return whose item it is."""
    body = item.body
    if isinstance(body, MessageBody):
        return item.contact or body.contact
    return item.contact or body.contact if isinstance(body, StatusBody) else None
