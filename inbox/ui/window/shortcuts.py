"""The keys of the commands, live: one QShortcut each, asleep while its command does not fit the situation.

Owned by the window; GUI thread only. A text field would keep some of these keys for itself (Ctrl+Shift+Z is redo
there), so the field that has the keyboard is watched and told to leave them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from inbox.ui.models.states.desk import Situation
from inbox.ui.panes.keys import keys_text
from inbox.ui.window.commands import Command

_TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
_FUNCTION_KEY = re.compile(r"F\d+")
_REPEATING = frozenset({"chat.next", "chat.previous", "text.larger", "text.smaller"})
"""Held down, these go on; anything else happens once."""


def shown_keys(command: Command) -> str:
    """Return the first key of a command as this system writes it."""
    return keys_text(command.keys[0]) if command.keys else ""


class Shortcuts(QObject):
    """``wanted`` carries what the pressed command asks for, and about what."""

    wanted = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._live: list[tuple[Command, list[QShortcut]]] = []
        self._claimed: frozenset[str] = frozenset()
        self._spare: frozenset[str] = frozenset()
        """Keys that a text field may have as long as it can do something with them."""
        self._watched: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self._is_resting = False
        app.focusChanged.connect(self._watch)

    def show_commands(self, commands: Sequence[Command], situation: Situation) -> None:
        """Make the keys those of ``commands``, awake where they fit the situation."""
        wanted = [command for command in commands if command.keys and not command.in_place]
        if [command for command, _ in self._live] != wanted:
            self._renew(wanted)
        for command, shortcuts in self._live:
            for shortcut in shortcuts:
                shortcut.setEnabled(command.fits(situation) or command.answers)
        typed = [
            (shortcut.key().toString(), command.fits(situation))
            for command, shortcuts in self._live
            for shortcut in shortcuts
            if shortcut.isEnabled() and _works_while_typing(shortcut.key())
        ]
        self._claimed = frozenset(name for name, fits in typed if fits)
        self._spare = frozenset(name for name, fits in typed if not fits)

    def rest(self) -> None:
        """Watch nobody any more: the window has closed, and its fields are about to go."""
        if not self._is_resting:
            self._is_resting = True
            self._app.focusChanged.disconnect(self._watch)
            self._watch(None, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the watched text field from taking a key of ours for its own."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            name = QKeySequence(QKeyCombination(pressed, Qt.Key(event.key()))).toString()
            if name in self._claimed or (name in self._spare and not _can_redo(watched)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _renew(self, commands: Sequence[Command]) -> None:
        for _, shortcuts in self._live:
            for shortcut in shortcuts:
                shortcut.setEnabled(False)
                shortcut.deleteLater()
        self._live = [(command, self._keys_of(command)) for command in commands]

    def _keys_of(self, command: Command) -> list[QShortcut]:
        shortcuts = []
        for key in command.keys:
            # Portable "Enter" is the one of the number block; people mean both.
            for name in (key, key.replace("Enter", "Return")) if "Enter" in key else (key,):
                shortcut = QShortcut(QKeySequence(name), self._window)
                shortcut.setAutoRepeat(command.id in _REPEATING)
                shortcut.setProperty("command", command.id)
                shortcut.activated.connect(self._on_activated)
                shortcuts.append(shortcut)
        return shortcuts

    def _on_activated(self) -> None:
        pressed = self.sender()
        for command, shortcuts in self._live:
            if pressed in shortcuts:
                self.wanted.emit(command.wanted, command.subject)
                return

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = new if isinstance(new, _TEXT_FIELDS) and self._window.isAncestorOf(new) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def _can_redo(field: QObject) -> bool:
    match field:
        case QPlainTextEdit() | QTextEdit():
            return field.document().isRedoAvailable()
        case QLineEdit():
            return field.isRedoAvailable()
        case _:
            return False


def _works_while_typing(key: QKeySequence) -> bool:
    name = key.toString()
    return name.startswith(("Ctrl+", "Alt+", "Meta+")) or _FUNCTION_KEY.fullmatch(name) is not None
