"""Idempotency keys: the first answer to a POST is kept under its key for 24 hours and given again.

Documented at docs.stripe.com/api/idempotent_requests: kept once the call began executing, refusals and 500s too; not
kept for requests that failed validation, authentication or permission, were rate limited, or met their own key in use.
"""

from __future__ import annotations

import msgspec

from inbox.sandbox.stripe.errors import idempotency_in_use, idempotency_mismatch, idempotency_other_endpoint, invalid

KEPT_SECONDS = 24 * 3600
LONGEST_KEY = 255


class Answer(msgspec.Struct, frozen=True):
    """A finished answer: status, JSON body, and headers without those of the single delivery."""

    status: int
    body: bytes
    headers: dict[str, str]


class _Entry:
    def __init__(self, path: str, fingerprint: str, at: int) -> None:
        self.path = path
        self.fingerprint = fingerprint
        self.at = at
        self.answer: Answer | None = None


class IdempotencyKeys:
    """The keys of one account, whichever API key sent them."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}

    def begin(self, key: str, path: str, fingerprint: str, now: int) -> Answer | None:
        """Claim a key. Return the answer to give again, or None for a first request, which must then end.

        Raises the idempotency error for other parameters, another endpoint, or a first request still under way.
        """
        if len(key) > LONGEST_KEY:
            raise invalid(f"Idempotency keys may be at most {LONGEST_KEY} characters long.")
        entry = self._entries.get(key)
        if entry is not None and now - entry.at >= KEPT_SECONDS:
            entry = None
        if entry is None:
            self._entries[key] = _Entry(path, fingerprint, now)
            return None
        if entry.path != path:
            raise idempotency_other_endpoint(key, entry.path, path)
        if entry.fingerprint != fingerprint:
            raise idempotency_mismatch(key)
        if entry.answer is None:
            raise idempotency_in_use(key)
        return entry.answer

    def keep(self, key: str, answer: Answer) -> None:
        """Keep the first request's answer."""
        self._entries[key].answer = answer

    def forget(self, key: str) -> None:
        """Give the key free again: its request never began executing."""
        self._entries.pop(key, None)
