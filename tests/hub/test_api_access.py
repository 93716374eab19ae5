"""``/v1/enroll``, ``/v1/agents``, ``/v1/tokens``, ``/v1/me`` over real HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inbox.domain import times
from inbox.domain.terms import ShippingRate, Terms
from inbox.system.clock import SystemClock
from tests.hub.test_webhooks import slug


def test_a_new_colleague_comes_in_by_code(hub):
    made = hub.owner.post("/v1/agents", json={"name": "Carla", "role": "supervisor"})
    assert made.status_code == 201
    code = made.json()["code"]

    with hub.client() as stranger:
        enrolled = stranger.post("/v1/enroll", json={"code": code, "device": "laptop"})
        assert enrolled.status_code == 201
        with hub.client(enrolled.json()["token"]) as carla:
            me = carla.get("/v1/me").json()
        again = stranger.post("/v1/enroll", json={"code": code})

    assert (me["name"], me["role"], me["agent"]) == ("Carla", "supervisor", made.json()["id"])
    assert (again.status_code, slug(again)) == (403, "code-refused")


def test_a_code_for_a_second_device_of_ones_own(hub):
    with hub.agent("Dora", "agent") as dora:
        code = dora.post("/v1/tokens", json={}).json()["code"]
        token = dora.post("/v1/enroll", json={"code": code, "device": "phone"}).json()["token"]
        mine = dora.get("/v1/tokens").json()["tokens"]
        with hub.client(token) as phone:
            assert phone.get("/v1/me").json()["agent"] == dora.get("/v1/me").json()["agent"]

    assert sorted(view["device"] for view in mine) == ["command line", "phone"]
    assert token not in repr(mine)


def test_me_says_when_the_platforms_were_last_heard(hub):
    before = hub.head()
    hub.say("wamid.heard", "hallo")
    hub.grown_to(before + 1)

    assert hub.owner.get("/v1/me").json()["heard"]["whatsapp"].endswith("Z")


def test_me_tells_the_shop_and_everybody_who_works_there(hub):
    hub.engine.terms = Terms(name="Nordlicht", shipping=(ShippingRate("DHL", 490, 4900),), platforms=("stripe",))
    with hub.agent("Greta", "agent") as greta:
        agent = greta.get("/v1/me").json()["agent"]
        hub.owner.delete(f"/v1/agents/{agent}")
        shop = hub.owner.get("/v1/me").json()["shop"]

    assert (shop["name"], shop["currency"], shop["mode"], shop["platforms"]) == (
        "Nordlicht",
        "eur",
        "live",
        ["stripe"],
    )
    assert shop["shipping"] == [{"label": "DHL", "amount": 490, "free_from": 4900}]
    assert {"agent": agent, "name": "Greta", "has_left": True, "role": "agent", "has_no_device": True} in shop["team"]
    assert "Olga" in [each["name"] for each in shop["team"] if "has_left" not in each]


def test_a_supervisor_names_a_deputy_and_the_team_is_told(hub):
    until = times.to_text(SystemClock().now() + timedelta(days=1))
    with hub.agent("Greta", "agent") as greta, hub.agent("Sue", "supervisor") as sue:
        agent = greta.get("/v1/me").json()["agent"]
        assert greta.put(f"/v1/agents/{agent}/deputy", json={"until": until}).status_code == 403
        assert sue.put(f"/v1/agents/{agent}/deputy", json={"until": until}).json()["deputy_until"] == until
        team = greta.get("/v1/me").json()["shop"]["team"]
        assert [each["deputy_until"] for each in team if each["agent"] == agent] == [until]
        assert sue.put(f"/v1/agents/{agent}/deputy", json={"until": None}).json()["deputy_until"] is None
        assert sue.put(f"/v1/agents/{agent}/deputy", json={}).status_code == 400


def test_only_owners_manage_the_team(hub):
    with hub.agent("Supervisor", "supervisor") as supervisor:
        own = supervisor.get("/v1/me").json()
        other = hub.owner.get("/v1/me").json()
        calls = [
            supervisor.post("/v1/agents", json={"name": "X", "role": "owner"}),
            supervisor.patch(f"/v1/agents/{own['agent']}", json={"role": "owner"}),
            supervisor.delete(f"/v1/agents/{other['agent']}"),
            supervisor.post("/v1/tokens", json={"agent": other["agent"]}),
        ]
        assert [(call.status_code, slug(call)) for call in calls] == [(403, "role-too-low")] * 4
        assert supervisor.delete(f"/v1/tokens/{other['token']}").status_code == 404
        assert {view["agent"] for view in supervisor.get("/v1/tokens").json()["tokens"]} == {own["agent"]}
        assert "Supervisor" in [agent["name"] for agent in supervisor.get("/v1/agents").json()["agents"]]

    assert hub.owner.get("/v1/me").status_code == 200


def test_an_owner_changes_and_disables(hub):
    token = hub.server.token("Emil", "agent")
    with hub.client(token) as emil:
        agent = emil.get("/v1/me").json()["agent"]
        changed = hub.owner.patch(f"/v1/agents/{agent}", json={"role": "viewer", "name": "Emil B."})
        assert (changed.json()["role"], changed.json()["name"]) == ("viewer", "Emil B.")
        assert emil.get("/v1/me").json()["role"] == "viewer"
        assert hub.owner.delete(f"/v1/agents/{agent}").json()["disabled"] is True
        assert emil.get("/v1/me").status_code == 401
    assert hub.owner.delete("/v1/agents/a_nobody").status_code == 404


def test_a_token_made_by_the_command_is_taken_at_once(hub):
    for number in range(3):
        with hub.agent(f"Fresh {number}", "viewer") as fresh:
            assert fresh.get("/v1/me").status_code == 200


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer x", "Basic dXNlcjpwYXNz", "Bearer tr_000000000000_" + "0" * 64, "Bearer " + "a" * 5000],
)
@pytest.mark.parametrize("path", ["/v1/me", "/v1/events", "/v1/snapshot", "/v1/agents", "/metrics", "/v1/unknown"])
def test_without_a_valid_token_nothing_is_told(hub, header, path):
    with hub.client() as stranger:
        answer = stranger.get(path, headers={"Authorization": header} if header else {})

    assert (answer.status_code, slug(answer)) == (401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/agents", b"{"),
        ("/v1/agents", b'{"name":"X"}'),
        ("/v1/agents", b'{"name":"X","role":"agent","more":1}'),
        ("/v1/agents", b'{"name":7,"role":"agent"}'),
        ("/v1/agents", b"[" * 50_000),
        ("/v1/agents", b'{"name":"\xff","role":"agent"}'),
        ("/v1/agents", b'{"name":"X","role":"king"}'),
        ("/v1/enroll", b""),
        ("/v1/enroll", b'{"code":""}'),
        ("/v1/tokens", b'{"agent":5}'),
    ],
)
def test_malformed_bodies_are_400(hub, path, body):
    answer = hub.owner.post(path, content=body)

    assert answer.status_code == 400
    assert slug(answer) in ("malformed", "bad-role")


def test_an_oversized_json_body_is_413(hub):
    body = b'{"name":"' + b"x" * 300_000 + b'","role":"agent"}'

    for content in (body, iter([body])):
        answer = hub.owner.post("/v1/agents", content=content)
        assert (answer.status_code, slug(answer)) == (413, "too-large")
