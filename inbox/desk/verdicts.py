"""What a person decides about an action that is at the hub: approve, reject, try again, say how it ended.

On the engine's event loop. Nothing of this is queued or repeated: what the hub does not take at once is said in words, and
what it does take comes back as an event, like everything else.
"""

from __future__ import annotations

import logging

from inbox.desk import hub_calls
from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.hub_errors import HubRefusedError, NotThereError, VerdictError
from inbox.desk.link import Link
from inbox.domain.ids import ActionId, AgentId
from inbox.domain.problems import OutsideError, Problem
from inbox.system.logs import about_action

_OFFLINE = "There is no connection to the hub, so nothing was decided; click again when it is back."

_log = logging.getLogger("tresen.desk")


class Verdicts:
    """Hands decisions to the hub; each returns the state the action is in afterwards, VerdictError when it is not taken."""

    def __init__(self, client: AsyncHubClient, link: Link) -> None:
        self._client = client
        self._link = link

    async def approve(self, action: ActionId, *, alone: bool = False) -> str:
        """Let an action go ahead that waits for a second person, or ``alone`` where nobody else could approve it."""
        return await self._say(action, "approve", {"alone": True} if alone else {})

    async def reject(self, action: ActionId, reason: str = "") -> str:
        """Refuse an action that waits for a second person; ``reason`` is told to whoever asked."""
        return await self._say(action, "reject", {"reason": reason} if reason else {})

    async def try_again(self, action: ActionId) -> str:
        """Let the hub repeat a refund of unknown outcome, with the same bytes."""
        return await self._say(action, "try-again", {})

    async def resolve(self, action: ActionId, *, moved: bool) -> str:
        """Say how an action of unknown outcome ended; the hub looks at Stripe first, whose word counts more."""
        return await self._say(action, "resolve", {"outcome": "moved" if moved else "not_moved"})

    async def name_deputy(self, agent: AgentId, until: str | None) -> None:
        """Let an agent stand in for a supervisor until a time (RFC 3339), or no longer."""
        if not self._link.status.online:
            raise VerdictError(Problem("no-connection", _OFFLINE))
        try:
            await self._client.send(hub_calls.name_deputy(agent, until))
        except HubRefusedError as error:
            raise VerdictError(Problem(error.slug, error.message)) from error
        except NotThereError as error:
            raise VerdictError(Problem("unknown-agent", error.message)) from error
        except OutsideError as error:
            # It may be so all the same: the log tells.
            raise VerdictError(Problem("no-answer", error.message)) from error

    async def _say(self, action: ActionId, verdict: str, body: dict[str, str | bool]) -> str:
        if not self._link.status.online:
            raise VerdictError(Problem("no-connection", _OFFLINE))
        with about_action(action):
            try:
                view = await self._client.send(hub_calls.settle_action(action, verdict, body))
            except HubRefusedError as error:
                raise VerdictError(Problem(error.slug, error.message)) from error
            except NotThereError as error:
                raise VerdictError(Problem("unknown-action", error.message)) from error
            except OutsideError as error:
                # The hub may have taken it all the same: the log tells.
                raise VerdictError(Problem("no-answer", error.message)) from error
            _log.info("%s: the action is %s", verdict, view.state)
            return view.state
