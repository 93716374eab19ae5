"""The panel joined to its presenter: what is clicked and typed in the cards beside the chat. GUI thread only."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint

from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.panes.panel import Panel

if TYPE_CHECKING:
    from inbox.ui.panes.go_to_date import GoToDate

translate = QCoreApplication.translate


class PanelWiring(QObject):
    """Listens to ``view`` for ``presenter``; lives as long as its parent."""

    def __init__(self, view: Panel, presenter: PanelPresenter, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._presenter = presenter
        self._language = language
        self._days: GoToDate | None = None
        self._subscription = ""
        view.acted.connect(self._on_acted)
        view.query_edited.connect(presenter.search)
        view.refund.amount_edited.connect(presenter.edit_amount)
        view.refund.line_ticked.connect(presenter.tick_line)
        view.refund.share_chosen.connect(presenter.choose_share)
        view.refund.reason_chosen.connect(presenter.choose_reason)
        view.refund.tell_ticked.connect(presenter.tick_tell)
        presenter.day_wanted.connect(self._ask_day)

    def _on_acted(self, intent: str, subject: str) -> None:
        self._presenter.act(intent, subject)
        if intent.startswith("subscription."):
            # Its card has just grown by what the change means, and stands low in the panel.
            self._view.reveal(subject)

    def _ask_day(self, subscription: str, day: date, first: date, last: date) -> None:
        """Show the calendar below the card of a subscription."""
        if self._days is None:
            # Loaded when somebody first wants it, as everywhere.
            from inbox.ui.panes.go_to_date import GoToDate

            name = translate("PanelWiring", "Pause until")
            self._days = GoToDate(self._view.theme, self._language, self._view, name, is_ahead=True)
            self._days.chosen.connect(self._on_day)
        self._subscription = subscription
        card = self._view.card(subscription) or self._view
        below = card.mapToGlobal(QPoint(card.width() // 2, card.height()))
        self._days.open_at(below, day, first, last)

    def _on_day(self, day: date) -> None:
        self._presenter.choose_day(self._subscription, day)
        self._view.reveal(self._subscription)
