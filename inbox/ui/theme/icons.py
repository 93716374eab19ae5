"""The one family of line icons: SVG with strokes of 1.75 in a box of 24, tinted when they are drawn.

The files say ``currentColor``; every colour, size and screen density is rendered once and kept. GUI thread only.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from inbox.ui.resources import folder

_KEPT = 512
_ICON_SIZES = (16, 20, 24, 32, 48)


class Icons:
    """Icons by the name of their file."""

    def __init__(self, where: Path | None = None) -> None:
        self._folder = where if where is not None else folder() / "icons"
        self._sources: dict[str, str] = {}
        self._pixmaps: OrderedDict[tuple[str, int, int, float], QPixmap] = OrderedDict()

    def names(self) -> list[str]:
        """Return the names of all icons there are."""
        return sorted(path.stem for path in self._folder.glob("*.svg"))

    def pixmap(self, name: str, color: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """Return the icon in ``color``, ``size`` logical pixels wide, for a screen with ``ratio`` pixels each.

        KeyError when there is no such icon.
        """
        key = (name, color.rgba(), size, ratio)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = self._pixmaps[key] = self._render(name, color, size, ratio)
            if len(self._pixmaps) > _KEPT:
                self._pixmaps.popitem(last=False)
        else:
            self._pixmaps.move_to_end(key)
        return pixmap

    def draw(self, painter: QPainter, name: str, color: QColor, where: QRectF) -> None:
        """Draw the icon into the square ``where``, sharp at the painter's density."""
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(where.topLeft(), self.pixmap(name, color, round(where.width()), ratio))

    def icon(self, name: str, color: QColor, faded: QColor) -> QIcon:
        """Return the icon for menus and actions; ``faded`` is its colour while the action is disabled."""
        icon = QIcon()
        for size in _ICON_SIZES:
            icon.addPixmap(self.pixmap(name, color, size), QIcon.Mode.Normal)
            icon.addPixmap(self.pixmap(name, faded, size), QIcon.Mode.Disabled)
        return icon

    def _render(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        svg = self._source(name).replace("currentColor", color.name(QColor.NameFormat.HexRgb))
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            try:
                self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            except FileNotFoundError as error:
                raise KeyError(f"no icon {name}") from error
        return self._sources[name]
