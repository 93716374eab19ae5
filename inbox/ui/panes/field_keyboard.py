"""Keeps the keyboard with the message while its field comes and goes. GUI thread only.

Letters that no text field takes are commands, and Qt gives the keyboard of a field that goes to the next button along. So
the field gets the keyboard as soon as it is there for who has been sent to it, and loses it to nothing that a Space presses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from inbox.ui.panes.focus import has_keyboard


class FieldKeyboard:
    """Of one composer: ``before`` and ``after`` are called around the showing of a state."""

    def __init__(self, composer: QWidget, frame: QWidget, edit: QWidget) -> None:
        self._composer = composer
        self._frame = frame
        self._edit = edit
        self._wished: tuple[QWidget | None] | None = None
        """Who had the keyboard when the field was to get it but was not there."""
        self._was_there = self._typed = self._is_wanted = False

    def give(self) -> None:
        """Give the field the keyboard, or as soon as it is there; not if the agent has gone elsewhere by then."""
        if self._frame.isVisibleTo(self._composer):
            self._wished = None
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._wished = (QApplication.focusWidget(),)

    def before(self, *, is_other: bool) -> None:
        """Note who has the keyboard; ``is_other`` is that another chat is about to be shown."""
        if is_other:
            self._wished = None
        self._was_there = self._frame.isVisibleTo(self._composer)
        self._typed = has_keyboard(self._frame)
        waits = self._wished is not None and self._wished[0] is QApplication.focusWidget()
        self._is_wanted = not is_other and (waits or has_keyboard(self._composer))

    def after(self, forms: Sequence[QWidget], begin_list: Callable[[], None]) -> None:
        """Move the keyboard on. ``forms`` take it by themselves; ``begin_list`` gives it to the list, if that has come."""
        is_there = self._frame.isVisibleTo(self._composer)
        if is_there and not self._was_there and self._is_wanted:
            self.give()
        elif self._typed and not is_there and not any(has_keyboard(form) for form in forms):
            # A list that is too short to be searched leaves it where it is.
            self._composer.setFocus(Qt.FocusReason.OtherFocusReason)
            begin_list()
