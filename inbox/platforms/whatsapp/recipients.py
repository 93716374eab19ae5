"""Whom a message goes to, in the form Meta wants it.

Used by the payload builders; pure. A number without its plus would get the business's own country code in front and
reach a stranger, so there is always a plus. developers.facebook.com, Cloud API > Send messages, Business-scoped user ids.
"""

from __future__ import annotations

import re

from inbox.domain.messages import Contact
from inbox.domain.problems import Problem, UserError

_DIGITS = re.compile(r"\+?([1-9][0-9]{4,19})")


class NoRecipient(UserError):  # noqa: N818 - a fact about the conversation, not a fault of ours
    """Nothing is known under which WhatsApp would find the person."""

    code = "no-recipient"

    def __init__(self) -> None:
        super().__init__("WhatsApp gave no number or id of this person; ask them to write to the shop again.")

    def problem(self) -> Problem:
        """Return the refusal as it crosses the wire."""
        return Problem(self.code, self.message)


def address(person: Contact) -> dict[str, str]:
    """Return ``to`` with a plus and digits, or ``recipient`` for somebody whose number is hidden.

    WhatsApp's own digits come first: in Brazil, Argentina and Mexico the number as dialled may differ from them.
    """
    for number in (person.wa_id, person.phone):
        match = _DIGITS.fullmatch(number or "")
        if match:
            return {"to": f"+{match.group(1)}"}
    user_id = person.user_id or person.parent_user_id
    if user_id:
        return {"recipient": user_id}
    raise NoRecipient


def block_entry(person: Contact) -> dict[str, str]:
    """Return the person as an entry of ``block_users``."""
    found = address(person)
    return {"user": found["to"]} if "to" in found else {"user_id": found["recipient"]}
