"""A button that opens a menu of choices and says the chosen one's id: assignee, snooze, reason, shipping."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QWidget

from inbox.ui.models.states.parts import Choice
from inbox.ui.theme.controls import ButtonFace
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.menu import Menu

_APART = "\t\u2003"
"""Puts the detail into a column of its own; the style's own gap does not grow with the text."""


class ChoiceButton(Button):
    """``name`` says to a screen reader what is chosen here. With ``fills`` it takes the width it gets."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        *,
        is_small: bool = False,
        fills: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._is_small = is_small
        super().__init__(theme, ButtonFace("", is_small=is_small, drops=True), parent=parent)
        self._fills = fills
        self._choices: tuple[Choice, ...] = ()
        self._menu = Menu(self)
        # Made when it is opened: for a chat alone it is not needed, and what is open stays as it is under the pointer.
        self._menu.aboutToShow.connect(self._fill_menu)
        self.setAutoDefault(False)
        if fills:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self.hide()

    def show_state(self, text: str, choices: Sequence[Choice], name: str, icon: str = "") -> None:
        """Show ``text`` on the button, or an icon alone; it is hidden without choices."""
        self.setVisible(bool(choices))
        self.show_face(ButtonFace(text, is_small=self._is_small, icon=icon, drops=True), name)
        self._choices = tuple(choices)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the layout may not go; the text of one that fills may be cut."""
        hint = self.sizeHint()
        return (
            QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 10), hint.height()) if self._fills else hint
        )

    def open_menu(self) -> None:
        """Open the menu below the button."""
        if self._choices:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _fill_menu(self) -> None:
        self._menu.clear()
        for choice in self._choices:
            action = self._menu.addAction(f"{choice.text}{_APART}{choice.detail}" if choice.detail else choice.text)
            action.setData(choice.id)
            action.setCheckable(any(other.is_chosen for other in self._choices))
            action.setChecked(choice.is_chosen)
            action.triggered.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.chosen.emit(str(action.data()))
