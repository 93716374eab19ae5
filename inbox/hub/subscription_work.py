"""Changes subscriptions at Stripe, each change at most once and only on what the agent had seen.

``SubscriptionEngine.step`` is called by the action runner. Before every post, the first included, the subscription is read:
a change that came to pass already is taken as done, one that was made by somebody else refuses ours. What is posted is
written down before it goes out; a lost answer is settled by reading, never by a new key. One change at a time per
subscription, held by a lease.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import cast

import msgspec

from inbox.domain import policy as rules
from inbox.domain import times
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.policy import Allowed, NeedsApproval, NeedsConfirmation, Refused
from inbox.domain.ports import Random
from inbox.domain.problems import Problem
from inbox.domain.roles import Policy
from inbox.domain.subscription_actions import ChangeSubscription
from inbox.domain.subscriptions import Subscription
from inbox.hub import action_effort, action_rows, readings, refund_problems, subscription_problems, subscription_settle
from inbox.hub.action_rows import Post, Record
from inbox.hub.refund_facts import actor_of
from inbox.hub.told import Ready
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import errors, subscription_calls
from inbox.platforms.stripe.gateway import Answer, StripeGateway
from inbox.store.state import subscribed

STEP = "change"
_OPEN = ("queued", "sending")

_log = logging.getLogger("tresen.subscriptions")


class SubscriptionEngine:
    """Carries out ``change_subscription``. ``unclear`` is told what must be read again: one second told two things of it."""

    def __init__(
        self,
        writer: Writing,
        gateway: StripeGateway,
        random: Random,
        ready: Ready,
        policy: Policy | None = None,
        unclear: Callable[[frozenset[SourceId]], None] = lambda names: None,
    ) -> None:
        self._writer = writer
        self._gateway = gateway
        self._random = random
        self._ready = ready
        self._policy = policy or Policy()
        self._unclear = unclear

    def step(self, action: ActionId) -> int | None:
        """Do the next thing for an action; return the milliseconds until the next try, None at rest."""
        record = self._writer.run(lambda tx: self._claim(tx, action))
        if record is None:
            return None
        wish = cast("ChangeSubscription", record.action)
        try:
            read = self._gateway.subscriptions.subscription(wish.subscription)
        except errors.StripeTrouble as trouble:
            return self._unread(action, trouble)
        verdict = self._writer.run(lambda tx: self._judge(tx, action, wish, read))
        return self._post(wish, read.value, verdict) if isinstance(verdict, Post) else verdict

    # -- before anything is posted -------------------------------------------------------------------------------------

    def _claim(self, tx: Transaction, action: ActionId) -> Record | None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN or record.body is None:
            return None
        wish = cast("ChangeSubscription", record.action)
        holder = action_rows.claim(tx, wish.subscription, action)
        if holder is None:
            return record
        other = action_rows.find(tx.hub, holder)
        self._end(tx, record, "refused", subscription_problems.in_progress(other))
        return None

    def _judge(
        self, tx: Transaction, action: ActionId, wish: ChangeSubscription, read: Answer[Subscription]
    ) -> Post | int | None:
        """Decide on what was just read; a ``Post`` is to be sent at once, a number is a wait, None is rest."""
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN:
            return None
        self._note(tx, read, record)
        record = action_rows.save(tx, record, effort=action_effort.seen(record.effort, read.date))
        if subscription_settle.is_done(wish, read.value, was_posted=bool(record.effort.lost)):
            subscription_settle.done(tx, record, wish, read.value, self._ready)
            return None
        post = action_rows.post_of(tx.hub, action, STEP)
        stop = self._why_stop(record, post, read.date)
        if stop is not None:
            self._end(tx, record, "failed", stop)
            return None
        problem = self._refusal(tx, record, wish, read.value)
        if problem is None:
            return self._send_off(tx, record, wish, post, read)
        if post is not None and record.effort.lost and 0 <= read.date - post.last_date < action_effort.IN_FLIGHT_SECONDS:
            # A lost post may still be running; only when it cannot be any more, "refused" is the truth.
            return (action_effort.IN_FLIGHT_SECONDS - (read.date - post.last_date)) * 1000
        self._end(tx, record, "refused", problem)
        return None

    def _why_stop(self, record: Record, post: Post | None, now: int) -> Problem | None:
        """Return why nothing is posted any more although it was before; the subscription was just read and is as it was."""
        if record.effort.last_look is not None:
            return subscription_problems.NOT_DONE
        if post is None:
            return None
        if not action_effort.key_is_fresh(post.first_date, now):
            return subscription_problems.TOO_OLD
        return subscription_problems.NOT_DONE if action_effort.run_is_over(record.effort, now) else None

    def _refusal(self, tx: Transaction, record: Record, wish: ChangeSubscription, known: Subscription) -> Problem | None:
        is_theirs = None
        if record.conversation is not None and known.customer is not None:
            is_theirs = known.customer in subscribed.customers_of(tx.state, record.conversation)
        # Whether the click came in time was decided when it arrived; a later try must not end it for being late.
        state = rules.State(
            actor=actor_of(record),
            now=times.from_text(record.at),
            policy=self._policy,
            subscription=known,
            is_theirs=is_theirs,
            approved=record.approver is not None,
        )
        decision = rules.decide(msgspec.structs.replace(wish, not_after=None), state)
        match decision:
            case Allowed():
                return None
            case Refused(problem=problem):
                return problem
            case NeedsApproval():
                return refund_problems.needs_approval(decision)
            case NeedsConfirmation():
                return refund_problems.needs_confirmation(decision)

    def _send_off(
        self, tx: Transaction, record: Record, wish: ChangeSubscription, post: Post | None, read: Answer[Subscription]
    ) -> Post:
        """Write down what is about to be posted, and that its outcome is uncertain from now on."""
        if post is None:
            post = Post(
                action=record.id,
                step=STEP,
                body=subscription_calls.changing(wish, read.value),
                key=record.id,
                livemode=read.value.livemode,
                stripe_version=self._gateway.stripe_version,
                first_date=read.date,
                last_date=read.date,
            )
        post = msgspec.structs.replace(post, last_date=read.date)
        action_rows.keep_post(tx, post)
        action_rows.save(tx, record, state="sending", problem=None, effort=action_effort.in_the_air(record.effort, 1))
        return post

    # -- what is posted, and what came of it ---------------------------------------------------------------------------

    def _post(self, wish: ChangeSubscription, known: Subscription, post: Post) -> int | None:
        action = post.action
        try:
            answer = self._call(wish, known, post)
        except (errors.Lost, errors.InProgress, errors.KeyClash) as trouble:
            _log.info("subscription %s: no answer (%s)", action, type(trouble).__name__)
            return self._writer.run(lambda tx: self._try_again(tx, action))
        except (errors.Busy, errors.Unreachable):
            return self._writer.run(lambda tx: self._not_taken(tx, action))
        except errors.Missing:
            # Stripe finds nothing to cancel any more: what it is now decides, as after any other look.
            self._writer.run(lambda tx: self._took_back(tx, action))
            return 0 if wish.change == "cancel_now" else self._refused(action, subscription_problems.MISSING)
        except errors.StripeTrouble as trouble:
            return self._refused(action, subscription_problems.of_trouble(trouble))
        self._writer.run(lambda tx: self._answered(tx, action, wish, answer))
        return None

    def _call(self, wish: ChangeSubscription, known: Subscription, post: Post) -> Answer[Subscription]:
        calls, name = self._gateway.subscriptions, SourceId(wish.subscription)
        if wish.change == "cancel_now":
            return calls.cancel(name, post.body, post.stripe_version)
        if wish.change == "resume" and known.status == "paused":
            return calls.resume(name, post.body, post.key, post.stripe_version)
        return calls.update(name, post.body, post.key, post.stripe_version)

    def _answered(self, tx: Transaction, action: ActionId, wish: ChangeSubscription, answer: Answer[Subscription]) -> None:
        record = action_rows.find(tx.hub, action)
        self._note(tx, answer, record)
        if record is not None and record.state in _OPEN:
            subscription_settle.done(tx, record, wish, answer.value, self._ready, answer.request_id)

    def _note(self, tx: Transaction, said: Answer[Subscription], record: Record | None) -> None:
        readings.note(tx, (said.value,), said.date, None if record is None else record.conversation)
        if tx.ambiguous:
            self._unclear(tx.ambiguous)

    def _refused(self, action: ActionId, refusal: Problem) -> int | None:
        return self._writer.run(lambda tx: self._take_no(tx, action, refusal))

    def _take_no(self, tx: Transaction, action: ActionId, refusal: Problem) -> int | None:
        """Take Stripe's no: certain when no earlier post is in doubt, else decided by one more look."""
        self._took_back(tx, action)
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN:
            return None
        if record.effort.lost:
            return self._look_once_more(tx, record)
        _log.info("subscription %s: refused by Stripe (%s)", action, refusal.code)
        self._end(tx, record, "failed", refusal)
        return None

    def _not_taken(self, tx: Transaction, action: ActionId) -> int | None:
        self._took_back(tx, action)
        return self._try_again(tx, action)

    def _took_back(self, tx: Transaction, action: ActionId) -> None:
        """Count a post that Stripe surely did not carry out."""
        record = action_rows.find(tx.hub, action)
        if record is not None:
            action_rows.save(tx, record, effort=action_effort.in_the_air(record.effort, -1))

    def _try_again(self, tx: Transaction, action: ActionId) -> int | None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN:
            return None
        effort, wait = action_effort.again(record.effort, self._random)
        record = action_rows.save(tx, record, effort=effort)
        return self._look_once_more(tx, record) if wait is None else wait

    def _look_once_more(self, tx: Transaction, record: Record) -> int:
        """Post nothing more; when the last post cannot be running any more, one look says how it ended."""
        effort = msgspec.structs.replace(record.effort, last_look=subscription_problems.UNSURE)
        action_rows.save(tx, record, effort=effort)
        return action_effort.IN_FLIGHT_SECONDS * 1000

    def _unread(self, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        return self._writer.run(lambda tx: self._could_not_read(tx, action, trouble))

    def _could_not_read(self, tx: Transaction, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        """Stripe could not be read, so nothing was posted this time: wait, or give up with words."""
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN:
            return None
        is_final = isinstance(trouble, errors.KeyRefused | errors.Forbidden | errors.Refused)
        effort, wait = action_effort.again(action_effort.seen(record.effort, trouble.date), self._random)
        if wait is not None and not is_final:
            action_rows.save(tx, record, effort=effort)
            return wait
        if record.effort.lost:
            self._end(tx, record, "unknown", subscription_problems.UNSURE)
        else:
            self._end(tx, record, "failed", subscription_problems.of_trouble(trouble))
        return None

    def _end(self, tx: Transaction, record: Record, state: str, problem: Problem) -> None:
        """Bring an action to rest; one of unknown outcome keeps its subscription and is looked at again."""
        look_at = None
        if state == "unknown":
            look_at = times.to_text(tx.now + subscription_settle.LOOK_AGAIN)
        else:
            action_rows.release(tx, record.id)
        action_rows.save(tx, record, state=state, problem=problem, look_at=look_at)
