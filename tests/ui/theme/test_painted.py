"""Every text as it is painted, in every scene of the sheet, can be read on what it was painted upon."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from inbox.ui.app.desk_app import take_away
from inbox.ui.theme.palette import faded
from inbox.ui.theme.theme import Scheme, Theme
from inbox.ui.theme.tokens import LEAST_CONTRAST, contrast
from tests.ui import scenes
from tests.ui.panes import scenes as panes
from tests.ui.theme.painted import painted_texts
from tests.ui.window import scenes as window

_DIMMED = frozenset(
    {
        *("desk-overlay", "palette", "palette-found", "keys", "lightbox"),
        *("templates-page", "replies-page", "replies-page-agent", "journal", "read-again", "deputies", "older", "differences"),
        *("dispute-evidence", "dispute-review", "dispute-accept", "dispute-pages"),
        *("journal-currencies", "journal-reading"),
    }
)
"""Scenes in which something lies over the window, and what is below is dimmed on purpose."""


def _stark(_app: QApplication) -> QPalette:
    """Windows' "Aquatic"."""
    palette = QPalette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        palette.setColor(role, QColor("#202020"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#ffffff"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#8ee3f0"))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("#263b50"))
    return palette


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_every_painted_text_is_readable(scheme: Scheme, qapp: QApplication) -> None:
    theme = Theme(qapp, scheme, system_colors=_stark)
    tokens = theme.look.tokens
    asleep = {faded(tokens.muted, behind).name() for behind in (tokens.surface, tokens.bg)}
    texts, found = 0, []
    for scene in (*scenes.SCENES, *panes.SCENES, *window.SCENES):
        if scene.name in _DIMMED:
            continue
        widget = scene.build(theme, "en")
        widget.resize(*scene.size)
        widget.show()
        qapp.processEvents()
        for text in painted_texts(widget):
            texts += 1
            ratio = contrast(text.color, text.behind)
            if ratio < LEAST_CONTRAST and text.color.name() not in asleep:
                found.append((scene.name, text.text, text.color.name(), text.behind.name(), round(ratio, 2)))
        take_away(widget)
    theme.deleteLater()
    assert found == []
    assert texts > 1000
