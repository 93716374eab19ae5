"""Keeping the shop's own replies: one that is written or changed, and one that is dropped.

A shop begins with the starter replies of the program. What it changes or drops of them is its own from then on, under the
same id; the starter itself stays with the program, so that it can be had back.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from inbox.domain.action_base import Action
from inbox.domain.replies import Reply


class KeepReply(Action, frozen=True, kw_only=True, tag="keep_reply"):
    """Keep a reply for the whole team, new or instead of the one with the same id."""

    reply: Reply


class DropReply(Action, frozen=True, kw_only=True, tag="drop_reply"):
    """Offer a reply no longer, or, with ``restore``, the starter again as the program has it."""

    reply: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    restore: bool = False
