"""The customer hears of her refund: by a text, by a template in a closed window, and where neither arrives the team does."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from inbox.domain.template_drafts import read
from inbox.domain.templates import Template
from inbox.hub.template_mirror import tell
from tests.hub.actions.hub_world import ANNA, Hub, refund

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())
DAYS = 48 * 3600
VALUES = {"name": "Eva Lang", "shop": "Nordlicht", "erstattungsbetrag": "24,90 €"}


def choice(name: str = "refund_started") -> dict:
    return {"template": name, "language": "de", "body": VALUES}


def approve(hub: Hub, name: str = "refund_started", **more: object) -> Template:
    draft = next(one for one in DRAFTS if one.id == f"{name}/de")
    known = msgspec.structs.replace(draft.template, **({"status": "APPROVED"} | more))
    hub.writer.run(lambda tx: tell(tx, [known]))
    return known


def untold(hub: Hub) -> list[dict]:
    return [body for body in hub.bodies("note.added") if body.get("code") == "refund-untold"]


def given_back(hub: Hub, chat: str, **more: object) -> dict:
    paid = hub.stripe.payment(metadata={"conversation": chat}, **more.pop("paid", {}))
    return refund(paid["payment"], conversation=chat, **more)


def test_in_a_closed_window_the_template_tells_her_once(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(DAYS)
    approve(hub)
    hub.stripe.wire.after = lambda request: hub.deliver()
    done = hub.do(ANNA, given_back(hub, chat, tell_template=choice()))
    hub.deliver()
    hub.rest()
    assert done.state == "succeeded"
    (sent,) = hub.meta.taken
    assert (sent["type"], sent["template"]["name"]) == ("template", "refund_started")
    assert "24,90 €" in hub.bodies("message.sent")[0]["message"]["text"]
    assert untold(hub) == []


def test_the_window_at_that_moment_decides(hub: Hub) -> None:
    chat = hub.customer_writes()
    approve(hub)
    hub.do(ANNA, given_back(hub, chat, tell="24,90 € sind unterwegs.", tell_template=choice()))
    assert hub.meta.texts() == ["24,90 € sind unterwegs."]
    hub.clock.pass_time(DAYS)
    hub.do(ANNA, given_back(hub, chat, tell="24,90 € sind unterwegs.", tell_template=choice()))
    assert [one["type"] for one in hub.meta.taken] == ["text", "template"]


@pytest.mark.parametrize(("name", "early"), [("refund_started", 1), ("refund_sent", 0)])
def test_a_template_that_calls_the_money_sent_waits_until_it_is(hub: Hub, name: str, early: int) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(DAYS)
    approve(hub, name)
    paid = hub.stripe.payment(metadata={"conversation": chat}, method="card_refund_pending")
    done = hub.do(ANNA, refund(paid["payment"], conversation=chat, tell_template=choice(name)))
    assert (done.state, len(hub.meta.taken)) == ("pending", early)
    hub.stripe.account.complete_refund(done.result["refund"])
    hub.deliver()
    hub.rest()
    assert len(hub.meta.taken) == 1


def test_a_refund_that_failed_meanwhile_calls_nothing_sent(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(DAYS)
    approve(hub, "refund_sent")
    paid = hub.stripe.payment(metadata={"conversation": chat}, method="card_refund_pending")
    done = hub.do(ANNA, refund(paid["payment"], conversation=chat, tell_template=choice("refund_sent")))
    hub.stripe.account.fail_refund(done.result["refund"])
    hub.deliver()
    hub.rest()
    assert hub.record(done.id).state == "failed"
    assert hub.meta.taken == []


@pytest.mark.parametrize("mail", ["eva@example.com", None])
def test_that_she_was_not_told_stands_in_the_chat_and_what_stripe_does(hub: Hub, mail: str | None) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(DAYS)
    params = {"name": "Eva"} if mail is None else {"name": "Eva", "email": mail}
    customer = hub.stripe.account.create_customer(**params)["id"]
    charge = hub.stripe.account.create_charge_for_seed(customer, 10_000, metadata={"conversation": chat})
    paid = {"payment": charge["payment_intent"]}
    hub.deliver()
    hub.catchup.run()
    hub.do(ANNA, {"id": "7b1f0f6e-54c1-4a52-9d5e-0a4a5f5d0001", "kind": "set_status", "conversation": chat, "status": "resolved"})
    done = hub.do(ANNA, refund(paid["payment"], conversation=chat, tell="24,90 € sind unterwegs."))
    assert done.state == "succeeded"
    (note,) = untold(hub)
    assert note["facts"] == {
        "action": done.id, "amount": 2490, "currency": "eur", "why": "window-closed", "mail": "no" if mail is None else "yes"
    }  # fmt: skip
    assert hub.bodies("conversation.changed")[-1]["status"] == "open"


def test_a_template_that_is_gone_by_then_is_said(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.clock.pass_time(DAYS)
    approve(hub, status="PAUSED")
    hub.do(ANNA, given_back(hub, chat, tell_template=choice()))
    (note,) = untold(hub)
    assert note["facts"]["why"] == "template-not-approved"
    assert hub.meta.taken == []


def test_a_message_meta_cannot_deliver_is_said_once(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.do(ANNA, given_back(hub, chat, tell="unterwegs"))
    assert untold(hub) == []
    hub.status(0, "failed", 131026)
    hub.status(0, "failed", 131026)
    (note,) = untold(hub)
    assert note["facts"]["why"] == "whatsapp-131026"


def test_a_text_that_meta_refuses_at_once_is_said(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.meta.plans.append(131026)
    hub.do(ANNA, given_back(hub, chat, tell="unterwegs"))
    assert [note["facts"]["why"] for note in untold(hub)] == ["whatsapp-131026"]


def test_other_texts_that_fail_say_nothing_of_refunds(hub: Hub) -> None:
    chat = hub.customer_writes()
    hub.do(ANNA, given_back(hub, chat))
    hub.do(ANNA, {"id": "7b1f0f6e-54c1-4a52-9d5e-0a4a5f5d0002", "kind": "send_text", "conversation": chat, "text": "Hallo"})
    hub.status(0, "failed", 131026)
    assert untold(hub) == []


def test_a_card_number_in_the_template_is_refused(hub: Hub) -> None:
    chat = hub.customer_writes()
    values = {**VALUES, "name": "4242 4242 4242 4242"}
    done = hub.do(ANNA, given_back(hub, chat, tell_template={**choice(), "body": values}))
    assert (done.state, done.problem.code) == ("refused", "card-number")
    assert hub.stripe.refunds() == []
