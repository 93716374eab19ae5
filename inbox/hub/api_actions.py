"""``/v1/actions``: what agents ask for, and what became of it.

Routes on the event loop; deciding and doing is ``inbox.hub.actions``, in worker threads. A post answers as soon as the
outcome is known, and after two seconds with whatever is known by then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal, Protocol
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inbox.domain.problems import Problem
from inbox.domain.roles import Actor
from inbox.hub.http_answers import json_body, raw_body, reply, session_of
from inbox.hub.problems import HttpProblem, malformed
from inbox.hub.stream import Stream
from inbox.hub.workers import Workers

PATIENCE_SECONDS = 2.0
_LOOK_SECONDS = 0.25
_UNFINISHED = frozenset({"queued", "sending"})


class ActionView(Protocol):
    """An action as it stands."""

    @property
    def id(self) -> str:
        """The action's UUID."""
        ...

    @property
    def kind(self) -> str:
        """What was asked for."""
        ...

    @property
    def state(self) -> str:
        """One of the hub's states."""
        ...

    @property
    def result(self) -> object:
        """What came of it, None while nothing did."""
        ...

    @property
    def problem(self) -> Problem | None:
        """Why it was refused or failed."""
        ...


class Actions(Protocol):
    """The engine of actions, as these routes use it; every function may block for a while and is called in a thread.

    What is refused outright is raised as ``HttpProblem``.
    """

    def post(self, actor: Actor, body: bytes) -> ActionView:
        """Take an action, or answer a repeat."""
        ...

    def get(self, action: str) -> ActionView | None:
        """Return an action, None if nobody has heard of it."""
        ...

    def cancel(self, actor: Actor, action: str) -> ActionView:
        """Cancel an action, or leave a tombstone."""
        ...

    def approve(self, actor: Actor, action: str, *, alone: bool = False) -> ActionView:
        """Let an action go ahead that needs a second person, or ``alone`` where there is none."""
        ...

    def reject(self, actor: Actor, action: str, reason: str | None) -> ActionView:
        """Refuse an action that needs a second person."""
        ...

    def try_again(self, actor: Actor, action: str) -> ActionView:
        """Repeat an action of unknown outcome with the same bytes."""
        ...

    def resolve(self, actor: Actor, action: str, outcome: str, refund: str | None) -> ActionView:
        """Say how an action of unknown outcome ended."""
        ...


class _Approval(msgspec.Struct, forbid_unknown_fields=True):
    alone: bool = False
    """Whoever asked confirms that nobody else could approve it."""


class _Rejection(msgspec.Struct, forbid_unknown_fields=True):
    reason: Annotated[str, msgspec.Meta(max_length=500)] | None = None


class _Resolution(msgspec.Struct, forbid_unknown_fields=True):
    outcome: Literal["moved", "not_moved"]
    refund: Annotated[str, msgspec.Meta(pattern="^re_[A-Za-z0-9_]+$|^pyr_[A-Za-z0-9_]+$", max_length=255)] | None = None


class ActionRoutes:
    """The routes; ``stream`` tells when it is worth looking again."""

    def __init__(self, actions: Actions, stream: Stream, workers: Workers) -> None:
        self._actions = actions
        self._stream = stream
        self._workers = workers

    def routes(self) -> list[Route]:
        """Return the routes for the app."""
        return [
            Route("/v1/actions", self._post, methods=["POST"]),
            Route("/v1/actions/{action}", self._get, methods=["GET"]),
            Route("/v1/actions/{action}", self._cancel, methods=["DELETE"]),
            Route("/v1/actions/{action}/approve", self._approve, methods=["POST"]),
            Route("/v1/actions/{action}/reject", self._reject, methods=["POST"]),
            Route("/v1/actions/{action}/resolve", self._resolve, methods=["POST"]),
            Route("/v1/actions/{action}/try-again", self._try_again, methods=["POST"]),
        ]

    async def _post(self, request: Request) -> Response:
        actor = session_of(request).actor
        body = await raw_body(request)
        view = await self._act(lambda: self._actions.post(actor, body))
        return _reply(202, await self._settled(view))

    async def _get(self, request: Request) -> Response:
        session_of(request)
        action = _action_id(request)
        view = None if action is None else await self._workers.read(lambda: self._actions.get(action))
        if view is None:
            raise _unknown()
        return _reply(200, view)

    async def _cancel(self, request: Request) -> Response:
        actor = session_of(request).actor
        action = _action_id(request)
        if action is None:
            raise malformed("an action's id is a UUID")
        return _reply(200, await self._act(lambda: self._actions.cancel(actor, action)))

    async def _approve(self, request: Request) -> Response:
        actor = session_of(request).actor
        action = self._known(request)
        asked = await json_body(request, _Approval)
        view = await self._act(lambda: self._actions.approve(actor, action, alone=asked.alone))
        return _reply(200, await self._settled(view))

    async def _try_again(self, request: Request) -> Response:
        actor = session_of(request).actor
        action = self._known(request)
        view = await self._act(lambda: self._actions.try_again(actor, action))
        return _reply(200, await self._settled(view))

    async def _reject(self, request: Request) -> Response:
        actor = session_of(request).actor
        action = self._known(request)
        asked = await json_body(request, _Rejection)
        return _reply(200, await self._act(lambda: self._actions.reject(actor, action, asked.reason)))

    async def _resolve(self, request: Request) -> Response:
        actor = session_of(request).actor
        action = self._known(request)
        asked = await json_body(request, _Resolution)
        return _reply(200, await self._act(lambda: self._actions.resolve(actor, action, asked.outcome, asked.refund)))

    def _known(self, request: Request) -> str:
        action = _action_id(request)
        if action is None:
            raise _unknown()
        return action

    async def _act(self, job: Callable[[], ActionView]) -> ActionView:
        return await self._workers.act(job)

    async def _settled(self, view: ActionView) -> ActionView:
        """Wait a short while for an outcome, looking whenever the log grows."""
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE_SECONDS
        look: Callable[[], ActionView | None] = partial(self._actions.get, view.id)
        while view.state in _UNFINISHED and (left := until - loop.time()) > 0 and not self._stream.closed:
            await self._stream.wait(min(left, _LOOK_SECONDS))
            seen = await self._workers.read(look)
            view = view if seen is None else seen
        return view


def _action_id(request: Request) -> str | None:
    text = str(request.path_params["action"])
    try:
        return text if str(UUID(text)) == text.lower() else None
    except ValueError:
        return None


def _unknown() -> HttpProblem:
    return HttpProblem(404, "unknown-action", "The hub has never heard of this action.")


def _reply(status: int, view: ActionView) -> Response:
    content = {"id": view.id, "kind": view.kind, "state": view.state, "result": view.result, "problem": view.problem}
    return reply(status, content)
