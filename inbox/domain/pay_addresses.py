"""Addresses of payment links, payment pages and invoices, in the one form in which texts and Stripe name the same. Pure.

What stands behind ``?`` or ``#`` is left out: an e-mail address filled in beforehand, or the long key of a page. A page is
known by its own id, which is part of its address under any domain.
"""

from __future__ import annotations

import re

from inbox.domain.messages import Message

MARKS = ("edit", "revoke")
"""Messages that change what an earlier one says."""

_ADDRESS = re.compile(
    r"(?<![\w-])(?<![\w-]\.)(?:https?://)?((?:[\w-]+\.)+[\w-]+(?::\d+)?)(/[^\s?#<>\"'«»“”]+)", re.IGNORECASE
)
"""Looked for where a host can begin and nowhere else, so that a message of one endless word takes no longer than any other."""
_PAGE = re.compile(r"cs_(?:test|live)_[A-Za-z0-9]+")
_CODE = re.compile(r"[\w-]{8,}")
_BEHIND = ".,;:!)]}*_~/…"
"""What stands behind an address in a sentence and belongs to that."""
_MOST = 10
"""Addresses in one message that are looked at."""
_LONGEST = 4096


def key_of(url: str | None) -> str | None:
    """Return the form in which an address is compared; None for what can be no address of a payment."""
    found = None if not url or len(url) > _LONGEST else _ADDRESS.match(url.strip())
    return None if found is None else _key(found)


def named_in(text: str | None) -> tuple[str, ...]:
    """Return the addresses in a text, in their order, as they are compared; each once."""
    if not text or "/" not in text:
        return ()
    keys = (_key(found) for found in _ADDRESS.finditer(text))
    return tuple(dict.fromkeys(key for key in keys if key is not None))[:_MOST]


def sent_in(message: Message) -> tuple[str, ...]:
    """Return the addresses that a message of the shop gives to a customer; a customer's own message gives none.

    Nor does one in a WhatsApp group: it gives them to everybody there.
    """
    if message.direction != "out" or message.kind == "revoke" or message.in_group:
        return ()
    button = (message.extra or {}).get("url")
    behind = key_of(button) if isinstance(button, str) else None
    return tuple(dict.fromkeys((*named_in(message.text), *(() if behind is None else (behind,)))))


def tells(message: Message) -> bool:
    """Tell whether a message says, or takes back, that an address was given to a customer."""
    return message.direction == "out" and (message.kind in MARKS or bool(sent_in(message)))


def _key(found: re.Match[str]) -> str | None:
    path = found[2].rstrip(_BEHIND)
    last = path.rpartition("/")[2]
    if _PAGE.fullmatch(last):
        return last
    return f"{found[1].lower()}{path}" if _CODE.fullmatch(last) else None
