"""The views of the inbox as pills: the chosen one dark, urgent ones pinned and red, the rest in a menu; and how it is sorted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QWidget

from inbox.ui.models.rows import ViewPill
from inbox.ui.models.states.parts import Choice
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.flow_layout import FlowLayout
from inbox.ui.widgets.menu import Menu
from inbox.ui.widgets.pill import Pill, count_words
from inbox.ui.widgets.sort_pill import SortPill

translate = QCoreApplication.translate


class PillBar(QWidget):
    """``chosen`` carries the id of the view, ``sort_chosen`` that of a way to sort it."""

    chosen = Signal(str)
    sort_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pills: list[Pill] = []
        self._others: tuple[ViewPill, ...] = ()
        self._menu = Menu(self)
        # Made when it is opened: what is open stays as it is under the pointer while messages come in.
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more = Pill(theme, ViewPill("more", translate("PillBar", "More")), drops=True, parent=self)
        self._more.clicked.connect(self._open_menu)
        self._flow = FlowLayout(self, theme.look.px(6))
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self._more)
        self._sort = SortPill(theme, names=True, parent=self)
        self._sort.sort_chosen.connect(self.sort_chosen)
        self._flow.addWidget(self._sort)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(translate("PillBar", "Views"))

    def show_views(self, pinned: tuple[ViewPill, ...], others: tuple[ViewPill, ...], current: str) -> None:
        """Show the pinned views as pills and the others in the menu; a chosen one of those is shown as the last pill."""
        shown = [*pinned, *(pill for pill in others if pill.view == current)]
        while len(self._pills) < len(shown):
            self._pills.append(self._new_pill(shown[len(self._pills)]))
        while len(self._pills) > len(shown):
            gone = self._pills.pop()
            self._flow.removeWidget(gone)
            gone.deleteLater()
        for pill, row in zip(self._pills, shown, strict=True):
            pill.show_pill(row)
            pill.setChecked(row.view == current)
        self._others = others
        self._more.setVisible(bool(others))

    def show_sorts(self, sorts: tuple[Choice, ...]) -> None:
        """Say how the view is sorted when that is not the usual way."""
        self._sort.show_sorts(sorts)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for row in self._others:
            action = self._menu.addAction(f"{row.text}\t\u2003{count_words(row)}" if row.count else row.text)
            action.setData(row.view)
            action.triggered.connect(self._on_menu)

    def _new_pill(self, row: ViewPill) -> Pill:
        pill = Pill(self._theme, row, parent=self)
        pill.stackUnder(self._more)  # a screen reader reads in that order
        pill.clicked.connect(self._on_pill)
        for behind in (self._more, self._sort):
            self._flow.removeWidget(behind)
        for each in (pill, self._more, self._sort):
            self._flow.addWidget(each)
        pill.show()
        return pill

    def _on_pill(self) -> None:
        pill = self.sender()
        assert isinstance(pill, Pill)
        pill.setChecked(True)
        self.chosen.emit(pill.view)

    def _on_menu(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.chosen.emit(str(action.data()))

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
