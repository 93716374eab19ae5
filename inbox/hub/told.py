"""Words to a customer behind something that was done for her: an action of their own, under an id that follows from the other's.

Used inside transactions by what tells of refunds and of subscriptions.
"""

from __future__ import annotations

from collections.abc import Callable

from inbox.domain import times, window
from inbox.domain.actions import SendTemplate, SendText, encode_action
from inbox.domain.ids import ActionId, ConversationId
from inbox.domain.template_choice import TemplateChoice
from inbox.hub import action_rows
from inbox.hub.action_rows import Record
from inbox.hub.transaction import Transaction
from inbox.store.state.facts import last_inbound

Ready = Callable[[ActionId], None]
"""Takes the id of an action that is to be run once the transaction is committed."""


def message(
    tx: Transaction, name: ActionId, conversation: ConversationId, text: str | None, template: TemplateChoice | None
) -> SendText | SendTemplate | None:
    """Return what goes out now: the text while the window is open, else the template; None where there is no way."""
    if text is not None and window.is_open(last_inbound(tx.state, conversation), tx.now):
        return SendText(id=name, conversation=conversation, text=text)
    return None if template is None else template.send(name, conversation)


def put_behind(tx: Transaction, record: Record, words: SendText | SendTemplate, ready: Ready) -> None:
    """Put a message behind the action it tells of, in the name of whoever asked for that."""
    moment = times.to_text(tx.now)
    action_rows.put(
        tx,
        Record(
            id=words.id,
            kind=words.kind,
            state="queued",
            at=moment,
            changed_at=moment,
            body=encode_action(words),
            agent=record.agent,
            agent_name=record.agent_name,
            role=record.role,
            conversation=words.conversation,
            payment=record.payment,
        ),
    )
    ready(words.id)
