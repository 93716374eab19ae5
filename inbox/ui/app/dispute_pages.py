"""The pages about a dispute over the window: evidence put together, read once more, given up. Made when first wanted.

GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog

from inbox.domain.ids import ConversationId, MediaId
from inbox.domain.problems import OutsideError, UserError
from inbox.ui.app.entry_page import OpenedPage
from inbox.ui.app.widgets import Widgets
from inbox.ui.documents.page_count import page_count
from inbox.ui.documents.printing import Printing
from inbox.ui.models.presenters import evidence_words, wording
from inbox.ui.models.presenters.desk import Changes, Clicks, Desk
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.presenters.dispute_accept import AcceptPresenter
from inbox.ui.models.presenters.dispute_review import ReviewPresenter
from inbox.ui.models.presenters.evidence import EvidencePresenter
from inbox.ui.models.presenters.reread import Reread
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.intents import Intent
from inbox.ui.theme.theme import Theme

if TYPE_CHECKING:
    from inbox.ui.window.evidence_sheet import EvidenceSheet
    from inbox.ui.window.pages_sheet import PagesSheet

translate = QCoreApplication.translate


class DisputePages(QObject):
    """``read_again`` opens the page on which whoever asked decides alone."""

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        clicks: Clicks,
        news: DeskPresenter,
        widgets: Widgets,
        read_again: Callable[[Reread], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self._clicks = clicks
        self._news = news
        self._widgets = widgets
        self._printing = Printing()
        self.evidence = EvidencePresenter(desk, clicks, self._printing, self)
        self.review = ReviewPresenter(desk, clicks, page_count, self)
        self.accept = AcceptPresenter(desk, clicks, self)
        self._evidence_sheet: EvidenceSheet | None = None
        overlays = widgets.window.overlays
        self._review_page = OpenedPage(theme, overlays, self.review, self)
        self._accept_page = OpenedPage(theme, overlays, self.accept, self, self.accept.edit)
        self.review.reread_wanted.connect(read_again)
        self.review.done.connect(self._review_page.put_away)
        self.accept.done.connect(self._accept_page.put_away)
        self.review.save_wanted.connect(self._on_save_review)
        self.evidence.save_wanted.connect(self._on_save_evidence)
        self._pages_sheet: PagesSheet | None = None
        for presenter in (self.evidence, self.review):
            presenter.look_wanted.connect(self._show_pages)
            presenter.saved.connect(self._on_saved)
            presenter.failed.connect(news.say)

    def open(self, page: str, conversation: str, payment: str) -> None:
        """Open a page for a payment of a chat."""
        which = ConversationId(conversation)
        if page == Intent.PREPARE_ANSWER:
            self._open_evidence(which, payment)
        elif page == Intent.READ_ANSWER:
            self._open_review(which, payment)
        elif page == Intent.ACCEPT_DISPUTE:
            self._open_accept(which, payment)

    def show_media(self, name: str, media: str) -> None:
        """Show a PDF the hub keeps, as soon as it is here."""
        asked = self._desk.commands.read_media(MediaId(media))
        self._clicks.watch(asked, partial(self._came, name, asked))

    def _came(self, name: str, asked: Future[bytes], error: UserError | OutsideError | None) -> None:
        if error is None:
            self._show_pages(name, asked.result())
        else:
            self._clicks.fail(error)

    def take(self, changes: Changes) -> None:
        """Read again what may have changed."""
        self.evidence.take(changes)
        self.review.take(changes)
        self.accept.take(changes)

    def close(self) -> None:
        """Print nothing any more."""
        self._printing.close()

    def _open_evidence(self, conversation: ConversationId, payment: str) -> None:
        if self._evidence_sheet is None:
            self._evidence_sheet = self._made_evidence()
        self.evidence.open(conversation, payment)
        if self.evidence.state is not None:
            self._widgets.window.overlays.open_sheet(self._evidence_sheet)

    def _made_evidence(self) -> EvidenceSheet:
        from inbox.ui.window.evidence_sheet import EvidenceSheet

        sheet, presenter = EvidenceSheet(self._theme, self._widgets.window.overlays.stage), self.evidence
        sheet.acted.connect(presenter.act)
        sheet.ticked.connect(presenter.tick)
        sheet.meaning_edited.connect(presenter.edit_meaning)
        sheet.field_edited.connect(presenter.edit_field)
        sheet.language_chosen.connect(presenter.choose_language)
        sheet.closed.connect(presenter.close)
        presenter.changed.connect(self._show_evidence)
        presenter.done.connect(sheet.put_away)
        return sheet

    def _show_evidence(self) -> None:
        if self._evidence_sheet is not None and self.evidence.state is not None:
            self._evidence_sheet.show_state(self.evidence.state)

    def _on_save_evidence(self) -> None:
        self._dialog(self.evidence.file_name).fileSelected.connect(self.evidence.save)

    def _open_review(self, conversation: ConversationId, payment: str) -> None:
        if self.review.open(conversation, payment):
            self._review_page.show()

    def _on_save_review(self) -> None:
        self._dialog(self.review.file_name).fileSelected.connect(self.review.save)

    def _open_accept(self, conversation: ConversationId, payment: str) -> None:
        if self.accept.open(conversation, payment):
            self._accept_page.show()

    def _show_pages(self, name: str, content: bytes) -> None:
        """Show a PDF over the page that asks about it, which is there again afterwards."""
        from inbox.ui.window.pages_sheet import PagesSheet

        overlays = self._widgets.window.overlays
        if self._pages_sheet is None:
            self._pages_sheet = PagesSheet(self._theme, overlays.stage)
        size = wording.file_size(len(content), self._desk.language)
        about = f"{evidence_words.pages(page_count(content))} · {size}"
        self._pages_sheet.show_file(name, about, content)
        overlays.open_sheet(self._pages_sheet)

    def _dialog(self, name: str) -> QFileDialog:
        """Ask where the file is to be; nothing waits for the answer."""
        dialog = QFileDialog(self._widgets.window, translate("Files", "Save as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(name)
        dialog.open()
        return dialog

    def _on_saved(self, name: str) -> None:
        self._news.say(translate("Files", "Saved: {name}").format(name=name), Tone.OK)
