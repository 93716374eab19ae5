"""Nobody does through the API what their role does not allow: every call there is, tried by every role and by strangers."""

from __future__ import annotations

import uuid

import httpx
import pytest

from inbox.domain.roles import ROLES, at_least
from tests.hub.conftest import RunningHub
from tests.hub.test_webhooks import slug

ACTION = str(uuid.uuid4())
ANYBODY = {("GET", "/healthz"), ("GET", "/readyz"), ("POST", "/v1/enroll")}
"""Calls that need no token: they tell nothing, or give nothing without a code."""
BY_THE_ACTION = {
    ("POST", "/v1/actions"),
    ("DELETE", "/v1/actions/{action}"),
    ("POST", "/v1/actions/{action}/approve"),
    ("POST", "/v1/actions/{action}/reject"),
    ("POST", "/v1/actions/{action}/resolve"),
    ("POST", "/v1/actions/{action}/try-again"),
}
"""Whether a role may depends on whose action it is: ``tests/hub/actions`` looks at these."""
LEAST = {
    ("GET", "/v1/events"): "viewer",
    ("GET", "/v1/snapshot"): "viewer",
    ("GET", "/metrics"): "viewer",
    ("GET", "/v1/actions/{action}"): "viewer",
    ("POST", "/v1/media"): "agent",
    ("GET", "/v1/media/{media}"): "viewer",
    ("PUT", "/v1/presence"): "viewer",
    ("POST", "/v1/catalog"): "agent",
    ("GET", "/v1/journal"): "supervisor",
    ("GET", "/v1/backfill"): "viewer",
    ("POST", "/v1/backfill"): "supervisor",
    ("DELETE", "/v1/backfill"): "supervisor",
    ("GET", "/v1/me"): "viewer",
    ("GET", "/v1/agents"): "viewer",
    ("POST", "/v1/agents"): "owner",
    ("PATCH", "/v1/agents/{agent}"): "owner",
    ("DELETE", "/v1/agents/{agent}"): "owner",
    ("PUT", "/v1/agents/{agent}/deputy"): "supervisor",
    ("GET", "/v1/tokens"): "viewer",
    ("POST", "/v1/tokens"): "viewer",
    ("DELETE", "/v1/tokens/{token}"): "viewer",
}
"""The least role of every other call."""
RAW = {("GET", "/v1/events"), ("GET", "/v1/snapshot")}
"""Dispatched before the routes."""


def call(client: httpx.Client, method: str, path: str) -> httpx.Response:
    """Call a path with names that lead nowhere and no body."""
    return client.request(method, path.format(action=ACTION, agent="a_nobody", token="0" * 12, media="m_" + "0" * 24))


def test_every_call_is_looked_at_here(hub: RunningHub) -> None:
    running = hub.server._running
    assert running is not None
    routes = {
        (method, route.path)
        for route in running._routes()
        for method in (route.methods or ())
        if method != "HEAD"
    }
    assert routes | RAW == ANYBODY | BY_THE_ACTION | LEAST.keys()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_what_it_may_and_nothing_else(hub: RunningHub, role: str) -> None:
    with hub.agent(f"Only {role}", role) as client:
        for (method, path), least in LEAST.items():
            answer = call(client, method, path)
            if at_least(role, least):
                assert answer.status_code not in (401, 403), (method, path)
            else:
                assert (answer.status_code, slug(answer)) == (403, "role-too-low"), (method, path)


def test_without_a_token_every_call_is_refused_before_anything_is_looked_at(hub: RunningHub) -> None:
    for headers in ({}, {"Authorization": "Bearer tr_" + "0" * 12 + "_" + "0" * 64}, {"Authorization": "Basic eDp4"}):
        with hub.client(**headers) as stranger:
            for method, path in (*LEAST, *BY_THE_ACTION):
                answer = call(stranger, method, path)
                assert (answer.status_code, slug(answer)) == (401, "unauthorized"), (method, path)


def test_nobody_lifts_themselves_up(hub: RunningHub) -> None:
    with hub.agent("Climber", "supervisor") as climber:
        own = climber.get("/v1/me").json()
        for change in ({"role": "owner"}, {"name": "Olga"}, {"disabled": False}):
            assert slug(climber.patch(f"/v1/agents/{own['agent']}", json=change)) == "role-too-low"
        owner = next(one["id"] for one in climber.get("/v1/agents").json()["agents"] if one["role"] == "owner")
        assert slug(climber.post("/v1/tokens", json={"agent": owner})) == "role-too-low"
        assert slug(climber.delete(f"/v1/tokens/{hub.owner_token.split('_')[1]}")) == "unknown-token"
        assert climber.get("/v1/me").json()["role"] == "supervisor"
    assert hub.owner.get("/v1/me").json()["role"] == "owner"
