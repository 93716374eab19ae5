"""All keys on one page, over the window; printed from the commands that run them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.panes.keys import keys_text
from inbox.ui.theme.fonts import BOLD, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import KeyHint, LineLabel
from inbox.ui.window.commands import Command, Group, group_title
from inbox.ui.window.sheet import Sheet

translate = QCoreApplication.translate

_MOST_KEYS = 3


class KeyList(Sheet):
    """The page; made anew each time, because keys and language may have changed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, translate("KeyList", "All keys"), parent)

    def open_with(self, commands: Sequence[Command]) -> None:
        """Open with these commands."""
        self.body.setWidget(_page(self._theme, commands))
        self.open()


def _page(theme: Theme, commands: Sequence[Command]) -> QWidget:
    """Return the groups in two columns: chats at the left, the rest at the right."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, theme.look.px(12), 0)
    row.setSpacing(theme.look.px(36))
    columns = (QVBoxLayout(), QVBoxLayout())
    for group, members in groupby(commands, key=lambda command: command.group):
        column = columns[0 if group is Group.CHATS else 1]
        column.addWidget(LineLabel(theme, (Span(group_title(group)),), color="muted", size=SMALL, weight=BOLD))
        for command in members:
            if command.keys:
                column.addLayout(_line(theme, command))
        column.addSpacing(theme.look.px(14))
    for column in columns:
        column.setSpacing(theme.look.px(5))
        column.addStretch(1)
        row.addLayout(column, 1)
    return page


def _line(theme: Theme, command: Command) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.look.px(4))
    line.addWidget(LineLabel(theme, (Span(command.text),)), 1)
    for key in command.keys[:_MOST_KEYS]:
        line.addWidget(KeyHint(theme, keys_text(key)))
    return line
