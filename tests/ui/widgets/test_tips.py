"""Tooltips say what was written, whatever it looks like."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from inbox.ui.models.rows import Span
from inbox.ui.theme.theme import Theme
from inbox.ui.widgets.labels import LineLabel
from inbox.ui.widgets.tips import tip

HOSTILE = ("<b>fett</b>", "<img src='file:///etc/passwd'>", "<h1>Zahlung bestätigt</h1>", "a < b & c", "Lena <3", "ganz normal")


def shown(text: str) -> str:
    """Return what Qt makes of a tooltip's text."""
    document = QTextDocument()
    if text.startswith("<p>"):
        document.setHtml(text)
    else:
        document.setPlainText(text)
    return document.toPlainText()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tip_is_what_was_written(qtbot: QtBot, text: str) -> None:
    assert shown(tip(text)) == text


def test_a_cut_name_is_shown_whole_and_literally(theme: Theme, qtbot: QtBot) -> None:
    label = LineLabel(theme)
    qtbot.addWidget(label)
    label.show_spans((Span("<b>Ein sehr langer Name, der hier keinen Platz hat</b>"),))
    label.resize(60, 20)
    label.show()
    label.repaint()
    label.grab()
    assert label.toolTip().startswith("<p>&lt;b&gt;Ein sehr")
