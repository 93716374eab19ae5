"""Money that was on hold at a desk nobody hears of any more: it was not sent, and the team is told so in the chat.

Called from a worker thread when presence lapses. First a tombstone, then the words, so that a late post cannot make them
untrue.
"""

from __future__ import annotations

import logging

from inbox.domain.events import NoteBody
from inbox.domain.money import Money
from inbox.domain.presence import Activity
from inbox.domain.roles import Actor
from inbox.hub import team_notes
from inbox.hub.api_actions import Actions
from inbox.hub.presence import Vanished
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing

CODE = "hold-lost"
"""The note's code, by which a screen says it in its own language."""

_WHAT = {
    "refund": "Refund",
    "accept_dispute": "Acceptance of the dispute",
    "change_subscription": "Change of a subscription of",
}

_log = logging.getLogger("tresen.actions")


def tell(lost: Vanished, actions: Actions, writer: Writing) -> bool:
    """Say in the chat that a held payment or refund was not sent; False when there is nothing to say.

    HttpProblem when the desk reported something that its agent could not have held.
    """
    held = lost.activity
    if held.action is None or held.conversation is None or held.amount is None or held.currency is None:
        return False
    if actions.get(held.action) is not None:
        return False
    if actions.cancel(lost.actor, held.action).state != "cancelled":
        return False
    _log.info("the desk of %s is gone; what it held was not sent (action %s)", lost.actor.name, held.action)
    return writer.run(lambda tx: _note(tx, lost.actor, held))


def _note(tx: Transaction, actor: Actor, held: Activity) -> bool:
    what = _WHAT.get(held.kind or "", "Payment request")
    # The sum as the shop's own line has it from the first day on: whoever knows the line by its words finds it.
    money = Money(held.amount or 0, held.currency or "eur").text("de")
    body = NoteBody(
        id=tx.ids.uuid(),
        text=f"{what} {money} was not sent",
        agent=actor.agent,
        name=actor.name,
        code=CODE,
        facts={"action": held.action, "kind": held.kind, "amount": held.amount, "currency": held.currency},
    )
    return team_notes.write(tx, held.conversation, body) is not None
