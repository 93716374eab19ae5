"""``/v1/actions`` over real HTTP, in front of an engine that only remembers."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest

from tests.hub.conftest import until
from tests.hub.test_webhooks import slug


def wish(kind: str = "note", **more: object) -> dict[str, object]:
    return {"id": str(uuid4()), "kind": kind, "conversation": "c_1", **more}


def test_a_post_answers_what_became_of_it(hub):
    body = wish(text="x")

    answer = hub.owner.post("/v1/actions", json=body)

    assert answer.status_code == 202
    assert answer.json() == {"id": body["id"], "kind": "note", "state": "succeeded", "result": None, "problem": None}
    assert hub.owner.get(f"/v1/actions/{body['id']}").json() == answer.json()
    assert hub.owner.post("/v1/actions", json=body).json() == answer.json()


def test_a_post_waits_for_the_outcome_if_it_comes_soon(hub):
    hub.engine.actions.state_of_kind["send_text"] = "sending"
    body = wish("send_text", text="x")
    name = str(body["id"])

    def go_out() -> None:
        until(lambda: hub.engine.actions.get(name) is not None)
        hub.engine.actions.set(name, "succeeded")

    later = threading.Thread(target=go_out)
    later.start()

    answer = hub.owner.post("/v1/actions", json=body)
    later.join()

    assert (answer.status_code, answer.json()["state"]) == (202, "succeeded")


def test_and_answers_the_present_state_if_it_does_not(hub):
    hub.engine.actions.state_of_kind["slow"] = "queued"
    body = wish("slow")

    assert hub.owner.post("/v1/actions", json=body).json()["state"] == "queued"


def test_waiting_posts_do_not_hold_up_others(hub, monkeypatch):
    # As long as it takes: they are let go by what comes of them.
    monkeypatch.setattr("inbox.hub.api_actions.PATIENCE_SECONDS", 60.0)
    actions = hub.engine.actions
    actions.state_of_kind["slow"] = "sending"
    wishes = [wish("slow") for _ in range(30)]
    posts = [threading.Thread(target=hub.owner.post, args=("/v1/actions",), kwargs={"json": each}) for each in wishes]
    for post in posts:
        post.start()
    until(lambda: all(actions.get(str(each["id"])) is not None for each in wishes))
    states = [hub.owner.post("/v1/actions", json=wish("quick")).json()["state"] for _ in range(5)]
    alive = [post for post in posts if post.is_alive()]
    for each in wishes:
        actions.set(str(each["id"]), "succeeded")
    for post in posts:
        post.join(20)

    assert states == ["succeeded"] * 5
    assert len(alive) == 30


def test_another_body_under_the_same_id_is_422(hub):
    body = wish(text="x")
    hub.owner.post("/v1/actions", json=body)

    answer = hub.owner.post("/v1/actions", json=body | {"text": "y"})

    assert (answer.status_code, slug(answer)) == (422, "action-mismatch")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff"])
def test_malformed_is_400(hub, body):
    answer = hub.owner.post("/v1/actions", content=body)

    assert (answer.status_code, slug(answer)) == (400, "malformed")


def test_too_large_is_413(hub):
    for content in (b"x" * 300_000, iter([b"x" * 200_000, b"x" * 200_000])):
        assert hub.owner.post("/v1/actions", content=content).status_code == 413


def test_an_unknown_action_is_404_to_read_and_a_tombstone_to_delete(hub):
    action = str(uuid4())

    assert slug(hub.owner.get(f"/v1/actions/{action}")) == "unknown-action"
    deleted = hub.owner.delete(f"/v1/actions/{action}")
    assert (deleted.status_code, deleted.json()["state"]) == (200, "cancelled")
    assert hub.owner.get(f"/v1/actions/{action}").json()["state"] == "cancelled"


@pytest.mark.parametrize("action", ["x", "..", "%2e%2e%2fhub.db", "1" * 36, "{00000000-0000-0000-0000-000000000000}"])
def test_what_is_no_id_is_refused(hub, action):
    assert hub.owner.get(f"/v1/actions/{action}").status_code == 404
    assert hub.owner.delete(f"/v1/actions/{action}").status_code in (400, 404, 405)
    assert hub.owner.post(f"/v1/actions/{action}/approve").status_code == 404


def test_a_second_person_decides(hub):
    body = wish(text="x")
    path = f"/v1/actions/{body['id']}"
    hub.owner.post("/v1/actions", json=body)
    with hub.agent("Second", "supervisor") as second:
        assert second.post(f"{path}/approve").status_code == 200
        assert second.post(f"{path}/approve", json={"alone": True}).status_code == 200
        assert second.post(f"{path}/approve", json={"alone": "yes"}).status_code == 400
        assert second.post(f"{path}/reject", json={"reason": "too much"}).status_code == 200
        assert second.post(f"{path}/resolve", json={"outcome": "moved", "refund": "re_1"}).status_code == 200
        assert second.post(f"{path}/try-again").status_code == 200
        assert second.post(f"{path}/resolve", json={"outcome": "perhaps"}).status_code == 400
        assert second.post(f"{path}/resolve", json={"outcome": "moved", "refund": "pi_1"}).status_code == 400

    assert hub.engine.actions.calls == [
        ("approve", "Second", body["id"]),
        ("approve alone", "Second", body["id"]),
        ("reject", "Second", body["id"], "too much"),
        ("resolve", "Second", body["id"], "moved", "re_1"),
        ("try_again", "Second", body["id"]),
    ]
