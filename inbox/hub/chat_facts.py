"""The facts on which the hub decides what goes into a chat: the window, who is there, what is open to be paid.

Called inside transactions when an action arrives and again just before it is sent.
"""

from __future__ import annotations

import msgspec

from inbox.domain.actions import (
    AnyAction,
    MergePeople,
    PlanSend,
    RequestPayment,
    SendInvoice,
    SendTemplate,
    SubmitTemplate,
)
from inbox.domain.ids import ConversationId
from inbox.domain.policy import State
from inbox.domain.roles import Actor, Policy
from inbox.domain.templates import Template
from inbox.hub.transaction import Transaction
from inbox.store.state import identity, ownership, templates
from inbox.store.state.facts import last_inbound, marketing_stopped, open_requests
from inbox.store.state.identity import marks


def state(
    tx: Transaction,
    actor: Actor,
    conversation: ConversationId | None,
    policy: Policy,
    action: AnyAction | None = None,
) -> State:
    """Gather what ``policy.decide`` needs for ``action`` (anything but a refund); merged conversations count as one."""
    if conversation is None:
        return State(actor=actor, now=tx.now, policy=policy, template=template_of(tx, action))
    group = identity.group_of(tx.state, conversation)
    if not identity.known(tx.state, group[0]):
        return State(actor=actor, now=tx.now, policy=policy, conversation_known=False)
    row = tx.db.execute_sql(
        f"SELECT max(blocked) FROM conversation WHERE id IN ({marks(group)})",  # noqa: S608 - placeholders
        tuple(group),
    ).fetchone()
    may_be_marketing = isinstance(action, SendTemplate | PlanSend | RequestPayment | SendInvoice)
    stopped = marketing_stopped(tx.state, group[0]) if may_be_marketing else None
    facts = State(
        actor=actor,
        now=tx.now,
        policy=policy,
        last_inbound=last_inbound(tx.state, group[0]),
        blocked=bool(row[0]),
        marketing_stopped=stopped,
        template=template_of(tx, action),
        open_requests=open_requests(tx.state, group[0]),
    )
    return _of_two(tx, action, group, facts) if isinstance(action, MergePeople) else facts


def _of_two(tx: Transaction, action: MergePeople, group: list[ConversationId], facts: State) -> State:
    """Add what deciding a merge needs to know of the other side."""
    is_known = identity.known(tx.state, action.other)
    are_one = action.other in group
    # Taking apart asks nothing of the money; and one person's money is not on two sides.
    both = is_known and not are_one and all(ownership.has_money(tx.state, each) for each in (group[0], action.other))
    return msgspec.structs.replace(facts, other_known=is_known, are_one=are_one, both_paid=both)


def template_of(tx: Transaction, action: AnyAction | None) -> Template | None:
    """Return the template an action sends or submits, None when it is about none or one that nobody knows."""
    match action:
        case SendTemplate() | PlanSend(send=SendTemplate()) | SendInvoice(send=SendTemplate()):
            sent = action.send if isinstance(action, PlanSend | SendInvoice) else action
            return templates.find(tx.state, sent.template, sent.language) if isinstance(sent, SendTemplate) else None
        case RequestPayment(template=choice) if choice is not None:
            return templates.find(tx.state, choice.template, choice.language)
        case SubmitTemplate(draft=draft):
            return templates.find(tx.state, draft.name, draft.language)
        case _:
            return None
