"""A subscription, by mouse in the real window, against a real hub: paused until a day and told, an end taken back in time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from inbox.demo.steps import Stage
from inbox.desk.holds import HoldSettings
from inbox.domain import times
from inbox.domain.subscriptions import Subscription
from inbox.sandbox.stripe.cycles import after
from inbox.ui.models.timeline import Bubble, EventLine
from inbox.ui.panes.entry_card import EntryCard
from inbox.ui.panes.go_to_date import GoToDate
from inbox.ui.widgets.button import Button
from tests.ui.app.hands import Hands

ASKED = "Kann ich mein Abo eine Weile aussetzen?"
DAY = 86_400


@pytest.fixture(scope="module")
def holds() -> HoldSettings:
    return HoldSettings(change_subscription=60)


def _card(hands: Hands, name: str) -> EntryCard:
    return hands.until(lambda: hands.shown.widgets.panel.card(name))


def _send_now(hands: Hands, deed: str) -> None:
    """End the hold that a slow machine could not have ended in time, once the bar shows it; it may still show one before."""
    holds = hands.shown.holds
    hands.until(lambda: any(deed in span.text for row in holds.state for span in row.what))
    holds.send_now()


def _known(stage: Stage, name: str) -> Subscription:
    chat = stage.counter.chat_with(ASKED)
    assert chat is not None
    return next(each.subscription for each in stage.counter.reader.subscriptions(chat) if each.subscription.id == name)


def test_a_pause_until_a_day_and_an_end_that_was_undone(stage: Stage, hands: Hands) -> None:
    control, counter = stage.control, stage.counter
    name = control.subscribe("lena", "Kaffeeabo „Hafen“ 1 kg", 2290)
    control.say("lena", ASKED)
    hands.choose(hands.until(lambda: counter.chat_with(ASKED)))
    card = _card(hands, name)
    hands.until(lambda: "Kaffeeabo" in hands.words_of(card))

    # An end with the period is taken back while it is on hold: Stripe never hears of it.
    hands.click_button(card, "End …")
    hands.until(lambda: "Nothing more is charged" in hands.words_of(card))
    hands.click_button(card, "End with the period")
    hands.click_button(card, "Undo")
    hands.until(lambda: any(each.isVisible() and each.text() == "Skip next" for each in card.findChildren(Button)))
    assert not control.books()["subscriptions"][name]["cancel_at_period_end"]

    # A day in half a year, typed into the calendar.
    until = counter.world.clock.now().timestamp() + 180 * DAY
    day = times.from_unix(int(until)).date()
    hands.click_button(card, "Pause …")
    hands.click_button(card, "Choose a day …")
    days = hands.until(lambda: next((one for one in hands.shown.widgets.panel.findChildren(GoToDate) if one.isVisible()), None))
    field = days.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, f"{day:%d.%m.%Y}")
    QTest.keyClick(field, Qt.Key.Key_Return)
    hands.until(lambda: "Nothing is charged until" in hands.words_of(card) and "charges from" in hands.words_of(card))
    hands.click_button(card, f"Pause until {day.day} {day:%b}" + (f" {day.year}" if day.year != _year(stage) else ""))

    _send_now(hands, "Pause until")
    pause = hands.until(lambda: control.books()["subscriptions"][name]["pause_collection"])
    assert pause["behavior"] == "void"
    assert times.from_unix(pause["resumes_at"]).date() == day
    told = hands.item(lambda item: isinstance(item, Bubble) and item.is_mine and "pausiert bis" in item.text)
    assert isinstance(told, Bubble)
    line = hands.item(lambda item: isinstance(item, EventLine) and "paused the subscription" in item.spans[0].text)
    assert isinstance(line, EventLine)

    # And back: the window shows what Stripe says, resumes it, and the next charge is the next period's.
    hands.until(lambda: "Paused" in hands.words_of(card))
    hands.click_button(card, "Resume")
    hands.until(lambda: "It goes on" in hands.words_of(card))
    hands.click_button(card, "Resume")
    _send_now(hands, "Resume")
    hands.until(lambda: control.books()["subscriptions"][name]["pause_collection"] is None or None)
    hands.until(lambda: _known(stage, name).pause == "")
    known = _known(stage, name)
    assert known.anchor is not None
    assert known.period_start is not None
    end = after(_unix(known.anchor), "month", 1, _unix(known.period_start))
    assert known.period_end == times.to_text(times.from_unix(end))


def _year(stage: Stage) -> int:
    return stage.counter.world.clock.now().year


def _unix(at: str) -> int:
    return times.to_unix(times.from_text(at))
