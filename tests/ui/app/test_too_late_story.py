"""A text written while the hub was off, whose window closed meanwhile, goes out at nobody's hand but the agent's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from inbox.desk.holds import HoldSettings
from inbox.system.clock import SystemClock
from inbox.ui.app.desk_app import Bell
from inbox.ui.models.presenters.pending import DISCARD, SEND_ANYWAY
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.timeline import Bubble, Ticks
from inbox.ui.theme.theme import Theme
from tests.stories.programs import Json, Shop
from tests.ui.app.hands import Hands
from tests.ui.app.running_desk import running_desk

WORDS = "Moin, wann kommt mein Paket?"
AGAIN = "Hallo? Noch jemand da?"
DROPPED = "Das Paket kommt heute"
KEPT = "Das Paket liegt bei der Post"


class ClockAhead(SystemClock):
    """This machine's clock, set ``ahead`` by hand."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


@pytest.fixture
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    running = Shop(tmp_path_factory.mktemp("shop"))
    try:
        yield running
    finally:
        running.close()


def _sent(shop: Shop, text: str) -> list[Json]:
    return [one for one in shop.books()["messages"] if one["text"] == text]


def _asked(hands: Hands, text: str, *intents: str) -> Bubble:
    """Return the bubble of a text once it has these buttons."""

    def fits(item: object) -> bool:
        return isinstance(item, Bubble) and item.text == text and tuple(each.intent for each in item.buttons) == intents

    found = hands.item(fits)
    assert isinstance(found, Bubble)
    return found


@pytest.mark.allow_logs("the hub is lost|no answer yet")
def test_a_text_whose_window_closed_while_the_hub_was_off_asks_in_the_chat(
    shop: Shop, tmp_path: Path, qapp: QApplication, theme: Theme
) -> None:
    shop.say("lena", WORDS)
    chat = shop.conversation_of(WORDS)
    clock = ClockAhead()
    with running_desk(
        tmp_path / "desk", shop.key, shop.url, shop.token, theme, Bell(), HoldSettings(), clock=clock
    ) as desk:
        hands = Hands(desk.shown)
        hands.until(lambda: desk.reader.payments(chat))
        hands.choose(chat)
        hands.item(lambda item: isinstance(item, Bubble) and item.text == WORDS)

        # An hour before the window ends the hub is off, and two texts wait for it.
        shop.hub.stop()
        hands.until(lambda: not desk.engine.view.status.online)
        clock.ahead = timedelta(hours=23)
        for text in (DROPPED, KEPT):
            hands.write(text)
            hands.item(lambda item, text=text: isinstance(item, Bubble) and item.text == text)

        # It comes back two hours later: both ask, in words, and neither has gone out.
        clock.ahead = timedelta(hours=25)
        shop.start_hub()
        desk.engine.hurry()
        dropped = _asked(hands, DROPPED, Intent.PLAN_TEMPLATE, DISCARD)
        kept = _asked(hands, KEPT, Intent.PLAN_TEMPLATE, DISCARD)
        assert [button.text for button in kept.buttons] == ["Send a template", "Back to the draft"]
        assert kept.failure == "The 24 hours to write freely are over; send a template instead."
        assert _sent(shop, DROPPED) == _sent(shop, KEPT) == []

        # One is taken back and is a draft again.
        hands.timeline.intent.emit(dropped.id, DISCARD)
        hands.until(lambda: desk.shown.composer.state.draft == DROPPED)
        _asked(hands, KEPT, Intent.PLAN_TEMPLATE, DISCARD)

        # The customer writes again: the other can go out as it is, once the agent says so.
        clock.ahead = timedelta(hours=23)
        shop.say("lena", AGAIN)
        kept = _asked(hands, KEPT, SEND_ANYWAY, DISCARD)
        assert kept.failure == ""
        assert _sent(shop, KEPT) == []
        hands.timeline.intent.emit(kept.id, SEND_ANYWAY)
        hands.item(
            lambda item: isinstance(item, Bubble) and item.text == KEPT and item.ticks in (Ticks.DELIVERED, Ticks.READ)
        )
    assert len(_sent(shop, KEPT)) == 1
    assert _sent(shop, DROPPED) == []
