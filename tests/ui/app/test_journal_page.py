"""The money journal in the window: opened from the palette, read at Stripe, compared, saved for the bookkeeper."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtWidgets import QFileDialog, QTableView
from pytestqt.qtbot import QtBot

from inbox.domain.journal import Journal, Reading
from inbox.domain.problems import OutsideError
from inbox.ui.panes.working_page import ProgressBar
from inbox.ui.theme.theme import Theme
from inbox.ui.window.journal_sheet import JournalSheet
from tests.ui.app.scene import Scene, show
from tests.ui.models.journal_samples import NOVEMBER
from tests.ui.panes.readers import said


@pytest.fixture
def scene(theme: Theme, qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene(theme, role="supervisor")
    commands = scene.desk.commands
    commands.say(terms=msgspec.structs.replace(commands.view.terms, platforms=("stripe", "whatsapp")))
    yield show(scene, qtbot)
    scene.shown.close()


def _open(scene: Scene) -> JournalSheet:
    scene.ring()
    scene.hands.press("Ctrl+K")
    scene.hands.type("money journal")
    scene.hands.press("Return")
    sheet = scene.shown.widgets.window.overlays.covering()
    assert isinstance(sheet, JournalSheet)
    return sheet


def _answer(scene: Scene, journal: Journal) -> None:
    scene.desk.commands.journals[-1][1].set_result(journal)
    scene.ring()


def test_a_month_with_its_sums_and_differences(scene: Scene) -> None:
    sheet = _open(scene)
    assert scene.desk.commands.journals[-1][0] == "2026-11"
    _answer(scene, NOVEMBER)
    words = said(sheet)
    assert "Stripe and Tresen differ in 1:" in words
    assert "12 Nov Payment €12.00: moved in Stripe, Tresen was not told of it (ch_9)" in words
    assert "Balance now: €1,000.00 available, €250.00 on its way" in words
    assert "€2,489.38" in words
    table = sheet.findChild(QTableView)
    assert table is not None
    assert table.model().rowCount() == 2
    scene.hands.press("Esc")
    assert scene.shown.widgets.window.overlays.covering() is None


def test_an_answer_that_comes_after_another_month_was_chosen_is_dropped(scene: Scene) -> None:
    sheet = _open(scene)
    late = scene.desk.commands.journals[-1][1]
    sheet.month_chosen.emit("2026-10")
    late.set_result(NOVEMBER)
    scene.ring()
    assert scene.shown._pages.journal.state.month == "2026-10"
    assert "€2,489.38" not in said(sheet)


def test_books_that_agree_say_so_and_why_not_is_said_with_a_way_out(scene: Scene) -> None:
    sheet = _open(scene)
    _answer(scene, msgspec.structs.replace(NOVEMBER, differences=(), balance=None))
    assert "Stripe and Tresen agree to the cent." in said(sheet)
    assert "The Stripe key may not read the balance." in said(sheet)
    sheet.acted.emit("journal.read", "")
    scene.desk.commands.journals[-1][1].set_exception(OutsideError("The Stripe key may not; tick rak_balance_transaction_read."))
    scene.ring()
    assert "tick rak_balance_transaction_read" in said(sheet)
    scene.hands.click_button(sheet, "Read again")
    assert len(scene.desk.commands.journals) == 3


def test_the_file_is_saved_where_the_agent_says(scene: Scene, tmp_path) -> None:
    sheet = _open(scene)
    _answer(scene, NOVEMBER)
    scene.hands.click_button(sheet, "Save as CSV")
    dialog = scene.hands.until(lambda: scene.shown.widgets.window.findChild(QFileDialog))
    dialog.fileSelected.emit(str(tmp_path / "journal.csv"))
    dialog.close()
    ((path, content),) = scene.desk.commands.saved_journals
    assert path.name == "journal.csv"
    assert content.decode("utf-8-sig").splitlines()[1].startswith("28.11.2026;Payment;2490,00;")


def test_an_agent_has_no_journal(theme: Theme, qtbot: QtBot) -> None:
    scene = show(Scene(theme), qtbot)
    assert "journal" not in scene.shown._offered()


def test_a_long_reading_says_how_far_it_is_and_can_be_stopped(scene: Scene) -> None:
    sheet = _open(scene)
    reading = scene.desk.commands.readings[-1]
    reading.progress = Reading(41, 11_400)
    scene.hands.until(lambda: "11,400 movements so far" in said(sheet))
    (bar,) = sheet.findChildren(ProgressBar)
    assert bar.accessibleName().endswith("41 %")
    scene.hands.click_button(sheet, "Stop")
    assert reading.is_stopped
    scene.hands.until(lambda: "The journal was not read." in said(sheet))
    _answer(scene, NOVEMBER)
    assert "€2,489.38" not in said(sheet)
    scene.hands.click_button(sheet, "Read again")
    assert len(scene.desk.commands.journals) == 2


def test_a_closed_page_reads_no_further_and_keeps_nothing(scene: Scene) -> None:
    sheet = _open(scene)
    scene.hands.press("Esc")
    assert scene.desk.commands.readings[-1].is_stopped
    _open(scene)
    _answer(scene, NOVEMBER)
    presenter = scene.shown._pages.journal
    assert presenter.model.rowCount() == 2
    scene.hands.press("Esc")
    assert presenter.model.rowCount() == 0
    assert "€2,489.38" not in said(sheet)
