from __future__ import annotations

import msgspec
import pytest

from inbox.desk.ports import Changes, ShippingRate, Terms
from inbox.domain.actions import MarkRead, RequestPayment, SendText
from inbox.domain.ids import ActionId, MessageId, SourceId
from inbox.domain.messages import Cart, CartLine
from inbox.domain.payments import Checkout, Payment, Refund
from inbox.ui.models.presenters.carts import SEND_BOTH, SEND_LINK
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.rows import Chip, Tone, plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, CartCard, DaySeparator, EventLine, Ticks, UnreadLine
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, entry, item, paid

CART = Cart((CartLine("ESP", 2, 2490, "eur"), CartLine("FIL", 1, 450, "eur")))


def opened(pretend: PretendDesk) -> ChatPresenter:
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def test_a_chat_opens_with_days_and_a_line_before_what_is_new(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", -2000, text="alt"), entry("m2", text="neu")]
    kinds = [type(each) for each in opened(pretend).state.items]
    assert kinds == [DaySeparator, Bubble, DaySeparator, UnreadLine, Bubble]


def test_what_is_on_its_way_has_a_clock_until_the_log_has_it(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", -5, text="Hallo")]
    presenter = opened(pretend)
    action = SendText(id=ActionId("00000000-0000-4000-8000-0000000000aa"), conversation=LENA, text="Ja!")
    pretend.commands.stand(item(action, "posting"))
    presenter.take(Changes(actions=frozenset({action.id})))
    last = presenter.state.items[-1]
    assert isinstance(last, Bubble)
    assert (last.text, last.ticks) == ("Ja!", Ticks.QUEUED)
    pretend.reads.lines.append(entry("m2", text="Ja!", direction="out", status="delivered", action=action.id))
    pretend.commands.stand(item(action, "succeeded"))
    presenter.take(Changes(conversations=frozenset({LENA})))
    mine = [each for each in presenter.state.items if isinstance(each, Bubble) and each.is_mine]
    assert [(each.id, each.ticks) for each in mine] == [("m2", Ticks.DELIVERED)]


def test_a_cart_asks_for_its_sum_with_shipping(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", kind="order", cart=CART)]
    presenter = opened(pretend)
    card = presenter.state.items[-1]
    assert isinstance(card, CartCard)
    assert (card.total, card.buttons[0].text) == ("€54.30", "Send link · €59.20")
    presenter.act("m1", SEND_LINK)
    (action,) = pretend.commands.clicked
    assert isinstance(action, RequestPayment)
    assert [(line.name, line.unit_amount, line.quantity) for line in action.lines] == [
        ("Espresso", 2490, 2),
        ("FIL", 450, 1),
    ]
    assert (action.shipping[0].amount, action.cart) == (490, MessageId("m1"))
    pretend.commands.stand(item(action))
    presenter.act("m1", SEND_LINK)
    assert len(pretend.commands.clicked) == 1


def test_a_cart_worth_enough_is_shipped_free(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", kind="order", cart=CART)]
    presenter = opened(pretend)
    pretend.commands.say(terms=Terms(shipping=(ShippingRate("DHL", 490, free_from=4900),)))
    presenter.take(Changes(flags=frozenset({"terms"})))
    card = presenter.state.items[-1]
    assert isinstance(card, CartCard)
    assert card.rows[-1].total == "€0.00"
    presenter.act("m1", SEND_LINK)
    (action,) = pretend.commands.clicked
    assert isinstance(action, RequestPayment)
    assert [each.amount for each in action.shipping] == [0]


def test_a_second_open_link_asks_first(pretend: PretendDesk) -> None:
    request = Checkout(SourceId("plink_1"), kind="link", status="open", amount=3800, currency="eur")
    pretend.reads.lines = [
        entry("plink_1", -5, kind="checkout", direction="", object=request),
        entry("m1", kind="order", cart=CART),
    ]
    presenter = opened(pretend)
    presenter.act("m1", SEND_LINK)
    assert pretend.commands.clicked == []
    card = presenter.state.items[-1]
    assert isinstance(card, CartCard)
    assert card.note == "A link over €38.00 is still open; the new one closes it."
    assert [button.text for button in card.buttons] == ["Replace link · €59.20", "Keep both", "Change"]
    presenter.act("m1", SEND_LINK)
    assert pretend.commands.clicked[0].replaces == "plink_1"


def test_what_was_asked_about_an_open_link_is_over_when_it_is_paid(pretend: PretendDesk) -> None:
    request = Checkout(SourceId("plink_1"), kind="link", status="open", amount=3800, currency="eur")
    cart = entry("m1", -5, kind="order", cart=CART)
    pretend.reads.lines = [cart, entry("plink_1", kind="checkout", direction="", object=request)]
    presenter = opened(pretend)
    presenter.act("m1", SEND_LINK)
    card = next(each for each in presenter.state.items if isinstance(each, CartCard))
    assert card.note == "A link over €38.00 is still open; the new one closes it."
    flipped = msgspec.structs.replace(request, status="paid")
    pretend.reads.lines = [cart, entry("plink_1", kind="checkout", direction="", object=flipped)]
    presenter.take(Changes(conversations=frozenset({LENA}), objects=frozenset({request.id})))
    card = next(each for each in presenter.state.items if isinstance(each, CartCard))
    assert (card.note, card.buttons[0].text) == ("", "Send another link · €59.20")


def test_a_link_that_others_can_pay_too_is_said_and_never_closed_for_one(pretend: PretendDesk) -> None:
    shared = Checkout(SourceId("plink_1"), kind="link", status="open", amount=3800, currency="eur", shared=True)
    pretend.reads.lines, pretend.reads.requests = [entry("m1", kind="order", cart=CART)], (shared,)
    presenter = opened(pretend)
    presenter.act("m1", SEND_LINK)
    card = presenter.state.items[-1]
    assert isinstance(card, CartCard)
    assert card.note == "A link over €38.00 is still open."
    assert [button.text for button in card.buttons] == ["Send another link · €59.20", "Change"]
    presenter.act("m1", SEND_LINK)
    (action,) = pretend.commands.clicked
    assert (action.replaces, action.confirmed) == (None, ("open-request",))


def test_a_page_written_into_the_chat_tells_of_its_payment_itself(pretend: PretendDesk) -> None:
    said = Payment(SourceId("pi_1"), status="succeeded", amount=3800, currency="eur")
    page = Checkout(SourceId("cs_1"), kind="session", status="paid", amount=3800, currency="eur", payment=said.id)
    for sent_in, shown in ((None, ["pi_1"]), ("m1", ["m1", "cs_1"])):
        lines = [entry("cs_1", -1, kind="checkout", direction="", object=page, sent_in=sent_in)]
        before = [entry("m1", -2, direction="out", text="Bitte")] if sent_in else []
        pretend.reads.lines = [*before, *lines, entry("pi_1", kind="payment", direction="", object=said)]
        items = [item.id for item in opened(pretend).state.items]
        assert [each for each in items if not each.startswith("day:")] == shown


def test_both_links_may_stay_open(pretend: PretendDesk) -> None:
    request = Checkout(SourceId("plink_1"), kind="link", status="open", amount=3800, currency="eur")
    pretend.reads.lines = [
        entry("plink_1", -5, kind="checkout", direction="", object=request),
        entry("m1", kind="order", cart=CART),
    ]
    presenter = opened(pretend)
    presenter.act("m1", SEND_LINK)
    presenter.act("m1", SEND_BOTH)
    (action,) = pretend.commands.clicked
    assert (action.replaces, action.confirmed) == (None, ("open-request",))


def test_pages_come_before_and_nothing_is_lost(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry(f"m{n}", n - 120, text=str(n)) for n in range(120)]
    presenter = opened(pretend)
    assert presenter.state.has_older
    presenter.older()
    presenter.older()
    texts = [each.text for each in presenter.state.items if isinstance(each, Bubble)]
    assert texts == [str(n) for n in range(120)]
    assert not presenter.state.has_older


def test_what_is_older_and_comes_later_can_be_scrolled_to(pretend: PretendDesk) -> None:
    newest = [entry(f"m{n}", n - 60, text=str(n)) for n in range(20, 60)]
    pretend.reads.lines = newest
    presenter = opened(pretend)
    assert not presenter.state.has_older
    pretend.reads.lines = [*(entry(f"m{n}", n - 60, text=str(n)) for n in range(20)), *newest]
    presenter.take(Changes(conversations=frozenset({LENA}), messages=frozenset(f"m{n}" for n in range(20))))
    presenter.older()
    texts = [each.text for each in presenter.state.items if isinstance(each, Bubble)]
    assert texts == [str(n) for n in range(60)]


def test_a_chat_is_marked_read_once(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", text="Hallo")]
    presenter = opened(pretend)
    presenter.mark_read()
    presenter.mark_read()
    (action,) = pretend.commands.clicked
    assert isinstance(action, MarkRead)
    assert action.message == "m1"


def test_an_open_request_can_be_copied(pretend: PretendDesk) -> None:
    request = Checkout(SourceId("plink_1"), status="open", amount=3800, currency="eur", url="https://pay.example/1")
    pretend.reads.lines = [entry("plink_1", kind="checkout", direction="", object=request)]
    presenter = opened(pretend)
    line = presenter.state.items[-1]
    assert isinstance(line, EventLine)
    assert line.chip is not None
    assert line.chip.text == "Unpaid"
    copied: list[str] = []
    presenter.copied.connect(copied.append)
    presenter.act("plink_1", Intent.COPY_LINK)
    assert copied == ["https://pay.example/1"]


PAID = Payment(SourceId("pi_1"), amount=4980, currency="eur", status="succeeded", method_label="Visa 4242",
               created="2026-11-22T11:24:00.000Z")  # fmt: skip


def lines(pretend: PretendDesk) -> list[str]:
    """Return the events of the chat as they are read, each with its chip."""
    events = [each for each in opened(pretend).state.items if isinstance(each, EventLine)]
    return [f"{plain(each.spans)} [{each.chip.text if each.chip else ''}]" for each in events]


def test_a_link_says_its_sum_who_sent_it_and_how_it_was_paid(pretend: PretendDesk) -> None:
    me = pretend.desk.me.agent
    request = Checkout(SourceId("plink_1"), kind="link", status="paid", amount=4980, currency="eur", payment=PAID.id)
    pretend.reads.lines = [
        entry("plink_1", -165, kind="checkout", direction="", object=request, actor=me),
        entry("pi_1", -161, kind="payment", direction="", object=PAID),
    ]
    assert lines(pretend) == ["Payment link €49.80 sent by Jana 11:20 [Paid 11:24 · Visa 4242]"]


def test_a_link_that_was_declined_once_says_when_it_was_paid_and_not_when_that_was_first_tried(pretend: PretendDesk) -> None:
    request = Checkout(SourceId("plink_1"), kind="link", status="paid", amount=4980, currency="eur", payment=PAID.id)
    paid = msgspec.structs.replace(PAID, paid_at="2026-11-22T11:51:00.000Z")
    pretend.reads.lines = [
        entry("plink_1", -165, kind="checkout", direction="", object=request),
        entry("pi_1", -161, kind="payment", direction="", object=paid),
    ]
    assert lines(pretend) == ["Payment link €49.80 11:20 [Paid 11:51 · Visa 4242]"]


def test_a_link_made_elsewhere_takes_its_sum_from_the_payment(pretend: PretendDesk) -> None:
    request = Checkout(SourceId("plink_1"), kind="link", status="paid", payment=PAID.id)
    page = Checkout(SourceId("cs_1"), kind="session", status="paid", amount=4980, payment=PAID.id, link=request.id)
    pretend.reads.lines = [
        entry("plink_1", -165, kind="checkout", direction="", object=request),
        entry("cs_1", -164, kind="checkout", direction="", object=page),
        entry("pi_1", -161, kind="payment", direction="", object=PAID),
    ]
    assert lines(pretend) == ["Payment link €49.80 11:20 [Paid 11:24 · Visa 4242]"]


def test_what_was_paid_in_the_web_shop_is_a_payment_and_no_link(pretend: PretendDesk) -> None:
    page = Checkout(SourceId("cs_1"), kind="session", status="paid", amount=4980, currency="eur", payment=PAID.id)
    pretend.reads.lines = [
        entry("cs_1", -165, kind="checkout", direction="", object=page),
        entry("pi_1", -161, kind="payment", direction="", object=PAID),
    ]
    assert lines(pretend) == ["Payment €49.80 11:24 [Paid · Visa 4242]"]


def test_a_cart_that_was_answered_asks_no_more(pretend: PretendDesk) -> None:
    request = Checkout(SourceId("plink_1"), kind="link", status="paid", payment=PAID.id)
    pretend.reads.lines = [
        entry("m1", -30, kind="order", cart=CART),
        entry("plink_1", -20, kind="checkout", direction="", object=request),
        entry("m2", -10, kind="order", cart=CART),
    ]
    old, new = (each for each in opened(pretend).state.items if isinstance(each, CartCard))
    assert (old.buttons[0].is_primary, old.buttons[0].text) == (False, "Send another link · €59.20")
    assert (new.buttons[0].is_primary, new.buttons[0].text) == (True, "Send link · €59.20")


def test_a_declined_payment_or_a_closed_link_answers_no_cart(pretend: PretendDesk) -> None:
    closed = Checkout(SourceId("plink_1"), kind="link", status="cancelled")
    declined = Payment(SourceId("pi_2"), amount=100, currency="eur", status="requires_payment_method")
    pretend.reads.lines = [
        entry("m1", -30, kind="order", cart=CART),
        entry("plink_1", -20, kind="checkout", direction="", object=closed),
        entry("pi_2", -10, kind="payment", direction="", object=declined),
    ]
    (card,) = (each for each in opened(pretend).state.items if isinstance(each, CartCard))
    assert card.buttons[0].is_primary


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        ("yes", "Stripe has an e-mail address and writes there if mails about refunds are switched on."),
        ("no", "Stripe has no e-mail address for this payment, so please use another way."),
        ("unknown", "Stripe writes an e-mail only to a customer with an address it knows."),
    ],
)
def test_that_somebody_was_not_told_of_a_refund_stands_in_the_chat(pretend: PretendDesk, mail: str, words: str) -> None:
    facts = {"action": "a", "amount": 2490, "currency": "eur", "why": "window-closed", "mail": mail}
    pretend.reads.lines = [entry("n1", kind="note", direction="", code="refund-untold", facts=facts, text="x")]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    line = presenter.state.items[-1]
    assert isinstance(line, EventLine)
    assert plain(line.spans) == f"Lena Brandt could not be told in WhatsApp that €24.90 is being refunded. {words}"
    assert line.chip == Chip("Not told", Tone.WARN)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("skip", "the next charge is skipped"),
        ("pause", "the subscription is paused"),
        ("cancel_at_end", "the subscription ends"),
        ("cancel_now", "the subscription has ended"),
        ("keep", "the subscription goes on"),
    ],
)
def test_that_somebody_was_not_told_of_a_changed_subscription_stands_in_the_chat(
    pretend: PretendDesk, change: str, words: str
) -> None:
    facts = {"action": "a", "change": change, "why": "window-closed"}
    pretend.reads.lines = [entry("n1", kind="note", direction="", code="subscription-untold", facts=facts, text="x")]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    line = presenter.state.items[-1]
    assert isinstance(line, EventLine)
    assert plain(line.spans) == f"Lena Brandt could not be told in WhatsApp that {words}. Please use another way."
    assert line.chip == Chip("Not told", Tone.WARN)


@pytest.mark.parametrize(
    ("status", "chip"),
    [
        ("pending", Chip("Refund on its way", Tone.INFO)),
        ("succeeded", Chip("Refunded")),
        ("failed", Chip("Refunded")),  # as long as the charge says so: it is read again when a refund fails
    ],
)
def test_a_payment_is_called_refunded_only_once_the_bank_has_the_money(
    pretend: PretendDesk, status: str, chip: Chip
) -> None:
    money = paid(refunded=4980)
    refund = Refund(SourceId("re_9"), charge=money.payment.charge, amount=4980, currency="eur", status=status)
    other = Refund(SourceId("re_8"), amount=100, currency="eur", status="pending")
    pretend.reads.lines = [
        entry("pi_1", kind="payment", direction="", object=money.payment),
        entry("re_9", 1, kind="refund", direction="", object=refund),
        entry("re_8", 2, kind="refund", direction="", object=other),
    ]
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    line = presenter.state.items[1]
    assert isinstance(line, EventLine)
    assert line.chip == chip


def twins(pretend: PretendDesk, **later: object) -> None:
    """Let one sum come twice within minutes: by a payment of its own, then by a link."""
    link = Checkout(SourceId("plink_2"), kind="link", status="paid", amount=4980, currency="eur", payment=SourceId("pi_2"))
    one = msgspec.structs.replace(PAID, created="2026-11-22T13:45:00.000Z")
    facts = {"id": SourceId("pi_2"), "charge": SourceId("ch_2"), "created": "2026-11-22T14:00:00.000Z"}
    two = msgspec.structs.replace(PAID, **(facts | later))
    pretend.reads.lines = [
        entry("pi_1", -20, kind="payment", direction="", object=one),
        entry("plink_2", -10, kind="checkout", direction="", object=link),
        entry("pi_2", -5, kind="payment", direction="", object=two),
    ]


def chips(pretend: PretendDesk) -> list[str]:
    return [each.chip.text for each in opened(pretend).state.items if isinstance(each, EventLine) and each.chip is not None]


def test_one_sum_that_came_twice_is_asked_about_in_the_chat(pretend: PretendDesk) -> None:
    twins(pretend)
    assert [text.partition(" ·")[0] for text in chips(pretend)] == ["Paid", "Paid twice?"]


@pytest.mark.parametrize("later", [{"amount": 4970}, {"amount_refunded": 4980}, {"created": "2026-11-25T14:00:00.000Z"}])
def test_what_is_another_sum_or_seen_to_or_long_after_is_not(pretend: PretendDesk, later: dict[str, object]) -> None:
    twins(pretend, **later)
    assert not any("twice" in text for text in chips(pretend))
