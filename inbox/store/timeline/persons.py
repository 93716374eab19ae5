"""Merging, unmerging and erasing persons: the steps that touch whole chats at once.

Called by ``projection`` on the engine thread, between batches, inside the same transaction and after the state.
"""

from __future__ import annotations

import peewee

from inbox.domain.ids import ConversationId
from inbox.store.state import identity
from inbox.store.state.schema import StateTables
from inbox.store.timeline.batch import Batch
from inbox.store.timeline.rows import ChatRow
from inbox.store.timeline.statements import AMONG, listed


def regroup(batch: Batch, state: StateTables, conversation: ConversationId, other: ConversationId) -> None:
    """Show the entries of ``other``, and of whoever flowed into it, in the chat where the state says that they belong."""
    target = batch.chat(identity.root(state, other))
    left = [batch.chat(other), batch.chat(identity.root(state, conversation))]
    origins = [batch.chat(member).num for member in identity.group_of(state, other)]
    batch.flush()
    for source in left:
        if source.num != target.num:
            _move(state.db, source.num, target.num, origins)
    if identity.root(state, conversation) == target.conversation:
        # What was answered on the shop's phone above a message answers it in whichever chat it came.
        target.answered = max(chat.answered for chat in (*left, target))
        batch.mark_read(target, 0, target.answered)
    for chat in (*left, target):
        _recount(batch, state.db, chat)


def _move(db: peewee.SqliteDatabase, source: int, target: int, origins: list[int]) -> None:
    moving = f"SELECT id FROM entry WHERE chat = ? AND origin IN ({', '.join(map(str, origins))})"  # noqa: S608 - numbers
    db.execute_sql(f"UPDATE unread SET chat = ? WHERE chat = ? AND entry IN ({moving})", (target, source, source))  # noqa: S608
    db.execute_sql(f"UPDATE entry SET chat = ? WHERE id IN ({moving})", (target, source))  # noqa: S608


def _recount(batch: Batch, db: peewee.SqliteDatabase, chat: ChatRow) -> None:
    """Make a chat's kept figures anew from its entries."""
    chat.unread = db.execute_sql("SELECT count(*) FROM unread WHERE chat = ?", (chat.num,)).fetchone()[0]
    batch.change_chat(chat)
    batch.renew_line(chat.num)
    batch.renew_turn(chat.num)
    batch.renew_asks(chat.num)


def erase(batch: Batch, state: StateTables, conversation: ConversationId) -> None:
    """Take a person's entries, words, names and row out of the timeline; nothing of them stays in any index.

    Runs before the state erases, which still knows who was merged with whom.
    """
    names = listed([*identity.group_of(state, conversation), conversation])
    db = state.db
    rows = db.execute_sql(f"SELECT num, conversation FROM chat WHERE conversation {AMONG}", (names,)).fetchall()  # noqa: S608
    for number, member in rows:
        db.execute_sql("DELETE FROM words WHERE rowid IN (SELECT id FROM entry WHERE chat = ?)", (number,))
        db.execute_sql("DELETE FROM seen_to WHERE key IN (SELECT key FROM entry WHERE chat = ?)", (number,))
        db.execute_sql("DELETE FROM entry WHERE chat = ?", (number,))
        db.execute_sql("DELETE FROM unread WHERE chat = ?", (number,))
        batch.drop_chat(ConversationId(member))


def drop_lines_without_object(state: StateTables) -> None:
    """Take out the lines of Stripe objects that the state has dropped with their person."""
    gone = "SELECT id FROM entry WHERE money AND NOT EXISTS (SELECT 1 FROM mirror WHERE mirror.id = entry.key)"
    state.db.execute_sql(f"DELETE FROM words WHERE rowid IN ({gone})")  # noqa: S608
    state.db.execute_sql(f"DELETE FROM entry WHERE id IN ({gone})")  # noqa: S608
