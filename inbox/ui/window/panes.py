"""List, chat and panel beside each other: resized by their edges, folded, laid over each other when the window is narrow.

Owned by the window, which hands in the three panes. GUI thread only. What was folded and how wide the panes are leaves
through ``folds_changed`` and comes back with ``restore``.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QSplitterHandle, QWidget

from inbox.ui.theme.theme import Theme
from inbox.ui.window import arrangement
from inbox.ui.window.arrangement import Arrangement, Beside, Folds, arrange

translate = QCoreApplication.translate

_UNBOUNDED = 16777215
"""Qt's QWIDGETSIZE_MAX."""


class Panes(QWidget):
    """``arranged`` tells when another set of panes is to be seen, for the buttons that bring the others back."""

    folds_changed = Signal(object)
    arranged = Signal()

    def __init__(self, theme: Theme, conversations: QWidget, chat: QWidget, panel: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._conversations, self._chat, self._panel = conversations, chat, panel
        self._folds = Folds()
        self._overlay_open = False
        self._reads_chat = False
        self._veil = _Veil(self)
        self._veil.hide()
        self._veil.clicked.connect(self.close_overlay)
        self._splitter = _Splitter(theme, self)
        for pane in (conversations, chat, panel):
            self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(1, 1)
        self._put_in_order()
        self._splitter.splitterMoved.connect(self._keep_widths)
        # Panes that no longer fit are folded here, so their widths must not hold the window open.
        self.setMinimumWidth(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._now = Arrangement(shows_list=True, shows_chat=True, panel=Beside.BESIDE, alternates=False)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def now(self) -> Arrangement:
        """What is to be seen now."""
        return self._now

    @property
    def folds(self) -> Folds:
        """What is folded, and how wide the panes are."""
        return self._folds

    def in_order(self) -> list[QWidget]:
        """Return the panes from left to right; where the panel lies over the others, it is alone."""
        if self._now.panel is Beside.OVER:
            return [self._panel]
        return [self._conversations, self._chat, self._panel]

    def restore(self, folds: Folds) -> None:
        """Take up what was remembered."""
        self._folds = folds
        self._arrange()
        self._share_width()

    def toggle_list(self) -> None:
        """Fold the list, or bring it back."""
        if self._now.alternates:
            self.turn_to_chat(self._now.shows_list)
        else:
            self._fold(msgspec.structs.replace(self._folds, list_folded=not self._folds.list_folded))

    def toggle_panel(self) -> None:
        """Fold the panel or bring it back; in a narrow window, lay it over the chat or take it away."""
        if self._has_room():
            self._fold(msgspec.structs.replace(self._folds, panel_folded=not self._folds.panel_folded))
        else:
            self._overlay_open = not self._overlay_open
            self._arrange()

    def show_panel(self) -> None:
        """Have the panel on screen, however wide the window is."""
        if self._now.panel is Beside.AWAY:
            self.toggle_panel()

    def show_list(self) -> None:
        """Have the list on screen."""
        if not self._now.shows_list:
            self.toggle_list()

    def turn_to_chat(self, reads_chat: bool = True) -> None:
        """Give the chat its turn where list and chat alternate."""
        self._reads_chat = reads_chat
        self._overlay_open = self._overlay_open and reads_chat
        self._arrange()

    def close_overlay(self) -> None:
        """Take the panel away from over the chat."""
        self._overlay_open = False
        self._arrange()

    def back(self) -> bool:
        """Go one step back, as Esc does; False when there is nothing to go back from."""
        if self._now.panel is Beside.OVER:
            self.close_overlay()
        elif self._now.alternates and self._now.shows_chat:
            self.turn_to_chat(False)
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether all panes still have room."""
        super().resizeEvent(event)
        self._arrange()

    def _fold(self, folds: Folds) -> None:
        self._folds = folds
        self._arrange()
        self._share_width()
        self.folds_changed.emit(folds)

    def _has_room(self) -> bool:
        """Tell whether the panel would fit beside the chat."""
        return self._wanted(Folds()).panel is Beside.BESIDE

    def _wanted(self, folds: Folds | None = None) -> Arrangement:
        look = self._theme.look
        return arrange(
            self.width() + look.px(arrangement.RAIL),
            look.factor,
            folds or self._folds,
            overlay_open=self._overlay_open,
            reads_chat=self._reads_chat,
        )

    def _arrange(self) -> None:
        wanted = self._wanted()
        if wanted.panel is not Beside.OVER:
            self._overlay_open = False
        if wanted != self._now:
            was_beside = self._now.panel is not Beside.OVER
            self._now = wanted
            self._move_panel(was_beside)
            self._show_panes()
            self.arranged.emit()
        if self._now.panel is Beside.OVER:
            self._lay_over()

    def _show_panes(self) -> None:
        self._conversations.setVisible(self._now.shows_list)
        self._chat.setVisible(self._now.shows_chat)
        self._panel.setVisible(self._now.panel is not Beside.AWAY)
        self._veil.setVisible(self._now.panel is Beside.OVER)
        self._bound_widths()

    def _move_panel(self, was_beside: bool) -> None:
        """Take the panel out of the row, or put it back into it."""
        is_beside = self._now.panel is not Beside.OVER
        if is_beside == was_beside:
            return
        if is_beside:
            self._splitter.addWidget(self._panel)
            self._put_in_order()
            self._share_width()
        else:
            self._panel.setParent(self)

    def _put_in_order(self) -> None:
        """Let a screen reader find the panes from left to right; a splitter puts each new one before the others."""
        for pane in (self._conversations, self._chat, self._panel):
            pane.raise_()
        for number in range(self._splitter.count()):
            self._splitter.handle(number).raise_()

    def _lay_over(self) -> None:
        look = self._theme.look
        width = min(self.width() - look.px(48), look.px(self._folds.panel_width))
        self._veil.setGeometry(self.rect())
        self._panel.setGeometry(self.width() - width, 0, width, self.height())
        self._veil.raise_()
        self._panel.raise_()

    def _share_width(self) -> None:
        """Give list and panel their remembered widths, the chat the rest."""
        look = self._theme.look
        aside, beside = look.px(self._folds.list_width), look.px(self._folds.panel_width)
        self._splitter.setSizes([aside, max(1, self.width() - aside - beside), beside])

    def _bound_widths(self) -> None:
        look = self._theme.look
        most = _UNBOUNDED if self._now.alternates else look.px(arrangement.LIST_MOST)
        self._conversations.setMinimumWidth(look.px(arrangement.LIST_LEAST))
        self._conversations.setMaximumWidth(most)
        self._chat.setMinimumWidth(look.px(arrangement.LIST_LEAST if self._now.alternates else arrangement.CHAT_LEAST))
        self._panel.setMinimumWidth(look.px(arrangement.PANEL_LEAST))
        self._panel.setMaximumWidth(look.px(arrangement.PANEL_MOST))

    def _keep_widths(self) -> None:
        factor = self._theme.look.factor
        widths = [round(size / factor) for size in self._splitter.sizes()]
        folds = self._folds
        if self._now.shows_list and not self._now.alternates:
            folds = msgspec.structs.replace(folds, list_width=widths[0])
        if self._now.panel is Beside.BESIDE:
            folds = msgspec.structs.replace(folds, panel_width=widths[2])
        self._folds = folds
        self.folds_changed.emit(folds)

    def _restyle(self) -> None:
        self._bound_widths()
        self._arrange()
        self._share_width()


class _Splitter(QSplitter):
    """A row of panes with a hairline between them that can be caught a little beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)

    def createHandle(self) -> QSplitterHandle:
        """Return one of the hairlines."""
        return _Hairline(self._theme, self)


class _Hairline(QSplitterHandle):
    def __init__(self, theme: Theme, splitter: QSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self._theme = theme
        self.setAccessibleName(translate("Panes", "Edge between two panes"))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.contentsRect(), self._theme.look.tokens.line)


class _Veil(QWidget):
    """Dims what is behind the panel; a click on it takes the panel away."""

    clicked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 60))
