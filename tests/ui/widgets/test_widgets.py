"""The controls: what they show, what they tell, what they must not do."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.rows import Chip, HoldRow, Span, Tone, ViewPill
from inbox.ui.models.states.parts import Choice
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.avatar import Avatar
from inbox.ui.widgets.banner import Banner
from inbox.ui.widgets.button import Button, SplitButton
from inbox.ui.widgets.countdown import CountdownRing
from inbox.ui.widgets.empty import PATIENCE_MS, EmptyState, SkeletonRows
from inbox.ui.widgets.labels import ChipLabel, LineLabel, SectionHeader, SpanLabel
from inbox.ui.widgets.pills import PillBar
from inbox.ui.widgets.search_field import SearchField
from inbox.ui.widgets.segmented import Segmented
from inbox.ui.widgets.sort_pill import SortPill
from inbox.ui.widgets.undo_bar import UndoBar
from tests.ui.list_samples import holds, views

_LEFT = Qt.MouseButton.LeftButton


def _on(qtbot: QtBot, widget: QWidget, width: int = 400, height: int = 60) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()


def _button(parent: QWidget, name: str) -> QPushButton:
    return next(button for button in parent.findChildren(QPushButton) if button.accessibleName() == name)


class _Happened(QObject):
    """What some widgets were told to do again."""

    def __init__(self, *watched: QWidget) -> None:
        super().__init__(watched[0])
        self.kinds: set[QEvent.Type] = set()
        for each in watched:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Paint, QEvent.Type.ToolTipChange):
            self.kinds.add(event.type())
        return False


class TestButtons:
    def test_a_button_grows_with_its_words_and_the_text_size(self, theme: Theme, qtbot: QtBot) -> None:
        short, long = Button(theme, ButtonFace("Ja")), Button(theme, ButtonFace("Denselben Link noch einmal senden"))
        for button in (short, long):
            qtbot.addWidget(button)
        assert short.sizeHint().width() < long.sizeHint().width()
        before = long.sizeHint()
        theme.set_percent(200)
        assert long.sizeHint().height() == 2 * before.height()

    def test_an_icon_alone_has_a_name_and_a_tooltip(self, theme: Theme, qtbot: QtBot) -> None:
        button = Button(theme, ButtonFace(icon="attach"), name="Attach a file")
        _on(qtbot, button)
        assert (button.accessibleName(), button.toolTip()) == ("Attach a file", "Attach a file")

    def test_what_says_the_same_is_neither_laid_out_nor_painted_again(self, theme: Theme, qtbot: QtBot) -> None:
        window = QWidget()
        button, split, disc = Button(theme, ButtonFace("Ja")), SplitButton(theme, "Nein"), Avatar(theme)
        column = QVBoxLayout(window)
        for part in (button, split, disc):
            column.addWidget(part)
        _on(qtbot, window, height=200)
        disc.show_person("EM", 3)
        for _ in range(3):
            QApplication.processEvents()
        happened = _Happened(window, button, split, disc, *split.findChildren(QPushButton))
        button.show_face(ButtonFace("Ja"))
        button.allow(True)
        split.show_text("Nein")
        split.allow(True)
        disc.show_person("EM", 3)
        QApplication.processEvents()
        assert happened.kinds == set()
        button.show_face(ButtonFace("Ja, bitte"))
        QApplication.processEvents()
        assert QEvent.Type.Paint in happened.kinds

    def test_a_click_leaves_the_keyboard_where_it_was_and_tab_comes_here(self, theme: Theme, qtbot: QtBot) -> None:
        window = QWidget()
        field, column = QLineEdit(window), QVBoxLayout(window)
        buttons = (Button(theme, ButtonFace("Ja")), SplitButton(theme, "Nein"))
        for part in (field, *buttons):
            column.addWidget(part)
        _on(qtbot, window, height=200)
        field.setFocus()
        pressable = window.findChildren(QPushButton)
        for each in pressable:
            QTest.mouseClick(each, _LEFT)
            assert window.focusWidget() is field
        assert len(pressable) == 3
        assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in pressable)

    def test_a_grey_button_says_why(self, theme: Theme, qtbot: QtBot) -> None:
        button = Button(theme, ButtonFace("Refund 24,90 €"))
        _on(qtbot, button)
        button.allow(False, "A dispute is open")
        with qtbot.assertNotEmitted(button.clicked):
            QTest.mouseClick(button, _LEFT)
        assert (button.toolTip(), button.accessibleDescription()) == ("A dispute is open", "A dispute is open")
        button.allow(True)
        assert (button.isEnabled(), button.toolTip()) == (True, "")

    def test_the_halves_of_a_split_button_do_different_things(self, theme: Theme, qtbot: QtBot) -> None:
        button = SplitButton(theme, "Refund 24,90 €")
        _on(qtbot, button)
        button.adjustSize()
        middle = button.height() // 2
        body, arrow = button.findChildren(QPushButton)
        assert arrow.width() >= 28
        with qtbot.assertNotEmitted(button.arrow_clicked), qtbot.waitSignal(button.clicked):
            QTest.mouseClick(body, _LEFT, pos=QPoint(10, middle))
        with qtbot.assertNotEmitted(button.clicked), qtbot.waitSignal(button.arrow_clicked):
            QTest.mouseClick(arrow, _LEFT, pos=QPoint(5, middle))
        assert body.accessibleName() == "Refund 24,90 €"
        assert arrow.accessibleName() == "More choices: Refund 24,90 €"

    def test_a_refund_that_cannot_be_still_has_its_form(self, theme: Theme, qtbot: QtBot) -> None:
        button = SplitButton(theme, "Refund 24,90 €")
        _on(qtbot, button)
        button.allow(False, "Refunding 24,90 € in 8 s")
        with qtbot.assertNotEmitted(button.clicked), qtbot.waitSignal(button.arrow_clicked):
            for half in button.findChildren(QPushButton):
                QTest.mouseClick(half, _LEFT)

    @pytest.mark.parametrize("percent", [80, 100, 150, 200])
    def test_the_arrow_is_never_narrow(self, theme: Theme, qtbot: QtBot, percent: int) -> None:
        theme.set_percent(percent)
        button = SplitButton(theme, "Refund", ButtonKind.PRIMARY)
        _on(qtbot, button)
        assert button.findChildren(QPushButton)[1].width() >= 28


class TestUndoBar:
    def test_shows_every_hold_and_tells_which_one_is_meant(self, theme: Theme, qtbot: QtBot) -> None:
        bar = UndoBar(theme, "Ctrl Shift Z")
        _on(qtbot, bar, 700, 100)
        bar.show_holds(holds())
        with qtbot.waitSignal(bar.undone) as undone:
            QTest.mouseClick(_button(bar, "Undo: Payment link 67,30 € · Murat Kaya"), _LEFT)
        assert undone.args == ["a2"]
        with qtbot.waitSignal(bar.sent_now) as sent:
            QTest.mouseClick(_button(bar, "Refund now: Refund 24,90 € · Lena Brandt · Visa 4242"), _LEFT)
        assert sent.args == ["a1"]

    def test_a_hold_that_is_over_goes_and_the_last_one_takes_the_bar_along(self, theme: Theme, qtbot: QtBot) -> None:
        bar = UndoBar(theme, "Ctrl Shift Z")
        _on(qtbot, bar, 700, 100)
        bar.show_holds(holds())
        bar.show_holds(holds()[:1])
        assert len(bar._lines) == 1
        assert bar.isVisible()
        bar.show_holds(())
        assert not bar.isVisible()

    def test_the_line_of_a_hold_stays_the_same_while_it_counts(self, theme: Theme, qtbot: QtBot) -> None:
        bar = UndoBar(theme, "Ctrl Shift Z")
        _on(qtbot, bar, 700, 100)
        bar.show_holds(holds())
        undo = _button(bar, "Undo: Payment link 67,30 € · Murat Kaya")
        bar.show_holds(holds())
        assert _button(bar, "Undo: Payment link 67,30 € · Murat Kaya") is undo

    def test_enter_neither_sends_nor_undoes(self, theme: Theme, qtbot: QtBot) -> None:
        window = QWidget()
        column = QVBoxLayout(window)
        bar = UndoBar(theme, "Ctrl Shift Z")
        column.addWidget(bar)
        _on(qtbot, window, 700, 200)
        bar.show_holds(holds())
        with qtbot.assertNotEmitted(bar.sent_now), qtbot.assertNotEmitted(bar.undone):
            for button in bar.findChildren(QPushButton):
                button.setFocus()
                for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    QTest.keyClick(button, key)
        with qtbot.waitSignal(bar.undone):
            QTest.keyClick(bar.findChildren(QPushButton)[0], Qt.Key.Key_Space)

    def test_what_cannot_be_sent_at_once_does_not_offer_it(self, theme: Theme, qtbot: QtBot) -> None:
        bar = UndoBar(theme, "Ctrl Shift Z")
        _on(qtbot, bar, 700, 60)
        text = HoldRow(action="a", what=(Span("Text"),), now="Send now", seconds_left=3, part_left=1.0, can_send_now=False)
        bar.show_holds((text,))
        assert not _button(bar, "Send now: Text").isVisible()

    def test_in_a_narrow_chat_the_words_are_cut_and_the_buttons_stay(self, theme: Theme, qtbot: QtBot) -> None:
        bar = UndoBar(theme, "Strg+Umschalt+Z")
        _on(qtbot, bar, 380, 60)
        bar.show_holds(holds()[1:])
        bar.resize(380, 60)
        for button in bar.findChildren(QPushButton):
            assert button.isVisible()
            assert bar.rect().contains(button.mapTo(bar, button.rect().bottomRight()))
        assert not next(label for label in bar.findChildren(QWidget) if type(label).__name__ == "KeyHint").isVisible()


class TestWords:
    def test_a_sentence_wraps_and_keeps_its_words_for_readers(self, theme: Theme, qtbot: QtBot) -> None:
        label = SpanLabel(theme, (Span("Refunding "), Span("24,90 €", bold=True), Span(" in 8 s · 24,90 € left")))
        _on(qtbot, label)
        assert label.text() == "Refunding 24,90 € in 8 s · 24,90 € left"
        assert label.heightForWidth(80) > label.heightForWidth(800) == 18
        label.show_spans(())
        assert not label.isVisible()

    def test_a_line_that_is_cut_says_the_whole_in_its_tooltip(self, theme: Theme, qtbot: QtBot) -> None:
        label = LineLabel(theme, (Span("Donaudampfschifffahrtsgesellschaftskapitän"),))
        _on(qtbot, label, 100, 20)
        label.grab()
        assert label.toolTip() == "Donaudampfschifffahrtsgesellschaftskapitän"
        label.resize(900, 20)
        label.grab()
        assert label.toolTip() == ""

    def test_a_chip_without_words_takes_no_place(self, theme: Theme, qtbot: QtBot) -> None:
        chip = ChipLabel(theme, Chip("Paid", Tone.OK))
        _on(qtbot, chip)
        assert chip.text() == "Paid"
        chip.show_chip(Chip(""))
        assert not chip.isVisible()

    def test_a_section_has_a_title_a_chip_and_a_link(self, theme: Theme, qtbot: QtBot) -> None:
        header = SectionHeader(theme, "Payments", "All 9 ›")
        _on(qtbot, header)
        with qtbot.waitSignal(header.link_clicked):
            QTest.mouseClick(_button(header, "All 9 ›"), _LEFT)
        header.show_end(Chip("Open", Tone.WARN))
        assert not header.findChildren(QPushButton)[0].isVisible()

    def test_a_ring_says_its_seconds(self, theme: Theme, qtbot: QtBot) -> None:
        ring = CountdownRing(theme)
        _on(qtbot, ring)
        ring.show_left(8, 0.75)
        assert ring.text() == "8"
        full = ring.grab().toImage()
        ring.show_left(8, 0.1)
        assert ring.grab().toImage() != full


class TestChoices:
    def test_a_segment_is_chosen_by_pointer_or_silently(self, theme: Theme, qtbot: QtBot) -> None:
        switch = Segmented(theme, (("reply", "Reply"), ("note", "Note")), "Write as")
        _on(qtbot, switch)
        with qtbot.waitSignal(switch.chosen) as chosen:
            QTest.mouseClick(_named(switch, "Note"), _LEFT)
        assert (chosen.args, switch.choice) == (["note"], "note")
        with qtbot.assertNotEmitted(switch.chosen):
            switch.choose("reply")
        assert switch.choice == "reply"

    def test_pills_show_counts_and_the_menu_the_rest(self, theme: Theme, qtbot: QtBot) -> None:
        bar = PillBar(theme)
        _on(qtbot, bar, 300, 80)
        pinned, others = views()[:4], views()[4:]
        bar.show_views(pinned, others, "0")
        assert [pill.text() for pill in bar._pills] == ["Mine 12", "Unassigned 7", "Closing soon 3", "Disputes 1"]
        with qtbot.waitSignal(bar.chosen) as chosen:
            QTest.mouseClick(bar._pills[2], _LEFT)
        assert chosen.args == ["2"]
        QTest.mouseClick(bar._more, _LEFT)
        (action,) = bar._menu.actions()
        bar.show_views(pinned, (*others, ViewPill("9", "New", 1)), "0")
        assert bar._menu.actions() == [action], "an open menu stays as it is"
        bar._menu.hide()
        with qtbot.waitSignal(bar.chosen) as chosen:
            action.trigger()
        assert chosen.args == ["4"]

    def test_a_view_from_the_menu_becomes_a_pill_while_it_is_chosen(self, theme: Theme, qtbot: QtBot) -> None:
        bar = PillBar(theme)
        _on(qtbot, bar, 300, 80)
        pinned, others = views()[:2], views()[2:]
        bar.show_views(pinned, others, "4")
        assert [(pill.text(), pill.isChecked()) for pill in bar._pills][-1] == ("Waiting for money 9", True)
        bar.show_views(pinned, others, "0")
        assert len(bar._pills) == 2
        bar.show_views((ViewPill("0", "Mine", 0),), (), "0")
        assert [pill.text() for pill in bar._pills] == ["Mine"]
        assert not bar._more.isVisible()

    def test_a_sign_opens_the_ways_to_sort_and_a_pill_names_one_that_is_not_the_usual(self, theme: Theme, qtbot: QtBot) -> None:
        sign, bar = SortPill(theme, names=False), PillBar(theme)
        _on(qtbot, sign)
        _on(qtbot, bar, 300, 80)
        bar.show_views(views()[:2], (), "0")
        usual = (Choice(id="newest", text="Newest first", is_chosen=True), Choice(id="money", text="Most money at risk"))
        other = (replace(usual[0], is_chosen=False), replace(usual[1], is_chosen=True))
        for shown in (sign, bar):
            shown.show_sorts(usual)
        assert (sign.isVisible(), bar._sort.isVisible()) == (True, False)
        assert sign.accessibleName() == sign.toolTip() == "Sorted: Newest first"
        sign.setFocus()
        QTest.keyClick(sign, Qt.Key.Key_Space)
        assert sign._menu.isVisible()
        assert [(each.text(), each.isChecked()) for each in sign._menu.actions()] == [
            ("Newest first", True),
            ("Most money at risk", False),
        ]
        with qtbot.waitSignal(sign.sort_chosen) as chosen:
            sign._menu.actions()[1].trigger()
        assert chosen.args == ["money"]
        sign._menu.hide()
        bar.show_sorts(other)
        assert bar._sort.isVisible()
        assert (bar._sort.text(), bar._sort.accessibleName()) == ("Most money at risk", "Sorted: Most money at risk")
        QTest.mouseClick(bar._sort, _LEFT)
        bar._sort._menu.hide()
        with qtbot.waitSignal(bar.sort_chosen) as chosen:
            bar._sort._menu.actions()[0].trigger()
        assert chosen.args == ["newest"]
        sign.show_sorts(usual[:1])
        assert not sign.isVisible()

    def test_the_pills_take_as_many_rows_as_they_need(self, theme: Theme, qtbot: QtBot) -> None:
        bar = PillBar(theme)
        _on(qtbot, bar, 300, 80)
        bar.show_views(views("de"), (), "0")
        assert bar.heightForWidth(300) > bar.heightForWidth(900) == 24


class TestPlaces:
    def test_the_search_field_shows_its_key_while_it_is_empty(self, theme: Theme, qtbot: QtBot) -> None:
        field = SearchField(theme, "Search", "Ctrl K")
        _on(qtbot, field)
        assert isinstance(field, QLineEdit)
        assert field.accessibleName() == "Search"
        empty = field.textMargins().right()
        field.setText("Lena")
        assert field.textMargins().right() < empty

    def test_the_banner_is_there_while_it_has_something_to_say(self, theme: Theme, qtbot: QtBot) -> None:
        window = QWidget()
        banner = Banner(theme, window)
        QVBoxLayout(window).addWidget(banner)
        _on(qtbot, window)
        assert not banner.isVisible()
        banner.say("Offline since 14:03.", Tone.WARN, "Try again")
        assert banner.isVisible()
        with qtbot.waitSignal(banner.clicked):
            QTest.mouseClick(_button(banner, "Try again"), _LEFT)
        banner.say("")
        assert not banner.isVisible()

    def test_an_empty_place_offers_one_thing(self, theme: Theme, qtbot: QtBot) -> None:
        empty = EmptyState(theme, "inbox", "All answered.", "Take next")
        _on(qtbot, empty, 300, 300)
        with qtbot.waitSignal(empty.clicked):
            QTest.mouseClick(_button(empty, "Take next"), _LEFT)

    def test_what_is_read_quickly_is_not_announced(self, theme: Theme, qtbot: QtBot) -> None:
        rows = SkeletonRows(theme)
        qtbot.addWidget(rows)
        rows.begin()
        assert not rows.isVisible()
        qtbot.waitUntil(rows.isVisible, timeout=PATIENCE_MS * 20)
        rows.end()
        assert not rows.isVisible()
        rows.begin()
        rows.end()
        assert not rows._timer.isActive()


def _named(parent: QWidget, text: str) -> QPushButton:
    return next(button for button in parent.findChildren(QPushButton) if button.text() == text)
