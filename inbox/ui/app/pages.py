"""The pages that a command opens over the window: loaded and made when they are first wanted, so that no start waits for them.

GUI thread only; made by the window, with whose presenters it works.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog

from inbox.ui.app.entry_page import OpenedPage
from inbox.ui.app.widgets import Widgets
from inbox.ui.models.presenters.deputies import DeputiesPresenter
from inbox.ui.models.presenters.desk import Changes, Clicks, Desk
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.presenters.journal import JournalPresenter
from inbox.ui.models.presenters.older import OlderPresenter
from inbox.ui.models.presenters.reread import Reread, RereadPresenter
from inbox.ui.models.presenters.template_page import TemplatePagePresenter
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.theme.theme import Theme

if TYPE_CHECKING:
    from inbox.ui.app.dispute_pages import DisputePages
    from inbox.ui.app.reply_pages import ReplyPages
    from inbox.ui.window.journal_sheet import JournalSheet
    from inbox.ui.window.template_sheet import TemplateSheet

translate = QCoreApplication.translate


class Pages(QObject):
    """``acts`` are the commands that open them, ``offered`` which of them this agent has."""

    def __init__(
        self, theme: Theme, desk: Desk, clicks: Clicks, news: DeskPresenter, widgets: Widgets, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._clicks = clicks
        self._news = news
        self._widgets = widgets
        self._disputes: DisputePages | None = None
        self.journal = JournalPresenter(desk, clicks, self)
        self._journal_sheet: JournalSheet | None = None
        self.templates = TemplatePagePresenter(desk, clicks, self)
        self._template_sheet: TemplateSheet | None = None
        self._replies: ReplyPages | None = None
        self.reread = RereadPresenter(desk, clicks, self)
        self._reread_page = OpenedPage(theme, widgets.window.overlays, self.reread, self)
        self.reread.done.connect(self._reread_page.put_away)
        self.deputies = DeputiesPresenter(desk, clicks, self)
        self._deputies_page = OpenedPage(theme, widgets.window.overlays, self.deputies, self)
        self.older = OlderPresenter(desk, clicks, self)
        self._older_page = OpenedPage(theme, widgets.window.overlays, self.older, self)
        self.reread.pages_wanted.connect(self._show_media)
        widgets.composer.acted.connect(self._on_composer)
        widgets.panel.acted.connect(self._on_panel)

    @property
    def disputes(self) -> DisputePages:
        """The pages about a dispute, and what puts evidence together: 7 ms of a start to load, and for few chats."""
        if self._disputes is None:
            from inbox.ui.app.dispute_pages import DisputePages

            about = (self._theme, self._desk, self._clicks, self._news, self._widgets)
            self._disputes = DisputePages(*about, self.read_again, self)
        return self._disputes

    def open_dispute(self, page: str, conversation: str, payment: str) -> None:
        """Open a page about the dispute of a payment."""
        self.disputes.open(page, conversation, payment)

    @property
    def acts(self) -> dict[str, Callable[[str], object]]:
        """What each command of theirs does."""
        return {
            "journal": self._open_journal,
            "deputies": self._open_deputies,
            "older": self._open_older,
            Intent.TEMPLATE_PAGE: self._open_templates,
            Intent.REPLY_PAGE: self._open_replies,
        }

    @property
    def offered(self) -> dict[str, bool]:
        """Which of the pages there are."""
        return {"journal": self.journal.is_offered, "deputies": self.deputies.is_offered, "older": self.older.is_offered}

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        self.templates.take(changes)
        if self._replies is not None:
            self._replies.take(changes)
        self.reread.take(changes)
        self.deputies.take(changes)
        if self._disputes is not None:
            self._disputes.take(changes)

    def close(self) -> None:
        """Let go of what works beside the window."""
        if self._disputes is not None:
            self._disputes.close()

    def read_again(self, wanted: Reread) -> None:
        """Open the page on which whoever asked decides alone."""
        self.reread.open(wanted)
        self._reread_page.show()

    def _show_media(self, name: str, media: str) -> None:
        self.disputes.show_media(name, media)

    def _open_older(self, _subject: str) -> None:
        self.older.open()
        self._older_page.show()

    def _open_deputies(self, _subject: str) -> None:
        self.deputies.open()
        self._deputies_page.show()

    def _open_templates(self, _subject: str) -> None:
        if self._template_sheet is None:
            self._template_sheet = self._made_templates()
        self.templates.open()
        self._widgets.window.overlays.open_sheet(self._template_sheet)

    def _made_templates(self) -> TemplateSheet:
        from inbox.ui.window.template_sheet import TemplateSheet

        sheet = TemplateSheet(self._theme, self._widgets.window.overlays.stage)
        sheet.acted.connect(self.templates.act)
        sheet.group_chosen.connect(self.templates.choose_group)
        sheet.row_chosen.connect(self.templates.choose)
        sheet.closed.connect(self.templates.close)
        self.templates.changed.connect(self._show_templates)
        return sheet

    def _show_templates(self) -> None:
        if self._template_sheet is not None and self.templates.state is not None:
            self._template_sheet.show_state(self.templates.state)

    def _on_composer(self, _conversation: str, intent: str, subject: str) -> None:
        if intent == Intent.TEMPLATE_PAGE:
            self._open_templates(subject)
        elif intent == Intent.REPLY_PAGE:
            self._open_replies(subject)

    def _open_replies(self, _subject: str) -> None:
        if self._replies is None:
            from inbox.ui.app.reply_pages import ReplyPages

            self._replies = ReplyPages(self._theme, self._desk, self._clicks, self._widgets, self)
        self._replies.open()

    def _on_panel(self, intent: str, subject: str) -> None:
        if intent == Intent.TEMPLATE_PAGE:
            self._open_templates(subject)

    def _open_journal(self, _subject: str) -> None:
        if self._journal_sheet is None:
            self._journal_sheet = self._made_journal()
        self.journal.open()
        self._widgets.window.overlays.open_sheet(self._journal_sheet)

    def _made_journal(self) -> JournalSheet:
        from inbox.ui.window.journal_sheet import JournalSheet

        sheet = JournalSheet(self._theme, self._widgets.window.overlays.stage)
        sheet.serve(self.journal.model)
        sheet.month_chosen.connect(self.journal.choose)
        sheet.acted.connect(self.journal.act)
        sheet.closed.connect(self.journal.close)
        sheet.save_wanted.connect(self._on_journal_save)
        self.journal.changed.connect(self._show_journal)
        self.journal.saved.connect(self._on_saved)
        self.journal.failed.connect(self._news.say)
        return sheet

    def _show_journal(self) -> None:
        if self._journal_sheet is not None:
            self._journal_sheet.show_state(self.journal.state)

    def _on_journal_save(self) -> None:
        """Ask where the file is to be; nothing waits for the answer."""
        dialog = QFileDialog(self._widgets.window, translate("Files", "Save as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(self.journal.file_name)
        dialog.fileSelected.connect(self.journal.save)
        dialog.open()

    def _on_saved(self, name: str) -> None:
        self._news.say(translate("Files", "Saved: {name}").format(name=name), Tone.OK)
