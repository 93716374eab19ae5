"""Answers disputes at Stripe: puts the answer together, hands it in, or gives the dispute up, each at most once.

``DisputeEngine.step`` is called by the action runner. Before every post the dispute is read: what has happened already is
taken as done, whoever did it last. Each post is written down before it goes out, under a key of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import cast

import msgspec

from inbox.domain import policy as rules
from inbox.domain import times
from inbox.domain.dispute_actions import ABOUT_DISPUTES, AcceptDispute, StageEvidence, SubmitEvidence
from inbox.domain.evidence import MOST_BYTES
from inbox.domain.ids import ActionId, MediaId, SourceId
from inbox.domain.payments import Dispute, is_too_late
from inbox.domain.policy import Decision, NeedsApproval, NeedsConfirmation, Refused
from inbox.domain.ports import Random
from inbox.domain.problems import Problem
from inbox.domain.roles import Policy
from inbox.hub import action_effort, action_rows, dispute_problems, readings, refund_problems
from inbox.hub.action_posts import Posts
from inbox.hub.action_rows import Facts, Record
from inbox.hub.dispute_settle import LOOK_AGAIN, facts_of, outcome_of
from inbox.hub.refund_facts import actor_of
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe import dispute_calls, errors
from inbox.platforms.stripe.gateway import Answer, StripeGateway

KINDS = ("stage_evidence", "submit_evidence", "accept_dispute")

_OPEN = ("queued", "sending")
_FINAL = errors.KeyRefused | errors.Forbidden | errors.Refused | errors.KeyClash

_log = logging.getLogger("tresen.disputes")


class DisputeEngine:
    """Carries out the three. ``file`` returns the bytes of an uploaded file, nothing when they are gone."""

    def __init__(
        self,
        writer: Writing,
        gateway: StripeGateway,
        random: Random,
        file: Callable[[MediaId], bytes],
        policy: Policy | None = None,
    ) -> None:
        self._writer = writer
        self._gateway = gateway
        self._random = random
        self._posts = Posts(writer, gateway, dispute_problems.TOO_OLD)
        self._file = file
        self._policy = policy or Policy()

    def step(self, action: ActionId) -> int | None:
        """Do the next thing for an action; return the milliseconds until the next try, None at rest."""
        record = self._writer.run(lambda tx: action_rows.find(tx.hub, action))
        if record is None or record.state not in _OPEN or record.body is None:
            return None
        wish = cast("ABOUT_DISPUTES", record.action)
        try:
            read = self._gateway.disputes.dispute(wish.dispute)
        except errors.Missing:
            read = None
        except errors.StripeTrouble as trouble:
            return self._troubled(action, trouble, was_posted=False)
        if read is not None and self._writer.run(lambda tx: self._is_done(tx, action, wish, read)):
            return None
        if not self._writer.run(lambda tx: self._may_go_on(tx, action, wish, read)) or read is None:
            return None
        try:
            answer = self._do(record, wish, read.date)
        except errors.StripeTrouble as trouble:
            return self._troubled(action, trouble, was_posted=True)
        if answer is not None:
            self._writer.run(lambda tx: self._end(tx, action, wish, answer))
        return None

    # -- before anything is posted -------------------------------------------------------------------------------------

    def _is_done(self, tx: Transaction, action: ActionId, wish: ABOUT_DISPUTES, read: Answer[Dispute]) -> bool:
        """Put what was read into the log, and end an action whose post went through although its answer was lost."""
        record = action_rows.find(tx.hub, action)
        readings.note(tx, (read.value,), read.date, None if record is None else record.conversation)
        if record is None or record.state not in _OPEN or not record.effort.lost:
            return False
        post = action_rows.post_of(tx.hub, action, _step(wish))
        file = None if post is None else post.made
        state = outcome_of(wish, read.value, SourceId(file) if file else None)
        if state != "succeeded":
            return False
        self._save_done(tx, record, wish, read)
        return True

    def _may_go_on(
        self, tx: Transaction, action: ActionId, wish: ABOUT_DISPUTES, read: Answer[Dispute] | None
    ) -> bool:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN:
            return False
        decision = self._decide(record, wish, read, tx)
        if isinstance(decision, Refused):
            action_rows.save(tx, record, state="refused", problem=decision.problem)
        elif isinstance(decision, NeedsApproval):
            action_rows.save(tx, record, state="needs_approval", problem=dispute_problems.needs_second(decision))
        elif isinstance(decision, NeedsConfirmation):
            action_rows.save(tx, record, state="refused", problem=refund_problems.needs_confirmation(decision))
        else:
            return True
        return False

    def _decide(
        self, record: Record, wish: ABOUT_DISPUTES, read: Answer[Dispute] | None, tx: Transaction
    ) -> Decision:
        # Whether the click came in time was decided when it arrived; a later try must not end it for being late. Whether
        # the bank still takes an answer is of now, by Stripe's own clock.
        state = rules.State(
            actor=actor_of(record),
            now=times.from_text(record.at),
            policy=self._policy,
            disputes=() if read is None else (_as_read(read),),
            approved=record.approver is not None,
        )
        return rules.decide(wish, state)

    # -- what is posted ------------------------------------------------------------------------------------------------

    def _do(self, record: Record, wish: ABOUT_DISPUTES, now: int) -> Answer[Dispute] | None:
        disputes = self._gateway.disputes
        match wish:
            case StageEvidence():
                return self._stage(record, wish, now)
            case SubmitEvidence():
                post = self._posts.begin(record, "submit", now, dispute_calls.submitting())
                return None if post is None else disputes.update(wish.dispute, post.body, post.key, post.stripe_version)
            case AcceptDispute():
                post = self._posts.begin(record, "close", now, b"")
                return None if post is None else disputes.close(wish.dispute, post.key, post.stripe_version)

    def _stage(self, record: Record, wish: StageEvidence, now: int) -> Answer[Dispute] | None:
        disputes, file = self._gateway.disputes, None
        if wish.media is not None:
            content = self._file(wish.media)
            if not content:
                self._writer.run(lambda tx: self._fail(tx, record.id, dispute_problems.FILE_GONE))
                return None
            if len(content) > MOST_BYTES:
                self._writer.run(lambda tx: self._fail(tx, record.id, dispute_problems.FILE_TOO_LARGE))
                return None
            # What is written down of a file is its id: its bytes are kept with all files.
            upload = self._posts.begin(record, "file", now, wish.media.encode("ascii"))
            if upload is None:
                return None
            if upload.made is None:
                name = f"evidence-{wish.dispute}.pdf"
                made = disputes.upload(name, content, upload.key, upload.stripe_version)
                upload = msgspec.structs.replace(upload, made=made.value)
                self._posts.keep(upload)
            file = SourceId(upload.made or "")
        texts = {str(name): text for name, text in wish.evidence.items()}
        body = dispute_calls.staging(texts, wish.file_as if file else None, file)
        post = self._posts.begin(record, "stage", now, body)
        if post is None:
            return None
        self._posts.keep(msgspec.structs.replace(post, made=file))
        return disputes.update(wish.dispute, post.body, post.key, post.stripe_version)

    # -- what came of it -----------------------------------------------------------------------------------------------

    def _end(self, tx: Transaction, action: ActionId, wish: ABOUT_DISPUTES, answer: Answer[Dispute]) -> None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN:
            return
        readings.note(tx, (answer.value,), answer.date, record.conversation)
        self._save_done(tx, record, wish, answer)

    def _save_done(self, tx: Transaction, record: Record, wish: ABOUT_DISPUTES, answer: Answer[Dispute]) -> None:
        result: Facts = {**facts_of(tx, record, wish, answer.value), "request_id": answer.request_id}
        _log.info("%s %s: %s is %s", record.kind, record.id, wish.dispute, answer.value.status)
        action_rows.save(tx, record, state="succeeded", result=result, problem=None, effort=action_effort.Effort())

    def _fail(self, tx: Transaction, action: ActionId, problem: Problem) -> None:
        record = action_rows.find(tx.hub, action)
        if record is not None and record.state in _OPEN:
            action_rows.save(tx, record, state="failed", problem=problem)

    def _troubled(self, action: ActionId, trouble: errors.StripeTrouble, *, was_posted: bool) -> int | None:
        return self._writer.run(lambda tx: self._try_again(tx, action, trouble, was_posted=was_posted))

    def _try_again(
        self, tx: Transaction, action: ActionId, trouble: errors.StripeTrouble, *, was_posted: bool
    ) -> int | None:
        record = action_rows.find(tx.hub, action)
        if record is None or record.state not in _OPEN:
            return None
        is_uncertain = was_posted and isinstance(trouble, errors.Lost | errors.InProgress)
        effort = action_effort.in_the_air(record.effort, 1) if is_uncertain else record.effort
        effort, wait = action_effort.again(action_effort.seen(effort, trouble.date), self._random)
        is_final = isinstance(trouble, _FINAL)
        if wait is not None and not is_final:
            action_rows.save(tx, record, effort=effort)
            return wait
        if effort.lost and not (was_posted and is_final):
            look_at = times.to_text(tx.now + LOOK_AGAIN)
            action_rows.save(
                tx, record, state="unknown", problem=dispute_problems.UNSURE, effort=effort, look_at=look_at
            )
            return None
        problem = dispute_problems.of_trouble(trouble)
        _log.info("%s %s: failed (%s)", record.kind, action, problem.code)
        action_rows.save(tx, record, state="failed", problem=problem, effort=effort)
        return None


def _as_read(read: Answer[Dispute]) -> Dispute:
    """Return a dispute with whether an answer is still taken at the time that Stripe has read it."""
    is_late = is_too_late(read.value, times.from_unix(read.date))
    return msgspec.structs.replace(read.value, answerable=not is_late)


def _step(wish: ABOUT_DISPUTES) -> str:
    return {StageEvidence: "stage", SubmitEvidence: "submit", AcceptDispute: "close"}[type(wish)]
