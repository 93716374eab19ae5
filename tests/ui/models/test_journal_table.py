"""The rows of the money journal: every cell in words, and a model that keeps Qt's rules."""

from __future__ import annotations

from PySide6.QtCore import Qt

from inbox.ui.models.journal_table import COLUMNS, JournalModel
from tests.ui.models.journal_samples import FEE, PAID


def cells(model: JournalModel, row: int) -> dict[str, str]:
    return {column: model.index(row, place).data() for place, column in enumerate(COLUMNS)}


def test_a_row_says_it_all(qtmodeltester) -> None:
    model = JournalModel("de")
    model.show_rows([PAID, FEE])
    qtmodeltester.check(model)
    assert cells(model, 0) == {
        "day": "28.11.2026",
        "kind": "Payment",
        "customer": "Lena Brandt",
        "gross": "2.490,00\u00a0€",
        "fee": "-0,62\u00a0€",
        "net": "2.489,38\u00a0€",
        "agent": "Jana",
    }
    assert (cells(model, 1)["fee"], cells(model, 1)["customer"]) == ("", "")
    assert "10234" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Gross: ")
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Date"


def test_another_month_replaces_the_rows(qtmodeltester) -> None:
    model = JournalModel("en")
    model.show_rows([PAID])
    model.show_rows([FEE, PAID])
    assert (model.rowCount(), cells(model, 0)["kind"], cells(model, 1)["gross"]) == (2, "Fee", "€2,490.00")
    model.show_rows([])
    assert model.rowCount() == 0
    qtmodeltester.check(model)
