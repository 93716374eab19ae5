"""The face of all actions: what the API's routes call, and which engine an action goes to.

Every method may be called from any thread and waits for the database only, never for a platform (``resolve`` alone looks
once at Stripe first). What is refused here is an ``HttpProblem``; what is refused by policy is a state of the action.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping
from uuid import UUID

import msgspec

from inbox.domain import send_actions, times
from inbox.domain.actions import AnyAction, SetStatus, decode_action
from inbox.domain.dispute_actions import ABOUT_DISPUTES
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import Refund
from inbox.domain.problems import Problem
from inbox.domain.roles import Actor, Policy, at_least
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.hub import action_effort, action_rows, action_verdicts, lapsed_approvals, plans, refund_problems
from inbox.hub.action_intake import NOT_CONNECTED, Intake
from inbox.hub.action_rows import Facts, Record
from inbox.hub.action_runner import Lane, Step
from inbox.hub.problems import HttpProblem, forbidden_role, malformed
from inbox.hub.refund_settle import settle
from inbox.hub.requests import has_link
from inbox.hub.store import HubStore
from inbox.hub.transaction import Transaction
from inbox.hub.untold import came_to_nothing
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors
from inbox.platforms.stripe.gateway import StripeReads

MONEY = frozenset({"refund", "request_payment", "stage_evidence", "submit_evidence", "accept_dispute", "change_subscription"})
SENDS = send_actions.SENDS | {"request_payment"}
_OPEN = ("queued", "sending")

_log = logging.getLogger("tresen.actions")


class ActionView(msgspec.Struct, frozen=True):
    """An action as it stands, for the wire."""

    id: ActionId
    kind: str
    state: str
    result: Facts | None
    problem: Problem | None


class Actions:
    """The engine of actions. ``steps`` maps kinds to engines; a kind without one is refused in words.

    ``deliver`` is the kind of a payment request that has its link: what is left of it happens in the chat.
    """

    def __init__(
        self,
        store: HubStore,
        writer: Writing,
        steps: Mapping[str, Step],
        policy: Policy,
        stripe: StripeReads | None = None,
    ) -> None:
        self._store = store
        self._writer = writer
        self._steps = steps
        self._policy = policy
        self._stripe = stripe
        self._ready: deque[ActionId] = deque()
        self._intake = Intake(self.ready, policy, lambda kind: kind in steps)

    def ready(self, action: ActionId) -> None:
        """Note, inside a transaction, that an action is to be run once it is committed."""
        self._ready.append(action)

    def take_ready(self) -> list[ActionId]:
        """Return what was noted since the last call; called after a commit."""
        return [self._ready.popleft() for _ in range(len(self._ready))]

    def post(self, actor: Actor, body: bytes) -> ActionView:
        """Take an action, or answer a repeat with its present state."""
        action = _decoded(body)
        if not at_least(actor.role, "agent"):
            raise forbidden_role("agent")
        return _view(self._writer.run(lambda tx: self._intake.take(tx, actor, action)))

    def get(self, action: str) -> ActionView | None:
        """Return an action, None if nobody has heard of it."""
        with self._store.reader() as reader:
            record = action_rows.find(reader.hub, _name(action))
        return None if record is None else _view(record)

    def cancel(self, actor: Actor, action: str) -> ActionView:
        """Cancel what has not begun, leave a tombstone where nothing is, else answer the present state."""
        if not at_least(actor.role, "agent"):
            raise forbidden_role("agent")
        return _view(self._writer.run(lambda tx: action_verdicts.cancel(tx, actor, _name(action))))

    def approve(self, actor: Actor, action: str, *, alone: bool = False) -> ActionView:
        """Let an action go ahead that needs a second person, or ``alone`` where there is none."""
        name = _name(action)
        return _view(
            self._writer.run(
                lambda tx: action_verdicts.approve(tx, actor, name, self._policy, self.ready, alone=alone)
            )
        )

    def reject(self, actor: Actor, action: str, reason: str | None) -> ActionView:
        """Refuse an action that needs a second person."""
        name = _name(action)
        return _view(self._writer.run(lambda tx: action_verdicts.reject(tx, actor, name, reason, self._policy)))

    def try_again(self, actor: Actor, action: str) -> ActionView:
        """Repeat a refund of unknown outcome with the same bytes, as far as Stripe still recognises them."""
        return _view(self._writer.run(lambda tx: action_verdicts.try_again(tx, actor, _name(action), self.ready)))

    def resolve(self, actor: Actor, action: str, outcome: str, refund: str | None) -> ActionView:
        """End an action of unknown outcome as a person says, unless Stripe knows better."""
        name = _name(action)
        record = self._writer.run(lambda tx: action_verdicts.unresolved(tx, actor, name))
        found = self._found(record, outcome, refund)
        return _view(self._writer.run(lambda tx: self._resolve(tx, actor, name, outcome, found)))

    def lane_of(self, action: ActionId) -> Lane | None:
        """Say where an action queues; None when nothing is to be done for it."""
        with self._store.reader() as reader:
            record = action_rows.find(reader.hub, action)
        if record is None or (record.state not in _OPEN and record.kind != "mark_read"):
            return None
        if record.kind in ("refund", "cancel_payment_request", "link_customer", "send_invoice"):
            return Lane("money", action)
        if record.body is not None and isinstance(wish := record.action, ChangeSubscription):
            return Lane("money", wish.subscription)
        if record.kind == "credit_note":
            return Lane("money", f"credit {record.payment}")  # one after the other: each lists what the last has made
        if record.kind == "request_payment" and not has_link(record):
            return Lane("money", action)
        if record.body is not None and isinstance(wish := record.action, ABOUT_DISPUTES):
            return Lane("money", wish.dispute)  # what is staged is handed in after it was
        if record.kind == "submit_template":
            return Lane("chat", record.kind)  # one after the other: Meta counts them by the hour
        return Lane("chat", record.conversation or action)

    def step(self, action: ActionId) -> int | None:
        """Do the next thing for an action in the engine of its kind."""
        with self._store.reader() as reader:
            record = action_rows.find(reader.hub, action)
        if record is None:
            return None
        kind = "deliver" if record.kind == "request_payment" and has_link(record) else record.kind
        step = self._steps.get(kind)
        if step is not None:
            return step(action)
        self._writer.run(lambda tx: self._impossible(tx, action))
        return None

    def recover(self) -> list[ActionId]:
        """At start: begin a new run of everything unfinished and return it in the order it came."""

        def recovered(tx: Transaction) -> list[ActionId]:
            lapsed_approvals.lapse(tx, self._policy)
            waiting = action_rows.in_states(tx.hub, _OPEN)
            for record in waiting:
                action_rows.save(tx, record, effort=action_effort.new_run(record.effort))
            return [record.id for record in waiting]

        return self._writer.run(recovered)

    def lapse(self) -> None:
        """Expire approvals that nobody gave in time."""
        self._writer.run(lambda tx: lapsed_approvals.lapse(tx, self._policy))

    def _impossible(self, tx: Transaction, action: ActionId) -> None:
        """End what no engine can carry out: a platform was taken away, or an action made another one for it."""
        record = action_rows.find(tx.hub, action)
        if record is not None and record.state == "queued":
            came_to_nothing(tx, action_rows.save(tx, record, state="refused", problem=NOT_CONNECTED))

    def _found(self, record: Record, outcome: str, refund: str | None) -> Refund | None:
        """Look at Stripe for the refund an unknown action made, or the one a person names."""
        if record.kind != "refund" or self._stripe is None:
            return None
        named: Refund | None = None
        try:
            if record.charge is not None:
                listed = self._stripe.refunds_of(record.charge).value
                named = next((one for one in listed if one.action == record.id), None)
            if named is None and outcome == "moved" and refund is not None:
                named = self._stripe.refund(SourceId(refund)).value
        except errors.Missing:
            raise HttpProblem(422, "refund-unknown", "Stripe knows no such refund; check the id.") from None
        except errors.StripeTrouble as trouble:
            _log.info("action %s is resolved without a look at Stripe: %s", record.id, trouble.message)
            return None
        if named is not None and (named.amount != record.amount or (record.charge or named.charge) != named.charge):
            raise HttpProblem(422, "refund-mismatch", "That refund is of another payment or amount; check the id.")
        return named

    def _resolve(self, tx: Transaction, actor: Actor, action: ActionId, outcome: str, found: Refund | None) -> Record:
        if found is None:
            return action_verdicts.resolve(tx, actor, action, outcome)
        record = action_verdicts.unresolved(tx, actor, action)
        return settle(tx, record, found, self.ready)


def after_restore(tx: Transaction) -> int:
    """Called in the transaction that makes a new epoch: nothing that moves money or reaches a customer goes on by itself.

    Returns how many actions became ``unknown``; the jobs then look for each at Stripe.
    """
    plans.after_restore(tx)
    return action_verdicts.restored(tx, MONEY, SENDS, refund_problems.RESTORED)


def _decoded(body: bytes) -> AnyAction:
    try:
        action = decode_action(body)
        if action.not_after is not None:
            times.from_text(action.not_after)
        if isinstance(action, SetStatus) and action.until is not None:
            times.from_text(action.until)
    except (msgspec.MsgspecError, ValueError) as error:
        raise malformed(str(error)) from error
    return msgspec.structs.replace(action, id=_name(action.id))


def _name(action: str) -> ActionId:
    """Write a UUID the one way it is kept, so that another spelling is not another action."""
    try:
        return ActionId(str(UUID(action)))
    except ValueError:
        raise HttpProblem(404, "unknown-action", "The hub has never heard of this action.") from None


def _view(record: Record) -> ActionView:
    return ActionView(record.id, record.kind, record.state, record.result, record.problem)
