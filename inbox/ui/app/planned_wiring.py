"""The buttons of planned messages joined to what they do: sent, changed, deleted, or a template in their place."""

from __future__ import annotations

from PySide6.QtCore import QObject

from inbox.domain.ids import ConversationId
from inbox.ui.chat.chat_view import ChatView
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.desk import Clicks, Desk
from inbox.ui.models.presenters.planned_lines import PlannedActs
from inbox.ui.models.states.composer import Tool
from inbox.ui.panes.composer import Composer


class PlannedWiring(QObject):
    """Listens to the timeline for ``composer`` and for the hub; lives as long as its parent."""

    def __init__(
        self, desk: Desk, clicks: Clicks, timeline: ChatView, view: Composer, composer: ComposerPresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._composer = composer
        self._acts = PlannedActs(desk, clicks, self)
        timeline.intent.connect(self._acts.act)
        self._acts.change_wanted.connect(self._on_change)
        self._acts.template_wanted.connect(self._on_template)

    def open(self, conversation: ConversationId) -> None:
        """Note which chat is open."""
        self._acts.open(conversation)

    def _on_change(self, plan: str) -> None:
        self._composer.change_plan(plan)
        self._view.focus_edit()

    def _on_template(self) -> None:
        # With the window closed the templates stand there already.
        if not self._composer.state.is_closed:
            self._composer.open_tool(Tool.TEMPLATE)
        self._view.focus_edit()
