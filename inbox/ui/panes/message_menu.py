"""The menu of one message: reply, react, copy its text or the one before an edit. Opened by the right button or the menu key.

GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from inbox.ui.models.states.chat import MessageMenu
from inbox.ui.widgets.menu import Menu

translate = QCoreApplication.translate

_LONGEST = 80


class MessageMenuView(Menu):
    """``reply_wanted`` and ``copy_wanted`` carry the message and the text, ``reacted`` the message and an emoji or nothing.

    ``save_wanted`` carries the message whose file is to be saved.
    """

    reply_wanted = Signal(str)
    reacted = Signal(str, str)
    copy_wanted = Signal(str)
    save_wanted = Signal(str)

    def __init__(self, shown: MessageMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(translate("MessageMenu", "Message"))
        if shown.can_reply:
            self._add(translate("MessageMenu", "Reply")).triggered.connect(self._on_reply)
        for emoji in shown.reactions:
            action = self._add(translate("MessageMenu", "React with {emoji}").format(emoji=emoji))
            action.setData(emoji)
            action.setCheckable(True)
            action.setChecked(emoji == shown.reacted)
            action.triggered.connect(self._on_react)
        if self.actions() and (shown.text or shown.can_save):
            self.addSeparator()
        if shown.text:
            self._add(translate("MessageMenu", "Copy the text")).triggered.connect(self._on_copy)
        if shown.original:
            words = translate("MessageMenu", "Before the edit: “{text}”").format(text=_brief(shown.original))
            self._add(words.replace("&", "&&")).triggered.connect(self._on_copy_original)
        if shown.can_save:
            self._add(translate("MessageMenu", "Save the file as …")).triggered.connect(self._on_save)

    def open_at(self, place: QPoint) -> None:
        """Open at a place on the screen, unless there is nothing to do."""
        if self.actions():
            self.popup(place)
        else:
            self.deleteLater()

    def _add(self, text: str) -> QAction:
        action = QAction(text, self)
        self.addAction(action)
        return action

    def _on_reply(self) -> None:
        self.reply_wanted.emit(self._shown.message)

    def _on_react(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        emoji = str(action.data())
        self.reacted.emit(self._shown.message, "" if emoji == self._shown.reacted else emoji)

    def _on_save(self) -> None:
        self.save_wanted.emit(self._shown.message)

    def _on_copy(self) -> None:
        self.copy_wanted.emit(self._shown.text)

    def _on_copy_original(self) -> None:
        self.copy_wanted.emit(self._shown.original)


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
