"""What of a chat needs an act, and when it no longer does; the views and counts made of it."""

from __future__ import annotations

import pytest

from inbox.domain.events import (
    CheckoutBody,
    ConversationBody,
    DisputeBody,
    FraudWarningBody,
    LinkBody,
    NoteBody,
    PaymentBody,
    PersonBody,
    RefundBody,
)
from inbox.domain.fraud import FraudWarning
from inbox.domain.messages import Cart, CartLine
from inbox.domain.order_numbers import order_numbers
from inbox.domain.payments import Checkout, Dispute, Payment, Refund
from inbox.store.timeline import chat_list
from inbox.store.timeline.asks import NOTHING, CartAsk, DisputeAsk, FraudAsk, TwiceAsk
from inbox.store.timeline.views import Listing
from tests.store.timeline.kit import C_LENA, C_OLE, START, Cache, at

CART = Cart(
    lines=(
        CartLine(sku="ESP", quantity=2, unit=2490, currency="eur"),
        CartLine(sku="FIL", quantity=3, unit=420, currency="eur"),
    )
)


def cart(cache: Cache, second: int, lines: Cart = CART) -> str:
    return cache.say(None, f"order.{second}", second=second, kind="order", cart=lines)


def link(cache: Cache, status: str, second: int, name: str = "plink_1", **more) -> None:
    request = Checkout(id=name, status=status, created=at(second), **more)
    cache.tell(CheckoutBody(name, f"{cache.seq:04d}.e", request))


def paid(cache: Cache, status: str, second: int, name: str = "pi_1", **more) -> None:
    payment = Payment(id=name, status=status, created=at(second), **more)
    cache.tell(PaymentBody(name, f"{cache.seq:04d}.e", payment))


def refund(cache: Cache, status: str, second: int, name: str = "re_1", payment: str = "pi_1") -> None:
    told = Refund(id=name, payment=payment, status=status, created=at(second))
    cache.tell(RefundBody(name, f"{cache.seq:04d}.e", told))


def dispute(cache: Cache, status: str, name: str = "dp_1", due: int | None = 900) -> None:
    told = Dispute(id=name, status=status, created=at(5), due_by=None if due is None else at(due))
    cache.tell(DisputeBody(name, f"{cache.seq:04d}.e", told))


WAITS = CartAsk(5, 6240, "eur", tuple((line.sku, line.quantity, line.unit) for line in CART.lines))


def views(cache: Cache) -> dict[str, list[str]]:
    return {
        view: [chat.conversation for chat in chat_list.inbox(cache.timeline, Listing(view))]
        for view in ("to_approve", "refund_problems", "disputes")
        if chat_list.counts(cache.timeline)[view].chats or chat_list.inbox(cache.timeline, Listing(view))
    }


def test_a_cart_waits_until_a_link_is_made_or_something_is_paid(cache: Cache) -> None:
    cart(cache, 10)
    assert cache.chat().asks.cart == WAITS
    assert cache.chat().last_pieces == 5
    link(cache, "open", 11)
    assert cache.chat().asks.cart is None
    link(cache, "cancelled", 11)
    assert cache.chat().asks.cart is not None
    paid(cache, "requires_payment_method", 12, failure_code="do_not_honor")
    assert cache.chat().asks.cart is not None
    paid(cache, "succeeded", 12)
    assert cache.chat().asks == NOTHING
    cart(cache, 20)
    assert cache.chat().asks.cart == WAITS
    cache.say("nein, doch nicht", second=21)
    assert (cache.chat().asks.cart, cache.chat().last_pieces) == (WAITS, 0)


def test_a_cart_whose_sum_is_not_known_waits_without_one(cache: Cache) -> None:
    cart(cache, 10, Cart(lines=(*CART.lines, CartLine(sku="X", quantity=1))))
    assert cache.chat().asks.cart == CartAsk(6)


def test_a_revoked_cart_waits_no_more(cache: Cache) -> None:
    name = cart(cache, 10)
    cache.say(None, "revoke.1", second=11, kind="revoke", target=name)
    assert cache.chat().asks == NOTHING


def test_an_open_link_is_unpaid_since_it_was_made_and_its_page_is_not_another_one(cache: Cache) -> None:
    link(cache, "open", 10)
    link(cache, "open", 12, "cs_1", link="plink_1")
    assert cache.chat().asks.unpaid == START + 10
    link(cache, "paid", 10)
    assert cache.chat().asks.unpaid == 0


def test_a_refused_payment_needs_an_act_until_another_one_is_tried(cache: Cache) -> None:
    paid(cache, "requires_payment_method", 10)
    assert cache.chat().asks == NOTHING, "nobody has tried to pay yet"
    paid(cache, "requires_payment_method", 10, failure_code="do_not_honor", method="card")
    assert (cache.chat().asks.declined, cache.chat().asks.by_card) == (START + 10, True)
    paid(cache, "failed", 12, "pi_2", method="sepa_debit")
    assert (cache.chat().asks.declined, cache.chat().asks.by_card) == (START + 12, False)
    paid(cache, "succeeded", 14, "pi_3")
    assert cache.chat().asks == NOTHING


def test_the_newest_payment_may_be_one_too_many_until_it_is_given_back_or_another_follows(cache: Cache) -> None:
    paid(cache, "succeeded", 10, "pi_1", amount=5900, currency="eur")
    paid(cache, "succeeded", 30, "pi_2", amount=5900, currency="chf")
    paid(cache, "failed", 40, "pi_3", amount=5900, currency="eur")
    assert cache.chat().asks.twice is None
    hour = 3600
    paid(cache, "succeeded", 10 + 48 * hour, "pi_4", amount=5900, currency="eur")
    assert cache.chat().asks.twice == TwiceAsk(START + 10 + 48 * hour, 5900, "eur")
    refund(cache, "pending", 20, "re_1", "pi_1")
    assert cache.chat().asks.twice is None, "somebody has seen to it"
    refund(cache, "failed", 20, "re_1", "pi_1")
    assert cache.chat().asks.twice is not None
    paid(cache, "succeeded", 49 * hour, "pi_5", amount=100, currency="eur")
    assert cache.chat().asks.twice is None
    paid(cache, "succeeded", 98 * hour, "pi_6", amount=5900, currency="eur")
    assert cache.chat().asks.twice is None, "that was longer than two days ago"


def test_the_dispute_that_is_due_first_is_the_one_named(cache: Cache) -> None:
    dispute(cache, "needs_response", "dp_1", None)
    dispute(cache, "needs_response", "dp_2", 900)
    dispute(cache, "warning_needs_response", "dp_3", 800)
    assert cache.chat().asks.dispute == DisputeAsk(START + 800, is_inquiry=True)
    dispute(cache, "warning_closed", "dp_3")
    assert cache.chat().asks.dispute == DisputeAsk(START + 900)
    for name in ("dp_1", "dp_2"):
        dispute(cache, "under_review", name)
    assert (cache.chat().asks.dispute, cache.chat().asks.is_disputed) == (None, True)
    assert views(cache) == {"disputes": [C_LENA]}
    for name in ("dp_1", "dp_2"):
        dispute(cache, "won", name)
    assert views(cache) == {}


def test_an_answer_that_is_only_staged_is_told_from_one_that_was_handed_in(cache: Cache) -> None:
    def told(**facts: object) -> DisputeAsk | None:
        case = Dispute(id="dp_1", status="needs_response", created=at(5), due_by=at(900), **facts)  # type: ignore[arg-type]
        cache.tell(DisputeBody("dp_1", f"{cache.seq:04d}.e", case))
        return cache.chat().asks.dispute

    assert told(has_evidence=True, submissions=0) == DisputeAsk(START + 900, is_staged=True)
    assert told(has_evidence=True, submissions=1) == DisputeAsk(START + 900)
    assert told(answerable=False) is None, "the bank takes no answer"


def warning(cache: Cache, second: int, payment: str = "pi_1", *, actionable: bool = True) -> None:
    told = FraudWarning(id="issfr_1", payment=payment, actionable=actionable, created=at(second))
    cache.tell(FraudWarningBody("issfr_1", f"{cache.seq:04d}.e", told))


def test_a_warning_asks_for_an_act_with_what_is_at_stake(cache: Cache) -> None:
    paid(cache, "succeeded", 10, amount=5900, currency="eur")
    warning(cache, 20)
    assert cache.chat().asks.fraud == FraudAsk(START + 20, 5900, "eur")
    assert views(cache) == {"disputes": [C_LENA]}
    told = Refund(id="re_1", payment="pi_1", status="succeeded", amount=900, created=at(30))
    cache.tell(RefundBody("re_1", f"{cache.seq:04d}.e", told))
    assert cache.chat().asks.fraud == FraudAsk(START + 20, 5000, "eur")
    warning(cache, 20, actionable=False)
    assert cache.chat().asks.fraud is None
    assert views(cache) == {}


def test_what_was_given_back_elsewhere_is_no_longer_at_stake_either(cache: Cache) -> None:
    paid(cache, "succeeded", 10, amount=5900, amount_refunded=2000, currency="eur")
    warning(cache, 20)
    assert (cache.chat().asks.fraud, cache.chat().stake) == (FraudAsk(START + 20, 3900, "eur"), 3900)
    paid(cache, "succeeded", 10, amount=5900, amount_refunded=5000, currency="eur")
    assert (cache.chat().asks.fraud, cache.chat().stake) == (FraudAsk(START + 20, 900, "eur"), 900)


def test_an_inquiry_puts_at_stake_what_was_not_given_back_and_a_dispute_what_the_bank_has_taken(cache: Cache) -> None:
    paid(cache, "succeeded", 10, amount=5900, amount_refunded=2000, currency="eur")
    for status, stake in (("warning_needs_response", 3900), ("needs_response", 5900), ("won", 0)):
        told = Dispute(id="dp_1", payment="pi_1", status=status, amount=5900, currency="eur", created=at(15), due_by=at(900))
        cache.tell(DisputeBody("dp_1", f"{cache.seq:04d}.e", told))
        assert cache.chat().stake == stake


def test_disputes_stand_in_the_order_of_their_last_days(cache: Cache) -> None:
    def told(name: str, conversation: str, status: str, due: int | None) -> None:
        body = Dispute(id=name, status=status, created=at(5), due_by=None if due is None else at(due), amount=1, currency="eur")
        cache.tell(DisputeBody(name, f"{cache.seq:04d}.e", body), conversation)

    told("dp_1", "c_1", "needs_response", 900)
    told("dp_2", "c_2", "under_review", 100)
    told("dp_3", "c_3", "needs_response", None)
    told("dp_4", "c_4", "warning_needs_response", 800)
    cache.tell(FraudWarningBody("issfr_5", "1.e", FraudWarning(id="issfr_5", actionable=True, created=at(5))), "c_5")
    order = ["c_5", "c_4", "c_1", "c_3", "c_2"]
    assert views(cache)["disputes"] == order
    first = chat_list.order(cache.timeline, Listing("disputes"), limit=2)
    rest = chat_list.order(cache.timeline, Listing("disputes"), below=first[-1][0])
    numbers = [num for _, num in (*first, *rest)]
    shown = {chat.num: chat for chat in chat_list.inbox(cache.timeline, Listing("disputes"))}
    assert [shown[num].conversation for num in numbers] == order
    assert [shown[num].rank_in("disputes") for num in numbers] == [rank for rank, _ in (*first, *rest)]
    told("dp_4", "c_4", "warning_closed", 800)
    assert views(cache)["disputes"] == ["c_5", "c_1", "c_3", "c_2"]


def test_an_answer_that_waits_is_to_approve_too(cache: Cache) -> None:
    cache.action("a-1", "needs_approval", kind="submit_evidence", dispute="dp_1")
    assert cache.chat().asks.to_approve == 1
    cache.action("a-1", "succeeded", kind="submit_evidence", dispute="dp_1")
    assert cache.chat().asks == NOTHING


def test_a_refund_that_waits_is_in_a_view_of_its_own(cache: Cache) -> None:
    cache.action("a-1", "needs_approval", payment="pi_1", amount=24000, currency="eur")
    assert (cache.chat().asks.to_approve, cache.chat().asks.askers) == (1, (("a_1", 24000),))
    assert views(cache) == {"to_approve": [C_LENA]}
    cache.action("a-1", "queued", payment="pi_1")
    assert cache.chat().asks == NOTHING
    assert views(cache) == {}


@pytest.mark.parametrize("state", ["failed", "unknown"])
def test_a_refund_with_a_problem_is_one_until_another_went_through_or_the_chat_was_put_away(
    cache: Cache, state: str
) -> None:
    cache.action("a-1", state, payment="pi_1")
    assert views(cache) == {"refund_problems": [C_LENA]}
    cache.tell(ConversationBody(status="resolved"))
    assert views(cache) == {}
    cache.tell(ConversationBody(status="open"))
    assert views(cache) == {"refund_problems": [C_LENA]}
    refund(cache, "succeeded", 900, payment="pi_2")
    assert views(cache) == {"refund_problems": [C_LENA]}, "that was another payment"
    refund(cache, "pending", 900, "re_2")
    assert views(cache) == {}
    refund(cache, "failed", 900, "re_2")
    assert cache.chat().asks.refund_failed


def test_a_refund_that_failed_is_a_problem_until_somebody_has_dealt_with_it_and_then_for_good(cache: Cache) -> None:
    paid(cache, "succeeded", 1)
    cache.tell(LinkBody(payment="pi_1"), C_LENA, "person.linked")
    refund(cache, "failed", 800)
    assert cache.chat().asks.failed == ("re_1",)
    assert cache.chat().urgent
    cache.tell(ConversationBody(status="resolved", seen_to=cache.chat().asks.failed))
    assert (cache.chat().asks.failed, cache.chat().asks.urgent) == ((), 0)
    cache.say("Ich habe noch eine Frage")
    assert cache.chat().status == "open"
    assert (cache.chat().asks.failed, views(cache)) == ((), {}), "whoever writes again brings nothing back"
    refund(cache, "failed", 900, "re_2")
    assert cache.chat().asks.failed == ("re_2",), "but a new failure does"
    cache.tell(ConversationBody(seen_to=("re_2",)))
    assert views(cache) == {}


def test_what_is_said_of_the_action_holds_for_its_refund_and_before_either_is_here(cache: Cache) -> None:
    cache.tell(ConversationBody(seen_to=("a-1",)))
    cache.action("a-1", "failed", payment="pi_1", amount=2490, currency="eur")
    assert cache.chat().asks == NOTHING
    told = Refund(id="re_1", payment="pi_1", status="failed", action="a-1", created=at(20))
    cache.tell(RefundBody("re_1", f"{cache.seq:04d}.e", told))
    assert cache.chat().asks == NOTHING


def test_nobody_can_say_that_an_unknown_outcome_is_dealt_with(cache: Cache) -> None:
    cache.action("a-1", "unknown", payment="pi_1")
    cache.tell(ConversationBody(seen_to=("a-1",)))
    assert cache.chat().asks.refund_unknown


def test_a_refund_the_hub_calls_late_is_a_problem_until_it_arrives(cache: Cache) -> None:
    refund(cache, "pending", 900)
    cache.tell(LinkBody(payment="pi_1"), C_LENA, "person.linked")
    paid(cache, "succeeded", 1)
    assert views(cache) == {}
    facts = {"refund": "re_1", "amount": 2490, "currency": "eur"}
    cache.tell(NoteBody(id="n-1", text="late", code="refund-late", facts=facts), C_LENA, "note.added")
    assert cache.chat().asks.refund_late
    assert views(cache) == {"refund_problems": [C_LENA]}
    refund(cache, "succeeded", 900)
    assert views(cache) == {}


def test_an_order_is_looked_for_while_nobody_knows_a_payment(cache: Cache) -> None:
    cache.say("Wo bleibt meine Bestellung 10234?")
    cache.say("Hallo?")
    assert cache.chat().asks.order == "10234"
    cache.tell(PaymentBody("pi_1", "1.e", Payment(id="pi_1", status="succeeded", created=at(1))), None)
    cache.tell(LinkBody(payment="pi_1"), C_LENA, "person.linked")
    assert cache.chat().asks == NOTHING
    cache.tell(LinkBody(payment="pi_1"), C_LENA, "person.unlinked")
    assert cache.chat().asks.order == "10234"
    cache.say("Bestellung 10234 ist raus", direction="out", conversation=C_OLE)
    assert cache.chat(C_OLE).asks == NOTHING


def test_what_needs_an_act_moves_with_the_people(cache: Cache) -> None:
    cache.say("hallo")
    cache.action("a-1", "needs_approval", payment="pi_1")
    cache.say("ich auch", conversation=C_OLE)
    cache.tell(PersonBody(other=C_LENA), C_OLE, "person.merged")
    assert views(cache) == {"to_approve": [C_OLE]}
    cache.tell(PersonBody(), C_OLE, "person.erased")
    assert views(cache) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wo bleibt meine Bestellung 10234?", ["10234"]),
        ("Bestellnummer ist die 10234.", ["10234"]),
        ("order #A-1001 and order number 20441", ["A-1001", "20441"]),
        ("#10234", ["10234"]),
        ("Nr. 10234, Rechnung RE-2024", ["10234", "RE-2024"]),
        ("die Bestellung über 1234,50 ist da", []),
        ("ruf mich an: 0151 12345678", []),
        ("seit 2024 Kunde", []),
        ("ich habe bestellt\n\n12345 Hamburg", []),
        (None, []),
    ],
)
def test_an_order_number_is_one_that_is_named_as_such(text: str | None, found: list[str]) -> None:
    assert order_numbers(text) == found
