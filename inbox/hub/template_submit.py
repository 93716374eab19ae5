"""Submits templates to Meta's review: looked over first, one after the other, and never two of one name and language.

``SubmitEngine.step`` is called by the action runner. A repeat after a lost answer does no harm: if Meta has the template
by then, the name is taken, and that is the answer.
"""

from __future__ import annotations

import logging
from typing import Protocol, cast

import msgspec

from inbox.domain import policy as rules
from inbox.domain.actions import SubmitTemplate
from inbox.domain.ids import ActionId
from inbox.domain.policy import Refused
from inbox.domain.problems import Problem
from inbox.domain.roles import Policy
from inbox.domain.template_errors import EXISTS
from inbox.domain.templates import GONE
from inbox.hub import action_rows, chat_facts
from inbox.hub.action_rows import Record
from inbox.hub.refund_facts import actor_of
from inbox.hub.template_mirror import tell
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.whatsapp import samples, template_create
from inbox.platforms.whatsapp.client import Submitted
from inbox.platforms.whatsapp.errors import LostAnswer, WhatsAppError
from inbox.platforms.whatsapp.payloads import Payload

TRIES = 4
_WAIT_MS = 2000
_NO_ANSWER = Problem(
    "whatsapp-away",
    "WhatsApp did not answer, so it is not certain whether the template was submitted; the list shows it if it was.",
)

_log = logging.getLogger("tresen.templates")


class Submissions(Protocol):
    """What of WhatsApp's client is used here."""

    def submit_template(self, body: Payload) -> Submitted:
        """Submit a template to review."""
        ...

    def upload_sample(self, content: bytes, mime: str, filename: str) -> str:
        """Upload the sample of a heading and return its handle."""
        ...


class SubmitEngine:
    """Carries out ``submit_template``."""

    def __init__(self, writer: Writing, whatsapp: Submissions) -> None:
        self._writer = writer
        self._whatsapp = whatsapp

    def step(self, action: ActionId) -> int | None:
        """Submit it and write down how it stands; return the milliseconds until the next try, None at rest."""
        wish = self._writer.run(lambda tx: _wanted(tx, action))
        if wish is None:
            return None
        try:
            sample = self._sample(wish)
            submitted = self._whatsapp.submit_template(template_create.create(wish.draft, sample))
        except LostAnswer:
            return self._writer.run(lambda tx: _again(tx, action, _NO_ANSWER, _WAIT_MS))
        except WhatsAppError as error:
            return self._refused(action, wish, error)
        self._writer.run(lambda tx: _done(tx, action, wish, submitted))
        return None

    def _sample(self, wish: SubmitTemplate) -> str | None:
        """Return the handle of what lies over the text while it is reviewed; None where nothing does."""
        if wish.draft.header != "DOCUMENT":
            return None
        return self._whatsapp.upload_sample(samples.document(), samples.MIME, samples.NAME)

    def _refused(self, action: ActionId, wish: SubmitTemplate, error: WhatsAppError) -> int | None:
        problem = error.problem()
        if error.retry == "auto":
            return self._writer.run(lambda tx: _again(tx, action, problem, max(1, error.delay(0)) * 1000))
        _log.info("template %s was not taken: %s", wish.draft.id, error.detail)
        self._writer.run(lambda tx: _not_taken(tx, action, wish, error))
        return None


def _wanted(tx: Transaction, action: ActionId) -> SubmitTemplate | None:
    """Return the wish if it may still go out: what was submitted meanwhile is not submitted again."""
    record = _open(tx, action)
    if record is None:
        return None
    wish = cast("SubmitTemplate", record.action)
    state = chat_facts.state(tx, actor_of(record), None, Policy(), wish)
    decision = rules.decide(msgspec.structs.replace(wish, not_after=None), state)
    if isinstance(decision, Refused):
        action_rows.save(tx, record, state="refused", problem=decision.problem)
        return None
    return wish


def _not_taken(tx: Transaction, action: ActionId, wish: SubmitTemplate, error: WhatsAppError) -> None:
    record = _open(tx, action)
    if record is None:
        return
    if error.subcode == EXISTS and record.effort.tries:
        _done(tx, action, wish, Submitted())  # an earlier try went through, only its answer was lost
        return
    action_rows.save(tx, record, state="failed", problem=error.problem())


def _again(tx: Transaction, action: ActionId, problem: Problem, wait: int) -> int | None:
    record = _open(tx, action)
    if record is None:
        return None
    tries = record.effort.tries + 1
    if tries >= TRIES:
        action_rows.save(tx, record, state="failed", problem=problem)
        return None
    action_rows.save(tx, record, effort=msgspec.structs.replace(record.effort, tries=tries))
    return wait * tries


def _done(tx: Transaction, action: ActionId, wish: SubmitTemplate, submitted: Submitted) -> None:
    record = _open(tx, action)
    if record is None:
        return
    template = msgspec.structs.replace(
        wish.draft.template, status=submitted.status, category=submitted.category or wish.draft.category
    )
    known = chat_facts.template_of(tx, wish)
    if known is None or known.status == GONE:
        # A review that was faster than this answer has been told of by now, and stays.
        tell(tx, [template])
    action_rows.save(tx, record, state="succeeded", result={"template": template.id, "status": template.status})


def _open(tx: Transaction, action: ActionId) -> Record | None:
    record = action_rows.find(tx.hub, action)
    return record if record is not None and record.state == "queued" else None
