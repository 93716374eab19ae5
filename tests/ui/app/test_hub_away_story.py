"""The hub is off: what still works works, what cannot wait is refused in words, what can wait goes out once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from inbox.desk.holds import HoldSettings
from inbox.ui.app.desk_app import Bell
from inbox.ui.models.timeline import Bubble, NoteItem, Ticks
from inbox.ui.theme.theme import Theme
from tests.stories.programs import Json, Shop
from tests.ui.app.hands import Hands
from tests.ui.app.running_desk import RunningDesk, running_desk

WORDS = "Moin, die Tüte ist gerissen"
TEXT = "Das tut mir leid, ich kümmere mich"
NOTE = "Charge G-1107 prüfen"
HOLDS = HoldSettings(refund=30.0, request_payment=30.0, send_products=30.0)

OpenDesk = Callable[[], AbstractContextManager[RunningDesk]]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    running = Shop(tmp_path_factory.mktemp("shop"))
    try:
        yield running
    finally:
        running.close()


@pytest.fixture(scope="module")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture
def open_desk(shop: Shop, desk_folder: Path, qapp: QApplication, theme: Theme) -> OpenDesk:
    bell = Bell()

    def open_desk() -> AbstractContextManager[RunningDesk]:
        return running_desk(desk_folder, shop.key, shop.url, shop.token, theme, bell, HOLDS)

    return open_desk


def _notices(hands: Hands) -> str:
    return " ".join(notice.text for notice in hands.shown.news.state.notices)


def _toast(hands: Hands) -> str:
    toast = hands.shown.news.state.toast
    return "" if toast is None else toast.text


def _sent(shop: Shop, text: str) -> list[Json]:
    return [one for one in shop.books()["messages"] if one["text"] == text]


def _notes(shop: Shop, text: str) -> list[Json]:
    return [event for event in shop.events() if event["type"] == "note.added" and event["body"]["text"] == text]


@pytest.mark.allow_logs("the hub is lost|no answer yet")
def test_a_day_with_the_hub_off(shop: Shop, open_desk: OpenDesk) -> None:
    shop.say("lena", WORDS)
    chat = shop.conversation_of(WORDS)
    with open_desk() as desk:
        hands = Hands(desk.shown)
        hands.until(lambda: desk.reader.payments(chat))
        hands.choose(chat)
        hands.item(lambda item: isinstance(item, Bubble) and item.text == WORDS)
        assert _notices(hands) == ""
        hands.type("Ich schaue ")  # left there when the window closes

    shop.hub.stop()
    with open_desk() as desk:
        # It starts, reads, searches and has the draft.
        hands = Hands(desk.shown)
        hands.until(lambda: "Not connected yet" in _notices(hands))
        hands.choose(chat)
        hands.item(lambda item: isinstance(item, Bubble) and item.text == WORDS)
        edit = desk.shown.widgets.composer.edit
        assert edit.toPlainText() == "Ich schaue "
        hands.press("Ctrl+Shift+F")
        hands.type("gerissen")
        hands.until(lambda: desk.shown.rows.state.query == "gerissen" and desk.shown.rows.model.rowCount() == 1)
        hands.press("Esc", "R")

        # Money is refused at once and in words, and what was typed for it is still there.
        paid = desk.reader.payments(chat)[0].payment
        split = hands.until(lambda: hands.split(paid.id))
        assert not split._body.isEnabled()
        assert split._body.accessibleDescription() == "Money moves again with a connection."
        hands.press("Ctrl+Shift+L")
        hands.type("12,50")
        hands.press("Return")
        link = desk.shown.composer.state.link
        assert link is not None
        assert (link.amount, link.problem) == ("12,50", "Money moves again with a connection.")
        hands.press("Esc")
        desk.shown.panel.act("refund.rest", paid.id)  # as a click that came a moment before the button turned grey
        hands.until(lambda: _toast(hands).startswith("No connection: nothing was refunded."))

        # A text and a note wait, with a clock and words; the field is free again.
        hands.press("Ctrl+A")
        hands.write(TEXT)
        waiting = hands.item(lambda item: isinstance(item, Bubble) and item.text == TEXT)
        assert isinstance(waiting, Bubble)
        assert waiting.ticks is Ticks.QUEUED
        assert "waits for the connection" in waiting.time
        hands.press("Esc", "N")
        hands.type(NOTE)
        hands.press("Ctrl+Return")
        noted = hands.item(lambda item: isinstance(item, NoteItem) and item.text == NOTE)
        assert isinstance(noted, NoteItem)
        assert noted.ticks is Ticks.QUEUED
        hands.press("Esc", "R")
        hands.type("Und ")

    with open_desk() as desk:
        # Also after another start they wait, and go out once when the hub is back.
        hands = Hands(desk.shown)
        hands.choose(chat)
        hands.item(lambda item: isinstance(item, Bubble) and item.text == TEXT)
        assert desk.shown.widgets.composer.edit.toPlainText() == "Und "
        shop.start_hub()
        desk.engine.hurry()
        hands.until(lambda: desk.engine.view.status.online)
        hands.until(lambda: _notices(hands) == "")
        hands.item(
            lambda item: isinstance(item, Bubble) and item.text == TEXT and item.ticks in (Ticks.DELIVERED, Ticks.READ)
        )
        hands.until(lambda: _notes(shop, NOTE))
        hands.until(lambda: all(item.state == "succeeded" for item in desk.engine.view.items))

        # The hub goes in the middle of a hold: the money stays, and the card says why.
        hands.click_refund(paid.id)
        hands.until(lambda: desk.shown.holds.state)
        shop.hub.stop()
        hands.until(lambda: _notices(hands).startswith("Offline since"))
        hands.until(lambda: not desk.shown.holds.state)
        shop.start_hub()
        desk.engine.hurry()
        hands.until(lambda: _notices(hands) == "")
        card = hands.until(lambda: desk.shown.widgets.panel.card(paid.id))
        assert "The hub was lost during the hold, so it was not sent." in hands.words_of(card)

    assert len(_sent(shop, TEXT)) == 1
    assert len(_notes(shop, NOTE)) == 1
    assert [one for one in shop.books()["refunds"].values() if one["charge"] == paid.charge] == []
