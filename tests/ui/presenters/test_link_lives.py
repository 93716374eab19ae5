"""How long a link stays open: a day and filled in for whom Stripe knows, until paid for others, and whatever is chosen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from inbox.desk.ports import Payer
from inbox.domain import times
from inbox.domain.actions import RequestPayment, SendLinkButton, SendTemplate, SendText
from inbox.domain.ids import SourceId
from inbox.domain.messages import Cart, CartLine
from inbox.domain.payments import Checkout
from inbox.domain.problems import OutsideError
from inbox.domain.request_life import DAY
from inbox.domain.template_drafts import read
from inbox.domain.templates import Template
from inbox.ui.models.presenters.carts import CHANGE, SEND_LINK
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.money_lines import words_of
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.states.composer import LinkForm, Mode, Tool
from inbox.ui.models.states.intents import Intent
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, paid

DRAFTS = read((Path(__file__).resolve().parents[3] / "resources" / "templates" / "starter.json").read_bytes())
HERS = Payer(SourceId("cus_lena"), has_email=True)
CART = Cart((CartLine("ESP", 2, 2490, "eur"),))
PAGE_URL = "https://checkout.stripe.com/c/pay/cs_live_" + "a1" * 200
PAGE = Checkout(
    SourceId("cs_1"), kind="session", status="open", amount=5470, currency="eur", url=PAGE_URL, shipping_cost=490,
    created=times.to_text(NOW - timedelta(hours=3)), expires_at=times.to_text(NOW + timedelta(hours=21)),
)  # fmt: skip


@pytest.fixture
def known(pretend: PretendDesk) -> PretendDesk:
    pretend.reads.known_payer = HERS
    return pretend


def form_of(pretend: PretendDesk, life: str = "", discount: str = "") -> tuple[ComposerPresenter, LinkForm]:
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    composer.open_tool(Tool.PAYMENT_LINK)
    composer.forms.edit_amount("49,90")
    if life:
        composer.forms.choose_life(life)
    if discount:
        composer.forms.edit_discount(discount)
    assert composer.state.link is not None
    return composer, composer.state.link


def asked(pretend: PretendDesk) -> RequestPayment:
    (action,) = pretend.commands.clicked
    assert isinstance(action, RequestPayment)
    return action


def chosen(form: LinkForm) -> tuple[str, str]:
    return next((one.text, one.detail) for one in form.lives if one.is_chosen)


def settle(pretend: PretendDesk, days: int) -> None:
    pretend.commands.say(terms=msgspec.structs.replace(pretend.commands.view.terms, link_days=days))


def approved(*names: str) -> list[Template]:
    drafts = [next(one for one in DRAFTS if one.id == name) for name in names]
    return [msgspec.structs.replace(draft.template, status="APPROVED") for draft in drafts]


def test_whom_stripe_knows_gets_a_page_of_a_day_with_one_click(known: PretendDesk) -> None:
    composer, form = form_of(known)
    assert chosen(form) == ("24 hours", "filled in for Lena")
    assert form.life == "Lena's details are filled in. After 24 hours the link closes; it can be sent again."
    composer.forms.send_link()
    assert (asked(known).customer, asked(known).expires_in) == ("cus_lena", DAY)


def test_of_whom_stripe_has_no_email_it_is_not_said_that_it_is_there(known: PretendDesk) -> None:
    known.reads.known_payer = Payer(SourceId("cus_lena"))
    composer, form = form_of(known)
    assert chosen(form) == ("24 hours", "")
    assert form.life == "After 24 hours the link closes; it can be sent again."
    composer.forms.send_link()
    assert asked(known).customer == "cus_lena"


def test_whom_stripe_does_not_know_gets_a_link_until_it_is_paid(pretend: PretendDesk) -> None:
    composer, form = form_of(pretend)
    assert chosen(form) == ("until paid", "")
    assert form.life == "The link can be paid once. It stays open until it is paid or closed."
    composer.forms.send_link()
    assert (asked(pretend).customer, asked(pretend).expires_in) == (None, None)


@pytest.mark.parametrize(
    ("life", "customer", "expires_in", "said"),
    [
        ("1", "cus_lena", DAY, "Lena's details are filled in. After 24 hours the link closes; it can be sent again."),
        ("3", None, 3 * DAY, "The link can be paid once, until Wednesday 14:05."),
        ("30", None, 30 * DAY, "The link can be paid once, until 22 Dec 14:05."),
        ("0", None, None, "The link can be paid once. It stays open until it is paid or closed."),
    ],
)
def test_what_is_chosen_is_said_and_asked_for(
    known: PretendDesk, life: str, customer: str | None, expires_in: int | None, said: str
) -> None:
    composer, form = form_of(known, life)
    assert form.life == said
    composer.forms.send_link()
    assert (asked(known).customer, asked(known).expires_in) == (customer, expires_in)


@pytest.mark.parametrize(
    ("days", "text", "customer"), [(7, "7 days", None), (0, "until paid", None), (1, "24 hours", "cus_lena")]
)
def test_what_the_shop_has_settled_counts_for_everybody(
    known: PretendDesk, days: int, text: str, customer: str | None
) -> None:
    settle(known, days)
    composer, form = form_of(known)
    assert chosen(form)[0] == text
    composer.forms.send_link()
    assert asked(known).customer == customer
    known.reads.known_payer = None
    assert chosen(form_of(known)[1])[0] == text


def test_a_discount_has_an_end_of_its_own(known: PretendDesk) -> None:
    composer, form = form_of(known, discount="10 %")
    assert (form.lives, form.life) == ((), "")
    composer.forms.send_link()
    assert (asked(known).expires_in, asked(known).offer is not None) == (None, True)


def test_what_was_chosen_comes_back_with_what_was_typed(known: PretendDesk) -> None:
    composer, _ = form_of(known, "7")
    known.commands.refusal = OutsideError("The desk is not running.")
    composer.forms.send_link()
    known.clicks.settle()
    assert composer.state.link is not None
    assert chosen(composer.state.link)[0] == "7 days"


def test_a_cart_takes_what_is_usual(known: PretendDesk) -> None:
    known.reads.lines = [entry("m2", -20, kind="order", cart=CART)]
    presenter = ChatPresenter(known.desk, known.clicks)
    presenter.open(LENA)
    presenter.act("m2", SEND_LINK)
    action = asked(known)
    assert (action.customer, action.expires_in, action.shipping[0].amount) == ("cus_lena", DAY, 490)


def test_a_cart_is_changed_in_the_form_with_its_lines_and_shipping(known: PretendDesk) -> None:
    known.reads.lines = [entry("m2", -20, kind="order", cart=CART)]
    presenter, composer = ChatPresenter(known.desk, known.clicks), ComposerPresenter(known.desk, known.clicks)
    presenter.link_form_wanted.connect(composer.open_link_with)
    presenter.open(LENA)
    composer.open(LENA)
    composer.choose_mode(Mode.NOTE)
    presenter.act("m2", CHANGE)
    form = composer.state.link
    assert form is not None, "a note does not hide it"
    assert (form.amount, form.purpose, form.button.text) == ("49.80", "2 × Espresso", "Send link · €54.70")
    composer.forms.choose_life("7")
    composer.forms.send_link()
    action = asked(known)
    assert (action.cart, action.lines[0].quantity, action.amount) == ("m2", 2, None)
    assert (action.shipping[0].amount, action.expires_in, action.customer) == (490, 7 * DAY, None)


def test_another_sum_for_a_cart_still_answers_it(known: PretendDesk) -> None:
    known.reads.lines = [entry("m2", -20, kind="order", cart=CART)]
    presenter, composer = ChatPresenter(known.desk, known.clicks), ComposerPresenter(known.desk, known.clicks)
    presenter.link_form_wanted.connect(composer.open_link_with)
    presenter.open(LENA)
    composer.open(LENA)
    presenter.act("m2", CHANGE)
    composer.forms.edit_amount("45")
    composer.forms.send_link()
    action = asked(known)
    assert (action.cart, action.lines, action.amount, action.purpose) == ("m2", (), 4500, "2 × Espresso")


def test_a_cart_without_a_sum_opens_an_empty_form(known: PretendDesk) -> None:
    known.reads.lines = [entry("m2", -20, kind="order", cart=Cart((CartLine("ESP", 2, None, "eur"),)))]
    presenter, composer = ChatPresenter(known.desk, known.clicks), ComposerPresenter(known.desk, known.clicks)
    presenter.link_form_wanted.connect(composer.open_link_with)
    presenter.open(LENA)
    composer.open(LENA)
    presenter.act("m2", CHANGE)
    assert composer.state.link is not None
    assert composer.state.link.amount == ""


# -- the closed window -------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(known: PretendDesk) -> PretendDesk:
    known.reads.rows = [chat(window_end=0)]
    known.reads.lines = [entry("m1", -3000, text="Hallo, könnt ihr mir bitte einen Link schicken?")]
    known.reads.approved = approved("payment_link_du/de", "payment_page_du/de")
    return known


def test_whoever_has_been_silent_for_a_day_gets_more_than_one(closed: PretendDesk) -> None:
    settle(closed, 1)
    composer, form = form_of(closed)
    assert chosen(form)[0] == "until paid"
    composer.forms.send_link()
    action = asked(closed)
    assert action.template is not None
    assert (action.template.template, action.customer, action.expires_in) == ("payment_link_du", None, None)


def test_a_day_chosen_all_the_same_goes_by_the_template_of_a_page(closed: PretendDesk) -> None:
    composer, form = form_of(closed, "1")
    assert form.problem == ""
    composer.forms.send_link()
    action = asked(closed)
    assert action.template is not None
    assert (action.template.template, action.customer, action.expires_in) == ("payment_page_du", "cus_lena", DAY)


def test_without_such_a_template_a_longer_time_is_the_way_out(closed: PretendDesk) -> None:
    closed.reads.approved = approved("payment_link_du/de")
    composer, form = form_of(closed, "1")
    assert form.problem.startswith("The window is closed, and no approved template can carry a link of 24 hours.")
    composer.forms.choose_life("3")
    assert composer.state.link is not None
    assert composer.state.link.problem == ""


def test_a_cart_in_a_closed_window_goes_by_the_template_of_a_link(closed: PretendDesk) -> None:
    closed.reads.lines.append(entry("m2", -2900, kind="order", cart=CART))
    presenter = ChatPresenter(closed.desk, closed.clicks)
    presenter.open(LENA)
    presenter.act("m2", SEND_LINK)
    action = asked(closed)
    assert action.template is not None
    assert (action.template.template, action.customer, action.expires_in) == ("payment_link_du", None, None)


# -- a page that is out ------------------------------------------------------------------------------------------------


def opened(pretend: PretendDesk) -> PanelPresenter:
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def test_the_chat_says_until_when_a_page_is_open(pretend: PretendDesk) -> None:
    line = words_of(pretend.desk, entry("cs_1", kind="checkout", direction="", object=PAGE))
    assert line == "Payment link €54.70 14:05 · open until tomorrow 11:05 · Unpaid"


def test_an_address_too_long_to_be_read_goes_out_again_on_a_button(pretend: PretendDesk) -> None:
    pretend.reads.requests = (PAGE,)
    pretend.reads.lines = [entry("m1", text="Hello, could you send me the link once more please?")]
    opened(pretend).act(Intent.SEND_LINK_AGAIN, "cs_1")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendLinkButton)
    assert (action.text, action.label) == ("Here is the payment link for €54.70 once more.", "Pay now")
    assert action.url == PAGE_URL


def test_explaining_a_refusal_leaves_that_address_out(pretend: PretendDesk) -> None:
    refused = paid("pi_1", amount=5470)
    facts = {"status": "requires_payment_method", "failure_code": "insufficient_funds"}
    pretend.reads.money = [msgspec.structs.replace(refused, payment=msgspec.structs.replace(refused.payment, **facts))]
    pretend.reads.requests = (PAGE,)
    pretend.reads.lines = [entry("m1", text="Hello, my card was declined, what can I do?")]
    presenter, composer = opened(pretend), ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    presenter.draft_wanted.connect(composer.write)
    presenter.act(Intent.EXPLAIN_DECLINE, "pi_1")
    assert composer.state.draft == (
        "The bank declined the payment because the card had insufficient funds. "
        "Another card or PayPal on the same page usually works."
    )


def test_an_expired_page_goes_on_under_its_other_address(pretend: PretendDesk) -> None:
    url = "https://buy.stripe.com/r/live_1"
    gone = msgspec.structs.replace(
        PAGE, status="expired", url=None, recovery_url=url, expires_at=times.to_text(NOW - timedelta(hours=1))
    )
    pretend.reads.lapsed = (gone,)
    pretend.reads.lines = [entry("m1", text="Hello, the link does not work any more, could you help me?")]
    presenter = opened(pretend)
    shown = next(each for each in presenter.state.sections if each.id == "lapsed")
    assert (shown.title, shown.entries[0].buttons[0].text) == ("Expired payment link", "Send link again")
    presenter.act(Intent.SEND_LINK_AGAIN, "cs_1")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendText)
    assert action.text == f"The payment page for €54.70 had expired. You can go on here: {url}"


def test_in_a_closed_window_the_page_goes_again_by_its_own_template(closed: PretendDesk) -> None:
    closed.reads.requests = (PAGE,)
    opened(closed).act(Intent.SEND_LINK_AGAIN, "cs_1")
    (action,) = closed.commands.clicked
    assert isinstance(action, SendTemplate)
    assert action.template == "payment_page_du"
