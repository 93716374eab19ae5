"""The commands that are about the window itself: folding, palette, menus of the chat, text size, where the keyboard is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from inbox.ui.panes.chat_pane import ChatPane
from inbox.ui.panes.conversations_pane import ConversationsPane
from inbox.ui.panes.panel import Panel
from inbox.ui.theme.theme import Scheme, Theme
from inbox.ui.window.panes import Panes

_STEP = 10
_NORMAL = 100


class Window(Protocol):
    """What these commands need of the window."""

    panes: Panes

    def open_palette(self) -> None:
        """Open the palette."""
        ...

    def open_keys(self) -> None:
        """Show all keys."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...


class OwnCommands:
    """Each command by its intent."""

    def __init__(
        self, window: Window, theme: Theme, conversations: ConversationsPane, chat: ChatPane, panel: Panel
    ) -> None:
        self._window = window
        self._theme = theme
        self._conversations = conversations
        self._chat = chat
        self._panel = panel
        self._acts: dict[str, Callable[[], object]] = {
            "palette": window.open_palette,
            "keys": window.open_keys,
            "fold.list": window.panes.toggle_list,
            "fold.panel": window.panes.toggle_panel,
            "search": self._search,
            "chat.assign": chat.head.open_assignees,
            "chat.snooze": chat.head.open_snoozes,
            "chat.block": chat.head.open_blocks,
            "write.attach": chat.composer.pick_files,
            "text.larger": self._larger,
            "text.smaller": self._smaller,
            "text.normal": self._normal,
            **{f"look.{scheme}": partial(theme.set_scheme, scheme) for scheme in Scheme},
            "quit": window.close,
        }
        self._afterwards: dict[str, Callable[[], object]] = {
            "write.reply": chat.composer.focus_edit,
            "write.note": chat.composer.focus_edit,
            "refund.form": window.panes.show_panel,
        }

    def run(self, intent: str) -> bool:
        """Do what is asked for, False when it is not the window's to do."""
        act = self._acts.get(intent)
        if act is not None:
            act()
        return act is not None

    def after(self, intent: str) -> None:
        """Bring on screen, or give the keyboard to, what a passed on command has changed."""
        if (act := self._afterwards.get(intent)) is not None:
            act()

    def go_back(self) -> None:
        """Go one step back: from what the panel asks, from the panel over the chat, from chat or composer to the list."""
        if not self._panel.leave_question() and not self._window.panes.back():
            self._conversations.focus_list()

    def _search(self) -> None:
        self._window.panes.show_list()
        self._conversations.focus_search()

    def _larger(self) -> None:
        self._theme.set_percent(self._theme.percent + _STEP)

    def _smaller(self) -> None:
        self._theme.set_percent(self._theme.percent - _STEP)

    def _normal(self) -> None:
        self._theme.set_percent(_NORMAL)
