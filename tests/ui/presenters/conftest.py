"""A desk held by hand for each test."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.presenters.pretend_desk import PretendDesk


@pytest.fixture
def pretend(qapp: QApplication) -> PretendDesk:
    return PretendDesk()
