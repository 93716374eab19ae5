"""The chat stays where it is read, whatever comes and goes, and most of all under a pointer that is about to move money."""

from __future__ import annotations

import random

import msgspec
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.timeline import Bubble, DaySeparator, Timeline
from inbox.ui.theme.theme import Theme
from tests.ui.chat.chats import CARD, bubbles, chat, hover, spot_of, top


class TestPlace:
    def test_opens_at_the_newest_message(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(50))))
        assert view.is_at_end
        assert view.viewport().rect().contains(view.item_rect("m49").adjusted(0, 0, 0, -6))

    def test_opens_at_the_item_it_is_told(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(50))), at="m10")
        assert 0 < top(view, "m10") < 300

    def test_lays_out_only_what_is_on_screen(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(600))))
        assert view._laid.misses < 30

    def test_a_new_message_at_the_end_is_followed(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(50))))
        view.show_timeline(chat(*bubbles(*range(51))))
        assert view.is_at_end
        assert not view._pill.isVisible()

    def test_a_new_message_while_reading_above_moves_nothing_and_is_told(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(chat(*bubbles(*range(50))))
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() - 400)
        before = top(view, "m40")
        view.show_timeline(chat(*bubbles(*range(53))))
        assert top(view, "m40") == before
        assert view._pill.accessibleName() == "2 new"  # one of the three is our own
        with qtbot.waitSignal(view.end_reached):
            QTest.mouseClick(view._pill, Qt.MouseButton.LeftButton)
        assert view.is_at_end
        assert not view._pill.isVisible()

    def test_older_messages_come_above_the_reader(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(100, 150))))
        view.verticalScrollBar().setValue(60)
        shown = [item.id for item in view.timeline.items if 0 <= top(view, item.id) < 500]
        before = {item_id: top(view, item_id) for item_id in shown}
        view.show_timeline(chat(*bubbles(*range(50, 150))))
        assert {item_id: top(view, item_id) for item_id in shown} == before

    def test_older_messages_of_the_same_day_come_above_the_reader_who_is_at_its_beginning(self, view: ChatView) -> None:
        day = DaySeparator(id="day:2026-11-22", text="Today")
        view.show_timeline(chat(day, *bubbles(*range(50, 100)), has_older=True))
        view.verticalScrollBar().setValue(0)
        before = top(view, "m50")
        view.show_timeline(chat(day, *bubbles(*range(100)), has_older=True))
        assert top(view, "m50") == before
        assert view.verticalScrollBar().value() > 0

    def test_another_width_keeps_the_reader(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(100))))
        view.verticalScrollBar().setValue(1500)
        first = next(item.id for item in view.timeline.items if top(view, item.id) + 500 > 500)
        before = top(view, first)
        view.resize(420, 500)
        assert top(view, first) == before

    def test_the_undo_bar_pushes_the_end_up(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(50))))
        view.resize(600, 400)
        assert view.is_at_end
        assert view.item_rect("m49").bottom() <= 400

    def test_larger_text_keeps_the_reader(self, view: ChatView, theme: Theme) -> None:
        view.show_timeline(chat(*bubbles(*range(50))))
        view.verticalScrollBar().setValue(700)
        first = view._place.anchors()[0]
        theme.set_percent(150)
        assert top(view, first.item) == first.offset

    def test_another_conversation_begins_anew(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(50))))
        view.touches.focused = ("m3", -1)
        view.show_timeline(Timeline(conversation="other", items=bubbles(1)))
        assert view.touches.focused == ("", -1)
        assert view.is_at_end


class TestPaging:
    def test_asks_for_older_items_near_the_beginning(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(chat(*bubbles(*range(50)), has_older=True))
        with qtbot.waitSignal(view.older_wanted):
            view.verticalScrollBar().setValue(10)

    def test_asks_for_newer_items_near_an_end_that_is_not_the_last(self, view: ChatView, qtbot: QtBot) -> None:
        with qtbot.waitSignal(view.newer_wanted):
            view.show_timeline(chat(*bubbles(*range(50)), has_newer=True))
        assert not view.is_at_end

    def test_the_way_down_leads_to_the_newest_page(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(chat(*bubbles(*range(50)), has_newer=True, arrived_below=4))
        assert view._pill.accessibleName() == "4 new"
        with qtbot.waitSignal(view.newest_wanted):
            view.scroll_to_end()

    def test_jumps_to_an_item_or_asks_for_it(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(chat(*bubbles(*range(100))))
        view.jump_to("m5")
        assert 0 < top(view, "m5") < 300
        with qtbot.waitSignal(view.item_wanted) as wanted:
            view.jump_to("m999")
        assert wanted.args == ["m999"]


class TestMoney:
    """Nothing moves under a pointer that is over a button which moves money."""

    def test_a_card_under_the_pointer_stays_when_messages_come(self, view: ChatView, qtbot: QtBot) -> None:
        view.show_timeline(chat(*bubbles(*range(10)), CARD))
        spot = spot_of(view, "cart")
        hover(view, spot)
        assert view.pinned_item() == "cart"
        before = top(view, "cart")
        view.show_timeline(chat(*bubbles(*range(10)), CARD, *bubbles(10, 11)))
        assert top(view, "cart") == before
        with qtbot.waitSignal(view.intent) as intent:
            QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert intent.args == ["cart", "cart.send-link"]

    def test_it_follows_the_end_again_when_the_pointer_leaves(self, view: ChatView) -> None:
        view.show_timeline(chat(CARD))
        hover(view, spot_of(view, "cart"))
        before = top(view, "cart")
        view.show_timeline(chat(CARD, *bubbles(*range(20))))
        assert top(view, "cart") == before
        assert view._pill.isVisible()
        hover(view, QPoint(570, 5))
        assert view.is_at_end
        assert not view._pill.isVisible()

    def test_the_pointer_on_the_scroll_bar_holds_nothing(self, view: ChatView) -> None:
        view.show_timeline(chat(*bubbles(*range(20)), CARD))
        hover(view, spot_of(view, "cart"))
        assert view.pinned_item() == "cart"
        QTest.mouseMove(view._bar, QPoint(5, 100))
        QApplication.processEvents()
        assert view.pinned_item() == ""

    def test_a_button_that_is_gone_holds_nothing(self, view: ChatView) -> None:
        view.show_timeline(chat(CARD))
        hover(view, spot_of(view, "cart"))
        paid = msgspec.structs.replace(CARD, buttons=())
        view.show_timeline(chat(paid, *bubbles(*range(20))))
        assert view.pinned_item() == ""
        view.show_timeline(chat(paid, *bubbles(*range(21))))
        assert view.is_at_end


def test_what_is_pushed_along_looks_like_what_is_painted_anew(view: ChatView, seed: int) -> None:
    """Whatever comes and goes, the picture is the same as when all of it is painted."""
    draw = random.Random(seed)
    first, last = 500, 540
    view.show_timeline(chat(*bubbles(*range(first, last))))
    _picture(view)
    for number in range(25):
        act = draw.choice(["append", "append", "prepend", "scroll", "change"])
        changed = draw.randrange(first, last)
        if act == "append":
            last += 1
        elif act == "prepend":
            first -= 3
        elif act == "scroll":
            bar = view.verticalScrollBar()
            bar.setValue(draw.choice([bar.maximum(), bar.value() - 80, bar.value() + 55]))
        items = list(bubbles(*range(first, last)))
        if act == "change":
            items[changed - first] = Bubble(id=f"m{changed}", text=f"Neu {number}", is_mine=True)
        view.show_timeline(chat(*items))
        QApplication.processEvents()
        pushed = _picture(view)
        view.viewport().update()
        QApplication.processEvents()
        assert pushed == _picture(view), act


def _picture(view: ChatView) -> QImage:
    """What is on the screen, as the backing store has it."""
    screen = view.screen()
    return screen.grabWindow(view.winId()).toImage()
