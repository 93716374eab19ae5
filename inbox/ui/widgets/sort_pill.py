"""What opens the ways to sort the list: a sign that is always in its place, and a pill that names a way that is not the usual."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QWidget

from inbox.ui.models.rows import ViewPill
from inbox.ui.models.states.parts import Choice
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.menu import Menu
from inbox.ui.widgets.pill import Pill
from inbox.ui.widgets.tips import tip

translate = QCoreApplication.translate


class SortPill(Pill):
    """``sort_chosen`` carries the id of a way. One that ``names`` the way is there only while it is not the usual one."""

    sort_chosen = Signal(str)

    def __init__(self, theme: Theme, *, names: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, ViewPill("sort", ""), drops=names, icon="sort", parent=parent)
        self._names = names
        self._sorts: tuple[Choice, ...] = ()
        self._menu = Menu(self)
        # Made when it is opened: what is open stays as it is under the pointer.
        self._menu.aboutToShow.connect(self._fill_menu)
        self._ways = QActionGroup(self._menu)
        self.setCheckable(False)
        self.clicked.connect(self._open_menu)
        self.hide()

    def show_sorts(self, sorts: tuple[Choice, ...]) -> None:
        """Say how the view is sorted and offer the other ways, the usual one first; nothing where there is but one."""
        chosen = next((each for each in sorts if each.is_chosen), None)
        self.setVisible(chosen is not None and len(sorts) > 1 and not (self._names and chosen is sorts[0]))
        if chosen is None:
            return
        said = translate("PillBar", "Sorted: {way}").format(way=chosen.text)
        self.show_pill(ViewPill("sort", chosen.text if self._names else ""))
        self.setAccessibleName(said)
        self.setToolTip(tip(said))
        self._sorts = sorts

    def _fill_menu(self) -> None:
        self._menu.clear()
        for each in self._sorts:
            action = self._menu.addAction(each.text)
            action.setActionGroup(self._ways)
            action.setData(each.id)
            action.setCheckable(True)
            action.setChecked(each.is_chosen)
            action.triggered.connect(self._on_sort)

    def _on_sort(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.sort_chosen.emit(str(action.data()))

    def _open_menu(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
