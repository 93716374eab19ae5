"""``/_sandbox/living`` and the living sandbox from outside: who is up to what, how fast, and the pictures of its goods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from inbox.domain.problems import UserError
from inbox.sandbox.living.goods import LIVING_BY_SKU
from inbox.sandbox.living.pulse import Pace, Pulse
from inbox.sandbox.server import SandboxServer
from tests.sandbox.fake_hub import FakeHub
from tests.sandbox.kit import Kit


@pytest.fixture(scope="module")
def hub() -> Iterator[FakeHub]:
    with FakeHub() as listening:
        yield listening


@pytest.fixture(scope="module")
def http(hub: FakeHub) -> Iterator[httpx.Client]:
    with (
        SandboxServer(hub_url=hub.url, living=True, speed=300) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=20) as client,
    ):
        yield client


def living(http: httpx.Client, **order: Any) -> Any:
    answer = http.post("/_sandbox/living", json=order) if order else http.get("/_sandbox/living")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_people_go_on_by_themselves_once_somebody_listens(http: httpx.Client, hub: FakeHub) -> None:
    before = len(hub.wait(lambda: hub.messages()))
    hub.wait(lambda: len(hub.messages()) > before + 3)
    hub.wait(lambda: [one for one in hub.values("stripe") if one["type"] == "checkout.session.completed"])
    told = living(http)
    assert told["open"]
    assert told["speed"] == 300


def test_everybody_is_shown_with_what_comes_next(http: httpx.Client) -> None:
    told = living(http)
    people = {one["id"]: one for one in told["people"]}
    assert len(people) >= 44
    lena = people["lena"]
    assert (lena["name"], lena["wa_id"], lena["language"]) == ("Lena Brandt", "491701234567", "de")
    assert people["nele"]["wa_id"] is None
    assert people["nele"]["user_id"].startswith("DE.")
    following = [one["next"] for one in people.values() if one["next"]]
    assert len(following) > 10
    assert all(one["act"] and one["in_seconds"] >= 0 for one in following)


def test_life_stands_still_and_goes_on_at_another_speed(http: httpx.Client) -> None:
    paused = living(http, paused=True)
    assert paused["paused"]
    assert living(http)["life_seconds"] == paused["life_seconds"]
    assert all(one["next"]["in_seconds"] is None for one in living(http)["people"] if one["next"])
    resumed = living(http, speed=5, paused=False)
    assert (resumed["speed"], resumed["paused"]) == (5, False)


@pytest.mark.parametrize("speed", [0, -1, 0.01, 100_000])
def test_impossible_speeds_are_refused_with_words(http: httpx.Client, speed: float) -> None:
    answer = http.post("/_sandbox/living", json={"speed": speed})
    assert answer.status_code == 400
    assert "times real life" in answer.json()["error"]
    with pytest.raises(UserError, match="times real life"):
        SandboxServer(living=True, speed=speed)


def test_unknown_wishes_are_refused(http: httpx.Client) -> None:
    answer = http.post("/_sandbox/living", json={"sped": 3})
    assert answer.status_code == 400
    assert "sped" in answer.json()["error"]


def test_goods_have_their_drawings(http: httpx.Client) -> None:
    answer = http.get("/pictures/HAFEN-1000.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert len(answer.content) > 3000
    assert http.get("/pictures/MOON.png").status_code == 404


def test_a_plain_sandbox_has_nobody_living_in_it(shared_kit: Kit) -> None:
    for method in ("GET", "POST"):
        assert "living" in shared_kit.control(method, "living", {} if method == "POST" else None, 404)["error"]
    assert len(shared_kit.http.get("/pictures/HAFEN-1000.png").content) < 500
    assert shared_kit.http.get("/pictures/KENIA-250.png").status_code == 404
    listed = shared_kit.graph("GET", "{catalog}/products?limit=100").json()["data"]
    assert len(listed) < len(LIVING_BY_SKU)


def test_a_living_sandbox_sells_everything_on_both_sides(http: httpx.Client) -> None:
    calls = http.get("/_sandbox").json()["calls"]
    assert {"GET /_sandbox/living", "POST /_sandbox/living"} <= set(calls)
    customers = http.get("/_sandbox/customers").json()["customers"]
    assert len(customers) >= 44


def test_life_counts_seconds_by_its_speed() -> None:
    pulse = Pulse(100.0, 20.0)
    assert pulse.life(103.0) == 60.0
    pulse.change(103.0, speed=2)
    assert pulse.life(108.0) == 70.0
    pulse.change(108.0, paused=True)
    assert pulse.life(1000.0) == 70.0
    assert pulse.until(80.0, 1000.0) == float("inf")
    pulse.change(1000.0, paused=False)
    assert pulse.until(80.0, 1000.0) == 5.0
    assert pulse.until(10.0, 1000.0) == 0.0


def test_a_person_may_burst_but_not_flood() -> None:
    pace, now, sent = Pace(), 50.0, []
    while now < 170.0:
        if pace.free_at() <= now:
            pace.spend(now, spoke=True)
            sent.append(now)
        now += 0.1
    assert sent[1] - sent[0] == pytest.approx(Pace.GAP, abs=0.11)
    assert sum(at < 60 for at in sent) >= Pace.BURST
    assert len(sent) <= 120 / Pace.EACH + Pace.BURST + 1
    pace.heard(200.0)
    assert pace.free_at() >= 201.0
