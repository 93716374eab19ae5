"""A service window closes while its chat is on screen: list, head and composer change by themselves, at the minute."""

from __future__ import annotations

import os
from datetime import timedelta

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.domain import times
from inbox.domain.actions import SendText
from inbox.domain.ids import ActionId, AgentId
from inbox.domain.planned import Planned
from inbox.domain.problems import Problem
from inbox.ui.models.states.composer import FormKind
from inbox.ui.theme.theme import Theme
from tests.ui.app.scene import Scene, show
from tests.ui.presenters.pretend_desk import LENA, NOW, chat


def minute(scene: Scene, at: timedelta, name: str) -> None:
    """Let it be that late, as the window's own timer notices; keep a picture where one is asked for."""
    scene.desk.clock.at = NOW + at
    scene.shown._minutes.timeout.emit()
    QApplication.processEvents()
    folder = os.environ.get("TEST_PICTURES")
    if folder:
        scene.shown.widgets.window.grab().save(f"{folder}/{name}.png")


def test_the_words_change_by_themselves_and_the_draft_is_kept(theme: Theme, qtbot: QtBot) -> None:
    scene = show(Scene(theme), qtbot)
    ends = NOW + timedelta(hours=3)
    scene.desk.reads.rows = [chat(window_end=int(ends.timestamp()))]
    scene.ring()
    scene.shown.open(LENA)
    scene.hands.type("Ich sehe nach")
    head, composer, rows = scene.shown.head, scene.shown.composer, scene.shown.rows

    def said() -> tuple[str, str, str]:
        assert head.state.head is not None
        row = rows.model.row_at(0)
        return ("" if row.window is None else row.window.text, head.state.head.window, composer.state.window)

    minute(scene, timedelta(), "window-before")
    assert said() == ("3 h left", "you can write until today 17:05", "You can write until today 17:05")
    minute(scene, timedelta(hours=2), "window-at-1h")
    assert said()[0] == "1 h left"
    minute(scene, timedelta(hours=2, minutes=20), "window-at-40min")
    assert said()[0] == "40 min left"
    assert not composer.state.is_closed
    minute(scene, timedelta(hours=3, minutes=1), "window-after")
    assert said() == ("", "window closed since 17:05", "Window closed since 17:05")
    assert composer.state.is_closed
    assert composer.state.draft == "Ich sehe nach"
    scene.desk.reads.rows = [chat(window_end=int((NOW + timedelta(hours=28)).timestamp()))]
    scene.ring()
    minute(scene, timedelta(hours=4), "window-again")
    assert not composer.state.is_closed
    assert scene.shown.widgets.composer.edit.toPlainText() == "Ich sehe nach"


def test_a_planned_message_whose_window_has_closed_asks_in_the_chat(theme: Theme, qtbot: QtBot) -> None:
    scene = show(Scene(theme), qtbot)
    send = SendText(id=ActionId("00000000-0000-4000-8000-0000000000ab"), conversation=LENA, text="Wie versprochen: Ihr Paket.")
    plan = Planned(
        id=send.id, conversation=LENA, state="waiting", at=times.to_text(NOW + timedelta(hours=25)), send=send, name="Mira",
        agent=AgentId("a_mira"),
    )  # fmt: skip
    scene.desk.reads.plans = [plan]
    scene.shown.open(LENA)
    scene.hands.type("Bis morgen!")
    scene.shown.composer.open_tool(FormKind.LATER)
    minute(scene, timedelta(), "planned")
    assert [item.time for item in scene.shown.chat.state.items if item.id == plan.id] == ["goes out tomorrow 15:05"]  # type: ignore[union-attr]  # a bubble
    scene.desk.reads.rows = [chat(window_end=int((NOW + timedelta(hours=24)).timestamp()))]
    asking = Planned(
        id=plan.id, conversation=LENA, state="asking", at=plan.at, send=send, problem=Problem("window-closed", "x"),
        agent=plan.agent, name=plan.name,
    )  # fmt: skip
    scene.desk.reads.plans = [asking]
    scene.shown.composer.close_tool()
    scene.desk.clock.at = NOW + timedelta(hours=25, minutes=1)
    scene.ring()
    minute(scene, timedelta(hours=25, minutes=1), "planned-asks")
    (shown,) = [item for item in scene.shown.chat.state.items if item.id == plan.id]
    assert [button.text for button in shown.buttons] == ["Send a template", "Change …", "Delete"]  # type: ignore[union-attr]
    assert scene.shown.composer.state.is_closed
