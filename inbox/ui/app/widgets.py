"""The widgets of the desk's window, made once and put together. GUI thread only."""

from __future__ import annotations

from dataclasses import dataclass

from inbox.ui.chat.accessible import install
from inbox.ui.chat.chat_view import ChatView
from inbox.ui.chat.pieces import Pictures
from inbox.ui.list.list_view import ConversationListView
from inbox.ui.models.conversation_list import ConversationListModel
from inbox.ui.models.states.desk import Situation
from inbox.ui.panes.chat_pane import ChatPane
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.conversations_pane import ConversationsPane
from inbox.ui.panes.panel import Panel
from inbox.ui.panes.rail import Rail
from inbox.ui.theme.theme import Theme
from inbox.ui.window.commands import registry
from inbox.ui.window.main_window import MainWindow
from inbox.ui.window.shortcuts import shown_keys


@dataclass(frozen=True)
class Widgets:
    """Everything a presenter renders into or listens to."""

    rail: Rail
    rows: ConversationListView
    conversations: ConversationsPane
    timeline: ChatView
    composer: Composer
    chat: ChatPane
    panel: Panel
    window: MainWindow


def make(theme: Theme, model: ConversationListModel, pictures: Pictures | None = None) -> Widgets:
    """Make the window and its panes, empty."""
    install()
    keys = {command.id: shown_keys(command) for command in registry(Situation())}
    rail = Rail(theme)
    rows = ConversationListView(theme, model)
    # They go together, or the view would look for its selection in a model that is gone.
    model.setParent(rows)
    conversations = ConversationsPane(theme, rows, keys=keys["search"])
    timeline, composer = ChatView(theme, pictures), Composer(theme, pictures)
    chat = ChatPane(theme, timeline, composer, undo_keys=keys["action.undo"], resolve_keys=keys["chat.resolve-next"])
    panel = Panel(theme, pictures)
    window = MainWindow(theme, rail, conversations, chat, panel)
    return Widgets(rail, rows, conversations, timeline, composer, chat, panel, window)
