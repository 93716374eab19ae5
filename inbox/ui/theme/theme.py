"""The theme of the running app: follows the system's light, dark and contrast, and the text size the agent chose.

Made once by the composition root and handed to every widget; widgets repaint on ``changed``. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from inbox.ui.theme.fonts import BASE
from inbox.ui.theme.icons import Icons
from inbox.ui.theme.look import Look
from inbox.ui.theme.motion import Motion
from inbox.ui.theme.palette import qt_palette
from inbox.ui.theme.tokens import DARK, LIGHT, Tokens, from_system

SMALLEST_PERCENT, LARGEST_PERCENT = 80, 200
_LARGEST_SYSTEM_FACTOR = 2.0


class Scheme(StrEnum):
    """What the agent chose in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    """The system's own colours with lines around everything, as a system in high contrast has it in any case."""


class Theme(QObject):
    """Holds the present ``look``. ``scheme`` and ``percent`` come from the settings and go back there by whoever sets them."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        scheme: Scheme = Scheme.SYSTEM,
        percent: int = 100,
        families: list[str] | None = None,
        system_colors: Callable[[QApplication], QPalette] | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._system_colors = system_colors or _system_colors
        self._families = families
        self._scheme = scheme
        self._percent = percent
        self._icons = Icons()
        # A person who made her system's text larger gets larger text here too, before any choice of ours.
        system_size = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
        self._system_factor = min(max(1.0, system_size / (BASE + 1)), _LARGEST_SYSTEM_FACTOR)
        app.setStyle("Fusion")
        # Kept: when the last Python reference to the hints goes, so does what they handed out.
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self._motion = Motion(self)
        app.applicationStateChanged.connect(self._motion.look)
        self.look = self._apply()

    @property
    def scheme(self) -> Scheme:
        """What was chosen, which is not what the system makes of it."""
        return self._scheme

    @property
    def percent(self) -> int:
        """The chosen text size, 80 to 200."""
        return self._percent

    @property
    def is_calm(self) -> bool:
        """Whether the system asks for less motion: then nothing is animated."""
        return self._motion.is_less

    def set_scheme(self, scheme: Scheme) -> None:
        """Change between light, dark and what the system says."""
        self._scheme = scheme
        self._renew()

    def set_percent(self, percent: int) -> None:
        """Change the text size; values outside 80 to 200 are clamped."""
        self._percent = min(max(percent, SMALLEST_PERCENT), LARGEST_PERCENT)
        self._renew()

    def _on_system_changed(self) -> None:
        self._renew()

    def _renew(self) -> None:
        self.look = self._apply()
        self.changed.emit()

    def _apply(self) -> Look:
        look = Look(self._tokens(), self._percent / 100 * self._system_factor, self._icons, self._families)
        self._app.setPalette(qt_palette(look.tokens))
        self._app.setFont(look.fonts.of().font)
        return look

    def _tokens(self) -> Tokens:
        if self._scheme is Scheme.CONTRAST or self._wants_contrast():
            return from_system(self._system_colors(self._app))
        if self._scheme is Scheme.SYSTEM:
            is_dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        else:
            is_dark = self._scheme is Scheme.DARK
        return DARK if is_dark else LIGHT

    def _wants_contrast(self) -> bool:
        preference = self._hints.accessibility().contrastPreference()
        return preference is Qt.ContrastPreference.HighContrast


def _system_colors(app: QApplication) -> QPalette:
    app.setPalette(QPalette())  # back to the system's own, to read it
    return app.palette()
