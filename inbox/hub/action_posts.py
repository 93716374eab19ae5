"""A post to Stripe written down before it goes out, so that a repeat sends the same bytes under the same key.

Called inside a transaction by the engines whose actions have steps; the refund engine, which knows more of what went before,
keeps its own.
"""

from __future__ import annotations

import msgspec

from inbox.domain.problems import Problem
from inbox.hub import action_effort, action_rows
from inbox.hub.action_rows import Post
from inbox.hub.transaction import Transaction

_OPEN = ("queued", "sending")


def write_down(tx: Transaction, new: Post, too_old: Problem) -> Post | None:
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
