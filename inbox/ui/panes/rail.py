"""The rail at the left edge: icons with words, and a red count where something waits. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from inbox.ui.models.states.rail import Place, RailState
from inbox.ui.panes.keyed import Keyed
from inbox.ui.theme.fonts import BOLD, MICRO
from inbox.ui.theme.painting import CENTER, badge, box, focus_ring, text_line
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.button import shows_focus

translate = QCoreApplication.translate

WIDTH = 60
_MOST_SHOWN = 99


class Rail(QFrame):
    """``place_wanted`` names the place that was clicked."""

    place_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen = ""
        self.setAccessibleName(translate("Rail", "Places"))
        layout = self._column = QVBoxLayout(self)
        layout.setSpacing(0)
        top, foot = QVBoxLayout(), QVBoxLayout()
        self._places = Keyed(self._make, top)
        self._last = Keyed(self._make, foot)
        layout.addLayout(top)
        layout.addStretch(1)
        layout.addLayout(foot)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, state: RailState) -> None:
        """Show the places."""
        for keyed, places in ((self._places, state.places), (self._last, state.last)):
            for place, button in keyed.show([(place.id, place) for place in places]):
                button.show_state(place, is_chosen=place.id == state.chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line to the list."""
        painter, tokens = QPainter(self), self._theme.look.tokens
        painter.fillRect(self.rect(), tokens.surface)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), tokens.line)

    def _make(self, _place: Place) -> _PlaceButton:
        button = _PlaceButton(self._theme, self)
        button.wanted.connect(self.place_wanted)
        return button

    def _restyle(self) -> None:
        look = self._theme.look
        self.setFixedWidth(look.px(WIDTH))
        self._column.setContentsMargins(look.px(4), look.px(10), look.px(4), look.px(8))


class _PlaceButton(QAbstractButton):
    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = Place(id="", title="", icon="inbox")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.updateGeometry)

    def show_state(self, place: Place, *, is_chosen: bool) -> None:
        self._place = place
        self.setChecked(is_chosen)
        waiting = translate("Rail", "{count} waiting").format(count=place.badge) if place.badge else ""
        self.setAccessibleName(", ".join(part for part in (place.title, waiting) if part))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        look = self._theme.look
        return QSize(look.px(52), look.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = self._theme.look, self._theme.look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect()).adjusted(0, 0, 0, -look.px(2))
        if self.isChecked() or self.underMouse():
            box(painter, where, look.px(10), tokens.accent_soft if self.isChecked() else tokens.hovered, tokens.outline)
        color = tokens.accent if self.isChecked() else tokens.muted
        side = look.px(19)
        icon = QRectF(where.center().x() - side / 2, where.top() + look.px(6), side, side)
        look.icons.draw(painter, self._place.icon, color, icon)
        face = look.fonts.of(MICRO)
        words = QRectF(where.left(), icon.bottom() + look.px(2), where.width(), look.px(13))
        text_line(painter, words, face.elided(self._place.title, words.width()), face, color, CENTER)
        self._paint_badge(painter, where)
        if shows_focus(self):
            focus_ring(painter, look, where, look.px(10))

    def _paint_badge(self, painter: QPainter, where: QRectF) -> None:
        if not self._place.badge:
            return
        look = self._theme.look
        text = str(self._place.badge) if self._place.badge <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
        width = max(look.px(15), round(look.fonts.of(MICRO, BOLD, figures=True).width(text)) + look.px(6))
        left = min(where.left() + look.px(29), where.right() - width)
        badge(painter, look, QRectF(left, where.top() + look.px(2), width, look.px(15)), text)

    def _on_clicked(self) -> None:
        # Which place is chosen is the state's to say, not the click's.
        self.setChecked(not self.isChecked())
        self.wanted.emit(self._place.id)
