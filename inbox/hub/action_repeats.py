"""What becomes of an action after trouble with Stripe: a wait and another try, or the end of trying.

Called inside a transaction by the engines whose steps may be repeated as they are; the refund engine, whose every try begins
with a list, keeps its own.
"""

from __future__ import annotations

from types import UnionType
from typing import NamedTuple

from inbox.domain.ids import ActionId
from inbox.domain.ports import Random
from inbox.hub import action_effort, action_rows
from inbox.hub.action_effort import Effort
from inbox.hub.action_rows import Record
from inbox.hub.transaction import Transaction
from inbox.platforms.stripe import errors

FINAL = errors.KeyRefused | errors.Forbidden | errors.Refused | errors.KeyClash
"""Answers to which the same post gets the same answer again."""
_OPEN = ("queued", "sending")


class GaveUp(NamedTuple):
    """An action that is not tried any more; its engine says with which problem. ``is_final`` when Stripe surely said no."""

    record: Record
    effort: Effort
    is_final: bool


def again(
    tx: Transaction,
    action: ActionId,
    trouble: errors.StripeTrouble,
    random: Random,
    final: UnionType | type[errors.StripeTrouble] = FINAL,
    *,
    counts_lost: bool = False,
) -> int | GaveUp | None:
    """Count a try that came to nothing; return the milliseconds until the next, or what is given up; None when it is over.

    ``counts_lost`` for posts that may have been carried out although no answer came: those are tried for longer.
    """
    record = action_rows.find(tx.hub, action)
    if record is None or record.state not in _OPEN:
        return None
    effort = record.effort
    if counts_lost:
        uncertain = isinstance(trouble, errors.Lost | errors.InProgress)
        effort = action_effort.seen(action_effort.in_the_air(effort, 1) if uncertain else effort, trouble.date)
    effort, wait = action_effort.again(effort, random)
    is_final = isinstance(trouble, final)
    if wait is None or is_final:
        return GaveUp(record, effort, is_final)
    action_rows.save(tx, record, effort=effort)
    return wait
