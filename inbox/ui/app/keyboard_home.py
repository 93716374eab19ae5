"""Where the keyboard goes when the button that had it is gone: to the message, for what is typed next is meant for her.

An agent who has pressed a refund by Space or sent its form by Enter types on. What had the keyboard is no longer there, and
letters that no text field takes are commands: the first one could resolve the chat. GUI thread only.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from inbox.ui.app.widgets import Widgets
from inbox.ui.models.presenters.desk import Clicks
from inbox.ui.models.rows import HoldRow
from inbox.ui.panes.focus import has_keyboard


class KeyboardHome(QObject):
    """Looks after every click, and whenever a hold has begun or ended."""

    def __init__(self, widgets: Widgets, clicks: Clicks, parent: QObject) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._held: frozenset[str] = frozenset()
        # When the panes have shown what came of the click: before that the form is still there.
        clicks.asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)

    def look(self, holds: tuple[HoldRow, ...]) -> None:
        """Bring the keyboard home if a hold has begun or ended and taken its button with it."""
        held = frozenset(hold.action for hold in holds)
        before, self._held = self._held, held
        if held != before:
            self._bring_home(from_chat=bool(held - before))

    def _on_asked(self, moves_money: bool) -> None:
        # The hold is shown some milliseconds later; a quick hand has typed on by then.
        self._bring_home(from_chat=False, from_panel=moves_money)

    def _bring_home(self, *, from_chat: bool, from_panel: bool = False) -> None:
        focused = QApplication.focusWidget()
        is_left_over = focused is not None and focused.focusPolicy() == Qt.FocusPolicy.NoFocus
        in_panel = (is_left_over or from_panel) and has_keyboard(self._widgets.panel)
        if in_panel or (from_chat and self._widgets.timeline.hasFocus()):
            self._widgets.composer.focus_edit()
