"""The page of evidence is there at once however many lines it has, and a text too long for its field shows how it begins."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.models.presenters.evidence import EvidencePresenter
from inbox.ui.theme.theme import Theme
from inbox.ui.window.evidence_sheet import EvidenceSheet
from tests.ui.presenters.dispute_case import CHAT, DAY, case
from tests.ui.presenters.pretend_desk import entry


def test_the_first_lines_come_at_once_and_the_others_behind_them(theme: Theme, qtbot: QtBot) -> None:
    pretend = case()
    pretend.reads.lines += [entry(f"wamid.x{n}", -10 * DAY + n, text=f"Ist es kaputt {n}? " * 20) for n in range(70)]
    stage = QWidget()
    stage.resize(1200, 800)
    qtbot.addWidget(stage)
    presenter = EvidencePresenter(pretend.desk, pretend.clicks, lambda _: Future(), stage)
    presenter.open(CHAT, "pi_1")
    assert presenter.state is not None
    sheet = EvidenceSheet(theme, stage)
    sheet.show_state(presenter.state)
    first = len(sheet._lines.children())
    assert 10 < first < len(presenter.state.lines)
    stage.show()
    sheet.open()
    qtbot.waitUntil(lambda: list(sheet._lines.children()) == [line.id for line in presenter.state.lines], timeout=20_000)
    presenter.edit_meaning("wamid.x69", "Eine sehr lange Bedeutung, die nicht in ihr Feld passt. " * 5)
    sheet.show_state(presenter.state)
    field = sheet._lines.children()["wamid.x69"].findChild(QLineEdit)
    assert field is not None
    assert field.cursorPosition() == 0
    sheet.put_away()
    sheet.show_state(presenter.state)
    assert len(sheet._lines.children()) == first
    presenter.close()
