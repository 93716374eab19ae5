"""The panel as a whole: one click each, and nothing that slides under the pointer."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.rows import Chip
from inbox.ui.models.states import cards
from inbox.ui.models.states.panel import PanelState, Section
from inbox.ui.models.states.parts import Entry, Fact, HoldNote, ProductTile
from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.panel import Panel
from inbox.ui.panes.tiles import TileGrid
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel
from tests.ui.panes import panel_samples
from tests.ui.panes.readers import button, said
from tests.ui.theme.painted import painted_texts

Put = Callable[..., QWidget]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(theme: Theme, put: Put) -> Panel:
    panel = Panel(theme)
    put(panel, 348, 900)
    panel.show_state(panel_samples.design())
    panel.grab()  # everything is in its place
    return panel


def _acts(panel: Panel) -> list[tuple[str, str]]:
    acts: list[tuple[str, str]] = []
    panel.acted.connect(lambda intent, subject: acts.append((intent, subject)))
    return acts


def _enter(widget: QWidget) -> None:
    place = QPointF(5, 5)
    QApplication.sendEvent(widget, QEnterEvent(place, place, widget.mapToGlobal(place)))


def _leave(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def _tile(panel: Panel, name: str) -> QAbstractButton:
    return next(
        tile for tile in panel.findChild(TileGrid).findChildren(QAbstractButton) if name in tile.accessibleName()
    )


def test_money_comes_first_and_says_how_fresh_it_is(panel: Panel) -> None:
    words = said(panel).splitlines()
    assert words[0] == "386,20 € paid · 18,00 € refunded"
    assert "as of 14:05" in words[1]


def test_one_click_sends_a_product_and_a_double_click_too(panel: Panel, qtbot: QtBot) -> None:
    acts = _acts(panel)
    qtbot.mouseClick(_tile(panel, "Guatemala"), LEFT)
    assert acts == [("product.send", "gua")]
    espresso = _tile(panel, "Espresso")
    qtbot.mouseClick(espresso, LEFT)
    qtbot.mouseDClick(espresso, LEFT)
    assert acts[1:] == [("product.send", "esp")]


def test_undo_in_the_case_names_the_action(panel: Panel, qtbot: QtBot) -> None:
    acts = _acts(panel)
    qtbot.mouseClick(button(panel, "Undo"), LEFT)
    qtbot.mouseClick(button(panel, "All 9 ›"), LEFT)
    qtbot.mouseClick(button(panel, "Receipt"), LEFT)
    assert acts == [("action.undo", "act_1"), ("payment.all", "payments"), ("payment.receipt", "pi_3")]


def test_finder_links_with_one_click(panel: Panel, qtbot: QtBot) -> None:
    acts = _acts(panel)
    panel.show_state(panel_samples.unmatched())
    links = [shown for shown in panel.findChildren(QPushButton) if shown.text() == "Link" and shown.isVisible()]
    qtbot.mouseClick(links[0], LEFT)
    qtbot.mouseClick(button(panel, "Ask for order number"), LEFT)
    assert acts == [("match.link", "pi_8"), ("match.ask-order-number", "finder")]
    with qtbot.waitSignal(panel.query_edited) as edited:
        qtbot.keyClicks(next(field for field in panel.findChildren(QLineEdit) if field.isVisible()), "1")
    assert edited.args == ["finder", "1"]


def test_uncertain_match_is_confirmed_in_its_bar(panel: Panel, qtbot: QtBot) -> None:
    acts = _acts(panel)
    panel.show_state(panel_samples.trouble())
    qtbot.mouseClick(button(panel, "Confirm"), LEFT)
    assert acts == [("match.confirm", "match")]


def test_what_went_otherwise_has_its_words_and_acts(panel: Panel, qtbot: QtBot) -> None:
    acts = _acts(panel)
    panel.show_state(panel_samples.trouble())
    words = said(panel)
    for sentence in (
        "Another card or PayPal on the same page usually works.",
        "Answer by 30 Nov, 8 days · refund not possible now",
        "Jana asks: refund 240,00 €",
        "Tom refunded 24,90 € of this payment at 14:02.",
        "Usually clear within a minute. Do not refund by hand meanwhile.",
    ):
        assert sentence in words
    for text in ("Send same link again", "Approve 240,00 €", "Refund another 24,90 €", "Keep as is"):
        qtbot.mouseClick(button(panel, text), LEFT)
    assert acts == [
        ("request.send-again", "cs_1"),
        ("action.approve", "act_9"),
        ("refund.another", "pi_6"),
        ("refund.leave", "pi_6"),
    ]


def test_failure_says_whether_money_was_moved_and_copies_its_id(panel: Panel, qtbot: QtBot) -> None:
    acts = _acts(panel)
    panel.show_state(panel_samples.blanks()["failure"])
    assert "No money was moved." in said(panel)
    qtbot.mouseClick(button(panel, "Copy this number for support"), LEFT)
    assert QGuiApplication.clipboard().text() == "req_8fK2uQmP1x"
    qtbot.mouseClick(button(panel, "Try again"), LEFT)
    assert acts == [("failure.retry", "req_8fK2uQmP1x")]


def test_everything_stands_where_it_belongs_in_the_first_frame(theme: Theme, put: Put) -> None:
    panel = Panel(theme)
    put(panel, 348, 900)
    panel.show_state(panel_samples.design())
    cards = [panel.card(f"pi_{number}") for number in range(1, 5)]
    tops = [card.mapTo(panel, QPoint(0, 0)).y() for card in cards]
    for above, below, card in zip(tops, tops[1:], cards, strict=False):
        assert below == above + card.height()
    section = cards[0].parentWidget()
    assert section.mapTo(panel, QPoint(0, 0)).y() + 40 >= tops[0]
    tiles = [_tile(panel, name) for name in ("Espresso", "Guatemala", "Filter", "Voucher")]
    assert len({tile.y() for tile in tiles}) == 1
    assert len({tile.width() for tile in tiles}) == 1
    places = {name: panel.mapFromGlobal(tile.mapToGlobal(QPoint(0, 0))) for name, tile in enumerate(tiles)}
    QApplication.processEvents()
    assert places == {name: panel.mapFromGlobal(tile.mapToGlobal(QPoint(0, 0))) for name, tile in enumerate(tiles)}


def _crowded(state: PanelState) -> PanelState:
    """The same panel with something new above the payments, and another sum."""
    news = Section(id="news", title="New", hold=HoldNote(action="a", text="Refunding", seconds_left=8, part_left=0.8))
    return msgspec.structs.replace(state, as_of="as of 14:06", sections=(news, *state.sections))


def test_nothing_slides_under_a_pointer_on_a_money_button(panel: Panel, qtbot: QtBot) -> None:
    refund = button(panel, "Refund 24,90 €")
    before = refund.mapTo(panel, QPoint(0, 0))
    _enter(refund.parentWidget())
    panel.show_state(_crowded(panel_samples.design()))
    qtbot.wait(20)
    assert refund.mapTo(panel, QPoint(0, 0)) == before
    assert "as of 14:06" not in said(panel)
    _leave(panel.card("pi_2"))
    qtbot.waitUntil(lambda: refund.mapTo(panel, QPoint(0, 0)).y() > before.y())
    assert "as of 14:06" in said(panel)


def test_what_waits_for_the_pointer_goes_on_waiting_when_the_pointer_comes_to_the_card_again(panel: Panel) -> None:
    again = button(panel, "Refund 24,90 €").parentWidget()
    _enter(again)
    panel.show_state(_crowded(panel_samples.design()))
    _enter(again)
    assert "as of 14:06" not in said(panel)
    _leave(panel.card("pi_2"))
    assert "as of 14:06" in said(panel)


def test_a_second_click_on_a_link_refunds_nothing(panel: Panel, qtbot: QtBot) -> None:
    acts = _acts(panel)
    panel.show_state(panel_samples.unmatched())
    link = next(shown for shown in panel.findChildren(QPushButton) if shown.text() == "Link" and shown.isVisible())
    _enter(link)
    qtbot.mouseClick(link, LEFT)
    refund = CardButton(intent="refund.send", text="Refund 49,80 €", moves_money=True)
    linked = Section(id="payments", title="Payments", entries=(Entry(id="pi_8", title="49,80 €", side=refund),))
    panel.show_state(msgspec.structs.replace(panel_samples.unmatched(), sections=(linked,)))
    qtbot.mouseClick(button(panel, "Refund 49,80 €"), LEFT)
    assert acts == [("match.link", "pi_8")]
    _leave(panel.card("pi_8"))
    qtbot.mouseClick(button(panel, "Refund 49,80 €"), LEFT)
    assert acts[1:] == [("refund.send", "pi_8")]


def test_a_question_is_left_also_while_the_pointer_is_on_what_it_asks(panel: Panel) -> None:
    acts = _acts(panel)
    end = CardButton(intent="subscription.end", text="End now …", moves_money=True)
    card = Entry(id="sub_1", title="Coffee club", buttons=(end,))

    def with_card(entry: Entry) -> PanelState:
        section = Section(id="subscription", title="Subscription", entries=(entry,))
        return PanelState(conversation="c_new", sections=(section,))

    panel.show_state(with_card(card))
    assert not panel.leave_question()
    _enter(button(panel, "End now …"))
    does = CardButton(intent="subscription.do", text="End now", moves_money=True)
    leave = CardButton(intent="subscription.leave", text="Leave as it is")
    panel.show_state(with_card(msgspec.structs.replace(card, buttons=(does, leave))))
    assert panel.leave_question()
    assert acts == [("subscription.leave", "sub_1")]


def test_what_moves_nothing_is_true_at_once_also_in_the_other_cards(panel: Panel) -> None:
    design = panel_samples.design()
    payments = design.sections[1]
    _enter(button(panel, "Refund 24,90 €").parentWidget())

    def with_third(entry: Entry) -> PanelState:
        entries = tuple(entry if each.id == "pi_3" else each for each in payments.entries)
        changed = msgspec.structs.replace(payments, entries=entries)
        return msgspec.structs.replace(design, sections=(design.sections[0], changed, *design.sections[2:]))

    third = next(each for each in payments.entries if each.id == "pi_3")
    card, height = panel.card("pi_3"), panel.card("pi_3").height()
    panel.show_state(with_third(msgspec.structs.replace(third, chip=Chip("Elsewhere"))))
    assert "Elsewhere" in said(card)
    panel.show_state(msgspec.structs.replace(design, as_of=design.as_of.replace("14:05", "14:06")))
    assert "as of 14:06" in said(panel)
    panel.show_state(with_third(msgspec.structs.replace(third, details=("one", "two", "three", "four"))))
    assert "four" not in said(card)
    assert card.height() == height
    _leave(panel.card("pi_2"))
    assert "four" in said(card)


def _open_link() -> Section:
    again = CardButton(intent="request.send-again", text="Send same link again")
    return Section(id="requests", title="Open payment link", entries=(Entry(id="cs_1", title="34,30 €", buttons=(again,)),))


@pytest.mark.parametrize("is_gone", [False, True], ids=["still there", "gone"])
def test_nothing_slides_under_a_pointer_on_a_button_that_sends(panel: Panel, qtbot: QtBot, is_gone: bool) -> None:
    panel.show_state(PanelState(conversation="c_new", sections=(_open_link(),)))
    acts = _acts(panel)
    again = button(panel, "Send same link again")
    before = again.mapTo(panel, QPoint(0, 0))
    _enter(again)
    receipt = CardButton(intent="payment.receipt", text="Send receipt")
    paid = Entry(id="pi_1", title="15,80 €", buttons=(receipt,))
    payments = Section(id="payments", title="Payments", entries=(paid,))
    panel.show_state(
        PanelState(conversation="c_new", as_of="as of 14:06", sections=(payments, *(() if is_gone else (_open_link(),))))
    )
    assert "15,80 €" in said(panel), "everything else is true at once"
    assert again.mapTo(panel, QPoint(0, 0)) == before
    qtbot.mouseClick(again, LEFT)
    assert acts == ([] if is_gone else [("request.send-again", "cs_1")])
    _leave(panel.card("cs_1"))
    assert "as of 14:06" in said(panel)
    assert (panel.card("cs_1") is None) is is_gone


def test_the_card_under_the_pointer_itself_changes_at_once(panel: Panel) -> None:
    _enter(button(panel, "Refund 24,90 €").parentWidget())
    running = Entry(id="pi_2", title="24,90 €", details=("Refunding 24,90 € in 10 s",))
    design = panel_samples.design()
    payments = msgspec.structs.replace(design.sections[1], entries=(design.sections[1].entries[0], running))
    panel.show_state(msgspec.structs.replace(design, sections=(design.sections[0], payments)))
    assert "Refunding 24,90 € in 10 s" in said(panel)
    assert panel.card("pi_3") is None, "there is nothing left to click amiss, so the rest is true at once"


def test_what_was_decided_stays_under_the_pointer_while_all_else_is_true_at_once(panel: Panel, qtbot: QtBot) -> None:
    design = panel_samples.design()
    asked = cards.to_approve("act_1", "240,00 €", agent="Tom", details="Visa 0341", words="Broken.")
    waiting = Section(id="approvals", title="To approve", entries=(asked,))
    panel.show_state(msgspec.structs.replace(design, sections=(waiting, *design.sections)))
    approve = button(panel, "Approve 240,00 €")
    before = approve.mapTo(panel, QPoint(0, 0))
    _enter(approve)
    busy = msgspec.structs.replace(
        asked, buttons=tuple(msgspec.structs.replace(each, is_enabled=False) for each in asked.buttons)
    )
    panel.show_state(
        msgspec.structs.replace(design, sections=(msgspec.structs.replace(waiting, entries=(busy,)), *design.sections))
    )
    panel.show_state(msgspec.structs.replace(design, as_of=design.as_of.replace("14:05", "14:06")))
    assert "as of 14:06" in said(panel)
    assert approve.mapTo(panel, QPoint(0, 0)) == before
    assert not approve.isEnabled()
    assert "Settled" in said(panel)
    _leave(panel.card("act_1"))
    assert panel.card("act_1") is None
    assert "To approve" not in said(panel)


def test_another_chat_is_shown_at_once_wherever_the_pointer_is(panel: Panel) -> None:
    _enter(button(panel, "Refund 24,90 €").parentWidget())
    panel.show_state(panel_samples.unmatched())
    assert "Who is this?" in said(panel)
    assert panel.card("pi_2") is None


def test_a_widget_used_again_acts_for_the_new_payment(panel: Panel, qtbot: QtBot) -> None:
    panel.show_state(panel_samples.unmatched())
    design = panel_samples.design()
    other = msgspec.structs.replace(design.sections[1].entries[1], id="pi_new")
    section = msgspec.structs.replace(design.sections[1], id="others", entries=(other,))
    panel.show_state(PanelState(conversation="c_new", sections=(section,)))
    acts = _acts(panel)
    qtbot.mouseClick(button(panel, "Refund 24,90 €"), LEFT)
    assert acts == [("refund.rest", "pi_new")]


def test_another_chat_leaves_the_keyboard_on_no_button(panel: Panel) -> None:
    panel.show_state(panel_samples.with_form())
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    panel.show_state(panel_samples.trouble())
    assert not isinstance(QApplication.focusWidget(), QAbstractButton)


def test_showing_the_same_twice_makes_no_new_widgets(panel: Panel) -> None:
    before = panel.findChildren(QWidget)
    panel.show_state(_crowded(panel_samples.design()))
    panel.show_state(panel_samples.design())
    panel.show_state(_crowded(panel_samples.design()))
    assert set(before) <= set(panel.findChildren(QWidget))
    assert len(panel.findChildren(QWidget)) < len(before) * 1.6


def test_a_small_bag_and_a_large_one_are_told_apart_by_the_end_of_their_names(theme: Theme, put: Put) -> None:
    grid = TileGrid(theme, None)
    put(grid, 316, 200)
    names = ("Espresso „Hafen“ 1 kg", "Espresso „Hafen“ 250 g")
    grid.show_state(tuple(ProductTile(sku=name, name=name, price="24,90 €", charged="Stripe 26,90 €") for name in names))
    grid.resize(316, grid.heightForWidth(316))
    shown = [text.text.replace("\u00a0", " ") for text in painted_texts(grid)]
    assert [text[-5:] for text in shown if text.startswith("„H")] == [" 1 kg", "250 g"]
    assert [text for text in shown if "26,90" in text] == ["26,90 €", "26,90 €"]
    assert shown.count("Stripe") == 2


def test_what_is_known_stands_above_the_last_question(panel: Panel) -> None:
    facts = (Fact("Reason", "not received"), Fact("Answer by", "30 Nov"))
    asked = Section(id="d", title="Dispute", facts=facts, query="", query_name="Type 59,00 € to go on", asks_last=True)
    accept = CardButton(intent="accept", text="Accept")
    panel.show_state(PanelState(sections=(msgspec.structs.replace(asked, buttons=(accept,)),)))
    panel.grab()
    field = next(each for each in panel.findChildren(QLineEdit) if each.accessibleName() == asked.query_name)
    lines = [label for label in panel.findChildren(LineLabel) if label.text() in ("Reason", "Answer by")]
    parts = (*lines, field, button(panel, "Accept"))
    tops = [part.mapTo(panel, QPoint(0, 0)).y() for part in parts]
    assert (len(tops), tops) == (4, sorted(tops))
