"""The refund happens exactly once, whatever goes wrong; the pretend Stripe's books decide."""

from __future__ import annotations

import contextlib
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest

from tests.stories.programs import Json, Shop, refund_of, run


@pytest.fixture
def charge(shared_shop: Shop) -> Json:
    """A charge that nobody has touched yet, made for this story."""
    return shared_shop.new_charge()


def test_sixteen_posts_of_one_click_are_one_refund(shared_shop: Shop, charge: Json) -> None:
    action = refund_of(charge, 2500)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: shared_shop.post(action), range(16)))
    assert {answer["id"] for answer in answers} == {action["id"]}
    assert shared_shop.settled(action["id"])["state"] == "succeeded"
    assert [r["amount"] for r in shared_shop.refunds(charge)] == [2500]


def test_eight_rivals_for_sixty_percent_give_one_winner(shared_shop: Shop, charge: Json) -> None:
    actions = [refund_of(charge, 6000) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(shared_shop.post, actions))
    states = [shared_shop.settled(action["id"])["state"] for action in actions]
    assert sorted(states) == ["refused"] * 7 + ["succeeded"]
    assert [r["amount"] for r in shared_shop.refunds(charge)] == [6000]


def test_an_equal_second_refund_asks_first_and_then_goes(shared_shop: Shop, charge: Json) -> None:
    first, second = refund_of(charge, 1000), refund_of(charge, 1000)
    shared_shop.post(first)
    shared_shop.settled(first["id"])
    shared_shop.post(second)
    asked = shared_shop.settled(second["id"])
    assert asked["state"] == "refused"
    assert asked["problem"]["code"] == "needs-confirmation"
    assert asked["problem"]["codes"] == ["recent-refund"]
    third = refund_of(charge, 1000, confirmed=["recent-refund"])
    shared_shop.post(third)
    assert shared_shop.settled(third["id"])["state"] == "succeeded"
    assert [r["amount"] for r in shared_shop.refunds(charge)] == [1000, 1000]


def test_a_stale_look_and_an_over_refund_are_refused(shared_shop: Shop, charge: Json) -> None:
    stale = refund_of(charge, 1000, seen_refunded=500)
    shared_shop.post(stale)
    assert shared_shop.settled(stale["id"])["problem"]["code"] == "payment-changed"
    much = refund_of(charge, 10_001)
    shared_shop.post(much)
    assert shared_shop.settled(much["id"])["state"] == "refused"
    assert shared_shop.refunds(charge) == []


def test_a_refund_in_the_dashboard_meanwhile_is_seen(shared_shop: Shop, charge: Json) -> None:
    body = {"charge": charge["id"], "amount": 4000}
    shared_shop.control.post("/_sandbox/dashboard/refund", json=body).raise_for_status()
    action = refund_of(charge, 1000, seen_refunded=0)
    shared_shop.post(action)
    assert shared_shop.settled(action["id"])["problem"]["code"] == "payment-changed"
    assert [r["amount"] for r in shared_shop.refunds(charge)] == [4000]


def test_a_dispute_stops_the_refund(shared_shop: Shop, charge: Json) -> None:
    customer = shared_shop.customers()[0]["id"]
    body = {"charge": charge["id"]}
    shared_shop.control.post(f"/_sandbox/customers/{customer}/dispute", json=body).raise_for_status()
    action = refund_of(charge, 1000)
    shared_shop.post(action)
    settled = shared_shop.settled(action["id"])
    assert (settled["state"], settled["problem"]["code"]) == ("refused", "disputed")
    assert shared_shop.refunds(charge) == []


@pytest.mark.parametrize("kind", ["lose_answer_before", "lose_answer_after"])
def test_a_lost_answer_is_no_second_refund(shared_shop: Shop, charge: Json, kind: str) -> None:
    shared_shop.fault("stripe.refunds", kind)
    action = refund_of(charge, 3000)
    shared_shop.post(action)
    assert shared_shop.settled(action["id"], 60)["state"] == "succeeded"
    assert [r["amount"] for r in shared_shop.refunds(charge)] == [3000]
    shared_shop.clear_faults()


def test_payment_and_charge_named_at_once_are_one_payment(shared_shop: Shop, charge: Json) -> None:
    by_charge = refund_of(charge, 6000)
    by_payment = refund_of(charge, 6000) | {"payment": charge["payment_intent"]}
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(shared_shop.post, [by_charge, by_payment]))
    states = sorted(shared_shop.settled(action["id"])["state"] for action in (by_charge, by_payment))
    assert states == ["refused", "succeeded"]
    assert [r["amount"] for r in shared_shop.refunds(charge)] == [6000]


def test_a_post_behind_its_tombstone_moves_nothing(shared_shop: Shop, charge: Json) -> None:
    action = refund_of(charge, 1000)
    gone = shared_shop.api.delete(f"/v1/actions/{action['id']}")
    assert gone.status_code in (200, 202)
    assert gone.json()["state"] == "cancelled"
    assert shared_shop.post(action)["state"] == "cancelled"
    assert shared_shop.refunds(charge) == []


def test_a_click_that_comes_too_late_has_expired(shared_shop: Shop, charge: Json) -> None:
    action = refund_of(charge, 1000, not_after="2026-01-01T00:00:00Z")
    shared_shop.post(action)
    assert shared_shop.settled(action["id"])["state"] == "expired"
    assert shared_shop.refunds(charge) == []


def test_another_body_under_the_same_id_is_refused(shared_shop: Shop, charge: Json) -> None:
    action = refund_of(charge, 1000)
    shared_shop.post(action)
    shared_shop.settled(action["id"])
    answer = shared_shop.api.post("/v1/actions", json=action | {"amount": 1001})
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("action-mismatch")
    assert len(shared_shop.refunds(charge)) == 1


def test_malformed_actions_get_words(shared_shop: Shop) -> None:
    for body in (b"{", b"[]", b'{"kind":"refund"}', b'{"id":"1","kind":"refund"}', b'{"id":"x","kind":"nope"}'):
        answer = shared_shop.api.post("/v1/actions", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400, body
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["detail"]


@pytest.mark.parametrize("moment", [0.0, 0.15, 0.45])
def test_a_hub_killed_around_the_call_refunds_once(shop: Shop, moment: float) -> None:
    charge = shop.new_charge()
    shop.fault("stripe.refunds", "delay", times=2, ms=300)
    action = refund_of(charge, 1000)
    with ThreadPoolExecutor(1) as pool:
        posted = pool.submit(post_to_the_dying, shop, action)
        time.sleep(moment)  # where the kill falls is the point, not when
        shop.hub.kill()
        posted.result()
    shop.clear_faults()
    shop.start_hub()
    shop.post(action)
    assert shop.settled(action["id"], 60)["state"] == "succeeded"
    assert [r["amount"] for r in shop.refunds(charge)] == [1000]


def post_to_the_dying(shop: Shop, action: Json) -> None:
    """Post to a hub that may vanish meanwhile."""
    with shop.client(shop.token) as api, contextlib.suppress(httpx.TransportError):
        api.post("/v1/actions", json=action)


def test_a_restored_backup_sends_nothing_again(shop: Shop) -> None:
    charge = shop.new_charge()
    backup = shop.folder / "backup.tresen"
    saved = run("hub", "backup", str(backup), "--data", str(shop.data), environment=shop.environment)
    assert saved.returncode == 0, saved.stderr
    action = refund_of(charge, 1000)
    shop.post(action)
    assert shop.settled(action["id"])["state"] == "succeeded"
    before = shop.api.get("/v1/events", params={"after": 0, "limit": 1}).json()["epoch"]
    shop.hub.stop()
    restored = run("hub", "restore", str(backup), "--data", str(shop.data), environment=shop.environment)
    assert restored.returncode == 0, restored.stderr
    shop.start_hub()
    page = shop.api.get("/v1/events", params={"after": 0, "limit": 1})
    assert page.json()["epoch"] != before
    old = shop.api.get("/v1/events", params={"after": 0, "limit": 1, "epoch": before})
    assert (old.status_code, old.json()["type"].rsplit("/", 1)[-1]) == (409, "epoch-changed")
    again = shop.post(action)
    assert shop.settled(again["id"], 60)["state"] == "succeeded"
    assert [r["amount"] for r in shop.refunds(charge)] == [1000]


def test_setting_the_clock_back_makes_no_second_refund(shop: Shop) -> None:
    charge = shop.new_charge()
    shop.fault("stripe.refunds", "lose_answer_after")
    shop.control.post("/_sandbox/clock", json={"shift_seconds": 86_400 + 60}).raise_for_status()
    action = refund_of(charge, 1000)
    shop.post(action)
    shop.control.post("/_sandbox/clock", json={"shift_seconds": -86_400}).raise_for_status()
    assert shop.settled(action["id"], 60)["state"] == "succeeded"
    assert [r["amount"] for r in shop.refunds(charge)] == [1000]


def test_a_viewer_cannot_refund(shared_shop: Shop, charge: Json) -> None:
    with shared_shop.client(shared_shop.new_token(f"Vera {uuid4()}", "viewer")) as viewer:
        assert viewer.post("/v1/actions", json=refund_of(charge, 100)).status_code == 403
    assert shared_shop.refunds(charge) == []


def test_a_refund_that_a_colleague_has_on_hold_asks_first(shared_shop: Shop, charge: Json) -> None:
    holding = {"doing": "holding", "kind": "refund", "payment": charge["id"], "action": str(uuid4()), "amount": 700}
    presence = {"desk": str(uuid4()), "entries": [{**holding, "currency": "eur"}]}
    with shared_shop.client(shared_shop.new_token(f"Tom {uuid4()}", "agent")) as colleague:
        colleague.put("/v1/presence", json=presence).raise_for_status()
        action = refund_of(charge, 1000)
        shared_shop.post(action)
        asked = shared_shop.settled(action["id"])
        assert (asked["state"], asked["problem"]["codes"]) == ("refused", ["recent-refund"])
        assert asked["problem"]["facts"]["agent"].startswith("Tom")
        assert asked["problem"]["facts"]["amount"] == 700
        colleague.put("/v1/presence", json={**presence, "entries": []}).raise_for_status()
    again = refund_of(charge, 1000)
    shared_shop.post(again)
    assert shared_shop.settled(again["id"])["state"] == "succeeded"
