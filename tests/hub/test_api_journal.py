"""``GET /v1/journal`` over real HTTP."""

from __future__ import annotations

from tests.hub.test_webhooks import slug


def test_a_supervisor_reads_a_month_an_agent_does_not(hub):
    with hub.agent("Sue", "supervisor") as boss, hub.agent("Ines", "agent") as agent:
        told = boss.get("/v1/journal", params={"month": "2026-11"})
        refused = agent.get("/v1/journal", params={"month": "2026-11"})
    assert (told.status_code, told.json()["month"]) == (200, "2026-11")
    assert (refused.status_code, slug(refused)) == (403, "role-too-low")
    assert hub.engine.months == ["2026-11"]
