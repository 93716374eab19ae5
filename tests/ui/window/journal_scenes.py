"""The scenes of the money journal for the sheet (``python -m tests.ui.sheet``)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from inbox.domain.journal import Journal, Reading
from inbox.ui.models.presenters.journal import JournalPresenter
from inbox.ui.theme.theme import Theme
from inbox.ui.window.journal_sheet import JournalSheet
from tests.ui.models.journal_samples import IN_MANY_CURRENCIES, NOVEMBER
from tests.ui.presenters.pretend_desk import PretendDesk
from tests.ui.scenes import Scene


def _opened(journal: Journal | None) -> Callable[[Theme, str], QWidget]:
    """Return what opens the page of a month; without one it is still being read."""

    def build(theme: Theme, language: str) -> QWidget:
        from tests.ui.window.scenes import desk

        window = desk(theme, language)
        window.resize(theme.look.px(1180), theme.look.px(760))
        pretend = PretendDesk("owner", language)
        presenter = JournalPresenter(pretend.desk, pretend.clicks, window)
        presenter.open()
        if journal is None:
            pretend.commands.readings[-1].progress = Reading(41, 11_400)
            presenter.look()
        else:
            pretend.commands.journals[-1][1].set_result(journal)
            pretend.clicks.settle()
        sheet = JournalSheet(theme, window.overlays.stage)
        sheet.serve(presenter.model)
        sheet.show_state(presenter.state)
        window.overlays.open_sheet(sheet)
        return window

    return build


SCENES = (
    Scene("journal", (1180, 760), _opened(NOVEMBER)),
    Scene("journal-currencies", (1180, 760), _opened(IN_MANY_CURRENCIES)),
    Scene("journal-reading", (1180, 760), _opened(None)),
)
