"""A payment link that somebody of the shop wrote into a chat is the request of whoever it was sent to, whatever came first."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox.domain.events import CheckoutBody, InvoiceBody, PaymentBody, PersonBody, RefundBody
from inbox.domain.payments import Checkout, Invoice, Payment, Refund
from inbox.store.state import facts, ownership, papers
from inbox.store.state import paid as paid_with
from inbox.store.state.ownership import Match
from tests.store.timeline.kit import C_LENA, C_OLE, Cache, at, fresh_cache, message

URL = "https://buy.stripe.com/test_28o5lK0ab1cdEF2"
LINK = Checkout(
    id="plink_1", kind="link", status="open", amount=3800, currency="eur", url=URL, created=at(5), shared=False
)
PAID = Payment(id="pi_2", charge="ch_2", amount=3800, currency="eur", status="succeeded", created=at(55))
DECLINED = Payment(
    id="pi_1", amount=3800, currency="eur", status="requires_payment_method", failure_code="do_not_honor",
    phone="+4915112345678", created=at(40),
)  # fmt: skip


def link(second: int = 1, **more) -> CheckoutBody:
    return CheckoutBody("plink_1", f"{second}.e", msgspec.structs.replace(LINK, **more))


def pasted(name: str = "wamid.p", second: int = 30, to: str = C_LENA, text: str = f"38,00 € bitte: {URL}?prefilled_email=x"):
    return message(name, text, second, to, direction="out")


def given_back() -> tuple[RefundBody, None]:
    return RefundBody("re_1", "4.e", Refund(id="re_1", charge="ch_2", created=at(75))), None


def page(status: str, second: int = 9, **more) -> CheckoutBody:
    said = Checkout(id="cs_test_1", kind="session", link="plink_1", status=status, created=at(50), **more)
    return CheckoutBody("cs_test_1", f"{second}.e", said)


def shown(cache: Cache, conversation: str = C_LENA) -> list[str]:
    return [entry.key for entry in cache.entries(conversation)]


def open_ones(cache: Cache, conversation: str = C_LENA) -> list[tuple[str, bool]]:
    return [(each.id, bool(each.shared)) for each in facts.open_requests(cache.state, conversation)]


def test_a_link_written_by_hand_stands_live_under_its_message_whatever_came_first(cache: Cache) -> None:
    before, after = message("wamid.1", "Servus!", 20), message("wamid.2", "Danke", 60)
    told = [(before, C_LENA), (pasted(), C_LENA), (after, C_LENA), (link(), None)]
    for order in itertools.permutations(told):
        cache.empty()
        for body, to in order:
            cache.tell(body, to)
        assert shown(cache) == ["wamid.1", "wamid.p", "plink_1", "wamid.2"]
        entry = cache.entries()[2]
        assert (entry.status, entry.sent_in) == ("open", "wamid.p")
        assert open_ones(cache) == [("plink_1", False)]
        assert cache.chat().asks.unpaid


def test_what_is_paid_on_it_is_hers_and_refused_payments_stand_beside_it(cache: Cache) -> None:
    cache.say("Meine Karte wurde abgelehnt", second=41)
    cache.tell(link(), None)
    cache.tell(pasted())
    cache.tell(PaymentBody("pi_1", "2.e", DECLINED), None)
    assert shown(cache) == ["wamid.p", "plink_1", "pi_1", "wamid.1"]
    cache.tell(PaymentBody("pi_2", "3.e", PAID), None)
    assert "pi_2" not in shown(cache)
    cache.tell(page("paid", payment="pi_2"), None)
    cache.tell(link(4, status="paid", payment="pi_2"), None)
    assert {"pi_2", "cs_test_1"} <= set(shown(cache))
    assert ownership.match(cache.state, C_LENA, PAID) == Match("sure", "sent-link")
    assert [each.payment.id for each in paid_with.payments(cache.state, C_LENA)] == ["pi_2", "pi_1"]
    assert open_ones(cache) == []


@pytest.mark.parametrize(
    "body",
    [
        message("wamid.p", f"Ist das von euch? {URL}", 30),
        message("wamid.p", "Hier: https://buy.stripe.com/test_somebodyelses", 30, direction="out"),
    ],
    ids=["the customer pasted it", "another shop's"],
)
def test_other_texts_assign_nothing(cache: Cache, body) -> None:
    cache.tell(link(), None)
    cache.tell(body)
    assert shown(cache) == ["wamid.p"]
    assert open_ones(cache) == []


def test_a_request_made_for_another_chat_stays_there(cache: Cache) -> None:
    cache.say("Moin", conversation=C_OLE)
    cache.tell(link(conversation=C_OLE), C_OLE)
    cache.tell(pasted())
    assert (shown(cache), open_ones(cache)) == (["wamid.p"], [])
    assert open_ones(cache, C_OLE) == [("plink_1", False)]


def test_what_several_people_can_pay_is_open_for_each_and_says_nothing_of_who_paid(cache: Cache) -> None:
    cache.say("Moin")
    cache.say("Moin", conversation=C_OLE)
    cache.tell(link(shared=True), None)
    cache.tell(pasted())
    cache.tell(pasted("wamid.o", 31, C_OLE), C_OLE)
    cache.tell(PaymentBody("pi_2", "3.e", PAID), None)
    cache.tell(page("paid", payment="pi_2"), None)
    assert "plink_1" not in (*shown(cache), *shown(cache, C_OLE))
    assert open_ones(cache) == open_ones(cache, C_OLE) == [("plink_1", True)]
    assert ownership.match(cache.state, C_LENA, PAID) == Match("none", "nothing")
    # Who fits by what Stripe was told has paid: for her nothing is open any more.
    cache.tell(PaymentBody("pi_2", "4.e", Payment(id="pi_2", phone="+4915112345678")), None)
    assert (open_ones(cache), open_ones(cache, C_OLE)) == ([], [("plink_1", True)])


def test_a_link_sent_to_two_people_is_certainly_neithers_until_they_are_one(cache: Cache) -> None:
    told = [
        (pasted(), C_LENA), (pasted("wamid.o", 35, C_OLE), C_OLE), (link(payment="pi_2", status="paid"), None),
        (PaymentBody("pi_2", "3.e", PAID), None), given_back(),
    ]  # fmt: skip
    for order in itertools.permutations(told[:4]):
        cache.empty()
        for body, to in (told[4], *order):
            cache.tell(body, to)
        assert (shown(cache), shown(cache, C_OLE)) == (["wamid.p"], ["wamid.o"])
        assert ownership.match(cache.state, C_LENA, PAID) == Match("likely", "sent-link")
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.merged")
    assert shown(cache) == ["wamid.p", "plink_1", "wamid.o", "pi_2", "re_1"]
    cache.tell(PersonBody(other=C_OLE), C_LENA, "person.unmerged")
    assert (shown(cache), shown(cache, C_OLE)) == (["wamid.p"], ["wamid.o"])


def test_a_paid_link_that_is_sent_to_another_by_mistake_stays_hers(cache: Cache) -> None:
    cache.tell(link(payment="pi_2", status="paid"), None)
    cache.tell(PaymentBody("pi_2", "3.e", PAID), None)
    cache.tell(pasted())
    cache.tell(pasted("wamid.o", 900, C_OLE), C_OLE)
    assert ownership.match(cache.state, C_LENA, PAID) == Match("sure", "sent-link")
    assert shown(cache) == ["wamid.p", "plink_1", "pi_2"]


def test_a_text_taken_back_or_put_right_gives_what_it_reads_now(cache: Cache) -> None:
    revoke = message("wamid.r", None, 33, direction="out", kind="revoke", target="wamid.p")
    wrong = pasted(text="Hier: https://buy.stripe.com/test_28o5lK0ab1cdEF9")
    right = message("wamid.e", f"Hier: {URL}", 34, direction="out", kind="edit", target="wamid.p")
    for order in itertools.permutations([(link(), None), (pasted(), C_LENA), (revoke, C_LENA)]):
        cache.empty()
        for body, to in order:
            cache.tell(body, to)
        assert ("plink_1" not in shown(cache), open_ones(cache)) == (True, [])
    for order in itertools.permutations([(link(), None), (wrong, C_LENA), (right, C_LENA)]):
        cache.empty()
        for body, to in order:
            cache.tell(body, to)
        assert (shown(cache), open_ones(cache)) == (["wamid.p", "plink_1"], [("plink_1", False)])


def test_a_corrected_reading_of_a_message_counts_alone(cache: Cache) -> None:
    cache.tell(link(), None)
    cache.tell(pasted())
    cache.tell(pasted(text="38,00 € bitte"), C_LENA, "message.corrected")
    assert (shown(cache), open_ones(cache)) == (["wamid.p"], [])


def test_a_page_is_known_by_its_id_and_an_invoice_by_its_address(cache: Cache) -> None:
    hosted = "https://invoice.stripe.com/i/acct_1/test_YWNjdF8xMDMyRDgy0200"
    cache.tell(pasted(text=f"https://zahlen.example/c/pay/cs_test_a1B2c3D4 oder {hosted}?s=ap"))
    over = Checkout(id="cs_test_a1B2c3D4", kind="session", status="expired", created=at(1))
    cache.tell(CheckoutBody(over.id, "1.e", over), None)
    bill = Invoice(id="in_1", status="open", hosted_url=hosted, amount=900, currency="eur", created=at(2))
    cache.tell(InvoiceBody(bill.id, "1.e", bill), None)
    assert shown(cache) == ["wamid.p", "cs_test_a1B2c3D4", "in_1"]
    assert [each.id for each in papers.invoices_of(cache.state, C_LENA, [])] == ["in_1"]


def test_what_was_sent_goes_with_the_person_who_is_erased(cache: Cache) -> None:
    cache.tell(link(), None)
    cache.tell(pasted())
    cache.tell(PersonBody(), C_LENA, "person.erased")
    assert cache.db.execute_sql("SELECT count(*) FROM sent_address").fetchone() == (0,)
    assert cache.db.execute_sql("SELECT count(*) FROM mirror WHERE id = 'plink_1'").fetchone() == (0,)


WHO = st.sampled_from([C_LENA, C_OLE])
_NAMES = st.integers(0, 3)
_SHARED = st.sampled_from([False, True, None])


def happenings() -> st.SearchStrategy:
    """What can happen around one link that two people may be given."""
    # Everything has a second of its own: two messages of one second stand as they came.
    said = st.builds(lambda name, to: (pasted(f"wamid.{name}.{to}", 30 + name * 100 + 7 * (to == C_OLE), to), to), _NAMES, WHO)
    other = st.builds(lambda second, to: (message(f"wamid.t{second}{to}", "Moin", second, to), to), st.integers(160, 180), WHO)
    marks = st.builds(
        lambda name, to, kind, has: (
            message(
                f"wamid.{kind}.{name}.{to}", f"neu {URL}" if has else "neu",
                500 + name * 4 + (to == C_OLE) + 2 * (kind == "edit"), to,
                direction="out", kind=kind, target=f"wamid.{name}.{to}",
            ),
            to,
        ),
        _NAMES, WHO, st.sampled_from(["edit", "revoke"]), st.booleans(),
    )  # fmt: skip
    asked = st.builds(
        lambda second, status, paid: (link(second, status=status, payment="pi_2" if paid else None), None),
        st.integers(1, 6), st.sampled_from(["open", "paid", "cancelled"]), st.booleans(),
    )  # fmt: skip
    opened = st.builds(
        lambda second, status: (page(status, second, payment="pi_2"), None),
        st.integers(1, 6), st.sampled_from(["paid", "open"]),
    )  # fmt: skip
    paid = st.builds(
        lambda second, status: (PaymentBody("pi_2", f"{second}.e", msgspec.structs.replace(PAID, status=status)), None),
        st.integers(1, 6), st.sampled_from(["processing", "succeeded"]),
    )  # fmt: skip
    everything = (said, said, other, marks, asked, asked, opened, paid, st.just(given_back()))
    return st.lists(st.one_of(*everything), max_size=12)


@pytest.fixture(scope="module")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cache, Cache]]:
    """Two caches that every example empties first: opening files is what takes time."""
    folder = tmp_path_factory.mktemp("caches")
    with fresh_cache(folder, "one.db") as one, fresh_cache(folder, "two.db") as two:
        yield one, two


@given(happenings(), _SHARED, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_chats(
    caches: tuple[Cache, Cache], happened: list, shared: bool | None, chance: random.Random
) -> None:
    one, two = caches
    one.empty()
    two.empty()
    events = [one.event(_shared(body, shared), to) for body, to in happened]
    one.apply(events)
    chance.shuffle(events)
    for event in events:
        two.apply([event])
    assert two.dump() == one.dump()
    for conversation in (C_LENA, C_OLE):
        assert facts.open_requests(two.state, conversation) == facts.open_requests(one.state, conversation)
        assert shown(two, conversation) == shown(one, conversation)


def _shared(body: msgspec.Struct, shared: bool | None) -> msgspec.Struct:
    if not isinstance(body, CheckoutBody) or body.source_id != LINK.id:
        return body
    return msgspec.structs.replace(body, object=msgspec.structs.replace(body.object, shared=shared))


def test_a_message_and_a_payment_cost_no_more_where_thousands_have_paid_a_link_for_everybody(cache: Cache) -> None:
    cache.tell(link(shared=True), None)
    cache.tell(pasted())
    steps: list[int] = []
    for first, end in ((0, 20), (20, 400)):
        told = []
        for n in range(first, end):
            paid = Checkout(f"cs_test_n{n}", kind="session", link="plink_1", status="paid", created=at(50), payment=f"pi_n{n}")
            charged = msgspec.structs.replace(PAID, id=f"pi_n{n}", charge=f"ch_n{n}")
            told.append(cache.event(CheckoutBody(paid.id, "9.e", paid), None))
            told.append(cache.event(PaymentBody(charged.id, "9.e", charged), None))
        cache.apply(told)
        taken: list[None] = []
        cache.db.connection().set_progress_handler(lambda taken=taken: taken.append(None), 50)
        cache.tell(pasted(f"wamid.many{end}", 90, C_OLE))
        one_more = Checkout(f"cs_test_m{end}", kind="session", link="plink_1", status="paid", created=at(51), payment="pi_m")
        cache.tell(CheckoutBody(one_more.id, "9.e", one_more), None)
        cache.db.connection().set_progress_handler(None, 50)
        steps.append(len(taken))
    assert steps[1] < 2 * steps[0] + 20


def test_what_turns_out_to_be_for_everybody_leaves_her_and_comes_back_when_it_is_hers_alone(cache: Cache) -> None:
    cache.tell(link(), None)
    cache.tell(pasted())
    cache.tell(page("paid", payment="pi_2"), None)
    cache.tell(PaymentBody("pi_2", "3.e", PAID), None)
    assert "pi_2" in shown(cache)
    cache.tell(link(20, shared=True), None)
    assert "pi_2" not in shown(cache)
    cache.tell(link(21, shared=False), None)
    assert "pi_2" in shown(cache)
