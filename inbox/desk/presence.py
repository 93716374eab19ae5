"""Tells the hub what the agent is at, and above all what money is on hold; also how a lost network is noticed in time.

One task of the engine. While money is on hold the hub is told every two seconds; the first failure ends the hold. A hold
that ended by anything but undo is left to lapse at the hub under its old name, and the hub then tells the team that the
money was not sent: so this run of the desk goes on under a new name.
"""

from __future__ import annotations

import asyncio

from inbox.desk import hub_calls
from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.link import Link
from inbox.desk.outbox import Outbox
from inbox.domain.presence import Activity, PresenceReport
from inbox.domain.problems import OutsideError, UserError

EVERY_SECONDS = 10.0
WHILE_HOLDING_SECONDS = 2.0
_GOODBYE_SECONDS = 2.0
_MOST_ENTRIES = 50


class PresenceReporter:
    """Says everything anew each time. ``run_name`` names this run of the program."""

    def __init__(self, client: AsyncHubClient, outbox: Outbox, link: Link, run_name: str) -> None:
        self._client = client
        self._outbox = outbox
        self._link = link
        self._run_name = run_name
        self._activities: tuple[Activity, ...] = ()
        self._kicked = asyncio.Event()

    def be_at(self, activities: tuple[Activity, ...]) -> None:
        """Note what the agent looks at, types or has open."""
        if activities != self._activities:
            self._activities = activities
            self.kick()

    def kick(self) -> None:
        """Say that what is on hold may have changed."""
        self._kicked.set()

    async def run(self) -> None:
        """Report until cancelled."""
        said: PresenceReport | None = None
        while True:
            self._kicked.clear()
            report = self._report()
            is_idle = said is not None and not said.entries and not report.entries
            if self._link.status.online and not is_idle:
                said = report if await self._say(report) else None
            pause = WHILE_HOLDING_SECONDS if self._outbox.holding() else EVERY_SECONDS
            try:
                async with asyncio.timeout(pause):
                    await self._kicked.wait()
            except TimeoutError:
                continue

    async def say_goodbye(self, abandoned: int) -> None:
        """Be gone at once for the others, unless money on hold was let go: that must lapse, to be told to the team.

        ``abandoned`` is what ``Outbox.abandoned`` was before the end began.
        """
        if not self._link.status.online or self._outbox.abandoned != abandoned:
            return
        try:
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await self._client.send(hub_calls.put_presence(PresenceReport(self._name())))
        except (OutsideError, UserError, TimeoutError):
            return

    async def _say(self, report: PresenceReport) -> bool:
        try:
            await self._client.send(hub_calls.put_presence(report))
        except OutsideError as error:
            if any(entry.doing == "holding" for entry in report.entries):
                self._link.away(error)
            return False
        except UserError as error:
            self._link.away(error)
            return False
        return True

    def _report(self) -> PresenceReport:
        entries = (*self._outbox.holding(), *self._activities)
        return PresenceReport(self._name(), entries[:_MOST_ENTRIES])

    def _name(self) -> str:
        return f"{self._run_name}.{self._outbox.abandoned}"
