"""The list's presenter joined to its pane: views, sorting, search, and what the rail says of it. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from inbox.ui.app.widgets import Widgets
from inbox.ui.models.presenters.conversations import ConversationListPresenter
from inbox.ui.models.states.rail import Place, RailState

translate = QCoreApplication.translate


class ListWiring(QObject):
    """Shows the list's state, and brings what is chosen and typed above the rows to the presenter."""

    def __init__(self, widgets: Widgets, presenter: ConversationListPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._presenter = presenter
        pane = widgets.conversations
        pane.view_chosen.connect(presenter.choose_view)
        pane.sort_chosen.connect(presenter.choose_sort)
        # Whoever asks what comes first looks at the top, wherever the open chat stands now.
        presenter.top_wanted.connect(widgets.rows.scrollToTop)
        pane.query_edited.connect(presenter.search)
        presenter.changed.connect(self._show)
        self._show()

    @property
    def offered(self) -> dict[str, bool]:
        """In which ways the view that is shown can be sorted, as the commands ask for them."""
        sorts = self._presenter.state.sorts
        return {f"sort.{each.id}": True for each in sorts if len(sorts) > 1}

    def _show(self) -> None:
        self._widgets.conversations.show_state(self._presenter.state)
        inbox = Place(id="inbox", title=translate("Rail", "Inbox"), icon="inbox", badge=self._presenter.unread)
        self._widgets.rail.show_state(RailState(places=(inbox,), chosen="inbox"))
