"""``POST /v1/catalog`` over real HTTP."""

from __future__ import annotations

from tests.hub.test_webhooks import slug


def test_an_agent_may_have_the_products_listed_anew_a_viewer_not(hub):
    with hub.agent("Ines", "agent") as agent, hub.agent("Vera", "viewer") as viewer:
        assert agent.post("/v1/catalog").status_code == 202
        refused = viewer.post("/v1/catalog")
    assert (refused.status_code, slug(refused)) == (403, "role-too-low")
    assert hub.engine.catalog_wanted == 1
