"""Starts the window on a desk that is running and gives the thread to Qt until the window is closed. Main thread only.

Called by the composition root, which owns the engine and its reads: it makes the ``Bell`` first, hands ``bell.ring`` to the
engine as its knock, and stops the engine after ``run`` has returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inbox.domain import replies, template_drafts
from inbox.domain.ports import Clock, Ids
from inbox.ui.app.application import make_app
from inbox.ui.app.desk_window import DeskWindow
from inbox.ui.app.first_paint import FirstPaint
from inbox.ui.app.one_window import Doorbell
from inbox.ui.app.pace_choice import PaceChoice
from inbox.ui.app.tidying import Tidying
from inbox.ui.app.visits import Visits
from inbox.ui.language import Language, system_language
from inbox.ui.models.moments import Moments
from inbox.ui.models.pace import Pace
from inbox.ui.models.presenters.desk import Bell, Commands, Desk, Files, Reads
from inbox.ui.models.presenters.shop_catalogue import ShopCatalogue
from inbox.ui.pictures.gallery import Gallery
from inbox.ui.resources import starter_replies, starter_templates
from inbox.ui.sound.player import Player
from inbox.ui.theme.theme import Theme
from inbox.ui.window.memory import WindowMemory

__all__ = ["Bell", "Surroundings", "make_app", "open_window", "run", "take_away"]

_FIRST_SIZE = (1440, 900)
_FRAME = 48
"""What the system's window frame may take of a screen's height, in pixels."""


@dataclass(frozen=True)
class Surroundings:
    """What the window needs beside the desk. ``language`` is ``de``, ``en`` or empty for the system's.

    ``files`` are the desk's copies of pictures and files; without them every picture is an icon. ``pace`` is that of a demo
    shop.
    """

    clock: Clock
    ids: Ids
    zone: tzinfo
    files: Files | None = None
    language: str = ""
    pace: Pace | None = None


def open_window(theme: Theme, bell: Bell, reads: Reads, commands: Commands, around: Surroundings) -> DeskWindow:
    """Make the window on a running desk; its language is installed already. ``widgets.window`` is to be shown."""
    desk = Desk(
        reads=reads,
        commands=commands,
        clock=around.clock,
        ids=around.ids,
        moments=Moments(around.language or system_language(), around.zone),
        catalogue=ShopCatalogue(reads),
        replies=replies.read(starter_replies().read_bytes()),
        drafts=template_drafts.read(starter_templates().read_bytes()),
    )
    gallery = None if around.files is None else Gallery(around.files, commands, is_calm=lambda: theme.is_calm)
    player = None if around.files is None else Player(around.files, commands)
    return DeskWindow(theme, desk, bell, gallery, player)


def run(
    bell: Bell,
    reads: Reads,
    commands: Commands,
    around: Surroundings,
    settings: QSettings | None = None,
    doorbell: Doorbell | None = None,
    link: str = "",
) -> int:
    """Show the window and return when it is closed; 0 when all went well.

    ``settings`` is where window and panes are remembered; None remembers nothing. ``doorbell`` brings calls of later starts.
    ``link`` names a chat to open at once.
    """
    app = make_app()
    language = Language(app, around.language or system_language())
    theme = Theme(app)
    memory = None if settings is None else WindowMemory(settings, theme)
    if memory is not None:
        memory.restore_look()
    shown = open_window(theme, bell, reads, commands, around)
    window = shown.widgets.window
    window.resize(_first_size(theme))
    if memory is not None:
        memory.restore(window, window.panes)
        shown.rows.take_sorts(memory.sorts)
        shown.rows.sorted.connect(memory.keep_sorts)
        window.closed.connect(memory.keep_place)
    window.closed.connect(app.quit)
    if around.pace is not None:
        PaceChoice(window.stripe, around.pace)
    visits = Visits(shown, doorbell)
    visits.follow(link)
    tidying = Tidying()
    painted = FirstPaint(window, commands)
    for begin in (visits.listen, tidying.begin):
        painted.came.connect(begin)
    window.show()
    try:
        return app.exec()
    finally:
        tidying.end()
        visits.close()
        shown.close()
        take_away(window)
        language.remove()


def take_away(window: QWidget) -> None:
    """Destroy a window at once and not at some later turn of a loop: what it is painted with is about to go, too."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def _first_size(theme: Theme) -> QSize:
    """Return the size of a window nobody has resized yet: that of the design, as far as the screen has room for it."""
    wanted = QSize(*(theme.look.px(side) for side in _FIRST_SIZE))
    return wanted.boundedTo(QGuiApplication.primaryScreen().availableSize() - QSize(0, _FRAME))
