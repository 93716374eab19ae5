"""Who the agent at this desk is and what the shop has settled: asked at every connect, kept for a start without a hub.

One task of the engine. The team changes while everybody works, so the hub is asked again now and then.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable

import msgspec

from inbox.desk import hub_calls
from inbox.desk.desk_file import DeskFile
from inbox.desk.hub_calls import Me
from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.ports import NOBODY
from inbox.domain.problems import OutsideError, UserError
from inbox.domain.roles import Actor
from inbox.domain.terms import Terms
from inbox.store.state.database import StorageTrouble

NAME = "me"
"""Under which the last answer is kept."""

_AGAIN_SECONDS = 300.0
_TROUBLE_SECONDS = 10.0
_DECODER = msgspec.json.Decoder(Me)

_log = logging.getLogger("tresen.desk")


class Standing:
    """``me`` and ``terms`` as last told; ``changed`` is called after each change."""

    def __init__(self, client: AsyncHubClient, desk: DeskFile, changed: Callable[[], None]) -> None:
        self._client = client
        self._desk = desk
        self._changed = changed
        self._is_online = False
        self._kicked = asyncio.Event()
        self._said = _read(desk.kept(NAME))

    @property
    def me(self) -> Actor:
        """The agent at this desk."""
        return NOBODY if self._said is None else self._said.actor

    @property
    def terms(self) -> Terms:
        """What the shop has settled."""
        return Terms() if self._said is None else self._said.shop

    def link_is(self, *, online: bool) -> None:
        """Note whether the hub is there; coming back is a reason to ask."""
        if online != self._is_online:
            self._is_online = online
            self._kicked.set()

    def ask_again(self) -> None:
        """Ask the hub soon: the team is another."""
        self._kicked.set()

    async def run(self) -> None:
        """Ask until cancelled. That the hub cannot be reached, or does not let us in, others say."""
        while True:
            self._kicked.clear()
            pause = await self._ask() if self._is_online else None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._kicked.wait()

    async def _ask(self) -> float:
        try:
            said = await self._client.send(hub_calls.me())
        except (OutsideError, UserError) as error:
            _log.info("the shop's terms are asked for again: %s", error.message)
            return _TROUBLE_SECONDS
        if said != self._said:
            self._keep(said)
            self._said = said
            self._changed()
        return _AGAIN_SECONDS

    def _keep(self, said: Me) -> None:
        try:
            self._desk.keep(NAME, msgspec.json.encode(said))
        except StorageTrouble as error:
            _log.warning("the shop's terms could not be kept: %s", error.message)


def _read(kept: bytes | None) -> Me | None:
    """Return what was kept; None where there is nothing, or something only another version can read."""
    try:
        return None if kept is None else _DECODER.decode(kept)
    except msgspec.DecodeError:
        return None
