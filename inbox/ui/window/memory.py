"""What the window remembers between two starts: its place, panes and folds, theme and text size, how the list is sorted."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QByteArray, QObject, QSettings
from PySide6.QtWidgets import QMainWindow

from inbox.ui.theme.theme import Scheme, Theme
from inbox.ui.window.arrangement import Folds
from inbox.ui.window.panes import Panes

_PLACE, _FOLDS, _SCHEME, _PERCENT = "window/place", "window/folds", "look/scheme", "look/percent"
_SORTS = "list/sorts"


class WindowMemory(QObject):
    """Reads once at the start, writes when something changes. ``settings`` says where to; the GUI thread alone uses it."""

    def __init__(self, settings: QSettings, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme
        self._window: QMainWindow | None = None

    def restore_look(self) -> None:
        """Take up theme and text size; before the window is made."""
        scheme, percent = str(self._settings.value(_SCHEME, "")), str(self._settings.value(_PERCENT, ""))
        if scheme in {known.value for known in Scheme}:
            self._theme.set_scheme(Scheme(scheme))
        if percent.isdecimal():
            self._theme.set_percent(int(percent))
        self._theme.changed.connect(self._keep_look)

    def restore(self, window: QMainWindow, panes: Panes) -> None:
        """Take up place, folds and widths, and keep them from now on; Qt sees to it that the place is on a screen."""
        self._window = window
        place = self._settings.value(_PLACE)
        if isinstance(place, QByteArray):
            window.restoreGeometry(place)
        try:
            panes.restore(msgspec.json.decode(str(self._settings.value(_FOLDS, "{}")), type=Folds))
        except msgspec.DecodeError:
            # Written by another version or by hand; the widths of a first start are no loss.
            panes.restore(Folds())
        panes.folds_changed.connect(self._keep_folds)

    @property
    def sorts(self) -> dict[str, str]:
        """How views of the list are sorted that are not sorted in their usual way."""
        try:
            return msgspec.json.decode(str(self._settings.value(_SORTS, "{}")), type=dict[str, str])
        except msgspec.DecodeError:
            # Written by another version or by hand; the usual order is no loss.
            return {}

    def keep_sorts(self, sorts: dict[str, str]) -> None:
        """Write how they are sorted."""
        self._settings.setValue(_SORTS, msgspec.json.encode(sorts).decode())

    def keep_place(self) -> None:
        """Write where the window is; when it closes."""
        if self._window is not None:
            self._settings.setValue(_PLACE, self._window.saveGeometry())

    def _keep_folds(self, folds: Folds) -> None:
        self._settings.setValue(_FOLDS, msgspec.json.encode(folds).decode())

    def _keep_look(self) -> None:
        self._settings.setValue(_SCHEME, self._theme.scheme.value)
        self._settings.setValue(_PERCENT, str(self._theme.percent))
