"""A message counts as read when it was on screen for a moment, in a window somebody is at."""

from __future__ import annotations

from inbox.demo.steps import Stage
from tests.ui.app.hands import Hands

FIRST, SECOND = "Sind die Bohnen noch da?", "Und der Filter?"


def test_a_chat_that_is_looked_at_is_read_and_one_that_is_leafed_over_is_not(stage: Stage, hands: Hands) -> None:
    stage.control.say("lena", FIRST)
    stage.control.say("murat", SECOND)
    looked = hands.until(lambda: stage.counter.chat_with(SECOND))
    leafed = hands.until(lambda: stage.counter.chat_with(FIRST))
    reads = stage.counter.reader
    hands.until(lambda: all(chat.unread for chat in reads.chats([looked, leafed])))
    hands.shown.open(leafed)
    hands.shown.open(looked)
    hands.until(lambda: not reads.chats([looked])[0].unread)
    assert reads.chats([leafed])[0].unread
    hands.shown.open(leafed)
    hands.until(lambda: not reads.chats([leafed])[0].unread)
