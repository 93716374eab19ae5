"""The panel joined to its presenter: what is clicked and typed in the cards beside the chat. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QObject

from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.panes.panel import Panel


class PanelWiring(QObject):
    """Listens to ``view`` for ``presenter``; lives as long as its parent."""

    def __init__(self, view: Panel, presenter: PanelPresenter, parent: QObject) -> None:
        super().__init__(parent)
        view.acted.connect(presenter.act)
        view.query_edited.connect(presenter.search)
        view.refund.amount_edited.connect(presenter.edit_amount)
        view.refund.line_ticked.connect(presenter.tick_line)
        view.refund.share_chosen.connect(presenter.choose_share)
        view.refund.reason_chosen.connect(presenter.choose_reason)
        view.refund.tell_ticked.connect(presenter.tick_tell)
