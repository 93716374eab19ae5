"""Links that can still be paid and payments the bank refused: the same link again, in her language, never a second one."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from inbox.desk.ports import Changes, Money, Sale
from inbox.domain import times
from inbox.domain.actions import CancelPaymentRequest, SendTemplate, SendText
from inbox.domain.payments import Checkout
from inbox.domain.templates import Template, TemplateButton
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.money_lines import words_of
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.rows import plain
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.panel import Section
from inbox.ui.models.states.parts import Entry
from tests.ui.presenters.pretend_desk import LENA, NOW, PretendDesk, chat, entry, item, paid

URL = "https://pay.example/x"
LINK = Checkout(
    "plink_1", kind="link", status="open", amount=3800, currency="eur", url=URL, shipping_cost=490,  # type: ignore[arg-type]
    created=times.to_text(NOW - timedelta(hours=3)),
)  # fmt: skip


def declined(code: str | None = "do_not_honor", payment: str = "pi_1", minutes: int = 20, **more: object) -> Money:
    money = paid(payment, amount=3800)
    created = times.to_text(NOW - timedelta(minutes=minutes))
    facts = {"status": "requires_payment_method", "failure_code": code, "created": created}
    return msgspec.structs.replace(money, payment=msgspec.structs.replace(money.payment, **(facts | more)))


def opened(pretend: PretendDesk) -> PanelPresenter:
    presenter = PanelPresenter(pretend.desk, pretend.clicks)
    presenter.open(LENA)
    return presenter


def section(presenter: PanelPresenter, name: str) -> Section | None:
    return next((each for each in presenter.state.sections if each.id == name), None)


def card(presenter: PanelPresenter, place: int = 0) -> Entry:
    shown = section(presenter, "payments")
    assert shown is not None
    return shown.entries[place]


def texts(pretend: PretendDesk) -> list[str]:
    return [action.text for action in pretend.commands.clicked if isinstance(action, SendText)]


def test_a_refused_payment_says_why_as_far_as_that_may_be_said_and_what_works(pretend: PretendDesk) -> None:
    pretend.reads.money, pretend.reads.requests = [declined("fraudulent")], (LINK,)
    shown = card(opened(pretend))
    assert shown.chip is not None
    assert (shown.title, shown.chip.text) == ("€38.00", "Card declined")
    assert shown.details == ("Today 13:45 · Visa 4242 · link still open",)
    assert plain(shown.explanation) == (
        "The bank said no without a reason. Another card or PayPal on the same page usually works."
    )
    assert [button.text for button in shown.buttons] == ["Send same link again", "Explain to Lena"]


def test_a_link_that_others_can_pay_too_is_no_debt_of_hers_and_is_not_closed_from_here(pretend: PretendDesk) -> None:
    pretend.reads.money, pretend.reads.requests = [paid("pi_1")], (msgspec.structs.replace(LINK, shared=True),)
    shown = section(opened(pretend), "requests")
    assert shown is not None
    (open_link,) = shown.entries
    assert open_link.chip is not None
    assert (open_link.chip.text, open_link.details) == ("Open", ("made today 11:05 · others can pay it too",))
    assert [button.text for button in open_link.buttons] == ["Send same link again", "Copy link"]


def test_the_same_link_goes_again_in_her_language_with_one_click(pretend: PretendDesk) -> None:
    pretend.reads.money, pretend.reads.requests = [declined()], (LINK,)
    pretend.reads.lines = [entry("m1", text="My card was declined, what can I do?")]
    presenter = opened(pretend)
    assert section(presenter, "requests") is None, "it stands in the card of the refused payment"
    presenter.act(Intent.SEND_LINK_AGAIN, "pi_1")
    assert texts(pretend) == [f"Here is the payment link for €38.00 once more: {URL}"]


def test_explaining_puts_the_words_into_the_composer_to_be_read_first(pretend: PretendDesk) -> None:
    pretend.reads.money, pretend.reads.requests = [declined("insufficient_funds")], (LINK,)
    presenter, composer = opened(pretend), ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    composer.edit(LENA, "Hallo Lena,")
    presenter.draft_wanted.connect(composer.write)
    presenter.act(Intent.EXPLAIN_DECLINE, "pi_1")
    assert texts(pretend) == []
    assert composer.state.draft == (
        "Hallo Lena,\nDie Bank hat die Zahlung abgelehnt, weil die Karte nicht gedeckt war. "
        f"Mit einer anderen Karte oder PayPal klappt es auf derselben Seite meist: {URL}"
    )


def test_what_was_paid_since_needs_nothing_any_more(pretend: PretendDesk) -> None:
    later = paid("pi_2")
    later = msgspec.structs.replace(later, payment=msgspec.structs.replace(later.payment, created=times.to_text(NOW)))
    pretend.reads.money = [later, declined("insufficient_funds")]
    shown = card(opened(pretend), 1)
    assert shown.buttons == ()
    assert shown.details[1] == "The card had insufficient funds."


def test_a_page_nobody_has_tried_to_pay_on_is_not_declined(pretend: PretendDesk) -> None:
    pretend.reads.money = [declined(None)]
    assert card(opened(pretend)).buttons == ()


@pytest.mark.parametrize(
    ("sale", "amount", "offered"),
    [
        (Sale(requests=frozenset({"plink_1"})), 9900, True),  # type: ignore[arg-type]
        (Sale(), 3800, True),
        (Sale(), 9900, False),
    ],
)
def test_the_request_is_the_one_stripe_names_or_the_one_over_the_same_sum(
    pretend: PretendDesk, sale: Sale, amount: int, offered: bool
) -> None:
    pretend.reads.money = [msgspec.structs.replace(declined(amount=amount), sale=sale)]
    pretend.reads.requests = (LINK,)
    shown = card(opened(pretend))
    assert (Intent.SEND_LINK_AGAIN in [button.intent for button in shown.buttons]) is offered


def test_an_open_link_can_be_sent_copied_and_closed(pretend: PretendDesk) -> None:
    pretend.reads.money, pretend.reads.requests = [paid()], (LINK,)
    presenter = opened(pretend)
    shown = section(presenter, "requests")
    assert shown is not None
    (open_link,) = shown.entries
    assert (open_link.title, open_link.details) == ("€38.00", ("made today 11:05",))
    assert [button.text for button in open_link.buttons] == ["Send same link again", "Copy link", "Close link"]
    copied: list[str] = []
    presenter.copied.connect(copied.append)
    presenter.act(Intent.COPY_LINK, "plink_1")
    presenter.act(Intent.CANCEL_REQUEST, "plink_1")
    assert copied == [URL]
    (action,) = pretend.commands.clicked
    assert isinstance(action, CancelPaymentRequest)
    assert action.request == "plink_1"
    closing = msgspec.structs.replace(item(action, "sending"), targets=("plink_1",))
    pretend.commands.stand(closing)
    presenter.take(Changes(flags=frozenset({"status"})))
    shown = section(presenter, "requests")
    assert shown is not None
    assert [button.is_enabled for button in shown.entries[0].buttons] == [False, True, False]


def test_an_expiring_page_says_until_when_and_a_closed_window_why_not(pretend: PretendDesk) -> None:
    until = times.to_text(NOW + timedelta(hours=20))
    pretend.reads.requests = (msgspec.structs.replace(LINK, kind="session", expires_at=until),)
    pretend.reads.rows = [chat(window_end=0)]
    shown = section(opened(pretend), "requests")
    assert shown is not None
    again = shown.entries[0].buttons[0]
    assert shown.entries[0].details == ("made today 11:05 · link open until tomorrow 10:05",)
    assert shown.entries[0].title == "€38.00"
    assert not again.is_enabled
    assert again.reason


@pytest.mark.parametrize("kind", ["link", "session"])
def test_chat_and_panel_name_the_same_sum_with_its_shipping_in_it_once(pretend: PretendDesk, kind: str) -> None:
    request = msgspec.structs.replace(LINK, kind=kind)
    line = words_of(pretend.desk, entry("plink_1", kind="checkout", direction="", object=request))
    assert "€38.00" in line
    pretend.reads.requests = (request,)
    shown = section(opened(pretend), "requests")
    assert shown is not None
    assert shown.entries[0].title == "€38.00"


def reminder_template(name: str = "payment_reminder_du") -> Template:
    return Template(
        name=name, language="de", status="APPROVED", category="UTILITY", named=True,
        body="Hallo {{vorname}}, {{betrag}} sind noch offen.",
        buttons=(TemplateButton("URL", "Zahlen", "https://pay.example/{{1}}"),),
    )  # fmt: skip


def test_in_a_closed_window_the_same_link_goes_by_a_template_that_is_read_first(pretend: PretendDesk) -> None:
    pretend.reads.requests = (LINK,)
    pretend.reads.rows = [chat(window_end=0)]
    pretend.reads.approved = [reminder_template("payment_link_du"), reminder_template()]
    presenter = opened(pretend)
    shown = section(presenter, "requests")
    assert shown is not None
    assert shown.entries[0].buttons[0].is_enabled
    assert plain(shown.entries[0].explanation) == (
        "Goes out by the template “Payment reminder” · Utility · charged at Meta's utility rate, per message delivered: "
        "“Hallo Lena, 38,00\u00a0€ sind noch offen. [Zahlen]”"
    )
    presenter.act(Intent.SEND_LINK_AGAIN, "plink_1")
    (action,) = pretend.commands.clicked
    assert isinstance(action, SendTemplate)
    assert (action.template, action.buttons) == ("payment_reminder_du", {"0": "x"})


def test_a_declined_card_sends_the_same_link_in_a_closed_window_too(pretend: PretendDesk) -> None:
    pretend.reads.money, pretend.reads.requests = [declined()], (LINK,)
    pretend.reads.rows = [chat(window_end=0)]
    assert card(opened(pretend)).buttons == ()
    pretend.reads.approved = [reminder_template()]
    presenter = opened(pretend)
    assert [button.text for button in card(presenter).buttons] == ["Send same link again"]
    assert "Goes out by the template" in plain(card(presenter).explanation)
    presenter.act(Intent.SEND_LINK_AGAIN, "pi_1")
    assert isinstance(pretend.commands.clicked[0], SendTemplate)


def test_a_link_nobody_has_sent_for_a_day_is_reminded_of_by_the_button_alone(pretend: PretendDesk) -> None:
    old = msgspec.structs.replace(LINK, created=times.to_text(NOW - timedelta(hours=30)))
    pretend.reads.requests = (old,)
    presenter = opened(pretend)
    shown = section(presenter, "requests")
    assert shown is not None
    assert shown.entries[0].buttons[0].text == "Remind, with the same link"
    presenter.act(Intent.SEND_LINK_AGAIN, "plink_1")
    (said,) = texts(pretend)
    assert said == f"Nur zur Erinnerung: Die Zahlung über 38,00\u00a0€ ist noch offen. Der Link gilt weiterhin: {URL}"
    pretend.reads.lines = [entry("m1", -60, direction="out", text=said)]
    shown = section(opened(pretend), "requests")
    assert shown is not None
    assert shown.entries[0].buttons[0].text == "Send same link again"


PAGE = Checkout(
    "cs_1", kind="session", status="expired", amount=4980, currency="eur",  # type: ignore[arg-type]
    recovery_url="https://buy.stripe.com/r/live_x", created=times.to_text(NOW - timedelta(days=2)),
    expires_at=times.to_text(NOW - timedelta(days=1)),
)  # fmt: skip


def test_an_expired_page_is_sent_again_under_the_address_that_opens_it_once_more(pretend: PretendDesk) -> None:
    pretend.reads.lapsed = (PAGE,)
    presenter = opened(pretend)
    shown = section(presenter, "lapsed")
    assert shown is not None
    assert shown.entries[0].title == "€49.80"
    assert shown.entries[0].chip is not None
    assert shown.entries[0].chip.text == "Expired"
    presenter.act(Intent.SEND_LINK_AGAIN, "cs_1")
    assert texts(pretend) == [
        "Die Zahlungsseite über 49,80\u00a0€ war abgelaufen. Hier geht es weiter: https://buy.stripe.com/r/live_x"
    ]
    copied: list[str] = []
    presenter.copied.connect(copied.append)
    presenter.act(Intent.COPY_LINK, "cs_1")
    assert copied == ["https://buy.stripe.com/r/live_x"]


@pytest.mark.parametrize("why", ["too old", "paid", "asked for anew"])
def test_an_expired_page_that_is_over_is_not_offered(pretend: PretendDesk, why: str) -> None:
    pretend.reads.lapsed = (PAGE,)
    if why == "too old":
        pretend.reads.lapsed = (msgspec.structs.replace(PAGE, expires_at=times.to_text(NOW - timedelta(days=31))),)
    elif why == "paid":
        pretend.reads.money = [paid()]
    else:
        pretend.reads.requests = (LINK,)
    assert section(opened(pretend), "lapsed") is None
