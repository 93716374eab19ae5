"""The window of the first start: the page joined to its presenter, made anew when another language is chosen. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from inbox.ui.app.application import LANGUAGE, kept_language, make_app
from inbox.ui.app.desk_app import take_away
from inbox.ui.app.interrupts import Interrupts
from inbox.ui.app.one_window import Doorbell, bring_to_front
from inbox.ui.language import Language
from inbox.ui.models.connecting import Connecting
from inbox.ui.models.presenters.desk import Bell
from inbox.ui.models.presenters.first_start import FirstStartPresenter
from inbox.ui.panes.first_start import FirstStartPage
from inbox.ui.theme.theme import Theme
from inbox.ui.window.memory import WindowMemory

_SIZE = (1000, 680)
_SMALLEST = (480, 400)
_FRAME = 48


class Outcome(StrEnum):
    """How a first start ended."""

    CLOSED = "closed"
    DEMO = "demo"
    READY = "ready"


class StartWindow(QObject):
    """One first start. ``window`` is to be shown; ``outcome`` says how it ended once the application has quit."""

    def __init__(self, theme: Theme, connecting: Connecting, bell: Bell, settings: QSettings) -> None:
        super().__init__()
        self._theme = theme
        self._connecting = connecting
        self._bell = bell
        self._settings = settings
        self.outcome = Outcome.CLOSED
        self.window = QMainWindow()
        self.window.setWindowTitle("Tresen")
        self.window.setMinimumSize(*_SMALLEST)
        wanted = QSize(*(theme.look.px(side) for side in _SIZE))
        self.window.resize(wanted.boundedTo(QGuiApplication.primaryScreen().availableSize() - QSize(0, _FRAME)))
        self._language = Language(_app(), kept_language(settings))
        self._presenter = self._new_presenter()
        self._page = self._new_page()

    def close(self) -> None:
        """Take the window and its language away, and hear nothing any more."""
        self._language.remove()
        self.deleteLater()
        take_away(self.window)

    def on_rung(self, _link: str) -> None:
        """Come to the front: somebody has started the program once more. A link leads nowhere yet."""
        bring_to_front(self.window)

    def _new_presenter(self) -> FirstStartPresenter:
        presenter = FirstStartPresenter(self._connecting, self._language.code, self)
        presenter.changed.connect(self._show)
        presenter.done.connect(self._on_done)
        self._bell.rang.connect(presenter.on_rang, Qt.ConnectionType.QueuedConnection)
        return presenter

    def _new_page(self) -> FirstStartPage:
        page, presenter = FirstStartPage(self._theme, self._language.code), self._presenter
        page.page_wanted.connect(presenter.go_to)
        page.demo_wanted.connect(self._on_demo)
        page.key_offered.connect(presenter.offer_key)
        page.stripe_done.connect(presenter.use_key)
        page.whatsapp_offered.connect(presenter.offer_whatsapp)
        page.whatsapp_later.connect(presenter.leave_whatsapp)
        page.hub_offered.connect(presenter.offer_code)
        # The page whose button was pressed must not be gone before it has returned.
        page.language_chosen.connect(self._on_language, Qt.ConnectionType.QueuedConnection)
        page.show_state(presenter.state)
        self.window.setCentralWidget(page)
        return page

    def _show(self) -> None:
        self._page.show_state(self._presenter.state)

    def _on_language(self, code: str) -> None:
        if code == self._language.code:
            return
        page = self._presenter.state.page
        self._language.remove()
        self._language = Language(_app(), code)
        self._settings.setValue(LANGUAGE, code)
        self._presenter.deleteLater()
        self._presenter = self._new_presenter()
        self._presenter.go_to(page)
        self._page = self._new_page()

    def _on_demo(self) -> None:
        self._end(Outcome.DEMO)

    def _on_done(self) -> None:
        self._end(Outcome.READY)

    def _end(self, outcome: Outcome) -> None:
        self.outcome = outcome
        _app().quit()


def run_first_start(
    make_connecting: Callable[[Bell], Connecting], settings: QSettings, doorbell: Doorbell | None = None
) -> StartWindow:
    """Show the first start until it has an outcome. The window is still there, for the next one to take its place."""
    app = make_app()
    theme, bell = Theme(app), Bell()
    WindowMemory(settings, theme).restore_look()
    shown = StartWindow(theme, make_connecting(bell), bell, settings)
    interrupts = Interrupts()
    interrupts.came.connect(app.quit)

    if doorbell is not None:
        doorbell.rung.connect(shown.on_rung)
        doorbell.listen()
    shown.window.show()
    try:
        app.exec()
    finally:
        interrupts.restore()
    return shown


def _app() -> QApplication:
    return make_app()
