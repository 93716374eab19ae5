"""Lines about Stripe objects and running actions, and whose chat they stand in."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from inbox.domain.events import CheckoutBody, CustomerBody, InvoiceBody, LinkBody, PaymentBody, RefundBody
from inbox.domain.payments import Checkout, Customer, Invoice, Payment, Refund
from inbox.store.state import paid as paid_with
from inbox.store.timeline import chat_list
from inbox.store.timeline.asks import NOTHING
from tests.store.timeline.kit import C_LENA, C_OLE, LENA, Cache, at

PAYMENT = Payment(
    id="pi_1", charge="ch_1", amount=4990, amount_refunded=0, currency="eur", status="succeeded", created=at(5),
    method_label="Visa 4242", email="Lena@Example.com", order_number="A-1001",
)  # fmt: skip
REFUND = Refund(id="re_1", payment="pi_1", charge="ch_1", amount=1000, currency="eur", status="pending", action="r-1")


def version(second: int) -> str:
    return f"{second:012d}.e"


def paid(cache: Cache, conversation: str | None = C_LENA, second: int = 1, **more) -> None:
    payment = msgspec.structs.replace(PAYMENT, **more)
    cache.tell(PaymentBody(payment.id, version(second), payment), conversation)


def refunded(cache: Cache, conversation: str | None = C_LENA, second: int = 1, **more) -> None:
    refund = msgspec.structs.replace(REFUND, **more)
    cache.tell(RefundBody(refund.id, version(second), refund), conversation)


def test_a_payment_is_one_line_that_follows_its_object(cache: Cache) -> None:
    cache.say("hallo")
    paid(cache, status="processing", second=1)
    paid(cache, second=2)
    line = cache.entries()[-1]
    assert (line.key, line.kind, line.status, line.at) == ("pi_1", "payment", "succeeded", at(5))
    assert isinstance(line.object, Payment)
    assert line.object.amount == 4990
    assert cache.chat().asks == NOTHING
    assert cache.chat().last_line == "hallo"


def test_an_older_version_changes_nothing(cache: Cache) -> None:
    paid(cache, second=2)
    paid(cache, second=1, status="requires_action")
    assert cache.entries()[0].status == "succeeded"


@pytest.mark.parametrize(
    ("state", "shown"), [("sending", True), ("unknown", True), ("failed", True), ("succeeded", False), ("cancelled", False)]
)
def test_a_refund_action_is_a_line_until_something_else_tells(cache: Cache, state: str, shown: bool) -> None:
    cache.action("r-1", "queued", amount=1000, currency="eur", payment="pi_1")
    assert cache.entries()[0].facts == {"amount": 1000, "currency": "eur", "payment": "pi_1"}
    cache.action("r-1", state)
    assert [entry.key for entry in cache.entries()] == (["r-1"] if shown else [])


def test_the_refund_takes_the_place_of_its_action(cache: Cache) -> None:
    cache.action("r-1", "sending")
    refunded(cache)
    assert [entry.key for entry in cache.entries()] == ["re_1"]
    assert cache.chat().asks == NOTHING


def test_a_message_takes_the_place_of_its_action(cache: Cache) -> None:
    cache.action("s-1", "unknown", kind="send_text")
    assert [entry.kind for entry in cache.entries()] == ["send_text"]
    cache.say("doch angekommen", direction="out", action="s-1")
    assert cache.texts() == ["doch angekommen"]


def test_a_payment_of_nobody_is_found_and_in_no_chat(cache: Cache) -> None:
    cache.say("hallo")
    paid(cache, None)
    assert cache.texts() == ["hallo"]
    assert cache.db.execute_sql("SELECT chat FROM entry WHERE key = 'pi_1'").fetchone() == (0,)


def test_a_payment_moves_to_whom_its_request_proves(cache: Cache) -> None:
    paid(cache, None)
    refunded(cache, None)
    request = Checkout(id="cs_1", status="paid", payment="pi_1", conversation=C_LENA, created=at(4))
    cache.tell(CheckoutBody("cs_1", version(9), request), C_LENA)
    assert {entry.key for entry in cache.entries()} == {"cs_1", "pi_1", "re_1"}


def test_what_a_moved_payment_proves_moves_too(cache: Cache) -> None:
    refunded(cache, None, payment=None)
    paid(cache, None)
    request = Checkout(id="cs_1", status="paid", payment="pi_1", conversation=C_LENA, created=at(4))
    cache.tell(CheckoutBody("cs_1", version(9), request), C_LENA)
    assert {entry.key for entry in cache.entries()} == {"cs_1", "pi_1", "re_1"}


def test_a_payment_moves_to_whom_its_phone_number_belongs(cache: Cache) -> None:
    paid(cache, None, phone="+49 151 12345678")
    cache.say("hallo", contact=LENA)
    assert {entry.key for entry in cache.entries()} == {"wamid.2", "pi_1"}


def test_a_payment_moves_to_whom_its_customer_belongs(cache: Cache) -> None:
    cache.say("hallo")
    paid(cache, None, customer="cus_1")
    cache.tell(CustomerBody("cus_1", version(3), Customer(id="cus_1", phone="+4915112345678")), None)
    assert "pi_1" in {entry.key for entry in cache.entries()}


def test_what_an_agent_links_moves_and_what_he_unlinks_goes(cache: Cache) -> None:
    cache.say("hallo")
    paid(cache, None)
    refunded(cache, None)
    cache.tell(LinkBody(payment="pi_1"), C_LENA, "person.linked")
    assert {entry.key for entry in cache.entries()} == {"wamid.1", "pi_1", "re_1"}
    assert paid_with.payments(cache.state, C_LENA)[0].refunds[0].id == "re_1"
    cache.tell(LinkBody(payment="pi_1"), C_LENA, "person.unlinked")
    assert {entry.key for entry in cache.entries()} == {"wamid.1"}
    cache.tell(LinkBody(payment="pi_1"), C_OLE, "person.linked")
    assert {entry.key for entry in cache.entries(C_OLE)} == {"pi_1", "re_1"}


def test_amounts_no_money_can_be_are_shown_without_a_sum(cache: Cache) -> None:
    paid(cache, currency="??", status="failed", method_label=None)
    assert cache.entries()[0].text == "failed"


def test_a_link_names_who_asked_for_it_whatever_came_first(cache: Cache) -> None:
    link = Checkout(id="plink_1", kind="link", status="open", amount=4980, currency="eur", action="q-1")
    cache.tell(CheckoutBody("plink_1", version(1), link), C_LENA)
    assert cache.entries()[-1].actor is None
    cache.action("q-1", "succeeded", kind="request_payment")
    assert cache.entries()[-1].actor == "a_1"


@pytest.mark.parametrize("at_once", [False, True])
def test_a_line_stands_where_its_object_was_made_whatever_was_heard_first(cache: Cache, at_once: bool) -> None:
    for order in itertools.permutations(range(3)):
        cache.empty()
        cache.say("hier der Link", second=40)
        cache.seq = 59
        told = [Checkout(id="plink_1", kind="link", status="paid"), Checkout(id="plink_1", status="open")]
        paid_at, made_at = (at(90), at(30))
        later = cache.event(CheckoutBody("plink_1", version(2), told[0]), C_LENA)
        first = cache.event(CheckoutBody("plink_1", version(1), told[1]), C_LENA)
        again = cache.event(CheckoutBody("plink_1", version(3), Checkout(id="plink_1", amount=100)), C_LENA)
        events = [
            msgspec.structs.replace(later, at=paid_at),
            msgspec.structs.replace(first, at=made_at),
            msgspec.structs.replace(again, at=at(95)),
        ]
        if at_once:
            cache.apply([events[place] for place in order])
        else:
            for place in order:
                cache.apply([events[place]])
        link, said = cache.entries()
        assert (link.key, link.at, link.status, said.text) == ("plink_1", made_at, "paid", "hier der Link")


def test_a_line_moves_to_where_its_object_was_made_once_that_is_known(cache: Cache) -> None:
    cache.seq = 50
    paid(cache, created=None)
    assert cache.entries()[-1].at == at(51)
    paid(cache, second=2)
    (line,) = cache.entries()
    assert (line.at, line.status) == (at(5), "succeeded")
    assert chat_list.counts(cache.timeline, "")["all"].chats == 1


def test_a_message_names_who_wrote_it_though_the_hub_sent_it(cache: Cache) -> None:
    cache.say("Gern!", "wamid.9", direction="out", action="q-2")
    cache.action("q-2", "succeeded", kind="send_text")
    assert cache.entries()[-1].actor == "a_1"


def test_an_invoice_stands_in_the_chat_of_the_payment_that_paid_it_whatever_came_first(cache: Cache) -> None:
    bill = Invoice(id="in_1", customer="cus_9", payment="pi_1", amount=4990, currency="eur", status="paid", created=at(5))
    cache.say("hallo")
    cache.tell(InvoiceBody(bill.id, version(1), bill), None)
    assert [line.key for line in cache.entries() if line.kind == "invoice"] == []
    proved = msgspec.structs.replace(PAYMENT, conversation=C_LENA)
    cache.tell(PaymentBody(PAYMENT.id, version(1), proved), C_LENA)
    assert [line.key for line in cache.entries() if line.kind == "invoice"] == ["in_1"]
