"""What lies over the panes for a moment: the palette, the key list and the toast. None of them is modal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from inbox.ui.models.states.desk import Situation
from inbox.ui.models.states.palette import Kind, PaletteRow
from inbox.ui.panes.toast import ToastView
from inbox.ui.theme.theme import Theme
from inbox.ui.window.commands import Command
from inbox.ui.window.key_list import KeyList
from inbox.ui.window.palette import Palette
from inbox.ui.window.shortcuts import shown_keys


class Overlays(QObject):
    """``wanted`` carries what the chosen command asks for, ``person_wanted`` a chosen person.

    The keyboard goes back to where it was when palette or key list close.
    """

    wanted = Signal(str, str)
    person_wanted = Signal(str)

    def __init__(self, theme: Theme, stage: QWidget, chat: QWidget) -> None:
        super().__init__(stage)
        self._stage = stage
        self._commands: tuple[Command, ...] = ()
        self._focus_before: QWidget | None = None
        self.toast = ToastView(theme, stage, chat)
        self.palette = Palette(theme, stage)
        self.key_list = KeyList(theme, stage)
        self.palette.chosen.connect(self._on_chosen)
        for overlay in (self.palette, self.key_list):
            overlay.closed.connect(self._give_focus_back)

    def open_palette(self, commands: Sequence[Command], situation: Situation) -> None:
        """Open the palette with these commands, greyed where they do not fit."""
        self._focus_before = QApplication.focusWidget()
        self._commands = tuple(c for c in commands if not c.in_place and c.id != "palette" and c.exists(situation))
        self.palette.open_with([_row(command, situation) for command in self._commands])

    def open_keys(self, commands: Sequence[Command], situation: Situation) -> None:
        """Show the keys of these commands."""
        self._focus_before = QApplication.focusWidget()
        self.key_list.open_with([command for command in commands if command.exists(situation)])

    def covering(self) -> QWidget | None:
        """Return what lies over the whole window now, and keeps the keyboard to itself."""
        return next((overlay for overlay in (self.palette, self.key_list) if overlay.isVisible()), None)

    def place(self) -> None:
        """Cover the stage again after it has changed its size."""
        for overlay in (self.palette, self.key_list):
            overlay.setGeometry(self._stage.rect())
        self.toast.place()

    def _on_chosen(self, kind: str, chosen: str) -> None:
        if kind == Kind.PERSON:
            self.person_wanted.emit(chosen)
            return
        command = next(command for command in self._commands if command.id == chosen)
        self.wanted.emit(command.wanted, command.subject)

    def _give_focus_back(self) -> None:
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(command: Command, situation: Situation) -> PaletteRow:
    return PaletteRow(
        kind=Kind.COMMAND,
        id=command.id,
        title=command.text,
        keys=shown_keys(command),
        is_enabled=command.fits(situation),
    )
