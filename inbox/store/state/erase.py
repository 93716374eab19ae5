"""Takes a person out of the state: keys, links, mirrored objects, what actions said of them.

Called by ``projection`` for ``person.erased``, on the hub in the transaction that erases the log's rows too. What stays is
the conversation's bare id, so that a late event about it is known to be about somebody erased.
"""

from __future__ import annotations

from inbox.domain.ids import ConversationId, SourceId
from inbox.store.state import identity, ownership
from inbox.store.state.identity import marks
from inbox.store.state.schema import StateTables


def erase_person(tables: StateTables, conversation: ConversationId) -> list[SourceId]:
    """Erase the person behind ``conversation`` and whoever was merged with them; return the Stripe objects dropped."""
    group = identity.group_of(tables, conversation)
    if conversation not in group:
        group.append(conversation)
    objects = ownership.objects_of(tables, conversation)
    db = tables.db
    people = marks(group)
    # Only placeholders are put into these statements.
    db.execute_sql(f"DELETE FROM key WHERE conversation IN ({people})", tuple(group))  # noqa: S608
    db.execute_sql(f"DELETE FROM link WHERE conversation IN ({people})", tuple(group))  # noqa: S608
    db.execute_sql(f"DELETE FROM sent_address WHERE conversation IN ({people})", tuple(group))  # noqa: S608
    db.execute_sql(f"DELETE FROM planned WHERE conversation IN ({people})", tuple(group))  # noqa: S608
    db.execute_sql(
        f"UPDATE action_row SET result = NULL, problem = NULL, summary = NULL WHERE conversation IN ({people})",  # noqa: S608
        tuple(group),
    )
    for name in objects:
        db.execute_sql("DELETE FROM mirror WHERE id = ?", (name,))
        db.execute_sql("DELETE FROM link WHERE object = ?", (name,))
    for member in group:
        db.execute_sql(
            "INSERT INTO conversation (id, status, status_seq, assignee_seq, read_seq, inbound_seq, merged_seq, blocked, "
            "blocked_seq, erased) VALUES (?, 'resolved', 0, 0, 0, 0, 0, 0, 0, 1) "
            "ON CONFLICT (id) DO UPDATE SET erased = 1, name = NULL, name_at = NULL, last_inbound = NULL, last_at = NULL, "
            "snoozed_until = NULL, status = 'resolved', marketing = NULL, marketing_at = NULL",
            (member,),
        )
    return objects
