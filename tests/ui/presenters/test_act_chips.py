"""The one label of a row: what most needs an act now, and nothing where all is settled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inbox.desk.ports import Asks, CartAsk, Colleague, Count, DisputeAsk, FraudAsk, ShippingRate, TwiceAsk
from inbox.domain.ids import AgentId
from inbox.domain.messages import Cart, CartLine
from inbox.domain.terms import Terms
from inbox.ui.models.presenters.act_chips import act_chip
from inbox.ui.models.presenters.carts import CartAsk as CartAskInChat
from inbox.ui.models.presenters.carts import cart_card
from inbox.ui.models.presenters.conversations import ConversationListPresenter
from inbox.ui.models.rows import Chip, Tone
from tests.ui.presenters.pretend_desk import NOW, PretendDesk, chat, entry

CART = CartAsk(5, 6240, "eur", (("X", 4, 1500), ("Y", 1, 240)))
_NOW = int(NOW.timestamp())


def ago(**time: float) -> int:
    return _NOW - int(timedelta(**time).total_seconds())


def ahead(**time: float) -> int:
    return _NOW + int(timedelta(**time).total_seconds())


@pytest.mark.parametrize(
    ("asks", "shown"),
    [
        (Asks(), None),
        (Asks(failed=("re_1",), to_approve=1), Chip("Refund failed", Tone.DANGER)),
        (Asks(refund_late=True, to_approve=1), Chip("Refund late", Tone.DANGER)),
        (Asks(refund_unknown=True), Chip("Refund unclear", Tone.DANGER)),
        (Asks(to_approve=2, cart=CART), Chip("Waiting for approval", Tone.WARN)),
        (Asks(dispute=DisputeAsk(ahead(days=8)), cart=CART), Chip("Dispute · 8 days", Tone.DANGER)),
        (Asks(dispute=DisputeAsk(ahead(days=1), amount=5900, currency="eur")), Chip("Dispute €59.00 · 1 day", Tone.DANGER)),
        (Asks(dispute=DisputeAsk(ahead(), amount=5900, currency="eur")), Chip("Dispute €59.00 · today", Tone.DANGER)),
        (Asks(dispute=DisputeAsk(ahead(), is_staged=True)), Chip("Hand in · today", Tone.DANGER)),
        (
            Asks(dispute=DisputeAsk(ahead(days=2), amount=5900, currency="eur", is_staged=True)),
            Chip("Hand in €59.00 · 2 days", Tone.DANGER),
        ),
        (Asks(dispute=DisputeAsk(ahead(days=-1))), Chip("Dispute · too late")),
        (Asks(dispute=DisputeAsk(ago(minutes=1), amount=5900, currency="eur")), Chip("Dispute €59.00 · too late")),
        (Asks(dispute=DisputeAsk(ago(minutes=1), is_inquiry=True)), Chip("Inquiry · too late", Tone.WARN)),
        (Asks(dispute=DisputeAsk(ago(minutes=1)), unpaid=ago(hours=5)), Chip("Unpaid 5 h", Tone.WARN)),
        (Asks(dispute=DisputeAsk(is_inquiry=True)), Chip("Inquiry", Tone.WARN)),
        (Asks(fraud=FraudAsk(ahead(), 5900, "eur")), Chip("Fraud warning €59.00", Tone.DANGER)),
        (Asks(fraud=FraudAsk(ahead())), Chip("Fraud warning", Tone.DANGER)),
        (Asks(is_disputed=True), None),
        (Asks(twice=TwiceAsk(ago(hours=3), 5900, "eur"), cart=CART), Chip("Paid twice? €59.00", Tone.WARN)),
        (Asks(twice=TwiceAsk(ago(days=8), 5900, "eur")), None),
        (Asks(declined=ago(days=2), by_card=True, unpaid=ago(days=3)), Chip("Card declined", Tone.DANGER)),
        (Asks(declined=ago(days=2)), Chip("Payment declined", Tone.DANGER)),
        (Asks(declined=ago(days=8), by_card=True, unpaid=ago(days=9)), Chip("Unpaid 9 d", Tone.WARN)),
        (Asks(cart=CART, unpaid=ago(days=1)), Chip("Send link €67.30", Tone.INFO)),
        (Asks(cart=CartAsk(2, 5000, "jpy", (("X", 2, 2500),))), Chip("Send link ¥5,000", Tone.INFO)),
        (Asks(cart=CartAsk(2)), Chip("Send link", Tone.INFO)),
        (Asks(unpaid=ago(hours=5)), Chip("Unpaid 5 h", Tone.WARN)),
        (Asks(unpaid=ago(minutes=40)), None),
        (Asks(order="10234"), Chip("Find payment")),
    ],
)
def test_a_chat_says_what_most_needs_an_act(pretend: PretendDesk, asks: Asks, shown: Chip | None) -> None:
    assert act_chip(pretend.desk, chat(asks=asks), NOW) == shown


def test_what_waits_for_approval_is_work_for_whoever_may_approve() -> None:
    theirs = chat(asks=Asks(to_approve=1, askers=((AgentId("a_ben"), 24000),)))
    assert act_chip(PretendDesk("supervisor").desk, theirs, NOW) == Chip("To approve", Tone.WARN)
    assert act_chip(PretendDesk("agent").desk, theirs, NOW) == Chip("Waiting for approval", Tone.WARN)


@pytest.mark.parametrize("role", ["supervisor", "owner"])
def test_ones_own_request_waits_for_somebody_else(role: str) -> None:
    pretend = PretendDesk(role)
    me = pretend.desk.me.agent
    team = (Colleague(me, "Jana", role=role), Colleague(AgentId("a_sue"), "Sue", role="owner"))
    pretend.commands.say(terms=Terms(team=team))
    own = (me, 24000)
    assert act_chip(pretend.desk, chat(asks=Asks(to_approve=1, askers=(own,))), NOW) == Chip("Waiting for approval", Tone.WARN)
    both = Asks(to_approve=2, askers=(own, (AgentId("a_ben"), 100)))
    assert act_chip(pretend.desk, chat(asks=both), NOW) == Chip("To approve", Tone.WARN)


def test_whoever_is_the_only_one_to_approve_is_called_to_her_own_request() -> None:
    pretend = PretendDesk("owner")
    me = pretend.desk.me.agent
    own = chat(asks=Asks(to_approve=1, askers=((me, 24000),)))
    assert act_chip(pretend.desk, own, NOW) == Chip("Waiting for approval", Tone.WARN), "the team is not known yet"
    team = (Colleague(me, "Jana", role="owner"), Colleague(AgentId("a_ben"), "Ben", role="agent"))
    pretend.commands.say(terms=Terms(team=team))
    assert act_chip(pretend.desk, own, NOW) == Chip("To approve", Tone.WARN)


def test_nobody_is_called_to_a_view_that_holds_their_own_requests_alone() -> None:
    pretend = PretendDesk("supervisor")
    pretend.reads.counted = {"to_approve": Count(1, 0)}
    pretend.reads.rows = [chat(asks=Asks(to_approve=1, askers=((pretend.desk.me.agent, 24000),)))]
    presenter = ConversationListPresenter(pretend.desk)
    assert not [pill for pill in presenter.state.views if pill.is_urgent]
    assert "to_approve" in {pill.view for pill in presenter.state.more}


def test_a_cart_is_not_asked_for_when_no_link_can_be_sent_any_more(pretend: PretendDesk) -> None:
    closed = chat(asks=Asks(cart=CART), window_end=ago(hours=1))
    assert act_chip(pretend.desk, closed, NOW) is None


def test_a_blocked_person_is_called_blocked_and_nothing_is_asked_for_that_cannot_be_sent(pretend: PretendDesk) -> None:
    assert act_chip(pretend.desk, chat(blocked=True), NOW) == Chip("Blocked")
    assert act_chip(pretend.desk, chat(blocked=True, asks=Asks(cart=CART)), NOW) == Chip("Blocked")
    owed = chat(blocked=True, asks=Asks(unpaid=ago(hours=5)))
    assert act_chip(pretend.desk, owed, NOW) == Chip("Unpaid 5 h", Tone.WARN), "open money stays visible"


def test_a_chat_without_a_message_says_so(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(last=0, last_kind="", last_line="")]
    assert ConversationListPresenter(pretend.desk).model.row_at(0).last == "No messages yet"


@pytest.mark.parametrize(
    "rates",
    [
        (),
        (ShippingRate("DHL", 490),),
        (ShippingRate("DHL", 490, free_from=5000),),
        (ShippingRate("Pick-up", 0), ShippingRate("DHL", 490)),
        (ShippingRate("DHL", 490), ShippingRate("Express", 990)),
    ],
)
@pytest.mark.parametrize("currency", ["eur", "chf"])
def test_the_list_names_the_same_sum_as_the_button_in_the_chat(
    pretend: PretendDesk, rates: tuple[ShippingRate, ...], currency: str
) -> None:
    cart = Cart((CartLine("ESP", 2, 2490, currency), CartLine("FIL", 1, 450, currency)))
    pretend.commands.say(terms=Terms(shipping=rates))
    kept = CartAsk(3, 5430, currency, (("ESP", 2, 2490), ("FIL", 1, 450)))
    chip = act_chip(pretend.desk, chat(asks=Asks(cart=kept)), NOW)
    card = cart_card(pretend.desk, entry("m1", kind="order", cart=cart), "Lena", CartAskInChat())
    assert chip is not None
    assert chip.text == card.buttons[0].text.replace(" · ", " ")


@pytest.mark.parametrize(
    ("kind", "pieces", "about", "words"),
    [
        ("order", 3, "", "Cart: 3 items"),
        ("order", 1, "", "Cart: 1 item"),
        ("order", 3, "2940 eur", "Cart: 3 items, €29.40"),
        ("order", 2, "5000 jpy", "Cart: 2 items, ¥5,000"),
        ("order", 0, "", "Cart"),
        ("product", 1, "ESP", "Espresso"),
        ("product", 1, "X-77", "X-77"),
        ("product", 1, "", "Product"),
        ("product_list", 3, "ESP", "Espresso and 2 more"),
        ("product_list", 1, "X-77", "X-77"),
        ("location", 1, "Café Elbblick", "Café Elbblick"),
        ("location", 1, "", "Location"),
        ("contacts", 1, "Jana Petersen", "Jana Petersen"),
        ("contacts", 2, "Jana Petersen", "Jana Petersen and 1 more"),
        ("document", 1, "Rechnung 2041.pdf", "Rechnung 2041.pdf"),
        ("document", 1, "", "Document"),
    ],
)
def test_a_line_says_what_a_message_without_words_is_about(
    pretend: PretendDesk, kind: str, pieces: int, about: str, words: str
) -> None:
    pretend.reads.rows = [chat(last_kind=kind, last_line="", last_pieces=pieces, last_about=about)]
    assert ConversationListPresenter(pretend.desk).model.row_at(0).last == words
    captioned = chat(last_kind=kind, last_line="Hier", last_pieces=pieces, last_about=about)
    pretend.reads.rows = [captioned]
    assert ConversationListPresenter(pretend.desk).model.row_at(0).last == "Hier"


@pytest.mark.parametrize(("role", "pinned"), [("agent", {"refund_problems"}), ("supervisor", {"refund_problems", "to_approve"})])
def test_what_is_urgent_is_pinned_while_there_is_some(role: str, pinned: set[str]) -> None:
    pretend = PretendDesk(role)
    presenter = ConversationListPresenter(pretend.desk)
    assert not [pill for pill in presenter.state.views if pill.is_urgent]
    pretend.reads.counted = {"refund_problems": Count(2, 0), "to_approve": Count(1, 1)}
    pretend.reads.rows = [chat(asks=Asks(to_approve=1, askers=((AgentId("a_ben"), 24000),)))]
    presenter.read()
    urgent = {pill.view: pill.count for pill in presenter.state.views if pill.is_urgent}
    assert set(urgent) == pinned
    assert urgent["refund_problems"] == 2
    assert "to_approve" in {pill.view for pill in (*presenter.state.views, *presenter.state.more)}
