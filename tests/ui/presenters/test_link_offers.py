"""A discount in the link form: as typed, until a day, read before the click, and never to whom it may not go."""

from __future__ import annotations

import pytest

from inbox.domain.actions import RequestPayment
from inbox.domain.offers import Offer
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.states.composer import LinkForm, Tool
from tests.ui.presenters.pretend_desk import LENA, PretendDesk, chat, entry


def form_of(pretend: PretendDesk, discount: str) -> tuple[ComposerPresenter, LinkForm]:
    composer = ComposerPresenter(pretend.desk, pretend.clicks)
    composer.open(LENA)
    composer.open_tool(Tool.PAYMENT_LINK)
    composer.forms.edit_amount("49,90")
    composer.forms.edit_purpose("Kaffeemühle")
    composer.forms.edit_discount(discount)
    assert composer.state.link is not None
    return composer, composer.state.link


@pytest.mark.parametrize(
    ("typed", "offer", "total"),
    [
        ("10 %", Offer(percent=10, until="2026-11-25T23:59:00Z"), "€44.91"),
        ("25%", Offer(percent=25, until="2026-11-25T23:59:00Z"), "€37.43"),
        ("5", Offer(amount=500, until="2026-11-25T23:59:00Z"), "€44.90"),
        ("5,50", Offer(amount=550, until="2026-11-25T23:59:00Z"), "€44.40"),
    ],
)
def test_less_is_asked_for_until_a_day(pretend: PretendDesk, typed: str, offer: Offer, total: str) -> None:
    composer, form = form_of(pretend, typed)
    assert (form.button.text, form.problem) == (f"Send link · {total}", "")
    composer.forms.send_link()
    (action,) = pretend.commands.clicked
    assert isinstance(action, RequestPayment)
    assert action.offer is not None
    assert (action.offer.percent, action.offer.amount, action.amount) == (offer.percent, offer.amount, 4990)
    assert action.offer.until.startswith("2026-11-25T23:59")


def test_the_customer_reads_how_much_less_and_until_when(pretend: PretendDesk) -> None:
    pretend.reads.lines = [entry("m1", text="Hi, is there any discount on the grinder if I take it today?")]
    composer, form = form_of(pretend, "10 %")
    assert form.preview is not None
    assert form.preview.text.startswith("Our offer: 10% off, valid until 25 Nov 2026, 23:59. The link closes by itself then.")
    assert [choice.text for choice in form.ends if choice.is_chosen] == ["until 25 Nov"]
    composer.forms.choose_end("7")
    composer.forms.send_link()
    (action,) = pretend.commands.clicked
    assert isinstance(action, RequestPayment)
    assert action.text == "Our offer: 10% off, valid until 29 Nov 2026, 23:59. The link closes by itself then."


@pytest.mark.parametrize("typed", ["viel", "100 %", "95%", "0", "10 usd"])
def test_what_is_no_discount_is_said(pretend: PretendDesk, typed: str) -> None:
    _, form = form_of(pretend, typed)
    assert form.problem == "This is not a discount; write 10 % or an amount."
    assert not form.button.is_enabled


def test_more_off_than_there_is_to_pay_is_said(pretend: PretendDesk) -> None:
    _, form = form_of(pretend, "50")
    assert form.problem == "The discount leaves nothing to pay; make it smaller."


def test_who_wants_no_marketing_gets_no_offer(pretend: PretendDesk) -> None:
    pretend.reads.stopped = "2026-11-01T00:00:00Z"
    composer, form = form_of(pretend, "10 %")
    assert "has stopped marketing messages" in form.problem
    composer.forms.send_link()
    assert pretend.commands.clicked == []
    composer.forms.edit_discount("")
    assert composer.state.link is not None
    assert (composer.state.link.problem, composer.state.link.ends) == ("", ())


def test_in_a_closed_window_an_offer_would_be_marketing(pretend: PretendDesk) -> None:
    pretend.reads.rows = [chat(window_end=0)]
    composer, form = form_of(pretend, "10 %")
    assert not form.button.is_enabled
    composer.forms.send_link()
    assert pretend.commands.clicked == []
