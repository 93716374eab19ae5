"""Products as tiles with picture, name and price; one click sends, or chooses for a list.

The strip of the panel and the picker are made of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from inbox.ui.chat.pieces import Canvas, Glyph, Picture, Pictures
from inbox.ui.models.states.parts import ProductTile
from inbox.ui.panes.arranged import Arranged, Places
from inbox.ui.panes.focus import keep_keyboard
from inbox.ui.theme.fonts import BOLD, TINY
from inbox.ui.theme.painting import CENTER, LEFT, box, focus_ring, text_line
from inbox.ui.theme.palette import faded
from inbox.ui.theme.theme import Theme
from inbox.ui.theme.typeset import kept_together
from inbox.ui.widgets.button import leave_keyboard, leaves_enter, shows_focus
from inbox.ui.widgets.tips import tip

translate = QCoreApplication.translate

STRIP, SHELF = 64, 80
"""How wide a tile is at least, in design pixels: four beside each other in the panel, larger in the picker."""
_HEIGHT = 56
"""Without words."""
_INSET = 5
_LINE = 15
"""How high a line of words is."""


class TileGrid(Arranged):
    """``sent`` carries the SKU of the product that was clicked. All tiles of a grid are equally wide."""

    sent = Signal(str)

    def __init__(
        self, theme: Theme, pictures: Pictures | None, least: int = STRIP, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._pictures = pictures
        self._least = least
        self._tiles: list[_Tile] = []

    def show_state(self, tiles: Sequence[ProductTile]) -> None:
        """Show these products."""
        while len(self._tiles) < len(tiles):
            tile = _Tile(self._theme, self._pictures, self)
            tile.sent.connect(self.sent)
            self._tiles.append(tile)
        for place, tile in enumerate(self._tiles):
            if place >= len(tiles):
                keep_keyboard(tile)
            tile.setVisible(place < len(tiles))
            if place < len(tiles):
                tile.show_state(tiles[place])
        self.changed()

    def picture_ready(self, _key: str) -> None:
        """Paint anew when a picture has come."""
        for tile in self._tiles:
            tile.update()

    def _arrange(self, width: int, places: Places) -> int:
        px, gap = self._theme.look.px, self._theme.look.px(8)
        shown = [tile for tile in self._tiles if not tile.isHidden()]
        columns = max(1, (width + gap) // (px(self._least) + gap))
        rows = -(-len(shown) // columns)
        inside = (width + gap) // columns - gap - 2 * px(_INSET)
        lines = max((len(_lines(self._theme, tile.shown, inside)) for tile in shown), default=0)
        height = px(_HEIGHT) + lines * px(_LINE)
        for place, tile in enumerate(shown):
            row, column = divmod(place, columns)
            left, right = ((width + gap) * edge // columns for edge in (column, column + 1))
            places.append((tile, left, row * (height + gap), right - left - gap, height))
        return max(0, rows * (height + gap) - gap)


class _Tile(QAbstractButton):
    sent = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = pictures
        self._tile = ProductTile(sku="", name="", price="")
        leave_keyboard(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.update)

    @property
    def shown(self) -> ProductTile:
        return self._tile

    def show_state(self, tile: ProductTile) -> None:
        if tile == self._tile:
            return
        if tile.sku != self._tile.sku:
            keep_keyboard(self)
        self._tile = tile
        self.setEnabled(tile.is_enabled)
        words = translate("Tiles", "Send {product}, {price}")
        if tile.by_link:
            words = translate("Tiles", "Ask for {product}, {price}, by a payment link")
        if tile.is_chosen is not None:
            words = translate("Tiles", "Choose {product}, {price}")
        if tile.is_chosen:
            words = translate("Tiles", "Take {product}, {price} out again")
        price = f"{tile.price}, {tile.doubt}" if tile.doubt else tile.price
        name = words.format(product=tile.name, price=price)
        if tile.group:
            name = translate("Tiles", "{words} (group {number})").format(words=name, number=tile.group)
        self.setAccessibleName(name)
        self.setToolTip(tip(name if tile.is_enabled else tile.reason))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not leaves_enter(event):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is one click: what is sent is sent once."""

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens, px = self._theme.look, self._theme.look.tokens, self._theme.look.px
        painter, where = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_hot = self.underMouse() and self.isEnabled()
        is_chosen = bool(self._tile.is_chosen)
        edge = tokens.accent if is_hot or is_chosen or self.isDown() else tokens.line
        box(painter, where, px(9), tokens.accent_soft if is_chosen or self.isDown() else tokens.raised, edge)
        inside = where.adjusted(px(_INSET), px(_INSET), -px(_INSET), -px(_INSET))
        picture = QRectF(inside.left(), inside.top(), inside.width(), px(40))
        without = "link" if self._tile.by_link else "catalog"
        Picture(picture, self._tile.thumbnail, px(6), without).paint(Canvas(painter, look, self._pictures))
        line = QRectF(inside.left(), picture.bottom() + px(4), inside.width(), px(_LINE))
        for words, is_strong, token in _lines(self._theme, self._tile, int(inside.width())):
            face = look.fonts.of(TINY, BOLD, figures=True) if is_strong else look.fonts.of(TINY)
            color = getattr(tokens, token) if self.isEnabled() else faded(tokens.muted, tokens.surface)
            text_line(painter, line, face.elided(words, line.width()), face, color, LEFT)
            line = line.translated(0, px(_LINE))
        if is_chosen:
            side = px(18)
            spot = QRectF(where.right() - side - px(4), where.top() + px(4), side, side)
            box(painter, spot, side / 2, tokens.accent, None)
            if self._tile.group:
                text_line(painter, spot, self._tile.group, look.fonts.of(TINY, BOLD, figures=True), tokens.on_accent, CENTER)
            else:
                mark = spot.adjusted(px(3), px(3), -px(3), -px(3))
                Glyph(mark, "check", "on_accent").paint(Canvas(painter, look, self._pictures))
        if shows_focus(self):
            focus_ring(painter, look, where, px(8))

    def _on_clicked(self) -> None:
        self.sent.emit(self._tile.sku)


def _lines(theme: Theme, tile: ProductTile, width: int) -> list[tuple[str, bool, str]]:
    """Return the words below the picture: the name in two lines at most, the price, and what Stripe charges instead.

    Each with whether it is bold, and its colour.
    """
    lines = [(words, False, "text") for words in _name(theme, tile.name, width)]
    lines.append((tile.price, True, "text"))
    if tile.charged:
        fits = theme.look.fonts.of(TINY, BOLD, figures=True).width(tile.charged) <= width
        lines += [(words, True, "warn") for words in ([tile.charged] if fits else tile.charged.split(" ", 1))]
    return lines


def _name(theme: Theme, name: str, width: int) -> list[str]:
    """Return a name as one line, or as two where it is longer: its end tells a small bag from a large one."""
    face = theme.look.fonts.of(TINY)
    words = kept_together(name).split(" ")
    fitting = 1
    while fitting < len(words) and face.width(" ".join(words[: fitting + 1])) <= width:
        fitting += 1
    first, rest = " ".join(words[:fitting]), " ".join(words[fitting:])
    if not rest:
        return [first]
    if face.width(rest) > width and len(words) - fitting > 1:
        end = f" {words[-1]}"
        rest = face.elided(rest[: -len(end)], width - face.width(end)) + end
    return [first, rest]
