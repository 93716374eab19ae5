from __future__ import annotations

import dataclasses

import msgspec

from inbox.desk.ports import Changes, FoundPayment, Money, Status, Subscribed
from inbox.domain.actions import LinkCustomer, RefundPayment
from inbox.domain.ids import AgentId, ConversationId, MessageId, SourceId
from inbox.domain.payments import Checkout, Dispute, Invoice, Refund
from inbox.domain.presence import Presence
from inbox.domain.problems import Problem
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.rows import Chip, Tone, plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Entry
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, PretendReads, chat, entry, item, paid

SOMETHING = Changes(flags=frozenset({"status"}))


def panel(pretend: PretendDesk) -> PanelPresenter:
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def card(presenter: PanelPresenter) -> Entry:
    return presenter.state.sections[0].entries[0]


def refund(pretend: PretendDesk) -> RefundPayment:
    (action,) = pretend.commands.clicked
    assert isinstance(action, RefundPayment)
    return action


def test_one_click_refunds_what_is_left_as_it_was_seen(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    side = card(presenter).side
    assert side is not None
    assert side.text == "Refund €49.80"
    assert side.moves_money
    presenter.act(Intent.REFUND_REST, "pi_1")
    asked = refund(pretend)
    assert (asked.payment, asked.amount, asked.currency, asked.seen_refunded) == ("pi_1", 4980, "eur", 0)
    assert pretend.commands.targets == [("pi_1", "ch_1")]


def test_what_went_back_is_not_offered_again_before_its_charge_was_read_again(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    given = Refund(SourceId("re_1"), SourceId("pi_1"), amount=4980, status="pending", action=refund(pretend).id)
    pretend.commands.stand(item(refund(pretend), "pending"))
    pretend.reads.money = [msgspec.structs.replace(paid(), refunds=(given,))]
    presenter.take(SOMETHING)
    assert card(presenter).side is None
    assert not presenter.has_refundable
    assert card(presenter).chip == Chip("Refund on its way", Tone.INFO)


def test_the_rest_after_a_part_is_asked_for_as_the_hub_will_find_it(pretend: PretendDesk) -> None:
    given = Refund(SourceId("re_1"), SourceId("pi_1"), amount=1980, status="succeeded", created="2026-11-20T09:00:00Z")
    pretend.reads.money = [msgspec.structs.replace(paid(), refunds=(given,))]
    presenter = panel(pretend)
    side = card(presenter).side
    assert side is not None
    assert (side.text, side.is_enabled) == ("Refund €30.00", True)
    presenter.act(Intent.REFUND_REST, "pi_1")
    asked = refund(pretend)
    assert (asked.amount, asked.seen_refunded) == (3000, 1980)


def test_a_second_refund_within_a_day_asks_first(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid(refunded=2490)]
    presenter = panel(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    assert pretend.commands.clicked == []
    assert [button.text for button in card(presenter).buttons] == ["Refund €24.90 anyway", "Keep as is"]
    presenter.act(Intent.REFUND_ANOTHER, "pi_1")
    assert (refund(pretend).amount, refund(pretend).confirmed) == (2490, ("recent-refund",))


def test_leaving_it_takes_the_question_away(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid(certainty="likely")]
    presenter = panel(pretend)
    assert presenter.state.notice is not None
    presenter.act(Intent.REFUND_REST, "pi_1")
    assert "not certain" in plain(card(presenter).explanation)
    presenter.act(Intent.REFUND_LEAVE, "pi_1")
    assert card(presenter).side is not None
    assert pretend.commands.clicked == []


def test_a_hold_counts_down_in_the_card_and_takes_no_second_click(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    pretend.commands.stand(item(refund(pretend)))
    pretend.clock.pass_(2)
    presenter.tick()
    assert plain(card(presenter).progress) == "Refunding €49.80 in 8 s · €0.00 left"
    side = card(presenter).side
    assert side is not None
    assert side.intent == Intent.UNDO
    heard: list[str] = []
    presenter.undo_wanted.connect(heard.append)
    presenter.act(Intent.UNDO, "pi_1")
    assert heard == [refund(pretend).id]


def test_a_colleague_was_faster(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    facts: dict[str, str | int | None] = {"agent": "Tom", "amount": 1000, "at": "2026-11-22T14:02:00Z"}
    problem = Problem("needs-confirmation", "A colleague was faster.", codes=("recent-refund",), facts=facts)
    pretend.commands.stand(item(refund(pretend), "refused", problem))
    pretend.reads.money = [paid(amount=5980)]
    presenter.take(SOMETHING)
    assert plain(card(presenter).explanation) == "Tom refunded €10.00 of this payment at 14:02."
    presenter.act(Intent.REFUND_ANOTHER, "pi_1")
    again = pretend.commands.clicked[1]
    assert isinstance(again, RefundPayment)
    assert again.confirmed == ("recent-refund",)
    assert again.id != pretend.commands.clicked[0].id


def test_a_dispute_that_came_first_says_that_nothing_was_refunded(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    pretend.commands.stand(item(refund(pretend), "refused", Problem("disputed", "The payment is disputed.")))
    opened = Dispute(SourceId("du_1"), payment=SourceId("pi_1"), amount=4980, currency="eur", status="needs_response")
    pretend.reads.money = [msgspec.structs.replace(paid(), disputes=(opened,))]
    presenter.take(SOMETHING)
    assert card(presenter).details[-1] == "Your refund of €49.80 was not carried out."
    pretend.clock.pass_(3601)
    presenter.tick()
    assert "not carried out" not in card(presenter).details[-1]


def test_what_a_colleague_had_on_hold_is_told_as_it_is_by_now(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    facts: dict[str, str | int | None] = {"agent": "Tom", "amount": 4980, "at": "2026-11-22T14:05:00.400Z", "state": "held"}
    problem = Problem("needs-confirmation", "A colleague was faster.", codes=("recent-refund",), facts=facts)
    holding = Presence(agent=AgentId("a_tom"), name="Tom", desk="d", doing="holding", payment="pi_1")  # type: ignore[arg-type]
    pretend.commands.say(items=(item(refund(pretend), "refused", problem),), presence=(holding,))
    presenter.take(SOMETHING)
    assert plain(card(presenter).explanation) == "Tom has €49.80 of this payment on hold."
    pretend.commands.say(presence=())
    presenter.take(Changes(flags=frozenset({"presence"})))
    assert plain(card(presenter).explanation) == "Tom had €49.80 of this payment on hold when you clicked."
    went = Refund(SourceId("re_9"), SourceId("pi_1"), amount=4980, status="succeeded", created="2026-11-22T14:05:00.000Z")
    pretend.reads.money = [msgspec.structs.replace(paid(), refunds=(went,))]
    presenter.take(SOMETHING)
    assert plain(card(presenter).explanation) == "Tom refunded €49.80 of this payment at 14:05."
    assert [button.text for button in card(presenter).buttons] == ["Keep as is"]


def test_an_unknown_outcome_offers_no_refund(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    presenter.act(Intent.REFUND_REST, "pi_1")
    pretend.commands.stand(item(refund(pretend), "unknown"))
    presenter.take(SOMETHING)
    assert card(presenter).side is None
    assert "Nothing is sent twice" in " ".join(card(presenter).details)


def test_the_form_refunds_the_amount_that_is_typed(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    presenter.act(Intent.REFUND_FORM, "pi_1")
    presenter.edit_amount("pi_1", "99")
    form = card(presenter).form
    assert form is not None
    assert form.problem == "Only €49.80 of the payment is left to refund."
    assert not form.button.is_enabled
    presenter.edit_amount("pi_1", "12,50")
    presenter.choose_reason("pi_1", "late")
    presenter.tick_tell("pi_1", True)
    form = card(presenter).form
    assert form is not None
    assert form.button.text == "Refund €12.50"
    presenter.act(Intent.REFUND_SEND, "pi_1")
    asked = refund(pretend)
    assert (asked.amount, asked.reason) == (1250, "late")
    assert asked.tell is not None
    assert "12,50\u00a0€" in asked.tell
    assert card(presenter).form is None


def test_offline_the_button_is_grey_with_words(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    pretend.commands.say(status=Status(online=False, words="gone"))
    presenter.take(SOMETHING)
    side = card(presenter).side
    assert side is not None
    assert not side.is_enabled
    assert side.reason


def test_the_finder_stands_in_for_unknown_payments_and_links(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", text="Wo bleibt meine Bestellung 10234?")]
    pretend.reads.found = [FoundPayment(paid("pi_8").payment, ("order", "amount"))]
    presenter = panel(pretend)
    section = presenter.state.sections[0]
    assert section.id == "finder"
    assert section.details == ("Found in the chat: order 10234",)
    presenter.act(Intent.LINK_PAYMENT, "pi_8")
    (action,) = pretend.commands.clicked
    assert isinstance(action, LinkCustomer)
    assert action.payment == "pi_8"


def test_a_message_is_no_money_and_reads_no_payments_again(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    presenter = panel(pretend)
    pretend.reads.money = [paid(refunded=2490)]
    presenter.take(Changes(conversations=frozenset({LENA}), messages=frozenset({MessageId("wamid.1")})))
    assert card(presenter).side.text == "Refund €49.80", "it says nothing of money"
    presenter.take(Changes(conversations=frozenset({LENA}), persons=frozenset({LENA})))
    assert card(presenter).side.text == "Refund €24.90"


def test_a_message_opens_the_window_for_what_can_be_sent(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid()]
    pretend.reads.rows = [chat(window_end=0)]
    presenter = panel(pretend)
    (tile,) = presenter.state.sections[-2].tiles
    assert tile.reason == "The window is closed."
    pretend.reads.rows = [chat()]
    presenter.take(Changes(conversations=frozenset({LENA}), messages=frozenset({MessageId("wamid.1")})))
    (tile,) = presenter.state.sections[-2].tiles
    assert tile.reason == ""


def test_one_sum_paid_twice_is_asked_about(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid("pi_2"), paid("pi_1")]
    entries = panel(pretend).state.sections[0].entries
    chips = [entry.chip.text for entry in entries if entry.chip is not None]
    assert sorted(chips)[-1] == "Paid twice?"
    assert chips.count("Paid twice?") == 1
    asked = next(entry for entry in entries if entry.chip is not None and entry.chip.text == "Paid twice?")
    assert any("already paid at" in words for words in asked.details)
    assert asked.side is not None
    assert asked.side.text == "Refund €49.80"


def test_the_click_on_what_was_paid_twice_refunds_that_one_as_such(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid("pi_2"), paid("pi_1")]
    presenter = panel(pretend)
    entries = presenter.state.sections[0].entries
    asked = next(entry for entry in entries if entry.chip is not None and entry.chip.text == "Paid twice?")
    presenter.act(Intent.REFUND_FORM, asked.id)
    form = next(entry.form for entry in presenter.state.sections[0].entries if entry.form is not None)
    assert [choice.id for choice in form.reasons if choice.is_chosen] == ["duplicate"]
    presenter.act(Intent.REFUND_CLOSE, asked.id)
    presenter.act(Intent.REFUND_REST, asked.id)
    (action,) = pretend.commands.clicked
    assert isinstance(action, RefundPayment)
    assert (action.payment, action.amount, action.reason) == (asked.id, 4980, "duplicate")
    other = next(entry for entry in entries if entry.id != asked.id)
    pretend.commands.clicked.clear()
    presenter.act(Intent.REFUND_REST, other.id)
    assert pretend.commands.clicked[0].reason == "other"


class _Watched(PretendReads):
    """Notes how often a person's money was read, which is slow for one who has paid hundreds of times."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_for: list[str] = []

    def payments(self, which: ConversationId) -> list[Money]:
        self.asked_for.append("payments")
        return super().payments(which)

    def invoices(self, which: ConversationId) -> list[Invoice]:
        self.asked_for.append("invoices")
        return super().invoices(which)

    def subscriptions(self, which: ConversationId) -> tuple[Subscribed, ...]:
        self.asked_for.append("subscriptions")
        return super().subscriptions(which)

    def lapsed_requests(self, which: ConversationId) -> tuple[Checkout, ...]:
        self.asked_for.append("lapsed requests")
        return super().lapsed_requests(which)


def test_a_message_is_no_money_and_has_none_read(pretend: PretendDesk) -> None:
    reads, money = _Watched(), ["invoices", "lapsed requests", "payments", "subscriptions"]
    reads.money = [paid()]
    presenter = PanelPresenter(dataclasses.replace(pretend.desk, reads=reads), pretend.clicks)
    presenter.open(LENA)
    assert sorted(reads.asked_for) == money
    reads.asked_for = []
    presenter.take(Changes(conversations=frozenset({LENA}), messages=frozenset({MessageId("m9")})))
    assert reads.asked_for == []
    presenter.take(Changes(conversations=frozenset({LENA}), persons=frozenset({LENA})))
    assert sorted(reads.asked_for) == money
