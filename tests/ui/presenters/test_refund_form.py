"""The refund form: lines make the amount, a hand makes another, and what is said before is only what is known."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from inbox.desk.ports import Money, Sale
from inbox.domain import times
from inbox.domain.actions import RefundPayment
from inbox.domain.payments import Bought, Dispute, Refund
from inbox.domain.roles import Limits, Policy
from inbox.domain.template_choice import TemplateChoice
from inbox.domain.templates import Template
from inbox.ui.models.presenters import money_brief
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import RefundForm
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, paid

SALE = Sale((Bought("Guatemala", 2490), Bought("Espresso", 4980, 2)), 490, "DHL")
TOTAL = 2490 + 4980 + 490


def sold(refunded: int = 0, lines: tuple[str, ...] | None = None, **more: object) -> Money:
    """A payment with three lines, of which some were given back."""
    money = paid(amount=TOTAL, refunded=refunded)
    refunds = tuple(msgspec.structs.replace(each, lines=lines) for each in money.refunds)
    payment = msgspec.structs.replace(money.payment, **more)
    return msgspec.structs.replace(money, payment=payment, refunds=refunds, sale=SALE)


def opened(pretend: PretendDesk, money: Money) -> PanelPresenter:
    pretend.reads.money = [money]
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    presenter.act(Intent.REFUND_FORM, "pi_1")
    return presenter


def form(presenter: PanelPresenter) -> RefundForm:
    shown = presenter.state.sections[0].entries[0].form
    assert shown is not None
    return shown


def sent(pretend: PretendDesk, presenter: PanelPresenter) -> RefundPayment:
    presenter.act(Intent.REFUND_SEND, "pi_1")
    (action,) = pretend.commands.clicked
    assert isinstance(action, RefundPayment)
    return action


def test_the_form_begins_with_all_that_is_left_and_no_line_ticked(pretend: PretendDesk) -> None:
    shown = form(opened(pretend, sold()))
    assert (shown.amount, shown.most, shown.button.text) == ("79.60", "of €79.60", "Refund €79.60")
    assert [(line.name, line.amount, line.is_taken) for line in shown.lines] == [
        ("Guatemala", "€24.90", False),
        ("2 × Espresso", "€49.80", False),
        ("Shipping, DHL", "€4.90", False),
    ]
    assert shown.shares == ()


def test_ticked_lines_make_the_amount_and_go_with_the_refund(pretend: PretendDesk) -> None:
    presenter = opened(pretend, sold())
    presenter.tick_line("pi_1", "0", True)
    presenter.tick_line("pi_1", "shipping", True)
    assert form(presenter).button.text == "Refund €29.80"
    presenter.tick_line("pi_1", "shipping", False)
    presenter.tick_line("pi_1", "0", False)
    assert form(presenter).amount == "79.60", "without a line it is all that is left again"
    presenter.tick_line("pi_1", "0", True)
    action = sent(pretend, presenter)
    assert (action.amount, action.lines) == (2490, ("0",))


def test_an_amount_typed_by_hand_is_of_no_line(pretend: PretendDesk) -> None:
    presenter = opened(pretend, sold())
    presenter.tick_line("pi_1", "0", True)
    presenter.edit_amount("pi_1", "10")
    assert not any(line.is_taken for line in form(presenter).lines)
    action = sent(pretend, presenter)
    assert (action.amount, action.lines) == (1000, ())


def test_a_line_given_back_before_is_shown_so_and_cannot_be_ticked(pretend: PretendDesk) -> None:
    presenter = opened(pretend, sold(2490, ("0",)))
    assert [(line.amount, line.is_enabled) for line in form(presenter).lines] == [
        ("€24.90 · refunded", False),
        ("€49.80", True),
        ("€4.90", True),
    ]
    presenter.tick_line("pi_1", "0", True)
    assert form(presenter).amount == "54.70"


def test_lines_never_make_more_than_is_left(pretend: PretendDesk) -> None:
    presenter = opened(pretend, sold(refunded=6000))
    presenter.tick_line("pi_1", "1", True)
    assert form(presenter).amount == "19.60"
    presenter.act(Intent.REFUND_SEND, "pi_1")
    presenter.act(Intent.REFUND_ANOTHER, "pi_1")
    (action,) = pretend.commands.clicked
    assert isinstance(action, RefundPayment)
    assert (action.amount, action.lines) == (1960, ()), "only a part of the line goes back"


def test_one_line_alone_is_nothing_to_choose_among(pretend: PretendDesk) -> None:
    shown = form(opened(pretend, msgspec.structs.replace(paid(), sale=Sale((Bought("Guatemala", 4980),)))))
    assert shown.lines == ()
    assert [share.id for share in shown.shares] == ["half", "rest"]


def test_without_lines_there_are_chips_with_the_shipping_when_it_is_known(pretend: PretendDesk) -> None:
    plain = msgspec.structs.replace(paid(), sale=Sale(shipping=490))
    presenter = opened(pretend, plain)
    assert [share.text for share in form(presenter).shares] == ["50\u00a0%", "Shipping €4.90", "All that is left €49.80"]
    presenter.choose_share("pi_1", "half")
    assert form(presenter).amount == "24.90"
    presenter.choose_share("pi_1", "shipping")
    action = sent(pretend, presenter)
    assert (action.amount, action.lines) == (490, ("shipping",))


@pytest.mark.parametrize(
    ("currency", "amount", "whole", "half", "button"),
    [
        ("jpy", 4981, "4981", "2490", "Refund ¥2,490"),
        ("isk", 50_100, "501.00", "250.00", "Refund ISK\u00a0250.00"),
        ("bhd", 10_010, "10.010", "5.000", "Refund BHD\u00a05.000"),
    ],
)
def test_every_currency_is_typed_and_halved_by_its_own_rules(
    pretend: PretendDesk, currency: str, amount: int, whole: str, half: str, button: str
) -> None:
    money = paid(amount=amount)
    payment = msgspec.structs.replace(money.payment, currency=currency)
    presenter = opened(pretend, msgspec.structs.replace(money, payment=payment))
    assert form(presenter).amount == whole
    presenter.choose_share("pi_1", "half")
    shown = form(presenter)
    assert (shown.amount, shown.button.text, shown.problem) == (half, button, "")
    assert sent(pretend, presenter).currency == currency


def test_she_is_told_in_her_language_with_the_text_in_sight(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", text="Hi, the bag is torn. Can I get my money back?")]
    presenter = opened(pretend, sold())
    presenter.tick_line("pi_1", "0", True)
    shown = form(presenter)
    assert (shown.tell, shown.tell_text) == (True, "Tell Lena")
    words = "We have started a refund of €24.90. Depending on the bank, the money is back on the card within 5 to 10 days."
    assert shown.tell_words == f"“{words}”"
    assert sent(pretend, presenter).tell == words


def test_untold_or_with_a_closed_window_nothing_goes_to_her(pretend: PretendDesk) -> None:
    presenter = opened(pretend, sold())
    presenter.tick_tell("pi_1", False)
    assert form(presenter).tell_words == ""
    assert sent(pretend, presenter).tell is None
    pretend.commands.clicked.clear()
    pretend.reads.rows = [chat(window_end=0)]
    presenter = opened(pretend, sold())
    shown = form(presenter)
    assert shown.tell is None
    assert shown.tell_words == "Once Meta has approved the template “Refund started”, that can say so."
    assert "cannot be told" in shown.tell_text
    assert sent(pretend, presenter).tell is None


def started(**changes: object) -> Template:
    words = "Hallo {{vorname}}, die Erstattung über {{erstattungsbetrag}} läuft."
    name = {"name": "refund_started_du", "language": "de", "named": True}
    facts = name | {"status": "APPROVED", "category": "UTILITY", "body": words}
    return Template(**(facts | changes))  # type: ignore[arg-type]  # facts by name


def test_in_a_closed_window_the_template_that_tells_her_is_read_before_the_click(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(window_end=0)]
    pretend.reads.lines = [entry("m1", text="Die Tüte war offen, bitte das Geld zurück")]
    pretend.reads.approved = [started(name="refund_failed_du"), started()]
    presenter = opened(pretend, sold())
    presenter.tick_line("pi_1", "0", True)
    shown = form(presenter)
    assert (shown.tell, shown.tell_text) == (True, "Tell Lena")
    assert shown.tell_words == (
        "Template “Refund started” · Utility · charged at Meta's utility rate, per message delivered: "
        "“Hallo Lena, die Erstattung über 24,90\u00a0€ läuft.”"
    )
    refund = sent(pretend, presenter)
    assert refund.tell is None
    assert refund.tell_template == TemplateChoice(
        template="refund_started_du", language="de", body={"vorname": "Lena", "erstattungsbetrag": "24,90\u00a0€"}
    )


def test_who_does_not_want_her_told_tells_her_by_no_template(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(window_end=0)]
    pretend.reads.approved = [started()]
    presenter = opened(pretend, sold())
    presenter.tick_tell("pi_1", False)
    assert form(presenter).tell_words == ""
    assert sent(pretend, presenter).tell_template is None


@pytest.mark.parametrize(
    "useless",
    [
        started(status="PAUSED"),
        started(category="MARKETING"),
        started(name="refund_failed"),
        started(body="Hallo {{vorname}}, es ist etwas unterwegs."),
        started(body="Hallo {{vorname}}, {{erstattungsbetrag}} für {{ding}}."),
    ],
)
def test_a_template_that_cannot_say_it_is_not_offered(pretend: PretendDesk, useless: Template) -> None:
    pretend.reads.rows = [chat(window_end=0)]
    pretend.reads.approved = [useless]
    presenter = opened(pretend, sold())
    assert form(presenter).tell is None
    assert "cannot be told" in form(presenter).tell_text
    assert sent(pretend, presenter).tell_template is None


def test_what_waits_for_somebody_has_a_template_for_a_window_closed_by_then(pretend: PretendDesk) -> None:
    pretend.reads.approved = [started()]
    policy = Policy(limits={"agent": Limits(refund=1000)})
    pretend.commands.say(terms=msgspec.structs.replace(pretend.desk.terms, policy=policy))
    presenter = opened(pretend, sold())
    presenter.tick_line("pi_1", "0", True)
    assert "If the window is closed by then, template “Refund started”" in form(presenter).tell_words
    refund = sent(pretend, presenter)
    assert refund.tell is not None
    assert refund.tell_template is not None


def brief(pretend: PretendDesk, money: Money) -> str:
    return money_brief.brief(pretend.desk, money)


def test_the_brief_says_what_is_known_and_nothing_else(pretend: PretendDesk) -> None:
    assert brief(pretend, sold()) == "Arrives in 5 to 10 days"
    old = times.to_text(NOW - timedelta(days=3))
    assert brief(pretend, sold(2490, fee=62, created=old)) == (
        "€24.90 already refunded · paid 3 days ago · fee not returned €0.62 · arrives in 5 to 10 days"
    )
    sepa = sold(method="sepa_debit", created=times.to_text(NOW - timedelta(days=1)))
    assert brief(pretend, sepa) == (
        "Paid yesterday · the bank can return the SEPA debit until 16 Jan 2027, then it would be paid back twice · "
        "when it arrives depends on the bank"
    )
    late = sold(method="sepa_debit", created=times.to_text(NOW - timedelta(days=60)))
    assert "SEPA" not in brief(pretend, late)
    asked = Dispute("dp_1", status="warning_needs_response", due_by=times.to_text(NOW + timedelta(days=8)))  # type: ignore[arg-type]
    inquiry = msgspec.structs.replace(sold(), disputes=(asked,))
    abroad = sold(presented=2710, presented_currency="usd")
    assert brief(pretend, abroad) == "Paid as $27.10 · arrives in 5 to 10 days", "the refund goes out in the shop's currency"
    assert brief(pretend, sold(presented=4980, presented_currency="eur")) == "Arrives in 5 to 10 days"
    assert brief(pretend, inquiry) == "The bank has asked about it, answer by 30 Nov · arrives in 5 to 10 days"


def test_what_a_person_was_given_back_before_are_facts(pretend: PretendDesk) -> None:
    def before(*refunds: Refund) -> str:
        return money_brief.history(pretend.desk, [msgspec.structs.replace(paid(), refunds=refunds)])

    def given(amount: int, currency: str = "eur", status: str = "succeeded") -> Refund:
        return Refund("re", amount=amount, currency=currency, status=status)  # type: ignore[arg-type]

    assert before(given(100, status="failed")) == "First refund for this person."
    assert before(given(2490)) == "One refund before, €24.90."
    assert before(given(2490), given(10)) == "2 refunds before, €25.00 in total."
    assert before(given(2490), given(10, "usd")) == "2 refunds before."


def test_a_form_half_filled_is_there_when_its_chat_is_opened_again(pretend: PretendDesk) -> None:
    tom = chat("c_tom", "Tom")
    pretend.reads.rows.append(tom)
    presenter = opened(pretend, sold())
    presenter.edit_amount("pi_1", "12,50")
    presenter.open(tom.conversation)
    assert presenter.state.sections[0].entries[0].form is None
    presenter.open(LENA)
    assert form(presenter).amount == "12,50"
    presenter.act(Intent.REFUND_CLOSE, "pi_1")
    presenter.open(tom.conversation)
    presenter.open(LENA)
    assert presenter.state.sections[0].entries[0].form is None


def test_what_was_typed_before_a_colleague_refunded_is_judged_by_what_is_left_now(pretend: PretendDesk) -> None:
    tom = chat("c_tom", "Tom")
    pretend.reads.rows.append(tom)
    presenter = opened(pretend, sold())
    presenter.open(tom.conversation)
    pretend.reads.money = [sold(refunded=TOTAL - 100)]
    presenter.open(LENA)
    assert form(presenter).amount == "79.60"
    assert not form(presenter).button.is_enabled
    presenter.act(Intent.REFUND_SEND, "pi_1")
    assert pretend.commands.clicked == []
