"""Reads whom a message is for, the way Meta does: a phone in many spellings, or a business-scoped user id.

Called by ``outgoing.py`` and the block list; pure. Documented at developers.facebook.com, Cloud API > Send messages.
"""

from __future__ import annotations

import re

import msgspec

from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.parts import Part

_TOLERATED = re.compile(r"[\s()\-]")
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9.]{1,128}")


class Recipient(msgspec.Struct, frozen=True):
    """Whom a request names: ``digits`` of a phone or a ``user_id``, and the text it was given as."""

    given: str
    digits: str | None = None
    user_id: str | None = None

    def contact(self) -> dict[str, object]:
        """Return the entry for ``contacts[]`` of the answer."""
        return {"input": self.given} | ({"wa_id": self.digits} if self.digits else {"user_id": self.user_id})


def recipient_of(message: Part, calling_code: str) -> Recipient:
    """Read ``to`` or, without it, ``recipient``; a number without + gets the business's own ``calling_code`` in front."""
    if message.has("to"):
        return phone_recipient(str(message.fields["to"]), message.name("to"), calling_code)
    if message.has("recipient"):
        user_id = message.text("recipient", 140)
        if not _USER_ID.fullmatch(user_id):
            raise GraphError(131009, f"{message.name('recipient')} is not a business-scoped user id.")
        return Recipient(user_id, user_id=user_id)
    raise GraphError(131008, "The parameter to (or recipient) is required.")


def phone_recipient(given: str, where: str, calling_code: str) -> Recipient:
    """Read a phone number in any spelling Meta takes."""
    bare = _TOLERATED.sub("", given)
    digits = bare.removeprefix("+")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 20:
        raise GraphError(131009, f"{where} is not a phone number.")
    return Recipient(given, digits=digits if bare.startswith("+") else calling_code + digits)
