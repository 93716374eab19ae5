"""The page of replies, joined to its presenter: made when somebody first opens it. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog

from inbox.ui.app.widgets import Widgets
from inbox.ui.models.presenters.desk import Changes, Clicks, Desk
from inbox.ui.models.presenters.reply_page import ReplyPagePresenter
from inbox.ui.models.states.intents import Intent
from inbox.ui.theme.theme import Theme
from inbox.ui.window.reply_sheet import ReplySheet

translate = QCoreApplication.translate


class ReplyPages(QObject):
    """Lays the page over the window, and asks for the file that is to go with a reply."""

    def __init__(self, theme: Theme, desk: Desk, clicks: Clicks, widgets: Widgets, parent: QObject) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._presenter = ReplyPagePresenter(desk, clicks, self)
        self._sheet = ReplySheet(theme, widgets.window.overlays.stage)
        self._sheet.acted.connect(self._on_acted)
        self._sheet.edited.connect(self._presenter.edit)
        self._sheet.query_edited.connect(self._presenter.search)
        self._sheet.row_chosen.connect(self._presenter.choose)
        self._sheet.category_chosen.connect(self._presenter.choose_category)
        self._sheet.closed.connect(self._presenter.close)
        self._presenter.changed.connect(self._show)

    def open(self) -> None:
        """Come up as it was left."""
        self._presenter.open()
        self._widgets.window.overlays.open_sheet(self._sheet)

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        self._presenter.take(changes)

    def _show(self) -> None:
        if self._presenter.state is not None:
            self._sheet.show_state(self._presenter.state)

    def _on_acted(self, intent: str, subject: str) -> None:
        if intent != Intent.REPLY_FILE:
            self._presenter.act(intent, subject)
            return
        dialog = QFileDialog(self._widgets.window, translate("ReplyPage", "A file that goes with the reply"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._presenter.attach)
        dialog.open()
