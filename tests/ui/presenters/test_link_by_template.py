"""A payment link in a closed window: the template that carries it, read before the click, and the ways out without one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from inbox.domain import times
from inbox.domain.actions import RequestPayment
from inbox.domain.ids import SourceId
from inbox.domain.messages import Cart, CartLine
from inbox.domain.money import Money
from inbox.domain.payments import Checkout
from inbox.domain.template_choice import TemplateChoice
from inbox.domain.template_drafts import read
from inbox.domain.templates import Template
from inbox.platforms.whatsapp.listings import template as listed_as
from inbox.sandbox.whatsapp.starter_templates import starter_templates
from inbox.sandbox.world import SeededIds
from inbox.ui.models.presenters.carts import SEND_LINK
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.link_templates import link_templates
from inbox.ui.models.presenters.refund_templates import refund_template
from inbox.ui.models.states.composer import LinkForm, Tool
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import CartCard
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, product

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())
CART = Cart((CartLine("ESP", 2, 2490, "eur"),))


def approved(name: str, language: str = "de", **changes: object) -> Template:
    draft = next(one for one in DRAFTS if one.id == f"{name}/{language}")
    return msgspec.structs.replace(draft.template, **({"status": "APPROVED"} | changes))


@pytest.fixture
def closed(pretend: PretendDesk) -> PretendDesk:
    pretend.reads.rows = [chat(window_end=0)]
    pretend.reads.lines = [entry("m1", -3000, text="Hallo, könnt ihr mir bitte einen Link schicken?")]
    pretend.reads.approved = [
        approved("payment_reminder_du"), approved("payment_link"), approved("payment_link_du"), approved("payment_link", "en")
    ]  # fmt: skip
    return pretend


def form_of(pretend: PretendDesk, amount: str = "49,90", purpose: str = "Kaffeemühle") -> tuple[ComposerPresenter, LinkForm]:
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    composer.open_tool(Tool.PAYMENT_LINK)
    composer.forms.edit_amount(amount)
    composer.forms.edit_purpose(purpose)
    assert composer.state.link is not None
    return composer, composer.state.link


def clicked(pretend: PretendDesk) -> RequestPayment:
    (action,) = pretend.commands.clicked
    assert isinstance(action, RequestPayment)
    return action


def test_the_closed_window_offers_a_link_beside_the_templates(closed: PretendDesk) -> None:
    composer = ComposerPresenter(closed.desk, closed.clicks)
    composer.open(LENA)
    assert composer.state.is_closed
    assert composer.state.tools == (Tool.PAYMENT_LINK,)


def test_what_goes_out_is_read_before_the_click_and_is_what_is_clicked(closed: PretendDesk) -> None:
    composer, form = form_of(closed)
    assert form.preview is not None
    assert form.preview.text.startswith("Hallo Lena, hier ist dein Zahlungslink von Shop über 49,90\u00a0€.")
    assert form.preview.labels == ("Jetzt bezahlen",)
    assert form.template == "“Payment link” · Utility · charged at Meta's utility rate, per message delivered"
    assert (form.button.text, form.button.is_enabled, form.problem) == ("Send link · €49.90", True, "")
    composer.forms.send_link()
    values = {"vorname": "Lena", "shop": "Shop", "betrag": "49,90\u00a0€"}
    assert clicked(closed).template == TemplateChoice(template="payment_link_du", language="de", body=values)
    assert clicked(closed).deliver


def test_another_template_can_be_chosen(closed: PretendDesk) -> None:
    composer, form = form_of(closed)
    assert [(one.text, one.detail) for one in form.templates][:2] == [("Payment link", "de"), ("Payment link", "de")]
    composer.forms.choose_template("payment_link/en")
    assert composer.state.link is not None
    assert composer.state.link.preview is not None
    assert composer.state.link.preview.text.startswith("Hello Lena, here is your payment link from Shop for €49.90.")
    composer.forms.send_link()
    assert clicked(closed).template == TemplateChoice(
        template="payment_link", language="en", body={"first_name": "Lena", "shop": "Shop", "amount": "€49.90"}
    )


def test_she_is_written_to_in_her_language_and_as_the_shop_speaks_to_her(closed: PretendDesk) -> None:
    closed.reads.lines = [entry("m1", -3000, text="Hello, could you please send me the payment link for my order?")]
    _, form = form_of(closed)
    assert form.preview is not None
    assert form.preview.text.startswith("Hello Lena")
    closed.reads.lines = [
        entry("m0", -3100, text="Können Sie mir bitte die Rechnung schicken?"),
        entry("m1", -3000, direction="out", text="Gern, ich habe Ihnen die Rechnung geschickt."),
    ]
    _, form = form_of(closed)
    assert form.preview is not None
    assert form.preview.text.startswith("Guten Tag Lena Brandt")


@pytest.mark.parametrize(
    "useless",
    [
        approved("payment_link", status="PAUSED"),
        approved("payment_link", category="MARKETING"),
        approved("payment_page"),
        approved("refund_sent"),
        approved("order_shipped_dhl", body="Hallo {{name}}, das Paket ist da."),
        approved("payment_link", body="Hallo {{name}}, {{termin}} ist fällig."),
    ],
)
def test_without_a_fitting_template_the_link_is_made_to_be_copied(closed: PretendDesk, useless: Template) -> None:
    closed.reads.approved = [useless]
    composer, form = form_of(closed)
    assert not form.button.is_enabled
    assert "no approved template can carry this link" in form.problem
    assert "“Payment link”" in form.problem
    assert [each.intent for each in form.others] == [Intent.MAKE_LINK, Intent.TEMPLATE_PAGE]
    assert form.others[0].text == "Only make the link · €49.90"
    composer.forms.send_link()
    assert closed.commands.clicked == []
    composer.act(Intent.MAKE_LINK, "")
    action = clicked(closed)
    assert (action.deliver, action.template, action.amount) == (False, None, 4990)
    assert composer.state.link is None


def test_an_open_window_needs_no_template(closed: PretendDesk) -> None:
    closed.reads.rows = [chat()]
    composer, form = form_of(closed)
    assert (form.preview, form.template, form.others) == (None, "", ())
    composer.forms.send_link()
    assert clicked(closed).template is None


def cart(pretend: PretendDesk) -> tuple[ChatPresenter, CartCard]:
    presenter = ChatPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    card = next(item for item in presenter.state.items if isinstance(item, CartCard))
    return presenter, card


def test_a_cart_is_paid_by_a_link_in_a_template_with_one_click(closed: PretendDesk) -> None:
    closed.reads.goods = [product("ESP", name="Espresso")]
    closed.reads.lines.append(entry("m2", -2900, kind="order", cart=CART))
    presenter, card = cart(closed)
    assert (card.buttons[0].text, card.buttons[0].is_enabled) == ("Send link · €54.70", True)
    assert "Hallo Lena, hier ist dein Zahlungslink von Shop über 54,70\u00a0€." in card.note
    assert "[Jetzt bezahlen]" in card.note
    assert "Utility" in card.note
    presenter.act("m2", SEND_LINK)
    action = clicked(closed)
    assert action.template is not None
    assert action.template.template == "payment_link_du"
    assert (action.deliver, action.cart, len(action.lines)) == (True, "m2", 1)


def test_a_cart_no_template_fits_makes_a_link_to_be_copied(closed: PretendDesk) -> None:
    closed.reads.approved = []
    closed.reads.lines.append(entry("m2", -2900, kind="order", cart=CART))
    presenter, card = cart(closed)
    assert card.buttons[0].text == "Make link · €54.70"
    assert "no approved template can carry this link" in card.note
    presenter.act("m2", SEND_LINK)
    assert (clicked(closed).deliver, clicked(closed).template) == (False, None)


def test_another_link_for_an_answered_cart_is_read_before_it_goes(closed: PretendDesk) -> None:
    paid = Checkout(SourceId("plink_1"), kind="link", status="paid", amount=5470, currency="eur")
    closed.reads.lines += [
        entry("m2", -2900, kind="order", cart=CART),
        entry("plink_1", -2800, kind="checkout", direction="", object=paid),
    ]
    presenter, card = cart(closed)
    assert (card.note, card.buttons[0].text) == ("", "Send another link · €54.70")
    presenter.act("m2", SEND_LINK)
    assert closed.commands.clicked == []
    card = next(item for item in presenter.state.items if isinstance(item, CartCard))
    assert "Zahlungslink" in card.note
    presenter.act("m2", SEND_LINK)
    assert clicked(closed).template is not None


def test_an_open_link_is_asked_about_in_a_closed_window_too(closed: PretendDesk) -> None:
    open_one = Checkout(
        SourceId("plink_1"), kind="link", status="open", amount=990, currency="eur",
        created=times.to_text(NOW - timedelta(days=3)),
    )  # fmt: skip
    closed.reads.lines.append(entry("plink_1", -2800, kind="checkout", direction="", object=open_one))
    composer, form = form_of(closed)
    assert form.warning == "A link over €9.90 is still open; the new one closes it."
    assert (form.button.text, [one.intent for one in form.others]) == ("Replace link · €49.90", [Intent.SEND_LINK_TOO])
    composer.forms.send_link()
    assert (clicked(closed).replaces, clicked(closed).confirmed) == ("plink_1", ())


def test_a_link_that_others_can_pay_too_is_said_and_stays(closed: PretendDesk) -> None:
    shared = Checkout(SourceId("plink_1"), kind="link", status="open", amount=990, currency="eur", shared=True)
    closed.reads.requests = (shared,)
    composer, form = form_of(closed)
    assert form.warning == "A link over €9.90 is still open."
    assert (form.button.text, form.others) == ("Send link · €49.90", ())
    composer.forms.send_link()
    assert (clicked(closed).replaces, clicked(closed).confirmed) == (None, ("open-request",))


def test_the_open_link_may_stay_beside_the_new_one(closed: PretendDesk) -> None:
    closed.reads.requests = (Checkout(SourceId("plink_1"), kind="link", status="open", amount=990, currency="eur"),)
    composer, _ = form_of(closed)
    composer.act(Intent.SEND_LINK_TOO, "")
    assert (clicked(closed).replaces, clicked(closed).confirmed) == (None, ("open-request",))
    assert composer.state.link is None


def test_of_several_open_links_the_newest_is_replaced(closed: PretendDesk) -> None:
    older, newer = (Checkout(SourceId(f"plink_{n}"), kind="link", status="open", amount=990 * n, currency="eur") for n in (1, 2))
    closed.reads.requests = (newer, older)
    composer, form = form_of(closed)
    assert "€19.80" in form.warning
    composer.forms.send_link()
    assert (clicked(closed).replaces, clicked(closed).confirmed) == ("plink_2", ("open-request",))


@pytest.mark.parametrize(
    ("said", "link", "refund"),
    [
        ("Hallo, könnt ihr mir bitte helfen?", "payment_open/de", "Hallo Lena, die Erstattung über 49,80\u00a0€ läuft."),
        ("Hello, could you please help me?", "payment_open/en", "Hello Lena, we have started a refund of €49.80."),
    ],
)
def test_the_demo_shop_has_a_template_for_both(closed: PretendDesk, said: str, link: str, refund: str) -> None:
    listed = starter_templates(SeededIds(1), "http://127.0.0.1:8612")
    closed.reads.approved = [found for one in listed if (found := listed_as(one.listed())) is not None]
    closed.reads.lines = [entry("m1", -3000, text=said)]
    money = Money(4980, "eur")
    offers = link_templates(closed.desk, closed.reads.rows[0], money)
    assert offers[0].choice.id == link
    told = refund_template(closed.desk, closed.reads.rows[0], money)
    assert told is not None
    assert told.said.startswith(refund)
