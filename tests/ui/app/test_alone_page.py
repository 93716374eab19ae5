"""What nobody else could approve, and who stands in, on their pages in the window: by pointer and key, nothing by accident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inbox.domain import times
from inbox.domain.ids import AgentId
from inbox.domain.roles import Policy
from inbox.domain.terms import Colleague
from inbox.ui.panes.acts import ActButton
from inbox.ui.theme.theme import Theme
from inbox.ui.window.entry_sheet import EntrySheet
from tests.ui.app.scene import LENA, Scene, show
from tests.ui.panes.readers import said
from tests.ui.presenters.test_approvals import asked

ME = Colleague(AgentId("a_jana"), "Jana", role="owner")
TOM = Colleague(AgentId("a_tom"), "Tom", role="agent")


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene(theme, role="owner")
    commands = scene.desk.commands
    commands.say(terms=msgspec.structs.replace(commands.view.terms, policy=Policy(four_eyes=5000), team=(ME, TOM)))
    yield show(scene, qtbot)
    scene.shown.close()


def _page(scene: Scene) -> EntrySheet:
    sheet = scene.shown.widgets.window.overlays.covering()
    assert isinstance(sheet, EntrySheet)
    return sheet


def _button(scene: Scene, words: str) -> ActButton:
    found = [each for each in scene.shown.widgets.window.findChildren(ActButton) if each.isVisible() and words in each.text()]
    (button,) = found
    return button


def test_a_request_of_ones_own_is_read_again_and_no_key_meant_for_the_chat_confirms_it(scene: Scene) -> None:
    now = times.to_text(scene.desk.clock.now())
    scene.desk.reads.asked = (asked(agent="a_jana", agent_name="Jana", at=now, changed_at=now),)
    scene.shown.open(LENA)
    scene.ring()
    _button(scene, "Read once more").click()
    sheet = _page(scene)
    assert QApplication.focusWidget() is sheet
    assert "Refund €240.00" in said(sheet)
    assert "Nobody else can approve this." in said(sheet)
    confirm = _button(scene, "Refund €240.00 alone")
    assert not confirm.isEnabled()
    scene.desk.clock.pass_(60)
    scene.shown._pages.reread._render()
    assert confirm.isEnabled()
    scene.hands.press("Return", "Space")
    assert scene.desk.commands.decided == []
    confirm.click()
    scene.ring()
    assert scene.desk.commands.decided == [("approve alone", "act_9")]
    assert scene.shown.widgets.window.overlays.covering() is None


def test_esc_leaves_it_waiting(scene: Scene) -> None:
    now = times.to_text(scene.desk.clock.now() - timedelta(minutes=2))
    scene.desk.reads.asked = (asked(agent="a_jana", agent_name="Jana", at=now, changed_at=now),)
    scene.shown.open(LENA)
    scene.ring()
    _button(scene, "Read once more").click()
    scene.hands.press("Esc")
    assert scene.shown.widgets.window.overlays.covering() is None
    assert scene.desk.commands.decided == []
    assert scene.shown._pages.reread.state is None


def test_a_deputy_is_named_from_the_palette(scene: Scene) -> None:
    scene.ring()
    scene.hands.press("Ctrl+K")
    scene.hands.type("deputies")
    scene.hands.press("Return")
    assert "Tom" in said(_page(scene))
    _button(scene, "For today").click()
    ((agent, until),) = scene.desk.commands.deputies
    assert agent == "a_tom"
    assert until is not None
    assert not _button(scene, "For today").isEnabled()
    deputy = msgspec.structs.replace(TOM, deputy_until=until)
    scene.desk.commands.say(terms=msgspec.structs.replace(scene.desk.commands.view.terms, team=(ME, deputy)))
    scene.ring()
    assert "Deputy until" in said(_page(scene))
    _button(scene, "End").click()
    assert scene.desk.commands.deputies[-1] == ("a_tom", None)
