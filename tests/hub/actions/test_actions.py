"""The door of all actions: repeats, roles, tombstones, deadlines, approvals, restored backups."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest

from inbox.domain import times
from inbox.domain.roles import Actor, Limits, Policy
from inbox.hub.actions import after_restore
from inbox.hub.problems import HttpProblem
from tests.hub.actions.hub_world import ANNA, BEN, OLA, SUE, Hub, refund, wish

VIEWER = Actor("a_vic", "Vic", "viewer")
LIMITED = Policy(limits={"agent": Limits(refund=5000, day=8000), "supervisor": Limits(refund=7000)})


@pytest.fixture
def limited(tmp_path: Path):
    hub = Hub(tmp_path / "limited", LIMITED)
    yield hub
    hub.close()


def refused(hub: Hub, call, status: int, slug: str) -> None:
    with pytest.raises(HttpProblem) as error:
        call()
    assert (error.value.status, error.value.slug) == (status, slug)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"kind":"refund"}',
        pytest.param(json.dumps(wish("nothing")).encode(), id="a kind there is not"),
        json.dumps(refund("pi_1") | {"seen_refundet": 0}).encode(),
        json.dumps(refund("pi_1") | {"amount": 24.9}).encode(),
        json.dumps(refund("pi_1") | {"amount": -1}).encode(),
        json.dumps(refund("pi_1") | {"id": "7"}).encode(),
        json.dumps(refund("in_1")).encode(),
        json.dumps(refund("pi_1") | {"not_after": "soon"}).encode(),
        json.dumps(wish("set_status", conversation="c_1", status="snoozed", until="tomorrow")).encode(),
        b'{"kind":"note","id":"\xff"}',
    ],
)
def test_a_malformed_body_is_400_and_leaves_nothing(hub: Hub, body: bytes) -> None:
    refused(hub, lambda: hub.actions.post(ANNA, body), 400, "malformed")
    assert hub.events() == []


def test_a_viewer_may_not_act(hub: Hub) -> None:
    refused(hub, lambda: hub.post(VIEWER, refund("pi_1")), 403, "role-too-low")
    refused(hub, lambda: hub.actions.cancel(VIEWER, str(uuid.uuid4())), 403, "role-too-low")


def test_a_tombstone_turns_a_late_post_away(hub: Hub) -> None:
    paid = hub.stripe.payment()
    asked = refund(paid["payment"])
    assert hub.actions.cancel(ANNA, asked["id"]).state == "cancelled"
    assert hub.actions.cancel(ANNA, asked["id"]).state == "cancelled"
    assert hub.actions.get(asked["id"]).state == "cancelled"
    late = hub.post(ANNA, asked)
    hub.rest()
    assert (late.state, late.kind) == ("cancelled", "refund")
    assert hub.stripe.refunds() == []


def test_cancelling_what_waits_and_what_is_done(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.post(ANNA, asked := refund(paid["payment"]))
    refused(hub, lambda: hub.actions.cancel(BEN, asked["id"]), 403, "role-too-low")
    assert hub.actions.cancel(ANNA, asked["id"]).state == "cancelled"
    hub.rest()
    assert hub.stripe.refunds() == []
    done = hub.do(ANNA, refund(paid["payment"]))
    assert hub.actions.cancel(ANNA, done.id).state == "succeeded"
    assert hub.actions.get(str(uuid.uuid4())) is None


def test_cancelling_while_stripe_is_being_read_still_stops_the_refund(hub: Hub) -> None:
    paid = hub.stripe.payment()
    asked = refund(paid["payment"])
    hub.stripe.wire.after = lambda request: hub.actions.cancel(ANNA, asked["id"])
    assert hub.do(ANNA, asked).state == "cancelled"
    assert hub.stripe.refunds() == []
    hub.stripe.wire.after = lambda request: None
    assert hub.do(ANNA, refund(paid["payment"])).state == "succeeded", "the charge must be free again"


def test_a_click_that_comes_too_late_has_expired(hub: Hub) -> None:
    paid = hub.stripe.payment()
    late = times.to_text(hub.clock.now())
    hub.clock.pass_time(1)
    done = hub.do(ANNA, refund(paid["payment"], not_after=late))
    assert (done.state, done.problem.code) == ("expired", "expired")
    assert hub.post(ANNA, refund(paid["payment"]) | {"id": done.id, "not_after": late}).state == "expired"
    assert hub.stripe.wire.sent == []


def test_the_deadline_counts_at_first_sight_only(hub: Hub) -> None:
    paid = hub.stripe.payment()
    deadline = times.to_text(hub.clock.now())
    hub.stripe.fault("status", status=429, times=3, method="POST")
    hub.post(ANNA, asked := refund(paid["payment"], not_after=deadline))
    hub.clock.pass_time(20)
    hub.rest()
    assert hub.record(asked["id"]).state == "succeeded"


def test_without_the_platform_it_is_refused_in_words(hub: Hub) -> None:
    hub.actions._steps.clear()
    chat = hub.customer_writes()
    for asked in (refund("pi_1"), wish("send_text", conversation=chat, text="Hallo")):
        done = hub.do(ANNA, asked)
        assert (done.state, done.problem.code) == ("refused", "not-connected")


def test_a_request_needs_whatsapp_only_to_be_written_into_the_chat(hub: Hub) -> None:
    for kind in ("deliver", "send_text"):
        del hub.actions._steps[kind]
    chat = hub.customer_writes()
    asked = wish("request_payment", conversation=chat, currency="eur", amount=4990)
    assert hub.do(ANNA, asked).problem.code == "not-connected"
    assert hub.do(ANNA, asked | {"id": str(uuid.uuid4()), "deliver": False}).state == "succeeded"
    paid = hub.stripe.payment(metadata={"conversation": chat})
    back = hub.do(ANNA, refund(paid["payment"], conversation=chat, tell="unterwegs"))
    assert back.state == "succeeded"
    told = [body for body in hub.bodies("action.changed") if body["kind"] == "send_text"][-1]
    assert (told["state"], told["problem"]["code"]) == ("refused", "not-connected")


def test_above_the_limit_somebody_else_approves(limited: Hub) -> None:
    hub = limited
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ANNA, refund(paid["payment"], 6000))
    assert (asked.state, asked.problem.code) == ("needs_approval", "needs-approval")
    assert asked.problem.facts == {"limit": 5000, "amount": 6000}
    assert hub.stripe.refunds() == []
    refused(hub, lambda: hub.actions.approve(BEN, asked.id), 403, "role-too-low")
    also_anna = Actor(ANNA.agent, "Anna's other device", "supervisor")
    refused(hub, lambda: hub.actions.approve(also_anna, asked.id), 403, "self-approval")
    assert hub.actions.approve(SUE, asked.id).state == "queued"
    hub.rest()
    done = hub.record(asked.id)
    assert (done.state, done.approver) == ("succeeded", SUE.agent)
    refused(hub, lambda: hub.actions.approve(SUE, asked.id), 409, "already-decided")
    refused(hub, lambda: hub.actions.reject(SUE, asked.id, "no"), 409, "already-decided")


def test_an_approver_has_a_limit_too_and_an_owner_none(limited: Hub) -> None:
    hub = limited
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ANNA, refund(paid["payment"], 9000))
    refused(hub, lambda: hub.actions.approve(SUE, asked.id), 403, "approval-limit")
    hub.actions.approve(OLA, asked.id)
    hub.rest()
    assert hub.record(asked.id).state == "succeeded"
    assert hub.do(OLA, refund(paid["payment"], 11_000, confirmed=["recent-refund"])).state == "succeeded"


def test_a_days_sum_asks_too(limited: Hub) -> None:
    hub = limited
    paid = [hub.stripe.payment() for _ in range(2)]
    assert hub.do(ANNA, refund(paid[0]["payment"], 5000)).state == "succeeded"
    asked = hub.do(ANNA, refund(paid[1]["payment"], 4000))
    assert (asked.state, asked.problem.codes) == ("needs_approval", ("day-limit",))
    assert hub.do(BEN, refund(paid[1]["payment"], 4000, confirmed=["recent-refund"])).state == "succeeded"


def test_approving_looks_at_stripe_again(limited: Hub) -> None:
    hub = limited
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ANNA, refund(paid["payment"], 6000, seen_refunded=0))
    hub.stripe.account.dashboard_refund(paid["charge"], 1000)
    hub.actions.approve(SUE, asked.id)
    hub.rest()
    done = hub.record(asked.id)
    assert (done.state, done.problem.code) == ("refused", "payment-changed")


def test_one_that_waits_for_approval_makes_the_next_ask_but_does_not_block(limited: Hub) -> None:
    hub = limited
    paid = hub.stripe.payment(20_000)
    hub.do(ANNA, refund(paid["payment"], 6000))
    second = hub.do(BEN, refund(paid["charge"], 1000))
    assert (second.problem.codes, second.problem.facts["agent"]) == (("recent-refund",), "Anna")
    assert hub.do(BEN, refund(paid["charge"], 1000, confirmed=["recent-refund"])).state == "succeeded"


def test_an_approval_lapses_after_a_day(limited: Hub) -> None:
    hub = limited
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ANNA, refund(paid["payment"], 6000))
    hub.clock.pass_time(24 * 3600 + 1)
    refused(hub, lambda: hub.actions.approve(SUE, asked.id), 409, "already-decided")
    hub.actions.lapse()
    done = hub.record(asked.id)
    assert (done.state, done.problem.code) == ("expired", "approval-lapsed")


def test_what_lapsed_is_said_once_in_the_chat_which_comes_back_to_the_team(limited: Hub) -> None:
    hub = limited
    chat = hub.customer_writes()
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ANNA, refund(paid["payment"], 6000, conversation=chat, confirmed=["uncertain-match"]))
    assert asked.state == "needs_approval"
    hub.do(ANNA, {"id": str(uuid.uuid4()), "kind": "set_status", "conversation": chat, "status": "resolved"})
    hub.clock.pass_time(24 * 3600 + 1)
    for _ in range(2):
        hub.actions.lapse()
    (note,) = hub.bodies("note.added")
    assert (note["code"], note["name"]) == ("approval-lapsed", "Anna")
    assert note["facts"] == {"action": asked.id, "kind": "refund", "amount": 6000, "currency": "eur"}
    assert hub.bodies("conversation.changed")[-1]["status"] == "open"
    assert hub.stripe.refunds() == []


def test_rejecting_says_who_and_why(limited: Hub) -> None:
    hub = limited
    paid = hub.stripe.payment(20_000)
    asked = hub.do(ANNA, refund(paid["payment"], 6000))
    view = hub.actions.reject(SUE, asked.id, "Ware ist unterwegs")
    assert (view.state, view.problem.code) == ("refused", "rejected")
    assert "Ware ist unterwegs" in view.problem.detail
    assert hub.stripe.refunds() == []


@pytest.mark.parametrize("call", ["approve", "try_again"])
def test_deciding_about_nothing_is_404(hub: Hub, call: str) -> None:
    refused(hub, lambda: getattr(hub.actions, call)(SUE, str(uuid.uuid4())), 404, "unknown-action")
    tombstone = str(uuid.uuid4())
    hub.actions.cancel(ANNA, tombstone)
    refused(hub, lambda: getattr(hub.actions, call)(SUE, tombstone), 404, "unknown-action")


def test_after_a_restored_backup_nothing_resumes_by_itself(limited: Hub) -> None:
    hub = limited
    chat = hub.customer_writes()
    paid = [hub.stripe.payment(20_000) for _ in range(4)]
    hub.do(ANNA, waiting := refund(paid[0]["payment"], 6000))
    hub.post(ANNA, queued := refund(paid[1]["payment"]))
    hub.post(ANNA, text := wish("send_text", conversation=chat, text="Hallo"))
    hub.post(ANNA, moved := refund(paid[2]["payment"]))
    hub.post(ANNA, note := wish("note", conversation=chat, text="intern"))
    # What the backup does not know: this one went out after it was made.
    metadata = {"action_id": moved["id"]}
    hub.stripe.account.create_refund(charge=paid[2]["charge"], amount=2490, metadata=metadata)
    hub.due.clear()
    assert hub.writer.run(after_restore) == 4
    hub.restart()
    hub.rest()
    assert {hub.record(one["id"]).state for one in (waiting, queued, text, moved)} == {"unknown"}
    assert hub.record(note["id"]).state == "succeeded"
    hub.watch.run()
    states = {name: hub.record(one["id"]).state for name, one in (("waiting", waiting), ("queued", queued))}
    assert states == {"waiting": "unknown", "queued": "unknown"}
    assert hub.record(moved["id"]).state == "succeeded"
    assert hub.meta.taken == []
    assert len(hub.stripe.refunds()) == 1
    rival = hub.do(BEN, refund(paid[1]["charge"], 100))
    assert rival.problem.code == "refund-in-progress"
    hub.actions.resolve(SUE, queued["id"], "not_moved", None)
    assert hub.do(BEN, refund(paid[1]["charge"], 100)).state == "succeeded"
    refused(hub, lambda: hub.actions.try_again(ANNA, waiting["id"]), 409, "not-repeatable")


@pytest.mark.parametrize("deliver", [True, False])
def test_a_request_that_went_out_after_the_backup_is_found(hub: Hub, deliver: bool) -> None:
    chat = hub.customer_writes()
    asked = wish("request_payment", conversation=chat, currency="eur", amount=4990, deliver=deliver)
    hub.post(ANNA, asked)
    files = hub.copy()
    hub.rest()
    url = hub.record(asked["id"]).result["url"]
    hub.restore(files)
    hub.rest()
    assert hub.record(asked["id"]).state == "unknown"
    hub.catchup.run()
    hub.watch.run()
    found = hub.record(asked["id"])
    assert found.result["url"] == url
    if deliver:
        assert (found.state, found.problem.code) == ("unknown", "may-have-been-sent")
        hub.status(0)
        found = hub.record(asked["id"])
    assert (found.state, found.problem) == ("succeeded", None)
    assert len(hub.stripe.account.books()["links"]) == 1
    assert len(hub.meta.taken) == deliver


@pytest.mark.parametrize("buried", [True, False])
def test_what_a_restored_backup_forgot_is_learned_from_stripe(hub: Hub, buried: bool) -> None:
    paid = hub.stripe.payment()
    files = hub.copy()
    done = hub.do(ANNA, refund(paid["payment"]))
    hub.restore(files)
    assert hub.actions.get(done.id) is None
    if buried:
        assert hub.actions.cancel(ANNA, done.id).state == "cancelled"
    hub.deliver()
    known = hub.actions.get(done.id)
    assert (known.state, known.kind, known.result["refund"]) == ("succeeded", "refund", done.result["refund"])
    assert hub.post(ANNA, refund(paid["payment"]) | {"id": done.id}).state == "succeeded"
    hub.rest()
    assert len(hub.stripe.refunds()) == 1
