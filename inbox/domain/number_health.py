"""Whether WhatsApp lets the shop's number send, as Meta last said: told to every desk with the shop's terms. Pure.

developers.facebook.com, Cloud API > Health status; Quality rating.
"""

from __future__ import annotations

import msgspec

AVAILABLE, LIMITED, BLOCKED = "AVAILABLE", "LIMITED", "BLOCKED"
LOW = "RED"
"""The quality from which on Meta lowers what a number may send."""


class NumberHealth(msgspec.Struct, frozen=True, omit_defaults=True):
    """What Meta says of the number; what it has not said is empty.

    ``reasons`` are Meta's own sentences for why it is not ``AVAILABLE``.
    """

    can_send: str = ""
    quality: str = ""
    reasons: tuple[str, ...] = ()
