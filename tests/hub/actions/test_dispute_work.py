"""Answering disputes: staged, handed in by two, given up; each once whatever the wire does."""

from __future__ import annotations

import json

import pytest

from inbox.domain.evidence import MOST_BYTES, digest
from inbox.domain.fraud import FraudWarning
from inbox.domain.ids import MediaId
from inbox.domain.payments import Dispute, Payment
from inbox.hub.problems import HttpProblem
from tests.hub.actions.hub_world import ANNA, BEN, OLA, SUE, Hub, refund, wish

PDF = b"%PDF-1.7 what was said"
SAID = {"uncategorized_text": "Delivered on 14 November.", "customer_name": "Eva"}


def disputed(hub: Hub, reason: str = "product_not_received", **more: bool) -> str:
    """A dispute of a paid charge, told to the hub."""
    paid = hub.stripe.payment(5900)
    hub.clock.pass_time(10)
    key: str = hub.stripe.account.dispute(paid["charge"], reason, **more)["id"]
    hub.deliver()
    hub.catchup.run()
    return key


def uploaded(hub: Hub, content: bytes = PDF) -> MediaId:
    upload = hub.media.upload()
    upload.write(content)
    stored = upload.finish()
    hub.writer.run(
        lambda tx: tx.hub.MediaFile.create(
            id=stored.id, state="stored", kind="document", mime="application/pdf", size=stored.size, at="2026-11-22T00:00:00Z"
        )
    )
    return stored.id


def book(hub: Hub, key: str) -> dict:
    return dict(hub.stripe.account.state.disputes.need(key))


def staged(hub: Hub, key: str) -> str:
    """Stage an answer; returns the digest of what is then at Stripe."""
    assert hub.do(ANNA, wish("stage_evidence", dispute=key, evidence=SAID)).state == "succeeded"
    return digest(hub.mirrored(Dispute, key).evidence)


def test_an_answer_is_staged_with_its_file_and_not_handed_in(hub: Hub) -> None:
    conversation, key = hub.customer_writes(), disputed(hub)
    media = uploaded(hub)
    done = hub.do(ANNA, wish("stage_evidence", conversation=conversation, dispute=key, evidence=SAID, media=media))
    assert (done.state, done.problem) == ("succeeded", None)
    kept = book(hub, key)
    assert kept["status"] == "needs_response"
    assert kept["evidence"]["customer_name"] == "Eva"
    assert kept["evidence_details"]["submission_count"] == 0
    file = hub.stripe.account.state.files.need(kept["evidence"]["customer_communication"])
    assert (file["size"], file["purpose"], file["type"]) == (len(PDF), "dispute_evidence", "pdf")
    assert done.result is not None
    assert (done.result["media"], done.result["file"]) == (media, file["id"])
    known = hub.mirrored(Dispute, key)
    assert (known.has_evidence, known.submissions) == (True, 0)
    assert known.evidence == {**SAID, "customer_communication": file["id"]}


def test_what_was_asked_for_in_time_and_approved_too_late_is_not_posted(hub: Hub) -> None:
    key = disputed(hub)
    seen = staged(hub, key)
    asked = wish("submit_evidence", dispute=key, seen=seen)
    assert hub.do(SUE, asked).state == "needs_approval"
    hub.stripe.offset = 9 * 86_400
    sent = len(hub.stripe.wire.sent)
    hub.actions.approve(OLA, asked["id"])
    hub.rest()
    ended = hub.record(asked["id"])
    assert ended.state == "refused"
    assert ended.problem is not None
    assert ended.problem.code == "too-late-to-answer"
    assert [request.method for request in hub.stripe.wire.sent[sent:] if request.method == "POST"] == []


def test_each_post_has_a_key_of_its_own(hub: Hub) -> None:
    key = disputed(hub)
    done = hub.do(ANNA, wish("stage_evidence", dispute=key, evidence=SAID, media=uploaded(hub)))
    keys = [request.headers["idempotency-key"] for request in hub.stripe.wire.sent if request.method == "POST"]
    assert keys == [f"{done.id}.file", f"{done.id}.stage"]


def test_handing_in_waits_for_somebody_else_and_says_what_was_read(hub: Hub) -> None:
    key = disputed(hub)
    seen = staged(hub, key)
    asked = wish("submit_evidence", dispute=key, seen=seen)
    waiting = hub.do(SUE, asked)
    assert waiting.state == "needs_approval"
    assert waiting.problem is not None
    assert waiting.problem.codes == ("evidence",)
    with pytest.raises(HttpProblem) as own:
        hub.actions.approve(SUE, asked["id"])
    assert own.value.slug == "self-approval"
    with pytest.raises(HttpProblem):
        hub.actions.approve(BEN, asked["id"])
    hub.actions.approve(OLA, asked["id"])
    hub.rest()
    assert hub.record(asked["id"]).state == "succeeded"
    assert book(hub, key)["evidence_details"]["submission_count"] == 1
    assert hub.mirrored(Dispute, key).status == "under_review"
    again = hub.do(ANNA, wish("submit_evidence", dispute=key, seen=seen))
    assert again.problem is not None
    assert again.problem.code == "already-submitted"


def test_what_was_changed_since_it_was_read_is_not_handed_in(hub: Hub) -> None:
    key = disputed(hub)
    asked = wish("submit_evidence", dispute=key, seen=staged(hub, key))
    hub.do(ANNA, asked)
    hub.do(BEN, wish("stage_evidence", dispute=key, evidence={"customer_name": "Somebody else"}))
    hub.actions.approve(SUE, asked["id"])
    hub.rest()
    ended = hub.record(asked["id"])
    assert ended.state == "refused"
    assert ended.problem is not None
    assert ended.problem.code == "evidence-changed"
    assert book(hub, key)["evidence_details"]["submission_count"] == 0


def test_only_a_supervisor_gives_up_and_only_the_sum_that_was_read(hub: Hub) -> None:
    key = disputed(hub)
    for actor, amount, code in ((ANNA, 5900, "role-supervisor"), (SUE, 5800, "dispute-changed")):
        refused = hub.do(actor, wish("accept_dispute", dispute=key, amount=amount, currency="eur"))
        assert refused.problem is not None
        assert (refused.state, refused.problem.code) == ("refused", code)
    assert hub.do(SUE, wish("accept_dispute", dispute=key, amount=5900, currency="eur")).state == "succeeded"
    assert book(hub, key)["status"] == "lost"
    assert hub.mirrored(Dispute, key).status == "lost"


@pytest.mark.parametrize("kind", ["lose_answer_after", "lose_answer_before", "status", "delay"])
@pytest.mark.parametrize("target", ["stripe.files", "stripe.disputes"])
def test_a_lost_answer_is_settled_by_reading(hub: Hub, target: str, kind: str) -> None:
    key = disputed(hub)
    hub.stripe.fault(kind, target, method="POST")
    done = hub.do(ANNA, wish("stage_evidence", dispute=key, evidence=SAID, media=uploaded(hub)))
    assert done.state == "succeeded"
    assert done.result is not None
    # Whoever reads it before it is handed in sees the very file.
    assert done.result["file"] == book(hub, key)["evidence"]["customer_communication"]
    assert book(hub, key)["evidence"]["customer_name"] == "Eva"
    assert len(list(hub.stripe.account.state.files.newest())) == 1
    asked = wish("submit_evidence", dispute=key, seen=digest(hub.mirrored(Dispute, key).evidence))
    hub.do(ANNA, asked)
    hub.stripe.fault(kind, "stripe.disputes", method="POST")
    hub.actions.approve(SUE, asked["id"])
    hub.rest()
    assert hub.record(asked["id"]).state == "succeeded"
    assert book(hub, key)["evidence_details"]["submission_count"] == 1


def test_giving_up_with_a_lost_answer_is_found_to_have_been_done(hub: Hub) -> None:
    key = disputed(hub)
    hub.stripe.fault("lose_answer_after", "stripe.disputes", method="POST")
    assert hub.do(OLA, wish("accept_dispute", dispute=key, amount=5900, currency="eur")).state == "succeeded"
    assert len(hub.stripe.wire.posts(f"/v1/disputes/{key}/close")) == 1


def test_after_a_restore_nothing_is_handed_in_by_itself(hub: Hub) -> None:
    key = disputed(hub)
    asked = wish("submit_evidence", dispute=key, seen=staged(hub, key))
    hub.do(ANNA, asked)
    hub.restore(hub.copy())
    hub.rest()
    assert hub.record(asked["id"]).state == "unknown"
    assert book(hub, key)["evidence_details"]["submission_count"] == 0


def test_what_a_restore_left_open_is_settled_when_stripe_tells(hub: Hub) -> None:
    key = disputed(hub)
    asked = wish("submit_evidence", dispute=key, seen=staged(hub, key))
    hub.do(ANNA, asked)
    hub.restore(hub.copy())
    hub.stripe.client.disputes.update(key, b"submit=true", "by-hand", hub.stripe.client.stripe_version)
    hub.watch.run()
    assert hub.record(asked["id"]).state == "succeeded"


def test_a_missing_permission_is_named(hub: Hub) -> None:
    key = disputed(hub)
    hub.stripe.account.set_permission("rak_dispute_write", granted=False)
    failed = hub.do(ANNA, wish("stage_evidence", dispute=key, evidence=SAID))
    assert failed.problem is not None
    assert (failed.state, failed.problem.code) == ("failed", "permission-missing")
    assert failed.problem.facts["permission"] == "rak_dispute_write"


def test_a_file_that_is_gone_is_said(hub: Hub) -> None:
    key = disputed(hub)
    failed = hub.do(ANNA, wish("stage_evidence", dispute=key, media="m_" + "0" * 24))
    assert failed.problem is not None
    assert failed.problem.code == "evidence-file-gone"


def test_a_file_larger_than_stripe_takes_goes_nowhere(hub: Hub) -> None:
    key = disputed(hub)
    failed = hub.do(ANNA, wish("stage_evidence", dispute=key, evidence=SAID, media=uploaded(hub, PDF + b"x" * MOST_BYTES)))
    assert failed.problem is not None
    assert (failed.state, failed.problem.code) == ("failed", "evidence-file-too-large")
    assert hub.stripe.wire.posts("/v1/files") == []


def test_a_dispute_nobody_knows_is_said(hub: Hub) -> None:
    refused = hub.do(ANNA, wish("stage_evidence", dispute="du_nothing", evidence=SAID))
    assert refused.problem is not None
    assert refused.problem.code == "dispute-unknown"


def notes(hub: Hub) -> list[dict]:
    return hub.bodies("note.added")


@pytest.mark.parametrize(("won", "code"), [(True, "dispute-won"), (False, "dispute-lost")])
def test_the_end_is_a_line_in_the_chat_with_its_fee(hub: Hub, won: bool, code: str) -> None:
    conversation = hub.customer_writes()
    paid = hub.stripe.payment(5900)
    hub.catchup.run()
    hub.do(ANNA, wish("link_customer", conversation=conversation, payment=paid["payment"]))
    key = hub.stripe.account.dispute(paid["charge"])["id"]
    hub.clock.pass_time(100)
    hub.stripe.account.judge_dispute(key, won=won)
    hub.deliver()
    hub.catchup.run()
    (note,) = notes(hub)
    assert note["code"] == code
    assert note["facts"] == {"amount": 5900, "currency": "eur", "fee": 1500, "dispute": key}


def test_a_warning_is_mirrored_and_a_refund_settles_it(hub: Hub) -> None:
    conversation = hub.customer_writes()
    paid = hub.stripe.payment(5900)
    hub.catchup.run()
    hub.do(ANNA, wish("link_customer", conversation=conversation, payment=paid["payment"]))
    key = hub.stripe.account.warn_of_fraud(paid["charge"])["id"]
    hub.deliver()
    (event,) = hub.events("fraud_warning.changed")
    assert event.conversation == conversation
    assert json.loads(bytes(event.body))["object"]["fraud_type"] == "made_with_stolen_card"
    assert hub.mirrored(FraudWarning, key).actionable is True
    assert hub.mirrored(Payment, paid["payment"]).disputed is False
    hub.clock.pass_time(10)
    hub.do(SUE, refund(paid["payment"], 5900, conversation=conversation))
    hub.deliver()
    assert hub.mirrored(FraudWarning, key).actionable is False
