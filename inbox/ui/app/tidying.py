"""Garbage is looked for in small, often, and by the window's thread alone. GUI thread only.

Left to itself Python looks through everything whenever enough has been made, on whichever thread that happens, and both stand
still meanwhile: with a thousand events a second a hundred milliseconds, every few seconds. Here what the program is made of is
set aside once all of it is loaded, and each second's young garbage is taken away in under one millisecond.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_SETTLED_MS = 5_000
"""So long after the first paint what loads later is there, too: what speaks to the hub, what plays sounds."""

_EVERY_MS = 1_000
_WHOLE_EVERY = 300
"""So many turns apart everything made since is looked through: what lived longer than a second and is in a circle."""

_YOUNG, _ALL = 1, 2


class Tidying(QObject):
    """From ``begin`` to ``end`` Python collects nothing by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turns = 0
        self._was_on = False
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self.set_aside)
        self._each = QTimer(self, interval=_EVERY_MS)
        self._each.timeout.connect(self.tidy)

    def begin(self) -> None:
        """Take over from Python."""
        if not self._each.isActive():
            self._was_on = gc.isenabled()
            gc.disable()
            self._settled.start()
            self._each.start()

    def end(self) -> None:
        """Leave it to Python again. Harmless when it never began."""
        if self._each.isActive():
            self._settled.stop()
            self._each.stop()
            if self._was_on:
                gc.enable()

    def set_aside(self) -> None:
        """Look through nothing any more that is there now: modules, classes and widgets stay to the end."""
        gc.freeze()

    def tidy(self) -> None:
        """Take away what has become garbage lately."""
        self._turns += 1
        gc.collect(_YOUNG if self._turns % _WHOLE_EVERY else _ALL)
