"""Why something about a dispute did not go through, in one sentence with the way out. Screens translate by ``code``. Pure."""

from __future__ import annotations

from inbox.domain.payments import Dispute
from inbox.domain.policy import NeedsApproval
from inbox.domain.problems import Problem
from inbox.hub import change_problems
from inbox.platforms.stripe import errors

UNSURE = Problem(
    "dispute-unknown-outcome", "Stripe did not answer, so it is not known whether it took this; look again in a moment."
)
MISSING = Problem("dispute-unknown", "Stripe does not know this dispute; reload the customer's payments.")
FILE_GONE = Problem("evidence-file-gone", "The file of the evidence is not here any more; prepare it again.")
FILE_TOO_LARGE = Problem(
    "evidence-file-too-large", "The file of the evidence is larger than Stripe takes; leave some lines out and stage it again."
)
TOO_OLD = Problem("expired", "This was clicked too long ago to be carried out; click again.")


def needs_second(decision: NeedsApproval) -> Problem:
    """Say that what is handed in is final, so that somebody else reads it first."""
    detail = "What is handed in is final, so a second person reads it first, within 24 hours."
    return Problem("needs-second-person", detail, codes=(decision.reason,), facts=decision.facts)


def of_trouble(trouble: errors.StripeTrouble) -> Problem:
    """Say what Stripe, or the way to it, had against it."""
    return change_problems.of_trouble(trouble, missing=MISSING, unsure=UNSURE, permission="rak_dispute_write")


def closed_otherwise(dispute: Dispute) -> Problem:
    """Say that the bank was faster."""
    detail = "The dispute is closed already; nothing more can be done."
    return Problem("dispute-closed", detail, facts={"status": dispute.status})
