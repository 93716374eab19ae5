"""What lies over the panes for a moment: palette, key list, a whole picture, the toast. None of them is modal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from inbox.ui.models.states.desk import Situation
from inbox.ui.models.states.lightbox import LightboxState
from inbox.ui.models.states.palette import Kind, PaletteRow
from inbox.ui.panes.toast import ToastView
from inbox.ui.theme.theme import Theme
from inbox.ui.window.commands import Command
from inbox.ui.window.key_list import KeyList
from inbox.ui.window.lightbox import Lightbox
from inbox.ui.window.palette import Palette
from inbox.ui.window.sheet import Sheet
from inbox.ui.window.shortcuts import shown_keys


class Overlays(QObject):
    """``wanted`` carries what the chosen command asks for, ``person_wanted`` a chosen person.

    The keyboard goes back to where it was when one of them closes.
    """

    wanted = Signal(str, str)
    person_wanted = Signal(str)

    def __init__(self, theme: Theme, stage: QWidget, chat: QWidget) -> None:
        super().__init__(stage)
        self.stage = stage
        self._commands: tuple[Command, ...] = ()
        self._focus_before: dict[QWidget, QWidget | None] = {}
        self.toast = ToastView(theme, stage, chat)
        self.palette = Palette(theme, stage)
        self.key_list = KeyList(theme, stage)
        self.lightbox = Lightbox(theme, stage)
        self._all: list[QWidget] = [self.palette, self.key_list, self.lightbox]
        self.palette.chosen.connect(self._on_chosen)
        for overlay in (self.palette, self.key_list, self.lightbox):
            overlay.closed.connect(self._give_focus_back)

    def open_palette(self, commands: Sequence[Command], situation: Situation) -> None:
        """Open the palette with these commands, greyed where they do not fit."""
        self._focus_before[self.palette] = QApplication.focusWidget()
        self._commands = tuple(c for c in commands if not c.in_place and c.id != "palette" and c.exists(situation))
        self.palette.open_with([_row(command, situation) for command in self._commands])

    def open_keys(self, commands: Sequence[Command], situation: Situation) -> None:
        """Show the keys of these commands."""
        self._focus_before[self.key_list] = QApplication.focusWidget()
        self.key_list.open_with([command for command in commands if command.exists(situation)])

    def open_sheet(self, sheet: Sheet) -> None:
        """Open a page of the stage's."""
        if sheet not in self._all:
            self._all.append(sheet)
            sheet.closed.connect(self._give_focus_back)
        self._focus_before[sheet] = QApplication.focusWidget()
        sheet.open()
        self.toast.raise_()

    def show_picture(self, state: LightboxState | None) -> None:
        """Show a picture whole, or none any more."""
        if state is not None and self.lightbox.isHidden():
            self._focus_before[self.lightbox] = QApplication.focusWidget()
        self.lightbox.show_state(state)
        # What is said about the picture is said over it.
        self.toast.raise_()

    def covering(self) -> QWidget | None:
        """Return what lies over the whole window now, and keeps the keyboard to itself."""
        return next((overlay for overlay in self._all if overlay.isVisible()), None)

    def sides(self) -> tuple[QWidget, ...]:
        """Return what Tab goes through while something lies over the panes, one after the other; empty when nothing does."""
        over = self.covering()
        return over.sides if isinstance(over, Sheet) else () if over is None else (over,)

    def place(self) -> None:
        """Cover the stage again after it has changed its size."""
        for overlay in self._all:
            overlay.setGeometry(self.stage.rect())
        self.toast.place()

    def _on_chosen(self, kind: str, chosen: str) -> None:
        if kind == Kind.PERSON:
            self.person_wanted.emit(chosen)
            return
        command = next(command for command in self._commands if command.id == chosen)
        self.wanted.emit(command.wanted, command.subject)

    def _give_focus_back(self) -> None:
        closed = self.sender()
        before = self._focus_before.pop(closed, None) if isinstance(closed, QWidget) else None
        if before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(command: Command, situation: Situation) -> PaletteRow:
    return PaletteRow(
        kind=Kind.COMMAND,
        id=command.id,
        title=command.text,
        keys=shown_keys(command),
        is_enabled=command.fits(situation),
    )
