"""Presenters joined to widgets: what is rendered where, and what each click of a pane means. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QCursor, QDesktopServices, QGuiApplication

from inbox.domain.ids import ConversationId
from inbox.domain.roles import at_least
from inbox.domain.subscriptions import Change
from inbox.ui.app.composer_wiring import ComposerWiring
from inbox.ui.app.drain import Drain
from inbox.ui.app.going_places import GoingPlaces
from inbox.ui.app.head_wiring import HeadWiring
from inbox.ui.app.keyboard_home import KeyboardHome
from inbox.ui.app.list_wiring import ListWiring
from inbox.ui.app.pages import Pages
from inbox.ui.app.panel_wiring import PanelWiring
from inbox.ui.app.planned_wiring import PlannedWiring
from inbox.ui.app.seen import Seen
from inbox.ui.app.shown_files import ShownFiles
from inbox.ui.app.widgets import Widgets, make
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.composer import ComposerPresenter
from inbox.ui.models.presenters.conversations import ConversationListPresenter
from inbox.ui.models.presenters.desk import Bell, Changes, Clicks, Desk
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.presenters.head import HeaderPresenter
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.presenters.typing_sign import TypingSign
from inbox.ui.models.presenters.undo_bar import UndoBarPresenter
from inbox.ui.models.presenters.view_words import sort_choices, view_choices
from inbox.ui.models.presenters.whereabouts import Whereabouts
from inbox.ui.models.rows import Tone
from inbox.ui.models.states.composer import FormKind, Mode, Tool
from inbox.ui.models.states.desk import Situation
from inbox.ui.models.states.intents import Intent
from inbox.ui.models.states.palette import Kind, PaletteRow
from inbox.ui.panes.message_menu import MessageMenuView
from inbox.ui.pictures.gallery import Gallery
from inbox.ui.sound.player import Player
from inbox.ui.theme.theme import Theme

translate = QCoreApplication.translate

_MINUTE_MS = 60_000
_MOST_PEOPLE = 8
_WEB = ("http", "https")


class DeskWindow(QObject):
    """One window on one desk. ``widgets.window`` is to be shown; ``close`` puts drafts on the disk."""

    def __init__(
        self, theme: Theme, desk: Desk, bell: Bell, gallery: Gallery | None = None, player: Player | None = None
    ) -> None:
        super().__init__()
        self._desk = desk
        self._current = ""
        self._situation = Situation()
        self._views, self._sorts = view_choices(), sort_choices()
        self.clicks = Clicks(desk, bell, self)
        self.rows = ConversationListPresenter(desk, self)
        self.chat = ChatPresenter(desk, self.clicks, self)
        self.head = HeaderPresenter(desk, self.clicks, self)
        self.composer = ComposerPresenter(desk, self.clicks, self)
        self.panel = PanelPresenter(desk, self.clicks, self)
        self.holds = UndoBarPresenter(desk, self)
        self.news = DeskPresenter(desk, self)
        self.whereabouts = Whereabouts(desk, self._has_moved, self, TypingSign(desk, self.clicks).typed)
        self._pointer = QCursor.pos()
        self.widgets: Widgets = make(theme, self.rows.model, gallery)
        pane, composer = self.widgets.timeline, self.widgets.composer
        self._plans = PlannedWiring(desk, self.clicks, pane, composer, self.composer, self)
        self._seen = Seen(self.widgets, self.chat, self)
        self._home = KeyboardHome(self.widgets, self.clicks, self)
        self._files: ShownFiles | None = None
        if gallery is not None:
            self._files = ShownFiles(desk, bell, self.chat, self.news, self.widgets, gallery, player, self)
        # They go together, the widgets first: a view must not outlive its model.
        self.setParent(self.widgets.window)
        self._places = GoingPlaces(theme, desk, self.chat, self.panel, self.news, self.widgets, self)
        self._pages = Pages(theme, desk, self.clicks, self.news, self.widgets, self)
        self._list = ListWiring(self.widgets, self.rows, self)
        self._acts = self._window_acts() | self._places.acts | self._pages.acts
        self._render_with()
        self._listen()
        self._drain = Drain(bell, desk, self.clicks.settle, self)
        parts = (self.holds, self.chat, self.panel, self.composer, self.head, self.news, self.rows)
        pictures = [] if self._files is None else [self._files.take]
        takers = (part.take for part in parts)
        self._drain.serve([*pictures, desk.catalogue.take, self._take_people, *takers, self._pages.take, self._take_terms])
        self._minutes = QTimer(self, interval=_MINUTE_MS)
        self._minutes.timeout.connect(self._on_minute)
        self._minutes.start()
        self._drain.on_rang()
        self.holds.tick()
        # Until a chat is open, letters are commands; in the search field they would be words.
        self.widgets.conversations.focus_list()

    def open(self, conversation: str, *, takes_keyboard: bool = True) -> None:
        """Open a chat: its newest message on screen, the keyboard in the composer unless rows are gone through by key."""
        if conversation:
            with self._desk.reads.glance():
                # A chat that flowed into another one is shown there.
                self._open(self._desk.reads.person(ConversationId(conversation)).shown)
        if conversation:
            self.widgets.window.panes.turn_to_chat()
            if takes_keyboard:
                self.widgets.composer.focus_edit()
        self._show_situation()

    def _open(self, which: ConversationId) -> None:
        if which and which != self._current:
            self._current = which
            self._desk.catalogue.renew()
            for part in (self.head, self.chat, self.composer, self.panel, self._plans):
                part.open(which)
            self.widgets.rows.show_current(which)
            self.whereabouts.opened(which)

    def knows(self, conversation: str) -> bool:
        """Tell whether a chat is on this desk."""
        return bool(self._desk.reads.chats([ConversationId(conversation)]))

    def lock(self) -> None:
        """Cancel what is on hold, for nobody can see it any more, and play nothing; the chat says so to the team."""
        if self._files is not None:
            self._files.hush()
        if self.holds.state:
            self._desk.commands.lock()
            self.news.say(translate("DeskWindow", "The screen was locked: what was on hold is cancelled."))

    def leave(self) -> None:
        """Close the window without asking; money on hold is cancelled, what is typed is kept."""
        self.widgets.window.ask_before_closing = None
        self.widgets.window.close()

    def close(self) -> None:
        """Put what is typed on the disk and read nothing any more, before the engine stops."""
        self.composer.keep()
        self._wiring.close()
        self._pages.close()
        if self._files is not None:
            self._files.close()
        self._minutes.stop()
        self.whereabouts.stop()
        self._seen.stop()
        self._drain.stop()
        for part in (self.holds, self.rows, self.widgets.rows):
            part.stop()

    # -- rendering -----------------------------------------------------------------------------------------------------

    def _render_with(self) -> None:
        to_render = (
            (self.rows, self._show_situation),
            (self.chat, self._show_timeline),
            (self.head, self._show_chat),
            (self.holds, self._show_holds),
            (self.composer, self._show_composer),
            (self.panel, self._show_panel),
            (self.news, self._show_news),
        )
        for presenter, show in to_render:
            presenter.changed.connect(show)
            show()

    def _show_timeline(self) -> None:
        self.widgets.timeline.show_timeline(self.chat.state)
        self._show_situation()

    def _show_chat(self) -> None:
        self.widgets.chat.show_state(msgspec.structs.replace(self.head.state, holds=self.holds.state))

    def _show_holds(self) -> None:
        self._show_chat()
        self.panel.tick()
        self._show_situation()
        self._home.look(self.holds.state)

    def _show_composer(self) -> None:
        self.widgets.composer.show_state(self.composer.state)
        self._show_situation()

    def _show_panel(self) -> None:
        self.widgets.panel.show_state(self.panel.state)
        self.whereabouts.form(self.panel.form_open_for)
        self._show_situation()

    def _show_news(self) -> None:
        self.widgets.window.show_state(self.news.state)

    def _show_situation(self) -> None:
        situation = Situation(
            has_chat=bool(self._current),
            has_hold=bool(self.holds.state),
            has_payment=self.panel.has_refundable,
            can_act=at_least(self._desk.me.role, "agent"),
            can_compose=not self.composer.state.refusal,
            can_write=not self.composer.state.refusal and not self.composer.state.is_closed,
            views=self._views,
            sorts=self._sorts,
            offered=self._offered(),
        )
        if situation != self._situation:
            self._situation = situation
            self.widgets.window.show_situation(situation)

    def _offered(self) -> frozenset[str]:
        """Return what this shop can send beside texts."""
        files = Tool.ATTACH in self.composer.state.tools
        sounds = self._files is not None and self._files.has_recordings
        has = {"links": True, "products": True, "templates": self.composer.has_templates, "files": files, "sounds": sounds}
        has |= self._pages.offered | self._list.offered
        has |= {"subscriptions": self.panel.has_subscription, "dispute": self.panel.has_unanswered}
        has["unnumbered"] = any(choice.id == FormKind.ASK_NUMBER for choice in self.composer.state.more)
        return frozenset(name for name, is_there in has.items() if is_there)

    def _take_people(self, changes: Changes) -> None:
        """Follow the open chat into the one it flowed into."""
        if self._current and "people" in changes.flags:
            self.open(self._current, takes_keyboard=False)

    def _take_terms(self, changes: Changes) -> None:
        if "terms" in changes.flags:
            self._show_situation()

    # -- listening -----------------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        widgets = self.widgets
        self.clicks.failed.connect(self._on_failed)
        self.clicks.asked.connect(self._on_asked)
        widgets.rows.chosen.connect(self._on_chosen)
        widgets.rows.opened.connect(self.open)
        self._listen_to_chat()
        self._wiring = ComposerWiring(widgets.composer, self.composer, self)
        self._wiring.compare_wanted.connect(self._places.compare)
        widgets.composer.draft_edited.connect(self._on_typed)
        self._listen_to_panel()
        widgets.window.acted.connect(self._on_act)
        widgets.window.overlays.palette.query_edited.connect(self._on_palette)
        widgets.window.ask_before_closing = self.news.ask_before_closing
        widgets.window.closed.connect(self.close)

    def _listen_to_chat(self) -> None:
        view, pane, head = self.widgets.timeline, self.widgets.chat, self.widgets.chat.head
        view.intent.connect(self.chat.act)
        view.older_wanted.connect(self.chat.older)
        view.newer_wanted.connect(self.chat.newer)
        view.newest_wanted.connect(self.chat.newest)
        view.end_reached.connect(self._seen.look)
        view.link_clicked.connect(self._on_link)
        view.context_wanted.connect(self._on_context)
        self.chat.copied.connect(self._on_copied)
        self.chat.page_wanted.connect(self._on_link)
        self.chat.chat_wanted.connect(self.open)
        self.chat.told.connect(self._on_failed)
        self.chat.link_form_wanted.connect(self.composer.open_link_with)
        pane.acted.connect(self._on_act)
        HeadWiring(head, self.head, self)

    def _listen_to_panel(self) -> None:
        presenter = self.panel
        PanelWiring(self.widgets.panel, presenter, self._desk.language, self)
        presenter.product_wanted.connect(self.composer.forms.send_product)
        presenter.undo_wanted.connect(self.holds.undo)
        self.holds.told.connect(self._on_failed)
        presenter.draft_wanted.connect(self._on_draft)
        presenter.link_wanted.connect(self.composer.open_link_with)
        presenter.copied.connect(self._on_copied)
        presenter.chat_wanted.connect(self.open)
        presenter.reread_wanted.connect(self._pages.read_again)
        presenter.dispute_wanted.connect(self._pages.open_dispute)

    # -- what the agent does -------------------------------------------------------------------------------------------

    def _window_acts(self) -> dict[str, Callable[[str], object]]:
        return {
            Intent.OPEN_CHAT: self.open,
            Intent.UNDO: self.holds.undo,
            Intent.SEND_NOW: self.holds.send_now,
            Intent.REFUND_FORM: lambda _: self.panel.open_first_form(),
            Intent.SUBSCRIPTION_SKIP: lambda _: self._open_change("skip"),
            Intent.SUBSCRIPTION_PAUSE: lambda _: self._open_change("pause"),
            Intent.SUBSCRIPTION_END: lambda _: self._open_change("cancel_at_end"),
            Intent.PREPARE_ANSWER: lambda _: self.panel.act(Intent.PREPARE_ANSWER, ""),
            Intent.CLOSE_WINDOW: lambda _: self.leave(),
            "chat.next": lambda _: self._step(1),
            "chat.previous": lambda _: self._step(-1),
            "chat.resolve": lambda _: self.head.resolve(),
            "chat.resolve-next": lambda _: self._resolve_and_go_on(),
            "chat.take": lambda _: self.head.take_over(),
            "view.open": self.rows.choose_view,
            "list.sort": self.rows.choose_sort,
            "write.reply": lambda _: self.composer.choose_mode("reply"),
            "write.note": lambda _: self.composer.choose_mode("note"),
            **{f"write.{tool}": partial(self._open_tool, tool) for tool in (Tool.TEMPLATE, Tool.PRODUCT, *FormKind)},
            "write.link": partial(self._open_tool, Tool.PAYMENT_LINK),
        }

    def _open_change(self, change: Change) -> None:
        """Show what a change of the subscription would mean, in its card."""
        self.widgets.window.panes.show_panel()
        self.panel.change_subscription(change)
        self.widgets.panel.reveal(self.panel.subscription)

    def _open_tool(self, tool: str, _subject: str) -> None:
        self.composer.open_tool(tool)

    def _on_act(self, intent: str, subject: str) -> None:
        if (act := self._acts.get(intent)) is not None:
            act(subject)

    def _step(self, step: int) -> None:
        neighbour = self.rows.neighbour(self._current, step)
        if neighbour is not None:
            self.open(neighbour, takes_keyboard=False)

    def _resolve_and_go_on(self) -> None:
        following = self.rows.neighbour(self._current, 1) or self.rows.neighbour(self._current, -1)
        self.head.resolve()
        if following is not None:
            self.open(following, takes_keyboard=False)

    def _on_palette(self, query: str) -> None:
        found = self._desk.reads.search(query).people[:_MOST_PEOPLE] if query.strip() else ()
        people = [PaletteRow(kind=Kind.PERSON, id=person.conversation, title=person.name) for person in found]
        self.widgets.window.overlays.palette.show_people(people)

    def _on_chosen(self, conversation: str) -> None:
        by_pointer = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        self.open(conversation, takes_keyboard=by_pointer)
        if hit := self.rows.hit_of(conversation):
            self._places.show_line(hit)

    def _on_asked(self, _moves_money: bool) -> None:
        self._drain.hurry()

    def _on_failed(self, words: str) -> None:
        self.news.say(words)

    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        is_link = QUrl(text).scheme() in _WEB
        self.news.say(translate("Desk", "The link is copied.") if is_link else translate("Desk", "Copied."), Tone.OK)

    def _on_link(self, target: str) -> None:
        url = QUrl(target)
        if url.scheme() in _WEB:
            QDesktopServices.openUrl(url)

    def _on_draft(self, text: str) -> None:
        self.composer.write(text)
        self.widgets.composer.focus_edit()

    def _on_typed(self, _conversation: str, text: str) -> None:
        if self.composer.state.mode is Mode.REPLY:
            self.whereabouts.typed(text)
        else:
            self.whereabouts.alive()

    def _has_moved(self) -> bool:
        """Tell whether the pointer has moved since the last look, while the window was in use."""
        before, self._pointer = self._pointer, QCursor.pos()
        return before != self._pointer and self.widgets.window.isActiveWindow()

    def _on_context(self, item: str, place: QPoint) -> None:
        shown = self.chat.menu(item)
        if shown is None:
            return
        menu = MessageMenuView(shown, self.widgets.timeline)
        menu.reply_wanted.connect(self._on_quote)
        menu.reacted.connect(self.chat.react)
        menu.copy_wanted.connect(self._on_copy_text)
        menu.save_wanted.connect(self.chat.save_wanted)
        menu.open_at(place)

    def _on_quote(self, message: str) -> None:
        self.composer.quote(message)
        self.widgets.composer.focus_edit()

    def _on_copy_text(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _on_minute(self) -> None:
        self.rows.refresh()
        self.head.refresh()
        self.chat.tick()
        self.news.refresh()
        self.composer.refresh()
        self.panel.tick()
        self.whereabouts.look()
