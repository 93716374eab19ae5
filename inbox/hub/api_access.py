"""``/v1/enroll``, ``/v1/agents``, ``/v1/tokens``, ``/v1/me``: who may come in, and with what.

Routes on the event loop; the work is done in transactions by ``inbox.hub.access``. A token is in exactly one answer: the
one that made it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from inbox import __version__
from inbox.domain.roles import Actor, at_least
from inbox.domain.terms import Terms
from inbox.hub import access
from inbox.hub.access import Register, Session
from inbox.hub.http_answers import json_body, reply, session_of
from inbox.hub.problems import HttpProblem, forbidden_role
from inbox.hub.tables import HubTables
from inbox.hub.transaction import Transaction
from inbox.hub.workers import Workers
from inbox.hub.writer import Writing

T = TypeVar("T")

_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class _Enroll(msgspec.Struct, forbid_unknown_fields=True):
    code: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    device: _Text = "desk"


class _NewAgent(msgspec.Struct, forbid_unknown_fields=True):
    name: _Text
    role: str


class _AgentChange(msgspec.Struct, forbid_unknown_fields=True):
    name: _Text | None = None
    role: str | None = None
    disabled: bool | None = None


class _Deputy(msgspec.Struct, forbid_unknown_fields=True):
    until: str | None
    """RFC 3339; None ends it."""


class _NewCode(msgspec.Struct, forbid_unknown_fields=True):
    agent: str | None = None
    """None for a further device of one's own."""


class AccessRoutes:
    """The routes; ``read(job)`` runs a job on a reading connection of the calling thread.

    ``heard`` tells when each platform last delivered: "last heard from Meta at ..." on every desk. ``terms`` are the
    shop's.
    """

    def __init__(
        self,
        register: Register,
        writer: Writing,
        read: Callable[[Callable[[HubTables], Any]], Any],
        workers: Workers,
        heard: Callable[[HubTables], dict[str, str]],
        terms: Callable[[HubTables], Terms],
    ) -> None:
        self._heard = heard
        self._terms = terms
        self._register = register
        self._writer = writer
        self._read = read
        self._workers = workers

    def routes(self) -> list[Route]:
        """Return the routes for the app."""
        return [
            Route("/v1/enroll", self._enroll, methods=["POST"]),
            Route("/v1/me", self._me, methods=["GET"]),
            Route("/v1/agents", self._agents, methods=["GET"]),
            Route("/v1/agents", self._add_agent, methods=["POST"]),
            Route("/v1/agents/{agent}", self._change_agent, methods=["PATCH"]),
            Route("/v1/agents/{agent}", self._disable_agent, methods=["DELETE"]),
            Route("/v1/agents/{agent}/deputy", self._name_deputy, methods=["PUT"]),
            Route("/v1/tokens", self._tokens, methods=["GET"]),
            Route("/v1/tokens", self._new_code, methods=["POST"]),
            Route("/v1/tokens/{token}", self._revoke, methods=["DELETE"]),
        ]

    async def _enroll(self, request: Request) -> Response:
        asked = await json_body(request, _Enroll)
        token = await self._write(lambda tx: access.redeem(tx, asked.code, asked.device))
        if token is None:
            raise HttpProblem(
                403, "code-refused", "This code is wrong, used or older than ten minutes; ask an owner for a new one."
            )
        session = self._register.find(f"Bearer {token}")
        return reply(201, {"token": token, "agent": None if session is None else session.actor})

    async def _me(self, request: Request) -> Response:
        session = session_of(request)
        heard, terms = await self._workers.read(
            lambda: self._read(lambda hub: (self._heard(hub), self._terms(hub)))
        )
        about = {"token": session.token, "version": __version__, "heard": heard, "shop": terms}
        return reply(200, {**_actor(session.actor), **about})

    async def _agents(self, request: Request) -> Response:
        session_of(request)
        return reply(200, {"agents": await self._workers.read(lambda: self._read(access.agents))})

    async def _add_agent(self, request: Request) -> Response:
        _owner(request)
        asked = await json_body(request, _NewAgent)

        def add(tx: Transaction) -> tuple[access.AgentView, access.Code]:
            agent = access.add_agent(tx, asked.name, asked.role)
            return agent, access.new_code(tx, agent.id)

        agent, code = await self._write(add)
        return reply(201, {**msgspec.structs.asdict(agent), **msgspec.structs.asdict(code)})

    async def _change_agent(self, request: Request) -> Response:
        _owner(request)
        agent = request.path_params["agent"]
        asked = await json_body(request, _AgentChange)
        changed = await self._write(
            lambda tx: access.change_agent(tx, agent, name=asked.name, role=asked.role, disabled=asked.disabled)
        )
        return reply(200, changed)

    async def _name_deputy(self, request: Request) -> Response:
        session = session_of(request)
        if not at_least(session.actor.role, "supervisor"):
            raise forbidden_role("supervisor")
        agent = request.path_params["agent"]
        asked = await json_body(request, _Deputy)
        return reply(200, await self._write(lambda tx: access.name_deputy(tx, session.actor, agent, asked.until)))

    async def _disable_agent(self, request: Request) -> Response:
        _owner(request)
        agent = request.path_params["agent"]
        return reply(200, await self._write(lambda tx: access.change_agent(tx, agent, disabled=True)))

    async def _tokens(self, request: Request) -> Response:
        actor = session_of(request).actor
        whose = None if at_least(actor.role, "owner") else actor.agent
        return reply(
            200, {"tokens": await self._workers.read(lambda: self._read(lambda hub: access.tokens(hub, whose)))}
        )

    async def _new_code(self, request: Request) -> Response:
        session = session_of(request)
        asked = await json_body(request, _NewCode)
        agent = asked.agent or session.actor.agent
        if agent != session.actor.agent:
            _owner(request)
        return reply(201, await self._write(lambda tx: access.new_code(tx, agent)))

    async def _revoke(self, request: Request) -> Response:
        session = session_of(request)
        token = request.path_params["token"]
        whose = None if at_least(session.actor.role, "owner") else session.actor.agent
        mine = await self._workers.read(lambda: self._read(lambda hub: access.tokens(hub, whose)))
        if token not in {view.id for view in mine}:
            raise HttpProblem(404, "unknown-token", "You have no such token.")
        await self._write(lambda tx: access.revoke(tx, token))
        return Response(status_code=204)

    async def _write(self, job: Callable[[Transaction], T]) -> T:
        """Run a job and make its outcome count for the very next request."""

        def run() -> T:
            done = self._writer.run(job)
            self._register.refresh()
            return done

        return await self._workers.act(run)


def _owner(request: Request) -> Session:
    session = session_of(request)
    if not at_least(session.actor.role, "owner"):
        raise forbidden_role("owner")
    return session


def _actor(actor: Actor) -> dict[str, str]:
    return {"agent": actor.agent, "name": actor.name, "role": actor.role}
