"""Messages come in while an agent's hand is on the list: each click opens the chat it was aimed at."""

from __future__ import annotations

from itertools import cycle

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from inbox.demo.steps import Stage
from inbox.domain.ids import ConversationId
from tests.ui.app.hands import Hands

PEOPLE = ("lena", "murat", "sophie")


def test_each_click_opens_the_chat_it_was_aimed_at_while_messages_come_in(stage: Stage, hands: Hands) -> None:
    rows, model = hands.shown.widgets.rows, hands.shown.rows.model
    chats: dict[ConversationId, str] = {}
    for person in PEOPLE:
        stage.control.say(person, f"Guten Morgen von {person}")
        chats[hands.until(lambda person=person: stage.counter.chat_with(f"Guten Morgen von {person}"))] = person
    hands.until(lambda: all(model.row_of(chat) >= 0 for chat in chats))

    for turn in range(3):
        # The lowest of them is the one to write, and would come to the top past the two the hand goes to.
        low = max(chats, key=model.row_of)
        aimed = min(chats, key=model.row_of) if turn % 2 else sorted(chats, key=model.row_of)[1]
        spot = rows.visualRect(model.index(model.row_of(aimed))).center()
        words = f"Noch etwas, {turn}"
        stage.control.say(chats[low], words)
        steps = cycle((0, 1))

        def has_come(low: ConversationId = low, words: str = words, spot: QPoint = spot) -> bool:
            """Look for the message, the hand never quite still."""
            QTest.mouseMove(rows.viewport(), spot + QPoint(next(steps), 0))  # noqa: B023 - called in this turn
            return bool(model.row_at(model.row_of(low)).last == words)

        hands.until(has_come)
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert hands.shown.chat.conversation == aimed
        hands.until(lambda low=low: model.row_of(low) == min(map(model.row_of, chats)))
