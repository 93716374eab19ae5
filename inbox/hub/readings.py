"""What was just read at Stripe, put into the log so that every desk sees it: only what is new, at Stripe's own time.

Used by the action engines and the jobs inside their transactions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from inbox.domain import times
from inbox.domain.events import NewEvent
from inbox.domain.ids import ConversationId
from inbox.domain.payments import Payment, StripeObject, merge
from inbox.hub.transaction import Transaction
from inbox.platforms.stripe import convert
from inbox.store.state import mirror, ownership

ACTOR = "stripe"


def note(tx: Transaction, found: Iterable[StripeObject], date: int, conversation: ConversationId | None = None) -> None:
    """Append each object that says something the mirror does not know yet; ``date`` is Stripe's clock at the answer.

    ``conversation`` is used for objects of which nobody knows whose they are.
    """
    for said in found:
        # Whatever kind it is, the mirror is asked for that kind; the type checker follows one of them.
        known = mirror.read(tx.state, cast("type[Payment]", type(said)), (said.id,))
        if known and merge(known[0], said) == known[0]:
            continue
        owner = ownership.owner_of(tx.state, said) or conversation
        kind, body = convert.change(said, convert.version(date, "r"))
        at = times.to_text(times.from_unix(date) if date else tx.now)
        tx.append([NewEvent(kind, ACTOR, at, body, owner)])
