"""What a screen reader and the Tab key find in a window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSizePolicy, QWidget


def name_of(widget: QWidget) -> str:
    """Return the name a screen reader says for a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def nameless(window: QWidget) -> list[str]:
    """Return the visible widgets that can have the keyboard and have no name."""
    focusable = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
    ]
    return [repr(widget) for widget in focusable if not name_of(widget).strip()]


def sticking_out(window: QWidget) -> list[str]:
    """Return the visible parts that reach beyond what they are in at a side, and buttons whose words are cut."""
    found: list[str] = []
    for part in window.findChildren(QWidget):
        around = part.parentWidget()
        if not part.isVisible() or part.isWindow() or around is None:
            continue
        where = part.geometry()
        if where.left() < 0 or where.right() > around.width():
            found.append(f"{part!r} {where.getRect()} in {around!r} {around.width()}")
        if (
            isinstance(part, QPushButton)
            and part.width() < part.sizeHint().width()
            and part.sizePolicy().horizontalPolicy() is not QSizePolicy.Policy.Expanding
        ):
            found.append(f"{part.text()!r} is cut")
    return found


def tab_chain(window: QWidget) -> list[QWidget]:
    """Return the widgets at which Tab stops, in its order, pressing it until it comes round."""
    window.setFocus()
    chain: list[QWidget] = []
    for _ in range(200):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or focused in chain:
            return chain
        chain.append(focused)
    raise AssertionError("Tab never comes round")


def button(window: QWidget, text: str) -> QPushButton:
    """Return the visible button with this text or name."""
    found = [
        shown
        for shown in window.findChildren(QPushButton)
        if shown.isVisible() and text in (shown.text(), shown.accessibleName())
    ]
    assert len(found) == 1, f"{len(found)} buttons say {text!r}: {[b.text() for b in window.findChildren(QPushButton)]}"
    return found[0]


def said(window: QWidget) -> str:
    """Return all words on the window, in the order of its widgets."""
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text())
