"""Who is this: what the chat says is looked for, each payment with why it may be the one, one click links and undoes."""

from __future__ import annotations

import msgspec
import pytest

from inbox.desk.ports import Changes, FoundPayment
from inbox.domain.actions import LinkCustomer, SendText
from inbox.domain.ids import ConversationId
from inbox.ui.models.presenters.finder import Clues, clues_in
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, chat, entry, paid

OLE = ConversationId("c_ole")


def found(payment: str, *reasons: str, owner: ConversationId | None = None, **more: object) -> FoundPayment:
    said = msgspec.structs.replace(paid(payment, amount=3640).payment, **more)
    return FoundPayment(said, reasons, owner)


def opened(pretend: PretendDesk) -> PanelPresenter:
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def finder(presenter: PanelPresenter) -> Section:
    return next(each for each in presenter.state.sections if each.id == "finder")


@pytest.mark.parametrize(
    ("texts", "clues"),
    [
        (["Wo ist meine Bestellung 10234? Es waren 36,40 €."], Clues(order="10234", amount="36,40 €")),
        (["Karte endet auf 4242", "ich bin lena@example.com."], Clues(email="lena@example.com", last4="4242")),
        (["10234", "nein, 10235"], Clues(order="10235")),
        (["seit 2024 Kunde, Tel. 0151 12345678, 20 Stück"], Clues()),
        (["€36.40 for order A-1001"], Clues(order="A-1001", amount="€36.40")),
        ([], Clues()),
    ],
)
def test_what_the_chat_itself_tells(texts: list[str], clues: Clues) -> None:
    assert clues_in([entry(f"m{n}", n, text=text) for n, text in enumerate(texts)]) == clues


def test_an_order_number_the_shop_named_counts_when_there_is_no_other() -> None:
    ours = entry("m1", text="Ist verpackt! Bestellung 10171", direction="out")
    assert clues_in([ours]) == Clues(order="10171")
    assert clues_in([entry("m0", text="Bestellung 10234?"), ours]) == Clues(order="10234")


def test_each_payment_says_why_it_may_be_the_one_and_the_best_is_suggested(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", text="Wo ist Bestellung 10234? 36,40 €")]
    pretend.reads.rows = [chat(), chat(OLE, "Ole Weiß")]
    pretend.reads.found = [
        found("pi_7", "order", "amount", owner=OLE),
        found("pi_8", "order", "amount", order_number="10234", name="M. Peters"),
        found("pi_9", "amount"),
        found("pi_5", "email", "amount", "last4"),
    ]
    shown = finder(opened(pretend))
    assert pretend.reads.sought[-1] == "10234 36,40 €"
    assert shown.details == ("Found in the chat: order 10234, €36.40",)
    assert [each.details[1] for each in shown.entries] == [
        "Order number and amount fit · belongs to Ole Weiß",
        "Order number and amount fit",
        "Only the amount fits",
        "E-mail, amount and last four digits fit",
    ]
    assert shown.entries[1].details[0] == "22 Nov · M. Peters · Visa 4242 · order 10234"
    assert [each.id for each in shown.entries if each.side is not None and each.side.is_primary] == ["pi_8"]


def test_a_sum_alone_is_no_suggestion(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", text="es waren 36,40 €")]
    pretend.reads.found = [found("pi_9", "amount")]
    side = finder(opened(pretend)).entries[0].side
    assert side is not None
    assert not side.is_primary


def test_one_click_links_and_one_takes_it_back(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", text="Bestellung 10234")]
    pretend.reads.found = [found("pi_8", "order")]
    presenter = opened(pretend)
    presenter.act(Intent.LINK_PAYMENT, "pi_8")
    pretend.reads.money = [paid("pi_8", amount=3640)]
    presenter.take(Changes(conversations=frozenset({LENA}), persons=frozenset({LENA})))
    notice = presenter.state.notice
    assert notice is not None
    assert notice.button is not None
    assert (notice.text, notice.button.text) == ("€36.40 linked to Lena Brandt", "Undo")
    presenter.act(notice.button.intent, notice.id)
    linked, unlinked = pretend.commands.clicked
    assert isinstance(linked, LinkCustomer)
    assert isinstance(unlinked, LinkCustomer)
    assert (linked.payment, linked.unlink, unlinked.payment, unlinked.unlink) == ("pi_8", False, "pi_8", True)
    pretend.reads.money = []
    presenter.take(Changes(conversations=frozenset({LENA}), persons=frozenset({LENA})))
    assert presenter.state.notice is None


def test_the_order_number_is_asked_for_once_in_her_language(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", text="Where is my parcel?")]
    presenter = opened(pretend)
    assert [button.intent for button in finder(presenter).buttons] == [Intent.ASK_ORDER_NUMBER]
    presenter.act(Intent.ASK_ORDER_NUMBER, "finder")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendText)
    assert action.text == "What is the order number? It is usually in the order confirmation."
    assert finder(presenter).buttons == ()


def test_nothing_is_asked_when_nothing_can_be_written(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(window_end=0)]
    assert finder(opened(pretend)).buttons == ()
