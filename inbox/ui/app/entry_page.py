"""A page that is one section, joined to its presenter; its sheet is made when it is first opened. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, SignalInstance

from inbox.ui.models.states.entry_page import EntryPage
from inbox.ui.theme.theme import Theme
from inbox.ui.window.overlays import Overlays

if TYPE_CHECKING:
    from inbox.ui.window.entry_sheet import EntrySheet


class PagePresenter(Protocol):
    """What stands behind such a page; ``state`` is None while it is closed."""

    state: EntryPage | None

    @property
    def changed(self) -> SignalInstance:
        """Tells that ``state`` is another."""
        ...

    def act(self, intent: str, subject: str) -> None:
        """Do what a button of the page says."""
        ...

    def close(self) -> None:
        """Look at nothing any more."""
        ...


class OpenedPage(QObject):
    """Lays the page over the window; its presenter is opened before ``show``.

    ``edited`` takes the section and what is typed into its field, where the page has one.
    """

    def __init__(
        self,
        theme: Theme,
        overlays: Overlays,
        presenter: PagePresenter,
        parent: QObject,
        edited: Callable[[str, str], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._edited = edited
        self._theme = theme
        self._overlays = overlays
        self._presenter = presenter
        self._sheet: EntrySheet | None = None
        presenter.changed.connect(self._on_changed)

    def show(self) -> None:
        """Come up with what the presenter has to show."""
        page = self._presenter.state
        assert page is not None
        if self._sheet is None:
            self._sheet = self._made(page.title)
        self._sheet.show_state(page)
        self._overlays.open_sheet(self._sheet)

    def put_away(self) -> None:
        """Go away: it is decided."""
        if self._sheet is not None:
            self._sheet.put_away()

    def _made(self, title: str) -> EntrySheet:
        from inbox.ui.window.entry_sheet import EntrySheet

        sheet = EntrySheet(self._theme, title, self._overlays.stage)
        sheet.acted.connect(self._on_acted)
        sheet.closed.connect(self._on_closed)
        if self._edited is not None:
            sheet.query_edited.connect(self._edited)
        return sheet

    def _on_changed(self) -> None:
        if self._sheet is not None and self._presenter.state is not None:
            self._sheet.show_state(self._presenter.state)

    def _on_acted(self, intent: str, subject: str) -> None:
        self._presenter.act(intent, subject)

    def _on_closed(self) -> None:
        self._presenter.close()
