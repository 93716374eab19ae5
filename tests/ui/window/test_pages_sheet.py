"""The pages of a PDF over the window: drawn when seen, named for who cannot see them, and gone with the page."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inbox.ui.documents.pack_pdf import render
from inbox.ui.documents.page_count import page_count
from inbox.ui.theme.theme import Theme
from inbox.ui.window.pages_sheet import PagesSheet
from tests.ui.documents.test_pack_pdf import ROW, pack


def test_it_shows_what_is_handed_in_and_keeps_nothing(theme: Theme, qtbot: QtBot) -> None:
    printed = render(pack((ROW,) * 150))
    assert page_count(printed.content) == printed.pages > 5
    stage = QWidget()
    stage.resize(900, 700)
    qtbot.addWidget(stage)
    stage.show()
    sheet = PagesSheet(theme, stage)
    sheet.show_file("Evidence.pdf", "10 pages", printed.content)
    sheet.open()
    qtbot.waitUntil(lambda: bool(sheet._drawn), timeout=20_000)
    papers = [sheet._papers.itemAt(place).widget() for place in range(sheet._papers.count())]
    assert papers[-1].accessibleName() == f"Page {printed.pages} of {printed.pages}"
    assert abs(papers[0].height() / papers[0].width() - 842 / 595) < 0.01
    top = papers[0].grab().toImage()
    colors = {top.pixelColor(x, y).name() for x in range(0, top.width(), 2) for y in range(0, top.height() // 3, 2)}
    assert "#ffffff" in colors
    assert len(colors) > 5
    bar = sheet.body.verticalScrollBar()
    for value in range(0, bar.maximum() + 1, max(1, bar.maximum() // 20)):
        bar.setValue(value)
        QTest.qWait(1)
    assert 0 < len(sheet._drawn) <= 4
    sheet.put_away()
    assert (sheet._drawn, sheet._papers.count()) == ({}, 0)
    assert sheet._document.pageCount() == 0


def test_what_is_no_pdf_has_no_pages(theme: Theme, qtbot: QtBot) -> None:
    assert page_count(b"no PDF") == 0
