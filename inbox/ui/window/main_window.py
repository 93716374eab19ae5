"""The main window: places the panes, owns keys and overlays, and passes on what is wanted. GUI thread only.

Presenters render the panes; the window itself shows ``DeskState``, knows the ``Situation`` its commands live in, and
emits ``acted`` for every command that is not about the window.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from inbox.ui.models.states.desk import DeskState, Situation
from inbox.ui.panes.chat_pane import ChatPane
from inbox.ui.panes.conversations_pane import ConversationsPane
from inbox.ui.panes.focus import reading_order, step
from inbox.ui.panes.notices import Notices
from inbox.ui.panes.panel import Panel
from inbox.ui.panes.rail import Rail
from inbox.ui.panes.stripe import Stripe
from inbox.ui.theme.theme import Theme
from inbox.ui.window.arrangement import Beside
from inbox.ui.window.commands import registry
from inbox.ui.window.menus import Menus
from inbox.ui.window.overlays import Overlays
from inbox.ui.window.own_commands import OwnCommands
from inbox.ui.window.panes import Panes
from inbox.ui.window.shortcuts import Shortcuts

_SMALLEST = (480, 400)


class MainWindow(QMainWindow):
    """``acted`` carries what a command or a button asks for, and about what; ``closed`` that the window goes.

    ``overlays.palette`` says what is typed in it and is answered with ``show_people``. ``ask_before_closing`` is asked first
    whether the window may go; when not, it says why in the window, and the next try to close it asks again.
    """

    acted = Signal(str, str)
    closed = Signal()

    def __init__(
        self, theme: Theme, rail: Rail, conversations: ConversationsPane, chat: ChatPane, panel: Panel
    ) -> None:
        super().__init__()
        self._situation = Situation()
        self.ask_before_closing: Callable[[], bool] | None = None
        self._rail, self._chat = rail, chat
        self.panes = Panes(theme, conversations, chat, panel)
        self.stripe, self._notices = Stripe(theme), Notices(theme)
        stage = self._stage()
        self.setCentralWidget(stage)
        self.overlays = Overlays(theme, stage, chat.timeline)
        self._own = OwnCommands(self, theme, conversations, chat, panel)
        self._shortcuts, self._menus = Shortcuts(self), Menus(self)
        self._connect()
        self.setMinimumSize(*_SMALLEST)
        self.show_situation(self._situation)

    def _stage(self) -> QWidget:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self.panes, 1)
        stage = QWidget(self)
        column = QVBoxLayout(stage)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stripe)
        column.addWidget(self._notices)
        column.addLayout(row, 1)
        return stage

    def _connect(self) -> None:
        for source in (self._shortcuts, self._menus, self.overlays):
            source.wanted.connect(self.run)
        for bar in (self._notices, self.overlays.toast):
            bar.acted.connect(self.acted)
        self.overlays.person_wanted.connect(self._on_person)
        self.panes.arranged.connect(self._on_arranged)
        self._chat.head.list_wanted.connect(self.panes.show_list)
        self._chat.head.panel_wanted.connect(self.panes.toggle_panel)
        self._rail.place_wanted.connect(self.panes.show_list)

    def show_state(self, state: DeskState) -> None:
        """Show what is said above and over the panes."""
        self.setWindowTitle(state.title)
        self.stripe.show_state(state.stripe)
        self._notices.show_state(state.notices)
        self.overlays.toast.show_state(state.toast)

    def show_situation(self, situation: Situation) -> None:
        """Wake the keys of the commands that fit the situation, and let the others sleep."""
        self._situation = situation
        commands = registry(situation)
        self._shortcuts.show_commands(commands, situation)
        self._menus.show_commands(commands, situation)

    def run(self, intent: str, subject: str = "") -> None:
        """Do what a command asks for, or pass it on."""
        if not self._own.run(intent):
            self.acted.emit(intent, subject)
            self._own.after(intent)

    def open_palette(self) -> None:
        """Open the palette with every command, those first that fit now."""
        self.overlays.open_palette(registry(self._situation), self._situation)

    def open_keys(self) -> None:
        """Show all keys."""
        self.overlays.open_keys(registry(self._situation), self._situation)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab go through the panes as the eyes do."""
        panes = self.overlays.sides() or (self._rail, *self.panes.in_order(), self.stripe)
        return step(reading_order(panes), is_forward=is_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc, when nothing inside has taken it."""
        if event.key() == Qt.Key.Key_Escape:
            self._own.go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what lies over the panes in its place."""
        super().resizeEvent(event)
        self.overlays.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell whoever remembers the window and ends the program, unless something speaks against it."""
        if self.ask_before_closing is not None and not self.ask_before_closing():
            event.ignore()
            return
        super().closeEvent(event)
        self._shortcuts.rest()
        self.closed.emit()

    def _on_person(self, conversation: str) -> None:
        self.acted.emit("chat.open", conversation)

    def _on_arranged(self) -> None:
        now = self.panes.now
        self._chat.head.offer(to_list=not now.shows_list, to_panel=now.panel is not Beside.BESIDE)
