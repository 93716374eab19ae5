"""A chat that was found for something that was said opens where it was said, however far up that is."""

from __future__ import annotations

from inbox.demo.steps import Stage
from inbox.ui.models.timeline import Bubble
from tests.ui.app.hands import Hands

WANTED = "Haben Sie auch Kardamom?"
OTHER = "Guten Morgen"
MANY = 60
"""More than a page."""


def test_what_was_looked_for_is_on_screen(stage: Stage, hands: Hands) -> None:
    stage.control.say("lena", OTHER)
    other = hands.until(lambda: stage.counter.chat_with(OTHER))
    stage.control.say("murat", WANTED)
    for number in range(MANY):
        stage.control.say("murat", f"Nachricht {number}")
    chat = hands.until(lambda: stage.counter.chat_with(f"Nachricht {MANY - 1}"), 60)
    hands.choose(chat)
    hands.item(lambda item: isinstance(item, Bubble) and item.text == f"Nachricht {MANY - 1}")
    assert not any(isinstance(item, Bubble) and item.text == WANTED for item in hands.timeline.timeline.items)

    hands.choose(other)
    hands.shown.rows.search("kardamom")
    hands.choose(chat)
    found = hands.item(lambda item: isinstance(item, Bubble) and item.text == WANTED)
    view = hands.timeline
    assert view.viewport().rect().intersects(view.item_rect(found.id))
    assert hands.shown.widgets.composer.edit.hasFocus()

    view.scroll_to_end()
    hands.item(lambda item: isinstance(item, Bubble) and item.text == f"Nachricht {MANY - 1}")
    hands.choose(chat)  # once more, though it is the open one
    found = hands.item(lambda item: isinstance(item, Bubble) and item.text == WANTED)
    assert view.viewport().rect().intersects(view.item_rect(found.id))
