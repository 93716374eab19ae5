"""Ways to places joined to the window: a date of the chat, the first unread, a quoted message, a payment, the end, a page.

GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt

from inbox.ui.app.widgets import Widgets
from inbox.ui.models.presenters.chat import ChatPresenter
from inbox.ui.models.presenters.desk import Desk
from inbox.ui.models.presenters.desk_state import DeskPresenter
from inbox.ui.models.presenters.jumps import Jumps
from inbox.ui.models.presenters.panel import PanelPresenter
from inbox.ui.models.presenters.products import compared
from inbox.ui.models.states.intents import Intent
from inbox.ui.theme.theme import Theme

if TYPE_CHECKING:
    # Loaded and made when somebody first wants them.
    from inbox.ui.panes.go_to_date import GoToDate
    from inbox.ui.window.differences import Differences

translate = QCoreApplication.translate

_DAY = "day:"


class GoingPlaces(QObject):
    """Made by the window; ``acts`` are its commands by their names."""

    def __init__(
        self,
        theme: Theme,
        desk: Desk,
        chat: ChatPresenter,
        panel: PanelPresenter,
        news: DeskPresenter,
        widgets: Widgets,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panel = panel
        self._theme = theme
        self._differences: Differences | None = None
        self._news = news
        self._widgets = widgets
        self._view = widgets.timeline
        self._is_shown_only = False
        self._jumps = Jumps(desk, chat, self)
        self._jumps.arrived.connect(self._on_arrived)
        self._dates: GoToDate | None = None
        self._view.item_wanted.connect(self._on_item)
        self._view.intent.connect(self._on_intent)
        panel.place_wanted.connect(self._on_payment)
        self.acts: dict[str, Callable[[str], object]] = {
            Intent.GO_TO_DATE: lambda _: self.choose_date(),
            "chat.go-unread": lambda _: self.go_to_unread(),
            "chat.go-newest": lambda _: self._view.scroll_to_end(),
            Intent.FIND_PERSON: lambda _: self.find_person(),
            Intent.COMPARE_CATALOG: lambda _: self.compare(),
        }

    def find_person(self) -> None:
        """Open the search for somebody who is the same person."""
        self._widgets.window.panes.show_panel()
        self._panel.find_person()

    def compare(self) -> None:
        """Show in what the catalog and Stripe differ."""
        overlays = self._widgets.window.overlays
        if self._differences is None:
            from inbox.ui.window.differences import Differences

            self._differences = Differences(self._theme, overlays.stage)
        self._differences.fill(*compared(self._desk))
        overlays.open_sheet(self._differences)

    def choose_date(self, item: str = "") -> None:
        """Ask for a day, below the line of ``item`` or at the top of the chat."""
        first, today = self._jumps.first_day, self._desk.moments.day(self._desk.clock.now())
        if first is None:
            return
        if self._dates is None:
            from inbox.ui.panes.go_to_date import GoToDate

            self._dates = GoToDate(self._theme, self._desk.language, self._view)
            self._dates.chosen.connect(self._on_day)
        day = date.fromisoformat(item.removeprefix(_DAY)) if item.startswith(_DAY) else today
        line = self._view.item_rect(item) if item else None
        top = self._view.viewport().rect().center()
        place = QPoint(top.x(), 0) if line is None else QPoint(line.center().x(), line.bottom())
        self._dates.open_at(self._view.viewport().mapToGlobal(place), day, first, max(first, today))

    def show_line(self, key: str) -> None:
        """Bring the line on screen for which the chat was found; the keyboard stays where it is."""
        self._is_shown_only = True
        self._jumps.to_line(key)
        self._is_shown_only = False

    def go_to_unread(self) -> None:
        """Go to where what was new begins."""
        if not self._jumps.to_first_unread():
            self._news.say(translate("GoingPlaces", "Nothing was unread in this chat when it was opened."))

    def _on_intent(self, item: str, intent: str) -> None:
        if intent == Intent.GO_TO_DATE:
            self.choose_date(item)

    def _on_day(self, day: date) -> None:
        self._jumps.to_day(day)

    def _on_item(self, key: str) -> None:
        if not self._jumps.to_line(key):
            self._news.say(translate("GoingPlaces", "That message is not on this computer."))

    def _on_payment(self, payment: str) -> None:
        self._widgets.window.panes.turn_to_chat()
        if not self._jumps.to_line(payment):
            self._news.say(translate("GoingPlaces", "This payment has no place in this chat: it was made elsewhere."))

    def _on_arrived(self, item: str) -> None:
        if not self._is_shown_only:
            # The ring around it says which line is meant.
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.jump_to(item)
