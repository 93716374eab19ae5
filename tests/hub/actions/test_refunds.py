"""A refund happens exactly once, whatever the way to Stripe does; the pretend Stripe's own books decide."""

from __future__ import annotations

import json
import urllib.parse

import pytest

from inbox.hub.problems import HttpProblem
from tests.hub.actions.hub_world import ANNA, BEN, SUE, Hub, refund, wish

DAY = 86_400


@pytest.mark.parametrize("name", ["payment", "charge"])
def test_moves_the_money_once_and_says_so(hub: Hub, name: str) -> None:
    paid = hub.stripe.payment()
    done = hub.do(ANNA, refund(paid[name]))
    (made,) = hub.stripe.refunds()
    assert done.state == "succeeded"
    assert made["amount"] == 2490
    assert made["metadata"] == {"action_id": done.id, "reason": "damaged"}
    assert done.result["refund"] == made["id"]
    assert done.result["request_id"].startswith("req_")
    assert [body["state"] for body in hub.bodies("action.changed")] == ["queued", "sending", "succeeded"]
    assert hub.bodies("refund.changed")[-1]["object"]["status"] == "succeeded"
    assert hub.bodies("payment.changed")[-1]["object"]["amount_refunded"] == 2490
    summary = hub.bodies("action.changed")[-1]["summary"]
    assert (summary["payment"], summary["charge"], summary["amount"]) == (paid[name], paid["charge"], 2490)


def test_carries_the_conversation_in_its_metadata(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(metadata={"conversation": chat})
    hub.do(ANNA, refund(paid["payment"], conversation=chat))
    (made,) = hub.stripe.refunds()
    assert made["metadata"]["conversation"] == chat


@pytest.mark.parametrize("kind", ["lose_answer_after", "lose_answer_before"])
@pytest.mark.parametrize("times", [1, 3])
def test_a_lost_answer_ends_in_one_refund(hub: Hub, kind: str, times: int) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault(kind, times=times, method="POST")
    done = hub.do(ANNA, refund(paid["payment"]))
    assert done.state == "succeeded"
    assert hub.stripe.refunded(paid["charge"]) == 2490


def test_every_retry_sends_the_stored_bytes_under_the_actions_key(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_before", times=3, method="POST")
    done = hub.do(ANNA, refund(paid["payment"], reason="Bügel verbogen & größer"))
    posts = hub.stripe.wire.posts("/v1/refunds")
    assert len(posts) == 4
    assert {post.headers["idempotency-key"] for post in posts} == {done.id}
    assert len({post.content for post in posts}) == 1
    assert len({post.headers["stripe-version"] for post in posts}) == 1
    stored = hub.writer.run(lambda tx: bytes(tx.hub.ActionPost.get().body))
    assert posts[0].content == stored
    assert ("metadata[reason]", "Bügel verbogen & größer") in urllib.parse.parse_qsl(stored.decode())


def test_lists_before_every_post_the_first_included(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_before", times=2, method="POST")
    hub.do(ANNA, refund(paid["payment"]))
    calls = [(sent.method, sent.url.path.split("/")[2]) for sent in hub.stripe.wire.sent]
    for place, call in enumerate(calls):
        if call == ("POST", "refunds"):
            assert calls[place - 2 : place] == [("GET", "charges"), ("GET", "refunds")]


@pytest.mark.allow_logs("outcome is unknown")
def test_an_answer_that_never_comes_is_called_unknown_and_blocks_the_charge(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_before", times=1000, method="POST")
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("unknown", "outcome-unknown")
    assert hub.clock.monotonic() - 1000 > 600
    rival = hub.do(BEN, refund(paid["charge"], 100))
    assert (rival.state, rival.problem.code) == ("refused", "refund-in-progress")
    assert rival.problem.facts["agent"] == "Anna"
    assert hub.stripe.refunds() == []


@pytest.mark.allow_logs("outcome is unknown")
def test_a_cached_server_error_is_decided_by_the_list(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("status", status=500, executed=True, method="POST")
    done = hub.do(ANNA, refund(paid["payment"]))
    assert done.state == "succeeded"
    assert len(hub.stripe.refunds()) == 1


def test_turned_away_is_not_lost(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("status", status=429, times=4, method="POST")
    begin = hub.clock.monotonic()
    assert hub.do(ANNA, refund(paid["payment"])).state == "succeeded"
    assert hub.clock.monotonic() - begin < 30


@pytest.mark.allow_logs("outcome is unknown")
def test_turned_away_for_too_long_is_unknown_after_one_more_look(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("status", status=429, times=1000, method="POST")
    begin = hub.clock.monotonic()
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("unknown", "stripe-busy")
    assert 30 < hub.clock.monotonic() - begin < 90


def test_no_network_moves_nothing_and_says_so_soon(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.wire.down = True
    begin = hub.clock.monotonic()
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("failed", "stripe-unreachable")
    assert hub.clock.monotonic() - begin < 90


def test_a_dead_key_moves_nothing(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.account.expire_key()
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("failed", "key-refused")


@pytest.mark.parametrize("permission", ["rak_charge_write", "rak_charge_read"])
def test_a_missing_permission_is_named(hub: Hub, permission: str) -> None:
    paid = hub.stripe.payment()
    hub.stripe.account.set_permission("rak_charge_write", granted=False)
    hub.stripe.account.set_permission("rak_charge_read", granted=permission == "rak_charge_write")
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("failed", "permission-missing")
    assert done.problem.facts["permission"] == permission
    assert "rk_test" not in str(done.problem)


@pytest.mark.allow_logs("outcome is unknown")
def test_a_key_that_dies_behind_a_lost_answer_leaves_the_outcome_open(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_after", method="POST")
    hub.post(ANNA, asked := refund(paid["payment"]))
    hub.turn()
    hub.stripe.account.expire_key()
    hub.rest()
    assert hub.record(asked["id"]).state == "unknown"
    hub.stripe.account.expire_key(expired=False)
    hub.clock.pass_time(900)
    hub.watch.run()
    assert hub.record(asked["id"]).state == "succeeded"
    assert len(hub.stripe.refunds()) == 1


def test_stripes_own_no_is_passed_on(hub: Hub) -> None:
    paid = hub.stripe.payment()

    def colleague_in_the_dashboard(request) -> None:
        if request.method == "GET" and request.url.path == "/v1/refunds" and not hub.stripe.refunds():
            hub.stripe.account.dashboard_refund(paid["charge"], 9000)

    hub.stripe.wire.after = colleague_in_the_dashboard
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("failed", "stripe-refused")
    assert "greater than unrefunded amount" in done.problem.detail
    assert done.problem.request_id.startswith("req_")
    assert hub.stripe.refunded(paid["charge"]) == 9000


def test_a_payment_without_a_way_back_gets_instructions_by_email(hub: Hub) -> None:
    paid = hub.stripe.payment(method="multibanco", email="eva@example.com")
    hub.clock.pass_time(6 * DAY)
    hub.stripe.account.advance()
    done = hub.do(ANNA, refund(paid["payment"]))
    assert done.state == "pending"
    assert b"instructions_email=eva%40example.com" in hub.stripe.wire.posts("/v1/refunds")[0].content


def test_eight_rivals_for_sixty_percent(hub: Hub) -> None:
    paid = hub.stripe.payment()
    rivals = [refund(paid["payment" if n % 2 else "charge"], 6000) for n in range(8)]
    for place, rival in enumerate(rivals):
        hub.post(ANNA if place % 2 else BEN, rival)
    hub.rest()
    states = [hub.record(rival["id"]).state for rival in rivals]
    assert sorted(states) == ["refused"] * 7 + ["succeeded"]
    assert hub.stripe.refunded(paid["charge"]) == 6000


def test_sixteen_posts_of_one_action(hub: Hub) -> None:
    paid = hub.stripe.payment()
    asked = refund(paid["payment"])
    views = [hub.post(ANNA, asked) for _ in range(8)]
    hub.rest()
    views += [hub.post(ANNA, dict(reversed(asked.items()))) for _ in range(8)]
    hub.rest()
    assert [view.state for view in views] == ["queued"] * 8 + ["succeeded"] * 8
    assert hub.stripe.refunded(paid["charge"]) == 2490


def test_another_body_or_agent_under_the_id_is_an_error(hub: Hub) -> None:
    paid = hub.stripe.payment()
    asked = refund(paid["payment"])
    hub.do(ANNA, asked)
    for actor, body in ((ANNA, asked | {"amount": 2491}), (BEN, asked)):
        with pytest.raises(HttpProblem) as error:
            hub.post(actor, body)
        assert (error.value.status, error.value.slug) == (422, "action-mismatch")
    assert hub.post(ANNA, asked | {"id": asked["id"].upper()}).state == "succeeded"
    assert hub.stripe.refunded(paid["charge"]) == 2490


def test_a_second_refund_within_a_day_asks_first_and_says_who(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.do(ANNA, refund(paid["payment"], 3000))
    again = hub.do(BEN, refund(paid["payment"], 3000))
    assert (again.state, again.problem.code, again.problem.codes) == (
        "refused",
        "needs-confirmation",
        ("recent-refund",),
    )
    assert (again.problem.facts["agent"], again.problem.facts["amount"]) == ("Anna", 3000)
    sure = hub.do(BEN, refund(paid["payment"], 3000, confirmed=["recent-refund"]))
    assert sure.state == "succeeded"
    assert hub.stripe.refunded(paid["charge"]) == 6000


def test_a_refund_made_in_the_dashboard_counts(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.account.dashboard_refund(paid["charge"], 3000)
    asked = hub.do(ANNA, refund(paid["payment"], 3000))
    assert asked.problem.codes == ("recent-refund",)
    assert asked.problem.facts["agent"] is None
    stale = hub.do(ANNA, refund(paid["payment"], 3000, seen_refunded=0, confirmed=["recent-refund"]))
    assert (stale.state, stale.problem.code) == ("refused", "payment-changed")
    fresh = hub.do(ANNA, refund(paid["payment"], 3000, seen_refunded=3000, confirmed=["recent-refund"]))
    assert fresh.state == "succeeded"


def test_a_refund_made_in_the_dashboard_behind_a_lost_answer_stops_the_retry(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_before", method="POST")
    hub.post(ANNA, asked := refund(paid["payment"], 3000, seen_refunded=0))
    hub.turn()
    hub.stripe.account.dashboard_refund(paid["charge"], 2000)
    hub.rest()
    done = hub.record(asked["id"])
    assert (done.state, done.problem.code) == ("refused", "payment-changed")
    assert hub.stripe.refunded(paid["charge"]) == 2000


@pytest.mark.parametrize("inquiry", [False, True])
def test_into_a_dispute(hub: Hub, inquiry: bool) -> None:
    paid = hub.stripe.payment()
    hub.stripe.account.dispute(paid["charge"], inquiry=inquiry)
    done = hub.do(ANNA, refund(paid["payment"]))
    wanted = "needs-confirmation" if inquiry else "disputed"
    assert (done.state, done.problem.code) == ("refused", wanted)
    assert hub.stripe.refunds() == []
    if inquiry:
        assert done.problem.codes == ("inquiry",)
        assert hub.do(ANNA, refund(paid["payment"], confirmed=["inquiry"])).state == "succeeded"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"amount": 10_001}, "exceeds-remaining"),
        ({"currency": "usd"}, "wrong-currency"),
        ({"payment": "pi_nobody"}, "payment-unknown"),
        ({"payment": "ch_nobody"}, "payment-unknown"),
        ({"conversation": "c_" + "0" * 24}, "conversation-unknown"),
    ],
)
def test_what_cannot_be_is_refused_in_words(hub: Hub, asked: dict, code: str) -> None:
    paid = hub.stripe.payment()
    done = hub.do(ANNA, refund(paid["payment"]) | asked)
    assert (done.state, done.problem.code) == ("refused", code)
    assert hub.stripe.wire.posts("/v1/refunds") == []
    again = hub.do(ANNA, refund(paid["payment"]))
    assert again.state == "succeeded", "a refused one must not keep the charge"


def test_an_unpaid_payment_is_not_refunded(hub: Hub) -> None:
    paid = hub.stripe.payment(capture=False)
    done = hub.do(ANNA, refund(paid["payment"]))
    assert (done.state, done.problem.code) == ("refused", "not-captured")


@pytest.mark.parametrize("before", [True, False])
def test_the_webhook_and_the_answer_meet_the_same_row(hub: Hub, before: bool) -> None:
    paid = hub.stripe.payment()
    if before:
        hub.stripe.wire.after = lambda request: hub.deliver()
    done = hub.do(ANNA, refund(paid["payment"]))
    hub.deliver()
    assert hub.record(done.id).state == "succeeded"
    states = [body["state"] for body in hub.bodies("action.changed")]
    assert states.count("succeeded") <= 2
    assert states[-1] == "succeeded"
    assert len(hub.stripe.refunds()) == 1


def test_pending_then_arrived_then_failed_are_all_told(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.account.set_balance("eur", 0)
    done = hub.do(ANNA, refund(paid["payment"]))
    assert done.state == "pending"
    name = done.result["refund"]
    hub.stripe.account.complete_refund(name)
    hub.deliver()
    assert hub.record(done.id).state == "succeeded"
    hub.stripe.account.fail_refund(name, "lost_or_stolen_card")
    hub.deliver()
    failed = hub.record(done.id)
    assert (failed.state, failed.problem.code) == ("failed", "refund-failed")
    assert failed.problem.facts["reason"] == "lost_or_stolen_card"


def test_a_refund_that_has_not_arrived_after_ten_days_is_said_once_and_brings_the_chat_back(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(metadata={"conversation": chat})
    hub.stripe.account.set_balance("eur", 0)
    done = hub.do(ANNA, refund(paid["payment"], conversation=chat))
    hub.deliver()
    hub.do(ANNA, wish("set_status", conversation=chat, status="resolved"))
    hub.clock.pass_time(9 * DAY)
    hub.watch.run()
    assert hub.bodies("note.added") == []
    for _ in range(3):
        hub.clock.pass_time(DAY + 1)
        hub.watch.run()
    (note,) = hub.bodies("note.added")
    assert note["code"] == "refund-late"
    assert (note["facts"]["refund"], note["facts"]["amount"]) == (done.result["refund"], 2490)
    assert hub.bodies("conversation.changed")[-1]["status"] == "open"


def test_a_late_refund_of_the_dashboard_is_said_too_once_somebody_knows_whose_it_is(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment()
    hub.stripe.account.set_balance("eur", 0)
    hub.stripe.account.dashboard_refund(paid["charge"], 1000)
    hub.deliver()
    hub.clock.pass_time(11 * DAY)
    hub.watch.run()
    assert hub.bodies("note.added") == []
    hub.do(ANNA, wish("link_customer", conversation=chat, payment=paid["payment"]))
    hub.clock.pass_time(DAY)
    hub.watch.run()
    assert [note["facts"]["amount"] for note in hub.bodies("note.added")] == [1000]


def test_late_news_out_of_order_does_not_bring_a_failed_refund_back(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.account.set_balance("eur", 0)
    done = hub.do(ANNA, refund(paid["payment"]))
    hub.stripe.account.complete_refund(done.result["refund"])
    hub.clock.pass_time(5)
    hub.stripe.account.fail_refund(done.result["refund"])
    hub.stripe.mail.waiting.reverse()
    hub.deliver()
    assert hub.record(done.id).state == "failed"


def test_is_followed_for_thirty_days_without_webhooks(hub: Hub) -> None:
    paid = hub.stripe.payment()
    done = hub.do(ANNA, refund(paid["payment"]))
    hub.clock.pass_time(9 * DAY)
    hub.stripe.account.fail_refund(done.result["refund"])
    hub.clock.pass_time(2 * DAY)
    for _ in range(3):
        hub.watch.run()
        hub.clock.pass_time(60)
    assert hub.record(done.id).state == "failed"


def test_a_pending_refund_is_followed_through_trouble(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.account.set_balance("eur", 0)
    done = hub.do(ANNA, refund(paid["payment"]))
    hub.clock.pass_time(3 * DAY)
    hub.stripe.wire.down = True
    hub.watch.run()
    reads = len(hub.stripe.wire.sent)
    hub.stripe.wire.down = False
    hub.watch.run()
    assert len(hub.stripe.wire.sent) == reads, "not at every round"
    hub.stripe.account.complete_refund(done.result["refund"])
    hub.clock.pass_time(3600)
    hub.watch.run()
    assert hub.record(done.id).state == "succeeded"


def test_tells_the_customer_once_stripe_has_accepted(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(metadata={"conversation": chat})
    asked = refund(paid["payment"], conversation=chat, tell="24,90 € sind unterwegs.")
    hub.stripe.wire.after = lambda request: hub.deliver()
    hub.do(ANNA, asked)
    hub.deliver()
    hub.rest()
    assert hub.meta.texts() == ["24,90 € sind unterwegs."]


def test_the_agents_note_goes_into_the_chat_once_the_money_is_on_its_way(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(metadata={"conversation": chat})
    done = hub.do(ANNA, refund(paid["payment"], conversation=chat, note="Bügel verbogen, Foto im Chat"))
    hub.deliver()
    (note,) = hub.bodies("note.added")
    assert (note["text"], note["agent"]) == ("Bügel verbogen, Foto im Chat", done.agent)
    assert hub.events("note.added")[0].conversation == chat


def test_a_refused_refund_tells_the_customer_nothing(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment(metadata={"conversation": chat})
    hub.do(ANNA, refund(paid["payment"], 20_000, conversation=chat, tell="unterwegs"))
    assert hub.meta.taken == []


def test_an_uncertain_match_asks(hub: Hub) -> None:
    chat = hub.customer_writes()
    paid = hub.stripe.payment()
    done = hub.do(ANNA, refund(paid["payment"], conversation=chat))
    assert done.problem.codes == ("uncertain-match",)
    assert hub.do(ANNA, refund(paid["payment"], conversation=chat, confirmed=["uncertain-match"])).state == "succeeded"


@pytest.mark.parametrize("jump", [-400 * DAY, -3600, 3600, 400 * DAY])
def test_a_local_clock_that_is_set_makes_no_second_refund(hub: Hub, jump: float) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_after", method="POST")
    hub.post(ANNA, asked := refund(paid["payment"]))
    hub.turn()
    hub.clock.jump(jump)
    hub.rest()
    assert hub.record(asked["id"]).state == "succeeded"
    second = hub.do(BEN, refund(paid["payment"]))
    assert second.problem.codes == ("recent-refund",)
    assert hub.stripe.refunded(paid["charge"]) == 2490


@pytest.mark.allow_logs("outcome is unknown")
def test_a_machine_that_slept_through_its_waits_does_not_post_hours_later(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_before", method="POST")
    hub.post(ANNA, asked := refund(paid["payment"]))
    hub.turn()
    hub.stripe.offset += 5 * 3600
    hub.rest()
    assert hub.record(asked["id"]).state == "unknown"
    assert hub.stripe.refunds() == []


@pytest.mark.parametrize(("seconds", "state"), [(120, "succeeded"), (7200, "failed"), (30 * 3600, "failed")])
def test_a_machine_that_slept_between_looking_and_posting_looks_again(hub: Hub, seconds: int, state: str) -> None:
    paid = hub.stripe.payment()
    slept: list[int] = []

    def sleep_once(request) -> None:
        if request.url.path == "/v1/refunds" and request.method == "GET" and not slept:
            slept.append(seconds)
            hub.clock.pass_time(seconds)

    hub.stripe.wire.after = sleep_once
    done = hub.do(ANNA, refund(paid["payment"]))
    assert done.state == state
    calls = [sent.method for sent in hub.stripe.wire.sent if sent.url.path == "/v1/refunds"]
    assert calls == (["GET", "GET", "POST"] if state == "succeeded" else ["GET", "GET"])


@pytest.mark.allow_logs("outcome is unknown")
def test_try_again_repeats_the_same_post(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_before", times=1000, method="POST")
    done = hub.do(ANNA, refund(paid["payment"]))
    hub.stripe.world.faults.clear()
    hub.clock.pass_time(20 * 3600)
    with pytest.raises(HttpProblem):
        hub.actions.try_again(BEN, done.id)
    assert hub.actions.try_again(ANNA, done.id).state == "sending"
    hub.rest()
    assert hub.record(done.id).state == "succeeded"
    assert len({post.content for post in hub.stripe.wire.posts("/v1/refunds")}) == 1


@pytest.mark.allow_logs("outcome is unknown")
def test_try_again_never_posts_under_a_key_stripe_may_have_forgotten(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_before", times=1000, method="POST")
    done = hub.do(ANNA, refund(paid["payment"]))
    hub.stripe.world.faults.clear()
    posts = len(hub.stripe.wire.posts("/v1/refunds"))
    hub.clock.pass_time(23 * 3600)
    hub.clock.jump(-23 * 3600)
    hub.actions.try_again(ANNA, done.id)
    hub.rest()
    late = hub.record(done.id)
    assert (late.state, late.problem.code) == ("unknown", "too-old-to-repeat")
    assert len(hub.stripe.wire.posts("/v1/refunds")) == posts


@pytest.mark.allow_logs("outcome is unknown")
@pytest.mark.parametrize("outcome", ["moved", "not_moved"])
def test_a_person_ends_an_unknown_one(hub: Hub, outcome: str) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_before", times=1000, method="POST")
    done = hub.do(ANNA, refund(paid["payment"]))
    hub.stripe.world.faults.clear()
    with pytest.raises(HttpProblem) as error:
        hub.actions.resolve(ANNA, done.id, outcome, None)
    assert error.value.status == 403
    view = hub.actions.resolve(SUE, done.id, outcome, None)
    assert view.state == ("succeeded" if outcome == "moved" else "failed")
    with pytest.raises(HttpProblem) as error:
        hub.actions.resolve(SUE, done.id, outcome, None)
    assert (error.value.status, error.value.slug) == (409, "already-decided")
    assert hub.do(BEN, refund(paid["payment"], confirmed=["recent-refund"])).state == "succeeded"


@pytest.mark.allow_logs("outcome is unknown")
def test_a_person_who_is_wrong_is_corrected_by_stripe(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.stripe.fault("lose_answer_after", method="POST")
    hub.post(ANNA, asked := refund(paid["payment"]))
    hub.turn()
    hub.stripe.account.expire_key()
    hub.rest()
    hub.stripe.account.expire_key(expired=False)
    assert hub.record(asked["id"]).state == "unknown"
    assert hub.actions.resolve(SUE, asked["id"], "not_moved", None).state == "succeeded"


@pytest.mark.allow_logs("outcome is unknown")
def test_a_named_refund_must_be_the_right_one(hub: Hub) -> None:
    paid, other = hub.stripe.payment(), hub.stripe.payment()
    wrong = hub.stripe.account.dashboard_refund(other["charge"], 2490)["id"]
    hub.stripe.fault("lose_answer_before", times=1000, method="POST")
    done = hub.do(ANNA, refund(paid["payment"]))
    for name in (wrong, "re_nobody"):
        with pytest.raises(HttpProblem) as error:
            hub.actions.resolve(SUE, done.id, "moved", name)
        assert error.value.status == 422
    right = hub.stripe.account.dashboard_refund(paid["charge"], 2490)["id"]
    assert hub.actions.resolve(SUE, done.id, "moved", right).result["refund"] == right
    hub.stripe.account.fail_refund(right)
    hub.deliver()
    assert hub.record(done.id).state == "failed", "followed like any other"


@pytest.mark.parametrize("field", ["note", "tell", "reason"])
def test_a_card_number_is_refused_and_kept_nowhere(hub: Hub, field: str) -> None:
    paid = hub.stripe.payment()
    asked = refund(paid["payment"], **{field: "Karte 4242 4242 4242 4242"})
    done = hub.do(ANNA, asked)
    assert (done.state, done.problem.code) == ("refused", "card-number")
    assert b"4242 4242" not in done.body
    assert hub.post(ANNA, asked).state == "refused", "a repeat is still the same action"
    assert "4242 4242" not in json.dumps(hub.bodies("action.changed"))
