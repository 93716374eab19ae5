"""Takes an action in: once per id, with what can be decided on the spot; the rest waits in the table for its engine.

Called inside a transaction by ``Actions.post``. A repeat gets the present state, another body under the same id an error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from inbox.domain import policy as rules
from inbox.domain import times
from inbox.domain.actions import AnyAction, MarkRead, RefundPayment, RequestPayment, SendInvoice, encode_action
from inbox.domain.cards import mask
from inbox.domain.dispute_actions import ABOUT_DISPUTES
from inbox.domain.ids import ActionId, ConversationId, SourceId
from inbox.domain.policy import NeedsConfirmation, Refused
from inbox.domain.problems import Problem
from inbox.domain.request_sums import total
from inbox.domain.roles import Actor, Policy
from inbox.hub import action_rows, chat_facts, decisions
from inbox.hub.action_rows import Record
from inbox.hub.problems import HttpProblem
from inbox.hub.refund_problems import needs_confirmation
from inbox.hub.transaction import Transaction
from inbox.store.state import identity

T = TypeVar("T", bound=msgspec.Struct)

_TYPED = frozenset(
    (
        *("text", "caption", "filename", "header", "footer", "title", "name", "address", "company", "label", "buttons"),
        *("purpose", "button", "reason", "note", "tell", "description"),
    )
)
"""Fields that hold what a person typed."""
TOMBSTONE = ""
"""The kind of an action that was cancelled before it came."""


class Intake:
    """The door. ``ready(id)`` is called for actions that an engine is to run after the commit."""

    def __init__(self, ready: Callable[[ActionId], None], policy: Policy, connected: Callable[[str], bool]) -> None:
        """``connected(kind)`` tells whether there is an engine for a kind: a hub may lack Stripe or WhatsApp.

        ``deliver`` is the kind of writing a finished payment request into the chat.
        """
        self._ready = ready
        self._policy = policy
        self._connected = connected

    def take(self, tx: Transaction, actor: Actor, action: AnyAction) -> Record:
        """Take an action in, or answer a repeat; HttpProblem 422 when the id means something else already."""
        kept = without_cards(action)
        body = encode_action(kept)
        known = action_rows.find(tx.hub, action.id)
        if known is not None:
            return self._repeat(known, actor, kept, body)
        record = _record(tx, actor, kept, body)
        if action.not_after is not None and tx.now > times.from_text(action.not_after):
            return action_rows.put(tx, _ended(record, "expired", _EXPIRED))
        is_decision = decisions.is_decision(kept)
        problem = self._refusal(tx, actor, action)
        if problem is None and not is_decision and not self._is_possible(action):
            problem = NOT_CONNECTED
        if problem is not None:
            return action_rows.put(tx, _ended(record, "refused", problem))
        if is_decision:
            return self._decide(tx, actor, kept, record)
        self._ready(action.id)
        return action_rows.put(tx, record)

    def _repeat(self, known: Record, actor: Actor, action: AnyAction, body: bytes) -> Record:
        if known.kind == TOMBSTONE:
            return msgspec.structs.replace(known, kind=action.kind)
        if known.body is None:
            return known
        if known.body != body or known.agent != actor.agent:
            raise HttpProblem(
                422, "action-mismatch", "This id already stands for another action; click again to make a new one."
            )
        return known

    def _refusal(self, tx: Transaction, actor: Actor, action: AnyAction) -> Problem | None:
        """Return what the hub's own tables say against it; a refund is decided later, on what Stripe says."""
        conversation = getattr(action, "conversation", None)
        facts = chat_facts.state(tx, actor, conversation, self._policy, action)
        if isinstance(action, RefundPayment | ABOUT_DISPUTES):
            # Decided on what Stripe says, by its engine; only what needs no look at Stripe is answered at once.
            if without_cards(action) != action:
                return _CARD_NUMBER
            return None if facts.conversation_known else _UNKNOWN_CONVERSATION
        decision = rules.decide(action, facts)
        if isinstance(decision, NeedsConfirmation):
            return needs_confirmation(decision)
        return decision.problem if isinstance(decision, Refused) else None

    def _is_possible(self, action: AnyAction) -> bool:
        if isinstance(action, RequestPayment) and action.deliver and not self._connected("deliver"):
            return False
        if isinstance(action, SendInvoice) and not self._connected(action.send.kind):
            return False
        return self._connected(action.kind)

    def _decide(self, tx: Transaction, actor: Actor, action: AnyAction, record: Record) -> Record:
        problem = decisions.apply(tx, actor, action)
        if problem is not None:
            return action_rows.put(tx, _ended(record, "refused", problem))
        if isinstance(action, MarkRead):
            self._ready(action.id)
        return action_rows.put(tx, msgspec.structs.replace(record, state="succeeded"))


def without_cards(wish: T) -> T:
    """Return an action with the card numbers in its typed texts masked; ids, article numbers and amounts stay."""
    changes: dict[str, object] = {}
    for name in wish.__struct_fields__:
        value = getattr(wish, name)
        if name in _TYPED and isinstance(value, str):
            changes[name] = mask(value)[0]
        elif isinstance(value, dict):
            changes[name] = {key: _without_card(item, is_typed=True) for key, item in value.items()}
        elif isinstance(value, msgspec.Struct):
            changes[name] = without_cards(value)
        elif isinstance(value, tuple):
            changes[name] = tuple(_without_card(item, name in _TYPED) for item in value)
    return msgspec.structs.replace(wish, **changes)


def _without_card(item: object, is_typed: bool) -> object:
    if isinstance(item, msgspec.Struct):
        return without_cards(item)
    return mask(item)[0] if is_typed and isinstance(item, str) else item


def _record(tx: Transaction, actor: Actor, action: AnyAction, body: bytes) -> Record:
    moment = times.to_text(tx.now)
    conversation: ConversationId | None = getattr(action, "conversation", None)
    if conversation is not None:
        conversation = identity.root(tx.state, conversation)
    payment: SourceId | None = getattr(action, "payment", None)
    amount = total(action) if isinstance(action, RequestPayment) else getattr(action, "amount", None)
    return Record(
        id=action.id,
        kind=action.kind,
        state="queued",
        at=moment,
        changed_at=moment,
        body=body,
        agent=actor.agent,
        agent_name=actor.name,
        role=actor.role,
        conversation=conversation,
        payment=payment,
        amount=amount,
        currency=getattr(action, "currency", None),
    )


def _ended(record: Record, state: str, problem: Problem) -> Record:
    return msgspec.structs.replace(record, state=state, problem=problem)


_EXPIRED = Problem("expired", "This was clicked too long ago to be carried out; click again.")
NOT_CONNECTED = Problem(
    "not-connected", "This hub is not connected to the platform that needs; an owner can set it up."
)
_CARD_NUMBER = Problem("card-number", "The text contains a card number; remove it, card data is neither sent nor kept.")
_UNKNOWN_CONVERSATION = Problem("conversation-unknown", "There is no such conversation; reload the list.")
