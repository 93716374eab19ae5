"""Carries out what the outbox says is due, on the engine's event loop, and reports what came of each.

A post may take its time without keeping the others waiting; the outbox sees to it that no action is on the wire twice.
"""

from __future__ import annotations

import asyncio
import logging

from inbox.desk import hub_calls
from inbox.desk.hub_calls import ActionView, Call
from inbox.desk.hub_client import AsyncHubClient
from inbox.desk.hub_errors import HubBusyError, HubRefusedError, NotThereError
from inbox.desk.link import Link
from inbox.desk.outbox import Job, Outbox
from inbox.domain.problems import OutsideError, Problem, UserError
from inbox.store.state.database import StorageTrouble
from inbox.system.logs import about_action

_LOCKED_OUT_SECONDS = 30.0
_GOODBYE_SECONDS = 3.0

_log = logging.getLogger("tresen.outbox")


class Pump:
    """One task of the engine, and one for each post on the wire."""

    def __init__(self, client: AsyncHubClient, outbox: Outbox, link: Link) -> None:
        self._client = client
        self._outbox = outbox
        self._link = link
        self._kicked = asyncio.Event()
        self._posts: set[asyncio.Task[None]] = set()

    def kick(self) -> None:
        """Say that something changed: a click, the network, an event."""
        self._kicked.set()

    async def run(self) -> None:
        """Work until cancelled; what is on the wire then is settled at the next start."""
        async with asyncio.TaskGroup() as posts:
            while True:
                self._kicked.clear()
                for job in self._due():
                    post = posts.create_task(self._carry_out(job), name=f"action {job.item.id}")
                    self._posts.add(post)
                    post.add_done_callback(self._landed)
                try:
                    async with asyncio.timeout(self._outbox.next_due()):
                        await self._kicked.wait()
                except TimeoutError:
                    continue

    async def finish(self) -> None:
        """Give what is on the wire a moment to land."""
        if self._posts:
            await asyncio.wait(self._posts, timeout=_GOODBYE_SECONDS)

    def _due(self) -> list[Job]:
        try:
            return self._outbox.due()
        except StorageTrouble as error:
            # What could not be kept as posting is not posted.
            self._link.away(error)
            return []

    def _landed(self, post: asyncio.Task[None]) -> None:
        self._posts.discard(post)
        self.kick()

    async def _carry_out(self, job: Job) -> None:
        action = job.item.id
        with about_action(action):
            try:
                await self._attempt(job)
            except StorageTrouble as error:
                # What the hub said could not be kept, so it is asked again later.
                self._outbox.lost(action)
                self._link.away(error)

    async def _attempt(self, job: Job) -> None:
        action = job.item.id
        try:
            view = await self._client.send(_call(job))
        except NotThereError:
            self._note_epoch()
            self._outbox.not_there(action)
        except HubRefusedError as error:
            self._outbox.refused(action, Problem(error.slug, error.message))
        except HubBusyError as error:
            self._outbox.lost(action, error.seconds)
        except OutsideError as error:
            _log.warning("no answer yet: %s", error.message)
            self._outbox.lost(action)
        except UserError as error:
            self._outbox.lost(action, _LOCKED_OUT_SECONDS)
            self._link.away(error)
        else:
            self._note_epoch()
            self._outbox.answered(action, view)

    def _note_epoch(self) -> None:
        """Take note of the log's name before what was answered counts: a restored hub forgets."""
        if self._client.epoch:
            self._link.reached(self._client.epoch)


def _call(job: Job) -> Call[ActionView]:
    match job.verb:
        case "post":
            return hub_calls.post_action(job.item.body)
        case "ask":
            return hub_calls.get_action(job.item.id)
        case _:
            return hub_calls.delete_action(job.item.id)
