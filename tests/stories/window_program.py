"""A desk with its window as a process of its own, worked through its stdin: for what only happens to whole programs.

``python -m tests.stories.window_program DIR URL SECONDS`` with token and cache key in the environment; holds of money last
SECONDS. Each line of stdin is a JSON list, a deed and its arguments; each is answered by one line of JSON.
"""

from __future__ import annotations

import json
import os
import select
import sys
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from inbox.desk.holds import HoldSettings
from inbox.domain.ids import ConversationId
from inbox.ui.app.desk_app import Bell, make_app
from inbox.ui.models.timeline import EventLine
from inbox.ui.theme.theme import Scheme, Theme
from tests.ui.app.hands import Hands
from tests.ui.app.running_desk import RunningDesk, running_desk

_LETTER_MS = 40


class Deeds:
    """What the other side may ask for; every answer can be written as JSON."""

    def __init__(self, desk: RunningDesk) -> None:
        self._desk = desk
        self._hands = Hands(desk.shown)

    def open(self, conversation: str) -> str:
        """Open a chat by its row; return the newest payment that stands beside it."""
        paid = self._hands.until(lambda: self._desk.reader.payments(ConversationId(conversation)))
        self._hands.choose(conversation)
        return paid[0].payment.id

    def type(self, text: str) -> None:
        """Type like a person, saying how far it has come after each letter."""
        for place, letter in enumerate(text, 1):
            self._hands.type(letter)
            say(place)
            QTest.qWait(_LETTER_MS)

    def refund(self, payment: str) -> None:
        """Click the refund of a payment; return when the bar shows its hold."""
        self._hands.click_refund(payment)
        self._hands.until(lambda: self._desk.shown.holds.state)

    def draft(self) -> str:
        """Return what stands in the field for the message."""
        return self._desk.shown.widgets.composer.edit.toPlainText()

    def clicks(self) -> list[list[str]]:
        """Return every refund of this desk: its state, and why."""
        items = [item for item in self._desk.engine.view.items if item.kind == "refund"]
        return [[item.state, "" if item.problem is None else item.problem.code] for item in items]

    def card(self, payment: str) -> str:
        """Return what the card of a payment says."""
        return self._hands.words_of(self._hands.until(lambda: self._desk.shown.widgets.panel.card(payment)))

    def lines(self) -> list[str]:
        """Return the words of what happened in the chat."""
        items = self._hands.timeline.timeline.items
        return ["".join(span.text for span in item.spans) for item in items if isinstance(item, EventLine)]


def say(answer: Any) -> None:
    """Answer the other side."""
    print(json.dumps(answer), flush=True)


def main() -> None:
    """Open the window and do as told until stdin ends."""
    folder, url, seconds = sys.argv[1:]
    theme, bell = Theme(make_app(), Scheme.LIGHT), Bell()
    holds = HoldSettings(refund=float(seconds))
    key, token = os.environ["TRESEN_CACHE_KEY"], os.environ["TRESEN_TOKEN"]
    with running_desk(Path(folder), key, url, token, theme, bell, holds) as desk:
        deeds = Deeds(desk)
        say("ready")
        while True:
            QTest.qWait(10)
            if not select.select([sys.stdin], [], [], 0)[0]:
                continue
            line = sys.stdin.readline()
            if not line:
                return
            deed, *arguments = json.loads(line)
            say(getattr(deeds, deed)(*arguments))


if __name__ == "__main__":
    main()
