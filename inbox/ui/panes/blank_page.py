"""What stands in a pane instead of its content: grey shapes after a moment, how far something is, nothing, or what went wrong.

Each of these is made when it is first to be seen, which most never are.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.parts import Blank, Empty, Failure, Loading, Working
from inbox.ui.models.timeline import CardButton
from inbox.ui.panes.acts import ActRow, LinkAct
from inbox.ui.panes.working_page import WorkingPage
from inbox.ui.theme.fonts import BOLD, CHAT, SMALL
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.empty import EmptyState, SkeletonRows
from inbox.ui.widgets.labels import SpanLabel

translate = QCoreApplication.translate

_COPY = "copy"
_WIDEST = 360


class BlankPage(QWidget):
    """``acted`` carries the intent of the page's button. ``ground`` names the colour it stands on."""

    acted = Signal(str, str)

    def __init__(self, theme: Theme, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ground = ground
        self._blank: Blank | None = None
        self._empty: EmptyState | None = None
        self._skeleton: SkeletonRows | None = None
        self._failure: _FailurePage | None = None
        self._working: WorkingPage | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_state(self, blank: Blank | None) -> None:
        """Show this page, or none."""
        if blank == self._blank:
            return
        self._blank = blank
        self.setVisible(blank is not None)
        self._show_skeleton(is_loading=isinstance(blank, Loading))
        self._show_failure(blank if isinstance(blank, Failure) else None)
        self._show_working(blank if isinstance(blank, Working) else None)
        self._show_empty(blank if isinstance(blank, Empty) else None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), getattr(self._theme.look.tokens, self._ground))

    def _show_skeleton(self, *, is_loading: bool) -> None:
        if is_loading and self._skeleton is None:
            self._skeleton = SkeletonRows(self._theme, self)
            self._column.addWidget(self._skeleton, 1)
        if self._skeleton is not None:
            (self._skeleton.begin if is_loading else self._skeleton.end)()

    def _show_failure(self, failure: Failure | None) -> None:
        if failure is not None and self._failure is None:
            self._failure = _FailurePage(self._theme, self)
            self._failure.acted.connect(self.acted)
            self._column.addWidget(self._failure, 1)
        if self._failure is not None:
            self._failure.setVisible(failure is not None)
            if failure is not None:
                self._failure.show_state(failure)

    def _show_working(self, working: Working | None) -> None:
        if working is not None and self._working is None:
            self._working = WorkingPage(self._theme, self)
            self._working.acted.connect(self.acted)
            self._column.addWidget(self._working, 1)
        if self._working is not None:
            self._working.setVisible(working is not None)
            if working is not None:
                self._working.show_state(working)

    def _show_empty(self, empty: Empty | None) -> None:
        if self._empty is not None:
            self._column.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if empty is None:
            return
        words = empty.button.text if empty.button else ""
        self._empty = EmptyState(self._theme, empty.icon or "inbox", empty.text, words, self)
        self._empty.clicked.connect(self._on_clicked)
        self._column.addWidget(self._empty, 1)

    def _on_clicked(self) -> None:
        if isinstance(self._blank, Empty) and self._blank.button is not None:
            self.acted.emit(self._blank.button.intent, "")


class _FailurePage(QWidget):
    """What happened, whether money was moved, what to do, and an id for whoever helps."""

    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._failure = Failure(what="")
        self._what = SpanLabel(theme, size=CHAT, pitch=20, weight=BOLD, parent=self)
        self._money = SpanLabel(theme, parent=self)
        self._way_out = SpanLabel(theme, color="muted", parent=self)
        self._acts = ActRow(theme, self)
        self._acts.acted.connect(self.acted)
        self._id = SpanLabel(theme, color="faint", size=SMALL, pitch=16, parent=self)
        self._copy = LinkAct(theme, parent=self)
        self._copy.acted.connect(self._on_copy)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        for part in (self._what, self._money, self._way_out, self._acts, self._id, self._copy):
            self._column.addWidget(part)
        self._column.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, failure: Failure) -> None:
        self._failure = failure
        texts = (self._what, failure.what), (self._money, failure.money), (self._way_out, failure.way_out)
        for label, text in texts:
            label.show_spans((Span(text),) if text else ())
        self._acts.show_state(failure.buttons, failure.id)
        self._id.show_spans((Span(failure.id),) if failure.id else ())
        copy = CardButton(intent=_COPY, text=translate("BlankPage", "Copy this number for support"))
        self._copy.show_state(copy if failure.id else None, failure.id)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._failure.id)

    def _restyle(self) -> None:
        px = self._theme.look.px
        self._column.setContentsMargins(px(24), 0, px(24), 0)
        self._column.setSpacing(px(8))
        for part in (self._what, self._money, self._way_out, self._acts, self._id):
            part.setMaximumWidth(px(_WIDEST))
