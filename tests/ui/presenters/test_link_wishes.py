"""What a payment's card opens the link form with: a refund that is asked back, an order once more; and what belongs together."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from inbox.desk.ports import Money, Payer, Sale, ShippingRate, Terms
from inbox.domain import times
from inbox.domain.actions import Line, RequestPayment
from inbox.domain.ids import SourceId
from inbox.domain.payments import Bought, Checkout
from inbox.domain.template_drafts import read
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.states.composer import LinkForm, Mode
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Entry
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, paid, product

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())
SALE = Sale((Bought("Espresso", 4980, 2), Bought("Guatemala", 2490)), 490, "DHL")


class Screen:
    def __init__(self, pretend: PretendDesk) -> None:
        self.pretend = pretend
        self.panel = PanelPresenter(pretend.desk, pretend.clicks)
        self.composer = ComposerPresenter(pretend.desk, pretend.clicks)
        self.panel.link_wanted.connect(self.composer.open_link_with)
        self.composer.open(LENA)
        self.panel.open(LENA)

    def card(self, place: int = 0) -> Entry:
        return next(each for each in self.panel.state.sections if each.id == "payments").entries[place]

    def intents(self) -> list[str]:
        return [button.intent for button in self.card().buttons]

    @property
    def form(self) -> LinkForm:
        assert self.composer.state.link is not None
        return self.composer.state.link

    def sent(self) -> RequestPayment:
        self.composer.forms.send_link()
        (action,) = self.pretend.commands.clicked
        assert isinstance(action, RequestPayment)
        return action


def sold(payment: str = "pi_1", **more: object) -> Money:
    return msgspec.structs.replace(paid(payment, amount=7960), **({"sale": SALE} | more))


def test_a_refund_sent_by_mistake_is_asked_back_with_an_honest_text(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid(refunded=2490)]
    screen = Screen(pretend)
    assert [button.text for button in screen.card().buttons] == ["Ask to pay back €24.90"]
    screen.composer.choose_mode(Mode.NOTE)
    screen.panel.act(Intent.PAY_BACK, "pi_1")
    assert pretend.commands.clicked == []
    assert (screen.form.amount, screen.form.purpose) == ("24.90", "Versehentliche Erstattung")
    assert screen.form.preview is not None
    assert screen.form.preview.text == (
        "Uns ist ein Fehler passiert: 24,90\u00a0€ wurden versehentlich erstattet. Über diesen Link lässt sich der Betrag "
        "zurückzahlen. Vielen Dank, und Entschuldigung für die Umstände!\n\nShop · Versehentliche Erstattung · 24,90\u00a0€"
    )
    assert screen.form.preview.labels == ("Jetzt zahlen",)
    action = screen.sent()
    assert (action.amount, action.purpose, action.pays_back) == (2490, "Versehentliche Erstattung", "re_1")
    assert action.text is not None
    assert action.text.startswith("Uns ist ein Fehler passiert")


def test_a_part_of_it_still_names_the_refund(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid(refunded=2490)]
    screen = Screen(pretend)
    screen.panel.act(Intent.PAY_BACK, "pi_1")
    screen.composer.forms.edit_amount("10")
    action = screen.sent()
    assert (action.amount, action.pays_back) == (1000, "re_1")
    assert action.text is not None
    assert action.text.startswith("Uns ist ein Fehler passiert: 10,00\u00a0€ wurden"), "the words name the sum of the link"


def test_nothing_is_off_and_nothing_is_sent_for_money_that_is_asked_back(pretend: PretendDesk) -> None:
    pretend.commands.say(terms=Terms(name="Shop", shipping=(ShippingRate("DHL", 490),)))
    pretend.reads.money = [paid(refunded=2490)]
    screen = Screen(pretend)
    screen.panel.act(Intent.PAY_BACK, "pi_1")
    assert (screen.form.discount, screen.form.ends, screen.form.shippings) == (None, (), ())
    screen.composer.open_link_with(None)
    assert screen.form.discount == ""
    assert screen.form.shippings != ()


def test_in_a_closed_window_only_the_template_that_says_so_carries_it(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid(refunded=2490)]
    pretend.reads.rows = [chat(window_end=0)]
    link, back = (
        msgspec.structs.replace(next(one for one in DRAFTS if one.id == f"{name}/de").template, status="APPROVED")
        for name in ("payment_link_du", "pay_back_du")
    )
    pretend.reads.approved = [link]
    screen = Screen(pretend)
    screen.panel.act(Intent.PAY_BACK, "pi_1")
    assert "no approved template can carry this link" in screen.form.problem
    pretend.reads.approved = [link, back]
    screen.composer.show()
    assert screen.form.preview is not None
    assert screen.form.preview.text.startswith("Hallo Lena, Shop hat dir versehentlich 24,90\u00a0€ erstattet.")
    action = screen.sent()
    assert action.template is not None
    assert (action.template.template, action.pays_back, action.text) == ("pay_back_du", "re_1", None)


def test_what_was_asked_back_is_not_asked_twice_and_stands_at_both(pretend: PretendDesk) -> None:
    asked = Checkout(
        SourceId("plink_1"), kind="link", status="open", amount=2490, currency="eur", pays_back=SourceId("re_1"), url="https://x"
    )
    pretend.reads.money, pretend.reads.requests = [paid(refunded=2490)], (asked,)
    screen = Screen(pretend)
    assert screen.intents() == []
    assert "€24.90 of the refund was asked back, not paid yet" in screen.card().details
    back = msgspec.structs.replace(paid("pi_2", 2490).payment, pays_back=SourceId("re_1"))
    pretend.reads.money = [msgspec.structs.replace(paid("pi_2"), payment=back), paid(refunded=2490)]
    pretend.reads.requests = ()
    screen = Screen(pretend)
    assert screen.card(0).details[1:] == ("Pays back the refund of 22 Nov that was sent by mistake",)
    assert screen.card(1).details[1:] == ("€24.90 of the refund was paid back", "€24.90 refunded 22 Nov")
    assert screen.card(1).buttons == ()


@pytest.mark.parametrize(("status", "days", "offered"), [("succeeded", 1, True), ("failed", 1, False), ("succeeded", 31, False)])
def test_only_what_really_went_out_of_late_is_asked_back(pretend: PretendDesk, status: str, days: int, offered: bool) -> None:
    money = paid(refunded=2490)
    at = times.to_text(NOW - timedelta(days=days))
    refund = msgspec.structs.replace(money.refunds[0], status=status, created=at)
    pretend.reads.money = [msgspec.structs.replace(money, refunds=(refund,))]
    assert (Intent.PAY_BACK in Screen(pretend).intents()) is offered


def test_the_same_is_ordered_again_at_the_prices_of_today(pretend: PretendDesk) -> None:
    pretend.reads.money = [sold()]
    pretend.reads.goods = [product("ESP", 2690, name="Espresso"), product("GUA", 2490, name="Guatemala")]
    screen = Screen(pretend)
    assert screen.intents() == [Intent.ORDER_AGAIN]
    screen.panel.act(Intent.ORDER_AGAIN, "pi_1")
    assert (screen.form.amount, screen.form.purpose) == ("78.70", "2 × Espresso, Guatemala")
    assert screen.form.warning == "Espresso: €53.80 now, €49.80 then."
    assert [choice.id for choice in screen.form.shippings if choice.is_chosen] == ["DHL"]
    assert screen.form.button.text == "Send link · €83.60"
    action = screen.sent()
    assert action.lines == (
        Line(name="Espresso", unit_amount=2690, quantity=2, sku="ESP"), Line(name="Guatemala", unit_amount=2490, sku="GUA")
    )  # fmt: skip
    assert (action.amount, action.shipping[0].amount) == (None, 490)


def test_what_is_not_sold_any_more_keeps_its_price_and_is_said(pretend: PretendDesk) -> None:
    pretend.reads.money = [sold(sale=Sale((Bought("Espresso", 4980, 2), Bought("Tasse", 1000, 3))))]
    pretend.reads.goods = [product("ESP", 2490, name="Espresso")]
    screen = Screen(pretend)
    screen.panel.act(Intent.ORDER_AGAIN, "pi_1")
    assert screen.form.warning == "Tasse: no price of today, so the old one."
    assert screen.sent().lines[1] == Line(name="3 × Tasse", unit_amount=1000)


def test_an_edited_order_is_an_amount_like_any_other(pretend: PretendDesk) -> None:
    pretend.reads.money = [sold()]
    screen = Screen(pretend)
    screen.panel.act(Intent.ORDER_AGAIN, "pi_1")
    assert "no price of today" in screen.form.warning
    screen.composer.forms.edit_amount("70")
    assert screen.form.warning == ""
    action = screen.sent()
    assert (action.lines, action.amount, action.purpose) == ((), 7000, "2 × Espresso, Guatemala")


@pytest.mark.parametrize("sale", [Sale(), Sale((Bought("Probe", 0),)), Sale(tuple(Bought(f"B{n}", 100) for n in range(21)))])
def test_what_is_not_known_by_its_lines_cannot_be_ordered_again(pretend: PretendDesk, sale: Sale) -> None:
    pretend.reads.money = [sold(sale=sale)]
    assert Screen(pretend).intents() == []


def test_a_link_that_was_not_taken_comes_back_with_all_it_was(pretend: PretendDesk) -> None:
    pretend.reads.money = [paid(refunded=2490)]
    pretend.reads.lines = [entry("m1", text="Hi, could you please check my refund?")]
    screen = Screen(pretend)
    screen.panel.act(Intent.PAY_BACK, "pi_1")
    from inbox.domain.problems import UserError

    pretend.commands.refusal = UserError("Nein.")
    screen.composer.forms.send_link()
    pretend.clicks.settle()
    assert screen.form.purpose == "Refund sent by mistake"
    pretend.commands.refusal = None
    assert screen.sent().pays_back == "re_1"


@pytest.mark.parametrize(
    ("intent", "customer", "expires_in"), [(Intent.PAY_BACK, None, None), (Intent.ORDER_AGAIN, "cus_lena", 86_400)]
)
def test_what_is_ordered_again_is_filled_in_and_nobody_is_hurried_to_pay_back(
    pretend: PretendDesk, intent: str, customer: str | None, expires_in: int | None
) -> None:
    pretend.reads.known_payer = Payer(SourceId("cus_lena"), has_email=True)
    pretend.reads.money = [msgspec.structs.replace(paid(refunded=2490), sale=SALE)]
    screen = Screen(pretend)
    screen.panel.act(intent, "pi_1")
    action = screen.sent()
    assert (action.customer, action.expires_in) == (customer, expires_in)
