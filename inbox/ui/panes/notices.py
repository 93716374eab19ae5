"""Thin bars over a pane or the window, one for each thing that is different now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inbox.ui.models.states.parts import Notice
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.announce import announce
from inbox.ui.widgets.banner import Banner


class Notices(QWidget):
    """``acted`` carries the intent of a bar's button and the bar's id. Takes no room without bars."""

    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notices: dict[Banner, Notice] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bars: Keyed[Notice, Banner] = Keyed(self._new, column)
        self.hide()

    def show_state(self, notices: Sequence[Notice]) -> None:
        """Show these bars."""
        said = {notice.text for notice in self._notices.values()}
        for new in notices:
            if new.text not in said:
                announce(self, new.text)
        self._notices = {}
        for notice, bar in self._bars.show([(notice.id, notice) for notice in notices]):
            bar.say(notice.text, notice.tone, notice.button.text if notice.button else "")
            self._notices[bar] = notice
        self.setVisible(bool(notices))

    def _new(self, _notice: Notice) -> Banner:
        bar = Banner(self._theme, self)
        bar.clicked.connect(self._on_clicked)
        return bar

    def _on_clicked(self) -> None:
        bar = self.sender()
        notice = self._notices.get(bar) if isinstance(bar, Banner) else None
        if notice is not None and notice.button is not None:
            self.acted.emit(notice.button.intent, notice.id)
