"""A row that is shown again looks as if it were painted anew."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from inbox.ui.list import painted_rows
from inbox.ui.list.painted_rows import KEPT, PaintedRows
from inbox.ui.list.row_painter import RowState, height, paint_row
from inbox.ui.models.rows import ListRow
from inbox.ui.theme.theme import Scheme, Theme
from tests.ui.list_samples import list_rows

_STATES = [RowState(), RowState(is_selected=True), RowState(is_hovered=True, chip="cart.send-link"), RowState(has_focus=True)]


def _paper(ratio: float) -> QImage:
    image = QImage(round(400 * ratio), round(300 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    return image


def _drawn(painted: PaintedRows, theme: Theme, row: ListRow, where: QRect, state: RowState, ratio: float = 1.0) -> QImage:
    image = _paper(ratio)
    painter = QPainter(image)
    painted.draw(painter, theme.look, row, where, state)
    painter.end()
    return image


def _anew(theme: Theme, row: ListRow, where: QRect, state: RowState, ratio: float = 1.0) -> QImage:
    image = _paper(ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_row(painter, theme.look, row, QRectF(where), state)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_wherever_it_stands_and_whatever_is_done_to_it(theme: Theme, ratio: float) -> None:
    painted = PaintedRows()
    for _ in range(2):
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            theme.set_scheme(scheme)
            for top, row in enumerate(list_rows("de")):
                where = QRect(0, 7 * top, 316, height(theme.look))
                for state in _STATES:
                    assert _drawn(painted, theme, row, where, state, ratio) == _anew(theme, row, where, state, ratio)


def test_another_width_and_another_text_size_are_painted_anew(theme: Theme) -> None:
    painted, row = PaintedRows(), list_rows("en")[0]
    for percent in (100, 130, 100):
        theme.set_percent(percent)
        for width in (316, 280):
            where = QRect(0, 0, width, height(theme.look))
            assert _drawn(painted, theme, row, where, RowState()) == _anew(theme, row, where, RowState())


def test_only_what_is_new_is_painted_and_only_some_is_kept(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []

    def paint(painter: QPainter, look: object, row: ListRow, where: QRectF, state: RowState) -> None:
        names.append(row.name)

    monkeypatch.setattr(painted_rows, "paint_row", paint)
    painted, first = PaintedRows(), list_rows("en")[0]
    rows = [msgspec.structs.replace(first, name=f"N{number}") for number in range(KEPT)]
    for place in (0, 10):
        for row in rows:
            _drawn(painted, theme, row, QRect(0, place, 316, 64), RowState())
    assert names == [row.name for row in rows]
    _drawn(painted, theme, first, QRect(0, 0, 316, 64), RowState())
    _drawn(painted, theme, rows[1], QRect(0, 0, 316, 64), RowState())
    _drawn(painted, theme, rows[0], QRect(0, 0, 316, 64), RowState())
    assert names[KEPT:] == [first.name, "N0"], "the one shown longest ago went"
