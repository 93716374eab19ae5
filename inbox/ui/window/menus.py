"""The menu bar where the system has one for all programs (macOS); elsewhere the palette and the key list show the commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from inbox.ui.models.states.desk import Situation
from inbox.ui.window.commands import Command, Group, group_title

_ROLES = {"quit": QAction.MenuRole.QuitRole, "place.settings": QAction.MenuRole.PreferencesRole}


class Menus(QObject):
    """``wanted`` carries what the chosen command asks for, and about what."""

    wanted = Signal(str, str)

    def __init__(self, window: QMainWindow, *, is_shown: bool = sys.platform == "darwin") -> None:
        super().__init__(window)
        self._window = window
        self._is_shown = is_shown
        self._commands: tuple[Command, ...] = ()
        self._actions: dict[str, QAction] = {}

    def show_commands(self, commands: Sequence[Command], situation: Situation) -> None:
        """Make the menus from ``commands``, grey what does not fit the situation."""
        if not self._is_shown:
            return
        offered = tuple(c for c in commands if not c.in_place)
        if offered != self._commands:
            self._commands = offered
            self._renew()
        for command in offered:
            self._actions[command.id].setEnabled(command.fits(situation))

    def _renew(self) -> None:
        bar = self._window.menuBar()
        bar.clear()
        menus: dict[Group, QMenu] = {group: bar.addMenu(group_title(group)) for group in Group}
        for command in self._commands:
            action = menus[command.group].addAction(command.text)
            action.setData(command.id)
            action.setMenuRole(_ROLES.get(command.id, QAction.MenuRole.NoRole))
            # The key is shown and not claimed: the shortcuts run it, with their rules about typing.
            keys = (
                QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if command.keys else ""
            )
            action.setText(f"{command.text}\t{keys}" if keys else command.text)
            action.triggered.connect(self._on_triggered)
            self._actions[command.id] = action

    def _on_triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        command = next(command for command in self._commands if command.id == action.data())
        self.wanted.emit(command.wanted, command.subject)
