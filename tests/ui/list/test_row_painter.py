"""A row of the list: what fits, what is cut, what is left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from inbox.ui.list.row_painter import RowState, chips, height, paint_row
from inbox.ui.models.rows import Chip, ListRow
from inbox.ui.theme.theme import Theme
from tests.ui.list_samples import list_rows

_ROWS = [*list_rows("en"), *list_rows("de")]


@pytest.mark.parametrize("percent", [80, 100, 200])
@pytest.mark.parametrize("width", [280, 360])
def test_chips_stay_right_of_the_avatar_and_do_not_overlap(theme: Theme, width: int, percent: int) -> None:
    theme.set_percent(percent)
    where = QRectF(0, 0, theme.look.px(width), height(theme.look))
    for row in _ROWS:
        places = [place for _, place in chips(theme.look, row, where)]
        assert all(where.contains(place) and place.left() > theme.look.px(58) for place in places), row.name
        assert all(left.right() <= right.left() for right, left in pairwise(places))


def test_the_chip_that_needs_an_act_comes_first_and_the_clock_gives_way(theme: Theme) -> None:
    act, clock = Chip("Send link 62,40 €"), Chip("2 h left")
    row = ListRow(conversation="c", name="Lena", initials="LB", chip=act, window=clock)  # type: ignore[arg-type]
    wide, narrow = QRectF(0, 0, 400, 64), QRectF(0, 0, 240, 64)
    assert [chip for chip, _ in chips(theme.look, row, wide)] == [act, clock]
    assert [chip for chip, _ in chips(theme.look, row, narrow)] == [act]


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row.initials)
def test_paints_only_its_own_row(theme: Theme, row: ListRow) -> None:
    image = QImage(316, 128, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    state = RowState(is_selected=True, is_hovered=True, has_focus=True, chip="cart.send-link")
    paint_row(painter, theme.look, row, QRectF(0, 32, 316, 64), state)
    painter.end()
    outside = {image.pixel(x, y) for x in range(316) for y in (*range(31), *range(97, 128))}
    assert outside == {0xFF000000}
    # The words end before the free space at the right edge.
    assert {image.pixel(x, 60) for x in range(308, 313)} == {image.pixel(150, 36)}
