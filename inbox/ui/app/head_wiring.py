"""The head of the chat joined to its presenter: what each click in it means for the whole chat. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QObject

from inbox.ui.models.presenters.head import HeaderPresenter
from inbox.ui.panes.chat_head import ChatHeadView


class HeadWiring(QObject):
    """Listens to ``view`` for ``presenter``; lives as long as its parent."""

    def __init__(self, view: ChatHeadView, presenter: HeaderPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        view.assigned.connect(self._on_assigned)
        view.snoozed.connect(self._on_snoozed)
        view.block_chosen.connect(self._on_block)
        view.resolve_wanted.connect(self._on_resolve)
        view.reopen_wanted.connect(self._on_reopen)

    def _on_assigned(self, _conversation: str, agent: str) -> None:
        self._presenter.assign(agent)

    def _on_snoozed(self, _conversation: str, until: str) -> None:
        self._presenter.snooze(until)

    def _on_block(self, _conversation: str, choice: str) -> None:
        self._presenter.block(choice)

    def _on_resolve(self, _conversation: str) -> None:
        self._presenter.resolve()

    def _on_reopen(self, _conversation: str) -> None:
        self._presenter.reopen()
