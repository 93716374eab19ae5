"""Lines the hub itself writes into a chat for the team: what became of something that nobody was there to see.

Inside a transaction of the hub. A note has a ``code`` by which a screen says it in its own language; its text is for whoever
does not know the code.
"""

from __future__ import annotations

from inbox.domain import times
from inbox.domain.events import NewEvent, NoteBody
from inbox.domain.ids import ConversationId
from inbox.hub.transaction import Transaction
from inbox.store.state import identity


def write(
    tx: Transaction, conversation: ConversationId | None, note: NoteBody, actor: str = "hub"
) -> ConversationId | None:
    """Write a note into the chat a conversation now belongs to; return that chat, None when it is gone or was none."""
    if conversation is None:
        return None
    chat = identity.root(tx.state, conversation)
    if not identity.known(tx.state, chat):
        return None
    tx.append([NewEvent("note.added", actor, times.to_text(tx.now), note, chat)])
    return chat
