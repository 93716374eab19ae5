"""A payment's card and the refund form inside of it: what it asks for, and where the keyboard is."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.rows import Chip
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.parts import Entry
from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.entry_card import EntryCard
from inbox.ui.panes.fields import Check
from inbox.ui.panes.focus import has_keyboard
from inbox.ui.panes.refund_form import RefundFormView
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import ChipLabel, LineLabel, SpanLabel
from tests.ui.panes import panel_samples
from tests.ui.panes.readers import button, name_of, said

Put = Callable[..., QWidget]
PAYMENT = panel_samples.payments().entries[1]
AGAIN = (CardButton(intent="refund.another", text="Refund another 24,90 €", moves_money=True),)
OPEN = msgspec.structs.replace(PAYMENT, form=panel_samples.form(payment="pi_2"))


@pytest.fixture
def card(theme: Theme, put: Put) -> EntryCard:
    card = EntryCard(theme)
    put(card, 348, 400)
    card.show_state(PAYMENT)
    return card


def _form(card: EntryCard) -> RefundFormView:
    return card.findChild(RefundFormView)


def _amount(card: EntryCard) -> QLineEdit:
    return _form(card).findChild(QLineEdit)


def _acts(card: EntryCard) -> list[tuple[str, str]]:
    acts: list[tuple[str, str]] = []
    card.acted.connect(lambda intent, subject: acts.append((intent, subject)))
    return acts


def test_one_click_refunds_what_is_left(card: EntryCard, qtbot: QtBot) -> None:
    acts = _acts(card)
    qtbot.mouseClick(button(card, "Refund 24,90 €"), Qt.MouseButton.LeftButton)
    assert acts == [("refund.rest", "pi_2")]


def test_the_arrow_opens_the_form_and_is_wide_enough(card: EntryCard, qtbot: QtBot) -> None:
    acts = _acts(card)
    arrow = button(card, "More choices: Refund 24,90 €")
    assert arrow.width() >= 28
    qtbot.mouseClick(arrow, Qt.MouseButton.LeftButton)
    assert acts == [("refund.form", "pi_2")]


def test_the_open_form_has_the_keyboard_in_its_amount(card: EntryCard) -> None:
    card.show_state(OPEN)
    assert QApplication.focusWidget() is _amount(card)
    assert _amount(card).selectedText() == "24,90 €"
    assert name_of(_amount(card)) == "Amount to refund"


def test_typing_leaves_and_comes_back_with_the_cursor_in_its_place(card: EntryCard, qtbot: QtBot) -> None:
    card.show_state(OPEN)
    typed: list[tuple[str, str]] = []

    def answer(payment: str, text: str) -> None:
        typed.append((payment, text))
        card.show_state(msgspec.structs.replace(OPEN, form=panel_samples.form(payment="pi_2", amount=text)))

    card.amount_edited.connect(answer)
    qtbot.keyClicks(_amount(card), "125")
    qtbot.keyClick(_amount(card), Qt.Key.Key_Left)
    qtbot.keyClicks(_amount(card), ",")
    assert typed[-1] == ("pi_2", "12,5")
    assert _amount(card).cursorPosition() == 3


def test_enter_in_the_amount_is_the_button(card: EntryCard, qtbot: QtBot) -> None:
    acts = _acts(card)
    card.show_state(OPEN)
    qtbot.keyClick(_amount(card), Qt.Key.Key_Return)
    assert acts == [("refund.send", "pi_2")]


def test_enter_does_nothing_while_the_amount_is_wrong(card: EntryCard, qtbot: QtBot) -> None:
    acts = _acts(card)
    wrong = panel_samples.simple_form().sections[0].entries[0]
    card.show_state(wrong)
    assert "Only 54,70 € is left." in said(card)
    qtbot.keyClick(_amount(card), Qt.Key.Key_Return)
    assert acts == []
    assert not button(card, "Refund 24,90 €").isEnabled()


def test_esc_closes_from_every_part_of_the_form(card: EntryCard, qtbot: QtBot) -> None:
    acts = _acts(card)
    card.show_state(OPEN)
    parts = [
        *_form(card).findChildren(QLineEdit),
        *_form(card).findChildren(Check),
        *_form(card).findChildren(QPushButton),
    ]
    for part in parts:
        part.setFocus()
        qtbot.keyClick(part, Qt.Key.Key_Escape)
    assert acts == [("refund.close", "pi_2")] * len(parts)
    assert len(parts) >= 6


def test_closing_gives_the_keyboard_to_the_arrow_and_never_to_the_refund(card: EntryCard) -> None:
    card.show_state(OPEN)
    card.show_state(PAYMENT)
    assert QApplication.focusWidget() is button(card, "More choices: Refund 24,90 €")


def test_ticks_and_choices_leave_with_the_payment(card: EntryCard, qtbot: QtBot) -> None:
    card.show_state(OPEN)
    shipping, tell = (next(c for c in card.findChildren(Check) if word in c.text()) for word in ("Shipping", "Tell"))
    with qtbot.waitSignal(card.line_ticked) as ticked:
        qtbot.mouseClick(shipping, Qt.MouseButton.LeftButton)
    assert ticked.args == ["pi_2", "ship", True]
    with qtbot.waitSignal(card.tell_ticked) as told:
        qtbot.mouseClick(tell, Qt.MouseButton.LeftButton)
    assert told.args == ["pi_2", False]
    with qtbot.waitSignal(card.reason_chosen) as chosen:
        choice = card.findChild(ChoiceButton)
        choice.open_menu()
        choice.findChild(QMenu).actions()[1].trigger()
        choice.findChild(QMenu).close()
    assert chosen.args == ["pi_2", "late"]


def test_what_is_ticked_is_what_the_state_says(card: EntryCard, qtbot: QtBot) -> None:
    card.show_state(OPEN)
    shipping = next(c for c in card.findChildren(Check) if "Shipping" in c.text())
    qtbot.mouseClick(shipping, Qt.MouseButton.LeftButton)
    changed = panel_samples.form(payment="pi_2", amount="1,00 €")
    card.show_state(msgspec.structs.replace(OPEN, form=changed))
    assert not shipping.isChecked()


def test_shares_stand_in_for_lines(card: EntryCard, qtbot: QtBot) -> None:
    simple = panel_samples.simple_form().sections[0].entries[0]
    card.show_state(simple)
    with qtbot.waitSignal(card.share_chosen) as chosen:
        qtbot.mouseClick(button(card, "50 %"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["pi_1", "half"]
    assert "The window is closed; Lena gets Stripe's e-mail." in said(card)


def test_a_button_that_vanishes_takes_its_space_with_it(card: EntryCard, qtbot: QtBot) -> None:
    """The second Space of a hurried person presses nothing."""
    acts = _acts(card)
    button(card, "Refund 24,90 €").setFocus()
    card.show_state(msgspec.structs.replace(PAYMENT, side=None, arrow=None, buttons=AGAIN))
    assert has_keyboard(card)
    assert not isinstance(QApplication.focusWidget(), QPushButton)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert acts == []


def test_refused_refund_says_why(card: EntryCard) -> None:
    side = msgspec.structs.replace(PAYMENT.side, is_enabled=False, reason="The payment is disputed.")
    card.show_state(msgspec.structs.replace(PAYMENT, side=side))
    refund = button(card, "Refund 24,90 €")
    assert not refund.isEnabled()
    assert refund.toolTip() == "The payment is disputed."
    assert button(card, "More choices: Refund 24,90 €").isEnabled()


def test_few_details_stand_beside_the_button_and_many_below_it(card: EntryCard) -> None:
    side = button(card, "Refund 24,90 €").parentWidget()
    long = "2 Nov · Visa 4242 · Order 10198 · Espresso „Hafen“ 1 kg, Guatemala Filter 1 kg, Filter 100, Kenia Nyeri AA 250 g"
    for words, is_beside in (("2 Nov · Visa 4242", True), (long, False)):
        card.show_state(msgspec.structs.replace(PAYMENT, details=(words,)))
        card.resize(348, card.heightForWidth(348))
        card.settle()
        detail = next(part for part in card.findChildren(SpanLabel) if part.text() == words)
        assert (detail.geometry().right() < side.geometry().left()) is is_beside
        assert (detail.geometry().top() > side.geometry().bottom()) is not is_beside


def test_the_tick_gives_way_to_its_words(card: EntryCard) -> None:
    for words, is_beside in (("Tell Lena", True), ("Tell Maximiliane Freifrau von Hohenstein", False)):
        card.show_state(msgspec.structs.replace(OPEN, form=panel_samples.form(payment="pi_2", tell_text=words)))
        card.resize(348, card.heightForWidth(348))
        card.settle()
        tick = next(check for check in _form(card).findChildren(Check) if check.text() == words)
        assert tick.width() >= tick.sizeHint().width()
        send = button(_form(card), "Refund 24,90 €")
        assert (tick.geometry().top() < send.geometry().bottom()) is is_beside


def test_an_amount_is_never_cut_for_its_chip(theme: Theme, put: Put) -> None:
    card = EntryCard(theme)
    side = CardButton(intent=Intent.REFUND_REST, text="Erstatten 29,80 €")
    chip = Chip("24,90 € erstattet und noch etwas")
    card.show_state(Entry(id="pi_1", title="54,70 €", chip=chip, details=("Heute",), side=side))
    put(card, 300, 200)
    title = next(each for each in card.findChildren(LineLabel) if each.text() == "54,70 €")
    shown = card.findChild(ChipLabel)
    assert shown is not None
    assert title.width() >= title.sizeHint().width()
    assert shown.geometry().top() >= title.geometry().bottom()


def test_a_chip_that_has_no_room_beside_the_button_is_said_in_full_below_it(theme: Theme, put: Put) -> None:
    card = EntryCard(theme)
    side = CardButton(intent=Intent.REFUND_REST, text="Erstattung anfragen 49,80 €")
    chip = Chip("Erstattung gescheitert")
    card.show_state(Entry(id="pi_1", title="49,80 €", chip=chip, details=("Heute 11:05 · Visa 4242",), side=side))
    put(card, 300, 200)
    shown, act = card.findChild(ChipLabel), button(card, "Erstattung anfragen 49,80 €")
    assert shown is not None
    assert shown.width() >= shown.sizeHint().width()
    assert shown.geometry().top() > act.geometry().bottom()
    words = next(each for each in card.findChildren(SpanLabel) if each.text().startswith("Heute"))
    assert words.geometry().top() >= shown.geometry().bottom()


@pytest.mark.parametrize("details", [(), ("Today 11:24 · Visa 4242",), ("Today 11:24 · Visa 4242 · Cart, 2 items " * 4,)])
def test_a_title_stays_where_it_is_when_the_form_takes_the_buttons_place(
    theme: Theme, put: Put, details: tuple[str, ...]
) -> None:
    card = EntryCard(theme)
    put(card, 330, 500)
    asked = next(entry for entry in panel_samples.payments().entries if entry.arrow is not None)
    asked = msgspec.structs.replace(asked, id="p", details=details, jump=None)
    opened = msgspec.structs.replace(asked, side=None, arrow=None, buttons=(), form=panel_samples.form())
    tops = []
    for entry in (asked, opened, asked):
        card.show_state(entry)
        card.settle()
        tops.append(card._title.y())
    assert len(set(tops)) == 1
