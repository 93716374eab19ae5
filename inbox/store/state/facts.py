"""What is so in a person's chats: when they last wrote, what they want no more, what they can still pay.

Asked by the hub before it decides and by a desk's screens. Reads only; any thread with its own tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from inbox.domain import times
from inbox.domain.ids import ConversationId, SourceId
from inbox.domain.payments import Checkout
from inbox.store.state import identity, ownership, requests
from inbox.store.state.identity import marks
from inbox.store.state.schema import StateTables


def last_inbound(tables: StateTables, conversation: ConversationId) -> datetime | None:
    """Return when a person last wrote, in whichever of their conversations; None when they never did."""
    group = identity.group_of(tables, conversation)
    row = tables.db.execute_sql(
        f"SELECT max(last_inbound) FROM conversation WHERE id IN ({marks(group)})",  # noqa: S608 - placeholders
        tuple(group),
    ).fetchone()
    return None if row[0] is None else times.from_text(row[0])


def stopped_since(said: Iterable[tuple[str | None, str | None]]) -> str | None:
    """Return since when a person wants no marketing, from what each of their conversations knows (word, moment)."""
    words = [(at, word == "stop") for word, at in said if word is not None and at is not None]
    at, is_stopped = max(words, default=("", False))
    return at if is_stopped else None


def marketing_stopped(tables: StateTables, conversation: ConversationId) -> str | None:
    """Return since when a person wants no marketing (RFC 3339), None when nobody has heard that."""
    group = identity.group_of(tables, conversation)
    rows = tables.db.execute_sql(
        f"SELECT marketing, marketing_at FROM conversation WHERE id IN ({marks(group)})",  # noqa: S608 - placeholders
        tuple(group),
    ).fetchall()
    return stopped_since(rows)


def open_requests(tables: StateTables, conversation: ConversationId) -> tuple[Checkout, ...]:
    """Return the payment requests of a person that can still be paid, the newest first; a link, not the pages opened from it."""
    asked = requests.of_group(tables, identity.group_of(tables, conversation))
    still = tuple(request for request in reversed(asked) if request.status == "open" and request.link is None)
    if not any(request.shared for request in still):
        return still
    # Of what several people can pay, she has paid hers when a payment on it is certainly hers, made after it was sent to her.
    paid: dict[SourceId, str] = {}
    for known in ownership.payments_of(tables, conversation):
        for link in (each.link for each in known.about.requests if each.link is not None):
            paid[link] = max(paid.get(link, ""), known.payment.when or "")
    given = requests.last_given(tables, identity.group_of(tables, conversation), still)
    return tuple(each for each in still if not each.shared or paid.get(each.id, "") < given.get(each.id, ""))


def lapsed_requests(tables: StateTables, conversation: ConversationId) -> tuple[Checkout, ...]:
    """Return the payment pages of a person that expired but have an address to go on with, the newest first."""
    asked = requests.of_group(tables, identity.group_of(tables, conversation))
    return tuple(request for request in reversed(asked) if request.status == "expired" and request.recovery_url)
