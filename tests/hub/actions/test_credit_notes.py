"""The credit note behind a refund: made once, found again after every accident, and never in the way of the money."""

from __future__ import annotations

import json

import pytest

from inbox.domain.ids import ActionId, SourceId
from inbox.domain.payments import CreditNote, Invoice, Payment, Refund
from inbox.hub.credit_notes import child_of
from tests.hub.actions.hub_world import ANNA, Hub, refund, wish


@pytest.fixture
def hub(tmp_path) -> Hub:
    hub = Hub(tmp_path / "hub")
    yield hub
    hub.close()


def _invoiced(hub: Hub, amount: int = 10_000) -> dict[str, str]:
    """Return a payment with an invoice, of which the hub has heard by webhooks."""
    made = hub.stripe.invoiced(amount)
    hub.deliver()
    return made


def _child(hub: Hub, asked: dict) -> str:
    return child_of(ActionId(asked["id"]))


def test_the_payment_knows_its_invoice_from_the_webhooks_alone(hub: Hub) -> None:
    paid = _invoiced(hub)
    assert hub.mirrored(Payment, paid["payment"]).invoice == paid["invoice"]
    known = hub.mirrored(Invoice, paid["invoice"])
    assert (known.number, known.status, known.tax, known.payment) == (paid["number"], "paid", 1597, paid["payment"])


def test_invoices_from_before_the_hub_are_read_once(hub: Hub) -> None:
    paid = hub.stripe.invoiced()
    hub.stripe.mail.waiting.clear()
    hub.invoices.run()
    assert hub.mirrored(Payment, paid["payment"]).invoice == paid["invoice"]
    before = len(hub.stripe.wire.sent)
    hub.invoices.run()
    hub.restart()
    hub.invoices.run()
    assert len(hub.stripe.wire.sent) == before


def test_a_key_that_may_not_read_invoices_does_without(hub: Hub) -> None:
    hub.stripe.account.set_permission("rak_invoice_read", granted=False)
    assert hub.invoices.run() > 60
    hub.stripe.account.set_permission("rak_invoice_read", granted=True)
    hub.stripe.invoiced()
    hub.invoices.run()
    assert len(hub.bodies("invoice.changed")) == 1


def test_a_refund_of_an_invoiced_payment_makes_its_credit_note(hub: Hub) -> None:
    paid = _invoiced(hub)
    asked = refund(paid["payment"], 2490)
    record = hub.do(ANNA, asked)
    assert record.state == "succeeded"
    (note,) = hub.stripe.notes()
    (given,) = hub.stripe.refunds()
    assert (note["invoice"], note["amount"]) == (paid["invoice"], 2490)
    assert note["refunds"] == [{"amount_refunded": 2490, "refund": given["id"], "type": "refund"}]
    assert note["metadata"] == {"action_id": asked["id"]}
    child = hub.record(_child(hub, asked))
    assert child.state == "succeeded"
    assert child.result is not None
    assert (child.result["credit_note"], child.result["number"]) == (note["id"], f"{paid['number']}-CN-01")
    assert hub.mirrored(Refund, given["id"]).credit_note == note["id"]
    assert hub.mirrored(CreditNote, note["id"]).tax == 398
    (posted,) = hub.stripe.wire.posts("/v1/credit_notes")
    assert posted.headers["idempotency-key"] == f"{asked['id']}.credit-note"


def test_a_payment_without_an_invoice_is_refunded_without_a_word_of_credit_notes(hub: Hub) -> None:
    paid = hub.stripe.payment()
    hub.deliver()
    hub.do(ANNA, refund(paid["payment"], 2490))
    assert hub.stripe.notes() == []
    assert {body["kind"] for body in hub.bodies("action.changed")} == {"refund"}


@pytest.mark.parametrize("kind", ["lose_answer_after", "lose_answer_before"])
def test_a_lost_answer_is_settled_by_listing(hub: Hub, kind: str) -> None:
    paid = _invoiced(hub)
    hub.stripe.fault(kind, "stripe.credit_notes", method="POST")
    asked = refund(paid["payment"], 2490)
    hub.do(ANNA, asked)
    assert hub.record(_child(hub, asked)).state == "succeeded"
    assert len(hub.stripe.notes()) == 1
    assert hub.stripe.refunded(paid["charge"]) == 2490
    posts = hub.stripe.wire.posts("/v1/credit_notes")
    assert len(posts) == (1 if kind == "lose_answer_after" else 2)
    assert len({(post.headers["idempotency-key"], post.content) for post in posts}) == 1


def test_a_restart_between_refund_and_credit_note_makes_one(hub: Hub) -> None:
    paid = _invoiced(hub)
    asked = refund(paid["payment"], 2490)
    hub.post(ANNA, asked)
    while not hub.stripe.refunds():
        assert hub.turn()
    hub.due.clear()
    hub.restart()
    hub.rest()
    assert hub.record(_child(hub, asked)).state == "succeeded"
    assert len(hub.stripe.notes()) == 1


def test_a_webhook_that_is_faster_than_the_answer_makes_no_second_note(hub: Hub) -> None:
    paid = _invoiced(hub)
    asked = refund(paid["payment"], 2490)
    hub.post(ANNA, asked)
    hub.stripe.fault("lose_answer_after")
    while not hub.stripe.refunds():
        assert hub.turn()
    hub.deliver()
    hub.rest()
    hub.deliver()
    hub.rest()
    assert len(hub.stripe.notes()) == 1


def test_a_note_made_in_the_dashboard_for_the_same_refund_is_the_one(hub: Hub) -> None:
    paid = _invoiced(hub)
    hub.stripe.account.set_permission("rak_credit_note_write", granted=False)
    asked = refund(paid["payment"], 2490)
    hub.do(ANNA, asked)
    (given,) = hub.stripe.refunds()
    hub.stripe.account.create_credit_note(invoice=paid["invoice"], amount=2490, refunds=[{"refund": given["id"]}])
    again = _once_more(paid, given, asked)
    assert hub.do(ANNA, again).state == "succeeded"
    assert len(hub.stripe.notes()) == 1


def _once_more(paid: dict[str, str], given: dict, asked: dict) -> dict:
    return wish(
        "credit_note",
        payment=paid["payment"],
        refund=given["id"],
        amount=2490,
        currency="eur",
        refund_action=asked["id"],
        conversation=None,
    )


def test_a_missing_permission_is_said_and_trying_again_makes_only_the_note(hub: Hub) -> None:
    paid = _invoiced(hub)
    hub.stripe.account.set_permission("rak_credit_note_write", granted=False)
    asked = refund(paid["payment"], 2490)
    assert hub.do(ANNA, asked).state == "succeeded"
    child = hub.record(_child(hub, asked))
    assert child.state == "failed"
    assert child.problem is not None
    assert (child.problem.code, child.problem.facts["permission"]) == ("credit-note-permission", "rak_credit_note_write")
    hub.stripe.account.set_permission("rak_credit_note_write", granted=True)
    (given,) = hub.stripe.refunds()
    assert hub.do(ANNA, _once_more(paid, given, asked)).state == "succeeded"
    assert len(hub.stripe.notes()) == 1
    assert hub.stripe.refunded(paid["charge"]) == 2490
    assert len(hub.stripe.refunds()) == 1


@pytest.mark.parametrize(
    ("status", "code"), [(429, "credit-note-missing"), (500, "credit-note-unsure"), (400, "credit-note-missing")]
)
def test_every_error_of_stripes_leaves_the_refund_as_it_is(hub: Hub, status: int, code: str) -> None:
    paid = _invoiced(hub)
    hub.stripe.fault("status", "stripe.credit_notes", status=status, times=500, method="POST")
    asked = refund(paid["payment"], 2490)
    assert hub.do(ANNA, asked).state == "succeeded"
    child = hub.record(_child(hub, asked))
    assert (child.state, child.problem and child.problem.code) == ("failed", code)
    assert hub.stripe.refunded(paid["charge"]) == 2490


def test_trying_twice_at_once_makes_one_note(hub: Hub) -> None:
    paid = _invoiced(hub)
    hub.stripe.fault("status", "stripe.credit_notes", status=400, method="POST")
    asked = refund(paid["payment"], 2490)
    hub.do(ANNA, asked)
    (given,) = hub.stripe.refunds()
    one, other = _once_more(paid, given, asked), _once_more(paid, given, asked)
    lanes = {hub.actions.lane_of(hub.post(ANNA, each).id) for each in (one, other)}
    assert len(lanes) == 1
    hub.rest()
    assert {hub.record(each["id"]).state for each in (one, other)} == {"succeeded"}
    assert len(hub.stripe.notes()) == 1


def test_a_refund_that_failed_at_once_corrects_no_invoice(hub: Hub) -> None:
    paid = _invoiced(hub)
    asked = refund(paid["payment"], 2490)
    hub.post(ANNA, asked)
    while not hub.stripe.refunds():
        assert hub.turn()
    hub.stripe.account.fail_refund(str(hub.stripe.refunds()[0]["id"]))
    hub.rest()
    assert hub.record(_child(hub, asked)).state == "cancelled"
    assert hub.stripe.notes() == []


def test_a_refund_that_fails_later_says_that_the_credit_note_stands(hub: Hub) -> None:
    paid = _invoiced(hub)
    conversation = hub.customer_writes()
    hub.do(ANNA, refund(paid["payment"], 2490, conversation=conversation, confirmed=["uncertain-match"]))
    hub.deliver()
    hub.stripe.account.fail_refund(str(hub.stripe.refunds()[0]["id"]))
    hub.deliver()
    (note,) = [body for body in hub.bodies("note.added") if body.get("code") == "credit-note-stands"]
    assert note["facts"]["number"] == f"{paid['number']}-CN-01"
    hub.deliver()
    assert len([body for body in hub.bodies("note.added") if body.get("code") == "credit-note-stands"]) == 1


def test_several_refunds_have_a_note_each_and_give_back_all_of_the_tax(hub: Hub) -> None:
    paid = _invoiced(hub)
    for amount in (1, 3333, 777, 5889):
        asked = refund(paid["payment"], amount, confirmed=["recent-refund"])
        assert hub.do(ANNA, asked).state == "succeeded", amount
    notes = [hub.mirrored(CreditNote, str(note["id"])) for note in hub.stripe.notes()]
    assert sum(note.tax or 0 for note in notes) == hub.mirrored(Invoice, paid["invoice"]).tax == 1597
    assert sum(note.amount or 0 for note in notes) == 10_000


def test_what_is_posted_is_known_to_the_sdk(hub: Hub) -> None:
    paid = _invoiced(hub)
    hub.do(ANNA, refund(paid["payment"], 2490))
    (posted,) = hub.stripe.wire.posts("/v1/credit_notes")
    assert b"refunds[0][type]=refund" in posted.content
    assert b"lines" not in posted.content
    assert json.loads(json.dumps(hub.stripe.notes()[0]["type"])) == "post_payment"
    assert SourceId(str(hub.stripe.notes()[0]["id"])).startswith("cn_")
