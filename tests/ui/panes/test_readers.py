"""What looks for faults finds them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from tests.ui.panes.readers import nameless, sticking_out, tab_chain

Put = Callable[..., QWidget]


def test_a_field_without_a_name_is_found(put: Put) -> None:
    window = QWidget()
    named, bare = QLineEdit(window), QLineEdit(window)
    named.setAccessibleName("Amount")
    put(window, 300, 100)
    assert nameless(window) == [repr(bare)]


def test_what_is_cut_and_what_sticks_out_is_found(put: Put) -> None:
    window = QWidget()
    cut = QPushButton("Refund 24,90 €", window)
    cut.setGeometry(0, 0, 40, 30)
    out = QPushButton("x", window)
    out.setGeometry(250, 40, 100, 30)
    put(window, 300, 100)
    assert [found for found in sticking_out(window) if "cut" in found] == ["'Refund 24,90 €' is cut"]
    assert len(sticking_out(window)) == 2


def test_tab_is_followed_until_it_comes_round(put: Put) -> None:
    window = QWidget()
    fields = [QLineEdit(window) for _ in range(3)]
    put(window, 300, 100)
    assert tab_chain(window) == [*fields[1:], fields[0]] or tab_chain(window) == fields
