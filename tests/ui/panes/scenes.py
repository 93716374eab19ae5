"""The scenes of the panes for the sheet (``python -m tests.ui.sheet``)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inbox.store.timeline.reads import EntryView
from inbox.ui.chat.chat_view import ChatView
from inbox.ui.list.list_view import ConversationListView
from inbox.ui.models.conversation_list import ConversationListModel
from inbox.ui.models.days import with_separators
from inbox.ui.models.states.chat import ChatState
from inbox.ui.models.states.composer import ComposerState
from inbox.ui.models.states.conversations import ListState
from inbox.ui.models.states.panel import PanelState
from inbox.ui.models.states.parts import Empty
from inbox.ui.models.timeline import Timeline
from inbox.ui.panes.chat_pane import ChatPane
from inbox.ui.panes.composer import Composer
from inbox.ui.panes.conversations_pane import ConversationsPane
from inbox.ui.panes.panel import Panel
from inbox.ui.panes.rail import Rail
from inbox.ui.theme.theme import Theme
from tests.ui.chat_samples import PaintedPictures, design_timeline
from tests.ui.list_samples import list_rows
from tests.ui.panes import chat_samples, live_panels, live_refunds, live_scenes, live_subscriptions, panel_samples
from tests.ui.presenters.corpus_shown import corpus_entries, corpus_items
from tests.ui.scenes import Scene

Build = Callable[[Theme, str], QWidget]


def panel(state: Callable[[str], PanelState]) -> Build:
    def build(theme: Theme, language: str) -> QWidget:
        shown = Panel(theme, PaintedPictures())
        shown.show_state(state(language))
        return shown

    return build


def composer(name: str) -> Build:
    def build(theme: Theme, language: str) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        shown = Composer(theme, PaintedPictures(), page)
        shown.show_state(_composer(language, name))
        column.addWidget(shown)
        column.addStretch(1)
        return page

    return build


def _composer(language: str, name: str) -> ComposerState:
    return chat_samples.composers(language)[name]


def chat_pane(theme: Theme, language: str, state: Callable[[str], ChatState] = chat_samples.chat) -> ChatPane:
    view = ChatView(theme, PaintedPictures())
    view.show_timeline(design_timeline(language))
    shown = ChatPane(theme, view, Composer(theme), undo_keys="Ctrl Shift Z", resolve_keys="E")
    shown.composer.show_state(_composer(language, "reply"))
    shown.show_state(state(language))
    return shown


def chat(state: Callable[[str], ChatState]) -> Build:
    return lambda theme, language: chat_pane(theme, language, state)


def list_pane(theme: Theme, language: str, state: Callable[[str], ListState] = chat_samples.conversations) -> QWidget:
    model = ConversationListModel()
    model.show_rows(list_rows(language))
    view = ConversationListView(theme, model)
    model.setParent(view)
    view.show_current(list_rows(language)[0].conversation)
    shown = ConversationsPane(theme, view, keys="Ctrl K")
    shown.show_state(state(language))
    return shown


def _empty_list(theme: Theme, language: str) -> QWidget:
    text = "Alles beantwortet." if language == "de" else "All answered. The next message appears here."
    return list_pane(
        theme, language, lambda code: chat_samples.conversations(code, blank=Empty(text=text, icon="done"))
    )


def _rail(theme: Theme, language: str) -> QWidget:
    shown = Rail(theme)
    shown.show_state(chat_samples.rail(language))
    return shown


@cache
def _corpus() -> list[tuple[str, EntryView]]:
    with TemporaryDirectory() as folder:
        return corpus_entries(Path(folder))


def _kinds(*files: str) -> Build:
    """Return a chat in which every message of some files of the corpus stands."""

    def build(theme: Theme, language: str) -> QWidget:
        chosen = [(name, entry) for name, entry in _corpus() if name.partition(":")[0] in files]
        items = with_separators([(date(2026, 11, 18), item) for item in corpus_items(chosen, language).values()], str, "")
        view = ChatView(theme, PaintedPictures())
        view.show_timeline(Timeline(conversation="c_lena", items=items))
        return view

    return build


SCENES = (
    Scene("kinds-answers", (690, 1560), _kinds("answers", "calls")),
    Scene("kinds-things", (690, 4200), _kinds("things")),
    Scene("kinds-notices", (690, 2300), _kinds("notices", "marks", "phone_app")),
    Scene("kinds-people", (690, 3900), _kinds("people", "files")),
    Scene("rail", (60, 500), _rail),
    Scene("list-pane", (316, 780), list_pane),
    Scene("list-pane-empty", (316, 500), _empty_list),
    Scene("chat-pane", (716, 780), chat_pane),
    Scene("chat-pane-long", (560, 500), chat(chat_samples.long_head)),
    Scene("chat-pane-none", (560, 400), chat(chat_samples.no_chat)),
    *(
        Scene(f"composer-{name}", (690, 460 if name.startswith(("form-", "link-")) else 330), composer(name))
        for name in chat_samples.composers()
    ),
    Scene("composer-narrow-template", (420, 460), composer("form-template-file")),
    Scene("composer-narrow-later", (420, 460), composer("form-template-later")),
    Scene("composer-narrow-groups", (420, 460), composer("picker-groups")),
    Scene("composer-narrow-link", (420, 330), composer("link")),
    Scene("panel-design", (348, 900), panel(panel_samples.design)),
    Scene("panel-form", (348, 900), panel(panel_samples.with_form)),
    Scene("panel-form-simple", (348, 900), panel(panel_samples.simple_form)),
    Scene("panel-unmatched", (348, 560), panel(panel_samples.unmatched)),
    Scene("panel-trouble", (348, 1000), panel(panel_samples.trouble)),
    *(Scene(f"money-{name}", (348, 520), panel(state)) for name, state in live_panels.STATES.items()),
    *(Scene(name, (348, 560), panel(state)) for name, state in live_subscriptions.SCENES.items()),
    *(Scene(name, (348, 420), panel(state)) for name, state in live_refunds.SCENES.items()),
    Scene("money-invoices", (348, 900), panel(live_panels.papers)),
    *(
        Scene(f"panel-{name}", (348, 400), panel(lambda language, name=name: panel_samples.blanks(language)[name]))
        for name in panel_samples.blanks()
    ),
    *live_scenes.SCENES,
)
