"""The row below the message: what else can be sent, and the button that sends."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inbox.ui.models.states.composer import ComposerState, Mode, Tool
from inbox.ui.models.states.parts import Choice
from inbox.ui.panes.emoji import EmojiBoard
from inbox.ui.panes.keys import keys_text
from inbox.ui.theme.controls import ButtonFace, ButtonKind
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import Button
from inbox.ui.widgets.menu import Menu

translate = QCoreApplication.translate


class ComposerTools(QWidget):
    """``tool_wanted`` names a tool or a kind of the menu, ``emoji_chosen`` carries an emoji, ``sent`` is the right button."""

    tool_wanted = Signal(str)
    emoji_chosen = Signal(str)
    sent = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._board: EmojiBoard | None = None
        self._shown: tuple[object, ...] = ()
        self._kinds: tuple[Choice, ...] = ()
        self._menu = Menu(self)
        self._menu.setAccessibleName(translate("Composer", "Send something else"))
        faces = _faces()
        self._tools = {tool: Button(theme, *faces[tool], parent=self) for tool in Tool}
        self._send = Button(theme, ButtonFace("…", ButtonKind.PRIMARY), parent=self)
        self._send.setAutoDefault(False)
        self._send.clicked.connect(self.sent)
        self._row = QHBoxLayout(self)
        for tool, button in self._tools.items():
            button.setObjectName(tool)
            button.setAutoDefault(False)
            button.clicked.connect(self._on_tool)
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(self._send)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, state: ComposerState) -> None:
        """Show the tools this chat has, and what the button does."""
        # Called at every key press; only the draft has changed then.
        habits = (state.sends_on_enter, state.can_send, state.why_not, state.is_closed)
        wanted = (state.tools, state.more, state.mode, *habits)
        if wanted == self._shown:
            return
        self._shown = wanted
        for tool, button in self._tools.items():
            button.setVisible(tool in state.tools and (tool is not Tool.MORE or bool(state.more)))
        self._kinds = state.more
        is_note = state.mode is Mode.NOTE
        words = translate("Composer", "Save note") if is_note else translate("Composer", "Send")
        keys = "Enter" if state.sends_on_enter and not is_note else "Ctrl+Enter"
        self._send.show_face(ButtonFace(words, ButtonKind.PRIMARY, keys=keys_text(keys)))
        self._send.allow(state.can_send, state.why_not)
        self._send.setVisible(not state.is_closed or is_note)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow composer the words for product and payment link give way to their icons."""
        shown = [button for button in (*self._tools.values(), self._send) if button.isVisibleTo(self)]
        faces = _faces()
        for tool, button in self._tools.items():
            button.show_face(*faces[tool])
        room = self.width() - self._row.spacing() * (len(shown) + 1)
        if sum(button.sizeHint().width() for button in shown) > room:
            for tool in (Tool.PRODUCT, Tool.PAYMENT_LINK):
                face, _ = faces[tool]
                self._tools[tool].show_face(ButtonFace(icon=face.icon), face.text)

    def _on_tool(self) -> None:
        tool = self.sender().objectName()
        if tool == Tool.EMOJI:
            self._open_board()
        elif tool == Tool.MORE:
            self._open_menu()
        else:
            self.tool_wanted.emit(tool)

    def _open_board(self) -> None:
        if self._board is None:
            self._board = EmojiBoard(self._theme, self)
            self._board.chosen.connect(self.emoji_chosen)
        self._board.open_above(self._tools[Tool.EMOJI])

    def _open_menu(self) -> None:
        """Open the menu of the rarer kinds above its button, which is at the lower edge of the window."""
        self._menu.clear()
        for kind in self._kinds:
            action = self._menu.addAction(kind.text)
            action.setData(kind.id)
            action.triggered.connect(self._on_kind)
        button = self._tools[Tool.MORE]
        self._menu.popup(button.mapToGlobal(QPoint(0, -self._menu.sizeHint().height() - 2)))

    def _on_kind(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.tool_wanted.emit(str(action.data()))

    def _restyle(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._theme.look.px(6))


def _faces() -> dict[Tool, tuple[ButtonFace, str]]:
    """Return how the button of each tool looks, and its name where it has no words."""
    return {
        Tool.ATTACH: (ButtonFace(icon="attach"), translate("Composer", "Attach a file")),
        Tool.EMOJI: (ButtonFace(icon="emoji"), translate("Composer", "Emoji")),
        Tool.TEMPLATE: (ButtonFace(icon="template"), translate("Composer", "Template")),
        Tool.PRODUCT: (ButtonFace(translate("Composer", "Product"), icon="catalog"), ""),
        Tool.PAYMENT_LINK: (ButtonFace(translate("Composer", "Payment link"), icon="payments"), ""),
        Tool.MORE: (ButtonFace(icon="plus"), translate("Composer", "Send something else")),
    }
