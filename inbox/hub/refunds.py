"""Gives money back exactly once: the refund action's life as steps, each safe to be interrupted and repeated.

``RefundEngine.step`` is called by the action runner on one of its threads, again and again until it answers None. Between
two steps everything that matters is in the database. No transaction is held over a call, and before every post, the first
included, Stripe is asked what is already there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, timedelta, tzinfo

import msgspec

from inbox.domain import policy as rules
from inbox.domain import times
from inbox.domain.actions import RefundPayment
from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import Payment, Refund
from inbox.domain.policy import Allowed, Decision, NeedsApproval, NeedsConfirmation
from inbox.domain.ports import Clock, Random
from inbox.domain.presence import Presence
from inbox.domain.problems import Problem
from inbox.domain.roles import Policy
from inbox.hub import action_effort, action_rows, readings, refund_facts, refund_problems, refund_reading
from inbox.hub.action_rows import Post, Record
from inbox.hub.refund_reading import Reading
from inbox.hub.refund_settle import settle
from inbox.hub.refund_words import reopen
from inbox.hub.told import Ready
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import bodies, errors
from inbox.platforms.stripe.gateway import Answer, StripeGateway

STEP = "refund"
OPEN = ("queued", "sending")
_LAST_LOOK_MS = 1000
_LOOK_AGAIN = timedelta(minutes=10)
"""When the jobs look for a refund of unknown outcome again."""

_log = logging.getLogger("tresen.refunds")


class RefundEngine:
    """Carries out refund actions.

    ``zone`` is the shop's time zone, for sums per day; ``present`` tells what everybody is at, holds included.
    """

    def __init__(
        self,
        writer: Writing,
        gateway: StripeGateway,
        clock: Clock,
        random: Random,
        ready: Ready,
        policy: Policy | None = None,
        zone: tzinfo = UTC,
        present: Callable[[], Iterable[Presence]] = tuple,
    ) -> None:
        self._writer = writer
        self._gateway = gateway
        self._clock = clock
        self._random = random
        self._ready = ready
        self._policy = policy or Policy()
        self._zone = zone
        self._present = present
        self._account: str | None = None
        self._account_asked = False

    def step(self, action: ActionId) -> int | None:
        """Do the next thing for an action; return the milliseconds to wait before the one after it, None at rest."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, action))
        if record is None or record.state not in OPEN:
            return None
        try:
            reading = self._look(record)
        except errors.StripeTrouble as trouble:
            return self._unread(action, trouble)
        if reading is None:
            return None
        verdict = self._writer.run(lambda tx: self._judge(tx, action, reading))
        if not isinstance(verdict, Post):
            return verdict
        if refund_reading.is_stale(reading, self._clock):
            self._writer.run(lambda tx: self._took_back(tx, action))
            return 0
        return self._post(verdict)

    def _look(self, record: Record) -> Reading | None:
        """Find the charge, claim it, and read it; None when another refund holds it."""
        charge = record.charge
        if charge is None:
            assert record.payment is not None
            if record.payment.startswith("pi_"):
                try:
                    intent = self._gateway.payment(record.payment)
                except errors.Missing as missing:
                    return refund_reading.unpaid(None, missing.date, self._clock)
                charge = intent.value.charge
                if charge is None:
                    return refund_reading.unpaid(intent.value, intent.date, self._clock)
            else:
                charge = record.payment
        claimed = charge
        if not self._writer.run(lambda tx: self._claim(tx, record.id, claimed)):
            return None
        self._learn_account()
        return refund_reading.read(self._gateway, claimed, self._clock)

    def _claim(self, tx: Transaction, action: ActionId, charge: SourceId) -> bool:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in OPEN:
            return False
        if record.state == "sending":
            return True
        names = sorted({charge, record.payment or charge})
        rival = next(
            (other for other in action_rows.refunds_of(tx.hub, names, action) if action_rows.blocks(other)), None
        )
        holder = None if rival is not None else action_rows.claim(tx, charge, action)
        if rival is None and holder is None:
            if record.charge is None:
                action_rows.save(tx, record, charge=charge)
            return True
        other = rival or (None if holder is None else action_rows.find(tx.hub, holder))
        self._end(tx, record, "refused", refund_problems.in_progress(other))
        return False

    def _judge(self, tx: Transaction, action: ActionId, reading: Reading) -> Post | int | None:
        """Decide on fresh facts; a ``Post`` is to be sent at once, a number is a wait, None is rest."""
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in OPEN or not isinstance(wish := record.action, RefundPayment):
            return None
        refund_reading.note(tx, reading)
        record = action_rows.save(tx, record, effort=action_effort.seen(record.effort, reading.date))
        mine = reading.made_by(action)
        if mine is not None:
            settle(tx, record, mine, self._ready)
            return None
        post = action_rows.post_of(tx.hub, action, STEP)
        stop = self._why_stop(record, post, reading)
        if stop is not None:
            certain = record.effort.lost == 0 and stop.code != refund_problems.BUSY.code
            self._end(tx, record, "failed" if certain else "unknown", stop)
            return None
        facts = refund_facts.state(tx, record, wish, reading, self._policy, self._zone)
        if post is None:
            held = refund_facts.held_by_colleagues(record, reading, self._present(), facts.now)
            facts = msgspec.structs.replace(facts, live=(*facts.live, *held))
        else:
            facts = msgspec.structs.replace(facts, approved=True)
        decision = rules.decide(msgspec.structs.replace(wish, not_after=None), facts)
        if not isinstance(decision, Allowed):
            return self._deny(tx, record, decision, post, reading)
        return self._send_off(tx, record, wish, post, reading)

    def _why_stop(self, record: Record, post: Post | None, reading: Reading) -> Problem | None:
        """Return why nothing may be posted any more although it was before, None while it may."""
        effort = record.effort
        if effort.last_look is not None:
            return effort.last_look
        if post is None:
            return None
        if reading.payment is None or (None not in (post.account, self._account) and post.account != self._account):
            return refund_problems.OTHER_ACCOUNT
        if None not in (post.livemode, reading.payment.livemode) and post.livemode != reading.payment.livemode:
            return refund_problems.OTHER_ACCOUNT
        if not action_effort.key_is_fresh(post.first_date, reading.date):
            return refund_problems.TOO_OLD if effort.lost else refund_problems.SLEPT
        if action_effort.run_is_over(effort, reading.date):
            return refund_problems.LOST if effort.lost else refund_problems.SLEPT
        return None

    def _deny(
        self, tx: Transaction, record: Record, decision: Decision, post: Post | None, reading: Reading
    ) -> int | None:
        if post is not None and record.effort.lost:
            age = reading.date - post.last_date
            if 0 <= age < action_effort.IN_FLIGHT_SECONDS:
                # A lost post may still be running at Stripe; only when it cannot be any more, "refused" is the truth.
                return (action_effort.IN_FLIGHT_SECONDS - age) * 1000
        if isinstance(decision, NeedsApproval):
            self._end(tx, record, "needs_approval", refund_problems.needs_approval(decision))
        elif isinstance(decision, NeedsConfirmation):
            self._end(tx, record, "refused", refund_problems.needs_confirmation(decision))
        elif isinstance(decision, rules.Refused):
            self._end(tx, record, "refused", decision.problem)
        return None

    def _send_off(
        self, tx: Transaction, record: Record, wish: RefundPayment, post: Post | None, reading: Reading
    ) -> Post:
        """Write down what is about to be posted, and that its outcome is uncertain from now on."""
        paid = reading.payment
        assert paid is not None
        assert record.charge is not None
        if post is None:
            post = Post(
                action=record.id,
                step=STEP,
                body=bodies.refund(wish, record.charge, _instructions_to(paid)),
                key=record.id,
                account=self._account,
                livemode=paid.livemode,
                stripe_version=self._gateway.stripe_version,
                first_date=reading.date,
                last_date=reading.date,
            )
        post = msgspec.structs.replace(post, last_date=reading.date)
        action_rows.keep_post(tx, post)
        action_rows.save(tx, record, state="sending", problem=None, effort=action_effort.in_the_air(record.effort, 1))
        return post

    def _post(self, post: Post) -> int | None:
        action = post.action
        try:
            answer = self._gateway.create_refund(post.body, post.key, post.stripe_version)
        except (errors.Lost, errors.InProgress) as trouble:
            _log.info("refund %s: no answer (%s)", action, type(trouble).__name__)
            return self._writer.run(lambda tx: self._try_again(tx, action, refund_problems.LOST))
        except errors.KeyClash:
            _log.error("refund %s: Stripe knows its key with other parameters", action)
            return self._writer.run(lambda tx: self._look_once_more(tx, action, refund_problems.KEY_CLASH))
        except errors.Busy:
            return self._writer.run(lambda tx: self._not_taken(tx, action, refund_problems.BUSY))
        except errors.Unreachable:
            return self._writer.run(lambda tx: self._not_taken(tx, action, refund_problems.UNREACHABLE))
        except errors.StripeTrouble as trouble:
            refusal = refund_problems.of_trouble(trouble)
            _log.info("refund %s: refused by Stripe (%s)", action, refusal.code)
            return self._writer.run(lambda tx: self._refused(tx, action, refusal))
        _log.info("refund %s: %s is %s (%s)", action, answer.value.id, answer.value.status, answer.request_id)
        self._writer.run(lambda tx: self._answered(tx, action, answer))
        self._look_after(post)
        return None

    def _answered(self, tx: Transaction, action: ActionId, answer: Answer[Refund]) -> None:
        record = action_rows.find(tx.hub, action)
        if record is not None:
            settle(tx, record, answer.value, self._ready, answer.request_id)
            readings.note(tx, (answer.value,), answer.date, record.conversation)

    def _look_after(self, post: Post) -> None:
        """Read the charge once more, so that desks see what is left of it even where no webhook reaches the hub."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, post.action))
        if record is None or record.charge is None:
            return
        try:
            paid = self._gateway.payment(record.charge)
        except errors.StripeTrouble as trouble:
            _log.info("refund %s: the charge could not be read afterwards: %s", post.action, trouble.message)
            return
        self._writer.run(lambda tx: readings.note(tx, (paid.value,), paid.date, record.conversation))

    def _not_taken(self, tx: Transaction, action: ActionId, problem: Problem) -> int | None:
        """Count a post that Stripe surely did not carry out."""
        self._took_back(tx, action)
        return self._try_again(tx, action, problem)

    def _took_back(self, tx: Transaction, action: ActionId) -> None:
        record = action_rows.find(tx.hub, action)
        if record is not None:
            action_rows.save(tx, record, effort=action_effort.in_the_air(record.effort, -1))

    def _try_again(self, tx: Transaction, action: ActionId, problem: Problem) -> int | None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state != "sending":
            return None
        effort, wait = action_effort.again(record.effort, self._random)
        if wait is None:
            return self._look_once_more(tx, action, problem)
        action_rows.save(tx, record, effort=effort)
        return wait

    def _look_once_more(self, tx: Transaction, action: ActionId, problem: Problem) -> int | None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state != "sending":
            return None
        action_rows.save(tx, record, effort=msgspec.structs.replace(record.effort, last_look=problem))
        return _LAST_LOOK_MS

    def _refused(self, tx: Transaction, action: ActionId, refusal: Problem) -> int | None:
        """Take Stripe's no: certain when no earlier post is in doubt, else decided by one more list."""
        self._took_back(tx, action)
        record = action_rows.find(tx.hub, action)
        if record is None or record.state != "sending":
            return None
        if record.effort.lost:
            return self._look_once_more(tx, action, refusal)
        self._end(tx, record, "failed", refusal)
        return None

    def _unread(self, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        """Stripe could not be read, so nothing was posted this time: wait, or give up with words."""
        return self._writer.run(lambda tx: self._could_not_read(tx, action, trouble))

    def _could_not_read(self, tx: Transaction, action: ActionId, trouble: errors.StripeTrouble) -> int | None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in OPEN:
            return None
        problem = refund_problems.of_trouble(trouble)
        final = isinstance(trouble, errors.KeyRefused | errors.Forbidden | errors.Refused)
        effort, wait = action_effort.again(action_effort.seen(record.effort, trouble.date), self._random)
        if wait is not None and not final and effort.last_look is None:
            action_rows.save(tx, record, effort=effort)
            return wait
        self._end(tx, record, "unknown" if record.effort.lost else "failed", record.effort.last_look or problem)
        return None

    def _end(self, tx: Transaction, record: Record, state: str, problem: Problem) -> None:
        """Bring an action to rest; an unknown one keeps its charge, so that nothing else is refunded from it."""
        look_at = None
        if state == "unknown":
            look_at = times.to_text(tx.now + _LOOK_AGAIN)
            _log.warning("refund %s: the outcome is unknown (%s)", record.id, problem.code)
        else:
            action_rows.release(tx, record.id)
        ended = action_rows.save(tx, record, state=state, problem=problem, look_at=look_at)
        if state in ("failed", "unknown"):
            reopen(tx, ended)

    def _learn_account(self) -> None:
        """Ask once which account the key belongs to; a key may lack the permission to know."""
        if self._account_asked:
            return
        try:
            self._account = self._gateway.account().value or None
        except (errors.Forbidden, errors.Missing):
            _log.info("the Stripe key may not read its account, so a change of accounts would not be noticed")
        except errors.StripeTrouble:
            return
        self._account_asked = True


def _instructions_to(paid: Payment) -> str | None:
    """Return where Stripe is to write how a refund is claimed; None for means that need no such letter."""
    return paid.email if paid.method in bodies.BY_INSTRUCTIONS else None
