"""Where Meta sends the account's webhooks: the app's own address, overridden per account or per number.

Called by ``graph.py`` on the sandbox's event loop; awaits only the handshake with the new address. Documented at
developers.facebook.com, Cloud API > Webhooks > overrides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import httpx

from inbox.sandbox.webhooks import loopback, loopback_client
from inbox.sandbox.whatsapp.errors import GraphError
from inbox.sandbox.whatsapp.parts import Part
from inbox.sandbox.world import SeededIds

LONGEST_URL = 200
ANSWER_WITHIN = 5.0


class Callbacks:
    """The addresses in order of precedence: number, business account, app. ``aim`` is told the one that counts."""

    def __init__(self, ids: SeededIds, aim: Callable[[str | None], None]) -> None:
        self._ids = ids
        self._aim = aim
        self._app: str | None = None
        self.subscribed = True
        self.overrides: dict[str, str] = {}

    def set_app(self, url: str | None) -> None:
        """Send everything to the app's own address, whatever a hub has had overridden before."""
        self._app = url
        self.overrides.clear()
        self._settle()

    def unsubscribe(self) -> None:
        """Stop all webhooks and forget the account's override."""
        self.subscribed = False
        self.overrides.pop("account", None)
        self._settle()

    async def subscribe(self, body: Mapping[str, object]) -> None:
        """Subscribe the app, with the account's override when the body names one; GraphError when it does not answer."""
        if body.get("override_callback_uri") is not None:
            await self.override("account", Part(body))
        else:
            self.overrides.pop("account", None)
        self.subscribed = True
        self._settle()

    async def override(self, level: str, given: Part) -> None:
        """Shake hands with the address in ``given`` and use it for ``level`` (``number`` or ``account``)."""
        url = given.text("override_callback_uri", LONGEST_URL)
        await self._shake_hands(url, given.text("verify_token", 512))
        self.overrides[level] = url
        self._settle()

    def drop_override(self, level: str) -> None:
        """Go back to the next address in the order of precedence."""
        self.overrides.pop(level, None)
        self._settle()

    def _settle(self) -> None:
        url = self.overrides.get("number") or self.overrides.get("account") or self._app
        self._aim(url if self.subscribed else None)

    async def _shake_hands(self, url: str, verify_token: str) -> None:
        challenge = self._ids.digits(10)
        query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify_token}
        try:
            asked = httpx.URL(loopback(url)).copy_merge_params(query)
            async with loopback_client(ANSWER_WITHIN) as client:
                answer = await client.get(asked)
        except ValueError as error:
            raise GraphError(2200, f"Callback verification failed: {error}") from error
        except httpx.TransportError as error:
            raise GraphError(2200, f"Callback verification failed: nobody answers at {url}") from error
        if answer.status_code != 200 or answer.text != challenge:
            details = f"Callback verification failed: HTTP Status Code = {answer.status_code}, the challenge did not come back"
            raise GraphError(2200, details)
