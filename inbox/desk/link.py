"""Whether the hub is there, in words; and what follows from it for everything on hold.

One object of the engine, used on its thread only; ``status`` is a frozen struct that any thread may look at.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from enum import StrEnum

import msgspec

from inbox.desk.outbox import Outbox
from inbox.domain.problems import OutsideError, UserError
from inbox.store.state.database import StorageTrouble

NOT_ASKED = "not-asked"
"""The code of a status before the first answer, or the first failure to get one."""

_log = logging.getLogger("tresen.desk")


class HubState(StrEnum):
    """How the hub stands that this desk runs for itself; ``ELSEWHERE`` for a team's hub, which others look after."""

    ELSEWHERE = ""
    STARTING = "starting"
    LATE = "late"
    """Still starting, for longer than usual."""
    RUNNING = "running"
    AGAIN = "again"
    """It has ended and is being started again."""
    DOWN = "down"
    """It does not start; it is tried again after a while."""


class Status(msgspec.Struct, frozen=True):
    """How the desk stands to its hub. ``words`` say why it is not online; ``needs_agent`` when waiting will not mend it.

    ``code`` is the slug of these words, where a screen has words of its own for them. ``done`` of ``total`` events is how
    far a first sync has come; both 0 when there is none. ``notice`` is what the agent should know of the start (a cache that
    had to be made anew). ``hub_words`` say why the desk's own hub is down.
    """

    online: bool = False
    words: str = ""
    code: str = ""
    needs_agent: bool = False
    done: int = 0
    total: int = 0
    notice: str = ""
    own_hub: HubState = HubState.ELSEWHERE
    hub_words: str = ""
    stripe_as_of: str = ""
    """Up to when everything Stripe has to tell is known here (RFC 3339), empty while nobody has said."""


def unasked(notice: str | None) -> Status:
    """Return how a desk stands that has just begun; ``notice`` is what the agent should know of the start."""
    return Status(words="The hub has not been asked yet.", code=NOT_ASKED, notice=notice or "")


class Link:
    """Keeps the status and tells the outbox; ``changed`` is called after every change."""

    def __init__(self, outbox: Outbox, changed: Callable[[], None], notice: str | None) -> None:
        self._outbox = outbox
        self._changed = changed
        self.status = unasked(notice)

    def reached(self, epoch: str, stripe_as_of: str = "") -> None:
        """Note that the hub has answered, with the log called ``epoch``, and how fresh the money is that it knows."""
        self._outbox.online(epoch)
        if not self.status.online:
            _log.info("the hub is reached")
        fresh = stripe_as_of or self.status.stripe_as_of
        self._set(
            msgspec.structs.replace(
                self.status, online=True, words="", code="", needs_agent=False, stripe_as_of=fresh
            )
        )

    def away(self, error: UserError | OutsideError) -> None:
        """Note why the hub cannot be reached, or does not let us in; what is on hold ends."""
        if self.status.online:
            _log.warning("the hub is lost: %s", error.message)
        try:
            self._outbox.offline()
        except StorageTrouble as trouble:
            # Nothing on hold goes out all the same, and the next start cancels what the disk still calls held.
            error = trouble
        # Time does not mend what a person can.
        words, needs_agent = error.message, isinstance(error, UserError)
        self._set(
            msgspec.structs.replace(self.status, online=False, words=words, code=error.slug, needs_agent=needs_agent)
        )

    def notice(self, words: str) -> None:
        """Note something the agent should know."""
        self._set(msgspec.structs.replace(self.status, notice=words))

    def own_hub(self, state: HubState, words: str) -> None:
        """Note how the desk's own hub stands."""
        self._set(msgspec.structs.replace(self.status, own_hub=state, hub_words=words))

    def progress(self, done: int, total: int) -> None:
        """Note how far a first sync has come."""
        self._set(msgspec.structs.replace(self.status, done=done, total=total))

    def _set(self, status: Status) -> None:
        if status != self.status:
            self.status = status
            self._changed()
