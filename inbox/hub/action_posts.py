"""A post to Stripe written down before it goes out, so that a repeat sends the same bytes under the same key.

Used by the engines whose actions have steps; the refund engine, which knows more of what went before, keeps its own.
"""

from __future__ import annotations

import msgspec

from inbox.domain.problems import Problem
from inbox.hub import action_effort, action_rows
from inbox.hub.action_rows import Post, Record
from inbox.hub.transaction import Transaction
from inbox.hub.writer import Writing
from inbox.platforms.stripe.gateway import StripeGateway

_OPEN = ("queued", "sending")


class Posts:
    """The posts of an engine's actions; each change is a transaction of its own. ``too_old`` is what a forgotten key means."""

    def __init__(self, writer: Writing, gateway: StripeGateway, too_old: Problem) -> None:
        self._writer = writer
        self._gateway = gateway
        self._too_old = too_old

    def begin(self, record: Record, step: str, now: int, body: bytes, key: str = "") -> Post | None:
        """Write the post of one step down before it goes out, or take the one that went before; None ends the action.

        ``now`` is Stripe's time in unix seconds; the key is the action's id and the step unless another is given.
        """
        new = Post(
            action=record.id,
            step=step,
            body=body,
            key=key or f"{record.id}.{step}",
            stripe_version=self._gateway.stripe_version,
            first_date=now,
            last_date=now,
        )
        return self._writer.run(lambda tx: _write_down(tx, new, self._too_old))

    def keep(self, post: Post) -> None:
        """Keep what has become known of a post."""
        self._writer.run(lambda tx: action_rows.keep_post(tx, post))


def _write_down(tx: Transaction, new: Post, too_old: Problem) -> Post | None:
    """Keep ``new``, or take the post that went before it for the same step; the action is ``sending`` from then on.

    None when the action is over, or when its key may have been forgotten: it then fails with ``too_old``.
    """
    record = action_rows.find(tx.hub, new.action)
    if record is None or record.state not in _OPEN:
        return None
    post = action_rows.post_of(tx.hub, new.action, new.step)
    if post is not None and not action_effort.key_is_fresh(post.first_date, new.first_date):
        action_rows.save(tx, record, state="failed", problem=too_old)
        return None
    post = msgspec.structs.replace(post or new, last_date=new.last_date)
    action_rows.keep_post(tx, post)
    action_rows.save(tx, record, state="sending", effort=action_effort.seen(record.effort, new.last_date))
    return post
