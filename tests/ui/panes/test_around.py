"""Head, list pane, rail, bars, toast, first start: each says what is wanted, with the right id."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.connecting import WhatsAppKeys
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.first_start import Finding, FirstStart, Light, Page
from inbox.ui.models.states.parts import Choice, Notice, Toast
from inbox.ui.models.states.rail import Place, RailState
from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.chat_head import ChatHeadView
from inbox.ui.panes.choice_button import ChoiceButton
from inbox.ui.panes.conversations_pane import ConversationsPane
from inbox.ui.panes.first_start import FirstStartPage
from inbox.ui.panes.notices import Notices
from inbox.ui.panes.rail import Rail
from inbox.ui.panes.stripe import Stripe
from inbox.ui.panes.toast import ToastView
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import SpanLabel
from tests.ui.panes import chat_samples
from tests.ui.panes.readers import button, name_of, nameless, said
from tests.ui.panes.scenes import chat_pane, list_pane
from tests.ui.theme.painted import painted_texts

Put = Callable[..., QWidget]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def head(theme: Theme, put: Put) -> ChatHeadView:
    head = ChatHeadView(theme, "E")
    put(head, 800, 54)
    head.show_state(chat_samples.head())
    return head


def _menu(head: ChatHeadView, number: int) -> QMenu:
    """Return the menu of one of the head's buttons as it is when it was opened last."""
    button = head.findChildren(ChoiceButton)[number]
    button.open_menu()
    menu: QMenu = button.findChild(QMenu)
    menu.close()
    return menu


def test_head_says_who_and_until_when(head: ChatHeadView) -> None:
    assert "Lena Brandt" in said(head)
    assert "+49 170 1234567 · you can write until tomorrow 14:02" in said(head)


def test_a_key_in_the_head_gives_way_to_until_when_one_can_write(head: ChatHeadView) -> None:
    assert "E" in [text.text for text in painted_texts(head)]
    head.resize(554, 54)
    shown = [text.text for text in painted_texts(head)]
    assert "E" not in shown
    assert any(text.startswith("You can write until tomorrow 14:02") for text in shown), shown


@pytest.mark.parametrize("width", [600, 620, 640, 680, 716, 740, 800])
def test_until_when_one_can_write_is_whole_also_beside_the_ways_back_to_folded_panes(head: ChatHeadView, width: int) -> None:
    head.resize(width, 54)
    head.offer(to_list=True, to_panel=True)
    shown = [text.text for text in painted_texts(head)]
    assert any("ou can write until tomorrow 14:02" in text for text in shown), shown


def test_the_line_under_a_name_begins_with_a_capital_letter_also_without_a_number(head: ChatHeadView) -> None:
    head.show_state(msgspec.structs.replace(chat_samples.head(), contact=""))
    assert "You can write until tomorrow 14:02" in said(head)


def test_head_assigns_snoozes_and_resolves(head: ChatHeadView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(head.assigned) as assigned:
        _menu(head, 0).actions()[1].trigger()
    with qtbot.waitSignal(head.snoozed) as snoozed:
        _menu(head, 1).actions()[1].trigger()
    with qtbot.waitSignal(head.resolve_wanted) as resolved:
        qtbot.mouseClick(button(head, "Resolve"), LEFT)
    assert (assigned.args, snoozed.args, resolved.args) == (["c_lena", "a_tom"], ["c_lena", "tomorrow"], ["c_lena"])
    assert _menu(head, 0).actions()[0].isChecked()


def test_an_open_menu_stays_as_it_is_while_the_time_goes_on(head: ChatHeadView) -> None:
    snooze = head.findChildren(ChoiceButton)[1]
    snooze.open_menu()
    menu: QMenu = snooze.findChild(QMenu)
    before = [action.text() for action in menu.actions()]
    head.show_state(chat_samples.head(snoozes=(Choice(id="later", text="Later"),)))
    assert [action.text() for action in menu.actions()] == before
    menu.close()
    assert [action.text() for action in _menu(head, 1).actions()] == ["Later"]


def test_resolved_chat_is_reopened(head: ChatHeadView, qtbot: QtBot) -> None:
    head.show_state(chat_samples.head(is_resolved=True))
    with qtbot.waitSignal(head.reopen_wanted) as wanted, qtbot.assertNotEmitted(head.resolve_wanted):
        qtbot.mouseClick(button(head, "Reopen"), LEFT)
    assert wanted.args == ["c_lena"]


def test_head_shows_a_reader_no_buttons(head: ChatHeadView) -> None:
    head.show_state(chat_samples.head(assignees=(), snoozes=(), blocks=(), can_resolve=False))
    assert [shown for shown in head.findChildren(QAbstractButton) if shown.isVisible()] == []


def test_narrow_head_keeps_its_names(head: ChatHeadView) -> None:
    head.resize(430, 54)
    assert button(head, "Resolve").text() == ""
    assert {name_of(shown) for shown in head.findChildren(QPushButton) if shown.isVisible()} == {
        "Assigned to Jana", "Snooze", "Block or unblock", "Resolve"
    }  # fmt: skip


def test_head_brings_folded_panes_back(head: ChatHeadView, qtbot: QtBot) -> None:
    head.offer(to_list=True, to_panel=True)
    with qtbot.waitSignal(head.list_wanted):
        qtbot.mouseClick(button(head, "Back to the list"), LEFT)
    with qtbot.waitSignal(head.panel_wanted):
        qtbot.mouseClick(button(head, "Customer and payments"), LEFT)


def test_holds_can_be_undone_and_sent_without_an_open_chat(theme: Theme, put: Put, qtbot: QtBot) -> None:
    pane = put(chat_pane(theme, "en", chat_samples.no_chat), 560, 400)
    acts: list[tuple[str, str]] = []
    pane.acted.connect(lambda intent, subject: acts.append((intent, subject)))
    qtbot.mouseClick(button(pane, "Undo"), LEFT)
    qtbot.mouseClick(button(pane, "Refund now"), LEFT)
    assert acts == [("action.undo", "act_1"), ("action.send-now", "act_1")]
    assert "Choose a chat on the left." in said(pane)


def test_bar_over_the_chat_acts(theme: Theme, put: Put, qtbot: QtBot) -> None:
    pane = put(chat_pane(theme, "en", chat_samples.long_head), 560, 500)
    with qtbot.waitSignal(pane.acted) as acted:
        qtbot.mouseClick(button(pane, "Take over"), LEFT)
    assert acted.args == ["chat.take-over", "colleague"]


@pytest.fixture
def conversations(theme: Theme, put: Put) -> ConversationsPane:
    return put(list_pane(theme, "en"), 316, 700)


def _search(pane: QWidget) -> QLineEdit:
    return pane.findChild(QLineEdit)


def test_search_says_what_is_typed_and_shows_what_the_state_says(
    conversations: ConversationsPane, qtbot: QtBot
) -> None:
    typed: list[str] = []
    conversations.query_edited.connect(typed.append)
    conversations.focus_search()
    qtbot.keyClicks(_search(conversations), "49,90")
    assert typed[-1] == "49,90"
    conversations.show_state(chat_samples.conversations(query="visa 4242"))
    assert _search(conversations).text() == "visa 4242"
    assert typed[-1] == "49,90"


def test_esc_gives_up_the_search_and_down_goes_to_what_was_found(
    conversations: ConversationsPane, qtbot: QtBot
) -> None:
    table = conversations.findChild(QTableView)
    conversations.show_state(chat_samples.conversations(query="lena"))
    for key, queries in ((Qt.Key.Key_Down, []), (Qt.Key.Key_Return, []), (Qt.Key.Key_Escape, [""])):
        typed: list[str] = []
        conversations.query_edited.connect(typed.append)
        conversations.focus_search()
        qtbot.keyClick(_search(conversations), key)
        assert QApplication.focusWidget() is table
        assert typed == queries
        conversations.query_edited.disconnect()


def test_a_view_is_chosen_by_click(conversations: ConversationsPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(conversations.view_chosen) as chosen:
        qtbot.mouseClick(button(conversations, "Closing soon 3"), LEFT)
    assert chosen.args == [chat_samples.conversations().views[2].view]


def test_the_place_is_the_states_to_say(theme: Theme, put: Put, qtbot: QtBot) -> None:
    rail = put(Rail(theme), 60, 500)
    rail.show_state(chat_samples.rail())
    cases = next(shown for shown in rail.findChildren(QAbstractButton) if "Cases" in name_of(shown))
    assert name_of(cases) == "Cases, 128 waiting"
    with qtbot.waitSignal(rail.place_wanted) as wanted:
        qtbot.mouseClick(cases, LEFT)
    assert wanted.args == ["cases"]
    assert not cases.isChecked()
    rail.show_state(msgspec.structs.replace(chat_samples.rail(), chosen="cases"))
    assert cases.isChecked()


def test_a_place_that_does_not_exist_is_not_there(theme: Theme, put: Put) -> None:
    rail = put(Rail(theme), 60, 500)
    rail.show_state(chat_samples.rail())
    rail.show_state(RailState(places=(Place(id="inbox", title="Inbox", icon="inbox"),), chosen="inbox"))
    assert [name_of(shown) for shown in rail.findChildren(QAbstractButton) if shown.isVisible()] == ["Inbox"]


def test_bars_come_and_go(theme: Theme, put: Put, qtbot: QtBot) -> None:
    window = put(QWidget(), 600, 200)
    bars = Notices(theme, window)
    retry = CardButton(intent="hub.retry", text="Try now")
    bars.show_state((Notice(id="offline", text="Offline since 14:03.", button=retry), Notice(id="old", text="Update.")))
    bars.setFixedWidth(600)
    assert "Offline since 14:03." in said(window)
    with qtbot.waitSignal(bars.acted) as acted:
        qtbot.mouseClick(button(window, "Try now"), LEFT)
    assert acted.args == ["hub.retry", "offline"]
    bars.show_state((Notice(id="old", text="Update."),))
    assert said(window).split() == ["Update."]
    bars.show_state(())
    assert not bars.isVisible()


def test_stripe_is_there_while_it_is_true(theme: Theme, put: Put) -> None:
    stripe = put(Stripe(theme), 600, 22)
    stripe.show_state("Demo shop: nothing here is real")
    assert name_of(stripe) == "Demo shop: nothing here is real"
    stripe.show_state("")
    assert stripe.isHidden()


@pytest.fixture
def toast(theme: Theme, put: Put) -> ToastView:
    window = put(QWidget(), 600, 300)
    return ToastView(theme, window, window)


def _news(name: str = "t1") -> Toast:
    return Toast(id=name, text="Murat has paid", tone=Tone.OK, button=CardButton(intent="chat.open", text="Open chat"))


def test_a_long_toast_is_read_to_its_end(toast: ToastView, qtbot: QtBot) -> None:
    toast.show_state(Toast(id="short", text="Kopiert"))
    qtbot.waitUntil(lambda: toast.height() > 0)
    qtbot.wait(1)
    low = toast.height()
    words = "Keine Verbindung: Es wurde nichts erstattet. Bitte noch einmal klicken, sobald die Verbindung wieder da ist. " * 2
    toast.show_state(Toast(id="long", text=words))
    qtbot.waitUntil(lambda: toast.height() > low)
    label = toast.findChild(SpanLabel)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))


def test_toast_acts_and_takes_no_keyboard(toast: ToastView, qtbot: QtBot) -> None:
    before = QApplication.focusWidget()
    toast.show_state(_news())
    assert QApplication.focusWidget() is before
    with qtbot.waitSignal(toast.acted) as acted:
        qtbot.mouseClick(button(toast, "Open chat"), LEFT)
    assert acted.args == ["chat.open", "t1"]


def test_toast_goes_by_itself_but_not_while_it_is_read(toast: ToastView, qtbot: QtBot) -> None:
    toast._timer.setInterval(30)
    toast.show_state(_news())
    place = QPointF(1, 1)
    QApplication.sendEvent(toast, QEnterEvent(place, place, place))
    qtbot.wait(90)
    assert toast.isVisible()
    with qtbot.waitSignal(toast.closed) as closed:
        QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert closed.args == ["t1"]
    assert not toast.isVisible()
    toast.show_state(_news("t2"))
    assert toast.isVisible()


@pytest.fixture
def start(theme: Theme, put: Put) -> FirstStartPage:
    page = FirstStartPage(theme, "en")
    put(page, 1000, 640)
    page.show_state(FirstStart())
    return page


def _fields(page: QWidget) -> list[QLineEdit]:
    return [field for field in page.findChildren(QLineEdit) if field.isVisible()]


def test_three_ways_in(start: FirstStartPage, qtbot: QtBot) -> None:
    pages: list[str] = []
    start.page_wanted.connect(pages.append)
    with qtbot.waitSignal(start.demo_wanted):
        qtbot.mouseClick(button(start, "Try the demo shop: Open the demo"), LEFT)
    qtbot.mouseClick(button(start, "Connect my accounts: Connect"), LEFT)
    qtbot.mouseClick(button(start, "Join my team: Join"), LEFT)
    assert pages == ["stripe", "hub"]
    assert nameless(start) == []


def test_a_key_is_offered_hidden_and_kept_nowhere(start: FirstStartPage, qtbot: QtBot) -> None:
    start.show_state(FirstStart(page=Page.STRIPE))
    shop, key, orders = _fields(start)
    assert QApplication.focusWidget() is shop
    qtbot.keyClicks(shop, "Nordlicht")
    assert key.echoMode() is QLineEdit.EchoMode.Password
    qtbot.keyClicks(key, "rk_test_secret")
    with qtbot.waitSignal(start.key_offered) as offered:
        qtbot.keyClick(key, Qt.Key.Key_Return)
    assert offered.args == ["Nordlicht", "rk_test_secret", ""]
    qtbot.keyClicks(orders, "shop_order")
    with qtbot.waitSignal(start.key_offered) as offered:
        qtbot.keyClick(orders, Qt.Key.Key_Return)
    assert offered.args == ["Nordlicht", "rk_test_secret", "shop_order"]
    assert "secret" not in said(start)


def test_what_a_key_may_not_do_is_named(start: FirstStartPage, qtbot: QtBot) -> None:
    findings = (
        Finding(text="Payments: read", light=Light.GOOD),
        Finding(text="Refunds: write", light=Light.MISSING, way_out="Edit the key, Refunds, choose Write."),
    )
    start.show_state(FirstStart(page=Page.STRIPE, findings=findings))
    assert "Edit the key, Refunds, choose Write." in said(start)
    assert [shown for shown in start.findChildren(QPushButton) if shown.isVisible() and shown.text() == "Go on"] == []
    start.show_state(FirstStart(page=Page.STRIPE, findings=findings[:1], can_go_on=True))
    with qtbot.waitSignal(start.stripe_done):
        qtbot.mouseClick(button(start, "Go on"), LEFT)


def test_whatsapp_waits_for_all_but_the_address_or_for_later(start: FirstStartPage, qtbot: QtBot) -> None:
    start.show_state(FirstStart(page=Page.WHATSAPP))
    fields = _fields(start)
    with qtbot.assertNotEmitted(start.whatsapp_offered):
        qtbot.keyClicks(fields[0], "109")
        qtbot.mouseClick(button(start, "Check and connect"), LEFT)
    assert QApplication.focusWidget() is fields[1]
    for field, text in zip(fields[1:-1], ("204", "EAAG", "abc", "word"), strict=True):
        qtbot.keyClicks(field, text)
    with qtbot.waitSignal(start.whatsapp_offered) as offered:
        qtbot.mouseClick(button(start, "Check and connect"), LEFT)
    assert offered.args == [WhatsAppKeys("109", "204", "EAAG", "abc", "word", "")]
    with qtbot.waitSignal(start.whatsapp_later):
        qtbot.mouseClick(button(start, "Later"), LEFT)


def test_a_team_needs_address_and_code(start: FirstStartPage, qtbot: QtBot) -> None:
    start.show_state(FirstStart(page=Page.HUB))
    address, code = _fields(start)
    with qtbot.assertNotEmitted(start.hub_offered):
        qtbot.keyClicks(address, "https://hub.example.com")
        qtbot.keyClick(address, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is code
    qtbot.keyClicks(code, "1234-5678")
    with qtbot.waitSignal(start.hub_offered) as offered:
        qtbot.keyClick(code, Qt.Key.Key_Return)
    assert offered.args == ["https://hub.example.com", "1234-5678"]
    start.show_state(FirstStart(page=Page.HUB, problem="This code was used before; ask for a new one."))
    assert "This code was used before; ask for a new one." in said(start)


def test_nothing_can_be_pressed_twice_while_it_is_being_done(start: FirstStartPage) -> None:
    for page, words in ((Page.STRIPE, "Check the key"), (Page.WHATSAPP, "Check and connect"), (Page.HUB, "Join")):
        start.show_state(FirstStart(page=page, busy="One moment …"))
        assert not button(start, words).isEnabled()
        assert all(not field.isEnabled() for field in _fields(start))


def test_a_row_that_goes_leaves_the_table_alone(conversations: ConversationsPane) -> None:
    table = conversations.findChild(QTableView)
    assert table.model().rowCount(QModelIndex()) > 0
    conversations.show_state(chat_samples.conversations())
    assert table.isVisible()
