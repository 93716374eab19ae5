"""Lines of the shop phone's address book about people who have not written: their names wait in the log until they do.

A line that names nobody known begins no conversation; it stands under the key it names (the log's ``subject``). When that key
is first seen on a person, the newest line is said once more in that person's conversation, so that it ends as if the book
had been synced later. Used by ``taking`` inside one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from inbox.domain.events import ContactBody, Decoded, MessageBody, NewEvent, decode_body
from inbox.domain.ids import ConversationId
from inbox.domain.messages import Contact
from inbox.hub import log
from inbox.hub.transaction import Transaction
from inbox.store.state import identity
from inbox.store.state.identity import PersonKey

_KIND = "contact.synced"


class AddressBook:
    """What the log has of it, as of the last ``forget``."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._is_empty: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody waits in it: a shop without coexistence never has one."""
        if self._is_empty is None:
            row = self._tx.db.execute_sql(
                "SELECT 1 FROM log WHERE subject >= ? AND subject < ? LIMIT 1", log.LISTED_RANGE
            ).fetchone()
            self._is_empty = row is None
        return self._is_empty

    def forget(self) -> None:
        """Look anew at the next question: something was written."""
        self._is_empty = None

    def again(self, item: Decoded, conversation: ConversationId) -> NewEvent | None:
        """Return the newest line about whoever ``item`` names, to be said in their conversation; None when there is none.

        Also one that takes a name away: an older line may still come.
        """
        subjects = [log.listed(key) for key in keys_of(item)]
        rows = self._tx.db.execute_sql(
            f"SELECT at, v, body FROM log WHERE subject IN ({identity.marks(subjects)}) AND body IS NOT NULL",  # noqa: S608
            tuple(subjects),
        ).fetchall()
        lines: list[tuple[str, bool, str, ContactBody]] = []
        for at, v, body in rows:
            said = decode_body(_KIND, log.upcast(_KIND, v, bytes(body))[0])
            if isinstance(said, ContactBody):
                # Of two lines of one moment the one that takes the name away counts, then the later in the alphabet.
                lines.append((at, said.action != "add", said.contact.name or "", said))
        if not lines:
            return None
        at, _, _, said = max(lines, key=lambda line: line[:3])
        return NewEvent(_KIND, "hub", at, said, conversation)


def keys_of(item: Decoded) -> Sequence[PersonKey]:
    """Return every key by which an item names its person."""
    contact = item.contact or getattr(item.body, "contact", None)
    keys = identity.keys_of(contact) if isinstance(contact, Contact) else ()
    return (*keys, *identity.keys_after(item.body.message)) if isinstance(item.body, MessageBody) else keys
