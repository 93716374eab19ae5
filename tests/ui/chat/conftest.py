"""The chat that the tests of this folder use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from inbox.ui.chat.chat_view import ChatView
    from inbox.ui.theme.theme import Theme


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> ChatView:
    """An empty chat, 600 by 500."""
    from inbox.ui.chat.chat_view import ChatView
    from tests.ui.chat_samples import PaintedPictures

    view = ChatView(theme, PaintedPictures())
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    return view
