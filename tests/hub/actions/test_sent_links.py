"""A payment link that was made elsewhere and written into a chat by hand is that chat's request in the hub too."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from inbox.domain import pay_addresses, times
from inbox.domain.events import MessageBody, NewEvent
from inbox.domain.messages import Contact, Message
from inbox.domain.payments import Checkout, Invoice, Payment
from inbox.hub import erase
from inbox.sandbox.stripe import checkout, links
from inbox.store.state import facts, requests
from tests.hub.actions.hub_world import ANNA, Hub, wish

OTHER = "4915100000002"
ONCE = {"completed_sessions": {"limit": 1}}
LINE = {"price_data": {"currency": "eur", "unit_amount": 1925, "product_data": {"name": "Becher"}}, "quantity": 2}


def link(hub: Hub, **more) -> dict[str, str]:
    """A link that somebody made at Stripe, of which the hub has heard."""
    made = links.create(hub.stripe.account.state, "", {"line_items": [LINE], **more})
    hub.deliver()
    return {"id": made["id"], "url": made["url"]}


def says(hub: Hub, chat: str, url: str) -> None:
    hub.do(ANNA, wish("send_text", conversation=chat, text=f"Gern, das sind 38,50 €: {url}?prefilled_email=x%40y.de"))


def open_ones(hub: Hub, chat: str) -> list[Checkout]:
    return list(hub.writer.run(lambda tx: facts.open_requests(tx.state, chat)))


def reads(hub: Hub, name: str) -> int:
    return sum(sent.method == "GET" and sent.url.path.endswith(name) for sent in hub.stripe.wire.sent)


def test_its_sum_is_read_once_and_a_second_one_asks_first(hub: Hub) -> None:
    hub.watch.run()
    chat, made = hub.customer_writes(), link(hub, restrictions=ONCE)
    says(hub, chat, made["url"])
    assert [each.amount for each in open_ones(hub, chat)] == [None]
    hub.watch.run()
    hub.watch.run()
    assert [(each.id, each.amount, each.shared) for each in open_ones(hub, chat)] == [(made["id"], 3850, False)]
    assert reads(hub, made["id"]) == 1
    second = hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=3850))
    assert second.state == "refused"
    assert second.problem is not None
    assert (second.problem.codes, second.problem.facts["request"]) == (("open-request",), made["id"])


def test_a_new_one_that_takes_its_place_closes_it_first(hub: Hub) -> None:
    chat, made = hub.customer_writes(), link(hub, restrictions=ONCE)
    says(hub, chat, made["url"])
    done = hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=3900, replaces=made["id"]))
    assert done.state == "succeeded"
    assert hub.mirrored(Checkout, made["id"]).status == "cancelled"
    assert [each.amount for each in open_ones(hub, chat)] == [3900]


def test_one_that_was_opened_for_everybody_meanwhile_is_not_closed_for_one(hub: Hub) -> None:
    chat, made = hub.customer_writes(), link(hub, restrictions=ONCE)
    says(hub, chat, made["url"])
    hub.stripe.account.state.payment_links.need(made["id"])["restrictions"] = None
    done = hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=3900, replaces=made["id"]))
    assert done.problem is not None
    assert (done.state, done.problem.code) == ("failed", "request-unknown")
    assert (hub.mirrored(Checkout, made["id"]).status, hub.mirrored(Checkout, made["id"]).shared) == ("open", True)


def test_it_is_paid_in_the_chat_it_was_sent_into(hub: Hub) -> None:
    chat, made = hub.customer_writes(), link(hub, restrictions=ONCE)
    says(hub, chat, made["url"])
    hub.stripe.account.pay(made["id"])
    hub.deliver()
    assert hub.mirrored(Checkout, made["id"]).status == "paid"
    assert open_ones(hub, chat) == []
    assert hub.events("checkout.changed")[-1].conversation == chat


@pytest.mark.parametrize("restrictions", [None, {"completed_sessions": {"limit": 5}}])
def test_what_others_can_pay_too_stays_open_and_is_closed_for_nobody(hub: Hub, restrictions: dict | None) -> None:
    chat, made = hub.customer_writes(), link(hub, **({} if restrictions is None else {"restrictions": restrictions}))
    says(hub, chat, made["url"])
    hub.stripe.account.pay(made["id"])
    hub.deliver()
    assert [(each.id, each.status, each.shared) for each in open_ones(hub, chat)] == [(made["id"], "open", True)]
    again = hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=3850))
    assert again.problem is not None
    assert "request" not in again.problem.facts
    against = hub.do(ANNA, wish("request_payment", conversation=chat, currency="eur", amount=3850, replaces=made["id"]))
    assert against.problem is not None
    assert (against.state, against.problem.code) == ("failed", "request-unknown")
    assert hub.mirrored(Checkout, made["id"]).status == "open"


def test_a_page_that_ended_before_anybody_knew_of_its_link_does_not_end_what_others_can_pay(hub: Hub) -> None:
    made = links.create(hub.stripe.account.state, "", {"line_items": [LINE]})
    hub.stripe.mail.waiting.clear()
    hub.stripe.account.pay(made["id"])
    hub.deliver()
    assert hub.mirrored(Checkout, made["id"]).status == "paid"
    hub.clock.pass_time(120)
    hub.catchup.run()
    hub.watch.run()
    assert (hub.mirrored(Checkout, made["id"]).status, hub.mirrored(Checkout, made["id"]).shared) == ("open", True)


def test_a_page_is_read_by_its_id_because_stripe_tells_of_none_until_it_is_over(hub: Hub) -> None:
    chat = hub.customer_writes()
    made = checkout.create(hub.stripe.account.state, "", {"line_items": [LINE], "success_url": "https://x.example/ok"})
    hub.deliver()
    assert not hub.knows(Checkout, made["id"])
    says(hub, chat, f"https://zahlen.example/c/pay/{made['id']}#fid")
    hub.watch.run()
    assert [(each.id, each.amount) for each in open_ones(hub, chat)] == [(made["id"], 3850)]


@pytest.mark.allow_logs("could not be read again")
def test_the_page_of_another_shop_is_looked_for_once_and_stays_a_text(hub: Hub) -> None:
    chat = hub.customer_writes()
    says(hub, chat, "https://checkout.stripe.com/c/pay/cs_test_somebodyelses1")
    hub.watch.run()
    hub.watch.run()
    assert (open_ones(hub, chat), reads(hub, "cs_test_somebodyelses1")) == ([], 1)


@pytest.mark.allow_logs("could not be read again")
def test_what_could_not_be_read_while_stripe_was_out_of_reach_is_read_a_minute_later(hub: Hub) -> None:
    chat, made = hub.customer_writes(), link(hub, restrictions=ONCE)
    hub.watch.run()
    hub.stripe.wire.down = True
    says(hub, chat, made["url"])
    hub.watch.run()
    hub.stripe.wire.down = False
    hub.clock.pass_time(hub.watch.run())
    hub.watch.run()
    assert [each.amount for each in open_ones(hub, chat)] == [3850]


def test_what_turns_out_to_be_the_customers_own_message_was_sent_to_nobody(hub: Hub) -> None:
    chat, made = hub.customer_writes(), link(hub, restrictions=ONCE)
    said = Message(id="wamid.old", kind="text", at=times.to_text(hub.clock.now()), direction="out", text=made["url"])
    told = MessageBody(said, Contact())
    hub.writer.run(lambda tx: tx.append([NewEvent("message.echoed", "whatsapp", said.at, told, chat)]))
    assert [each.id for each in open_ones(hub, chat)] == [made["id"]]
    mended = MessageBody(replace(said, direction="in"), Contact(), quiet=True)
    hub.writer.run(lambda tx: tx.append([NewEvent("message.corrected", "hub", said.at, mended, chat)]))
    assert open_ones(hub, chat) == []


def test_it_is_polled_for_where_no_webhook_comes(hub: Hub) -> None:
    chat, made = hub.customer_writes(), link(hub, restrictions=ONCE)
    hub.clock.pass_time(86_400)
    slow = hub.catchup.run()
    hub.customer_writes()
    says(hub, chat, made["url"])
    assert hub.catchup.run() < slow


def test_no_payment_is_hers_by_a_link_that_two_were_sent(hub: Hub) -> None:
    chat, other, made = hub.customer_writes(), hub.customer_writes(OTHER), link(hub, restrictions=ONCE)
    says(hub, chat, made["url"])
    says(hub, other, made["url"])
    hub.stripe.account.pay(made["id"])
    hub.deliver()
    paid = hub.mirrored(Checkout, made["id"]).payment
    assert {event.conversation for event in hub.events("payment.changed")} == {None}
    assert hub.mirrored(Payment, paid).status == "succeeded"


def test_an_unpaid_invoice_that_was_sent_to_her_alone_is_erased_with_her(hub: Hub) -> None:
    chat, other = hub.customer_writes(), hub.customer_writes(OTHER)
    person = hub.stripe.account.create_customer(name="Kanarienvogel", email="kanarienvogel@example.com")["id"]
    made = hub.stripe.account.invoice(person, [("Becher", 1925)])
    shared = hub.stripe.account.invoice(person, [("Kaffee", 900)])
    hub.deliver()
    says(hub, chat, made["hosted_invoice_url"])
    says(hub, chat, shared["hosted_invoice_url"])
    says(hub, other, shared["hosted_invoice_url"])
    hub.writer.run(lambda tx: erase.erase_person(tx, chat))
    assert not hub.knows(Invoice, made["id"])
    with hub.store.reader() as reader:
        for table in ("log", "delivery"):
            told = f"SELECT count(*) FROM {table} WHERE instr(CAST(body AS TEXT), ?)"
            assert reader.db.execute_sql(told, (made["hosted_invoice_url"],)).fetchone() == (0,)
    assert hub.knows(Invoice, shared["id"])


def gives_to_many(hub: Hub, first: int, end: int, url: str) -> None:
    def told(n: int, kind: str = "text", **more) -> NewEvent:
        said = Message(id=f"wamid.{kind}{n:04d}", kind=kind, at=times.to_text(hub.clock.now()), direction="out", **more)
        return NewEvent("message.echoed", "whatsapp", said.at, MessageBody(said, Contact()), f"c_{n:024x}")

    hub.writer.run(lambda tx: tx.append([told(n, text=f"Hier: {url}") for n in range(first, end)]))
    if first == 0:
        # The first ones were taken back, so that whoever looks for one that holds has to look further.
        hub.writer.run(lambda tx: tx.append([told(n, "revoke", target=f"wamid.text{n:04d}") for n in range(30)]))


def test_a_link_for_everybody_is_each_ones_and_costs_no_more_when_thousands_have_it(hub: Hub) -> None:
    made = link(hub)
    steps: list[int] = []
    for first, end in ((0, 60), (60, 1500)):
        gives_to_many(hub, first, end, made["url"])
        taken: list[None] = []
        with hub.store.reader() as reader:
            reader.db.connection().set_progress_handler(lambda taken=taken: taken.append(None), 50)
            found = facts.open_requests(reader.state, f"c_{45:024x}")
            gone = facts.open_requests(reader.state, f"c_{5:024x}")
            (given,) = requests.given_each(reader.state, list(found))
            reader.db.connection().set_progress_handler(None, 50)
        assert ([(each.id, each.shared) for each in found], gone) == ([(made["id"], True)], ())
        assert given is not None
        assert {each.name for each in given.by} == {pay_addresses.key_of(made["url"])}
        steps.append(len(taken))
    assert steps[1] < 2 * steps[0] + 20
