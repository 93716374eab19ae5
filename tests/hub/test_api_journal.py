"""``GET /v1/journal`` over real HTTP."""

from __future__ import annotations

import json

from tests.hub.test_webhooks import slug


def test_a_supervisor_reads_a_month_an_agent_does_not(hub):
    with hub.agent("Sue", "supervisor") as boss, hub.agent("Ines", "agent") as agent:
        told = boss.get("/v1/journal", params={"month": "2026-11"})
        refused = agent.get("/v1/journal", params={"month": "2026-11"})
    lines = [json.loads(line) for line in told.text.splitlines()]
    assert (told.status_code, told.headers["content-type"]) == (200, "application/x-ndjson")
    assert [line["type"] for line in lines] == ["reading", "reading", "reading", "closing"]
    assert (refused.status_code, slug(refused)) == (403, "role-too-low")
    assert hub.engine.months == ["2026-11"]


def test_how_far_it_is_comes_at_once_and_whoever_leaves_ends_the_reading(hub):
    hub.engine.steps = 1000
    hub.engine.ended.clear()
    with hub.agent("Sue", "supervisor") as boss:
        with boss.stream("GET", "/v1/journal", params={"month": "2026-11"}) as told:
            lines = told.iter_lines()
            assert json.loads(next(lines)) == {"type": "reading", "percent": 0, "count": 0}
            assert not hub.engine.ended.is_set()
        assert hub.engine.ended.wait(20)
