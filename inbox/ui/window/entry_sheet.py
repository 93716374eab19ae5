"""A page over the window that is one section of facts, cards and buttons: what is read once more, who stands in for whom.

GUI thread only. No button of it has the keyboard when it comes up, so that no Enter meant for the chat decides anything.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from inbox.ui.models.states.entry_page import EntryPage
from inbox.ui.panes.arranged import Stack
from inbox.ui.panes.form_edits import FormEdits
from inbox.ui.panes.section import SectionView
from inbox.ui.theme.theme import Theme
from inbox.ui.window.sheet import Sheet

_SIZE = (520, 480)


class EntrySheet(Sheet):
    """``acted`` carries an intent and what it is about; a section's own buttons carry the section's id.

    ``query_edited`` carries the section and what was typed into its field.
    """

    acted = Signal(str, str)
    query_edited = Signal(str, str)

    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(theme, title, parent, _SIZE)
        self._view: SectionView | None = None
        self._stack = Stack(theme, self._parts)
        self.body.setWidget(self._stack)
        self._view = SectionView(theme, None, FormEdits(self), self._stack)
        self._view.acted.connect(self.acted)
        self._view.query_edited.connect(self.query_edited)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, page: EntryPage) -> None:
        """Show the page."""
        if self._view is not None:
            self._view.show_state(page.section, page.person)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        self._settle()

    def content_height(self, width: int) -> int | None:
        """Return how high the section is, so that no empty room stands below it."""
        return self._stack.heightForWidth(width)

    def _parts(self) -> list[QWidget]:
        return [] if self._view is None else [self._view]

    def _settle(self) -> None:
        self._stack.changed()
        self._place()
        width = self.body.viewport().width()
        self._stack.resize(width, self._stack.heightForWidth(width))
        self._stack.settle()

    def _restyle(self) -> None:
        palette = QPalette(self.body.viewport().palette())
        palette.setColor(QPalette.ColorRole.Window, self._theme.look.tokens.surface)
        self.body.viewport().setPalette(palette)
        self._settle()
