"""In what Meta's catalog and Stripe do not say the same, on one page over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inbox.ui.models.rows import Span
from inbox.ui.models.states.parts import Fact
from inbox.ui.theme.fonts import BOLD
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel, SpanLabel
from inbox.ui.window.sheet import Sheet

translate = QCoreApplication.translate

_WIDTH, _HEIGHT = 640, 520


class Differences(Sheet):
    """The page; made anew each time it is opened."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, translate("Differences", "Catalog and Stripe compared"), parent, (_WIDTH, _HEIGHT))

    def fill(self, intro: str, found: Sequence[Fact]) -> None:
        """Show a sentence and the products: what each is, and in what it differs."""
        px = self._theme.look.px
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, px(12), 0)
        column.setSpacing(px(2))
        column.addWidget(_words(self._theme, intro, "muted", page))
        for fact in found:
            column.addSpacing(px(8))
            column.addWidget(LineLabel(self._theme, (Span(fact.label),), weight=BOLD, parent=page))
            column.addWidget(_words(self._theme, fact.value, "text", page))
        column.addStretch(1)
        self.body.setWidget(page)

    def content_height(self, width: int) -> int | None:
        """Return how high the list is, so that a short one leaves no empty room below it."""
        page = self.body.widget()
        return None if page is None else page.heightForWidth(width)


def _words(theme: Theme, text: str, color: str, page: QWidget) -> SpanLabel:
    return SpanLabel(theme, (Span(text),), color=color, parent=page)
